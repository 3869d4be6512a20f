"""Write the beginning of a case file for templates: what they need, empty, and what they take, commented out."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, get_args, get_origin

from submissions.case import Case, Person, Record
from submissions.catalogue import Template, read_guidance, template_folders
from submissions.findings import Finding
from submissions.jinja.reach import parts_reached
from submissions.line.outcome import Setting
from submissions.line.reading import read_templates
from submissions.line.stages import Bench, Stages
from submissions.rules.treaties import instruments
from submissions.validate.references import IDS
from submissions.values import LocalisedProse

_GUIDE: Final = "## "
_OPTIONAL: Final = "# "
_WIDTH: Final = 110
_HEAD: Final = "# yaml-language-server: $schema=../../case.schema.json\n"
_KINDS: Final = {path.replace("[]", ""): kind for kind, path in IDS.items()}
# What a case file may say beside what any template reads by its name.
_PARTS: Final = frozenset({*Case.model_fields, "texts", "measures"})


@dataclass(frozen=True, slots=True)
class Starter:
    """A starter on its way: the keys that are needed and those that are taken besides, and what to say of each."""

    name: str
    language: str
    templates: tuple[Template, ...]
    guidance: Mapping[str, str]
    needs: frozenset[str] = field(default=frozenset())
    takes: frozenset[str] = field(default=frozenset())

    def is_needed(self, path: str) -> bool:
        """Tell whether a key, or one below it, is needed."""
        return any(need == path or need.startswith(f"{path}.") for need in self.needs)

    @property
    def instrument(self) -> str:
        """The id of the treaty under which the first of the templates files, "" where it is none."""
        known = instruments()
        way = known.get(str(self.templates[0].procedure))
        return "" if way is None else known[way.parent].authority if way.parent else way.authority

    @property
    def role(self) -> str:
        """The role of the first person, as the templates ask her consent; "" where they ask nobody's."""
        asked = (role for one in self.templates for need in one.consents for role in need.of)
        return next(asked, "")


def starter_text(
    bench: Bench, setting: Setting, name: str, wanted: Sequence[str], language: str
) -> tuple[str | None, list[Finding]]:
    """Return a case file to be filled in, which makes the documents of the templates; all must have the language."""
    stages = Stages(bench, setting)
    shelf = read_templates(stages.aside()).templates
    templates = tuple(shelf[one] for one in wanted)
    guidance, findings = read_guidance(template_folders(setting.workspace), language)
    needs = frozenset(str(need) for one in templates for need in one.needs)
    takes = frozenset().union(*(_reached(one, language) for one in templates)) - needs
    starter = Starter(name, language, templates, guidance, needs, takes)
    return _HEAD + "".join(f"{line.rstrip()}\n" for line in _lines(starter)), findings


def _reached(template: Template, language: str) -> frozenset[str]:
    body, stock = str(template.bodies[language]), str(template.stocks.get(language, ""))
    return parts_reached(body, stock, _PARTS)


def _lines(starter: Starter) -> Iterator[str]:
    """Yield the file, part by part in the order of the records."""
    yield from _said(starter, "starter", 0)
    for key, known in Case.model_fields.items():
        part: list[str] = []
        if key in {"texts", "measures"}:
            part = list(_named(starter, key))
        elif key == "submissions":
            part = list(_submissions(starter))
        elif starter.is_needed(key) or known.is_required():
            part = list(_part(starter, key, known.annotation))
        elif key in starter.takes or key in _ALWAYS:
            part = [f"{_OPTIONAL}{line}" for line in _part(starter, key, known.annotation)]
        if part:
            yield from ["", *part]


_ALWAYS: Final = ("events", "annexes")
"""What belongs to a file though its template may only cite it."""


def _part(starter: Starter, key: str, annotation: Any) -> Iterator[str]:
    """Yield one part of the case with all that must stand in it."""
    record, is_list = _record_of(annotation)
    yield from _said(starter, key, 0)
    if record is None:
        yield f"{key}:"
        return
    yield f"{key}:"
    lines = list(_fields(starter, key, record))
    yield from _as_item(lines) if is_list else _indented(lines, 2)


def _fields(starter: Starter, path: str, record: type[Record]) -> Iterator[str]:
    """Yield the keys of a record: those that are needed, and commented out those of which there is something to say."""
    for key, known in record.model_fields.items():
        here = f"{path}.{key}"
        inner, is_list = _record_of(known.annotation)
        needed = known.is_required() or starter.is_needed(here)
        if not needed and (record, key) == (Person, "consent") and _scopes(starter):
            needed = True
        elif not needed and here not in starter.guidance:
            continue
        said = list(_said(starter, here, 0))
        if (record, key) == (Person, "consent") and needed:
            lines = [f"{key}:", *(f"  - {{scope: {scope}, date: , form: }}" for scope in _scopes(starter))]
        elif inner is not None and key != "name":
            below = list(_fields(starter, here, inner))
            lines = [f"{key}:", *(_as_item(below) if is_list else _indented(below, 2))]
        else:
            lines = _value(starter, path, key, known.annotation)
        yield from [*said, *lines] if needed else [f"{_OPTIONAL}{line}" for line in [*said, *lines]]


def _value(starter: Starter, path: str, key: str, annotation: Any) -> list[str]:
    """Return the lines of a key whose value is to be filled in; what is already known stands there."""
    if path == "case" and key in {"id", "language"}:
        return [f"{key}: {starter.name if key == 'id' else starter.language}"]
    if key == "id":
        return [f"{key}: {_KINDS[f'{path}.id']}-1"]
    known = {
        "people.name": "{given: , family: }",
        "people.role": starter.role,
        "claims.instrument": starter.instrument,
        "decision.measures.status": "unknown",
    }
    if f"{path}.{key}" in known:
        return [f"{key}: {known[f'{path}.{key}']}"]
    return [f"{key}: |", ""] if LocalisedProse in {annotation, *get_args(annotation)} else [f"{key}:"]


def _named(starter: Starter, key: str) -> Iterator[str]:
    """Yield the texts, or the measures, that the templates name: those that are needed before the others."""
    wanted = sorted(one for one in starter.needs | starter.takes if one.startswith(f"{key}."))
    if not wanted:
        return
    needed = [one for one in wanted if one in starter.needs]
    other = [one for one in wanted if one not in starter.needs]
    before = "" if needed else _OPTIONAL
    yield from (f"{before}{line}" for line in [*_said(starter, key, 0), f"{key}:"])
    for path in (*needed, *other):
        lines = [*_said(starter, path, 2), f"  {path.partition('.')[2]}: |", ""]
        yield from lines if path in needed else [f"{_OPTIONAL}{line}" for line in lines]


def _submissions(starter: Starter) -> Iterator[str]:
    yield from _said(starter, "submissions", 0)
    yield "submissions:"
    for template in starter.templates:
        lines = [f"template: {template.id}", f"languages: [{starter.language}]"]
        lines.append(f"audiences: [{', '.join(map(str, template.audiences))}]")
        own = sorted({str(need).split(".")[1] for need in template.needs if str(need).startswith("submission.")})
        for key in own:
            below = [str(need).split(".")[2] for need in template.needs if str(need).startswith(f"submission.{key}.")]
            lines += [f"{key}:", *(f"  {one}:" for one in below)]
        lines += _values(template, starter.language)
        yield from _as_item(lines)


def _values(template: Template, language: str) -> Iterator[str]:
    """Yield what is typed because the template asks for it, with what to write there; what need not be is a comment."""
    values = template.values.values()
    if values:
        yield f"{'' if any(one.required for one in values) else _OPTIONAL}values:"
    for value in values:
        kind = f"{', '.join(value.choices)}: " if value.choices else f"{value.kind}: "
        yield from (f"  {_GUIDE}{line}" for line in textwrap.wrap(kind + value.about_in(language), _WIDTH))
        line = f"  {value.name}:{' |' if value.kind == 'prose' else ''}"
        lines = [line, ""] if value.kind == "prose" else [line]
        yield from lines if value.required else [f"{_OPTIONAL}{one}" for one in lines]


def _scopes(starter: Starter) -> list[str]:
    """Return the consents that the templates ask for, each once."""
    return list(dict.fromkeys(need.scope for one in starter.templates for need in one.consents))


def _record_of(annotation: Any) -> tuple[type[Record] | None, bool]:
    """Return the record that stands under a key, None for a plain value, and whether a list of them does."""
    if isinstance(annotation, type):
        return (annotation if issubclass(annotation, Record) else None), False
    found = next((record for one in get_args(annotation) if (record := _record_of(one)[0]) is not None), None)
    below = [_record_of(one)[1] for one in get_args(annotation)]
    return found, get_origin(annotation) is tuple or any(below)


def _said(starter: Starter, path: str, indent: int) -> Iterator[str]:
    """Yield what there is to say of a key, as comments above it."""
    said = starter.guidance.get(path, "")
    yield from (f"{' ' * indent}{_GUIDE}{line}" for line in textwrap.wrap(said, _WIDTH))


def _indented(lines: Sequence[str], spaces: int) -> Iterator[str]:
    """Yield lines further to the right; what is commented out keeps its sign at the left."""
    for line in lines:
        sign = _OPTIONAL if line.startswith(_OPTIONAL) else ""
        yield f"{sign}{' ' * spaces}{line[len(sign) :]}" if line else line


def _as_item(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a record as the first item of a list, which begins with its first key."""
    first = next(index for index, line in enumerate(lines) if not line.startswith((_GUIDE, _OPTIONAL)))
    yield from _indented(lines[:first], 4)
    yield f"  - {lines[first]}"
    yield from _indented(lines[first + 1 :], 4)
