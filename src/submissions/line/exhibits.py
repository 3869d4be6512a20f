"""Put copies of the annexes beside the documents: as they are for filing, cleaned for the public.

Evidence is never altered: what is filed is the file itself, byte for byte. What goes to the public is made anew from
what a reader sees, and only of annexes that were released. Runs in the child process.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from submissions.case import Annex, Case
from submissions.case.filed import as_filed
from submissions.checks import submission_of
from submissions.exhibits import (
    READ_MAX,
    SAID,
    WARNED,
    CannotCleanError,
    Copy,
    can_strip,
    check_opens,
    clean_copy,
    clean_name,
    copy_name,
    extras_in,
    kind_of,
    strip,
)
from submissions.findings import Finding, Place
from submissions.line.audits import audit_copies, audit_layers, searcher_for
from submissions.line.outcome import Copied, Setting
from submissions.line.printing import BYTES_MAX
from submissions.line.reading import read_validated
from submissions.line.stages import Bench, NoValueError, Stages
from submissions.manifest import ExhibitRecord, FileRecord, digest_file, record_file
from submissions.plan import Job
from submissions.publish.faults import reason_of
from submissions.publish.transaction import Content, SourceFile
from submissions.values import Unread


@dataclass(frozen=True, slots=True)
class _Exhibit:
    """An annex of which a copy is wanted, with its number and its file."""

    annex: Annex
    number: int
    path: Path

    @property
    def place(self) -> Place:
        """Where the case names the file."""
        return self.annex.file.place

    def name_for(self, audience: str) -> str:
        """Return what the copy for an audience is called."""
        name = clean_name if audience == "public" else copy_name
        return name(self.number, kind_of(self.annex.file))


def make_copies(bench: Bench, jobs: tuple[Job, ...], setting: Setting) -> Copied:
    """Return the copies that go beside the documents of one case for one audience, or what stands against them.

    `jobs` are those of its documents that ask for copies. Without `setting.writes` the copies are made, looked at and
    let go.
    """
    stages = Stages(bench, setting)
    job, files = jobs[0], []
    exhibits: tuple[_Exhibit, ...] = ()
    with suppress(NoValueError):
        case = read_validated(stages.aside(), job.folder, in_part=True)
        exhibits = tuple(_wanted(case, jobs, setting))
        stages.look("choosing the annexes to copy", lambda: [*_check(case, jobs, exhibits)])
        if stages.may_go_on:
            layers: _Layers = {}
            there = [exhibit for exhibit in exhibits if not isinstance(exhibit.annex.file, Unread)]
            files = [_copy(stages, job, exhibit, layers) for exhibit in there]
            _search(stages, case, job, files, layers)
            total = sum(len(content) for _, content in files if isinstance(content, bytes))
            if total > BYTES_MAX:
                message = f"the cleaned annexes together are larger than {BYTES_MAX >> 20} MiB: {job.case_id}"
                stages.findings.append(
                    Finding("E713", job.place, message, "release fewer, or make their pictures smaller")
                )
    names = tuple(exhibit.name_for(job.audience) for exhibit in exhibits)
    return Copied(names, tuple(files) if setting.writes and stages.may_go_on else (), tuple(stages.findings))


def _wanted(case: Case, jobs: tuple[Job, ...], setting: Setting) -> Iterator[_Exhibit]:
    """Yield the annexes that any of the documents brings along and its audience may have, in their order."""
    named = [submission_of(as_filed(case, job.submission), job).annexes for job in jobs]
    for number, annex in enumerate(case.annexes, 1):
        if any(ids is None or annex.id in ids for ids in named) and (jobs[0].audience != "public" or annex.released):
            yield _Exhibit(annex, number, setting.workspace / jobs[0].folder / annex.file)


def _check(case: Case, jobs: tuple[Job, ...], exhibits: tuple[_Exhibit, ...]) -> Iterator[Finding]:
    """Find annexes that may not go along."""
    audience = jobs[0].audience
    withheld = {person.id for person in case.people if "name" in person.withheld_from(audience)}
    for exhibit in exhibits:
        annex = exhibit.annex
        if audience == "public" and annex.confidential:
            contrary = f"the annex is both confidential and released: '{annex.id}'"
            yield Finding("E750", annex.id.place, contrary, "leave out the one that is wrong")
        for person in annex.about:
            if person in withheld:
                yield _about_somebody_protected(exhibit, person, audience)
    if audience == "public" and not exhibits:
        yield Finding(
            "W756",
            jobs[0].place,
            f"copies of annexes are wanted beside the public documents, and no annex is released: {jobs[0].case_id}",
            "write 'released: true' at each annex that may go along, or leave 'exhibits' out",
        )


def _about_somebody_protected(exhibit: _Exhibit, person: str, audience: str) -> Finding:
    return Finding(
        "E751",
        exhibit.annex.id.place,
        f"the annex '{exhibit.annex.id}' concerns '{person}', whose name the {audience} version withholds",
        "redact the paper, scan it, and make the scan an annex of its own in whose 'about' the person does not stand; "
        "or leave the annex out of what is copied for this audience",
    )


_Layers: TypeAlias = dict[int, tuple[tuple[int, str], ...]]
"""By the number of an annex: words by page, left out of the copy because they stood unseen over scans of themselves."""


def _copy(stages: Stages, job: Job, exhibit: _Exhibit, layers: _Layers) -> tuple[ExhibitRecord, Content]:
    """Return the copy of one annex, and put into `layers` what it left out of scans.

    What cannot be copied becomes a finding and an empty file that is not published.
    """
    stages.enter(f"copying annex {exhibit.number}")
    try:
        if job.audience != "public":
            return _for_the_body(stages, exhibit)
        content = exhibit.path.read_bytes()
        copy = clean_copy(content, kind_of(exhibit.annex.file), exhibit.number, exhibit.place)
    except CannotCleanError as error:
        fault = _refused if job.audience == "public" else _unopened
        stages.findings.append(fault(exhibit, error.reason, error.remedy))
    except OSError as error:
        reason = reason_of(error)
        stages.findings.append(_refused(exhibit, reason, "look whether the file can be opened"))
    else:
        layers[exhibit.number] = copy.layers
        stages.findings += _left_out(exhibit, content, copy)
        return ExhibitRecord(exhibit.number, record_file(copy.name, copy.content)), copy.content
    name = exhibit.name_for(job.audience)
    return ExhibitRecord(exhibit.number, record_file(name, b"")), b""


def _search(stages: Stages, case: Case, job: Job, files: list[tuple[ExhibitRecord, Content]], layers: _Layers) -> None:
    """Search the copies for what their audience may not read; evidence for filing only where something is withheld."""
    searcher = searcher_for(stages, case, job)
    for record, content in files:
        if job.audience != "public" and not searcher.secrets:
            return
        data = content if isinstance(content, bytes) else content.path.read_bytes()
        place = Place("/".join((stages.setting.shown_output, job.case_id, job.audience, record.copy.name)))
        copies = {record.copy.name: (place, data)} if data else {}
        stage = f"searching the copy of annex {record.number}"
        stages.look(stage, audit_copies, copies, case, searcher, job.audience)
        if layers.get(record.number):
            stages.look(stage, audit_layers, layers[record.number], place, searcher)


def _for_the_body(stages: Stages, exhibit: _Exhibit) -> tuple[ExhibitRecord, Content]:
    """Look at an annex as whoever receives it will, and return it as it is, or without what is to be taken out.

    What is too large to be read whole goes unseen, which is said. Raises CannotCleanError for what cannot be opened.
    """
    if exhibit.path.stat().st_size > READ_MAX:
        much = (
            f"annex {exhibit.number} ('{exhibit.annex.id}') is larger than {READ_MAX >> 20} MiB: nobody looked into it"
        )
        stages.findings.append(Finding("W754", exhibit.place, much, "open it once more yourself before you file it"))
        return _as_it_is(exhibit)
    content = exhibit.path.read_bytes()
    check_opens(content, kind_of(exhibit.annex.file))
    copy, taken = strip(content, exhibit.annex.strip)
    stages.findings += _carried(exhibit, copy)
    if not taken:
        return _as_it_is(exhibit)
    original = FileRecord(str(exhibit.annex.file), len(content), hashlib.sha256(content).hexdigest())
    name = exhibit.name_for("filing")
    said = "; ".join(SAID[extra] for extra in taken)
    words = f"taken out of the copy of annex {exhibit.number} ('{exhibit.annex.id}') for the body, as asked: {said}"
    stages.findings.append(Finding("N749", exhibit.place, words, "keep the original: the manifest holds its digest"))
    return ExhibitRecord(exhibit.number, record_file(name, copy), original, taken), copy


def _carried(exhibit: _Exhibit, content: bytes) -> Iterator[Finding]:
    """Warn of what an annex for the body carries beside what it shows."""
    for extra in extras_in(content):
        if extra in WARNED:
            words = f"annex {exhibit.number} ('{exhibit.annex.id}') goes to the body with {SAID[extra]}"
            yield Finding("W754", exhibit.place, words, _what_to_do(extra, content))


def _what_to_do(extra: str, content: bytes) -> str:
    """Return an order that works for what an annex carries, tried on the annex itself."""
    if extra == "layers":
        return "show it with all layers on, and ask yourself whether they may go along"
    if can_strip(content, extra):
        return f"write 'strip: [{extra}]' at the annex, or leave it where the body is to have it as it was found"
    return (
        "open it, save it as a PDF without that, look at every page, and name the PDF as the annex; or leave it where "
        "the body is to have it as it was found"
    )


def _left_out(exhibit: _Exhibit, content: bytes, copy: Copy) -> Iterator[Finding]:
    """Say what the clean copy of an annex does not have, as far as somebody could miss it."""
    said = [SAID[extra] for extra in extras_in(content)]
    said += ["the letters that a program saw in a scan"] if copy.layers else []
    if said:
        words = f"left out of the public copy of annex {exhibit.number} ('{exhibit.annex.id}'): {'; '.join(said)}"
        yield Finding("N749", exhibit.place, words, "look whether a reader needs it; if so, say it in the document")


def _as_it_is(exhibit: _Exhibit) -> tuple[ExhibitRecord, Content]:
    digest, size = digest_file(exhibit.path), exhibit.path.stat().st_size
    copy = FileRecord(exhibit.name_for("filing"), size, digest)
    return ExhibitRecord(exhibit.number, copy, FileRecord(str(exhibit.annex.file), size, digest)), SourceFile(
        exhibit.path, digest
    )


def _unopened(exhibit: _Exhibit, reason: str, remedy: str) -> Finding:
    words = f"annex {exhibit.number} ('{exhibit.annex.id}') cannot go to the body: {reason}"
    return Finding("E753", exhibit.place, words, remedy)


def _refused(exhibit: _Exhibit, reason: str, remedy: str) -> Finding:
    words = f"no clean copy can be made of annex {exhibit.number} ('{exhibit.annex.id}'): {reason}"
    return Finding("E752", exhibit.place, words, remedy)
