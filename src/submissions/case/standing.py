"""Who acts for whom: each author of the paper, in her own name or on behalf of a victim, and by what authority.

Who may submit is settled by each instrument: for the Committee against Torture, individuals or others on their behalf
(Convention against Torture, article 22 (1)); for the Human Rights Committee, individuals only (Optional Protocol,
article 1; rules of procedure, rule 99 (b)); on behalf of others with their consent, unless the author justifies acting
without it (Optional Protocol to the Convention on the Elimination of Discrimination against Women, article 2).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Literal

from pydantic import Field

from submissions.case.matter import Claim, Event
from submissions.case.people import Person
from submissions.case.record import Record
from submissions.case.texts import named_in
from submissions.values import Localised, Text

AUTHORS: Final = ("complainant",)
"""The role of those who submit."""
VICTIMS: Final = ("victim", "survivor")
"""The roles of those who suffered the violation and do not submit themselves, unless they stand alone."""
ORGANISATION: Final = "organisation"
"""What a case writes for the organisation that files, where that itself is the author."""

Capacity = Literal["next-of-kin", "heir", "guardian", "curator", "representative", "legitimate-interest"]


class Standing(Record):
    """One link between an author and a victim: in whose name the author acts, as what, and what shows it."""

    author: Text = Field(description="Id of the person who submits, or 'organisation' for the one that files.")
    victim: Text | None = Field(
        default=None, description="Id of whom she acts for; left out where she submits in her own name, as a victim."
    )
    capacity: Capacity | None = Field(
        default=None, description="As what she acts: 'heir' goes on with what somebody else began."
    )
    relation: Localised | None = Field(
        default=None, description="What the victim is to her, as it follows the name: 'her husband'."
    )
    authority: tuple[Text, ...] = Field(default=(), description="Ids of the annexes that show it.")
    views: tuple[Text, ...] = Field(default=(), description="Ids of the annexes with the child's own views.")
    continues: Text | None = Field(
        default=None, description="Id of the author whose communication an heir or successor goes on with."
    )


def derived_standing(
    people: Iterable[Person], events: Iterable[Event], claims: Iterable[Claim]
) -> tuple[Standing, ...]:
    """Return who acts for whom as the roles of the people, their relations and the events tell it.

    A complainant who is named in an event marked as a violation, or whose claim one is, or for whom there is nobody
    else to act, submits in her own name; for a victim acts who is named in the victim's relation or consents, or else
    every complainant. Without any complainant those who suffered submit themselves, if they live and can be found.
    """
    everybody = tuple(people)
    authors = [person for person in everybody if person.role in AUTHORS]
    victims = [person for person in everybody if person.role in VICTIMS]
    if not authors:
        return tuple(_link(one, None) for one in victims if one.died is None and one.disappeared is None)
    suffered = _harmed(events) | {str(one) for claim in claims for one in claim.of}
    links = [_link(author, victim) for victim in victims for author in _acting(authors, victim)]
    acting = {str(link.author) for link in links}
    own = [_link(one, None) for one in authors if str(one.id) in suffered or str(one.id) not in acting]
    order = {str(one.id): number for number, one in enumerate(everybody)}
    return tuple(sorted((*own, *links), key=lambda link: order[str(link.author)]))


def named_by(event: Event) -> frozenset[str]:
    """Return the ids of the people whom an event names, in any language."""
    return frozenset().union(*(named_in(words) for _, words in event.text.texts))


def _harmed(events: Iterable[Event]) -> set[str]:
    """Return the ids of the people whom the events that are violations name."""
    return {one for event in events if event.violation for one in named_by(event)}


def _acting(authors: list[Person], victim: Person) -> Iterator[Person]:
    """Yield the authors who act for a victim."""
    relation = () if victim.relation is None else victim.relation.texts
    named = {one for _, words in relation for one in named_in(str(words))}
    named |= {str(consent.given_by) for consent in victim.consent if consent.given_by is not None}
    chosen = [one for one in authors if str(one.id) in named]
    yield from chosen or authors


def _link(author: Person, victim: Person | None) -> Standing:
    link = Standing(author=author.id, victim=None if victim is None else victim.id)
    link._origin = (author if victim is None else victim).origin
    return link
