"""The whole case file: its head, who files, and the documents that it makes."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BeforeValidator, Field, PrivateAttr

from submissions.case.asked import ReadAsAsked, TypedValue, read_values
from submissions.case.authorities import Authority
from submissions.case.matter import (
    Annex,
    Claim,
    Event,
    ImageRelease,
    Measures,
    Procedure,
    QuasiIdentifier,
    Recommendation,
    Remedy,
    Request,
)
from submissions.case.mechanisms import (
    AcceptanceFact,
    DecisionReached,
    Detention,
    Disappearance,
    Issue,
    Observations,
    Partner,
    Review,
)
from submissions.case.people import Person
from submissions.case.record import Audience, Country, Flag, FormOfAddress, Identifier, LanguageCode, Record, TextName
from submissions.case.standing import Standing, derived_standing
from submissions.formats import Format
from submissions.languages import PLAIN
from submissions.values import Localised, LocalisedProse, PartialDate, Text


class CaseHead(Record):
    """What the case is called."""

    id: Identifier = Field(description="Short name of the case, which is the name of its folder.")
    title: Localised = Field(description="Full title, as on a cover: 'A v Bosnia and Herzegovina'.")
    short_title: Localised = Field(description="Short title for the head of the pages.")
    language: LanguageCode = Field(
        default=Text(PLAIN), description="Language of every text that stands without a language."
    )
    communication: Text | None = Field(default=None, description="Number the body gave: '854/2017'.")
    reference: Text | None = Field(default=None, description="The organisation's own file number, printed as typed.")
    tags: tuple[Identifier, ...] = Field(
        default=(), description="Words of your own by which packs choose cases: [enforced-return]. Never printed."
    )
    themes: tuple[Identifier, ...] = Field(
        default=(), description="Subjects of the case, by which packs choose it: [reparation]. Never printed."
    )


class Contact(Record):
    """Somebody who may be called or written to."""

    name: Localised = Field(description="Name of the person; a plain text is printed in every language.")
    position: Localised | None = Field(default=None, description="Office of the person.")
    email: Text | None = Field(default=None, description="Address for electronic mail.")
    telephone: Text | None = Field(default=None, description="Telephone number, printed as typed.")
    quoted: Localised | None = Field(default=None, description="Who may be quoted, and how: 'for attribution'.")


class Organisation(Record):
    """Who files: the organisation that prints its name on the documents."""

    name: Localised = Field(description="Name; a plain text is printed in every language.")
    address: Localised = Field(description="Postal address, a line each.")
    email: Text | None = Field(default=None, description="Address for electronic mail.")
    telephone: Text | None = Field(default=None, description="Telephone number, printed as typed.")
    website: Text | None = Field(default=None, description="Address on the web.")
    about: LocalisedProse | None = Field(default=None, description="One or two sentences about the organisation.")
    contact: Contact | None = Field(default=None, description="Whom readers may call or write to.")


class Submission(Record):
    """One document that this case makes: a template, its languages and audiences."""

    template: Text = Field(description="un/cat-complaint, advocacy/brief, parliament/briefing, or one of your own.")
    name: Identifier | None = Field(
        default=None, description="What tells it from another of the same template: goes into the names of its files."
    )
    languages: tuple[LanguageCode, ...] = Field(description="Languages of the document, one file each.")
    audiences: tuple[Audience, ...] = Field(
        default=("filing",), description="'filing' sees full identities, 'public' pseudonyms."
    )
    formats: tuple[Format, ...] = Field(default=("docx", "pdf"), description="Kinds of file.")
    date: PartialDate | None = Field(
        default=None, description="Date on the document; the day of the build if left out."
    )
    as_filed: Flag = Field(
        default=False,
        description="Whether it was filed and stands as it was: whatever in the case is later than 'date' is left out.",
    )
    title: Localised | None = Field(default=None, description="Title of the document, instead of the case's.")
    place: Localised | None = Field(default=None, description="Where it is signed: 'Geneva'.")
    addressee: Localised | None = Field(default=None, description="To whom it is addressed, a line each.")
    form_of_address: FormOfAddress | None = Field(
        default=None, description="As what a letter addresses whom it goes to; the template's choice if left out."
    )
    salutation: Localised | None = Field(
        default=None, description="The salutation in your own words: 'Dear Dr Example,'."
    )
    copies: Localised | None = Field(default=None, description="To whom copies of a letter go, a line each.")
    annexes: tuple[Text, ...] | None = Field(
        default=None, description="Ids of the annexes that come with this document; all of the case's if left out."
    )
    exhibits: Flag = Field(
        default=False, description="Whether copies of the annexes are put beside the document; public ones if released."
    )
    texts: dict[TextName, LocalisedProse] = Field(
        default_factory=dict, description="Texts of this document; they come before the case's of the same name."
    )
    values: Annotated[dict[Text, Annotated[TypedValue, ReadAsAsked()]], BeforeValidator(read_values)] = Field(
        default_factory=dict, description="What the template asks to be typed; `submissions templates` lists it."
    )
    signed_by: tuple[Text, ...] = Field(default=(), description="Ids of the people who sign.")
    review: Review | None = Field(default=None, description="The session or debate to which the document goes.")
    recommendations: tuple[Recommendation, ...] | None = Field(default=None, description="Instead of the case's.")
    questions: tuple[LocalisedProse, ...] | None = Field(default=None, description="Instead of the case's.")


class Case(Record):
    """A whole case file."""

    _is_whole: bool = PrivateAttr(default=True)

    @property
    def is_whole(self) -> bool:
        """Whether all that was typed is there; of a case in part nobody can say what is protected."""
        return self._is_whole

    def in_part(self) -> Self:
        """Return the case as one of which something could not be read and is left out."""
        part = self.model_copy()
        part._is_whole = False
        return part

    case: CaseHead = Field(description="What the case is called.")
    state: Country = Field(description="ISO 3166 code of the State concerned: BIH (two letters, BA, are accepted).")
    organisation: Organisation = Field(description="Who files.")
    people: tuple[Person, ...] = Field(default=(), description="Everybody whom the documents name.")
    standing: tuple[Standing, ...] = Field(
        default=(), description="Who acts for whom; taken from the roles of the people if left out."
    )
    events: tuple[Event, ...] = Field(default=(), description="The chronology.")
    remedies: tuple[Remedy, ...] = Field(default=(), description="The domestic remedies that were tried.")
    procedures: tuple[Procedure, ...] = Field(default=(), description="Leave empty where there was none.")
    claims: tuple[Claim, ...] = Field(default=(), description="The violations claimed.")
    requests: tuple[Request, ...] = Field(default=(), description="The relief sought.")
    recommendations: tuple[Recommendation, ...] = Field(default=(), description="Who is asked to do what.")
    questions: tuple[LocalisedProse, ...] = Field(default=(), description="Questions for parliament, one each.")
    acceptances: tuple[AcceptanceFact, ...] = Field(
        default=(), description="Since when the State is bound, where the case knows better than the tables."
    )
    detentions: tuple[Detention, ...] = Field(default=(), description="Deprivations of liberty, one person each.")
    disappearances: tuple[Disappearance, ...] = Field(
        default=(), description="Enforced disappearances, one person each."
    )
    observations: Observations | None = Field(default=None, description="What the State party states, and the replies.")
    decision: DecisionReached | None = Field(default=None, description="The Views or decision to be implemented.")
    issues: tuple[Issue, ...] = Field(default=(), description="The subjects of a report to a committee or of a review.")
    partners: tuple[Partner, ...] = Field(default=(), description="Organisations that join in a submission.")
    may_be_named: tuple[Text, ...] = Field(
        default=(),
        description="Names that a public document may print, of people who are not in 'people', and of places and "
        "bodies that look like one.",
    )
    measures: Measures = Field(default_factory=Measures, description="Interim measures, protection and anonymity.")
    annexes: tuple[Annex, ...] = Field(default=(), description="The exhibits, in the order of their numbers.")
    images: tuple[ImageRelease, ...] = Field(default=(), description="The pictures released for public documents.")
    quasi_identifiers: tuple[QuasiIdentifier, ...] = Field(
        default=(), description="Facts that together tell who somebody is, and must not stand together in public."
    )
    authorities: tuple[Authority, ...] = Field(default=(), description="The sources that are cited.")
    texts: dict[TextName, LocalisedProse] = Field(
        default_factory=dict, description="Named texts that templates ask for; `submissions templates` lists them."
    )
    submissions: tuple[Submission, ...] = Field(default=(), description="The documents that this case makes.")

    @property
    def links(self) -> tuple[Standing, ...]:
        """Who acts for whom: as the case says it, or else as the roles of its people tell it."""
        return self.standing or derived_standing(self.people, self.events, self.claims)
