"""Whatever was typed in Word prints as it was typed: signs that Markdown takes for its own, with emphasis, anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from submissions.document import Emphasis, Node, Run, Strong
from submissions.drafted.live import live
from submissions.drafted.transcribing import Transcriber
from submissions.drafted.word.records import (
    LineTurn,
    ListMark,
    Looks,
    NoteMark,
    Piece,
    WordBlock,
    WordCell,
    WordFile,
    WordParagraph,
    WordRow,
    Words,
    WordTable,
)
from submissions.findings import Finding, Place
from submissions.markup import Scope, read_markup
from submissions.values import Prose

SIGNS = "\\`*_{}[]()<>#+-.!|~^@&:;,\"'$%=/? ab1é—“”«»•"
# What people write in filings and tickets, and what Markdown reads otherwise.
TYPED = (
    "2019. She", "a. b", "(a) x", "- x", "+ x", "* x", "# x", "> x", "::: box", "Table: x", "[^1]: x", "---", "===",
    "| a | b |", "1) x", "A:*b*", "\\_a_b", "C:\\.config\\_x", "\\\\server\\_x_", "https://a.org/_x_/@y", "stop![1]",
    "&amp; &#38;", "5*6*7", "a_b_c", "**a", "__a__", "<b>", "<https://a.org>", "[a](b)", "![a](b)", "`x`", "{{ x }}",
    "{% x %}", "~~~", "```", "x\\", "a@b.org", "*", "_", "I. x", "iv) x", "Art. 1 x", "§ 1 x", "[1] x", "1.1 x", "o x",
    "2 – x", "Q: a", "x #", "## x ##", "\"a\" 'b'", "[x][y]", "^[x]", "::: {.x", "1.", "-", "#",
)  # fmt: skip
TEXTS = st.text(alphabet=SIGNS, min_size=1, max_size=24)
LOOKS = st.lists(st.tuples(st.integers(1, 5), st.booleans(), st.booleans()), max_size=6)
PLACES = ("paragraph", "behind a line", "quotation", "cell", "note", "heading", "item")


def scope() -> Scope:
    return Scope({}, frozenset(), "", "Table", "Figure", False, lambda _, __: (), lambda _, __: ("", []))


def pieces_of(text: str, looks: Sequence[tuple[int, bool, bool]]) -> tuple[Piece, ...]:
    pieces, start = [], 0
    for length, bold, italic in (*looks, (len(text), False, False)):
        if text[start : start + length]:
            pieces.append(Words(text[start : start + length], Looks(bold, italic)))
        start += length
    return tuple(pieces)


def standing(place: str, pieces: tuple[Piece, ...]) -> tuple[WordFile, int]:
    """Return a file in which words stand at a place, and how many runs of other words come before them."""
    paragraph = WordParagraph(1, pieces, ("normal",))
    other = (Words("Z"), NoteMark("footnote", "1"))
    blocks: dict[str, WordBlock] = {
        "paragraph": paragraph,
        "behind a line": WordParagraph(1, (Words("Z"), LineTurn(), *pieces)),
        "quotation": WordParagraph(1, pieces, ("quote",)),
        "cell": WordTable((WordRow((WordCell((WordParagraph(1, (Words("Z"),)),)), WordCell((paragraph,))), 1),), 1),
        "note": WordParagraph(1, other),
        "heading": WordParagraph(1, pieces, ("heading 2",), level=2),
        "item": WordParagraph(1, pieces, mark=ListMark("1", 0, "decimal", "%1.", 1)),
    }
    notes = {("footnote", "1"): (paragraph,)} if place == "note" else {}
    return WordFile((blocks[place],), notes), place in ("behind a line", "cell", "note")  # type: ignore[arg-type, return-value]


def printed(file: WordFile) -> tuple[list[tuple[str, bool, bool]], list[Finding], list[str]]:
    """Return each sign that is printed with its looks, what the markup finds wrong, and what does not come through."""
    writer = Transcriber(file, "")
    prose = writer.write()
    source = Prose(prose.text, Place("x.docx", 1), tuple(Place("x.docx", number) for number in prose.numbers))
    blocks, findings = read_markup(source, scope())
    return list(signs(blocks)), findings, [remark.kind for remark in writer.remarks]


def signs(nodes: Sequence[Node], bold: bool = False, italic: bool = False) -> list[tuple[str, bool, bool]]:
    found: list[tuple[str, bool, bool]] = []
    for node in nodes:
        if isinstance(node, Run):
            found += [(sign, bold, italic) for sign in node.text if not sign.isspace()]
            continue
        inner = [value for one in fields(node) if isinstance(value := getattr(node, one.name), tuple)]
        for children in inner:
            found += signs(children, bold or isinstance(node, Strong), italic or isinstance(node, Emphasis))
    return found


def reads_alike(place: str, text: str, looks: Sequence[tuple[int, bool, bool]] = ()) -> None:
    pieces = pieces_of(text, looks)
    file, before = standing(place, pieces)
    found, findings, lost = printed(file)
    wanted = [
        (sign, piece.looks.bold, piece.looks.italic) for piece in pieces if isinstance(piece, Words)
        for sign in piece.text if not sign.isspace()
    ]  # fmt: skip
    assert findings == []
    assert set(lost) <= {"lines", "counted", "emphasis"}
    assert "".join(sign for sign, _, _ in found[before:]) == "".join(sign for sign, _, _ in wanted)
    if place != "heading":  # which has a weight of its own
        pairs = zip(found[before:], wanted, strict=True)
        assert "emphasis" in lost or [pair for pair in pairs if pair[0] != pair[1] and pair[1][0].isalnum()] == []


@pytest.mark.parametrize("place", PLACES)
def test_what_people_type_reads_as_itself(place: str) -> None:
    for text in TYPED:
        if not list(live(text)):
            reads_alike(place, text)


@settings(max_examples=60, deadline=None)
@given(TEXTS, LOOKS, st.sampled_from(PLACES))
@example("a b", [(1, True, False), (1, False, False), (1, True, True)], "paragraph")
@example('un"x"un', [(2, False, False), (3, True, False)], "cell")
def test_any_signs_with_any_emphasis_read_as_themselves(
    text: str, looks: list[tuple[int, bool, bool]], place: str
) -> None:
    assume(text.strip() and not list(live(text)))
    assume(not text.lstrip().startswith("•"))  # a bullet begins a list, in Word as anywhere
    reads_alike(place, text, looks)
