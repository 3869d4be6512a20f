"""Days on which an office may be closed: weekends, and the holidays of its place by the library `holidays`.

The bodies keep holidays of their own besides, and not all of these: what is said is that the office may be closed.
"""

from __future__ import annotations

import datetime
from functools import lru_cache

from holidays import HolidayBase, country_holidays

from submissions.admissibility.rows import is_weekend
from submissions.languages import PLAIN
from submissions.rules.bodies import Seat, body, seats
from submissions.rules.rulebooks import Rulebook

_DAY = datetime.timedelta(days=1)


def seat_of(book: Rulebook) -> str:
    """Return the id of the place where the body of a mechanism has its office, "" where it is not known."""
    known = body(str(book.procedure.body or ""))
    return str(book.procedure.seat or "") or (known.seat if known is not None else "")


def may_be_closed(day: datetime.date, seat: str) -> bool:
    """Tell whether a day is on a weekend, or a holiday of a seat."""
    return is_weekend(day) or bool(holiday_name(day, seat, PLAIN))


def working_before(day: datetime.date, seat: str) -> datetime.date:
    """Return the last working day before a day, or that day itself."""
    return day if not may_be_closed(day, seat) else working_before(day - _DAY, seat)


def working_after(day: datetime.date, seat: str) -> datetime.date:
    """Return the first working day after a day, or that day itself."""
    return day if not may_be_closed(day, seat) else working_after(day + _DAY, seat)


def holiday_name(day: datetime.date, seat: str, language: str) -> str:
    """Return what a holiday of a seat is called, in a language if the library has it, or else in English or its own.

    "" where the day is none, or where nothing is known of the seat.
    """
    known = seats().get(seat)
    return "" if known is None else str(_holidays(known, day.year, language).get(day) or "")


@lru_cache(maxsize=64)
def _holidays(seat: Seat, year: int, language: str) -> HolidayBase:
    """Return the holidays of one year, whose names are in a language if the library has them in it."""
    at_home = country_holidays(seat.country, subdiv=seat.subdivision or None, years=year)
    spoken = {str(one).partition("_")[0]: str(one) for one in reversed(at_home.supported_languages)}
    chosen = spoken.get(language) or spoken.get(PLAIN)
    return country_holidays(seat.country, subdiv=seat.subdivision or None, years=year, language=chosen)
