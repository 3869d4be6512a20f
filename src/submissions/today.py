"""The day of a run, which notes for which other days all that was asked of it would have had the same answer.

A document that bears its own date is the same on most days: it is made anew when a consent ends, not because a night
has passed. So nothing on the line holds the day itself; whoever needs it asks here.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final, TypeAlias

Moment: TypeAlias = tuple[int, ...]
"""A day as year, month and day; with a 1 behind these, the moment after it."""
_BEGINNING: Final = (0,)
_END: Final = (10_000,)


@dataclass(frozen=True, slots=True)
class Days:
    """A run of days, from the first and before the last."""

    first: Moment = _BEGINNING
    before: Moment = _END

    def covers(self, day: datetime.date) -> bool:
        """Tell whether a day is one of these."""
        return self.first <= moment_of(day) < self.before

    def both(self, other: Days) -> Days:
        """Return the days that are also of another run."""
        return Days(max(self.first, other.first), min(self.before, other.before))

    def __str__(self) -> str:
        """Return the days as `days_of` reads them."""
        return " ".join("-".join(map(str, one)) for one in (self.first, self.before))


ALWAYS: Final = Days()
NO_DAYS: Final = Days(_END, _BEGINNING)


def days_of(text: str) -> Days:
    """Return the days that were written as text; none of what cannot be read."""
    try:
        first, before = (tuple(map(int, one.split("-"))) for one in text.split(" "))
    except ValueError:
        return NO_DAYS
    return Days(first, before)


@dataclass(slots=True)
class Today:
    """A day, and in `days` those on which everything that was asked of it is the same."""

    _day: datetime.date
    days: Days = ALWAYS

    def exactly(self) -> datetime.date:
        """Return the day itself; on another one everything might be different."""
        day = moment_of(self._day)
        self.days = self.days.both(Days(day, (*day, 1)))
        return self._day

    def has_come(self, moment: Moment) -> bool:
        """Tell whether a moment is today or lies behind it."""
        has = moment_of(self._day) >= moment
        self.days = self.days.both(Days(first=moment) if has else Days(before=moment))
        return has

    def is_after(self, moment: Moment) -> bool:
        """Tell whether a day is over."""
        return self.has_come((*moment, 1))


def moment_of(day: datetime.date) -> Moment:
    """Return a day as a moment."""
    return (day.year, day.month, day.day)
