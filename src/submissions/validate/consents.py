"""Look at each consent by itself: who gave it, whether that person could, and whether it could be proved later."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from submissions.case import OF_AGE, Case, Consent, Person
from submissions.findings import Finding
from submissions.values import PartialDate

_RULE: Final = "Convention on the Rights of the Child, articles 1, 5 and 12"
# Of a birth "about" a year, so many years before or after it are meant too.
_ABOUT: Final = 5
_Moment = tuple[int, int, int]


def consent_findings(case: Case) -> list[Finding]:
    """Return what is wrong with the consents of a case, and what is to be asked about people in the role 'other'."""
    people = {str(person.id): person for person in case.people}
    found: list[Finding] = []
    for person in case.people:
        for consent in person.consent:
            giver = people.get(str(consent.given_by or person.id), person)
            found += _unproved(person, consent)
            found += _before_birth(person, consent, giver)
            found += _of_child(person, consent, giver)
            found += _without_authority(person, consent, giver)
    return [*found, *_open_in_role_other(case)]


def _unproved(person: Person, consent: Consent) -> Iterator[Finding]:
    """Yield a remark on a consent by word of mouth or on film that does not say who took it down."""
    if consent.form != "written" and consent.taken_by is None:
        message = f"the {consent.form} {_named(person, consent)} does not say who took it down"
        order = "add 'taken_by:' with the name or office of who explained it and heard it"
        yield Finding("W149", consent.origin, message, order)


def _before_birth(person: Person, consent: Consent, giver: Person) -> Iterator[Finding]:
    """Yield a fault for a consent of a day before its giver was born, or the person for whom it was given."""
    for one in dict.fromkeys((giver.id, person.id)):
        born = giver.born if one == giver.id else person.born
        if born is not None and _latest(consent.date) < _earliest(born):
            message = f"the {_named(person, consent)} is dated before the birth of '{one}'"
            yield Finding("E152", consent.date.place, message, "check both dates: one of them is wrong")
            return


def _of_child(person: Person, consent: Consent, giver: Person) -> Iterator[Finding]:
    """Yield a fault for a child's consent that no guardian gave, a question where she may have been a child."""
    given_for_her = giver is not person and consent.authority is not None
    born = giver.born if given_for_her else person.born
    if born is None or consent.without_guardian is not None:
        return
    message = f"the {_named(person, consent)} {{}} of a child, and no guardian gave it"
    if given_for_her:
        message = f"the {_named(person, consent)} was given by '{giver.id}', who {{}} a child on that day"
    order = (
        "record who gave it for the child with 'given_by:' and 'authority:', or why no guardian did with "
        "'without_guardian:'"
    )
    if _latest(consent.date) < _later(_earliest(born)):
        verb = "was" if given_for_her else "is"
        yield Finding("E151", consent.origin, message.format(verb), order, _RULE)
    elif _earliest(consent.date) < _later(_latest(born)):
        order = f"write the exact days of birth and consent; if it was a child's, {order}"
        verb = "may have been" if given_for_her else "may be"
        yield Finding("W156", consent.origin, message.format(verb), order, _RULE)


def _without_authority(person: Person, consent: Consent, giver: Person) -> Iterator[Finding]:
    """Yield a fault for a consent that somebody gave for another without a word on what entitled them."""
    if giver is person or consent.authority is not None or person.id in giver.represents:
        return
    message = f"the {_named(person, consent)} was given by '{giver.id}', and nothing says by what authority"
    order = (
        "write it under 'authority:', such as 'mother and guardian' or 'power of attorney of 3 May 2020'; a relative "
        "without authority cannot consent for an adult: ask the person, or write why not under 'without_consent:'"
    )
    yield Finding("E153", consent.origin, message, order)


def _open_in_role_other(case: Case) -> Iterator[Finding]:
    """Yield a question for each person in the role 'other' whose name anybody may read, for whom nobody said why."""
    for person in case.people:
        is_open = not any("name" in person.withheld_from(audience) for audience in person.protected_from)
        if person.role == "other" and is_open and person.unprotected is None:
            message = f"'{person.id}' has the role 'other', and the name is open: is this somebody who suffered or saw?"
            order = (
                "if so, write the role: victim, survivor, witness or relative; if not, write why the name may stand "
                "under 'unprotected:'"
            )
            yield Finding("W155", person.origin, message, order)


def _named(person: Person, consent: Consent) -> str:
    return f"consent of '{person.id}' to '{consent.scope}'"


def _earliest(date: PartialDate) -> _Moment:
    """Return the first day that a date can mean."""
    year, month, day = date.first.earliest
    return (year - _ABOUT if date.kind == "about" else year), month, day


def _latest(date: PartialDate) -> _Moment:
    """Return the last day that a date can mean."""
    year, month, day = (date.last or date.first).latest
    return (year + _ABOUT if date.kind == "about" else year), month, day


def _later(day: _Moment) -> _Moment:
    """Return the day on which somebody born on a day comes of age."""
    return day[0] + OF_AGE, day[1], day[2]
