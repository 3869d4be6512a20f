"""What a pack file may say, as frozen records: the session, what goes into the pack, and who receives it.

The docstrings and descriptions are the reference page of the pack file, and the JSON Schema is made from them.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field, PlainValidator, WithJsonSchema

from submissions.case import Audience, Country, Identifier, LanguageCode, Organisation, Record
from submissions.findings import Finding
from submissions.languages import PLAIN
from submissions.values import ExactNumber, Localised, PartialDate, RefusedValueError, Text
from submissions.values.refusal import KEY

Order = Literal["listed", "case", "state", "title"]
Cover = Literal["pack", "cases"]


def read_megabytes(value: object) -> ExactNumber:
    """Return a number of megabytes; raises RefusedValueError for what is none, or less than a tenth."""
    number = ExactNumber.read(value)
    if number < _MEGABYTES_MIN:
        order = "write how many megabytes a part may have at most, such as 20"
        raise RefusedValueError(Finding("E255", number.place, f"{KEY} is too small: '{number}'", order))
    return number


_MEGABYTES_MIN: Final = ExactNumber("0.1")
Megabytes = Annotated[ExactNumber, PlainValidator(read_megabytes), WithJsonSchema({"type": ["number", "string"]})]


class PackSession(Record):
    """The session or debate for which the pack is made."""

    name: Localised = Field(description="What it is called: 'Human Rights Council, 62nd session'.")
    body: Localised = Field(description="The body that meets, as consents name it: 'Human Rights Council'.")
    place: Localised | None = Field(default=None, description="Where it meets.")
    dates: PartialDate | None = Field(default=None, description="When it meets: {from: 2026-06-15, to: 2026-07-10}.")
    deadline: PartialDate | None = Field(default=None, description="The day by which the pack has to be there.")


class CaseQuery(Record):
    """Cases by what they are: a case is meant that has one of the words under each key that is given."""

    states: tuple[Country, ...] = Field(default=(), description="States concerned: [BIH, GTM].")
    tags: tuple[Identifier, ...] = Field(default=(), description="Tags of the case, under 'case: tags:'.")
    themes: tuple[Identifier, ...] = Field(default=(), description="Themes of the case, under 'case: themes:'.")
    mechanisms: tuple[Text, ...] = Field(
        default=(), description="Mechanisms with which a document of the case files: [cat-article-22]."
    )


class PackContents(Record):
    """Some cases and which of their documents."""

    cases: tuple[Text, ...] = Field(default=(), description="Ids of cases, in the order in which they are to stand.")
    query: CaseQuery | None = Field(default=None, description="Cases by State, tag, theme or mechanism.")
    templates: tuple[Text, ...] = Field(
        default=(), description="Documents by their templates; all that the case makes for the audience if left out."
    )
    languages: tuple[LanguageCode, ...] = Field(
        default=(),
        description="Languages of the documents; that of the recipient, or else of the pack, if left out.",
    )


class Recipient(Record):
    """Somebody who receives the pack."""

    name: Text = Field(description="Name, without the form of address.")
    id: Identifier | None = Field(
        default=None, description="Name of the recipient's folder; made of the name if left out."
    )
    form_of_address: Text | None = Field(default=None, description="What stands before the name: 'Ms', 'H.E. Mr'.")
    salutation: Text | None = Field(default=None, description="The salutation in your own words: 'Dear Dr Example,'.")
    office: Text | None = Field(default=None, description="Office of the recipient: 'Permanent Representative'.")
    constituency: Text | None = Field(default=None, description="Constituency of a member of parliament.")
    committee: Text | None = Field(default=None, description="Committee or body in which the recipient receives it.")
    address: Text | None = Field(default=None, description="Postal address, a line each.")
    language: LanguageCode | None = Field(default=None, description="Language of the letter, the cover and the index.")
    email: Text | None = Field(
        default=None, description="Address for electronic mail; it stands in the index for mail."
    )
    line: Text | None = Field(default=None, description="A line of the recipient's own: 'your question of 4 March'.")


class Sender(Record):
    """Who signs the cover letter."""

    name: Text = Field(description="Name under the letter.")
    position: Localised | None = Field(default=None, description="Office of whoever signs.")


class Pack(Record):
    """A pack file: `packs/<id>.yaml`."""

    title: Localised = Field(description="Title on the cover: 'Redress for torture: three decisions unpaid'.")
    session: PackSession = Field(description="The session or debate.")
    organisation: Organisation = Field(description="Who sends the pack.")
    sender: Sender | None = Field(default=None, description="Who signs the cover letter.")
    audience: Audience = Field(default="public", description="Whose version of the documents goes into the pack.")
    language: LanguageCode = Field(
        default=Text(PLAIN), description="Language of every text without one, and of recipients who name none."
    )
    date: PartialDate | None = Field(
        default=None, description="Date of the letter and the cover; the day of the build if left out."
    )
    contents: tuple[PackContents, ...] = Field(description="What goes into the pack.")
    order: Order = Field(
        default="listed", description="How cases are ordered: as listed, by id, by State, or by title."
    )
    covers: tuple[Cover, ...] = Field(
        default=("pack",), description="Covers in the combined PDF: one at its front, and a sheet before each case."
    )
    recipients: tuple[Recipient, ...] = Field(
        default=(), description="Who receives it, each a pack of their own; one for all if left out."
    )
    recipients_file: Text | None = Field(
        default=None, description="A table of recipients beside the pack file: members.csv or members.xlsx."
    )
    letter: Localised | None = Field(
        default=None,
        description="The body of the cover letter in your own words, with the fields that the house's letter has.",
    )
    split: Megabytes | None = Field(
        default=None,
        description="Megabytes that no part of the combined PDF may exceed; it is divided between documents.",
    )


FIELDS: Final = ("title", "session", "body", "dates", "line", "organisation")
"""What the words of a letter may name in braces."""
