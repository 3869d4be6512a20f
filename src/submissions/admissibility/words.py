"""Put answers into words, and into findings where they stand against a filing."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from typing import Final

from submissions.admissibility.answers import Answer, Situation
from submissions.findings import Finding, Place
from submissions.rules.records import Rule, RuleSource
from submissions.rules.rulebooks import Rulebook
from submissions.rules.treaties import absence_words, instrument
from submissions.values import Localised

_CODES: Final = {
    "presence": ("E810", "W820"),
    "count": ("E811", "W821"),
    "date": ("E812", "W822"),
    "consent": ("E813", "W823"),
}
_STOPS: Final = re.compile(r"([.…])\.(?=\s|$)")  # what is quoted may end in a full stop of its own
_BETWEEN: Final = {"en": "between {} and {}", "fr": "entre le {} et le {}", "es": "entre el {} y el {}"}
_SUCCEEDED: Final = {
    "en": "{1} at the latest, by succession",
    "fr": "le {1} au plus tard, par succession",
    "es": "{1} a más tardar, por sucesión",
}
_SEEN: Final = {"en": "seen {}", "fr": "consulté le {}", "es": "consultado el {}"}
_UNITS: Final = {
    "en": {"words": "words", "pages": "pages", "items": "items"},
    "fr": {"words": "mots", "pages": "pages", "items": "éléments"},
    "es": {"words": "palabras", "pages": "páginas", "items": "elementos"},
}


def words_of(answer: Answer, language: str = "en") -> str:
    """Return what an answer rests on, as a sentence; "" for a rule that was not held against anything."""
    pattern = _patterns().get(answer.wording)
    if pattern is None:
        return ""
    spoken = language if language in pattern else "en"
    details = dict(answer.details)
    if "instrument" in details:
        details["absence"] = absence_words(details["instrument"], spoken)
        known = instrument(details["instrument"]) if answer.wording == "bound-already" else None
        details["instrument"] = details["instrument"] if known is None else known.name(spoken)
    if answer.wording in {"bound", "bound-disputed"} and "/" in details["date"]:
        form = _SUCCEEDED if details.get("act") == "succession" else _BETWEEN
        details["date"] = form[spoken].format(*details["date"].split("/"))
    if "unit" in details:
        details["unit"] = _UNITS[spoken][details["unit"]]
    return _STOPS.sub(r"\1", pattern[spoken].format_map(details))


def in_language(text: Localised, language: str) -> str:
    """Return a text of a rule in a language, or else in English."""
    return str(text.get(language) or text.get("en") or next(iter(text.values()), ""))


def source_words(source: RuleSource, language: str = "en") -> str:
    """Return a source as it is shown: title, symbol, address, day."""
    seen = _SEEN.get(language, _SEEN["en"]).format(source.seen.first)
    parts = (source.title, source.symbol, source.address, seen)
    return ", ".join(str(part) for part in parts if part)


def short_source_words(source: RuleSource) -> str:
    """Return a source by its title, and its symbol if it has one."""
    return f"{source.title}, {source.symbol}" if source.symbol is not None else str(source.title)


def answer_findings(book: Rulebook, answers: tuple[Answer, ...], situation: Situation) -> list[Finding]:
    """Return a finding for every rule that is not met or that a person must look at.

    A length that is counted only once the document is made is no finding before that.
    """
    return [
        _finding(book, answer, answer.place or situation.place)
        for answer in answers
        if answer.state in {"missing", "verify"} and answer.wording != "not-counted"
    ]


def _finding(book: Rulebook, answer: Answer, place: Place) -> Finding:
    rule = answer.rule
    error, warning = _CODES[rule.check]
    stops = answer.state == "missing" and rule.severity == "error"
    code = error if stops else "N814" if rule.severity == "remark" else warning
    name = in_language(book.procedure.short_name, "en")
    message = f"{name}: {in_language(rule.requirement, 'en')} {words_of(answer)}"
    return Finding(code, place, message.strip(), _order(rule, answer), _rule_words(rule))


def _order(rule: Rule, answer: Answer) -> str:
    """Return what to do about an answer."""
    if rule.verify is not None and (answer.state == "verify" or rule.confidence in {"C", "D"}):
        return in_language(rule.verify, "en")
    if answer.lacks:
        return f"write it in the case: {', '.join(answer.lacks)}"
    return "read the source, and mend the case or say in it why this filing is nevertheless possible"


def _rule_words(rule: Rule) -> str:
    sources = "; ".join(source_words(source) for source in rule.sources)
    return f"{sources} (confidence {rule.confidence})"


@cache
def _patterns() -> dict[str, dict[str, str]]:
    content = (files("submissions") / "rules" / "answers.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(content.splitlines())
    return {row["key"]: {language: row[language] for language in ("en", "fr", "es")} for row in rows}
