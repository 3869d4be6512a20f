"""Every fault of a template or of prose is found at its line, with a sentence and an order: one file for each kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from composing import made, read
from submissions.findings import Finding

FAULTS = Path(__file__).parent / "faults" / "template"
CASE = "events: [{id: e, date: 2001, text: Words.}]\n"


def parts(path: Path) -> tuple[str, list[str]]:
    """Return a file's source and the findings that it expects, a line each: "3 E212 message"."""
    source, _, expected = path.read_text(encoding="utf-8").partition("=== findings\n")
    return source, expected.splitlines()


def shown(findings: tuple[Finding, ...] | list[Finding]) -> list[str]:
    assert all(finding.help for finding in findings)
    return [f"{finding.place.line} {finding.code} {finding.message}" for finding in findings]


@pytest.mark.parametrize("path", sorted((FAULTS / "bodies").glob("*.md")), ids=lambda path: path.stem)
def test_faults_of_a_template_are_found_at_their_lines(path: Path, tmp_path: Path) -> None:
    source, expected = parts(path)
    assert shown(made(tmp_path, source, case=CASE).findings) == expected


@pytest.mark.parametrize("path", sorted((FAULTS / "prose").glob("*.md")), ids=lambda path: path.stem)
def test_faults_of_prose_are_found_at_their_lines(path: Path) -> None:
    source, expected = parts(path)
    assert shown(read(source)[1]) == expected
