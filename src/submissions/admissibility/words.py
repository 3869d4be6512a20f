"""Put answers into words, and into findings where they stand against a filing."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from submissions.admissibility.answers import AGAINST, Answer, Situation
from submissions.admissibility.rows import is_weekend
from submissions.admissibility.working import holiday_name
from submissions.findings import Finding, Place
from submissions.languages import PLAIN
from submissions.rules.bodies import seats
from submissions.rules.records import Rule, RuleSource
from submissions.rules.rulebooks import Rulebook
from submissions.rules.treaties import COLLECTION, absence_words, instrument
from submissions.rules.wording import is_known, worded
from submissions.values import Localised

_CODES: Final = {
    "presence": ("E810", "W820"),
    "count": ("E811", "W821"),
    "date": ("E812", "W822"),
    "consent": ("E813", "W823"),
    "consistency": ("E815", "W825"),
    "standing": ("E815", "W825"),
}
_WITH_DATE: Final = frozenset({"bound", "bound-disputed", "bound-unverified", "bound-day"})
_STOPS: Final = re.compile(r"([.…])\.(?=\s|$)")  # what is quoted may end in a full stop of its own


def words_of(answer: Answer, language: str = PLAIN) -> str:
    """Return what an answer rests on, as sentences; "" for a rule that was not held against anything."""
    return " ".join(filter(None, (_sentence_of(each, language) for each in (answer, *answer.others))))


def _sentence_of(answer: Answer, language: str) -> str:
    if not is_known(answer.wording):
        return ""
    details = dict(answer.details)
    if "instrument" in details:
        details["absence"] = absence_words(details["instrument"], language)
        known = instrument(details["instrument"]) if answer.wording == "bound-already" else None
        details["instrument"] = details["instrument"] if known is None else known.name(language)
    details["where"] = worded("collection", language, {"address": COLLECTION})
    if answer.wording in _WITH_DATE and "/" in details["date"]:
        form = "date-succeeded" if details.get("act") == "succession" else "date-between"
        first, last = details["date"].split("/")
        details["date"] = worded(form, language, {"first": first, "last": last})
    if "unit" in details:
        details["unit"] = worded(f"unit-{details['unit']}", language, {})
    sentence = _STOPS.sub(r"\1", worded(answer.wording, language, details))
    return f"{sentence} {closed_words(details, language)}" if details.get("before") else sentence


def closed_words(details: Mapping[str, str], language: str) -> str:
    """Return why an office may be closed on a `last` day at a `seat`, and the working day `before` it."""
    day = datetime.date.fromisoformat(details["last"])
    known = seats().get(details["seat"])
    holiday = holiday_name(day, details["seat"], language)
    if is_weekend(day) or known is None:
        return worded("closed-weekend", language, details)
    return worded("closed-holiday", language, {**details, "place": known.name(language), "holiday": holiday})


def in_language(text: Localised, language: str) -> str:
    """Return a text of a rule in a language, or else in English."""
    return str(text.get(language) or text.get(PLAIN) or next(iter(text.values()), ""))


def source_words(source: RuleSource, language: str = PLAIN) -> str:
    """Return a source as it is shown: title, symbol, address, day."""
    seen = worded("source-seen", language, {"day": source.seen.first})
    parts = (source.title, source.symbol, source.address, seen)
    return ", ".join(str(part) for part in parts if part)


def short_source_words(source: RuleSource) -> str:
    """Return a source by its title, and its symbol if it has one."""
    return f"{source.title}, {source.symbol}" if source.symbol is not None else str(source.title)


def answer_findings(book: Rulebook, answers: tuple[Answer, ...], situation: Situation) -> list[Finding]:
    """Return a finding for every rule that is not met or that a person must look at.

    A length that is counted only once the document is made is no finding before that, and words that raise a doubt are
    told once, though several rules read them.
    """
    told: set[Place | None] = set()
    answers = tuple(answer for answer in answers if not _is_told(answer, told))
    return [
        _finding(book, each, each.place or situation.place)
        for answer in answers
        if answer.state in {*AGAINST, "verify"} and answer.wording != "not-counted"
        for each in (replace(answer, others=()), *answer.others)
    ]


def _is_told(answer: Answer, told: set[Place | None]) -> bool:
    """Tell whether words that raise a doubt were told for an earlier rule, and note that they are now."""
    if answer.wording != "doubted":
        return False
    again = answer.place in told
    told.add(answer.place)
    return again


def _finding(book: Rulebook, answer: Answer, place: Place) -> Finding:
    rule = answer.rule
    error, warning = _CODES[rule.check]
    stops = answer.state in AGAINST and rule.severity == "error"
    code = error if stops else "N814" if rule.severity == "remark" else warning
    name = in_language(book.procedure.short_name, PLAIN)
    message = f"{name}: {in_language(rule.requirement, PLAIN)} {words_of(answer)}"
    return Finding(code, place, message.strip(), _order(rule, answer), _rule_words(rule))


def _order(rule: Rule, answer: Answer) -> str:
    """Return what to do about an answer."""
    if rule.verify is not None and (answer.state == "verify" or rule.confidence in {"C", "D"}):
        return in_language(rule.verify, PLAIN)
    if answer.state == "contradicted":
        return "mend whichever of the two is wrong"
    if answer.lacks:
        return f"write it in the case: {', '.join(answer.lacks)}"
    return "read the source, and mend the case or say in it why this filing is nevertheless possible"


def _rule_words(rule: Rule) -> str:
    sources = "; ".join(source_words(source) for source in rule.sources)
    return f"{sources} (confidence {rule.confidence})"
