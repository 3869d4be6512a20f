"""Take the contents and the cross-references of a rendered Word file for the document's own, so that they are right.

Word keeps in the file what they showed when the template was saved. Each becomes a value of the document: the numbers
are those of the finished text, in Word and in PDF, and Word can renew them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from submissions.document import Contents, Inline, Reference, ReferenceKind
from submissions.drafted.word.fields import FieldCode, read_code
from submissions.findings import Place
from submissions.office.elements import drop, first_child
from submissions.office.fields import WordField, fields_of
from submissions.office.names import w


@dataclass(frozen=True, slots=True)
class Slots:
    """What puts values into a file, each as the text of its mark.

    `line` takes words and the id that what holds them shall have, "" for none; `block` takes what stands in place of a
    paragraph. `counts` tells whether Word gives a paragraph a number, `is_heading` whether it stands in the outline,
    `takes_place` whether something is going to stand in its place.
    """

    line: Callable[[tuple[Inline, ...], str], str]
    block: Callable[[Contents], str]
    counts: Callable[[etree._Element], bool]
    is_heading: Callable[[etree._Element], bool]
    takes_place: Callable[[etree._Element], bool]


def take_references(root: etree._Element, slots: Slots, place: Place) -> None:
    """Put values into the place of the contents and the references of a text, and mark what they lead to, in place."""
    fields = [(one, read_code(one.instruction)) for one in fields_of(root)]
    contents = [one for one, code in fields if code.name == "TOC"]
    inside = {node for one in contents for node in one.result}
    for one in contents:
        _take_contents(one, slots, place)
    for simple in [one for one in root.iter(w("fldSimple")) if read_code(one.get(w("instr"), "")).name == "TOC"]:
        _replace_paragraph(next(simple.iterancestors(w("p"))), slots.block(Contents((), place)))
    if contents:
        for paragraph in root.iter(w("p")):
            in_cell = next(paragraph.iterancestors(w("tc")), None) is not None
            if slots.is_heading(paragraph) and not in_cell and not slots.takes_place(paragraph):
                _begin_with(paragraph, slots.line((), ""))
    _take_numbers(root, [one for one in fields if one[0].marks[0] not in inside], slots, place)


def _take_contents(one: WordField, slots: Slots, place: Place) -> None:
    """Put one paragraph into the place of those that held nothing but contents."""
    held = [next(node.iterancestors(w("p"))) for node in (*one.marks, *one.result)]
    for node in (*one.marks, *one.code, *one.result):
        drop(node)
    paragraphs = list(dict.fromkeys(held))
    first = paragraphs[0]
    made = etree.Element(w("p"), nsmap=first.nsmap)
    first.addprevious(made)
    _begin_with(made, slots.block(Contents((), place)))
    for paragraph in paragraphs:
        if not any(_says(node) for node in paragraph.iter()):
            drop(paragraph)


def _says(node: etree._Element) -> bool:
    """Tell whether an element is something that is read or seen, or ends a section."""
    return node.tag in (w("drawing"), w("pict"), w("sectPr"), w("fldChar")) or (
        node.tag == w("t") and bool((node.text or "").strip())
    )


def _replace_paragraph(paragraph: etree._Element, mark: str) -> None:
    for child in [one for one in paragraph if one.tag != w("pPr")]:
        drop(child)
    _begin_with(paragraph, mark)


def _take_numbers(root: etree._Element, fields: list[tuple[WordField, FieldCode]], slots: Slots, place: Place) -> None:
    """Put references into the place of fields that print the number or the page of a paragraph."""
    marked = dict(_bookmarked(root))
    ids: dict[etree._Element, str] = {}
    for one, code in fields:
        target = marked.get(code.target)
        if target is None or code.name not in ("REF", "PAGEREF") or slots.takes_place(target):
            continue
        if code.name == "REF" and not slots.counts(target):
            continue
        if target not in ids:
            ids[target] = f"word-{len(ids) + 1}"
            _begin_with(target, slots.line((), ids[target]))
        kind: ReferenceKind = "page" if code.name == "PAGEREF" else ""
        _replace_field(one, slots.line((Reference(ids[target], kind, "", place),), ""))


def _bookmarked(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Yield the names of bookmarks with the paragraphs in which they begin."""
    for bookmark in root.iter(w("bookmarkStart")):
        paragraph = next(bookmark.iterancestors(w("p")), None)
        if paragraph is not None:
            yield bookmark.get(w("name"), ""), paragraph


def _begin_with(paragraph: etree._Element, mark: str) -> None:
    """Put a mark before the words of a paragraph, in a run of its own."""
    run = etree.Element(w("r"), nsmap=paragraph.nsmap)
    etree.SubElement(run, w("t")).text = mark
    properties = first_child(paragraph, "pPr")
    properties.addnext(run)


def _replace_field(one: WordField, mark: str) -> None:
    """Put a mark into the place of a field, in the looks of what it showed."""
    opening = next(one.marks[0].iterancestors(w("r")))
    shown = next((node.getparent() for node in one.result if node.tag == w("t")), None)
    run = etree.Element(w("r"), nsmap=opening.nsmap)
    looks = (opening if shown is None else shown).find(w("rPr"))
    if looks is not None:
        run.append(deepcopy(looks))
    etree.SubElement(run, w("t")).text = mark
    opening.addprevious(run)
    for node in (*one.marks, *one.code, *one.result):
        drop(node)
