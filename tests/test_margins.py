"""What a brief says in its margin stands beside the text in every format, is read before it, and fits on its page."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from checking import subject
from composing import catalogue, made
from readers.pages import page_lines
from submissions.checks.margins import check_margins
from submissions.document import Document
from submissions.document.lettering import margin_height
from submissions.look import PLAIN_LOOK, Dress, HouseLook, Kind, measures
from submissions.office.names import w
from submissions.readback.word import check_word
from submissions.writers.page.html import write_html
from submissions.writers.page.pdf import layout
from submissions.writers.word.docx import write_docx

MILLIMETRES_30 = 30 * 72 / 25.4
WORDS = {"en": ("Date", "26 June 2020", "The award"), "ar": ("التاريخ", "26 حزيران/يونيه 2020", "القرار")}
TEXT = "::: margin\n{0}{{.box-title}}\n\n{1}\n\n{more}:::\n\n{2}{{.title}}\n\n{long}\n"


def brief(folder: Path, language: str = "en", frame: str = "brief", more: str = "", paper: str = "a4") -> Document:
    words = WORDS[language]
    body = TEXT.format(*words, more=more, long=(words[2] + ", and so on. ") * 30)
    document = made(folder, body, language=language, frame=frame, numbered=False, paper=paper).tree
    assert isinstance(document, Document)
    return document


def paragraphs(content: bytes) -> list[etree._Element]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return list(etree.fromstring(package.read("word/document.xml")).iter(w("p")))


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_column_stands_beside_the_text_and_is_read_before_it(tmp_path: Path, language: str, paper: str) -> None:
    document, files = brief(tmp_path, language, paper=paper), catalogue().house.files
    laid = layout(document, files)
    assert [finding.code for finding in laid.findings] == []
    (tmp_path / "made.pdf").write_bytes(laid.content)
    lines = page_lines(tmp_path / "made.pdf", "rtl" if language == "ar" else "ltr")[0]
    page = document.design.measures
    beside = [line for line in lines if line.spans[-1].end < page.margin_start - page.beside_gap + 1]
    edge = page.margin_start - page.beside_gap - page.beside_width
    assert [abs(line.start - edge) < 2 for line in beside] == [True, True]
    assert all(line.start > page.margin_start - 2 for line in lines if line not in beside)
    content, findings = write_docx(document, files)
    assert findings == []
    assert check_word(content, document, document.blocks[0].place) == []
    framed = [one.find(f".//{w('framePr')}") is not None for one in paragraphs(content)]
    assert framed[:4] == [True, True, False, False]


@pytest.mark.parametrize("frame", ["filing", "letter", "memorandum"])
def test_where_the_margin_has_no_room_it_stands_in_the_text(tmp_path: Path, frame: str) -> None:
    document, files = brief(tmp_path, frame=frame), catalogue().house.files
    assert b'"margin beside"' not in write_html(document, files)[0]
    content, findings = write_docx(document, files)
    assert findings == []
    assert not any(one.find(f".//{w('framePr')}") is not None for one in paragraphs(content))


@pytest.mark.parametrize(("kind", "has_room"), [("brief", True), ("parliamentary", True), ("filing", False)])
def test_the_room_is_there_for_briefs_and_goes_with_the_margin_of_the_house(kind: Kind, has_room: bool) -> None:
    assert measures(PLAIN_LOOK, kind, "a4").has_room_beside is has_room
    narrow = HouseLook(dress=Dress(margin_start=MILLIMETRES_30))
    assert not measures(narrow, kind, "a4").has_room_beside


@pytest.mark.parametrize("count", [40, 70])
def test_a_column_longer_than_its_page_is_named_at_its_line_and_no_fault_of_the_program(
    tmp_path: Path, count: int
) -> None:
    document = brief(tmp_path, more="It may be quoted.\n\n" * count)
    told = [(finding.code, finding.place.line) for finding in layout(document, catalogue().house.files).findings]
    assert told == ([] if count == 40 else [("E532", 1)])


def test_a_check_of_the_tree_tells_it_too_so_that_word_alone_never_runs_off_the_sheet(tmp_path: Path) -> None:
    for count in (5, 20, 40, 60, 70, 90):
        document = brief(tmp_path, more="It may be quoted.\n\n" * count)
        laid = [one for one in layout(document, catalogue().house.files).findings if one.code == "E532"]
        found = check_margins(subject(document))
        height = margin_height(document.blocks[0], document.design.measures)  # type: ignore[arg-type]
        if abs(height - document.design.measures.height) > 2 * document.design.measures.beside_leading:
            assert found == laid
