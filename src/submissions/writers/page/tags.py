"""Finish the tags of a PDF before it is written, where the page engine leaves something out of PDF/UA-1.

The engine hands the PDF over as Python objects, so nothing has to be parsed again. Heads and feet of pages become
artifacts, footnotes become notes with an id right after the paragraph that calls them, numbers become labels, the
contents a table of contents, header cells say what they head, and what a page break has parted is joined.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pydyf

from submissions.writers.page.heads import lead_to_heads
from submissions.writers.page.html_inlines import FOOT_PREFIX, MARK_PREFIX
from submissions.writers.page.insides import bare, is_margin, kind_of, sheet_of
from submissions.writers.page.joints import holds_notes, join_pages
from submissions.writers.page.structure import Item, Structure

_MAY_BE_EMPTY = frozenset({"/TD", "/TH", "/TR", "/Document"})
_HOLDS_BLOCKS = frozenset({"/TD", "/TH", "/LBody", "/Div", "/Sect", "/BlockQuote", "/Document", "/Caption"})


def finish_tags(pdf: pydyf.PDF, pages: Sequence[Any], names: Mapping[str, str]) -> None:
    """Finish the tags in place; `names` gives what each id is called, for the description of links to it."""
    structure = Structure(pdf)
    structure.drop_loose()
    _mark_languages(structure, pages)
    join_pages(structure, pages)
    lead_to_heads(structure)
    _join_links(structure)
    links = _describe_links(structure, names)
    _place_notes(structure, links)
    for element in list(structure.walk(structure.document)):
        _rename(structure, element)
    _prune(structure, structure.document)
    _index_ids(structure)


def _mark_languages(structure: Structure, pages: Sequence[Any]) -> None:
    """Mark words in another language than the document's: the engine tags its boxes one by one, in their order."""
    language = str(structure.pdf.catalog["Lang"].string)
    for number, page in enumerate(pages):
        boxes = [box for part in _parts(page) for box in _tagged_boxes(part)]
        owners = structure.owners_in_order(number)
        for box, owner in zip(boxes, owners, strict=True):
            if (box.style["lang"] or language) != language:
                owner["Lang"] = pydyf.String(box.style["lang"])


def _parts(page: Any) -> list[Any]:
    return [part for part in sheet_of(page).children if not is_margin(part)]


def _tagged_boxes(box: Any) -> Iterator[Any]:
    """Yield the boxes of text and of pictures, which the engine tags one by one."""
    inner = bare(box)
    kind = kind_of(inner)
    if kind == "TextBox":
        yield inner
        return
    for child in inner.children if hasattr(inner, "children") else ():
        yield from _tagged_boxes(child)
    if kind.endswith("ReplacedBox"):
        yield inner


def _join_links(structure: Structure) -> None:
    """Make one link of the pieces that the ends of lines have made of it."""
    for parent in [item for item in structure.walk(structure.document) if item["S"] != "/Link"]:
        before: Item | None = None
        for element in structure.elements(parent):
            target = _target(structure, element)
            if before is not None and target and target == _target(structure, before) and element["Pg"] == before["Pg"]:
                structure.absorb(before, element)
            else:
                before = element


def _target(structure: Structure, element: Item) -> str:
    annotation = structure.annotation(element) if element["S"] == "/Link" else None
    if annotation is None:
        return ""
    return str(annotation["Dest"].string if "Dest" in annotation else annotation["A"]["URI"].string)


def _describe_links(structure: Structure, names: Mapping[str, str]) -> dict[str, Item]:
    """Give each link a description; return the links from a mark to its note and back, by where they lead."""
    links: dict[str, Item] = {}
    for element in structure.walk(structure.document):
        annotation = structure.annotation(element) if element["S"] == "/Link" else None
        if annotation is None or "Dest" not in annotation:
            continue
        target = str(annotation["Dest"].string)
        annotation["Contents"] = pydyf.String(names.get(target, target))
        if target.startswith((FOOT_PREFIX, MARK_PREFIX)):
            links.setdefault(target, element)
    return links


def _place_notes(structure: Structure, links: Mapping[str, Item]) -> None:
    """Make footnotes notes with an id, and put each behind the paragraph, or into the cell, that calls it."""
    numbers = {id(element): target for target, element in links.items() if target.startswith(MARK_PREFIX)}
    last_in: dict[int, Item] = {}
    for area in [item for item in structure.elements(structure.document) if holds_notes(structure, item)]:
        for element in structure.elements(area):
            targets = [numbers[id(inner)] for inner in structure.walk(element) if id(inner) in numbers]
            if targets:
                name = targets[0].removeprefix(MARK_PREFIX)
                element["S"], element["ID"] = "/Note", pydyf.String(name)
                structure.wrap(links[targets[0]], "/Lbl")
                _put_behind(structure, element, links[f"{FOOT_PREFIX}{name}"], last_in)


def _put_behind(structure: Structure, note: Item, mark: Item, last_in: dict[int, Item]) -> None:
    """Put a note behind the block that holds its mark, and behind the notes that already stand there."""
    block = mark
    while structure.parent(block)["S"] not in _HOLDS_BLOCKS:
        block = structure.parent(block)
    holder = structure.parent(block)
    behind: Item = last_in.get(id(block), block)
    structure.move(note, holder, holder["K"].index(behind.reference) + 1)
    last_in[id(block)] = note


def _rename(structure: Structure, element: Item) -> None:
    """Call an element what it is, where the engine knows no better."""
    kind = element["S"]
    if kind == "/Link" and structure.annotation(element) is None:
        element["S"] = "/Span" if structure.parent(element)["S"] == "/Link" else "/Lbl"
    elif kind == "/L" and structure.parent(element)["S"] == "/NonStruct":
        _rename_contents(structure, element)
    elif kind == "/LI":
        _move_marker(structure, element)
    elif kind == "/TH":
        head = structure.parent(structure.parent(element))["S"] == "/THead"
        element["A"]["Scope"] = "/Column" if head else "/Row"


def _rename_contents(structure: Structure, contents: Item) -> None:
    """Call the list inside `nav`, the only list inside an element without a tag, a table of contents."""
    contents["S"] = "/TOC"
    for item in structure.elements(contents):
        item["S"] = "/TOCI"
        for body in structure.elements(item):
            body["S"] = "/P"
            cells = [cell for cell in structure.walk(body) if structure.parent(cell)["S"] == "/Div" != cell["S"]]
            for number, cell in enumerate(cells):  # the boxes that put them side by side mean nothing
                structure.move(cell, body, number)


def _move_marker(structure: Structure, item: Item) -> None:
    """Move the marker of a list item, the label in its first paragraph, in front of the item's body."""
    body = structure.elements(item)[0]
    first = structure.elements(body)[:1]
    marker = structure.elements(first[0])[:1] if first else []
    if body["S"] == "/LBody" and marker and marker[0]["S"] == "/Link" and structure.annotation(marker[0]) is None:
        structure.move(marker[0], item, 0)


def _prune(structure: Structure, element: Item) -> None:
    """Take out elements that hold nothing, from the inside out."""
    for inner in structure.elements(element):
        _prune(structure, inner)
        if not inner["K"] and inner["S"] not in _MAY_BE_EMPTY:
            structure.drop(inner)


def _index_ids(structure: Structure) -> None:
    """List the elements that have an id, as ISO 32000-1, table 322, requires."""
    found = {str(item["ID"].string): item for item in structure.walk(structure.document) if "ID" in item}
    pairs = pydyf.Array()
    for name in sorted(found):
        pairs.extend((found[name]["ID"], found[name].reference))
    if pairs:
        structure.root["IDTree"] = pydyf.Dictionary({"Names": pairs})
