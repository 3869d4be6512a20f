"""The marks that stand in rendered text for printed values and for the template's lines.

They are made of Unicode noncharacters, which the gate refuses in every file that a person writes: no value can forge
one, and no value's own characters ever meet Markdown.
"""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup

MARK_OPEN: Final = "\ufdd0"
MARK_CLOSE: Final = "\ufdd1"
_ZERO: Final = 0xFDD2  # the digits 0 to 9 are U+FDD2 to U+FDDB, so that no filter takes them for numbers
_LINE_OPEN: Final = "\ufddc"
_LINE_CLOSE: Final = "\ufddd"

MARK: Final = re.compile("\ufdd0([\ufdd2-\ufddb]+)\ufdd1")
"""A printed value: its index in the table of printed values."""

_LINE_MARK: Final = re.compile("\ufddc([\ufdd2-\ufddb]+)\ufddd")
NONCHARACTERS: Final = re.compile("[\ufdd0-\ufdef]")


def _digits(number: int) -> str:
    return "".join(chr(_ZERO + int(digit)) for digit in str(number))


def _number(digits: str) -> int:
    return int("".join(str(ord(digit) - _ZERO) for digit in digits))


def mark(index: int) -> str:
    """Return the mark that stands for the value under an index."""
    return MARK_OPEN + _digits(index) + MARK_CLOSE


def index_of(match: re.Match[str]) -> int:
    """Return the index inside a match of `MARK`."""
    return _number(match[1])


def mark_lines(data: str, line: int) -> str:
    """Put a mark before each line of a template's own text, which begins on a line counted from 1."""
    return "\n".join(text and line_mark(line + offset) + text for offset, text in enumerate(data.split("\n")))


def line_mark(line: int) -> str:
    """Return the mark of a line of the template."""
    return _LINE_OPEN + _digits(line) + _LINE_CLOSE


def has_line_marks(text: str) -> bool:
    """Tell whether a text holds marks of lines."""
    return _LINE_OPEN in text


def unmark_lines(text: str) -> tuple[str, tuple[int, ...]]:
    """Take the marks of lines out again; return the text, and the template's line for each of its lines."""
    numbers: list[int] = []
    for line in text.split("\n"):
        match = _LINE_MARK.search(line)
        numbers.append(_number(match[1]) if match else (numbers[-1] if numbers else 1))
    return _LINE_MARK.sub("", text), tuple(numbers)


def template_text(text: str) -> Markup:
    """Return text of the template itself, or marks: what Jinja need not escape, for no value's characters are in it."""
    return Markup(text)  # noqa: S704 - nothing here is HTML; Markup is how Jinja tells its own text from data
