"""Read the values that a submission gives its template, each as of the kind that the template asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from submissions.case.asked import AskedValue, Chosen, TypedValue
from submissions.findings import Finding
from submissions.gate import shown
from submissions.source import nearest
from submissions.values import (
    ExactNumber,
    LocalisedProse,
    LocalisedWithNames,
    PartialDate,
    RefusedValueError,
    Text,
    ToCome,
    Unread,
)
from submissions.values.refusal import KEY, place_of, refuse_kind

if TYPE_CHECKING:
    from pydantic import ValidationInfo

_TRUTHS: Final = {"yes": True, "true": True, "no": False, "false": False}


def read_asked(
    given: Mapping[Text, object], asked: Mapping[str, AskedValue], info: ValidationInfo
) -> dict[Text, TypedValue]:
    """Return the values that were given, by name, with `info` of the validation that asks.

    Raises pydantic's ValidationError with the fault of each at its own key.
    """
    values: dict[Text, TypedValue] = {}
    faults: list[tuple[Text, object, RefusedValueError]] = []
    for name, node in given.items():
        try:
            values |= _read(name, node, asked, info)
        except RefusedValueError as refusal:
            faults.append((name, node, refusal))
    if faults:
        raise _as_one(faults)
    return values


def _read(name: Text, node: object, asked: Mapping[str, AskedValue], info: ValidationInfo) -> dict[Text, TypedValue]:
    """Return one value under its name; nothing where its template is at fault, or it is refused already."""
    wanted = asked.get(name)
    if wanted is None and not isinstance(node, Unread):
        raise _unknown(name, asked)
    if wanted is None or not wanted.kind:
        return {}
    if isinstance(node, ToCome | Unread):
        return {name: node}
    return {name: _READERS[wanted.kind](node, wanted, info)}


def _unknown(name: Text, asked: Mapping[str, AskedValue]) -> RefusedValueError:
    message = f"the template asks for no value '{shown(name)}'"
    if not asked:
        return RefusedValueError(Finding("E254", place_of(name), message, "take it out: this template asks for none"))
    near = nearest(name, asked)
    first = f"write '{near}', or " if near else ""
    order = f"{first}use one of the names that it asks for: {', '.join(asked)}"
    return RefusedValueError(Finding("E254", place_of(name), message, order))


def _as_one(faults: list[tuple[Text, object, RefusedValueError]]) -> ValueError:
    from pydantic_core import InitErrorDetails, ValidationError  # noqa: PLC0415 - only records need pydantic

    lines: list[InitErrorDetails] = [
        {"type": "value_error", "loc": (str(name),), "input": node, "ctx": {"error": refusal}}
        for name, node, refusal in faults
    ]
    return ValidationError.from_exception_data("values", lines)


def _read_choice(node: object, wanted: AskedValue, info: ValidationInfo) -> Chosen:
    words = tuple(wanted.choices)
    if not isinstance(node, str) or not node.strip():
        raise refuse_kind(node, f"one of these words: {', '.join(words)}")
    if node not in words:
        near = nearest(node, words)
        order = f"write '{near}', or one of these: " if near else "write one of these: "
        message = f"{KEY} is not one of the words allowed: '{shown(node)}'"
        raise RefusedValueError(Finding("E118", place_of(node), message, order + ", ".join(words)))
    return Chosen(Text(node, place_of(node)), wanted.choices[node], words)


def _read_truth(node: object, wanted: AskedValue, info: ValidationInfo) -> bool:
    if not isinstance(node, str) or not node.strip():
        raise refuse_kind(node, "yes or no")
    if node not in _TRUTHS:
        message = f"{KEY} is neither yes nor no: '{shown(node)}'"
        raise RefusedValueError(Finding("E118", place_of(node), message, "write yes or no"))
    return _TRUTHS[node]


_READERS: Final[dict[str, Callable[[Any, AskedValue, Any], TypedValue]]] = {
    "text": lambda node, _, info: LocalisedWithNames.read(node, info),
    "prose": lambda node, _, info: LocalisedProse.read(node, info),
    "date": lambda node, *_: PartialDate.read(node),
    "number": lambda node, *_: ExactNumber.read(node),
    "choice": _read_choice,
    "yes/no": _read_truth,
}
