"""What one writing of a Word file needs to remember, and the setting in which a block stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from submissions.document import Document, Note
from submissions.findings import Finding, Place
from submissions.office.names import OFFICE
from submissions.writers.drawings.dots import Dots, blank
from submissions.writers.faces import Face
from submissions.writers.word.bookmarks import Bookmarks
from submissions.writers.word.frame.read import Frame
from submissions.writers.word.oxml import FORBIDDEN, Indent, Properties, escape, paragraph


@dataclass(slots=True)
class Relationships:
    """The relationships that the writer adds to one part: the same target gets the same identifier."""

    found: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, kind: str, target: str) -> str:
        """Return the identifier of a target of a kind ("image", "hyperlink", "footnotes")."""
        return self.found.setdefault((kind, target), f"rIdW{len(self.found) + 1}")

    def rows(self) -> str:
        """Return the rows as XML."""
        external = ' TargetMode="External"'
        return "".join(
            f'<Relationship Id="{identifier}" Type="{OFFICE}/{kind}" Target="{escape(target)}"'
            f"{external if kind == 'hyperlink' else ''}/>"
            for (kind, target), identifier in self.found.items()
        )


BOX: Final = "text box"
"""The part of a setting that is a text box."""


@dataclass(frozen=True, slots=True)
class BlockSetting:
    """Where a block stands: the part, the styles of its paragraphs, indents, and what it is kept with.

    `part` is that of the file as "document" or "header1", or `BOX` for a text box of the document, which takes no note.
    `body` is the style of plain paragraphs; `compact` is inside a cell, a box or a note, where lists start at `left`;
    `left` and `width` are in twentieths of a point; `depth` is that of lists. `keep` keeps every paragraph with the
    next one, `keep_end` the last of the block, `whole` all but the last, so that the blocks stay on one page; `signed`
    sets every line as part of a signature; `closing` is the rule of a box that the last paragraph of the block ends.
    """

    part: str
    body: str
    width: int
    compact: bool = False
    left: int = 0
    depth: int = 0
    keep: bool = False
    keep_end: bool = False
    whole: bool = False
    signed: bool = False
    align: str = ""
    closing: BoxRule | None = None


@dataclass(frozen=True, slots=True)
class BoxRule:
    """The rule that ends a box: its element, and the space below it in twentieths of a point."""

    element: str
    after: int


@dataclass(frozen=True, slots=True)
class Beside:
    """The frame in the margin in which paragraphs stand: its element, and their indent where it has the edge of it."""

    element: str
    indent: Indent | None = None


@dataclass(slots=True)
class Writing:
    """The state of one writing: what is fixed at the top, then counters and what has been collected.

    `part_relationships` are those of other parts than the text, by their names as "footnotes"; `note_ids` is the
    highest number by which the file knows a note that was in it before.
    """

    document: Document
    frame: Frame
    names: Bookmarks
    pages: Mapping[str, int]
    in_dots: Dots = blank
    findings: list[Finding] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    pictures: dict[str, str] = field(default_factory=dict)
    document_relationships: Relationships = field(default_factory=Relationships)
    part_relationships: dict[str, Relationships] = field(default_factory=dict)
    note_ids: int = 0
    bookmarks: int = 0
    drawings: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    page_break: bool = False
    after_table: bool = False
    opening_space: int = 0
    opening_rule: str = ""
    note_mark: str = ""
    beside: Beside | None = None
    faces: set[Face] = field(default_factory=set)

    @property
    def rtl(self) -> bool:
        """Whether the document is written from right to left."""
        return self.document.direction == "rtl"

    def relationships(self, setting: BlockSetting) -> Relationships:
        """Return the relationships of the part in which a block stands."""
        if setting.part in ("document", BOX):
            return self.document_relationships
        return self.part_relationships.setdefault(setting.part, Relationships())

    def number_bookmark(self) -> int:
        """Return the next free bookmark identifier."""
        self.bookmarks += 1
        return self.bookmarks

    def check_text(self, text: str, place: Place) -> str:
        """Return text as it is, with a finding if it holds a character that no XML file can."""
        if match := FORBIDDEN.search(text):
            message = f"the text holds a character that no Word file can hold: U+{ord(match.group()):04X}"
            self.findings.append(Finding("E422", place, message, "type the words anew"))
        return text

    def paragraph(self, properties: Properties, content: str) -> str:
        """Return a paragraph; it takes over a page break or the space after a table that is still due."""
        content, self.note_mark = self.note_mark + content, ""
        due = self.page_break or properties.page_break
        # At the top of a page that was asked for, space above would only push the words down.
        before = 0 if due else properties.before
        if self.after_table and before is None:
            before = _SPACE_AFTER_TABLE if properties.style in self._tight else None
        if self.opening_space and not due:
            before = self.opening_space
        rules = self.opening_rule + properties.rules
        self.page_break, self.after_table, self.opening_space, self.opening_rule = False, False, 0, ""
        return paragraph(
            Properties(
                properties.style,
                properties.keep_next,
                due,
                properties.numbering,
                properties.tabs,
                self.rtl,
                before,
                properties.after,
                properties.indent or (self.beside.indent if self.beside else None),
                properties.align,
                rules=rules,
                frame=self.beside.element if self.beside else "",
            ),
            content,
        )

    @property
    def _tight(self) -> set[str]:
        """The styles that have no space above of their own."""
        return {self.frame.style(name) for name in _TIGHT}


# 10 points: Word knows no space after a table, so the paragraph behind it gets it above.
_SPACE_AFTER_TABLE = 200
_TIGHT = (
    "body text",
    "lead-in",
    "numbered paragraph",
    "list alpha",
    "list bullet",
    "list number",
    "list roman",
    "quote",
    "small print",
)
