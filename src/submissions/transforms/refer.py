"""Give each cross-reference its text from what it points at; what points nowhere is a finding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from submissions.document import (
    Anchor,
    Document,
    Gap,
    Heading,
    ListItem,
    Note,
    Paragraph,
    Picture,
    Reference,
    ReferenceKind,
    Table,
    gap_of,
    plain,
    walk,
)
from submissions.findings import Finding, Place
from submissions.languages import Language
from submissions.transforms.rewrite import rewrite


@dataclass(frozen=True, slots=True)
class _Target:
    """What a reference to an id prints, and where the id stands."""

    kind: ReferenceKind
    text: str
    place: Place


def refer(document: Document) -> tuple[Document, list[Finding]]:
    """Return the document with the texts of all references, and the references that lead nowhere."""
    targets, findings = _targets(document)

    def change(node: Any) -> Iterator[Any]:
        yield _resolved(node, targets, findings, document.speech) if isinstance(node, Reference) else node

    return replace(document, blocks=rewrite(document.blocks, change)), findings


def _targets(document: Document) -> tuple[dict[str, _Target], list[Finding]]:
    """Return what each id stands for; two things with one id are a finding."""
    targets: dict[str, _Target] = {}
    findings: list[Finding] = []
    labels = ["", "", ""]
    for node in walk(document.blocks):
        if isinstance(node, Heading):
            # A heading ends the sections below its own level.
            labels[node.level - 1 :] = [node.label.rstrip(".")] + [""] * (3 - node.level)
        identity = getattr(node, "id", "")
        if not identity:
            continue
        if identity in targets:
            message = f"two things have the same id: '{identity}' (the other at {targets[identity].place})"
            findings.append(Finding("E340", node.place, message, "give one of them another id"))  # type: ignore[union-attr]
        else:
            targets[identity] = _target(node, labels)
    return targets, findings


def _target(node: Any, labels: list[str]) -> _Target:  # noqa: PLR0911 - one return for each kind of node
    """Return the kind and text of what has an id."""
    match node:
        case Paragraph():
            return _Target("paragraph", str(node.number) if node.number > 0 else "", node.place)
        case ListItem():
            numbered = node.marker and node.marker[0].isascii()
            return _Target("paragraph", node.marker.rstrip(".") if numbered else "", node.place)
        case Heading():
            return _Target("section", ".".join(filter(None, labels)) if node.label else "", node.place)
        case Note():
            return _Target("note", str(node.number), node.place)
        case Table():
            return _Target("table", node.label, node.place)
        case Picture():
            return _Target("figure", node.label, node.place)
        case Anchor():
            return _Target("annex", plain(node.children), node.place)
    return _Target("", "", node.place)


def _resolved(
    reference: Reference, targets: dict[str, _Target], findings: list[Finding], speech: Language
) -> Reference | Gap:
    """Return a reference with its text, or the gap of one that has none."""
    target = targets.get(reference.target)
    if target is None:
        findings.append(_nowhere(reference, targets))
        return gap_of(f"#{reference.target}", reference.place, speech)
    if reference.kind == "page":
        return reference
    if not target.text:
        order = f"refer to its page, []({'#' + reference.target}){{.page}}, or to something that has a number"
        message = f"what this reference points at has no number: '#{reference.target}' at {target.place}"
        findings.append(Finding("E342", reference.place, message, order))
        return gap_of(f"#{reference.target}", reference.place, speech)
    return replace(reference, kind=target.kind, text=target.text)


def _nowhere(reference: Reference, targets: dict[str, _Target]) -> Finding:
    """Say that no id of this document is the one that was asked for."""
    close = get_close_matches(reference.target, list(targets), n=1, cutoff=0.7)
    order = f"write []({'#' + close[0]})" if close else "give what is meant an id: {#" + reference.target + "}"
    if reference.target.startswith("annex-") and not close:
        order = "add the annex to the case, and let the template print the list of annexes"
    return Finding("E341", reference.place, f"nothing in this document has the id '{reference.target}'", order)
