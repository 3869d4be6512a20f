"""Paths by which rules point into a case: `remedies[final].decided`, `people[role=victim|survivor].born`.

A path is a row of names with dots between them. Behind a name that leads to a list, brackets choose among its records
by their fields: `[final]` has it, `[!final]` has it not, `[kind=treaty-body|other]` is one of these, `[kind!=other]` is
none of these; a comma asks for both, and `self` is the value itself: `formats[self=docx]`. `submission` is the
submission itself, `language` and `audience` are its own; under `texts` its own texts come before the case's. A record
that names annexes by their ids is chosen by the roles of those that come with the paper: `[annexed=decision|appeal]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from submissions.case import Case, Submission
from submissions.findings import Place
from submissions.values import Localised, Text
from submissions.values.refusal import place_of

_SEGMENT: Final = re.compile(r"(?P<name>[a-z_]+)(?:\[(?P<filters>[^\]]*)\])?", re.ASCII)
# A bar between paths; those within brackets part the values of one choice.
_BAR: Final = re.compile(r"\|(?![^\[]*\])", re.ASCII)
_FILTER: Final = re.compile(r"(?P<negated>!?)(?P<name>[a-z_]+)(?:(?P<sign>!?=)(?P<values>[^,=!]+))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Fact:
    """A value that a path leads to, and where the author typed it."""

    value: Any
    place: Place


@dataclass(frozen=True, slots=True)
class _Choice:
    name: str
    values: tuple[str, ...]
    wanted: bool


_Segments: TypeAlias = tuple[tuple[str, tuple[_Choice, ...]], ...]


class PathError(ValueError):
    """A path that cannot be read."""


def read_path(path: str) -> _Segments:
    """Return the segments of a path; raises PathError where it is not written as paths are."""
    segments = []
    rest = path
    while True:
        match = _SEGMENT.match(rest)
        if match is None:
            raise PathError(path)
        segments.append((match["name"], tuple(_read_filters(match["filters"], path))))
        rest = rest[match.end() :]
        if not rest:
            return tuple(segments)
        if not rest.startswith("."):
            raise PathError(path)
        rest = rest[1:]


def _read_filters(typed: str | None, path: str) -> Iterator[_Choice]:
    for part in typed.split(",") if typed is not None else ():
        match = _FILTER.fullmatch(part.strip())
        if match is None or (match["negated"] and match["sign"]):
            raise PathError(path)
        values = tuple(value.strip() for value in (match["values"] or "").split("|") if value.strip())
        yield _Choice(match["name"], values, not match["negated"] and match["sign"] != "!=")


def find(path: str, case: Case, submission: Submission | None, language: str, audience: str) -> tuple[Fact, ...]:
    """Return everything that a path leads to and that is there: no empty text, list or flag that says no."""
    segments = read_path(path)
    (first, choices), rest = segments[0], segments[1:]
    place = submission.origin if submission is not None else case.case.id.place
    if first == "language":
        return (Fact(Text(language, place), place),)
    if first == "audience":
        return (Fact(Text(audience, place), place),)
    if first == "submission":
        start: list[Any] = [] if submission is None else [submission]
    elif first == "texts":
        start = [{**case.texts, **(submission.texts if submission is not None else {})}]
    elif submission is not None and first in {"annexes", "recommendations", "questions", "review"}:
        start = list(_of_submission(first, case, submission))
    else:
        start = list(_step([case], first))
    roles = _roles(case, submission)
    values = [value for value in start if _chosen(value, choices, roles)]
    for name, filters in rest:
        values = [value for value in _step(values, name) if _chosen(value, filters, roles)]
    return tuple(Fact(value, typed_at(value, place)) for value in values if _is_there(value))


def _roles(case: Case, submission: Submission | None) -> Mapping[str, str]:
    """Return the roles of the annexes that come with a paper, by their ids."""
    annexes = case.annexes if submission is None else _of_submission("annexes", case, submission)
    return {str(annex.id): str(annex.role) for annex in annexes if annex.role is not None}


def either(names: str) -> tuple[str, ...]:
    """Return the paths between which a bar leaves the choice; a bar within brackets is of their filter."""
    return tuple(_BAR.split(names))


def reach(start: Fact, path: str) -> tuple[Fact, ...]:
    """Return everything that a path leads to from a record, and that is there."""
    values = [start.value]
    for name, filters in read_path(path):
        values = [value for value in _step(values, name) if _chosen(value, filters)]
    return tuple(Fact(value, typed_at(value, start.place)) for value in values if _is_there(value))


def _of_submission(name: str, case: Case, submission: Submission) -> Iterator[Any]:
    """Yield what a document has of its own, or else shares with the case."""
    own = getattr(submission, name)
    if name == "annexes":
        yield from (annex for annex in case.annexes if own is None or annex.id in own)
    elif name == "review":
        yield from () if own is None else (own,)
    else:
        yield from getattr(case, name) if own is None else own


def _step(values: list[Any], name: str) -> Iterator[Any]:
    """Yield what stands under a name of each value; a list gives its items one by one."""
    for value in values:
        found = value.get(name) if isinstance(value, Mapping) else getattr(value, name, None)
        if isinstance(found, tuple):
            yield from found
        elif found is not None:
            yield found


def _chosen(value: Any, choices: tuple[_Choice, ...], roles: Mapping[str, str] = MappingProxyType({})) -> bool:
    return all(_holds(value, choice, roles) for choice in choices)


def _holds(value: Any, choice: _Choice, roles: Mapping[str, str]) -> bool:
    named = [value] if choice.name == "self" else _step([value], choice.name)
    if choice.name == "annexed":
        named = (roles[str(annex)] for annex in _step([value], "annexes") if str(annex) in roles)
    found = [one for one in named if _is_there(one)]
    if not choice.values:
        return bool(found) == choice.wanted
    return any(str(one) in choice.values for one in found) == choice.wanted


def _is_there(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, Localised):
        return any(map(str.strip, value.values()))
    return value is not None and value != ()


def typed_at(value: Any, default: Place) -> Place:
    """Return where a value was typed."""
    origin = getattr(value, "origin", None)
    if isinstance(origin, Place):
        return origin
    place = place_of(value)
    return default if place.file.startswith("<") else place
