"""What is filled in by hand, and what Word keeps on one page, comes from a Word file into the tree."""

from __future__ import annotations

import pytest

from drafting import p, run, table, word_file
from submissions.document import Block, Division, Paragraph, Table
from submissions.drafted.finished import read_document
from submissions.jinja.given import names_asked

KEEPS = "<w:keepNext/>"


def blocks_of(*body: str) -> tuple[Block, ...]:
    return read_document(word_file(*body), "a.docx")[0].blocks


def kept(words: str) -> str:
    return p(run(words)).replace("<w:p>", f"<w:p><w:pPr>{KEEPS}</w:pPr>", 1)


def rows(*heights: int, keeps: bool = False) -> str:
    made = table(*(["a", ""] for _ in heights))
    for height in heights:
        made = made.replace("<w:tr>", f'<w:tr ><w:trPr><w:trHeight w:val="{height}"/></w:trPr>', 1)
    return made.replace("<w:p>", f"<w:p><w:pPr>{KEEPS}</w:pPr>") if keeps else made


@pytest.mark.parametrize(("height", "room"), [(0, 0.0), (399, 0.0), (400, 20.0), (1000, 50.0)])
def test_a_row_that_is_made_high_leaves_its_room(height: int, room: float) -> None:
    (made,) = (one for one in blocks_of(rows(height, 500)) if isinstance(one, Table))
    assert [row.room for row in made.body] == [room, 25.0]


def test_what_stays_with_the_next_is_never_parted_from_it() -> None:
    made = blocks_of(p(run("before")), kept("one"), kept("two"), p(run("end")), p(run("after")))
    assert [type(one).__name__ for one in made] == ["Paragraph", "Division", "Paragraph"]
    division = made[1]
    assert isinstance(division, Division)
    assert (division.role, len(division.blocks)) == ("keep", 3)


def test_a_table_is_kept_whole_only_if_each_of_its_rows_stays_with_the_next() -> None:
    loose = blocks_of(kept("one"), rows(500, 500, 500))
    assert [type(one).__name__ for one in loose] == ["Paragraph", "Table"]
    (whole,) = blocks_of(kept("one"), rows(500, 500, 500, keeps=True))
    assert isinstance(whole, Division)
    assert [type(one).__name__ for one in whole.blocks] == ["Paragraph", "Table"]


def test_a_file_in_which_everything_stays_together_is_divided_as_it_comes() -> None:
    made = blocks_of(*(kept(str(number)) for number in range(12)), p(run("end")))
    assert all(isinstance(one, Paragraph) for one in made)


def test_filters_and_tests_of_the_house_are_no_names_that_a_template_asks_for() -> None:
    asked = names_asked("{{ who|agree('a', 'b') }}{% if texts.facts is given %}{{ x|and_list }}{% endif %}")
    assert asked == (frozenset({"who", "texts", "x"}), frozenset())
