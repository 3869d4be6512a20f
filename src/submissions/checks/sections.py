"""Rules over every finished document: no section without words, no skipped level, no brief that is too long."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

from submissions.catalogue import Template
from submissions.document import Block, Division, Document, Heading, Paragraph, plain, walk
from submissions.findings import Finding
from submissions.view import CaseView

Check: TypeAlias = Callable[[Document, CaseView, Template], Iterator[Finding]]


def check_sections(document: Document, view: CaseView, template: Template) -> Iterator[Finding]:
    """Hold that a heading has words under it before the next heading of its level or a higher one."""
    del view, template
    for blocks in _series(document):
        for index, block in enumerate(blocks):
            if not isinstance(block, Heading):
                continue
            following = blocks[index + 1] if index + 1 < len(blocks) else None
            if following is None or (isinstance(following, Heading) and following.level <= block.level):
                words = plain(block.inlines)
                yield Finding("E350", block.place, f"nothing stands under this heading: '{words}'",
                              "write its text, or take the heading out")  # fmt: skip


def check_levels(document: Document, view: CaseView, template: Template) -> Iterator[Finding]:
    """Hold that a heading is at most one level deeper than the heading before it, as PDF/UA demands."""
    del view, template
    level = 0
    for node in walk(document.blocks):
        if isinstance(node, Heading):
            if node.level > level + 1:
                signs = "#" * (level + 1)
                message = f"a level of headings is skipped: '{plain(node.inlines)}'"
                yield Finding("E321", node.place, message, f"write '{signs} {plain(node.inlines)}'")
            level = node.level


def check_numbers(document: Document, view: CaseView, template: Template) -> Iterator[Finding]:
    """Hold that a document has a numbered paragraph if its template numbers them."""
    del view
    paragraphs = (node for node in walk(document.blocks) if isinstance(node, Paragraph))
    if template.numbered and not any(paragraph.number for paragraph in paragraphs):
        order = "write paragraphs outside containers, or 'numbered: false'"
        yield Finding("E352", template.place, "no paragraph of the document has a number", order)


def check_length(document: Document, view: CaseView, template: Template) -> Iterator[Finding]:
    """Hold that a document has no more words than its template allows, notes aside."""
    del view
    words = sum(len(plain(node.inlines).split()) for node in walk(document.blocks) if isinstance(node, Paragraph))
    if template.words_max is not None and words > template.words_max:
        message = f"the document has {words} words and its template wants {template.words_max} at most"
        yield Finding("W353", template.place, message, "shorten its texts")


def _series(document: Document) -> Iterator[Sequence[Block]]:
    """Yield each series of blocks in which headings may stand."""
    yield document.blocks
    for node in walk(document.blocks):
        if isinstance(node, Division):
            yield node.blocks


CHECKS: Final[tuple[Check, ...]] = (check_sections, check_levels, check_numbers, check_length)
