"""What single mechanisms ask for beyond the matter itself: detention, disappearance, replies, follow-up, reports."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from submissions.case.record import Flag, Identifier, Record
from submissions.values import Localised, LocalisedProse, LocalisedWithNames, PartialDate, Text


class AcceptanceFact(Record):
    """That the State is bound, from the case's own source: it comes before the program's tables."""

    instrument: Text = Field(description="Id of the instrument or declaration: 'cat', 'cat-22', 'ccpr-op1', 'ced-31'.")
    date: PartialDate = Field(description="When it was accepted: ratification, accession, succession or declaration.")
    effective: PartialDate | None = Field(default=None, description="When it took effect, where that is another day.")
    source: Text = Field(description="Where this can be read: 'UN Treaty Collection, chapter IV.9, seen 2026-11-20'.")


class Category(Record):
    """Why a detention is arbitrary under one category of the Working Group on Arbitrary Detention."""

    number: Literal["I", "II", "III", "IV", "V"] = Field(description="Category of the Working Group.")
    argument: LocalisedProse = Field(description="Why the detention falls under it.")


class PlaceOfDetention(Record):
    """One place where somebody was held."""

    place: LocalisedWithNames = Field(description="Name and address of the place.")
    date: PartialDate = Field(description="From when to when.")
    authority: LocalisedWithNames | None = Field(default=None, description="Who ran it.")


class Detention(Record):
    """The deprivation of liberty of one person, as the Working Group's questionnaire asks for it."""

    person: Text = Field(description="Id of the person.")
    arrested: PartialDate = Field(description="Date of the arrest.")
    place: LocalisedWithNames = Field(description="Place of the arrest.")
    authority: LocalisedWithNames = Field(description="Forces who arrested.")
    warrant: LocalisedProse = Field(description="Whether a warrant or other decision was shown, and which.")
    circumstances: LocalisedProse | None = Field(default=None, description="How the arrest went, where it matters.")
    reasons: LocalisedProse = Field(description="Reasons that the authorities gave.")
    legal_basis: LocalisedProse | None = Field(default=None, description="Law that was applied, if it is known.")
    held: tuple[PlaceOfDetention, ...] = Field(default=(), description="Where the person was held, in order.")
    ordered_by: LocalisedWithNames | None = Field(default=None, description="Authority that ordered the detention.")
    conditions: LocalisedProse | None = Field(default=None, description="How the person is held, and her health.")
    ended: PartialDate | None = Field(default=None, description="Date of release, if the person was released.")
    categories: tuple[Category, ...] = Field(default=(), description="Why the detention is arbitrary.")


class Disappearance(Record):
    """The enforced disappearance of one person, as the Working Group's form and the Committee's ask for it."""

    person: Text = Field(description="Id of the person who disappeared.")
    date: PartialDate = Field(description="Date of arrest or abduction, or when last seen: month and year at least.")
    place: LocalisedWithNames = Field(description="Where the person was arrested, abducted or last seen.")
    circumstances: LocalisedProse = Field(description="What is known of it, and from whom.")
    responsible: LocalisedWithNames = Field(
        description="State forces, or forces supported by the State, believed responsible."
    )
    seen_since: LocalisedProse | None = Field(default=None, description="When and where seen since, and by whom.")
    search: LocalisedProse | None = Field(
        default=None, description="What was done to find the person, before which authorities; or why nothing could be."
    )
    reported: PartialDate | None = Field(
        default=None, description="When it was first put to a competent national authority."
    )
    ended: PartialDate | None = Field(
        default=None, description="When the person was found, alive or dead; urgent procedures are then closed."
    )
    family_agrees: Flag = Field(default=False, description="Whether the family agrees that the case is put forward.")
    risk: LocalisedProse | None = Field(default=None, description="Who is at risk of reprisals, and what is asked.")


class ObservationPoint(Record):
    """One point of the State's observations, and the author's reply to it."""

    id: Identifier = Field(description="Name of the point within the case.")
    paragraphs: Text | None = Field(default=None, description="Paragraphs of the observations: '4.2-4.5'.")
    title: LocalisedWithNames = Field(description="Heading of the reply.")
    stated: LocalisedProse = Field(description="What the State party states.")
    reply: LocalisedProse = Field(description="The author's reply.")
    stage: Literal["admissibility", "merits", "measures"] = Field(
        default="merits", description="Part of the comments to which it belongs."
    )


class Observations(Record):
    """The State party's observations, to which the author comments."""

    dated: PartialDate = Field(description="Date of the observations.")
    received: PartialDate | None = Field(default=None, description="When they were transmitted to the author.")
    due: PartialDate | None = Field(default=None, description="Last day that the secretariat set for comments.")
    points: tuple[ObservationPoint, ...] = Field(description="The points, in the order of the reply.")


class OrderedMeasure(Record):
    """One measure that the body's decision asks of the State, and what became of it."""

    id: Identifier = Field(description="Name of the measure within the case.")
    ordered: LocalisedProse = Field(description="The measure, as the decision words it.")
    status: Literal["implemented", "partly", "not-implemented", "unknown"] = Field(description="What became of it.")
    text: LocalisedProse = Field(description="What the State has done, and what is still to be done.")


class DecisionReached(Record):
    """The Views or decision that is to be implemented."""

    authority: Text = Field(description="Id of the decision among the authorities.")
    adopted: PartialDate = Field(description="When it was adopted.")
    due: PartialDate | None = Field(default=None, description="Until when the State was to report.")
    found: LocalisedProse = Field(description="What the body found.")
    measures: tuple[OrderedMeasure, ...] = Field(description="What it asked of the State.")


class Issue(Record):
    """One subject of a report: what is wrong, what was recommended before, what is asked."""

    id: Identifier = Field(description="Name of the issue within the case.")
    title: LocalisedWithNames = Field(description="Heading of the issue.")
    instrument: Text | None = Field(default=None, description="Id of the treaty, where the report concerns one.")
    articles: tuple[Text, ...] = Field(default=(), description="Articles concerned: '2', '14 (1)'.")
    text: LocalisedProse = Field(description="The facts and their assessment.")
    earlier: LocalisedProse | None = Field(default=None, description="Earlier recommendations and what became of them.")
    questions: tuple[LocalisedProse, ...] = Field(default=(), description="Questions to put to the State, one each.")
    recommendations: tuple[LocalisedProse, ...] = Field(default=(), description="What the State should do, one each.")


class Review(Record):
    """The session, review or debate to which a report or statement goes."""

    body: Text = Field(description="Id of the body: 'cat', 'ccpr', 'upr', 'hrc'.")
    session: Localised = Field(description="The session: '84th session', '48th session of the Working Group'.")
    date: PartialDate | None = Field(default=None, description="When the State is examined, or the debate is held.")
    due: PartialDate | None = Field(default=None, description="Last day for submissions, as the body announced it.")
    document: Text | None = Field(default=None, description="Symbol of the report or list of issues: 'CAT/C/BIH/7'.")
    agenda_item: Localised | None = Field(default=None, description="Agenda item of a statement, with its title.")
    status: Localised | None = Field(default=None, description="Consultative status: 'special', 'general', 'roster'.")
    may_be_posted: Flag = Field(default=False, description="Whether the body may put the document on its website.")


class Partner(Record):
    """An organisation that joins in a submission."""

    name: Localised = Field(description="Full name; a plain text is printed in every language.")
    founded: Text | None = Field(default=None, description="Year of foundation.")
    about: LocalisedProse | None = Field(default=None, description="One or two sentences about it.")
    address: Localised | None = Field(default=None, description="Postal address, a line each.")
    email: Text | None = Field(default=None, description="Address for electronic mail.")
    website: Text | None = Field(default=None, description="Address on the web.")
