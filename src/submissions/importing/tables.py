"""Bring a table into a case: read it, understand its rows, append them to the case file's text, and validate the whole.

What the case's own reading finds in the new lines is told at the cells that they came from. Nothing is written here.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Final

from submissions.findings import Finding, Place, has_errors
from submissions.importing.appending import Appended, CaseText, append, meant, plain
from submissions.importing.cells import Reading
from submissions.importing.heads import read_heads
from submissions.importing.records import Entry, Imported, Listed, TableWish, TypedTable
from submissions.importing.rows import ID, cell_of, read_rows
from submissions.importing.separated import read_separated
from submissions.importing.sheets import COMPOUND, ZIP, read_workbook
from submissions.languages import PLAIN
from submissions.source.case_file import read_yaml
from submissions.source.text_file import decode_text
from submissions.values import SourceList, SourceMapping, Text

Validate = Callable[[SourceMapping], list[Finding]]
"""Reads the values of a case file as a case, and returns every fault."""
_WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})


def read_table(content: bytes, name: str, wish: TableWish) -> tuple[TypedTable | None, list[Finding]]:
    """Return the table in a file: a workbook of Excel, or text with separators; what it is decides, not its name."""
    if not content.strip():
        return None, [Finding("E180", Place(name), "the file is empty", "write the heads into its first row")]
    is_workbook = content.startswith((ZIP, COMPOUND)) or PurePath(name).suffix.lower() in _WORKBOOKS
    idle = wish.encoding if is_workbook else wish.sheet or ("hidden" if wish.includes_hidden else "")
    if idle:
        words = "a workbook has no --encoding" if is_workbook else "a text file has no --sheet and hides nothing"
        return None, [Finding("E180", Place(name), words, "leave the option out, or name the other file")]
    return (read_workbook if is_workbook else read_separated)(content, name, wish)


def read_case_text(content: bytes, file: str) -> tuple[CaseText | None, list[Finding]]:
    """Return a case file with its values, or why it cannot be read."""
    source, findings = decode_text(content, file)
    if source is None:
        return None, findings
    root, faults = read_yaml(source)
    return (CaseText(content, source, root) if root is not None else None), findings + faults


def import_table(
    table: TypedTable, case: CaseText, wish: TableWish, validate: Validate, read: Sequence[Finding] = ()
) -> tuple[Imported, list[Finding]]:
    """Return what a table was understood as, the case file with its rows, and every fault of theirs.

    `read` are the findings of reading the table, which come first.
    """
    keys, heads, faults = read_heads(table, wish.listed, _language_of(case.root))
    findings = [*read, *faults]
    if not keys:
        words = f"no head of the table is a key of {wish.listed}"
        order = "write the heads into its first row, and nothing above them, no title either"
        return Imported(table.name, table.how, heads, ()), [*findings, Finding("E180", Place(table.name), words, order)]
    taken = _ids_in(case.root, wish.listed)
    entries, rows, faults = read_rows(table.rows, keys, wish.listed, Reading.of(wish.order), taken)
    findings += faults
    told = Imported(table.name, table.how, heads, rows)
    if not entries:
        words = "the table holds heads and no row"
        return told, [*findings, Finding("E180", Place(table.name), words, "write a row below the heads")]
    findings += _repeated(entries, case.root, wish.listed)
    appended, faults = append(case, wish.listed, entries)
    if appended is None:
        return told, findings + faults
    lines = _Lines(case.source.file, appended.first, appended.places, appended.moved)
    new = _new_findings(case, appended, lines, validate, [one for one in findings if one.is_error])
    if has_errors([*findings, *new]) or not wish.writes:  # the file stays as it is, and so do the lines in it
        new = [replace(one, place=lines.before(one.place)) for one in new]
    findings += new
    last = appended.first + len(appended.places) - 1
    if has_errors(findings):
        return told, findings
    return replace(
        told, before=case.content, after=appended.content, first_line=appended.first, last_line=last
    ), findings


def _repeated(entries: Sequence[Entry], root: SourceMapping, listed: Listed) -> Iterator[Finding]:
    """Tell of rows without an id that say what is there already: whoever imports a table twice would have all twice."""
    node = root.at(listed)
    kept = [one for one in node if isinstance(one, SourceMapping)] if isinstance(node, SourceList) else []
    seen: dict[str, str] = {}
    for one in kept:
        seen.setdefault(_said(plain(one)), f"the case already, in line {one.place.line}")
    for entry in entries:
        values = _said(meant(entry.tree))
        where = seen.setdefault(values, f"the table already, in {cell_of(entry.place)}")
        if entry.is_made and where != f"the table already, in {cell_of(entry.place)}":
            words = f"the row has no id, and all that it says is in {where}"
            yield Finding("E188", entry.place, words, "leave it out; if it is meant twice, give it an id of its own")


def _said(values: dict[str, object]) -> str:
    """Return what an entry says beside its id, as one text, whatever the order of its keys."""
    return json.dumps({key: value for key, value in values.items() if key != ID}, sort_keys=True)


def first_of_each(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings with the first of each code: a column of dates can be wrong in every row of five thousand."""
    kept: list[Finding] = []
    count: Counter[str] = Counter(one.code for one in findings)
    told: Counter[str] = Counter()
    for one in findings:
        told[one.code] += 1
        if told[one.code] <= _TOLD_MAX:
            kept.append(one)
        elif told[one.code] == _TOLD_MAX + 1:
            more = count[one.code] - _TOLD_MAX
            kept.append(replace(one, message=f"from this cell on, {more:,} more are of the same kind: {one.message}"))
    return kept


# As many as a person mends before looking again.
_TOLD_MAX: Final = 20


def _language_of(root: SourceMapping) -> str:
    """Return the language of the texts of a case that stand without one."""
    head = root.at("case")
    return str((head.at("language") if isinstance(head, SourceMapping) else None) or PLAIN)


def _ids_in(root: SourceMapping, listed: Listed) -> dict[str, Text]:
    """Return the ids of a list of the case, with their places."""
    node = root.at(listed)
    found = [one.at(ID) for one in node if isinstance(one, SourceMapping)] if isinstance(node, SourceList) else []
    return {str(one): one for one in found if isinstance(one, Text)}


# How messages name another line of the case file: "first in line 49", "protected at line 7".
_LINE: Final = re.compile(r"\bline (\d+)")


@dataclass(frozen=True, slots=True)
class _Lines:
    """Where the new lines of a case file stand, to tell what is said of them from what is said of the others."""

    file: str
    first: int
    places: Sequence[Place]
    moved: int

    def cell_of(self, place: Place) -> Place | None:
        """Return the cell that a place in the new lines came from, or None for any other place."""
        index = place.line - self.first
        return self.places[index] if place.file == self.file and 0 <= index < len(self.places) else None

    def said(self, message: str) -> str:
        """Return a message with the cells in place of the new lines that it names, which may never be written."""
        return _LINE.sub(lambda match: self._said_line(int(match[1])), message)

    def _said_line(self, number: int) -> str:
        cell = self.cell_of(Place(self.file, number))
        if cell is None:
            return f"line {self.before(Place(self.file, number)).line}"
        return f"line {cell.line} of the table" if cell.line else cell.file.rpartition(":")[2]

    def before(self, place: Place) -> Place:
        """Return a place outside the new lines as it was without them."""
        is_behind = place.file == self.file and place.line >= self.first + len(self.places)
        return replace(place, line=place.line - self.moved) if is_behind else place


def _new_findings(
    case: CaseText, appended: Appended, lines: _Lines, validate: Validate, told: Sequence[Finding]
) -> list[Finding]:
    """Return what is wrong with the whole that was not wrong before: at its cell, where it stands in the new lines.

    `told` are the errors of cells: of a table that has any, keys that are missing are not told, nor ids a second time.
    """
    twice = {one.place for one in told if one.code == "E188"}
    known = {(one.code, one.message, one.place) for one in validate(case.root)}
    found: list[Finding] = []
    for one in validate(appended.root):
        cell = lines.cell_of(one.place)
        if cell is not None and not (told and one.code == "E114") and not (cell in twice and one.code == "E122"):
            found.append(replace(one, place=cell, message=lines.said(one.message)))
        elif cell is None and (one.code, one.message, lines.before(one.place)) not in known:
            found.append(one)
    return found
