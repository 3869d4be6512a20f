"""Words marked as of a language whose letters run otherwise come to an end, in every direction and at every depth."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from speaking import KNOWN
from submissions.document import Emphasis, Foreign, Inline, Run
from submissions.document.directed import Stretch, directed
from submissions.findings import Place

PLACE = Place("facts.md", 1)
TEXTS = ["Latin title", "عنوان", "12", "1999-09-02", "(", "a عنوان b", "عنوان a عنوان", "§ 12", " ", "СССР 12", "«»"]
DEEP = 6


def depth(nodes: Sequence[Inline], rtl: bool, within: bool = False) -> int:
    """Return how deep stretches stand in each other, as a writer goes through them."""
    found = 0
    for piece in directed(nodes, rtl, KNOWN, within=within):
        if isinstance(piece, Stretch):
            found = max(found, 1 + depth(piece.inlines, piece.rtl, within=True))
        elif isinstance(piece, Foreign):
            found = max(found, depth(piece.children, KNOWN.of(piece.language).direction == "rtl"))
        elif isinstance(piece, Emphasis):
            found = max(found, depth(piece.children, rtl))
    return found


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("inner", ["", "ar", "en"])
@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("text", TEXTS)
def test_no_words_stand_in_stretches_without_end(text: str, rtl: bool, inner: str, language: str) -> None:
    words: Inline = Run(text, PLACE)
    if inner:
        words = Emphasis((Foreign(inner, (words,), PLACE),), PLACE)
    nodes = [Run("a ", PLACE), Foreign(language, (words,), PLACE), Run(" b", PLACE)]
    assert depth(nodes, rtl) < DEEP
