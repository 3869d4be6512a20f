"""Find a date of birth in the forms that documents of several languages give it, and initials that stand beside one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from submissions.audit.names.months import month_names
from submissions.audit.names.parts import name_words
from submissions.audit.names.variants import common_words
from submissions.audit.records import Secret
from submissions.folding import SEPARATOR, fold, initial_pattern, squash, word_list
from submissions.folding.scripts import is_cyrillic

_AROUND: Final = 60
_ROMAN: Final = word_list("i ii iii iv v vi vii viii ix x xi xii")
_BORN: Final = (
    r"(?:born|birth|dob|d\.o\.b|nee?|naissance|nacid[oa]|nacio|nacimiento|nac|roden[ao]?|rod|geb|geboren|d\.?n|b"
    r"|مولود[ه]?|ولد[ت]?|مواليد|род|родился|родилась|р|рођен[а]?)"
)
_LINK: Final = (
    rf"(?:[\W_]|\b{_BORN}\b|\b(?:in|on|en|le|el|la|au|at|of|about|vers|hacia|in the year|date|de|year|c|ca)\b)"
)
_WAS_BORN: Final = (
    r"(?:born|birth|dob|nee?|naissance|nacid[oa]|nacio|nacimiento|roden[ao]?|geboren|родил(?:ся|ась)|рожд\w{0,8}|рођен[а]?"
    r"|مولود[ه]?|ولد[ت]?|مواليد)"
)
_THE_YEAR: Final = r"(?:(?:the|l'|el)?\s*(?:year|annee|ano)|en|in)"
_SIGN: Final = r"[\W_]{0,3}"


@dataclass(frozen=True)
class Birthday:
    """One day, month or year, "1958-03-12", "1958-03" or "1958", to be found wherever its year stands.

    `months_more` are the folded months of one more language, January to December once or twice, or none.
    """

    iso: str
    months_more: tuple[str, ...] = ()

    @cached_property
    def numbers(self) -> tuple[str, str, str]:
        """Year, month and day as numbers without leading zeros, "" where not known."""
        year, month, day = (*self.iso.split("-"), "", "")[:3]
        return year, month.lstrip("0"), day.lstrip("0")

    @cached_property
    def day_pattern(self) -> re.Pattern[str] | None:
        """What finds the whole day in folded text."""
        year, month, day = self.numbers
        if not day:
            return None
        short = rf"(?:{year[:2]})?{year[2:]}"
        name = "|".join(sorted(map(re.escape, self._names(int(month))), key=len, reverse=True))
        names = rf"(?:{name})(?:/(?:{name}))?"
        d, m = f"0?{day}", f"(?:0?{month}|{_ROMAN[int(month) - 1]})"
        number = rf"{d}(?:\.?-?(?:st|nd|rd|th|er|ere|o|a|e|го|ого|е|ое))?"  # "1.º de marzo", "1-го марта"
        of = rf"[\s.,_/-]{{0,3}}(?:(?:de|del|of|d)\b'?\s*)?(?:{_THE_YEAR}\s+)?"
        forms = (
            rf"{year}[\s./_-]{{0,3}}{m}[\s./_-]{{1,3}}{d}",
            rf"{year}{int(month):02}{int(day):02}",
            rf"{int(day):02}{int(month):02}{year}",
            rf"{d}[\s./_-]{{1,3}}{m}[\s./_-]{{1,3}}{short}",
            rf"{m}[\s./_-]{{1,3}}{d}[\s./_-]{{1,3}}{short}",
            rf"{number}{of}(?:{names}){of}{short}",
            rf"(?:{names})\.?\s{{0,2}}{number}{of}{short}",
            rf"{year}\s*年\s*{m}\s*月\s*{d}\s*日",
            rf"{year}[\s.,]{{1,3}}(?:{names})\.?\s{{0,2}}{number}",
        )
        return re.compile(rf"(?<!\d)(?:{'|'.join(forms)})(?!\d)")

    @cached_property
    def month_pattern(self) -> re.Pattern[str] | None:
        """What finds "born in November 1985": the month behind a word that tells of a birth."""
        year, month, _ = self.numbers
        if not month:
            return None
        known = sorted(self._names(int(month)), key=len, reverse=True)
        names = "|".join(re.escape(one) + (r"|" + one[:-1] + "е" if is_cyrillic(one) else "") for one in known)
        between = rf"(?:{_LINK}|\b(?:month|mois|mes|в|у|في|شهر)\b){{0,8}}?"
        of = rf"[\s.,_/-]{{0,3}}(?:(?:de|del|of|d)\b'?\s*)?(?:{_THE_YEAR}\s+)?"
        when = rf"(?:(?:{names}){of}{year}|0?{month}[./-]{year}|{year}-{int(month):02})"
        return re.compile(rf"(?<![^\W_]){_WAS_BORN}(?![^\W_]){between}(?<![^\W_]){when}(?![\d-])")

    def _names(self, month: int) -> frozenset[str]:
        """Return the folded names of a month."""
        return month_names(month) | set(self.months_more[month - 1 :: 12])

    def months(self, folded: str) -> Iterator[tuple[int, int]]:
        """Yield where a birth in the month stands in folded text."""
        if self.month_pattern is not None and self.numbers[0] in folded:
            yield from (match.span() for match in self.month_pattern.finditer(folded))

    def places(self, folded: str) -> Iterator[int]:
        """Yield where the last two figures of the year stand in folded text."""
        figures = self.numbers[0][2:]
        index = folded.find(figures)
        while index >= 0:
            yield index
            index = folded.find(figures, index + 1)

    def whole_days(self, folded: str) -> Iterator[tuple[int, int]]:
        """Yield where the whole day stands in folded text, whatever its form."""
        if self.day_pattern is None:
            return
        last = -1
        for index in self.places(folded):
            low, high = _around(folded, index, index + 2)
            for match in self.day_pattern.finditer(folded, low, high):
                if match.start() <= index < match.end() and match.start() > last:
                    last = match.start()
                    yield match.span()

    def years(self, folded: str) -> Iterator[tuple[int, int]]:
        """Yield where the year stands with all its figures."""
        year = self.numbers[0]
        for match in re.finditer(rf"(?<!\d){year}(?!\d)", folded) if year in folded else ():
            yield match.span()


def _around(folded: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch of the same piece around a place."""
    low, high = max(0, start - _AROUND), min(len(folded), end + _AROUND)
    return max(low, folded.rfind(SEPARATOR, low, start) + 1), (
        edge if (edge := folded.find(SEPARATOR, end, high)) >= 0 else high
    )


@dataclass(frozen=True)
class Initials:
    """Initials, or a part of a name that is an everyday word: each tells who somebody is beside the year of birth."""

    secret: Secret
    birthday: Birthday
    dotted: re.Pattern[str]
    bare: re.Pattern[str]

    def found(self, cased: str, folded: str) -> Iterator[tuple[int, int]]:
        """Yield where initials stand near the year: with points within sixty characters, without them right beside."""
        for start, end in self.birthday.years(folded):
            low, high = _around(folded, start, end)
            for match in self.dotted.finditer(cased, low, high):
                yield min(match.start(), start), max(match.end(), end)
            for match in self.bare.finditer(cased, low, high):
                if _is_link(folded[match.end() : start]) or _is_link(folded[end : match.start()]):
                    yield min(match.start(), start), max(match.end(), end)


def _is_link(between: str) -> bool:
    """Tell whether nothing but "born in", a day, a month and signs stands between a name and a year."""
    if not between:
        return False
    return bool(re.fullmatch(rf"(?:{_LINK}|\b\d{{1,2}}(?:st|nd|rd|th|er)?\b|\b(?:{_MONTHS})\b)*+", between))


_MONTHS: Final = "|".join(sorted({re.escape(name) for month in range(1, 13) for name in month_names(month)}))


def initials_of(secret: Secret) -> Initials | None:
    """Return what to look for beside a protected year of birth, or None where there is none or no two initials."""
    if not secret.born or len(secret.parts) < 2:
        return None
    given, family = (name_words(part) for part in secret.parts[:2])
    if not given or not family:
        return None
    words = [fold(word).lstrip("'") for word in given + family]
    orders = set(_orders([initial_pattern(word) for word in given], [initial_pattern(word) for word in family]))
    dotted = "|".join(sorted(_dotted(order) for order in orders))
    bare = [r"\s?".join(order) for order in orders]
    common = common_words(secret)
    alone = [_titled(word) for word in words if squash(word) in common and len(word) > 2]
    return Initials(
        secret,
        Birthday(secret.born),
        re.compile(rf"(?<![^\W_])(?:{dotted})(?![^\W_])"),
        re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(bare + alone))})(?![^\W_])"),
    )


def _orders(given: list[str], family: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield the patterns of initials in every order and choice that people use."""
    for first in (given, given[:1]):
        for last in (family, family[:1]):
            yield (*first, *last)
            yield (*last, *first)


def _dotted(order: tuple[str, ...]) -> str:
    return "".join(rf"{letter}\.[\s-]{{0,2}}" for letter in order[:-1]) + rf"{order[-1]}\."


def _titled(word: str) -> str:
    """Return a pattern for a word with a capital, or all in capitals."""
    return re.escape(word[0].upper()) + f"(?:{re.escape(word[1:])}|{re.escape(word[1:].upper())})"
