"""What single mechanisms ask for, as one audience may read it in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from submissions.case import (
    DecisionReached,
    Detention,
    Disappearance,
    Issue,
    Observations,
    Partner,
    Review,
)
from submissions.values import PartialDate, Text
from submissions.view.articles import articles_in
from submissions.view.people import PersonView
from submissions.view.reader import MaybeWords, Reader, Words


@dataclass(frozen=True, slots=True)
class CategoryView:
    """One category of arbitrary detention."""

    number: str
    argument: Words


@dataclass(frozen=True, slots=True)
class PlaceOfDetentionView:
    """One place where somebody was held."""

    place: Words
    date: PartialDate
    authority: MaybeWords


@dataclass(frozen=True, slots=True)
class DetentionView:
    """The deprivation of liberty of one person."""

    person: PersonView
    arrested: PartialDate
    place: Words
    authority: Words
    warrant: Words
    circumstances: MaybeWords
    reasons: Words
    legal_basis: MaybeWords
    held: tuple[PlaceOfDetentionView, ...]
    ordered_by: MaybeWords
    conditions: MaybeWords
    ended: PartialDate | None
    categories: tuple[CategoryView, ...]


@dataclass(frozen=True, slots=True)
class DisappearanceView:
    """The enforced disappearance of one person."""

    person: PersonView
    date: PartialDate
    place: Words
    circumstances: Words
    responsible: Words
    seen_since: MaybeWords
    search: MaybeWords
    reported: PartialDate | None
    family_agrees: bool
    risk: MaybeWords


@dataclass(frozen=True, slots=True)
class PointView:
    """One point of the State's observations, and the reply."""

    id: Text
    paragraphs: Text | None
    title: Words
    stated: Words
    reply: Words
    stage: str


@dataclass(frozen=True, slots=True)
class ObservationsView:
    """The State party's observations."""

    dated: PartialDate
    received: PartialDate | None
    due: PartialDate | None
    points: tuple[PointView, ...]


@dataclass(frozen=True, slots=True)
class OrderedMeasureView:
    """One measure that the decision asks of the State."""

    id: Text
    ordered: Words
    status: str
    text: Words


@dataclass(frozen=True, slots=True)
class CitedAuthority:
    """A source that a template cites in a note without knowing its id."""

    authority: Text


@dataclass(frozen=True, slots=True)
class DecisionReachedView:
    """The Views or decision to be implemented; `authority` is the id of the source, and `citation` cites it."""

    authority: Text
    adopted: PartialDate
    due: PartialDate | None
    found: Words
    measures: tuple[OrderedMeasureView, ...]

    @property
    def citation(self) -> CitedAuthority:
        """The source as a note cites it."""
        return CitedAuthority(self.authority)


@dataclass(frozen=True, slots=True)
class IssueView:
    """One subject of a report."""

    id: Text
    title: Words
    instrument: Text | None
    articles: tuple[Text, ...]
    text: Words
    earlier: MaybeWords
    questions: tuple[Words, ...]
    recommendations: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The session, review or debate to which a document goes."""

    body: Text
    session: Words
    date: PartialDate | None
    due: PartialDate | None
    document: Text | None
    agenda_item: MaybeWords
    status: MaybeWords
    may_be_posted: bool


@dataclass(frozen=True, slots=True)
class PartnerView:
    """An organisation that joins in a submission."""

    name: Words
    founded: Text | None
    about: MaybeWords
    address: MaybeWords
    email: Text | None
    website: Text | None


def view_detention(one: Detention, reader: Reader, people: Mapping[str, PersonView]) -> DetentionView:
    """Return a detention, whose person exists."""
    return DetentionView(
        person=people[str(one.person)],
        arrested=one.arrested,
        place=reader.words(one.place, "place"),
        authority=reader.words(one.authority, "authority"),
        warrant=reader.words(one.warrant, "warrant"),
        circumstances=reader.maybe(one.circumstances, "circumstances"),
        reasons=reader.words(one.reasons, "reasons"),
        legal_basis=reader.maybe(one.legal_basis, "legal_basis"),
        held=tuple(
            PlaceOfDetentionView(
                reader.words(held.place, "place"), held.date, reader.maybe(held.authority, "authority")
            )
            for held in one.held
        ),
        ordered_by=reader.maybe(one.ordered_by, "ordered_by"),
        conditions=reader.maybe(one.conditions, "conditions"),
        ended=one.ended,
        categories=tuple(
            CategoryView(str(category.number), reader.words(category.argument, "argument"))
            for category in one.categories
        ),
    )


def view_disappearance(one: Disappearance, reader: Reader, people: Mapping[str, PersonView]) -> DisappearanceView:
    """Return a disappearance, whose person exists."""
    return DisappearanceView(
        person=people[str(one.person)],
        date=one.date,
        place=reader.words(one.place, "place"),
        circumstances=reader.words(one.circumstances, "circumstances"),
        responsible=reader.words(one.responsible, "responsible"),
        seen_since=reader.maybe(one.seen_since, "seen_since"),
        search=reader.maybe(one.search, "search"),
        reported=one.reported,
        family_agrees=one.family_agrees,
        risk=reader.maybe(one.risk, "risk"),
    )


def view_observations(one: Observations, reader: Reader) -> ObservationsView:
    """Return the State's observations with the replies."""
    points = tuple(
        PointView(
            point.id,
            point.paragraphs,
            reader.words(point.title, "title"),
            reader.words(point.stated, "stated"),
            reader.words(point.reply, "reply"),
            str(point.stage),
        )
        for point in one.points
    )
    return ObservationsView(one.dated, one.received, one.due, points)


def view_decision(one: DecisionReached, reader: Reader) -> DecisionReachedView:
    """Return the decision to be implemented."""
    measures = tuple(
        OrderedMeasureView(
            measure.id,
            reader.words(measure.ordered, "ordered"),
            str(measure.status),
            reader.words(measure.text, "text"),
        )
        for measure in one.measures
    )
    return DecisionReachedView(one.authority, one.adopted, one.due, reader.words(one.found, "found"), measures)


def view_issue(one: Issue, reader: Reader) -> IssueView:
    """Return a subject of a report."""
    return IssueView(
        id=one.id,
        title=reader.words(one.title, "title"),
        instrument=one.instrument,
        articles=articles_in(one.articles, reader.speech),
        text=reader.words(one.text, "text"),
        earlier=reader.maybe(one.earlier, "earlier"),
        questions=reader.many(one.questions, "questions"),
        recommendations=reader.many(one.recommendations, "recommendations"),
    )


def view_review(one: Review, reader: Reader) -> ReviewView:
    """Return the session to which a document goes."""
    return ReviewView(
        body=one.body,
        session=reader.words(one.session, "session"),
        date=one.date,
        due=one.due,
        document=one.document,
        agenda_item=reader.maybe(one.agenda_item, "agenda_item"),
        status=reader.maybe(one.status, "status"),
        may_be_posted=one.may_be_posted,
    )


def view_partner(one: Partner, reader: Reader) -> PartnerView:
    """Return an organisation that joins in."""
    return PartnerView(
        name=reader.name(one.name, "name"),
        founded=one.founded,
        about=reader.maybe(one.about, "about"),
        address=reader.maybe(one.address, "address"),
        email=one.email,
        website=one.website,
    )
