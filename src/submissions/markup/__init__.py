"""Read our Markdown into the blocks of the document tree; every construct is either supported or a finding."""

from __future__ import annotations

from submissions.document import Block
from submissions.findings import Finding
from submissions.markup.blocks import BlockReader
from submissions.markup.scope import Leaf, Scope
from submissions.values import Prose

__all__ = ["Leaf", "Scope", "read_markup"]


def read_markup(source: Prose, scope: Scope) -> tuple[tuple[Block, ...], list[Finding]]:
    """Return the blocks of a template's rendered text or of a piece of prose, and what is wrong with it."""
    findings: list[Finding] = []
    blocks = BlockReader(source, scope, findings).read("top")
    return blocks, findings
