"""Turn Markdown into blocks of the tree: the one place that knows what each construct means and what is refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, Literal, TypeAlias, cast, get_args

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from submissions.document import (
    OPEN_LABEL,
    OPEN_NUMBER,
    Block,
    Cell,
    Contents,
    Division,
    DivisionRole,
    Heading,
    Inline,
    ListBlock,
    ListItem,
    PageBreak,
    Paragraph,
    ParagraphRole,
    Picture,
    Quotation,
    Run,
    plain,
)
from submissions.findings import Finding, Place
from submissions.jinja import MARK, index_of
from submissions.markup.attributes import ATTRIBUTES, NONE, Attributes, read_attributes
from submissions.markup.inlines import InlineReader
from submissions.markup.joined import joined_lines, with_lists
from submissions.markup.lists import is_named, list_findings, start_of, style_of
from submissions.markup.rules import NESTING_MAX, parser
from submissions.markup.scope import Drawing, Scope, nearest
from submissions.markup.tables import Caption, TableReader
from submissions.markup.tokens import attributes_alone, content
from submissions.markup.withholding import REDACT, Withholder
from submissions.values import Prose

Where: TypeAlias = Literal["top", "division", "quotation", "list", "cell", "note"]
"""What a block stands in: only at the top are paragraphs numbered, only at the top and in divisions are headings."""

_ROLES: Final = get_args(ParagraphRole)
_DIVISIONS: Final = get_args(DivisionRole)
_CAPTION: Final = "Table:"
# What CommonMark reads and no document of these kinds has; each is mostly typed by accident.
_UNSUPPORTED: Final = {
    "fence": ("a block of code", "take the fence out"),
    "code_block": ("a block indented by four spaces or more", "take the indent away"),
    "hr": ("a rule", "write '::: page-break' and ':::' for a new page, or take it out"),
}


class BlockReader:
    """Reads one source, the text of a template or a piece of prose, into blocks; findings are collected."""

    def __init__(self, source: Prose, scope: Scope, findings: list[Finding]) -> None:
        """Cut the source into tokens and find the notes that are defined in it."""
        self.source, self.scope, self.findings = source, scope, findings
        self.inlines = InlineReader(source, scope, findings, self)
        tokens = parser().parse(str(source), {})
        self.pasted = with_lists(SyntaxTreeNode(tokens), source, scope)
        if self.pasted.styles:
            tokens = parser().parse(self.pasted.text, {})
        self._refuse_depth(tokens)
        self.tree = SyntaxTreeNode(tokens)
        self.notes: dict[str, SyntaxTreeNode] = {}
        self.taken: set[str] = set()
        self.withheld_row: Withholder | None = None
        for node in self.tree.walk(include_self=False):
            if node.type == "footnote_reference":
                self._define(node)

    def read(self, where: Where) -> tuple[Block, ...]:
        """Return all blocks of the source, and report notes that are defined and never used."""
        blocks = self.blocks(self.tree.children, where)
        self.findings.extend(joined_lines(self.tree, self.pasted, self.source, self.scope))
        for label in self.notes.keys() - self.taken:
            place = self._place(self.notes[label])
            order = f"write [^{label}] where the note belongs, or take it out"
            self.findings.append(Finding("E314", place, f"a note is never used: '[^{label}]'", order))
        return blocks

    def blocks(self, nodes: Sequence[SyntaxTreeNode], where: Where) -> tuple[Block, ...]:
        """Return the blocks of neighbouring nodes; a line of attributes or a caption belongs to the next one."""
        made: list[Block] = []
        style, caption = NONE, Caption()
        for index, node in enumerate(nodes):
            following = nodes[index + 1].type if index + 1 < len(nodes) else ""
            if node.type == "paragraph":
                if following.endswith("_list") and (alone := attributes_alone(node)):
                    style = alone
                    continue
                if following == "table" and content(node).startswith(_CAPTION):
                    caption = self._caption(node)
                    continue
            made.extend(self._block(node, where, style, caption))
            style, caption = NONE, Caption()
        return tuple(made)

    def _block(self, node: SyntaxTreeNode, where: Where, style: Attributes, caption: Caption) -> Sequence[Block]:  # noqa: PLR0911 - one return for each kind of node
        """Return what one node becomes: a printed value may become several blocks."""
        match node.type:
            case "paragraph":
                return self._paragraph(node, where)
            case "heading" | "lheading":
                return self._heading(node, where)
            case "bullet_list" | "ordered_list":
                return self._list(node, style, where)
            case "blockquote":
                return [Quotation(self._filled(node, self.blocks(node.children, "quotation")), self._place(node))]
            case "table":
                return self._table(node, caption)
            case "division":
                return self._division(node, where)
            case "footnote_reference":
                return []
        name, order = _UNSUPPORTED.get(node.type, (node.type, "write plain text"))
        self._report(node, "E324", f"{name} is not supported", order)
        return []

    def _paragraph(self, node: SyntaxTreeNode, where: Where) -> Sequence[Block]:
        """Return a paragraph, the picture that stands alone in it, or the prose that is printed alone in it."""
        inside = node.children[0].children
        if inside and inside[0].type == "image" and len(inside) <= 2 and inside[-1].type in {"image", "attributes"}:
            return self._picture(node, inside[0], inside[1] if len(inside) == 2 else None)
        alone = MARK.fullmatch(content(node).strip())
        if alone:
            leaf = self.scope.leaf(index_of(alone), self._place(node))
            if isinstance(leaf, Prose):
                return BlockReader(leaf, self.scope, self.findings).read(where)
            if isinstance(leaf, Drawing):
                return [leaf.picture] if leaf.picture else []
        inlines, attributes = self._inlines(node)
        withholder, attributes = self.inlines.redaction(attributes)
        role, numbered = self._role(node, attributes)
        if not inlines:
            self._report(node, "E322", "a paragraph has attributes and no words", "write its words or take it out")
        if withholder:
            inlines = withholder.inlines(inlines, self._place(node))
        number = OPEN_NUMBER if numbered and where == "top" and role == "body" and self.scope.numbered else 0
        identity = self.inlines.filled(attributes.id)
        return [Paragraph(inlines, self._place(node), number, identity, role)]

    def _role(self, node: SyntaxTreeNode, attributes: Attributes) -> tuple[ParagraphRole, bool]:
        """Return the role that a paragraph's classes give it, and whether it may have a number."""
        role: ParagraphRole = "body"
        for name in attributes.classes:
            if name in _ROLES:
                role = cast("ParagraphRole", name)
            elif name != "unnumbered":
                known = (*_ROLES, "unnumbered", REDACT)
                order = nearest(name, known, f"use one of: {', '.join(known)}")
                self._report(node, "E317", f"a paragraph has no such class: '{name}'", order)
        for key in attributes.values:
            self._report(node, "E317", f"a paragraph takes no such attribute: '{key}'", "take it out")
        return role, "unnumbered" not in attributes.classes

    def _heading(self, node: SyntaxTreeNode, where: Where) -> Sequence[Block]:
        """Return a heading of level 1 to 3, numbered where the document is and it does not refuse."""
        level = int(node.tag[1:])
        self.inlines.inside_heading = True
        inlines, attributes = self._inlines(node)
        self.inlines.inside_heading = False
        withholder, attributes = self.inlines.redaction(attributes)
        if node.type == "lheading" or not node.markup.startswith("#"):
            self._report(node, "E324", "a line under a paragraph makes it a heading", "write '# ' before the heading")
        if level > 3:
            self._report(node, "E320", f"a heading is too deep: level {level}", "use three levels at most")
        if where not in {"top", "division"}:
            self._report(node, "E323", f"a heading stands in a {where}", "put it before, or make it **bold**")
        if not plain(inlines).strip():
            self._report(node, "E322", "a heading has no words", "write them, or put a \\ before the number sign")
        for name in (*(name for name in attributes.classes if name != "unnumbered"), *attributes.values):
            order = nearest(name, ("unnumbered", REDACT), "write {#id .unnumbered}")
            self._report(node, "E317", f"a heading takes no such attribute: '{name}'", order)
        if withholder:
            inlines = withholder.inlines(inlines, self._place(node))
        numbered = self.scope.numbered and where == "top" and "unnumbered" not in attributes.classes
        identity = self.inlines.filled(attributes.id)
        return [Heading(min(level, 3), inlines, self._place(node), OPEN_LABEL if numbered else "", identity)]

    def _list(self, node: SyntaxTreeNode, style: Attributes, where: Where) -> Sequence[Block]:
        """Return a list; a number at the start of a line that begins one by accident is reported."""
        self.inlines.line = self._line(node)
        withholder, style = self.inlines.redaction(style)
        pasted, start = self.pasted.styles.get((self._line(node), node.markup), (None, start_of(node, style)))
        place = self._place(node)
        is_counted = where == "top" and self.scope.numbered
        is_outer = where != "list"
        self.findings += list_findings(node, style, pasted, place, is_outer=is_outer, is_counted=is_counted)
        inside: Where = where if where in {"cell", "note"} else "list"
        items = tuple(self._item(item, inside) for item in node.children)
        is_kept = pasted is not None or is_named(style)
        made = ListBlock(style_of(node, style, pasted), items, place, is_kept, start)
        return withholder.block(made) if withholder else [made]

    def _item(self, node: SyntaxTreeNode, where: Where) -> ListItem:
        """Return an item; the id at the end of its first paragraph is its own."""
        blocks = list(self._filled(node, self.blocks(node.children, where)))
        identity = ""
        first = blocks[0] if blocks else None
        if isinstance(first, Paragraph) and first.id:
            identity = first.id
            blocks[0] = Paragraph(first.inlines, first.place, first.number, "", first.role)
        return ListItem(tuple(blocks), self._place(node), "", identity)

    def _division(self, node: SyntaxTreeNode, where: Where) -> Sequence[Block]:
        """Return a container, the contents or a page break."""
        name = node.meta["name"]
        if name.split(maxsplit=1)[:1] == [REDACT]:
            return self._withheld(node, where)
        if not name:
            self._report(node, "E319", "':::' closes nothing", "open a container before it, or take it out")
            return []
        if not node.meta["closed"]:
            self._report(node, "E319", f"a container is not closed: '::: {name}'", "write ':::' on a line after it")
        if where not in {"top", "division"}:
            self._report(node, "E318", f"a container stands in a {where}: '::: {name}'", "put it before or after")
        blocks = self.blocks(node.children, "division")
        if name in {"contents", "page-break"}:
            if blocks:
                self._report(node, "E318", f"this container holds nothing: '::: {name}'", "put ':::' right after it")
            place = self._place(node)
            return [Contents((), place) if name == "contents" else PageBreak(place), *blocks]
        if name not in _DIVISIONS:
            known = (*_DIVISIONS, "contents", "page-break", REDACT)
            order = nearest(name, known, f"use one of: {', '.join(known)}")
            self._report(node, "E318", f"there is no such container: '::: {name}'", order)
            return blocks
        return [Division(name, self._filled(node, blocks), self._place(node))]

    def _withheld(self, node: SyntaxTreeNode, where: Where) -> Sequence[Block]:
        """Return what stands between `::: redact` and `:::`, numbered as if the container were not there."""
        name = node.meta["name"]
        if not node.meta["closed"]:
            self._report(node, "E319", f"a container is not closed: '::: {name}'", "write ':::' on a line after it")
        if where not in {"top", "division"}:
            self._report(node, "E318", f"a container stands in a {where}: '::: {name}'", "put it before or after")
        typed = ATTRIBUTES.fullmatch("{." + name + "}")
        self.inlines.line = self._line(node)
        withholder, rest = self.inlines.redaction(read_attributes(typed.group()) if typed else NONE)
        if typed is None or rest.id or rest.classes or rest.values:
            order = "write '::: redact' or '::: redact kind=health'"
            self._report(node, "E318", f"this container takes a kind only: '::: {name}'", order)
        blocks = self._filled(node, self.blocks(node.children, where))
        return withholder.blocks(blocks) if withholder else blocks

    def _table(self, node: SyntaxTreeNode, caption: Caption) -> Sequence[Block]:
        """Return a table; what its caption's line withholds is the whole of it."""
        withholder, rest = self.inlines.redaction(caption.attributes)
        reader = TableReader(self.source, self._cell, self._row, self.findings)
        table = reader.read(node, replace(caption, attributes=rest), self.scope.table_word)
        return withholder.block(table) if withholder else [table]

    def _row(self, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        """Return the cells of a row, withheld where one of them says so of the row."""
        withholder, self.withheld_row = self.withheld_row, None
        if withholder is None:
            return cells
        return tuple(replace(cell, blocks=withholder.paragraphs(cell.blocks, cell.place)) for cell in cells)

    def _picture(self, node: SyntaxTreeNode, image: SyntaxTreeNode, typed: SyntaxTreeNode | None) -> Sequence[Block]:
        """Return a picture that stands alone in its paragraph."""
        place = self._place(node)
        attributes = read_attributes(typed.content) if typed is not None else NONE
        self.inlines.line = self._line(node)
        withholder, attributes = self.inlines.redaction(attributes)
        alternative = plain(self.inlines.read(image.children)[0]).strip()
        path = self.inlines.filled(str(image.attrs.get("src", "")))
        if not alternative:
            order = "say between the brackets what the picture shows: ![alternative text](file)"
            self._report(node, "E306", f"a picture has no alternative text: '{path}'", order)
        width = attributes.values.get("width", "100")
        if not (width.isdecimal() and 1 <= int(width) <= 100):
            self._report(node, "E327", f"a picture's width is not 1 to 100 per cent: '{width}'", "write width=70")
            width = "100"
        for name in (*attributes.classes, *(key for key in attributes.values if key != "width")):
            self._report(node, "E317", f"a picture takes no such attribute: '{name}'", "write {#id width=70}")
        title = str(image.attrs.get("title", ""))
        caption = tuple(self.inlines.fragment(title))
        key, findings = self.scope.picture(path, place)
        self.findings.extend(findings)
        label = self.scope.figure_word if caption else ""
        credit = self.scope.credit(key)
        caption += (Run(" ", place), *credit) if caption and credit else credit
        identity = self.inlines.filled(attributes.id)
        picture = Picture(key, alternative, float(width), place, caption, label, identity)
        return [] if not key else withholder.block(picture) if withholder else [picture]

    def _caption(self, node: SyntaxTreeNode) -> Caption:
        """Return the caption of the table that follows, without the word that marks it."""
        inlines, attributes = self._inlines(node, drop=_CAPTION)
        filled = Attributes(
            self.inlines.filled(attributes.id), attributes.classes, attributes.values, attributes.source
        )
        return Caption(inlines, filled, self._place(node))

    def _cell(self, node: SyntaxTreeNode, line: int) -> tuple[Block, ...]:
        """Return a cell's blocks: one paragraph, or the prose that is printed alone in it."""
        place = self.source.place_of(line)
        alone = MARK.fullmatch(content(node).strip())
        leaf = self.scope.leaf(index_of(alone), place) if alone else ()
        if isinstance(leaf, Prose):
            return BlockReader(leaf, self.scope, self.findings).read("cell")
        self.inlines.line = line
        inlines, attributes = self.inlines.read(node.children[0].children if node.children else [])
        whole_row, attributes = self.inlines.redaction(attributes, row=True)
        self.withheld_row = whole_row or self.withheld_row
        withholder, attributes = self.inlines.redaction(attributes)
        if attributes.classes or attributes.values:
            message = f"a cell takes an id, '.redact' or '.redact-row' only: '{attributes.source}'"
            self.findings.append(Finding("E317", place, message, "write {#id} or nothing"))
        if withholder:
            inlines = withholder.inlines(inlines, place)
        return (Paragraph(inlines, place, id=self.inlines.filled(attributes.id)),) if inlines else ()

    def sentence(self, prose: Prose) -> tuple[Inline, ...]:
        """Return prose that is printed within a sentence, which must be one plain paragraph."""
        reader = BlockReader(prose, self.scope, self.findings)
        reader.inlines.inside_note = self.inlines.inside_note
        reader.inlines.inside_heading = self.inlines.inside_heading
        blocks = reader.read("note")
        if len(blocks) == 1 and isinstance(blocks[0], Paragraph) and not blocks[0].id and blocks[0].role == "body":
            return blocks[0].inlines
        order = "make it one paragraph, or let the template print it alone in a paragraph"
        self.findings.append(Finding("E332", prose.place, "several paragraphs are printed within a sentence", order))
        return ()

    def take_note(self, label: str, place: Place) -> Callable[[], tuple[Block, ...]] | None:
        """Return what reads the blocks of the note with a label; each note is printed once."""
        node = self.notes.get(label)
        if node is None:
            order = nearest(label, self.notes, f"write the note as '[^{label}]: text' on a line of its own")
            self.findings.append(Finding("E312", place, f"no note has this label: '[^{label}]'", order))
            return None
        if label in self.taken:
            order = "give the note an id and refer to it: ^[text]{#id} and [](#id)"
            self.findings.append(Finding("E313", place, f"a note is used twice: '[^{label}]'", order))
            return None
        self.taken.add(label)
        return lambda: self.blocks(node.children, "note")

    def inline_tokens(self, text: str) -> list[Token]:
        """Cut a piece of a line into inline tokens."""
        tokens: list[Token] = []
        parser().inline.parse(text, parser(), {"note_depth": 1}, tokens)
        return tokens

    def _inlines(self, node: SyntaxTreeNode, drop: str = "") -> tuple[tuple[Inline, ...], Attributes]:
        """Read the words of a block, without the keyword it begins with."""
        self.inlines.line = self._line(node)
        children = list(node.children[0].children) if node.children else []
        if drop and children and children[0].token is not None:
            children[0].token.content = children[0].token.content.removeprefix(drop).lstrip()
        return self.inlines.read(children)

    def _filled(self, node: SyntaxTreeNode, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Report a list item, quotation or container in which nothing stands; what was refused in it has been told."""
        if not blocks and not any(child.type in _UNSUPPORTED for child in node.children):
            name = node.type.replace("_", " ").replace("division", "container").replace("blockquote", "quotation")
            self._report(node, "E322", f"a {name} has no words", "write its words or take it out")
        return blocks

    def _define(self, node: SyntaxTreeNode) -> None:
        """Keep a note's definition; a label names one note."""
        label = node.meta["label"]
        if label in self.notes:
            self._report(node, "E313", f"two notes have the same label: '[^{label}]'", "give one another label")
        else:
            self.notes[label] = node

    def _refuse_depth(self, tokens: Sequence[Token]) -> None:
        """Report text so deep that markdown-it would leave out what is inside it."""
        deepest = max(tokens, key=lambda token: token.level, default=None)
        if deepest is not None and deepest.level >= NESTING_MAX - 2:
            place = self.source.place_of((deepest.map or (0, 0))[0])
            message = "lists, quotations and containers stand too deep in each other"
            self.findings.append(Finding("E329", place, message, "use three levels at most"))

    def _line(self, node: SyntaxTreeNode) -> int:
        """Return the line on which a node begins, counted from 0."""
        return node.map[0] if node.map else 0

    def _place(self, node: SyntaxTreeNode) -> Place:
        """Return the place of a node in the author's file."""
        return self.source.place_of(self._line(node))

    def _report(self, node: SyntaxTreeNode, code: str, message: str, order: str) -> None:
        """Add a finding at a node's place."""
        self.findings.append(Finding(code, self._place(node), message, order))
