"""Make the composed tree final: notes, numbers, the words of citations and references, typography, contents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from submissions.catalogue import CitationStyle
from submissions.document import Document
from submissions.findings import Finding
from submissions.transforms.cite import Source, cite, set_notes
from submissions.transforms.contents import fill_contents
from submissions.transforms.marks import set_marks
from submissions.transforms.number import number
from submissions.transforms.refer import refer
from submissions.transforms.rewrite import rewrite_inlines
from submissions.transforms.typography import set_typography

__all__ = ["Source", "transform"]


def transform(
    document: Document, sources: Mapping[str, Source], style: CitationStyle, labels: Mapping[str, str]
) -> tuple[Document, list[Finding]]:
    """Return the document as the writers print it; `sources` are the authorities in the document's language.

    The order matters: citations become notes before notes are counted, citations are worded when their notes have
    numbers, and references when everything has.
    """
    document = set_notes(document)
    marked = rewrite_inlines(document.blocks, lambda inlines: set_marks(inlines, document.language))
    document = number(replace(document, blocks=marked))
    document, citing = cite(document, sources, style)
    document, referring = refer(document)
    document = set_typography(document)
    return fill_contents(document, labels), citing + referring
