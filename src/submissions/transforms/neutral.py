"""Give everything that can be referred to an id that tells nothing: an author's own may hold a name or a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from submissions.document import (
    NUMBER_ALONE,
    Anchor,
    Document,
    Heading,
    ListItem,
    Note,
    Paragraph,
    Picture,
    Reference,
    Table,
    walk,
)
from submissions.document.rewrite import rewrite

_WORDS: Final[tuple[tuple[type, str], ...]] = (
    (Note, "note"),
    (Heading, "section"),
    (Paragraph, "paragraph"),
    (ListItem, "item"),
    (Table, "table"),
    (Picture, "figure"),
    (Anchor, "annex"),
)


def neutral_ids(document: Document) -> Document:
    """Return the document with ids such as "note-3", counted in reading order, in the place of the author's.

    References must have been resolved before: one that leads nowhere keeps what it names.
    """
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    for node in walk(document.blocks):
        word = next((word for kind, word in _WORDS if isinstance(node, kind)), "")
        identity = getattr(node, "id", "")
        if identity.endswith(NUMBER_ALONE):
            outer = names[identity.removesuffix(NUMBER_ALONE)]
            names.setdefault(identity, f"{outer}-number")
        elif word in {"note", "section"} or identity:
            counts[word] += 1
        if identity:
            names.setdefault(identity, f"{word}-{counts[word]}")

    def change(node: Any) -> Iterator[Any]:
        if isinstance(node, Reference):
            yield replace(node, target=names.get(node.target, node.target))
        elif getattr(node, "id", ""):
            yield replace(node, id=names[node.id])
        else:
            yield node

    return replace(document, blocks=rewrite(document.blocks, change))
