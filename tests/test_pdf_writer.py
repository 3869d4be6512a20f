"""The PDF is tagged, titled, embedded, the same bytes everywhere, and two validators find nothing against it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import outloud
import pdfua
import pikepdf
import pypdfium2
import pytest

from sample import sample_document
from submissions.document import (
    Cell,
    Column,
    Contents,
    ContentsEntry,
    Design,
    Division,
    Document,
    Furniture,
    Heading,
    HouseFile,
    Inline,
    ListBlock,
    ListItem,
    Note,
    Paragraph,
    Reference,
    Row,
    Run,
    Table,
)
from submissions.findings import Place
from submissions.writers.page.pdf import Layout, layout, write_pdf

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "templates" / "house"
PLACE = Place("cases/x/case.yaml", 3, 5)
SENTENCE = "The Committee recalls that the obligation is owed by the State whoever the author of the act may be. "


def house() -> dict[str, HouseFile]:
    names = ("page.html", "page.css")
    return {name: HouseFile((HOUSE / name).read_bytes(), Place(f"templates/house/{name}")) for name in names}


@cache
def made(language: str, frame: str) -> Layout:
    result = layout(sample_document(language, frame), house())
    assert [finding for finding in result.findings if finding.code != "N525"] == []
    return result


@cache
def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """Yield the structure elements in order."""
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from elements(kid)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        yield from elements(node.get("/K", pikepdf.Array()))


def tags(content: bytes) -> list[pikepdf.Dictionary]:
    return list(elements(opened(content).Root.StructTreeRoot.K))


def texts(content: bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)]


def document(*blocks: object, furniture: Furniture | None = None) -> Document:
    shown = furniture or Furniture("A v B", "", "Page {page} of {pages}")
    return Document("Title", "en", "ltr", "Office", shown, Design(), blocks)  # type: ignore[arg-type]


def paragraph(*inlines: Inline, number: int = 0) -> Paragraph:
    return Paragraph(inlines or (Run(SENTENCE * 6, PLACE),), PLACE, number)


RIGHT_AS_IT_IS = {
    "TXT-004": "an Arabic letter has a glyph for each place in a word, and all of them mean that letter",
    "ORD-001": "notes are read where they are called and painted at the foot of the page",
}
SAMPLES = [(language, frame) for frame in ("filing", "brief") for language in ("en", "fr", "ar")]


@pytest.mark.few(3)
@pytest.mark.parametrize(("language", "frame"), SAMPLES)
def test_two_validators_find_no_fault(language: str, frame: str, tmp_path: Path) -> None:
    path = tmp_path / "sample.pdf"
    path.write_bytes(made(language, frame).content)
    assert pdfua.validate(str(path)).findings == ()
    faults = [fault for fault in outloud.check(str(path)).findings if fault.rule not in RIGHT_AS_IT_IS]
    assert [(fault.rule, fault.message) for fault in faults] == []
    assert pikepdf.open(path).check_pdf_syntax() == []


@pytest.mark.parametrize(("language", "title"), [("en", "A v Bosnia and Herzegovina"), ("ar", "أ ضد البوسنة والهرسك")])
def test_a_pdf_says_its_title_language_and_organisation_and_nothing_else(language: str, title: str) -> None:
    pdf = opened(made(language, "filing").content)
    assert dict(pdf.docinfo) == {"/Title": title, "/Author": "TRIAL International", "/Producer": "submissions"}
    assert str(pdf.Root.Lang) == language
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    packet = bytes(pdf.Root.Metadata.read_raw_bytes()).decode("utf-8")
    assert title in packet
    assert "<pdfuaid:part>1<" in packet
    assert "<pdfaid:part>2<" in packet
    assert "Date" not in packet
    assert "eight" not in packet.replace("height", "")


def test_every_font_is_the_programs_own_and_embedded() -> None:
    for language in ("en", "ar"):
        fonts = {
            str(font.BaseFont).split("+")[1]: font.DescendantFonts[0].FontDescriptor
            for page in opened(made(language, "brief").content).pages
            for font in page.Resources.Font.values()
        }
        assert all(name.startswith(("Liberation-S", "Noto-Naskh-Arabic")) for name in fonts)
        assert all("/FontFile2" in descriptor for descriptor in fonts.values())


SCRIPT = """
import sys
sys.path[:0] = ["tests", "src"]
from hashlib import sha256
from test_pdf_writer import house, sample_document, write_pdf
print(*(sha256(write_pdf(sample_document(language, "brief"), house())[0]).hexdigest() for language in ("fr", "ar")))
"""


@pytest.mark.proof
def test_the_bytes_are_the_same_in_every_process_time_zone_and_locale() -> None:
    surroundings = [
        {"TZ": "UTC", "PYTHONHASHSEED": "1"},
        {"TZ": "Asia/Kathmandu", "PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "0", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "3", "FONTCONFIG_FILE": "/nowhere/fonts.conf", "SOURCE_DATE_EPOCH": "1700000000"},
    ]
    digests = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**os.environ, **more},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for more in surroundings
    }
    assert len(digests) == 1


def test_headings_make_the_outline_with_their_numbers_and_without_their_notes() -> None:
    with opened(made("en", "filing").content).open_outline() as outline:
        first, second, *_ = outline.root
        assert (first.title, second.title) == ("I. Summary", "II. The facts")
        assert [child.title for child in second.children][:1] == ["A. The night of the arrest"]


def test_notes_are_notes_with_ids_behind_the_paragraph_that_calls_them() -> None:
    found = tags(made("en", "filing").content)
    notes = [tag for tag in found if tag.S == "/Note"]
    assert [str(note.ID) for note in notes] == ["note-comment", "note-2", "note-3", "note-judgment", "note-5", "note-6"]
    kinds = [str(tag.S) for tag in found]
    assert kinds.index("/Note") > kinds.index("/P", kinds.index("/H1"))
    assert str(notes[2].P.S) == "/TD"
    for note in notes:
        assert [str(tag.S) for tag in elements(note)][:4] == ["/Note", "/Span", "/Lbl", "/Link"]


def test_heads_and_feet_of_pages_are_artifacts_and_stand_where_they_should() -> None:
    content = made("en", "filing").content
    pages = texts(content)
    assert "Page" not in pages[0]
    assert "Confidential" in pages[0]
    assert "A v Bosnia and Herzegovina\r\nConfidential" not in pages[0]
    for number, text in enumerate(pages[1:], 2):
        assert f"Page {number} of {len(pages)}" in text
        assert "Confidential" in text
    streams = [page.Contents.read_bytes() for page in opened(content).pages]
    assert [stream.count(b"/Pagination") for stream in streams] == [1] + [3] * (len(pages) - 1)


def test_a_brief_has_its_foot_but_no_head_on_the_first_page() -> None:
    first, second = texts(made("en", "brief").content)
    assert "Page 1 of 2" in first
    assert "A v Bosnia and Herzegovina" not in first
    assert "A v Bosnia and Herzegovina" in second


def test_numbers_are_labels_and_contents_a_table_of_contents() -> None:
    kinds = [str(tag.S) for tag in tags(made("fr", "filing").content)]
    assert kinds.count("/TOC") == 1
    assert kinds.count("/TOCI") == 8
    assert kinds.count("/L") == 3
    assert all(str(tag.K[0].S) == "/Lbl" for tag in tags(made("fr", "filing").content) if tag.S == "/LI")


def test_header_cells_say_what_they_head_and_cells_know_their_headers() -> None:
    table = next(tag for tag in tags(made("en", "filing").content) if tag.S == "/Table")
    cells = [tag for tag in elements(table) if tag.S in ("/TH", "/TD")]
    scopes = [str(cell.A.Scope) for cell in cells if cell.S == "/TH"]
    assert scopes == ["/Column"] * 4 + ["/Row"] * 4
    ids = {str(cell.ID) for cell in cells if cell.S == "/TH"}
    assert all({str(name) for name in cell.A.Headers} <= ids for cell in cells if cell.S == "/TD")


def test_words_in_another_language_are_marked() -> None:
    marked = [tag for tag in tags(made("en", "filing").content) if "/Lang" in tag]
    assert [str(tag.Lang) for tag in marked] == ["la"]


def test_every_link_says_where_it_leads_and_is_printed() -> None:
    pdf = opened(made("en", "filing").content)
    links = [note for page in pdf.pages for note in page.get("/Annots", [])]
    assert {int(link.F) for link in links} == {4}
    said = {str(link.Contents).replace("\u00a0", " ") for link in links}
    assert {"Annex 2", "II. The facts", "https://www.example.org/cases/854-2017", "1"} <= said
    assert not any("." in text and text.startswith(("foot", "mark")) for text in said)


def test_the_layout_tells_the_page_of_every_id() -> None:
    pages = made("en", "filing").pages
    assert pages["section-summary"] == 4
    assert pages["annex-judgment"] == max(pages.values())


def test_a_paragraph_over_two_pages_is_one_paragraph() -> None:
    blocks = [paragraph(number=number) for number in range(1, 16)]
    content, findings = write_pdf(document(*blocks), house())
    assert findings == []
    assert len(texts(content)) > 1
    kinds = [str(tag.S) for tag in tags(content)]
    assert kinds.count("/P") == 15
    assert kinds.count("/Lbl") == 15


def test_a_list_over_two_pages_is_one_list() -> None:
    items = tuple(ListItem((paragraph(),), PLACE, f"({mark})") for mark in "abcdefghijklmno")
    content, _ = write_pdf(document(ListBlock("alpha", items, PLACE)), house())
    kinds = [str(tag.S) for tag in tags(content)]
    assert (kinds.count("/L"), kinds.count("/LI"), kinds.count("/LBody"), kinds.count("/P")) == (1, 15, 15, 15)


def test_a_table_over_two_pages_is_one_table_with_one_head() -> None:
    def row(text: str) -> Row:
        return Row(tuple(Cell((paragraph(Run(words, PLACE)),), PLACE) for words in (text, SENTENCE * 2)), PLACE)

    table = Table(
        (Column("start", 30), Column("start", 70)), (row("Head"),), tuple(map(row, map(str, range(60)))), PLACE
    )
    content, findings = write_pdf(document(table), house())
    assert findings == []
    found = tags(content)
    kinds = [str(tag.S) for tag in found]
    assert [kinds.count(kind) for kind in ("/Table", "/THead", "/TBody", "/TR")] == [1, 1, 1, 61]
    ids = {str(tag.ID) for tag in found if tag.S == "/TH"}
    assert all({str(name) for name in tag.A.Headers} <= ids for tag in found if tag.S == "/TD")
    assert all("Head" in text for text in texts(content))


def test_a_note_that_does_not_fit_goes_to_the_next_page_whole_with_its_line() -> None:
    before = [paragraph(number=number) for number in range(1, 7)]
    long = tuple(paragraph() for _ in range(4))
    caller = paragraph(Run(SENTENCE * 4, PLACE), Note(1, long, "n", PLACE))
    content, findings = write_pdf(document(*before, caller), house())
    assert findings == []
    assert [str(tag.S) for tag in tags(content)].count("/Note") == 1
    assert [text.count(SENTENCE.split(".", maxsplit=1)[0][:30]) > 0 for text in texts(content)] == [True, True]


def test_a_note_longer_than_a_page_is_found() -> None:
    long = tuple(paragraph() for _ in range(16))
    _, findings = write_pdf(document(paragraph(Run(SENTENCE, PLACE), Note(1, long, "n", PLACE))), house())
    assert {finding.code for finding in findings} == {"E521"}


def test_a_long_word_breaks_instead_of_running_off_the_page() -> None:
    word = "https://example.org/" + "a" * 400
    content, findings = write_pdf(document(paragraph(Run(word, PLACE), number=1)), house())
    assert findings == []
    assert word in "".join(texts(content)[0].split())


def test_words_are_never_broken() -> None:
    content, _ = write_pdf(sample_document("fr", "filing"), house())
    found = "".join(texts(content))
    assert "\ufffe" not in found
    assert "\u2010" not in found
    assert "\xad" not in found


def test_a_page_reference_prints_the_page() -> None:
    blocks = [paragraph(number=number) for number in range(1, 16)]
    target = Heading(1, (Run("There", PLACE),), PLACE, "I.", "there")
    ask = paragraph(Run("see page ", PLACE), Reference("there", "page", "", PLACE))
    result = layout(document(ask, *blocks, target, paragraph()), house())
    assert f"see page {result.pages['there']}" in texts(result.content)[0]


def test_contents_print_paragraphs_and_pages() -> None:
    entry = ContentsEntry(1, "I.", (Run("There", PLACE),), "there", "1–15")
    contents = Contents((entry,), PLACE, "Paragraphs", "Page")
    target = Heading(1, (Run("There", PLACE),), PLACE, "I.", "there")
    cover = Division("cover", (paragraph(Run("Cover", PLACE)),), PLACE)
    content, findings = write_pdf(document(cover, contents, target, paragraph()), house())
    assert findings == []
    assert " ".join(texts(content)[1].split()).count("I. There 1–15 3") == 1


def test_dates_and_numbers_of_pages_follow_the_language_of_the_furniture() -> None:
    shown = Furniture('"};x', 'a\\b"', "Página {page} de {pages}")
    content, findings = write_pdf(
        document(paragraph(), Heading(1, (Run("x", PLACE),), PLACE), furniture=shown), house()
    )
    assert findings == []
    assert "Página 1 de 1" in texts(content)[0]
