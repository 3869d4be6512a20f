"""Tables for the tests of importing: rows as a workbook or as text, and the entries of a case file as rows."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from submissions.findings import Finding
from submissions.importing.records import Imported, Listed, TableWish
from submissions.importing.tables import import_table, read_case_text, read_table
from submissions.values import SourceMapping

FILE = "cases/one/case.yaml"
CASE = """case: {id: one, title: One, short_title: One, language: en}
state: BIH
organisation: {name: Office, address: Street}
people:
  - {id: r, role: survivor, name: {given: Nora, family: Winters}, pseudonym: R}
events:
  - id: arrest
    date: 2021-02-03
    text: The police took @r.
annexes:
submissions: []
"""


def workbook(rows: Sequence[Sequence[Any]], change: Callable[[Worksheet], None] = lambda sheet: None) -> bytes:
    """Return a workbook with one sheet; a pair is a value and its format."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Sheet1"
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.value, cell.number_format = value if isinstance(value, tuple) else (value, cell.number_format)
    change(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def separated(rows: Sequence[Sequence[str]], separator: str = ",") -> bytes:
    """Return a text file with separators."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator).writerows(rows)
    return stream.getvalue().encode("utf-8")


def bring_in(
    content: bytes,
    name: str,
    listed: Listed = "events",
    case: str | bytes = CASE,
    validate: Callable[[SourceMapping], list[Finding]] = lambda root: [],
    **wish: Any,
) -> tuple[Imported | None, list[Finding]]:
    """Bring a table into a case without a disk; the whole is validated by what the test gives."""
    wanted = TableWish(listed, **wish)
    table, findings = read_table(content, name, wanted)
    text, faults = read_case_text(case.encode("utf-8") if isinstance(case, str) else case, FILE)
    assert text is not None, faults
    if table is None:
        return None, findings
    return import_table(table, text, wanted, validate, findings)


def told(findings: Sequence[Finding]) -> list[str]:
    """Return findings as they are printed, without their orders."""
    return [str(finding) for finding in findings]


def flat(node: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Yield the key of each value of an entry, and the value as somebody types it into a cell."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            yield from flat(value, (*path, str(key)))
    elif isinstance(node, list) and all(isinstance(one, str) and ";" not in one for one in node):
        yield ".".join(path), "; ".join(node) or "[]"
    elif isinstance(node, list):
        for number, value in enumerate(node, 1):
            yield from flat(value, (*path, str(number)))
    else:
        yield ".".join(path), str(node)


def as_rows(entries: Sequence[Any]) -> list[list[str]]:
    """Return entries of a case file as a table, its heads first."""
    rows = [dict(flat(entry)) for entry in entries]
    heads = list(dict.fromkeys(key for row in rows for key in row))
    return [heads, *([row.get(head, "") for head in heads] for row in rows)]


def as_typed_by_excel(value: str) -> Any:
    """Return a value as Excel keeps it, once it was typed there: dates and truth values as its own."""
    if value in ("true", "false"):
        return value == "true"
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", value)
    if match is None or int(match[1]) < 1901:
        return value
    if match[2] is None:
        return int(match[1])
    day = datetime.datetime(int(match[1]), int(match[2]), int(match[3] or 1))
    return day, "dd/mm/yyyy" if match[3] else "mmm yyyy"
