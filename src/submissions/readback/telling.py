"""Tell people of a difference that remains: which words, where they stand, and what to write instead."""

from __future__ import annotations

import unicodedata
from itertools import takewhile
from typing import Final

from submissions.document.directions import strong_direction
from submissions.readback.lines import Line
from submissions.readback.normal import is_form, is_unseen, normal
from submissions.reporting import order_to_report

# Enough of a line to find it, on one line of a terminal.
_SHOWN: Final = 60
_BESIDE: Final = 12
"""How many signs on either side of a difference may be its cause."""

_CUT: Final = "\N{HORIZONTAL ELLIPSIS}"
# Marks on letters, symbols, what draws nothing, and what Unicode has not given out or leaves to one program.
_UNUSUAL: Final = {"Mn", "Me", "Cf", "Co", "Cn", "So", "Sk"}


def shown(line: Line, at: int = 0) -> str:
    """Return the number and words of a line, of a long one those around a place in it."""
    text = normal(f"{line.number} {line.text}")
    if len(text) <= _SHOWN:
        return text
    start = max(0, min(at - _SHOWN // 2, len(text) - _SHOWN + 1))
    cut = text[start : start + _SHOWN - 1]
    return f"{_CUT}{cut[1:]}{_CUT if start + _SHOWN - 1 < len(text) else ''}" if start else cut + _CUT


def parting(expected: Line, found: Line | None) -> int:
    """Return at which sign a found line begins to differ."""
    if found is None:
        return 0
    pairs = zip(*(normal(f"{line.number} {line.text}") for line in (expected, found)), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def where(line: Line) -> str:
    """Return in which part of the document a line stands, to be put behind a message; "" in its text."""
    return f", in {line.part}" if line.part else ""


def remedy(line: Line, found: Line | None, at: int, code: str) -> str:
    """Return what to write instead, or what to do where nothing in the words themselves explains a difference.

    `at` is where in the line the difference is.
    """
    text = f"{line.number} {line.text}".strip()
    near = text[max(0, at - _BESIDE) : at + _BESIDE]
    if found is not None and (signs := sorted({sign for sign in near if _is_unusual(sign)})):
        told = "; ".join(_instead(sign) for sign in signs[:3])
        return f"{told}; then build again"
    if found is not None and {strong_direction(sign) for sign in text} >= {"L", "R"}:
        return "write the words of the other direction in a sentence or a paragraph of their own; then build again"
    return order_to_report(code)


def _is_unusual(sign: str) -> bool:
    return is_form(sign) or (not _is_isolate(sign) and unicodedata.category(sign) in _UNUSUAL)


def _is_isolate(sign: str) -> bool:
    return "\N{LEFT-TO-RIGHT ISOLATE}" <= sign <= "\N{POP DIRECTIONAL ISOLATE}"


def _instead(sign: str) -> str:
    """Return what to write for a sign that a format may not carry."""
    name = f"U+{ord(sign):04X} ({unicodedata.name(sign, 'without a name').lower()})"
    if is_form(sign):
        return f"write '{unicodedata.normalize('NFKC', sign)}' for {name}"
    if is_unseen(sign):
        return f"leave out {name}, which cannot be seen"
    if unicodedata.category(sign) in ("Mn", "Me"):
        return f"write the letter without its mark {name}, or with another one"
    return f"leave out '{sign}', {name}, or write it in words"
