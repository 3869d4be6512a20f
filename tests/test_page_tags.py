"""The tags of a PDF where the engine leaves them in pieces: links over lines and pages, notes, empty cells, ids."""

from __future__ import annotations

from itertools import pairwise

import pikepdf
import pytest

from submissions.document import Cell, Column, Link, ListBlock, ListItem, Note, Paragraph, Reference, Row, Run, Table
from submissions.writers.page.pdf import write_pdf
from test_pdf_writer import PLACE, SENTENCE, document, elements, house, made, opened, paragraph, tags

ADDRESS = "https://www.example.org/"


def content_of(*blocks: object) -> bytes:
    content, findings = write_pdf(document(*blocks), house())
    assert findings == []
    return content


def note(number: int, name: str, *inlines: object) -> Note:
    words = inlines or (Run(f"Note {number}. {SENTENCE}", PLACE),)
    return Note(number, (Paragraph(words, PLACE),), name, PLACE)  # type: ignore[arg-type]


def kinds(content: bytes) -> list[str]:
    return [str(tag.S).removeprefix("/") for tag in tags(content)]


def links(content: bytes) -> list[pikepdf.Dictionary]:
    return [tag for tag in tags(content) if tag.S == "/Link"]


def test_a_link_over_many_lines_of_a_page_is_one() -> None:
    found = links(content_of(paragraph(Run(SENTENCE, PLACE), Link(ADDRESS, (Run(SENTENCE * 4, PLACE),), PLACE))))
    assert len(found) == 1
    assert sum(1 for kid in found[0].K if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR") > 1


def test_a_link_over_a_page_is_one_on_each_page_since_a_tag_holds_what_stands_on_its_page() -> None:
    content = content_of(paragraph(Link(ADDRESS, (Run(SENTENCE * 60, PLACE),), PLACE)))
    found = links(content)
    pages = [page.objgen for page in opened(content).pages]
    assert [link.Pg.objgen for link in found] == pages
    assert len(pages) > 1


def test_two_links_beside_each_other_stay_two_where_they_lead_to_two_places() -> None:
    twice = [Link(f"{ADDRESS}{name}", (Run(f"link {name} ", PLACE),), PLACE) for name in ("a", "b", "a")]
    assert len(links(content_of(paragraph(*twice)))) == 3


def test_notes_of_a_paragraph_stand_behind_it_in_their_order() -> None:
    called = [inline for number in (1, 2, 3) for inline in (Run("Words ", PLACE), note(number, f"n{number}"))]
    content = content_of(paragraph(*called), paragraph(Run("After", PLACE), note(4, "n4")), paragraph())
    assert [str(tag.ID) for tag in tags(content) if tag.S == "/Note"] == ["n1", "n2", "n3", "n4"]
    outer = [str(tag.S) for tag in next(tag for tag in tags(content) if tag.S == "/Document").K]
    assert outer == ["/P", "/Note", "/Note", "/Note", "/P", "/Note", "/P"]


def test_a_note_stands_where_it_is_called_and_not_where_it_is_referred_to() -> None:
    again = Reference("n1", "note", "1", PLACE)
    content = content_of(
        paragraph(Run("Called", PLACE), note(1, "n1")),
        paragraph(Run("See note ", PLACE), again),
        paragraph(Run("Also", PLACE), note(2, "n2", Run("See note ", PLACE), again)),
    )
    outer = next(tag for tag in tags(content) if tag.S == "/Document").K
    assert [str(tag.S) for tag in outer] == ["/P", "/Note", "/P", "/P", "/Note"]
    assert [str(tag.ID) for tag in outer if tag.S == "/Note"] == ["n1", "n2"]


def test_an_empty_cell_keeps_its_place_in_its_row() -> None:
    def row(*words: str) -> Row:
        blocks = [(Paragraph((Run(each, PLACE),), PLACE),) if each else () for each in words]
        return Row(tuple(Cell(each, PLACE) for each in blocks), PLACE)

    columns = (Column("start", 30), Column("start", 30), Column("start", 40))
    content = content_of(Table(columns, (row("A", "", "C"),), (row("1", "", "3"), row("", "", "")), PLACE))
    rows = [tag for tag in tags(content) if tag.S == "/TR"]
    assert [len(each.K) for each in rows] == [3, 3, 3]


def test_the_index_of_ids_is_sorted_and_leads_to_each_element() -> None:
    called = [inline for at, name in enumerate("cab", 1) for inline in (Run("Words ", PLACE), note(at, f"note-{name}"))]
    content = content_of(paragraph(*called))
    pairs = list(opened(content).Root.StructTreeRoot.IDTree.Names)
    names = [str(name) for name in pairs[::2]]
    assert {"note-a", "note-b", "note-c"} <= set(names)
    assert all(one < other for one, other in pairwise(names))
    assert [str(element.ID) for element in pairs[1::2]] == names


@pytest.mark.parametrize("linked", [False, True])
def test_the_marker_of_an_item_is_its_label_and_a_link_at_its_beginning_is_not(linked: bool) -> None:
    words = Link(ADDRESS, (Run("here", PLACE),), PLACE) if linked else Run("here", PLACE)
    items = tuple(ListItem((paragraph(words),), PLACE, f"({mark})") for mark in "ab")
    content = content_of(ListBlock("alpha", items, PLACE))
    for item in (tag for tag in tags(content) if tag.S == "/LI"):
        assert [str(kid.S) for kid in item.K] == ["/Lbl", "/LBody"]
    assert kinds(content).count("Link") == 2 * linked


def test_an_item_without_a_marker_has_no_label_even_where_it_begins_with_a_link() -> None:
    item = ListItem((paragraph(Link(ADDRESS, (Run("here", PLACE),), PLACE)),), PLACE, "")
    content = content_of(ListBlock("bullet", (item,), PLACE))
    (found,) = (tag for tag in tags(content) if tag.S == "/LI")
    assert [str(tag.S) for tag in elements(found)][:4] == ["/LI", "/LBody", "/P", "/Link"]


def test_words_in_the_documents_own_language_carry_no_mark_of_it() -> None:
    assert not any("/Lang" in tag for tag in tags(content_of(paragraph(), paragraph(number=1))))


def test_what_stands_inside_a_link_is_no_label() -> None:
    """Hold that a label is a number of its own: an item's, a paragraph's or a note's, which may be a link itself."""
    pairs = [(str(tag.S), str(kid.S)) for tag in tags(made("en", "filing").content) for kid in elements_in(tag)]
    assert {kid for holder, kid in pairs if holder == "/Link"} == {"/Span"}
    assert {holder for holder, kid in pairs if kid == "/Lbl"} <= {"/P", "/LI", "/Span", "/H1", "/H2", "/H3"}


def elements_in(tag: pikepdf.Dictionary) -> list[pikepdf.Dictionary]:
    """Return the elements right inside another."""
    return [kid for kid in tag.get("/K", pikepdf.Array()) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
