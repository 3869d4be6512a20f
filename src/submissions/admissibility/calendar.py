"""Arithmetic of the calendar: periods in months and years, dates known in part, last days that an office is closed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

from submissions.admissibility.working import may_be_closed, working_after, working_before
from submissions.rules.records import Period
from submissions.values import PartialDate


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day of a limit; two days where the date that it runs from is known in part only.

    Some bodies extend a limit that ends on a day on which their office is closed and others do not, so that the working
    days before and after the earliest last day are given where it may be such a day: on a weekend, or a holiday of
    `seat`, the id of the place.
    """

    earliest: datetime.date
    latest: datetime.date
    seat: str = ""

    @property
    def is_certain(self) -> bool:
        """Whether the day is known."""
        return self.earliest == self.latest

    @property
    def next_working(self) -> datetime.date | None:
        """The working day after the earliest last day, if the office may be closed on that."""
        return working_after(self.earliest, self.seat) if may_be_closed(self.earliest, self.seat) else None

    @property
    def last_working(self) -> datetime.date | None:
        """The working day before the earliest last day, if the office may be closed on that."""
        return working_before(self.earliest, self.seat) if may_be_closed(self.earliest, self.seat) else None


def last_day(start: PartialDate, period: Period, seat: str = "") -> LastDay:
    """Return the last day of a period that runs from a date.

    A month ends on the day of the same number, or on its last day where it has none: 31 August and six months is 28
    February. Dates known in part give the earliest and the latest last day.
    """
    first, last = span(start)
    return LastDay(add(first, period), add(last, period), seat)


def add(day: datetime.date, period: Period) -> datetime.date:
    """Return a day and a period, in calendar units."""
    return day + relativedelta(years=period.years, months=period.months, weeks=period.weeks, days=period.days)


def beginning(date: PartialDate) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day on which what a date tells of can have begun."""
    if date.kind == "span":
        return datetime.date(*date.first.earliest), datetime.date(*date.first.latest)
    return span(date)


def span(date: PartialDate) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day that a date can mean.

    A span of time counts from its end, since a limit runs from when a thing was over; one without an end, and a date
    that is only "about" so, count by what was typed.
    """
    if date.kind == "span" and date.last is not None:
        return datetime.date(*date.last.earliest), datetime.date(*date.last.latest)
    if date.kind == "between" and date.last is not None:
        return datetime.date(*date.first.earliest), datetime.date(*date.last.latest)
    return datetime.date(*date.first.earliest), datetime.date(*date.first.latest)
