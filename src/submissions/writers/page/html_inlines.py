"""Inline nodes of the tree as HTML: words, links, cross-references and footnotes.

A footnote stands in the text where it is called, as the page's layout wants it, and is therefore built of `span`
elements only: HTML allows no paragraph inside a paragraph. Marks and numbers are the tree's own words, never counters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from submissions.document import (
    Anchor,
    Block,
    Citation,
    Document,
    Emphasis,
    Foreign,
    Gap,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    Note,
    Paragraph,
    Quotation,
    Reference,
    Run,
    Strong,
    Superscript,
    Withheld,
)
from submissions.document.directed import Piece, Stretch, directed
from submissions.document.directions import turns
from submissions.document.lettering import LONGEST_WORD
from submissions.findings import Finding
from submissions.reporting import order_to_report
from submissions.writers.page.element import Content, Element, element
from submissions.writers.page.glue import glue

MARK_PREFIX = "mark."
"""Before a note's id: the id of its mark in the text, where the number in the note leads back to."""

FOOT_PREFIX = "foot."
"""Before a note's id: where its mark leads, while references lead to the id. No author's id has a full stop."""

# The engine sets such a sign as a glyph without a letter, which a reader of the file takes for any other.
_NEVER_DRAWN = re.compile("[\u034f\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_ADDRESS = rf"\S{{{LONGEST_WORD + 1},}}"
_SYMBOL = r"\b[A-Z]{1,6}/(?:[\w.-]+/)*[\w.-]*\w"
"""The symbol of a document of the United Nations, after whose strokes the engine would end a line."""
_SCHEMES = ("https://", "http://", "mailto:")


@dataclass(frozen=True, slots=True)
class Printing:
    """What the printing of one document needs and gathers.

    `pictures` gives the address of each picture by its key, `pages` the page number of an id where one is known,
    `document` the document itself. `turned` is the direction of a stretch that runs otherwise than the document.
    """

    pictures: Mapping[str, str]
    pages: Mapping[str, int]
    document: Document
    findings: list[Finding] = field(default_factory=list)
    turned: bool | None = None

    @property
    def rtl(self) -> bool:
        """Whether the words that are printed run from right to left."""
        return self.document.direction == "rtl" if self.turned is None else self.turned


def print_inlines(nodes: Sequence[Inline], printing: Printing, *, within: bool = False) -> tuple[Content, ...]:
    """Print inline nodes in order; words that run against the direction around them are set apart.

    `within` says that they are those of a stretch that is set apart already.
    """
    contents: list[Content] = []
    for node in directed(nodes, printing.rtl, printing.document.languages, within=within):
        printed = _print_piece(node, printing)
        if isinstance(node, Note):
            printed = (glue(contents, printed),)
        contents.extend(printed)
    return tuple(contents)


def _print_inline(  # noqa: PLR0911 - one return for each kind of inline
    node: Inline, printing: Printing
) -> tuple[Content, ...]:
    match node:
        case Run():
            return _print_run(node.text, printing)
        case Withheld():
            return (element("span", {"class": "withheld"}, *print_text(node.text, printing)),)
        case Gap():
            return (element("span", {"class": "to-come"}, *print_text(node.text, printing)),)
        case LineBreak():
            return (element("br"),)
        case Note():
            return _print_note(node, printing)
        case Reference():
            return (_print_reference(node, printing),)
        case Citation():
            order = order_to_report("E503")
            printing.findings.append(
                Finding("E503", node.place, "a citation reached the page without its words", order)
            )
            return ()
        case _:
            return (_print_styled(node, print_inlines(node.children, _within(node, printing)), printing),)


def _within(node: Inline, printing: Printing) -> Printing:
    """Return the printing of what is inside a node: words of another language have its direction."""
    if not isinstance(node, Foreign):
        return printing
    return replace(printing, turned=printing.document.languages.of(node.language).direction == "rtl")


def _print_piece(piece: Piece, printing: Printing) -> tuple[Content, ...]:
    if not isinstance(piece, Stretch):
        return _print_inline(piece, printing)
    inner = print_inlines(piece.inlines, replace(printing, turned=piece.rtl), within=True)
    if len(piece.inlines) == 1 and isinstance(piece.inlines[0], Foreign):
        return inner  # which says its direction itself
    return (element("bdi", {"dir": "rtl" if piece.rtl else "ltr"}, *inner),)


def print_text(text: str, printing: Printing) -> tuple[Content, ...]:
    """Print plain words that stand in no paragraph, such as a range in the contents, with their turns set apart."""
    contents: list[Content] = []
    done = 0
    for turn in turns(text, printing.rtl):
        contents += [text[done : turn.start]] if turn.start > done else []
        contents.append(element("bdi", {"dir": "rtl" if turn.rtl else "ltr"}, text[turn.start : turn.end]))
        done = turn.end
    return (*contents, _drawn(text[done:])) if done < len(text) else tuple(contents)


def _print_run(text: str, printing: Printing) -> tuple[Content, ...]:
    """Print words; an address is marked, for a line may end anywhere in it, and so is what none may part."""
    contents: list[Content] = []
    done = 0
    for found in _marked_words(printing.document.speech.binding.hyphened).finditer(text):
        contents += [_drawn(text[done : found.start()])] if found.start() > done else []
        kind = "address" if len(found[0]) > LONGEST_WORD else "glued"
        contents.append(element("span", {"class": kind}, _drawn(found[0])))
        done = found.end()
    return (*contents, _drawn(text[done:])) if done < len(text) or not contents else tuple(contents)


@cache
def _marked_words(hyphened: str) -> re.Pattern[str]:
    """Return what finds addresses and symbols, and by a pattern those of a language's titles that have a hyphen."""
    return re.compile("|".join(filter(None, (_ADDRESS, _SYMBOL, hyphened))))


def _drawn(text: str) -> str:
    """Return text without the signs that choose a variant of another one or join two: no font of ours has them."""
    return text if text.isascii() else _NEVER_DRAWN.sub("", text)


def _print_styled(
    node: Emphasis | Strong | Superscript | Foreign | Link | Anchor, inner: tuple[Content, ...], printing: Printing
) -> Element:
    match node:
        case Emphasis():
            return element("em", {}, *inner)
        case Strong():
            return element("strong", {}, *inner)
        case Superscript():
            return element("sup", {}, *inner)
        case Foreign():
            return element(
                "span", {"lang": node.language, "dir": printing.document.languages.of(node.language).direction}, *inner
            )
        case Link():
            return element("a", {"href": _checked_address(node, printing), "class": "link"}, *inner)
        case Anchor():
            return element("span", {"id": node.id, "class": "anchor"}, *inner)


def _checked_address(node: Link, printing: Printing) -> str:
    if node.address.lower().startswith(_SCHEMES):
        return node.address
    message = f"a link leads to an address that is neither of the web nor of mail: {node.address}"
    printing.findings.append(Finding("E506", node.place, message, "begin the address with https:// or mailto:"))
    return ""


def _print_reference(node: Reference, printing: Printing) -> Element:
    href = {"href": f"#{node.target}"}
    if node.kind != "page":
        return element("a", {**href, "class": "reference"}, *print_text(node.text, printing))
    page = printing.pages.get(node.target)
    return element("a", {**href, "class": "page-reference"}, str(page) if page else "")


def _print_note(note: Note, printing: Printing) -> tuple[Content, ...]:
    number = str(note.number)
    mark_id = f"{MARK_PREFIX}{note.id}"
    mark = element(
        "a", {"class": "note-mark", "id": mark_id, "href": f"#{FOOT_PREFIX}{note.id}", "role": "doc-noteref"}, number
    )
    back = element("a", {"class": "note-number", "href": f"#{mark_id}", "role": "doc-backlink"}, f"{number} ")
    parts = [part for block in note.blocks for part in _print_note_block(block, printing)]
    first = element(
        "span", {"class": "note-text", "id": f"{FOOT_PREFIX}{note.id}"}, back, *(parts[0].children if parts else ())
    )
    return (mark, element("span", {"class": "note", "id": note.id, "role": "doc-footnote"}, first, *parts[1:]))


def _print_note_block(block: Block, printing: Printing, kind: str = "note-text") -> list[Element]:
    """Print a block inside a note as `span` elements that are set as paragraphs."""
    match block:
        case Paragraph():
            return [element("span", {"class": kind, "id": block.id}, *print_inlines(block.inlines, printing))]
        case Quotation():
            return [part for inner in block.blocks for part in _print_note_block(inner, printing, "note-quotation")]
        case ListBlock():
            return [part for item in block.items for part in _print_note_item(item.marker, item.blocks, printing)]
        case _:
            message = f"a footnote cannot hold this on a page: {type(block).__name__.lower()}"
            order = "move it out of the note into the text"
            printing.findings.append(Finding("E502", block.place, message, order))
            return []


def _print_note_item(marker: str, blocks: Sequence[Block], printing: Printing) -> list[Element]:
    parts = [part for block in blocks for part in _print_note_block(block, printing, "note-item")]
    if not parts:
        return []
    first = Element("span", parts[0].attributes, (f"{marker}\N{NO-BREAK SPACE}", *parts[0].children))
    return [first, *parts[1:]]
