"""Look at how a document is built: no section without words, no skipped level, numbers where they are promised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from submissions.checks.subject import Subject
from submissions.document import Block, Division, Document, Heading, Paragraph, plain, walk
from submissions.findings import Finding


def check_sections(subject: Subject) -> Iterator[Finding]:
    """Hold that a heading has words under it before the next heading of its level or a higher one."""
    for blocks in _series(subject.document):
        for index, block in enumerate(blocks):
            if not isinstance(block, Heading):
                continue
            following = blocks[index + 1] if index + 1 < len(blocks) else None
            if following is None or (isinstance(following, Heading) and following.level <= block.level):
                words = plain(block.inlines)
                yield Finding("E350", block.place, f"nothing stands under this heading: '{words}'",
                              "write its text, or take the heading out")  # fmt: skip


def check_levels(subject: Subject) -> Iterator[Finding]:
    """Hold that a heading is at most one level deeper than the heading before it, as PDF/UA demands."""
    level = 0
    for node in walk(subject.document.blocks):
        if isinstance(node, Heading):
            if node.level > level + 1:
                signs = "#" * (level + 1)
                message = f"a level of headings is skipped: '{plain(node.inlines)}'"
                yield Finding("E321", node.place, message, f"write '{signs} {plain(node.inlines)}'")
            level = node.level


def check_numbers(subject: Subject) -> Iterator[Finding]:
    """Hold that a document has a numbered paragraph if its template numbers them."""
    paragraphs = (node for node in walk(subject.document.blocks) if isinstance(node, Paragraph))
    if subject.template.numbered and not any(paragraph.number for paragraph in paragraphs):
        order = "write paragraphs outside containers, or 'numbered: false'"
        yield Finding("E352", subject.template.place, "no paragraph of the document has a number", order)


def _series(document: Document) -> Iterator[Sequence[Block]]:
    """Yield each series of blocks in which headings may stand."""
    yield document.blocks
    for node in walk(document.blocks):
        if isinstance(node, Division):
            yield node.blocks
