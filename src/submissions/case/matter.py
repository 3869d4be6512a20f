"""The matter of a case: what happened, what was tried at home, what is claimed and asked for, and the exhibits."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from submissions.case.record import (
    AnnexRole,
    ExhibitPath,
    Flag,
    Identifier,
    LanguageCode,
    PicturePath,
    Record,
    Strippable,
)
from submissions.values import Localised, LocalisedProse, LocalisedWithNames, PartialDate, Text


class Event(Record):
    """One line of the chronology."""

    id: Identifier = Field(description="Name of the event within the case.")
    date: PartialDate = Field(description="When it happened, as exactly as it is known.")
    text: LocalisedProse = Field(description="What happened, one or two sentences (one paragraph).")
    short: LocalisedWithNames | None = Field(
        default=None, description="The same in a few words, which stand beside its mark on a timeline: 'Arrest'."
    )
    place: LocalisedWithNames | None = Field(default=None, description="Where it happened.")
    annexes: tuple[Text, ...] = Field(default=(), description="Ids of the annexes that show it.")
    confidential: Flag = Field(default=False, description="Whether the public reads its date only.")
    key: Flag = Field(default=False, description="Whether the short chronology of a brief shows it.")
    violation: Flag = Field(default=False, description="Whether it is one of the acts or omissions complained of.")
    continuing: Flag = Field(default=False, description="Whether the violation that it began still goes on.")
    expected: Flag = Field(
        default=False,
        description="Whether it is still to come: a removal, a hearing, a debate. Others lie in the past.",
    )


class Remedy(Record):
    """One domestic remedy: what was sought, of whom, when, and what came of it."""

    id: Identifier = Field(description="Name of the remedy within the case.")
    authority: LocalisedWithNames = Field(description="Court or office that was asked.")
    sought: LocalisedProse = Field(description="What was asked for.")
    filed: PartialDate = Field(description="When it was asked for.")
    decided: PartialDate | None = Field(default=None, description="Leave out where no answer was ever given.")
    outcome: LocalisedProse = Field(description="What came of it.")
    pending: LocalisedProse | None = Field(
        default=None, description="What papers that were filed before the decision say came of it: 'No answer yet'."
    )
    ineffective: LocalisedProse | None = Field(default=None, description="Why it brought no effective relief.")
    final: Flag = Field(default=False, description="Whether nothing more could be tried after this decision.")
    confidential: Flag = Field(default=False, description="Whether the public reads its dates only.")
    of: tuple[Text, ...] = Field(default=(), description="Ids of the people who sought it; all victims if left out.")
    annexes: tuple[Text, ...] = Field(default=(), description="Ids of the annexes that show it.")


class Procedure(Record):
    """Another international procedure to which the same matter was put."""

    body: LocalisedWithNames = Field(description="Court, committee or mandate.")
    reference: Text | None = Field(default=None, description="Its number there.")
    filed: PartialDate = Field(description="When it was put there.")
    outcome: LocalisedWithNames = Field(description="What came of it, or that it is pending.")
    kind: Literal["treaty-body", "regional-court", "special-procedure", "other"] | None = Field(
        default=None, description="What kind of procedure it is; rules on the same matter differ by it."
    )
    standing: Literal["pending", "decided", "not-examined", "withdrawn"] | None = Field(
        default=None, description="How it stands: 'not-examined' if it ended without a look at the merits."
    )
    ended: PartialDate | None = Field(default=None, description="When it ended.")
    pending: Localised | None = Field(
        default=None, description="What papers that were filed before it ended say came of it: 'Pending'."
    )
    same_matter: Flag = Field(
        default=True,
        description="Write 'false' only where it is about other people, other facts or other rights; else it counts.",
    )


class Claim(Record):
    """A violation claimed: which articles of which instrument, and why."""

    id: Identifier = Field(description="Name of the claim within the case.")
    instrument: Text = Field(description="Id of the authority that is the treaty: the case's own or the house's.")
    articles: tuple[Text, ...] = Field(description="Articles as cited: '14 (1)'.")
    of: tuple[Text, ...] = Field(default=(), description="Ids of the victims whose claim it is; all if left out.")
    title: LocalisedWithNames = Field(description="Heading of the claim.")
    argument: LocalisedProse = Field(description="The argument; headings of level 3 (###) are allowed.")


class Request(Record):
    """One measure of relief that is sought."""

    id: Identifier = Field(description="Name of the request within the case.")
    text: LocalisedProse = Field(description="The measure, so that it follows 'asks the Committee to ...'.")


class Recommendation(Record):
    """What one named addressee is asked to do."""

    addressee: LocalisedWithNames = Field(description="Government, ministry or mandate that is asked.")
    measures: tuple[LocalisedProse, ...] = Field(description="One measure each (one paragraph).")


class Measures(Record):
    """Interim measures, protection measures and anonymity: each is asked for with reasons, or left out."""

    interim: LocalisedProse | None = Field(default=None, description="Why irreparable harm threatens.")
    protection: LocalisedProse | None = Field(default=None, description="Against which reprisals.")
    anonymity: LocalisedProse | None = Field(default=None, description="Why names are to be withheld.")


class Annex(Record):
    """One exhibit: its number is its place in the list."""

    id: Identifier = Field(description="Name in prose: `[](#annex-id)` prints 'Annex 3'.")
    title: LocalisedWithNames = Field(description="What it is, as the list of annexes says it.")
    file: ExhibitPath = Field(description="Path below the case folder: annexes/judgment.pdf.")
    date: PartialDate | None = Field(default=None, description="Date of the exhibit.")
    language: LanguageCode | None = Field(default=None, description="Language of the exhibit.")
    role: AnnexRole | None = Field(
        default=None, description="What it shows: rules count as met only what an annex or a date shows."
    )
    translation_of: Text | None = Field(default=None, description="Id of the annex of which it is a translation.")
    confidential: Flag = Field(default=False, description="Whether the public sees its number only.")
    released: Flag = Field(
        default=False, description="Whether a copy, cleaned of hidden data, may go along with public documents."
    )
    strip: tuple[Strippable, ...] = Field(
        default=(),
        description="What is taken out of the copy for the body: where a picture was taken, who made it, a program, "
        "attached files, a signature. The original stays as it is; the manifest keeps its digest.",
    )
    about: tuple[Text, ...] = Field(default=(), description="Ids of the people whom it concerns or names.")


class ImageRelease(Record):
    """That a picture may stand in public documents, by whom it was released, and whom it shows."""

    file: PicturePath = Field(
        description="Path below the case folder, as prose names it: annexes/yard.jpg, or facts.docx/image1.png for a "
        "picture in a Word file of prose."
    )
    released_by: Text = Field(description="Who looked at the picture and released it.")
    date: PartialDate = Field(description="When it was released.")
    shows: tuple[Text, ...] = Field(default=(), description="Ids of the people who can be recognised in it.")
    credit: LocalisedWithNames | None = Field(
        default=None, description="Who made it, as documents print it behind its caption: 'Photograph: the family'."
    )


class QuasiIdentifier(Record):
    """Facts of which each is harmless, and which together tell who somebody is."""

    id: Identifier = Field(description="Name of the rule within the case.")
    person: Text = Field(description="Id of the person whom the facts together would identify.")
    facts: tuple[Localised, ...] = Field(description="The facts as documents print them: a village, an age, a rank.")
    most: Text | None = Field(default=None, description="How many of them may stand together; all but one if left out.")
    within: Literal["paragraph", "document"] = Field(
        default="document", description="How near to each other they must stand to count as together."
    )
    reason: Text = Field(description="Why they identify: 'the only nurse of the village'.")
