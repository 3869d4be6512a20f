"""What the pages would not show, or must not fetch, is a finding: each fixture says which in its first line."""

from __future__ import annotations

import logging
import os
import socket
from dataclasses import replace
from pathlib import Path

import pytest

from sample import sample_document
from submissions.document import Document, HouseFile, Paragraph, Picture, Reference, Resource, Run
from submissions.findings import Place
from submissions.writers.page.fonts import FONTS
from submissions.writers.page.pdf import write_pdf
from test_pdf_writer import document, house, paragraph

FAULTS = Path(__file__).parent / "faults" / "pdf"
PLACE = Place("cases/x/case.yaml", 3, 5)


def faulty(path: Path) -> dict[str, HouseFile]:
    """Return the house with one file replaced, or with the fixture's rules at the end of its own."""
    files = house()
    name = f"page{path.suffix}"
    content = path.read_bytes()
    if path.suffix == ".css":
        content = files[name].content + content
    return {**files, name: HouseFile(content, Place(f"templates/house/{name}"))}


@pytest.mark.parametrize("path", sorted(FAULTS.iterdir()), ids=lambda path: path.name)
def test_a_faulty_house_file_is_found(path: Path) -> None:
    expected = path.read_text(encoding="utf-8").splitlines()[0].split("expect:")[1].strip("-*/> ").split()
    content, findings = write_pdf(sample_document("en", "brief"), faulty(path))
    assert {finding.code for finding in findings} - {"N525"} == set(expected)
    assert all(finding.help for finding in findings)
    if path.suffix == ".html":
        assert content == b""


def test_a_rule_that_the_engine_passes_over_is_found_at_its_line() -> None:
    files = faulty(FAULTS / "unknown-property.css")
    line = files["page.css"].content.decode("utf-8").splitlines().index("p { unicode-bidi: isolate }") + 1
    _, findings = write_pdf(document(paragraph()), files)
    assert [(finding.code, finding.place.line) for finding in findings] == [("W517", line)]


def test_a_rule_is_found_at_its_line_though_the_look_has_put_values_in_before_it() -> None:
    files = house()
    css = b"p { margin: var(--text-after) }\n\nb { colr: red }\n"
    _, findings = write_pdf(document(paragraph()), {**files, "page.css": HouseFile(css, files["page.css"].place)})
    assert [(finding.code, finding.place.line) for finding in findings if finding.code == "W517"] == [("W517", 3)]


@pytest.mark.parametrize("letter", ["ᚠ", "😀", "𐌰", "ꙮ"])
def test_a_letter_without_a_glyph_is_found_where_it_stands(letter: str) -> None:
    there = Place("cases/x/facts.en.md", 12, 1)
    blocks = (paragraph(), Paragraph((Run(f"He is called {letter}.", there),), there))
    _, findings = write_pdf(document(*blocks), house())
    assert [(finding.code, finding.place) for finding in findings] == [("E510", there)]
    assert f"U+{ord(letter):04X}" in findings[0].message


def test_the_letters_of_the_languages_that_are_promised_have_glyphs() -> None:
    text = (
        "ćčđšžșțğışőűąęłńśźżřůěťďľāēīōūģķļņŧħŋøåæœßþðẽṭḥḍṣāḫʿʾʼəơưạếŸ ґєіїўђћљњџјқҷӣӯәғңөұүһё Ωαβγ אבג پچژگکی ءآأإؤئىة"
    )
    signs = "\u202f\u00a0\u2009–—«»“”„‘’‚‹›§¶°№€£•·…×−′″†‡½ №\u2011 ٠١٢٣٤٥٦٧٨٩ ،؛؟"
    for words in (text, signs):
        _, findings = write_pdf(document(paragraph(Run(words, PLACE))), house())
        assert findings == []


def test_a_picture_that_the_engine_cannot_read_is_found() -> None:
    broken = Resource("png", b"\x89PNG\r\n\x1a\nnot an image", 10, 10)
    made = replace(document(Picture("p", "A map of the camp", 50, PLACE)), resources=(("p", broken),))
    _, findings = write_pdf(made, house())
    assert "E501" in {finding.code for finding in findings}
    assert PLACE in {finding.place for finding in findings}


def test_a_reference_to_nothing_is_found() -> None:
    _, findings = write_pdf(document(paragraph(Reference("nowhere", "annex", "Annex 9", PLACE))), house())
    assert [finding.code for finding in findings] == ["E516"]
    assert "nowhere" in findings[0].message


def test_a_character_that_no_page_can_show_stops_the_pdf() -> None:
    content, findings = write_pdf(document(paragraph(Run("a\ud800b", PLACE))), house())
    assert (content, [finding.code for finding in findings]) == (b"", ["E505"])


def test_the_surroundings_are_left_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "/somewhere/else.conf")
    logger = logging.getLogger("weasyprint")
    before = (list(logger.handlers), logger.level, logger.propagate)
    write_pdf(document(paragraph()), house())
    assert os.environ["FONTCONFIG_FILE"] == "/somewhere/else.conf"
    assert (list(logger.handlers), logger.level, logger.propagate) == before


def test_nothing_is_asked_of_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    for name in ("network.css", "disk.css"):
        write_pdf(document(paragraph()), faulty(FAULTS / name))


def test_the_fonts_travel_with_their_licence() -> None:
    names = {path.name for path in FONTS.iterdir()}
    assert {"OFL.txt", "README.md", "fonts.conf"} <= names
    assert len([name for name in names if name.endswith(".ttf")]) == 37
    readme = (FONTS / "README.md").read_text(encoding="utf-8")
    assert {"fonts-liberation2", "fonts-noto-core", "fonts-crosextra-carlito", "fonts-crosextra-caladea"} <= set(
        readme.replace("`", " ").split()
    )
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text(encoding="utf-8")


def test_an_empty_document_makes_a_page_and_no_crash() -> None:
    empty: Document = document()
    content, _ = write_pdf(empty, house())
    assert content.startswith(b"%PDF-")
