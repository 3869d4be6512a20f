"""Every last day of a case: the limits of the mechanisms, and the days that bodies have set."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from submissions.admissibility.answers import Situation
from submissions.admissibility.calendar import span
from submissions.admissibility.dates import running
from submissions.admissibility.routes import is_closed, is_elsewhere, is_invoked
from submissions.admissibility.rows import DeadlineRow
from submissions.admissibility.words import in_language, source_words
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
    run = running(limit, situation)
    explained = any(situation.find(path) for path in limit.explained_by)
    state = "no-date"
    if run is not None and situation.as_of <= run.last.earliest:
        state = "open"
    elif (
        run is not None
        and limit.hard
        and situation.as_of <= max(run.last.latest, run.last.next_working or run.last.latest)
    ):
        state = "perhaps"
    elif run is not None:
        state = "explained" if explained else "passed" if limit.hard else "explain"
    return DeadlineRow(
        case_id=str(situation.case.case.id),
        procedure=str(book.procedure.id),
        name=in_language(book.procedure.short_name, language),
        requirement=in_language(rule.requirement, language),
        state=state,
        since="" if run is None else str(run.since.value.first),
        earliest=None if run is None else run.last.earliest,
        latest=None if run is None else run.last.latest,
        next_working=None if run is None else run.last.next_working,
        hard=limit.hard,
        place=situation.place if run is None else run.since.place,
        source="; ".join(source_words(source) for source in rule.sources),
        confidence=str(rule.confidence),
    )


def _set_by_bodies(situation: Situation) -> Iterator[DeadlineRow]:
    """Yield the days that a body has set in this very case."""
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
    place: Place = due.place
    state = "open" if situation.as_of <= first else "perhaps" if situation.as_of <= last else "passed"
    case_id = str(situation.case.case.id)
    return DeadlineRow(
        case_id, procedure, words, words, state, earliest=first, latest=last, hard=True, place=place, source="the case"
    )
