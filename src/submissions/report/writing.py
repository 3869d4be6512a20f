"""Write the report of a build beside what was made, and the one of public versions where it is asked for."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from submissions.findings import Finding, Place
from submissions.line.outcome import Searched
from submissions.publish.contents import PUBLIC_REPORT, REPORT
from submissions.publish.disk import Disk
from submissions.publish.faults import finding_of
from submissions.publish.fresh import put
from submissions.report.calls import DrawFirstPages, SearchPage
from submissions.report.gather import Gathering, public_part, without_pictures
from submissions.report.last_days import in_order, last_days
from submissions.report.page import is_as_made, owners_page, public_page
from submissions.report.pictures import pictures_in
from submissions.report.records import DayShown, ReportShown
from submissions.report.thumbnails import DRAWN_MAX, FirstPage, width_for
from submissions.run.building import Builder
from submissions.run.outlining import MANY_CASES
from submissions.run.records import Result, RunRequest
from submissions.run.reuse import Reuse
from submissions.run.worker import Stopped, Worker
from submissions.upkeep.calls import FindDeadlines

_AT_ONCE: Final = 10
"""As many pages are drawn in one call to the child: one that is broken costs the pictures of no more than these."""
_DAYS: Final = "days"
"""Under which name the last days of a case are kept."""


@dataclass(frozen=True, slots=True)
class ReportWriter:
    """Writes the report of a run while the run's child is still there; `public` asks for the public one too.

    Nothing is written where there is no output folder: where nothing could be made, none is begun.
    """

    request: RunRequest
    public: bool = False

    def __call__(self, builder: Builder, result: Result) -> Result:
        """Write it, and return the result with what stands against it."""
        output = result.setting.output
        if not (result.setting.writes and output.is_dir()):
            return result
        worker, known = builder.worker, builder.reuse.known
        is_part = not (self.request.is_whole and self.request.selection.is_everything)
        parts = builder.reuse.sources.of_report(self.request.cases, _digest(result, is_part=is_part))
        asks_for_public = self.public or (output / PUBLIC_REPORT).exists()
        if not asks_for_public and known.is_written(REPORT, parts, _digest_of_page(output)):
            return result
        days = in_order(day for one in _days(builder, self.request.cases) for day in one)
        report = replace(_gather(worker, result, self.request.cases, days), is_part=is_part)
        findings = _put(result, REPORT, owners_page(report), 0o600)
        if self.public or (not (is_part or result.setting.draft) and (output / PUBLIC_REPORT).exists()):
            findings += _write_public(worker, result, self.request.cases, report)
        else:
            findings += _look_at_public(worker, result, self.request.cases)
        if page := _digest_of_page(output):
            known.keep_written(REPORT, parts, page)
        return replace(result, findings=(*result.findings, *findings))


def _digest(result: Result, *, is_part: bool) -> str:
    """Return one digest of all that the owner's page shows of a result: while it is the same, so is the page."""
    shown = repr((result.rows, result.findings, result.rules, is_part))
    return sha256(shown.encode("utf-8", "surrogateescape")).hexdigest()


def _digest_of_page(output: Path) -> str:
    """Return the digest of the owner's page as it stands, "" where it does not, or others may read it."""
    path = output / REPORT
    try:
        is_whole = path.is_file() and not path.is_symlink() and not _is_open_to_others(path, 0o600)
        return sha256(path.read_bytes()).hexdigest() if is_whole else ""
    except OSError:
        return ""


def _gather(worker: Worker, result: Result, cases: Sequence[str], days: Sequence[DayShown]) -> ReportShown:
    """Return the report, with the pictures that stand in the old one or are drawn anew."""
    pages = _pages(result)
    chosen = dict(list(pages.items())[:DRAWN_MAX])
    width = width_for(len(pages))
    drawn = {digest: one for digest, one in _old_pictures(result, width).items() if digest in chosen}
    for one in _draw(worker, [path for digest, path in chosen.items() if digest not in drawn], width):
        if one.sha256 in chosen:
            drawn[one.sha256] = one
    return Gathering(result, cases, drawn).report(days, undrawn=len(pages) - len(chosen))


def _old_pictures(result: Result, width: int) -> dict[str, FirstPage]:
    """Return the pictures of the report that stands there, none of one that somebody has changed."""
    with suppress(OSError):
        content = (result.setting.output / REPORT).read_bytes()
        if is_as_made(content):
            return pictures_in(content.decode("utf-8", "replace"), width)
    return {}


def _pages(result: Result) -> dict[str, Path]:
    """Return the PDFs of documents that stand as they were made, by digest."""
    workspace = result.setting.workspace
    return {
        row.sha256: workspace / row.path
        for row in result.rows
        if row.file_format == "pdf" and row.job.language and row.state in ("made", "unchanged")
    }


def _draw(worker: Worker, paths: Sequence[Path], width: int) -> list[FirstPage]:
    found: list[FirstPage] = []
    for start in range(0, len(paths), _AT_ONCE):
        drawn = worker.run(DrawFirstPages(tuple(paths[start : start + _AT_ONCE]), width))
        found += () if isinstance(drawn, Stopped) else drawn
    return found


def _days(builder: Builder, folders: Sequence[str]) -> Iterator[tuple[DayShown, ...]]:
    """Yield the last days of each case; of one that cannot be read, none: its faults are in the report."""
    reuse, setting = builder.reuse, builder.setting
    found = {folder: _kept_days(reuse, folder) for folder in folders}
    calls = {folder: FindDeadlines(setting, folder) for folder in folders if found[folder] is None}
    if len(calls) >= MANY_CASES:
        builder.makers.ahead.expect(list(calls.values()))
    for folder in folders:
        days = found[folder]
        if days is None:
            rows, findings = builder.makers.ask(calls[folder], Place(f"{folder}/case.yaml"), otherwise=())
            days = last_days(rows, setting.as_of)
            if reuse.is_untouched(folder) and not any(one.is_error for one in findings):
                text = json.dumps([asdict(one) for one in days]).encode()
                reuse.known.keep_answer(_DAYS, folder, reuse.sources.of_days(folder), text)
        yield days


def _kept_days(reuse: Reuse, folder: str) -> tuple[DayShown, ...] | None:
    """Return the last days of a case as they were worked out before; None where they have to be worked out."""
    text = reuse.known.answer(_DAYS, folder, reuse.sources.of_days(folder))
    return None if text is None else tuple(DayShown(**one) for one in json.loads(text))


def _put(result: Result, name: str, content: bytes, mode: int) -> list[Finding]:
    """Put a page into the output folder in one step, unless somebody has changed the one that stands there."""
    path, place = result.setting.output / name, Place(f"{result.setting.shown_output}/{name}")
    try:
        before = path.read_bytes() if path.is_file() else None
        if before is not None and not is_as_made(before):
            words = "somebody has changed the report since it was made, so it is kept and no new one is written"
            return [Finding("W746", place, words, "move it out of the output folder, or delete it, and build again")]
        if before != content or _is_open_to_others(path, mode):
            put(path, content, mode, Disk())
    except OSError as error:
        found = finding_of(error, place)
        return [Finding("W746", place, f"the report could not be written: {found.message}", found.help)]
    return []


def _is_open_to_others(path: Path, mode: int) -> bool:
    return os.name == "posix" and mode == 0o600 and bool(path.stat().st_mode & 0o077)


def _write_public(worker: Worker, result: Result, cases: Sequence[str], report: ReportShown) -> list[Finding]:
    """Search the page of public versions for everybody who is protected in any of the cases, and write it.

    A case that cannot be read is no obstacle to the page of the others: it is not on it.
    """
    public = public_part(report)
    if not (public.cases or (result.setting.output / PUBLIC_REPORT).exists()):
        return []  # none is begun where there is nothing to show
    place = Place(f"{result.setting.shown_output}/{PUBLIC_REPORT}")
    bare = public_page(without_pictures(public), bare=True)  # the pictures are of PDFs that were searched themselves
    listed = {row.job.folder for row in result.rows if row.job.case_id in {case.id for case in public.cases}}
    against: dict[str, None] = {}
    for folder in cases:
        found = worker.run(SearchPage(result.setting, folder, PUBLIC_REPORT, bare))
        if isinstance(found, Stopped) or (found is None and folder in listed):
            against["it cannot be searched for who is protected, because a case cannot be read"] = None
        elif found is not None:
            against |= {f"it would name {_WITHHELD}: {hit}": None for hit in found.hits}
            against |= {f"a part of it cannot be searched: {reason}": None for reason in found.unsearchable}
    if against:
        return [Finding("E747", place, f"the public report was not written: {words}", _ORDER) for words in against]
    return _put(result, PUBLIC_REPORT, public_page(public), 0o666)


def _look_at_public(worker: Worker, result: Result, cases: Sequence[str]) -> list[Finding]:
    """Search the page of public versions that an earlier build left, and this one does not renew."""
    path, place = result.setting.output / PUBLIC_REPORT, Place(f"{result.setting.shown_output}/{PUBLIC_REPORT}")
    try:
        content = _PICTURES.sub(b"", path.read_bytes()) if path.is_file() else b""
    except OSError as error:
        return [Finding("E747", place, f"it cannot be searched: {finding_of(error, place).message}", _ORDER)]
    found = [worker.run(SearchPage(result.setting, folder, PUBLIC_REPORT, content)) for folder in cases if content]
    hits = [hit for one in found if isinstance(one, Searched) for hit in one.hits]
    return [Finding("E747", place, f"this page names {_WITHHELD} today: {hit}", _ORDER) for hit in dict.fromkeys(hits)]


_WITHHELD: Final = "somebody whom the public version withholds"
_PICTURES: Final = re.compile(rb"data:image/png;base64,[A-Za-z0-9+/=]*")
_ORDER: Final = (
    "delete the one that stands there, if any; mend what is said of the case, or give its folder a name that says "
    "nothing, and build again"
)
