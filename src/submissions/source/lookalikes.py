"""Recognise a word that is meant to be another: typed wrongly, or with letters that only look alike."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Final

from submissions.folding import skeleton

# The length of the codes of languages and States.
_GUESSED_FROM: Final = 2


def looks_like(word: str, known: str) -> bool:
    """Tell whether a word prints like a known one and is not it."""
    return word != known and skeleton(word) == known


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that a misspelt one is nearest to, or nothing where none is near."""
    words = list(known)
    if len(word) <= _GUESSED_FROM:
        return ""  # half of a code of two letters is the half of thirty others
    plain = skeleton(word).casefold().replace("-", "_").replace(" ", "_")
    folded = {one.casefold().replace("-", "_"): one for one in words}
    # 0.6 is difflib's own default: about two letters in five may differ.
    near = difflib.get_close_matches(plain, list(folded), n=1, cutoff=0.6)
    return folded[near[0]] if near else ""
