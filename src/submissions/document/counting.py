"""Count in letters and in Roman numerals, as Word counts."""

from __future__ import annotations

from string import ascii_lowercase
from typing import Final

_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def roman(number: int) -> str:
    """Return a number from 1 up in small Roman numerals."""
    parts: list[str] = []
    for value, letters_ in _ROMAN:
        times, number = divmod(number, value)
        parts.append(letters_ * times)
    return "".join(parts)


_ABJAD: Final = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
ABJAD: Final = _ABJAD[0]
"""Begins the Arabic letters in the order of their numbers, which documents of the United Nations use for lists."""


def counted(number: int, first: str) -> str:
    """Return a number from 1 up as the series counts that begins with "1", "I", "i", "A", "a" or "أ"."""
    if first == "1":
        return str(number)
    if first == ABJAD:
        return _repeated(number, _ABJAD)
    text = roman(number) if first in "Ii" else letters(number)
    return text.upper() if first.isupper() else text


def letters(number: int) -> str:
    """Return a, b ... z, aa, bb, aaa for the numbers from 1 up."""
    return _repeated(number, ascii_lowercase)


def _repeated(number: int, alphabet: str) -> str:
    """Return the letter of a number; behind the last one they begin again, doubled, then tripled."""
    times, index = divmod(number - 1, len(alphabet))
    return alphabet[index] * (times + 1)
