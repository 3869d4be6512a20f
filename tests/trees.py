"""Print a document as indented text, one line for each leaf, and hold what is true of every finished tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields

from submissions.document import (
    OPEN_LABEL,
    OPEN_NUMBER,
    Anchor,
    Block,
    Citation,
    Contents,
    ContentsEntry,
    Division,
    Document,
    Emphasis,
    Foreign,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    Note,
    PageBreak,
    Paragraph,
    Picture,
    Quotation,
    Reference,
    Run,
    Strong,
    Superscript,
    Table,
    Withheld,
    walk,
)
from submissions.document.grids import misfits


def tree_text(document: Document) -> str:
    """Return the whole document as text that a reviewer can read and compare."""
    furniture = document.furniture
    lines = [
        f"document {document.language} {document.direction} {document.design.frame} {document.design.paper}",
        f"  title {document.title}",
        f"  organisation {document.organisation}",
        f"  head {furniture.header} | {furniture.marking} | {furniture.page_of}",
        *(f"  image {key} {image.kind} {image.width}x{image.height}" for key, image in document.resources),
    ]
    return "\n".join([*lines, *_blocks(document.blocks, "  ")]) + "\n"


def _blocks(blocks: Iterable[Block], indent: str) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, indent)


def _block(block: Block, indent: str) -> Iterator[str]:
    deeper = indent + "  "
    match block:
        case Paragraph():
            number = f"{block.number}. " if block.number else ""
            yield f"{indent}{block.role}{_id(block.id)}: {number}{inline_text(block.inlines)}"
            yield from _notes(block.inlines, deeper)
        case Heading():
            label = f"{block.label} " if block.label else ""
            yield f"{indent}heading {block.level}{_id(block.id)}: {label}{inline_text(block.inlines)}"
            yield from _notes(block.inlines, deeper)
        case Quotation():
            yield f"{indent}quotation"
            yield from _blocks(block.blocks, deeper)
        case ListBlock():
            yield f"{indent}list {block.style}"
            for item in block.items:
                yield f"{deeper}{item.marker}{_id(item.id)}"
                yield from _blocks(item.blocks, deeper + "  ")
        case Division():
            yield f"{indent}division {block.role}"
            yield from _blocks(block.blocks, deeper)
        case PageBreak():
            yield f"{indent}page break"
        case _:
            yield from _captioned(block, indent)


def _captioned(block: Table | Picture | Contents, indent: str) -> Iterator[str]:
    deeper = indent + "  "
    match block:
        case Table():
            widths = " ".join(f"{column.align}:{column.width:g}" for column in block.columns)
            yield f"{indent}table{_id(block.id)} {widths} | {block.label} | {inline_text(block.caption)}"
            yield from _notes(block.caption, deeper)
            for name, rows in (("head", block.head), ("row", block.body)):
                for row in rows:
                    yield f"{deeper}{name}"
                    for cell in row.cells:
                        spans = f" {cell.columns}x{cell.rows}" if (cell.columns, cell.rows) != (1, 1) else ""
                        yield f"{deeper}  cell{spans}"
                        yield from _blocks(cell.blocks, deeper + "    ")
        case Picture():
            caption = inline_text(block.caption)
            yield f"{indent}picture{_id(block.id)} {block.resource} {block.width:g} | {block.label} | {caption}"
            yield f"{deeper}alternative {block.alternative}"
            yield from _notes(block.caption, deeper)
        case Contents():
            yield f"{indent}contents {block.paragraphs_word} | {block.page_word}"
            for entry in block.entries:
                words = inline_text(entry.inlines)
                yield f"{deeper}{entry.level} {entry.label} {words} | {entry.paragraphs} -> {entry.target}"


def _id(identity: str) -> str:
    return f" #{identity}" if identity else ""


def _notes(inlines: tuple[Inline, ...], indent: str) -> Iterator[str]:
    for node in walk(inlines):
        if isinstance(node, Note):
            yield f"{indent}note {node.number}{_id(node.id)}"
            yield from _blocks(node.blocks, indent + "  ")


def inline_text(inlines: tuple[Inline, ...]) -> str:
    """Return inline nodes on one line: *emphasis*, **strong**, [12 -> target], ^note, and marked spaces."""
    return "".join(map(_inline, inlines))


def _inline(node: Inline) -> str:  # noqa: PLR0911 - one return for each kind of node
    match node:
        case Run():
            return node.text.replace("\N{NO-BREAK SPACE}", "\N{OPEN BOX}").replace(
                "\N{NARROW NO-BREAK SPACE}", "\N{UNDERTIE}"
            )
        case Emphasis():
            return f"*{inline_text(node.children)}*"
        case Strong():
            return f"**{inline_text(node.children)}**"
        case Superscript():
            return f"^({inline_text(node.children)})"
        case Foreign():
            return f"<{node.language}: {inline_text(node.children)}>"
        case Link():
            return f"<{inline_text(node.children)} -> {node.address}>"
        case LineBreak():
            return " / "
        case Withheld():
            return f"<withheld {node.text}>"
        case Citation():
            return f"<open citation {' '.join(item.authority for item in node.items)}>"
        case Note():
            return f"^{node.number}"
        case Reference():
            return f"<{node.kind or 'open'} {node.text} -> {node.target}>"
        case Anchor():
            return f"<anchor {inline_text(node.children)} #{node.id}>"


def assert_invariants(document: Document) -> None:
    """Hold what is true of every tree that the transforms return."""
    nodes = list(walk(document.blocks))
    paragraphs = [node.number for node in nodes if isinstance(node, Paragraph) and node.number]
    assert paragraphs == list(range(1, len(paragraphs) + 1)), "paragraphs do not run from 1 to n"
    notes = [node for node in nodes if isinstance(node, Note)]
    assert [note.number for note in notes] == list(range(1, len(notes) + 1)), "notes do not run from 1 to n"
    assert all(note.id and note.blocks for note in notes), "a note has no id or no text"
    identities = [identity for node in nodes if (identity := getattr(node, "id", ""))]
    assert len(identities) == len(set(identities)), "two things have the same id"
    for node in nodes:
        assert not isinstance(node, Citation), "a citation is still open"
        assert not (isinstance(node, Heading) and node.label == OPEN_LABEL), "a heading is still open"
        assert not (isinstance(node, Paragraph) and node.number == OPEN_NUMBER), "a paragraph is still open"
        assert not (isinstance(node, ListItem) and not node.marker), "an item has no marker"
        if isinstance(node, Table):
            assert not any(misfits(rows, len(node.columns)) for rows in (node.head, node.body)), "a row is not whole"
        if isinstance(node, Reference):
            assert node.target in identities, f"a reference leads nowhere: {node.target}"
            assert node.kind == "page" or (node.kind and node.text), "a reference has no text"
        if isinstance(node, ContentsEntry):
            assert node.target in identities, "an entry of the contents leads nowhere"
        elif "place" in {item.name for item in fields(node)}:
            place = getattr(node, "place")  # noqa: B009 - not every kind of node has one, this one does
            assert place.file, f"a leaf has no file: {node}"
            assert place.line, f"a leaf has no line: {node}"
