"""The case as validated, frozen records: what a `case.yaml` may say, and what each of its keys means.

The docstrings of the records and the descriptions of their fields are the reference page of the case file, and the
JSON Schema is made from them. Every text keeps the place where it was typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    Tag,
    model_validator,
)

from submissions.findings import Place
from submissions.values import NOWHERE, Checked, Localised, LocalisedProse, PartialDate, Text
from submissions.values.reading import place_of, read_flag


class Record(BaseModel):
    """A mapping in the case file; unknown keys are refused, and nothing changes once it is read."""

    # Building each record's validator when it is first used, and not on import, keeps `--help` quick.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    _origin: Place = PrivateAttr(default=NOWHERE)

    @property
    def origin(self) -> Place:
        """Where the mapping begins in the case file."""
        return self._origin

    @model_validator(mode="wrap")
    @classmethod
    def _remember_origin(cls, value: object, handler: ModelWrapValidatorHandler[Self]) -> Self:
        record = handler(value)
        if isinstance(value, Mapping):
            record._origin = place_of(value)
        return record


Identifier = Annotated[Text, Checked("id", "^[a-z][a-z0-9-]*$")]
Country = Annotated[Text, Checked("country", "^[A-Z]{2,3}$")]
Language = Annotated[Text, Checked("language", "^[a-z]{2,3}$")]
ExhibitPath = Annotated[Text, Checked("exhibit")]
TextName = Annotated[Text, Checked("text-name", "^[a-z][a-z0-9_]*$")]
Flag = Annotated[bool, BeforeValidator(read_flag)]

Role = Literal[
    "complainant", "victim", "survivor", "witness", "relative", "counsel", "perpetrator", "official", "expert", "other"
]
Audience = Literal["filing", "public"]
Format = Literal["docx", "pdf", "html"]
Scope = Literal["submit", "name-to-state", "name-in-public", "share", "use-image", "contact"]
Protectable = Literal[
    "name", "born", "birthplace", "residence", "nationality", "occupation", "family", "image", "contact"
]


class CaseHead(Record):
    """What the case is called."""

    id: Identifier = Field(description="Short name of the case: small letters, digits and hyphens; the folder's name.")
    title: Localised = Field(description="Full title, as on a cover: 'A v Bosnia and Herzegovina'.")
    short_title: Localised = Field(description="Short title for the head of the pages.")
    language: Language = Field(default=Text("en"), description="Language of every text that stands without a language.")
    communication: Text | None = Field(default=None, description="Number the body gave: '854/2017'.")
    reference: Text | None = Field(default=None, description="The organisation's own file number, printed as typed.")


class Contact(Record):
    """Somebody who may be called or written to."""

    name: Text
    position: Localised | None = None
    email: Text | None = None
    telephone: Text | None = None
    quoted: Localised | None = Field(default=None, description="Who may be quoted, and how: 'for attribution'.")


class Organisation(Record):
    """Who files: the organisation that prints its name on the documents."""

    name: Localised
    address: Localised = Field(description="Postal address, a line each.")
    email: Text | None = None
    telephone: Text | None = None
    website: Text | None = None
    about: LocalisedProse | None = Field(
        default=None, description="One or two sentences about the organisation (prose)."
    )
    contact: Contact | None = None


class Consent(Record):
    """One consent that a person gave, and whether it still stands."""

    scope: Scope
    date: PartialDate
    form: Literal["written", "oral", "video"]
    given_by: Text | None = Field(default=None, description="Id of the person who gave it, if not the person herself.")
    language: Language | None = None
    interpreter: Text | None = None
    withdrawn: PartialDate | None = None


class WrittenName(Record):
    """A name as it is written in one language or script."""

    given: Text
    family: Text
    full: Text | None = Field(default=None, description="The whole name, where it is not 'given family'.")


class Name(WrittenName):
    """A person's name as the person writes it."""

    in_languages: dict[Language, WrittenName] = Field(
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

    id: Identifier
    role: Role
    name: PersonName = Field(description="'{given: ..., family: ...}', or the whole name as one text.")
    pseudonym: Localised | None = Field(default=None, description="Printed for whoever may not see the name.")
    gender: Literal["woman", "man", "other"] | None = Field(default=None, description="As the person gives it.")
    born: PartialDate | None = None
    birthplace: Localised | None = None
    residence: Localised | None = None
    nationality: Country | None = Field(default=None, description="ISO 3166 code of the State: BIH.")
    occupation: Localised | None = None
    relation: Localised | None = Field(default=None, description="Relation to the complainant: 'her daughter'.")
    organisation: Localised | None = Field(default=None, description="For counsel and officials.")
    position: Localised | None = None
    address: Localised | None = None
    email: Text | None = None
    telephone: Text | None = None
    represents: tuple[Text, ...] = Field(default=(), description="Ids of the people whom counsel represents.")
    protected: tuple[Protectable, ...] = Field(default=(), description="What the audiences below may not see.")
    protected_from: tuple[Audience, ...] = ("public",)
    variants: tuple[Text, ...] = Field(default=(), description="Other spellings of the name, nicknames.")
    consent: tuple[Consent, ...] = ()


class Event(Record):
    """One line of the chronology."""

    id: Identifier
    date: PartialDate
    text: LocalisedProse = Field(description="What happened, one or two sentences (prose of one paragraph).")
    place: Localised | None = None
    annexes: tuple[Text, ...] = Field(default=(), description="Ids of the annexes that show it.")
    confidential: Flag = False
    key: Flag = Field(default=False, description="Whether the short chronology of a brief shows it.")


class Remedy(Record):
    """One domestic remedy: what was sought, of whom, when, and what came of it."""

    id: Identifier
    authority: Localised
    sought: LocalisedProse
    filed: PartialDate
    decided: PartialDate | None = Field(default=None, description="Leave out where no answer was ever given.")
    outcome: LocalisedProse
    ineffective: LocalisedProse | None = Field(default=None, description="Why it brought no effective relief (prose).")
    annexes: tuple[Text, ...] = ()


class Procedure(Record):
    """Another international procedure to which the same matter was put."""

    body: Localised
    reference: Text | None = None
    filed: PartialDate
    outcome: Localised


class Claim(Record):
    """A violation claimed: which articles of which instrument, and why."""

    id: Identifier
    instrument: Text = Field(description="Id of the authority that is the treaty.")
    articles: tuple[Text, ...] = Field(description="Articles as cited: '14 (1)'.")
    title: Localised
    argument: LocalisedProse = Field(description="The argument (prose, headings of level 3 allowed).")


class Request(Record):
    """One measure of relief that is sought."""

    id: Identifier
    text: LocalisedProse = Field(description="The measure, so that it follows 'asks the Committee to ...' (prose).")


class Recommendation(Record):
    """What one named addressee is asked to do."""

    addressee: Localised
    measures: tuple[LocalisedProse, ...] = Field(description="One measure each (prose of one paragraph).")


class Measures(Record):
    """Interim measures, protection measures and anonymity: each is asked for with reasons, or expressly not."""

    interim: LocalisedProse | None = Field(default=None, description="Why irreparable harm threatens (prose).")
    protection: LocalisedProse | None = Field(default=None, description="Against which reprisals (prose).")
    anonymity: LocalisedProse | None = Field(default=None, description="Why names are to be withheld (prose).")


class Annex(Record):
    """One exhibit: its number is its place in the list."""

    id: Identifier
    title: Localised
    file: ExhibitPath = Field(description="Path below the case folder: annexes/judgment.pdf.")
    date: PartialDate | None = None
    language: Language | None = Field(default=None, description="Language of the exhibit.")
    confidential: Flag = False


class AuthorityBase(Record):
    """What every authority has."""

    id: Identifier
    title: Localised = Field(description="Title; a plain text is printed in every language, as titles of works are.")
    short: Localised | None = Field(default=None, description="Short title for later citations.")
    language: Language | None = Field(
        default=None, description="Language of the title, where it is not the document's."
    )


class Treaty(AuthorityBase):
    """A treaty: adopted and in force on, and its place in the UN Treaty Series."""

    type: Literal["treaty"]
    adopted: PartialDate
    in_force: PartialDate | None = None
    series: Text | None = Field(default=None, description="'1465 UNTS 85'.")


class UnDocument(AuthorityBase):
    """A United Nations document with a symbol: resolution, general comment, concluding observations, report."""

    type: Literal["un-document"]
    author: Localised | None = None
    date: PartialDate
    symbol: Text


class Decision(AuthorityBase):
    """A decision or views of a treaty body; `title` is the parties."""

    type: Literal["decision"]
    body: Localised
    communication: Text | None = Field(default=None, description="'341/2008'.")
    date: PartialDate
    symbol: Text


class Judgment(AuthorityBase):
    """A judgment of a court or tribunal; `title` is the parties or the name of the case."""

    type: Literal["judgment"]
    court: Localised
    number: Text | None = None
    date: PartialDate


class Legislation(AuthorityBase):
    """A domestic statute, order or decree."""

    type: Literal["legislation"]
    jurisdiction: Localised | None = None
    number: Text | None = None
    date: PartialDate | None = None
    gazette: Text | None = None


class Report(AuthorityBase):
    """A report of an organisation or body."""

    type: Literal["report"]
    author: Localised
    publisher: Localised | None = None
    date: PartialDate
    address: Text | None = None


class Book(AuthorityBase):
    """A book."""

    type: Literal["book"]
    author: Localised
    volume: Text | None = None
    edition: Text | None = None
    publisher: Text
    date: PartialDate


class WebPage(AuthorityBase):
    """A page on the web or an article in the press."""

    type: Literal["web"]
    author: Localised | None = None
    site: Localised
    date: PartialDate | None = None
    address: Text
    seen: PartialDate | None = None


Authority = Annotated[
    Treaty | UnDocument | Decision | Judgment | Legislation | Report | Book | WebPage, Field(discriminator="type")
]


class Submission(Record):
    """One document that this case makes: a template, its languages and audiences."""

    template: Text = Field(description="un/cat-complaint, advocacy/brief, parliament/briefing, ...")
    languages: tuple[Language, ...]
    audiences: tuple[Audience, ...] = ("filing",)
    formats: tuple[Format, ...] = ("docx", "pdf")
    date: PartialDate | None = Field(
        default=None, description="Date on the document; the day of the build if left out."
    )
    title: Localised | None = None
    place: Localised | None = Field(default=None, description="Where it is signed: 'Geneva'.")
    addressee: Localised | None = Field(default=None, description="To whom it is addressed, a line each.")
    annexes: tuple[Text, ...] | None = Field(
        default=None, description="Ids of the annexes that come with this document; all of the case's if left out."
    )
    texts: dict[TextName, LocalisedProse] = Field(
        default_factory=dict, description="Texts of this document; before the case's."
    )
    recommendations: tuple[Recommendation, ...] | None = Field(default=None, description="Instead of the case's.")
    questions: tuple[LocalisedProse, ...] | None = Field(default=None, description="Instead of the case's.")


class Case(Record):
    """A whole case file."""

    case: CaseHead
    state: Country = Field(description="ISO 3166 code of the State concerned: BIH (alpha-2 'BA' is accepted).")
    organisation: Organisation
    people: tuple[Person, ...] = ()
    events: tuple[Event, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    procedures: tuple[Procedure, ...] = Field(default=(), description="Leave empty where there was none.")
    claims: tuple[Claim, ...] = ()
    requests: tuple[Request, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    questions: tuple[LocalisedProse, ...] = ()
    measures: Measures = Field(default_factory=Measures)
    annexes: tuple[Annex, ...] = ()
    authorities: tuple[Authority, ...] = ()
    texts: dict[TextName, LocalisedProse] = Field(
        default_factory=dict, description="Named prose that templates ask for."
    )
    submissions: tuple[Submission, ...] = ()
