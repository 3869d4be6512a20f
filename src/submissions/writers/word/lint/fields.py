"""Check that the fields of a Word file open and close, and that their bookmarks are there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from submissions.office.names import w
from submissions.writers.word.lint.body import count_repeated

# Fields that name a bookmark; Word prints "Error!" where it is not there.
_REFERENCE: Final = re.compile(r"\s*(REF|NOTEREF|PAGEREF)\s+(\S+)")


@dataclass(slots=True)
class _Open:
    """A field that is open: its instruction so far, and whether its result has begun."""

    instruction: str = ""
    separated: bool = False


def check_fields(texts: Mapping[str, etree._Element]) -> Iterator[tuple[str, str]]:
    """Check the fields of every part against the bookmarks of all of them."""
    starts = [node for root in texts.values() for node in root.iter(w("bookmarkStart"))]
    names = {node.get(w("name"), "") for node in starts}
    for name in count_repeated(node.get(w("name"), "") for node in starts):
        yield "E430", f"two bookmarks have one name: {name}"
    marked = {name for root in texts.values() for name in _note_bookmarks(root)}
    for part, root in texts.items():
        instructions: list[str] = [node.get(w("instr"), "") for node in root.iter(w("fldSimple"))]
        yield from _check_nesting(part, root, instructions)
        for instruction in instructions:
            match = _REFERENCE.match(instruction)
            if match and match[2] not in names:
                yield "E432", f"a {match[1]} field in {part} refers to a missing bookmark: {match[2]}"
            elif match and match[1] == "NOTEREF" and match[2] not in marked:
                yield "E432", f"a NOTEREF field in {part} refers to a bookmark without a note mark: {match[2]}"
        for link in root.iter(w("hyperlink")):
            anchor = link.get(w("anchor"))
            if anchor and anchor not in names:
                yield "E432", f"a link in {part} leads to a missing bookmark: {anchor}"


def _check_nesting(part: str, root: etree._Element, instructions: list[str]) -> Iterator[tuple[str, str]]:
    """Yield faults of nesting, and add the instruction of every whole field to `instructions`."""
    stack: list[_Open] = []
    for node in root.iter(w("fldChar"), w("instrText")):
        kind = node.get(w("fldCharType"), "")
        if kind == "begin":
            stack.append(_Open())
        elif not stack:
            yield "E431", f"a field in {part} goes on without having begun: {kind or node.text or ''}"
        elif node.tag == w("instrText"):
            if stack[-1].separated:
                yield "E431", f"a field in {part} has an instruction inside its result: {(node.text or '').strip()}"
            stack[-1].instruction += node.text or ""
        elif kind == "separate":
            if stack[-1].separated:
                yield "E431", f"a field in {part} has two results: {stack[-1].instruction.strip()}"
            stack[-1].separated = True
        else:
            instructions.append(stack.pop().instruction)
    for each in stack:
        yield "E431", f"a field in {part} is not closed: {each.instruction.strip()}"


def _note_bookmarks(root: etree._Element) -> Iterator[str]:
    """Yield the names of the bookmarks that have a note mark inside."""
    opened: dict[str, str] = {}
    for node in root.iter(w("bookmarkStart"), w("bookmarkEnd"), w("footnoteReference")):
        if node.tag == w("bookmarkStart"):
            opened[node.get(w("id"), "")] = node.get(w("name"), "")
        elif node.tag == w("bookmarkEnd"):
            opened.pop(node.get(w("id"), ""), None)
        else:
            yield from opened.values()
