"""The structural lint: nothing to say of a good file, and each fault found that is put into one."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from submissions.office.package import read_package, write_parts
from submissions.writers.word.lint.package import lint_package
from word_files import FRAME_PLACE, SAMPLES, changed, sample_word_file

FAULTS = Path(__file__).parent / "faults" / "word"


def codes(content: bytes) -> list[str]:
    return sorted({finding.code for finding in lint_package(content, FRAME_PLACE)})


@pytest.mark.parametrize(("language", "frame"), SAMPLES)
def test_a_good_file_has_no_finding(language: str, frame: str) -> None:
    assert lint_package(sample_word_file(language, frame), FRAME_PLACE) == []


def faults() -> list[tuple[str, str, str, str, str]]:
    """Read the table of faults: code, part, what is replaced once, what by, and why."""
    rows = []
    for line in (FAULTS / "lint.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, part, old, new, why = (field.strip() for field in line.split(" | "))
            rows.append((code, part, old, "" if new == "-" else new, why))
    return rows


@pytest.mark.parametrize(("code", "part", "old", "new", "why"), faults(), ids=[row[4] for row in faults()])
def test_each_fault_is_found(code: str, part: str, old: str, new: str, why: str) -> None:
    broken = changed(
        sample_word_file("en", "filing"), part, lambda xml: re.sub(old, new, xml, count=1, flags=re.DOTALL)
    )
    assert code in codes(broken), why


@pytest.mark.parametrize(
    "change",
    [
        lambda parts: {name: part for name, part in parts.items() if name != "[Content_Types].xml"},
        lambda parts: {name: part for name, part in parts.items() if name != "word/document.xml"},
        lambda parts: {**parts, "word/extra.bin": b"x"},
        lambda parts: {**parts, "word/header1.xml": b"<w:hdr"},
        lambda parts: {**parts, "word/header1.xml": b"<!DOCTYPE x><x/>"},
    ],
    ids=["no content types", "no document", "a part without a type", "broken XML", "a document type"],
)
def test_a_package_that_is_not_whole_is_found(change: Callable[[dict[str, bytes]], dict[str, bytes]]) -> None:
    assert "E440" in codes(write_parts(change(read_package(sample_word_file("en", "filing")))))


def test_a_name_that_stands_twice_is_found() -> None:
    stream = io.BytesIO(sample_word_file("en", "filing"))
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("word/document.xml", b"<x/>")
    assert codes(stream.getvalue()) == ["E440"]


def test_no_zip_at_all_is_found() -> None:
    assert codes(b"no zip") == ["E440"]


def test_a_literal_of_the_case_is_no_leftover() -> None:
    broken = changed(
        sample_word_file("en", "filing"), "word/document.xml", lambda xml: xml.replace("Summary", "{{ x }}", 1)
    )
    assert codes(broken) == ["E439"]
    assert lint_package(broken, FRAME_PLACE, ["a price of {{ x }} and more"]) == []
