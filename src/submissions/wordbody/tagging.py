"""Make a first template of a finished Word file: the values of a case that stand in it become tags, each one told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from submissions.office.elements import drop
from submissions.office.names import SPACE, w
from submissions.wordbody.paragraphs import PARAGRAPH, TypedParagraph, is_changed, paragraph_text
from submissions.wordbody.tokens import Where

_SHORTEST: Final = 3
"""Letters: what is shorter stands in other words by chance."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """Words of a file that became a tag: where, the words, and the expression; others that print the same words."""

    where: Where
    words: str
    expression: str
    others: tuple[str, ...] = ()


def tag_values(roots: Mapping[str, etree._Element], values: Mapping[str, Sequence[str]]) -> list[Tagged]:
    """Put tags for values into parts, in place; `values` gives the expressions that print each text, the best first.

    Longer texts come before those within them, and a text is found as whole words only. What stands in a tracked change
    or in the code of a field stays.
    """
    texts = sorted((one for one in values if len(one.strip()) >= _SHORTEST), key=len, reverse=True)
    if not texts:
        return []
    pattern = re.compile("|".join(rf"(?<!\w){_loose(text)}(?!\w)" for text in texts))
    by_words = {_plain(text): text for text in reversed(texts)}
    found: list[Tagged] = []
    for part, root in roots.items():
        for number, element in enumerate(root.iter(PARAGRAPH), 1):
            text = paragraph_text(element)
            where = Where(part, number, text.first_words)
            found += _in_paragraph(text, where, pattern, by_words, values)
    return found


def _in_paragraph(
    text: TypedParagraph,
    where: Where,
    pattern: re.Pattern[str],
    by_words: Mapping[str, str],
    values: Mapping[str, Sequence[str]],
) -> Iterator[Tagged]:
    """Put the tags into a paragraph, from its end on so that places stay true; yield them in the order of reading."""
    made: list[Tagged] = []
    for match in reversed(list(pattern.finditer(text.text))):
        pieces = [one for one in text.pieces if one.start < match.end() and one.end > match.start()]
        whole = values[by_words[_plain(match[0])]]
        if any(map(is_changed, pieces)) or any(one.element.tag == w("instrText") for one in pieces):
            continue
        _put(text, match.start(), match.end(), f"{{{{ {whole[0]} }}}}")
        made.append(Tagged(where, match[0], whole[0], tuple(whole[1:])))
    yield from reversed(made)


def _put(text: TypedParagraph, start: int, end: int, tag: str) -> None:
    """Put a tag in the place of words: into the run in which they begin, and out of the others."""
    is_first = True
    for piece in text.pieces:
        if piece.start >= end or piece.end <= start:
            continue
        element = piece.element
        if element.tag != w("t"):
            drop(element)
            continue
        held = element.text or ""
        # Tags behind this place may be in the text already: only what stands before them is as it was.
        before, behind = held[: max(start - piece.start, 0)], held[min(end, piece.end) - piece.start :]
        element.text = f"{before}{tag if is_first else ''}{behind}"
        element.set(SPACE, "preserve")
        is_first = False


def _plain(text: str) -> str:
    """Return words as they are compared: with plain spaces."""
    return " ".join(text.split())


def _loose(text: str) -> str:
    """Return a pattern for words between which any space may stand, a no-break space as well."""
    return r"\s+".join(map(re.escape, text.split()))
