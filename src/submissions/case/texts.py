"""Every text that a person typed into a case, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pydantic import BaseModel

from submissions.case.people import Person
from submissions.values import Localised, Mention, Text, TextWithNames, pieces_of


def texts_of(value: object) -> Iterator[Text]:
    """Yield every text in a record, a mapping or a tuple, at any depth, in the order of the fields."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts_of(getattr(value, name))
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from texts_of(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from texts_of(inner)


def named_in(words: str) -> frozenset[str]:
    """Return the ids that stand as `@id` in a text as it was typed, of people and of authorities alike."""
    return frozenset(piece.id for piece in pieces_of(words) if isinstance(piece, Mention))


def as_printed(text: Text, people: Iterable[Person]) -> tuple[str, ...]:
    """Return a text as documents may print it: with the names of the people whom it names, and with their pseudonyms.

    Any other text is printed as it is.
    """
    if not isinstance(text, TextWithNames):
        return (str(text),)
    known = list(people)
    names = {str(person.id): _whole_name(person) for person in known}
    others = [{**names, str(person.id): str(name)} for person in known for name in _pseudonyms(person)]
    pieces = tuple(pieces_of(text))
    return tuple(dict.fromkeys(_filled(pieces, forms) for forms in (names, *others)))


def without_people(text: str) -> str:
    """Return the words of a text beside the people whom it names as `@id`; another kind of text names none."""
    if not isinstance(text, TextWithNames):
        return str(text)
    return " ".join(piece for piece in pieces_of(text) if isinstance(piece, str))


def with_ids(text: str) -> str:
    """Return a text with the ids of the people whom it names, as tables for the author's own eyes tell it."""
    return "".join(piece.id if isinstance(piece, Mention) else piece for piece in pieces_of(text))


def _filled(pieces: Iterable[str | Mention], forms: Mapping[str, str]) -> str:
    return "".join(forms.get(piece.id, piece.typed) if isinstance(piece, Mention) else piece for piece in pieces)


def _whole_name(person: Person) -> str:
    name = person.name
    return str(name) if isinstance(name, Text) else str(name.full or f"{name.given} {name.family}")


def _pseudonyms(person: Person) -> Iterator[Text]:
    yield from person.pseudonym.values() if isinstance(person.pseudonym, Localised) else ()
