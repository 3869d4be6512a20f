"""Numbers exactly as they were typed: 1500.50 keeps its last figure, and is counted with as the number it is."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final, Self

from submissions.findings import Finding, Place
from submissions.gate import shown
from submissions.values.refusal import KEY, RefusedValueError, place_of, refuse_kind
from submissions.values.text import NOWHERE

_NUMBER: Final = re.compile(r"-?\d{1,15}(?:\.\d{1,6})?", re.ASCII)
# Groups of three figures, or a fraction behind another mark: what the mark means only the author knows.
_GROUPED: Final = re.compile(r"(-?\d{1,3}(?:([.,' \u00a0\u202f])\d{3})(?:\2\d{3})*)(?:[.,](\d{1,6}))?", re.ASCII)
_WANTED: Final = "a number such as 12 or 1500.50"


class ExactNumber(Decimal):
    """A number of the case file with its place; the figures behind its point are those that were typed."""

    __slots__ = ("place",)
    place: Place

    def __new__(cls, typed: str, place: Place = NOWHERE) -> Self:
        """Make the number and note its place."""
        self = super().__new__(cls, typed)
        self.place = place
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (str(self), self.place)

    @classmethod
    def read(cls, value: object) -> Self:
        """Return the number that stands at a node of the case file; raises RefusedValueError where there is none."""
        if not isinstance(value, str) or not value.strip():
            raise refuse_kind(value, _WANTED)
        if not _NUMBER.fullmatch(value):
            message = f"{KEY} is not a number: '{shown(value)}'"
            order = f"{_meant(value)}write figures alone, with a point before a fraction: 12 or 1500.50"
            raise RefusedValueError(Finding("E255", place_of(value), message, order))
        return cls(value, place_of(value))


def _meant(value: str) -> str:
    """Return how this number is written, with both readings of one that can be read in two ways; "" for no number."""
    typed = value.strip()
    found = _GROUPED.fullmatch(typed)
    if found is not None:
        whole = re.sub(r"[^\d-]", "", found[1], flags=re.ASCII)
        meant = [f"{whole}.{found[3]}" if found[3] else whole]
        if not found[3] and found[2] == "," and found[1].count(",") == 1:
            meant.append(typed.replace(",", "."))
        return " or ".join(meant) + (" is meant, whichever it is: " if len(meant) > 1 else " may be meant: ")
    pointed = typed.replace(",", ".")
    return f"{pointed} may be meant: " if _NUMBER.fullmatch(pointed) else ""
