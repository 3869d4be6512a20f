"""The marks with which lists are typed in other programs, and what they count: letters, Roman numbers, figures."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from submissions.document import ListStyle
from submissions.document.counting import letters, roman

DASH: Final = "\N{EM DASH}"
"""Begins what somebody says rather than an item."""

_COUNTED: Final = re.compile(
    r"(\()?(?:([^\W\d_]{1,6}|\d{1,3}(?:\.\d{1,3})*)([).\-\N{EN DASH}°º]{1,2})|(\d{1,3}(?:\.\d{1,3})+))"
    r"(?:\s+(?=\S)|\s*$)"
)
_BULLET: Final = re.compile(r"([•◦▪▫‣⁃∙·●○■□➢►\N{EN DASH}\N{EM DASH}])(?:\s+(?=\S)|\s*$)|(o)\t+(?=\S)")
_MANY: Final = 60
# Letters that lists of other scripts count with, in both orders of the Arabic ones. No document prints them so far.
_SERIES: Final = (
    "абвгдежзиклмнопрстуфхцчшщэюя",
    "αβγδεζηθικλμνξοπρστυφχψω",
    "أبجدهوزحطيكلمنسعفصقرشت",
    "أبتثجحخدذرزسشصضطظعغفقك",
)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a line begins with: the mark as typed and its width with the space behind it.

    `kind` is what two marks of one list share, `word` what is counted or the bullet itself; `has_words` tells whether
    anything stands behind it.
    """

    typed: str
    width: int
    kind: str
    word: str
    has_words: bool


def mark_of(line: str) -> Mark | None:
    """Return the mark at the beginning of a line, None where none is."""
    if bullet := _BULLET.match(line):
        sign = bullet[1] or bullet[2]
        return Mark(sign, bullet.end(), sign, sign, bullet.end() < len(line))
    counted = _COUNTED.match(line)
    if counted is None:
        return None
    opening, word, closing = counted[1] or "", counted[2] or counted[4], counted[3] or ""
    if bool(opening) and ")" not in closing:
        return None
    return Mark(f"{opening}{word}{closing}", counted.end(), f"{opening}{closing}", word, counted.end() < len(line))


def styles_of(mark: Mark) -> Iterator[tuple[ListStyle | None, int]]:
    """Yield each style that a mark may be of with its number, 0 for bullets; None is a style that no document has."""
    word = mark.word
    if len(word) == 1 and not word.isalnum():
        yield (None if word == DASH else "bullet"), 0
    elif mark.kind == "o":
        yield "bullet", 0
    elif word.isdecimal():
        yield "decimal", int(word)
    elif word[0].isdecimal():
        before, _, last = word.rpartition(".")
        yield None, _MANY * sum(int(part) * 1000**place for place, part in enumerate(before.split("."), 1)) + int(last)
    else:
        for style, number in _counted().get(word.lower(), ()):
            yield (style if word.islower() else None), number


@cache
def _counted() -> dict[str, tuple[tuple[ListStyle | None, int], ...]]:
    """Return the styles and numbers of each word that counts."""
    found: dict[str, tuple[tuple[ListStyle | None, int], ...]] = {}
    rows: list[tuple[ListStyle | None, list[str]]] = [
        ("alpha", [letters(number) for number in range(1, _MANY)]),
        ("roman", [roman(number) for number in range(1, _MANY)]),
        *((None, list(series)) for series in _SERIES),
    ]
    for style, words in rows:
        for number, word in enumerate(words, 1):
            found[word] = (*found.get(word, ()), (style, number))
    return found


def letters_of(names: Collection[str]) -> frozenset[str]:
    """Return the letters that stand for somebody in names as they are printed: "A.", "I. Petrov", "Ms B"."""
    words = (word.strip(".,") for name in names for word in name.split())
    return frozenset(word for word in words if len(word) == 1)
