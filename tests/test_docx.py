"""The Word file: valid, native, deterministic, and free of what it must not carry."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path

import ooxml_integrity
import pytest
from openxml_audit import OpenXmlValidator

from sample import sample_document
from submissions.document import (
    Citation,
    Contents,
    ContentsEntry,
    Division,
    Foreign,
    Heading,
    Link,
    ListBlock,
    ListItem,
    Note,
    PageBreak,
    Picture,
    Reference,
    Resource,
)
from submissions.writers.word.docx import write_docx
from word_files import (
    PLACE,
    SAMPLES,
    codes_of,
    document,
    house_files,
    paragraph,
    parts_of,
    sample_word_file,
    table,
    text,
    written,
)


@pytest.mark.parametrize(("language", "frame"), SAMPLES)
def test_two_validators_find_no_error(tmp_path: Path, language: str, frame: str) -> None:
    path = tmp_path / "sample.docx"
    path.write_bytes(sample_word_file(language, frame))
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []
    assert [str(finding) for finding in ooxml_integrity.check(str(path))] == []


@pytest.mark.parametrize(("language", "frame"), SAMPLES)
def test_the_same_document_gives_the_same_bytes(language: str, frame: str) -> None:
    again, _ = write_docx(sample_document(language, frame), house_files())
    assert again == sample_word_file(language, frame)


def test_a_document_is_written_in_a_blink() -> None:
    sample_word_file("en", "filing")
    sample = sample_document("en", "filing")
    start = time.perf_counter()
    for _ in range(5):
        write_docx(sample, house_files())
    assert (time.perf_counter() - start) / 5 < 0.25  # a twentieth of it on a quiet machine


def test_inserting_a_paragraph_renumbers_because_no_number_is_typed() -> None:
    parts = written(
        paragraph("One.", number=1), Heading(1, (text("Facts"),), PLACE, "I.", "f"), paragraph("Two.", number=2)
    )
    body = parts["word/document.xml"]
    assert body.count('<w:pStyle w:val="NumberedParagraph"/>') == 2
    assert re.findall(r"<w:t[^>]*>([^<]*)</w:t>", body) == ["One.", "Facts", "Two."]
    assert '<w:pStyle w:val="Heading1"/>' in body


def test_a_number_that_word_would_not_count_is_reported() -> None:
    assert codes_of(paragraph("One.", number=1), paragraph("Three.", number=3)) == ["E421"]
    assert codes_of(Heading(1, (text("Facts"),), PLACE, "II.", "f")) == ["E421"]
    assert codes_of(ListBlock("alpha", (ListItem((paragraph("x"),), PLACE, "(b)"),), PLACE)) == ["E421"]
    assert codes_of(paragraph(Note(2, (paragraph("x"),), "n", PLACE))) == ["E421"]


def test_each_list_counts_from_one() -> None:
    items = (ListItem((paragraph("x"),), PLACE, "(a)"),)
    parts = written(ListBlock("alpha", items, PLACE), ListBlock("alpha", items, PLACE))
    used = re.findall(r'<w:numId w:val="(\d+)"/>', parts["word/document.xml"])
    assert len(set(used)) == 2
    for number in used:
        row = re.search(rf'<w:num w:numId="{number}">.*?</w:num>', parts["word/numbering.xml"])
        assert row is not None
        assert '<w:startOverride w:val="1"/>' in row.group()


def test_a_note_stands_in_a_cell_and_in_a_list_and_is_referred_to() -> None:
    first = Note(1, (paragraph("First note."),), "pension", PLACE)
    second = Note(2, (paragraph("Second, ", Reference("pension", "note", "1", PLACE), "."),), "note-2", PLACE)
    items = (ListItem((paragraph("An item", second),), PLACE, "(a)"),)
    parts = written(table(["Head"], [paragraph("A cell", first)]), ListBlock("alpha", items, PLACE))
    notes = parts["word/footnotes.xml"]
    assert re.findall(r'<w:footnoteReference w:id="(\d)"/>', parts["word/document.xml"]) == ["1", "2"]
    assert '<w:bookmarkStart w:id="1" w:name="_Ref00001"/>' in parts["word/document.xml"]
    assert r" NOTEREF _Ref00001 \h " in notes
    assert notes.count("<w:footnoteRef/>") == 2
    assert 'w:val="FootnoteText"' in notes


def test_bookmarks_never_carry_an_id_that_could_be_a_name() -> None:
    parts = written(
        paragraph("Words.", number=1, id="amra-hodzic"),
        paragraph(Reference("amra-hodzic", "paragraph", "1", PLACE), number=2),
    )
    assert "amra" not in "".join(parts.values()).lower()
    assert r" REF _Ref00001 \r \h " in parts["word/document.xml"]


def test_the_contents_are_a_field_with_pages_and_ranges() -> None:
    pages = {"section-facts": 4, "section-merits": 9}
    content, _ = write_docx(sample_document("en", "filing"), house_files(), pages=pages)
    body = parts_of(content)["word/document.xml"].replace("&quot;", '"')
    assert ' TOC \\o "1-3" \\h \\z \\u ' in body
    lines = "".join(line for line in re.findall(r"<w:p>.*?</w:p>", body) if '<w:pStyle w:val="TOC' in line)
    fields = re.findall(r"<w:instrText[^>]*> *(\w+)", lines)
    assert (fields[0], set(fields[1:])) == ("TOC", {"PAGEREF"}), "LibreOffice ends with an error over any other"
    line = next(line for line in re.findall(r"<w:p>.*?</w:p>", body) if "TOC1" in line and "The facts" in line)
    shown = re.sub(r"<w:instrText.*?</w:instrText>", "", line)
    assert re.findall(r"<w:t [^>]*>([^<]*)</w:t>", shown)[-2:] == ["3–8", "4"]


def test_properties_hold_title_language_and_organisation_only() -> None:
    parts = parts_of(sample_word_file("fr", "filing"))
    words = re.findall(r">([^<>\n]+)<", parts["docProps/core.xml"])
    assert words == [sample_document("fr", "filing").title, "TRIAL International", "fr"]
    assert re.findall(r">([^<>\n]+)<", parts["docProps/app.xml"]) == ["TRIAL International"]
    assert not re.search(r"rsid|paraId|w:author|w:date", "".join(parts.values()))


def test_right_to_left_is_marked_on_paragraphs_runs_tables_and_section() -> None:
    latin = "قرار Sahli v Algeria، الفقرة 12"
    parts = written(paragraph(latin), table(["أ"], ["ب"]), language="ar")
    body = parts["word/document.xml"]
    assert body.count("<w:bidi/>") == body.count("<w:pPr>") + 1
    assert "<w:bidiVisual/>" in body
    assert re.findall(r"<w:r>(<w:rPr>.*?</w:rPr>)?<w:t[^>]*>([^<]*)</w:t></w:r>", body)[:3] == [
        ("<w:rPr><w:rtl/></w:rPr>", "قرار "),
        ("", "Sahli v Algeria"),
        ("<w:rPr><w:rtl/></w:rPr>", "، الفقرة 12"),
    ]
    assert 'w:bidi="ar-SA"' in parts["word/styles.xml"]
    assert "<w:rtl/>" in parts["word/header1.xml"]


def test_arabic_words_in_an_english_document_run_right_to_left() -> None:
    body = written(paragraph("The word ", Foreign("ar", (text("قرار"),), PLACE), " means decision."))[
        "word/document.xml"
    ]
    assert '<w:rtl/><w:lang w:bidi="ar-SA"/></w:rPr><w:t xml:space="preserve">قرار</w:t>' in body


def test_foreign_words_are_marked() -> None:
    body = written(paragraph(Foreign("la", (text("prima facie"),), PLACE)))["word/document.xml"]
    assert '<w:lang w:val="la-VA"/>' in body


def test_a_page_break_leaves_no_empty_paragraph() -> None:
    body = written(paragraph("One."), PageBreak(PLACE), paragraph("Two."))["word/document.xml"]
    assert body.count("<w:p>") == 2
    assert body.index("<w:pageBreakBefore/>") > body.index("One.")


def test_tables_that_follow_each_other_stay_two() -> None:
    body = written(table(["A"], ["1"]), table(["B"], ["2"]), Division("box", (paragraph("x"),), PLACE))[
        "word/document.xml"
    ]
    assert "</w:tbl><w:tbl>" not in body
    assert body.count('<w:pStyle w:val="TableGap"/>') == 1
    assert body.count("<w:tblHeader/>") == 2
    assert body.count("<w:cantSplit/>") == 4


def test_a_picture_has_its_words_and_no_file_name() -> None:
    sample = parts_of(sample_word_file("en", "filing"))
    assert 'name="Picture 1" descr="Three dates on a line' in sample["word/document.xml"]
    assert "timeline" not in sample["word/document.xml"]
    assert "word/media/image1.png" in sample


def test_an_image_that_is_not_there_is_reported() -> None:
    assert codes_of(Picture("none", "x", 50, PLACE)) == ["E424"]


def test_a_high_picture_stays_on_the_page() -> None:
    high = Resource("png", b"x", 100, 4_000)
    blocks = (Picture("high", "x", 100, PLACE),)
    made = document(*blocks)
    content, _ = write_docx(replace(made, resources=(("high", high),)), house_files())
    size = re.search(r'<wp:extent cx="(\d+)" cy="(\d+)"/>', parts_of(content)["word/document.xml"])
    assert size is not None
    assert int(size[2]) < 8_900_000


def test_forbidden_characters_are_reported_and_not_dropped() -> None:
    content, findings = write_docx(document(paragraph("be\x07fore")), house_files())
    assert [(finding.code, finding.place) for finding in findings] == [("E422", PLACE)]
    assert "be\ufffdfore" in parts_of(content)["word/document.xml"]


@pytest.mark.parametrize(
    "hostile",
    ["<w:t>&amp;]]></w:t>", "{{ 7*7 }}", "{% for x in y %}", "{_{ x }_}", "\u202f\u2011\u00ad", "\"'&<>", "a\tb"],
)
def test_hostile_words_are_printed_as_they_are(hostile: str) -> None:
    body = written(paragraph(hostile), header=hostile.replace("\t", " "))["word/document.xml"]
    shown = re.findall(r"<w:t [^>]*>([^<]*)</w:t>|(<w:tab/>)", body)
    joined = "".join(words or "\t" for words, _ in shown)
    for entity, sign in (("&quot;", '"'), ("&gt;", ">"), ("&lt;", "<"), ("&amp;", "&")):
        joined = joined.replace(entity, sign)
    assert joined == hostile


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "ftp://x.org", ""])
def test_a_link_to_anything_but_web_or_mail_is_refused(address: str) -> None:
    assert codes_of(paragraph(Link(address, (text("x"),), PLACE))) == ["E423"]


def test_a_reference_to_nothing_a_note_in_a_note_and_an_open_citation_are_reported() -> None:
    assert codes_of(paragraph(Reference("none", "paragraph", "1", PLACE))) == ["E420"]
    inner = Note(2, (paragraph("x"),), "inner", PLACE)
    assert codes_of(paragraph(Note(1, (paragraph("x", inner),), "outer", PLACE))) == ["E426"]
    assert codes_of(paragraph(Citation((), PLACE))) == ["E425"]


def test_a_house_without_the_frame_is_reported() -> None:
    content, findings = write_docx(document(paragraph("x"), frame="ours.docx"), {})
    assert (content, [finding.code for finding in findings]) == (b"", ["E400"])


def test_a_signature_never_stands_alone_on_a_page() -> None:
    lines = (paragraph("Geneva, 1 November 2017", role="date"), paragraph("For the complainant", role="signature"))
    body = written(table(["A"], ["1"], ["2"]), Division("signature", lines, PLACE))["word/document.xml"]
    kept = re.findall(r"<w:pPr>(?:(?!</w:pPr>).)*<w:keepNext/>", body)
    assert len(kept) == 4  # the three rows, and the date
    assert body.count('<w:pStyle w:val="Signature"/>') == 1  # room to sign above the name, and not above the date
    assert '<w:spacing w:before="480"/>' in body


def test_a_long_entry_of_the_contents_breaks_before_the_columns() -> None:
    words = "Violation of article 16 read together with articles 11, 12 and 13 of the Convention against Torture"
    entry = ContentsEntry(1, "I.", (text(words),), "law", "1")
    lines = (Contents((entry,), PLACE, "Paragraphs", "Page"), Heading(1, (text(words),), PLACE, "I.", "law"))
    body = written(*lines, paragraph("One.", number=1))["word/document.xml"]
    first, second = re.findall(r">([^<>]+)</w:t></w:r><w:r><w:br/></w:r><w:r><w:t [^>]*>([^<]+)<", body)[0]
    assert f"{first} {second}" == words
    assert len(first) <= 72
