"""Where the spaces of a language do not break, and which it puts before its signs, as patterns made of its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from submissions.languages import Language
from submissions.languages.record import NARROW, NO_BREAK

SPACES: Final = f" {NO_BREAK}{NARROW}"

Edit = tuple[int, int, str]
"""Replace the characters from the first to before the second position."""

# Documents of every language cite with these, and with the symbols of the United Nations.
_CITED: Final = "para paras art arts p pp vol No Nos no nos n N nº n° ch chap RES Res § §§ №"
# Symbols of the SI (Bureau international des poids et mesures) and of ISO 4217 are the same in every language.
_UNITS: Final = "% € km kg cm mm m² km² EUR USD CHF KM"
_INITIAL: Final = re.compile(r"(?<!\w)[^\W\d_a-zа-яё]\.( )(?=[^\W\d_a-z][\w.])")
_SUBDIVISION: Final = re.compile(r"(?<=\d)( )(?=(?:\(\w{1,4}|[^\W\d_])\))")
_THOUSANDS: Final = re.compile(r"(?<!\d)\d{1,3}( )(?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Spaces:
    """What finds the spaces of one language: each pattern's first group is what becomes the space beside it."""

    patterns: tuple[tuple[re.Pattern[str], str], ...]
    before_signs: re.Pattern[str] | None
    narrow: str
    quotes: tuple[re.Pattern[str], ...]

    def edits(self, text: str) -> Iterator[Edit]:
        """Yield the spaces to set in the words of a paragraph; of two at one place the first counts."""
        for pattern, space in self.patterns:
            for match in pattern.finditer(text):
                yield match.start(1), match.end(1), space
        if self.before_signs is not None:
            for match in self.before_signs.finditer(text):
                if match[2] in "!?" and text[match.start() - 1] in "!?":
                    continue
                yield match.start(1), match.end(1), NARROW if match[2] in self.narrow else NO_BREAK
        for pattern in self.quotes:
            for match in pattern.finditer(text):
                yield match.start(1), match.end(1), NARROW


def spaces_of(language: Language, others: Iterable[Language] = ()) -> Spaces:
    """Return what finds the spaces of a language; in a blank one, those that every language binds.

    What a document cites from `others`, the other languages that stand in it, binds its numbers and names as well.
    """
    binding, spacing = language.binding, language.spacing
    quoted = [one.binding for one in others]
    numbers = (*_CITED.split(), *binding.numbers, *(word for one in quoted for word in one.numbers))
    names = (*binding.names, *(word for one in quoted for word in one.names))
    dates = language.dates
    first = re.escape(dates.first_day) if dates is not None else "1"
    point = r"\." if dates is not None and dates.one[0].startswith("{d}.") else ""
    patterns = [
        rf"(?<!\w)(?:{_any(numbers)})\.?( )(?=[\d(IVX])",
        rf"(?<!\d)(?:[12]?\d|3[01]|{first}){point}( )(?=[^\W\d_]{{3,10}}\.? \d{{4}}(?!\d))",
        _INITIAL.pattern,
        rf"(?<=\d)( )(?=(?:{_any([*_UNITS.split(), *binding.units])})(?!\w))",
        _SUBDIVISION.pattern,
    ]
    if names:
        patterns.append(rf"(?<!\w)(?:{_any(names)})\.?( )(?=[^\W\d_a-z])")
    if binding.years:
        patterns.append(rf"(?<=\d{{4}})( )(?=(?:{_any(binding.years)})(?!\w))")
    if spacing.dash_bound:
        patterns.append(r"(?<=\S)( )(?=[–—] )")
    if binding.capitals:
        patterns.append(rf"(?<!\d[{SPACES}])(?<!\w)(?:{_any(binding.capitals)})( )(?=[^\W\d_a-zа-яё])")
    patterns += [pattern for phrase in binding.phrases for pattern in _together(phrase)]
    signs = spacing.narrow + spacing.wide
    quotes = language.quotes
    inside = quotes is not None and quotes.opening.endswith(NARROW)
    return Spaces(
        (*((re.compile(one), NO_BREAK) for one in patterns), (_THOUSANDS, spacing.thousands)),
        re.compile(_before(signs)) if signs else None,
        spacing.narrow,
        _inside(quotes.opening[0], quotes.closing[-1]) if quotes is not None and inside else (),
    )


def _any(words: Iterable[str]) -> str:
    """Return a pattern for any of some words, the longest first."""
    return "|".join(sorted(map(re.escape, dict.fromkeys(words)), key=len, reverse=True))


def _together(phrase: str) -> Iterator[str]:
    """Yield a pattern for each space of a phrase: that of "z. B.", and both of "i. V. m."."""
    parts = phrase.split(" ")
    for index in range(1, len(parts)):
        before, after = (rf"[{SPACES}]".join(map(re.escape, some)) for some in (parts[:index], parts[index:]))
        yield rf"(?<!\w){before}( )(?={after})"


def _before(signs: str) -> str:
    """Return the pattern for what stands before signs, not of "10:30" or "https:"."""
    after = '[\\s)\\]»”\\"!?]'
    return rf"(?<=[\w)\]»”’.…%'\"])([{SPACES}]*)(?=([{re.escape(signs)}])(?:{after}|$))"


def _inside(opening: str, closing: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns for what stands inside quotation marks that are typed."""
    return (
        re.compile(rf"(?<={re.escape(opening)})([{SPACES}]*)(?=\S)"),
        re.compile(rf"(?<=\S)([{SPACES}]*)(?={re.escape(closing)})"),
    )
