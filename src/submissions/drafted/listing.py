"""Write the lists of a Word file as Markdown, with their kinds, their beginnings and the lists in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from submissions.drafted.nesting import WordItem, WordList, lists_of
from submissions.drafted.pieces import TypedLine, apart, indented
from submissions.drafted.word.records import WordBlock, WordParagraph


@dataclass(frozen=True, slots=True)
class ListWriter:
    """Writes lists; `paragraph` gives the lines of one paragraph, `remark` notes what does not come through."""

    paragraph: Callable[[WordParagraph], list[list[TypedLine]]]
    remark: Callable[[str, int], None]

    def write(self, blocks: Sequence[WordBlock]) -> list[list[TypedLine]]:
        """Return each list that stands among neighbouring paragraphs, as lines."""
        return [self._list(one) for one in lists_of(blocks)]

    def _list(self, one: WordList) -> list[TypedLine]:
        if not one.is_marked_alike:
            self.remark("marks", one.number)
        is_bullets = one.style == "bullet"
        groups = [self._item(item, "- " if is_bullets else f"{index}. ") for index, item in enumerate(one.items, 1)]
        is_tight = all(len(group) == 1 for group in groups)
        lines = [line for group in groups for line in group] if is_tight else apart(groups)
        if is_bullets:
            return lines
        begins = "" if one.mark.count in (0, 1) else f" start={one.mark.count}"
        return [TypedLine(f"{{.{one.style}{begins}}}", one.number), *lines]

    def _item(self, item: WordItem, sign: str) -> list[TypedLine]:
        groups = [group for one in item.paragraphs for group in self.paragraph(one)]
        return indented(apart([*groups, *(self._list(one) for one in item.lists)]), sign, " " * len(sign))
