"""What stays of a withheld passage, block by block: its numbers and ids, and nothing from which its length is told."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from submissions.document import (
    OPEN_NUMBER,
    Block,
    Cell,
    Citation,
    CitationItem,
    Column,
    Heading,
    ListBlock,
    ListItem,
    ListStyle,
    Note,
    Paragraph,
    Picture,
    Quotation,
    Row,
    Run,
    Table,
    Withheld,
    walk,
)
from submissions.findings import Place
from submissions.markup.withholding import Withholder

HERE = Place("body.md", 1, 1)
WITHHOLDER = Withholder("[withheld]", "[note withheld]")


def words(text: str) -> Run:
    return Run(text, HERE)


def paragraph(text: str = "Quicksilver", number: int = 0, identity: str = "", note: Note | None = None) -> Paragraph:
    return Paragraph((words(text), *([note] if note else [])), HERE, number, identity)


def note(identity: str = "") -> Note:
    return Note(0, (paragraph(),), identity, HERE)


def listed(style: ListStyle, *items: ListItem) -> ListBlock:
    return ListBlock(style, items, HERE)


def item(*blocks: Block, identity: str = "") -> ListItem:
    return ListItem(blocks, HERE, "", identity)


def table(label: str = "", identity: str = "") -> Table:
    cell = Cell((paragraph(),), HERE)
    return Table((Column("start", 100.0),), (), (Row((cell,), HERE),), HERE, (words("Quicksilver"),), label, identity)


def shape(blocks: Iterable[Block]) -> list[str]:
    """Return what each block is, with what it is counted or cited by."""
    named = []
    for block in blocks:
        inner = [shape(one.blocks) for one in block.items] if isinstance(block, ListBlock) else []
        marks = [getattr(block, name, "") for name in ("number", "label", "id")]
        named.append(" ".join([type(block).__name__, *(str(one) for one in (*marks, *inner) if one)]))
    return named


def withheld(*blocks: Block, by: Withholder = WITHHOLDER) -> tuple[Block, ...]:
    made = by.blocks(blocks)
    assert not [node for node in walk(made) if isinstance(node, Run)]
    return made


def wordings(blocks: Iterable[Block]) -> int:
    return sum(isinstance(node, Withheld) for node in walk(tuple(blocks)))


@pytest.mark.parametrize("count", [1, 2, 5])
def test_paragraphs_that_nobody_counts_become_one(count: int) -> None:
    made = withheld(*[paragraph() for _ in range(count)])
    assert (shape(made), wordings(made)) == (["Paragraph"], 1)


@pytest.mark.parametrize(
    ("blocks", "kept"),
    [
        ([paragraph(number=OPEN_NUMBER), paragraph()], ["Paragraph -1", "Paragraph"]),
        ([paragraph(identity="p"), paragraph(), paragraph()], ["Paragraph p", "Paragraph"]),
        ([paragraph(), paragraph(number=OPEN_NUMBER), paragraph()], ["Paragraph", "Paragraph -1", "Paragraph"]),
        ([paragraph(), Heading(1, (words("A"),), HERE), paragraph()], ["Paragraph", "Heading", "Paragraph"]),
        ([paragraph(), paragraph(), Heading(1, (words("A"),), HERE)], ["Paragraph", "Heading"]),
    ],
)
def test_what_is_counted_or_cited_is_not_merged_with_what_stands_beside_it(
    blocks: list[Block], kept: list[str]
) -> None:
    made = withheld(*blocks)
    assert (shape(made), wordings(made)) == (kept, len(kept))


def test_paragraphs_with_a_role_stay_apart() -> None:
    signed = Paragraph((words("Quicksilver"),), HERE, role="signature")
    assert wordings(withheld(paragraph(), signed, paragraph())) == 3


@pytest.mark.parametrize("style", ["alpha", "decimal", "roman"])
def test_the_items_of_a_counted_list_keep_their_number(style: ListStyle) -> None:
    (made,) = withheld(listed(style, item(paragraph()), item(paragraph()), item(paragraph())))
    assert isinstance(made, ListBlock)
    assert (len(made.items), wordings([made])) == (3, 3)


@pytest.mark.parametrize(
    ("items", "kept"),
    [
        ([item(paragraph()), item(paragraph())], 1),
        ([item(paragraph()), item(paragraph(), identity="i")], 2),
        ([item(paragraph()), item(paragraph(), listed("alpha", item(paragraph())))], 2),
        ([item(paragraph()), item(table("Table"))], 2),
        ([item(paragraph()), item(listed("bullet", item(paragraph())))], 1),
    ],
)
def test_bullets_are_one_unless_something_in_them_is_counted_or_cited(items: list[ListItem], kept: int) -> None:
    (made,) = withheld(listed("bullet", *items))
    assert isinstance(made, ListBlock)
    assert len(made.items) == kept


@pytest.mark.parametrize(
    ("inside", "kept"),
    [
        ([paragraph(), paragraph()], ["Paragraph"]),
        ([listed("bullet", item(paragraph()), item(paragraph()))], ["Paragraph"]),
        ([listed("alpha", item(paragraph()), item(paragraph()))], ["ListBlock ['Paragraph'] ['Paragraph']"]),
        ([table("Table", "t")], ["Table Table t"]),
        ([table()], ["Paragraph"]),
    ],
)
def test_a_quotation_tells_neither_its_lines_nor_its_bullets(inside: list[Block], kept: list[str]) -> None:
    (made,) = withheld(Quotation(tuple(inside), HERE))
    assert isinstance(made, Quotation)
    assert shape(made.blocks) == kept


def test_a_table_with_a_number_keeps_it_over_one_cell_and_one_without_is_a_paragraph() -> None:
    (made,) = withheld(table("Table", "t"))
    assert isinstance(made, Table)
    assert [len(row.cells) for row in (*made.head, *made.body)] == [1]
    assert made.body[0].cells[0].header
    assert wordings([made]) == 2
    assert shape(withheld(table())) == ["Paragraph"]


def test_a_figure_with_a_number_keeps_it_without_its_picture() -> None:
    (made,) = withheld(Picture("image-1", "Quicksilver", 100.0, HERE, (words("Quicksilver"),), "Figure", "f"))
    assert shape([made]) == ["Table Figure f"]
    assert shape(withheld(Picture("image-1", "Quicksilver", 100.0, HERE))) == ["Paragraph"]


def test_notes_and_citations_keep_their_marks_and_ids_and_lose_their_words() -> None:
    cited = Paragraph((Citation((CitationItem("sahli", "", "", HERE),), HERE),), HERE)
    (made,) = withheld(paragraph(note=note("n")), cited, paragraph(note=note()))
    assert isinstance(made, Paragraph)
    notes = [node for node in made.inlines if isinstance(node, Note)]
    assert [one.id for one in notes] == ["n", "", ""]
    assert [one.text for one in walk(tuple(notes)) if isinstance(one, Withheld)] == ["[note withheld]"] * 3
    assert wordings([made]) == 4


def test_within_a_note_there_are_no_further_marks() -> None:
    inner = Withholder("[withheld]", "[note withheld]", inside_note=True)
    cited = Paragraph((Citation((CitationItem("sahli", "", "", HERE),), HERE),), HERE)
    assert shape(withheld(cited, by=inner)) == ["Paragraph"]
    assert wordings(withheld(cited, by=inner)) == 1
    changed = WITHHOLDER.note(note("n"))
    assert (changed.id, wordings(changed.blocks)) == ("n", 1)


def test_each_further_id_of_what_becomes_one_paragraph_has_a_paragraph_of_its_own() -> None:
    made = WITHHOLDER.paragraphs((paragraph(identity="a"), paragraph(), paragraph(identity="b")), HERE)
    assert [one.id for one in made] == ["a", "b"]
    hidden = paragraph(note=Note(0, (paragraph(identity="inside"),), "n", HERE))
    assert [one.id for one in WITHHOLDER.paragraphs((hidden,), HERE)] == [""]
