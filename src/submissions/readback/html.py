"""Read a finished HTML file back and compare it with the tree."""

from __future__ import annotations

from lxml import etree
from lxml import html as parser

from submissions.document import Document
from submissions.findings import Finding, Place
from submissions.readback.compare import compare_alternatives, unreadable
from submissions.readback.grids import Grid, compare_grids
from submissions.readback.lines import expected_lines
from submissions.readback.normal import BOUNDARY
from submissions.readback.stream import compare_stream

_WHAT = "the HTML file"
# Classes of inline elements that the style sheet sets on lines of their own.
_APART = ("note-text", "note-item", "note-quotation", "contents-")
# Elements that do not part words: whatever else begins or ends does.
_INLINE = {"a", "em", "strong", "sup", "sub", "span", "i", "b", "bdi"}


def check_html(content: bytes, document: Document, place: Place) -> list[Finding]:
    """Return what the HTML file lost, added or changed against its document."""
    try:
        body = parser.document_fromstring(content, parser=parser.HTMLParser(encoding="utf-8")).find("body")
    except (etree.ParserError, etree.XMLSyntaxError) as fault:
        return [unreadable(place, _WHAT, str(fault))]
    if body is None:
        return [unreadable(place, _WHAT, "it has no body")]
    gathered = _Gathered()
    gathered.visit(body, gathered.body)
    lines = expected_lines(document)
    text = [line for line in lines if line.kind == "text"]
    notes = [line for line in lines if line.kind == "note"]
    alternatives = [line for line in lines if line.kind == "alternative"]
    return [
        *compare_stream(text, "".join(gathered.body), place, _WHAT, paged=False),
        *compare_stream(notes, "".join(gathered.notes), place, _WHAT, paged=False),
        *compare_alternatives(alternatives, gathered.alternatives, place, _WHAT),
        *compare_grids(document, gathered.tables, _WHAT),
    ]


class _Gathered:
    """The text of a page: the body, the notes, the words that stand for pictures; and its tables."""

    def __init__(self) -> None:
        self.body: list[str] = []
        self.notes: list[str] = []
        self.alternatives: list[str] = []
        self.tables: list[Grid] = []
        self._around: list[Grid] = []

    def visit(self, node: etree._Element, into: list[str]) -> None:
        """Add the text of an element to `into`; a note goes to the notes by itself."""
        if not isinstance(node.tag, str):
            return
        if node.tag == "img":
            self.alternatives.append(node.get("alt", ""))
        kinds = node.get("class", "").split()
        inner = self.notes if "note" in kinds else into
        apart = inner is not into or any(kind.startswith(_APART) for kind in kinds)
        edge = BOUNDARY if apart or node.tag not in _INLINE else ""
        inner.append(edge)
        inner.append(node.text or "")
        self._note_table(node)
        for child in node:
            self.visit(child, inner)
            inner.append(child.tail or "")
        if node.tag == "table":
            self._around.pop()
        inner.append("\n" if node.tag == "br" else edge)

    def _note_table(self, node: etree._Element) -> None:
        """Note a table, a row or a cell that begins."""
        if node.tag == "table":
            self._around.append([])
            self.tables.append(self._around[-1])
        elif node.tag == "tr" and self._around:
            self._around[-1].append([])
        elif node.tag in {"th", "td"} and self._around and self._around[-1]:
            self._around[-1][-1].append((int(node.get("colspan", "1")), int(node.get("rowspan", "1"))))
