"""The styles of a Word file: what each says of a paragraph or of words, and what it is based on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from submissions.office.names import w

_OFF: Final = frozenset({"0", "false", "off"})
"""How ST_OnOff says no (ECMA-376 part 1, 22.9.2.7)."""
_HEADING: Final = re.compile(r"heading ([1-9])")
_WHOLE: Final = re.compile(r"-?\d{1,7}(?=\.?\d*$)")


def whole(text: str | None) -> int:
    """Return a measure or a number as Word writes it, 0 for what is none."""
    match = _WHOLE.match(text or "")
    return int(match[0]) if match else 0


def value_of(parent: etree._Element | None, name: str, attribute: str = "val") -> str | None:
    """Return an attribute of a child element, None where there is no such child, "" where it has no such attribute."""
    child = None if parent is None else parent.find(w(name))
    return None if child is None else child.get(w(attribute), "")


def flag_of(parent: etree._Element | None, name: str) -> bool | None:
    """Return a property that is on or off, None where nothing is said of it."""
    value = value_of(parent, name)
    return None if value is None else value not in _OFF


@dataclass(frozen=True, slots=True)
class WordStyle:
    """A style: its name in small letters, what it is based on, and its properties of paragraphs and of words."""

    name: str
    based_on: str
    paragraph: etree._Element | None
    words: etree._Element | None


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """All styles of a file by identifier, the identifier of the plain one, and the language of the whole file."""

    styles: dict[str, WordStyle] = field(default_factory=dict)
    plain: str = ""
    language: str = ""

    def chain(self, identifier: str) -> Iterator[WordStyle]:
        """Yield a style and those that it is based on; a ring ends."""
        seen: set[str] = set()
        while identifier in self.styles and identifier not in seen:
            seen.add(identifier)
            yield self.styles[identifier]
            identifier = self.styles[identifier].based_on

    def names(self, identifier: str) -> tuple[str, ...]:
        """Return the names of a style and of those that it is based on."""
        return tuple(style.name for style in self.chain(identifier))

    def level(self, identifier: str) -> int:
        """Return the level that a style has in the outline, from 1, 0 for text."""
        for style in self.chain(identifier):
            value = value_of(style.paragraph, "outlineLvl")
            if value is not None:
                return outline_level(value)
            if heading := _HEADING.fullmatch(style.name):
                return int(heading[1])
        return 0

    def flag(self, identifier: str, name: str) -> bool | None:
        """Return a property of words that a style says is on or off."""
        found = (flag_of(style.words, name) for style in self.chain(identifier))
        return next((flag for flag in found if flag is not None), None)

    def keeps_next(self, identifier: str) -> bool:
        """Tell whether a style keeps its paragraphs on one page with what follows."""
        found = (
            flag_of(style.paragraph, "keepNext") for style in self.chain(identifier) if style.paragraph is not None
        )
        return bool(next((flag for flag in found if flag is not None), None))

    def word_value(self, identifier: str, name: str, attribute: str = "val") -> str | None:
        """Return the value of a property of words of a style."""
        found = (value_of(style.words, name, attribute) for style in self.chain(identifier))
        return next((value for value in found if value is not None), None)

    def indent(self, identifier: str, side: str, otherwise: str) -> int:
        """Return the indent that a style has at a side, which older files call by another name."""
        for style in self.chain(identifier):
            for name in (side, otherwise):
                value = value_of(style.paragraph, "ind", name)
                if value:
                    return whole(value)
        return 0

    def numbering(self, identifier: str) -> tuple[str, str]:
        """Return the list and the level, as text, that a style carries, and the style that says so."""
        for style in self.chain(identifier):
            properties = None if style.paragraph is None else style.paragraph.find(w("numPr"))
            instance = value_of(properties, "numId")
            if instance:
                return instance, value_of(properties, "ilvl") or ""
        return "", ""


def outline_level(value: str | None) -> int:
    """Return a level of the outline counted from 1; the tenth is that of text."""
    level = whole(value)
    return level + 1 if value and 0 <= level < 9 else 0


def read_styles(root: etree._Element | None) -> StyleSheet:
    """Read the part of the styles; without one nothing has a style."""
    if root is None:
        return StyleSheet()
    styles, plain = {}, ""
    for style in root.iter(w("style")):
        identifier = style.get(w("styleId"), "")
        if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true", "on"):
            plain = identifier
        styles[identifier] = WordStyle(
            (value_of(style, "name") or "").lower(),
            value_of(style, "basedOn") or "",
            style.find(w("pPr")),
            style.find(w("rPr")),
        )
    defaults = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
    return StyleSheet(styles, plain, value_of(defaults, "lang") or "")
