"""Fill the contents: the headings of two levels, with the range of the numbered paragraphs under each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from submissions.document import (
    Anchor,
    Block,
    Contents,
    ContentsEntry,
    Document,
    Heading,
    Inline,
    LineBreak,
    Link,
    Note,
    Paragraph,
    Reference,
    Run,
)
from submissions.document.rewrite import rewrite

LEVEL_MAX: Final = 2


def fill_contents(document: Document, labels: Mapping[str, str]) -> Document:
    """Return the document, and its form, with the entries of its contents; `labels` head the two number columns."""
    entries = tuple(_entries(document.blocks))
    numbered = any(entry.paragraphs for entry in entries)

    def change(node: Any) -> Iterator[Any]:
        if isinstance(node, Contents):
            yield replace(node, entries=entries, page_word=labels["page"],
                          paragraphs_word=labels["paragraphs"] if numbered else "")  # fmt: skip
        else:
            yield node

    form = document.form
    if form is not None:
        form = replace(form, blocks={number: rewrite(blocks, change) for number, blocks in form.blocks.items()})
    return replace(document, blocks=rewrite(document.blocks, change), form=form)


def _entries(blocks: tuple[Block, ...]) -> Iterator[ContentsEntry]:
    """Yield an entry for each heading; its paragraphs reach to the next heading as high or higher."""
    for index, block in enumerate(blocks):
        if not isinstance(block, Heading) or block.level > LEVEL_MAX:
            continue
        numbers = []
        for later in blocks[index + 1 :]:
            if isinstance(later, Heading) and later.level <= block.level:
                break
            if isinstance(later, Paragraph) and later.number:
                numbers.append(later.number)
        yield ContentsEntry(block.level, block.label, words(block.inlines), block.id, _range(numbers))


def _range(numbers: list[int]) -> str:
    """Return "12–18", "12", or "" where there are none."""
    if len(numbers) < 2:
        return "".join(map(str, numbers))
    return f"{numbers[0]}\N{EN DASH}{numbers[-1]}"


def words(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return a heading's inline nodes as words only: no notes, targets, links or line breaks a second time."""

    def change(node: Any) -> Iterator[Any]:
        match node:
            case Note():
                return
            case Anchor() | Link():
                yield from words(node.children)
            case Reference():
                yield Run(node.text, node.place)
            case LineBreak():
                yield Run(" ", node.place)
            case _:
                yield node

    return rewrite(inlines, change)
