"""The names that a template may use, and whether the case gives what a template needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import is_dataclass, replace
from functools import partial
from typing import Any, Final, get_args

from submissions.case import Role
from submissions.catalogue import Template
from submissions.compose.addressing import addressing_of
from submissions.compose.treaties import TreatyView, treaties_of
from submissions.findings import Finding, Place
from submissions.jinja.fields import ANYTHING, Given, Listed, Shape, fields_of
from submissions.jinja.given import NAMES
from submissions.values import Missing, Withholding
from submissions.view import AnnexView, CaseView, PersonView


def names(
    view: CaseView, named: Callable[[], list[PersonView]] | None = None, *, letterhead: bool = False
) -> dict[str, object]:
    """Return everything that a template of this view may use; `named` lists whom the rest of the document names.

    `letterhead` tells that the house prints its name and address at the head of the first page.
    """
    return {name: getattr(view, name) for name in NAMES} | {
        "person": _by_id({str(one.id): one for one in view.people}),
        "annex": _by_id({str(one.id): one for one in view.annexes}),
        "role": _role(view.people),
        "named": named or _nobody,
        "treaties": partial(treaties_of, view),
        "addressing": addressing_of(view),
        "letterhead": letterhead,
    }


def _nobody() -> list[PersonView]:
    return []


def _by_id(known: Mapping[str, PersonView | AnnexView]) -> Callable[[str], PersonView | AnnexView | None]:
    """Return the function that finds something by its id; what is not there is nothing."""
    return known.get


def _role(people: tuple[PersonView, ...]) -> Callable[[str], list[PersonView]]:
    """Return the function that lists the people of a role."""

    def role(name: str) -> list[PersonView]:
        if name not in get_args(Role):
            raise ValueError(f"there is no such role: '{name}'")
        return [person for person in people if person.role == name]

    return role


def missing_needs(view: CaseView, template: Template) -> dict[str, Finding]:
    """Name everything that the template needs and the case does not give, by the need."""
    return {
        need: fault.finding if isinstance(fault, Missing | Withholding) else fault
        for need, fault in _needs(view, template)
    }


def gaps_of_needs(view: CaseView, template: Template) -> list[Missing]:
    """Return everything that a template needs and that no view of the case holds, as a draft prints it.

    Its place is where the case asks for the template, or else its head.
    """
    place = place_asked_for(view)
    faults = [fault for _, fault in _needs(view, template) if isinstance(fault, Missing) and fault.code == "E210"]
    return [replace(fault, place=place, elsewhere=True) for fault in faults]


def place_asked_for(view: CaseView) -> Place:
    """Return where the case asks for the document, or the head of the case where it does not."""
    return view.submission.template.place if view.submission.template.place.column else view.case.id.place


def with_gaps(names: Mapping[str, object], gaps: Iterable[Missing]) -> dict[str, object]:
    """Return the names that a template may use, with each gap where the template looks for it; a list holds it once."""
    filled = dict(names)
    for gap in gaps:
        first, *rest = gap.what.split(".")
        filled[first] = _with_gap(filled.get(first), rest, gap)
    return filled


def _with_gap(value: Any, path: Sequence[str], gap: Missing) -> object:
    if not path:
        return (gap,) if isinstance(value, tuple | list) else gap
    if isinstance(value, Mapping):
        return {**value, path[0]: _with_gap(value.get(path[0]), path[1:], gap)}
    if is_dataclass(value) and not isinstance(value, type | Missing):
        return replace(value, **{path[0]: _with_gap(getattr(value, path[0]), path[1:], gap)})
    return gap


def _needs(view: CaseView, template: Template) -> Iterator[tuple[str, Finding | Missing | Withholding]]:
    """Yield each need that is not met, with what keeps it from that: a fault of the template, or what is lacking."""
    for need in template.needs:
        value: object = view
        for name in str(need).split("."):
            value = value.get(name) if isinstance(value, Mapping) else getattr(value, name, _UNKNOWN)
            if not value or isinstance(value, Missing | Withholding) or value is _UNKNOWN:
                break
        if value is _UNKNOWN:
            message = f"'needs' names something that no case can give: '{need}'"
            yield need, Finding("E204", need.place, message, "see 'submissions templates' for the names")
        elif isinstance(value, Missing | Withholding):
            yield need, value
        elif not value:
            case = Place(view.case.id.place.file)
            message = f"the template '{template.id}' needs '{need}', which the case does not give"
            order = _WHERE.get(str(need), f"add '{need}' to the case or to the submission")
            yield need, Missing("E210", case, message, order, what=str(need))
    yield from _values_lacking(view, template)


def _values_lacking(view: CaseView, template: Template) -> Iterator[tuple[str, Missing]]:
    """Yield each value that the template asks for and the case does not type."""
    for name, asked in template.values.items():
        if asked.required and asked.kind and name not in view.values:
            message = f"the template '{template.id}' asks for the value '{name}', which the submission does not give"
            order = f"write '{asked.example}' below 'values:' of this submission: {asked.about_in(view.language)}"
            yield f"{_VALUES}.{name}", Missing("E210", place_asked_for(view), message, order, what=name)


def with_faults(view: CaseView, lacking: Mapping[str, Finding]) -> CaseView:
    """Return a view that has, for each text which a template needs and the case does not give, the finding of it.

    So it is with the values that it asks for. Whatever prints one of them tells what has been told, and no more.
    """
    texts, values = dict(view.texts), dict(view.values)
    for need, finding in lacking.items():
        group, _, name = need.partition(".")
        missing = Missing(finding.code, finding.place, finding.message, finding.help)
        if group == "texts" and name:
            texts.setdefault(name, missing)
        elif group == _VALUES:
            values.setdefault(name, missing)
    return replace(view, texts=texts, values=values)


def values_asked(view: CaseView, template: Template) -> dict[str, object]:
    """Return the values that a template asks for, by name; what the case does not type is nothing."""
    return {name: view.values.get(name) for name in template.values}


_UNKNOWN: Final = object()
_VALUES: Final = "values"
_WHERE: Final = {  # what a case gives in another way than by writing it down under its name
    "examinations": "let the case make a document that is filed with a mechanism: a memorandum is on the others",
}


def shapes_of_names() -> dict[str, Shape]:
    """Return the shape of every name that a template may use, from the records of the view."""
    return {name: fields_of(CaseView)[name] for name in NAMES} | {
        "person": Given(PersonView),
        "annex": Given(AnnexView),
        "role": Given(Listed(PersonView)),
        "named": Given(Listed(PersonView)),
        "treaties": Given(Listed(TreatyView)),
        "addressing": ANYTHING,
        "letterhead": ANYTHING,
    }
