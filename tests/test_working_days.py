"""Days on which an office may be closed: told with the working day before, in tables, answers and calendars."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest

from filing import FOLDERS, answer, small
from submissions.admissibility.answers import Situation
from submissions.admissibility.calendar import last_day
from submissions.admissibility.deadlines import deadlines
from submissions.admissibility.rows import DeadlineRow
from submissions.admissibility.words import words_of
from submissions.admissibility.working import (
    holiday_name,
    may_be_closed,
    seat_of,
    working_after,
    working_before,
)
from submissions.cli.deadlines import calendar
from submissions.rules.bodies import bodies, seats
from submissions.rules.records import Period
from submissions.rules.rulebooks import read_rulebooks
from submissions.today import Today
from submissions.values import Day, PartialDate

BOOKS, _ = read_rulebooks(FOLDERS)
CASE = """
state: {state}
people:
  - {{id: ana, role: complainant, name: {{given: Ana, family: Reis}}, gender: woman, protected: []}}
remedies:
  - {{id: appeal, authority: Court, sought: Redress, filed: 2016-09-01, decided: {decided}, outcome: No, final: true}}
"""
HOLIDAYS = [
    # day, seat, language, name, working day before, working day after
    ("2026-09-10", "geneva", "fr", "Jeûne genevois", "2026-09-09", "2026-09-11"),
    ("2026-09-10", "geneva", "en", "Genevan Fast", "2026-09-09", "2026-09-11"),
    ("2026-12-31", "geneva", "en", "Restoration Day", "2026-12-30", "2027-01-04"),  # then New Year and a weekend
    ("2026-04-03", "geneva", "es", "Good Friday", "2026-04-02", "2026-04-07"),  # no Spanish: English
    ("2026-04-04", "geneva", "en", "", "2026-04-02", "2026-04-07"),  # the Saturday between
    ("2023-12-26", "strasbourg", "fr", "Saint-Étienne", "2023-12-22", "2023-12-27"),
    ("2024-07-04", "washington", "en", "Independence Day", "2024-07-03", "2024-07-05"),
    ("2026-02-18", "banjul", "en", "Independence Day", "2026-02-17", "2026-02-19"),
    ("2026-02-18", "geneva", "en", "", "2026-02-18", "2026-02-18"),
    ("2026-02-18", "", "en", "", "2026-02-18", "2026-02-18"),
    ("2026-12-25", "", "en", "", "2026-12-25", "2026-12-25"),  # of an unknown seat weekends are known
]


@pytest.mark.parametrize("row", HOLIDAYS, ids=range(len(HOLIDAYS)))
def test_a_holiday_of_the_seat_has_its_name_and_its_neighbours(row: tuple[str, ...]) -> None:
    day, seat, language, name, before, after = row
    it = datetime.date.fromisoformat(day)
    assert holiday_name(it, seat, language) == name
    assert working_before(it, seat).isoformat() == before
    assert working_after(it, seat).isoformat() == after


@pytest.mark.parametrize("seat", ["", *seats()])
def test_nothing_lies_between_a_closed_day_and_its_working_days_but_closed_ones(seat: str) -> None:
    start = datetime.date(2026, 1, 1)
    days = [start + datetime.timedelta(days=number) for number in range(365)]
    assert sum(may_be_closed(day, seat) for day in days) > 103
    for first, second in pairwise(days):
        assert working_before(second, seat) == (working_before(first, seat) if may_be_closed(second, seat) else second)
        assert working_after(first, seat) == (working_after(second, seat) if may_be_closed(first, seat) else first)


def test_every_body_and_mechanism_with_a_limit_has_a_seat() -> None:
    assert {one.seat for one in bodies().values()} == {"geneva"}
    for book in BOOKS:
        if any(rule.date is not None and rule.date.limit is not None for rule in book.rules):
            assert seat_of(book) in seats(), book.procedure.id
    assert {seat_of(book) for book in BOOKS} - {""} == set(seats())


def rows(state: str, decided: str, day: datetime.date) -> dict[str, DeadlineRow]:
    given = Situation(small(CASE.format(state=state, decided=decided)), None, "en", "filing", Today(day))
    return {row.procedure: row for row in deadlines(BOOKS, given)}


@pytest.mark.parametrize(
    "expected",
    [
        ("FRA", "2023-08-25", "echr-34", "2023-12-25", "2023-12-22", "Strasbourg (Christmas Day)"),
        ("GTM", "2024-01-04", "iachr-44", "2024-07-04", "2024-07-03", "Washington (Independence Day)"),
        ("DZA", "2024-06-25", "achpr-56", "2024-12-25", "2024-12-24", "Banjul (Christmas Day)"),
        ("FRA", "2019-06-10", "cerd-14", "2019-12-10", "", ""),
        ("FRA", "2019-06-25", "cerd-14", "2019-12-25", "2019-12-24", "Geneva (Christmas Day)"),
        ("FRA", "2019-06-28", "cerd-14", "2019-12-28", "2019-12-27", "Saturday or Sunday"),
    ],
)
def test_a_last_day_on_a_holiday_is_said_with_the_working_day_before_it(expected: tuple[str, ...]) -> None:
    state, decided, mechanism, last, before, word = expected
    row = rows(state, decided, datetime.date.fromisoformat(decided))[mechanism]
    assert (str(row.earliest), str(row.last_working or "")) == (last, before)
    assert word in row.closed
    assert bool(row.closed) == bool(before)
    _, event = calendar([row], datetime.date.fromisoformat(decided)).decode().split("BEGIN:VEVENT")
    plain = event.replace("\r\n ", "")
    assert (f"file by {before}" in plain) == bool(before)


def test_the_answer_of_a_rule_says_that_the_office_may_be_closed() -> None:
    case = small(CASE.format(state="FRA", decided="2019-06-25"))
    for day, state in (
        ("2019-12-24", "met"),
        ("2019-12-25", "met"),
        ("2019-12-26", "verify"),
        ("2019-12-27", "missing"),
    ):
        given = Situation(case, None, "en", "filing", Today(datetime.date.fromisoformat(day)))
        found = answer("cerd-14", "time", given)
        assert found.state == state, day
        for language, place in (("en", "Geneva (Christmas Day)"), ("fr", "Genève (Noël)"), ("es", "Ginebra (")):
            said = words_of(found, language)
            assert place in said
            assert "2019-12-24" in said


def test_a_weekend_is_told_of_a_place_that_is_not_known() -> None:
    found = last_day(PartialDate("day", Day(2026, 11, 29)), Period())
    assert (found.last_working, found.next_working) == (datetime.date(2026, 11, 27), datetime.date(2026, 11, 30))
