"""The marks with which lists are typed in other programs, and what they count: letters, Roman numbers, figures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from submissions.document import ListStyle
from submissions.document.counting import letters, roman

DASH: Final = "\N{EM DASH}"
"""Begins what somebody says rather than an item."""

# What counts, and what stands behind it: "a)", "(iv)", "1.", "2 –", "3/", "1.1". A bracket needs no space behind it,
# nor does the stop of a figure: a text that was copied from a page has often lost it.
_COUNTED: Final = re.compile(
    r"([(\[])?(?:([^\W\d_]{1,6}|\d{1,3}(?:\.\d{1,3})*)((?:[).\]\-\N{EN DASH}°º/:]|\s(?=[\-\N{EN DASH}]\s)){1,2}"
    r"[\-\N{EN DASH}]?)|(\d{1,3}(?:\.\d{1,3})+))(?:\s+(?=\S)|\s*$|(?<=[)\]])(?=[^\W\d_])|(?<=\d[.°º])(?=[^\W\d_]))"
)
_DASHES: Final = "\N{EN DASH}\N{EM DASH}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{MINUS SIGN}"
_BULLET: Final = re.compile(
    rf"([•◦▪▫‣⁃∙●○■□➢►])(?:\s*(?=\S)|\s*$)|([·{_DASHES}])(?:\s+(?=\S)|\s*$|(?=[^\W\d_]))"
    r"|(-)(?=[^\W\d_])|(o)\s+(?=\S)"
)
# A word or a sign with a figure: "Art. 1", "No. 2", "§ 3", "#4".
_NAMED: Final = re.compile(r"([^\W\d_a-z][^\W\d_]{1,11}\.?\s|[#§№]\s?)(\d{1,3})[.:)]?\s+(?=\S)")
_CLOSED: Final = {"(": ")", "[": "]"}
_PLAIN: Final = ").-\N{EN DASH}°º"
"""Behind a letter or a figure these make a mark wherever a line begins."""
_MANY: Final = 60
_NAMES_MAX: Final = 4
"""Words of a name behind its first initial: "A. N. van der Loizou,"."""
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
    anything stands behind it. `is_loose` marks one that begins a list only within one paragraph, whose lines would be
    joined; `is_led` one that does so only where the paragraph begins, or behind a colon.
    """

    typed: str
    width: int
    kind: str
    word: str
    has_words: bool
    is_loose: bool = False
    is_led: bool = False


def mark_of(line: str) -> Mark | None:
    """Return the mark at the beginning of a line, None where none is."""
    if bullet := _BULLET.match(line):
        sign = bullet[1] or bullet[2] or bullet[3] or bullet[4]
        goes_on = bullet.end() < len(line)
        apart = line[len(sign) : bullet.end()].isspace() or not goes_on
        is_word = sign == "o" and "\t" not in bullet[0]
        return Mark(sign, bullet.end(), sign, sign, goes_on, sign == DASH or not apart or is_word, is_word)
    if line[1:2].isspace() and _is_drawing(line[0]):
        return Mark(line[0], 2, "sign", line[0], bool(line[2:].strip()), is_loose=True)
    return _counting(line) or _named(line)


def _counting(line: str) -> Mark | None:
    """Return the mark of a line that begins with what counts: "(a)", "2."; None where it is none that counts."""
    counted = _COUNTED.match(line)
    if counted is None:
        return None
    opening, word, closing = counted[1] or "", counted[2] or counted[4], counted[3] or ""
    if _CLOSED.get(opening, "") not in closing or (closing == "." and _names_somebody(word, line[counted.end() :])):
        return None
    typed = f"{opening}{word}{closing}"
    is_loose = opening == "[" or bool(closing.strip(_PLAIN)) or line[len(typed) : counted.end()] == ""
    mark = Mark(typed, counted.end(), f"{opening}{closing}", word, counted.end() < len(line), is_loose)
    return mark if any(styles_of(mark)) else None


def _names_somebody(initial: str, words: str) -> bool:
    """Tell whether a letter is the initial of a name in a list of names, as of judges: "H. Mosler,"."""
    names = words.rstrip(" ,;").split()
    is_listed = words.rstrip().endswith((",", ";")) and 0 < len(names) <= _NAMES_MAX
    return initial.isupper() and len(initial) == 1 and is_listed and names[-1][0].isupper()


def _named(line: str) -> Mark | None:
    named = _NAMED.match(line)
    if named is None:
        return None
    return Mark(named[0].strip(), named.end(), f"{named[1].strip()} #", named[2], True, is_loose=True, is_led=True)


def _is_drawing(sign: str) -> bool:
    """Tell whether a sign is an arrow, a tick, a box or a figure in a circle."""
    return not sign.isascii() and (unicodedata.category(sign) in ("So", "Sm", "No") and sign not in "№°±²³¹¼½¾©®™")


def styles_of(mark: Mark) -> Iterator[tuple[ListStyle | None, int]]:
    """Yield each style that a mark may be of with its number, 0 for bullets; None is a style that no document has."""
    word = mark.word
    if mark.kind == "sign":
        yield None, 0
    elif mark.kind == word:
        yield (None if word == DASH else "bullet"), 0
    elif mark.kind.startswith("[") or mark.kind.endswith("#"):
        yield None, int(word) if word.isdecimal() else _MANY
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
