"""Say what of a Word template stands otherwise in what is made of it, at its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from submissions.findings import Finding
from submissions.office.names import w
from submissions.wordbody.faults import DOCUMENT, place_of, said_of
from submissions.wordbody.paragraphs import PARAGRAPH, paragraph_text
from submissions.wordbody.properties import told_of_properties
from submissions.wordbody.source import Where


def told_of_parts(parts: Mapping[str, bytes], roots: Mapping[str, etree._Element], file: str) -> Iterator[Finding]:
    """Yield what is told of the parts of a template, of which `roots` hold tags; `file` is its name in findings."""
    if DOCUMENT in roots:
        yield from _endnotes(roots[DOCUMENT], file)
    yield from told_of_properties(parts, file)


_ENDNOTES: Final = (
    "the PDF prints endnotes at the foot of its pages, counted with the footnotes; where there are footnotes Word does"
)


def _endnotes(text: etree._Element, file: str) -> Iterator[Finding]:
    for number, paragraph in enumerate(text.iter(PARAGRAPH), 1):
        if next(paragraph.iter(w("endnoteReference")), None) is not None:
            where = Where(DOCUMENT, number, paragraph_text(paragraph).first_words)
            order = "nothing, or make them footnotes in Word: References, Footnotes, Convert"
            yield Finding("W260", place_of(where, file), f"{_ENDNOTES}: {said_of(where)}", order)
            return
