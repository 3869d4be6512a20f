"""The day of a run knows for which other days all that was asked of it would have had the same answers."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from submissions.today import ALWAYS, NO_DAYS, Days, Today, days_of, moment_of

DAYS = st.dates(datetime.date(2024, 2, 20), datetime.date(2024, 3, 10))
ASKED = st.lists(st.tuples(st.sampled_from(["has_come", "is_after"]), DAYS.map(moment_of)), max_size=5)


@given(DAYS, DAYS, ASKED)
def test_on_every_day_that_it_names_the_answers_are_the_same_and_on_the_days_around_them_one_is_not(
    day: datetime.date, other: datetime.date, asked: list[tuple[str, tuple[int, int, int]]]
) -> None:
    today, then = Today(day), Today(other)
    same = [getattr(today, name)(one) for name, one in asked] == [getattr(then, name)(one) for name, one in asked]
    assert today.days.covers(day)
    assert today.days.covers(other) == same
    assert days_of(str(today.days)) == today.days


@given(DAYS, DAYS)
def test_what_takes_the_day_itself_is_of_no_other(day: datetime.date, other: datetime.date) -> None:
    today = Today(day)
    assert today.exactly() == day
    assert today.days.covers(other) == (day == other)


def test_nothing_asked_is_the_same_always_and_what_cannot_be_read_is_never() -> None:
    assert Today(datetime.date.max).days == ALWAYS
    assert ALWAYS.covers(datetime.date.min)
    assert ALWAYS.covers(datetime.date.max)
    for text in ("", "2024-1-1", "a b", "2024-1-1 2024-1-x", "1 2 3"):
        assert days_of(text) == NO_DAYS
        assert not days_of(text).covers(datetime.date(2024, 1, 1))
    assert not Days((2024, 1, 2), (2024, 1, 2)).covers(datetime.date(2024, 1, 2))
