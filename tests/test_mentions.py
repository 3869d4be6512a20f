"""A person is named as `@id` in prose; in plain text the sign would be printed, which is found at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from filing import HEAD
from submissions.findings import Finding
from submissions.source import read_case
from submissions.validate import validate_case

CASE = """
state: BIH
people:
  - {id: ana, role: complainant, name: {given: Ana, family: Reis}, protected: [], RELATION}
  - {id: rui-2, role: relative, name: {given: Rui, family: Lobo}, pseudonym: her brother}
events: [{id: one, date: 2015, text: "She met @rui-2.", place: PLACE}]
claims: [{id: c, instrument: cat, articles: ["14"], title: TITLE, argument: "Of @ana."}]
"""
PLAIN = {"RELATION": "occupation: nurse", "PLACE": "Foča", "TITLE": "Torture"}


def told(folder: Path, **words: str) -> list[Finding]:
    text = HEAD + CASE
    for name, typed in {**PLAIN, **words}.items():
        text = text.replace(name, typed)
    home = folder / "cases" / "small"
    home.mkdir(parents=True)
    (home / "case.yaml").write_text(text, encoding="utf-8")
    source, _ = read_case(home, folder)
    assert source is not None
    _, findings = validate_case(source, home, folder, {"cat"})
    return [finding for finding in findings if finding.code == "E157"]


@pytest.mark.parametrize(
    "words",
    [
        {"RELATION": 'relation: "sister of @rui-2"'},
        {"RELATION": 'occupation: {en: "nurse of @rui-2", fr: infirmière}'},
        {"PLACE": '"the house of @rui-2, Foča"'},
        {"TITLE": '"Torture of @ana"'},
        {"TITLE": '"@ana: torture"'},
    ],
)
def test_a_mention_in_plain_text_is_found_at_its_line(tmp_path: Path, words: dict[str, str]) -> None:
    (finding,) = told(tmp_path, **words)
    assert finding.is_error
    assert finding.message.startswith(f"'@{'ana' if 'TITLE' in words else 'rui-2'}'")
    assert finding.place.line == next(
        number for number, line in enumerate((HEAD + CASE).splitlines(), 1) if next(iter(words)) in line
    )


@pytest.mark.parametrize(
    "words",
    [
        {},
        {"RELATION": "email: ana@rui-2.org"},
        {"RELATION": 'occupation: "writes as @anahata"'},
        {"PLACE": '"Café @home"'},
    ],
)
def test_an_address_or_a_sign_of_another_kind_is_none(tmp_path: Path, words: dict[str, str]) -> None:
    assert told(tmp_path, **words) == []
