"""A foreign file that holds more than its reader sees is not clean; words are named by their place, never quoted."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from pikepdf import Name

from audit_word_making import before_end, drawing, sample_word
from submissions.audit.files import open_file
from submissions.cli import main
from test_unseen import CUT, LINE, SCAN, SOUND, UNSEEN, looks, scan, with_mark, with_picture


def refusals(content: bytes, name: str = "paper.pdf") -> list[str]:
    return [f"{one.part}, {one.place}: {one.reason}" for one in open_file(name, content, foreign=True).refusals]


@pytest.mark.parametrize("kind", sorted(UNSEEN.keys() | CUT.keys()))
def test_what_nobody_sees_is_refused_in_a_foreign_pdf(kind: str) -> None:
    content = {**UNSEEN, **CUT}[kind]()
    (place, *_) = [one.where for look in looks(content) for one in look.unseen]
    assert any(f"page 1, {place}: " in one for one in refusals(content))


@pytest.mark.parametrize("kind", sorted(SOUND.keys() - {"a mark that shows"}))
def test_a_sound_pdf_is_not_refused(kind: str) -> None:
    assert refusals(SOUND[kind]()) == []


def test_marks_for_redaction_are_refused_in_a_pdf_within_a_zip_too() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a/paper.pdf", with_mark(Subtype=Name.Redact))
    assert any("never applied" in one for one in refusals(stream.getvalue(), "annexes.zip"))


def test_our_own_documents_are_not_looked_at_a_second_time() -> None:
    content = UNSEEN["under a black box"]()
    assert open_file("own.pdf", content).refusals == ()


def test_a_scan_with_a_layer_of_text_is_searched_and_is_not_called_clean() -> None:
    opened = open_file("scan.pdf", with_picture(scan(), f"{SCAN} 3 Tr {LINE}"), foreign=True)
    assert any("Milica Vrelo" in piece.text for piece in opened.pieces)
    assert opened.refusals == ()
    assert len(opened.unsearchable) >= 1


@pytest.mark.parametrize(
    ("sides", "words", "is_clean"),
    [
        ("250 0 0 160", "Page 1 of 3", False),
        ("250 0 0 160", "A/HRC/12/3, annex 4, seen and stamped", False),
        ("150 0 0 120", "Page 1", False),
        ("60 0 0 40", "Page 1 of 3", True),
        ("250 0 0 160", "The court saw this paper. " * 9, True),
        ("150 0 0 120", "The court saw this paper. " * 3, True),
    ],
)
def test_a_scan_with_no_more_than_a_heading_is_not_clean(sides: str, words: str, is_clean: bool) -> None:
    line = f"BT /F1 3 Tf 5 5 Td ({words}) Tj ET"
    content = with_picture(scan(), f"q {sides} 20 20 cm /Im1 Do Q {line}")  # with a heading of 13 letters
    reasons = [one.reason for one in open_file("scan.pdf", content, foreign=True).unsearchable]
    assert (reasons == []) is is_clean, reasons


CROPPED = (
    "<a:blip/><a:srcRect {}/>",
    '<pic:blipFill xmlns:pic="x"><p:srcRect xmlns:p="http://schemas.openxmlformats.org/drawingml/2006/main" {}/>'
    "</pic:blipFill>",
)


def cropped(xml: str) -> bytes:
    return before_end(sample_word(), "word/document.xml", drawing("", xml) if "srcRect" in xml else xml)


@pytest.mark.parametrize("sides", ['l="20000"', 't="5" b="0"', "r='33%'", 'b="100000"'])
@pytest.mark.parametrize("xml", CROPPED)
def test_a_cropped_picture_of_a_foreign_word_file_is_refused(xml: str, sides: str) -> None:
    content = cropped(xml.format(sides))
    assert any("cropped" in one for one in refusals(content, "a.docx"))
    assert not any("cropped" in one.reason for one in open_file("a.docx", content).refusals)


@pytest.mark.parametrize("sides", ["", 'l="0" r="0"', 'l="-5000"', 't="0%"'])
def test_a_picture_that_is_shown_wholly_is_not(sides: str) -> None:
    assert not any("cropped" in one for one in refusals(cropped(CROPPED[0].format(sides)), "a.docx"))


@pytest.mark.parametrize(
    ("crop", "is_cut"), [('croptop="13107f"', True), ('cropleft=".25"', True), ('cropleft="0"', False)]
)
def test_an_old_picture_is_told_by_its_own_words(crop: str, is_cut: bool) -> None:
    shape = f'<v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata {crop}/></v:shape>'
    xml = f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>"
    assert any("cropped" in one for one in refusals(cropped(xml), "a.docx")) is is_cut


def test_the_command_says_page_and_place_and_not_the_words(tmp_path: Path) -> None:
    paper, names = tmp_path / "paper.pdf", tmp_path / "names.txt"
    paper.write_bytes(UNSEEN["one word of a line"]())
    names.write_text("Zoran Nobody\n", "utf-8")
    done = CliRunner().invoke(main, ["audit", "--names", str(names), str(paper)])
    assert done.exit_code == 1
    assert "page 1, lower left: words stand in the file there that nobody can see" in done.output
    assert "Vrelo" not in done.output
