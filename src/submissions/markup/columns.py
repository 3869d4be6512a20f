"""Find the column of each token of a line: markdown-it tells the line of a block and nothing of what is inside it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from markdown_it.tree import SyntaxTreeNode

from submissions.findings import Place
from submissions.values import Prose

# With what a token begins in its source where that is not its content, by its type.
_BEGINS: Final = {
    "link": "[", "span": "[", "note": "^[", "image": "![", "citation": "[", "note_label": "[^", "text_special": "\\",
}  # fmt: skip
_SHOWN_MAX: Final = 24
"""So many letters of a text are enough to find it again."""


class Columns:
    """Goes through the lines of one source along with whoever reads its tokens in their order."""

    def __init__(self, source: Prose) -> None:
        """Begin before the first line."""
        self.source = source
        self.lines = str(source).split("\n")
        self.line, self.column = -1, 0
        self.end = 0

    def go_to(self, node: SyntaxTreeNode, line: int) -> None:
        """Move to a token, which stands behind the one before it."""
        if line != self.line:
            self.line, self.column, self.end = line, 0, 0
        text = self.lines[line] if 0 <= line < len(self.lines) else ""
        content = "" if node.is_nested else node.content
        begins = (
            "<"
            if node.markup == "autolink"
            else _BEGINS.get(node.type) or node.markup or content.split("\n", 1)[0][:_SHOWN_MAX]
        )
        found = text.find(begins, self.end) if begins else -1
        if found >= 0:
            self.column = found
            is_leaf = node.type in ("text", "person", "html", "attributes", "broken_attributes", "text_special")
            self.end = found + (max(len(content), len(begins)) if is_leaf else len(begins))

    def go_back(self, line: int, column: int) -> None:
        """Return to the beginning of a token whose insides were read, as long as they end on its line."""
        if line == self.line:
            self.column = column

    def pass_over(self, words: str) -> None:
        """Move on behind words of this line that are no token of their own."""
        text = self.lines[self.line] if 0 <= self.line < len(self.lines) else ""
        found = text.find(words, self.end)
        if found >= 0:
            self.end = found + len(words)

    def place(self, line: int, behind: int = 0) -> Place:
        """Return the place of what is being read on a line, or of its beginning where nothing is.

        `behind` is how many letters behind the beginning of the token.
        """
        place = self.source.place_of(line)
        if line != self.line or not place.column:
            return place
        return replace(place, column=place.column + self.column + behind)
