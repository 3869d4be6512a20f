"""Put stand-ins for what the case of a draft still lacks, so that the rest of it can be read.

Only where nothing protects anybody: a person, a consent, a picture or a document that lacks a value stops a draft too.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from submissions.findings import Finding, Place
from submissions.validate.faults import LISTS, MAPPINGS
from submissions.values import RefusedValueError, SourceList, SourceMapping, Text, ToCome
from submissions.values.refusal import place_of

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

_FILLED: Final = frozenset({
    "case", "state", "organisation", "events", "remedies", "procedures", "claims", "requests", "recommendations",
    "questions", "detentions", "disappearances", "observations", "decision", "issues", "partners", "measures",
    "annexes", "authorities", "texts",
})  # fmt: skip
"""The parts of a case in which a draft may lack values."""
# A mapping of records within records within lists: more rounds than a case is deep.
_ROUNDS_MAX: Final = 12
LACKING: Final = frozenset({"E114", "E117", "E125"})
"""The codes of what is missing in a record."""


def fill(source: SourceMapping, error: ValidationError) -> SourceMapping | None:
    """Return a copy of a case file with a stand-in for each value that an error says is missing; None without any."""
    filled = copy.deepcopy(source)
    found = [details for details in error.errors(include_url=False) if _is_filled(filled, details)]
    return filled if found else None


def stopping(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings on what could not be filled: without a value of these there is no draft."""
    return [replace(one, code="E159") if one.code in LACKING else one for one in findings]


def lacking(findings: Sequence[Finding]) -> list[Finding]:
    """Return those findings that say that something is missing."""
    return [one for one in findings if one.code in LACKING]


def told_once(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings without those that say once more, where a document prints it, that a record lacks something."""
    kept: list[Finding] = []
    told: set[tuple[Place, str]] = set()
    for finding in findings:
        if finding.code in LACKING:
            quoted = _QUOTED.search(finding.message)
            key = (finding.place, quoted[1] if quoted else "")
            if key in told or (finding.place, "E125") in told:
                continue
            told |= {key, (finding.place, finding.code)}
        kept.append(finding)
    return kept


# A key, as messages quote it first.
_QUOTED: Final = re.compile(r"'([^']+)'")
ROUNDS: Final = range(_ROUNDS_MAX)


def _is_filled(source: SourceMapping, details: ErrorDetails) -> bool:
    """Put what a draft can do with in the place of one error; tell whether that was possible."""
    path = details["loc"]
    if not path or path[0] not in _FILLED or path[-2:] == ("case", "id"):
        return False
    around, key, node = _follow(source, path)
    if around is None or not _is_lacking(details, node):
        return False
    refused = details.get("ctx", {}).get("error")
    file = next((one.place for one in getattr(refused, "findings", ()) if one.code == "E125"), None)
    place = file or place_of(node if node is not None else around)
    stand_in: Any
    kind = details["type"]
    if isinstance(node, SourceMapping) and kind == "value_error" and "file" not in node:
        stand_in = _languages_left(node, details) or ToCome("", place)
    elif kind in LISTS:
        stand_in = SourceList(place, [ToCome("", place)])
    elif kind in MAPPINGS:
        stand_in = SourceMapping(place)
    else:
        stand_in = ToCome("", place)
    around[key] = stand_in
    return True


def _languages_left(node: SourceMapping, details: ErrorDetails) -> SourceMapping | None:
    """Return a text in several languages without those that are missing; None where none is left."""
    refused = details["ctx"]["error"]
    places = {finding.place for finding in refused.findings}
    left = [
        (language, text)
        for language, text in node.items()
        if not places & {place_of(text), place_of(text.at("file") if isinstance(text, SourceMapping) else None)}
    ]
    return SourceMapping(node.place, left) if left else None


def _is_lacking(details: ErrorDetails, node: object) -> bool:
    """Tell whether an error is that there is nothing, or a file of prose that is not there; not that it is wrong."""
    if details["type"] == "missing":
        return True
    if details["type"] in (*LISTS, *MAPPINGS):
        return isinstance(node, str) and not node.strip()
    cause = details.get("ctx", {}).get("error")
    return (
        isinstance(cause, RefusedValueError)
        and bool(cause.findings)
        and all(finding.code in LACKING for finding in cause.findings)
    )


def _follow(source: SourceMapping, path: tuple[int | str, ...]) -> tuple[Any, Any, object]:
    """Return the mapping or list in which an error lies, the key there, and what stands under it.

    What the path has beside keys, the tags of unions, is passed over; all None where it leads nowhere.
    """
    around: Any = None
    key: Any = None
    node: object = source
    for part in path:
        if isinstance(node, SourceMapping):
            own = next((one for one in node if one == part), None)
            if own is None and part != path[-1]:
                continue
            around, key, node = node, own if own is not None else Text(str(part), node.place), node.at(str(part))
        elif isinstance(node, SourceList) and isinstance(part, int) and part < len(node):
            around, key, node = node, part, node[part]
    return around, key, node
