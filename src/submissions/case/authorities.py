"""The sources that a case cites, each with what its kind of citation needs."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from submissions.case.record import Identifier, LanguageCode, Record
from submissions.values import Localised, PartialDate, Text


class AuthorityBase(Record):
    """What every authority has."""

    id: Identifier = Field(description="Name in prose: `[@id, para 38]` cites it.")
    title: Localised = Field(description="Title; a plain text is printed in every language, as titles of works are.")
    short: Localised | None = Field(default=None, description="Short title for later citations.")
    language: LanguageCode | None = Field(default=None, description="Language of the title, if not the document's.")


class Treaty(AuthorityBase):
    """A treaty: adopted and in force on, and its place in the UN Treaty Series."""

    type: Literal["treaty"] = Field(description="Kind of the source.")
    adopted: PartialDate = Field(description="When it was adopted.")
    in_force: PartialDate | None = Field(default=None, description="When it entered into force.")
    series: Text | None = Field(default=None, description="Where it is published: '1465 UNTS 85'.")


class UnDocument(AuthorityBase):
    """A United Nations document with a symbol: resolution, general comment, concluding observations, report."""

    type: Literal["un-document"] = Field(description="Kind of the source.")
    author: Localised | None = Field(default=None, description="Body or mandate that issued it.")
    date: PartialDate = Field(description="Date of the document.")
    symbol: Text = Field(description="Its symbol: 'CAT/C/GC/3'.")


class Decision(AuthorityBase):
    """A decision or views of a treaty body; `title` is the parties."""

    type: Literal["decision"] = Field(description="Kind of the source.")
    body: Localised = Field(description="The treaty body.")
    communication: Text | None = Field(default=None, description="Number of the communication: '341/2008'.")
    date: PartialDate = Field(description="When it was adopted.")
    symbol: Text = Field(description="Its symbol: 'CAT/C/46/D/341/2008'.")


class Judgment(AuthorityBase):
    """A judgment of a court or tribunal; `title` is the parties or the name of the case."""

    type: Literal["judgment"] = Field(description="Kind of the source.")
    court: Localised = Field(description="Court or tribunal.")
    number: Text | None = Field(default=None, description="Number of the application or the case.")
    date: PartialDate = Field(description="When it was given.")


class Legislation(AuthorityBase):
    """A domestic statute, order or decree."""

    type: Literal["legislation"] = Field(description="Kind of the source.")
    jurisdiction: Localised | None = Field(default=None, description="State or entity whose law it is.")
    number: Text | None = Field(default=None, description="Number of the act.")
    date: PartialDate | None = Field(default=None, description="When it was adopted.")
    gazette: Text | None = Field(default=None, description="Official journal that published it.")


class Report(AuthorityBase):
    """A report of an organisation or body."""

    type: Literal["report"] = Field(description="Kind of the source.")
    author: Localised = Field(description="Who wrote it.")
    publisher: Localised | None = Field(default=None, description="Who published it, if not the author.")
    date: PartialDate = Field(description="When it was published.")
    address: Text | None = Field(default=None, description="Where it is on the web.")


class Book(AuthorityBase):
    """A book."""

    type: Literal["book"] = Field(description="Kind of the source.")
    author: Localised = Field(description="Who wrote or edited it.")
    volume: Text | None = Field(default=None, description="Volume.")
    edition: Text | None = Field(default=None, description="Edition: '2nd edn'.")
    publisher: Text = Field(description="Publisher.")
    date: PartialDate = Field(description="Year of publication.")


class WebPage(AuthorityBase):
    """A page on the web or an article in the press."""

    type: Literal["web"] = Field(description="Kind of the source.")
    author: Localised | None = Field(default=None, description="Who wrote it.")
    site: Localised = Field(description="Site or newspaper.")
    date: PartialDate | None = Field(default=None, description="Date of the page.")
    address: Text = Field(description="Where it is on the web.")
    seen: PartialDate | None = Field(default=None, description="When it was last seen there.")


Authority = Annotated[
    Treaty | UnDocument | Decision | Judgment | Legislation | Report | Book | WebPage, Field(discriminator="type")
]
