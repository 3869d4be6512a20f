"""Hold every rule of a mechanism against a case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from submissions.admissibility.answers import AGAINST, Answer, Situation
from submissions.admissibility.contradictions import check_consistency
from submissions.admissibility.dates import check_dates
from submissions.admissibility.presence import check_consents, check_count, check_presence
from submissions.admissibility.standings import check_standing
from submissions.admissibility.working import seat_of
from submissions.rules.records import Rule
from submissions.rules.rulebooks import Rulebook

CHECKS: Final[Mapping[str, Callable[[Rule, Situation], Answer]]] = {
    "presence": check_presence,
    "count": check_count,
    "date": check_dates,
    "consent": check_consents,
    "consistency": check_consistency,
    "standing": check_standing,
}


def examine(book: Rulebook, situation: Situation, wanted: Callable[[Rule], bool] | None = None) -> tuple[Answer, ...]:
    """Return the answer to every rule of a mechanism, or to those that are wanted, in the order of the rules."""
    there = replace(situation, treaty=str(book.procedure.instrument or ""), seat=seat_of(book))
    return tuple(_answer(rule, there) for rule in book.rules if wanted is None or wanted(rule))


def _answer(rule: Rule, situation: Situation) -> Answer:
    if not situation.asks(rule):
        return Answer(rule, "not-applicable")
    if not rule.check:
        return Answer(rule, "information")
    answer = CHECKS[rule.check](rule, situation)
    if answer.state in AGAINST and (rule.confidence == "D" or rule.asks):
        return replace(answer, state="verify")
    return answer
