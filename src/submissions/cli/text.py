"""Make text safe to print: nothing of the data can command the terminal."""

from __future__ import annotations

import unicodedata


def clean(text: str) -> str:
    """Return text in which every control, format and line-breaking character is replaced by a visible mark."""
    return "".join("\N{REPLACEMENT CHARACTER}" if _commands(char) else char for char in text)


def _commands(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] == "C" or category in ("Zl", "Zp")
