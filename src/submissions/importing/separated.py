"""Read a table from a text file with separators (CSV): its encoding, its separator, and the place of every cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final

from submissions.findings import Finding, Place
from submissions.importing.heads import Heads
from submissions.importing.records import Listed, TableWish, TypedCell, TypedRow, TypedTable
from submissions.source.kinds import kind_of
from submissions.source.text_file import BYTES_MAX

_SEPARATORS: Final = {";": "semicolons", ",": "commas", "\t": "tabs"}
# How many letters tell which separator a file has, where its heads do not.
_SAMPLE: Final = 10_000
# Excel writes the separator into the first line, where it is another than the system's.
_SAYS: Final = "sep="
_UTF8: Final = "utf-8"


def read_separated(content: bytes, name: str, wish: TableWish) -> tuple[TypedTable | None, list[Finding]]:
    """Return the table in a text file, or what keeps it from being read."""
    place = Place(name)
    kind = kind_of(content)
    if kind:
        words = f"the file is no text with separators but {kind}"
        return None, [
            Finding("E180", place, words, "open it in a spreadsheet, and save it as .xlsx or as CSV in UTF-8")
        ]
    if len(content) > BYTES_MAX:
        words = f"the file is larger than {BYTES_MAX // 1_000_000} MB"
        return None, [Finding("E180", place, words, "bring its rows in with several smaller files")]
    text, fault = _decode(content, wish.encoding or _UTF8, place)
    if text is None:
        return None, [fault] if fault else []
    separator, skipped = _separator(text, wish.listed)
    rows, findings = _rows(text, separator, skipped, name)
    findings += _formulas(rows)
    if not rows:
        return None, [*findings, Finding("E180", place, "the file holds no row", "write the heads into its first row")]
    how = (f"text in {wish.encoding or 'UTF-8'}", f"{_SEPARATORS[separator]} between the cells")
    return TypedTable(name, how, rows[0], rows[1:]), findings


def _decode(content: bytes, encoding: str, place: Place) -> tuple[str | None, Finding | None]:
    try:
        return content.decode("utf-8-sig" if encoding == _UTF8 else encoding), None
    except UnicodeError as fault:
        start = fault.start if isinstance(fault, UnicodeDecodeError) else 0
    line = content[:start].count(b"\n") + 1
    if encoding != _UTF8:
        words = f"the file is not in {encoding}: a byte in line {line} stands for nothing"
        return None, Finding("E180", place, words, "name another --encoding, or save it as 'CSV UTF-8'")
    words = f"the file is not UTF-8: the byte {content[start]:02X} in line {line} is of another encoding"
    order = (
        "save it as 'CSV UTF-8'; or say what it is, with --encoding windows-1252 for western Europe, windows-1251 for "
        "Russian, windows-1256 for Arabic, utf-16 for 'Unicode text', and look at every letter of what is shown"
    )
    return None, Finding("E180", place, words, order)


def _separator(text: str, listed: Listed) -> tuple[str, int]:
    """Return the separator, and how many lines stand before the heads.

    It is the one that the file says, or under which most heads are known, or else the one that the library finds.
    """
    first = text.lstrip("\n").partition("\n")[0].strip("\r\n")
    if first.lower().startswith(_SAYS) and first[len(_SAYS) :] in _SEPARATORS:
        return first[len(_SAYS) :], 1
    heads = Heads.of(listed)
    found = {sign: _known(first, sign, heads) for sign in _SEPARATORS}
    best = max(found, key=lambda sign: found[sign])
    if found[best]:
        return best, 0
    try:
        return csv.Sniffer().sniff(text[:_SAMPLE], "".join(_SEPARATORS)).delimiter, 0
    except csv.Error:  # one column has none
        return max(_SEPARATORS, key=text[:_SAMPLE].count), 0


def _known(line: str, separator: str, heads: Heads) -> int:
    return sum(bool(heads.keys(head.strip(' "'))) for head in line.split(separator))


def _rows(text: str, separator: str, skipped: int, name: str) -> tuple[tuple[TypedRow, ...], list[Finding]]:
    """Return the rows with something in them; a fault of the quotation marks ends them."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[TypedRow] = []
    line = 1
    try:
        for number, fields in enumerate(reader):
            cells = tuple(
                TypedCell(Place(name, line, column), column, field)
                for column, field in enumerate(fields, 1)
                if field.strip()
            )
            if cells and number >= skipped:
                rows.append(cells)
            line = reader.line_num + 1
    except csv.Error as fault:
        words = f"the row that begins in this line cannot be read: {str(fault).partition('(')[0].strip()}"
        order = (
            "put a text with a separator, a quotation mark or two lines into straight quotation marks, each in it twice"
        )
        return tuple(rows), [Finding("E180", Place(name, line, 1), words, order)]
    return tuple(rows), []


def _formulas(rows: tuple[TypedRow, ...]) -> Iterator[Finding]:
    """Tell of what a spreadsheet would work out: ="0123" is not what anybody means to print."""
    for cell in (cell for row in rows for cell in row):
        if isinstance(cell.held, str) and cell.held.startswith("="):
            words = "the cell holds a formula, and its result is not taken"
            yield Finding("E183", cell.place, words, "write the value itself into the cell")
