"""The same content as a user would feed it to other tools: Markdown for pandoc, paragraphs for docxtpl."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import docx
from docxtpl import DocxTemplate

from submissions.document import Block, Division, Document, Heading, ListBlock, Note, Paragraph, Quotation, Table, plain


def markdown(document: Document) -> str:
    """Return the document as pandoc's Markdown, with its notes, tables, lists and headings."""
    notes: list[str] = []

    def mark(note: Note) -> str:
        words = " ".join(plain(block.inlines) for block in note.blocks if isinstance(block, Paragraph))
        notes.append(f"[^{note.number}]: {words}")
        return f"[^{note.number}]"

    body = "\n\n".join(_markdown_blocks(document.blocks, mark))
    return "\n\n".join((f"---\ntitle: '{document.title}'\nlang: {document.language}\n---", body, *notes)) + "\n"


def _markdown_blocks(blocks: tuple[Block, ...], mark) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                number = f"{block.number}\\. " if block.number else ""
                yield number + plain(block.inlines, mark).replace("\n", " ")
            case Heading():
                yield f"{'#' * block.level} {block.label} {plain(block.inlines, mark)}"
            case Quotation():
                yield "\n".join(f"> {line}" for line in _markdown_blocks(block.blocks, mark))
            case Division():
                yield from _markdown_blocks(block.blocks, mark)
            case ListBlock():
                for item in block.items:
                    yield "- " + " ".join(_markdown_blocks(item.blocks, mark))
            case Table():
                rows = [
                    [" ".join(_markdown_blocks(cell.blocks, mark)) or " " for cell in row.cells]
                    for row in (*block.head, *block.body)
                ]
                rule = ["---"] * len(block.columns)
                yield "\n".join("| " + " | ".join(row) + " |" for row in (rows[0], rule, *rows[1:]))


def lines(document: Document) -> list[str]:
    """Return the document as plain paragraphs, which is what a loop in a docxtpl frame prints."""
    return [line for line in _markdown_blocks(document.blocks, lambda note: f"[{note.number}]") if line]


def write_frame(path: Path) -> None:
    """Write a docxtpl frame that loops over paragraphs."""
    frame = docx.Document()
    frame.add_heading("{{ title }}", 0)
    for text in ("{%p for line in lines %}", "{{ line }}", "{%p endfor %}"):
        frame.add_paragraph(text)
    frame.save(str(path))


def render_frame(frame: Path, title: str, paragraphs: list[str], target: Path) -> None:
    """Render the frame as docxtpl does by itself, with escaping on."""
    template = DocxTemplate(str(frame))
    template.render({"title": title, "lines": paragraphs}, autoescape=True)
    template.save(str(target))


if __name__ == "__main__":
    source, frame_path, output = (Path(argument) for argument in sys.argv[1:4])
    render_frame(frame_path, "Complaint", source.read_text(encoding="utf-8").split("\n\n"), output)
