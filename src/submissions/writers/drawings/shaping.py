"""Put words into the order and the forms in which their letters stand on a line: Arabic joins, and runs to the left."""

from __future__ import annotations

import unicodedata
from functools import cache

from bidi import get_display

_ARABIC = range(0x0600, 0x0700)
_FORMS = (*range(0xFB50, 0xFC00), *range(0xFE80, 0xFEFD))
"""Unicode's presentation forms of letters, and of lam with alef."""


def in_visual_order(text: str, *, rtl: bool) -> str:
    """Return a line as its signs stand from left to right; `rtl` is the direction of the document.

    Arabic letters have the form that their neighbours ask for; signs above and below letters, which readers do not need
    in a few words, are left out.
    """
    if not rtl and not any(ord(sign) in _ARABIC or unicodedata.bidirectional(sign) == "R" for sign in text):
        return text
    shown: str = get_display(_joined(text), base_dir="R" if rtl else "L")
    return shown


def _joined(text: str) -> str:
    """Return Arabic letters in their forms; what else there is stays as it is."""
    forms = _forms()
    bare = [sign for sign in text if unicodedata.category(sign) != "Mn" or ord(sign) not in _ARABIC]
    made: list[str] = []
    at = 0
    while at < len(bare):
        pair = "".join(bare[at : at + 2])
        letters = pair if ("<isolated>", pair) in forms else bare[at]
        before = at > 0 and ("<initial>", bare[at - 1]) in forms and _joins(bare[at], forms)
        follows = bare[at + len(letters)] if at + len(letters) < len(bare) else ""
        after = ("<initial>", letters) in forms and bool(follows) and _joins(follows, forms)
        wanted = ("<isolated>", "<initial>", "<final>", "<medial>")[after + 2 * before]
        made.append(forms.get((wanted, letters), letters))
        at += len(letters)
    return "".join(made)


def _joins(sign: str, forms: dict[tuple[str, str], str]) -> bool:
    """Tell whether a letter joins the one before it."""
    return ("<final>", sign) in forms


@cache
def _forms() -> dict[tuple[str, str], str]:
    """Return each presentation form by its kind and the letters that it shows."""
    found: dict[tuple[str, str], str] = {}
    for code in _FORMS:
        kind, *letters = unicodedata.decomposition(chr(code)).split()[:3] or [""]
        if kind.startswith("<"):
            found.setdefault((kind, "".join(chr(int(letter, 16)) for letter in letters)), chr(code))
    return found
