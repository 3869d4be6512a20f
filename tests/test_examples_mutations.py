"""The four readings notice what they are for: a paragraph dropped, a number doubled, a note lost, words changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from examples import COMPLAINT, Builds, house_files, tree
from readers.pages import read_pages
from readers.reading import Reading, read_tree, same_words, squashed
from readers.word import read_with_docx2python, read_with_pandoc
from submissions.document import Division, Document, Note, Paragraph, Run
from submissions.writers.page.pdf import write_pdf
from word_files import changed

NUMBERED = '<w:pStyle w:val="NumberedParagraph"/>'
Change = Callable[[str], str]


def drop_a_paragraph(xml: str) -> str:
    start = xml.rindex("<w:p>", 0, _position(xml))
    end = xml.index("</w:p>", start) + len("</w:p>")
    return xml[:start] + xml[end:]


def double_a_number(xml: str) -> str:
    start = xml.rindex("<w:p>", 0, _position(xml))
    end = xml.index("</w:p>", start) + len("</w:p>")
    return xml[:end] + xml[start:end] + xml[end:]


def lose_a_note(xml: str) -> str:
    start = xml.index("<w:footnoteReference ")
    end = xml.index("/>", start) + 2
    return xml[:start] + xml[end:]


def lose_a_word(xml: str) -> str:
    position = _position(xml)
    return xml[:position] + xml[position:].replace(" the ", " ", 1)


def _position(xml: str) -> int:
    """Return where the fortieth numbered paragraph says so."""
    position = 0
    for _ in range(40):
        position = xml.index(NUMBERED, position + 1)
    return position


def agree(found: Reading, expected: Reading) -> bool:
    these, those = (*found.paragraphs, *found.notes), (*expected.paragraphs, *expected.notes)
    return len(these) == len(those) and all(
        one == other and same_words(words, wanted) for (one, words), (other, wanted) in zip(these, those, strict=True)
    )


@pytest.mark.few(1)
@pytest.mark.parametrize("change", [drop_a_paragraph, double_a_number, lose_a_note, lose_a_word])
def test_the_readers_of_the_word_file_notice(change: Change, builds: Builds, tmp_path: Path) -> None:
    content = builds.path(COMPLAINT, "docx").read_bytes()
    path = tmp_path / "changed.docx"
    path.write_bytes(changed(content, "word/document.xml", change))
    expected = read_tree(tree(COMPLAINT))
    assert not agree(read_with_pandoc(path), expected)
    body, notes = read_with_docx2python(path)
    wanted = [words for _, words in expected.paragraphs]
    numbers = [number for text in body for number, words in enumerate(wanted) if same_words(text, words)]
    assert numbers != list(range(len(wanted))) or notes != expected.notes


def without_a_paragraph(document: Document) -> Document:
    numbered = [block for block in document.blocks if isinstance(block, Paragraph) and block.number]
    return replace(document, blocks=tuple(block for block in document.blocks if block is not numbered[2]))


def with_a_number_twice(document: Document) -> Document:
    return _changed(document, lambda block: replace(block, number=1) if block.number == 2 else block)


def without_a_note(document: Document) -> Document:
    def lose(block: Paragraph) -> Paragraph:
        return replace(block, inlines=tuple(node for node in block.inlines if not isinstance(node, Note)))

    return _changed(document, lambda block: lose(block) if block.number == 2 else block)


def with_another_word(document: Document) -> Document:
    def change(block: Paragraph) -> Paragraph:
        return replace(block, inlines=(Run("otherwise ", block.place), *block.inlines))

    return _changed(document, lambda block: change(block) if block.number == 3 else block)


def _changed(document: Document, change: Callable[[Paragraph], Paragraph]) -> Document:
    blocks = tuple(change(block) if isinstance(block, Paragraph) else block for block in document.blocks)
    assert blocks != document.blocks
    return replace(document, blocks=blocks)


def first_pages() -> Document:
    """Return the complaint up to its twelfth numbered paragraph that carries a note, without cover and contents."""
    blocks = [block for block in tree(COMPLAINT).blocks if isinstance(block, Paragraph) and block.number]
    plain = [_without_links(block) for block in blocks if any(isinstance(node, Note) for node in block.inlines)][:6]
    numbered = tuple(replace(block, number=number) for number, block in enumerate(plain, 1))
    return replace(tree(COMPLAINT), blocks=numbered)


def _without_links(block: Paragraph) -> Paragraph:
    return replace(block, inlines=tuple(node for node in block.inlines if isinstance(node, Run | Note)))


@pytest.mark.parametrize("change", [None, without_a_paragraph, with_a_number_twice, without_a_note, with_another_word])
def test_the_reader_of_pages_notices(change: Callable[[Document], Document] | None, tmp_path: Path) -> None:
    document = first_pages()
    assert not any(isinstance(block, Division) for block in document.blocks)
    content, _ = write_pdf(change(document) if change else document, house_files(COMPLAINT))
    path = tmp_path / "changed.pdf"
    path.write_bytes(content)
    found, _ = read_pages(path, document.furniture)
    assert agree(found.map(squashed), read_tree(document).map(squashed)) == (change is None)
