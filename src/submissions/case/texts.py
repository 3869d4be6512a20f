"""Every text that a person typed into a case, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from submissions.values import Text


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
