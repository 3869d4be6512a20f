"""The people of a case: their names, what of them is protected, and what they agreed to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from pydantic import Discriminator, Field, Tag

from submissions.case.record import Audience, Country, Flag, Identifier, LanguageCode, Protectable, Record, Role, Scope
from submissions.values import Localised, LocalisedProse, LocalisedWithNames, PartialDate, Text

# What is protected where a person's entry does not say. Those who suffered or saw, and those close to them, wholly:
# reprisals reach them first (OHCHR, Manual on Human Rights Monitoring, chapter 14, on confidentiality and protection).
# A person who is accused, by name, since nobody has judged her: everyone charged is presumed innocent (International
# Covenant on Civil and Political Rights, article 14 (2)), and after a final judgment, `convicted`, the name may stand
# while home, family and date of birth stay private. Counsel, experts and officials act in public under their own
# names; only how they are reached is kept.
_WHOLLY: Final[tuple[Protectable, ...]] = (
    "name", "born", "birthplace", "residence", "occupation", "family", "image", "contact"
)  # fmt: skip
PROTECTED_BY_ROLE: Final[dict[str, tuple[Protectable, ...]]] = {
    "complainant": _WHOLLY,
    "victim": _WHOLLY,
    "survivor": _WHOLLY,
    "witness": _WHOLLY,
    "relative": _WHOLLY,
    "perpetrator": ("name", "born", "residence", "family", "contact"),
    "counsel": ("contact",),
    "expert": ("contact",),
    "official": ("contact",),
    "other": ("name", "contact"),
}


OF_AGE: Final = 18
"""Years: a child is every human being below this age (Convention on the Rights of the Child, article 1)."""


class Consent(Record):
    """One consent that a person gave, and whether it still stands."""

    scope: Scope = Field(description="What the person agrees to.")
    date: PartialDate = Field(description="When the consent was given.")
    until: PartialDate | None = Field(default=None, description="The last day of it, if it was given for a time.")
    taken_by: Text | None = Field(default=None, description="Who explained it and took it down.")
    only_for: tuple[Text, ...] | None = Field(
        default=None,
        description="Bodies or people who may receive what was agreed to: [Human Rights Council]; "
        "all whom it is meant for if left out.",
    )
    not_for: tuple[Text, ...] = Field(
        default=(), description="Bodies or people who may not receive it: [Committee against Torture]."
    )
    form: Literal["written", "oral", "video"] = Field(description="What the consent can be proved with.")
    given_by: Text | None = Field(default=None, description="Id of the person who gave it, if not the person herself.")
    authority: Text | None = Field(
        default=None,
        description="What entitles whoever gave it for her: 'mother and guardian', 'power of attorney of 3 May 2020'.",
    )
    without_guardian: Text | None = Field(
        default=None, description="Why a child gave it without a guardian: 'sixteen; her father is the accused'."
    )
    language: LanguageCode | None = Field(default=None, description="Language in which it was explained.")
    interpreter: Text | None = Field(default=None, description="Who interpreted.")
    confirmed: PartialDate | None = Field(
        default=None, description="When the person was last asked again and said that it still holds."
    )
    withdrawn: PartialDate | None = Field(default=None, description="When it was taken back, if it was.")


@dataclass(frozen=True, slots=True)
class ConsentNeed:
    """What a kind of document asks consent for: a scope, of the people in some roles, for one audience or for all.

    `not_of` are the roles that the body keeps to itself: naming them in the document does not ask for this scope.
    """

    scope: str
    of: tuple[str, ...]
    audience: str = ""
    not_of: tuple[str, ...] = ()

    def is_for(self, audience: str) -> bool:
        """Tell whether the document needs it where it is made for an audience."""
        return self.audience in {"", audience}


class Justification(Record):
    """Why somebody is represented who could not be asked: no consent is then looked for."""

    reason: LocalisedProse = Field(description="Why no consent can be had, and what entitles the author to act.")
    date: PartialDate = Field(description="When this was last looked into.")
    refused: Flag = Field(default=False, description="Whether the person was asked and said no: nothing may be filed.")


class CommonWord(Record):
    """A part of a protected name that is also an everyday word: alone it is then no sign of the person."""

    word: Text = Field(description="The word as the name has it: 'Rose'.")
    reason: Text = Field(description="What else the word means in the documents of this case.")


class InitialsUsed(Record):
    """That the body itself calls a person by the initials of the name: pseudonym and titles may then do so too."""

    reason: Text = Field(description="Why the initials may stand: 'the Committee registered the case under them'.")
    source: Text = Field(description="Where the body uses them: a letter, a decision, with its date or symbol.")


class Conviction(Record):
    """The judgment after which a perpetrator may be named."""

    court: Localised = Field(description="Court that convicted.")
    date: PartialDate = Field(description="Date of the final judgment.")


class WrittenName(Record):
    """A name as it is written in one language or script."""

    given: Text = Field(description="Given name or names.")
    family: Text = Field(description="Family name or names.")
    full: Text | None = Field(default=None, description="The whole name, where it is not 'given family'.")


class Name(WrittenName):
    """A person's name as the person writes it."""

    in_languages: dict[LanguageCode, WrittenName] = Field(
        default_factory=dict, description="The name as documents in another script write it: 'ar: {given: ...}'."
    )


def _name_form(value: object) -> str:
    return "parts" if isinstance(value, Mapping | Name) else "whole"


PersonName = Annotated[
    Annotated[Name, Tag("parts")] | Annotated[Text, Tag("whole")],
    Discriminator(_name_form),
]


class Person(Record):
    """Somebody in the case. Prose names a person as `@id`; each audience sees what it may."""

    id: Identifier = Field(description="Name in prose: `@id`.")
    role: Role = Field(description="Part in the case.")
    name: PersonName = Field(description="The whole name as one text, or given and family name.")
    pseudonym: Localised | None = Field(default=None, description="Printed for whoever may not see the name.")
    gender: Literal["woman", "man", "other"] | None = Field(default=None, description="As the person gives it.")
    born: PartialDate | None = Field(default=None, description="Date of birth, as far as it is known.")
    birthplace: Localised | None = Field(default=None, description="Place of birth.")
    residence: Localised | None = Field(default=None, description="Where the person lives.")
    nationality: Country | None = Field(default=None, description="ISO 3166 code of the State: BIH.")
    occupation: LocalisedWithNames | None = Field(default=None, description="Work or profession.")
    relation: LocalisedWithNames | None = Field(
        default=None, description="Relation to the complainant: 'her daughter'."
    )
    organisation: LocalisedWithNames | None = Field(
        default=None, description="For counsel and officials: whom they work for."
    )
    position: LocalisedWithNames | None = Field(default=None, description="For counsel and officials: their office.")
    address: Localised | None = Field(default=None, description="Postal address, a line each.")
    email: Text | None = Field(default=None, description="Address for electronic mail.")
    telephone: Text | None = Field(default=None, description="Telephone number, printed as typed.")
    represents: tuple[Text, ...] = Field(default=(), description="Ids of the people whom counsel represents.")
    died: PartialDate | None = Field(default=None, description="When the person died.")
    disappeared: PartialDate | None = Field(
        default=None, description="Since when nobody knows where the person is, and whether she lives."
    )
    detained: PartialDate | None = Field(default=None, description="Since when the person is held, if she still is.")
    incapable: LocalisedProse | None = Field(
        default=None, description="Why the person cannot act for herself, where it is for none of these reasons."
    )
    protected: tuple[Protectable, ...] | None = Field(
        default=None, description="What the audiences below may not see; what the role protects if left out."
    )
    protected_from: tuple[Audience, ...] = Field(
        default=("public",), description="The audiences that may not see what is protected."
    )
    unprotected: Text | None = Field(
        default=None,
        description="Why the name of somebody in the role 'other' is not protected: 'a minister in office'.",
    )
    variants: tuple[Text, ...] = Field(default=(), description="Other spellings of the name, nicknames.")
    former_names: tuple[Text, ...] = Field(
        default=(),
        description="Names that the person bore before, each whole; never printed, and withheld as the name is.",
    )
    patronymic: Text | None = Field(
        default=None, description="Name after the father, as the person bears it: 'Ivanovna'."
    )
    matronymic: Text | None = Field(default=None, description="Name after the mother, as the person bears it.")
    teknonym: Text | None = Field(
        default=None, description="Name after a child: 'Umm Khalid'; whole, it is searched for."
    )
    initials_used: InitialsUsed | None = Field(
        default=None,
        description="That the body itself uses the initials, which may then be the pseudonym and the title.",
    )
    common_words: tuple[CommonWord, ...] = Field(
        default=(), description="Parts of the protected name, or of a protected place, that are everyday words."
    )
    convicted: Conviction | None = Field(
        default=None, description="The judgment that lets a perpetrator be named where 'protected' is left out."
    )
    consent: tuple[Consent, ...] = Field(default=(), description="What the person agreed to, and when.")
    without_consent: Justification | None = Field(
        default=None, description="Why the person is represented without having been asked."
    )

    @property
    def other_names(self) -> tuple[Text, ...]:
        """Whatever else names the person: other spellings, former names, names after a parent or a child."""
        after = (self.patronymic, self.matronymic, self.teknonym)
        return (*self.variants, *self.former_names, *(name for name in after if name is not None))

    def withheld_from(self, audience: str) -> tuple[Protectable, ...]:
        """Return what an audience may not see of this person."""
        if audience not in self.protected_from:
            return ()
        if self.protected is not None:
            return self.protected
        kept = PROTECTED_BY_ROLE[self.role]
        return tuple(word for word in kept if word != "name") if self.convicted is not None else kept
