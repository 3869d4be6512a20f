"""Read a finished PDF back and compare it with the tree, along its tags."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

import pikepdf
import pypdfium2

from submissions.document import Document, Paragraph, Table, plain, walk
from submissions.findings import Finding, Place
from submissions.readback.compare import compare_alternatives, difference, unreadable
from submissions.readback.drawn import in_reading_order, turns_round
from submissions.readback.grids import compare_grids
from submissions.readback.lines import Line, expected_lines
from submissions.readback.normal import BOUNDARY, as_glyphs, seen
from submissions.readback.stream import compare_stream
from submissions.readback.tagged import TaggedText, read_tagged

_WHAT = "the PDF"
# A page may have spaces, or a rule of dots, outside the tags; words it may not.
_WORD = re.compile(r"\w+")


def check_pdf(content: bytes, document: Document, place: Place) -> list[Finding]:
    """Return what the PDF lost, added or changed against its document."""
    lines = expected_lines(document)
    text = read_pdf(content, document, lines, place)
    if isinstance(text, Finding):
        return [text]
    grids = compare_grids(document, text.tables, _WHAT, on_pages=True)
    return [*compare_text(text, document, lines, place), *grids, *_check_furniture(document, text, place)]


def read_pdf(
    content: bytes, document: Document, lines: Sequence[Line], place: Place, *, placed: bool = False
) -> TaggedText | Finding:
    """Return the text of a PDF by its tags, `placed` with the place of each sign, or why it cannot be read."""
    placed = placed or document.direction == "rtl" or any(map(turns_round, lines))
    try:
        return read_tagged(content, placed=placed)
    except (pikepdf.PdfError, pypdfium2.PdfiumError) as fault:
        return unreadable(place, _WHAT, str(fault))


def compare_text(
    text: TaggedText, document: Document, lines: Sequence[Line], place: Place, *, by_place: bool = False
) -> list[Finding]:
    """Return how the tagged text of a PDF differs from the lines of its document, `by_place` as all rows are seen."""
    rtl = document.direction == "rtl"
    body = [line for line in lines if line.kind == "text"]
    notes = [line for line in lines if line.kind == "note"]
    alternatives = [line for line in lines if line.kind == "alternative"]
    found_notes = [piece for note in text.notes for piece in note]
    return [
        *compare_stream(body, in_reading_order(body, text.body, rtl, every=by_place), place, _WHAT),
        *compare_stream(notes, in_reading_order(notes, found_notes, rtl, every=by_place), place, _WHAT),
        *compare_alternatives(alternatives, text.alternatives, place, _WHAT),
    ]


def words_in(text: str) -> Counter[str]:
    """Return how often each word stands in a text, in the normal form."""
    folded = unicodedata.normalize("NFKC", seen(text).replace(BOUNDARY, " "))
    return Counter(_WORD.findall(as_glyphs(folded)))


def _check_furniture(document: Document, text: TaggedText, place: Place) -> list[Finding]:
    """Say which words stand on a page in no tag and are neither its head or foot nor the repeated head of a table."""
    pages, head = len(text.untagged), document.furniture
    house = " ".join(document.design.look.words)
    heads = [words_in(" ".join(head_words(table))) for table in walk(document.blocks) if isinstance(table, Table)]
    findings = []
    for index, outside in enumerate(text.untagged, start=1):
        foot = document.furniture.page_of.format(page=index, pages=pages)
        extra = words_in(outside) - words_in(f"{foot} {head.draft} {head.header} {head.marking} {house}")
        repeated = next((head for head in heads if extra == head), Counter[str]())
        if words_in(head.draft) - words_in(outside):
            mark = Line("text", "", head.draft, place)
            findings.append(difference(mark, None, f"the head of page {index} of the PDF"))
        if extra - repeated:
            shown = Line("text", "", " ".join(sorted(extra)), place)
            findings.append(difference(None, shown, f"page {index} of the PDF"))
    return findings


def head_words(table: Table) -> list[str]:
    """Return the words of a table's header rows; their notes stand on the first page only."""
    paragraphs = [node for node in walk(table.head) if isinstance(node, Paragraph)]
    return [plain(paragraph.inlines) for paragraph in paragraphs]
