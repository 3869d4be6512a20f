"""Search every finished file, every copy of an annex, and the names and the manifest of what is published.

Runs in the child process: what is searched may be hostile, and the parent never holds a case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from submissions.case import Case
from submissions.case.texts import texts_of
from submissions.checks.sources import OF_PERSONS
from submissions.findings import Finding, Place
from submissions.languages import Language
from submissions.line.outcome import Setting
from submissions.line.reading import read_templates, read_validated
from submissions.line.stages import Bench, NoValueError, Stages
from submissions.plan import AUDIENCES, Job
from submissions.values import Prose, Text

if TYPE_CHECKING:
    from submissions.audit.names.search import Searcher
    from submissions.audit.records import Hit
    from submissions.audit.report import Outcome

_SHOWN_MAX: Final = 20
_PLACES_MAX: Final = 3


def searcher_for(stages: Stages, case: Case, job: Job) -> Searcher:
    """Return what searches for all that a job's audience may not find, made once for a case and an audience.

    For a language whose months or words for kin the search does not know it is made anew, so that it knows them too.
    """
    words = words_beyond([read_templates(stages.aside()).house.languages.of(job.language)])
    key = f"{job.folder}|{job.audience}" + (f"|{job.language}" if any(words) else "")
    return stages.once(key, "gathering what is protected", searcher_with, case, job.audience, *words)


def words_beyond(languages: Sequence[Language]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the months and the words for kin of some languages that the search does not know by itself."""
    from submissions.audit.names.address import kin_beyond  # noqa: PLC0415 - slow to import
    from submissions.audit.names.months import months_beyond  # noqa: PLC0415

    dates = [language.dates for language in languages if language.dates is not None]
    months = [month for words in dates for month in months_beyond((*words.months, *words.months_alone))]
    return tuple(months), tuple(word for language in languages for word in kin_beyond(language.kin))


def searcher_with(
    case: Case, audience: str, months: tuple[str, ...], kin: tuple[str, ...]
) -> tuple[Searcher, list[Finding]]:
    """Return what searches for all that an audience may not find, with months and words for kin to know besides."""
    from submissions.audit.names.search import Searcher  # noqa: PLC0415 - slow to import
    from submissions.audit.names.secrets import secrets_of  # noqa: PLC0415

    return Searcher(secrets_of(case, audience), months, kin), []


def searcher_of_persons(stages: Stages, case: Case, folder: str) -> Searcher:
    """Return what searches for all that tells who a protected person is, whoever may not find it."""
    return stages.once(folder, "gathering whom the case protects", _of_persons, case)


def _of_persons(case: Case) -> tuple[Searcher, list[Finding]]:
    from submissions.audit.names.search import Searcher  # noqa: PLC0415 - slow to import
    from submissions.audit.names.secrets import secrets_of  # noqa: PLC0415

    secrets = [secret for audience in AUDIENCES for secret in secrets_of(case, audience)]
    return Searcher(tuple(dict.fromkeys(secret for secret in secrets if secret.kind in OF_PERSONS))), []


# --- finished files ---


def audit_files(
    written: Mapping[str, tuple[Place, bytes]],
    case: Case,
    searcher: Searcher,
    *,
    draft: bool = False,
    typed: Sequence[str] = (),
) -> list[Finding]:
    """Take finished files apart, given by their names, and find what may not be in them.

    A `draft` may have places that are to be filled in: they were told of where its tree was looked at. `typed` are the
    texts of the tree: paths and signs of templates in them were looked at there, and are the author's.
    """
    from submissions.audit.files import audit_file  # noqa: PLC0415 - slow to import
    from submissions.audit.report import outcome_of  # noqa: PLC0415
    from submissions.audit.typed import without_typed  # noqa: PLC0415

    findings: list[Finding] = []
    for name, (place, content) in written.items():
        report = audit_file(name.rpartition("/")[2], content, searcher, organisations_of(case))
        report = replace(report, refusals=without_typed(report.refusals, typed))
        outcome = outcome_of(report, searcher)
        if draft:
            outcome = replace(outcome, refusals=tuple(filter(_is_no_placeholder, outcome.refusals)))
        findings += _of_file(outcome, place, _typed_at(report.hits, case, searcher))
    return findings


def audit_made(bench: Bench, job: Job, setting: Setting, files: Sequence[tuple[str, bytes]]) -> list[Finding]:
    """Find what may not be in the files of a document, by format, that another machine made from the same case.

    Where the case cannot be read here, none can have been made of it.
    """
    stages = Stages(bench, setting)
    try:
        case = read_validated(stages.aside(), job.folder)
        searcher = searcher_for(stages, case, job)
    except NoValueError:
        return [Finding("E622", job.place, "the case of a finished file cannot be read", _UNSEARCHABLE)]
    written = {job.output(one): (job.place, content) for one, content in files}
    typed = [str(text) for text in texts_of(case)]
    stages.look(
        "searching the finished files", partial(audit_files, draft=setting.draft, typed=typed), written, case, searcher
    )
    return stages.findings


def _is_no_placeholder(refusal: str) -> bool:
    from submissions.audit.word.refusals import REASONS  # noqa: PLC0415 - slow to import

    return not refusal.endswith(REASONS["placeholder"])


def _of_file(outcome: Outcome, place: Place, typed_at: Mapping[str, str]) -> Iterator[Finding]:
    for hit in outcome.hits[:_SHOWN_MAX]:
        words = f"{hit.whose} stands in the finished file: {hit.where} ({hit.form})"
        yield Finding("E620", place, words, typed_at[hit.whose])
    for refusal in outcome.refusals[:_SHOWN_MAX]:
        yield Finding("E621", place, f"the finished file holds what may not be handed over: {refusal}", _REFUSED)
    for reason in outcome.unsearchable[:_SHOWN_MAX]:
        yield Finding("E622", place, f"a part of the finished file cannot be searched: {reason}", _UNSEARCHABLE)


_REFUSED: Final = (
    "look into the house's Word frame and the pictures; if it stands in neither, it is the program's fault"
)
_UNSEARCHABLE: Final = "what cannot be searched is not published: look into the pictures and the house's frame"


def _typed_at(hits: Sequence[Hit], case: Case, searcher: Searcher) -> dict[str, str]:
    """Return, for the label of each secret found, what to do, with where the case's texts hold it."""
    if not hits:
        return {}
    from submissions.audit.records import Piece  # noqa: PLC0415 - slow to import

    texts = [text for text in _texts_outside_people(case) if text.place.line]
    places: dict[str, dict[str, None]] = {}
    for hit in searcher.search([Piece(str(number), "text", str(text)) for number, text in enumerate(texts)]):
        place = _line_of(texts[int(hit.piece.part)], hit.words)
        places.setdefault(hit.secret.label, {})[str(place)] = None
    orders = {}
    for label in dict.fromkeys(hit.secret.label for hit in hits):
        named = list(places.get(label, ()))[:_PLACES_MAX]
        orders[label] = (
            f"it is typed at {', '.join(named)}: write '@id' there, or withhold it with '[words]{{.redact}}'"
            if named
            else "no text of the case outside 'people' holds it: look into the template, the house and the pictures"
        )
    return orders


def _line_of(text: Text, words: str) -> Place:
    """Return the place of a text, or in prose of the line that holds the words."""
    before = text.partition(words)[0] if words else ""
    return text.place_of(before.count("\n")) if isinstance(text, Prose) else text.place


def organisations_of(case: Case) -> tuple[str, ...]:
    """Return the names, in each language, that a file of a case may give as its author."""
    return tuple(dict.fromkeys(str(name) for name in case.organisation.name.values()))


def _texts_outside_people(case: Case) -> Iterator[Text]:
    for name in type(case).model_fields:
        if name != "people":
            yield from texts_of(getattr(case, name))


def audit_copies(
    copies: Mapping[str, tuple[Place, bytes]], case: Case, searcher: Searcher, audience: str
) -> list[Finding]:
    """Take the copies of annexes apart, given by their names.

    Evidence goes to the body as it is, so for the filing only what is protected from the body itself is looked for. A
    scan that was released for the public cannot be searched, which is said.
    """
    findings: dict[Finding, None] = {}
    for finding in audit_files(copies, case, searcher):
        if finding.code == "E620":
            findings[Finding("E620", finding.place, finding.message, _REDACT)] = None
        elif audience == "public" and finding.code == "E621":
            findings[finding] = None
        elif audience == "public":
            words = _ONLY_AN_EYE + _where(finding.message)
            findings[Finding("N625", finding.place, words, "look at every page of it once more")] = None
    return list(findings)


def _where(message: str) -> str:
    """Return the page that a finding about an unsearchable part names, in brackets; "" where it names none."""
    page = re.search(r"\bpage \d+", message)
    return f" ({page[0]})" if page else ""


def audit_layers(layers: Sequence[tuple[int, str]], place: Place, searcher: Searcher) -> list[Finding]:
    """Search the words, by page, that were left out of the copy of a scan: the scan shows them still."""
    from submissions.audit.records import Piece  # noqa: PLC0415 - slow to import

    pieces = [
        Piece(f"page {number}", "the scan, by its layer of text", text)
        for number, words in layers
        for text in (words, " ".join(words.split()))
    ]
    found = {
        f"{hit.secret.label} stands in the finished file: {hit.piece.part}, {hit.piece.channel} ({hit.variant})": None
        for hit in searcher.search(pieces)
    }
    return [Finding("E620", place, message, _REDACT) for message in found]


_REDACT: Final = (
    "take it out with `submissions redact`, look at every page, and add the new file as an annex of its own, with "
    "'released: true'; take the release back from this one, which the body goes on receiving as it is"
)
_ONLY_AN_EYE: Final = "the copy of a released annex shows pictures: only an eye can tell what stands in them"


# --- what is published with them ---


def audit_set(bench: Bench, job: Job, setting: Setting, names: Sequence[str], manifest: bytes) -> list[Finding]:
    """Search the names of the folders and files of an audience folder, and its manifest, before it is published."""
    from submissions.audit.files import open_file  # noqa: PLC0415 - slow to import
    from submissions.audit.records import Piece  # noqa: PLC0415

    stages = Stages(bench, setting)
    try:
        searcher = searcher_for(stages, read_validated(Stages(bench, setting), job.folder), job)
    except NoValueError:
        return []  # what stands against the case stands in the findings of its documents
    stages.enter("searching the names and the manifest")
    folders = f"{job.case_id}/{job.audience}"
    pieces = [Piece("the folder", "name", folders), *(Piece("a file", "name", name) for name in names)]
    pieces += [
        Piece("the manifest", piece.channel, piece.text) for piece in open_file("manifest.json", manifest).pieces
    ]
    order = "give the case, its folder or the template another name; move away what an older build left in the folder"
    hits = {(hit.secret.label, hit.piece.part, hit.variant): None for hit in searcher.search(pieces)}
    return [
        Finding("E624", job.place, f"{label} stands in what is to be published: {part} ({variant})", order)
        for label, part, variant in hits
    ]
