"""Report the lines of a source that Markdown would join with others in silence."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Final

from markdown_it.tree import SyntaxTreeNode

from submissions.findings import Finding, Place
from submissions.markup.lazy import lazy_lines, refused
from submissions.markup.lists import OF_TEMPLATES, accidental, by_accident
from submissions.markup.marks import letters_of, mark_of, styles_of
from submissions.markup.pasted import Read, pasted_list, read_pasted
from submissions.markup.scope import Scope
from submissions.markup.tokens import content
from submissions.values import Prose

_BEFORE: Final = re.compile(r"[\s>]*")


def with_lists(tree: SyntaxTreeNode, source: Prose, scope: Scope) -> Read:
    """Return a source in which the lists that were pasted with their marks are lists of Markdown."""
    return read_pasted(tree, str(source), _names(scope))


def _names(scope: Scope) -> set[str]:
    names = {name for forms in scope.people.values() for name in forms.values() if isinstance(name, str)}
    return names.union(scope.pseudonyms)


def _numbered_headings(tree: SyntaxTreeNode, source: Prose, names: Collection[str]) -> Iterator[Finding]:
    """Yield the headings that would be printed with two numbers; a letter is one only beside another number."""
    marks = [
        (node, mark) for node in tree.children
        if node.type == "heading" and (mark := mark_of(content(node))) is not None
        and mark.word not in letters_of(names) and any(number for _, number in styles_of(mark)) and not mark.is_loose
    ]  # fmt: skip
    for node, mark in marks:
        if len(mark.word) > 1 or mark.word.isdecimal() or len(marks) > 1:
            message = f"a heading begins with '{mark.typed}', and the document numbers its headings by itself"
            yield Finding("W338", _place(source, (node.map or (0, 0))[0]), message, f"take '{mark.typed}' off")


def joined_lines(tree: SyntaxTreeNode, read: Read, source: Prose, scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each line that falls into what is above it, and each pasted list that cannot be printed."""
    lines = read.text.split("\n")
    yield from (refused(found, _place(source, found.line)) for found in lazy_lines(tree, lines))
    if not source.place.file.startswith(OF_TEMPLATES):
        if scope.numbered:
            yield from _numbered_headings(tree, source, _names(scope))
        for line, mark in accidental(tree, lines):
            if not any(line == first for first, _ in read.styles):
                yield by_accident(mark, _place(source, line))
    yield from (pasted_list(found, _place(source, found.line)) for found in read.refused)


def _place(source: Prose, line: int) -> Place:
    """Return the place of what a line begins with, behind the spaces and the signs of quotations before it."""
    place = source.place_of(line)
    before = _BEFORE.match(source.split("\n")[line])
    return replace(place, column=place.column + before.end()) if before and place.column else place
