"""Whose case it is: the victims of a paper, what they suffered, and who has sought no remedy."""

from __future__ import annotations

from collections.abc import Iterator

from submissions.admissibility.answers import Situation
from submissions.admissibility.calendar import span
from submissions.case import Event, Person, Remedy
from submissions.case.standing import ORGANISATION, named_by
from submissions.values import PartialDate


def victims(situation: Situation) -> tuple[Person, ...]:
    """Return whom the paper calls a victim: those who submit in their own name, and those for whom others act."""
    ids = {str(link.victim or link.author) for link in situation.case.links} - {ORGANISATION}
    return tuple(person for person in situation.case.people if str(person.id) in ids)


def suffered(person: Person, situation: Situation) -> tuple[Event, ...]:
    """Return the violations that name a person, or all of them where none names any victim."""
    violations = tuple(event for event in situation.case.events if event.violation)
    named = {event.id: named_by(event) for event in violations}
    everybody = {str(one.id) for one in victims(situation)}
    if not any(ids & everybody for ids in named.values()):
        return violations
    return tuple(event for event in violations if str(person.id) in named[event.id])


def without_remedy(situation: Situation) -> Iterator[Person]:
    """Yield the victims for whom the case has no remedy, where it says whose remedies are.

    What somebody has sought who acts for a victim is sought for the victim. One that is final or without effect is
    asked of each where the case has any such.
    """
    remedies = situation.case.remedies
    if not any(remedy.of for remedy in remedies):
        return
    ended = tuple(one for one in remedies if one.final or one.ineffective is not None)
    for person in victims(situation):
        if not any(_is_of(remedy, person, situation) for remedy in ended or remedies):
            yield person


def _is_of(remedy: Remedy, person: Person, situation: Situation) -> bool:
    acting = {str(link.author) for link in situation.case.links if link.victim == person.id}
    return not remedy.of or bool({str(one) for one in remedy.of} & {str(person.id), *acting})


def is_before(first: PartialDate | None, second: PartialDate | None) -> bool:
    """Tell whether one date is certainly before another; never where one of them is not known."""
    return first is not None and second is not None and span(first)[1] < span(second)[0]
