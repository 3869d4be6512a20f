"""Make text safe to print: nothing of the data can command the terminal."""

from __future__ import annotations

import os
import unicodedata


def clean(text: str) -> str:
    """Return text in which every control, format and line-breaking character is replaced by a visible mark."""
    return "".join("\N{REPLACEMENT CHARACTER}" if _commands(char) else char for char in text)


def wants_colours() -> bool:
    """Tell whether colours are wanted: not with NO_COLOR (https://no-color.org), nor on a terminal that knows none."""
    return not os.environ.get("NO_COLOR") and moves_cursor()


def moves_cursor() -> bool:
    """Tell whether the terminal understands more than letters and the ends of lines."""
    return os.environ.get("TERM") != "dumb"


def _commands(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] == "C" or category in ("Zl", "Zp")


def counted(count: int, noun: str) -> str:
    """Return a number with its noun in English: "1 file", "1,200 files"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
