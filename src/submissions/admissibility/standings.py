"""Hold who acts for whom against the people of a case: nobody unspoken for, nobody in the name of the dead.

A victim for whom nobody acts, and an author who acts for nobody, are contradictions within the case; what is taken from
the roles of the people alone, or shown by no annex, is asserted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from submissions.admissibility.answers import Answer, Situation
from submissions.case import Person, Standing
from submissions.case.standing import AUTHORS, ORGANISATION, VICTIMS
from submissions.findings import Place
from submissions.rules.paths import typed_at
from submissions.rules.records import Rule

_Fault: TypeAlias = tuple[str, tuple[tuple[str, str], ...], Place]


@dataclass(frozen=True, slots=True)
class _Acts:
    """The links of a case, and its people by their ids."""

    links: tuple[Standing, ...]
    people: dict[str, Person]
    situation: Situation

    @property
    def own(self) -> frozenset[str]:
        """The ids of those who submit in their own names."""
        return frozenset(str(one.author) for one in self.links if one.victim in {None, one.author})

    @property
    def spoken_for(self) -> frozenset[str]:
        """The ids of those for whom somebody else acts."""
        return frozenset(str(one.victim) for one in self.links if one.victim not in {None, one.author})


def check_standing(rule: Rule, situation: Situation) -> Answer:
    """Tell whether the case says who acts for whom, without contradiction, and what shows it."""
    people = {str(person.id): person for person in situation.case.people}
    acts = _Acts(situation.case.links, people, situation)
    found = [Answer(rule, "contradicted", *fault) for look in _LOOKS for fault in look(acts)]
    if found:
        return replace(found[0], others=tuple(found[1:]))
    for_others = [one for one in acts.links if str(one.victim) in acts.spoken_for]
    if not situation.case.standing and for_others:
        told = "; ".join(f"{one.author}: {one.victim}" for one in for_others)
        return Answer(rule, "asserted", "standing-taken", (("links", told),), typed_at(for_others[0], situation.place))
    unshown = next((one for one in for_others if not one.authority), None)
    if unshown is not None:
        details = (("author", str(unshown.author)), ("victim", str(unshown.victim)))
        return Answer(rule, "asserted", "standing-said", details, typed_at(unshown, situation.place))
    return Answer(rule, "met", "standing-shown", (("authors", ", ".join(dict.fromkeys(map(_author, acts.links)))),))


def _author(link: Standing) -> str:
    return str(link.author)


def _alone(acts: _Acts) -> Iterator[_Fault]:
    """Yield every author who acts for nobody, and every victim for whom nobody acts.

    For a complainant another one may act: her heir, who goes on with what she began, or her guardian.
    """
    acting = set(map(_author, acts.links)) | acts.spoken_for | {str(link.continues) for link in acts.links}
    for name, person in acts.people.items():
        if person.role in AUTHORS and name not in acting:
            yield "author-for-nobody", (("person", name),), person.origin
        if person.role in VICTIMS and name not in acts.spoken_for | acts.own:
            yield "nobody-for-victim", (("person", name),), person.origin


def _dead(acts: _Acts) -> Iterator[_Fault]:
    """Yield every link whose author died, has disappeared, or is the organisation in a name of its own."""
    for link in acts.links:
        author, place = acts.people.get(_author(link)), typed_at(link, acts.situation.place)
        if author is None:
            if link.author == ORGANISATION and link.victim is None:
                yield "organisation-as-victim", (), place
            continue
        for word, date in (("author-dead", author.died), ("author-gone", author.disappeared)):
            if date is not None:
                yield word, (("person", str(author.id)), ("date", str(date.first))), place


def _capacities(acts: _Acts) -> Iterator[_Fault]:
    """Yield every capacity that the people's own entries speak against."""
    for link in acts.links:
        victim, before = acts.people.get(str(link.victim)), acts.people.get(str(link.continues))
        place = typed_at(link, acts.situation.place)
        if link.capacity == "heir" and victim is not None and victim.died is None and before is None:
            yield "heir-of-living", (("victim", str(victim.id)),), place
        if link.capacity == "guardian" and victim is not None and victim.died is not None:
            yield "guardian-of-dead", (("victim", str(victim.id)),), place


def _refusals(acts: _Acts) -> Iterator[_Fault]:
    """Yield everybody who said no, and for whom somebody acts all the same."""
    for name in sorted(acts.spoken_for):
        person = acts.people.get(name)
        if person is not None and person.without_consent is not None and person.without_consent.refused:
            yield "victim-refused", (("person", name),), typed_at(person.without_consent, acts.situation.place)


def _claims(acts: _Acts) -> Iterator[_Fault]:
    """Yield every claim of somebody who is no victim here."""
    for claim in acts.situation.case.claims:
        for one in claim.of:
            if str(one) in acts.people and str(one) not in acts.own | acts.spoken_for:
                details = (("claim", str(claim.id)), ("person", str(one)))
                yield "claim-of-nobody", details, typed_at(one, acts.situation.place)


_LOOKS: Final[tuple[Callable[[_Acts], Iterator[_Fault]], ...]] = (_alone, _dead, _capacities, _refusals, _claims)
