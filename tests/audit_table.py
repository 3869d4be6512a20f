"""The grand table: which form of a protected name is planted in which channel of which kind of file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Final

import audit_file_plants
import audit_forms
import audit_pdf_plants
import audit_word_plants
from submissions.audit.names.search import Searcher
from submissions.audit.records import Secret
from submissions.findings import Place

KINDS: Final = ("Word", "PDF", "other files")
PERSON: Final = audit_forms.PEOPLE[0]
# Forms that together need every part of the search; each is planted in every channel.
DEMANDING: Final = ("as typed", "accents left off, in small letters", "soft hyphens", "look-alikes in Cyrillic")
# A channel that holds letters of Central Europe only cannot hold Cyrillic ones.
ONE_BYTE: Final = "embedded object in one byte a letter"
# Channels of different nature; every form is planted in each.
CHANNELS: Final = {
    "Word": ("text", "text split over runs", "custom XML", "comment"),
    "PDF": ("text drawn directly", "property Title", "comment Contents", "tag ActualText"),
    "other files": ("JPEG: EXIF comment", "text in UTF-8", "JSON", "zip: zip in a zip"),
}


@cache
def forms() -> Mapping[str, str]:
    """Return the text of each form, by its name."""
    return dict(audit_forms.forms_of(PERSON.given, PERSON.family, PERSON.born))


@cache
def makers() -> Mapping[str, Mapping[str, Callable[[str], bytes]]]:
    """Return, for each kind of file, what makes one with a text in a channel."""
    word, pdf = audit_word_plants.sample_word(), audit_pdf_plants.sample_pdf()
    return {
        "Word": {name: _into(plant, word) for name, plant in audit_word_plants.plants().items()},
        "PDF": {name: _into(plant, pdf) for name, plant in audit_pdf_plants.plants().items()},
        "other files": audit_file_plants.plants(),
    }


def _into(plant: Callable[[bytes, str], bytes], base: bytes) -> Callable[[str], bytes]:
    return lambda text: plant(base, text)


def rows() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield kind of file, channel and the forms that are planted in it: all of them, or the demanding ones."""
    for kind, channels in makers().items():
        for channel in channels:
            demanding = DEMANDING[:-1] if channel == ONE_BYTE else DEMANDING
            yield kind, channel, tuple(forms()) if channel in CHANNELS[kind] else demanding


@cache
def searcher() -> Searcher:
    """Return what searches for the person's name and date of birth."""
    parts, place = (PERSON.given, PERSON.family), Place("")
    name = Secret("name of 'somebody'", PERSON.whole, "name", place, parts, PERSON.born)
    return Searcher((name, Secret("date of birth of 'somebody'", PERSON.born, "birth", place)))
