"""Look for numbers and dates in the text that the case does not bear out: `rules/counts.csv`.

A text may count what the case does not hold, so that each of these only asks a person to look.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from babel import Locale, UnknownLocaleError

from submissions.admissibility.answers import Situation
from submissions.admissibility.calendar import span
from submissions.admissibility.conflicts import Conflict
from submissions.admissibility.prose import Sentence, pattern, sentences
from submissions.case.standing import AUTHORS, VICTIMS
from submissions.findings import Place
from submissions.packaged import packaged_rows
from submissions.rules.paths import Fact, typed_at

# How many words may stand between a number and what it counts, and how many before it are looked at.
_BETWEEN: Final = 2
_CLOSE: Final = 2
_MOST: Final = 20
_FIGURE: Final = re.compile(r"(?<![\w./,-])\d{1,2}(?![\w/,-]|\.\d)", re.ASCII)
_REFERENCE: Final = re.compile(r"\]\(#annex-([a-z0-9-]+)\)")
_CITATION: Final = "[@"
# What a paper has or has not; of all else the text may count what a case without any does not speak of.
_IN_THE_PAPER: Final = frozenset({"annexes"})


class _Row(NamedTuple):
    kind: str
    words: re.Pattern[str]
    value: str


def check_counts(situation: Situation) -> Iterator[Conflict]:
    """Yield every number in the text that is none of those that the case has of what it counts."""
    told: set[tuple[str, int]] = set()
    for sentence in sentences(situation):
        for number, counted, words in _counted(sentence.words, situation.language):
            found = _COUNTS[counted](situation)
            numbers = sorted({len(one) for one in found})
            if number in numbers or (counted, number) in told or not (any(numbers) or counted in _IN_THE_PAPER):
                continue
            told.add((counted, number))
            first = next((facts[0].place for facts in found if facts), situation.place)
            details = (("words", words), ("numbers", ", ".join(map(str, numbers))), ("other", str(first)))
            yield Conflict("counted-otherwise", details, sentence.place, "verify")


def _counted(text: str, language: str) -> Iterator[tuple[int, str, str]]:
    """Yield each number of a sentence with what it counts and its words; parts of another number are left out."""
    rows = _rows(language)
    if _CITATION in text or any(row.words.search(text) for row in rows if row.kind == "elsewhere"):
        return
    numbers = [(match, int(row.value)) for row in rows if row.kind == "number" for match in row.words.finditer(text)]
    numbers += [(match, int(match[0])) for match in _FIGURE.finditer(text)]
    for noun in (row for row in rows if row.kind == "noun"):
        for match in noun.words.finditer(text):
            for number, value in numbers:
                between = text[number.end() : match.start()]
                near = number.end() <= match.start() and len(between.split()) <= _BETWEEN
                near = near and not _months(language).keys() & set(between.casefold().split())
                if near and 1 < value <= _MOST and not _is_part(text, number, between, rows):
                    yield value, noun.value, text[number.start() : match.end()]
    for pair in (row for row in rows if row.kind == "pair"):
        yield from ((2, pair.value, match[0]) for match in pair.words.finditer(text))


def _is_part(text: str, number: re.Match[str], between: str, rows: tuple[_Row, ...]) -> bool:
    """Tell whether words around a number make it part of another: "two other judgments", "article 3 claims"."""
    close = " ".join([*text[: number.start()].split()[-_CLOSE:], "|", between])
    return bool(re.search(r"[.,;:()\[\]]", between)) or any(
        row.words.search(close) for row in rows if row.kind == "unless"
    )


def _facts(*paths: str) -> Callable[[Situation], tuple[tuple[Fact, ...], ...]]:
    return lambda situation: tuple(situation.find(path) for path in paths)


def _people(*roles: str) -> str:
    return f"people[role={'|'.join(roles)}]"


# What each noun can mean: a text that gives any of these numbers is right.
_COUNTS: Final[Mapping[str, Callable[[Situation], tuple[tuple[Fact, ...], ...]]]] = {
    "decisions": _facts(
        "remedies", "remedies[decided]", "remedies[decided].annexes", "annexes[role=decision]",
        "annexes[role=decision|appeal]",
    ),
    "annexes": _facts("annexes"),
    "complainants": _facts(_people(*AUTHORS), _people(*AUTHORS, *VICTIMS)),
    "victims": _facts(_people(*VICTIMS), _people(*AUTHORS, *VICTIMS)),
    "remedies": _facts("remedies", "remedies[decided]", "remedies[final]", "remedies[ineffective]"),
    "claims": _facts("claims"),
}  # fmt: skip


def check_dates_in_text(situation: Situation) -> Iterator[Conflict]:
    """Yield every day in the text that is later than the paper, or not that of the one annex to which it refers."""
    expected = {day for event in situation.case.events if event.expected for day in span(event.date)}
    known = _days_of(situation)
    for sentence in sentences(situation):
        days = _days(sentence.words, situation.language)
        if _CITATION in sentence.words:
            continue
        for day in days:
            if day > situation.day and day not in expected | known:
                details = (("date", day.isoformat()), ("day", situation.day.isoformat()))
                yield Conflict("text-later", (*details, ("other", str(situation.place))), sentence.place, "verify")
        if len(days) == 1 and days[0] not in known:
            yield from _of_another_day(sentence, days[0], situation)


def _of_another_day(sentence: Sentence, day: datetime.date, situation: Situation) -> Iterator[Conflict]:
    """Yield where a sentence with one date refers to one annex, which is of another date."""
    named = set(_REFERENCE.findall(sentence.words))
    annexes = [found.value for found in situation.find("annexes") if str(found.value.id) in named]
    if len(named) == 1 and annexes and annexes[0].date is not None:
        first, last = span(annexes[0].date)
        if not first <= day <= last:
            place: Place = typed_at(annexes[0].date, sentence.place)
            details = (("date", day.isoformat()), ("annex", str(annexes[0].id)), ("other", str(place)))
            yield Conflict(
                "annex-of-another-day", (*details, ("dated", str(annexes[0].date.first))), sentence.place, "verify"
            )


def _days_of(situation: Situation) -> set[datetime.date]:
    """Return every day that the case itself has, of whatever."""
    case = situation.case
    dates = [event.date for event in case.events]
    dates += [date for remedy in case.remedies for date in (remedy.filed, remedy.decided) if date is not None]
    dates += [date for one in case.procedures for date in (one.filed, one.ended) if date is not None]
    return {day for date in dates for day in span(date)}


def _days(text: str, language: str) -> list[datetime.date]:
    """Return the whole dates of a text, in the order in which they stand."""
    found = []
    for match in (match for form in _forms(language) for match in form.finditer(text)):
        month = _months(language)[match["month"].casefold()]
        try:
            found.append(datetime.date(int(match["year"]), month, int(match["day"])))
        except ValueError:
            continue
    return found


@cache
def _forms(language: str) -> tuple[re.Pattern[str], ...]:
    """Return what finds "12 October 2005", "12 de octubre de 2005" and "October 12, 2005" in a language."""
    months = "|".join(map(re.escape, sorted(_months(language), key=len, reverse=True)))
    if not months:
        return ()
    joint = r"\s+(?:\w{2}\s+)?"
    forms = (
        rf"(?<![\w/.-])(?P<day>\d{{1,2}})(?:er|st|nd|rd|th|º|\.º)?{joint}(?P<month>{months}),?{joint}(?P<year>\d{{4}})(?!\w)",
        rf"(?<!\w)(?P<month>{months})\s+(?P<day>\d{{1,2}}),\s+(?P<year>\d{{4}})(?!\w)",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


@cache
def _months(language: str) -> Mapping[str, int]:
    """Return the months by their names within a date, as the Unicode tables have them."""
    try:
        names = Locale.parse(language).months["format"]["wide"]
    except (UnknownLocaleError, ValueError):
        return {}
    return {str(name).casefold(): number for number, name in names.items()}


@cache
def _rows(language: str) -> tuple[_Row, ...]:
    return tuple(
        _Row(row["kind"], pattern(row["words"]), row["value"])
        for row in packaged_rows("rules/counts.csv")
        if row["language"] == language
    )
