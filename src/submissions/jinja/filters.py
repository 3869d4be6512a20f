"""The filters and tests that a template may use; what they change keeps its place, and what they join stays data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from jinja2 import Undefined, pass_context
from jinja2.filters import FILTERS
from jinja2.runtime import Context
from jinja2.tests import TESTS
from markupsafe import Markup

from submissions.findings import Place
from submissions.jinja.marks import MARK_OPEN, template_text
from submissions.values import Missing, PartialDate, Text, TextWithNames, Withholding

Print = Callable[[object], Markup]
"""Prints one value: takes it into the table and returns its mark."""

# Filters of Jinja whose result is a number, or the records themselves in another order.
_AS_THEY_ARE: Final = ("length", "count", "sort", "dictsort", "groupby", "sum", "abs", "int", "min", "max", "round")
# These give generators, which can be gone through only once and have no length.
_AS_LISTS: Final = (
    "select",
    "reject",
    "selectattr",
    "rejectattr",
    "map",
    "unique",
    "reverse",
    "batch",
    "slice",
    "list",
)
# What a macro has printed holds marks for its values, and the body of a Word file signs for its words.
_SEALED: Final = re.compile(f"{MARK_OPEN}|[\ue000-\uf8ff]")
_TESTS: Final = ("equalto", "eq", "==", "ne", "!=", "lt", "<", "gt", ">", "le", "<=", "ge", ">=", "in", "odd", "even",
                 "divisibleby", "none", "string", "number")  # fmt: skip


@dataclass(frozen=True, slots=True)
class OpeningDate:
    """A date that opens a sentence or a cell, so that its words begin with a capital."""

    date: PartialDate

    @property
    def place(self) -> Place:
        """Where the date stands in the case."""
        return self.date.place


@dataclass(frozen=True, slots=True)
class TimelineOf:
    """Events that a template wants drawn to scale, with the words for it and for what its marks mean."""

    events: tuple[object, ...]
    title: str
    violation: str
    continues: str


def filters(
    show: Print, words: Mapping[str, str], empty: Callable[[], Markup | Missing] = Markup
) -> dict[str, Callable[..., Any]]:
    """Return the filters; `show` prints a value, `words` are the labels of the document's language.

    `empty` gives what is printed of a list in which there is nothing.
    """

    def join(values: Iterable[object], between: str = "", attribute: str | None = None) -> Markup | Missing:
        del attribute
        parts = [show(value) for value in values]
        return template_text(between).join(parts) if parts else empty()

    def and_list(values: Iterable[object]) -> Markup | Missing:
        parts = [show(value) for value in values]
        if not parts:
            return empty()
        comma, last = template_text(words["list_comma"]), template_text(words["list_and"])
        return parts[0] if len(parts) == 1 else last.join([comma.join(parts[:-1]), *parts[-1:]])

    own: dict[str, Callable[..., Any]] = {
        "join": join,
        "and_list": and_list,
        "date": lambda value: value,
        "default": _default,
        "d": _default,
        "agree": _agree,
        "withheld": _withheld,
        "timeline": _timeline,
        "first": lambda values: next(iter(values), None),
        "last": lambda values: next(iter(list(values)[-1:]), None),
        "upper": lambda value: _changed(value, lambda text: text.upper()),
        "lower": lambda value: _changed(value, str.lower),
        "trim": lambda value: _changed(value, str.strip, of_letters=False),
        "title": lambda value: _changed(value, _titled),
        "replace": lambda value, old, new: _changed(value, lambda text: text.replace(str(old), str(new))),
        "capitalize": _capitalize,
    }
    return {name: FILTERS[name] for name in _AS_THEY_ARE} | {name: _as_list(name) for name in _AS_LISTS} | own


def tests() -> dict[str, Callable[..., Any]]:
    """Return the tests; `x is given` tells whether the case gives x and the audience may see it."""
    known = {name: cast("Callable[..., Any]", TESTS[name]) for name in _TESTS}
    return known | {"given": is_given}


def is_given(value: object) -> bool:
    """Tell whether the case gives a value that the audience may see; one in another language only is given, too."""
    return bool(value) if isinstance(value, Missing | Withholding | Undefined) else value not in (None, "", (), [], {})


def _as_list(name: str) -> Callable[..., list[Any]]:
    """Make a filter of Jinja's return a list: its generators are true even when they are empty."""
    original: Callable[..., Any] = FILTERS[name]
    wants_context = hasattr(original, "jinja_pass_arg")

    @pass_context
    def filtered(context: Context, *arguments: Any, **named: Any) -> list[Any]:
        first = {"context": context, "environment": context.environment, "eval_context": context.eval_ctx}
        given = (first[original.jinja_pass_arg.name],) if wants_context else ()  # type: ignore[attr-defined]
        return list(original(*given, *arguments, **named))

    return filtered


def _default(value: object, otherwise: object) -> object:
    """Return another value where one is not given."""
    return value if is_given(value) else otherwise


def _withheld(value: object, wording: object) -> object:
    """Return the wording for the public where a fact is protected; what the case does not give stays so."""
    return wording if isinstance(value, Withholding) else value


def _timeline(events: object, title: str = "", violation: str = "", continues: str = "") -> TimelineOf:
    """Return events as a timeline, which is printed alone in a paragraph."""
    if (
        not title
        or not isinstance(events, list | tuple)
        or not all(type(words) in {str, Markup} for words in (title, violation, continues))
    ):
        raise TypeError("'timeline' draws a list of events, with a title and words in quotation marks")
    return TimelineOf(tuple(events), str(title), str(violation), str(continues))


def _agree(who: object, man: object, woman: object, other: object = None) -> object:
    """Return the form that agrees with a person's gender, or with all people of a list.

    The second form only where all are women; the third, if given, for whoever is neither or does not say.
    """
    people = list(who) if isinstance(who, list | tuple) else [who]
    genders = {getattr(one, "gender", None) for one in people}
    if genders == {"woman"}:
        return woman
    return other if other is not None and not genders <= {"man", "woman"} else man


# A letter that begins a word, or stands behind the apostrophe of one letter: "O'Neill", and not "It'S".
_BEGINS: Final = re.compile("(?<![^\\W\\d_])(?<!\\w\\w['\u2019])[^\\W\\d_]")


def _titled(text: str) -> str:
    """Return a text each word of which begins with a capital; its other letters stay: "USA"."""
    return _BEGINS.sub(lambda match: match[0].upper(), text)


def _capitalize(value: object) -> object:
    """Give a text or a date a capital for its first letter, and leave the others as they are."""
    if isinstance(value, PartialDate):
        return OpeningDate(value)
    begins_as_typed = isinstance(value, Markup) and not _SEALED.match(value)
    return _changed(value, lambda text: text[:1].upper() + text[1:], of_letters=not begins_as_typed)


def _changed(value: object, change: Callable[[str], str], *, of_letters: bool = True) -> object:
    """Change a text's letters, or the spaces at its ends, and keep its place; what is not there stays so."""
    if not isinstance(value, str):
        if isinstance(value, Missing | Withholding | Undefined):
            return value
        raise TypeError("this filter is for texts only")
    if isinstance(value, Markup):
        if of_letters and _SEALED.search(value):
            raise TypeError("letters of what a macro or a block has printed cannot be changed: change each value in it")
        return template_text(change(str(value)))
    if isinstance(value, TextWithNames):
        return TextWithNames(change(value), value.place)
    return Text(change(str(value)), value.place) if isinstance(value, Text) else change(value)
