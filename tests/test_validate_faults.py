"""Every fault of a case file is reported with its code, at its place, and nothing else is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from speaking import KNOWN
from submissions.codes import CODES
from submissions.findings import Finding, has_errors
from submissions.source import read_case
from submissions.validate import validate_case

WORKSPACE = Path(__file__).parent / "faults" / "case"
CASES = sorted(path for path in WORKSPACE.iterdir() if path.is_dir())
ANNOTATION = re.compile(r"\s*#! ([EWN]\d{3}) (\d+)")
TEXT_NAMES = frozenset(
    ["facts", "ask", "law", "new", "why_now", "publication", "background", "key_points", "laughs", "more", "most"]
)
# Codes that a view or a file made by a test shows; they have tests of their own, named here.
SHOWN_ELSEWHERE = {
    **dict.fromkeys(["E145", "E146", "E147", "E148", "E161"], "tests/test_consents.py"),
    "E101": "tests/test_source.py",
    "E103": "tests/test_source.py",
    "E104": "tests/test_source.py",
    "E136": "tests/test_view.py",
    "E137": "tests/test_view.py",
    "W150": "tests/test_at_the_source.py",
    "W154": "tests/test_consent_by_whom.py",
    "E157": "tests/test_mentions.py",
    **dict.fromkeys(["E158", "E159"], "tests/test_drafts.py"),
    **dict.fromkeys(["E186", "E187", "W191"], "tests/test_import_cells.py"),
    "E189": "tests/test_import_tables.py",
    **dict.fromkeys(
        ["E180", "E181", "E182", "E183", "E184", "E185", "E188", "W190", "W192", "N193"], "tests/test_import_faults.py"
    ),
}


def findings_of(folder: Path) -> list[Finding]:
    source, findings = read_case(folder, WORKSPACE)
    if source is not None:
        _, more = validate_case(source, folder, WORKSPACE, {"cat"}, TEXT_NAMES, KNOWN)
        findings = findings + more
    return findings


def expected_of(folder: Path) -> list[str]:
    """Read `#! CODE COLUMN` above the line of each fault, and `CODE file:line:column` in expected.txt."""
    expected = []
    codes: list[tuple[str, str]] = []
    for number, line in enumerate((folder / "case.yaml").read_text(encoding="utf-8").split("\n"), 1):
        match = ANNOTATION.match(line)
        if match:
            codes.append((match[1], match[2]))
        elif codes:
            expected += [f"{code} {folder.name}/case.yaml:{number}:{column}" for code, column in codes]
            codes = []
    extra = folder / "expected.txt"
    if extra.exists():
        lines = extra.read_text(encoding="utf-8").splitlines()
        expected += [line.replace(" ", f" {folder.name}/", 1) for line in lines]
    return sorted(expected)


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_each_fault_is_reported_at_its_place(folder: Path) -> None:
    assert sorted(f"{finding.code} {finding.place}" for finding in findings_of(folder)) == expected_of(folder)


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_each_finding_says_one_sentence_and_gives_an_order(folder: Path) -> None:
    for finding in findings_of(folder):
        assert finding.message[0] == finding.message[0].lower() or finding.message.startswith("U+")
        assert not finding.message.endswith(".")
        assert "\n" not in finding.message
        assert "{" + "key}" not in finding.message
        assert finding.message.isprintable()
        assert finding.help
        assert finding.help.isprintable()


def test_every_code_of_reading_and_validating_has_a_fixture() -> None:
    ours = {code for code in CODES if code[1] == "1"}
    shown = {finding.split()[0] for folder in CASES for finding in expected_of(folder)}
    assert ours - shown == set(SHOWN_ELSEWHERE)


def test_each_test_that_shows_a_code_names_it() -> None:
    for code, file in SHOWN_ELSEWHERE.items():
        assert code in (WORKSPACE.parents[2] / file).read_text(encoding="utf-8"), code


def test_markup_of_other_languages_is_text() -> None:
    assert not has_errors(findings_of(WORKSPACE / "braces-and-tags-are-text"))
