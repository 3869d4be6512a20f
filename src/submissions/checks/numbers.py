"""Compare how the public and the filing version of a document count: each reader must find the other's numbers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from submissions.checks.subject import Subject
from submissions.document import Anchor, Document, Heading, Note, Paragraph, Picture, Table, plain, walk
from submissions.findings import Finding, Place


def check_equal_numbers(subject: Subject) -> list[Finding]:
    """Hold that a public document counts as its filing version does, where the case makes one."""
    if subject.filing is None:
        return []
    for mine, other in zip_longest(_numbers(subject.document), _numbers(subject.filing.document)):
        if mine is None or other is None or mine[0] != other[0]:
            name, place = mine or other or ("", subject.template.place)
            message = f"the public version counts otherwise than the filing version from here on: {name}"
            order = "leave nothing out for one audience alone: withhold it with {.redact}, which keeps the numbers"
            return [Finding("W368", place, message, order)]
    return []


def _numbers(document: Document) -> Iterator[tuple[str, Place]]:
    """Yield everything that is counted, in reading order, without its words."""
    for node in walk(document.blocks):
        match node:
            case Heading():
                yield f"section {node.label}".strip(), node.place
            case Paragraph() if node.number:
                yield f"paragraph {node.number}", node.place
            case Note():
                yield f"note {node.number}", node.place
            case Anchor():
                yield plain(node.children), node.place
            case Table() | Picture() if node.label:
                yield node.label, node.place
            case _:
                pass
