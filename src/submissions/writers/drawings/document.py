"""Draw every drawing of a document, so that the writers find it among its pictures."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from submissions.document import Document, Picture, walk
from submissions.writers.drawings.look import look_of
from submissions.writers.drawings.timelines import draw_timeline

MEDIA_TYPES: Final = {"png": "image/png", "jpeg": "image/jpeg", "svg": "image/svg+xml"}
"""What the kinds of pictures are called in a file."""


def with_drawings(document: Document) -> Document:
    """Return the document with its timelines among its pictures; one that has none is returned as it is."""
    look = look_of(document.design.measures)
    drawn = {
        node.resource: draw_timeline(node, node.scale, look, rtl=document.direction == "rtl")
        for node in walk(document.blocks)
        if isinstance(node, Picture) and node.scale is not None
    }
    known = dict(document.resources)
    return replace(document, resources=tuple({**known, **drawn}.items())) if drawn else document
