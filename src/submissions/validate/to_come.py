"""Put stand-ins for what the case of a draft still lacks, so that the rest of it can be read.

Only where nothing protects anybody: a person of whom something is known, a picture or a document that lacks a value
stops a draft too. Of a person without any name there is nothing to protect, and a consent of which the day or the form
is not known is none.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from submissions.findings import Finding, Place
from submissions.validate.faults import LISTS, MAPPINGS
from submissions.values import Prose, RefusedValueError, SourceList, SourceMapping, Text, ToCome
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
_OF_SUBMISSION: Final = frozenset({
    "addressee", "date", "place", "questions", "recommendations", "review", "texts", "title", "values",
})  # fmt: skip
"""What a document of a draft may lack: not its template, its languages or those who read it."""
# The role that says least: it is read where neither the role nor the name is known, and protects the name.
_UNKNOWN_ROLE: Final = "other"
# Without such a consent another one of the same scope would stand that does not.
_ENDING: Final = frozenset({"withdrawn", "until"})
# A mapping of records within records within lists: more rounds than a case is deep.
_ROUNDS_MAX: Final = 12
LACKING: Final = frozenset({"E114", "E117", "E125"})
"""The codes of what is missing in a record."""


def fill(source: SourceMapping, error: ValidationError) -> SourceMapping | None:
    """Return a copy of a case file with a stand-in for each value that an error says is missing; None without any."""
    filled = copy.deepcopy(source)
    errors = error.errors(include_url=False)
    found = [details for details in errors if _is_filled(filled, details)]
    left_out = [one for details in errors if (one := _consent_without_value(filled, details)) is not None]
    for around, consent in left_out:
        around[:] = [one for one in around if one is not consent]
    return filled if found or left_out else None


def stopping(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings on what could not be filled: without a value of these there is no draft."""
    order = "write it first: what this draft has to protect rests on it"
    return [replace(one, code="E159", help=order) if one.code in LACKING else one for one in findings]


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
    if path[:1] == ("people",):
        return _is_person_filled(source, details)
    if not _may_lack(path):
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


def _may_lack(path: tuple[int | str, ...]) -> bool:
    """Tell whether a draft may lack the value that a path leads to."""
    if path[:1] == ("submissions",):
        return any(part in _OF_SUBMISSION for part in path[2:3])
    return bool(path) and path[0] in _FILLED and path[-2:] != ("case", "id")


def _is_person_filled(source: SourceMapping, details: ErrorDetails) -> bool:
    """Put what a draft can do with in the place of a name or role, where nothing names the person yet."""
    person = _person_of(source, details["loc"])
    key = next((part for part in details["loc"][2:3] if part in {"name", "role"}), None)
    if person is None or key is None or not _is_blank(person.at("name")):
        return False
    own = next((one for one in person if one == key), Text(str(key), person.place))
    value = person.at(str(key))
    if key == "role" and not _is_blank(value):
        return False
    place = place_of(person if value is None else value)
    person[own] = ToCome("", place) if key == "name" else Prose(_UNKNOWN_ROLE, place)
    return True


def _consent_without_value(source: SourceMapping, details: ErrorDetails) -> tuple[SourceList, SourceMapping] | None:
    """Return a consent that lacks a value, and the list it stands in; None where it tells that one has ended."""
    person = _person_of(source, details["loc"])
    consents = None if person is None else person.at("consent")
    match details["loc"][2:]:
        case ("consent", int(number), "scope" | "date" | "form") if isinstance(consents, SourceList):
            consent = consents[number]
            if not isinstance(consent, SourceMapping) or any(one in _ENDING for one in consent):
                return None
            return (consents, consent) if _is_blank(consent.at(str(details["loc"][4]))) else None
    return None


def _person_of(source: SourceMapping, path: tuple[int | str, ...]) -> SourceMapping | None:
    """Return the entry of the person in whom an error lies."""
    people = source.at("people")
    match path:
        case ("people", int(number), _, *_) if isinstance(people, SourceList) and number < len(people):
            return person if isinstance(person := people[number], SourceMapping) else None
    return None


def _is_blank(node: object) -> bool:
    """Tell whether nothing is written, however deep."""
    if isinstance(node, SourceMapping):
        return all(map(_is_blank, node.values()))
    if isinstance(node, SourceList):
        return all(map(_is_blank, node))
    return node is None or (isinstance(node, str) and not node.strip())


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
