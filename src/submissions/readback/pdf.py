"""Read a finished PDF back and compare it with the tree, along its tags."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pikepdf
import pypdfium2

from submissions.document import Document
from submissions.findings import Finding, Place
from submissions.readback.compare import difference, unreadable
from submissions.readback.lines import NOTE_MARK, PAGE_NUMBER, Line, expected_lines
from submissions.readback.tagged import BOUNDARY, TaggedText, read_tagged

_WHAT = "the PDF"
_SEPARATOR = "\x1d"
_OPTIONAL = set(".:\N{EN DASH}\N{EM DASH}")
_HYPHENS = {"\N{HYPHEN}", "\N{SOFT HYPHEN}", "\ufffe"}
_MARK = re.compile(re.escape(NOTE_MARK).replace(r"\{\}", r"(\d+)").replace("{}", r"(\d+)"))
_WORD = re.compile(r"\w+")


def check_pdf(content: bytes, document: Document, place: Place) -> list[Finding]:
    """Return what the PDF lost, added or changed against its document."""
    try:
        text = read_tagged(content)
    except (pikepdf.PdfError, pypdfium2.PdfiumError) as fault:
        return [unreadable(place, _WHAT, str(fault))]
    lines = expected_lines(document)
    body = [line for line in lines if line.kind == "text"]
    notes = [line for line in lines if line.kind == "note"]
    found_notes = [BOUNDARY.join(note) for note in text.notes]
    compare = _compare_words if document.direction == "rtl" else _compare_stream
    return [
        *compare(body, BOUNDARY.join(text.body), place),
        *compare(notes, BOUNDARY.join(found_notes), place),
        *_compare_alternatives(lines, text, place),
        *_check_furniture(document, text, place),
    ]


def _printed(line: Line) -> str:
    """Return a line as the PDF prints it: number, separator, words, with note marks as bare numbers."""
    text = _MARK.sub(r"\1", line.text)
    return f"{line.number.rstrip('.')}{_SEPARATOR}{text}" if line.number else text


@dataclass(slots=True)
class _Match:
    """Where a comparison stands: in the expected text, and in what was found."""

    expected: str
    found: str
    at: int = 0
    position: int = 0
    boundary: bool = True

    def run(self) -> bool:
        """Advance through both; return whether they say the same to the end."""
        while self.at < len(self.expected) or self.position < len(self.found):
            if not self._step():
                return False
        return True

    def _step(self) -> bool:
        wanted = self.expected[self.at] if self.at < len(self.expected) else ""
        sign = self.found[self.position] if self.position < len(self.found) else ""
        if sign == BOUNDARY:
            return self._take(found=1, boundary=True)
        if wanted == PAGE_NUMBER:
            return self._take_page_number()
        if wanted == _SEPARATOR:
            if sign in _OPTIONAL or sign.isspace():
                return self._take(found=1, boundary=True)
            return self._take(expected=1, boundary=True)
        if wanted and wanted == sign:
            return self._take(expected=1, found=1)
        if wanted.isspace():
            return self._take_space(sign)
        if sign.isspace() and (self.boundary or self._next_is_boundary()):
            return self._take(found=1, boundary=self.boundary)
        if sign in _HYPHENS and sign:
            return self._take(found=1, boundary=True)
        if wanted == "\N{SOFT HYPHEN}":
            return self._take(expected=1)
        return False

    def _take(self, expected: int = 0, found: int = 0, boundary: bool = False) -> bool:
        self.at += expected
        self.position += found
        self.boundary = boundary
        return True

    def _take_space(self, sign: str) -> bool:
        if sign and sign.isspace():
            return self._take(expected=1, found=1, boundary=True)
        return self._take(expected=1, boundary=True) if self.boundary or not sign else False

    def _take_page_number(self) -> bool:
        number = re.compile(r"[\s\x1f]*\d+").match(self.found, self.position)
        return self._take(expected=1, found=number.end() - self.position, boundary=True) if number else False

    def _next_is_boundary(self) -> bool:
        return self.position + 1 >= len(self.found) or self.found[self.position + 1] in (BOUNDARY, " ", "\n", "\r")


def _compare_stream(lines: Sequence[Line], found: str, place: Place) -> list[Finding]:
    """Compare line after line with one stream of text; stop at the first difference of words."""
    expected = "\n".join(_printed(line) for line in lines)
    match = _Match(expected, found)
    if match.run():
        return []
    start = 0
    for line in lines:
        end = start + len(_printed(line)) + 1
        if match.at < end:
            rest = found[max(0, match.position - 30) : match.position + 30].replace(BOUNDARY, " ")
            return [difference(line, Line(line.kind, "", rest, place), _WHAT)]
        start = end
    rest = found[match.position : match.position + 60].replace(BOUNDARY, " ")
    return [difference(None, Line("text", "", rest, place), _WHAT)]


def _words(text: str) -> Counter[str]:
    folded = unicodedata.normalize("NFKC", text.replace(BOUNDARY, " ").replace(PAGE_NUMBER, " "))
    return Counter(_WORD.findall(folded))


def _compare_words(lines: Sequence[Line], found: str, place: Place) -> list[Finding]:
    """Compare the words of right-to-left text, whose order inside a line a PDF does not keep."""
    expected: Counter[str] = Counter()
    for line in lines:
        expected += _words(_printed(line).replace(_SEPARATOR, " "))
    actual = _words(found)
    for number in [word for word in actual - expected if word.isdigit()][: _pages(lines)]:
        actual[number] = expected[number]
    lost, extra = expected - actual, actual - expected
    if not lost and not extra:
        return []
    line = next((line for line in lines if set(_words(_printed(line))) & set(lost)), None)
    shown = Line("text", "", " ".join(sorted(extra)), place)
    return [difference(line, shown if extra else None, _WHAT)]


def _pages(lines: Sequence[Line]) -> int:
    return sum(line.text.count(PAGE_NUMBER) for line in lines)


def _compare_alternatives(lines: Iterable[Line], text: TaggedText, place: Place) -> list[Finding]:
    expected = [line for line in lines if line.kind == "alternative"]
    findings = []
    for index, line in enumerate(expected):
        found = text.alternatives[index] if index < len(text.alternatives) else ""
        if found != line.text:
            findings.append(difference(line, Line("alternative", "", found, place) if found else None, _WHAT))
    return findings


def _check_furniture(document: Document, text: TaggedText, place: Place) -> list[Finding]:
    """Say which words stand on a page in no tag and are not the head or foot of the page."""
    pages = len(text.untagged)
    findings = []
    for index, outside in enumerate(text.untagged, start=1):
        foot = document.furniture.page_of.format(page=index, pages=pages)
        allowed = _words(f"{foot} {document.furniture.header} {document.furniture.marking}")
        extra = _words(outside) - allowed
        if extra:
            shown = Line("text", "", " ".join(sorted(extra)), place)
            findings.append(difference(None, shown, f"page {index} of the PDF"))
    return findings
