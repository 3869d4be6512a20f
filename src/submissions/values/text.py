"""Text and prose exactly as they were typed, with their places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from submissions.findings import Place
from submissions.values.refusal import refuse_kind

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

NOWHERE = Place("<program>")

# What an editor's YAML reader may take for a number or a truth value is text here.
SCALAR_SCHEMA: dict[str, Any] = {"type": ["string", "number", "boolean"]}


class Text(str):
    """A string exactly as it was typed, with its place; it compares and hashes as the string it is."""

    __slots__ = ("place",)
    place: Place

    def __new__(cls, text: str, place: Place = NOWHERE) -> Self:
        """Make the string and note its place."""
        self = super().__new__(cls, text)
        self.place = place
        return self

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (str(self), self.place)

    @classmethod
    def read(cls, value: object) -> Text:
        """Return the text that stands at a node of the case file.

        Raises RefusedValueError where the node is a list, a mapping or empty.
        """
        if isinstance(value, ToCome):
            return value
        if not isinstance(value, str):
            raise refuse_kind(value, "a text")
        if not value.strip():
            raise refuse_kind(value, "a text")
        return Text(value, getattr(value, "place", NOWHERE))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema  # noqa: PLC0415  only records need pydantic

        return core_schema.no_info_plain_validator_function(cls.read)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return dict(SCALAR_SCHEMA)


class Prose(Text):
    """Markdown, with the place of each of its lines (a block scalar or a file beside the case file)."""

    __slots__ = ("lines",)
    lines: tuple[Place, ...]

    def __new__(cls, text: str, place: Place = NOWHERE, lines: tuple[Place, ...] = ()) -> Self:
        """Make the string and note its place."""
        self = super().__new__(cls, text, place)
        self.lines = lines
        return self

    def place_of(self, line: int) -> Place:
        """Return the place of a line of this prose, counted from 0."""
        return self.lines[line] if 0 <= line < len(self.lines) else self.place

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (str(self), self.place, self.lines)

    @classmethod
    def read(cls, value: object) -> Prose:
        """Return the prose that stands at a node of the case file; raises as `Text.read` does."""
        text = Text.read(value)
        return text if isinstance(text, ToCome) else cls(text, text.place, getattr(value, "lines", ()))


class ToCome(Prose):
    """An empty text that stands in a draft for a value which the case still lacks; its place is where it is wanted."""

    __slots__ = ()
