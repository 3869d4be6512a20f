"""Validate a case file: its values through the records, its ids and references, and the files it names."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Set
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from submissions.case import Case
from submissions.case.texts import texts_of
from submissions.findings import Finding
from submissions.languages import NO_LANGUAGES, Languages
from submissions.source import locate, nearest
from submissions.validate.consents import consent_findings
from submissions.validate.faults import faults_of
from submissions.validate.leaving_out import without_faults
from submissions.validate.lookup import AskedOf, CaseReading
from submissions.validate.mentions import mention_findings
from submissions.validate.near_leaks import rule_findings
from submissions.validate.numbering import numbering_findings
from submissions.validate.order import order_findings
from submissions.validate.people import people_findings
from submissions.validate.references import reference_findings
from submissions.validate.to_come import ROUNDS, fill, lacking, stopping
from submissions.values import Prose, SourceMapping, Text

# One line that ends as names of files do; no disk takes a longer name.
_FILE_NAME: Final = re.compile(r"[^\n]{1,60}\.\w{1,8}")


def validate_case(  # noqa: PLR0917  what a case is read from and held against
    source: SourceMapping,
    folder: Path,
    workspace: Path,
    house_authorities: Container[str] = frozenset(),
    text_names: Set[str] | None = None,
    languages: Languages | None = None,
    draft: bool = False,
    asked: AskedOf = lambda _: None,
) -> tuple[Case | None, list[Finding]]:
    """Return the case that a case file holds, and every fault.

    What is wrong and need not be there is left out, and the case is then one in part, to be looked at and never to be
    built or searched by. None where it is wrong and has to be there.

    `house_authorities` are the ids that the house's own list of authorities brings; `text_names` are the names of
    texts that the templates know, and a text of any other name is remarked on (None: not looked at); `languages` are
    the words of the house, in which pseudonyms are proposed. Of the case of a `draft` values may be missing: stand-ins
    are put there, and everything that is missing is found all the same. `asked` tells what a template asks the case to
    type.
    """
    spoken = NO_LANGUAGES if languages is None else languages
    reading = CaseReading(folder, workspace, asked, draft=draft)
    case, findings = _read_draft(source, reading) if draft else _read_records(source, reading)
    if case is not None and reading.has_unread:
        case = case.in_part()
    findings += reading.findings
    findings += reference_findings(source, folder.name, house_authorities, spoken, draft=draft)
    if case is not None:
        findings += order_findings(case)
        findings += people_findings(case, spoken)
        findings += consent_findings(case)
        findings += rule_findings(case)
        findings += mention_findings(case)
        findings += numbering_findings(case)
        findings += list(_names_of_files(case, folder))
        findings += _unused_findings(case, text_names)
    return case, sorted(dict.fromkeys(findings), key=lambda finding: (finding.place, finding.code))


def _read_records(source: SourceMapping, reading: CaseReading) -> tuple[Case | None, list[Finding]]:
    """Return the case, if need be without what is wrong, so that one fault hides no other, and every fault."""
    try:
        return Case.model_validate(source, context=reading), []
    except ValidationError as error:
        faults = faults_of(error, source)
        found = [finding for fault in faults for finding in fault.findings]
    # A second fault under a key that stands twice in the path of the first shows only now, and is told as well.
    rest = without_faults(source, faults)
    if rest is None:
        return None, found
    case, more = _read_records(rest, reading)
    return None if case is None else case.in_part(), found + more


def _read_draft(source: SourceMapping, reading: CaseReading) -> tuple[Case | None, list[Finding]]:
    """Read the records, with stand-ins for what is missing as long as that helps."""
    told: list[Finding] | None = None
    faults: list[Finding] = []
    for _ in ROUNDS:
        try:
            return Case.model_validate(source, context=reading), told or []
        except ValidationError as error:
            faults = [finding for fault in faults_of(error, source) for finding in fault.findings]
            # What is found later is missing in a stand-in.
            told = lacking(faults) if told is None else told
            filled = fill(source, error)
            if filled is None:
                break
            source = filled
    return None, [*(one for one in told or () if one not in faults), *stopping(faults)]


def _nearest_text(name: str, known: Set[str]) -> str:
    near = nearest(name, sorted(known))
    return f"write '{near}', or take it out" if near else ""


def _names_of_files(case: Case, folder: Path) -> Iterator[Finding]:
    """Find prose that is nothing but the name of a file: the document would print the name, not what stands there."""
    exhibits = {annex.file.place for annex in case.annexes}
    for text in (one for one in texts_of(case) if one.place not in exhibits):
        name = text.strip()
        named = isinstance(text, Prose) and _FILE_NAME.fullmatch(name) and locate(folder, Text(name, text.place))[0]
        if named:
            words = f"the text is the name of a file, '{name}', so nothing but that would be printed"
            yield Finding("E194", text.place, words, f"to print what stands there, write {{file: {name}}}")


def _unused_findings(case: Case, text_names: Set[str] | None) -> list[Finding]:
    """Remark on texts that no template asks for."""
    if text_names is None:
        return []
    named = [name for texts in (case.texts, *(one.texts for one in case.submissions)) for name in texts]
    known = ", ".join(sorted(text_names))
    return [
        Finding(
            "W138",
            name.place,
            f"no template prints the text '{name}'",
            _nearest_text(name, text_names) or f"use one of the names that templates know: {known}",
        )
        for name in named
        if name not in text_names
    ]
