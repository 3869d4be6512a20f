"""A PDF that is a picture of the Word page: by LibreOffice, finished the same on every run, read back, or not made."""

# ruff: noqa: E501 - a finding or a script on one line reads better than one cut up

from __future__ import annotations

import http.server
import io
import json
import os
import sys
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path

import docx
import pikepdf
import pypdfium2
import pytest
from docx.document import Document as Opened
from docx.oxml import OxmlElement

from office import needs_office
from submissions.catalogue.templates import read_template
from submissions.document import Paragraph, Run
from submissions.findings import Place
from submissions.line.formats import Print
from submissions.line.line import make
from submissions.line.stages import Bench
from submissions.readback.word_page import check_word_page
from submissions.today import Today
from submissions.writers.libreoffice import program
from submissions.writers.libreoffice.convert import NotPrintedError, convert
from submissions.writers.libreoffice.faces import faces_lacking, faces_named
from submissions.writers.libreoffice.program import find_program
from test_word_templates import CASE, LETTER, TEMPLATE, all_of, made
from word_bodies import lines, table, template
from word_pages import AS_OF, PICTURE, Desk, dressed, letterhead, linked, told, words

ENDS = pytest.mark.skipif(sys.platform == "win32", reason="a script of the shell stands for LibreOffice")


@needs_office
def test_the_pdf_is_the_word_page_dated_and_numbered_and_the_same_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    desk = Desk(tmp_path / "office").write(LETTER)
    first = desk.made()
    assert told(first.findings) == []
    pdf = dict(first.files)["pdf"]
    assert "What happened On 3 May 2020 Amina Kovacevic was taken from her home.1" in words(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert str(opened.docinfo["/CreationDate"]) == str(opened.docinfo["/ModDate"]) == "D:20260301000000Z"
        assert str(opened.docinfo["/Producer"]) == "submissions"
        assert b"LibreOffice" not in opened.Root.Metadata.read_bytes()
        assert str(opened.Root.Lang) == "en"
        assert opened.Root.MarkInfo.Marked
        assert len(opened.trailer.ID) == 2
    assert dict(desk.made().files) == dict(first.files)
    assert list(scratch.iterdir()) == []
    assert [path.name for path in tmp_path.rglob("*") if path.name.startswith(".submissions-print")] == []
    assert first.printer.startswith("LibreOffice")


@needs_office
@pytest.mark.proof
def test_a_long_letter_with_heads_feet_tables_and_notes_reads_back(tmp_path: Path) -> None:
    rows = [
        ["No.", "Date", "Event"],
        *([str(n), f"June 20{n:02}", f"Something official happened, {n}"] for n in range(60)),
    ]

    def headed(opened: Opened) -> None:
        table(rows)(opened)
        opened.tables[-1].rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))

    made = (
        Desk(tmp_path).write(all_of(letterhead, LETTER, headed, lines("The \N{BALLOT BOX} fluffy end of it."))).made()
    )
    assert told(made.findings) == []
    assert made.pages > 2
    for audience in ("filing", "public"):
        again = Desk(tmp_path).made(audience)
        assert told(again.findings) == []
        assert ("Amina" in words(dict(again.files)["pdf"])) == (audience == "filing")


@needs_office
@pytest.mark.proof
def test_arabic_is_read_by_its_places(tmp_path: Path) -> None:
    def right_to_left(opened: Opened) -> None:
        for text in ("{{ date }}", "قال الشاهد: «لم أرَ شيئًا» في المادة 22 (CAT/C/46).", "{{ texts.law }}"):
            paragraph = opened.add_paragraph(text)
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
            for run in paragraph.runs:
                run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))

    case = CASE.replace("Article 14 of the Convention applies.", "تنطبق المادة 14 على @one في حزيران/يونيه 2020.")
    made = Desk(tmp_path, "ar").write(right_to_left, case).made()
    assert told(made.findings) == []


@needs_office
@pytest.mark.proof
def test_what_the_page_says_otherwise_is_found(tmp_path: Path) -> None:
    desk = Desk(tmp_path).write(all_of(letterhead, lines("We write to {{ state.the }}.", "{{ texts.law }}")))
    files = dict(desk.made().files)
    document, place = desk.document(), Place("output/letter.pdf")
    assert check_word_page(files["pdf"], document, place, files["docx"]) == []
    other = Paragraph((Run("We write to Somebody else.", place),), place)
    for blocks in (
        (other, *document.blocks[1:]),
        document.blocks[:-1],
        (*document.blocks, other),
        document.blocks[::-1],
    ):
        assert told(check_word_page(files["pdf"], replace(document, blocks=blocks), place, files["docx"])) != []
    opened = docx.Document(io.BytesIO(files["docx"]))
    opened.sections[0].first_page_header.paragraphs[0].add_run(" and Partners")
    kept = io.BytesIO()
    opened.save(kept)
    (fault,) = check_word_page(files["pdf"], document, place, kept.getvalue())
    assert fault.code == "E602"
    furniture = replace(document.furniture, draft="DRAFT")
    (fault,) = check_word_page(files["pdf"], replace(document, furniture=furniture), place, files["docx"])
    assert "DRAFT" in fault.message


@needs_office
@pytest.mark.proof
def test_what_looks_do_to_words_is_no_difference_and_other_words_are(tmp_path: Path) -> None:
    document = Desk(tmp_path).write(all_of(dressed, lines("{{ texts.law }}", "{{ texts.facts }}"))).document()
    given, place = Print(document, {}, Today(AS_OF), tmp_path), Place("output/letter.pdf")
    pdf, word = given.laid_out.content, given.word[0]
    assert told(check_word_page(pdf, document, place, word)) == []
    other = Paragraph((Run("Centre for Redres", place),), place)
    changed = replace(document, blocks=(other, *document.blocks[1:]))
    assert [one.code for one in check_word_page(pdf, changed, place, word)] == ["E603"]


@needs_office
@pytest.mark.proof
def test_a_draft_has_its_mark_on_every_page_and_its_gaps_in_place(tmp_path: Path) -> None:
    desk = Desk(tmp_path).write(
        all_of(letterhead, lines("{{ texts.gone }}", "Words.", "{{ date }}"), *[lines("Words.")] * 60)
    )
    made = make(Bench(), replace(desk.job(), draft=True), replace(desk.setting, draft=True))
    assert [name for name, _ in made.files] == ["docx", "pdf"]
    pages = pypdfium2.PdfDocument(dict(made.files)["pdf"])
    assert len(pages) > 1
    assert all("DRAFT" in page.get_textpage().get_text_bounded() for page in pages)
    assert "[to come: " in words(dict(made.files)["pdf"])


@needs_office
@pytest.mark.proof
def test_a_face_that_is_not_there_is_told(tmp_path: Path) -> None:
    def faced(opened: Opened) -> None:
        opened.styles["Normal"].font.name = "Zapf Nowhere"
        opened.add_paragraph("We write to you.")

    (told_of,) = told(Desk(tmp_path).write(faced).made().findings)
    assert told_of.startswith("W259 the PDF is no exact picture of the Word page: the face 'Zapf Nowhere' is not there")


@needs_office
@pytest.mark.proof
def test_nothing_is_fetched_while_it_prints(tmp_path: Path) -> None:
    asked: list[str] = []

    class Listening(http.server.BaseHTTPRequestHandler):
        """Notes what it is asked for."""

        def do_GET(self) -> None:
            asked.append(self.path)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815 - the names of the methods of HTTP

    with http.server.HTTPServer(("127.0.0.1", 0), Listening) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/spy.png"
        office = find_program()
        assert office is not None
        assert convert(linked(address), office, tmp_path).startswith(b"%PDF")
        server.shutdown()
    assert asked == []


def test_bodies_in_markdown_cannot_ask_for_it(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(TEMPLATE.replace("LANGUAGE", "en, fr") + PICTURE, "utf-8")
    (tmp_path / "en.docx").write_bytes(template(lines("Words.")))
    (tmp_path / "fr.md").write_text("Mots.\n", "utf-8")
    _, (fault,) = read_template(tmp_path, "letters/test", "templates/letters/test")
    assert f"{fault.place} {fault.code} {fault.message}" == (
        "templates/letters/test/template.yaml:9:1 E204 'pdf: libreoffice' prints Word files, and the body in 'fr' is not "
        "drafted in Word"
    )
    (tmp_path / "template.yaml").write_text(TEMPLATE.replace("LANGUAGE", "en") + "pdf: word\n", "utf-8")
    assert [one.code for one in read_template(tmp_path, "letters/test", "templates/letters/test")[1]] == ["E204"]


@pytest.mark.few(1)
@pytest.mark.parametrize("writes", [True, False])
def test_without_it_there_is_no_pdf_and_nothing_stands_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes: bool
) -> None:
    for table_of_places in ("_NAMES", "_PLACES", "_OF_VERSIONS", "_WINDOWS"):
        monkeypatch.setattr(program, table_of_places, ())
    desk = Desk(tmp_path).write(lines("Words."))
    found = make(Bench(), desk.job(), replace(desk.setting, writes=writes))
    assert found.files == ()
    (fault,) = found.findings
    assert told([fault]) == [
        "E257 no PDF can be made of the Word file: its template asks for LibreOffice, which is not on this machine"
    ]
    assert "submissions build -f docx" in fault.help
    word_only = make(Bench(), replace(desk.job(), formats=("docx",)), desk.setting)
    assert [name for name, _ in word_only.files] == ["docx"]


def stand_in(folder: Path, script: str) -> Path:
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o700)
    return path


@ENDS
@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("exit 3", "it ended with status 3"),
        ("exit 0", "it wrote no file"),
        ("sleep 60 & echo $! > started; wait", "it did not end within 0.5 seconds and was stopped"),
    ],
)
def test_a_run_that_fails_or_does_not_end_is_told_and_ended_with_all_it_started(
    tmp_path: Path, script: str, why: str
) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    with pytest.raises(NotPrintedError, match=why):
        convert(b"words", stand_in(tmp_path, script), desk, seconds=0.5)
    if "started" in script:
        number = int((desk / "started").read_text())
        for _ in range(50):
            if not lives(number):
                break
            time.sleep(0.05)
        assert not lives(number)


def lives(number: int) -> bool:
    """Tell whether a process lives; one that has ended and waits for its parent to look does not."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{number}/stat")
    return not state.is_file() or state.read_text().split()[2] != "Z"


@pytest.mark.few(1)
@ENDS
@pytest.mark.parametrize("script", ["exit 9", 'echo no > "$(dirname "$9")/made/page.pdf"'])
def test_what_it_does_not_print_is_an_error_of_the_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    desk = Desk(tmp_path / "office").write(lines("Words."))
    (tmp_path / "bin").mkdir()
    stand_in(tmp_path / "bin", script)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    found = desk.made()
    assert found.files == ()
    (fault,) = found.findings
    assert f"{fault.code} {fault.message}".startswith("E258 LibreOffice makes no PDF of the Word file: ")
    assert fault.place.file == "templates/letters/test/en.docx"


def test_the_faces_of_a_word_file_are_those_of_its_words_and_styles() -> None:
    def faced(opened: Opened) -> None:
        opened.styles["Normal"].font.name = "Calibri"
        opened.styles["Quote"].font.name = "Unused Face"
        opened.add_paragraph("Words").add_run(" in another").font.name = "Garamond"
        opened.add_heading("Head", 1)

    content = template(faced)
    blank = pikepdf.new()
    kept = io.BytesIO()
    blank.save(kept)
    lacking = faces_lacking(content, kept.getvalue())
    assert set(lacking) >= {"Calibri", "Garamond"}
    assert "Unused Face" not in lacking
    assert set(faces_named(content)) >= {"Calibri", "Garamond", "Unused Face"}
    assert faces_named(b"no Word file") == ()


@needs_office
@pytest.mark.proof
def test_the_manifest_names_the_printer_and_a_second_build_makes_nothing_anew(tmp_path: Path) -> None:
    for state in ("made", "unchanged"):
        built = made(tmp_path, LETTER, more=PICTURE)
        assert built.status == 0, built.said
        assert built.said.splitlines()[2].endswith(f" {state}"), built.said
        (build,) = json.loads(built.files["manifest.json"])["builds"]
        assert build["printer"].startswith("LibreOffice")
