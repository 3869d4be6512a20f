"""What travels between processes and so takes no time to load: lengths, and the rows of the table of rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from submissions.findings import Place
from submissions.today import ALWAYS, Days

# Monday is 0.
_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long the document is, as far as it is known: None where it was not written yet."""

    words: int | None = None
    words_in_notes: int | None = None
    pages: int | None = None
    words_on_cover: int = 0
    pages_of_annexes: int | None = 0


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule and what became of it, in the words of one language; `place` is where its fact stands in the case."""

    procedure: str
    rule: str
    requirement: str
    state: str
    fact: str
    place: Place | None
    source: str
    short_source: str
    confidence: str
    severity: str = ""
    verify: str = ""
    conflict: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ruled:
    """What became of each rule of a document's mechanism, and the days on which it would be the same."""

    rows: tuple[RuleRow, ...] = ()
    days: Days = ALWAYS


@dataclass(frozen=True, slots=True)
class RouteRow:
    """Whether one mechanism is open to a case, and why: `state` is "open", "verify", "closed" or "not-looked-at"."""

    procedure: str
    name: str
    state: str
    reasons: tuple[RuleRow, ...] = ()
    refused: str = ""
    template: str = ""
    invoked: bool = True


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """One last day: of a mechanism, or set by a body in the case.

    `state` is "open", "perhaps" (a hard limit may be over: the day of the run lies between its earliest and its latest
    last day), "passed" (it is over), "explain" (a later filing needs its reasons), "explained" or "no-date". `earliest`
    and `latest` differ where the date that the limit runs from is known in part only. Where the office may be closed on
    the earliest last day, `last_working` and `next_working` are the working days around it, and `closed` says why.
    """

    case_id: str
    procedure: str
    name: str
    requirement: str
    state: str
    since: str = ""
    earliest: date | None = None
    latest: date | None = None
    next_working: date | None = None
    last_working: date | None = None
    closed: str = ""
    hard: bool = False
    place: Place | None = None
    source: str = ""
    confidence: str = ""


def is_weekend(day: date) -> bool:
    """Tell whether a day is a Saturday or Sunday."""
    return day.weekday() >= _SATURDAY


@dataclass(frozen=True, slots=True)
class ProcedurePage:
    """One mechanism as a page to read: its sections in their order, and every rule with all that is known of it."""

    procedure: str
    name: str
    body: str
    kind: str
    template: str
    refused: str
    sections: tuple[str, ...]
    rules: tuple[RuleRow, ...]
