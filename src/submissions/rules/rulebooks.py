"""Read the files of the mechanisms: the workspace's own first, then those that came with the program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from submissions.findings import Finding, Place
from submissions.languages import is_language
from submissions.rules.paths import PathError, either, read_path
from submissions.rules.records import ProcedureRules, Rule, RuleGroup, Section
from submissions.source import read_text_file
from submissions.source.case_file import read_yaml
from submissions.values import RefusedValueError, SourceMapping

_Record = TypeVar("_Record", bound=BaseModel)
_FORMS_OF_DATE: Final = 3


@dataclass(frozen=True, slots=True)
class Rulebook:
    """One mechanism, with the rules and sections that it shares; `place` is its file."""

    procedure: ProcedureRules
    rules: tuple[Rule, ...]
    sections: tuple[Section, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the values of a rule file ask while they are read: there is no file beside it and no case."""

    findings: list[Finding] = field(default_factory=list)

    def read(self, kind: str, value: Any) -> Any:
        """Return a text as it stands; raises RefusedValueError for an unknown language."""
        if kind == "language" and not is_language(value):
            raise RefusedValueError(Finding("E120", value.place, f"there is no language '{value}'", "write 'en'"))
        return value


def procedure_ids(folders: Sequence[Path]) -> tuple[str, ...]:
    """Return the ids of all mechanisms, which are the names of their files."""
    return tuple(sorted({path.stem for folder in folders for path in (folder / "procedures").glob("*.yaml")}))


def read_rulebook(identity: str, folders: Sequence[Path]) -> tuple[Rulebook | None, list[Finding]]:
    """Return the mechanism of an id with all its rules, or None where there is none or its file has a fault."""
    path = _file(folders, "procedures", identity)
    if path is None:
        return None, []
    procedure, findings = _read(path, ProcedureRules)
    if procedure is None:
        return None, findings
    place = Place(_shown(path), 1)
    if procedure.id != path.stem:
        findings.append(_fault(procedure.id.place, "'id' is not the name of its file", f"write 'id: {path.stem}'"))
    rules: dict[str, Rule] = {}
    sections = procedure.sections
    for name in procedure.takes:
        group, faults = read_group(str(name), folders)
        findings += faults
        if group is None and not faults:
            findings.append(_fault(name.place, f"there is no group of rules '{name}'", "write the name of a group"))
        rules |= {str(rule.id): rule for rule in group.rules} if group is not None else {}
        sections = sections or (group.sections if group is not None else ())
    rules |= {str(rule.id): rule for rule in procedure.rules}
    findings += [fault for rule in rules.values() for fault in _rule_faults(rule)]
    stopped = any(finding.is_error for finding in findings)
    return (None if stopped else Rulebook(procedure, tuple(rules.values()), sections, place)), findings


def read_group(name: str, folders: Sequence[Path]) -> tuple[RuleGroup | None, list[Finding]]:
    """Return the rules that mechanisms share under a name, or None where there are none or their file has a fault."""
    path = _file(folders, "groups", name)
    return (None, []) if path is None else _read(path, RuleGroup)


def read_rulebooks(folders: Sequence[Path]) -> tuple[tuple[Rulebook, ...], list[Finding]]:
    """Return every mechanism, in the order of their ids."""
    books, findings = [], []
    for identity in procedure_ids(folders):
        book, faults = read_rulebook(identity, folders)
        books += [book] if book is not None else []
        findings += faults
    return tuple(books), findings


def _file(folders: Sequence[Path], kind: str, name: str) -> Path | None:
    paths = (folder / kind / f"{name}.yaml" for folder in folders)
    return next((path for path in paths if path.is_file()), None)


def _shown(path: Path) -> str:
    return "/".join(path.parts[-3:])


@cache
def _read(path: Path, record: type[_Record]) -> tuple[_Record | None, list[Finding]]:
    """Read one file into its record; kept, since groups are shared by many mechanisms."""
    name = _shown(path)
    source, findings = read_text_file(path, name, Place(name))
    if source is None:
        return None, findings
    root, faults = read_yaml(source)
    if root is None:
        return None, findings + faults
    try:
        return record.model_validate(root, context=_Reading()), findings + faults
    except ValidationError as error:
        return None, [*findings, *faults, *_refused(error, root)]


def _refused(error: ValidationError, root: SourceMapping) -> Iterator[Finding]:
    """Yield what is wrong with a file of rules, each at its place."""
    for fault in error.errors(include_url=False):
        refusal = fault.get("ctx", {}).get("error")
        path = ".".join(str(part) for part in fault["loc"])
        if isinstance(refusal, RefusedValueError):
            yield from (
                _fault(finding.place, finding.message.replace("{key}", f"'{path}'"), finding.help)
                for finding in refusal.findings
            )
        else:
            yield _fault(_place(root, fault["loc"]), f"'{path}': {fault['msg']}", "write it as the other rule files do")


def _place(root: SourceMapping, location: tuple[int | str, ...]) -> Place:
    """Return the place of the innermost node on the way to a fault."""
    node: Any = root
    place = root.place
    for part in location:
        try:
            node = node.at(str(part)) if isinstance(node, SourceMapping) else node[part]
        except (KeyError, IndexError, TypeError):
            break
        place = getattr(node, "place", place)
    return place


def _rule_faults(rule: Rule) -> Iterator[Finding]:
    """Yield what no record can see: two checks in one rule, an error of which nobody is sure, a path that is none."""
    checks = [
        check for check in (rule.presence, rule.count, rule.date, rule.consent, rule.consistency) if check is not None
    ]
    if len(checks) > 1:
        yield _fault(rule.id.place, f"the rule '{rule.id}' has more than one check", "make two rules of it")
    if rule.confidence == "D" and rule.severity == "error":
        words = f"the rule '{rule.id}' has the confidence D and would be an error"
        yield _fault(rule.id.place, words, "write 'severity: warning' and what to verify")
    if (
        rule.date is not None
        and [rule.date.limit, rule.date.bound, rule.date.present].count(None) != _FORMS_OF_DATE - 1
    ):
        words = (
            f"the rule '{rule.id}' has not one form of date: a limit, that the State is bound, that something goes on"
        )
        yield _fault(rule.id.place, words, "write under 'date' one of 'limit', 'bound' and 'present'")
    if (rule.confidence == "D" or rule.asks) and rule.check and rule.verify is None:
        why = "has the confidence D" if rule.confidence == "D" else "only asks a person"
        words = f"the rule '{rule.id}' {why} and says nothing of what to check"
        yield _fault(rule.id.place, words, "write under 'verify' what a person must check, and where")
    if not rule.sources:
        yield _fault(rule.id.place, f"the rule '{rule.id}' names no source", "write where it can be read")
    for path in _paths(rule):
        try:
            read_path(path)
        except PathError:
            yield _fault(rule.id.place, f"the rule '{rule.id}' has a path that cannot be read: '{path}'", "mend it")


def _paths(rule: Rule) -> Iterator[str]:
    yield from (*rule.when, *rule.except_when)
    if rule.presence is not None:
        one = rule.presence
        yield from (*one.needs, *one.any_of, *one.refuses, *one.unless, *one.shown_by, *one.unshown, *one.unclear)
        yield from (path for path in (one.each, one.value) if path is not None)
        yield from (path for names in one.have for path in either(str(names)))
    if rule.count is not None:
        yield from (*rule.count.unless, *((rule.count.of,) if rule.count.of != "document" else ()))
    if rule.consent is not None:
        yield from (rule.consent.of, *rule.consent.shown_by)
    if rule.date is not None and rule.date.limit is not None:
        limit = rule.date.limit
        yield from (*limit.since, *limit.or_since, *limit.explained_by)
    if rule.date is not None and rule.date.present is not None:
        yield from (*rule.date.present.of, *rule.date.present.claimed)
    if rule.date is not None and rule.date.bound is not None and rule.date.bound.events is not None:
        yield rule.date.bound.events


def _fault(place: Place, message: str, order: str) -> Finding:
    return Finding("E801", place, message, order)
