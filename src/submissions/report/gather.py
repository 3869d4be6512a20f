"""Put together what the report shows, from what a run did: pure, and in the order of the run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import quote

from submissions.findings import Finding, Severity
from submissions.plan import AUDIENCES
from submissions.publish.folder import State
from submissions.report.records import (
    STATES,
    CaseShown,
    DayShown,
    FaultShown,
    FileShown,
    HandedOver,
    PairShown,
    ReportShown,
    Verdict,
    VersionShown,
)
from submissions.report.thumbnails import FirstPage
from submissions.run.records import OutputRow, Result
from submissions.told import LOOK_CODES

ANNEXES: Final = "annexes"
"""The template of the rows of copies of annexes."""
_WORST: Final[tuple[State, ...]] = ("refused", "kept", "made", "unchanged")
_ORDER: Final = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


class Gathering:
    """The rows and findings of a run, by case, as the report needs them; `drawn` are first pages by digest."""

    def __init__(self, result: Result, folders: Sequence[str], drawn: Mapping[str, FirstPage]) -> None:
        self._result, self._folders, self._drawn = result, folders, drawn
        self._setting = result.setting
        self._root = f"{self._setting.shown_output}/"
        self._ids = {folder: folder.rpartition("/")[2] for folder in folders}
        self._ids |= {row.job.folder: row.job.case_id for row in result.rows}
        self._rows: dict[str, list[OutputRow]] = {}
        for row in result.rows:
            self._rows.setdefault(row.job.folder, []).append(row)
        self._found: dict[str, list[Finding]] = {}
        for finding in result.findings:
            for folder in (finding.place.file, *_above(finding.place.file)):
                self._found.setdefault(folder, []).append(finding)

    def report(self, days: Sequence[DayShown], *, undrawn: int = 0) -> ReportShown:
        """Return all that the report shows."""
        cases = tuple(self._case(folder) for folder in self._folders)
        in_cases = {finding for folder in self._folders for finding in self._against(folder)}
        stops = [one for one in self._result.findings if self._setting.stops(one)]
        others = sorted(
            (one for one in self._result.findings if not self._setting.stops(one)),
            key=lambda one: _ORDER.index(self._setting.weight(one)),
        )
        documents = [version for case in cases for version in _versions(case)]
        counts = Counter(version.state for version in documents)
        return ReportShown(
            day=self._setting.as_of,
            cases=cases,
            elsewhere=tuple(self._fault(one) for one in stops if one not in in_cases),
            remarks=tuple(map(self._fault, others)),
            days=tuple(days),
            handed_over=tuple(self._handed_over()),
            documents=len(documents),
            counts=tuple((words, counts[state]) for state, words in STATES.items() if counts[state]),
            is_draft=self._setting.draft,
            undrawn=undrawn,
        )

    def _case(self, folder: str) -> CaseShown:
        rows = self._rows.get(folder, [])
        documents = [row for row in rows if row.job.template != ANNEXES]
        copied = [row for row in rows if row.job.template == ANNEXES]
        named = dict.fromkeys((row.job.template, row.job.language) for row in documents)
        pairs = []
        for template, language in named:
            own = [row for row in documents if (row.job.template, row.job.language) == (template, language)]
            filing, public = (self._version([row for row in own if row.job.audience == one]) for one in AUDIENCES)
            pairs.append(PairShown(template, language, filing, public))
        copies = [
            (audience, tuple(self._file(row) for row in copied if row.job.audience == audience))
            for audience in AUDIENCES
        ]
        return CaseShown(
            id=self._ids[folder],
            pairs=tuple(pairs),
            annexes=tuple((audience, files) for audience, files in copies if files),
            refused=tuple(_refused(documents)),
            faults=tuple(map(self._fault, self._against(folder))),
            was_read=bool(rows),
        )

    def _against(self, folder: str) -> list[Finding]:
        """Return what stands against a case: in its own folder, or in what was made of it."""
        found = [*self._found.get(folder, ()), *self._found.get(f"{self._root}{self._ids[folder]}", ())]
        return [one for one in found if self._setting.stops(one)]

    def _version(self, rows: Sequence[OutputRow]) -> VersionShown | None:
        if not rows:
            return None
        state = next(one for one in _WORST if any(row.state == one for row in rows))
        drawn = next((self._drawn[row.sha256] for row in rows if row.sha256 in self._drawn), None)
        return VersionShown(
            title=(drawn.title if drawn else "") or rows[0].job.template,
            state=state,
            files=tuple(map(self._file, rows)),
            pages=max(row.pages for row in rows),
            words=max(row.words for row in rows),
            picture=drawn.picture if drawn else "",
            digest=drawn.sha256 if drawn else "",
            width=drawn.width if drawn else 0,
            height=drawn.height if drawn else 0,
        )

    def _file(self, row: OutputRow) -> FileShown:
        inside = row.path.removeprefix(self._root)
        is_there = row.state in ("made", "unchanged")
        return FileShown(inside.rpartition("/")[2], quote(inside) if is_there else "", row.state, row.size)

    def _fault(self, finding: Finding) -> FaultShown:
        shown = [self._neutral(words) for words in (str(finding.place), finding.message, finding.help, finding.rule)]
        weight = self._setting.weight(finding).value
        return FaultShown(weight, finding.code, shown[0], shown[1], tuple(shown[2].splitlines()), shown[3])

    def _neutral(self, words: str) -> str:
        """Return words in which an output folder outside of the workspace is no path of this machine."""
        shown = self._setting.shown_output
        return words.replace(shown, "output") if shown.startswith("/") or ":" in shown else words

    # --- what may be handed over ---

    def _handed_over(self) -> Iterator[HandedOver]:
        """Yield each public folder of this run; drafts are handed over to nobody."""
        cases = {} if self._setting.draft else self._ids
        for folder, case in cases.items():
            rows = [row for row in self._rows.get(folder, ()) if row.job.audience == "public"]
            if rows:
                there = sum(row.state in ("made", "unchanged") for row in rows)
                verdict, reasons = self._verdict(rows, folder, f"{self._root}{case}/public")
                yield HandedOver(case, quote(f"{case}/public/"), there, verdict, tuple(reasons))

    def _verdict(self, rows: Sequence[OutputRow], folder: str, place: str) -> tuple[Verdict, list[str]]:
        """Say whether a public folder may be handed over: nothing may stand against it, and every file be of today.

        What only a person can judge, of the case in its `folder` too, has to be looked at first.
        """
        found = self._found.get(place, [])
        against = [self._neutral(one.message) for one in found if self._setting.stops(one)]
        refused = list(_refused(rows))
        if refused:
            against.append(f"not made, so an older file may stand there: {', '.join(refused)}")
        if kept := [row.path.rpartition("/")[2] for row in rows if row.state == "kept"]:
            against.append(f"changed by a person since it was made: {', '.join(kept)}")
        if against:
            return "no", against
        looks = [*found, *(one for one in self._found.get(folder, ()) if one.code in LOOK_CODES)]
        said = [f"{str(one.place).removeprefix(f'{place}/')}: {self._neutral(one.message)}" for one in looks]
        return ("look", list(dict.fromkeys(said))) if looks else ("yes", [])


def public_part(report: ReportShown) -> ReportShown:
    """Return of a report what may be shown to anybody: the public versions of folders that may be handed over.

    Nothing is left of any filing, finding or last day.
    """
    may_go = {one.case for one in report.handed_over if one.verdict != "no"}
    cases = []
    for case in (one for one in report.cases if one.id in may_go):
        pairs = tuple(replace(pair, filing=None) for pair in case.pairs if pair.public and pair.public.is_there)
        copies = tuple((audience, files) for audience, files in case.annexes if audience == "public")
        cases.append(CaseShown(case.id, pairs, copies, (), ()))
    return ReportShown(report.day, tuple(cases), (), (), (), (), sum(len(case.pairs) for case in cases), ())


def without_pictures(report: ReportShown) -> ReportShown:
    """Return a report of public versions without their pictures."""
    cases = []
    for case in report.cases:
        pairs = [replace(pair, public=pair.public and replace(pair.public, picture="")) for pair in case.pairs]
        cases.append(replace(case, pairs=tuple(pairs)))
    return replace(report, cases=tuple(cases))


def _above(file: str) -> Iterator[str]:
    """Yield the folders that a file lies in, the nearest first."""
    while file := file.rpartition("/")[0]:
        yield file


def _versions(case: CaseShown) -> Iterator[VersionShown]:
    yield from (version for pair in case.pairs for version in (pair.filing, pair.public) if version)


def _refused(rows: Iterable[OutputRow]) -> Iterator[str]:
    """Yield each document that was not made, once, by the name that a run gives it; of a copy of an annex its file."""
    named = {
        row.path.rpartition("/")[2]
        if row.job.template == ANNEXES
        else f"{row.job.template} ({row.job.language}, {row.job.audience})": None
        for row in rows
        if row.state == "refused"
    }
    yield from named
