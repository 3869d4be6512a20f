"""A list of requests reads as one sentence, however each was typed: marks and numbers are the template's."""

from __future__ import annotations

from pathlib import Path

import pytest

from composing import made
from speaking import spoken
from submissions.document import Paragraph, plain, walk
from submissions.findings import Place
from submissions.values import Missing, Prose
from submissions.view.enumerations import as_sentence, in_one_sentence

ENDS = ["", ";", ".", ",", " ;", "; and", " and", ", and", ";and", "; and;", "..", ";."]


def ended(*typed: str, language: str = "en") -> list[str]:
    return [str(one) for one in in_one_sentence([Prose(text) for text in typed], spoken(language))]


@pytest.mark.parametrize("first", ENDS)
@pytest.mark.parametrize("last", ENDS[:4])
def test_whatever_an_author_types_at_the_end_is_taken_off_once(first: str, last: str) -> None:
    typed = [f"find the violations{first}", f"ask for redress{first}", f"ask for an apology{last}"]
    if first == "..":
        assert ended(*typed)[0] == "find the violations;"
    assert ended(*typed) == ["find the violations;", "ask for redress; and", "ask for an apology."]
    assert ended(*ended(*typed)) == ended(*typed), "what is printed once stays so"


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        (
            "fr",
            ["constater la violation ; et", "accorder réparation ;"],
            ["constater la violation; et", "accorder réparation."],
        ),
        ("es", ["constatar la violación; y", "indemnizar"], ["constatar la violación; e", "indemnizar."]),
        ("es", ["constatar la violación", "pedir reparación;"], ["constatar la violación; y", "pedir reparación."]),
        ("ru", ["признать нарушение;", "возместить вред и"], ["признать нарушение; и", "возместить вред."]),
        ("de", ["feststellen", "entschädigen"], ["feststellen; und", "entschädigen."]),
    ],
)
def test_each_language_ends_its_items_in_its_own_way(language: str, typed: list[str], printed: list[str]) -> None:
    assert ended(*typed, language=language) == printed


@pytest.mark.parametrize(
    ("typed", "between", "end"),
    [
        ("find and declare a violation", "find and declare a violation; and", "find and declare a violation."),
        ("ask for care, housing, etc.", "ask for care, housing, etc.; and", "ask for care, housing, etc."),
        ("ask Mr B.", "ask Mr B.; and", "ask Mr B."),
        ("say why nobody was tried?", "say why nobody was tried? and", "say why nobody was tried?"),
        ('find that it was "torture"', 'find that it was "torture"; and', 'find that it was "torture".'),
        ('find that it was "torture."', 'find that it was "torture."; and', 'find that it was "torture."'),
        ("give redress.[^1]", "give redress[^1]; and", "give redress[^1]."),
        ("give redress; and[@gc3, para 2]", "give redress[@gc3, para 2]; and", "give redress[@gc3, para 2]."),
        ("give redress.^[See [this](x).]", "give redress^[See [this](x).]; and", "give redress^[See [this](x).]."),
        ("let [@b] go", "let [@b] go; and", "let [@b] go."),
        ("inform the band", "inform the band; and", "inform the band."),
        ("wait ...", "wait ... and", "wait ..."),
    ],
)
def test_what_belongs_to_the_words_stays(typed: str, between: str, end: str) -> None:
    assert ended(typed, "x")[0] == between
    assert ended("x", typed)[1] == end


@pytest.mark.parametrize("typed", ["ask for:\n\n- care;\n- housing, and", "one paragraph.\n\nAnother,", "- a list;"])
def test_several_paragraphs_and_lists_keep_their_own_marks(typed: str) -> None:
    assert ended(typed, "x") == [typed, "x."]


def test_one_request_is_a_sentence_and_none_is_nothing() -> None:
    assert ended("find a violation; and") == ["find a violation."]
    assert ended() == []
    gap = Missing("E136", Place("case.yaml", 3), "'text' has no French text", elsewhere=True)
    assert in_one_sentence([gap, Prose("x")], spoken("en"))[0] is gap
    assert str(as_sentence(Prose("it took ten years;"), spoken("en"))) == "it took ten years."


def test_the_printed_list_is_one_sentence_with_notes_and_people(tmp_path: Path) -> None:
    case = """
requests:
  - {id: one, text: "find that @a was tortured; and"}
  - {id: two, text: "give redress.[@sahli, para 2]"}
  - {id: three, text: "inform @a,"}
"""
    body = "# A\n\nThe Committee is asked to:\n\n{% for request in requests %}\n1. {{ request.item }}\n{% endfor %}\n"
    tree = made(tmp_path, body, case).tree
    read = [plain(node.inlines) for node in walk(tree.blocks) if isinstance(node, Paragraph)]
    assert [one for one in read[1:] if "Communication" not in one] == [
        "find that Zumra Hodžić was tortured;",
        "give redress; and",
        "inform Zumra Hodžić.",
    ]
