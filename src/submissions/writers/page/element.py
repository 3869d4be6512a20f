"""HTML elements whose text can never become markup: escaping happens in one place, when they are printed."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

Content: TypeAlias = "Element | str"

VOID = frozenset({"br", "col", "img", "meta"})


@dataclass(frozen=True, slots=True)
class Element:
    """An HTML element: its name, its attributes in the order given, and elements or plain text inside it."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    children: tuple[Content, ...]

    def __str__(self) -> str:
        parts: list[str] = []
        _print(self, parts)
        return "".join(parts)


def element(name: str, attributes: Mapping[str, str] | None = None, *children: Content) -> Element:
    """Make an element; an attribute whose value is empty is left out, save `alt`."""
    kept = ((key, value) for key, value in (attributes or {}).items() if value or key == "alt")
    return Element(name, tuple(kept), children)


def to_html(contents: Iterable[Content]) -> str:
    """Print elements and texts as HTML, every text and attribute escaped."""
    parts: list[str] = []
    for content in contents:
        _print(content, parts)
    return "".join(parts)


def _print(content: Content, parts: list[str]) -> None:
    if isinstance(content, str):
        parts.append(html.escape(content, quote=False))
        return
    attributes = "".join(f' {key}="{html.escape(value)}"' for key, value in content.attributes)
    parts.append(f"<{content.name}{attributes}>")
    if content.name in VOID:
        return
    for child in content.children:
        _print(child, parts)
    parts.append(f"</{content.name}>")
