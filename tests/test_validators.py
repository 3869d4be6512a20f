"""The validators of other people: their errors become findings, and a missing one is said to be missing."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from submissions.findings import Place
from submissions.line.validators import _run, validate_file

HERE = Place("output/a/filing/brief.en.docx")


def test_a_broken_word_file_is_reported(tmp_path: Path) -> None:
    pytest.importorskip("openxml_audit")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
    findings = validate_file("docx", buffer.getvalue(), HERE, tmp_path / "output")
    assert {finding.code for finding in findings} == {"E740"}
    assert {finding.place for finding in findings} == {HERE}


def test_a_pdf_without_tags_is_reported(tmp_path: Path) -> None:
    pytest.importorskip("pdfua")
    pikepdf = pytest.importorskip("pikepdf")
    buffer = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(buffer)
    findings = validate_file("pdf", buffer.getvalue(), HERE, tmp_path)
    assert "E740" in {finding.code for finding in findings}


def test_nothing_of_a_file_stays_on_the_disk(tmp_path: Path) -> None:
    validate_file("html", b"<p>", HERE, tmp_path / "output")
    assert list((tmp_path / "output").iterdir()) == []


def test_a_validator_that_is_not_installed_is_a_warning(tmp_path: Path) -> None:
    (finding,) = _run("no_such_validator", tmp_path, HERE)
    assert finding.code == "W741"
    assert "pip install" in finding.help
