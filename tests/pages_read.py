"""A page as a parser sees it: elements with their attributes and texts, for tests that look at a report."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_EMPTY = {"meta", "img", "br", "input", "link"}
_WITHIN_A_LINE = {"a", "b", "bdi", "code", "small", "span", "style", "script"}


@dataclass
class Element:
    """An element, what it holds, and the element that it stands in."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All its text, with single spaces."""
        return " ".join("".join(self.pieces()).split())

    def pieces(self) -> list[str]:
        """Return all its text in pieces; a line ends where one ends for a reader."""
        found = [part for child in self.children for part in ([child] if isinstance(child, str) else child.pieces())]
        return found if self.tag in _WITHIN_A_LINE else ["\n", *found, "\n"]

    def all(self, *tags: str) -> list[Element]:
        """Return the elements below, of these tags or of any, in order."""
        found: list[Element] = []
        for child in self.children:
            if isinstance(child, Element):
                found += [child] if not tags or child.tag in tags else []
                found += child.all(*tags)
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.at = self.root = Element("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice"
        made = Element(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.children.append(made)
        self.at = self.at if tag in _EMPTY else made

    def handle_endtag(self, tag: str) -> None:
        assert self.at.tag == tag, f"</{tag}> stands where <{self.at.tag}> is open, in line {self.getpos()[0]}"
        assert self.at.parent is not None
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)


def read_page(content: bytes) -> Element:
    """Return the root of a page; fails for one whose elements are not closed in their order."""
    reader = _Reader()
    reader.feed(content.decode("utf-8"))
    reader.close()
    assert reader.at is reader.root
    return reader.root
