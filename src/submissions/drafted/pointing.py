"""Follow the cross-references of a Word file, so that they go on counting in the document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from submissions.drafted.word.body import paragraphs_in
from submissions.drafted.word.records import NoteMark, WordFile, WordParagraph, Words

_NO_PART_OF_AN_ID: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Pointing:
    """The ids of what is referred to: by the bookmark, and by the number of the paragraph that has it.

    `counted` are the bookmarks at numbers of paragraphs and notes; the others give a page alone.
    """

    ids: Mapping[str, str] = field(default_factory=dict)
    at: Mapping[int, str] = field(default_factory=dict)
    counted: frozenset[str] = frozenset()

    @classmethod
    def of(cls, file: WordFile) -> Pointing:
        """Return what the references of a file lead to."""
        everything = (*file.blocks, *(block for blocks in file.notes.values() for block in blocks))
        pieces = [piece for one in paragraphs_in(everything) for piece in one.pieces]
        used = {piece.target: piece.is_page for piece in pieces if isinstance(piece, Words) and piece.target}
        ids: dict[str, str] = {}
        at: dict[int, str] = {}
        counted: set[str] = set()
        for piece in pieces:
            names = [name for name in piece.bookmarks if name in used] if isinstance(piece, NoteMark) else []
            ids |= dict.fromkeys(names, _id(names[0]) if names else "")
            counted.update(names)
        for one in file.blocks:
            if isinstance(one, WordParagraph) and one.text.strip():
                names = [name for name in one.bookmarks if name in used and name not in ids]
                names = names if _is_counted(one) else [name for name in names if used[name]]
                counted.update(names if _is_counted(one) else ())
                ids |= dict.fromkeys(names, _id(names[0]) if names else "")
                if names:
                    at[one.number] = ids[names[0]]
        return cls(ids, at, frozenset(counted))

    def identity(self, block: WordParagraph) -> str:
        """Return the id behind a paragraph that something refers to, "" where nothing does."""
        return f" {{#{self.at[block.number]}}}" if block.number in self.at else ""

    def note(self, mark: NoteMark) -> str:
        """Return the id behind a note that something refers to."""
        name = next((self.ids[name] for name in mark.bookmarks if name in self.ids), "")
        return f"{{#{name}}}" if name else ""

    def reference(self, words: Words) -> str:
        """Return the reference to a bookmark, "" where Word's own words are to stand: nothing is numbered there."""
        name = words.target
        if name not in self.ids or not (words.is_page or name in self.counted):
            return ""
        return f"[](#{self.ids[name]}){'{.page}' if words.is_page else ''}"


def _is_counted(paragraph: WordParagraph) -> bool:
    """Tell whether Word prints a number before a paragraph that the document has, too."""
    mark = paragraph.mark
    return mark is not None and mark.form != "bullet" and (bool(paragraph.level) or not mark.level)


def _id(name: str) -> str:
    return f"word-{_NO_PART_OF_AN_ID.sub('-', name.lower()).strip('-')}"
