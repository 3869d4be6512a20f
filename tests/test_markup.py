"""What each construct of our Markdown becomes."""

from __future__ import annotations

import time

import pytest

from composing import prose, read, scope
from submissions.document import (
    OPEN_LABEL,
    OPEN_NUMBER,
    OPEN_WIDTH,
    Citation,
    Contents,
    Division,
    Emphasis,
    Foreign,
    Heading,
    LineBreak,
    Link,
    ListBlock,
    Note,
    PageBreak,
    Paragraph,
    Picture,
    Quotation,
    Reference,
    Run,
    Strong,
    Table,
    Withheld,
    plain,
    walk,
)
from submissions.markup import read_markup
from trees import inline_text


def only(text: str, **changes: object) -> object:
    blocks, findings = read(text, **changes)
    assert not findings, [str(finding) for finding in findings]
    assert len(blocks) == 1, blocks
    return blocks[0]


def words(text: str, **changes: object) -> str:
    block = only(text, **changes)
    assert isinstance(block, Paragraph)
    return inline_text(block.inlines)


def test_a_paragraph_at_the_top_waits_for_its_number_and_keeps_its_id() -> None:
    block = only("She was arrested. {#arrest}")
    assert isinstance(block, Paragraph)
    assert (block.number, block.id, plain(block.inlines)) == (OPEN_NUMBER, "arrest", "She was arrested.")


def test_paragraphs_of_a_template_without_numbers_have_none() -> None:
    block = only("Words.", numbered=False)
    assert isinstance(block, Paragraph)
    assert block.number == 0


@pytest.mark.parametrize("text", ["Words.{.unnumbered}", "Committee{.addressee}", "Title{.title}"])
def test_a_paragraph_with_a_role_or_refusing_it_has_no_number(text: str) -> None:
    block = only(text)
    assert isinstance(block, Paragraph)
    assert block.number == 0


def test_headings_have_levels_ids_and_open_labels() -> None:
    blocks, findings = read("# Facts {#facts}\n\n## Arrest\n\n### Cell {.unnumbered}")
    assert not findings
    assert [(b.level, b.label, b.id) for b in blocks if isinstance(b, Heading)] == [
        (1, OPEN_LABEL, "facts"),
        (2, OPEN_LABEL, ""),
        (3, "", ""),
    ]


def test_emphasis_strong_links_and_breaks_are_read() -> None:
    block = only("*em* **strong** [words](https://example.org/a_b?c=d&e) one\\\ntwo")
    assert isinstance(block, Paragraph)
    kinds = [type(node) for node in block.inlines]
    assert kinds == [Emphasis, Run, Strong, Run, Link, Run, LineBreak, Run]
    link = block.inlines[4]
    assert isinstance(link, Link)
    assert link.address == "https://example.org/a_b?c=d&e"


def test_an_address_in_angle_brackets_is_a_link_that_prints_as_typed() -> None:
    block = only("<https://example.org/?a='b'>")
    assert isinstance(block, Paragraph)
    link = block.inlines[0]
    assert isinstance(link, Link)
    assert link.children == (Run("https://example.org/?a='b'", block.place, verbatim=True),)


def test_each_leaf_stands_at_its_own_line() -> None:
    blocks, _ = read("one\ntwo *three*\nfour^[five\nsix]")
    runs = [node for node in walk(blocks) if isinstance(node, Run) and node.text.strip()]  # type: ignore[arg-type]
    lines = {node.text.strip(): node.place.line for node in runs}
    assert lines == {"one": 1, "two": 2, "three": 2, "four": 3, "five": 3, "six": 4}


def test_a_person_is_named_as_the_audience_may() -> None:
    assert words("@a, @a.initials and @a's. me@a.org \\@a") == "Zumra Hodžić, A.H. and Zumra Hodžić's. me@a.org @a"


def test_a_citation_holds_each_authority_with_its_pinpoint() -> None:
    block = only("Settled law [see @sahli, para 8.3; @osman].")
    assert isinstance(block, Paragraph)
    citation = block.inlines[1]
    assert isinstance(citation, Citation)
    found = [(item.before, item.authority, item.pinpoint) for item in citation.items]
    assert found == [("see", "sahli", "para 8.3"), ("", "osman", "")]


def test_a_person_in_brackets_is_no_citation() -> None:
    assert words("They told [@a] to wait [sic].") == "They told [Zumra Hodžić] to wait [sic]."


def test_notes_are_read_inline_and_by_label() -> None:
    blocks, findings = read("One^[A *note*.]{#n} two[^k].\n\n[^k]: First.\n\n    Second.")
    assert not findings
    notes = [node for node in walk(blocks) if isinstance(node, Note)]  # type: ignore[arg-type]
    assert [(note.id, len(note.blocks)) for note in notes] == [("n", 1), ("", 2)]


def test_references_are_open_until_the_document_is_whole() -> None:
    assert words("para [](#arrest) on page [](#arrest){.page}") == "para <open  -> arrest> on page <page  -> arrest>"


def test_redacted_words_are_printed_for_the_filing_and_withheld_from_the_public() -> None:
    text = "She lives in [Kakanj *now*]{.redact}."
    assert words(text) == "She lives in Kakanj *now*."
    assert words(text, withheld="[withheld]") == "She lives in <withheld [withheld]>."
    hidden, _ = read(text, withheld="[withheld]")
    assert not any("Kakanj" in str(node) for node in walk(hidden))  # type: ignore[arg-type]
    assert any(isinstance(node, Withheld) for node in walk(hidden))  # type: ignore[arg-type]


def test_foreign_words_carry_their_language() -> None:
    block = only("[prima facie]{lang=la}")
    assert isinstance(block, Paragraph)
    assert isinstance(block.inlines[0], Foreign)


def test_lists_are_lettered_unless_the_line_before_asks_for_figures() -> None:
    blocks, findings = read("- one\n- two {#two}\n\n{.alpha}\n1. a\n   1. b\n\n{.decimal}\n1. c")
    assert not findings
    lists = [block for block in blocks if isinstance(block, ListBlock)]
    assert [block.style for block in lists] == ["bullet", "alpha", "decimal"]
    assert lists[0].items[1].id == "two"


@pytest.mark.parametrize(
    ("line", "style", "start"),
    [("{.roman}", "roman", 1), ("{.decimal start=3}", "decimal", 3), ("{.alpha start=27}", "alpha", 27)],
)
def test_the_line_before_a_list_says_its_kind_and_where_it_begins(line: str, style: str, start: int) -> None:
    for typed in ("1. a\n2. b", f"{start}. a\n{start + 1}. b" if start > 1 else "1) a\n2) b"):
        blocks, findings = read(f"{line}\n\n{typed}")
        assert not findings
        assert [(one.style, one.start, one.typed) for one in blocks if isinstance(one, ListBlock)] == [
            (style, start, True)
        ]


def test_a_list_that_is_named_keeps_its_kind_within_another_one() -> None:
    blocks, findings = read("{.alpha}\n1. a\n\n   {.alpha}\n   1. b")
    assert not findings
    inner = [block for block in walk(blocks) if isinstance(block, ListBlock)][1]
    assert (inner.style, inner.typed) == ("alpha", True)


@pytest.mark.parametrize("line", ["{.decimal start=0}", "{.decimal start=x}", "{.decimal begin=3}"])
def test_a_beginning_that_no_list_has_is_e317(line: str) -> None:
    assert [finding.code for finding in read(f"{line}\n1. a")[1]] == ["E317"]


def test_a_quotation_holds_paragraphs_without_numbers() -> None:
    block = only("> Quoted^[Source.].")
    assert isinstance(block, Quotation)
    assert isinstance(block.blocks[0], Paragraph)
    assert block.blocks[0].number == 0


def test_a_table_takes_its_caption_id_and_widths() -> None:
    block = only('Table: Dates {#dates widths="30 70"}\n\n| A | B |\n|:--|--:|\n| x \\| y | z^[n] |')
    assert isinstance(block, Table)
    assert (block.id, block.label, plain(block.caption)) == ("dates", "Table", "Dates")
    assert [(column.align, column.width) for column in block.columns] == [("start", 30.0), ("end", 70.0)]
    cell = block.body[0].cells[0].blocks[0]
    assert isinstance(cell, Paragraph)
    assert plain(cell.inlines) == "x | y"


def test_widths_are_open_where_none_are_given() -> None:
    block = only("| A | B |\n|--|--|\n| x | a much longer cell than the other one |")
    assert isinstance(block, Table)
    assert [column.width for column in block.columns] == [OPEN_WIDTH, OPEN_WIDTH]


def test_particulars_have_their_heads_at_the_left_and_none_above() -> None:
    block = only("Table: {.particulars}\n\n| | |\n|--|--|\n| Name | A.B. |\n| Sex | |")
    assert isinstance(block, Table)
    assert (block.head, block.label, block.caption) == ((), "", ())
    assert [[cell.header for cell in row.cells] for row in block.body] == [[True, False], [True, False]]
    named = only("Table: {.particulars}\n\n| Name | A.B. |\n|--|--|\n| Sex | female |")
    assert isinstance(named, Table)
    assert len(named.body) == 2


def test_a_table_that_is_numbered_needs_no_caption() -> None:
    block = only("Table: {#dates .numbered}\n\n| A | B |\n|--|--|\n| x | y |")
    assert isinstance(block, Table)
    assert (block.label, block.caption, block.id) == ("Table", (), "dates")


def test_a_picture_stands_alone_with_its_words() -> None:
    block = only('![The gate](annexes/gate.png "The gate in 2015"){#gate width=70}')
    assert isinstance(block, Picture)
    assert (block.resource, block.alternative, block.width, block.label) == ("image-1", "The gate", 70.0, "Figure")


def test_containers_stand_inside_each_other() -> None:
    block = only("::: cover\n\n::: box\nWords.\n:::\n\nMore.\n:::")
    assert isinstance(block, Division)
    assert [type(inner) for inner in block.blocks] == [Division, Paragraph]


def test_contents_and_page_breaks_are_containers_without_words() -> None:
    blocks, findings = read("::: contents\n:::\n\n::: page-break\n:::")
    assert not findings
    assert [type(block) for block in blocks] == [Contents, PageBreak]


def test_signs_that_are_no_markup_print_as_they_stand() -> None:
    text = "3 < 4 & 5 > 2, {curly}, 50% * 2, a_b_c, [...], C:\\\\x, #4, 1|2"
    assert words(text) == "3 < 4 & 5 > 2, {curly}, 50% * 2, a_b_c, [...], C:\\x, #4, 1|2"


@pytest.mark.parametrize(
    "text",
    ["[" * 2000, "*a " * 2000, "^[" * 1500, ">" * 300 + "x", "- " * 200 + "x", ":::a\n" * 300, "[x]{.redact}" * 1500,
     "[@a " * 1500, "_*" * 2000, "![" * 2000, "[](#" * 2000, "{#a " * 2000, "<a" * 2000, "| a " * 2000],
    ids=lambda text: str(text)[:6],
)  # fmt: skip
def test_hostile_prose_ends_soon(text: str) -> None:
    start = time.process_time()
    read_markup(prose(text), scope())
    assert time.process_time() - start < 2


def test_prose_too_deep_to_be_read_is_an_error_and_never_cut_off() -> None:
    _, findings = read("> " * 40 + "x")
    assert "E329" in [finding.code for finding in findings]


def test_reference_to_page_prints_nothing_itself() -> None:
    block = only("[](#x){.page}")
    assert isinstance(block, Paragraph)
    assert block.inlines == (Reference("x", "page", "", block.place),)
