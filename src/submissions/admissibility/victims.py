"""Look for people who cannot be what the case says they are: victims, authors, children, at the time of the facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dateutil.relativedelta import relativedelta

from submissions.admissibility.answers import Situation, State
from submissions.admissibility.calendar import beginning, span
from submissions.admissibility.conflicts import Conflict
from submissions.admissibility.doubts import words_of_death
from submissions.admissibility.prose import pattern, sentences
from submissions.admissibility.whose import is_before, suffered, victims
from submissions.case import OF_AGE, Person, WrittenName
from submissions.packaged import packaged_rows
from submissions.rules.paths import typed_at
from submissions.values import PartialDate


def check_lives(situation: Situation) -> Iterator[Conflict]:
    """Yield whatever befell somebody before her birth or after her death, and the dead who sign."""
    for person in situation.case.people:
        for what, date in _dated(person, situation):
            if is_before(date, person.born):
                yield _of_life("before-birth", person, what, date, person.born)
            if what != "died" and is_before(person.died, date):
                yield _of_life("after-death", person, what, date, person.died)
    for person in victims(situation):
        events = suffered(person, situation)
        dates = [event.date for event in events]
        if events and person.born is not None and all(is_before(date, person.born) for date in dates):
            yield _of_life("before-birth", person, str(events[0].id), dates[0], person.born)
        if events and person.died is not None and all(is_before(person.died, date) for date in dates):
            yield _of_life("after-death", person, str(events[0].id), dates[0], person.died)
    yield from _dead_signers(situation)
    yield from _undated_deaths(situation)


def _dated(person: Person, situation: Situation) -> Iterator[tuple[str, PartialDate]]:
    """Yield what happened to a person or was done by her, each with its name and date."""
    for name in ("died", "disappeared", "detained"):
        date = getattr(person, name)
        if date is not None:
            yield name, date
    yield from (("consent", one.date) for one in person.consent if one.given_by is None)
    case = situation.case
    yield from (("detentions", one.arrested) for one in case.detentions if one.person == person.id)
    yield from (("disappearances", one.date) for one in case.disappearances if one.person == person.id)


def _of_life(wording: str, person: Person, what: str, date: PartialDate, end: PartialDate | None) -> Conflict:
    place = typed_at(date, person.origin)
    details = (("person", str(person.id)), ("fact", what), ("date", str(date.first)), ("other", str(person.origin)))
    return Conflict(wording, (*details, ("end", "" if end is None else str(end.first))), place)


def _dead_signers(situation: Situation) -> Iterator[Conflict]:
    """Yield those who died before the paper and sign it."""
    signing = {str(one) for one in (situation.submission.signed_by if situation.submission is not None else ())}
    for person in situation.case.people:
        died = person.died
        if died is not None and str(person.id) in signing and span(died)[1] < situation.day:
            details = (("person", str(person.id)), ("date", str(died.first)), ("day", situation.day.isoformat()))
            yield Conflict("dead-signer", (*details, ("other", str(situation.place))), typed_at(died, person.origin))


def _undated_deaths(situation: Situation) -> Iterator[Conflict]:
    """Yield victims of whom words say that they died, where their own entries give no day and do not say it."""
    for person in victims(situation):
        relations = [person.relation, *(one.relation for one in situation.case.links if one.victim == person.id)]
        reason = None if person.without_consent is None else person.without_consent.reason
        if person.died is not None or person.disappeared is not None:
            continue
        for text in (one for one in (*relations, reason) if one is not None):
            typed = text.get(situation.language, text.get(""))
            words = "" if typed is None else words_of_death(str(typed), situation.language)
            if typed is not None and words:
                details = (("person", str(person.id)), ("words", words), ("other", str(typed.place)))
                yield Conflict("death-undated", details, person.origin, "verify")
                break


def check_individuals(situation: Situation) -> Iterator[Conflict]:
    """Yield every victim whose name is that of an organisation, a company or a group."""
    other = ("other", str(situation.place))
    for person in victims(situation):
        kind = next((kind for kind, words in _bodies() if words.search(_whole(person))), "")
        if kind:  # a family may be called Union or Party; nobody is called Limited
            state: State = "contradicted" if kind == "company" else "verify"
            yield Conflict("no-individual", (("name", str(person.id)), other), person.origin, state)


def _whole(person: Person) -> str:
    name = person.name
    return str(name.full or f"{name.given} {name.family}") if isinstance(name, WrittenName) else str(name)


@cache
def _bodies() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the words of the table by kind; as they are written there, since "AG" is a company and "Ag" a name."""
    rows = packaged_rows("rules/companies.csv")
    return tuple((row["kind"], re.compile(rf"(?<![\w-]){re.escape(row['words'])}(?![\w-])")) for row in rows)


def check_children(situation: Situation) -> Iterator[Conflict]:
    """Yield every victim who was of age when the facts began, and whoever's birth is not known.

    Beside a child somebody of age is for a person to look at: a parent may claim a right that protects the child too.
    """
    people = victims(situation)
    ages = {person.id: _was_of_age(person, situation) for person in people}
    for person in people:
        events = suffered(person, situation)
        other = ("other", str(typed_at(events[0].date, situation.place) if events else situation.place))
        if person.born is None:
            yield Conflict("age-unknown", (("person", str(person.id)), other), person.origin, "verify")
        elif ages[person.id] != "no":
            details = (("person", str(person.id)), ("born", str(person.born.first)), other)
            certain = ages[person.id] == "yes"
            state: State = "contradicted" if certain and "no" not in ages.values() else "verify"
            yield Conflict(
                "of-age" if certain else "of-age-perhaps", details, typed_at(person.born, person.origin), state
            )


def _was_of_age(person: Person, situation: Situation) -> str:
    """Return "yes" if a victim was of age whenever the facts began, "perhaps" or "no"; "perhaps" without a birth."""
    if person.born is None:
        return "perhaps"
    earliest, latest = (day + relativedelta(years=OF_AGE) for day in span(person.born))
    begun = [beginning(event.date) for event in suffered(person, situation)]
    if begun and all(first >= latest for first, _ in begun):
        return "yes"
    return "perhaps" if begun and all(last >= earliest for _, last in begun) else "no"


def check_grounds(situation: Situation) -> Iterator[Conflict]:
    """Yield that the paper nowhere names what the treaty protects from, such as race or disability."""
    rows = [row for row in packaged_rows("rules/grounds.csv") if row["instrument"] == situation.treaty]
    words = [pattern(row["words"]) for row in rows if row["language"] == situation.language]
    said = any(one.search(sentence.words) for sentence in sentences(situation) for one in words)
    if words and not said:
        people = victims(situation)
        place = people[0].origin if people else situation.place
        named = ", ".join(str(person.id) for person in people)
        yield Conflict("ground-unsaid", (("people", named), ("other", str(situation.place))), place, "verify")
