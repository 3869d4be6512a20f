"""What is found in prose stands at its own column, whatever stands before it on its line."""

from __future__ import annotations

import itertools

import pytest

from composing import read
from submissions.document import Run, plain, walk

FAULTS = {
    "@nobody": "E307", "<b>": "E301", "`code`": "E324", "[@none, para 1]": "E308", "[^none]": "E312",
    "[words]{.wrong}": "E317", "[words](ftp://a.org)": "E302", "{.redact x}": "E315", "[](#id){.wrong}": "E317",
    "&amp;": "W331", "** open": "W330", "]( open": "E303",
}  # fmt: skip
BEFORE = (
    "", "She said ", "@a, ", "*words* and ", "قال الشاهد ", "𝒳 é ", "a\\*b ", "x^[A note.] y ", "[words]{lang=la} ",
    "<https://a.org/b> ", "- an item ", "(a) ", "> ", "## ", "1) ", "x [](#id) ",
)  # fmt: skip
ABOVE = ("", "Words.\n\n", "A line\n", "> Quoted\n\n")


@pytest.mark.parametrize(("fault", "before"), list(itertools.product(FAULTS, BEFORE)))
def test_a_finding_stands_at_its_column(fault: str, before: str) -> None:
    for above in ABOVE:
        if above == "A line\n" and before in ("> ", "## ", "1) "):
            continue
        text = f"{above}{before}{fault} more\n"
        _, findings = read(text)
        places = [one.place for one in findings if one.code == FAULTS[fault]]
        line = above.count("\n") + 1
        assert (line, len(before) + 1) in [(place.line, place.column) for place in places], (text, findings)


def test_two_faults_of_a_line_stand_at_two_columns() -> None:
    _, findings = read("One <b> and @nobody, two <b> and @nobody.")
    assert [(one.code, one.place.column) for one in findings] == [
        ("E301", 5), ("E307", 13), ("E301", 26), ("E307", 34)
    ]  # fmt: skip


@pytest.mark.parametrize("before", [one for one in BEFORE if one not in ("a\\*b ", "𝒳 é ")])
def test_the_words_of_the_tree_know_where_they_were_typed(before: str) -> None:
    text = f"{before}@a said here"
    blocks, _ = read(text)
    (run,) = [node for node in walk(blocks) if isinstance(node, Run) and " said here" in plain((node,))]
    assert run.place.column == text.index(" said here") + 1


@pytest.mark.parametrize("before", ["", "> ", "> > "])
@pytest.mark.parametrize(
    ("first", "second", "code", "at"),
    [("(A) one", "(B) two", "E334", 0), ("She left", "- home", "E337", 1), ("- one", "two", "E333", 1)],
)
def test_a_line_that_is_joined_is_found_where_its_first_sign_stands(
    before: str, first: str, second: str, code: str, at: int
) -> None:
    _, findings = read(f"{before}{first}\n{before}{second}\n")
    assert [(one.place.line, one.place.column) for one in findings if one.code == code] == [(at + 1, len(before) + 1)]


@pytest.mark.parametrize("text", ["No. 5/2016 * , **", "the Court <**>.", "A text. **", "Sign: ____", "(**)", "«__»"])
def test_signs_of_emphasis_that_stand_apart_are_signs(text: str) -> None:
    blocks, findings = read(text)
    assert ([plain(node.inlines) for node in blocks], findings) == ([text], [])


@pytest.mark.parametrize("text", ["a **word", "a word** b", "x ** open", "**(a)", "(a)**"])
def test_signs_of_emphasis_before_or_behind_words_are_told(text: str) -> None:
    assert [one.code for one in read(text)[1]] == ["W330"]


@pytest.mark.parametrize("mark", ["1. ", "- ", "2) "])
def test_a_mark_with_a_wide_gap_behind_it_is_told_once(mark: str) -> None:
    codes = [one.code for one in read(f"{mark}        The State said so.")[1]]
    assert (codes.count("E324"), "E322" in codes) == (1, False)
