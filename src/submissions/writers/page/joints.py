"""Join what a page break has parted: the engine tags each page by itself, a reader wants one paragraph to be one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from submissions.writers.page.insides import bare, kind_of, sheet_of
from submissions.writers.page.structure import Item, Structure

_KINDS: dict[str, tuple[str, ...]] = {
    "blockquote": ("/BlockQuote",),
    "div": ("/Div",),
    "li": ("/LI", "/LBody"),
    "nav": ("/NonStruct",),
    "ol": ("/L",),
    "p": ("/P",),
    "section": ("/Sect",),
    "table": ("/Table",),
    "tbody": ("/TBody",),
    "td": ("/TD",),
    "th": ("/TH",),
    "tr": ("/TR",),
    "ul": ("/L",),
}


def holds_notes(structure: Structure, element: Item) -> bool:
    """Tell the footnotes of a page from all else without a tag of its own: only they are spans and nothing else."""
    inner = structure.elements(element)
    return bool(inner) and element["S"] == "/NonStruct" and all(item["S"] == "/Span" for item in inner)


def join_pages(structure: Structure, pages: Sequence[Any]) -> None:
    """Join, over each page break, the elements that go on; a repeated table head becomes an artifact."""
    flow = [element for element in structure.elements(structure.document) if not holds_notes(structure, element)]
    bodies = [[element for element in flow if element["Pg"] == page] for page in structure.pages]
    for index in range(1, len(pages)):
        kinds = _kinds_that_go_on(pages[index - 1], pages[index])
        if kinds and bodies[index - 1] and bodies[index]:
            before, after = bodies[index - 1][-1], bodies[index][0]
            if before["S"] == after["S"] == kinds[0]:
                _join(structure, before, after, kinds[1:])
                bodies[index][0] = before


def _kinds_that_go_on(before: Any, after: Any) -> list[str]:
    """Return the tags of the elements that go on from one page to the next, from the outside in."""
    kinds: list[str] = []
    last, first = sheet_of(before).children[0], sheet_of(after).children[0]
    while inner := _blocks(last):
        going_on = [child for child in _blocks(first) if child.element is inner[-1].element]
        if not going_on:
            break
        if inner[-1].element is not last.element and inner[-1].element_tag != "body":
            if inner[-1].element_tag not in _KINDS:
                break
            kinds.extend(_KINDS[inner[-1].element_tag])
        last, first = inner[-1], going_on[0]
    return kinds


def _blocks(box: Any) -> list[Any]:
    children = map(bare, getattr(box, "children", ()))
    return [child for child in children if kind_of(child) not in {"LineBox", "TextBox"}]


def _join(structure: Structure, before: Item, after: Item, kinds: Sequence[str]) -> None:
    """Move what `after` and the elements that go on inside it hold to the end of their counterparts."""
    pairs = [(before, after)]
    for kind in kinds:
        last = structure.elements(pairs[-1][0])[-1:]
        first = [element for element in structure.elements(pairs[-1][1]) if element["S"] == kind][:1]
        if not last or not first or last[0]["S"] != kind:
            break
        pairs.append((last[0], first[0]))
    for whole, rest in reversed(pairs):
        if rest["S"] == "/Table":
            _drop_repeated_head(structure, whole, rest)
        for element in structure.elements(rest):
            structure.move(element, whole)
        structure.drop(rest)


def _drop_repeated_head(structure: Structure, whole: Item, rest: Item) -> None:
    """Drop the head that is printed again, and lead the cells below it to the first one."""
    heads = [[item for item in structure.elements(table) if item["S"] == "/THead"] for table in (whole, rest)]
    if not heads[0] or not heads[1]:
        return
    first, again = ([cell for cell in structure.walk(head[0]) if cell["S"] == "/TH"] for head in heads)
    names = {str(old["ID"].string): new["ID"] for old, new in zip(again, first, strict=True)}
    for cell in structure.walk(whole):
        if cell["S"] == "/TD":
            headers = cell["A"]["Headers"]
            headers[:] = [names.get(str(header.string), header) for header in headers]
    structure.drop(heads[1][0])
