"""Choose and word the last days that the report shows: what is still to come first, then what needs reasons."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from submissions.admissibility.rows import DeadlineRow
from submissions.report.records import DayShown

WORDS: Final = {
    "perhaps": "uncertain",
    "open": "open",
    "explain": "explain",
    "explained": "explained",
    "passed": "passed",
    "no-date": "no date",
}
"""How a last day stands, in the order in which it matters."""


def last_days(rows: Iterable[DeadlineRow], day: date) -> tuple[DayShown, ...]:
    """Return the last days of cases as they are read, seen from a day, in the order of the rows."""
    return tuple(_last_day(row, day) for row in rows)


def in_order(days: Iterable[DayShown]) -> tuple[DayShown, ...]:
    """Return last days in the order of `submissions deadlines`: by what they ask for, then the soonest first."""
    order = list(WORDS.values())
    return tuple(sorted(days, key=lambda one: (order.index(one.state), one.day or "9999", one.case)))


def _last_day(row: DeadlineRow, day: date) -> DayShown:
    place = "" if row.place is None else str(row.place)
    return DayShown(
        case=row.case_id,
        name=row.name,
        state=WORDS[row.state],
        day=_days(row),
        left=_left(row, day),
        requirement=" ".join(filter(None, (row.requirement, row.closed))),
        since=f"it runs from {row.since} ({place})" if row.since and place else place,
        confidence=row.confidence,
    )


def _days(row: DeadlineRow) -> str:
    if row.earliest is None or row.latest is None:
        return ""
    days = dict.fromkeys((row.earliest.isoformat(), row.latest.isoformat()))
    return " to ".join(days)


def _left(row: DeadlineRow, day: date) -> str:
    """Return how long is left; where the office is closed on the last day, by which day to file."""
    if row.earliest is None or (left := (row.earliest - day).days) < 0:
        return ""
    words = "today" if left == 0 else f"in {left:,} day{'' if left == 1 else 's'}"
    return words if row.last_working is None else f"{words}; file by {row.last_working.isoformat()}"
