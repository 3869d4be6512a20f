"""The parts of a view: frozen records of what one audience may read in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, TypeVar

from submissions.case import Annex, Event, Organisation, Remedy
from submissions.languages import PLAIN
from submissions.values import Localised, Missing, PartialDate, Text, Unread, WithheldWords, Withholding
from submissions.view.enumerations import as_sentence
from submissions.view.mechanisms import ReviewView
from submissions.view.pages import count_pages
from submissions.view.people import PersonView
from submissions.view.reader import ConfidentialWords, MaybeDate, MaybeWithheld, MaybeWords, Reader, StateView, Words

__all__ = ["StateView"]


# What the case file takes where it names no language.
_ENGLISH: Final = Text(PLAIN)
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class HeadView:
    """What the case is called."""

    id: Text
    title: Words
    short_title: Words
    communication: Text | None
    reference: Text | None
    language: Text = _ENGLISH


@dataclass(frozen=True, slots=True)
class ContactView:
    """Whom to call or write to."""

    name: Words
    position: MaybeWords
    email: Text | None
    telephone: Text | None
    quoted: MaybeWords


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """Who files."""

    name: Words
    address: Words
    email: Text | None
    telephone: Text | None
    website: Text | None
    about: MaybeWords
    contact: ContactView | None


@dataclass(frozen=True, slots=True)
class AnnexView:
    """An exhibit; its number is its place in the list, for every audience the same."""

    id: Text
    number: int
    title: ConfidentialWords
    date: MaybeDate
    language: Text | Withholding | None
    confidential: bool
    file: Text | Withholding
    path: Path

    @property
    def pages(self) -> int | Missing | Withholding | None:
        """How many pages the exhibit has; None for a file that has no pages.

        The length of a confidential exhibit tells the public what it may be, so it is withheld like the rest.
        """
        if isinstance(self.file, Withholding):
            return replace(self.file, attribute="pages")
        if isinstance(self.file, Unread):
            return Missing.of(self.file.finding)
        return count_pages(self.path, self.file)

    @property
    def anchor(self) -> AnnexAnchor:
        """The words "Annex 3" as what references to the exhibit point at: for the list of annexes."""
        return AnnexAnchor(self)


@dataclass(frozen=True, slots=True)
class AnnexAnchor:
    """The place in the list of annexes that references to one exhibit point at."""

    annex: AnnexView


@dataclass(frozen=True, slots=True)
class EventView:
    """One line of the chronology."""

    id: Text
    date: PartialDate
    text: ConfidentialWords
    place: MaybeWithheld
    annexes: tuple[AnnexView, ...]
    confidential: bool
    key: bool
    violation: bool
    continuing: bool
    short: ConfidentialWords | None = None


@dataclass(frozen=True, slots=True)
class RemedyView:
    """One domestic remedy."""

    id: Text
    authority: ConfidentialWords
    sought: ConfidentialWords
    filed: PartialDate
    decided: PartialDate | None
    outcome: ConfidentialWords
    ineffective: ConfidentialWords | None
    final: bool
    annexes: tuple[AnnexView, ...]
    confidential: bool
    of: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class ProcedureView:
    """Another international procedure."""

    body: Words
    reference: Text | None
    filed: PartialDate
    outcome: Words
    kind: str | None
    standing: str | None
    ended: PartialDate | None
    same_matter: bool


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A violation claimed; `instrument` is the id of the treaty, `of` the ids of the victims, all if it has none."""

    id: Text
    instrument: Text
    articles: tuple[Text, ...]
    title: Words
    argument: Words
    of: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class RequestView:
    """One measure of relief; `item` is its text as an item of a list that is read as one sentence."""

    id: Text
    text: Words
    item: Words


@dataclass(frozen=True, slots=True)
class RecommendationView:
    """What one addressee is asked to do."""

    addressee: Words
    measures: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class MeasuresView:
    """Interim measures, protection and anonymity, where they are asked for."""

    interim: MaybeWords
    protection: MaybeWords
    anonymity: MaybeWords


@dataclass(frozen=True, slots=True)
class SubmissionView:
    """The document itself; `texts` names the texts that were given for it alone."""

    template: Text
    title: MaybeWords
    place: MaybeWords
    addressee: MaybeWords
    texts: tuple[str, ...] = ()
    signed_by: tuple[PersonView, ...] = ()
    review: ReviewView | None = None
    form_of_address: str | None = None
    salutation: MaybeWords = None
    copies: MaybeWords = None


def view_organisation(organisation: Organisation, reader: Reader) -> OrganisationView:
    """Return the organisation that files."""
    contact = organisation.contact
    return OrganisationView(
        name=reader.name(organisation.name, "name"),
        address=reader.words(organisation.address, "address"),
        email=organisation.email,
        telephone=organisation.telephone,
        website=organisation.website,
        about=reader.maybe(organisation.about, "about"),
        contact=None
        if contact is None
        else ContactView(
            name=reader.name(contact.name, "name"),
            position=reader.maybe(contact.position, "position"),
            email=contact.email,
            telephone=contact.telephone,
            quoted=reader.maybe(contact.quoted, "quoted"),
        ),
    )


def view_annex(annex: Annex, number: int, reader: Reader, folder: Path) -> AnnexView:
    """Return an exhibit; of a confidential one the public sees the number and the wording of withheld words."""
    withheld = annex.confidential and reader.is_public

    def seen(attribute: str, value: _Value) -> _Value | Withholding:
        return Withholding(annex.id, attribute, annex.origin) if withheld and value is not None else value

    return AnnexView(
        id=annex.id,
        number=number,
        title=WithheldWords(annex.title.place, kind="document") if withheld else reader.words(annex.title, "title"),
        date=seen("date", annex.date),
        language=seen("language", annex.language),
        confidential=annex.confidential,
        file=seen("file", annex.file),
        path=folder if withheld else folder / annex.file,
    )


def view_event(event: Event, reader: Reader, annexes: Mapping[Text, AnnexView]) -> EventView:
    """Return a line of the chronology; of a confidential one the public reads the date alone."""
    withheld = event.confidential and reader.is_public
    place: MaybeWithheld = reader.maybe(event.place, "place")
    if withheld and place is not None:
        place = Withholding(event.id, "place", event.origin)
    return EventView(
        id=event.id,
        date=event.date,
        text=reader.withheld(event.text, "text") if withheld else reader.words(event.text, "text"),
        place=place,
        annexes=() if withheld else tuple(annexes[one] for one in event.annexes if one in annexes),
        confidential=event.confidential,
        key=event.key,
        violation=event.violation and not withheld,
        continuing=event.continuing and not withheld,
        short=_short(event, reader, withheld=withheld),
    )


def _short(event: Event, reader: Reader, *, withheld: bool) -> ConfidentialWords | None:
    """Return the few words of an event; of a confidential one the public reads that words are withheld."""
    if event.short is None:
        return None
    return reader.withheld(event.short, "short") if withheld else reader.words(event.short, "short")


def view_remedy(remedy: Remedy, reader: Reader, annexes: Mapping[Text, AnnexView]) -> RemedyView:
    """Return a domestic remedy; of a confidential one the public reads the dates alone."""
    withheld = remedy.confidential and reader.is_public

    def seen(value: Localised, key: str) -> ConfidentialWords:
        return reader.withheld(value, key) if withheld else reader.words(value, key)

    ineffective = None if remedy.ineffective is None else seen(remedy.ineffective, "ineffective")
    return RemedyView(
        id=remedy.id,
        authority=seen(remedy.authority, "authority"),
        sought=seen(remedy.sought, "sought"),
        filed=remedy.filed,
        decided=remedy.decided,
        outcome=seen(remedy.outcome, "outcome"),
        ineffective=as_sentence(ineffective, reader.speech) if isinstance(ineffective, Text) else ineffective,
        final=remedy.final,
        annexes=() if withheld else tuple(annexes[one] for one in remedy.annexes if one in annexes),
        confidential=remedy.confidential,
        of=remedy.of,
    )
