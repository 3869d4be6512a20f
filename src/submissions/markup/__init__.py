"""Read our Markdown into the blocks of the document tree; every construct is either supported or a finding."""

from __future__ import annotations

from collections.abc import Collection

from submissions.document import Block, Citation, Note, walk
from submissions.findings import Finding
from submissions.markup.blocks import BlockReader
from submissions.markup.people import Forms, read_names
from submissions.markup.scope import Drawing, Leaf, Scope
from submissions.values import Prose

__all__ = ["Drawing", "Forms", "Leaf", "Scope", "notes_in", "read_markup", "read_names"]


def read_markup(source: Prose, scope: Scope) -> tuple[tuple[Block, ...], list[Finding]]:
    """Return the blocks of a template's rendered text or of a piece of prose, and what is wrong with it."""
    findings: list[Finding] = []
    blocks = BlockReader(source, scope, findings).read("top")
    return blocks, findings


def notes_in(source: Prose, people: Collection[str]) -> tuple[str, ...]:
    """Return the id of each note that prose makes, "" for one without; citations make notes of their own.

    `people` are the ids of the case's people, who are named in brackets without being cited.
    """
    forms = {identity: {"name": "", "full": "", "initials": ""} for identity in people}
    scope = Scope(forms, frozenset(), "", "", "", False, lambda index, place: (), lambda path, place: ("", []))
    blocks, _ = read_markup(source, scope)
    cited = [node for node in walk(blocks) if isinstance(node, Note)]
    inside = {id(node) for note in cited for node in walk(note.blocks)}
    return tuple(
        getattr(node, "id", "") for node in walk(blocks) if isinstance(node, Note | Citation) and id(node) not in inside
    )
