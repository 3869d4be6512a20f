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
from submissions.audit.records import Bearer, Secret
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


# A second person, whose family name an official bears too, so that it is not searched for alone: what makes it hers.
SHARED: Final = {
    "a shared family name behind a title": "It was Mrs Okafor in the cell.",
    "a shared family name behind a title of another language": "Govorila je gospođa Okafor.",
    "a shared family name before 'family'": "They fetched the Okafor family.",
    "a shared family name as the plural of a family": "They fetched the Okafors.",
    "a shared family name as a possessive": "They heard Okafor's daughter.",
    "a shared family name with an initial": "They heard N. Okafor.",
    "a shared family name near her pseudonym": "They heard Okafor, who is Witness 4.",
    "a shared family name in another script": "Было при госпоже Окафор.",
}
# Other names that she has or had, each of which a field of the case holds.
OTHERS: Final = {
    "former name": ("Zdenka Vukić", "They heard Vukić."),
    "patronymic": ("Huseinovna", "They heard Huseinovna."),
    "teknonym": ("Umm Selma", "They heard Umm Selma."),
    "name given in Cyrillic, in Latin letters alone": ("Анфиса Верещагина", "They heard Vereshchagina."),
    "name given in Greek, in Latin letters alone": ("Ελπινίκη Παπαδάκη", "They heard Papadaki."),
    "name given in Georgian, in Latin letters alone": ("ნინო წერეთელი", "They heard Tsereteli."),
    "name given in Armenian, in Latin letters alone": ("Արմինե Մկրտչյան", "They heard Mkrtchyan."),
}
LOOKS: Final = {
    "respelling by one letter": "They heard Karahodzid there.",
    "a word of a name in small letters": "they gave almasa to them.",
}
"""What may be a name and may be something else: it stands in a list to be looked at, and stops nothing."""


@cache
def forms() -> Mapping[str, str]:
    """Return the text of each form, by its name."""
    others = {name: text for name, (_, text) in OTHERS.items()}
    return dict(audit_forms.forms_of(PERSON.given, PERSON.family, PERSON.born)) | SHARED | others


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
    """Return what searches for the person's names and date of birth, and for somebody's who shares hers."""
    parts, place = (PERSON.given, PERSON.family), Place("")
    name = Secret("name of 'somebody'", PERSON.whole, "name", place, parts, PERSON.born)
    others = [
        Secret(
            f"another name of 'somebody', {number}",
            text,
            "name",
            place,
            tuple(text.split()) if "Umm" not in text else (),
        )
        for number, (text, _) in enumerate(OTHERS.values())
    ]
    shared = Secret(
        "name of 'n'", "Nadia Okafor", "name", place, ("Nadia", "Okafor"), common=frozenset({"okafor"}),
        bearers=(Bearer("'o'", frozenset({"chidi", "okafor"}), "man", names=("Chidi Okafor",)),), gender="woman",
        beside=("Witness 4",),
    )  # fmt: skip
    return Searcher((name, shared, *others, Secret("date of birth of 'somebody'", PERSON.born, "birth", place)))
