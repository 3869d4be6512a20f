"""What LibreOffice saves reads as what Word saves; and a long draft gives Word and PDF the same words as the draft."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document
from pypdfium2 import PdfDocument

from drafting import item, p, read, typed_in_word, word_file
from examples import ROOT
from office import convert, needs_office
from submissions.cli import main
from test_drafted import COMES_THROUGH

# LibreOffice gives every address of a host a path, and a file without a page a page of its own.
_DIFFERS = ("a link as a field",)
_WIDTH = re.compile(r"\{width=\d+\}")


@needs_office
@pytest.mark.proof
def test_what_libreoffice_saves_reads_alike(tmp_path: Path) -> None:
    given, saved = tmp_path / "given", tmp_path / "saved"
    given.mkdir()
    saved.mkdir()
    names = [name for name in COMES_THROUGH if name not in _DIFFERS]
    for index, name in enumerate(names):
        content = word_file(*COMES_THROUGH[name][0], notes=(p("First"), p("Second") + p("more"), item("x", "figures")))
        (given / f"{index}.docx").write_bytes(content)
    convert(sorted(given.iterdir()), saved, "docx")
    found = {name: read((saved / f"{index}.docx").read_bytes(), tmp_path)[0] for index, name in enumerate(names)}
    wanted = {name: COMES_THROUGH[name][1] for name in names}
    assert {name: _WIDTH.sub("", text) for name, text in found.items()} == {
        name: _WIDTH.sub("", text) for name, text in wanted.items()
    }


@pytest.mark.proof
def test_a_case_drafted_in_word_gives_the_words_of_the_draft_in_word_and_pdf(tmp_path: Path) -> None:
    case = tmp_path / "cases" / "a-v-bosnia"
    shutil.copytree(ROOT / "cases" / "a-v-bosnia", case)
    told = (case / "case.yaml").read_text("utf-8")
    drafted = sorted(path for path in case.glob("*.md") if "::: " not in path.read_text("utf-8"))
    words: list[str] = []
    for path in drafted:
        path.with_suffix(".docx").write_bytes(typed_in_word(path.read_text("utf-8")))
        told = told.replace(f"file: {path.name}", f"file: {path.stem}.docx")
        path.unlink()
        words += [one.text for one in Document(str(path.with_suffix(".docx"))).paragraphs]
    (case / "case.yaml").write_text(told, "utf-8")
    command = ["build", "-w", str(tmp_path), "--as-of", "2026-11-29", "--output", str(tmp_path / "output")]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0, done.output
    filing = tmp_path / "output" / "a-v-bosnia" / "filing"
    in_word = _words("\n".join(one.text for one in Document(str(filing / "un-cat-complaint.en.docx")).paragraphs))
    pages = PdfDocument(filing / "un-cat-complaint.en.pdf")
    in_pdf = _words("\n".join(page.get_textpage().get_text_bounded() for page in pages))
    plain = [_words(one) for one in words if not set(one) & set("@[]{}*") and len(one) > 40]
    assert len(plain) > 10
    assert [one for one in plain if one not in in_word] == []
    assert [one for one in plain if one[:60] not in in_pdf] == []


def _words(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())
