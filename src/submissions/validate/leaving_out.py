"""Leave out of a case file what is wrong and need not be there, so that the rest is looked at in the same run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, get_args

from submissions.findings import Finding
from submissions.validate.faults import Fault, Spot
from submissions.values import Localised, Node, SourceList, SourceMapping, Text, Unread

# Without these, people would be protected and named otherwise than the author means, and faults told that are none.
_PROTECTING: Final = frozenset({"people", "protected", "protected_from", "pseudonym", "consent", "without_consent"})
_UNKNOWN: Final = ("extra_forbidden", "invalid_key")

_Changes = dict[tuple[int, str], Unread | None]
"""What becomes of a key of a mapping, by the mapping's identity: words that could not be read, or nothing."""


def without_faults(source: SourceMapping, faults: Sequence[Fault]) -> SourceMapping | None:
    """Return a case file in which nothing stands under the keys that were refused.

    A text is replaced by one that tells its fault where it is printed. None where something else is wrong without which
    there is no case, or which lies in a list: what stood for it would make faults of its own.
    """
    changes: _Changes = {}
    for fault in faults:
        spot = fault.spot
        if _is_needed(fault) or (spot.around.at(spot.key) is None) is not (fault.type == "missing"):
            return None
        if fault.type in _UNKNOWN or _may_be_missing(spot):
            changes[id(spot.around), spot.key] = None
        elif _is_text(fault) and fault.findings:
            changes[id(spot.around), spot.key] = _unread(fault.findings[0])
        else:
            return None
    return _changed_mapping(source, changes)


def _is_needed(fault: Fault) -> bool:
    """Tell whether something else would be told wrongly without what was refused: an item of a list, a protection."""
    is_unknown_of_person = fault.path[0] == "people" and fault.type in _UNKNOWN
    return isinstance(fault.path[-1], int) or is_unknown_of_person or fault.spot.key in _PROTECTING


def _unread(finding: Finding) -> Unread:
    return Unread("", finding.place, finding, everywhere=True)


def _may_be_missing(spot: Spot) -> bool:
    """Tell whether a key need not be there."""
    fields = [record.model_fields.get(spot.key) for record in spot.inside]
    return bool(fields) and all(field is not None and not field.is_required() for field in fields)


def _is_text(fault: Fault) -> bool:
    """Tell whether the value of a key is a text or prose, in one or more languages, or a value for a template."""
    fields = [record.model_fields.get(fault.spot.key) for record in fault.spot.inside]
    if not fields:
        return fault.path[-2:-1] in {("texts",), ("values",)}
    return all(field is not None and _is_localised(field.annotation) for field in fields)


def _is_localised(annotation: object) -> bool:
    if isinstance(annotation, type):
        return issubclass(annotation, Localised)
    kinds = [one for one in get_args(annotation) if one is not type(None)]
    return bool(kinds) and all(_is_localised(one) for one in kinds)


def _changed(node: Node, changes: _Changes) -> Node:
    if isinstance(node, SourceMapping):
        return _changed_mapping(node, changes)
    if isinstance(node, SourceList):
        return SourceList(node.place, (_changed(inner, changes) for inner in node))
    return node


def _changed_mapping(node: SourceMapping, changes: _Changes) -> SourceMapping:
    own = {key: stand_in for (around, key), stand_in in changes.items() if around == id(node)}
    entries: dict[Text, Node] = {key: _changed(inner, changes) for key, inner in node.items() if str(key) not in own}
    entries |= {Text(key, stand_in.place): stand_in for key, stand_in in own.items() if stand_in is not None}
    return SourceMapping(node.place, entries.items())
