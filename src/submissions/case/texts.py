"""Every text that a person typed into a case, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from pydantic import BaseModel

from submissions.values import Text

MENTION: Final = re.compile(r"(?<![\w.@\\])@([a-z][a-z0-9]*(?:-[a-z0-9]+)*)")
"""An `@id` as it is typed; not within an address for electronic mail, which has a word before the sign."""


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
    return frozenset(MENTION.findall(words))
