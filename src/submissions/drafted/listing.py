"""Write the lists of a Word file as Markdown, with their kinds, their beginnings and the lists in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from submissions.document import ListStyle
from submissions.drafted.pieces import TypedLine, apart, indented
from submissions.drafted.records import ListMark, WordBlock, WordParagraph

_STYLES: Final[dict[str, ListStyle]] = {
    "bullet": "bullet",
    "decimal": "decimal",
    "lowerLetter": "alpha",
    "lowerRoman": "roman",
    "upperLetter": "alpha",
    "upperRoman": "roman",
}
"""The list of ours that is next to each kind of Word's (ECMA-376 part 1, 17.18.59); all others become figures."""
_SAME: Final = frozenset({"bullet", "decimal", "decimalZero", "lowerLetter", "lowerRoman"})


@dataclass(slots=True)
class _Entry:
    """An item: its first paragraph with its mark, and the paragraphs without one that go on with it."""

    first: WordParagraph
    mark: ListMark
    more: list[WordParagraph] = field(default_factory=list)
    depth: int = 0

    def follows(self, other: ListMark) -> bool:
        """Tell whether the item stands in one list with another one right before it."""
        return self.mark.form == other.form and (self.mark.form == "bullet" or self.mark.count == other.count + 1)


@dataclass(frozen=True, slots=True)
class ListWriter:
    """Writes lists; `paragraph` gives the lines of one paragraph, `remark` notes what does not come through."""

    paragraph: Callable[[WordParagraph], list[list[TypedLine]]]
    remark: Callable[[str, int], None]

    def write(self, blocks: Sequence[WordBlock]) -> list[list[TypedLine]]:
        """Return each list that stands among neighbouring paragraphs, as lines."""
        entries: list[_Entry] = []
        for block in blocks:
            if isinstance(block, WordParagraph) and block.mark is not None:
                entries.append(_Entry(block, block.mark))
            elif isinstance(block, WordParagraph) and entries:
                entries[-1].more.append(block)
        _set_depths(entries)
        return list(self._lists(entries))

    def _lists(self, entries: list[_Entry]) -> Iterator[list[TypedLine]]:
        start = 0
        while start < len(entries):
            end = start + 1
            depth, last = entries[start].depth, entries[start].mark
            while end < len(entries) and (
                entries[end].depth > depth or (entries[end].depth == depth and entries[end].follows(last))
            ):
                last = entries[end].mark if entries[end].depth == depth else last
                end += 1
            yield self._list(entries[start:end], depth)
            start = end

    def _list(self, entries: list[_Entry], depth: int) -> list[TypedLine]:
        mark, number = entries[0].mark, entries[0].first.number
        style = _STYLES.get(mark.form, "decimal")
        if mark.form not in _SAME or mark.text.count("%") > 1:
            self.remark("marks", number)
        groups: list[list[TypedLine]] = []
        position = 0
        while position < len(entries):
            end = position + 1
            while end < len(entries) and entries[end].depth > depth:
                end += 1
            sign = "- " if style == "bullet" else f"{len(groups) + 1}. "
            groups.append(self._item(entries[position], entries[position + 1 : end], sign))
            position = end
        is_tight = all(len(group) == 1 for group in groups)
        lines = [line for group in groups for line in group] if is_tight else apart(groups)
        if style == "bullet":
            return lines
        begins = "" if mark.count in (0, 1) else f" start={mark.count}"
        return [TypedLine(f"{{.{style}{begins}}}", number), *lines]

    def _item(self, entry: _Entry, inner: list[_Entry], sign: str) -> list[TypedLine]:
        groups = [group for one in (entry.first, *entry.more) for group in self.paragraph(one)]
        return indented(apart([*groups, *self._lists(inner)]), sign, " " * len(sign))


def _set_depths(entries: list[_Entry]) -> None:
    """Find how deep each item stands: by its level within one list, and by how far it is set in within another one."""
    stack: list[_Entry] = []
    for entry in entries:
        while stack and not _is_within(entry, stack[-1]):
            stack.pop()
        entry.depth = len(stack)
        stack.append(entry)


def _is_within(entry: _Entry, other: _Entry) -> bool:
    if entry.mark.definition == other.mark.definition:
        return entry.mark.level > other.mark.level
    return entry.first.left > other.first.left
