"""Make a first Word template of a filing that exists: what the case gives becomes tags, and nobody protected stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Final

from submissions.case.filed import as_filed
from submissions.dates import print_date
from submissions.findings import Finding, Place, has_errors
from submissions.languages import Language
from submissions.line.outcome import Setting
from submissions.line.reading import read_templates, read_validated
from submissions.line.stages import Bench, NoValueError, Stages
from submissions.office.names import part_bytes
from submissions.office.package import write_parts
from submissions.upkeep.audit import searcher_from
from submissions.values import Missing, PartialDate, TextWithNames, Withholding
from submissions.view import CaseView, view_case
from submissions.wordbody.examine import read_template, text_parts
from submissions.wordbody.faults import place_of, said_of
from submissions.wordbody.records import FirstTemplate
from submissions.wordbody.tagging import Tagged, tag_values

_NAMED: Final = ("case", "state", "organisation")
_OF_PERSON: Final = ("full", "name", "position", "organisation", "address", "email", "telephone", "occupation", "born")


def first_template(
    bench: Bench, setting: Setting, folder: str, content: bytes, file: str
) -> tuple[FirstTemplate, list[Finding]]:
    """Return a template of a Word file, with the values of the case in a folder as tags, and what is wrong with it."""
    stages = Stages(bench, setting)
    nothing = FirstTemplate()
    parts, findings = read_template(content, Place(file))
    if findings:
        return nothing, findings
    try:
        view, language = _view(stages, folder)
    except NoValueError:
        return nothing, stages.findings
    stages.enter("putting tags into the file")
    roots, faults = text_parts(parts, file, with_properties=False)
    tagged = tag_values(roots, values_of(view, language))
    made = write_parts({**parts, **{name: part_bytes(root) for name, root in roots.items()}})
    left = _left(stages, folder, made, file)
    findings = [*faults, *left]
    return FirstTemplate(b"" if has_errors(findings) else made, tuple(_told(one, file) for one in tagged)), findings


def _view(stages: Stages, folder: str) -> tuple[CaseView, Language]:
    """Return the case as its first document shows it to those it is filed with; raises NoValueError."""
    case = read_validated(stages, folder, in_part=True)
    if not case.submissions:
        message = "the case asks for no document, so that nobody knows its language"
        order = "write one under 'submissions' in the case"
        stages.findings.append(Finding("E248", Place(f"{folder}/case.yaml"), message, order))
        raise NoValueError("submissions")
    submission = case.submissions[0]
    language = read_templates(stages.aside()).house.languages.of(str(submission.languages[0]))
    seen = (as_filed(case, 0), submission, "filing", language, stages.setting.as_of)
    return stages.run("choosing what is filed", view_case, *seen, stages.setting.workspace / folder), language


def values_of(view: CaseView, language: Language) -> dict[str, list[str]]:
    """Return the texts that a view prints by a name of its own, each with the expressions that print it."""
    found: dict[str, list[str]] = {}
    for name in _NAMED:
        for expression, text in _texts(getattr(view, name), name, language):
            found.setdefault(text, []).append(expression)
    for person in view.people:
        own = f'person("{person.id}")'
        parts = ((f"{own}.{name}", getattr(person, name)) for name in _OF_PERSON)
        for expression, text in (one for path, value in parts for one in _texts(value, path, language)):
            found.setdefault(text, []).append(expression)
    for annex in view.annexes:
        for expression, text in _texts(annex.title, f'annex("{annex.id}").title', language):
            found.setdefault(text, []).append(expression)
    for expression, text in _texts(view.date, "date", language):
        found.setdefault(text, []).append(expression)
    return found


def _texts(value: object, path: str, language: Language) -> Iterator[tuple[str, str]]:
    """Yield the texts in a value of the view, each with its expression; lists have no names of their own."""
    if value is None or isinstance(value, Missing | Withholding | bool | tuple | Mapping):
        return
    if isinstance(value, PartialDate):
        yield path, print_date(value, language)
    elif isinstance(value, str):
        if value.strip() and not isinstance(value, TextWithNames):
            yield path, str(value)
    elif is_dataclass(value):
        for one in fields(value):
            if not one.name.startswith("_") and one.name not in ("id", "place", "language", "code"):
                yield from _texts(getattr(value, one.name), f"{path}.{one.name}", language)


def _left(stages: Stages, folder: str, content: bytes, file: str) -> Iterator[Finding]:
    """Yield where somebody protected is named in a template still, or may be: no name belongs into one."""
    from submissions.audit.files import audit_file  # noqa: PLC0415 - slow to import
    from submissions.audit.report import outcome_of  # noqa: PLC0415

    searcher, organisations = searcher_from(stages, (folder, "public", ""))
    report = audit_file(file, content, searcher, organisations, foreign=True)
    outcome = outcome_of(report, searcher)
    order = "put a tag in its place, or take it out, and make the template again"
    for hit in outcome.hits:
        yield Finding("E620", Place(file), f"what is protected stands in the template still: {hit}", order)
    for words in outcome.looks:
        yield Finding("W630", Place(file), f"what may be protected stands in the template still: {words}", order)


def _told(one: Tagged, file: str) -> tuple[Place, str]:
    """Return where a tag was put and what it stands for, in words."""
    also = f" (or {', '.join(one.others)})" if one.others else ""
    return place_of(one.where, file), f"'{one.words}' becomes {{{{ {one.expression} }}}}{also}, in {said_of(one.where)}"
