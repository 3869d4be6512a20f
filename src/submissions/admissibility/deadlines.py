"""Every last day of a case: the limits of the mechanisms, and the days that bodies have set."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace

from submissions.admissibility.answers import Situation
from submissions.admissibility.calendar import LastDay, span
from submissions.admissibility.dates import running
from submissions.admissibility.routes import is_closed, is_elsewhere, is_invoked
from submissions.admissibility.rows import DeadlineRow
from submissions.admissibility.words import closed_words, in_language, source_words
from submissions.admissibility.working import seat_of
from submissions.findings import Place
from submissions.languages import PLAIN
from submissions.rules.records import Limit, Rule
from submissions.rules.rulebooks import Rulebook
from submissions.values import PartialDate


def deadlines(books: tuple[Rulebook, ...], situation: Situation, language: str = PLAIN) -> tuple[DeadlineRow, ...]:
    """Return the last days of a case, soonest first; those that have passed come after those that are open."""
    rows = [*_limits(books, situation, language), *_set_by_bodies(situation)]
    return tuple(sorted(rows, key=lambda row: (_rank(row), row.earliest or datetime.date.max, row.procedure)))


def _rank(row: DeadlineRow) -> int:
    return ("perhaps", "open", "explain", "explained", "passed", "no-date").index(row.state)


def _limits(books: tuple[Rulebook, ...], situation: Situation, language: str) -> Iterator[DeadlineRow]:
    for book in books:
        if book.procedure.refused is not None or not _is_in_question(book, situation):
            continue
        for rule in book.rules:
            limit = rule.date.limit if rule.date is not None else None
            if limit is not None and situation.asks(rule) and not _is_announced(limit):
                yield _row(book, rule, limit, situation, language)


def _is_in_question(book: Rulebook, situation: Situation) -> bool:
    """Tell whether a case could go to a mechanism: none of its gates is shut, and its treaty is invoked if any is.

    A regional court or commission of the State is in question whatever the case says.
    """
    if is_elsewhere(book, situation):
        return True
    invoked = is_invoked(book, situation) or not situation.case.claims
    return invoked and not is_closed(book, situation)


def _is_announced(limit: Limit) -> bool:
    """Tell whether a limit is a day that a body set or announced: those are listed by themselves."""
    return all(path.endswith(".due") for path in limit.since)


def _row(book: Rulebook, rule: Rule, limit: Limit, situation: Situation, language: str) -> DeadlineRow:
    run = running(limit, replace(situation, seat=seat_of(book)))
    explained = any(situation.find(path) for path in limit.explained_by)
    row = DeadlineRow(
        case_id=str(situation.case.case.id),
        procedure=str(book.procedure.id),
        name=in_language(book.procedure.short_name, language),
        requirement=in_language(rule.requirement, language),
        state="no-date",
        hard=limit.hard,
        place=situation.place,
        source="; ".join(source_words(source) for source in rule.sources),
        confidence=str(rule.confidence),
    )
    if run is None:
        return row
    state = _state(run.last, situation.today.exactly(), hard=limit.hard, explained=explained)
    row = replace(row, state=state, since=str(run.since.value.first), place=run.since.place)
    return _on(row, run.last, language)


def _state(last: LastDay, day: datetime.date, *, hard: bool, explained: bool) -> str:
    """Return how a limit stands on a day."""
    if day <= last.earliest:
        return "open"
    if hard and day <= max(last.latest, last.next_working or last.latest):
        return "perhaps"
    return "explained" if explained else "passed" if hard else "explain"


def _on(row: DeadlineRow, last: LastDay, language: str) -> DeadlineRow:
    """Return a row with its last day, and why the office may be closed on that."""
    row = replace(row, earliest=last.earliest, latest=last.latest)
    if last.last_working is None:
        return row
    details = {"last": last.earliest.isoformat(), "before": last.last_working.isoformat(), "seat": last.seat}
    closed = closed_words(details, language)
    return replace(row, next_working=last.next_working, last_working=last.last_working, closed=closed)


def _set_by_bodies(situation: Situation) -> Iterator[DeadlineRow]:
    """Yield the days that a body has set in this very case; every body that sets one has its office in Geneva."""
    case = situation.case
    if case.observations is not None and case.observations.due is not None:
        yield _set(situation, "comments", "Comments on the State party's observations", case.observations.due)
    if case.decision is not None and case.decision.due is not None:
        yield _set(situation, "follow-up", "The State party's report on the implementation", case.decision.due)
    for submission in case.submissions:
        if submission.review is not None and submission.review.due is not None:
            words = f"{in_language(submission.review.session, PLAIN)}: {submission.template}"
            yield _set(situation, str(submission.review.body), words, submission.review.due)


def _set(situation: Situation, procedure: str, words: str, due: PartialDate) -> DeadlineRow:
    first, last = span(due)
    day = situation.today.exactly()
    place: Place = due.place
    state = "open" if day <= first else "perhaps" if day <= last else "passed"
    case_id = str(situation.case.case.id)
    row = DeadlineRow(case_id, procedure, words, words, state, hard=True, place=place, source="the case")
    return _on(row, LastDay(first, last, "geneva"), PLAIN)
