"""Numbers, references and contents of a template drafted in Word are those of the finished text, in Word and PDF."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pytest

from drafting import field, item, p, run, shown, table, word_file
from submissions.office.names import w
from submissions.office.package import read_package
from test_word_templates import CASE, made_of

_LEGAL = (
    b'<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b'<w:abstractNum w:abstractNumId="1">'
    + b"".join(
        b'<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/></w:lvl>' % level
        for level in ((0, b"decimal", b"%1."), (1, b"decimal", b"%1.%2"), (2, b"lowerLetter", b"(%3)"))
    )
    + b'</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)


def legal(words: str, level: int) -> str:
    return p(words, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')


@pytest.mark.proof
def test_paragraphs_of_prose_take_the_numbers_of_the_paragraph_of_their_tag(tmp_path: Path) -> None:
    result = made_of(
        tmp_path,
        word_file(
            item("About {{ case.title }}", "figures"), item("{{ texts.facts }}", "figures"), item("At last", "figures")
        ),
    )
    assert result.status == 0, result.said
    assert "1. About X v Bosnia and Herzegovina 2. On 3 May 2020" in result.page()
    assert (
        "3. She asks for: • the truth; • redress, and care. The court found that it had happened. 4. At last"
        in result.page()
    )
    opened = docx.Document(io.BytesIO(result.files["letters-test.en.docx"]))
    numbered = [
        one.text
        for one in opened.paragraphs
        if one._p.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}[@{w('val')}='2']") is not None
    ]
    assert [one[:8] for one in numbered] == ["About X ", "On 3\xa0May", "She asks", "At last"]


def test_levels_of_a_pleading_have_the_numbers_that_word_prints(tmp_path: Path) -> None:
    body = (
        legal("Facts", 0),
        legal("{{ case.title }}", 1),
        legal("Law", 0),
        legal("{{ texts.law }}", 1),
        legal("so", 2),
    )
    result = made_of(tmp_path, word_file(*body, changes={"word/numbering.xml": _LEGAL}))
    assert result.status == 0, result.said
    page = result.page()
    assert "1. Facts 1.1 X v Bosnia and Herzegovina 2. Law 2.1 Article 14 of the Convention applies. (a) so" in page


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (r" REF _Here \r \h ", "4"),
        pytest.param(" PAGEREF _Here ", "1", marks=pytest.mark.proof),
        pytest.param(r"REF _Here \n", "4", marks=pytest.mark.proof),
    ],
)
def test_a_reference_has_the_number_of_the_finished_text(tmp_path: Path, asked: str, answer: str) -> None:
    here = item("<w:r/>", "figures").replace(
        "<w:r/>", f'<w:bookmarkStart w:id="1" w:name="_Here"/>{run("here")}<w:bookmarkEnd w:id="1"/>'
    )
    body = (
        item("{{ texts.facts }}", "figures"),
        item("then", "figures"),
        here,
        p("as at ", field(asked, "99"), " above"),
    )
    result = made_of(tmp_path, word_file(*body))
    assert result.status == 0, result.said
    assert f"as at {answer} above" in result.page()
    text = read_package(result.files["letters-test.en.docx"])["word/document.xml"].decode()
    code = re.search(r"<w:instrText[^>]*>([^<]*_Ref\d+[^<]*)<", text)
    assert code is not None
    name = re.search(r"_Ref\d+", code[1])
    assert name is not None
    assert f'w:name="{name[0]}"' in text


def test_a_reference_in_prose_finds_the_number_that_the_template_gives(tmp_path: Path) -> None:
    case = CASE.replace(
        "      On 3 May 2020 @one was taken from her home.[^a] She said", "      See [](#end).\n\n      She said"
    ).replace(
        "      > The court found that it had happened.\n\n      [^a]: Statement of 4 June 2020.",
        "      The end. {#end}",
    )
    result = made_of(tmp_path, word_file(item("one", "figures"), item("{{ texts.facts }}", "figures")), case=case)
    assert result.status == 0, result.said
    assert "2. See 5. 3. She said" in result.page()


@pytest.mark.proof
def test_contents_are_those_of_the_finished_text(tmp_path: Path) -> None:
    body = (
        p("What stands where"), p(field(' TOC \\o "1-3" ', "An old heading 7")), p("First", style="Titre1"),
        p("{{ texts.facts }}"), p("{{ case.short_title }}", style="Titre1"), p("End."),
    )  # fmt: skip
    result = made_of(tmp_path, word_file(*body))
    assert result.status == 0, result.said
    said = result.paragraphs()
    assert "An old heading" not in " ".join(said)
    assert said[:4] == ["What stands where", "Page", "First2", "X v Bosnia2"]
    assert "What stands where Page First 2 X v Bosnia 2" in result.page()


@pytest.mark.proof
def test_what_a_page_shows_beside_plain_paragraphs_is_kept(tmp_path: Path) -> None:
    body = (
        p("{{ case.title }}", style="Titre"),
        p("{{ date }}", properties='<w:jc w:val="right"/>'),
        table([p("In a box: {{ state.name }}") + p("and below")]),
        table(["a", "b"], ["{{ date }}", table(["inner", "{{ state.name }}"]) + p("")]),
        p("before"),
        p(shown("A gate")),
    )
    result = made_of(tmp_path, word_file(*body))
    assert result.status == 0, result.said
    page = result.page()
    assert "X v Bosnia and Herzegovina 1 March 2026 In a box: Bosnia and Herzegovina and below" in page
    assert "inner Bosnia and Herzegovina before" in page


def test_a_text_of_several_paragraphs_within_a_line_is_told_at_its_paragraph(tmp_path: Path) -> None:
    result = made_of(tmp_path, word_file(p("{{ case.title }}"), p("They say: {{ texts.facts }}")))
    assert (result.status, dict(result.files)) == (1, {})
    assert "en.docx:2: error[E243]: a text of several paragraphs, a list or a table stands within a line" in result.said


@pytest.mark.proof
def test_a_section_and_a_page_stay_where_a_text_takes_the_place_of_their_paragraph(tmp_path: Path) -> None:
    section = '<w:sectPr><w:type w:val="nextPage"/></w:sectPr>'
    body = (
        p("one"), '<w:p><w:r><w:br w:type="page"/><w:t>{{ texts.facts }}</w:t></w:r></w:p>',
        p("{{ texts.facts }}", properties=section), p("two"),
    )  # fmt: skip
    result = made_of(tmp_path, word_file(*body))
    assert result.status == 0, result.said
    text = read_package(result.files["letters-test.en.docx"])["word/document.xml"].decode()
    assert (text.count("<w:sectPr"), text.count('<w:br w:type="page"/>')) == (2, 1)


@pytest.mark.proof
def test_what_fields_of_word_showed_stays_and_is_told(tmp_path: Path) -> None:
    body = (p("On ", field(" DATE ", "4 May 2019"), " {{ date }}"), p(field(" INDEX ", "alpha 3")))
    result = made_of(tmp_path, word_file(*body))
    assert result.status == 0, result.said
    assert result.paragraphs() == ["On 4 May 2019 1\xa0March 2026"]
    assert result.said.count("warning[W262]: a field that Word works out keeps the words that it shows") == 1
    assert "warning[W381]: an index or a table of authorities is left out" in result.said


@pytest.mark.proof
def test_words_in_quotation_marks_within_a_tag_are_the_same_in_word_and_pdf(tmp_path: Path) -> None:
    result = made_of(tmp_path, word_file(p("""{{ "it's" }} {{ 'a "b"' }} {{ case.title }}""")))
    assert result.status == 0, result.said
    assert result.paragraphs()[0] in result.page().replace(" 1 March", "\xa01 March")


def test_a_faulty_body_is_told_of_once(tmp_path: Path) -> None:
    result = made_of(tmp_path, word_file(p("{{ case.title"), p("{{ case.title }}")))
    assert re.findall(r"error\[(\w+)\]", result.said) == ["E240"]


def test_macros_that_print_markdown_are_unknown_to_a_word_body(tmp_path: Path) -> None:
    stock = tmp_path / "templates" / "letters" / "stock"
    stock.mkdir(parents=True)
    (stock / "en.md").write_text("{% macro sign() %}**Signed**{% endmacro %}\n", encoding="utf-8")
    result = made_of(tmp_path, word_file(p("{{ sign() }}")), more="stock: letters/stock\n")
    assert "en.docx:1: error[E212]: " in result.said


@pytest.mark.proof
def test_signs_spaces_and_pages_within_a_line_are_read_as_word_prints_them(tmp_path: Path) -> None:
    body = (
        p("Ticked ", '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', " on {{ date }}"),
        "<w:p><w:r><w:t>in re </w:t></w:r><w:r><w:t>{{ case.short_title }}</w:t></w:r></w:p>",
        '<w:p><w:r><w:t>one</w:t><w:br w:type="page"/><w:t>two</w:t></w:r></w:p>',
    )
    result = made_of(tmp_path, word_file(*body))
    assert result.status == 0, result.said
    assert "Ticked \N{BALLOT BOX WITH CHECK} on 1 March 2026 in reX v Bosnia onetwo" in result.page()
    assert "warning[W381]: a new page within a paragraph is not kept" in result.said
