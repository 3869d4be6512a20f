"""What stays with what on a page of the Word file, how far things are set in, and what Word counts anew."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import pytest

from submissions.document import (
    Block,
    Column,
    Division,
    Heading,
    ListBlock,
    ListItem,
    Picture,
    Quotation,
    Resource,
    Table,
)
from submissions.writers.word.docx import write_docx
from word_files import PLACE, codes_of, document, house_files, paragraph, parts_of, table, text, written

SIGNATURE = Division("signature", (paragraph("Signed", role="signature"),), PLACE)
HOUSE = parts_of(write_docx(document(paragraph("x")), house_files())[0])


@dataclass(frozen=True)
class Written:
    """A paragraph as it stands in the Word file: its style, its words, and what its properties say."""

    style: str
    words: str
    properties: str

    @property
    def kept(self) -> bool:
        """Whether it stays on the page of the next one."""
        return "<w:keepNext/>" in self.properties

    def measure(self, name: str) -> int | None:
        """Return one of its measures in twentieths of a point, such as "left"; None where its style has the say."""
        found = re.search(rf'\bw:{name}="(-?\d+)"', self.properties)
        return int(found[1]) if found else None


def paragraphs_of(*blocks: Block) -> list[Written]:
    body = written(*blocks)["word/document.xml"]
    made = []
    for inner in re.findall(r"<w:p>(.*?)</w:p>", body):
        properties = re.match(r"<w:pPr>(.*?)</w:pPr>", inner)
        style = re.search(r'<w:pStyle w:val="(\w+)"/>', properties[1]) if properties else None
        words = "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", inner))
        made.append(Written(style[1] if style else "", words, properties[1] if properties else ""))
    return made


def kept(*blocks: Block) -> dict[str, bool]:
    """Return, by its words, whether each paragraph stays with the next one."""
    return {each.words: each.kept for each in paragraphs_of(*blocks) if each.words}


def items(*words: str | tuple[Block, ...]) -> ListBlock:
    blocks = [(paragraph(each),) if isinstance(each, str) else each for each in words]
    return ListBlock("bullet", tuple(ListItem(each, PLACE, "•") for each in blocks), PLACE)


# --- what stays with the next one ---


def test_of_a_quotation_before_a_signature_the_last_paragraph_stays_with_it() -> None:
    quotation = Quotation((paragraph("One"), paragraph("Two"), paragraph("Three")), PLACE)
    assert kept(quotation, SIGNATURE) == {"One": False, "Two": False, "Three": True, "Signed": False}


def test_of_a_list_before_a_signature_the_last_two_items_stay_with_it_and_the_first_with_the_second() -> None:
    found = kept(items("A", "B", "C", "D", "E"), SIGNATURE)
    assert found == {"A": True, "B": False, "C": False, "D": True, "E": True, "Signed": False}


def test_a_list_that_nothing_must_follow_keeps_its_first_item_with_the_second_alone() -> None:
    assert kept(items("A", "B", "C"), paragraph("After")) == {"A": True, "B": False, "C": False, "After": False}


def test_an_item_stays_with_its_own_further_paragraphs() -> None:
    found = kept(items("A", (paragraph("B"), paragraph("More")), "C"))
    assert found == {"A": True, "B": True, "More": False, "C": False}


def test_a_paragraph_stays_with_the_list_that_it_opens_and_a_lead_in_with_whatever_follows() -> None:
    assert kept(paragraph("Plain"), paragraph("Opens"), items("A")) == {"Plain": False, "Opens": True, "A": False}
    assert kept(paragraph("Lead", role="lead-in"), paragraph("After")) == {"Lead": True, "After": False}


def test_all_but_the_last_of_what_is_kept_whole_stay_together() -> None:
    whole = Division("keep", (paragraph("One"), items("A", "B", "C"), paragraph("Last")), PLACE)
    assert kept(whole, paragraph("After")) == {
        **dict.fromkeys(("One", "A", "B", "C"), True),
        **dict.fromkeys(("Last", "After"), False),
    }


def test_air_stands_between_the_contact_and_a_box_and_before_nothing_else() -> None:
    contact = Division("contact", (paragraph("Write to us"),), PLACE)
    box = Division("box", (paragraph("In the box"),), PLACE)
    assert [each.words for each in paragraphs_of(contact, box)] == ["Write to us", "In the box"]
    ruled = written(contact, box)["word/document.xml"]
    assert re.search(r'<w:pBdr>.*?</w:pBdr><w:spacing w:before="(\d+)"', ruled)[1] == "140"  # type: ignore[index]
    signed = paragraphs_of(contact, SIGNATURE)
    assert [each.words for each in signed] == ["Write to us", "Signed"]


ROWS = {
    1: [False],
    2: [True, False],
    3: [True, True, False],
    4: [True, True, True, False],
    5: [True, False, False, True, False],
    6: [True, False, False, False, True, False],
}


@pytest.mark.parametrize("count", ROWS)
def test_a_short_table_is_whole_and_a_long_one_never_parts_its_first_and_last_rows(count: int) -> None:
    body = Table((Column("start", 100),), (), table(["x"], *([str(row)] for row in range(count))).body, PLACE)
    assert list(kept(body, paragraph("After")).values()) == [*ROWS[count], False]


def test_the_head_counts_among_the_rows_of_a_short_table() -> None:
    tables = [table(["Head"], *([str(row)] for row in range(count))) for count in (3, 4)]
    whole, long = (kept(one, paragraph("After")) for one in tables)
    assert list(whole.values()) == [True, True, True, False, False]
    assert list(long.values()) == [True, True, False, True, False, False]


def test_the_last_row_of_a_table_that_ends_the_document_goes_with_the_paragraph_behind_it() -> None:
    assert list(kept(table(["Head"], ["1"])).values()) == [True, True]


# --- how far things are set in ---


def test_a_quotation_is_set_in_by_its_style_and_by_its_list_inside_one() -> None:
    (alone,) = paragraphs_of(Quotation((paragraph("Quoted"),), PLACE))
    assert (alone.style, alone.measure("left")) == ("Quote", None)
    _, inside = paragraphs_of(items((paragraph("A"), Quotation((paragraph("Quoted"),), PLACE))))
    level = re.search(r'<w:ind w:left="(\d+)"[^>]*/>', HOUSE["word/numbering.xml"].split('w:val="•"', maxsplit=1)[1])
    assert level is not None
    assert inside.measure("left") == int(level[1]) + 567


def test_only_the_last_item_of_the_outermost_list_has_its_space_after() -> None:
    inner = items("A1", "A2")
    found = {each.words: each.measure("after") for each in paragraphs_of(items((paragraph("A"), inner), "B", "C"))}
    assert found == {"A": None, "A1": None, "A2": None, "B": None, "C": 160}


def test_each_list_inside_another_is_a_level_deeper() -> None:
    three = items((paragraph("1"), items((paragraph("2"), items("3")))))
    assert [re.findall(r'<w:ilvl w:val="(\d)"/>', each.properties) for each in paragraphs_of(three)] == [
        ["0"],
        ["1"],
        ["2"],
    ]


@pytest.mark.parametrize("level", [0, 1, 2])
def test_a_bullet_of_the_documents_own_hangs_where_the_frames_does(level: int) -> None:
    block = ListBlock("bullet", (ListItem((paragraph("x"),), PLACE, "–"),), PLACE)
    for _ in range(level):
        block = ListBlock("bullet", (ListItem((paragraph("x"), block), PLACE, "–"),), PLACE)
    numbering = written(block)["word/numbering.xml"]
    own = re.findall(r'<w:lvlText w:val="–"/>.*?(<w:ind [^>]*/>)', numbering)
    frames = re.findall(r'<w:lvlText w:val="•"/>.*?(<w:ind [^>]*/>)', numbering)
    assert own == frames[: level + 1]


@pytest.mark.parametrize("shares", [(50, 50), (33, 33, 33), (20, 30, 45), (7, 11, 13, 17, 52), (0, 0, 1)])
def test_columns_fill_the_measure_to_the_last_twentieth_of_a_point(shares: tuple[int, ...]) -> None:
    columns = tuple(Column("start", share) for share in shares)
    rows = table(["x"] * len(shares), ["y"] * len(shares))
    body = written(Table(columns, rows.head, rows.body, PLACE))["word/document.xml"]
    whole = written(table(["x"], ["y"]))["word/document.xml"]
    widths = [int(width) for width in re.findall(r'<w:gridCol w:w="(-?\d+)"/>', body)]
    (measure,) = (int(width) for width in re.findall(r'<w:gridCol w:w="(\d+)"/>', whole))
    assert sum(widths) == measure
    assert all(abs(width - measure * share / sum(shares)) <= 2 for width, share in zip(widths, shares, strict=True))


def test_a_table_in_a_box_is_as_wide_as_the_box() -> None:
    body = written(Division("box", (paragraph("x"), table(["A"], ["1"])), PLACE))["word/document.xml"]
    alone = written(table(["A"], ["1"]))["word/document.xml"]
    inner, outer = (re.findall(r'<w:gridCol w:w="(\d+)"/>', xml) for xml in (body, alone))
    assert inner == outer


BOXED = {
    "one paragraph": (paragraph("x"),),
    "two paragraphs": (paragraph("x"), paragraph("y")),
    "a list at the end": (paragraph("x"), ListBlock("bullet", (ListItem((paragraph("y"),), PLACE, "•"),), PLACE)),
    "a table at the end": (paragraph("x"), table(["A"], ["1"])),
    "a table alone": (table(["A"], ["1"]),),
    "a quotation at the end": (paragraph("x"), Quotation((paragraph("y"),), PLACE)),
}


@pytest.mark.parametrize("role", ["box", "ask"])
@pytest.mark.parametrize("name", BOXED)
def test_a_box_is_ruled_once_above_and_once_below_its_words(name: str, role: Literal["box", "ask"]) -> None:
    blocks = (paragraph("Before"), Division(role, BOXED[name], PLACE), paragraph("After"))
    body = written(*blocks)["word/document.xml"]
    edges = re.findall(r'<w:(top|bottom) w:val="single" w:sz="\d+" w:space', body)
    assert edges == ["top", "bottom"]
    ruled = [text for text in re.findall(r"<w:p>.*?</w:p>", body) if "<w:pBdr>" in text]
    assert not any("Before" in text or "After" in text for text in ruled)


@pytest.mark.parametrize(("width", "height"), [(100, 50), (50, 100), (300, 100)])
def test_a_picture_keeps_its_shape(width: int, height: int) -> None:
    made = replace(document(Picture("p", "x", 30, PLACE)), resources=(("p", Resource("png", b"x", width, height)),))
    content, _ = write_docx(made, house_files())
    size = re.search(r'<wp:extent cx="(\d+)" cy="(\d+)"/>', parts_of(content)["word/document.xml"])
    assert size is not None
    assert int(size[1]) * height == pytest.approx(int(size[2]) * width, rel=0.001)


@pytest.mark.parametrize(("label", "captioned"), [("", False), ("Figure 1", True)])
def test_a_picture_stays_with_its_caption_and_without_one_with_nothing(label: str, captioned: bool) -> None:
    made = document(Picture("p", "x", 30, PLACE, label=label), paragraph("After"))
    content, _ = write_docx(replace(made, resources=(("p", Resource("png", b"x", 9, 9)),)), house_files())
    shown = re.search(r"<w:p>((?:(?!</w:p>).)*)<w:drawing>", parts_of(content)["word/document.xml"])
    assert shown is not None
    assert ("<w:keepNext/>" in shown[1]) is captioned


# --- what Word counts ---


HEADINGS = [(1, "I."), (2, "A."), (3, "1."), (3, "2."), (2, "B."), (3, "1."), (1, "II."), (2, "A."), (3, "1.")]


def headings(rows: list[tuple[int, str]]) -> list[Block]:
    return [Heading(level, (text("Words"),), PLACE, label, f"h{at}") for at, (level, label) in enumerate(rows)]


def test_each_higher_heading_begins_the_lower_ones_anew() -> None:
    assert codes_of(*headings(HEADINGS)) == []


def test_a_heading_that_goes_on_counting_after_a_higher_one_is_reported() -> None:
    lower = [at for at, ((above, _), (level, _)) in enumerate(pairwise(HEADINGS), 1) if level > above]
    for at in lower:
        wrong = {"A.": "C.", "1.": "3."}[HEADINGS[at][1]]
        rows = [*HEADINGS[:at], (HEADINGS[at][0], wrong)]
        assert codes_of(*headings(rows)) == ["E421"]


def captions(*labels: str, words: str = "") -> str:
    caption = (text(words),) if words else ()
    tables = [replace(table(["A"], ["1"]), label=label, caption=caption) for label in labels]
    return written(*tables)["word/document.xml"]


def test_word_is_told_a_tables_number_only_where_it_would_count_another() -> None:
    found = re.findall(r"SEQ Table \\\* ARABIC( \\r \d+)? <", captions("Table 1", "Table 3", "Table 4", "Table 2"))
    assert found == ["", r" \r 3", "", r" \r 2"]


def test_a_stop_parts_the_label_from_the_caption_and_follows_neither_alone() -> None:
    def words(body: str) -> str:
        return "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", body.split("<w:tbl>", maxsplit=1)[0]))

    assert words(captions("Table 1", words="Dates")) == "Table 1. Dates"
    assert words(captions("Table 1")) == "Table 1"
    assert words(captions("", words="Dates")) == "Dates"
