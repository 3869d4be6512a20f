"""Whoever a public document names behind a title stands in a list of the case, or somebody is asked about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from submissions.audit.names.strangers import strangers
from test_audit_build import Office
from test_audit_secrets import case_of

PEOPLE = """\
people:
  - {id: r, role: survivor, name: {given: Nora, family: Kessler}, pseudonym: Ms Quill}
  - {id: o, role: official, name: {given: Omar, family: Haddad}, protected: []}
may_be_named: [Pavle Rojas, Мельник]
"""
STRANGERS = (
    "Then Ms Oyelaran spoke", "Mme Vauquelin a parlé", "la Sra. Quintanilla habló", "Gospođa Vidović je govorila",
    "Госпожа Котова сказала", "Dr. Abdulkarim said", "Mr. T. Underhill said", "Prof. Petrosyan said",
    "Sheikh Mansoor said", "Tia Conceição falou",
)  # fmt: skip
KNOWN = (
    "Mr Haddad", "Ms Aubanel", "Mr Rojas", "Ms Quill", "Госпожа Мельник", "mr nobody", "Mr D", "the Office of Redress",
    "Dr Redress", "Mrs Norway",
)  # fmt: skip


@pytest.mark.parametrize("text", STRANGERS)
def test_a_name_behind_a_title_that_stands_in_no_list_is_asked_about(text: str, tmp_path: Path) -> None:
    case = case_of(tmp_path, PEOPLE)
    assert list(strangers(case, ["nothing here", text, text])) == [1]


@pytest.mark.parametrize("text", KNOWN)
def test_whoever_a_list_names_is_not_asked_about(text: str, tmp_path: Path) -> None:
    assert list(strangers(case_of(tmp_path, PEOPLE), [f"Then {text} came"])) == []


def test_a_public_document_has_one_list_which_is_answered_once(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.change("She was released without charge, and", "Mr Oyelaran and Ms Underhill saw her, and")
    (asked,) = [finding for finding in office.run(writes=False).findings if finding.code == "W631"]
    assert asked.place.file == "cases/matter/case.yaml"
    assert "Oyelaran" not in asked.message
    text = office.file.read_text("utf-8")
    office.file.write_text(text + "\nmay_be_named: [Oyelaran, Grace Underhill]\n", "utf-8")
    assert [finding for finding in office.run(writes=False).findings if finding.code == "W631"] == []


def test_a_filing_names_whom_it_names(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.change("She was released without charge, and", "Mr Oyelaran saw her, and")
    assert "W631" not in {finding.code for finding in office.run(writes=False, audience="filing").findings}
