"""A paper that was filed stands as it was, whatever joins its case later; what is left out is told."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from filing import HEAD, answer, small
from filing import situation as situated
from submissions.admissibility.words import words_of
from submissions.case import Case
from submissions.case.filed import as_filed, left_out
from submissions.case.texts import texts_of
from submissions.checks import Subject
from submissions.checks.as_filed import check_as_filed
from submissions.cli import main
from submissions.findings import Finding, Place
from submissions.plan import Job
from submissions.today import Today
from test_contradictions import SOUND

FILED = ("date: 2018-03-01}", "date: 2018-03-01, as_filed: true}")
LATER_EVENT = (
    "remedies:",
    "  - {id: threat, date: 2019-05-04, text: His brother is threatened.}\nremedies:",
)
LATER_ANNEX = (
    "  - {id: mandate,",
    "  - {id: letter, title: Letter, file: annexes/c.pdf, date: 2019-05-05, language: en, role: other}\n"
    "  - {id: mandate,",
)
LATER_REMEDY = (
    "claims:",
    "  - {id: review, authority: Court, sought: Review, filed: 2018-06-01, outcome: No answer}\nclaims:",
)
LATER_DECISION = ("decided: 2016-03-04, outcome: Dismissed", "decided: 2018-09-09, outcome: Dismissed")
LATER_PROCEDURE = (
    "submissions:",
    "procedures:\n  - {body: A court, filed: 2018-04-02, outcome: Open, kind: regional-court, standing: pending}\n"
    "submissions:",
)
ENDED_LATER = (
    "submissions:",
    "procedures:\n  - {body: A court, filed: 2017-04-02, outcome: Struck out, pending: Open, kind: regional-court,\n"
    "     standing: decided, ended: 2019-01-01}\nsubmissions:",
)
DIED_LATER = ("gender: woman, protected: []", "gender: woman, died: 2020-01-01, protected: []")


def case_of(*changes: tuple[str, str]) -> Case:
    text = SOUND
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return small(text)


def told(case: Case) -> list[Finding]:
    job = Job("small", "cases/small", 0, "un/cat-complaint", "en", "filing", (), Place("cases/small/case.yaml"))
    return list(check_as_filed(Subject(case, job, None, Today(datetime.date(2026, 1, 15)), None)))  # type: ignore[arg-type]


CHANGES = [LATER_EVENT, LATER_ANNEX, LATER_REMEDY, LATER_PROCEDURE]


@pytest.mark.parametrize("change", [*CHANGES, LATER_DECISION], ids=range(len(CHANGES) + 1))
def test_what_comes_later_stands_against_a_paper_unless_that_stands_as_it_was_filed(change: tuple[str, str]) -> None:
    assert answer("cat-22", "nothing-later", situated(case_of(change))).state == "contradicted"
    found = answer("cat-22", "nothing-later", situated(as_filed(case_of(change, FILED), 0)))
    assert found.state == "met", words_of(found)


def test_the_case_of_a_paper_as_filed_is_the_case_before_the_later_things_joined_it() -> None:
    before, after = case_of(FILED), case_of(FILED, *CHANGES)
    filed = as_filed(after, 0)
    for name in ("events", "remedies", "procedures", "people"):
        given_before, given_after = getattr(before, name), getattr(filed, name)
        assert [list(texts_of(one)) for one in given_after] == [list(texts_of(one)) for one in given_before], name
    assert filed.submissions[0].annexes == ("ruling", "mandate")
    # Numbers are places in the whole list, and that is as it was.
    assert [str(one.id) for one in filed.annexes] == ["ruling", "letter", "mandate"]


def test_how_much_is_left_out_is_one_remark_and_nothing_is_one_where_nothing_is_later() -> None:
    (finding,) = told(case_of(FILED, *CHANGES))
    assert finding.code == "N816"
    assert "(events: 1, annexes: 1, remedies: 1, procedures: 1)" in finding.message
    assert told(case_of(FILED)) == []
    assert told(case_of(*CHANGES)) == []


def test_a_paper_as_filed_needs_its_date_and_the_words_that_it_had() -> None:
    (finding,) = told(case_of(("date: 2018-03-01}", "as_filed: true}")))
    assert (finding.code, finding.is_error) == ("E817", True)
    (finding,) = told(case_of(FILED, LATER_DECISION))
    assert (finding.code, finding.is_error) == ("E817", True)
    pending = ("outcome: Dismissed", "outcome: Dismissed, pending: No answer yet")
    given_words = case_of(FILED, LATER_DECISION, pending)
    assert told(given_words) == []
    remedy = as_filed(given_words, 0).remedies[0]
    assert (remedy.decided, remedy.final, str(remedy.outcome[""])) == (None, False, "No answer yet")


def test_what_ended_later_was_pending_and_who_died_later_was_alive() -> None:
    filed = as_filed(case_of(FILED, ENDED_LATER, DIED_LATER), 0)
    assert (filed.procedures[0].ended, filed.procedures[0].standing) == (None, "pending")
    assert str(filed.procedures[0].outcome[""]) == "Open"
    assert filed.people[0].died is None
    assert as_filed(case_of(ENDED_LATER, DIED_LATER), 0).people[0].died is not None


@given(st.dates(datetime.date(2010, 1, 1), datetime.date(2025, 12, 31)))
def test_an_event_is_left_out_exactly_if_it_is_later_than_the_paper(day: datetime.date) -> None:
    for expected in (False, True):
        words = f"date: {day}, expected: {str(expected).lower()}, text: Ana"
        case = case_of(FILED, ("date: 2015-04-02, text: Ana", words))
        stays = expected or day <= datetime.date(2018, 3, 1)
        assert bool(as_filed(case, 0).events) == stays
        assert left_out(case, 0).number == (not stays)


def test_a_paper_as_filed_is_checked_again_years_later_without_an_error_of_dates(tmp_path: Path) -> None:
    folder = tmp_path / "cases" / "small"
    (folder / "annexes").mkdir(parents=True)
    for name in "abc":
        shutil.copyfile(next(Path(__file__).parent.glob("full_case/annexes/*.pdf")), folder / f"annexes/{name}.pdf")
    text = SOUND
    for old, new in (*CHANGES, FILED):
        text = text.replace(old, new, 1)
    (folder / "case.yaml").write_text(HEAD + text, encoding="utf-8")
    shown = CliRunner().invoke(main, ["check", "-w", str(tmp_path), "--as-of", "2026-01-15"]).output
    assert "N816" in shown
    assert "E815" not in shown
