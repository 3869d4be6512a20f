"""The reader of pages takes for a paragraph's number what hangs in the margin, whatever the text itself looks like."""

from __future__ import annotations

from pathlib import Path

import pytest

from office import convert, needs_office
from readers.pages import read_pages
from readers.reading import read_tree, squashed
from submissions.document import Anchor, Document, Paragraph
from submissions.writers.page.pdf import write_pdf
from submissions.writers.word.docx import write_docx
from test_pdf_writer import house
from word_files import PLACE, document, house_files, paragraph, text

FRAMES = ("filing", "brief")


def years(which: int) -> tuple[Anchor, ...]:
    """Return a paragraph of nothing but what looks like a number, each a piece of its own, as many as fill lines."""
    words = [f"{1900 + (which * 7 + step * 13) % 130}. " if step % 3 else f"{step}. " for step in range(1, 90)]
    return tuple(Anchor(f"a{which}-{step}", (text(word),), PLACE) for step, word in enumerate(words))


def numbered_and_not(frame: str) -> Document:
    blocks = [paragraph(*years(which), number=which if frame == "filing" else 0) for which in range(1, 13)]
    return document(*blocks, frame=frame)


def plain_after_numbered() -> Document:
    """Return paragraphs with and without a number by turns; those without begin at the edge, where numbers hang."""
    blocks: list[Paragraph] = []
    for which in range(1, 9):
        blocks += [paragraph("Numbered. ", *years(which), number=which), paragraph("Plain. ", *years(which + 20))]
    return document(*blocks)


CASES = {frame: numbered_and_not(frame) for frame in FRAMES} | {"by turns": plain_after_numbered()}


def assert_numbers_are_the_trees(path: Path, of: Document) -> None:
    found, _ = read_pages(path, of.furniture)
    assert found.map(squashed) == read_tree(of).map(squashed)


@pytest.mark.few(1)
@pytest.mark.parametrize("case", CASES)
def test_years_at_the_start_of_a_line_are_no_numbers_on_our_pages(tmp_path: Path, case: str) -> None:
    content, findings = write_pdf(CASES[case], house())
    assert findings == []
    (tmp_path / "years.pdf").write_bytes(content)
    assert_numbers_are_the_trees(tmp_path / "years.pdf", CASES[case])


@pytest.mark.proof
@needs_office
def test_years_at_the_start_of_a_line_are_no_numbers_on_the_pages_of_libreoffice(tmp_path: Path) -> None:
    for case, of in CASES.items():
        content, findings = write_docx(of, house_files())
        assert findings == []
        (tmp_path / f"{case}.docx").write_bytes(content)
    convert([tmp_path / f"{case}.docx" for case in CASES], tmp_path)
    for case, of in CASES.items():
        assert_numbers_are_the_trees(tmp_path / f"{case}.pdf", of)
