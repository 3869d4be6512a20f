"""Give every value of a rendered Word file its place: a line has a number, and each paragraph of a text one of its own.

The paragraphs of a text take the properties of the paragraph in which its tag stood, its number in a list among them;
so they are counted as Word counts them before anything is filled in. Lists, tables and other blocks stand beside them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from submissions.document import Block, Inline, Paragraph
from submissions.drafted.references import Slots, take_references
from submissions.drafted.word.styles import StyleSheet, flag_of, outline_level, read_styles, value_of
from submissions.findings import Place
from submissions.jinja import MARK, index_of, mark
from submissions.office.elements import PARAGRAPH_ORDER, drop, first_child, made, own, put
from submissions.office.names import PartError, parse_part, w
from submissions.wordbody.expand import TYPED_AT

_RANGES: Final = frozenset(map(w, ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")))
"""What may stand beside paragraphs as well as in them (ECMA-376 part 1, 17.13)."""
_STYLES: Final = "word/styles.xml"
_NOTHING: Final = frozenset(map(w, ("pPr", "proofErr")))


@dataclass(slots=True)
class Spread:
    """The values by their new numbers: those of a line, and those that take a paragraph's place.

    `ids` are those of what holds a line and nothing else; `targets` are lines without words, at what is referred to.
    `too_long` are the paragraphs of the template in which a text of several paragraphs stands in a line.
    """

    values: Mapping[int, Sequence[Block]]
    styles: StyleSheet
    place: Place
    next_number: int
    lines: dict[int, tuple[Inline, ...]] = field(default_factory=dict)
    ids: dict[int, str] = field(default_factory=dict)
    blocks: dict[int, Block] = field(default_factory=dict)
    targets: set[int] = field(default_factory=set)
    too_long: list[int] = field(default_factory=list)

    def over(self, root: etree._Element) -> None:
        """Spread the values that stand in the texts of a part, in place, and its references and contents."""
        for paragraph in list(root.iter(w("p"))):
            texts = [one for one in own(paragraph, "t") if MARK.search(one.text or "")]
            alone = MARK.fullmatch("".join(one.text or "" for one in own(paragraph, "t")).strip())
            if alone and paragraph.getparent() is not None:
                self._over_paragraphs(paragraph, texts[0], self.values.get(index_of(alone), ()))
            else:
                for text in texts:
                    self._in_line(text, paragraph)
        if root.tag == w("document"):
            slots = Slots(self._reference, self._block, self._counts, self._is_heading, self._takes_place)
            take_references(root, slots, self.place)

    def _reference(self, words: tuple[Inline, ...], identity: str) -> str:
        """Return the mark of a reference, or of no words where something is referred to."""
        if not words:
            self.targets.add(self.next_number)
        return self._numbered(words, identity)

    def _block(self, block: Block) -> str:
        """Return the mark of what takes the place of a paragraph."""
        number = self._number()
        self.blocks[number] = block
        return mark(number)

    def _is_heading(self, paragraph: etree._Element) -> bool:
        properties = paragraph.find(w("pPr"))
        direct = value_of(properties, "outlineLvl")
        level = self.styles.level(self._style(properties)) if direct is None else outline_level(direct)
        return bool(level) and any((text.text or "").strip() for text in own(paragraph, "t"))

    def _takes_place(self, paragraph: etree._Element) -> bool:
        """Tell whether a block is going to stand in place of a paragraph."""
        found = (match for text in own(paragraph, "t") for match in MARK.finditer(text.text or ""))
        return any(index_of(match) in self.blocks for match in found)

    def _in_line(self, text: etree._Element, paragraph: etree._Element) -> None:
        """Give the values in a line numbers of their own."""
        at = int(paragraph.get(TYPED_AT, "0"))
        text.text = MARK.sub(lambda match: self._line(self.values.get(index_of(match), ()), at), text.text or "")

    def _line(self, blocks: Sequence[Block], at: int) -> str:
        words = line_of(blocks)
        if words is None:
            self.too_long.append(at)
        return self._numbered(words or ())

    def _numbered(self, words: tuple[Inline, ...], identity: str = "") -> str:
        """Return the mark of a new line."""
        number = self._number()
        self.lines[number] = words
        if identity:
            self.ids[number] = identity
        return mark(number)

    def _number(self) -> int:
        self.next_number += 1
        return self.next_number - 1

    def _over_paragraphs(self, paragraph: etree._Element, text: etree._Element, blocks: Sequence[Block]) -> None:
        """Put a paragraph for each block into the place of the one in which a value stands alone."""
        counts = self._counts(paragraph)
        if not blocks:
            text.text = self._numbered(())
        elif len(blocks) == 1 and _stands(blocks[0], counts):
            self._set(text, blocks[0], counts)
        else:
            self._divide(paragraph, text, blocks, counts)

    def _divide(self, paragraph: etree._Element, text: etree._Element, blocks: Sequence[Block], counts: bool) -> None:
        """Divide a paragraph; what stood in it before the value stays before it, and the rest behind it.

        Where a block takes the place of its whole paragraph, what else was printed there has one of its own.
        """
        _part_from_others(text)
        before, holder, behind = _around(paragraph, text)
        heads, tails = ([one for one in nodes if one.tag not in _RANGES] for nodes in (before, behind))
        section = paragraph.find(f"{w('pPr')}/{w('sectPr')}")
        plan: list[Block | None] = [*blocks]
        if heads and not _stands(blocks[0], counts):
            plan.insert(0, None)
        if (tails or section is not None) and not _stands(blocks[-1], counts):
            plan.append(None)
        divided = [self._part(paragraph, holder, block, counts) for block in plan]
        divided[0][1:1] = heads
        divided[-1].extend(tails)
        if self._begins_page(paragraph):
            for one in divided[1:]:
                put(first_child(one, "pPr"), made("pageBreakBefore", val="0"), PARAGRAPH_ORDER)
        if section is not None:
            put(first_child(divided[-1], "pPr"), section, PARAGRAPH_ORDER)
        ranges = ([one for one in nodes if one.tag in _RANGES] for nodes in (before, behind))
        parent = paragraph.getparent()
        if parent is not None:
            at = parent.index(paragraph)
            parent[at : at + 1] = [*next(ranges), *divided, *next(ranges)]

    def _part(
        self, paragraph: etree._Element, holder: etree._Element, block: Block | None, counts: bool
    ) -> etree._Element:
        """Return a paragraph with the properties of another one, which holds a block."""
        one = etree.Element(paragraph.tag, attrib=dict(paragraph.attrib), nsmap=paragraph.nsmap)
        properties = paragraph.find(w("pPr"))
        one.append(etree.Element(w("pPr")) if properties is None else deepcopy(properties))
        for section in one.findall(f"{w('pPr')}/{w('sectPr')}"):
            drop(section)
        if block is None:
            _uncount(one)
        else:
            one.append(deepcopy(holder))
            self._set(next(text for text in own(one, "t") if MARK.search(text.text or "")), block, counts)
        return one

    def _set(self, text: etree._Element, block: Block, counts: bool) -> None:
        """Put the mark of a block into a text; one that takes the place of its paragraph is no item of its list."""
        if isinstance(block, Paragraph) and _stands(block, counts):
            text.text = self._numbered(block.inlines, block.id)
            return
        text.text = self._block(block)
        paragraph = next(text.iterancestors(w("p")))
        _uncount(paragraph)

    def _counts(self, paragraph: etree._Element) -> bool:
        """Tell whether Word gives a paragraph a number of a list, by itself or by its style."""
        properties = paragraph.find(w("pPr"))
        instance = value_of(None if properties is None else properties.find(w("numPr")), "numId")
        return (instance or self.styles.numbering(self._style(properties))[0]) not in ("", "0")

    def _begins_page(self, paragraph: etree._Element) -> bool:
        """Tell whether a paragraph begins a page, by itself or by its style."""
        properties = paragraph.find(w("pPr"))
        told = (properties, *(style.paragraph for style in self.styles.chain(self._style(properties))))
        return next((flag for one in told if (flag := flag_of(one, "pageBreakBefore")) is not None), False)

    def _style(self, properties: etree._Element | None) -> str:
        return value_of(properties, "pStyle") or self.styles.plain


def styles_in(parts: Mapping[str, bytes]) -> StyleSheet:
    """Return the styles of a Word file by its parts; of what cannot be read nothing is known."""
    try:
        return read_styles(parse_part(parts[_STYLES])) if _STYLES in parts else StyleSheet()
    except PartError:
        return StyleSheet()


def line_of(blocks: Sequence[Block]) -> tuple[Inline, ...] | None:
    """Return the words of blocks that are one plain paragraph or none at all, None for any other."""
    if not blocks:
        return ()
    first = blocks[0]
    return first.inlines if len(blocks) == 1 and isinstance(first, Paragraph) and first.role == "body" else None


def _stands(block: Block, counts: bool) -> bool:
    """Tell whether a block stands in a paragraph of the file; one that the house is to number does not."""
    return isinstance(block, Paragraph) and line_of((block,)) is not None and (counts or not block.number)


def _uncount(paragraph: etree._Element) -> None:
    """Take a paragraph out of its list."""
    number = made("numPr")
    number.append(made("ilvl", val="0"))
    number.append(made("numId", val="0"))
    put(first_child(paragraph, "pPr"), number, PARAGRAPH_ORDER)


def _around(
    paragraph: etree._Element, text: etree._Element
) -> tuple[list[etree._Element], etree._Element, list[etree._Element]]:
    """Return what stands before a text in its paragraph, the child that holds it, and what stands behind it."""
    children = [one for one in paragraph if one.tag not in _NOTHING and (one.tag != w("r") or _prints(one))]
    holder = next(one for one in (text, *text.iterancestors()) if one.getparent() is paragraph)
    at = children.index(holder)
    return children[:at], holder, children[at + 1 :]


def _part_from_others(text: etree._Element) -> None:
    """Give a text a run of its own, beside what else is printed in its run."""
    run = text.getparent()
    if run is None:
        return
    children = [one for one in run if one.tag != w("rPr")]
    at = children.index(text)
    for nodes, insert in ((children[:at], run.addprevious), (children[at + 1 :], run.addnext)):
        if nodes:
            beside = etree.Element(run.tag, nsmap=run.nsmap)
            beside.extend([*map(deepcopy, run.findall(w("rPr"))), *nodes])
            insert(beside)


def _prints(run: etree._Element) -> bool:
    """Tell whether there is anything in a run."""
    return any(one.tag != w("rPr") and (one.tag != w("t") or bool(one.text)) for one in run)
