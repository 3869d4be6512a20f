"""Read lists that were pasted with marks that Markdown does not know, and find those that no document can print so.

Two marks or more that count on, at the start of lines or of neighbouring paragraphs, are a list: `(a)` and `(b)`, `i.`
and `ii.`, two bullets. One alone is text, and so is a letter that stands for somebody of the case. The lines of a list
are written anew as Markdown, line for line, so that every place stays what it was, and the kind of their marks is kept.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markdown_it.tree import SyntaxTreeNode

from submissions.document import ListStyle
from submissions.findings import Finding, Place
from submissions.markup.marks import DASH, Mark, letters_of, mark_of, styles_of

_QUOTED: Final = re.compile(r"\s*(?:>\s*)*")
# What the first line of a paragraph may stand behind: quotations, items of a list, the label of a note.
_FIRST: Final = re.compile(r"\s*(?:>\s*|[-+*]\s+|\d{1,9}[.)]\s+|\[\^[^\]\s]+\]:\s*)*")
_LETTERED: Final = frozenset({"alpha", "roman"})
_STEP: Final = 3
"""The width of "1. ", by which a list within a list is set in."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """The first line of a pasted list that cannot be printed as it is, counted from 0, and its first two marks."""

    line: int
    marks: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Read:
    """A source whose pasted lists are Markdown, and what is refused.

    `styles` gives the style of each, and the number of its first item, by the line that it begins at and the sign that
    marks its items there.
    """

    text: str
    styles: Mapping[tuple[int, str], tuple[ListStyle, int]]
    refused: tuple[Pasted, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a paragraph that begins with a mark; `is_apart` where it begins a paragraph."""

    number: int
    prefix: str
    mark: Mark
    is_apart: bool


@dataclass(slots=True)
class _Series:
    """Marks that count on: the readings that are possible still, each a style with its number and its first number."""

    last: _Line
    readings: list[tuple[ListStyle | None, int, int]]
    items: list[_Line]
    delimiter: str = ""

    def takes(self, line: _Line) -> bool:
        """Tell whether a line goes on with the series; an em dash apart, say, begins what somebody says."""
        return bool(self._followed(line))

    def add(self, line: _Line) -> None:
        """Take the next line in."""
        self.readings = self._followed(line)
        self.items.append(line)
        self.last = line

    def _followed(self, line: _Line) -> list[tuple[ListStyle | None, int, int]]:
        if line.mark.kind != self.last.mark.kind or (line.mark.is_loose and line.is_apart):
            return []
        wanted = set(styles_of(line.mark))
        return [
            (style, after, first) for style, number, first in self.readings for after in (number + 1, 0)
            if (style, after) in wanted and bool(after) == bool(number)
        ]  # fmt: skip

    @property
    def style(self) -> ListStyle | None:
        """The style of the list, None where no document prints such marks, or counts from there."""
        return self._read[0]

    @property
    def start(self) -> int:
        """The number of the first item."""
        return max(self._read[1], 1)

    @property
    def _read(self) -> tuple[ListStyle | None, int]:
        """The style of the list and its first number; a part of an article, "(b)" and "(c)", keeps its letters."""
        printed = all(line.mark.has_words for line in self.items)
        is_part = self.last.mark.typed.endswith(")")
        readings = [(style, first) for style, _, first in self.readings if style and printed]
        from_the_first = [one for one in readings if one[1] in (0, 1)]
        return next(iter(from_the_first + [one for one in readings if is_part and one[0] in _LETTERED]), (None, 0))


@dataclass(frozen=True, slots=True)
class _Item:
    """An item of a list that was found: its line, how deep it stands, and the series that it belongs to."""

    line: _Line
    depth: int
    series: _Series


def read_pasted(tree: SyntaxTreeNode, text: str, names: Collection[str]) -> Read:
    """Return a source with its pasted lists as Markdown; `names` are the names of the case as they may be printed."""
    lines = text.split("\n")
    styles: dict[tuple[int, str], tuple[ListStyle, int]] = {}
    refused: list[Pasted] = []
    for group, taken in _groups(tree, lines, letters_of(names)):
        last: dict[int, str] = {}
        for items in _lists(group):
            wrong = next((item for item in items if item.series.style is None), None)
            if wrong is not None:
                first, second = wrong.series.items[:2]
                refused.append(Pasted(first.number, (first.mark.typed, second.mark.typed)))
                continue
            _write(items, lines, styles, last, taken)
    return Read("\n".join(lines), styles, tuple(refused))


def pasted_list(found: Pasted, place: Place) -> Finding:
    """Return the finding for a list whose marks no document prints, or that begins in the middle."""
    first, second = found.marks
    message = f"lines that begin with '{first}' and '{second}' look like a pasted list, and no document prints it so"
    if first[0].isdecimal():
        return Finding(
            "E334", place, message, "take off the paragraph numbers of another document; begin a list at '1)'"
        )
    if first == DASH:
        return Finding("E334", place, message, "put an empty line between what people say; begin a list with '-'")
    typed = f"{first[:-1]}\\{first[-1]}"
    order = f"begin a list with '(a)', '(i)', '1)' or '-', from the first on; where it is text write '{typed}'"
    return Finding("E334", place, message, order)


def _groups(
    tree: SyntaxTreeNode, lines: Sequence[str], is_name: Collection[str]
) -> Iterator[tuple[list[_Line], set[str]]]:
    """Yield the marked lines of neighbouring paragraphs, and the signs of the lists right before and behind them."""
    for parent in tree.walk():
        group: list[_Line] = []
        begins = 0
        for index, node in enumerate(parent.children):
            found = _lines_of(node, lines, is_name) if node.type == "paragraph" else []
            if group and not (found and found[0].is_apart):
                yield group, _signs_beside(parent.children, begins, index)
                group = []
            if not group:
                begins = index
            group += found
        if group:
            yield group, _signs_beside(parent.children, begins, len(parent.children))


def _signs_beside(nodes: Sequence[SyntaxTreeNode], start: int, end: int) -> set[str]:
    """Return the signs of the lists of Markdown next to some nodes: no list with another sign runs into them."""
    beside = [*nodes[max(start - 1, 0) : start], *nodes[end : end + 1]]
    return {node.markup for node in beside if node.type.endswith("_list")}


def _lines_of(node: SyntaxTreeNode, lines: Sequence[str], is_name: Collection[str]) -> list[_Line]:
    start, end = node.map or (0, 0)
    found: list[_Line] = []
    for number in range(start, min(end, len(lines))):
        prefix = (_FIRST if number == start else _QUOTED).match(lines[number])
        behind = prefix.end() if prefix else 0
        mark = mark_of(lines[number][behind:])
        led = number == start or lines[number - 1].rstrip().endswith(":") or (found and found[-1].number == number - 1)
        if mark is not None and mark.word not in is_name and (led or not mark.is_led):
            found.append(_Line(number, lines[number][:behind], mark, number == start))
    return found


def _lists(group: Sequence[_Line]) -> Iterator[list[_Item]]:
    """Yield the lists of neighbouring lines, each with the lists that stand in it; one mark alone is none."""
    position = 0
    while position < len(group):
        items = _list_at(group, position)
        if len(items[0].series.items) > 1:
            yield items
            position += len(items)
        else:
            position += 1


def _list_at(group: Sequence[_Line], position: int) -> list[_Item]:
    """Return the list that begins at a line; where marks of another kind begin and count on, they stand within it."""
    stack = [_begun(group[position])]
    items = [_Item(group[position], 0, stack[0])]
    for index in range(position + 1, len(group)):
        line = group[index]
        depth = next((depth for depth in range(len(stack) - 1, -1, -1) if stack[depth].takes(line)), None)
        if depth is not None:
            del stack[depth + 1 :]
            stack[depth].add(line)
        else:
            inner = _begun(line)
            after = group[index + 1 :]
            goes_on = bool(after) and inner.takes(after[0])
            # A list apart stands within another one only where it is set in, or where the other goes on behind it.
            if line.is_apart and not _is_deeper(line, stack[-1].last):
                goes_on = goes_on and any(series.takes(one) for series in stack for one in after)
            if not goes_on or inner.style is None or inner.start > 1:
                break
            depth = len(stack)
            stack.append(inner)
        items.append(_Item(line, depth, stack[depth]))
    return items


def _begun(line: _Line) -> _Series:
    return _Series(line, [(style, number, number) for style, number in styles_of(line.mark)], [line])


def _is_deeper(line: _Line, above: _Line) -> bool:
    return len(line.prefix) > len(above.prefix)


def _write(
    items: Sequence[_Item],
    lines: list[str],
    styles: dict[tuple[int, str], tuple[ListStyle, int]],
    last: dict[int, str],
    taken: Collection[str],
) -> None:
    """Write the items of a list as Markdown, with a sign that parts it from the list before it and those beside it."""
    base = items[0].line.prefix
    for item in items:
        series, line = item.series, item.line
        style = series.style
        if style is None:
            continue
        if line is series.items[0]:
            signs = ("+", "*", "-") if style == "bullet" else (")", ".")
            used = {last.get(item.depth, ""), *line.prefix, *(taken if not item.depth else ())}
            series.delimiter = next((sign for sign in signs if sign not in used), signs[0])
            last[item.depth] = series.delimiter
            styles[line.number, series.delimiter] = style, series.start
        sign = series.delimiter if style == "bullet" else f"1{series.delimiter}"
        prefix = line.prefix if len(line.prefix) <= len(base) else _cut(line.prefix, len(base))
        rest = lines[line.number][len(line.prefix) + line.mark.width :]
        lines[line.number] = f"{prefix}{' ' * (_STEP * item.depth)}{sign} {rest}"


def _cut(prefix: str, width: int) -> str:
    """Return what stands before a mark without the spaces that set it in further than the first item."""
    return prefix if prefix[width:].strip() else prefix[:width]
