"""Each reader takes a file apart by its own rules: hand-made files, and the words that must come out of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace

import pytest

from submissions.document import Design, Document, Furniture, Note, Paragraph, Picture, Reference, Run
from submissions.findings import Finding, Place
from submissions.readback.compare import compare_alternatives, compare_lines, same, unreadable
from submissions.readback.html import check_html
from submissions.readback.lines import PAGE_NUMBER, Kind, Line
from submissions.readback.normal import BOUNDARY
from submissions.readback.stream import compare_stream
from submissions.readback.word import read_word

OUTPUT = Place("output/sample.docx")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'


def line(text: str, number: str = "", kind: Kind = "text", at: int = 1) -> Line:
    return Line(kind, number, text, Place("case.yaml", at, 1))


def word_file(body: str, **parts: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr("word/document.xml", f"<w:document {W} {WP}><w:body>{body}</w:body></w:document>")
        for name, part in parts.items():
            package.writestr(f"word/{name}.xml", f"<w:{name} {W}>{part}</w:{name}>")
    return content.getvalue()


def read(body: str, **parts: str) -> list[tuple[str, str, str]]:
    return [(one.kind, one.number, one.text) for one in read_word(word_file(body, **parts), OUTPUT)]


def texts(*runs: str) -> list[str]:
    """Return the text of each line of one paragraph with these runs."""
    return [text for _, _, text in read(f"<w:p>{''.join(runs)}</w:p>")]


def run(content: str) -> str:
    return f"<w:r>{content}</w:r>"


def words(text: str) -> str:
    return run(f"<w:t>{text}</w:t>")


def mark(kind: str) -> str:
    return run(f'<w:fldChar w:fldCharType="{kind}"/>')


def instruction(text: str) -> str:
    return run(f"<w:instrText>{text}</w:instrText>")


@pytest.mark.parametrize(
    ("sign", "read_as"),
    [
        ("<w:tab/>", "\t"),
        ("<w:br/>", "\n"),
        ("<w:cr/>", "\n"),
        ('<w:br w:type="page"/>', ""),
        ("<w:noBreakHyphen/>", "-"),
        ("<w:softHyphen/>", "\N{SOFT HYPHEN}"),
        ("<w:rPr><w:b/></w:rPr>", ""),
        ("<w:delText>gone</w:delText>", ""),
        ("<w:footnoteRef/>", ""),
    ],
)
def test_each_sign_of_a_word_run_is_read_as_it_prints(sign: str, read_as: str) -> None:
    assert texts(words("a"), run(sign), words("b")) == [f"a{read_as}b"]


def test_deleted_runs_and_properties_are_not_words() -> None:
    assert texts(words("a"), f"<w:del>{words('gone')}</w:del>", f"<w:ins>{words('b')}</w:ins>") == ["ab"]
    assert texts("<w:pPr><w:rPr><w:t>no</w:t></w:rPr></w:pPr>", words("a")) == ["a"]


def test_of_a_field_the_result_is_read_and_of_a_page_number_only_that_it_is_one() -> None:
    reference = [mark("begin"), instruction(" REF one "), mark("separate"), words("7"), mark("end")]
    assert texts(words("a"), *reference, words("b")) == ["a7b"]
    page = [mark("begin"), instruction(" PAGEREF one "), mark("separate"), words("12"), mark("end")]
    assert texts(words("a"), *page, words("b")) == [f"a{PAGE_NUMBER}b"]
    inner = [mark("begin"), instruction(" QUOTE "), *reference, mark("separate"), words("7"), mark("end")]
    assert texts(words("a"), *inner, words("b")) == ["a7b"]
    assert texts(words("a"), mark("begin"), words("hidden"), mark("end"), words("b")) == ["ab"]
    assert texts(mark("separate"), mark("end"), words("a")) == ["a"]


def test_a_page_number_is_told_by_its_instruction_wherever_that_is_cut() -> None:
    cut = [mark("begin"), instruction(" PAGE"), instruction("REF one "), mark("separate"), words("12"), mark("end")]
    assert texts(*cut) == [PAGE_NUMBER]


def test_the_words_of_a_picture_are_a_line_of_their_own_even_where_it_has_none() -> None:
    named, bare = '<wp:docPr descr="A yard"/>', "<wp:docPr/>"
    assert read(f"<w:p>{run(named)}{words('a')}</w:p>") == [("alternative", "", "A yard"), ("text", "", "a")]
    assert read(f"<w:p>{run(bare)}</w:p>") == [("alternative", "", "")]


def test_a_paragraph_that_prints_nothing_is_no_line_unless_it_has_a_number() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'
    )
    numbered = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr></w:pPr>'
    assert read(f"<w:p/><w:p>{run('<w:tab/><w:br/>')}</w:p><w:p>{words(' ')}</w:p>", numbering=numbering) == []
    body = f"<w:p>{numbered.format(5)}</w:p><w:p>{numbered.format(5)}{words('a')}</w:p>"
    assert read(body, numbering=numbering) == [("text", "1.", ""), ("text", "2.", "a")]
    assert read(f"<w:p>{numbered.format(0)}{words('a')}</w:p>", numbering=numbering) == [("text", "", "a")]


def test_a_style_lends_its_numbering_to_those_based_on_it() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/>'
        '<w:pStyle w:val="One"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="3"/><w:numFmt w:val="lowerLetter"/>'
        '<w:lvlText w:val="(%2)"/><w:pStyle w:val="Two"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'
    )
    own = '<w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr>'
    styles = (
        f'<w:style w:styleId="One">{own}</w:style><w:style w:styleId="Two">{own}</w:style>'
        '<w:style w:styleId="Three"><w:basedOn w:val="Two"/></w:style>'
        '<w:style w:styleId="Ring"><w:basedOn w:val="Ring"/></w:style>'
    )
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{words("a")}</w:p>'
        for style in ("One", "Two", "Three", "One", "Two", "Ring", "Unknown")
    )
    printed = [number for _, number, _ in read(body, numbering=numbering, styles=styles)]
    assert printed == ["I.", "(c)", "(d)", "II.", "(c)", "", ""]


def test_notes_are_read_in_the_order_of_their_marks_and_separators_never() -> None:
    notes = "".join(
        f'<w:footnote w:id="{number}"{kind}><w:p>{run("<w:footnoteRef/>")}{run("<w:tab/>")}{words(text)}</w:p>'
        f"<w:p>{words('more')}</w:p></w:footnote>"
        for number, kind, text in ((0, ' w:type="separator"', "no"), (7, "", "seven"), (8, ' w:type="normal"', "eight"))
    )
    references = "".join(run(f'<w:footnoteReference w:id="{number}"/>') for number in (8, 7, 0, 9))
    found = read(f"<w:p>{words('a')}{references}</w:p>", footnotes=notes)
    assert [one[1:] for one in found if one[0] == "note"] == [
        ("1", "eight"),
        ("", "more"),
        ("2", "seven"),
        ("", "more"),
    ]
    assert found[0][2].count("\N{MATHEMATICAL LEFT WHITE SQUARE BRACKET}") == 4


def document(*blocks: Paragraph | Picture) -> Document:
    return Document("A title", "en", "ltr", "Office", Furniture("", "", ""), Design(), blocks)


def paragraph(text: str, number: int = 0) -> Paragraph:
    return Paragraph((Run(text, OUTPUT),), OUTPUT, number)


def html(body: str, *blocks: Paragraph | Picture) -> list[str]:
    content = f"<html><body>{body}</body></html>".encode()
    return [finding.code for finding in check_html(content, document(*blocks), OUTPUT)]


def test_blocks_part_words_in_html_and_inline_elements_do_not() -> None:
    one, two = paragraph("One word."), paragraph("Two.")
    assert html("<p>One <em>wo</em>rd.</p><p>Two.</p>", one, two) == []
    assert html("<p>One <em>wo</em> rd.</p><p>Two.</p>", one, two) != []
    assert html("<p>One word.</p><!-- no words --><p>Two.</p>", one, two) == []
    assert html("<p>One word.</p>", one, two) == ["E603"]
    assert html("<p>One word.</p><p>Two.</p><p>Three.</p>", one, two) == ["E603"]


def test_a_note_in_html_is_compared_by_itself() -> None:
    note = Note(1, (paragraph("See the record."),), "note-1", OUTPUT)
    marked = Paragraph((Run("Words", OUTPUT), note, Run(" go on.", OUTPUT)), OUTPUT)
    inside = '<span class="note"><span class="note-text">See the record.</span></span>'
    assert html(f"<p>Words<sup>1</sup>{inside} go on.</p>", marked) != []
    numbered = inside.replace('note">', 'note">1 ')
    assert html(f"<p>Words<sup>1</sup>{numbered} go on.</p>", marked) == []


def test_in_html_there_are_no_page_numbers() -> None:
    page = Reference("section-1", "page", "", OUTPUT)
    asked = Paragraph((Run("See page ", OUTPUT), page, Run(".", OUTPUT)), OUTPUT)
    assert html("<p>See page .</p>", asked) == []
    noted = Paragraph((Run("Words", OUTPUT), Note(1, (asked,), "note-1", OUTPUT)), OUTPUT)
    note = '<span class="note">1 <span class="note-text">See page .</span></span>'
    assert html(f"<p>Words<sup>1</sup>{note}</p>", noted) == []


def test_the_words_for_a_picture_are_compared_and_never_made_up() -> None:
    picture = Picture("image-1", "A yard", 100.0, OUTPUT)
    assert html('<p><img alt="A yard"></p>', picture) == []
    assert html('<p><img alt="A house"></p>', picture) == ["E603"]
    assert html("<p><img></p>", picture) == html("<p></p>", picture) == ["E601"]


def codes(findings: Sequence[Finding]) -> list[tuple[str, int]]:
    return [(finding.code, finding.place.line) for finding in findings]


def test_a_line_that_came_out_as_two_is_another_and_one_too_many() -> None:
    wanted = [line("One.", at=1), line("Two.", at=2), line("Three.", at=3)]
    found = [line("One.", at=11), line("Twice", at=12), line("as much.", at=13), line("Three.", at=14)]
    assert codes(compare_lines(wanted, found, "the file")) == [("E603", 2), ("E602", 13)]
    assert codes(compare_lines(found, wanted, "the file")) == [("E603", 12), ("E601", 13)]
    assert codes(compare_lines(wanted, wanted[:2], "the file")) == [("E601", 3)]
    assert codes(compare_lines(wanted[:2], wanted, "the file")) == [("E602", 3)]


def test_lines_that_stand_again_and_again_do_not_hide_what_is_lost() -> None:
    wanted = [line("Lost.", at=1), *(line("Yes.", at=number) for number in range(2, 301))]
    assert codes(compare_lines(wanted, wanted[1:], "the file")) == [("E601", 1)]
    assert codes(compare_lines(wanted, wanted[:-1], "the file")) == [("E601", 300)]
    assert compare_lines(wanted, wanted, "the file") == []


def test_the_first_five_differences_are_told() -> None:
    wanted = [line(f"Word {number}.", at=number) for number in range(1, 9)]
    assert codes(compare_lines(wanted, [], "the file")) == [("E601", number) for number in range(1, 6)]


@pytest.mark.parametrize(
    ("printed", "agrees"),
    [
        (line("Words.", "4."), True),
        (line("4. Words."), True),
        (line("4. \N{EN DASH} Words."), True),
        (line("4.\N{EM SPACE}Words."), True),
        (line("4.  Words."), True),
        (line("5. Words."), False),
        (line("4. of Words."), False),
        (line("4. Word."), False),
        (line("Words."), False),
        (line("Words.", "4.", "note"), False),
    ],
)
def test_only_spaces_stops_and_dashes_may_stand_between_a_number_and_its_words(printed: Line, agrees: bool) -> None:
    assert same(line("Words.", "4."), printed) is agrees


def test_a_stream_is_wrong_at_the_line_in_which_the_first_difference_stands() -> None:
    lines = [line("One one.", at=1), line("Two two.", at=2), line("Three.", at=3)]
    stream = BOUNDARY.join(one.text for one in lines)
    assert compare_stream(lines, stream, OUTPUT, "the file") == []
    for number, text in ((1, "One"), (2, "Two"), (2, " two."), (3, "Three.")):
        (finding,) = compare_stream(lines, stream.replace(text, text.replace(text[-1], "#")), OUTPUT, "the file")
        assert (finding.code, finding.place.line) == ("E603", number), text
    (finding,) = compare_stream(lines, f"{stream}{BOUNDARY}Four.", OUTPUT, "the file")
    assert (finding.code, finding.place.line, "Four." in finding.message) == ("E603", 3, True)
    (finding,) = compare_stream([], "Four.", OUTPUT, "the file")
    assert (finding.code, finding.place, "Four." in finding.message) == ("E602", OUTPUT, True)


@pytest.mark.parametrize(
    ("wanted", "found", "agrees"),
    [
        ("well-known", f"well-{BOUNDARY}known", True),
        ("well-known", "well\x02known", True),
        ("divided", f"di\x02{BOUNDARY}vided", True),
        ("divided", f"di-{BOUNDARY}vided", False),
        ("a word", f"a{BOUNDARY}word", True),
        ("a word", "aword", False),
        ("aword", "a word", False),
        ("a word", f"a {BOUNDARY} word", True),
        ("of\N{LATIN SMALL LIGATURE FFI}ce", "offfice", True),
        ("soft\N{SOFT HYPHEN}ly", "softly", True),
        ("page " + PAGE_NUMBER, "page 12", True),
        ("page " + PAGE_NUMBER, "page x", False),
        ("page " + PAGE_NUMBER + " on", f"page{BOUNDARY} 12 on", True),
    ],
)
def test_a_stream_may_differ_at_the_end_of_a_line_and_nowhere_else(wanted: str, found: str, agrees: bool) -> None:
    assert (compare_stream([line(wanted)], found, OUTPUT, "the file") == []) is agrees


@pytest.mark.parametrize("letter", "abcdefghijklmnopqrstuvwxyz0123456789éßжش.,;:-()")
def test_no_sign_passes_for_another(letter: str) -> None:
    for other in "abxz09-. ":
        if other != letter:
            assert compare_stream([line(f"wo{letter}rd")], f"wo{other}rd", OUTPUT, "the file") != []
    assert compare_stream([line(f"wo{letter}rd")], "word", OUTPUT, "the file") != []
    assert compare_stream([line("word")], f"wo{letter}rd", OUTPUT, "the file") != []
    assert compare_stream([line("word")], f"word{letter}", OUTPUT, "the file") != []
    assert compare_stream([line(f"word{letter}")], "word", OUTPUT, "the file") != []


def test_a_stream_is_shown_as_it_stands_around_the_difference() -> None:
    (finding,) = compare_stream([line("One two three.", "4.")], f"4. One{BOUNDARY}two free.", OUTPUT, "the file")
    assert finding.message == "the file prints '4. One two free.' for '4. One two three.'"
    (finding,) = compare_stream([], f"One{BOUNDARY}two.", OUTPUT, "the file")
    assert finding.message == "the file prints words that are not in the document: 'One two.'"


def test_without_pages_a_page_number_is_not_asked_for() -> None:
    assert compare_stream([line("page " + PAGE_NUMBER)], "page ", OUTPUT, "the file", paged=False) == []


def test_pictures_are_compared_one_by_one() -> None:
    wanted = [line("A yard", kind="alternative", at=1), line("A door", kind="alternative", at=2)]
    assert compare_alternatives(wanted, ["A yard", "A door"], OUTPUT, "the file") == []
    assert codes(compare_alternatives(wanted, ["A yard"], OUTPUT, "the file")) == [("E601", 2)]
    assert codes(compare_alternatives(wanted, ["A door", "A door"], OUTPUT, "the file")) == [("E603", 1)]


def test_a_long_line_is_shown_shortened() -> None:
    (finding,) = compare_lines([line("word " * 30)], [], "the file")
    shown = finding.message.partition("'")[2].removesuffix("'")
    assert (len(shown), shown[-1]) == (60, "\N{HORIZONTAL ELLIPSIS}")
    (finding,) = compare_lines([line("w" * 60)], [], "the file")
    assert finding.message.endswith(f"'{'w' * 60}'")
    assert unreadable(OUTPUT, "the file", "why").code == "E604"


@pytest.mark.parametrize(
    ("text", "found", "told"),
    [
        ("of\N{LATIN SMALL LIGATURE FI}ce", "of ce", "write 'fi' for U+FB01"),
        ("a\u0e31b", "ab", "write the letter without its mark U+0E31"),
        ("see \N{SNOWMAN} here", "see here", "leave out '\N{SNOWMAN}', U+2603 (snowman), or write it in words"),
        ("see شكوى here", "see ىوكش here", "write the words of the other direction in a sentence"),
        ("plain words", "plain word", 'submissions doctor --report --fault "E603"'),
    ],
)
def test_what_remains_is_told_with_what_to_write_and_only_a_fault_of_the_program_is_reported(
    text: str, found: str, told: str
) -> None:
    wanted = replace(line(f"{'Before it. ' * 20}{text}", "4", at=7), part="note 3")
    for findings in (
        compare_lines([wanted], [replace(wanted, text=f"{'Before it. ' * 20}{found}")], "the file"),
        compare_stream([wanted], f"4 {'Before it. ' * 20}{found}", OUTPUT, "the file"),
    ):
        (finding,) = findings
        assert told in finding.help
        assert ("report" in finding.help) is (text == "plain words")
        assert "do not file" not in finding.help
        assert finding.message.endswith(", in note 3")
        assert text[:2] in finding.message, "the words around the difference are shown, not the first of the line"
        assert finding.place == wanted.place


def test_signs_that_draw_nothing_are_no_difference_and_letters_are() -> None:
    for sign in "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0f\u034f\u061c\u2066\u2069":
        assert compare_lines([line(f"wo{sign}rd")], [line("word")], "the file") == []
        assert compare_stream([line("word")], f"wo{sign}rd", OUTPUT, "the file") == []
    for sign in "\u00a0\u2009\u0301.x²":
        assert compare_lines([line(f"wo{sign}rd")], [line("word")], "the file") != []
