"""Know what documents are made from, part by part, each as one digest: cases, templates, the house, rules, the program.

A document is held to the parts that reach it and to no other: a template that changes makes its own documents again,
and a rule only has those looked at again that file with its mechanism.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final

from submissions import __version__
from submissions.line.outcome import Setting
from submissions.packaged import further_folder, rule_folders, template_folders
from submissions.plan import Job, TemplateOutline
from submissions.run.watched import Watched, below, digest_of
from submissions.writers.libreoffice.program import build_of, find_program

Parts = Mapping[str, str]
"""The digest of each part that something was made from, by the name of the part."""

DAY: Final = "day"
"""Names the day of a run where something is held to it."""
_PACKAGE: Final = Path(__file__).resolve().parent.parent
_RULES: Final = ("procedures", "groups")
"""The folders of the files of mechanisms: only the examination of a filing reads them."""
_EXAMINED: Final = "examinations"
"""What a template needs that prints what becomes of the rules of every document of its case."""
# What a template.yaml says that wants its PDF of LibreOffice.
_ASKED: Final = b"libreoffice"


class Sources:
    """The digests of all that the documents of one run are made from, as it was when this was begun."""

    def __init__(self, setting: Setting, cases: Mapping[str, Watched]) -> None:
        """Digest templates, rules and program; each case is given as it was found."""
        self.cases = cases
        self._setting = _normal(setting)
        roots = template_folders(setting.workspace)
        self._templates, house = _templates_below(roots)
        further = further_folder()
        self._house = _joined([house, *([_digest(further, below(further))] if further else [])])
        self._rules, self._bodies, own = _rules_below(rule_folders(setting.workspace))
        program = [path for path in below(_PACKAGE) if not _is_of_rules(path) and not _is_within(path, roots)]
        self._program = _joined([_versions(), _printer(roots), _digest(_PACKAGE, program), own])
        self._outlines: dict[str, TemplateOutline] = {}
        self._documents: dict[Job, Parts] = {}
        self.texts = ""

    def on(self, setting: Setting) -> Sources:
        """Return the same for documents that have something else in common, as another day."""
        other = copy(self)
        other._setting = _normal(setting)
        other._documents = {}
        return other

    def learn(self, outlines: Iterable[TemplateOutline], texts: str) -> None:
        """Take in what the templates say of themselves, and the digest of the names of the texts that any asks for."""
        self._outlines = {one.id: one for one in outlines}
        self.texts = texts
        self._documents = {}

    # --- what something is made from ---

    def of_document(self, job: Job) -> Parts:
        """Return the parts that a document is made from; asked for many times in a run, they are worked out once."""
        if job not in self._documents:
            self._documents[job] = self._parts_of(job)
        return self._documents[job]

    def _parts_of(self, job: Job) -> Parts:
        outline = self._outlines.get(job.template)
        looks_at_rules = outline is None or _EXAMINED in outline.needs
        procedure = "" if outline is None else outline.procedure
        return {
            "run": _joined([repr(self._of_any_day), repr(job)]),
            "case": self.cases[job.folder].digest,
            "template": self.every_template if looks_at_rules else self.template(job.template),
            "house": self._house,
            "texts": self.texts,
            "rules": self.every_rule if looks_at_rules else self._body_of(procedure),
            "program": self._program,
        }

    def of_copies(self, jobs: Sequence[Job]) -> Parts:
        """Return the parts that the copies of annexes beside some documents of one case are made from."""
        return {
            "run": _joined([repr(self._of_any_day), *map(repr, jobs)]),
            "case": self.cases[jobs[0].folder].digest,
            "template": self.every_template,
            "house": self._house,
            "program": self._program,
        }

    def of_rules(self, job: Job) -> Parts:
        """Return the parts that, beside its document, the examination of a filing rests on."""
        outline = self._outlines.get(job.template)
        return {"rules": self.every_rule if outline is None else self.rules_of(outline.procedure)}

    def of_outline(self, folder: str, templates: Iterable[str]) -> Parts:
        """Return the parts that the outline of a case, which lists some templates, is read from."""
        watched = self.cases[folder]
        return {
            "run": _joined([repr(self._of_any_day), folder]),
            "case": watched.digest,
            "links": _joined([watched.digest, *watched.linked]),
            "house": self._house,
            "texts": self.texts,
            "program": self._program,
            **{f"template {name}": self.template(name) for name in templates},
        }

    def of_days(self, folder: str) -> Parts:
        """Return the parts that the last days of a case are worked out from."""
        return {**self.of_outline(folder, ()), DAY: self._setting.as_of.isoformat(), "rules": self.every_rule}

    def of_report(self, folders: Iterable[str], shown: str) -> Parts:
        """Return the parts that the report of a run over some cases is written from; `shown` is the run's result."""
        cases = _joined(self.cases[folder].digest for folder in folders)
        setting = repr(self._setting)
        return {"run": _joined([setting, shown]), "case": cases, "rules": self.every_rule, "program": self._program}

    def of_templates(self) -> Parts:
        """Return the parts that all that is known of the templates is read from."""
        return {"template": self.every_template, "house": self._house, "program": self._program}

    def of_tables(self) -> Parts:
        """Return the parts on which it rests whether a table of the rules is old."""
        return {"run": self._setting.as_of.isoformat(), "program": self._program}

    def names_from(self, case: str) -> str:
        """Return the digest of all that says what is protected in a case, and how it is searched for."""
        return _joined([self.cases[case].digest, self.every_template, self._house, self._program])

    # --- the parts ---

    @property
    def _of_any_day(self) -> Setting:
        """What the run asks, but for its day: where that matters, what was made with it says so."""
        return replace(self._setting, as_of=date.min)

    @property
    def every_template(self) -> str:
        """The digest of all templates."""
        return _joined(f"{name}\0{digest}" for name, digest in sorted(self._templates.items()))

    @property
    def every_rule(self) -> str:
        """The digest of the files of all mechanisms."""
        return _joined(f"{name}\0{digest}" for name, digest in sorted(self._rules.items()))

    def template(self, name: str) -> str:
        """Return the digest of a template, in every folder where templates are looked for; "-" for none."""
        return self._templates.get(name, "-")

    def rules_of(self, procedure: str) -> str:
        """Return the digest of the file of a mechanism with those of all groups of rules, "" for no mechanism."""
        if not procedure:
            return ""
        return _joined([self._rules.get(procedure, "-"), self._rules.get("", "-")])

    def _body_of(self, procedure: str) -> str:
        """Return the digest of what names the body of a mechanism: consents are held against it."""
        return self._bodies.get(procedure, "-") if procedure else ""


def changed_parts(before: object, after: Parts) -> list[str]:
    """Return the names of the parts that differ from those that were kept, in their order."""
    kept = before if isinstance(before, dict) else {}
    return [name for name in dict.fromkeys([*after, *kept]) if kept.get(name) != after.get(name)]


def _normal(setting: Setting) -> Setting:
    """Return what a setting says of the documents themselves: where the workspace lies is no matter of theirs."""
    return replace(setting, output=Path(setting.shown_output), workspace=Path(), writes=True)


def _joined(words: Iterable[str]) -> str:
    return sha256("\n".join(words).encode("utf-8", "surrogateescape")).hexdigest()


def _digest(folder: Path, paths: Iterable[Path]) -> str:
    return digest_of(folder, sorted(paths))


def _templates_below(roots: Sequence[Path]) -> tuple[dict[str, str], str]:
    """Return the digest of each template by its id, and of all that lies beside templates: the house, the stocks."""
    found: dict[str, list[str]] = {}
    beside: list[str] = []
    for root in roots:
        paths = list(below(root))
        owners = {path.parent for path in paths if path.name == "template.yaml"}
        groups: dict[Path | None, list[Path]] = {}
        for path in paths:
            groups.setdefault(next((one for one in path.parents if one in owners), None), []).append(path)
        for owner, members in groups.items():
            digest = _digest(root, members)
            if owner is None:
                beside.append(digest)
            else:
                found.setdefault(owner.relative_to(root).as_posix(), []).append(digest)
    return _joined_each(found), _joined(beside)


def _rules_below(roots: Sequence[Path]) -> tuple[dict[str, str], dict[str, str], str]:
    """Return the digest of the file of each mechanism, with all groups under "", and of what else an office has there.

    Between them stands the digest of what names the body of each mechanism.
    """
    found: dict[str, list[str]] = {}
    bodies: dict[str, list[str]] = {}
    others: list[str] = []
    for root in roots:
        for path in sorted(below(root)):
            kind = path.relative_to(root).parts[0]
            digest = _digest(root, [path])
            if kind in _RULES:
                found.setdefault(path.stem if kind == _RULES[0] else "", []).append(digest)
                bodies.setdefault(path.stem, []).append(_naming_a_body(path) or digest)
            elif not root.is_relative_to(_PACKAGE):
                others.append(digest)
    return _joined_each(found), _joined_each(bodies), _joined(others)


def _joined_each(found: Mapping[str, list[str]]) -> dict[str, str]:
    return {name: _joined(digests) for name, digests in found.items()}


def _naming_a_body(path: Path) -> str:
    """Return the digest of the line of a file of rules that names its body, "" where there is no such line."""
    lines = [line for line in path.read_bytes().splitlines() if line.startswith(b"body:")]
    return sha256(lines[0]).hexdigest() if len(lines) == 1 else ""


def _is_of_rules(path: Path) -> bool:
    return any(path.is_relative_to(_PACKAGE / "rules" / kind) for kind in _RULES)


def _is_within(path: Path, roots: Sequence[Path]) -> bool:
    return any(path.is_relative_to(root) for root in roots)


def _printer(folders: Iterable[Path]) -> str:
    """Return which build of LibreOffice is here, if any template asks for one."""
    asking = (path for folder in folders for path in folder.glob("*/**/template.yaml") if _ASKED in path.read_bytes())
    program = find_program() if any(asking) else None
    return "" if program is None else build_of(program)


def _versions() -> str:
    """Return program, Python and every library that is installed, by the names that their folders have.

    Any of them may have a part in a page, and the validators in what is found.
    """
    folders = [Path(entry) for entry in sys.path if Path(entry).is_dir()]
    found = {path.name for folder in folders for path in folder.iterdir() if path.suffix in (".dist-info", ".egg-info")}
    return "; ".join((f"submissions {__version__}", sys.version, *sorted(found)))
