"""Every example says the same in four readings: tree, Word by other readers, Word through LibreOffice, PDF.

The numbered paragraphs and the notes are compared with their numbers and all their words. Pandoc and docx2python give
words with their spaces. On pages there are letters and positions only, so spaces and hyphens are not compared there;
the program's own reading back, which knows them, compares those. A PDF keeps Arabic in the order in which it is drawn,
and two letters that are drawn as one swap places in it: there the letters of each note are compared in any order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from examples import CASES, EXAMPLES, FORMATS, Builds, Example, tree
from office import needs_office
from readers.pages import read_marks, read_pages
from readers.reading import (
    Reading,
    printed_signs,
    read_tree,
    repeated_heads,
    same_words,
    shuffled,
    signs,
    squashed,
)
from readers.word import read_with_docx2python, read_with_pandoc
from submissions.document import ContentsEntry, Document, Reference, walk
from submissions.publish.contents import REPORT

# Every third example in every run, all of them by the proof.
every_example = pytest.mark.parametrize(
    "example",
    [
        pytest.param(example, id=str(example), marks=() if number % 3 == 0 else pytest.mark.proof)
        for number, example in enumerate(EXAMPLES)
    ],
)


def comparable(document: Document) -> Callable[[str], str]:
    return shuffled if document.direction == "rtl" else squashed


def assert_same(found: Reading, expected: Reading) -> None:
    """Compare number by number first, so that a failure names the paragraph or note."""
    for these, those in ((found.paragraphs, expected.paragraphs), (found.notes, expected.notes)):
        for (number, words), (wanted, wanted_words) in zip(these, those, strict=False):
            assert number == wanted, words
            assert same_words(words, wanted_words), f"{number}: {words!r} for {wanted_words!r}"
        assert len(these) == len(those)


def assert_pages_say(path: Path, document: Document, fold: Callable[[str], str] = str) -> None:
    """Hold a PDF to its tree: numbered paragraphs, notes, and every letter of the whole document, folded."""
    found, words = read_pages(path, document.furniture, document.direction)
    change = comparable(document)
    assert_same(found.map(change).map(fold), read_tree(document).map(change).map(fold))
    assert_every_letter(words, document, fold)


def assert_every_letter(words: str, document: Document, fold: Callable[[str], str] = str) -> None:
    """Hold all that the pages print to the tree: every letter as often, folded, and no digit missing."""
    found, expected = signs(words), printed_signs(document)
    if fold is not str:
        small = Counter(
            node.text[0]
            for node in walk(document.blocks)
            # The word of a table or a figure stands before the field, and keeps its letter.
            if isinstance(node, Reference) and node.text[:1].islower() and node.kind not in {"table", "figure"}
        )
        expected = expected - small + Counter(sign.upper() for sign in small.elements())
    assert expected - found == Counter()
    more = found - expected
    for head in repeated_heads(document):
        while head and head <= more:
            more -= head
    assert "".join(sign for sign in more if not sign.isdigit()) == ""
    pages = [node for node in walk(document.blocks) if isinstance(node, ContentsEntry) or is_page(node)]
    assert more.total() <= 3 * len(pages)


def is_page(node: object) -> bool:
    return isinstance(node, Reference) and node.kind == "page"


@pytest.mark.few(2)
@every_example
def test_pandoc_reads_the_paragraphs_and_notes_of_the_word_file(example: Example, builds: Builds) -> None:
    assert_same(read_with_pandoc(builds.path(example, "docx")), read_tree(tree(example)))


@pytest.mark.few(2)
@every_example
def test_docx2python_reads_the_paragraphs_and_notes_of_the_word_file(example: Example, builds: Builds) -> None:
    body, notes = read_with_docx2python(builds.path(example, "docx"))
    expected = read_tree(tree(example))
    wanted = [words for _, words in expected.paragraphs]
    numbers = [number for text in body for number, words in enumerate(wanted) if same_words(text, words)]
    assert numbers == list(range(len(wanted)))
    assert_same(Reading((), notes), Reading((), expected.notes))


@pytest.mark.few(2)
@every_example
def test_the_pages_of_the_pdf_show_the_paragraphs_and_notes(example: Example, builds: Builds) -> None:
    assert_pages_say(builds.path(example, "pdf"), tree(example))


@pytest.mark.proof
@needs_office
@every_example
def test_the_pages_that_libreoffice_makes_of_the_word_file_show_them(example: Example, builds: Builds) -> None:
    # It takes the words of a reference anew and passes over the switch that gives them a small letter.
    assert_pages_say(builds.converted() / f"{example}.pdf", tree(example), str.casefold)


@pytest.mark.few(4)
@every_example
def test_every_note_begins_on_the_page_of_its_mark(example: Example, builds: Builds) -> None:
    document = tree(example)
    pages = read_marks(builds.path(example, "pdf"), document.furniture, document.direction)
    marked = {number: page for page, (marks, _) in enumerate(pages) for number in marks}
    begun = {number: page for page, (_, notes) in enumerate(pages) for number in notes}
    numbers = [number for number, _ in read_tree(document).notes]
    assert sorted(marked) == sorted(begun) == numbers
    assert {number: begun[number] for number in numbers} == marked


def test_the_list_of_examples_is_what_the_cases_make(builds: Builds) -> None:
    made = {
        path.relative_to(builds.output(case)).as_posix()
        for case in CASES
        for path in builds.output(case).rglob("*")
        if path.is_file() and path.name not in ("manifest.json", REPORT) and path.name[0] != "."
        if path.parent.name != "annexes"
    }
    assert made == {example.name(form) for example in EXAMPLES for form in FORMATS}
