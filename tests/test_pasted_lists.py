"""A list that was pasted with its marks never runs together in silence; one line alone, or a name, is text."""

from __future__ import annotations

import itertools

import pytest

from composing import read

PAIRS = (
    ("(a)", "(b)"), ("a)", "b)"), ("(i)", "(ii)"), ("i.", "ii."), ("iv)", "v)"), ("C.", "D."), ("(I)", "(II)"),
    ("(1)", "(2)"), ("1.1.", "1.2."), ("2.9)", "2.10)"), ("•", "•"), ("\N{EN DASH}", "\N{EN DASH}"), ("▪", "▪"),
    ("z)", "aa)"), ("(h)", "(i)"),
)  # fmt: skip


def pasted(text: str) -> list[tuple[int, str]]:
    _, findings = read(text)
    return [(finding.place.line, finding.message) for finding in findings if finding.code == "E334"]


@pytest.mark.parametrize(("pair", "lead"), list(itertools.product(PAIRS, ("", "The court held:\n", "> "))))
def test_two_marks_in_sequence_are_refused_at_the_first_line(pair: tuple[str, str], lead: str) -> None:
    begins = "> " if lead == "> " else ""
    above = "" if begins else lead
    text = f"Before.\n\n{above}{begins}{pair[0]} first\n{begins}{pair[1]} second\n"
    ((line, message),) = pasted(text)
    assert line == text.count("\n") - 1
    assert f"'{pair[0]}' and '{pair[1]}'" in message


@pytest.mark.parametrize(
    "text",
    [
        "(a) alone\n", "A. was beaten\n", "I. Petrov said\nhe left.\n", "(a) first\n\n(b) second\n", "- one\n- two\n",
        "1. one\n2. two\n", "(a) first\n(c) third\n", "a) first\n(b) second\n", "In (a)\n(b) of it\n",
        "see (i)\nand more\n", "mild. So\nmile. So\n",
    ],
)  # fmt: skip
def test_what_is_no_sequence_at_the_start_of_lines_is_text(text: str) -> None:
    assert pasted(text) == []


def test_initials_and_pseudonyms_of_the_case_begin_no_list() -> None:
    text = "A. was beaten.\nB. saw it.\n"
    assert len(pasted(text)) == 1
    people = {"a": {"name": "A.", "full": "A.", "initials": "A."}}
    _, findings = read(text, people=people)
    assert findings == []
