"""The structure tree of a PDF that the page engine is about to write, and the moves that finishing it needs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, TypeAlias

import pydyf

Item: TypeAlias = Any
"""An object of the PDF in the making: a dictionary, a stream or an array; the library has no types."""


class Structure:
    """The structure tree with the page contents that hang in it."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        """Find the tree in a PDF that has one."""
        self.pdf = pdf
        self.root: Item = self.get(pdf.catalog["StructTreeRoot"])
        self.document: Item = self.get(self.root["K"][0])
        self.pages: list[bytes] = list(pdf.page_references)
        self._numbers: Item = self.get(self.root["ParentTree"])["Nums"]
        self._owners: list[Item] = [self._numbers[2 * index + 1] for index in range(len(self.pages))]

    def get(self, reference: bytes) -> Item:
        """Return the object of a reference such as "12 0 R"."""
        return self.pdf.objects[int(reference.split()[0])]

    def elements(self, parent: Item) -> list[Item]:
        """Return the structure elements right inside another."""
        inner = (self.get(kid) for kid in parent["K"] if isinstance(kid, bytes))
        return [item for item in inner if item.get("Type") == "/StructElem"]

    def walk(self, parent: Item) -> Iterator[Item]:
        """Yield an element and all elements inside it, in order."""
        waiting = [parent]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(reversed(self.elements(element)))

    def owners_in_order(self, page: int) -> list[Item]:
        """Return the elements that hold the pieces of a page's contents, one for each piece, in order of reading."""
        waiting: list[tuple[Item, Item]] = [(self.document, None)]
        found: list[Item] = []
        while waiting:
            item, owner = waiting.pop()
            if isinstance(item, int):
                found.append(owner)
            elif item.get("Type") == "/StructElem" and (item is self.document or item["Pg"] == self.pages[page]):
                kids = [kid if isinstance(kid, int) else self.get(kid) for kid in item["K"]]
                waiting.extend((kid, item) for kid in reversed(kids))
        return found

    def parent(self, element: Item) -> Item:
        """Return the element around another."""
        return self.get(element["P"])

    def annotation(self, element: Item) -> Item | None:
        """Return the link annotation of an element, or None."""
        for kid in element["K"]:
            if isinstance(kid, bytes):
                inner = self.get(kid)
                if inner.get("Type") == "/OBJR":
                    return self.get(inner["Obj"])
        return None

    def move(self, element: Item, parent: Item, at: int | None = None) -> None:
        """Take an element out of its place and put it into another, as its child number `at` or last."""
        self.parent(element)["K"].remove(element.reference)
        parent["K"].insert(len(parent["K"]) if at is None else at, element.reference)
        element["P"] = parent.reference

    def wrap(self, element: Item, kind: str) -> None:
        """Put a new element of a kind around another."""
        parent = self.parent(element)
        around = pydyf.Dictionary({"Type": "/StructElem", "S": kind, "Pg": element["Pg"], "P": parent.reference})
        self.pdf.add_object(around)
        around["K"] = pydyf.Array([element.reference])
        parent["K"][parent["K"].index(element.reference)] = around.reference
        element["P"] = around.reference

    def absorb(self, element: Item, other: Item) -> None:
        """Take over what another element of the same page holds, its text and its link too, and take it out."""
        for kid in other["K"]:
            element["K"].append(kid)
            if isinstance(kid, int):
                self._owners[self.pages.index(other["Pg"])][kid] = element.reference
            elif "Obj" in self.get(kid):
                self._numbers[2 * self.get(self.get(kid)["Obj"])["StructParent"] + 1] = element.reference
            else:
                self.get(kid)["P"] = element.reference
        other["K"].clear()
        self.drop(other)

    def drop(self, element: Item) -> None:
        """Take an element out of the tree; what it holds becomes an artifact of its page."""
        self.parent(element)["K"].remove(element.reference)
        for inner in list(self.walk(element)):
            own = {kid for kid in inner["K"] if isinstance(kid, int)}
            if own:
                self._make_artifacts(self.pages.index(inner["Pg"]), own)
            inner.clear()

    def drop_loose(self) -> None:
        """Make artifacts of the contents that hang outside the tree, which are the heads and feet of pages."""
        attached = {element.reference for element in self.walk(self.document)}
        for page, owners in enumerate(self._owners):
            loose = {index for index, owner in enumerate(owners) if owner not in attached}
            if loose:
                self._make_artifacts(page, loose)
        for item in self.pdf.objects:
            is_element = isinstance(item, pydyf.Dictionary) and item.get("Type") == "/StructElem"
            if is_element and item.reference not in attached:
                item.clear()

    def _make_artifacts(self, page: int, contents: Collection[int]) -> None:
        """Mark contents of a page, named by their numbers, as artifacts; they no longer belong to any element."""
        operators = self.get(self.get(self.pages[page])["Contents"]).stream
        for index, item in enumerate(operators):
            if isinstance(item, pydyf.Dictionary) and item.get("MCID") in contents:
                operators[index - 1] = "/Artifact"
                operators[index] = pydyf.Dictionary({"Type": "/Pagination"})
        for number in contents:
            self._owners[page][number] = "null"
