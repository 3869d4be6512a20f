"""How a value of the case file is refused, and what its reading asks of the program around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from submissions.findings import Finding, Place
from submissions.gate import shown

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
    from pydantic_core import CoreSchema

KEY = "{key}"
"""Stands in a message for the key of the value, which only the whole record knows."""


class Lookup(Protocol):
    """What reading a value needs from outside: tables of codes, and the files of the case."""

    def read(self, kind: str, value: Any) -> Any:
        """Return a text of a kind as it is to be kept.

        Kinds are "country", "language", "id", "text-name", "exhibit", "picture" and "prose".
        Raises RefusedValueError where it is not of that kind.
        """

    def read_values(self, template: str, given: Mapping[Any, object], info: ValidationInfo) -> Mapping[Any, object]:
        """Return the values that a submission gives a template, by name; `info` is what pydantic tells their reader.

        Raises pydantic's ValidationError with the fault of each at its own key.
        """


class RefusedValueError(ValueError):
    """A value of the case file that cannot be kept; the findings that say why travel with it through pydantic."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = findings


def place_of(node: object) -> Place:
    """Return the place of a node or value, or a place in the program for a bare one."""
    place = getattr(node, "place", None)
    return place if isinstance(place, Place) else Place("<program>")


def refuse_kind(node: object, wanted: str) -> RefusedValueError:
    """Make the error for a node of the wrong kind: a list, a mapping or nothing where `wanted` must stand."""
    return RefusedValueError(*kind_findings(node, wanted))


def kind_findings(node: object, wanted: str) -> tuple[Finding, ...]:
    """Say that a node is not `wanted`; nothing is said of one that is refused already."""
    if type(node).__name__ == "RefusedNode":
        return ()
    if isinstance(node, str) and not node.strip():
        return (
            Finding("E117", place_of(node), f"{KEY} has no value", "write the value, or take the key out altogether"),
        )
    found = _found(node)
    return (Finding("E116", place_of(node), f"{KEY} must be {wanted}, not {found}", f"write {wanted} here"),)


def _found(node: object) -> str:
    if isinstance(node, Mapping):
        return "a mapping of keys"
    return "a text" if isinstance(node, str) else "a list"


def read_flag(value: object) -> bool:
    """Return the truth value that stands at a node: the word true or false, nothing else."""
    if isinstance(value, bool):
        return value
    if not isinstance(value, str) or not value.strip():
        raise refuse_kind(value, "true or false")
    if value not in ("true", "false"):
        raise RefusedValueError(
            Finding(
                "E118", place_of(value), f"{KEY} is neither true nor false: '{shown(value)}'", "write true or false"
            )
        )
    return value == "true"


@dataclass(frozen=True, slots=True)
class Checked:
    """Marks a text of the records that must be of a kind, which the reading knows; `pattern` is for editors."""

    kind: str
    pattern: str = ""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema  # noqa: PLC0415  only records need pydantic

        return core_schema.with_info_after_validator_function(self._read, handler(source))

    def _read(self, value: object, info: ValidationInfo) -> object:
        reading: Lookup | None = info.context
        return value if reading is None else reading.read(self.kind, value)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        inner = handler(schema)
        return {**inner, "pattern": self.pattern} if self.pattern else inner
