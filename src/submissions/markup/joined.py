"""Report the lines of a source that Markdown would join with others in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from markdown_it.tree import SyntaxTreeNode

from submissions.findings import Finding, Place
from submissions.markup.lazy import lazy_lines, refused
from submissions.markup.lists import OF_TEMPLATES, accidental, by_accident
from submissions.markup.pasted import Read, pasted_list, read_pasted
from submissions.markup.scope import Scope
from submissions.values import Prose

_BEFORE: Final = re.compile(r"[\s>]*")


def with_lists(tree: SyntaxTreeNode, source: Prose, scope: Scope) -> Read:
    """Return a source in which the lists that were pasted with their marks are lists of Markdown."""
    names = {name for forms in scope.people.values() for name in forms.values() if isinstance(name, str)}
    return read_pasted(tree, str(source), names.union(scope.pseudonyms))


def joined_lines(tree: SyntaxTreeNode, read: Read, source: Prose) -> Iterator[Finding]:
    """Yield a finding for each line that falls into what is above it, and each pasted list that cannot be printed."""
    lines = read.text.split("\n")
    yield from (refused(found, _place(source, found.line)) for found in lazy_lines(tree, lines))
    if not source.place.file.startswith(OF_TEMPLATES):
        for line, mark in accidental(tree, lines):
            if not any(line == first for first, _ in read.styles):
                yield by_accident(mark, _place(source, line))
    yield from (pasted_list(found, _place(source, found.line)) for found in read.refused)


def _place(source: Prose, line: int) -> Place:
    """Return the place of what a line begins with, behind the spaces and the signs of quotations before it."""
    place = source.place_of(line)
    before = _BEFORE.match(source.split("\n")[line])
    return replace(place, column=place.column + before.end()) if before and place.column else place
