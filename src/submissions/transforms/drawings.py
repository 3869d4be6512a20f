"""Say in words what a timeline shows, once every word of it stands: for those who cannot see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from submissions.document import Document, Moment, Picture, Scale, plain
from submissions.document.rewrite import rewrite


def say_drawings(document: Document, comma: str) -> Document:
    """Return the document with the words that stand for each timeline; `comma` parts the words of a list."""

    def said(node: Any) -> Iterable[Any]:
        if isinstance(node, Picture) and node.scale is not None:
            lines = (_line(moment, node.scale, comma) for moment in node.moments)
            node = replace(node, alternative=". ".join((node.alternative, *lines)))
        return (node,)

    return replace(document, blocks=rewrite(document.blocks, said))


def _line(moment: Moment, scale: Scale, comma: str) -> str:
    meant = ((moment.violation, scale.violation), (moment.continues, scale.continues))
    words = (plain(moment.date), plain(moment.inlines), *(word for is_so, word in meant if is_so))
    return comma.join(" ".join(word.split()) for word in words if word)
