"""Tables with merged cells are the same grid in the tree, in Word, in PDF and in HTML, and in what reads each back."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pikepdf
import pytest

import office
from merging import PLACE, by_lot, cell, row, table
from submissions.checks.excerpts import passages
from submissions.document import Cell, Document, HouseFile, Note, Paragraph, Row, Run, Table, plain, walk
from submissions.document.grids import covering, heads_over, joined_rows, misfits, of_table
from submissions.document.heights import held_on_pages, row_lines, rows_kept
from submissions.drafted.finished import read_document
from submissions.line.formats import WRITERS, Print
from submissions.transforms.columns import settle_columns
from submissions.writers.page.pdf import layout
from test_pdf_writer import house, tags
from word_files import document, house_files, paragraph

WORDS = {
    "en": [
        "the",
        "State",
        "party",
        "prisoner",
        "secret",
        "detention",
        "2016",
        "Benghazi",
        "unlawful",
        "arrest",
        "and",
        "of",
        "in",
        "by",
    ],
    "ar": ["رقم", "المرفق", "الاحتجاز", "السري", "2016", "بنغازي", "في", "من", "على", "التعذيب"],
}
FORMATS = ("docx", "pdf", "html")
SENTENCE = "He was held in a garrison of the brigade, and nobody knew of it until he was released. "


@cache
def files() -> dict[str, HouseFile]:
    return {**house(), **house_files()}


def drawn(seed: int, language: str = "en", count: int = 2) -> Document:
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    blocks = [one for _ in range(count) for one in (paragraph("Between."), by_lot(chance, WORDS[language]))]
    return settle_columns(document(*blocks, language=language))


def written(form: str, of: Document) -> bytes:
    content, findings = WRITERS[form].write(Print(of, files()))
    assert [one.code for one in findings if one.is_error] == []
    return content


def tables(blocks: Sequence[object]) -> list[Table]:
    return [node for node in walk(blocks) if isinstance(node, Table)]  # type: ignore[arg-type]


def shape(of: Table) -> list[tuple[int, int, int, int, str]]:
    """Return of each cell its row, its column, how many it covers of each, and its words."""
    return [(one.row, one.column, one.cell.columns, one.cell.rows, words(one.cell)) for one in of_table(of)]


def words(one: Cell) -> str:
    held = (plain(node.inlines) for node in walk(one.blocks) if isinstance(node, Paragraph))
    return re.sub(r"[\s\u2066-\u2069\u200e\u200f]+", " ", " ".join(held)).strip()


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("language", WORDS)
def test_a_table_drawn_by_lot_is_read_back_from_every_format(seed: int, language: str) -> None:
    of = drawn(seed, language)
    for form in FORMATS:
        assert WRITERS[form].read_back(written(form, of), of, PLACE) == []
    held, findings = read_document(written("docx", of), "a.docx")
    blocks = held.blocks
    assert {one.code for one in findings} <= {"N385"}  # the head and the foot of the pages
    assert [shape(one) for one in tables(blocks)] == [shape(one) for one in tables(of.blocks)]
    assert [len(one.head) for one in tables(blocks)] == [len(one.head) for one in tables(of.blocks)]


@pytest.mark.proof
@pytest.mark.parametrize("start", range(0, 200, 20))
def test_many_tables_drawn_by_lot_are_read_back(start: int) -> None:
    for seed in range(start, start + 20):
        for language in WORDS:
            test_a_table_drawn_by_lot_is_read_back_from_every_format(seed, language)


@pytest.mark.proof
@office.needs_office
def test_libreoffice_sees_the_grid_of_the_tree(tmp_path: Path) -> None:
    made = {f"{language}-{seed}": drawn(seed, language) for language in WORDS for seed in range(12)}
    for name, of in made.items():
        (tmp_path / f"{name}.docx").write_bytes(written("docx", of))
    office.convert([tmp_path / f"{name}.docx" for name in made], tmp_path, "html")
    for name, of in made.items():
        page = (tmp_path / f"{name}.html").read_text(encoding="utf-8")
        found = [list(_spans(one)) for one in re.findall(r"<table.*?</table>", page, re.DOTALL)]
        assert found == [[spans[2:4] for spans in shape(one)] for one in tables(of.blocks)], name


def _spans(page: str) -> Iterator[tuple[int, int]]:
    for attributes in re.findall(r"<t[dh]\b([^>]*)>", page):
        told = dict(re.findall(r'(colspan|rowspan)="(\d+)"', attributes))
        yield int(told.get("colspan", 1)), int(told.get("rowspan", 1))


PLACES = table(
    4,
    [row(cell("Year", rows=2), cell("Place", rows=2), cell("Held", 2)), row("from", "to")],
    [
        row(cell("2015", rows=2, header=True), "Garrison", "1 May", "2 May"),
        row("Hospital", cell("not known", 2)),
        row(cell("2016", header=True), "Prison", "2 June", "4 June"),
    ],
)
CHANGES = {
    "a cell more": lambda one: replace(one, body=(*one.body[:2], row("2016", "Prison", cell("2 June 4 June", 2)))),
    "a cell over another row": lambda one: replace(
        one, body=(row("2015", *one.body[0].cells[1:]), row("", *one.body[1].cells), one.body[2])
    ),
    "a row less": lambda one: replace(one, body=one.body[:2]),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
@pytest.mark.parametrize("form", FORMATS)
def test_a_file_whose_cells_cover_others_is_found(form: str, change: object) -> None:
    of = settle_columns(document(PLACES))
    content = written(form, of)
    other = replace(of, blocks=(change(of.blocks[0]),))  # type: ignore[operator]
    assert WRITERS[form].read_back(content, of, PLACE) == []
    assert "E605" in [one.code for one in WRITERS[form].read_back(content, other, PLACE)]


def test_each_cell_of_a_pdf_is_led_to_all_its_heads() -> None:
    content = written("pdf", settle_columns(document(PLACES)))
    names = {str(tag.ID): text for tag, text in zip(_heads(content), HEADS, strict=True)}
    led = [[names[str(one)] for one in tag.A.Headers] for tag in tags(content) if tag.S == "/TD"]
    assert led == [
        ["2015", "Place"], ["2015", "Held", "from"], ["2015", "Held", "to"],
        ["2015", "Place"], ["2015", "Held", "from", "to"],
        ["2016", "Place"], ["2016", "Held", "from"], ["2016", "Held", "to"],
    ]  # fmt: skip
    scopes = [str(tag.A.Scope) for tag in _heads(content)]
    assert scopes == ["/Column"] * 5 + ["/Row"] * 2


HEADS = ("Year", "Place", "Held", "from", "to", "2015", "2016")


def _heads(content: bytes) -> list[pikepdf.Dictionary]:
    return [tag for tag in tags(content) if tag.S == "/TH"]


def test_the_page_of_a_table_over_two_pages_keeps_joined_rows_together() -> None:
    years = [
        one
        for year in range(1995, 2020)
        for one in (row(cell(str(year), rows=2), "Garrison", SENTENCE), row("Hospital", SENTENCE))
    ]
    of = settle_columns(document(table(3, [row("Year", "Place", "What")], years)))
    made = layout(of, house())
    assert made.page_count > 2
    assert [one.code for one in made.findings if one.code != "N525"] == []
    assert WRITERS["pdf"].read_back(made.content, of, PLACE) == []
    assert tables(of.blocks)[0].body == tuple(years)


def test_a_merged_cell_higher_than_a_page_may_leave_white_is_divided_where_its_words_end() -> None:
    page = document().design.measures
    long = table(
        2, [], [row(cell("2016", rows=80), "first"), *(row(f"Place {index}") for index in range(79))], (20, 80)
    )
    (held,) = tables(settle_columns(document(long)).blocks)
    assert joined_rows(held.body) == frozenset()
    assert misfits(held.body, 2) == []
    assert words(held.body[0].cells[0]) == "2016"
    assert all(not one.cells[0].blocks for one in held.body[1:])
    short = replace(long, body=(row(cell("2016", rows=4), "a"), *map(row, "bcd")))
    assert held_on_pages(short, page) == short
    assert rows_kept(short, page) == {0, 1, 2}


def test_rows_that_their_notes_make_too_high_for_a_page_are_named() -> None:
    def noted(number: int) -> Cell:
        note = Note(number, (Paragraph((Run(SENTENCE * 9, PLACE),), PLACE),), f"note-{number}", PLACE)
        return cell((Paragraph((Run("x", PLACE), note), PLACE),))

    joined = table(2, [], [row(cell("2016", rows=9), noted(1)), *(row(noted(index)) for index in range(2, 10))])
    made = layout(settle_columns(document(joined)), house())
    assert [one.code for one in made.findings if one.is_error] == ["E529"]
    assert made.content == b""


def test_a_cell_over_several_columns_asks_of_them_together_what_it_needs() -> None:
    wide = "Unconstitutionally"
    merged = table(3, [row(cell(wide, 2), "What")], [row("1", "2", SENTENCE * 3), row("3", "4", SENTENCE)])
    apart = table(3, [row(wide, "", "What")], [row("1", "2", SENTENCE * 3), row("3", "4", SENTENCE)])
    first, second = (tables(settle_columns(document(one)).blocks)[0].columns for one in (merged, apart))
    assert first[0].width < second[0].width * 0.7
    assert first[0].width == pytest.approx(first[1].width, abs=1)
    assert first[2].width > second[2].width
    page = document().design.measures
    assert row_lines(tables(settle_columns(document(merged)).blocks)[0], page)[0] == 1


def test_the_lines_of_a_merged_cell_raise_the_last_of_its_rows_alone() -> None:
    page = document().design.measures
    high = table(2, [], [row(cell(SENTENCE * 3, rows=2), "a"), row("b"), row("c", "d")], (30, 70))
    lines = row_lines(high, page)
    assert lines[0] == lines[2] == 1
    assert lines[1] > 5


def test_a_merged_cell_is_read_together_with_each_of_its_rows() -> None:
    read = [one.text for one in passages(document(PLACES))]
    assert "2015 | hospital | not known" in read
    assert "2016 | prison | 2 june | 4 june" in read


def test_the_lowest_head_stands_over_each_column() -> None:
    assert {column: words(one) for column, one in heads_over(PLACES).items()} == {
        0: "Year",
        1: "Place",
        2: "from",
        3: "to",
    }


def test_cells_that_do_not_cover_a_row_once_are_found() -> None:
    assert misfits([row("a", "b"), row("c")], 2) == [(1, 1)]
    assert misfits([row(cell("a", 2, 2), "b"), row("c"), row("d", "e", "f")], 3) == []
    assert misfits([row(cell("a", rows=2), "b")], 2) == [(0, 2)]
    assert misfits([row("a", cell("b", rows=2)), row(cell("c", 2))], 2) == [(1, 3)]
    _, findings = WRITERS["pdf"].write(Print(document(table(2, [], [row("a", "b"), row("c")], (50, 50))), files()))
    assert [one.code for one in findings if one.is_error] == ["E504"]


def test_rows_all_of_whose_cells_are_merged_from_above_are_printed() -> None:
    of = settle_columns(
        document(table(2, [], [row(cell("a", rows=2), cell("b", rows=2)), Row((), PLACE), row("c", "d")]))
    )
    assert [len(cells) for cells in covering(tables(of.blocks)[0].body)] == [2, 2, 2]
    for form in FORMATS:
        assert WRITERS[form].read_back(written(form, of), of, PLACE) == []


def test_a_table_within_a_merged_cell_has_the_width_of_its_cell() -> None:
    within = table(2, [], [row("Inconstitutionnellement", "b")])
    of = settle_columns(document(table(3, [], [row(cell([within], 2), "c"), row("d", "e", SENTENCE)])))
    outer, inner = tables(of.blocks)
    assert sum(one.width for one in inner.columns) == pytest.approx(100)
    assert [one.width > 0 for one in (*outer.columns, *inner.columns)] == [True] * 5
    for form in FORMATS:
        assert WRITERS[form].read_back(written(form, of), of, PLACE) == []


def test_a_table_within_the_one_cell_of_a_row_goes_over_pages_as_one_table() -> None:
    rows = [one for _ in range(12) for one in (row(cell("2016", rows=2), SENTENCE * 3), row(SENTENCE))]
    of = settle_columns(document(table(1, [], [row(cell([table(2, [row("Year", "What")], rows)]))])))
    made = layout(of, house())
    assert made.page_count > 1
    assert [one.code for one in made.findings if one.is_error] == []
    assert WRITERS["pdf"].read_back(made.content, of, PLACE) == []
    assert [str(tag.S) for tag in tags(made.content)].count("/Table") == 2
