"""Tell how the items of a list are marked, and say where that is not what its author typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from markdown_it.tree import SyntaxTreeNode

from submissions.document import ListStyle
from submissions.findings import Finding, Place
from submissions.markup.attributes import Attributes
from submissions.markup.tokens import attributes_alone

OF_TEMPLATES: Final = "templates/"
"""Where the files of templates lie: what they print may have one item as well as several."""
_CLASSES: Final[dict[str, ListStyle]] = {"decimal": "decimal", "alpha": "alpha", "roman": "roman"}
_START: Final = re.compile(r"[1-9][0-9]{0,2}")


def style_of(node: SyntaxTreeNode, style: Attributes, pasted: ListStyle | None) -> ListStyle:
    """Return the style of a list: as it was pasted, or else as its attributes and its first mark say."""
    if pasted is not None:
        return pasted
    if node.type != "ordered_list":
        return "bullet"
    named = next((_CLASSES[name] for name in style.classes if name in _CLASSES), None)
    return named or ("decimal" if node.markup == ")" else "alpha")


def is_named(style: Attributes) -> bool:
    """Tell whether attributes say which kind of list is meant, wherever it stands."""
    return any(name in _CLASSES for name in style.classes)


def start_of(node: SyntaxTreeNode, style: Attributes) -> int:
    """Return the number of the first item of a list, as its attributes say; 1 where they do not."""
    typed = style.values.get("start", "")
    return int(typed) if node.type == "ordered_list" and _START.fullmatch(typed) else 1


def list_findings(
    node: SyntaxTreeNode, style: Attributes, pasted: ListStyle | None, place: Place, *, is_outer: bool, is_counted: bool
) -> Iterator[Finding]:
    """Yield what is wrong with the marks of a list.

    `is_outer` tells that it stands in no other list, `is_counted` that paragraphs beside it get numbers.
    """
    known = _CLASSES if node.type == "ordered_list" and pasted is None else {}
    takes_start = bool(known) and _START.fullmatch(style.values.get("start", "")) is not None
    unknown = [name for name in style.classes if name not in known]
    unknown += [key for key in style.values if not (key == "start" and takes_start)]
    for name in unknown + ([f"#{style.id}"] if style.id else []):
        message = f"a list takes no such attribute: '{name}'"
        yield Finding("E317", place, message, "write {.decimal}, {.alpha start=3}, {.roman}, {.redact} or nothing")
    if node.type != "ordered_list" or pasted is not None:
        return
    start = node.attrs.get("start", 1)
    if start == start_of(node, style):
        start = 1
    is_open = is_outer and style_of(node, style, pasted) == "alpha" and not any(name in known for name in style.classes)
    if start != 1:
        yield _begins_at(f"{start}{node.markup}", place, is_counted=is_counted)
    elif is_open and is_counted and _are_paragraphs(node):
        message = "'1.' and '2.' before whole paragraphs look like the paragraph numbers of another document"
        yield Finding("E336", place, message, "take the numbers off; for a list write {.decimal} or {.alpha} before it")
    elif is_open and not place.file.startswith(OF_TEMPLATES):
        message = "a list typed '1.' is printed with letters"
        yield Finding("W335", place, message, "write {.alpha} on the line before it, or {.decimal} to keep the figures")


_COUNTED: Final = "the document counts its paragraphs by itself"


def accidental(tree: SyntaxTreeNode, lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield each line, counted from 0, that makes a list of one in the middle of a paragraph, and its mark.

    A dash that happens to begin a line is one. Behind a colon, or set in within an item, the author means a list.
    """
    for node in tree.walk(include_self=False):
        before = node.previous_sibling
        if not node.type.endswith("_list") or before is None or before.type != "paragraph" or len(node.children) != 1:
            continue
        start = (node.map or (0, 0))[0]
        typed = attributes_alone(before)
        is_apart = before.map is None or before.map[1] < start
        is_within = node.parent is not None and node.parent.type == "list_item"
        if not is_apart and not typed and not is_within and not lines[start - 1].rstrip().endswith(":"):
            mark = node.markup if node.type == "bullet_list" else f"{node.children[0].info}{node.markup}"
            yield start, mark


def by_accident(mark: str, place: Place) -> Finding:
    """Return the finding for a line that makes a list of one in the middle of a paragraph."""
    typed = f"{mark[:-1]}\\{mark[-1]}"
    order = f"write '{typed}' where it is no list; put an empty line before it, or a colon, where it is one"
    return Finding("E337", place, f"a line of a paragraph that begins with '{mark}' is printed as a list", order)


def _begins_at(mark: str, place: Place, *, is_counted: bool) -> Finding:
    typed = f"{mark[:-1]}\\{mark[-1]}"
    order = f"begin at 1, or write '{typed}' to print the number as it stands"
    if is_counted:
        order += f"; if it is a paragraph number of another document take it off, {_COUNTED}"
    return Finding("E325", place, f"a line that begins with '{mark}' makes a list", order)


def _are_paragraphs(node: SyntaxTreeNode) -> bool:
    """Tell whether the items are counted on and stand apart, as numbered paragraphs do."""
    figures = [int(item.info) for item in node.children if item.info.isdecimal()]
    paragraphs = [child for item in node.children for child in item.children[:1] if child.type == "paragraph"]
    goes_on = len(figures) > 1 and all(after == before + 1 for before, after in pairwise(figures))
    return goes_on and not any(paragraph.hidden for paragraph in paragraphs)
