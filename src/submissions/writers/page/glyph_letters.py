"""Which letters each glyph of a font stands for: by its own code point, or by what the font makes it of."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any, Final

from fontTools.ttLib import TTFont

_SINGLE: Final = 1
_LIGATURE: Final = 4
_EXTENSION: Final = 7
"""Kinds of substitutions (OpenType 1.9, GSUB, lookup types)."""

_ROUNDS_MAX: Final = 6
"""How often a glyph that is made of another is made into a third; a form that follows a form is the second."""


def letters_of(font: TTFont) -> dict[str, str]:
    """Return the letters of each glyph by its name; forms and ligatures as the letters that they stand for.

    A glyph without a code point has the letters of those that the font puts it in the place of: the alef behind a lam,
    a ligature of three letters without their marks. Of several such letters it has the first that Unicode counts.
    """
    signs = sorted((font.getBestCmap() or {}).items(), reverse=True)
    known = {name: unicodedata.normalize("NFKC", chr(code)) for code, name in signs}
    made = [*_substitutions(font)]
    for _ in range(_ROUNDS_MAX):
        found: dict[str, str] = {}
        for parts, glyph in made:
            if glyph not in known and all(part in known for part in parts):
                letters = "".join(known[part] for part in parts)
                found[glyph] = min(letters, found.get(glyph, letters))
        if not found:
            break
        known |= found
    return known


def _substitutions(font: TTFont) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the glyphs that a font takes together, one or more, and the glyph that stands in their place."""
    table = font["GSUB"].table if "GSUB" in font else None
    lookups = table.LookupList.Lookup if table is not None and table.LookupList is not None else ()
    for lookup in lookups:
        for part in lookup.SubTable:
            kind, inner = (
                (part.ExtensionLookupType, part.ExtSubTable)
                if lookup.LookupType == _EXTENSION
                else (lookup.LookupType, part)
            )
            yield from _rows(kind, inner)


def _rows(kind: int, part: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    if kind == _SINGLE:
        for glyph, other in part.mapping.items():
            yield (glyph,), other
    elif kind == _LIGATURE:
        for first, ligatures in part.ligatures.items():
            for one in ligatures:
                yield (first, *one.Component), one.LigGlyph
