"""What a template asks the case to type at the submission, and the values of its kinds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from submissions.languages import PLAIN
from submissions.values import ExactNumber, Localised, LocalisedProse, Lookup, PartialDate, Text

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
    from pydantic_core import CoreSchema

KINDS: Final[dict[str, tuple[str, str]]] = {
    "text": ("a short text, plain or by language, in which `@id` names a person", '"..."'),
    "prose": ("Markdown, here or in a file, plain or by language", "|"),
    "date": ("a date, as far as it is known", "2026-03-01"),
    "number": ("a number: `12`, `1500.50`", "12"),
    "choice": ("one of the words under `choices`", ""),
    "yes/no": ("`yes` or `no`", "yes"),
}
"""The kinds of values that a template may ask for: what is typed there, and an example."""


@dataclass(frozen=True, slots=True)
class AskedValue:
    """One value that a template asks the case to type; its name knows where the template says so.

    `kind` is one of KINDS, or "" where the template does not say which. `choices` has the words that may be typed, each
    with what a document prints for it, by language.
    """

    name: Text
    kind: str
    about: Localised
    required: bool = True
    choices: Mapping[str, Localised] = field(default_factory=dict)

    def about_in(self, language: str) -> str:
        """Return what to write there in a language, or else in English, or in the first that there is."""
        about = self.about
        return str(about.get(language) or about.get(PLAIN) or next(iter(about.values()), ""))

    @property
    def example(self) -> str:
        """What may be typed, as a finding shows it: "withdrawn_on: 2026-03-01"."""
        sample = next(iter(self.choices), "") if self.kind == "choice" else KINDS.get(self.kind, ("", ""))[1]
        return f"{self.name}: {sample or '...'}"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The word that a case chose of those which a template offers, and what is printed for it."""

    word: Text
    printed: Localised
    offered: tuple[str, ...]


TypedValue: TypeAlias = Localised | PartialDate | ExactNumber | Chosen | Text | bool
"""A value of the kind that the template asks for; a text that stands for one where it is still to come or unread."""


@dataclass(frozen=True, slots=True)
class ReadAsAsked:
    """Marks values of the records that their template's kinds read; for an editor they are prose or dates."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema  # noqa: PLC0415  only records need pydantic

        return core_schema.any_schema()

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        kinds = (LocalisedProse, PartialDate)
        return {"anyOf": [kind.__get_pydantic_json_schema__(schema, handler) for kind in kinds]}


def read_values(given: object, info: ValidationInfo) -> object:
    """Return the values that a submission gives its template, each of the kind that the template asks for.

    Raises pydantic's ValidationError with the fault of each at its own key.
    """
    reading: Lookup | None = info.context
    if not isinstance(given, Mapping) or reading is None:
        return given
    return reading.read_values(str(info.data.get("template", "")), given, info)
