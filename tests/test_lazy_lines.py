"""A line that does not look like a part of the quotation, list, note or table above it is never printed as one."""

from __future__ import annotations

import itertools

import pytest

from composing import read

QUOTES = ("> The court quoted this.\n", "> One.\n>\n> Two.\n", "> - item\n", "> > Deep.\n", ">One.\n")
LISTS = ("- one\n- two\n", "1. one\n2. two\n", "* one\n", "- one\n\n  more\n", "- - deep\n", "+ one\n")
NOTES = ("See.[^a]\n\n[^a]: A note.\n", "See.[^a]\n\n[^a]: A note\n    goes on.\n", "> See.[^a]\n\n> [^a]: A note.\n")
TABLES = ("| A |\n|---|\n| x |\n", "| A |\n|---|\n| x |\n| y |\n")
NEXT = (
    "The applicant then left the room.",
    "*Emphasis* begins it.",
    "**Bold**",
    '"Quoted" words',
    "قال الشاهد.",
    "(a) lettered",
)


def lazy(text: str) -> list[int]:
    _, findings = read(text)
    return [finding.place.line for finding in findings if finding.code == "E333"]


@pytest.mark.parametrize(("above", "line"), list(itertools.product((*QUOTES, *LISTS, *NOTES, *TABLES), NEXT)))
def test_a_line_right_behind_is_refused_at_its_own_line_and_after_an_empty_one_it_is_not(above: str, line: str) -> None:
    text = f"Before.\n\n{above}{line}\n"
    assert lazy(text) == [text.count("\n")]
    assert lazy(f"Before.\n\n{above}\n{line}\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "> One\n> goes on.\n",
        "> One\n>goes on.\n",
        "- one\n  goes on\n- two\n  goes on\n",
        "- one\n - two\n   goes on\n",
        "1. one\n   goes on\n",
        "- one\n  - inner\n    goes on\n",
        "> - one\n>   goes on\n",
        "- > quoted\n  > goes on\n",
        "A line\ngoes on.\n",
        "See.[^a]\n\n[^a]: * one\n    * two\n      goes on\n",
        "See.[^a]\n\n[^a]: A note\n    goes on.\n",
        "::: box\nA line\ngoes on.\n:::\n",
    ],
)
def test_lines_that_are_marked_or_indented_go_on(text: str) -> None:
    assert lazy(text) == []


@pytest.mark.parametrize(
    "text", ["> > Deep.\n> goes on.\n", "- one\n  - inner\n  goes on\n", "- > quoted\n  goes on\n"]
)
def test_a_line_that_belongs_to_the_outer_one_only_is_refused_too(text: str) -> None:
    assert lazy(text) == [text.count("\n")]


def test_the_finding_says_what_to_write() -> None:
    _, findings = read("> The court.\nShe left.\n")
    (finding,) = [finding for finding in findings if finding.code == "E333"]
    assert "empty line" in finding.help
    assert "'>'" in finding.help
