"""What a table may not hold is told at its cell, in these words; nothing is then written, and nothing is guessed."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from submissions.importing import sheets
from submissions.importing.tables import first_of_each
from table_files import CASE, bring_in, separated, told, workbook

MAY = datetime.datetime(2019, 5, 1)
HEADS = ["id", "date", "text"]
GOOD = [HEADS, ["new", "2021", "Two"]]


# --- a table ---

Change = Callable[[Worksheet], None]


def put(cell: str, value: Any) -> Change:
    def change(sheet: Worksheet) -> None:
        sheet[cell] = value

    return change


def styled(cell: str, **looks: Any) -> Change:
    def change(sheet: Worksheet) -> None:
        for name, look in looks.items():
            setattr(sheet[cell], name, look)

    return change


def hide_row(sheet: Worksheet) -> None:
    sheet.row_dimensions[2].hidden = True
    sheet.append(["other", "2022", "3"])


def hide_column(sheet: Worksheet) -> None:
    sheet.column_dimensions["C"].hidden = True


def struck_words(sheet: Worksheet) -> None:
    sheet["C2"] = CellRichText("Not ", TextBlock(InlineFont(strike=True), "two"))


def second_sheet(sheet: Worksheet) -> None:
    book = sheet.parent
    assert isinstance(book, Workbook)
    book.create_sheet("Other")["A1"] = "id"


def hidden_sheet(sheet: Worksheet) -> None:
    second_sheet(sheet)
    book = sheet.parent
    assert isinstance(book, Workbook)
    book["Other"].sheet_state = "veryHidden"


IN_A_SHEET: dict[str, tuple[Change, list[str]]] = {
    "a formula": (
        put("C2", "=1+1"),
        ["e.xlsx:Sheet1!C2: error[E183]: the cell holds a formula, and its result is not taken"],
    ),
    "an error": (
        put("C2", "#REF!"),
        ["e.xlsx:Sheet1!C2: error[E185]: the cell holds an error of the spreadsheet: #REF!"],
    ),
    "merged cells": (
        lambda sheet: sheet.merge_cells("B2:C3"),
        ["e.xlsx:Sheet1!B2: error[E184]: cells are merged: B2:C3"],
    ),
    "a comment": (
        styled("C2", comment=Comment("ask her", "me")),
        ["e.xlsx:Sheet1!C2: warning[W190]: a comment at the cell is not read"],
    ),
    "a cell struck out": (
        styled("C2", font=Font(strike=True)),
        ["e.xlsx:Sheet1!C2: warning[W190]: words of the cell are struck out, and are read as the others"],
    ),
    "words struck out": (
        struck_words,
        ["e.xlsx:Sheet1!C2: warning[W190]: words of the cell are struck out, and are read as the others"],
    ),
    "a hidden row": (
        hide_row,
        ["e.xlsx:Sheet1!A2: warning[W190]: rows or columns are hidden from this cell on, and are not read"],
    ),
    "a hidden column": (
        hide_column,
        ["e.xlsx:Sheet1!C1: warning[W190]: rows or columns are hidden from this cell on, and are not read"],
    ),
    "a hidden sheet": (
        hidden_sheet,
        ["e.xlsx:Other: warning[W190]: the sheet is hidden, and is not read"],
    ),
    "two sheets": (
        second_sheet,
        ["e.xlsx: error[E180]: several sheets hold something: 'Sheet1', 'Other'"],
    ),
    "an unknown head": (
        put("C1", "Txet"),
        ["e.xlsx:Sheet1!C1: error[E181]: the head 'Txet' is no key of events; did you mean 'text'?"],
    ),
    "a head that may be two keys": (
        put("C1", "Date; heure"),
        ["e.xlsx:Sheet1!C1: error[E181]: the head 'Date; heure' is no key of events"],
    ),
    "no head": (
        put("D2", "stray"),
        ["e.xlsx:Sheet1!D2: error[E181]: a value stands in a column without a head"],
    ),
    "a head twice": (
        put("D1", "Texte"),
        ["e.xlsx:Sheet1!D1: error[E182]: two heads stand for the key 'text'; the first is in Sheet1!C1"],
    ),
    "a head that is a number": (
        put("C1", 7),
        ["e.xlsx:Sheet1!C1: error[E181]: the head '7' is no key of events"],
    ),
    "an id of the case": (
        put("A2", "arrest"),
        ["e.xlsx:Sheet1!A2: error[E188]: the id of this row is in the case already, in line 7"],
    ),
    "a row far below": (
        put("A1048576", "stray"),
        ["e.xlsx:Sheet1!A1048576: error[E180]: the sheet reaches beyond row 20,000 or column 300"],
    ),
    "a number where text is": (
        put("C2", 7),
        ["e.xlsx:Sheet1!C2: warning[W191]: the cell holds a number where its key takes text: zeros before it, a + and "
         "spaces are lost"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", IN_A_SHEET)
def test_what_a_sheet_holds_beside_plain_values_is_told_at_its_cell(name: str) -> None:
    change, expected = IN_A_SHEET[name]
    imported, findings = bring_in(workbook(GOOD, change), "e.xlsx")
    assert told(findings) == expected
    stopped = any("error[" in line for line in expected)
    assert (imported is not None and imported.after != b"") == (not stopped)


def test_what_is_hidden_is_read_where_that_is_asked_for() -> None:
    for change in (hide_row, hide_column):
        imported, findings = bring_in(workbook(GOOD, change), "e.xlsx", includes_hidden=True)
        assert imported is not None
        assert told(findings) == []
        assert imported.rows[0].id == "new"
        assert {one.key for one in imported.rows[0].values} == {"id", "date", "text"}


def test_a_sheet_is_chosen_by_its_name() -> None:
    book = workbook(GOOD, second_sheet)
    assert bring_in(book, "e.xlsx", sheet="Sheet1")[0] is not None
    _, findings = bring_in(book, "e.xlsx", sheet="Sheet11")
    assert told(findings) == ["e.xlsx: error[E180]: there is no sheet 'Sheet11'"]
    assert findings[0].help == "did you mean 'Sheet1'? there are 'Sheet1', 'Other'"


def test_dates_are_counted_as_the_workbook_says() -> None:
    book = load_workbook(io.BytesIO(workbook([HEADS, ["new", None, "Two"]])))
    book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet["B2"] = MAY
    sheet["B2"].number_format = "mmm yyyy"
    stream = io.BytesIO()
    book.save(stream)
    imported, findings = bring_in(stream.getvalue(), "e.xlsx")
    assert imported is not None
    assert (imported.how, told(findings)) == (("sheet 'Sheet1'", "dates counted from 1904"), [])
    assert [one.value for one in imported.rows[0].values] == ["new", "2019-05", "Two"]
    assert [one.typed for one in imported.rows[0].values][1] == "2019-05-01, shown as mmm yyyy"


def test_two_rows_of_one_id_and_two_keys_in_each_other_s_way_are_told_with_both() -> None:
    rows = [["id", "date", "date.from", "text"], ["a", "2021", "2020", "x"], ["a", "2021", "2020", "y"]]
    _, findings = bring_in(separated(rows), "e.csv")
    assert told(findings) == [
        "e.csv:2:3: error[E182]: 'date' and 'date.from' both have a value in this row",
        "e.csv:3:1: error[E188]: the id of this row stands in the table already, in line 2",
    ]


def test_a_row_without_an_id_that_says_what_is_there_already_is_refused() -> None:
    rows = [["id", "date", "text"], ["", "2021-02-03", "The police took @r."], ["", "2022", "x"], ["", "2022", "x"]]
    _, findings = bring_in(separated(rows), "e.csv")
    assert [one for one in told(findings) if "N193" not in one] == [
        "e.csv:2:2: error[E188]: the row has no id, and all that it says is in the case already, in line 7",
        "e.csv:4:2: error[E188]: the row has no id, and all that it says is in the table already, in line 3",
    ]
    rows[1][0], rows[2][0], rows[3][0] = "again", "x", "y"
    imported, findings = bring_in(separated(rows), "e.csv")
    assert imported is not None
    assert (told(findings), len(imported.rows)) == ([], 3)


def test_of_one_kind_of_fault_the_first_are_told_and_how_many_there_are() -> None:
    _, findings = bring_in(separated([HEADS, *([f"a-{n}", "3/4/2019", "x"] for n in range(500))]), "e.csv")
    few = first_of_each(findings)
    assert (len(findings), len(few)) == (500, 21)
    assert few[-1].message.startswith("from this cell on, 480 more are of the same kind: the date can be read")
    assert first_of_each(findings[:20]) == findings[:20]


def test_a_title_above_the_heads_is_told() -> None:
    _, findings = bring_in(separated([["Chronology"], HEADS, ["a", "2021", "x"]]), "e.csv")
    assert told(findings) == [
        "e.csv:1:1: error[E181]: the head 'Chronology' is no key of events",
        "e.csv:2:2: error[E181]: a value stands in a column without a head",
        "e.csv:2:3: error[E181]: a value stands in a column without a head",
        "e.csv: error[E180]: no head of the table is a key of events",
    ]


def test_ids_are_made_of_the_kind_and_a_number_that_is_free() -> None:
    case = CASE.replace("id: arrest", "id: event-2")
    rows = [["id", "date", "text"], ["", "2021", "x"], ["event-3", "2021", "y"], ["", "2021", "z"]]
    imported, findings = bring_in(separated(rows), "e.csv", case=case)
    assert imported is not None
    assert [(row.id, row.is_made) for row in imported.rows] == [
        ("event-1", True),
        ("event-3", False),
        ("event-4", True),
    ]
    assert told(findings) == ["e.csv:2:2: note[N193]: 2 rows have no id, and got one: 'event-1' to 'event-4'"]


# --- a file ---


def package(*names: str, content: bytes = b"<a/>") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as zipped:
        for name in names:
            zipped.writestr(name, content)
    return stream.getvalue()


def with_part(book: bytes, name: str, content: bytes) -> bytes:
    stream = io.BytesIO(book)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr(name, content)
    return stream.getvalue()


def compound(stream: str) -> bytes:
    """Return what stands for a file of Microsoft's old kind: its first bytes, and the name of one stream."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le")


NO_WORKBOOK = "t.xlsx: error[E180]: the file is no workbook of Excel (.xlsx) but "
FILES: dict[str, tuple[str, bytes, str]] = {
    "old": ("t.xls", compound("Workbook"), "t.xls" + NO_WORKBOOK[6:] + "an old workbook of Excel (.xls)"),
    "locked": ("t.xlsx", compound("EncryptedPackage"), NO_WORKBOOK + "a file that is locked with a password"),
    "old Word": ("t.xlsx", compound("WordDocument"), NO_WORKBOOK + "an old Word file (.doc)"),
    "unknown": ("t.xlsx", compound(""), NO_WORKBOOK + "an old file of Microsoft Office"),
    "OpenDocument": (
        "t.xlsx", package("mimetype", "content.xml"),
        NO_WORKBOOK + "an OpenDocument file, such as LibreOffice writes (.ods)",
    ),
    "Word": ("t.xlsx", package("word/document.xml"), NO_WORKBOOK + "a Word file (.docx)"),
    "binary": ("t.xlsx", package("xl/workbook.bin"), NO_WORKBOOK + "a binary workbook of Excel (.xlsb)"),
    "PowerPoint": ("t.xlsx", package("ppt/presentation.xml"), NO_WORKBOOK + "a PowerPoint file (.pptx)"),
    "Numbers": ("t.xlsx", package("Index/Document.iwa"), NO_WORKBOOK + "a file of Apple's Numbers or Pages"),
    "ZIP": ("t.xlsx", package("a.txt"), NO_WORKBOOK + "a packed folder (ZIP)"),
    "web page": ("t.xls", b"<html><table>", "t.xls" + NO_WORKBOOK[6:] + "a web page"),
    "text": ("t.xlsx", b"id,date\n", NO_WORKBOOK + "plain text or of an unknown kind"),
    "PDF": ("t.csv", b"%PDF-1.7", "t.csv: error[E180]: the file is no text with separators but a PDF"),
    "nothing": ("t.csv", b" \n", "t.csv: error[E180]: the file is empty"),
    "commas only": ("t.csv", b",,\n,,\n", "t.csv: error[E180]: the file holds no row"),
    "damaged": ("t.xlsx", b"PK\x03\x04" + bytes(60), "t.xlsx: error[E180]: the file is damaged: BadZipFile"),
    "half": (
        "t.xlsx", package("xl/workbook.xml"), "t.xlsx: error[E180]: the file is a damaged workbook, and cannot be read",
    ),
    "entities": (
        "t.xlsx", package("xl/workbook.xml", content=b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'),
        "t.xlsx: error[E180]: a part of the file declares entities, which no office program writes",
    ),
    "bomb": (
        "t.xlsx", with_part(workbook(GOOD), "xl/worksheets/sheet2.xml", bytes(sheets.UNPACKED_MAX)),
        "t.xlsx: error[E180]: the file unpacks to more than 40 MB",
    ),
    "strict": (
        "t.xlsx", package("xl/workbook.xml", content=b'<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'),
        "t.xlsx: error[E180]: the file is a workbook of the strict kind (ISO/IEC 29500), which cannot be read",
    ),
    "no row": ("t.xlsx", workbook([]), "t.xlsx: error[E180]: no sheet that can be seen holds anything"),
    "western": (
        "t.csv", "id,date,text\na,2021,été\n".encode("cp1252"),
        "t.csv: error[E180]: the file is not UTF-8: the byte E9 in line 2 is of another encoding",
    ),
    "UTF-16": (
        "t.csv", "id\tdate\n".encode("utf-16"),
        "t.csv: error[E180]: the file is not UTF-8: the byte FF in line 1 is of another encoding",
    ),
    "open quotation": (
        "t.csv", b'id,date,text\na,2021,"x\nb,2022,y\n',
        "t.csv:2:1: error[E180]: the row that begins in this line cannot be read: unexpected end of data",
    ),
    "letters behind a quotation": (
        "t.csv", b'id,date,text\na,2021,"x"y\n',
        "t.csv:2:1: error[E180]: the row that begins in this line cannot be read: ',' expected after '\"'",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", FILES)
def test_a_file_that_is_no_table_is_called_what_it_is(kind: str) -> None:
    name, content, expected = FILES[kind]
    imported, findings = bring_in(content, name)
    assert told(findings)[0] == expected
    assert imported is None or imported.after == b""
    assert all(one.help for one in findings)


def test_an_option_that_does_nothing_for_a_file_is_refused() -> None:
    _, findings = bring_in(workbook(GOOD), "t.xlsx", encoding="windows-1252")
    assert told(findings) == ["t.xlsx: error[E180]: a workbook has no --encoding"]
    for wish in ({"sheet": "One"}, {"includes_hidden": True}):
        _, findings = bring_in(separated(GOOD), "t.csv", **wish)
        assert told(findings) == ["t.csv: error[E180]: a text file has no --sheet and hides nothing"]


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("xl/vbaProject.bin", "t.xlsx: warning[W192]: the workbook holds macros; none of them was run"),
        ("xl/externalLinks/externalLink1.xml",
         "t.xlsx: warning[W192]: the workbook holds links to other files; none of them was followed"),
    ],
)  # fmt: skip
def test_what_a_workbook_carries_is_told_and_its_table_is_read(part: str, words: str) -> None:
    imported, findings = bring_in(with_part(workbook(GOOD), part, b"<a/>"), "t.xlsx")
    assert imported is not None
    assert (told(findings), [row.id for row in imported.rows]) == ([words], ["new"])


@pytest.mark.parametrize(
    ("content", "how", "wish"),
    [
        (b"id,date,text\nnew,2021,Two\n", "commas between the cells", {}),
        (b"id;date;text\r\nnew;2021;Two\r\n", "semicolons between the cells", {}),
        (b"id\tdate\ttext\nnew\t2021\tTwo", "tabs between the cells", {}),
        (b"\xef\xbb\xbfid;date;text\nnew;2021;Two\n", "semicolons between the cells", {}),
        (b"sep=;\nid;date;text\nnew;2021;Two\n", "semicolons between the cells", {}),
        (b"\n\nid;date;text\n\nnew;2021;Two\n;;\n", "semicolons between the cells", {}),
        (b'"id";"date";"text"\n"new";"2021";"Two"\n', "semicolons between the cells", {}),
        ("id\tdate\ttext\nnew\t2021\tTwo\n".encode("utf-16"), "tabs between the cells", {"encoding": "utf-16"}),
        (b"id,date,text\nnew,2021,Two\n", "commas between the cells", {"encoding": "windows-1252"}),
    ],
)
def test_text_is_read_with_the_separator_that_it_has(content: bytes, how: str, wish: dict[str, Any]) -> None:
    imported, findings = bring_in(content, "t.csv", **wish)
    assert imported is not None
    assert told(findings) == []
    assert imported.how[1] == how
    assert [(one.key, one.value) for one in imported.rows[0].values] == [
        ("id", "new"),
        ("date", "2021"),
        ("text", "Two"),
    ]


def test_a_row_is_told_by_the_line_in_which_it_begins_and_a_formula_of_a_text_file_too() -> None:
    content = b'id;date;text\na;2021;"one\ntwo"\nb;x;="0123"\n'
    _, findings = bring_in(content, "t.csv")
    assert told(findings) == [
        "t.csv:4:3: error[E183]: the cell holds a formula, and its result is not taken",
        "t.csv:4:2: error[E187]: the cell holds no date: 'x'",
    ]
