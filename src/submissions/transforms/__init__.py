"""Make the composed tree final: notes, numbers, words of citations and references, typography, columns, contents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from submissions.case import Authority
from submissions.catalogue import CitationStyle
from submissions.document import Document
from submissions.document.rewrite import rewrite_inlines
from submissions.findings import Finding
from submissions.transforms.agreement import agree
from submissions.transforms.cite import cite, set_notes
from submissions.transforms.columns import settle_columns
from submissions.transforms.contents import fill_contents
from submissions.transforms.drawings import say_drawings
from submissions.transforms.forms import with_form
from submissions.transforms.marks import set_marks
from submissions.transforms.neutral import neutral_ids
from submissions.transforms.number import number
from submissions.transforms.ranges import join_references
from submissions.transforms.refer import refer
from submissions.transforms.sources import read_sources
from submissions.transforms.typography import set_typography

__all__ = ["transform"]


def transform(
    document: Document,
    authorities: Mapping[str, Authority],
    style: CitationStyle,
    labels: Mapping[str, str],
    plain_language: str,
) -> tuple[Document, list[Finding]]:
    """Return the document as the writers print it.

    `authorities` are the case's and the house's by id, `style` and `labels` those of the document's language,
    `plain_language` is the language of the authorities' texts that name none. The order matters: people's names agree
    with the words before them while these stand as typed, citations become notes before notes are counted, citations
    are worded when their notes have numbers, and references when everything has, several of them as ranges. Ids are
    made neutral once every reference has found its own; columns are measured and drawings said when every word stands
    and the values of a form are cut out.
    """
    speech = document.speech
    document = set_notes(agree(document))
    marked = rewrite_inlines(document.blocks, lambda inlines: set_marks(inlines, speech))
    document = number(replace(document, blocks=marked))
    document, citing = cite(document, read_sources(authorities, speech, plain_language), style)
    document, referring = refer(document, labels)
    document = set_typography(neutral_ids(join_references(document, labels, style.range)))
    document = with_form(document, lambda one: say_drawings(settle_columns(one), labels["list_comma"]))
    return fill_contents(document, labels), citing + referring
