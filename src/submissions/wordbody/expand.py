"""Make the parts of a file anew from what Jinja printed: tokens become elements, marks of values are text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from submissions.jinja import MARK
from submissions.office.elements import CELL_ORDER, drop, first_child, made, put
from submissions.office.names import w
from submissions.wordbody.source import CLOSES, OPENS, BodySource, Token

_READ: Final = re.compile(f"{OPENS}(?P<token>\\d+){CLOSES}|(?P<mark>{MARK.pattern})")
_TEXT: Final = w("t")
TEXT_PART: Final = "word/document.xml"
_LEFT_OUT, _EMPTIED = "left-out", "emptied"
_COLOUR: Final = re.compile(r"#?([0-9A-Fa-f]{6}|auto)")


class CrossedTagsError(Exception):
    """What a statement leaves out begins in one element and ends in another, so that no file can be made of it."""


@dataclass(slots=True)
class _Cell:
    """What was said of a cell: the statement that is being read, and the marks that it has printed."""

    statement: str = ""
    printed: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Builder:
    """The tree that is being made."""

    says: Callable[[str], str]
    parts: dict[str, etree._Element] = field(default_factory=dict)
    open: list[etree._Element] = field(default_factory=list)
    cell: _Cell = field(default_factory=_Cell)
    restarts: Mapping[str, str] = field(default_factory=dict)
    turns: dict[str, int] = field(default_factory=dict)
    count: int = 0
    lists: list[tuple[etree._Element, int]] = field(default_factory=list)
    numbers: Mapping[etree._Element, int] = field(default_factory=dict)
    around: list[tuple[etree._Element, list[etree._Element], str]] = field(default_factory=list)
    notes: list[tuple[etree._Element, etree._Element]] = field(default_factory=list)
    held: list[tuple[str, list[etree._Element]]] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)
    paragraphs: list[int] = field(default_factory=list)

    def take(self, token: Token) -> None:
        """Take the next token."""
        element = token.element
        match token.kind:
            case "part":
                if self.open:
                    raise CrossedTagsError
                self.parts[token.text] = etree.Element("nothing")
                self.open = []
                self._part = token.text
            case "start" if element is not None:
                self._begin(element)
            case "end" if element is not None:
                self._end(element)
            case "node" if element is not None:
                self._count(*element.iter(w("p")))
                self._add(deepcopy(element))
            case "note" if element is not None:
                self._add(deepcopy(element))
            case "aside" | "back" | "attribute" | "set":
                self._apart(token)
            case "text":
                self.text(token.text)
            case "cell":
                self._of_cell(token.text)
            case "turn":
                self.count += 1
                self.turns[token.text] = self.count
            case "done":
                self.turns.pop(token.text, None)

    def _apart(self, token: Token) -> None:
        """Begin or end what stands apart from the text around it: a note, or the words of an attribute."""
        if token.kind == "aside" and token.element is not None:
            self._begin_note(token.element)
        elif token.kind == "back":
            self._end_note()
        elif token.kind == "attribute":
            self.held.append((token.text, self.open))
            self.open = [etree.Element(_TEXT)]
        else:
            self._set()

    def _begin_note(self, note: etree._Element) -> None:
        """Begin a note of the reference that was added last; what follows stands in it, and not in the text."""
        self.around.append((self.open[-1][-1], self.open, self._part))
        self._part, self.open = "", [etree.Element(note.tag, attrib=dict(note.attrib), nsmap=note.nsmap)]

    def _end_note(self) -> None:
        if len(self.open) != 1 or not self.around:
            raise CrossedTagsError
        note = self.open[0]
        reference, self.open, self._part = self.around.pop()
        self.notes.append((reference, note))

    def _set(self) -> None:
        """End the words of an attribute; the element that begins next has them."""
        if len(self.open) != 1 or not self.held:
            raise CrossedTagsError
        words = self.open[0].text or ""
        name, self.open = self.held.pop()
        self.attributes[name] = words

    def _begin(self, element: etree._Element) -> None:
        self._count(element)
        attributes, self.attributes = {**element.attrib, **self.attributes}, {}
        made = etree.Element(element.tag, attrib=attributes, nsmap=element.nsmap)
        self._add(made)
        self.open.append(made)

    def _count(self, *elements: etree._Element) -> None:
        """Note which paragraphs of the template stand in the text, in their order."""
        if self._part == TEXT_PART:
            self.paragraphs += [self.numbers[one] for one in elements if one in self.numbers]

    def _add(self, made: etree._Element) -> None:
        made.tail = None
        for number in made.iter(w("numId")):
            loop = self.restarts.get(number.get(w("val"), ""), "")
            if loop in self.turns:
                self.lists.append((number, self.turns[loop]))
        if self.open:
            self.open[-1].append(made)
        else:
            self.parts[self._part] = made

    def _end(self, element: etree._Element) -> None:
        if not self.open or self.open[-1].tag != element.tag:
            raise CrossedTagsError
        ended = self.open.pop()
        if ended.tag == w("tc"):
            _close(ended)

    def text(self, words: str) -> None:
        """Add text, or the mark of a value, to the text that is open."""
        if self.cell.statement:
            self.cell.printed.append(words)
            return
        if not self.open or self.open[-1].tag != _TEXT:
            raise CrossedTagsError
        self.open[-1].text = (self.open[-1].text or "") + words

    def printed(self, words: str) -> None:
        """Add words that Jinja printed between the tokens: what `join` sets between values; a line end becomes Word's.

        Ends of lines between paragraphs are those of the source, which count its lines.
        """
        if not self.cell.statement and self.open and self.open[-1].tag == _TEXT:
            first, *others = words.split("\n")
            self.text(first)
            for line in others:
                self._turn_line()
                self.text(line)
        elif words.strip("\n"):
            self.text(words)

    def _turn_line(self) -> None:
        """End the text that is open, and go on with another one on the next line of its run."""
        ended = self.open.pop()
        following = etree.Element(ended.tag, attrib=dict(ended.attrib), nsmap=ended.nsmap)
        self.open[-1].extend((made("br"), following))
        self.open.append(following)

    def _of_cell(self, word: str) -> None:
        """Do what a statement says of the cell around it."""
        if word.endswith("("):
            self.cell = _Cell(word[:-1])
            return
        cell = next((one for one in reversed(self.open) if one.tag == w("tc")), None)
        statement, value = (self.cell.statement, self.says("".join(self.cell.printed))) if word == ")" else (word, "")
        self.cell = _Cell()
        if cell is not None:
            say_of_cell(cell, statement, value)

    _part: str = ""


@dataclass(frozen=True, slots=True)
class Expanded:
    """The parts of a file by name, with the marks of values in their texts.

    `lists` are the numbers of lists that begin anew in each turn of a loop, each with the turn in which it stands;
    `paragraphs` has for each paragraph of the text the number of the template's; `notes` are those that were printed
    with values, each behind the reference to it.
    """

    parts: Mapping[str, etree._Element]
    lists: tuple[tuple[etree._Element, int], ...]
    paragraphs: tuple[int, ...]
    notes: tuple[tuple[etree._Element, etree._Element], ...] = ()


def expand(rendered: str, source: BodySource, says: Callable[[str], str]) -> Expanded:
    """Make the parts of a file of what Jinja printed.

    `says` gives the plain words of marks, for the statements on cells. Raises CrossedTagsError.
    """
    builder = _Builder(says, restarts=source.restarts, numbers=source.numbers)
    at = 0
    for match in _READ.finditer(rendered):
        builder.printed(rendered[at : match.start()])
        at = match.end()
        if match["token"]:
            builder.take(source.tokens[int(match["token"])])
        else:
            builder.text(match["mark"])
    builder.printed(rendered[at:])
    if builder.open or builder.around or builder.held:
        raise CrossedTagsError
    return Expanded(builder.parts, tuple(builder.lists), tuple(builder.paragraphs), tuple(builder.notes))


def _close(cell: etree._Element) -> None:
    """Leave out a cell that one beside it covers, and the words of one that the cell above covers."""
    if cell.attrib.pop(_LEFT_OUT, ""):
        drop(cell)
    if cell.attrib.pop(_EMPTIED, ""):
        for run in [*cell.iter(w("r"))]:
            drop(run)


def say_of_cell(cell: etree._Element, statement: str, value: str) -> None:
    """Set the colour, the span or the merge of a cell; a colour or a number that is none says nothing."""
    properties = first_child(cell, "tcPr")
    match statement:
        case "cellbg" if colour := _COLOUR.fullmatch(value.strip()):
            fill = colour[1].upper() if colour[1] != "auto" else "auto"
            put(properties, made("shd", val="clear", color="auto", fill=fill), CELL_ORDER)
        case "colspan" | "hm" if value.strip().isdecimal() and int(value) > 0:
            put(properties, made("gridSpan", val=str(int(value))), CELL_ORDER)
        case "vm-first":
            put(properties, made("vMerge", val="restart"), CELL_ORDER)
        case "vm-next":
            put(properties, made("vMerge"), CELL_ORDER)
            cell.set(_EMPTIED, "1")
        case "hm-next":
            cell.set(_LEFT_OUT, "1")
