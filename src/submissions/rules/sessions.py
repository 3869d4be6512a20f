"""Sessions and deadlines of the bodies, as far as a source gives them; nothing later is known, and none is invented."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cache

from submissions.rules.tables import date, known_date, languages, read_table, record, records, text, texts
from submissions.values import PartialDate, SourceMapping


@dataclass(frozen=True, slots=True)
class SessionSource:
    """Where a session or a habit of the calendar can be read."""

    title: str
    address: str
    seen: PartialDate


@dataclass(frozen=True, slots=True)
class Session:
    """One session; `stakeholders` is the last day for organisations, `report` that of the State's report.

    `states` are ISO codes of the States under review, and may be incomplete: `note` says so.
    """

    body: str
    number: int
    begins: PartialDate
    ends: PartialDate
    stakeholders: PartialDate | None
    report: PartialDate | None
    states: tuple[str, ...]
    source: SessionSource
    confidence: str
    note: str


@dataclass(frozen=True, slots=True)
class Habit:
    """What comes every year, or what one should know of a body's calendar; `every` is a month and a day, or None."""

    body: str
    words: tuple[tuple[str, str], ...]
    every: tuple[int, int] | None
    source: SessionSource
    confidence: str

    def next_day(self, as_of: datetime.date) -> datetime.date | None:
        """Return the next day of a yearly deadline, the day itself included; None where it is no deadline."""
        if self.every is None:
            return None
        day = datetime.date(as_of.year, *self.every)
        return day if day >= as_of else datetime.date(as_of.year + 1, *self.every)


def sessions_of(body: str) -> tuple[Session, ...]:
    """Return the sessions of a body that the table has, the earliest first."""
    return tuple(one for one in _sessions() if one.body == body)


def habits_of(body: str) -> tuple[Habit, ...]:
    """Return what is known of a body's calendar in every year."""
    return tuple(one for one in _habits() if one.body == body)


@cache
def _sessions() -> tuple[Session, ...]:
    root = read_table("sessions.yaml")
    sources = record(root, "sources")
    return tuple(
        Session(
            text(row, "body"),
            int(text(row, "number")),
            known_date(row, "begins"),
            known_date(row, "ends"),
            date(row, "stakeholders"),
            date(row, "report"),
            texts(row, "states"),
            _read_source(record(sources, text(row, "source"))),
            text(row, "confidence"),
            text(row, "note", ""),
        )
        for row in records(root, "sessions")
    )


@cache
def _habits() -> tuple[Habit, ...]:
    return tuple(
        Habit(
            text(row, "body"),
            languages(row, "words"),
            _read_every(text(row, "every", "")),
            _read_source(record(row, "source")),
            text(row, "confidence"),
        )
        for row in records(read_table("sessions.yaml"), "habits")
    )


def _read_every(typed: str) -> tuple[int, int] | None:
    """Return the month and the day of "12-01", or None for nothing."""
    if not typed:
        return None
    month, day = map(int, typed.split("-"))
    return month, day


def _read_source(row: SourceMapping) -> SessionSource:
    return SessionSource(text(row, "title"), text(row, "address"), known_date(row, "seen"))
