"""Put values into the texts of a Word file that somebody drafted, each in the looks of the run around its slot."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Final

from lxml import etree

from submissions.document import Block, Heading, Inline, Paragraph, plain, walk
from submissions.document.form import SLOT
from submissions.office.elements import PARAGRAPH_ORDER, RUN_ORDER, first_child, is_on, own, put
from submissions.office.names import INLINE, OFFICE, SPACE, WORD, w
from submissions.writers.word.blocks import write_blocks
from submissions.writers.word.inlines import write_inlines
from submissions.writers.word.notes import note_setting
from submissions.writers.word.writing import BOX, BlockSetting, Writing

# What has words that stand for it in attributes.
_DESCRIBED: Final = (f"{{{INLINE}}}docPr", "{urn:schemas-microsoft-com:vml}*")
_ORDER: Final = tuple(map(w, RUN_ORDER))


def fill(root: etree._Element, values: Mapping[int, Sequence[Block]], writing: Writing, part: str) -> None:
    """Put values into the slots of a part, in place, in the order of reading; `part` is its name as "header1"."""
    for described in root.iter(*_DESCRIBED):
        for name in ("descr", "title", "alt"):
            if SLOT.search(described.get(name, "")):
                described.set(name, in_words(described.get(name, ""), values))
    for paragraph in list(root.iter(w("p"))):
        texts = [one for one in own(paragraph, "t") if SLOT.search(one.text or "")]
        if not texts:
            continue
        setting = _setting(paragraph, part, writing)
        alone = SLOT.fullmatch("".join(one.text or "" for one in own(paragraph, "t")).strip())
        blocks = values.get(int(alone[1]), ()) if alone else ()
        if alone and _as_line(blocks) is None:
            _put_blocks(texts[0], paragraph, blocks, writing, setting)
            continue
        for run in dict.fromkeys(one.getparent() for one in texts):
            _fill_run(run, lambda index: _as_line(values.get(index, ())) or (), writing, setting)


def in_words(text: str, values: Mapping[int, Sequence[Block]]) -> str:
    """Return a text in which the values of slots stand in plain words, on one line."""

    def said(match: re.Match[str]) -> str:
        nodes = walk(tuple(values.get(int(match[1]), ())))
        return " ".join(plain(node.inlines) for node in nodes if isinstance(node, Paragraph | Heading))

    return " ".join(SLOT.sub(said, text).split())


def _setting(paragraph: etree._Element, part: str, writing: Writing) -> BlockSetting:
    """Return the setting of what is put into a paragraph."""
    if part in ("footnotes", "endnotes"):
        return note_setting(part, writing)
    boxed = part == "document" and next(paragraph.iterancestors(w("txbxContent")), None) is not None
    return BlockSetting(BOX if boxed else part, "body text", writing.frame.measure)


def _as_line(blocks: Sequence[Block]) -> tuple[Inline, ...] | None:
    """Return the words of blocks that are one plain paragraph, and go into a line; None for all others."""
    if not blocks:
        return ()
    first = blocks[0]
    return first.inlines if len(blocks) == 1 and isinstance(first, Paragraph) and first.role == "body" else None


def _put_blocks(
    text: etree._Element, paragraph: etree._Element, blocks: Sequence[Block], writing: Writing, setting: BlockSetting
) -> None:
    """Put paragraphs, lists and tables in the place of a paragraph whose only words are a slot.

    What else it holds, such as the mark of its note, a picture or a new page, goes into the first or the last of them.
    """
    parent = paragraph.getparent()
    if parent is None:
        return
    made = _parsed(write_blocks(tuple(blocks), writing, setting))
    before, behind = _beside(text, paragraph)
    if any(map(_shows, before)):
        made = [*_with(made[:1], before, paragraph, 0), *made[1:]]
    if any(map(_shows, behind)):
        made = [*made[:-1], *_with(made[-1:], behind, paragraph, 1)]
    made = _with_turns(made, paragraph)
    at = parent.index(paragraph)
    parent.remove(paragraph)
    for offset, element in enumerate(made):
        parent.insert(at + offset, element)
    # A cell ends with a paragraph (ECMA-376 part 1, 17.4.65).
    if parent.tag == w("tc") and (len(parent) == 0 or parent[-1].tag != w("p")):
        parent.append(etree.Element(w("p")))


def _beside(text: etree._Element, paragraph: etree._Element) -> tuple[list[etree._Element], list[etree._Element]]:
    """Return what stands in a paragraph before and behind a text of it."""
    top = next(one for one in (text, *text.iterancestors()) if one.getparent() is paragraph)
    at = paragraph.index(top)
    before = [one for one in paragraph[:at] if one.tag != w("pPr")]
    behind = list(paragraph[at + 1 :])
    if top.tag == w("r"):
        inner = [one for one in top if one.tag != w("rPr")]
        place = inner.index(text)
        before += [_like(top, one) for one in inner[:place]]
        if before:
            before += _said(top, SLOT.split(text.text or "")[0])
        behind = [*(_like(top, one) for one in inner[place + 1 :]), *behind]
    return before, behind


def _shows(element: etree._Element) -> bool:
    """Tell whether an element of a paragraph is more than blank words."""
    return element.tag in _RANGES or next(element.iter(*_SHOWN), None) is not None


_SHOWN: Final = tuple(
    map(w, ("footnoteRef", "endnoteRef", "footnoteReference", "endnoteReference", "drawing", "pict", "object", "br",
            "sym", "fldChar", "fldSimple"))
)  # fmt: skip
_RANGES: Final = (w("bookmarkStart"), w("bookmarkEnd"))


def _with(
    made: Sequence[etree._Element], more: Sequence[etree._Element], paragraph: etree._Element, side: int
) -> list[etree._Element]:
    """Return a block with more at its beginning (side 0) or end (1): in it, or in a paragraph beside it."""
    target = made[0] if made and made[0].tag == w("p") else None
    if target is None:
        target = etree.Element(w("p"), nsmap=paragraph.nsmap)
        looks = paragraph.find(w("pPr"))
        if looks is not None:
            target.append(deepcopy(looks))
        target.extend(more)
        return [*made, target] if side else [target, *made]
    at = len(target) if side else int(target.find(w("pPr")) is not None)
    target[at:at] = list(more)
    return list(made)


def _with_turns(made: list[etree._Element], paragraph: etree._Element) -> list[etree._Element]:
    """Return blocks that begin a page and end a section where the paragraph in whose place they stand did."""
    looks = paragraph.find(w("pPr"))
    section = None if looks is None else looks.find(w("sectPr"))
    if is_on(looks, "pageBreakBefore"):
        if not made or made[0].tag != w("p"):
            made.insert(0, etree.Element(w("p")))
        put(first_child(made[0], "pPr"), etree.Element(w("pageBreakBefore")), PARAGRAPH_ORDER)
    if section is not None:
        if not made or made[-1].tag != w("p") or made[-1].find(f"{w('pPr')}/{w('sectPr')}") is not None:
            made.append(etree.Element(w("p")))
        put(first_child(made[-1], "pPr"), deepcopy(section), PARAGRAPH_ORDER)
    return made


def _fill_run(
    run: etree._Element | None, words: Callable[[int], tuple[Inline, ...]], writing: Writing, setting: BlockSetting
) -> None:
    """Divide a run at the marks in its texts, and put the words of each value between."""
    parent = None if run is None else run.getparent()
    if run is None or parent is None:
        return
    looks = run.find(w("rPr"))
    made: list[etree._Element] = []
    for child in list(run):
        if child.tag == w("rPr"):
            continue
        if child.tag != w("t") or not SLOT.search(child.text or ""):
            made.append(_like(run, deepcopy(child)))
            continue
        at, whole = 0, child.text or ""
        for match in SLOT.finditer(whole):
            made += _said(run, whole[at : match.start()])
            made += [_worn(one, looks) for one in _parsed(write_inlines(words(int(match[1])), writing, setting))]
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
