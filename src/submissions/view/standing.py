"""Who acts for whom, as one audience may read it: authors in groups, and the victims for whom each group acts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from submissions.case import Case, Person, Standing
from submissions.case.standing import VICTIMS
from submissions.values import Text, Withholding
from submissions.view.parts import AnnexView, ClaimView
from submissions.view.people import PersonView
from submissions.view.reader import MaybeWithheld, Reader


@dataclass(frozen=True, slots=True)
class LinkView:
    """For whom an author acts: as what, what the victim is to her, and what shows it.

    `continues` is the author whose communication she goes on with; `views` are the exhibits with a child's own views.
    """

    victim: PersonView
    capacity: str | None
    relation: MaybeWithheld
    authority: tuple[AnnexView, ...]
    views: tuple[AnnexView, ...]
    continues: PersonView | None


@dataclass(frozen=True, slots=True)
class ActingView:
    """Authors who stand alike: in their own names, on behalf of the same people, or both.

    `people` is empty where the organisation that files is itself the author; `authority` shows what they may do in
    their own names; `counsel` are those who represent them.
    """

    people: tuple[PersonView, ...]
    own: bool
    authority: tuple[AnnexView, ...]
    links: tuple[LinkView, ...]
    counsel: tuple[PersonView, ...]


@dataclass(frozen=True, slots=True)
class ConcernedView:
    """A victim and all who act for her.

    `own` tells whether she submits in her own name, and `shown` are the exhibits that show it; each of `by` is the
    authors, nobody for the organisation, and their link; `agreed_by` is who agreed to the submission in her place.
    `claims` are hers, none where every claim of the case is everybody's.
    """

    victim: PersonView
    own: bool
    claims: tuple[ClaimView, ...]
    shown: tuple[AnnexView, ...]
    by: tuple[tuple[tuple[PersonView, ...], LinkView], ...]
    agreed_by: PersonView | None

    @property
    def articles(self) -> tuple[Text, ...]:
        """The articles of her claims, each once, where all of these rest on one instrument."""
        one_instrument = len({claim.instrument for claim in self.claims}) == 1
        articles = (article for claim in self.claims for article in claim.articles)
        return tuple(dict.fromkeys(articles)) if one_instrument else ()

    @property
    def authority(self) -> tuple[AnnexView, ...]:
        """The exhibits that show by what authority somebody acts for her, or that she herself does, each once."""
        exhibits = (*self.shown, *(one for _, link in self.by for one in link.authority))
        return tuple(dict.fromkeys(exhibits))

    @property
    def views(self) -> tuple[AnnexView, ...]:
        """The exhibits with a child's own views, each once."""
        return tuple(dict.fromkeys(one for _, link in self.by for one in link.views))


def with_records(person: Person, case: Case) -> Person:
    """Return a person with what the disappearances and detentions tell of her, where her own entry does not."""
    gone = [one.date for one in case.disappearances if one.person == person.id]
    held = [one.arrested for one in case.detentions if one.person == person.id and one.ended is None]
    known = {
        "disappeared": person.disappeared or next(iter(gone), None),
        "detained": person.detained or next(iter(held), None),
    }
    return person.model_copy(update=known)


def view_acting(
    case: Case, reader: Reader, people: Mapping[str, PersonView], annexes: Mapping[Text, AnnexView]
) -> tuple[ActingView, ...]:
    """Return the authors of a case in their order, those who stand alike together.

    A link whose author or victim the case does not have is left out; `validate` has told it.
    """
    found: dict[str, list[Standing]] = {}
    for link in case.links:
        found.setdefault(str(link.author), []).append(link)
    groups: dict[tuple[object, ...], ActingView] = {}
    for author, links in found.items():
        person = people.get(author)
        own = [link for link in links if link.victim is None or link.victim == link.author]
        shown = tuple(annexes[one] for link in own for one in link.authority if one in annexes)
        others = [link for link in links if link not in own and str(link.victim) in people]
        acts = tuple(_view_link(link, person, reader, people, annexes) for link in others)
        counsel = _counsel_of(author, case, people)
        alike = tuple((one.victim.id, str(one.relation), one.capacity, one.authority) for one in acts)
        key = (person is None, bool(own), shown, counsel, alike)
        before = groups[key].people if key in groups else ()
        named = () if person is None else (person,)
        groups[key] = ActingView((*before, *named), bool(own), shown, acts, counsel)
    return tuple(groups.values())


def _view_link(
    link: Standing,
    author: PersonView | None,
    reader: Reader,
    people: Mapping[str, PersonView],
    annexes: Mapping[Text, AnnexView],
) -> LinkView:
    victim = people[str(link.victim)]
    relation: MaybeWithheld = victim.relation
    if link.relation is not None:
        hidden = isinstance(relation, Withholding) or _hides_family(author, reader) or _hides_family(victim, reader)
        relation = (
            Withholding(str(victim.id), "relation", link.origin) if hidden else reader.words(link.relation, "relation")
        )
    return LinkView(
        victim=victim,
        capacity=link.capacity,
        relation=relation,
        authority=tuple(annexes[one] for one in link.authority if one in annexes),
        views=tuple(annexes[one] for one in link.views if one in annexes),
        continues=None if link.continues is None else people.get(str(link.continues)),
    )


def _hides_family(person: PersonView | None, reader: Reader) -> bool:
    """Tell whether an audience may not see whose relative a person is."""
    return person is not None and reader.is_public and "family" in person.protected


def _counsel_of(author: str, case: Case, people: Mapping[str, PersonView]) -> tuple[PersonView, ...]:
    """Return those who represent an author: counsel who name her, or who name nobody and so represent all authors."""
    counsel = [one for one in case.people if one.role == "counsel"]
    return tuple(people[str(one.id)] for one in counsel if not one.represents or author in map(str, one.represents))


def view_concerned(
    people: tuple[PersonView, ...],
    victims: tuple[PersonView, ...],
    acting: tuple[ActingView, ...],
    claims: tuple[ClaimView, ...],
) -> tuple[ConcernedView, ...]:
    """Return each victim with all who act for her, in the order of the victims."""
    told_apart = any(claim.of for claim in claims)
    return tuple(
        ConcernedView(
            victim,
            any(group.own and victim in group.people for group in acting),
            tuple(claim for claim in claims if told_apart and (not claim.of or victim.id in claim.of)),
            tuple(exhibit for group in acting if victim in group.people for exhibit in group.authority),
            tuple((group.people, link) for group in acting for link in group.links if link.victim is victim),
            next((person for person in people if person.id == victim.agreed_by), None),
        )
        for victim in victims
    )


def view_victims(case: Case, people: Mapping[str, PersonView]) -> tuple[PersonView, ...]:
    """Return everybody whose rights the paper says were violated, in the order of the case's people."""
    own = {str(one.author) for one in case.links if one.victim is None}
    acted_for = {str(one.victim) for one in case.links if one.victim is not None}
    suffered = {str(one.id) for one in case.people if one.role in VICTIMS}
    return tuple(people[str(one.id)] for one in case.people if str(one.id) in own | acted_for | suffered)
