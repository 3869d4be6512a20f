"""The text of a PDF by its tags: hand-made structures, and what is read of them in which order."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from submissions.readback.normal import BOUNDARY
from submissions.readback.tagged import MarkedText, TaggedText, read_tagged


class Made:
    """A PDF in the making: pages of marked words, and the elements that hold them."""

    def __init__(self, *pages: str) -> None:
        self.pdf = pikepdf.new()
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        for content in pages:
            page = self.pdf.add_blank_page(page_size=(300, 300))
            page.obj["/Resources"] = Dictionary(Font=Dictionary(F1=font))
            page.obj["/Contents"] = self.pdf.make_stream(content.encode())

    def page(self, index: int) -> Any:
        return self.pdf.pages[index].obj

    def element(self, kind: str, inside: object, **more: object) -> Any:
        made = Dictionary(Type=Name.StructElem, S=Name(f"/{kind}"), K=inside, **more)
        return self.pdf.make_indirect(made)

    def read(self, inside: object) -> TaggedText:
        self.pdf.Root["/StructTreeRoot"] = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=inside))
        stream = io.BytesIO()
        self.pdf.save(stream)
        return read_tagged(stream.getvalue())


def marked(*words: str, first: int = 0) -> str:
    """Return commands that draw words, each in a marked content of its own, counted from `first`."""
    return "\n".join(
        f"/P <</MCID {number}>> BDC BT /F1 12 Tf 20 {280 - 20 * number} Td ({text}) Tj ET EMC"
        for number, text in enumerate(words, first)
    )


def words(pieces: list[MarkedText]) -> list[str]:
    return [piece.text.strip() for piece in pieces if piece.text.strip()]


def test_the_order_is_that_of_the_structure_and_not_of_the_page() -> None:
    made = Made(marked("first", "second", "third"))
    inside = [made.element("P", number, Pg=made.page(0)) for number in (2, 0, 1)]
    assert words(made.read(Array(inside)).body) == ["third", "first", "second"]


def test_a_page_is_that_of_the_nearest_element_that_names_one() -> None:
    made = Made(marked("one", "more"), marked("two", "again"))
    reference = Dictionary(Type=Name.MCR, MCID=1, Pg=made.page(1))
    inner = made.element("Span", 0)
    outer = made.element("P", Array([inner, reference, 1]), Pg=made.page(0))
    assert words(made.read(outer).body) == ["one", "again", "more"]
    assert words(made.read(made.element("P", Array([0, 1]))).body) == []


def test_a_marked_content_that_is_drawn_in_pieces_is_one() -> None:
    made = Made(marked("be") + "\n" + marked("gun"))
    assert [piece.text.replace("\n", "") for piece in made.read(made.element("P", 0, Pg=made.page(0))).body] == [
        "begun"
    ]


def test_a_note_is_apart_wherever_it_stands_and_the_words_for_a_picture_too() -> None:
    made = Made(marked("before", "noted", "after", "deeper"))
    note = made.element("Note", Array([1, made.element("P", 3)]))
    figure = made.element("Figure", 9, Alt="A yard")
    bare = made.element("Figure", 9)
    text = made.read(made.element("P", Array([0, note, figure, bare, 2]), Pg=made.page(0)))
    assert words(text.body) == ["before", "after"]
    assert [words(one) for one in text.notes] == [["noted", "deeper"]]
    assert text.alternatives == ["A yard"]


def test_what_stands_in_no_tag_is_kept_page_by_page() -> None:
    loose = "BT /F1 12 Tf 20 20 Td (loose) Tj ET"
    made = Made(marked("one"), f"{marked('two')}\n{loose}\n/Artifact BMC BT /F1 12 Tf 90 20 Td (foot) Tj ET EMC")
    text = made.read(Array([made.element("P", 0, Pg=made.page(number)) for number in (0, 1)]))
    assert words(text.body) == ["one", "two"]
    assert [page.replace(BOUNDARY, " ").split() for page in text.untagged] == [[], ["loose", "foot"]]


def nested(made: Made, depth: int, kind: str) -> Any:
    """Return an element with words as deep as asked for, in elements or in lists, or named by a reference."""
    inside: Any = 0 if kind != "reference" else Dictionary(Type=Name.MCR, MCID=0)
    for _ in range(depth - (1 if kind == "list" else 0)):
        inside = Array([inside]) if kind == "list" else made.element("Div", inside, Pg=made.page(0))
    return made.element("Div", inside, Pg=made.page(0)) if kind == "list" else inside


@pytest.mark.parametrize(
    ("kind", "deepest"),
    [("element", 200), ("list", 200), ("reference", 199)],
)
def test_a_structure_is_read_far_deeper_than_documents_are_nested(kind: str, deepest: int) -> None:
    for depth, found in ((1, ["deep"]), (deepest, ["deep"]), (deepest + 1, [])):
        made = Made(marked("deep"))
        assert words(made.read(nested(made, depth, kind)).body) == found, depth


def test_a_file_without_tags_has_no_body() -> None:
    made = Made(marked("one"))
    stream = io.BytesIO()
    made.pdf.save(stream)
    text = read_tagged(stream.getvalue())
    assert (text.body, text.notes, text.alternatives, len(text.untagged)) == ([], [], [], 1)
