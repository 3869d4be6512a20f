"""What the report shows, as values: whoever makes the page of it decides nothing and reads nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias

from submissions.publish.folder import State

STATES: Final[dict[State, str]] = {
    "made": "made",
    "unchanged": "unchanged",
    "kept": "kept: changed by a person",
    "refused": "not made",
}
"""What became of a file, in words."""

Verdict: TypeAlias = Literal["yes", "look", "no"]


@dataclass(frozen=True, slots=True)
class FileShown:
    """One file: its name, the link to it from the report ("" where no file of this build is there), what became of it.

    `size` is in bytes, 0 where it was not made.
    """

    name: str
    link: str
    state: State
    size: int = 0

    @property
    def words(self) -> str:
        """What became of it, in words."""
        return STATES[self.state]


@dataclass(frozen=True, slots=True)
class VersionShown:
    """A document for one audience.

    `picture` is its first page as PNG in Base64, "" where none was drawn, and `digest` that of the PDF it was drawn of.
    """

    title: str
    state: State
    files: tuple[FileShown, ...]
    pages: int = 0
    words: int = 0
    picture: str = ""
    digest: str = ""
    width: int = 0
    height: int = 0

    @property
    def is_there(self) -> bool:
        """Whether it stands as this build made it or found it."""
        return self.state in ("made", "unchanged")

    @property
    def became(self) -> str:
        """What became of it, in words."""
        return STATES[self.state]

    @property
    def pdf(self) -> str:
        """The link to its PDF, "" where there is none."""
        return next((file.link for file in self.files if file.name.endswith(".pdf")), "")


@dataclass(frozen=True, slots=True)
class PairShown:
    """One document in one language: what the body gets beside what the public gets; None where nobody asks for it."""

    template: str
    language: str
    filing: VersionShown | None
    public: VersionShown | None

    @property
    def title(self) -> str:
        """The title of the filing, or where it is not there, of the public version."""
        versions = [one for one in (self.filing, self.public) if one is not None]
        return next((one for one in versions if one.is_there), versions[0]).title


@dataclass(frozen=True, slots=True)
class FaultShown:
    """A finding as it is read: what it weighs in this build, where, what is wrong, what to do, by which rule."""

    weight: str
    code: str
    place: str
    message: str
    help: tuple[str, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class CaseShown:
    """One case: its documents, the copies of annexes for each audience, and what stands against it.

    `refused` are the names of the documents that were not made; `was_read` tells whether any was planned at all.
    """

    id: str
    pairs: tuple[PairShown, ...]
    annexes: tuple[tuple[str, tuple[FileShown, ...]], ...]
    refused: tuple[str, ...]
    faults: tuple[FaultShown, ...]
    was_read: bool = True


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Whether the public folder of a case may be handed over, and why not, or what to look at before."""

    case: str
    link: str
    files: int
    verdict: Verdict
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DayShown:
    """One last day of a case: in which mechanism, on which day or between which ("" for none), and how it stands.

    `left` says how long is left and by which day to file, `since` from which day it runs and where that stands, and
    `confidence` is that of the source (A to D).
    """

    case: str
    name: str
    state: str
    day: str
    left: str
    requirement: str
    since: str
    confidence: str


@dataclass(frozen=True, slots=True)
class ReportShown:
    """All that the report of one build shows.

    `is_part` tells that the build was of some of the cases or documents. `elsewhere` are faults in no case; `remarks`
    the warnings, then the notes. `undrawn` counts the PDFs that have no picture because there are too many.
    """

    day: date
    cases: tuple[CaseShown, ...]
    elsewhere: tuple[FaultShown, ...]
    remarks: tuple[FaultShown, ...]
    days: tuple[DayShown, ...]
    handed_over: tuple[HandedOver, ...]
    documents: int
    counts: tuple[tuple[str, int], ...]
    is_draft: bool = False
    is_part: bool = False
    undrawn: int = 0

    @property
    def refused(self) -> int:
        """How many documents were not made."""
        return sum(len(case.refused) for case in self.cases)

    @property
    def counted(self) -> tuple[DayShown, ...]:
        """The last days that have a day."""
        return tuple(one for one in self.days if one.day)

    @property
    def uncounted(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """The mechanisms without a date to count from: their case, where the date would stand, and their names."""
        places = dict.fromkeys((one.case, one.since) for one in self.days if not one.day)
        return tuple(
            (
                case,
                place,
                tuple(one.name for one in self.days if not one.day and (one.case, one.since) == (case, place)),
            )
            for case, place in places
        )

    @property
    def next_day(self) -> DayShown | None:
        """The next last day that is to come, if any."""
        return min((one for one in self.days if one.left), key=lambda one: one.day, default=None)

    @property
    def may_go(self) -> int:
        """How many public folders nothing stands against."""
        return sum(one.verdict != "no" for one in self.handed_over)

    @property
    def stands_against(self) -> bool:
        """Whether anything keeps a document from being made."""
        return bool(self.elsewhere or any(case.faults for case in self.cases))
