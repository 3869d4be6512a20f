"""Where the program's own fonts lie, and the set-up in which a page engine sees these and no others."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final
from unicodedata import category

FONTS: Final = Path(__file__).resolve().parents[2] / "fonts"
"""The folder of the font files, their licence and their fontconfig set-up."""

VARIABLE: Final = "FONTCONFIG_FILE"
"""The environment variable by which fontconfig finds its set-up."""


@contextmanager
def own_fonts_only() -> Iterator[None]:
    """Point fontconfig, which reads its variable whenever a configuration is made, at the package's own fonts."""
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = str(FONTS / "fonts.conf")
    try:
        yield
    finally:
        if before is None:
            del os.environ[VARIABLE]
        else:
            os.environ[VARIABLE] = before


# Letters of Latin and Cyrillic, figures and the usual signs: every font has them, and none need be opened.
_EVERYWHERE: Final = re.compile("[\\x00-\u017f\u0400-\u045f\u2013\u2014\u2018-\u201e\u2022\u2026\u202f\u2032\u2033€№]*")


def without_glyphs(text: str) -> Iterator[tuple[int, str]]:
    """Yield each stretch of a text for which the program has no letters, with its index: letters that stand together.

    What lies between two of them and is no letter belongs to the stretch. What draws nothing needs none.
    """
    if _EVERYWHERE.fullmatch(text):
        return
    start = end = -1
    for index, sign in enumerate(text):
        if not _has_glyph(sign):
            start, end = (index if start < 0 else start), index + 1
        elif start >= 0 and sign.isalnum():
            yield start, text[start:end]
            start = -1
    if start >= 0:
        yield start, text[start:end]


def _has_glyph(sign: str) -> bool:
    draws_nothing = category(sign) in {"Cf", "Cc", "Zs"} or "\ufe00" <= sign <= "\ufe0f" or sign == "\u034f"
    return draws_nothing or ord(sign) in _letters()


@cache
def _letters() -> frozenset[int]:
    """Return the code points that the fonts can draw, those that the page engine sees."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - slow to import, and seldom needed

    found: set[int] = set()
    for path in sorted(FONTS.glob("*.[ot]tf")):
        with TTFont(path, lazy=True) as font:
            found.update(font.getBestCmap() or ())
    return frozenset(found)
