"""Values that know where the author typed them: text, prose, dates, and texts in several languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from submissions.findings import Place

NOWHERE = Place("<program>")


class Text(str):
    """A string exactly as it was typed, with its place; it compares and hashes as the string it is."""

    __slots__ = ("place",)
    place: Place

    def __new__(cls, text: str, place: Place = NOWHERE) -> Self:
        self = super().__new__(cls, text)
        self.place = place
        return self

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (str(self), self.place)


class Prose(Text):
    """Markdown, with the place of each of its lines (a block scalar or a file beside the case file)."""

    __slots__ = ("lines",)
    lines: tuple[Place, ...]

    def __new__(cls, text: str, place: Place = NOWHERE, lines: tuple[Place, ...] = ()) -> Self:
        self = super().__new__(cls, text, place)
        self.lines = lines
        return self

    def place_of(self, line: int) -> Place:
        """Return the place of a line of this prose, counted from 0."""
        return self.lines[line] if 0 <= line < len(self.lines) else self.place

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (str(self), self.place, self.lines)


@dataclass(frozen=True, slots=True)
class Localised(Mapping[str, Text]):
    """One text in one or more languages.

    `texts` maps a language code to its text; a plain value in the case file stands under the key "" and is in
    the case's own language (`case.language`).
    """

    texts: tuple[tuple[str, Text], ...]
    place: Place = NOWHERE

    def __getitem__(self, language: str) -> Text:
        return dict(self.texts)[language]

    def __iter__(self) -> Iterator[str]:
        return iter(dict(self.texts))

    def __len__(self) -> int:
        return len(self.texts)


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A calendar date that may lack its day, or its day and month."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """When something happened, as exactly as it is known.

    `kind` is "day" (only `first`: a date, a month or a year), "span" (from `first` to `last`; `last` None means
    that it continues), "between" (once, at an unknown time from `first` to `last`) or "about" (near `first`).
    """

    kind: str
    first: Day
    last: Day | None = None
    place: Place = NOWHERE
