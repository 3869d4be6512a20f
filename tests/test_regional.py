"""Regional courts and commissions, which no rule here examines, are named with the last day to look at them."""

from __future__ import annotations

import datetime

import pytest

from filing import ROOT, small
from submissions.admissibility.answers import Situation
from submissions.admissibility.deadlines import deadlines
from submissions.admissibility.routes import routes
from submissions.packaged import rule_folders
from submissions.rules.rulebooks import read_rulebooks
from submissions.states import find_state
from submissions.today import Today

CASE = """
state: {state}
remedies:
  - {{id: appeal, authority: Court, sought: Redress, filed: 2023-09-01, decided: 2024-01-31, outcome: No, final: true}}
"""
AS_OF = datetime.date(2024, 2, 15)
BOOKS, _ = read_rulebooks(rule_folders(ROOT))


def asked(state: str) -> Situation:
    return Situation(small(CASE.format(state=state)), None, "en", "filing", Today(AS_OF))


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("BIH", {"echr-34": "2024-05-31"}),
        ("TUR", {"echr-34": "2024-05-31"}),
        ("GTM", {"iachr-44": "2024-07-31"}),
        ("USA", {"iachr-44": "2024-07-31"}),
        ("DZA", {"achpr-56": "2024-07-31"}),
        ("COD", {"achpr-56": "2024-07-31"}),
        ("MAR", {}),
        ("MMR", {}),
    ],
)
def test_what_nobody_looked_at_is_named_with_its_last_day(state: str, expected: dict[str, str]) -> None:
    rows = [row for row in routes(BOOKS, asked(state)) if row.state == "not-looked-at"]
    assert {row.procedure for row in rows} == set(expected)
    for row in rows:
        (reason,) = row.reasons
        assert expected[row.procedure] in reason.fact
        assert reason.verify.startswith("This program does not examine")
    last = {row.procedure: str(row.earliest) for row in deadlines(BOOKS, asked(state)) if row.procedure in expected}
    assert last == expected


def test_every_state_of_a_regional_system_is_a_state() -> None:
    for book in BOOKS:
        for rule in book.rules if book.procedure.kind == "regional" else ():
            (path,) = rule.when
            listed = path.removeprefix("state[self=").removesuffix("]").split("|")
            assert all(map(find_state, listed))
            assert len(listed) == len(set(listed)) > 30
