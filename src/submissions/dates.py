"""Print dates in words, as exactly as they are known, and put them in order."""

from __future__ import annotations

import datetime
import re

from submissions.languages import DateWords, Forms, Language
from submissions.values import Day, PartialDate

__all__ = ["chronological", "print_date"]

_VOWELS = "[aeiou]"


def print_date(date: PartialDate, language: Language) -> str:
    """Return a date in words: "2 August 2019", "1er novembre 1998", "at an unknown date between May and June 1993".

    A language whose wording is not known prints one date as CLDR has it, and everything else in ISO 8601-2 notation,
    which says in signs what words would say: "1998-11/..", "[1993-05..1993-06]", "1992~".
    """
    words = language.dates
    if words is None:
        return _in_signs(date, language.code)
    printed = _in_words(date, words)
    if words.elided:
        full, cut = words.elided
        printed = re.sub(rf"\b{re.escape(full)}(?={_VOWELS})", lambda _: cut, printed)
    return printed


def chronological(date: PartialDate) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    """Return a key that sorts dates: by their first day, and of two that begin together the less exact one first."""
    year, month, day = (date.last or date.first).latest
    return date.first.earliest, (-year, -month, -day)


def _in_words(date: PartialDate, words: DateWords) -> str:
    first, last = date.first, date.last
    if date.kind == "day":
        return _one(first, words, alone=True)
    if date.kind == "about":
        return _form(words.about, first).format(_one(first, words))
    if last is None:
        return _form(words.since, first).format(_one(first, words))
    early, late = _shortened(first, last, words), _one(last, words, alone=True)
    if date.kind == "between":
        return words.between.format(_form(words.limit, first).format(early), _form(words.limit, last).format(late))
    return words.span.format(_form(words.span_from, first).format(early), _form(words.span_to, last).format(late))


def _form(forms: Forms, day: Day) -> str:
    return forms[0] if day.day is not None else forms[1]


def _one(day: Day, words: DateWords, *, alone: bool = False) -> str:
    """Return one date whole; `alone` where nothing follows it in its phrase."""
    pattern = words.one[0] if day.day is not None else words.one[1] if day.month is not None else words.one[2]
    if alone and words.year_alone and day.month is None:
        pattern = words.year_alone
    return _fill(pattern, day, words, alone=alone and day.day is None)


def _shortened(first: Day, last: Day, words: DateWords) -> str:
    """Return the first date of a phrase without what the second one says as well."""
    if not words.shortened or first.month is None or last.month is None or first.year != last.year:
        return _one(first, words)
    day_only, day_and_month, month_only = words.shortened
    if first.day is None:
        return _fill(month_only, first, words)
    same_month = first.month == last.month and last.day is not None
    return _fill(day_only if same_month else day_and_month, first, words)


def _fill(pattern: str, day: Day, words: DateWords, *, alone: bool = False) -> str:
    months = words.months_alone if alone and words.months_alone else words.months
    number = words.first_day if day.day == 1 else str(day.day)
    return pattern.format(d=number, m=months[(day.month or 1) - 1], y=day.year)


def _in_signs(date: PartialDate, language: str) -> str:
    first, last = date.first, date.last
    if date.kind == "between":
        return f"[{first}..{last}]"
    if date.kind == "about":
        return f"{first}~"
    return f"{first}/{last or '..'}" if date.kind == "span" else _in_cldr(first, language)


def _in_cldr(day: Day, language: str) -> str:
    from babel import UnknownLocaleError  # noqa: PLC0415  only rarer languages need its tables
    from babel.dates import format_skeleton  # noqa: PLC0415

    skeleton = "yMMMMd" if day.day is not None else "yMMMM" if day.month is not None else "y"
    try:
        return str(format_skeleton(skeleton, datetime.date(*day.earliest), locale=language))
    except (UnknownLocaleError, KeyError):
        return str(day)
