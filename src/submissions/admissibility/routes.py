"""Which mechanisms are open to a case, and why the others are not."""

from __future__ import annotations

from typing import Final

from submissions.admissibility.answers import AGAINST, Answer, Situation
from submissions.admissibility.dates import NO_VIOLATION
from submissions.admissibility.examine import examine
from submissions.admissibility.rows import ProcedurePage, RouteRow, RuleRow
from submissions.admissibility.tables import rule_row, table
from submissions.admissibility.words import in_language
from submissions.languages import PLAIN
from submissions.rules.records import Rule
from submissions.rules.rulebooks import Rulebook
from submissions.rules.treaties import instruments

# The kinds of document that bring the case of one person to a mechanism; replies, reports and statements do not.
_FILED: Final = frozenset({"communication", "urgent", "allegation", "case"})


def routes(books: tuple[Rulebook, ...], situation: Situation, language: str = PLAIN) -> tuple[RouteRow, ...]:
    """Return a row for every mechanism that takes single cases: the open ones first, then those to verify.

    Regional courts and commissions, which the program does not examine, are named with their terms.
    """
    rows = [_route(book, situation, language) for book in books if book.procedure.kind in _FILED]
    rows += [_not_looked_at(book, situation, language) for book in books if is_elsewhere(book, situation)]
    order = ("open", "verify", "not-looked-at", "closed")
    return tuple(sorted(rows, key=lambda row: (order.index(row.state), not row.invoked, row.procedure)))


def _route(book: Rulebook, situation: Situation, language: str) -> RouteRow:
    procedure = book.procedure
    name, template = in_language(procedure.name, language), str(procedure.template or "")
    if procedure.refused is not None:
        refused = in_language(procedure.refused, language)
        return RouteRow(str(procedure.id), name, "closed", (), refused, template)
    answers = examine(book, situation, _decides)
    against = [answer for answer in answers if answer.state in AGAINST]
    doubtful = [answer for answer in answers if answer.state == "verify"]
    state = "closed" if against else "verify" if doubtful else "open"
    reasons = tuple(table(book, tuple(against or doubtful), situation, language))
    return RouteRow(str(procedure.id), name, state, reasons, "", template, is_invoked(book, situation))


def is_elsewhere(book: Rulebook, situation: Situation) -> bool:
    """Tell whether a mechanism is a regional court or commission to which the State belongs: those are only named."""
    return book.procedure.kind == "regional" and any(situation.asks(rule) for rule in book.rules)


def _not_looked_at(book: Rulebook, situation: Situation, language: str) -> RouteRow:
    """Return a regional court or commission with the term by which somebody must look at it."""
    procedure = book.procedure
    reasons = tuple(table(book, examine(book, situation), situation, language))
    return RouteRow(str(procedure.id), in_language(procedure.name, language), "not-looked-at", reasons)


def is_closed(book: Rulebook, situation: Situation) -> bool:
    """Tell whether a gate of the mechanism is shut to a case; that a limit is over is no gate.

    A case of which nobody has marked an event as a violation yet is no closed one.
    """
    answers = examine(book, situation, lambda rule: rule.gate)
    return any(answer.state in AGAINST and answer.wording != NO_VIOLATION for answer in answers)


def _decides(rule: Rule) -> bool:
    """Tell whether a rule decides by itself whether the mechanism is open: a gate, or a limit that is over for good."""
    limit = rule.date.limit if rule.date is not None else None
    return rule.gate or (limit is not None and limit.hard)


def is_invoked(book: Rulebook, situation: Situation) -> bool:
    """Tell whether a claim of the case rests on the mechanism's treaty or its protocols; some have no treaty."""
    treaty = book.procedure.instrument
    if treaty is None:
        return True
    family = [one for one in instruments().values() if str(treaty) in {one.id, one.parent}]
    cited = {str(treaty), *(name for one in family for name in (one.id, one.authority))}
    return any(str(claim.instrument) in cited for claim in situation.case.claims)


def page(book: Rulebook, language: str = PLAIN) -> ProcedurePage:
    """Return a mechanism as a page to read."""
    procedure = book.procedure
    rows: tuple[RuleRow, ...] = tuple(
        rule_row(str(procedure.id), Answer(rule, "information"), None, language) for rule in book.rules
    )
    return ProcedurePage(
        procedure=str(procedure.id),
        name=in_language(procedure.name, language),
        body=str(procedure.body or ""),
        kind=str(procedure.kind),
        template=str(procedure.template or ""),
        refused="" if procedure.refused is None else in_language(procedure.refused, language),
        sections=tuple(in_language(section.title, language) for section in book.sections),
        rules=rows,
    )
