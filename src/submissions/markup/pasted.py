"""Find lists that were pasted with marks that Markdown does not read: their lines would run together in silence."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from markdown_it.tree import SyntaxTreeNode

from submissions.document.counting import letters, roman
from submissions.findings import Finding, Place

_COUNTED: Final = re.compile(r"\s*(?:>\s*)*(\()?([A-Za-z]{1,5}|\d{1,3}(?:\.\d{1,3})*)([).])\s+\S")
_BULLET: Final = re.compile(r"\s*(?:>\s*)*([•◦▪‣·●○■□➢►–—])\s+\S")
_MANY: Final = 40


@dataclass(frozen=True, slots=True)
class Pasted:
    """The first line of a pasted list, counted from 0, and the marks of its first two lines."""

    line: int
    marks: tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Mark:
    """What a line begins with: the mark as typed, and what has to follow it in a list, of which one is enough."""

    typed: str
    kind: str
    word: str


def pasted_lists(tree: SyntaxTreeNode, lines: Sequence[str], names: Collection[str]) -> Iterator[Pasted]:
    """Yield the lists that a source holds as lines of one paragraph; `names` are initials and pseudonyms of the case.

    One such line alone is text, and so are lines that begin with names: "A. was beaten".
    """
    for node in tree.walk(include_self=False):
        if node.type != "paragraph":
            continue
        start, end = node.map or (0, 0)
        marks = [_mark_of(line) for line in lines[start:end]]
        for offset, (mark, after) in enumerate(pairwise(marks)):
            if mark and after and _follows(mark, after) and not _are_names(mark, after, names):
                yield Pasted(start + offset, (mark.typed, after.typed))
                break


def pasted_list(found: Pasted, place: Place) -> Finding:
    """Return the finding for lines that would run together."""
    first, second = found.marks
    message = f"lines that begin with '{first}' and '{second}' would run together in one paragraph"
    mark = "-" if not any(sign.isalnum() for sign in first) else "1."
    order = f"begin each of them with '{mark} ' in place of its mark, or put an empty line between them"
    return Finding("E334", place, message, order)


def _mark_of(line: str) -> _Mark | None:
    if bullet := _BULLET.match(line):
        return _Mark(bullet[1], "bullet", bullet[1])
    if counted := _COUNTED.match(line):
        opening, word, closing = counted[1] or "", counted[2], counted[3]
        if opening and closing == ".":
            return None
        return _Mark(f"{opening}{word}{closing}", f"{opening}{closing}", word)
    return None


def _follows(mark: _Mark, after: _Mark) -> bool:
    """Tell whether two marks are of one kind and count on: (a) and (b), i. and ii., 1.1. and 1.2."""
    if mark.kind != after.kind:
        return False
    return mark.kind == "bullet" or after.word in _next(mark.word)


def _next(word: str) -> set[str]:
    if word[-1].isdigit():
        before, dot, last = word.rpartition(".")
        return {f"{before}{dot}{int(last) + 1}"}
    small = word.lower()
    found = {count(number + 1) for count in (letters, roman) for number in range(1, _MANY) if count(number) == small}
    return {each.upper() for each in found} if word.isupper() else found


def _are_names(mark: _Mark, after: _Mark, names: Collection[str]) -> bool:
    return mark.word in names or after.word in names
