"""A field that Word works out by itself is told of in whatever part of a template it stands, with what to write."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docx.document import Document as Opened
from lxml import etree

from submissions.compose.names import shapes_of_names
from submissions.findings import Finding
from submissions.office.names import WORD
from submissions.wordbody.examine import examine
from test_word_templates import all_of, made_of
from word_bodies import FILE, lines, template
from word_notes import box, noted

SHAPES = shapes_of_names()
ORDERS = {
    "DATE": "{{ date }}", "TIME": "{{ date }}", "SAVEDATE": "{{ date }}", "PRINTDATE": "{{ date }}",
    "CREATEDATE": "{{ date }}", "AUTHOR": "{{ organisation.name }}", "USERNAME": "{{ organisation.name }}",
    "LASTSAVEDBY": "{{ organisation.name }}", "USERADDRESS": "{{ organisation.address }}", "TITLE": "{{ case.title }}",
    "FILENAME": "delete the field", "NUMWORDS": "delete the field", "REVNUM": "delete the field",
    "DOCPROPERTY Client": "a tag", "IF 1 = 1 yes no": "a tag", "STYLEREF Heading1": "a tag", "NOTEREF _Ref1": "a tag",
    "=SUM(ABOVE)": "a tag",
}  # fmt: skip
STAYING = ("PAGE", "NUMPAGES", "SECTIONPAGES", "HYPERLINK https://example.org", "SYMBOL 61", "QUOTE x")


def field(code: str, shown: str, *, simple: bool = False) -> str:
    """Return the runs of a field, of one element or of several."""
    words = f"<w:r><w:t>{shown}</w:t></w:r>"
    if simple:
        return f'<w:fldSimple w:instr=" {code} ">{words}</w:fldSimple>'
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText> {code} </w:instrText></w:r>{separate}{words}{end}"


def _add(paragraph: object, xml: str) -> None:
    paragraph._p.extend(etree.fromstring(f'<w:p xmlns:w="{WORD}">{xml}</w:p>'))  # type: ignore[attr-defined]


_BOXED = '<w:r><w:t xml:space="preserve">Zebulon</w:t></w:r>'


def in_body(opened: Opened, xml: str) -> None:
    _add(opened.add_paragraph("Zebulon said "), xml)


def in_head(opened: Opened, xml: str) -> None:
    _add(opened.sections[0].header.paragraphs[0], xml)


def in_foot(opened: Opened, xml: str) -> None:
    _add(opened.sections[0].footer.paragraphs[0], xml)


def in_box(opened: Opened, xml: str) -> None:
    opened.add_paragraph("Beside")._p.append(etree.fromstring(box("Zebulon").replace(_BOXED, xml)))


PLACES: dict[str, tuple[Callable[[Opened, str], None], str]] = {
    "body": (in_body, "paragraph 1"),
    "head": (in_head, "the header (header"),
    "foot": (in_foot, "the footer (footer"),
}


def told(content: bytes) -> list[Finding]:
    return [one for one in examine(content, FILE, SHAPES).findings if one.code in ("W262", "E377", "E386")]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("simple", [True, False])
def test_each_field_in_each_part_is_told_with_its_name_its_part_and_what_to_write(place: str, simple: bool) -> None:
    put, where = PLACES[place]

    def build(opened: Opened) -> None:
        for code in ORDERS:
            put(opened, field(code, "Zebulon 4 May 2019", simple=simple))

    found = told(template(build))
    names = ["a formula" if code.startswith("=") else code.split()[0] for code in ORDERS]
    assert [one.message.partition(": ")[2].split(" in ")[0] for one in found] == names
    assert all(order in one.help for one, order in zip(found, ORDERS.values(), strict=True))
    assert all(where[:9] in one.message and "Zebulon" not in one.message for one in found)


def test_what_is_true_of_the_document_is_not_told_in_a_head() -> None:
    def build(opened: Opened) -> None:
        in_head(opened, "".join(field(code, "1") for code in STAYING))

    assert told(template(build)) == []


def test_notes_and_text_boxes_are_looked_into_and_a_box_is_told_once() -> None:
    content = noted(template(lines("Text[^2]")), {2: (field("DATE", "4 May 2019"),)})
    assert ["DATE in the footnotes" in one.message for one in told(content)] == [True]
    (boxed,) = told(template(lambda opened: in_box(opened, field("FILENAME", "old.docx"))))
    assert boxed.message.endswith("FILENAME in paragraph 2")


def test_words_that_repeat_a_tag_from_elsewhere_are_told_and_numbers_are_not() -> None:
    def build(opened: Opened) -> None:
        marked = opened.add_paragraph("{{ case.title }}")._p
        marked.insert(0, etree.fromstring(f'<w:bookmarkStart xmlns:w="{WORD}" w:id="7" w:name="client"/>'))
        marked.append(etree.fromstring(f'<w:bookmarkEnd xmlns:w="{WORD}" w:id="7"/>'))
        in_body(opened, field(r"REF client \h", "Old v State"))
        in_body(opened, field(r"REF client \r \h", "3"))

    (found,) = told(template(build))
    assert (found.code, found.place.line) == ("W262", 2)


def test_what_a_merge_or_another_file_was_to_bring_stands_in_no_head() -> None:
    def build(opened: Opened) -> None:
        in_head(opened, field("MERGEFIELD Name", "«Name»"))
        in_foot(opened, field("INCLUDETEXT a.docx", "old"))

    assert sorted(one.code for one in told(template(build))) == ["E377", "E386"]


def test_a_letter_with_old_words_in_its_head_is_made_and_told_of(tmp_path: Path) -> None:
    def build(opened: Opened) -> None:
        in_head(opened, field("SAVEDATE", "4 May 2019"))
        lines("{{ case.title }}")(opened)

    result = made_of(tmp_path, template(all_of(build)))
    assert result.status == 0, result.said
    assert (
        "warning[W262]: a field that Word works out keeps the words that it shows in the template: SAVEDATE in"
        in result.said
    )
