"""The keys that a column may stand for: paths into the records of a case, and what stands at each.

A path is written with dots, as `name.given`, `text.fr`, `date.from` or `consent.1.scope`: a key, a language, a part of
a date, or the number of an entry in a list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Final, Literal, TypeAlias, Union, get_args, get_origin

from submissions.case import Annex, Event, Person, Record, Remedy
from submissions.importing.records import Listed
from submissions.languages import is_language
from submissions.values import Localised, LocalisedProse, PartialDate, Text

RECORDS: Final[dict[Listed, type[Record]]] = {
    "people": Person,
    "events": Event,
    "remedies": Remedy,
    "annexes": Annex,
}
"""What an entry of each list is."""

Kind: TypeAlias = Literal["text", "word", "flag", "date", "day", "days", "texts", "words"]
"""What a cell of a column holds; the plural ones hold several, with semicolons between them."""

PARTS_OF_DATE: Final[dict[str, Kind]] = {"from": "day", "to": "day", "about": "day", "between": "days"}
"""The keys of a date that is more than one day, and what stands at each."""
_FILE: Final = "file"
_FIRST: Final = "1"


@dataclass(frozen=True, slots=True)
class Key:
    """A path into a record, and what stands there; `words` are those that a `word` is chosen from."""

    path: tuple[str, ...]
    kind: Kind
    words: tuple[str, ...] = ()

    def __str__(self) -> str:
        return ".".join(self.path)


def key_at(record: type[Record], path: Sequence[str]) -> Key | None:
    """Return what stands at a path in a record, or None where nothing can."""
    found = _at(record, tuple(path))
    return None if found is None else Key(tuple(path), *found)


_Found: TypeAlias = tuple[Kind, tuple[str, ...]]


def _at(annotation: Any, path: tuple[str, ...]) -> _Found | None:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        field = annotation.model_fields.get(path[0]) if path else None
        return _at(field.annotation, path[1:]) if field is not None else None
    if isinstance(annotation, type) and issubclass(annotation, Localised):
        return ("text", ()) if _is_text_in_languages(annotation, path) else None
    if annotation is PartialDate:
        kind: Kind | None = "date" if not path else PARTS_OF_DATE.get(path[0]) if len(path) == 1 else None
        return (kind, ()) if kind else None
    if annotation in (Text, bool):
        return None if path else ("text" if annotation is Text else "flag", ())
    return _at_many(get_origin(annotation), get_args(annotation), path)


def _at_many(origin: Any, arguments: tuple[Any, ...], path: tuple[str, ...]) -> _Found | None:
    """Return what stands at a path where the type is made of others."""
    if origin is Literal:
        return None if path else ("word", arguments)
    if origin in (Annotated, Union, UnionType):
        types = arguments[: 1 if origin is Annotated else None]
        return next((found for one in types if (found := _at(one, path)) is not None), None)
    if origin is tuple and not path:
        inner = _at(arguments[0], ())
        several: dict[Kind, Kind] = {"text": "texts", "word": "words"}
        return (several[inner[0]], inner[1]) if inner is not None and inner[0] in several else None
    is_number = bool(path) and path[0].isdecimal() and path[0].isascii() and path[0][0] != "0"
    if (origin is tuple and is_number) or (origin is dict and path and is_language(path[0])):
        return _at(arguments[0 if origin is tuple else 1], path[1:])
    return None


def _is_text_in_languages(annotation: type[Localised], path: tuple[str, ...]) -> bool:
    rest = path[:-1] if path[-1:] == (_FILE,) and issubclass(annotation, LocalisedProse) else path
    return not rest or (len(rest) == 1 and is_language(rest[0]))


def keys_of(record: type[Record]) -> tuple[Key, ...]:
    """Return every key of a record, in its order; of a list of records those of its first entry, and no languages."""
    return tuple(key for path in _paths(record) if (key := key_at(record, path)) is not None)


def _paths(annotation: Any) -> Iterator[tuple[str, ...]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        for name, field in annotation.model_fields.items():
            yield from ((name, *rest) for rest in _paths(field.annotation))
        return
    yield ()
    if annotation is PartialDate:
        yield from ((part,) for part in PARTS_OF_DATE)
    if isinstance(annotation, type) and issubclass(annotation, LocalisedProse):
        yield (_FILE,)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is tuple:
        yield from ((_FIRST, *rest) for rest in _paths(arguments[0]))
    elif origin in (Union, UnionType, Annotated):
        for one in arguments[: 1 if origin is Annotated else None]:
            yield from (rest for rest in _paths(one) if rest)
