"""Read one XML part of an office file in one pass: paragraphs, loose text, attributes, and what is to be refused.

The parser is expat with namespaces. It never looks at a document type: the first sign of one ends the reading, so no
entity is ever declared, and it keeps no tree, so neither depth nor size can exhaust it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat  # no document type gets past the first handler

from submissions.audit.word.fields import ELEMENTS, field_kind
from submissions.audit.word.names import ShortNames
from submissions.audit.word.text import CHOICE, CODE, DELETED, FALLBACK, HIDDEN, INSERTED, NESTED, RUBY, ParagraphText

_SCOPES = {
    "w:ins": INSERTED,
    "w:moveTo": INSERTED,
    "w:del": DELETED,
    "w:moveFrom": DELETED,
    "mc:Choice": CHOICE,
    "mc:Fallback": FALLBACK,
    "w:rt": RUBY,
}
_PARAGRAPHS = frozenset({"w:p", "a:p", "x:si", "x:is", "text:p", "text:h", "html:p", "html:li", "html:td"})
_TEXTS = frozenset({"w:t", "w:delText", "a:t", "m:t", "x:t"})
_CODES = frozenset({"w:instrText", "w:delInstrText"})
_SIGNS = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:br": "\n",
    "w:cr": "\n",
    "a:br": "\n",
    "w:noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    "w:softHyphen": "\N{SOFT HYPHEN}",
}
# How the type ST_OnOff of ECMA-376 says no.
_OFF = frozenset({"0", "false", "off"})
# Base64, not words: it is decoded and searched as bytes.
_ENCODED = frozenset({"w:fldData", "w:binData", "pkg:binaryData", "sig:X509Certificate"})
# Measures that stand as text among the runs.
_MEASURES = frozenset(
    {"wp:posOffset", "wp:align", "wp14:pctWidth", "wp14:pctHeight", "wp14:pctPosHOffset", "wp14:pctPosVOffset"}
)


@dataclass(frozen=True, slots=True)
class Styles:
    """Which styles hide their text, by id, and which style each is based on."""

    hidden: frozenset[str] = frozenset()
    based_on: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Loose:
    """Text outside any paragraph: its element, and the property or variable that it is the value of."""

    element: str
    text: str
    owner: str = ""


@dataclass(slots=True)
class PartText:
    """All that was read from one part.

    `attributes` keeps each element, attribute and value with the number of the paragraph where it first stands, 0 for
    none; `noted` pairs keys of the table of refusals with such numbers. `styles` are those of the parts before it and
    its own. `fault` is "" if the part was read to its end, "document type" if it declares one, else "damaged".
    """

    root: str = ""
    paragraphs: list[ParagraphText] = field(default_factory=list)
    loose: list[Loose] = field(default_factory=list)
    attributes: dict[tuple[str, str, str], int] = field(default_factory=dict)
    remarks: list[tuple[str, str]] = field(default_factory=list)
    encoded: list[tuple[str, str]] = field(default_factory=list)
    relationships: list[dict[str, str]] = field(default_factory=list)
    noted: list[tuple[str, int]] = field(default_factory=list)
    foreign: tuple[str, ...] = ()
    styles: Styles = field(default_factory=Styles)
    fault: str = ""


class _DocumentTypeError(Exception):
    """A document type was met; nothing after it is read."""


def read_part(content: bytes, styles: Styles) -> PartText:
    """Read a part, given the styles that were read so far; it is returned with those and its own.

    Never raises for any bytes.
    """
    reader = _Reader(styles)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.CommentHandler = lambda text: reader.found.remarks.append(("XML comment", text))
    parser.ProcessingInstructionHandler = lambda target, data: reader.found.remarks.append(
        ("processing instruction", f"{target} {data}")
    )
    parser.StartNamespaceDeclHandler = reader.names.declare
    parser.StartDoctypeDeclHandler = _stop
    try:
        parser.Parse(content, True)
    except _DocumentTypeError:
        reader.found.fault = "document type"
    except (expat.ExpatError, ValueError, LookupError, OverflowError):
        reader.found.fault = "damaged"
    return reader.finished()


def _stop(name: str, system: str | None, public: str | None, internal: bool) -> None:
    raise _DocumentTypeError


class _Reader:
    """What is open at the point that the parser has reached."""

    def __init__(self, styles: Styles) -> None:
        self.found = PartText()
        self.hidden = set(styles.hidden)
        self.based_on = dict(styles.based_on)
        self.names = ShortNames()
        self.path: list[str] = []
        self.flags = [0]
        self.open: list[ParagraphText] = []
        # Instructions of the open fields, and whether each has reached its result.
        self.fields: list[list[str]] = []
        self.in_result: list[bool] = []
        self.codes_open = 0
        self.pending: list[str] = []
        self.owner = ""
        self.style = ""
        self.handlers: dict[str, Callable[[Mapping[str, str]], None]] = {
            **dict.fromkeys(_PARAGRAPHS, self._paragraph),
            **dict.fromkeys(_SIGNS, self._sign),
            **{"w:ins": self._mark, "w:del": self._mark, "w:moveFrom": self._mark, "w:moveTo": self._mark},
            **{"w:vanish": self._vanish, "w:specVanish": self._vanish, "w:sym": self._symbol},
            **{"w:fldChar": self._field, "w:fldSimple": self._simple_field},
            **{"w:rStyle": self._used_style, "w:pStyle": self._used_style},
            **{"w:style": self._own_style, "w:basedOn": self._base},
            **{"op:property": self._property, "rel:Relationship": self._relationship},
        }

    def start(self, full: str, attributes: Mapping[str, str]) -> None:
        """Open an element."""
        if self.pending:
            self._flush()
        names = self.names
        element = names[full]
        if ":" not in element:
            names.foreign[element] = None
        if not self.path:
            self.found.root = element
        self.path.append(element)
        self.flags.append(self.flags[-1] | _SCOPES.get(element, 0))
        number = self.open[-1].number if self.open else 0
        if attributes:
            seen = self.found.attributes
            for name, value in attributes.items():
                seen.setdefault((element, names[name], value), number)
        if element in ELEMENTS:
            self.found.noted.append((ELEMENTS[element], number))
        handler = self.handlers.get(element)
        if handler:
            handler({names[name]: value for name, value in attributes.items()})

    def end(self, full: str) -> None:
        """Close an element."""
        if self.pending:
            self._flush()
        element = self.path.pop()
        self.flags.pop()
        if element in _PARAGRAPHS and self.open:
            self.open.pop()
        elif element == "op:property":
            self.owner = ""
        elif element == "w:style":
            self.style = ""

    def characters(self, text: str) -> None:
        """Take text: into the open paragraph where it is running text or a field code, else as loose text."""
        element = self.path[-1]
        if self.open:
            if element in _TEXTS or element.startswith(("html:", "text:")):
                self.add(text, NESTED if self.codes_open else 0)
                return
            if element in _CODES:
                self.add(text, CODE)
                if self.fields:
                    self.fields[-1].append(text)
                return
            if element in _MEASURES:
                return
        self.pending.append(text)

    def add(self, text: str, kind: int = 0) -> None:
        """Add a stretch of text to the open paragraph."""
        self.open[-1].stretches.append((text, self.flags[-1] | kind))

    def finished(self) -> PartText:
        """Return what was found, the fields that nothing closed with it."""
        if self.pending and self.path:
            self._flush()
        for instruction in self.fields:
            self._note_field("".join(instruction))
        self.found.styles = Styles(frozenset(self.hidden), self.based_on)
        self.found.foreign = tuple(name for name in self.names.foreign if name)
        for paragraph in self.found.paragraphs:
            if paragraph.only(HIDDEN, CODE).strip():
                self.found.noted.append(("hidden text", paragraph.number))
        return self.found

    def _flush(self) -> None:
        text, self.pending = "".join(self.pending), []
        if not text.strip():
            return
        element = self.path[-1]
        if element in _ENCODED:
            self.found.encoded.append((element, text))
        else:
            self.found.loose.append(Loose(element, text, self.owner))

    def _paragraph(self, attributes: Mapping[str, str]) -> None:
        paragraph = ParagraphText(len(self.found.paragraphs) + 1)
        self.found.paragraphs.append(paragraph)
        self.open.append(paragraph)

    def _sign(self, attributes: Mapping[str, str]) -> None:
        # A `w:tab` in the properties of a paragraph is a tab stop.
        if self.open and self.path[-2:-1] != ["w:tabs"]:
            self.add(_SIGNS[self.path[-1]])

    def _mark(self, attributes: Mapping[str, str]) -> None:
        if self.open and self.path[-3:-1] == ["w:pPr", "w:rPr"]:
            self.open[-1].mark |= _SCOPES[self.path[-1]]

    def _vanish(self, attributes: Mapping[str, str]) -> None:
        on = attributes.get("w:val", "1").lower() not in _OFF
        owner = self.path[-3:-1]
        if owner in (["w:r", "w:rPr"], ["m:r", "w:rPr"]):
            self._hide(-3, on=on)
        elif owner == ["w:pPr", "w:rPr"] and self.open and on:
            self.open[-1].mark |= HIDDEN
        elif owner == ["w:style", "w:rPr"] and on:
            self.hidden.add(self.style)

    def _hide(self, depth: int, *, on: bool) -> None:
        """Hide, or show again, all that is still to come in an element that is open."""
        self.flags[depth] = self.flags[depth] | HIDDEN if on else self.flags[depth] & ~HIDDEN

    def _symbol(self, attributes: Mapping[str, str]) -> None:
        try:
            code = int(attributes.get("w:char", ""), 16)
        except ValueError:
            return
        # Neither controls nor surrogates, and not what does not fit into the four digits that the attribute has.
        if self.open and (0x20 <= code < 0xD800 or 0xE000 <= code < 0x10000):
            self.add(chr(code))

    def _used_style(self, attributes: Mapping[str, str]) -> None:
        # The run or the paragraph is two levels up: its properties stand between.
        if len(self.path) > 2 and self._is_hidden(attributes.get("w:val", "")):
            self._hide(-3, on=True)

    def _is_hidden(self, style: str) -> bool:
        """Say whether a style or one that it is based on hides text."""
        seen: set[str] = set()
        while style and style not in seen:
            if style in self.hidden:
                return True
            seen.add(style)
            style = self.based_on.get(style, "")
        return False

    def _own_style(self, attributes: Mapping[str, str]) -> None:
        self.style = attributes.get("w:styleId", "")

    def _base(self, attributes: Mapping[str, str]) -> None:
        self.based_on[self.style] = attributes.get("w:val", "")

    def _property(self, attributes: Mapping[str, str]) -> None:
        self.owner = attributes.get("name", "")

    def _relationship(self, attributes: Mapping[str, str]) -> None:
        self.found.relationships.append(dict(attributes))

    def _field(self, attributes: Mapping[str, str]) -> None:
        kind = attributes.get("w:fldCharType")
        if kind == "begin":
            self.fields.append([])
            self.in_result.append(False)
            self.codes_open += 1
            if self.open:
                self.add("\n", CODE)
        elif kind == "separate" and self.fields:
            self.codes_open -= not self.in_result[-1]
            self.in_result[-1] = True
        elif kind == "end" and self.fields:
            self._note_field("".join(self.fields.pop()))
            self.codes_open -= not self.in_result.pop()

    def _simple_field(self, attributes: Mapping[str, str]) -> None:
        self._note_field(attributes.get("w:instr", ""))

    def _note_field(self, instruction: str) -> None:
        kind = field_kind(instruction)
        if kind:
            self.found.noted.append((kind, self.open[-1].number if self.open else 0))
