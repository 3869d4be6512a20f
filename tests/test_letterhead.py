"""What an office types above or below the place of the document in a Word frame is the frame's, and is no fault."""

from __future__ import annotations

import pytest

from submissions.document import BODY_MARK, HouseFile
from submissions.office.package import read_package, write_parts
from submissions.readback.word import check_word
from submissions.writers.word.docx import write_docx
from word_files import FRAME_PLACE, PLACE, document, house_files, paragraph

LETTERHEAD = "<w:p><w:r><w:t>Example Legal Aid, 1 Example Street</w:t></w:r></w:p>"
TABLE = (
    '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid><w:tr>'
    f'<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{LETTERHEAD}</w:tc></w:tr></w:tbl>'
)
NUMBERED = '<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t>{{ organisation }}</w:t></w:r></w:p>'


def framed(above: str, below: str = "") -> HouseFile:
    """Return the frame of filings with more above and below the place of the document."""
    parts = dict(read_package(house_files()["word.docx"].content))
    page = parts["word/document.xml"].decode("utf-8")
    start = page.rindex("<w:p>", 0, page.index("{{p body")) if "<w:p>" in page else page.rindex("<w:p ", 0)
    end = page.index("</w:p>", start) + len("</w:p>")
    parts["word/document.xml"] = f"{page[:start]}{above}{page[start:end]}{below}{page[end:]}".encode()
    return HouseFile(write_parts(parts), FRAME_PLACE)


@pytest.mark.parametrize(
    ("above", "below"),
    [(LETTERHEAD, ""), ("", LETTERHEAD), (LETTERHEAD * 3, LETTERHEAD), (TABLE, ""), (NUMBERED, "")],
)
def test_a_letterhead_is_no_part_of_the_document(above: str, below: str) -> None:
    one = document(paragraph("The first."), paragraph("The second."))
    content, findings = write_docx(one, {"word.docx": framed(above, below)})
    told = ["words of a letterhead, which the PDF has not"] if "Example" in above + below else []
    assert [finding.message.rpartition(": ")[2] for finding in findings] == told
    assert check_word(content, one, PLACE) == []


def test_what_the_document_lost_or_gained_is_found_beside_a_letterhead() -> None:
    whole = document(paragraph("The first."), paragraph("The second."))
    content, _ = write_docx(whole, {"word.docx": framed(LETTERHEAD)})
    assert [one.code for one in check_word(content, document(paragraph("The first.")), PLACE)] == ["E602"]
    more = document(paragraph("The first."), paragraph("The second."), paragraph("The third."))
    assert [one.code for one in check_word(content, more, PLACE)] == ["E601"]


def test_words_beside_the_document_are_a_fault_where_the_frame_has_none() -> None:
    one = document(paragraph("The first."))
    content, _ = write_docx(one, house_files())
    parts = dict(read_package(content))
    assert BODY_MARK.encode() not in parts["word/document.xml"]
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", f"<w:body>{LETTERHEAD}".encode())
    assert [fault.code for fault in check_word(write_parts(parts), one, PLACE)] == ["E602"]
