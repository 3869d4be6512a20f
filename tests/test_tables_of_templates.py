"""The tables of every template in every language: whole words, short columns on one line, heads that say something."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from full_cases import entry_for, full_workspace
from submissions.document import Document, Heading, Inline, Node, Row, Table, plain, walk
from submissions.document.lettering import composition_of, least_widths
from submissions.transforms.columns import is_headed_at_the_left
from submissions.writers.page.html import html_text
from submissions.writers.word.docx import write_docx
from test_columns import DATES, cells_of, settled, table
from test_every_template import before_its_committee, entries, pairs, tree
from test_pdf_writer import house
from word_files import house_files

NAMES = {"Ana Sobral", "Rui Sobral", "Ана Собрал", "Руй Собрал"}
FEW = ("un/crc-communication", "ru")
# A memorandum is no document of a template with a stock of tables: it lists what the program found.
LISTED = [pair for pair in pairs() if not pair[0].startswith("internal/")]
BUILT = [pytest.param(*pair, marks=() if pair == FEW else pytest.mark.proof) for pair in LISTED]


def tables(document: Document) -> list[Table]:
    return [node for node in walk(document.blocks) if isinstance(node, Table)]


def texts(rows: tuple[Row, ...]) -> Iterator[str]:
    """Yield the words of each cell that has any."""
    for cell in (cell for row in rows for cell in row.cells if cell.blocks):
        yield " ".join(plain(words_of(block)) for block in cell.blocks)


def words_of(node: Node) -> tuple[Inline, ...]:
    return getattr(node, "inlines", ())


@pytest.mark.parametrize(("template", "language"), BUILT)
def test_tables_have_whole_words_whole_dates_and_no_caption_of_their_heading(
    template: str, language: str, tmp_path: Path
) -> None:
    workspace = before_its_committee(full_workspace(tmp_path, entries(template, language)), template)
    audiences = entry_for(template, [language])["audiences"]
    assert isinstance(audiences, list)
    document = tree(workspace, language, audiences[0])
    page = document.design.measures
    composition = composition_of(page)
    for made in tables(document):
        shares = [column.width / 100 * page.width for column in made.columns]
        least = least_widths(made, composition)
        assert sum(column.width for column in made.columns) == pytest.approx(100, abs=1e-6)
        assert all(share >= low - 0.01 for share, low in zip(shares, least, strict=True)), made.place
        heads = set(texts(made.head))
        assert heads.isdisjoint(NAMES), made.place
        assert bool(heads) != is_headed_at_the_left(made), made.place
    assert repeated(document) == []


def repeated(document: Document) -> list[str]:
    """Return the captions that say what the heading above says."""
    found, heading = [], ""
    for node in walk(document.blocks):
        if isinstance(node, Heading):
            heading = plain(node.inlines)
        elif isinstance(node, Table) and node.caption and plain(node.caption).casefold() == heading.casefold():
            found.append(heading)
    return found


@pytest.mark.parametrize("language", DATES)
def test_dates_of_a_remedies_table_stand_on_two_lines_at_the_most_and_numbers_on_one(language: str) -> None:
    date, annex, said = DATES[language]
    words = {"ru": "Суд первой инстанции отклонил жалобу", "ar": "رفضت المحكمة الابتدائية الشكوى"}
    text = words.get(language, "The court of first instance dismissed the complaint")
    (made,) = settled(
        table(("A", "B", "C", "D", "E", "F"), *[(text, text, date, date, f"{text}, {said}", annex)] * 5)
    ).blocks
    assert isinstance(made, Table)
    for index, (_, _, lines) in enumerate(cells_of(made)):
        assert index not in {2, 3} or max(lines) <= (1 if language in {"en", "fr"} else 2)
        assert index != 5 or max(lines) == 1


def test_word_and_pdf_have_the_same_columns(tmp_path: Path) -> None:
    document = tree(full_workspace(tmp_path, entries("un/wgad-questionnaire", "es")), "es", "filing")
    wanted = [[column.width for column in made.columns] for made in tables(document)]
    assert len(wanted) > 8
    page, _ = html_text(document, house(), {})
    groups = re.findall(r"<colgroup>(.*?)</colgroup>", page, re.DOTALL)
    assert [[float(width) for width in re.findall(r"width: ([\d.]+)%", group)] for group in groups] == wanted
    content, findings = write_docx(document, house_files())
    assert findings == []
    body = zipfile.ZipFile(BytesIO(content)).read("word/document.xml").decode()
    grids = [
        list(map(int, re.findall(r'w:w="(\d+)"', grid))) for grid in re.findall(r"<w:tblGrid>(.*?)</w:tblGrid>", body)
    ]
    shared = [[100 * width / sum(grid) for width in grid] for grid in grids if len(grid) > 1]
    assert len(shared) == len(wanted)
    for grid, shares in zip(shared, wanted, strict=True):
        assert grid == pytest.approx(shares, abs=0.02)


def test_heads_at_the_left_are_heads_in_both_formats(tmp_path: Path) -> None:
    document = tree(full_workspace(tmp_path, entries("un/wgad-questionnaire", "en")), "en", "filing")
    page, _ = html_text(document, house(), {})
    assert re.search(r'<th scope="row"[^>]*>\s*<p>Full name</p>', page)
    content, _ = write_docx(document, house_files())
    body = zipfile.ZipFile(BytesIO(content)).read("word/document.xml").decode()
    assert 'w:val="0480" w:firstRow="0" w:lastRow="0" w:firstColumn="1"' in body
