"""Make a timeline of events, as exactly as their dates are known: marks in order, and the names along the axis."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from submissions.dates import chronological, print_date
from submissions.document import Inline, Moment, Picture, Run, Scale
from submissions.findings import Finding, Place
from submissions.jinja import TimelineOf
from submissions.languages import Language
from submissions.values import TO_COME, Day, PartialDate
from submissions.view import EventView

MOMENTS_MIN: Final = 2
MOMENTS_MAX: Final = 40
"""More marks cannot be told apart on the width of a page."""

WORDS_MAX: Final = 60
"""Signs: what is longer beside a mark is a sentence, and belongs into the table."""

_MONTHS_BELOW: Final = 3 * 366
Words = Callable[[object, Place], tuple[Inline, ...]]
"""Words a value of the case, as it stands in the document."""


@dataclass(frozen=True, slots=True)
class TimelineSetting:
    """In which document a timeline stands: the document's date and language, and how it words a value of the case."""

    today: PartialDate
    speech: Language
    words: Words


def timeline(
    asked: TimelineOf, key: str, place: Place, setting: TimelineSetting
) -> tuple[Picture | None, list[Finding]]:
    """Return the timeline of events, or None and why there is none.

    The writers keep it under `key` once they have drawn it. What an audience may not read is not in the events: of a
    confidential one the public sees a plain mark at its date.
    """
    events = [one for one in asked.events if isinstance(one, EventView) and one.date.kind != TO_COME]
    events.sort(key=lambda event: chronological(event.date))
    if len(events) < MOMENTS_MIN:
        message = f"a timeline is not drawn: it has fewer than {MOMENTS_MIN} dates"
        return None, [Finding("W356", place, message, "print it where there are two events or more")]
    if len(events) > MOMENTS_MAX:
        message = f"a timeline is not drawn: it has more than {MOMENTS_MAX} dates: {len(events)}"
        return None, [Finding("W357", place, message, "choose fewer: those that have 'key: true'")]
    moments = tuple(_moment(event, setting) for event in events)
    long = [event for event in events if isinstance(event.short, str) and len(event.short) > WORDS_MAX]
    findings = [
        Finding("W358", event.short.place, f"'short' is longer than {WORDS_MAX} signs", "leave a few words of it")
        for event in long
        if event.short is not None
    ]
    until = _ordinal((setting.today.last or setting.today.first).latest)
    days = {day for one in moments for day in (one.first, one.last)}
    if len(days | {until for one in moments if one.continues}) < MOMENTS_MIN:
        message = "a timeline is not drawn: all its dates are one"
        return None, [Finding("W356", place, message, "print it where there are two dates or more")]
    scale = _scale(moments, until, asked, setting.speech)
    return Picture(key, asked.title, 100.0, place, moments=moments, scale=scale), findings


def _moment(event: EventView, setting: TimelineSetting) -> Moment:
    date = event.date
    last = date.last or date.first
    return Moment(
        (Run(print_date(date, setting.speech), date.place),),
        () if event.short is None else setting.words(event.short, event.short.place),
        event.id.place,
        _ordinal(date.first.earliest),
        _ordinal(last.latest),
        lasts=date.kind == "span" and date.last is not None,
        violation=event.violation,
        continues=event.continuing or (date.kind == "span" and date.last is None),
    )


def _scale(moments: Sequence[Moment], until: int, asked: TimelineOf, speech: Language) -> Scale:
    """Return the names of the years along the axis, and of the months where it is short."""
    ends = [*(one.last for one in moments), *(until for one in moments if one.continues)]
    first, last = min(one.first for one in moments), max(ends)
    start, end = (datetime.date.fromordinal(day) for day in (first, last))
    years = tuple(_named(Day(year), speech) for year in range(start.year, end.year + 2))
    months = tuple(_named(day, speech) for day in _months(start, end)) if last - first < _MONTHS_BELOW else ()
    return Scale(until, years, months, asked.violation, asked.continues)


def _months(start: datetime.date, end: datetime.date) -> Iterator[Day]:
    for number in range(start.year * 12 + start.month - 1, end.year * 12 + end.month + 1):
        yield Day(number // 12, number % 12 + 1)


def _named(day: Day, speech: Language) -> tuple[int, str]:
    return _ordinal(day.earliest), print_date(PartialDate("day", day), speech)


def _ordinal(day: tuple[int, int, int]) -> int:
    return datetime.date(*day).toordinal()
