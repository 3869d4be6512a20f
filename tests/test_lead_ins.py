"""What leads to a table stays with it, a reference has the word of its sentence, and no table leaves a blank page."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
import pytest

from office import convert, needs_office
from speaking import house as house_of_all
from submissions.document import Block, Cell, Column, Document, Paragraph, Quotation, Reference, Row, Run, Table, plain
from submissions.transforms.refer import refer
from submissions.writers.page.html import html_text
from submissions.writers.word.docx import write_docx
from test_docx import house_files
from test_pdf_writer import PLACE, SENTENCE, document, house


def table(rows: int = 2, label: str = "") -> Table:
    cells = Row((Cell((Paragraph((Run("Words", PLACE),), PLACE),), PLACE),), PLACE)
    return Table((Column("start", 100),), (), (cells,) * rows, PLACE, (), label, "here" if label else "")


def words(text: str) -> Paragraph:
    return Paragraph((Run(text, PLACE),), PLACE)


FOLLOWING: dict[str, tuple[str, Block, bool]] = {
    "a table": ("They are listed below.", table(), True),
    "a quotation that is led to": ("It says:", Quotation((words("Words"),), PLACE), True),
    "a quotation": ("It says so.", Quotation((words("Words"),), PLACE), False),
    "a paragraph": ("It says:", words("Words"), False),
}


@pytest.mark.parametrize("kind", FOLLOWING)
def test_a_sentence_stays_with_what_it_leads_to_in_both_formats(kind: str) -> None:
    text, block, kept = FOLLOWING[kind]
    of = document(words(text), block)
    html, _ = html_text(of, house(), {})
    assert (f'<p class="lead-in">{text}' in html) is kept
    content, _ = write_docx(of, house_files())
    body = document_part(content)
    paragraph = next(part for part in re.findall(r"<w:p>.*?</w:p>", body) if text in part)
    assert ("<w:keepNext/>" in paragraph) is kept


def document_part(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read("word/document.xml").decode("utf-8")


def labels_of(language: str) -> Mapping[str, str]:
    """Return the fixed words of the built-in house in a language."""
    return house_of_all().labels[language]


def referring(before: str, language: str) -> str:
    """Return how a reference to the first table reads behind some words."""
    labels = labels_of(language)
    reference = Reference("here", "", "", PLACE)
    inlines = (Run(before, PLACE), reference) if before else (reference,)
    label = f"{labels['table']}\N{NO-BREAK SPACE}1"
    of = document(Paragraph((*inlines, Run(" shows it.", PLACE)), PLACE), table(label=label))
    made, findings = refer(of, labels)
    assert findings == []
    first = made.blocks[0]
    assert isinstance(first, Paragraph)
    return plain(first.inlines).removesuffix(" shows it.").removeprefix(before)


WITHIN = {"en": "Table", "fr": "tableau", "es": "cuadro", "ru": "таблица", "ar": "الجدول"}


@pytest.mark.parametrize("language", WITHIN)
@pytest.mark.parametrize("before", ["See (", "as in ", "facts: ", "1999, "])
def test_a_reference_within_a_sentence_has_the_word_that_the_language_has_there(before: str, language: str) -> None:
    assert referring(before, language) == f"{WITHIN[language]}\N{NO-BREAK SPACE}1"


@pytest.mark.parametrize("language", WITHIN)
@pytest.mark.parametrize("before", ["", "It is so. ", "Why? ", "…"])
def test_a_reference_that_begins_a_sentence_keeps_its_capital(before: str, language: str) -> None:
    assert referring(before, language) == f"{labels_of(language)['table']}\N{NO-BREAK SPACE}1"


def test_a_reference_keeps_the_letter_of_its_sentence_when_any_program_renews_it() -> None:
    def printed(text: str) -> tuple[str, str]:
        reference = Reference("here", "table", text, PLACE)
        of = document(Paragraph((Run("See ", PLACE), reference), PLACE), table(label="Tableau\N{NO-BREAK SPACE}1"))
        body = document_part(write_docx(of, house_files())[0])
        marked = re.search(r'w:name="_Ref00001"/>(.*?)<w:bookmarkEnd', body)
        referring = re.search(r"See (.*?)REF _Ref00001 \\h ", body)
        assert marked is not None
        assert referring is not None
        return tuple("".join(re.findall(r"<w:t[^>]*>([^<]*)", part[1])) for part in (referring, marked))

    for word in ("tableau", "Tableau"):
        assert printed(f"{word}\N{NO-BREAK SPACE}1") == (f"{word}\N{NO-BREAK SPACE}", "1")


@pytest.mark.parametrize("language", WITHIN)
def test_no_line_parts_the_number_of_an_annex_from_its_word(language: str) -> None:
    assert re.search(r"[ \t](?=\{number\})", labels_of(language)["annex"]) is None


def test_the_paragraph_that_closes_a_document_behind_a_table_is_a_point_high() -> None:
    body = document_part(write_docx(document(words("x"), table()), house_files())[0])
    last = re.findall(r"<w:p>.*?</w:p>", body)[-1]
    assert '<w:spacing w:line="20" w:lineRule="exact"/>' in last


def long_table(rows: int, lines: int) -> Document:
    """Return a document that ends in a table, whose last row ends somewhere near the foot of a page."""
    return document(words(SENTENCE * lines or "x"), table(rows))


@pytest.mark.proof
@needs_office
def test_no_table_that_ends_a_document_leaves_a_blank_page(tmp_path: Path) -> None:
    """Tables of every number of rows around a full page: none has a page without words."""
    made: list[Path] = []
    for rows in range(28, 36):
        for lines in range(4):
            content, _ = write_docx(long_table(rows, lines), house_files())
            path = tmp_path / f"table-{rows}-{lines}.docx"
            path.write_bytes(content)
            made.append(path)
    (tmp_path / "pages").mkdir()
    convert(made, tmp_path / "pages")
    blank = []
    for path in made:
        pages = pypdfium2.PdfDocument(tmp_path / "pages" / f"{path.stem}.pdf")
        words_of = pages[len(pages) - 1].get_textpage().get_text_range()
        if "Words" not in words_of:
            blank.append(path.stem)
    assert blank == []
