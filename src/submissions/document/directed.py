"""Gather the words of a paragraph into stretches of one direction, which every writer sets apart in the same way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from submissions.document.directions import BOUNDARY, Ends, Turn, ends_of, turns
from submissions.document.nodes import (
    Anchor,
    Citation,
    Emphasis,
    Foreign,
    Gap,
    Inline,
    LineBreak,
    Link,
    Note,
    Reference,
    Run,
    Strong,
    Superscript,
    Withheld,
)
from submissions.document.walking import plain
from submissions.languages import Languages


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that keep a direction of their own, whatever stands beside them, and what is to be said of their ends."""

    inlines: tuple[Inline, ...]
    rtl: bool
    ends: Ends


Piece: TypeAlias = Stretch | Inline
_Part: TypeAlias = tuple[int | None, Inline]
"""A piece of a paragraph, and which of the turns it stands in."""


def directed(inlines: Sequence[Inline], rtl: bool, languages: Languages, *, within: bool = False) -> tuple[Piece, ...]:
    """Return inlines with every stretch that is to be set apart as one piece; `rtl` is the direction around them.

    `within` says that they are those of a stretch: they are not set apart as a whole once more, as words would be whose
    letters run against the language that they are marked as, without end.
    """
    cutter = _Cutter(rtl, languages)
    text = "".join(map(cutter.text, inlines))
    whole = [*cutter.whole(inlines, 0)]
    found = _clipped(turns(text, rtl), whole)
    if not found or (within and found[0].start <= 0 and found[0].end >= len(text)):
        return tuple(inlines)
    pieces: list[Piece] = []
    for number, parts in groupby(cutter.cut(inlines, 0, found), key=itemgetter(0)):
        gathered = tuple(part for _, part in parts)
        if number is None:
            pieces.extend(gathered)
        else:
            pieces.append(Stretch(gathered, found[number].rtl, ends_of(text, found[number], rtl)))
    return tuple(pieces)


def _clipped(found: Sequence[Turn], whole: Sequence[tuple[int, int, bool | None]]) -> list[Turn]:
    """Return turns that never end within what is printed as one; what has a direction by itself is a turn."""
    made: list[Turn] = []
    for turn in found:
        start, end = turn.start, turn.end
        for first, last, _ in whole:
            if first < start < last:
                start = last
            if first < end < last:
                end = max(first, start)
        if start < end:
            made.append(Turn(start, end, turn.rtl))
    for first, last, rtl in whole:
        if rtl is not None and not any(turn.start <= first and last <= turn.end for turn in made):
            made = [turn for turn in made if turn.end <= first or last <= turn.start]
            made.append(Turn(first, last, rtl))
    return sorted(made, key=lambda turn: turn.start)


@dataclass(frozen=True, slots=True)
class _Cutter:
    """Cuts inlines at turns; a link, a reference and what is withheld are never cut."""

    rtl: bool
    languages: Languages

    def turned(self, node: Inline) -> bool | None:
        """Return the direction of words in a language that runs otherwise than the text, None for all else."""
        if not isinstance(node, Foreign):
            return None
        rtl = self.languages.of(node.language).direction == "rtl"
        return None if rtl == self.rtl else rtl

    def text(self, node: Inline) -> str:
        """Return a node as text in which its turns can be found; what parts words is a boundary."""
        match node:
            case Run():
                return node.text
            case LineBreak():
                return "\n"
            case Note():
                return BOUNDARY
            case Citation():
                return ""
            case Withheld() | Gap() | Reference() | Link() | Anchor():
                return self._uniform(plain((node,)))
            case _:
                return "".join(map(self.text, node.children))

    def _uniform(self, text: str) -> str:
        found = turns(text, self.rtl)
        one = len(found) == 1 and text[found[0].start : found[0].end] == text.strip()
        return text if text and (one or not found) else BOUNDARY * max(len(text), 1)

    def whole(self, inlines: Sequence[Inline], at: int) -> Iterator[tuple[int, int, bool | None]]:
        """Yield where nodes that are never cut begin and end, and the direction of those that have one."""
        for node in inlines:
            end = at + len(self.text(node))
            turned = self.turned(node)
            if isinstance(node, Withheld | Gap | Reference | Link | Anchor) or turned is not None:
                yield at, end, turned
            elif isinstance(node, Emphasis | Strong | Superscript | Foreign):
                yield from self.whole(node.children, at)
            at = end

    def cut(self, inlines: Sequence[Inline], at: int, found: Sequence[Turn]) -> Iterator[_Part]:
        """Yield the pieces of inlines, each with the number of the turn that it stands in."""
        for node in inlines:
            end = at + len(self.text(node))
            inside = [number for number, turn in enumerate(found) if turn.start < end and at < turn.end]
            if not inside or (found[inside[0]].start <= at and end <= found[inside[0]].end):
                yield (inside[0] if inside else None), node
            elif isinstance(node, Run):
                yield from _cut_run(node, at, [(number, found[number]) for number in inside])
            elif isinstance(node, Emphasis | Strong | Superscript | Foreign):
                for number, parts in groupby(self.cut(node.children, at, found), key=itemgetter(0)):
                    yield number, replace(node, children=tuple(part for _, part in parts))
            else:
                yield None, node
            at = end


def _cut_run(node: Run, at: int, found: Sequence[tuple[int, Turn]]) -> Iterator[_Part]:
    done = 0
    for number, turn in found:
        start, end = max(turn.start - at, 0), min(turn.end - at, len(node.text))
        if start > done:
            yield None, replace(node, text=node.text[done:start])
        yield number, replace(node, text=node.text[start:end])
        done = end
    if done < len(node.text):
        yield None, replace(node, text=node.text[done:])
