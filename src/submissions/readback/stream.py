"""Compare lines with one stream of text, sign by sign, where a format keeps the order of words but not of lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from submissions.findings import Finding, Place
from submissions.readback.compare import difference
from submissions.readback.lines import NOTE_MARK, PAGE_NUMBER, Line
from submissions.readback.normal import BOUNDARY, DISORDER, SEPARATOR, seen, separator_length

_BROKEN_AT_HYPHEN = "\x02"  # what PDFium gives for a hyphen that ends a line
# A typed hyphen that ends a line comes out of PDFium as U+0002 too.
_WRITTEN_HYPHENS = {"-", "\N{HYPHEN}", "\N{NON-BREAKING HYPHEN}"}
_HYPHENS = {_BROKEN_AT_HYPHEN, "\N{HYPHEN}", "\N{SOFT HYPHEN}", "\ufffe"}
_MARK = re.compile(re.escape(NOTE_MARK.format("0")).replace("0", r"(\d+)"))
_NUMBER = re.compile(r"[\s\x1f]*\d+")


def printed(line: Line) -> str:
    """Return a line as a page prints it: number, separator, words, with note marks as bare numbers."""
    text = _MARK.sub(r"\1", line.text)
    return f"{line.number.rstrip('.')}{SEPARATOR}{text}" if line.number else text


@dataclass(slots=True)
class _Match:
    """Where a comparison stands: in the expected text, and in what was found."""

    expected: str
    found: str
    at: int = 0
    position: int = 0
    boundary: bool = True
    paged: bool = True

    def run(self) -> bool:
        """Advance through both; return whether they say the same to the end."""
        while self.at < len(self.expected) or self.position < len(self.found):
            if not self._step():
                return False
        return True

    def _step(self) -> bool:
        """Advance by one sign of either text, or of both; return whether they still agree."""
        wanted = self.expected[self.at] if self.at < len(self.expected) else ""
        sign = self.found[self.position] if self.position < len(self.found) else ""
        if sign == BOUNDARY:
            return self._take(found=1, boundary=True)
        if wanted == PAGE_NUMBER:
            return self._take_page_number()
        if wanted == SEPARATOR:
            length = separator_length(self.found, self.position, self.expected[self.at + 1 :])
            return self._take(expected=1, found=length, boundary=True)
        if wanted and wanted == sign:
            return self._take(expected=1, found=1, boundary=sign.isspace())
        if sign == _BROKEN_AT_HYPHEN and wanted in _WRITTEN_HYPHENS:
            return self._take(expected=1, found=1, boundary=True)
        return self._step_over(wanted, sign)

    def _step_over(self, wanted: str, sign: str) -> bool:
        """Pass over what a line's end adds or takes away: a space, or the hyphen of a broken word."""
        if wanted.isspace():
            return self._take_space(sign)
        if sign.isspace():
            loose = self.boundary or self._next_is_boundary() or self._is_beside_mark()
            return self._take(found=1, boundary=self.boundary) if loose else False
        if sign in _HYPHENS:
            return self._take(found=1, boundary=True)
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
        number = _NUMBER.match(self.found, self.position) if self.paged else None
        if number is None:
            return self._take(expected=1, boundary=True) if not self.paged else False
        return self._take(expected=1, found=number.end() - self.position, boundary=True)

    def _is_beside_mark(self) -> bool:
        """Tell whether a mark on a letter stands before or behind a space: PDFium guesses spaces there."""
        beside = self.found[max(self.position - 1, 0) : self.position + 2]
        return any(unicodedata.category(sign) == "Mn" for sign in beside)

    def _next_is_boundary(self) -> bool:
        return self.position + 1 >= len(self.found) or self.found[self.position + 1] in (BOUNDARY, " ", "\n", "\r")


def compare_stream(lines: Sequence[Line], found: str, place: Place, what: str, *, paged: bool = True) -> list[Finding]:
    """Return a finding for the first difference between lines and a stream of text.

    `what` names the file's format; `paged` says that page numbers must be there.
    """
    expected = "\n".join(seen(printed(line)) for line in lines)
    found = seen(found)
    match = _Match(expected, found, paged=paged)
    if match.run():
        return []
    start = 0
    for line in lines:
        end = start + len(seen(printed(line))) + 1
        if match.at < end:
            # Enough words on both sides of the difference for the author to find it.
            rest = found[max(0, match.position - 30) : match.position + 30].replace(BOUNDARY, " ").replace(DISORDER, "")
            return [difference(line, Line(line.kind, "", rest, place), what, max(match.at - start, 0))]
        start = end
    rest = found[match.position : match.position + 60].replace(BOUNDARY, " ").replace(DISORDER, "")
    return [difference(None, Line("text", "", rest, place), what)]
