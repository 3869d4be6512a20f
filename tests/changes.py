"""Small changes of a case and of its document, by which a rule is broken or held."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from filing import LONG, but, full_case
from submissions.admissibility.answers import Situation
from submissions.case import Case, Decision, Standing
from submissions.values import LocalisedProse, PartialDate, Prose, Text

Change = Callable[[Situation], Situation]


def date(words: str) -> PartialDate:
    return PartialDate.read(words)


def case(change: Callable[[Case], dict[str, Any]]) -> Change:
    """Change fields of the case."""
    return lambda given: replace(given, case=but(given.case, **change(given.case)))


def document(**fields: Any) -> Change:
    """Change fields of the document."""
    return lambda given: replace(given, submission=but(given.submission, **fields))


def review(**fields: Any) -> Change:
    return lambda given: document(review=but(given.submission and given.submission.review, **fields))(given)


def both(*changes: Change) -> Change:
    def made(given: Situation) -> Situation:
        for change in changes:
            given = change(given)
        return given

    return made


def without(*names: str) -> Change:
    """Take lists or records of the case away."""
    return case(lambda one: {name: () if isinstance(getattr(one, name), tuple) else None for name in names})


def text(name: str, words: str | None) -> Change:
    """Give the case a text, or take it away."""

    def change(one: Case) -> dict[str, Any]:
        kept = {key: value for key, value in one.texts.items() if key != name}
        return {"texts": kept if words is None else {**kept, name: one.texts["summary"]}}

    return case(change)


def says(words: str) -> Change:
    """Let the case say something in its text on the facts."""
    prose = LocalisedProse((("", Prose(words)),))
    return case(lambda one: {"texts": {**one.texts, "facts": prose}})


def each(name: str, **fields: Any) -> Change:
    """Change fields of every record of a list of the case."""
    return case(lambda one: {name: tuple(but(record, **fields) for record in getattr(one, name))})


def consents(*scopes: str) -> Change:
    """Leave each person these consents only, of those that the case can give."""

    def change(one: Case) -> dict[str, Any]:
        sample = next(consent for person in one.people for consent in person.consent)
        given = tuple(but(sample, scope=scope) for scope in scopes)
        return {"people": tuple(but(person, consent=given) for person in one.people)}

    return case(change)


def people(*roles: str) -> Change:
    """Take the people of some roles away."""
    return case(lambda one: {"people": tuple(person for person in one.people if person.role not in roles)})


def elsewhere(kind: str, standing: str) -> Change:
    """Put the same matter to another procedure."""
    return each("procedures", kind=kind, standing=standing)


def bound(instrument: str, words: str) -> Change:
    """Let the State accept an instrument on a day, by the case's own source."""

    def change(one: Case) -> dict[str, Any]:
        others = [fact for fact in one.acceptances if str(fact.instrument) != instrument]
        own = but(full_case().acceptances[0], instrument=instrument, date=date(words), effective=None)
        return {"acceptances": (*others, own)}

    return case(change)


def state_is(code: str) -> Change:
    return case(lambda _: {"state": Text(code)})


def decided(words: str) -> Change:
    return each("remedies", final=True, decided=date(words))


def registered_later(authority: Any) -> Any:
    """Give a decision the number of a later year."""
    return but(authority, communication=Text("77/2099")) if isinstance(authority, Decision) else authority


def acts_for(one: Case, victim: str) -> tuple[Standing, ...]:
    """Let the complainant act for one person alone, by the first annex."""
    author = next(person.id for person in one.people if person.role == "complainant")
    return (Standing(author=author, victim=Text(victim), authority=(one.annexes[0].id,)),)


def claims(instrument: str) -> Change:
    return each("claims", instrument=instrument)


def language(code: str) -> Change:
    return lambda given: replace(given, language=code)


def nothing(given: Situation) -> Situation:
    return given


def long(given: Situation) -> Situation:
    return replace(given, lengths=LONG)


def late(words: str) -> Change:
    return document(date=date(words))
