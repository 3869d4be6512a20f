"""Hold the names of a template against what there is, without a case: the names, and the fields of what they name.

What a filter or a function makes is not followed where nobody can say what it is; such a value may have any field.
"""

from __future__ import annotations

import types
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any, Final, TypeAlias, Union, get_args, get_origin, get_type_hints

from jinja2 import nodes

from submissions.values import Missing, Withholding

ANYTHING: Final = object()
"""The type of what may have any field."""

Shape: TypeAlias = object
"""A class of records, a `Listed`, a `Given`, or ANYTHING."""

_KEEPING: Final = frozenset({"selectattr", "rejectattr", "select", "reject", "sort", "list", "reverse", "unique"})
_TAKING: Final = frozenset({"first", "last"})
OF_JINJA: Final = frozenset({"loop", "range", "caller", "varargs", "kwargs"})
"""The names that Jinja itself gives."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of things of one shape."""

    of: Shape


@dataclass(frozen=True, slots=True)
class Given:
    """A function, and the shape of what it gives."""

    result: Shape


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that there is not, the line on which it stands, and the nearest one that there is."""

    name: str
    line: int
    nearest: str


def shape_of(hint: Any) -> Shape:
    """Return the shape of a type hint; of a choice that of its one record, for a text or a stand-in has no fields."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        records = [one for one in get_args(hint) if shape_of(one) is not ANYTHING]
        return shape_of(records[0]) if len(records) == 1 else ANYTHING
    if origin is tuple and len(get_args(hint)) == 2 and get_args(hint)[1] is ...:
        return Listed(shape_of(get_args(hint)[0]))
    is_record = isinstance(hint, type) and is_dataclass(hint) and not issubclass(hint, Missing | Withholding)
    return hint if is_record else ANYTHING


@cache
def fields_of(record: type) -> Mapping[str, Shape]:
    """Return the shapes of the fields and properties of a class of records."""
    found = {name: shape_of(hint) for name, hint in get_type_hints(record).items() if not name.startswith("_")}
    for name in dir(record):
        made = getattr(record, name, None)
        if isinstance(made, property) and not name.startswith("_") and made.fget is not None:
            found.setdefault(name, shape_of(get_type_hints(made.fget).get("return")))
    return found


def unknown_names(tree: nodes.Template, known: Mapping[str, Shape]) -> Iterator[Unknown]:
    """Yield the names of a template that there are not, in the order of the template."""
    macros = {macro.name: ANYTHING for macro in tree.find_all(nodes.Macro)}
    reader = _Reader({**known, **macros})
    reader.body(tree.body)
    yield from dict.fromkeys(reader.found)


@dataclass(slots=True)
class _Reader:
    """What is known at a place of a template, and what was found unknown so far."""

    known: dict[str, Shape]
    found: list[Unknown] = field(default_factory=list)

    def body(self, statements: Collection[nodes.Node]) -> None:
        """Go through statements in their order."""
        for one in statements:
            self._statement(one)

    def _statement(self, one: nodes.Node) -> None:
        match one:
            case nodes.For():
                of = self.shape(one.iter)
                inner = _Reader({**self.known, "loop": ANYTHING}, self.found)
                inner.bind(one.target, of.of if isinstance(of, Listed) else ANYTHING)
                if one.test is not None:
                    inner.shape(one.test)
                inner.body(one.body)
                self.body(one.else_)
            case nodes.Assign():
                self.bind(one.target, self.shape(one.node))
            case nodes.AssignBlock():
                self.body(one.body)
                self.bind(one.target, ANYTHING)
            case nodes.Macro():
                given = {argument.name: ANYTHING for argument in one.args}
                _Reader({**self.known, **given}, self.found).body(one.body)
            case nodes.With():
                inner = _Reader(dict(self.known), self.found)
                for target, value in zip(one.targets, one.values, strict=True):
                    inner.bind(target, self.shape(value))
                inner.body(one.body)
            case nodes.If():
                self.shape(one.test)
                self.body([*one.body, *one.elif_, *one.else_])
            case nodes.Expr():
                self.shape(one)
            case _:
                for child in one.iter_child_nodes():
                    self._statement(child)

    def bind(self, target: nodes.Node, shape: Shape) -> None:
        """Give a name a shape; of several names none is known."""
        if isinstance(target, nodes.Name):
            self.known[target.name] = shape
        for child in target.iter_child_nodes():
            self.bind(child, ANYTHING)

    def shape(self, one: nodes.Node) -> Shape:  # noqa: PLR0911 - one return for each kind of expression
        """Return the shape of an expression, having looked at every name in it."""
        match one:
            case nodes.Name():
                return self._named(one)
            case nodes.Getattr():
                return self._part(self.shape(one.node), one.attr, one.lineno)
            case nodes.Getitem() if isinstance(one.arg, nodes.Const) and isinstance(one.arg.value, str):
                return self._part(self.shape(one.node), one.arg.value, one.lineno)
            case nodes.Getitem():
                of = self.shape(one.node)
                self.shape(one.arg)
                return of.of if isinstance(of, Listed) and not isinstance(one.arg, nodes.Slice) else of
            case nodes.Filter():
                return self._filtered(one)
            case nodes.Call():
                called = self.shape(one.node)
                for part in (*one.args, *(each.value for each in one.kwargs)):
                    self.shape(part)
                return called.result if isinstance(called, Given) else ANYTHING
        for child in one.iter_child_nodes():
            self.shape(child)
        return ANYTHING

    def _named(self, one: nodes.Name) -> Shape:
        if one.name in self.known:
            return self.known[one.name]
        if one.name not in OF_JINJA:
            self._unknown(one.name, one.lineno, self.known)
        return ANYTHING

    def _part(self, owner: Shape, name: str, line: int) -> Shape:
        if not isinstance(owner, type):
            return ANYTHING
        fields = fields_of(owner)
        if name not in fields:
            self._unknown(name, line, fields)
        return fields.get(name, ANYTHING)

    def _filtered(self, one: nodes.Filter) -> Shape:
        of = self.shape(one.node) if one.node is not None else ANYTHING
        for part in (*one.args, *(each.value for each in one.kwargs)):
            self.shape(part)
        if one.name in _TAKING and isinstance(of, Listed):
            return of.of
        return of if one.name in _KEEPING else ANYTHING

    def _unknown(self, name: str, line: int, known: Collection[str]) -> None:
        self.found.append(Unknown(name, line, next(iter(get_close_matches(name, sorted(known), n=1)), "")))
