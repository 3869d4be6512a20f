"""Turn the errors of pydantic into findings at the place of their cause."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal, get_args, get_origin

from pydantic import Tag

from submissions.case import Case, Record
from submissions.findings import Finding
from submissions.gate import shown
from submissions.source import nearest
from submissions.source.lookalikes import looks_like
from submissions.source.signs import BRACKETS
from submissions.values import Prose, RefusedValueError, SourceList, SourceMapping, Text
from submissions.values.refusal import KEY, kind_findings, place_of

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

# Types of error of pydantic-core, by what the author typed in the wrong form.
LISTS: Final = ("tuple_type", "list_type", "iterable_type")
MAPPINGS: Final = ("model_type", "dict_type", "model_attributes_type", "mapping_type", "dataclass_type")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an error points: the node, the mapping around it, its key and name, and what may stand there.

    `inside` are the records that the mapping around it may be; none where its keys are names of the author's own.
    `root` is the record of the whole file.
    """

    node: object
    around: SourceMapping
    key: str
    label: str
    records: tuple[type[Record], ...]
    inside: tuple[type[Record], ...]
    root: type[Record] = Case


@dataclass(frozen=True, slots=True)
class Fault:
    """One error of a validation: where it is, by its path and its spot, its type, and what is told of it."""

    path: tuple[int | str, ...]
    spot: Spot
    type: str
    findings: tuple[Finding, ...]


def faults_of(error: ValidationError, source: SourceMapping, root: type[Record] = Case) -> list[Fault]:
    """Return all errors of one validation as the author is told of them; `root` is the record of the whole file."""
    found: list[Fault] = []
    for details in error.errors(include_url=False):
        spot = _follow(source, details["loc"], root)
        translate = next((translate for kinds, translate in _TRANSLATIONS if details["type"] in kinds), None)
        if translate is None:
            raise error
        named = tuple(_name_key(finding, spot.label) for finding in translate(spot, details))
        found.append(Fault(details["loc"], spot, details["type"], named))
    return found


def _name_key(finding: Finding, label: str) -> Finding:
    return replace(finding, message=finding.message.replace(KEY, label, 1))


def _follow(source: SourceMapping, location: tuple[int | str, ...], root: type[Record]) -> Spot:
    """Walk from the root to where an error points; the tags of unions in its path are no keys of the file."""
    node: object = source
    around, key = source, ""
    records: tuple[type[Record], ...] = (root,)
    inside: tuple[type[Record], ...] = ()
    tags: frozenset[str] = frozenset()
    for part in location:
        if isinstance(node, SourceMapping):
            tagged = tuple(record for record in records if _is_tag_of(record, part))
            if tagged and len(records) > 1 and part not in node:
                records = tagged
            elif part != "[key]" and part not in tags:
                around, key, inside = node, str(part), records
                tags = frozenset(_tags_in(records, key))
                records = tuple(_records_in(records, key))
                node = node.at(key)
        elif isinstance(node, SourceList) and isinstance(part, int) and part < len(node):
            node = node[part]
    quoted = f"'{shown(key)}'"
    label = f"an item of {quoted}" if location and isinstance(location[-1], int) else quoted
    return Spot(node, around, key, label, records, inside, root)


def _is_tag_of(record: type[Record], tag: object) -> bool:
    kind = record.model_fields.get("type")
    return kind is not None and tag in get_args(kind.annotation)


def _tags_in(records: tuple[type[Record], ...], key: str) -> Iterator[str]:
    """Yield what the kinds of a value under a key are called in the path of an error: "parts" of a name."""
    for record in records:
        if key in record.model_fields:
            yield from _tags_of(record.model_fields[key].annotation)


def _tags_of(annotation: Any) -> Iterator[str]:
    if isinstance(annotation, Tag):
        yield annotation.tag
    for argument in get_args(annotation):
        yield from _tags_of(argument)


def _records_in(records: tuple[type[Record], ...], key: str) -> Iterator[type[Record]]:
    """Yield the records that may stand under a key."""
    for record in records:
        if key in record.model_fields:
            yield from _records_of(record.model_fields[key].annotation)


def _records_of(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for argument in get_args(annotation):
        yield from _records_of(argument)


def _refused(spot: Spot, details: ErrorDetails) -> Iterator[Finding]:
    cause = details.get("ctx", {}).get("error")
    if isinstance(cause, RefusedValueError):
        yield from cause.findings


def _missing(spot: Spot, details: ErrorDetails) -> Iterator[Finding]:
    owner = spot.around.at("id")
    of = f" in '{shown(owner)}'" if isinstance(owner, Prose) and owner else ""
    yield Finding("E114", spot.around.place, f"{KEY} is missing{of}", f"add '{spot.key}:' to this mapping")


def _unknown_key(spot: Spot, details: ErrorDetails) -> Iterator[Finding]:
    place = spot.around.key_place(spot.key)
    around = _follow_records(spot, details)
    known = [name for record in around for name in record.model_fields]
    near = nearest(spot.key, (name for name in known if name not in spot.around))
    if not near and nearest(spot.key, known):
        near = nearest(spot.key, known)  # it stands there already, in another spelling or by chance
        if looks_like(spot.key, near) or spot.key.casefold() == near:
            yield Finding(
                "E115", place, f"the key {KEY} is unknown: '{near}' stands there already", "keep one of the two"
            )
            return
        near = ""
    if _follows_a_comma(spot):
        words = f"a comma divides the value before {KEY}, which is read as a key"
        yield Finding("E115", place, words, "put the whole value into quotation marks")
        return
    alike = near and looks_like(spot.key, near)
    words = f"the key {KEY} is unknown" + (
        f": it only looks like '{near}', a letter is of another alphabet" if alike else ""
    )
    help_ = f"write '{near}'" if near else f"use one of the keys that may stand here: {', '.join(known)}"
    yield Finding("E115", place, words, help_)


def _follows_a_comma(spot: Spot) -> bool:
    """Tell whether a key without a value stands behind another on its line, as in `{date: 3 May, 2021}`."""
    place = spot.around.key_place(spot.key)
    before = [spot.around.key_place(key) for key in spot.around if key != spot.key]
    return spot.node == "" and any(one.line == place.line and one.column < place.column for one in before)


def _follow_records(spot: Spot, details: ErrorDetails) -> tuple[type[Record], ...]:
    """Return the records in whose mapping an unknown key stands."""
    records: tuple[type[Record], ...] = (spot.root,)
    for part in details["loc"][:-1]:
        tagged = tuple(record for record in records if _is_tag_of(record, part))
        if tagged and len(records) > 1:
            records = tagged
        elif isinstance(part, str):
            records = tuple(_records_in(records, part)) or records
    return records


def _not_allowed(spot: Spot, details: ErrorDetails) -> Iterator[Finding]:
    ctx = details.get("ctx", {})
    allowed = re.findall(r"'([^']+)'", str(ctx.get("expected", "") or ctx.get("expected_tags", "")))
    node = spot.node
    if details["type"] == "union_tag_invalid" and isinstance(node, SourceMapping):
        node, key = node.at("type"), "type"
    else:
        key = spot.key
    if not isinstance(node, str) or not node.strip():
        yield from (
            _name_key(finding, f"'{key}'")
            for finding in kind_findings(node, "one of these words: " + ", ".join(allowed))
        )
        return
    near = nearest(node, allowed)
    first = f"write '{near}', or " if near else "write "
    words = f"'{key}' is not one of the words allowed: '{shown(node)}'"
    parts = re.split(r" *[;/|,+] *| +(?:and +)?", node.strip())
    if len(parts) > 1 and set(parts) <= set(allowed):
        yield Finding("E118", place_of(node), words, f"write commas between the items: [{', '.join(parts)}]")
        return
    yield Finding("E118", place_of(node), words, f"{first}one of these: {', '.join(allowed)}")


def _without_tag(spot: Spot, details: ErrorDetails) -> Iterator[Finding]:
    if isinstance(spot.node, SourceMapping):
        kinds = ", ".join(name for record in spot.records for name in get_args(record.model_fields["type"].annotation))
        yield Finding("E114", spot.node.place, "'type' is missing", f"add 'type:' with one of these: {kinds}")
    else:
        yield from kind_findings(spot.node, "a mapping of keys")


def _words_of(spot: Spot, details: ErrorDetails) -> tuple[str, ...]:
    """Return the words that the items of a list may be, where it takes no others."""
    found = [
        get_args(inner)
        for record in _follow_records(spot, details)
        if spot.key in record.model_fields
        for inner in _literals_of(record.model_fields[spot.key].annotation)
    ]
    return tuple(str(word) for words in found for word in words)


def _literals_of(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) is Literal:
        yield annotation
    for argument in get_args(annotation):
        yield from _literals_of(argument)


def _as_list(typed: str, allowed: Sequence[str]) -> str:
    """Say how the list is written that somebody typed without its brackets, or with others."""
    bare = typed.strip().strip(_OTHER_BRACKETS).strip()
    items = [one.strip() for one in re.split(r"[,;]", bare) if one.strip()]
    if allowed and not set(items) <= set(allowed):
        return f"write those that are meant of these in square brackets: [{', '.join(allowed)}]"
    return (
        f"write it as a list of one: [{shown(bare)}]" if len(items) < 2 else f"write it as a list: [{', '.join(items)}]"
    )


_OTHER_BRACKETS: Final = f"()<>{{}}\uff08\uff09{BRACKETS}"


def _not_a_list(spot: Spot, details: ErrorDetails) -> Iterator[Finding]:
    for finding in kind_findings(spot.node, "a list"):
        if isinstance(spot.node, Text) and finding.code == "E116" and "\n" not in spot.node:
            yield replace(finding, help=_as_list(spot.node, _words_of(spot, details)))
        elif finding.code == "E117":
            yield finding
        else:
            yield replace(finding, help="begin each item on a line of its own with a hyphen and a space")


def _not_a_mapping(spot: Spot, details: ErrorDetails) -> Iterator[Finding]:
    names = ", ".join(f"'{name}:'" for record in spot.records[:1] for name in list(record.model_fields)[:4])
    for finding in kind_findings(spot.node, "a mapping of keys"):
        yield replace(finding, help=f"write keys below it, such as {names}" if names else finding.help)


_TRANSLATIONS: Final[tuple[tuple[tuple[str, ...], Callable[[Spot, ErrorDetails], Iterator[Finding]]], ...]] = (
    (("value_error",), _refused),
    (("missing",), _missing),
    (("extra_forbidden", "invalid_key"), _unknown_key),
    (("literal_error", "union_tag_invalid"), _not_allowed),
    (("union_tag_not_found",), _without_tag),
    (LISTS, _not_a_list),
    (MAPPINGS, _not_a_mapping),
)
