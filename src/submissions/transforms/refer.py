"""Give each cross-reference its text from what it points at; what points nowhere is a finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any, Final

from submissions.document import (
    NUMBER_ALONE,
    Anchor,
    Document,
    Gap,
    Heading,
    Inline,
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
from submissions.document.rewrite import rewrite, rewrite_inlines
from submissions.findings import Finding, Place
from submissions.languages import Language

_ENDS_OF_SENTENCES: Final = ".!?…؟"


@dataclass(frozen=True, slots=True)
class _Target:
    """What a reference to an id prints, and where the id stands."""

    kind: ReferenceKind
    text: str
    place: Place


def refer(document: Document, labels: Mapping[str, str]) -> tuple[Document, list[Finding]]:
    """Return the document with the texts of all references, and the references that lead nowhere.

    `labels` have the words for a table and a figure, as captions and sentences begin with them and within a sentence.
    """
    targets, findings = _targets(document)

    def change(node: Any) -> Iterator[Any]:
        yield _resolved(node, targets, findings, document.speech) if isinstance(node, Reference) else node

    resolved = rewrite(document.blocks, change)
    within = {labels[kind]: labels[f"{kind}_in_text"] for kind in ("table", "figure")}
    return replace(document, blocks=rewrite_inlines(resolved, lambda inlines: _in_sentences(inlines, within))), findings


def _in_sentences(inlines: tuple[Inline, ...], within: Mapping[str, str]) -> tuple[Inline, ...]:
    """Return inline nodes whose references to tables and figures have the word that a sentence has where they stand."""
    made: list[Inline] = []
    for index, node in enumerate(inlines):
        new: Inline = node
        if isinstance(node, Reference) and node.kind in {"table", "figure"}:
            word, space, number = node.text.partition("\N{NO-BREAK SPACE}")
            before = plain(inlines[:index]).rstrip()
            if word in within and before and before[-1] not in _ENDS_OF_SENTENCES:
                new = replace(node, text=f"{within[word]}{space}{number}")
        made.append(new)
    return tuple(made) if any(new is not node for new, node in zip(made, inlines, strict=True)) else inlines


def _targets(document: Document) -> tuple[dict[str, _Target], list[Finding]]:
    """Return what each id stands for; two things with one id are a finding."""
    targets: dict[str, _Target] = {}
    findings: list[Finding] = []
    labels = ["", "", ""]
    for node in walk(document.blocks):
        if isinstance(node, Heading):
            # A heading ends the sections below its own level.
            label = node.label.rstrip(".")
            above = ["" if label.startswith(f"{one}.") else one for one in labels[: node.level - 1]]  # "1.1" has it
            labels = [*above, label, *[""] * (3 - node.level)]
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
    known = [name for name in targets if not name.endswith(NUMBER_ALONE)]
    close = get_close_matches(reference.target, known, n=1, cutoff=0.7)
    order = f"write []({'#' + close[0]})" if close else "give what is meant an id: {#" + reference.target + "}"
    if reference.target.startswith("annex-") and not close:
        order = "add the annex to the case, and let the template print the list of annexes"
    return Finding("E341", reference.place, f"nothing in this document has the id '{reference.target}'", order)
