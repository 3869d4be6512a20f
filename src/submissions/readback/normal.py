"""The one normal form in which a tree and a finished file are compared.

Both sides lose what draws nothing. Both have ligatures and presentation forms as the letters that they stand for:
PDFium gives those for the signs that were typed. Nothing else is folded: a raised 2 is no 2, and a long space no short
one. What a format sets between a number and its words is said here once, too.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from submissions.folding import taken_apart

BOUNDARY: Final = "\x1f"
"""Stands in a stream where a line may end: a space or a hyphen may be lost or added there."""

SEPARATOR: Final = "\x1d"
"""Stands in expected text between a number and its words, where formats set what they like."""

DISORDER: Final = "\ufdd0"
"""Stands in what was found before signs that are drawn in another order than they must be; in no author's text."""

# The characters that Unicode says to pass over in drawing (Default_Ignorable_Code_Point, DerivedCoreProperties.txt).
_UNSEEN: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Latin, Armenian, Hebrew and Arabic ligatures and presentation forms (Unicode Standard, blocks U+FB00 and U+FE70).
_FORMS: Final = re.compile("[\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufdff\ufe70-\ufefc]")
_SPACE: Final = re.compile(r"[ \t\n]+")
_BETWEEN: Final = rf"[\s{BOUNDARY}]*"
_SEPARATOR: Final = re.compile(rf"{_BETWEEN}[.:]?{_BETWEEN}[\N{{EN DASH}}\N{{EM DASH}}]?{_BETWEEN}")


def seen(text: str) -> str:
    """Return text in the normal form: without what draws nothing, ligatures and forms as their letters, composed."""
    if text.isascii():
        return text
    letters = _FORMS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), _UNSEEN.sub("", text))
    return unicodedata.normalize("NFC", letters)


def normal(text: str) -> str:
    """Return text in the normal form, each run of plain white space as one space, and none at the ends."""
    return _SPACE.sub(" ", seen(text)).strip(" ")


# Letters that one glyph draws at the beginning, in the middle or at the end of a word, whatever the face: a file gives
# one of them for each (Unicode Standard, ArabicShaping.txt, joining groups; told apart where they stand alone). The heh
# goal of Urdu is one of them in the name of God, which is one glyph.
_TWINS: Final = str.maketrans("ەہںڻڽۑڨڧٯڮ", "ههىٹپپڤفڡؼ")


def drawn_sign(text: str) -> str:
    """Return a sign as its glyphs are read from a page: what only looks alike made one, marks by themselves."""
    return as_glyphs(taken_apart(seen(text)))


def as_glyphs(text: str) -> str:
    """Return text with letters that share a glyph as one of them."""
    return text.translate(_TWINS)


def is_unseen(sign: str) -> bool:
    """Tell whether a sign draws nothing."""
    return _UNSEEN.fullmatch(sign) is not None


def is_form(sign: str) -> bool:
    """Tell whether a sign is a ligature or the form that a letter takes beside others."""
    return _FORMS.fullmatch(sign) is not None


def is_separator(text: str) -> bool:
    """Tell whether a text may stand between a number and its words: a stop or colon, a dash, and spaces."""
    return _SEPARATOR.fullmatch(text) is not None


def separator_length(found: str, at: int, words: str) -> int:
    """Return how much of a text, from `at`, parts a number from its words.

    What the words themselves begin with is left to them, whatever sign that is: a stop or a dash is taken once.
    """
    match = _SEPARATOR.match(found, at)
    end = match.end() if match else at
    own = re.match(rf"[.:\N{{EN DASH}}\N{{EM DASH}}\s{BOUNDARY}]*", words)
    signs = re.sub(rf"[\s{BOUNDARY}]", "", own[0]) if own else ""
    behind = re.compile(_BETWEEN.join(map(re.escape, signs)))
    for length in range(end - at, -1, -1):
        rest = found[at + length :]
        if is_separator(found[at : at + length]) and behind.match(re.sub(rf"^{_BETWEEN}", "", rest)):
            return length
    return end - at
