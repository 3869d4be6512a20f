"""Check the ids of a case on its nodes, so that a fault elsewhere in a record hides none of theirs."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace
from typing import Final

from submissions.case import CaseHead
from submissions.case.pseudonyms import numbered_pseudonym
from submissions.case.standing import ORGANISATION
from submissions.findings import Finding
from submissions.folding import fold_words
from submissions.gate import shown
from submissions.languages import Languages
from submissions.source import nearest
from submissions.values import Node, Prose, SourceList, SourceMapping, Text

IDS: Final = {
    "person": "people[].id",
    "event": "events[].id",
    "remedy": "remedies[].id",
    "claim": "claims[].id",
    "request": "requests[].id",
    "annex": "annexes[].id",
    "authority": "authorities[].id",
    "issue": "issues[].id",
    "rule": "quasi_identifiers[].id",
    "point": "observations.points[].id",
    "measure": "decision.measures[].id",
}
"""Where each kind of thing has its id, as paths into the case."""
# Every place that names an id, and of what; a misspelt one would lose what it stands for in silence. On some rests who
# is protected: these have a code of their own, since they stop a draft too.
_PROTECTING: Final = frozenset({
    "people[].represents[]", "people[].consent[].given_by", "annexes[].about[]", "images[].shows[]",
    "standing[].author", "standing[].victim", "quasi_identifiers[].person", "detentions[].person",
    "disappearances[].person", "submissions[].signed_by[]",
})  # fmt: skip
_REFERENCES: Final = (
    ("people[].represents[]", "person"),
    ("standing[].author", "person"),
    ("standing[].victim", "person"),
    ("standing[].authority[]", "annex"),
    ("standing[].views[]", "annex"),
    ("standing[].continues", "person"),
    ("claims[].of[]", "person"),
    ("remedies[].of[]", "person"),
    ("people[].consent[].given_by", "person"),
    ("events[].annexes[]", "annex"),
    ("remedies[].annexes[]", "annex"),
    ("submissions[].annexes[]", "annex"),
    ("claims[].instrument", "authority"),
    ("annexes[].about[]", "person"),
    ("annexes[].translation_of", "annex"),
    ("images[].shows[]", "person"),
    ("quasi_identifiers[].person", "person"),
    ("detentions[].person", "person"),
    ("disappearances[].person", "person"),
    ("submissions[].signed_by[]", "person"),
    ("issues[].instrument", "authority"),
    ("decision.authority", "authority"),
)
PEOPLE: Final = tuple(path for path, kind in _REFERENCES if kind == "person")
"""Every place of a case that names a person by the id."""
# What such a place may name beside the ids.
_BESIDE: Final = {"standing[].author": (ORGANISATION,)}
_LISTS: Final = {kind: path.split("[", maxsplit=1)[0] for kind, path in IDS.items()}


def reference_findings(
    source: SourceMapping,
    folder_name: str,
    house_authorities: Container[str],
    languages: Languages,
    *,
    draft: bool = False,
) -> list[Finding]:
    """Return what is wrong with the ids of a case: repeated, naming nothing, or not the folder's name.

    In a `draft` those are told apart on which protection rests.
    """
    known = {kind: list(scalars(source, path)) for kind, path in IDS.items()}
    findings = list(_case_id_findings(source, folder_name))
    for kind, ids in known.items():
        findings.extend(_repeated(kind, ids))
    findings.extend(_person_or_authority(known["person"], known["authority"]))
    for path, kind in _REFERENCES:
        for node in scalars(source, path):
            elsewhere = house_authorities if kind == "authority" else _BESIDE.get(path, ())
            if node and node not in known[kind] and node not in elsewhere:
                unknown = _unknown(node, kind, known[kind])
                findings.append(replace(unknown, code="E158") if draft and path in _PROTECTING else unknown)
    findings.extend(_without_pseudonym(source, languages))
    return findings


def scalars(node: Node, path: str) -> Iterator[Prose]:
    """Yield the texts that stand at a path such as "people[].consent[].given_by"."""
    key, _, rest = path.partition(".")
    name, listed = key.removesuffix("[]"), key.endswith("[]")
    found = node.at(name) if isinstance(node, SourceMapping) else None
    nodes = found if listed and isinstance(found, SourceList) else [] if listed or found is None else [found]
    for one in nodes:
        if rest:
            yield from scalars(one, rest)
        elif isinstance(one, Prose):
            yield one


def _case_id_findings(source: SourceMapping, folder_name: str) -> Iterator[Finding]:
    for node in scalars(source, "case.id"):
        if node and node != folder_name:
            words = f"'id' is not the name of the case's folder: '{shown(node)}', the folder is '{shown(folder_name)}'"
            yield Finding("E124", node.place, words, "make them the same")


def _repeated(kind: str, ids: list[Prose]) -> Iterator[Finding]:
    first: dict[str, Prose] = {}
    for node in ids:
        twin = first.setdefault(node, node)
        if twin is not node and node:
            words = f"'id' stands twice for a {kind}: '{shown(node)}', first in line {twin.place.line}"
            yield Finding("E122", node.place, words, "give each its own id, and mend what names it")


def _person_or_authority(people: list[Prose], authorities: list[Prose]) -> Iterator[Finding]:
    """Yield a finding for each id of a person and an authority alike, since prose writes both as `@id`."""
    for node in authorities:
        twin = next((person for person in people if person == node), None)
        if twin is not None and node:
            words = f"'id' of an authority is that of a person, too: '{shown(node)}', in line {twin.place.line}"
            yield Finding("E122", node.place, words, "give the authority another id: prose names both as @id")


def _unknown(node: Prose, kind: str, ids: list[Prose]) -> Finding:
    near = nearest(node, ids)
    known = f"; '{near}' is the nearest" if near else ""
    help_ = f"write an id that stands under '{_LISTS[kind]}'{known}, or add this {kind} there"
    article = "an" if kind[0] in "ae" else "a"
    return Finding("E123", node.place, f"{article} {kind} of this id does not exist: '{shown(node)}'", help_)


def _without_pseudonym(source: SourceMapping, languages: Languages) -> Iterator[Finding]:
    """Yield a finding for each person whose name is protected and has no other to be printed."""
    people = source.at("people")
    taken = {fold_words(one) for one in scalars(source, "people[].pseudonym")}
    language = languages.of(next(scalars(source, "case.language"), CaseHead.model_fields["language"].default))
    for person in people if isinstance(people, SourceList) else []:
        if isinstance(person, SourceMapping) and "pseudonym" not in person:
            for node in scalars(person, "protected[]"):
                if node == "name":
                    whose = shown(next(scalars(person, "id"), Text("?", node.place)))
                    words = f"'name' of '{whose}' is protected and there is no 'pseudonym' to print in its place"
                    role = next((str(one) for one in scalars(person, "role")), "")
                    order = f"add 'pseudonym:' to this person, such as '{numbered_pseudonym(role, taken, language)}'"
                    yield Finding("E135", node.place, words, order)
