"""Find the place of the document in a letterhead, make it the tag of a frame, and name what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from submissions.findings import Finding
from submissions.office.elements import drop, made, own, unwrap, value, words_of
from submissions.office.names import w
from submissions.writers.word.graft.opening import Letterhead
from submissions.writers.word.graft.words import (
    folded,
    is_to_be_clicked,
    names_the_document,
    of_one_letter,
    stands_for_the_document,
)

_TAG: Final = re.compile(r"\{\{\s*[pr]?\s*body\s*\}\}", re.IGNORECASE)
_SHOWN_MAX: Final = 40
_ORDER_CHOOSE: Final = (
    "run it again with --body and some words of the paragraph in whose place the document is to stand"
)
_ORDER_ALONE: Final = "type [body] alone in a paragraph where the document is to stand, save it, and run this again"
_BODY_TAG: Final = "{{p body }}"


@dataclass(frozen=True, slots=True)
class Found:
    """The paragraphs that the document takes the place of, none for the end of the text, and why these."""

    paragraphs: tuple[etree._Element, ...]
    why: str


def place_document(letterhead: Letterhead, asked: str) -> str:
    """Put the tag of the document into its place and return why it is there; "" and a finding where nobody knows.

    `asked` are words of the paragraph that the office names, "" where it names none. Content controls are opened on
    the way.
    """
    _open_controls(letterhead)
    body = letterhead.page.find(w("body"))
    if body is None:
        letterhead.refuse("E401", "the letterhead cannot be read: it lacks its text", "save it in Word as .docx")
        return ""
    found = _find(letterhead, body, asked)
    if found is None:
        return ""
    if found.paragraphs:
        _replace(found.paragraphs)
    else:
        sections = body.findall(w("sectPr"))
        index = body.index(sections[-1]) if sections else len(body)
        body.insert(index, _tagged())
    return found.why


def _find(letterhead: Letterhead, body: etree._Element, asked: str) -> Found | None:
    paragraphs = [node for node in body.iter(w("p")) if next(node.iterancestors(w("txbxContent")), None) is None]
    if asked:
        wanted = folded(asked)
        fits = [one for one in paragraphs if wanted in folded(words_of(one))]
        if not fits:
            _ask(letterhead, "no paragraph of the letterhead has the words of --body", _ORDER_CHOOSE)
            return None
        return _only(letterhead, [(one,) for one in fits])
    tagged: list[tuple[etree._Element, ...]] = [(one,) for one in paragraphs if _TAG.search(words_of(one))]
    if tagged:
        if any(_TAG.sub("", words_of(one)).strip() for (one, *_) in tagged):
            _ask(letterhead, "the place of the document stands in a line with other words", _ORDER_ALONE)
            return None
        return _only(letterhead, tagged)
    marked = _groups([one for one in paragraphs if stands_for_the_document(words_of(one))])
    if marked:
        return _only(letterhead, marked)
    return _empty(letterhead, body)


def _empty(letterhead: Letterhead, body: etree._Element) -> Found | None:
    """Return the only empty paragraphs, or the end of the text; ask where words stand behind two empty places."""
    blank = [one for one in body.findall(w("p")) if _is_blank(one)]
    groups = _groups(blank)
    content = [node for node in body if node.tag in (w("p"), w("tbl")) and node not in blank]
    if len(groups) == 1:
        return Found(groups[0], "in its only empty paragraph")
    if groups and (not content or body.index(groups[-1][-1]) > body.index(content[-1])):
        return Found(groups[-1], "in the empty paragraph at its end")
    if groups:
        _ask(letterhead, "several empty paragraphs of the letterhead may take the document", _ORDER_ALONE)
        return None
    return Found((), "at the end of its text")


def _is_blank(paragraph: etree._Element) -> bool:
    """Say whether a paragraph has nothing that prints, and ends no section."""
    shows = any(True for _ in own(paragraph, "t", "drawing", "pict", "fldChar", "fldSimple", "br", "sym", "ptab"))
    return not shows and paragraph.find(f"{w('pPr')}/{w('sectPr')}") is None


def _groups(paragraphs: Sequence[etree._Element]) -> list[tuple[etree._Element, ...]]:
    """Return paragraphs that follow each other as one."""
    groups: list[list[etree._Element]] = []
    for one in paragraphs:
        if groups and groups[-1][-1].getnext() is one:
            groups[-1].append(one)
        else:
            groups.append([one])
    return [tuple(group) for group in groups]


def _only(letterhead: Letterhead, groups: list[tuple[etree._Element, ...]]) -> Found | None:
    """Return the one that fits; ask where two do, or where it stands within something that cannot take a document."""
    if len(groups) > 1:
        shown = " and ".join(f"'{_shown(words_of(group[0]))}'" for group in groups[:2])
        _ask(letterhead, f"{len(groups)} paragraphs of the letterhead may take the document: {shown}", _ORDER_CHOOSE)
        return None
    first = groups[0][0]
    if first.getparent() is not None and first.getparent().tag == w("tc"):  # type: ignore[union-attr]
        _ask(
            letterhead,
            "the place of the document stands in a table",
            _ORDER_ALONE.replace("alone", "outside the table, alone"),
        )
        return None
    return Found(groups[0], f"in the place of '{_shown(words_of(first))}'")


def _shown(words: str) -> str:
    return words if len(words) <= _SHOWN_MAX else f"{words[:_SHOWN_MAX]}..."


def _ask(letterhead: Letterhead, message: str, order: str) -> None:
    letterhead.found.append(Finding("E415", letterhead.place, message, order))


def _tagged() -> etree._Element:
    """Return `<w:p><w:r><w:t>{{p body }}</w:t></w:r></w:p>`."""
    paragraph, run, text = made("p"), made("r"), made("t")
    text.text = _BODY_TAG
    run.append(text)
    paragraph.append(run)
    return paragraph


def _replace(paragraphs: tuple[etree._Element, ...]) -> None:
    """Put the tag before the first of the paragraphs, and leave of them what ends a section or holds a picture."""
    paragraphs[0].addprevious(_tagged())
    for one in paragraphs:
        shows = list(own(one, "drawing", "pict"))
        if one.find(f"{w('pPr')}/{w('sectPr')}") is None and not shows:
            drop(one)
            continue
        for run in list(own(one, "r")):
            if not any(True for _ in run.iter(w("drawing"), w("pict"))):
                drop(run)


def _open_controls(letterhead: Letterhead) -> None:
    """Leave the words of content controls; one that is called as the document's place becomes it."""
    for name, root in letterhead.texts():
        for control in list(root.iter(w("sdt"))):
            properties, content = control.find(w("sdtPr")), control.find(w("sdtContent"))
            names = (value(properties, "alias"), value(properties, "tag"))
            if content is None:
                drop(control)
                continue
            if name == "word/document.xml" and any(names_the_document(one) for one in names if one):
                _mark(content)
            elif properties is not None and properties.find(w("dataBinding")) is not None:
                letterhead.leave_out(f"a field of the properties in {name}, whose words stay")
            elif properties is not None and properties.find(w("showingPlcHdr")) is not None:
                _empty_field(letterhead, name, content)
            unwrap(control, content)


def _empty_field(letterhead: Letterhead, name: str, content: etree._Element) -> None:
    """Name a field that nobody has filled; of its words only those stay that may be the place of the document."""
    words = "".join(node.text or "" for node in content.iter(w("t")))
    if name != "word/document.xml" or not stands_for_the_document(words):
        letterhead.leave_out(f"a field to be filled in, in {name}, with the words that ask for it")
        for run in list(content.iter(w("r"))):
            drop(run)


def _mark(content: etree._Element) -> None:
    """Put the tag of the document into a content control, in place of its words."""
    texts = list(content.iter(w("t")))
    if texts:
        for text in texts:
            text.text = ""
        texts[0].text = _BODY_TAG
    elif content.find(w("p")) is not None:
        content.insert(0, _tagged())
    else:
        content.append(next(_tagged().iter(w("r"))))


def warn_of_one_letter(letterhead: Letterhead) -> Iterator[Finding]:
    """Yield what looks like a letter that was saved as a letterhead: it would stand beside every document."""
    for name, root in letterhead.texts():
        for number, paragraph in enumerate(root.iter(w("p")), 1):
            words = words_of(paragraph)
            what = "a field to be filled in" if is_to_be_clicked(words) else of_one_letter(words)
            if what:
                message = f"the letterhead prints {what} beside every document, in {name}, paragraph {number}"
                order = "take it out in Word and run this again, if it belongs to one letter"
                yield Finding("W417", letterhead.place, message, order)
        for path in root.iter("{urn:schemas-microsoft-com:vml}textpath"):
            if path.get("string", "").strip():
                message = f"the letterhead prints a watermark behind every page, in {name}"
                order = "take it out in Word (Design > Watermark > Remove Watermark) and run this again, if it is none"
                yield Finding("W417", letterhead.place, message, order)
