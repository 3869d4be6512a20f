"""Put values into the texts of a Word file that somebody drafted, each in the looks of the run around its slot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Final

from lxml import etree

from submissions.document import Block, Paragraph
from submissions.document.form import SLOT, DraftedForm
from submissions.office.elements import RUN_ORDER, own
from submissions.office.names import OFFICE, SPACE, WORD, w
from submissions.writers.word.blocks import write_blocks
from submissions.writers.word.inlines import wrap_bookmarks, write_inlines
from submissions.writers.word.writing import BlockSetting, Writing

_ORDER: Final = tuple(map(w, RUN_ORDER))


def fill(root: etree._Element, form: DraftedForm, writing: Writing) -> None:
    """Put values into the slots of a part, in place, in the order of reading: so are notes numbered."""
    for paragraph in list(root.iter(w("p"))):
        texts = [one for one in own(paragraph, "t") if SLOT.search(one.text or "")]
        numbers = [int(match[1]) for one in texts for match in SLOT.finditer(one.text or "")]
        taking = next((number for number in numbers if number in form.blocks), None)
        if taking is not None:
            _put_blocks(paragraph, form.blocks[taking], writing)
            continue
        while texts:
            _fill_run(texts[0], form.lines, writing)
            # A run that holds several texts, between breaks of lines, is made anew with what is still to be filled.
            texts = [one for one in own(paragraph, "t") if SLOT.search(one.text or "")]


def _put_blocks(paragraph: etree._Element, blocks: Sequence[Block], writing: Writing) -> None:
    """Put paragraphs, lists and tables in the place of a paragraph that holds a mark alone."""
    setting = BlockSetting("document", "body text", writing.frame.measure)
    parent = paragraph.getparent()
    if parent is None:
        return
    made = _parsed(write_blocks(tuple(blocks), writing, setting))
    at = parent.index(paragraph)
    parent.remove(paragraph)
    for offset, element in enumerate(made):
        parent.insert(at + offset, element)
    # A cell ends with a paragraph (ECMA-376 part 1, 17.4.65).
    if parent.tag == w("tc") and (len(parent) == 0 or parent[-1].tag != w("p")):
        parent.append(etree.Element(w("p")))


def _fill_run(text: etree._Element, lines: Mapping[int, Paragraph], writing: Writing) -> None:
    """Divide the run of a text at its marks, and put the words of each value between."""
    run = text.getparent()
    parent = None if run is None else run.getparent()
    if run is None or parent is None:
        return
    looks = run.find(w("rPr"))
    made: list[etree._Element] = []
    setting = BlockSetting("document", "body text", writing.frame.measure)
    for child in list(run):
        if child.tag == w("rPr"):
            continue
        if child is not text:
            made.append(_like(run, deepcopy(child)))
            continue
        at, whole = 0, text.text or ""
        for match in SLOT.finditer(whole):
            made += _said(run, whole[at : match.start()])
            line = lines[int(match[1])]
            words = wrap_bookmarks(write_inlines(line.inlines, writing, setting), line.id, writing)
            made += [_worn(one, looks) for one in _parsed(words)]
            at = match.end()
        made += _said(run, whole[at:])
    place = parent.index(run)
    parent.remove(run)
    for offset, element in enumerate(_within(parent, made)):
        parent.insert(place + offset, element)


def _within(parent: etree._Element, made: Sequence[etree._Element]) -> Iterator[etree._Element]:
    """Yield what goes into a parent: no link of Word stands in another one."""
    for element in made:
        if element.tag == w("hyperlink") and parent.tag == w("hyperlink"):
            yield from list(element)
        else:
            yield element


def _said(run: etree._Element, words: str) -> list[etree._Element]:
    """Return a run of words that looks as another one, none for no words."""
    if not words:
        return []
    text = etree.Element(w("t"))
    text.text = words
    text.set(SPACE, "preserve")
    return [_like(run, text)]


def _like(run: etree._Element, content: etree._Element) -> etree._Element:
    made = etree.Element(run.tag, attrib=dict(run.attrib), nsmap=run.nsmap)
    looks = run.find(w("rPr"))
    if looks is not None:
        made.append(deepcopy(looks))
    made.append(content)
    return made


def _worn(element: etree._Element, looks: etree._Element | None) -> etree._Element:
    """Return what was written for a value in the looks of the run around its slot, and its own over these."""
    if looks is None:
        return element
    for run in [element] if element.tag == w("r") else list(element.iter(w("r"))):
        own = run.find(w("rPr"))
        worn = deepcopy(looks)
        for one in () if own is None else list(own):
            for old in worn.findall(str(one.tag)):
                worn.remove(old)
            worn.append(one)
        worn[:] = sorted(worn, key=lambda one: _ORDER.index(str(one.tag)) if one.tag in _ORDER else len(_ORDER))
        if own is not None:
            run.remove(own)
        run.insert(0, worn)
    return element


def _parsed(xml: str) -> list[etree._Element]:
    """Return the elements of what was written."""
    root = etree.fromstring(f'<w:body xmlns:w="{WORD}" xmlns:r="{OFFICE}">{xml}</w:body>')
    return list(root)
