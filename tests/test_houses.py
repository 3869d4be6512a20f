"""Invented houses change every class of document alike, and Arabic wears in Word what it wears in the PDF."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from picture_looks import HOUSES

from examples import catalogue
from submissions.catalogue.look import read_look
from submissions.compose.design import design_of
from submissions.document import Cell, Column, Design, Row, Table
from submissions.look import BOOK_FACE, KINDS, HouseLook, Kind, measures
from submissions.writers.page.fonts import FONTS
from submissions.writers.page.html import write_html
from submissions.writers.page.values import style_values
from submissions.writers.word.docx import write_docx
from test_look import FILES, WORDS
from word_files import FRAME_PLACE, HOUSE, document, paragraph, parts_of

_ESCAPED = re.compile(r"\\([0-9a-f]{1,6}) ?")
"""A sign in a string of a style sheet, by its number."""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", HOUSES)
def test_ten_lines_and_a_logo_change_word_and_pdf_of_every_class_alike(name: str, kind: Kind, tmp_path: Path) -> None:
    invented = HOUSES[name]
    assert len(invented.lines.splitlines()) == 10
    invented.write(tmp_path)
    look, logo, findings = read_look([(tmp_path, "templates/house"), (HOUSE, "templates/house")], {})
    assert findings == []
    worn, page = look.worn_by(kind), measures(look, kind, look.worn_by(kind).paper or "a4")
    made = replace(document(paragraph("x")), design=Design(kind, page.paper, look, logo))
    parts = parts_of(write_docx(made, {})[0])
    html = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), write_html(made, FILES)[0].decode())
    assert worn.accent is not None
    assert f'accent1><a:srgbClr val="{worn.accent.lstrip("#").upper()}"' in parts["word/theme/theme1.xml"]
    assert f'<w:pgSz w:w="{round(page.sheet_width * 20)}"' in parts["word/document.xml"]
    assert f'w:ascii="{page.text_face.name}"' in parts["word/styles.xml"]
    assert f'"{page.text_face.twin}"' in html
    assert f'<w:sz w:val="{round(page.text_size * 2)}"/>' in parts["word/styles.xml"].partition("</w:docDefaults>")[0]
    assert f"font: {page.text_size:g}pt/" in html
    for words in look.words:
        assert words in parts["word/header2.xml"] + parts["word/footer1.xml"]
        assert words in html
    assert look.logo is not None
    assert f'descr="{look.logo.alternative}"' in parts["word/header2.xml"]
    assert "data:image/png;base64," in html
    if page.base == "brief":
        assert f'w:val="{worn.accent.lstrip("#").upper()}" w:themeColor="accent1"' in parts["word/styles.xml"]
        assert worn.accent in html


def test_latin_words_have_the_face_and_the_size_of_an_arabic_brief_in_word_and_pdf() -> None:
    whole = catalogue()
    house = replace(whole.house, look=HouseLook())
    design, findings = design_of(whole.templates["advocacy/brief"], house, "ar", WORDS["ar"])
    assert (findings, design.measures.text_face.name, design.measures.head_face.name) == ([], BOOK_FACE, BOOK_FACE)
    arabic = replace(document(paragraph("x")), direction="rtl", design=design)
    styles = parts_of(write_docx(arabic, {})[0])["word/styles.xml"]
    assert set(re.findall(r'w:ascii="([^"]+)"', styles)) == {BOOK_FACE}
    sizes = re.findall(r'<w:sz w:val="(\d+)"/><w:szCs w:val="(\d+)"/>', styles)
    assert sizes
    assert [latin for latin, complex_script in sizes if latin != complex_script] == []
    css = style_values(design.measures, "rtl")
    assert f'<w:sz w:val="{round(float(css["text-size"].removesuffix("pt")) * 2)}"/>' in styles
    assert css["text-face"].startswith('"Liberation Serif", "Noto Naskh Arabic"')


def test_a_cell_from_right_to_left_keeps_its_space_on_the_side_where_lines_end() -> None:
    cells = Row(tuple(Cell((paragraph(words),), FRAME_PLACE) for words in ("1", "2")), FRAME_PLACE)
    table = Table((Column("start", 50), Column("start", 50)), (), (cells,), FRAME_PLACE)
    gap = round(Design("brief").measures.cell_gap * 20)
    for direction, margin, indented in (("rtl", 0, True), ("ltr", gap, False)):
        made = replace(document(table, frame="brief"), direction=direction)  # type: ignore[arg-type]
        styles = parts_of(write_docx(made, {})[0])["word/styles.xml"]
        ruled = styles.partition('w:styleId="RuledTable"')[2]
        assert re.findall(r'<w:(?:left|right) w:w="(\d+)"', ruled)[:2] == ["0", str(margin)]
        words = styles.partition('w:styleId="TableText"')[2].partition("</w:style>")[0]
        assert (f'<w:ind w:right="{gap}"/>' in words) is indented


def test_naskh_is_as_large_as_the_digits_beside_it() -> None:
    def height(file: str, letter: str) -> float:
        font = TTFont(FONTS / file)
        return float(font["glyf"][font.getBestCmap()[ord(letter)]].yMax / font["head"].unitsPerEm)

    alef, digit = height("NotoNaskhArabic-Regular.ttf", "\u0627"), height("LiberationSerif-Regular.ttf", "0")
    assert alef == pytest.approx(digit, rel=0.03)
