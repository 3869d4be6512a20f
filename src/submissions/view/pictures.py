"""The pictures that were released for public documents, and whom they show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from submissions.case import Case, Consent, ImageRelease, Person
from submissions.findings import Place
from submissions.values import PartialDate, Text
from submissions.view.reader import MaybeWords, Reader

# A picture of an accused or of an official in office is released by whoever looked at it; nobody asks them.
_NOT_ASKED: Final = frozenset({"perpetrator", "official"})


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture that was released for public documents, and the people in it who keep it from being shown.

    `protected` are ids of people whose image is protected, `unasked` of those who have not agreed to its use.
    """

    file: Text
    place: Place
    protected: tuple[str, ...]
    unasked: tuple[str, ...]
    credit: MaybeWords = None


def view_pictures(case: Case, day: PartialDate, reader: Reader) -> tuple[PictureView, ...]:
    """Return the pictures that were released, with whom they show, as it stands on the day of a document."""
    people = {str(person.id): person for person in case.people}
    return tuple(
        _view_image(one, [people[name] for name in one.shows if name in people], day, reader) for one in case.images
    )


def _view_image(release: ImageRelease, shown: list[Person], day: PartialDate, reader: Reader) -> PictureView:
    protected = [person for person in shown if "image" in person.withheld_from("public")]
    unasked = [
        person
        for person in shown
        if person not in protected
        and person.role not in _NOT_ASKED
        and not any(_stands(consent, day) for consent in person.consent if consent.scope == "use-image")
    ]
    kept, not_agreed = (tuple(str(person.id) for person in group) for group in (protected, unasked))
    return PictureView(release.file, release.file.place, kept, not_agreed, reader.maybe(release.credit, "credit"))


def _stands(consent: Consent, day: PartialDate) -> bool:
    """Tell whether a consent stands on a day; one that was ever taken back does not."""
    begun = consent.date.first.earliest <= (day.last or day.first).latest
    ended = consent.until is not None and (consent.until.last or consent.until.first).latest < day.first.earliest
    return begun and not ended and consent.withdrawn is None
