"""Look for facts that are harmless one by one and together tell who a protected person is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from submissions.case import Case, Person, QuasiIdentifier
from submissions.case.texts import as_printed
from submissions.checks.excerpts import Excerpt, is_of_template, passages, says
from submissions.checks.subject import Subject
from submissions.dates import print_date
from submissions.findings import Finding, Place
from submissions.languages import Language
from submissions.states import find_state
from submissions.values import Localised, Text
from submissions.view import CaseView

# Rank, unit and office tell of whom a complaint is made; they are not the people whom a public version protects.
_NOT_LOOKED_FOR: Final = frozenset({"perpetrator", "official"})
_PAIRS: Final = (
    ("born", "residence"),
    ("born", "birthplace"),
    ("born", "nationality"),
    ("occupation", "residence"),
    ("occupation", "birthplace"),
)
"""What together may tell who somebody is, where the document says both of one protected person."""


def check_rules(subject: Subject) -> Iterator[Finding]:
    """Hold that no more facts of a rule under `quasi_identifiers` stand together than it allows."""
    case, view = subject.case, subject.view
    read = passages(subject.document) if case.quasi_identifiers else []
    for rule in case.quasi_identifiers:
        facts = [_texts(fact, view.language, case.case.language) for fact in rule.facts]
        allowed = most_of(rule)
        groups = [read] if rule.within == "document" else [[passage] for passage in read]
        for group in groups:
            found = [
                next((passage for passage in group if any(says(passage.text, text) for text in texts)), None)
                for texts in facts
            ]
            places = [passage for passage in group if any(passage is one for one in found)]
            count = sum(one is not None for one in found)
            if count > allowed:
                yield _together(rule, count, places[-1].place)


def most_of(rule: QuasiIdentifier) -> int:
    """Return how many facts of a rule may stand together: as it says, or all but one."""
    typed = rule.most
    return int(typed) if typed is not None and typed.isdecimal() else len(rule.facts) - 1


def check_combinations(subject: Subject) -> Iterator[Finding]:
    """Hold that where a name is withheld no two facts are printed that tell it all the same: birth and home."""
    case, view = subject.case, subject.view
    people = [
        person
        for person in case.people
        if person.role not in _NOT_LOOKED_FOR and "name" in person.withheld_from("public")
    ]
    known = [(person, _facts(person, view, case, subject.document.speech)) for person in people]
    read = passages(subject.document) if any(facts for _, facts in known) else []
    for person, facts in known:
        for one, other in _PAIRS:
            if one in facts and other in facts and _stand_together(read, person, facts, (one, other)):
                message = f"'{one}' and '{other}' of '{person.id}', whose name is withheld, stand together in public"
                order = f"add '{one}' or '{other}' to 'protected' of '{person.id}', or leave one of them out"
                yield Finding("W365", person.origin, message, order)


def _facts(person: Person, view: CaseView, case: Case, speech: Language) -> dict[str, list[str]]:
    """Return the wordings of what the public may read of a person."""
    kept = person.withheld_from("public")
    facts: dict[str, list[str]] = {}
    for name in ("residence", "birthplace", "occupation"):
        value: Localised | None = getattr(person, name)
        if value is not None and name not in kept:
            typed = _texts(value, view.language, case.case.language)
            texts = [said for text in typed for said in as_printed(text, case.people)]
            facts[name] = [part for text in texts for part in {text, text.split(",")[0]}]
    if person.born is not None and "born" not in kept:
        facts["born"] = [print_date(person.born, speech)]
    state = find_state(person.nationality) if person.nationality is not None and "nationality" not in kept else None
    if state is not None:
        facts["nationality"] = [dict(speech.states).get(state.alpha3) or state.name(view.language)]
    return facts


def _stand_together(read: list[Excerpt], person: Person, facts: dict[str, list[str]], pair: tuple[str, str]) -> bool:
    """Tell whether both facts are read together: anywhere with a whole date of birth, else in one piece of the text.

    Many share a nationality and a year of birth; few share a day.
    """
    whole = "born" in pair and person.born is not None and person.born.kind == "day" and person.born.first.day
    if "nationality" in pair and not whole:
        return False
    where = [
        {0 if whole else passage.together for passage in read if any(says(passage.text, text) for text in facts[name])}
        for name in pair
    ]
    return bool(where[0] & where[1])


def _texts(value: Localised, language: str, plain_language: str) -> list[Text]:
    """Return a fact as documents of a language print it; a fact that lacks the language is looked for in all."""
    texts = dict(value.texts)
    own = [texts[name] for name in (language, "" if language == plain_language else language) if name in texts]
    return own or list(texts.values())


def _together(rule: QuasiIdentifier, count: int, place: Place) -> Finding:
    """Say that facts stand together; which ones they are stands in the rule alone."""
    message = (
        f"{count} of the {len(rule.facts)} facts of the rule '{rule.id}', which together tell who "
        f"'{rule.person}' is, stand together in a public {rule.within}"
    )
    order = f"leave one of them out or withhold it with {{.redact}}; the rule stands at {rule.origin}"
    return Finding("W363", rule.origin if is_of_template(place) or not place.file else place, message, order)
