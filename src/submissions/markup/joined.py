"""Report the lines of a source that Markdown would join with others in silence."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it.tree import SyntaxTreeNode

from submissions.findings import Finding
from submissions.markup.lazy import lazy_lines, refused
from submissions.markup.pasted import pasted_list, pasted_lists
from submissions.markup.scope import Scope
from submissions.values import Prose


def joined_lines(tree: SyntaxTreeNode, source: Prose, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each line that falls into what is above it, and each pasted list that would run together."""
    lines = str(source).split("\n")
    names = {name.rstrip(".") for forms in scope.people.values() for name in forms.values() if isinstance(name, str)}
    yield from (refused(found, source.place_of(found.line)) for found in lazy_lines(tree, lines))
    yield from (pasted_list(found, source.place_of(found.line)) for found in pasted_lists(tree, lines, names))
