"""Know which documents need not be made again: nothing they were made from has changed, and their bytes are those.

Nothing is believed that can be seen. A document counts as made only if four things agree: what it would be made from
today, the digest of each of its files as they were made, the files as they stand, and the manifest as the last run left
it. So an older folder, an older manifest or an older store, brought back alone or together, is found out.

A file that no run of today made may still stand in a folder: for these the store keeps which of them were searched, and
under which case, templates and program. All names that are protected come from these three, so their digest stands for
the names: it changes with each of them, and nobody can try names against it, as one could with a digest of names alone.

What was found is kept with each document and shown on every run. What a finding may depend on beside the files is part
of the digest (day, switches, program, libraries, where the output is shown), or is looked at on every run: names
elsewhere on the disk, folders that others see, the rules of the mechanism.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from submissions import __version__
from submissions.formats import Format
from submissions.line.outcome import Copied, Made, Setting
from submissions.manifest import NAME, Manifest, parse_manifest, record_file
from submissions.plan import Job
from submissions.publish.disk import Disk
from submissions.publish.folder import Destination
from submissions.publish.transaction import SourceFile
from submissions.run.store import COUNTS, NOTHING, digest_folder, digest_plain, read_store, watch, write_store
from submissions.run.told import lock_findings, unlock_findings
from submissions.writers.libreoffice.program import build_of, find_program

# What a template.yaml says that wants its PDF of LibreOffice.
_ASKED: Final = b"libreoffice"
_PACKAGE: Final = Path(__file__).resolve().parent.parent


class Reuse:
    """The documents that earlier runs made into an output folder, by what they were made from.

    Begin it before a case is read: what changes while a build runs must count as changed in the next one. `load` it
    while the output folder is held, and `save` it before the folder is let go.
    """

    def __init__(self, setting: Setting, cases: Iterable[str]) -> None:
        from submissions.catalogue import template_folders  # noqa: PLC0415 - slow to import, needed by a build only
        from submissions.rules.rulebooks import rule_folders  # noqa: PLC0415
        from submissions.writers.faces import further_folder  # noqa: PLC0415

        self._setting = setting
        self._cases = {case: watch(setting.workspace / case) for case in cases}
        own_rules = [folder for folder in rule_folders(setting.workspace) if not folder.is_relative_to(_PACKAGE)]
        further = further_folder()
        folders = (*template_folders(setting.workspace), *own_rules, _PACKAGE, *([further] if further else []))
        printer = _printer(template_folders(setting.workspace))
        self._program = "\n".join([_versions(), printer, *map(digest_folder, folders)])
        self._entries: dict[str, dict[str, Any]] = {}
        self._stored: dict[str, dict[str, Any]] = {}
        self.load()

    @property
    def cases(self) -> tuple[str, ...]:
        """The folders of the cases that this knows of."""
        return tuple(self._cases)

    def load(self) -> None:
        """Read the store as it is now: another build may have written it."""
        self._entries = read_store(self._setting.output)
        self._stored = deepcopy(self._entries)

    def save(self, disk: Disk) -> None:
        """Write the store, if it has changed since it was read."""
        if self._entries != self._stored:
            write_store(self._setting.output, self._entries, disk)
            self._stored = deepcopy(self._entries)

    def is_untouched(self, case: str) -> bool:
        """Tell whether the files of a case are those that they were when this began."""
        return self._cases[case].is_untouched

    # --- documents ---

    def is_new(self, job: Job) -> bool:
        """Tell whether a document has to be made because what it is made from has changed; looks at no output."""
        return bool(self._entries.get(_key(job), {}).get("from") != self._made_from(job))

    def find(self, job: Job) -> Made | None:
        """Return a document as it stands, or None where it has to be made."""
        entry = self._entries.get(_key(job), {})
        if entry.get("from") != self._made_from(job):
            return None
        destination = self._destination(job)
        manifest = self._manifest(destination)
        build = next((one for one in manifest.builds if job.is_in(file.name for file in one.outputs)), None)
        if build is None:
            return None
        files: list[tuple[Format, bytes]] = []
        for file_format in job.formats:
            name = job.output(file_format)
            content = _content(destination.folder / name)
            digests = {record_file(name, content).sha256, manifest.digest_of(name), entry.get("files", {}).get(name)}
            if len(digests) > 1:
                return None
            files.append((file_format, content))
        findings = unlock_findings(entry.get("told", ""), self._key_of(_key(job), job))
        if findings is None:
            return None
        counts = {key: int(entry.get(key, 0)) for key in COUNTS}
        made = Made(tuple(files), build.inputs, findings=findings, printer=build.printer)
        return replace(made, **counts)  # type: ignore[arg-type]  # counts only

    def remember(self, job: Job, made: Made) -> None:
        """Keep that a document was published as it was made, and what was found."""
        if not made.files:
            self._entries.pop(_key(job), None)
            return
        names = [(job.output(one), content) for one, content in made.files]
        self._entries[_key(job)] = {
            "from": self._made_from(job),
            "files": {name: record_file(name, content).sha256 for name, content in names},
            "told": lock_findings(made.findings, self._key_of(_key(job), job)),
            **{key: getattr(made, key) for key in COUNTS},
        }

    def find_copies(self, jobs: tuple[Job, ...]) -> Copied | None:
        """Return the copies of annexes beside these documents as they stand, or None where they have to be made."""
        entry = self._entries.get(_copies_key(jobs), {})
        if entry.get("from") != self._made_from(*jobs):
            return None
        destination = self._destination(jobs[0])
        records = {exhibit.copy.name: exhibit for exhibit in self._manifest(destination).exhibits}
        files = []
        for name, digest in entry["files"].items():
            path = destination.folder / name
            if name not in records or {digest_plain(path), records[name].copy.sha256} != {digest}:
                return None
            files.append((records[name], SourceFile(path, digest)))
        findings = unlock_findings(entry.get("told", ""), self._key_of(_copies_key(jobs), *jobs))
        return None if findings is None else Copied(tuple(entry["files"]), tuple(files), findings)

    def remember_copies(self, jobs: tuple[Job, ...], copied: Copied) -> None:
        """Keep that copies of annexes were published as they were made, and what was found."""
        self._entries[_copies_key(jobs)] = {
            "from": self._made_from(*jobs),
            "files": {record.copy.name: record.copy.sha256 for record, _ in copied.files},
            "told": lock_findings(copied.findings, self._key_of(_copies_key(jobs), *jobs)),
        }

    # --- folders ---

    def remember_folder(self, destination: Destination, case: str, fresh: Mapping[str, str]) -> None:
        """Keep how a folder stands after it was published, and the case that each file of this run was made for.

        `fresh` holds the SHA-256 of these files by name.
        """
        entry = self._entries.setdefault(_folder_key(destination), {})
        today = self._names_from(case)
        entry["manifest"] = _digest_manifest(destination)
        entry["files"] = {**entry.get("files", {}), **fresh}
        entry["cases"] = {**entry.get("cases", {}), **dict.fromkeys(fresh, today)}

    def is_of_last_run(self, destination: Destination) -> bool:
        """Tell whether a folder's manifest is the one that the last run left; also where there is none to compare."""
        known = self._entries.get(_folder_key(destination), {}).get("manifest")
        return known is None or _digest_manifest(destination) in (known, NOTHING)

    def is_overtaken(self, destination: Destination, name: str) -> bool:
        """Tell whether a file was published for none of the cases as they are today, or by another program."""
        known = self._entries.get(_folder_key(destination), {}).get("cases", {}).get(name)
        return bool(known and self._cases) and known not in map(self._names_from, self._cases)

    def is_searched(self, destination: Destination, case: str, name: str, digest: str) -> bool:
        """Tell whether a file of these bytes was searched under this name for all that is protected today."""
        searched = self._entries.get(_folder_key(destination), {}).get("searched", {})
        return bool(searched.get(_searched_key(name, digest)) == self._names_from(case))

    def remember_searched(self, destination: Destination, case: str, files: Iterable[tuple[str, str]]) -> None:
        """Keep, instead of what was kept of a folder, that files, by name and digest, were searched without a hit."""
        today = self._names_from(case)
        searched = {_searched_key(name, digest): today for name, digest in files}
        if searched:
            self._entries.setdefault(_folder_key(destination), {})["searched"] = searched

    # --- digests ---

    def _made_from(self, *jobs: Job) -> str:
        """Return the digest of all that is made from: files, program, libraries, date and switches."""
        return sha256(self._parts(*jobs)).hexdigest()

    def _key_of(self, entry: str, *jobs: Job) -> bytes:
        """Return what the findings of an entry are locked with: `_made_from` does not give it, the case does."""
        return sha256(f"findings of {entry}\n".encode() + self._parts(*jobs)).digest()

    def _parts(self, *jobs: Job) -> bytes:
        setting = replace(self._setting, output=Path(self._setting.shown_output), workspace=Path(), writes=True)
        parts = [repr(setting), *map(repr, jobs), self._cases[jobs[0].folder].digest, self._program]
        return "\n".join(parts).encode()

    def _names_from(self, case: str) -> str:
        """Return the digest of all that says what is protected, and how it is searched for."""
        return sha256("\n".join([self._cases[case].digest, self._program]).encode()).hexdigest()

    def _manifest(self, destination: Destination) -> Manifest:
        """Return the manifest of a folder if it is the one that the last run left there, else one of nothing."""
        content = _content(destination.folder / NAME)
        known = self._entries.get(_folder_key(destination), {}).get("manifest")
        is_known = record_file(NAME, content).sha256 == known
        manifest = parse_manifest(content, destination.place(NAME))[0] if is_known else None
        return manifest or Manifest(destination.audience)

    def _destination(self, job: Job) -> Destination:
        return Destination(self._setting.output, job.case_id, job.audience)


def _key(job: Job) -> str:
    return "|".join((job.case_id, job.audience, job.template, job.name, job.language, *job.formats))


def _copies_key(jobs: tuple[Job, ...]) -> str:
    return "|".join((jobs[0].case_id, jobs[0].audience, "annexes"))


def _folder_key(destination: Destination) -> str:
    return "|".join((destination.case_id, destination.audience))


def _searched_key(name: str, digest: str) -> str:
    """Return the digest of a file's name and content together: a name may hold what is protected tomorrow."""
    return sha256(f"{name}\0{digest}".encode("utf-8", "surrogateescape")).hexdigest()


def _digest_manifest(destination: Destination) -> str:
    return digest_plain(destination.folder / NAME)


def _content(path: Path) -> bytes:
    """Return the bytes of a plain file, none for anything else."""
    try:
        return b"" if path.is_symlink() else path.read_bytes()
    except OSError:
        return b""


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
