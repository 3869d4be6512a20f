"""Answers as rows of a table that anybody can read: the command line, the JSON and the memorandum print the same."""

from __future__ import annotations

from submissions.admissibility.answers import AGAINST, Answer, Situation
from submissions.admissibility.rows import RuleRow
from submissions.admissibility.words import in_language, short_source_words, source_words, words_of
from submissions.findings import Place
from submissions.rules.rulebooks import Rulebook


def table(book: Rulebook, answers: tuple[Answer, ...], situation: Situation, language: str) -> tuple[RuleRow, ...]:
    """Return the row of every rule that applies, in the order of the rules."""
    return tuple(
        rule_row(
            str(book.procedure.id),
            answer,
            answer.place or (situation.place if answer.state in {*AGAINST, "verify"} else None),
            language,
        )
        for answer in answers
        if answer.state != "not-applicable"
    )


def rule_row(procedure: str, answer: Answer, place: Place | None, language: str) -> RuleRow:
    """Return one rule and what became of it as a row."""
    rule = answer.rule
    return RuleRow(
        procedure=procedure,
        rule=str(rule.id),
        requirement=in_language(rule.requirement, language),
        state=answer.state,
        fact=words_of(answer, language),
        place=place,
        source="; ".join(source_words(source, language) for source in rule.sources),
        short_source="; ".join(short_source_words(source) for source in rule.sources),
        confidence=str(rule.confidence),
        severity=str(rule.severity) if rule.check else "",
        verify="" if rule.verify is None else in_language(rule.verify, language),
        conflict="" if rule.conflict is None else in_language(rule.conflict, language),
        note="" if rule.note is None else in_language(rule.note, language),
    )
