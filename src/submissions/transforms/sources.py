"""Put the authorities of a case and of the house into the words of one language, ready to be cited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from submissions.case import Authority
from submissions.dates import print_date
from submissions.document import Foreign, Inline, Link, Run
from submissions.languages import Language
from submissions.transforms.pattern import Fields
from submissions.values import Localised, PartialDate, Text

_NAMES: Final = frozenset({"title", "short", "author", "publisher", "site"})
"""Titles and names, which are the same in every language unless the case says otherwise."""


@dataclass(frozen=True, slots=True)
class Source:
    """An authority in the document's language.

    `fields` holds the inline nodes of each field that it has, `lacking` the fields that it gives in other languages
    only.
    """

    id: str
    type: str
    fields: Fields
    lacking: tuple[str, ...] = ()


def read_sources(authorities: Mapping[str, Authority], speech: Language, plain_language: str) -> dict[str, Source]:
    """Return the authorities by id in a language; `plain_language` is that of texts which name none."""
    return {name: _source(authority, speech, plain_language) for name, authority in authorities.items()}


def _source(authority: Authority, speech: Language, plain_language: str) -> Source:
    """Return one authority; a field that it does not give is not there."""
    fields: dict[str, tuple[Inline, ...]] = {}
    lacking: list[str] = []
    for name in type(authority).model_fields:
        value = getattr(authority, name)
        if isinstance(value, Localised):
            words = _localised(value, name, authority.language or plain_language, speech.code, plain_language)
            if words is None:
                lacking.append(name)
            else:
                fields[name] = words
        elif isinstance(value, PartialDate):
            fields[name] = (Run(print_date(value, speech), value.place),)
            fields.setdefault("year", (Run(str(value.first.year), value.place),))
        elif isinstance(value, Text) and name == "address":
            fields[name] = (Link(str(value), (Run(str(value), value.place, verbatim=True),), value.place),)
        elif isinstance(value, Text):
            one_word = not any(character.isspace() for character in value)
            fields[name] = (Run(str(value), value.place, verbatim=one_word),)
    return Source(str(authority.id), authority.type, fields, tuple(lacking))


def _localised(value: Localised, name: str, own: str, language: str, plain_language: str) -> tuple[Inline, ...] | None:
    """Return a text in the document's language; a title in its `own` language is marked as such."""
    texts = dict(value.texts)
    if language in texts:
        return (Run(str(texts[language]), texts[language].place),)
    plain = texts.get("")
    if plain is None or (name not in _NAMES and plain_language != language):
        return None
    run = Run(str(plain), plain.place)
    foreign = name in {"title", "short"} and own != language
    return (Foreign(own, (run,), plain.place),) if foreign else (run,)
