"""Fill the patterns of a citation style: fields in braces, optional parts in brackets, italics between asterisks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from submissions.document import Emphasis, Inline, Run
from submissions.findings import Place

Fields = Mapping[str, tuple[Inline, ...]]
"""The inline nodes of each field that is there."""

_TOKEN: Final = re.compile(r"\{(\w+)\}|\\(.)|([\[\]*])|([^{}\\\[\]*]+)")


class PatternError(ValueError):
    """A pattern that cannot be read; says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a pattern: words, a field, or an optional or italic group of pieces."""

    kind: Literal["words", "field", "optional", "italic"]
    text: str = ""
    parts: tuple[_Part, ...] = ()


@cache
def read_pattern(pattern: str) -> tuple[_Part, ...]:
    """Return the pieces of a pattern; raises PatternError for one with an open bracket or asterisk."""
    stack: list[tuple[str, list[_Part]]] = [("", [])]
    position = 0
    while position < len(pattern):
        match = _TOKEN.match(pattern, position)
        if match is None:
            raise PatternError(f"a brace is open: '{pattern}'")
        position = match.end()
        field, escaped, sign, words = match.groups()
        if sign is None:
            stack[-1][1].append(_Part("field", field) if field else _Part("words", escaped or words))
        elif sign == "[" or (sign == "*" and stack[-1][0] != "*"):
            stack.append((sign, []))
        else:
            opener, parts = stack.pop()
            if not stack or opener != {"]": "[", "*": "*"}[sign]:
                raise PatternError(f"'{sign}' closes nothing: '{pattern}'")
            stack[-1][1].append(_Part("optional" if sign == "]" else "italic", parts=tuple(parts)))
    if len(stack) > 1:
        raise PatternError(f"'{stack[-1][0]}' is not closed: '{pattern}'")
    return tuple(stack[0][1])


def fill(pattern: str, fields: Fields, place: Place) -> tuple[tuple[Inline, ...], list[str]]:
    """Return the filled pattern, and the names of fields that it needs and that are not there."""
    lacking: list[str] = []
    return _fill(read_pattern(pattern), fields, place, lacking), lacking


def _fill(parts: tuple[_Part, ...], fields: Fields, place: Place, lacking: list[str]) -> tuple[Inline, ...]:
    """Fill the pieces in order; an optional group with a missing field is left out whole."""
    inlines: list[Inline] = []
    for part in parts:
        match part.kind:
            case "words":
                inlines.append(Run(part.text, place))
            case "field" if part.text in fields:
                inlines.extend(fields[part.text])
            case "field":
                lacking.append(part.text)
            case "italic":
                inlines.append(Emphasis(_fill(part.parts, fields, place, lacking), place))
            case "optional":
                inside: list[str] = []
                filled = _fill(part.parts, fields, place, inside)
                inlines.extend(() if inside else filled)
    return tuple(inlines)
