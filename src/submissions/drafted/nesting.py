"""Find the lists among neighbouring paragraphs of a Word file, and the lists that stand in their items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from submissions.document import ListStyle
from submissions.drafted.word.records import ListMark, WordBlock, WordParagraph

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


@dataclass(frozen=True, slots=True)
class WordItem:
    """An item of a list: its mark, its paragraphs, those without a number that go on with it too, and its lists."""

    mark: ListMark
    paragraphs: tuple[WordParagraph, ...]
    lists: tuple[WordList, ...]


@dataclass(frozen=True, slots=True)
class WordList:
    """Items that count on, or bullets."""

    items: tuple[WordItem, ...]

    @property
    def mark(self) -> ListMark:
        """The mark of the first item."""
        return self.items[0].mark

    @property
    def number(self) -> int:
        """The number of the first paragraph."""
        return self.items[0].paragraphs[0].number

    @property
    def style(self) -> ListStyle:
        """The kind of the list that a document has for it."""
        return _STYLES.get(self.mark.form, "decimal")

    @property
    def is_marked_alike(self) -> bool:
        """Whether a document marks its items as Word does, but for brackets and stops."""
        return self.mark.form in _SAME and self.mark.text.count("%") <= 1


@dataclass(slots=True)
class _Entry:
    """An item before it is known what stands in it, and how deep it stands."""

    mark: ListMark
    paragraphs: list[WordParagraph] = field(default_factory=list)
    depth: int = 0

    def follows(self, other: ListMark) -> bool:
        """Tell whether the item stands in one list with another one right before it."""
        return self.mark.form == other.form and (self.mark.form == "bullet" or self.mark.count == other.count + 1)

    def is_within(self, other: _Entry) -> bool:
        """Tell whether the item stands in another one: by its level in the same list, by how far it is set in else."""
        if self.mark.definition == other.mark.definition:
            return self.mark.level > other.mark.level
        return self.paragraphs[0].left > other.paragraphs[0].left


def lists_of(blocks: Sequence[WordBlock]) -> tuple[WordList, ...]:
    """Return the lists among neighbouring paragraphs, each with those that stand in its items."""
    entries: list[_Entry] = []
    for block in blocks:
        if isinstance(block, WordParagraph) and block.mark is not None:
            entries.append(_Entry(block.mark, [block]))
        elif isinstance(block, WordParagraph) and entries:
            entries[-1].paragraphs.append(block)
    _set_depths(entries)
    return tuple(_lists(entries))


def _set_depths(entries: Sequence[_Entry]) -> None:
    stack: list[_Entry] = []
    for entry in entries:
        while stack and not entry.is_within(stack[-1]):
            stack.pop()
        entry.depth = len(stack)
        stack.append(entry)


def _lists(entries: Sequence[_Entry]) -> Iterator[WordList]:
    start = 0
    while start < len(entries):
        first = entries[start]
        items: list[WordItem] = []
        position = start
        while position < len(entries) and _goes_on(entries[position], first, items):
            inner = position + 1
            while inner < len(entries) and entries[inner].depth > first.depth:
                inner += 1
            one = entries[position]
            items.append(WordItem(one.mark, tuple(one.paragraphs), tuple(_lists(entries[position + 1 : inner]))))
            position = inner
        yield WordList(tuple(items))
        start = position


def _goes_on(entry: _Entry, first: _Entry, items: Sequence[WordItem]) -> bool:
    return not items or (entry.depth == first.depth and entry.follows(items[-1].mark))
