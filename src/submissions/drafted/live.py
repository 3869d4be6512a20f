"""Find the signs that stay what they are in our Markdown: people, citations, references, ids, and what is withheld.

All other signs of a Word file print as they were typed there. A backslash before an at sign, a bracket or a brace takes
its meaning away, as it does in Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from submissions.markup.attributes import ATTRIBUTES, LOOKS_LIKE_ATTRIBUTES
from submissions.markup.rules import in_address
from submissions.values import mention_at

OTHER: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in the text of a paragraph for what is no words: the mark of a note."""

_CITATION: Final = re.compile(rf"\[(?=[^\[\]]*(?<![\w.\\])@\w)[^\[\]{{}}<>*_`|\\\n{OTHER}]*\](?![({{])")
_REFERENCE: Final = re.compile(r"\[\]\(#[\w-]+\)(?:\{\.page\})?")
_OURS: Final = re.compile(r"\{\s*(?:[#.]|lang=)")
_ESCAPED: Final = re.compile(r"\\[@\[{]")
_CONTAINER: Final = re.compile(r":{3,}[ \t]*(?:redact(?: kind=[\w-]+)?)?[ \t]*")


def is_container(text: str) -> bool:
    """Tell whether a paragraph is the beginning or the end of what is withheld as a whole: `::: redact`, `:::`."""
    return _CONTAINER.fullmatch(text.strip()) is not None


def live(text: str) -> Iterator[tuple[int, int]]:
    """Yield the beginning and the end of each stretch of a text that is to stay as it is, in their order."""
    brackets = dict(_brackets(text))
    closed = frozenset(end for end in brackets if _attributes_at(text, end + 1))
    kept = closed.union(brackets[end] for end in closed)
    index = 0
    while index < len(text):
        end = _end_at(text, index, kept)
        if end > index:
            yield index, end
            if text[index] == "@" and text.startswith("\\-", end):  # an id that a hyphen follows: @a\-t-il
                yield end, end + 2
                end += 2
        index = max(end, index + 1)


def _end_at(text: str, index: int, kept: frozenset[int]) -> int:
    """Return where the stretch that begins at a place ends, or the place itself where none does.

    `kept` are the brackets around words with attributes.
    """
    sign = text[index]
    if sign == "\\":
        return index + 2 if _ESCAPED.match(text, index) else index
    if sign == "[":
        match = _REFERENCE.match(text, index) or _CITATION.match(text, index)
        return match.end() if match else index + 1 if index in kept else index
    if sign == "]" and index in kept:
        return _attributes_at(text, index + 1) or index
    if sign == "{":
        return _attributes_at(text, index) or index
    is_name = sign == "@" and not in_address(text, index, len(text))
    mention = mention_at(text, index, len(text)) if is_name else None
    if mention is None:
        return index
    return index + len(mention.typed)


def _attributes_at(text: str, index: int) -> int:
    """Return the end of attributes, or of what was meant to be some, that begin at a place; 0 where none do."""
    if "{" in (text[index - 1 : index], text[index + 1 : index + 2]) or text[index : index + 1] != "{":
        return 0
    match = ATTRIBUTES.match(text, index) if _OURS.match(text, index) else None
    match = match or LOOKS_LIKE_ATTRIBUTES.match(text, index)
    return match.end() if match and OTHER not in match.group() else 0


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """Yield the closing bracket and the opening one of each pair."""
    opened: list[int] = []
    for index, sign in enumerate(text):
        if text[index - 1 : index] == "\\" and index:
            continue
        if sign == "[":
            opened.append(index)
        elif sign == "]" and opened:
            yield index, opened.pop()
