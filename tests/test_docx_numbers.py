"""The numbers of a Word file, read back by another library and by LibreOffice."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypandoc
import pytest
from docx2python import docx2python

from office import convert, needs_office
from readers.pages import page_lines
from sample import sample_document
from submissions.document import ListItem, Note, Paragraph, plain, walk
from word_files import sample_word_file


def numbered(language: str) -> list[tuple[int, str]]:
    nodes = walk(sample_document(language, "filing").blocks)
    return [(node.number, plain(node.inlines)) for node in nodes if isinstance(node, Paragraph) and node.number]


def opening(words: str) -> str:
    """Return the first words, up to the first sign that a note or a field could follow."""
    return re.sub(r"\s+", " ", words)[:30]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_pandoc_counts_the_same_paragraphs(tmp_path: Path, language: str) -> None:
    path = tmp_path / "sample.docx"
    path.write_bytes(sample_word_file(language, "filing"))
    read = pypandoc.convert_file(str(path), "plain", extra_args=["--wrap=none"])
    lines = [re.sub(r"\s+", " ", line) for line in read.split("\n")]
    for number, words in numbered(language):
        assert any(line.startswith(f"{number}. {opening(words)}") for line in lines), (number, words)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_docx2python_finds_the_same_notes_and_markers(language: str) -> None:
    with docx2python(io.BytesIO(sample_word_file(language, "filing"))) as read:
        printed = read.text
    count = sum(isinstance(node, Note) for node in walk(sample_document(language, "filing").blocks))
    assert re.findall(r"----footnote(\d+)----", printed) == [str(number) for number in range(1, count + 1)]
    markers = [node.marker for node in walk(sample_document(language, "filing").blocks) if isinstance(node, ListItem)]
    assert re.findall(r"^\t*([a-z]+)\)\t", printed, re.MULTILINE) == [marker.strip("()") for marker in markers]


@needs_office
def test_libreoffice_prints_the_same_numbers(tmp_path: Path) -> None:
    (tmp_path / "sample.docx").write_bytes(sample_word_file("en", "filing"))
    convert([tmp_path / "sample.docx"], tmp_path)
    printed = [line.text for page in page_lines(tmp_path / "sample.pdf") for line in page]
    lines = [re.sub(r"\s+", " ", line).strip() for line in printed]
    for number, words in numbered("en"):
        assert any(line.startswith(f"{number}. {opening(words)}") for line in lines), (number, words)
    for expected in ("II. The facts", "A. The night of the arrest", "1. The judgment at first instance", "(iii) "):
        assert any(line.startswith(expected) for line in lines), expected
    assert any(re.fullmatch(r"II\. The facts[ .]*3–8 \d", line) for line in lines)
    assert any("section II.B (" in line for line in lines)
