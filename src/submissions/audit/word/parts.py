"""Turn what was read from one XML part into pieces to search and things to refuse."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from submissions.audit.gathering import decode
from submissions.audit.records import Piece
from submissions.audit.word.attributes import channel_of, is_plain, is_rsid
from submissions.audit.word.names import UNKNOWN
from submissions.audit.word.refusals import Refused, found_in, has_path
from submissions.audit.word.rules import (
    Property,
    is_macro_type,
    is_own_custom_xml,
    kind_of_relationship,
)
from submissions.audit.word.text import CODE, NESTED, pieces_of
from submissions.audit.word.xml import Loose, Styles, read_part

_ENCODED_ATTRIBUTES = frozenset({"o:gfxdata"})
_TAG = re.compile(r"<[^>]*>")
# Up to five signs alone are what programs count, pages and versions; a day or a telephone number is longer.
_COUNT = re.compile(r"[-+\d.,%\s]{1,5}")
_HIDDEN_STYLE = re.compile(r"visibility:\s*hidden")
# The form that Office gives; any other may be somebody's words and is not repeated.
_IDENTIFIER = re.compile(r"rId\d{1,6}")
_CUSTOM_ITEM = re.compile(r"(?:^|/)customXml/[^/]+\.xml$", re.IGNORECASE)


class XmlPart:
    """One XML part, read; `name` is what it is called in the file."""

    def __init__(self, name: str, content: bytes, styles: Styles) -> None:
        self.name = name
        self.content = content
        self.found = read_part(content, styles)

    def pieces(self) -> Iterator[Piece]:
        """Yield everything in the part that somebody may have typed, and what of it reads otherwise than it stands."""
        found, name = self.found, self.name
        yield from pieces_of(name, self._channel(), found.paragraphs)
        yield from self._loose_pieces()
        yield from self._attribute_pieces()
        for channel, text in found.remarks:
            yield from (Piece(name, channel, each) for each in dict.fromkeys((text, html.unescape(text))))
        yield from (Piece(name, "name of an element", text) for text in found.foreign)
        if found.fault:
            source = decode(self.content)
            yield Piece(name, "damaged part", source)
            yield Piece(name, "damaged part", html.unescape(_TAG.sub("", source)))

    def _channel(self) -> str:
        last = posixpath.basename(self.name).lower()
        if last.startswith("comments"):
            return "comment"
        return "custom XML" if _CUSTOM_ITEM.search(self.name) else "text"

    def _loose_pieces(self) -> Iterator[Piece]:
        channel, texts = self._channel(), list[str]()
        seen: set[tuple[str, str]] = set()
        for each in self.found.loose:
            text = each.text.strip()
            if _COUNT.fullmatch(text) and not self._is_foreign():
                continue
            texts.append(each.text)
            if (each.element, text) not in seen:
                seen.add((each.element, text))
                yield Piece(self.name, self._loose_channel(each, channel), text)
        if len(texts) > 1:
            yield Piece(self.name, channel, "\n".join(text.strip() for text in texts))
            if self._is_foreign():
                # Nobody knows which of these elements break a line.
                yield Piece(self.name, channel, "".join(texts))

    def _loose_channel(self, loose: Loose, channel: str) -> str:
        if self._is_property():
            return f"property {loose.owner or loose.element.rpartition(':')[2]}"
        return channel if channel != "text" else f"text of {loose.element.rpartition(':')[2]}"

    def _attribute_pieces(self) -> Iterator[Piece]:
        rsids: dict[str, None] = {}
        for (element, attribute, value), number in self.found.attributes.items():
            if is_rsid(attribute) or is_rsid(element):
                rsids[value] = None
            elif attribute in _ENCODED_ATTRIBUTES or is_plain(element, attribute, value):
                continue
            else:
                place = f"paragraph {number}" if number else ""
                channel = channel_of(element, attribute)
                yield Piece(self.name, channel, value, place)
                if "%" in value and (plain := unquote(value)) != value:
                    yield Piece(self.name, channel, plain, place)
        if rsids:
            yield Piece(self.name, "rsid", "\n".join(rsids))

    def refusals(self) -> Iterator[Refused]:
        """Yield everything in the part that is to be refused."""
        yield from (Refused(kind, self.name, *rest) for kind, *rest in self._refusals())

    def _refusals(self) -> Iterator[tuple[str, ...]]:
        """Yield the kind and the place of each, and the words that give it away where it is words."""
        found = self.found
        for kind, number in found.noted:
            yield kind, f"paragraph {number}" if number else ""
        for paragraph in found.paragraphs:
            texts = (paragraph.read(CODE), paragraph.only(CODE | NESTED))
            yield from (
                (kind, f"paragraph {paragraph.number}", words) for text in texts for kind, words in found_in(text)
            )
        for loose in found.loose:
            yield from ((kind, "", words) for kind, words in found_in(loose.text))
        for relationship in found.relationships:
            kind = kind_of_relationship(relationship)
            if kind:
                identifier = relationship.get("Id", "")
                yield kind, f"relationship {identifier}" if _IDENTIFIER.fullmatch(identifier) else ""
        yield from self._attribute_refusals()
        for _, text in found.remarks:
            yield from ((kind, "", words) for kind, words in found_in(text))
        if _CUSTOM_ITEM.search(self.name) and not is_own_custom_xml(found.root):
            yield "custom XML", ""

    def _attribute_refusals(self) -> Iterator[tuple[str, ...]]:
        for (element, attribute, value), number in self.found.attributes.items():
            place = f"paragraph {number}" if number else ""
            if attribute in _ENCODED_ATTRIBUTES:
                continue
            if _hides(element, attribute, value):
                yield "hidden text", place
            elif attribute == "ContentType" and is_macro_type(value):
                yield "macro", ""
            elif not is_plain(element, attribute, value):
                yield from ((kind, place, words) for kind, words in found_in(value))
                if "%" in value and has_path(unquote(value)):
                    yield "path", place

    def properties(self) -> Iterator[Property]:
        """Yield the properties of the package that stand in the part."""
        if self._is_property():
            for each in self.found.loose:
                yield Property(self.name, each.element, each.owner, each.text)

    def encoded(self) -> Iterator[tuple[str, str]]:
        """Yield what stands in the part as Base64, with what it is."""
        yield from ((element.rpartition(":")[2], text) for element, text in self.found.encoded)
        for _, attribute, value in self.found.attributes:
            if attribute in _ENCODED_ATTRIBUTES:
                yield attribute.rpartition(":")[2], value

    def _is_property(self) -> bool:
        return self.found.root in {"cp:coreProperties", "ep:Properties", "op:Properties"}

    def _is_foreign(self) -> bool:
        return self.found.root.startswith(UNKNOWN) or ":" not in self.found.root


def _hides(element: str, attribute: str, value: str) -> bool:
    """Say whether an attribute hides a drawing, with the words in it."""
    if attribute == "hidden":
        return element.endswith((":docPr", ":cNvPr")) and value in {"1", "true"}
    return attribute == "style" and element.startswith("v:") and bool(_HIDDEN_STYLE.search(value))
