"""The HTML holds the document's words as words, whatever they look like, and the numbers of the tree as text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from sample import sample_document
from speaking import KNOWN
from submissions.document import (
    Cell,
    Citation,
    CitationItem,
    Column,
    Design,
    Document,
    Emphasis,
    Furniture,
    Inline,
    Link,
    Note,
    Paragraph,
    Picture,
    Reference,
    Row,
    Run,
    Table,
)
from submissions.findings import Place
from submissions.readback.normal import seen
from submissions.writers.page.html import HouseFile, css_string, write_html

HOUSE = Path(__file__).parent.parent / "templates" / "house"
PLACE = Place("cases/x/case.yaml", 3, 5)


def house() -> dict[str, HouseFile]:
    return {
        name: HouseFile((HOUSE / name).read_bytes(), Place(f"templates/house/{name}"))
        for name in ("page.html", "page.css")
    }


def document(*blocks: object, language: str = "en") -> Document:
    way = "rtl" if language == "ar" else "ltr"
    return Document(
        "Title",
        language,
        way,
        "Office",
        Furniture("A v B", "", "Page {page} of {pages}"),
        Design(),
        blocks,
        languages=KNOWN,
    )  # type: ignore[arg-type]


def paragraph(*inlines: Inline, number: int = 0) -> Paragraph:
    return Paragraph(inlines, PLACE, number)


def body(made: Document) -> lxml_html.HtmlElement:
    content, findings = write_html(made, house())
    assert findings == []
    return lxml_html.fromstring(content.decode("utf-8")).find("body")


HOSTILE = [
    "</style><script>alert(1)</script>",
    "&amp; & < >",
    "{{ 7*7 }}{% raw %}",
    "]]>",
    '" onclick="x',
    "<!-- x -->",
    "\\41 '",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_come_back_as_the_words_they_are(text: str) -> None:
    made = replace(document(paragraph(Run(text, PLACE))), title=text, organisation=text)
    assert "".join(body(made).itertext()).strip() == text
    content, _ = write_html(made, house())
    head = lxml_html.fromstring(content.decode("utf-8")).find("head")
    assert head.find("title").text_content() == text
    assert head.find("meta[@name='author']").get("content") == text


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zs", "Zl", "Zp")), min_size=1))
def test_any_text_comes_back_but_for_what_draws_nothing(text: str) -> None:
    for language in ("en", "ar"):
        printed = "".join(body(document(paragraph(Run(text, PLACE)), language=language)).itertext()).strip()
        assert seen(printed) == seen(text)


@given(st.text(st.characters(codec="utf-8")))
def test_a_css_string_can_be_ended_by_nothing_inside_it(text: str) -> None:
    inner = css_string(text)[1:-1]
    assert not set(inner) & set('"\n\r\f<>;{}')


def test_numbers_and_marks_are_the_words_of_the_tree() -> None:
    text = " ".join("".join(body(sample_document("en", "filing")).itertext()).split())
    assert "17. For these reasons the Committee is asked to:" in text
    assert "(iii) a public apology" in text
    assert "Table 1. Chronology of the facts" in text


def test_marks_and_notes_lead_to_each_other() -> None:
    note = Note(7, (paragraph(Run("Source.", PLACE)),), "note-x", PLACE)
    page = body(document(paragraph(Run("Words", PLACE), note)))
    mark, back = page.find(".//a[@class='note-mark']"), page.find(".//a[@class='note-number']")
    assert (mark.text, back.text.strip()) == ("7", "7")
    assert page.get_element_by_id(mark.get("href")[1:]).get("class") == "note-text"
    assert page.get_element_by_id(back.get("href")[1:]) is mark


def test_language_and_direction_stand_at_the_root_and_at_foreign_words() -> None:
    content, _ = write_html(sample_document("ar", "filing"), house())
    root = lxml_html.fromstring(content.decode("utf-8"))
    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")
    foreign = root.find(".//span[@lang='la']")
    assert foreign.get("dir") == "ltr"


def test_faults_of_the_material_are_findings_with_their_place() -> None:
    item = CitationItem("x", "", "", PLACE)
    table = Table((Column("start", 100),), (), (Row((Cell((), PLACE), Cell((), PLACE)), PLACE),), PLACE)
    cases = {
        "E501": Picture("gone", "A map", 50, PLACE),
        "E502": paragraph(Note(1, (table.body and table,), "n", PLACE)),
        "E503": paragraph(Citation((item,), PLACE)),
        "E504": table,
        "E505": paragraph(Run("bell \x07", PLACE)),
        "E506": paragraph(Link("javascript:alert(1)", (Run("x", PLACE),), PLACE)),
    }
    for code, block in cases.items():
        _, findings = write_html(document(block), house())
        assert [(finding.code, finding.place) for finding in findings][:1] == [(code, PLACE)]
        assert all(finding.help for finding in findings)


def test_a_lone_surrogate_is_a_finding_and_not_a_crash() -> None:
    content, findings = write_html(document(paragraph(Run("name \ud800", PLACE))), house())
    assert [finding.code for finding in findings] == ["E505"]
    assert content


def test_a_missing_house_file_is_a_finding() -> None:
    for name in ("page.html", "page.css"):
        files = {key: file for key, file in house().items() if key != name}
        _, findings = write_html(document(paragraph(Run("x", PLACE))), files)
        assert [finding.code for finding in findings] == ["E500"]


def test_images_travel_inside_the_file_with_their_alternative_text() -> None:
    image = body(sample_document("en", "filing")).find(".//img")
    assert image.get("src").startswith("data:image/png;base64,")
    assert image.get("alt").startswith("Three dates on a line")


def test_a_reference_prints_what_the_tree_says() -> None:
    page = body(document(paragraph(Reference("annex-1", "annex", "Annex 3", PLACE), Run(".", PLACE))))
    assert page.find(".//a[@href='#annex-1']").text == "Annex 3"


@pytest.mark.parametrize(
    ("inlines", "glued"),
    [
        ((Run("They received no money.", PLACE),), "money.7"),
        ((Run("guarantees of non-repetition.", PLACE),), "repetition.7"),
        ((Run("in ", PLACE), Emphasis((Run("Savić and Rekić", PLACE),), PLACE)), "Rekić7"),
        ((Run("see ", PLACE), Reference("a", "annex", "Annex 3", PLACE)), "Annex 37"),
        ((), "7"),
    ],
)
def test_a_mark_stays_on_the_line_of_its_word(inlines: tuple[Inline, ...], glued: str) -> None:
    note = Note(7, (), "n", PLACE)
    page = body(document(paragraph(*inlines, note, Run(" On.", PLACE))))
    piece = page.find(".//span[@class='glued']")
    piece.find("span[@class='note']").drop_tree()
    assert piece.text_content() == glued
