"""Pages are filled, what leaves one empty is named, and what is taller than a page is told and not made."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from sample import sample_document
from submissions.document import (
    Block,
    Cell,
    Column,
    Design,
    Division,
    HouseFile,
    Note,
    PageBreak,
    Paragraph,
    Picture,
    Row,
    Run,
    Table,
)
from submissions.document.heights import rows_kept
from submissions.findings import Finding, Place
from submissions.line.formats import WRITERS
from submissions.writers.page import engine
from submissions.writers.page.insides import MENDS, NOTE_ROOM, mended
from submissions.writers.page.pdf import Layout, layout
from test_pdf_writer import PLACE, SENTENCE, document, house, paragraph

PAGE = Design("filing").measures
THERE = Place("cases/x/merits.en.md", 7, 1)


def note(number: int, letters: int, place: Place = PLACE) -> Note:
    text = (SENTENCE * (letters // len(SENTENCE) + 1))[:letters].strip()
    return Note(number, (Paragraph((Run(text, place),), place),), f"note-{number}", place)


def laid_out(*blocks: Block, files: dict[str, HouseFile] | None = None) -> Layout:
    return layout(document(*blocks), files or house())


def told(made: Layout) -> list[tuple[str, Place]]:
    return [(finding.code, finding.place) for finding in made.findings]


def many_notes(paragraphs: int, each: int) -> list[Paragraph]:
    made = []
    for number in range(1, paragraphs + 1):
        notes = (note(number * 100 + index, 90) for index in range(each))
        made.append(Paragraph((Run(SENTENCE * 2, PLACE), *notes), PLACE, number))
    return made


@pytest.mark.proof
def test_many_notes_to_a_paragraph_fill_the_page_by_the_mend_and_not_without_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    blocks, files = many_notes(3, 10), house()
    wide = files["page.css"].content + b"\n@page { @footnote { margin-top: 12pt; padding-top: 5pt } }\n"
    files = {**files, "page.css": HouseFile(wide, files["page.css"].place)}
    made = laid_out(*blocks, files=files)
    assert (made.page_count, told(made)) == (1, [])
    others = [mend for mend in MENDS if mend is not NOTE_ROOM]
    monkeypatch.setattr(engine, "mended", lambda: mended(others))
    without = laid_out(*blocks, files=files)
    assert without.page_count == 2
    assert {finding.code for finding in without.findings} == {"W524"}


def test_a_style_sheet_that_says_how_high_the_notes_may_be_is_obeyed() -> None:
    files = house()
    css = files["page.css"]
    bounded = HouseFile(css.content + b"\n@page { @footnote { max-height: 60mm } }\n", css.place)
    made = laid_out(*many_notes(2, 8), files={**files, "page.css": bounded})
    assert made.page_count == 2


def row(words: str, place: Place = PLACE) -> Row:
    return Row(tuple(Cell((Paragraph((Run(text, place),), place),), place) for text in (words, "x")), place)


def table(*rows: Row) -> Table:
    return Table((Column("start", 50), Column("start", 50)), (), rows, PLACE)


def test_a_note_longer_than_a_page_is_named_and_no_pdf_is_made() -> None:
    made = laid_out(paragraph(number=1), Paragraph((Run(SENTENCE, PLACE), note(1, 9000, THERE)), PLACE, 2), paragraph())
    assert told(made) == [("E521", THERE)]
    assert "divide the note" in made.findings[0].help
    assert made.content == b""


@pytest.mark.parametrize("letters", [4200, 4700])
def test_a_note_that_just_has_room_on_a_page_is_made_and_stands_with_its_mark(letters: int) -> None:
    made = laid_out(Paragraph((Run(SENTENCE, PLACE), note(1, letters)), PLACE, 1))
    assert (bool(made.content), told(made)) == (True, [])


def test_a_row_of_several_cells_that_is_taller_than_a_page_is_named_and_no_pdf_is_made() -> None:
    made = laid_out(table(row("Short."), row(SENTENCE * 40, THERE), row("Short.")))
    found = [finding for finding in made.findings if finding.code == "E529"]
    assert [finding.place for finding in found] == [THERE]
    assert "divide" in found[0].help
    assert made.content == b""


def test_a_row_of_one_cell_that_is_taller_than_a_page_is_named_and_goes_over_it() -> None:
    tall = Row((Cell((Paragraph((Run(SENTENCE * 90, THERE),), THERE),), THERE),), THERE)
    of = document(Table((Column("start", 100),), (), (tall,), PLACE))
    made = layout(of, house())
    assert [place for code, place in told(made) if code == "W522"] == [THERE]
    assert WRITERS["pdf"].read_back(made.content, of, THERE) == []


@pytest.mark.few(2)
@pytest.mark.parametrize("sentences", [24, 26, 28, 30, 32, 34])
def test_a_table_is_never_without_its_head_and_never_a_fault_of_the_program(sentences: int) -> None:
    head = Table((Column("start", 50), Column("start", 50)), (row("Head"),), (row(SENTENCE * sentences, THERE),), PLACE)
    of = document(paragraph(number=1), head)
    made = layout(of, house())
    refused = [place for code, place in told(made) if code == "E529"]
    assert refused == ([] if made.content else [THERE])
    assert not made.content or WRITERS["pdf"].read_back(made.content, of, THERE) == []


@pytest.mark.few(2)
@pytest.mark.parametrize("heights", [(14, 12, 16), (10, 10), (18, 1, 1, 18), (2, 16, 2), (9, 9, 9, 9)])
def test_tall_rows_are_not_kept_together_and_the_page_before_them_is_filled(heights: tuple[int, ...]) -> None:
    rows = tuple(row(SENTENCE * height) for height in heights)
    made = laid_out(table(*rows))
    assert made.content
    assert "words that are kept together" not in " ".join(finding.message for finding in made.findings)


def test_an_empty_page_before_a_row_is_told_at_the_row_and_not_at_the_head_of_its_table() -> None:
    tall = row("Other words stand here, and they go on and on. " * 26, THERE)
    made = laid_out(table(row("A")), Table((Column("start", 50), Column("start", 50)), (row("A"),), (tall,) * 2, PLACE))
    assert ("W524", PLACE) not in told(made)
    assert ("W524", THERE) in told(made)


def test_short_rows_stay_together_at_both_ends_of_a_table() -> None:
    page = Design("filing").measures
    line, lines = row("Short."), row(SENTENCE)
    assert rows_kept(table(*(line for _ in range(6))), page) == {0, 4}
    assert rows_kept(table(*(lines for _ in range(6))), page) == frozenset()
    assert rows_kept(table(line), page) == frozenset()
    assert rows_kept(table(row(SENTENCE * 20), lines, line), page) == {1}
    assert rows_kept(table(line, row(SENTENCE * 20), lines), page) == frozenset()


def test_rows_that_fit_are_not_named_though_their_table_goes_over_a_page_with_its_head() -> None:
    rows = [row(f"{SENTENCE}{number}") for number in range(60)]
    made = laid_out(Table((Column("start", 50), Column("start", 50)), (row("Head"),), tuple(rows), PLACE))
    assert (made.page_count > 1, told(made)) == (True, [])


@pytest.mark.proof
def test_a_picture_taller_than_a_page_is_named() -> None:
    files = house()
    css = files["page.css"]
    tall = HouseFile(css.content + b"\nimg { height: 400mm !important; max-height: none !important }\n", css.place)
    of = sample_document("en", "filing")
    made = layout(of, {**files, "page.css": tall})
    (found,) = (finding for finding in made.findings if finding.code == "E523")
    assert isinstance(found, Finding)
    assert any(isinstance(node, Picture) and node.place == found.place for node in _pictures(of.blocks))


def _pictures(blocks: Sequence[Block]) -> list[Block]:
    inner = [part for block in blocks if isinstance(block, Division) for part in _pictures(block.blocks)]
    return [*(block for block in blocks if isinstance(block, Picture)), *inner]


KEPT = Division("keep", tuple(paragraph(Run(SENTENCE * 9, THERE)) for _ in range(3)), PLACE)
EMPTYING: dict[str, tuple[Block, str]] = {
    "a group that is kept together": (KEPT, "words that are kept together"),
    "a row": (table(row(SENTENCE * 20, THERE), row("x"), row("x")), "words that are kept together"),  # with its lead-in
    "a note": (Paragraph((Run(SENTENCE, THERE), note(1, 4500)), THERE, 9), "a paragraph with its footnotes"),
}


@pytest.mark.parametrize("kind", EMPTYING)
def test_a_page_that_stays_emptier_than_a_third_says_for_want_of_room_for_what(kind: str) -> None:
    block, words = EMPTYING[kind]
    made = laid_out(*(paragraph(number=number) for number in range(1, 4)), block)
    assert made.page_count == 2
    (found,) = made.findings
    assert (found.code, found.message.endswith(words)) == ("W524", True)
    assert found.help


def test_white_above_the_foot_is_noted_from_25_millimetres_on_and_a_third_of_a_page_is_a_warning() -> None:
    found = {}
    for before in (10, 15, 18):
        kept = Division("keep", (paragraph(Run(SENTENCE * 14, THERE)),), PLACE)
        made = laid_out(*(paragraph(Run(SENTENCE, PLACE), number=number) for number in range(before)), kept)
        found[before] = [one.message.partition(":")[0] for one in made.findings]
        assert {(one.code, one.place) for one in made.findings} <= {("N525", THERE), ("W524", THERE)}
    assert [words[-1:] for words in found.values()] == [
        ["45% of page 1 stays empty"],
        ["43 mm of page 1 stay white"],
        [],
    ]


def test_a_page_before_a_forced_break_and_the_last_may_be_as_empty_as_they_are() -> None:
    made = laid_out(paragraph(), PageBreak(PLACE), paragraph())
    assert (made.page_count, told(made)) == (2, [])
