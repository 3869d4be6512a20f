"""A finished Word file is read into the tree that it was written from: words, numbers, lists, tables and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest

from drafting import item, note, p, run, shown, table, word_file
from examples import EXAMPLES, Example, house_files, tree
from sample import sample_document
from submissions.document import (
    Block,
    Document,
    Heading,
    ListBlock,
    Note,
    Paragraph,
    Picture,
    Reference,
    Table,
    plain,
    walk,
)
from submissions.drafted.finished import read_document
from submissions.drafted.word.package import NotWordError
from submissions.writers.word.docx import write_docx
from word_files import SAMPLES, sample_word_file


def words_of(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the printed number and the words of each heading, paragraph and item in their order."""
    for node in walk(blocks):
        if isinstance(node, Heading):
            yield f"{node.label} {squeezed(node)}"
        elif isinstance(node, Paragraph) and squeezed(node) and not has_page_number(node):
            yield f"{node.number or ''} {squeezed(node)}"


def squeezed(node: Heading | Paragraph) -> str:
    return re.sub(r"[\s\u2066-\u2069\u200e\u200f\ufffc]+", "", plain(node.inlines))


def test_numbers_are_those_that_word_prints() -> None:
    held, findings = read_document(
        word_file(item("a", "letters"), item("b", "romans", 1), item("c", "letters"), p("x"), item("d", "letters")),
        "a.docx",
    )
    lists = [node for node in walk(held.blocks) if isinstance(node, ListBlock)]
    assert [[one.marker for one in each.items] for each in lists] == [["(a)", "(b)"], ["(i)"], ["(c)"]]
    assert [each.start for each in lists] == [1, 1, 3]
    assert findings == []


def test_tables_notes_pictures_and_looks_are_nodes() -> None:
    body = (
        p(run("a", "<w:b/>"), note(1)),
        table(["x", "y"], ["z"], cells={"z": '<w:gridSpan w:val="2"/>'}),
        p(shown()),
    )
    held, findings = read_document(word_file(*body, notes=(p("words"),)), "a.docx")
    blocks = held.blocks
    assert [type(block).__name__ for block in blocks] == ["Paragraph", "Table", "Picture"]
    notes = [node for node in walk(blocks) if isinstance(node, Note)]
    assert [(one.number, plain(one.blocks[0].inlines)) for one in notes if isinstance(one.blocks[0], Paragraph)] == [
        (1, "words")
    ]
    made = next(node for node in blocks if isinstance(node, Table))
    assert [[cell.columns for cell in row.cells] for row in (*made.head, *made.body)] == [[1, 1], [2]]
    assert next(node for node in blocks if isinstance(node, Picture)).width == 50
    assert findings == []


def test_what_is_no_word_file_is_said_to_be_none() -> None:
    with pytest.raises(NotWordError):
        read_document(b"%PDF-1.7", "a.docx")


@pytest.mark.parametrize(("language", "frame"), SAMPLES[:3])
def test_what_this_program_writes_is_read_back(language: str, frame: str) -> None:
    document = sample_document(language, frame)
    assert_read_back(document, sample_word_file(language, frame))


@pytest.mark.proof
@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_the_examples_are_read_back(example: Example) -> None:
    document = tree(example)
    content, findings = write_docx(document, house_files(example))
    assert [one.code for one in findings if one.is_error] == []
    assert_read_back(document, content)


def assert_read_back(document: Document, content: bytes) -> None:
    """Hold every heading, paragraph and item of a document to be read; page numbers are the layout's."""
    held, findings = read_document(content, "a.docx")
    found = set(words_of(held.blocks))
    wanted = list(words_of(document.blocks))
    assert len(wanted) > 10
    assert [one for one in wanted if one not in found] == []
    assert [one.code for one in findings if one.is_error] == []


def has_page_number(paragraph: Paragraph) -> bool:
    return any(isinstance(node, Reference) and node.kind == "page" for node in walk((paragraph,)))
