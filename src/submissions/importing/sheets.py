"""Read a table from a workbook of Excel: one sheet of it, as it was typed, with whatever in it is no plain value told.

Nothing is worked out and nothing outside the file is looked at: the results of formulas are not taken, macros are not
run, and links to other files are not followed.
"""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from submissions.findings import Finding, Place
from submissions.gate import shown
from submissions.importing.records import Held, TableWish, TypedCell, TypedRow, TypedTable
from submissions.source import nearest
from submissions.source.kinds import kind_of, kind_of_compound, kind_of_package
from submissions.source.packages import fault_of_parts

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

ZIP: Final = b"PK\x03\x04"
COMPOUND: Final = b"\xd0\xcf\x11\xe0"
# A table of five thousand rows with a page of text in each is smaller.
BYTES_MAX: Final = 20_000_000
UNPACKED_MAX: Final = 40_000_000
ROWS_MAX: Final = 20_000
COLUMNS_MAX: Final = 300
# As many as a person reads; a sheet may have one in every cell.
_TOLD_MAX: Final = 20
# The names of elements in a workbook of the strict kind begin with this.
_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_SMALLER: Final = "copy the table into a workbook of its own, without the empty rows below it"
_SAVE_AGAIN: Final = "open it in a spreadsheet, and save it as .xlsx or as CSV in UTF-8"


def read_workbook(content: bytes, name: str, wish: TableWish) -> tuple[TypedTable | None, list[Finding]]:
    """Return the table in a sheet of a workbook, or what keeps it from being read."""
    place = Place(name)
    fault = _fault_of_file(content)
    if fault:
        return None, [Finding("E180", place, *fault)]
    workbook = _opened(content)
    if workbook is None:
        words = "the file is a damaged workbook, and cannot be read"
        return None, [Finding("E180", place, words, _SAVE_AGAIN)]
    sheet, findings = _chosen(workbook, name, wish)
    findings += _carried(content, place)
    if sheet is None:
        return None, findings
    grid = _Grid.of(sheet, f"{name}:{sheet.title}", includes_hidden=wish.includes_hidden)
    findings += grid.findings()
    rows = tuple(grid.rows())
    if not rows:
        return None, [*findings, Finding("E180", place, "the sheet holds no row", "write the heads into its first row")]
    year = workbook.epoch.year + (1 if workbook.epoch.year < _LATER_EPOCH else 0)
    how = (f"sheet '{sheet.title}'", f"dates counted from {year}")
    return TypedTable(name, how, rows[0], rows[1:]), findings


# Day 0 of the one system is 30 December 1899, so that 1 March 1900 is day 61; that of the other is 1 January 1904.
_LATER_EPOCH: Final = 1904


def _fault_of_file(content: bytes) -> tuple[str, str] | None:
    """Return why a file is no workbook that may be opened, and what to do."""
    if len(content) > BYTES_MAX:
        return f"the file is larger than {BYTES_MAX // 1_000_000} MB", "copy the table into a workbook of its own"
    if content.startswith(COMPOUND):
        kind = kind_of_compound(content)
        lock = "open it with its password, and save it without one" if "locked" in kind else _SAVE_AGAIN
        return f"the file is no workbook of Excel (.xlsx) but {kind}", lock
    if not content.startswith(ZIP):
        kind = kind_of(content) or "plain text or of an unknown kind"
        return (
            f"the file is no workbook of Excel (.xlsx) but {kind}",
            f"if it is text, name it .csv; else {_SAVE_AGAIN}",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return _fault_of_package(package)
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as error:
        return f"the file is damaged: {type(error).__name__}", _SAVE_AGAIN


def _fault_of_package(package: zipfile.ZipFile) -> tuple[str, str] | None:
    kind = kind_of_package(package.namelist())
    if kind:
        return f"the file is no workbook of Excel (.xlsx) but {kind}", _SAVE_AGAIN
    fault = fault_of_parts(package, UNPACKED_MAX)
    if fault:
        return fault[0], _SMALLER if fault[1] else _SAVE_AGAIN
    if _STRICT in package.read("xl/workbook.xml"):
        words = "the file is a workbook of the strict kind (ISO/IEC 29500), which cannot be read"
        return words, "save it in Excel as 'Excel Workbook (.xlsx)', or as CSV in UTF-8"
    return None


def _opened(content: bytes) -> Workbook | None:
    """Return the workbook, or None where the library cannot read it; it has no error of its own for that."""
    from openpyxl import load_workbook  # noqa: PLC0415  takes a third of a second, which `--help` need not wait for
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what it leaves out: drawings, extensions, rules of formats
            return load_workbook(io.BytesIO(content), rich_text=True, keep_links=False)
    except (
        InvalidFileException, zipfile.BadZipFile, zlib.error, OSError, EOFError, KeyError, IndexError, ValueError,
        TypeError, AttributeError, SyntaxError, OverflowError, NotImplementedError,
    ):  # fmt: skip
        return None


def _chosen(workbook: Workbook, name: str, wish: TableWish) -> tuple[Worksheet | None, list[Finding]]:
    """Return the sheet that is meant: the one that was named, or the only one that can be seen and holds anything."""
    sheets = {one.title: one for one in workbook.worksheets}
    place = Place(name)
    if wish.sheet:
        if wish.sheet in sheets:
            return sheets[wish.sheet], []
        near = nearest(wish.sheet, sheets)
        order = f"did you mean '{shown(near)}'? " if near else ""
        listed = ", ".join(f"'{shown(one)}'" for one in sheets)
        return None, [Finding("E180", place, f"there is no sheet '{shown(wish.sheet)}'", f"{order}there are {listed}")]
    filled = [one for one in sheets.values() if any(cell.value is not None for cell in _cells(one))]
    seen = [one for one in filled if one.sheet_state == "visible"]
    findings = [
        Finding("W190", Place(f"{name}:{one.title}"), "the sheet is hidden, and is not read",
                "name it with --sheet, if it is meant")
        for one in filled if one not in seen
    ]  # fmt: skip
    if len(seen) == 1:
        return seen[0], findings
    if not seen:
        words = "no sheet that can be seen holds anything"
        return None, [*findings, Finding("E180", place, words, "write the table into a sheet, heads first")]
    listed = ", ".join(f"'{shown(one.title)}'" for one in seen)
    return None, [
        *findings,
        Finding("E180", place, f"several sheets hold something: {listed}", "name one with --sheet"),
    ]


def _cells(sheet: Worksheet) -> Iterator[Any]:
    """Yield the cells that the file has, without those that only lie between: a sheet may reach to row 1,048,576."""
    yield from sheet._cells.values()  # every other way to them makes the missing ones


def _carried(content: bytes, place: Place) -> Iterator[Finding]:
    """Tell of what a workbook carries beside its sheets."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
    if any(name.endswith("vbaProject.bin") or name.startswith("xl/macrosheets/") for name in names):
        words = "the workbook holds macros; none of them was run"
        yield Finding("W192", place, words, "ask whoever sent it what they are for, before you open it in Excel")
    if any(name.startswith("xl/externalLinks/") for name in names):
        words = "the workbook holds links to other files; none of them was followed"
        yield Finding("W192", place, words, "look whether a value of the table came from there")


@dataclass(frozen=True, slots=True)
class _Grid:
    """One sheet; `name` stands before the cells in places."""

    sheet: Worksheet
    name: str
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]

    @classmethod
    def of(cls, sheet: Worksheet, name: str, *, includes_hidden: bool) -> _Grid:
        """Return a sheet with what of it is hidden and is not to be read."""
        if includes_hidden:
            return cls(sheet, name, frozenset(), frozenset())
        rows = frozenset(int(number) for number, one in sheet.row_dimensions.items() if one.hidden or one.height == 0)
        columns = [one for one in sheet.column_dimensions.values() if one.hidden or one.width == 0]
        spans = (range(one.min or 0, min(one.max or 0, COLUMNS_MAX) + 1) for one in columns)
        return cls(sheet, name, rows, frozenset(number for span in spans for number in span))

    def place(self, cell: Any) -> Place:
        """Return the place of a cell."""
        return Place(f"{self.name}!{cell.coordinate}")

    def rows(self) -> Iterator[TypedRow]:
        """Yield the rows with something in them, from top to bottom."""
        by_row: dict[int, list[Any]] = {}
        for cell in _cells(self.sheet):
            is_within = cell.row <= ROWS_MAX and cell.column <= COLUMNS_MAX
            if is_within and cell.data_type not in _REFUSED and self._counts(cell):
                by_row.setdefault(cell.row, []).append(cell)
        for _, cells in sorted(by_row.items()):
            yield tuple(
                TypedCell(
                    self.place(cell), cell.column, _held(cell), "" if cell.data_type == "s" else cell.number_format
                )
                for cell in sorted(cells, key=lambda one: int(one.column))
            )

    def _counts(self, cell: Any) -> bool:
        """Tell whether a cell holds something that is to be read."""
        if cell.value is None or (isinstance(cell.value, str) and not cell.value.strip()):
            return False
        return not self._is_hidden(cell)

    def _is_hidden(self, cell: Any) -> bool:
        return cell.row in self.hidden_rows or cell.column in self.hidden_columns

    def findings(self) -> list[Finding]:
        """Return what in the sheet is no plain value, at its cell."""
        filled = [one for one in _cells(self.sheet) if one.value is not None]
        read = [one for one in filled if self._counts(one)]
        found = [*self._hidden(filled), *self._reaching(filled), *self._merged()]
        for cell in sorted(read, key=lambda one: (one.row, one.column)):
            found += self._of_cell(cell)
        return found

    def _hidden(self, filled: list[Any]) -> Iterator[Finding]:
        for cell in sorted((one for one in filled if self._is_hidden(one)), key=lambda one: (one.row, one.column)):
            words = "rows or columns are hidden from this cell on, and are not read"
            yield Finding("W190", self.place(cell), words, "show them, or read them too, with --include-hidden")
            return

    def _reaching(self, filled: list[Any]) -> Iterator[Finding]:
        for cell in filled:
            if cell.row > ROWS_MAX or cell.column > COLUMNS_MAX:
                words = f"the sheet reaches beyond row {ROWS_MAX:,} or column {COLUMNS_MAX}"
                order = "delete what stands there, or bring its rows in with several smaller files"
                yield Finding("E180", self.place(cell), words, order)
                return

    def _merged(self) -> Iterator[Finding]:
        for area in sorted(map(str, self.sheet.merged_cells.ranges))[:_TOLD_MAX]:
            words = f"cells are merged: {area}"
            order = "part them, and write the value into each row to which it belongs"
            yield Finding("E184", Place(f"{self.name}!{area.partition(':')[0]}"), words, order)

    def _of_cell(self, cell: Any) -> Iterator[Finding]:
        place = self.place(cell)
        if cell.data_type == "f":
            words = "the cell holds a formula, and its result is not taken"
            yield Finding("E183", place, words, "write the value itself into the cell: copy it, and paste values only")
        elif cell.data_type == "e":
            words = f"the cell holds an error of the spreadsheet: {shown(str(cell.value))}"
            yield Finding("E185", place, words, "write the value itself into the cell, or empty it")
        if cell.comment is not None:
            words = "a comment at the cell is not read"
            yield Finding("W190", place, words, "write it into a cell, if it belongs to the case")
        if _is_struck(cell):
            words = "words of the cell are struck out, and are read as the others"
            yield Finding("W190", place, words, "delete them, if they are no longer meant")


# Formulas and errors: they are findings, and nothing more is said of their cells.
_REFUSED: Final = frozenset({"f", "e"})


# How a part of the file writes what XML would lose at the end of a line (ECMA-376, part 1, section 22.4.2.4).
_CARRIAGE_RETURN: Final = "_x000D_"


def _held(cell: Any) -> Held:
    """Return what a cell holds, text in several looks as one text."""
    value = cell.value
    return (
        value
        if isinstance(value, bool | int | float | date | time | timedelta)
        else str(value).replace(_CARRIAGE_RETURN, "\r")
    )


def _is_struck(cell: Any) -> bool:
    from openpyxl.cell.rich_text import CellRichText, TextBlock  # noqa: PLC0415

    if cell.font is not None and cell.font.strike:
        return True
    parts = cell.value if isinstance(cell.value, CellRichText) else ()
    return any(isinstance(one, TextBlock) and bool(one.font.strike) for one in parts)
