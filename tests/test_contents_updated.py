"""The contents of a Word file live through being opened, changed, updated and saved in LibreOffice."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from lxml import etree

from office import convert, needs_office, update
from sample import sample_document
from submissions.document import Contents, Heading, walk
from submissions.document import plain as words_of
from submissions.writers.word.docx import write_docx
from test_docx import house_files

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LANGUAGES = ("en", "fr", "ar")


def written(language: str, folder: Path) -> Path:
    content, findings = write_docx(sample_document(language, "filing"), house_files())
    assert findings == []
    path = folder / f"filing.{language}.docx"
    path.write_bytes(content)
    return path


def lines_of_the_contents(path: Path) -> list[str]:
    """Return the words of the paragraphs of a Word file whose style is one of the contents."""
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    lines = []
    for paragraph in root.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and re.fullmatch(r"(TOC|Contents)\d", style.get(f"{W}val", "")):
            parts = paragraph.iter(f"{W}t", f"{W}tab")
            lines.append("".join(part.text or "" if part.tag == f"{W}t" else "\t" for part in parts))
    return lines


def entries(language: str) -> Sequence[tuple[str, str]]:
    (contents,) = (node for node in walk(sample_document(language, "filing").blocks) if isinstance(node, Contents))
    return [(words_of(entry.inlines), entry.paragraphs) for entry in contents.entries]


@pytest.mark.proof
@needs_office
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contents_live_through_an_update_and_take_a_new_heading_in(language: str, tmp_path: Path) -> None:
    made = update(written(language, tmp_path), tmp_path, "Added afterwards")
    lines = lines_of_the_contents(made)
    blocks = sample_document(language, "filing").blocks
    headings = [words_of(node.inlines) for node in walk(blocks) if isinstance(node, Heading)]
    assert len(lines) == len(headings) + 1
    assert all(line.rsplit("\t", 1)[-1].strip().isdigit() for line in lines)
    assert "Added afterwards" in lines[-1]
    assert zipfile.ZipFile(made).testzip() is None


@pytest.mark.proof
@needs_office
def test_the_contents_as_they_are_opened_hold_the_ranges_and_the_pages(tmp_path: Path) -> None:
    files = [written(language, tmp_path) for language in LANGUAGES]
    (tmp_path / "saved").mkdir()
    convert(files, tmp_path / "saved", "docx")
    for language in LANGUAGES:
        lines = lines_of_the_contents(tmp_path / "saved" / f"filing.{language}.docx")
        shown = [[part.strip("\u200e\u200f ") for part in line.split("\t")] for line in lines]
        for (words, paragraphs), parts in zip(entries(language), shown, strict=True):
            assert re.sub(r"\s+", "", words) in re.sub(r"\s+", "", "".join(parts))
            assert paragraphs in parts
