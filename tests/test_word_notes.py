"""Notes of a Word template's own stay in Word, take values, and count with those of values, as the PDF counts them."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Final

import docx
import pytest
from docx.document import Document as Opened
from lxml import etree

from submissions.findings import Place
from submissions.line.validators import validate_file
from submissions.office.names import parse_part, w
from submissions.office.package import read_package, write_parts
from submissions.wordbody.body import read_body
from submissions.writers.word.lint.package import lint_package
from test_word_templates import CASE, Made, all_of, made_of
from word_bodies import FILE, lines, table, template
from word_notes import box, noted

_REFERENCES: Final = (w("footnoteReference"), w("endnoteReference"))
CITING: Final = CASE.replace(
    'law: {LANGUAGE: "Article 14 of the Convention applies."}',
    "law: {LANGUAGE: 'The rule is old.[@ogur, para 88] It is law.[@ogur, para 90]'}\n  cited: {LANGUAGE: '[@ogur]'}",
).replace(
    "submissions:",
    "authorities:\n  - {id: ogur, type: judgment, title: Oğur v Turkey, court: ECtHR, number: 21594/93, "
    "date: 1999-05-20}\nsubmissions:",
)


def parts_of(result: Made) -> dict[str, bytes]:
    return read_package(result.files["letters-test.en.docx"])


def notes_of(result: Made) -> list[str]:
    """Return the words of the notes in the order in which Word counts them."""
    parts = parts_of(result)
    held = {
        (kind, one.get(w("id"))): one
        for kind in ("footnote", "endnote")
        if f"word/{kind}s.xml" in parts
        for one in parse_part(parts[f"word/{kind}s.xml"])
    }
    marks = list(parse_part(parts["word/document.xml"]).iter(*_REFERENCES))
    notes = [held.pop((etree.QName(one).localname.removesuffix("Reference"), one.get(w("id")))) for one in marks]
    assert all(one.get(w("type")) for one in held.values()), "a note without a mark"
    return [" ".join("".join(one.itertext(w("t"))).replace("\N{NO-BREAK SPACE}", " ").split()) for one in notes]


NOTED: Final = CASE.replace(
    '"Article 14 of the Convention applies."', '"Article 14 applies.[^b]\\n\\n[^b]: Ratified in 1992."'
)


@pytest.mark.proof
def test_own_notes_stand_before_between_and_behind_those_of_values(tmp_path: Path) -> None:
    build = lines(
        "First.[^1] Then {{ texts.law }} {{ texts.law }}", "{{ texts.facts }}", "Between[^2] {{ texts.law }}[^5]"
    )
    notes = {1: ["For {{ case.title }}."], 2: ["See {{ state.name }}; {{ organisation.name }}."], 5: ["Behind."]}
    result = made_of(tmp_path, noted(template(all_of(build)), footnotes=notes), case=NOTED)
    assert result.status == 0, result.said
    said = "Ratified in 1992."
    facts = "Statement of 4 June 2020."
    own = ["For X v Bosnia and Herzegovina.", "See Bosnia and Herzegovina; Centre & <Redress>."]
    assert notes_of(result) == [own[0], said, said, facts, own[1], said, "Behind."]
    held = [one.get(w("id")) for one in parse_part(parts_of(result)["word/footnotes.xml"]) if not one.get(w("type"))]
    assert held == [one.get(w("id")) for one in parse_part(parts_of(result)["word/document.xml"]).iter(*_REFERENCES)]
    page = result.page()
    for number, words in enumerate(notes_of(result), 1):
        assert f"{number} {words}" in page


@pytest.mark.proof
def test_notes_in_loops_and_tables_know_their_turn(tmp_path: Path) -> None:
    build = all_of(
        lines("{%p for e in events %}", "On {{ e.date }}[^1]", "{%p endfor %}"),
        table([["{%tr for r in recommendations %}", ""], ["{{ r.addressee }}[^2]", "{{ texts.law }}"],
               ["{%tr endfor %}", ""]]),
        lines("{%p if audience == 'public' %}", "Not here.[^3]", "{%p endif %}", "End.[^4]"),
    )  # fmt: skip
    notes = {1: ["{{ e.text }}"], 2: ["To {{ r.addressee }}"], 3: ["{{ people.nobody }}"], 4: ["Last."]}
    result = made_of(tmp_path, noted(template(build), footnotes=notes), case=NOTED)
    assert result.status == 0, result.said
    assert notes_of(result) == [
        "Officers take Amina Kovacevic away.", "She is let go & goes home.",
        "To The Government", "Ratified in 1992.", "To The Parliament", "Ratified in 1992.", "Last.",
    ]  # fmt: skip
    assert "3 To The Government" in result.page()


def test_a_note_that_the_public_is_not_to_read_is_in_no_part_of_the_public_file(tmp_path: Path) -> None:
    build = lines(
        "{% if audience == 'filing' %}A[^1]{% endif %} B[^2]", "{%p if audience == 'public' %}", "C[^3]", "{%p endif %}"
    )
    notes = {1: ["Ask Zebulon."], 2: ["{{ (people|first).full }}"], 3: ["For all."]}
    result = made_of(tmp_path, noted(template(build), footnotes=notes), "public")
    assert result.status == 0, result.said
    assert notes_of(result) == ["Ms X", "For all."]
    whole = b"".join(parts_of(result).values()) + result.files["letters-test.en.pdf"]
    assert b"Zebulon" not in whole
    assert b"Kovacevic" not in whole


@pytest.mark.proof
@pytest.mark.parametrize("more", ["", "{{ texts.facts }}"])
def test_endnotes_stay_alone_and_become_footnotes_beside_others(tmp_path: Path, more: str) -> None:
    link = '<w:hyperlink r:id="rId1"><w:r><w:t>there</w:t></w:r></w:hyperlink>'
    content = noted(template(lines("One[*1] and two[*7]", more)), endnotes={1: ["Of {{ case.title }}."], 7: [link]})
    parts = read_package(content)
    rows = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" '
        'Target="https://example.org/a?b=c&amp;d=e" TargetMode="External"/></Relationships>'
    )
    result = made_of(tmp_path, write_parts({**parts, "word/_rels/endnotes.xml.rels": rows.encode()}))
    assert result.status == 0, result.said
    assert notes_of(result)[:2] == ["Of X v Bosnia and Herzegovina.", "there"]
    assert ("word/endnotes.xml" in parts_of(result)) == (not more)
    assert "W260" in result.said
    part = "footnotes" if more else "endnotes"
    assert b"https://example.org/a?b=c&amp;d=e" in parts_of(result)[f"word/_rels/{part}.xml.rels"]


@pytest.mark.proof
def test_authorities_cited_in_own_notes_and_in_values_refer_to_each_other_by_number(tmp_path: Path) -> None:
    build = lines("One[^1]", "{{ texts.law }}", "Two[^2]")
    notes = {1: ["{{ texts.cited }}"], 2: ["See {{ texts.cited }}"]}
    result = made_of(tmp_path, noted(template(build), footnotes=notes), case=CITING)
    assert result.status == 0, result.said
    first, second, third, fourth = notes_of(result)
    assert first.startswith("Oğur v Turkey")
    assert all("(n 1)" in one for one in (second, third, fourth)), (second, third, fourth)
    text = parse_part(parts_of(result)["word/document.xml"])
    names = {one.get(w("name")) for one in text.iter(w("bookmarkStart"))}
    fields = re.findall(r"NOTEREF (\w+)", "".join(parse_part(parts_of(result)["word/footnotes.xml"]).itertext()))
    assert set(fields) <= names
    assert len(fields) == 3


@pytest.mark.proof
def test_several_paragraphs_go_into_a_note_as_paragraphs_of_it(tmp_path: Path) -> None:
    case = CASE.replace('"Article 14 of the Convention applies."', '"One.\\n\\n- two;\\n- three."')
    content = noted(
        template(lines("A[^1] B[^2]")), footnotes={1: ["{{ texts.law }}"], 2: ["Before.", "{{ texts.law }}"]}
    )
    result = made_of(tmp_path, content, case=case)
    assert result.status == 0, result.said
    assert notes_of(result) == ["One.two;three.", "Before.One.two;three."]
    root = parse_part(parts_of(result)["word/footnotes.xml"])
    notes = [one for one in root if not one.get(w("type"))]
    assert [len(one.findall(w("p"))) for one in notes] == [3, 4]
    assert all(next(one.iter(w("p"))).find(f".//{w('footnoteRef')}") is not None for one in notes)


@pytest.mark.proof
@pytest.mark.parametrize("place", ["a note", "the head", "a text box"])
def test_a_note_stands_where_word_takes_one_and_nowhere_else(tmp_path: Path, place: str) -> None:
    def build(opened: Opened) -> None:
        opened.add_paragraph("Text[^1]")
        if place == "the head":
            opened.sections[0].header.paragraphs[0].text = "{{ texts.law }}"
        if place == "a text box":
            opened.paragraphs[-1]._p.append(etree.fromstring(box("{{ texts.law }}")))

    held = "{{ texts.law }}" if place == "a note" else "Words."
    result = made_of(tmp_path, noted(template(build), footnotes={1: [held]}), case=NOTED)
    assert (result.status, dict(result.files)) == (1, {})
    assert ("error[E426]" if place == "a note" else "error[E427]") in result.said, result.said


@pytest.mark.proof
def test_hostile_words_in_notes_stay_words_and_the_file_is_the_same_twice(tmp_path: Path) -> None:
    words = ["<w:p>", "&", "]]>", "{{ case.title }}", "{% if x %}", "الجزائر", "xx " * 300 + "x"]
    said = " ".join(words)
    case = CASE.replace("Centre & <Redress>", "'" + said + "'")
    content = noted(
        template(lines("A[^1]{% for one in [1, 2] %}B[^2]{% endfor %}")),
        footnotes={1: ["{{ organisation.name }}"], 2: ["{{ organisation.name }}"]},
    )
    first, second = (made_of(tmp_path / name, content, case=case) for name in ("one", "two"))
    assert first.status == 0, first.said
    assert first.files["letters-test.en.docx"] == second.files["letters-test.en.docx"]
    assert len(notes_of(first)) == 3
    assert lint_package(first.files["letters-test.en.docx"], Place("x"), [said]) == []
    assert docx.Document(io.BytesIO(first.files["letters-test.en.docx"])) is not None


@pytest.mark.proof
def test_validators_find_nothing_in_a_file_with_own_notes_of_both_kinds(tmp_path: Path) -> None:
    pytest.importorskip("openxml_audit")
    pytest.importorskip("ooxml_integrity")
    build = all_of(lines("A[^1] B[*1]", "{{ texts.facts }}"), table([["C[^2]", "{{ texts.law }}"]]))
    content = noted(template(build), footnotes={1: ["{{ texts.law }}"], 2: ["x"]}, endnotes={1: ["{{ case.title }}"]})
    result = made_of(tmp_path, content)
    assert result.status == 0, result.said
    made = result.files["letters-test.en.docx"]
    assert validate_file("docx", made, Place("x"), tmp_path) == []
    alone = made_of(tmp_path / "alone", noted(template(lines("A[*1]")), endnotes={1: ["{{ case.title }}"]}))
    assert validate_file("docx", alone.files["letters-test.en.docx"], Place("x"), tmp_path) == []


@pytest.mark.proof
def test_own_notes_run_from_right_to_left_in_arabic(tmp_path: Path) -> None:
    content = noted(template(lines("نص[^1]")), footnotes={1: ["عن {{ case.title }}"]})
    result = made_of(tmp_path, content, language="ar")
    assert result.status == 0, result.said
    root = parse_part(read_package(result.files["letters-test.ar.docx"])["word/footnotes.xml"])
    assert all(one.find(f"{w('pPr')}/{w('bidi')}") is not None for one in root.iter(w("p")))


@pytest.mark.parametrize(("wish", "told"), [("numFmt", True), ("numRestart", True), ("pos", False)])
def test_notes_that_are_counted_otherwise_are_told(wish: str, told: bool) -> None:
    value = {"numFmt": "lowerLetter", "numRestart": "eachPage", "pos": "pageBottom"}[wish]

    def build(opened: Opened) -> None:
        opened.add_paragraph("A[^1] {{ case.title }}")
        asked = etree.SubElement(opened.sections[0]._sectPr, w("footnotePr"))
        etree.SubElement(asked, w(wish), {w("val"): value})
        opened.sections[0]._sectPr.insert(0, asked)

    _, findings = read_body(noted(template(build), footnotes={1: ["x"]}), FILE)
    assert ["counted 1, 2, 3" in one.message for one in findings if one.code == "W260"] == [True] * told


@pytest.mark.proof
def test_words_that_a_template_keeps_and_prints_twice_have_notes_of_their_own_each_time(tmp_path: Path) -> None:
    build = lines("{% set kept %}{{ texts.law }}{% endset %}{{ kept }}[^1] {{ kept }}")
    result = made_of(tmp_path, noted(template(build), footnotes={1: ["Between."]}), case=NOTED)
    assert result.status == 0, result.said
    assert notes_of(result) == ["Ratified in 1992.", "Between.", "Ratified in 1992."]
