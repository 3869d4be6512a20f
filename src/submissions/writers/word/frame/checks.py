"""Check that a Word frame holds what the writer needs and nothing that could run, track or leak."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from submissions.findings import Finding, Place
from submissions.office.names import RELATIONSHIP, PartError, parse_part, r, w

# The parts that give a document its look.
KEPT: Final = re.compile(
    r"word/(document|styles|numbering|settings|fontTable|header\d*|footer\d*|theme/theme\d*)\.xml"
    r"|word/(media/[\w-]+\.(png|jpe?g)|fonts/[\w-]+\.odttf)"
    r"|word/_rels/(document|fontTable|header\d*|footer\d*)\.xml\.rels",
    re.IGNORECASE,
)
# The writer makes these anew, or a document has no use for them; what they hold never reaches a document.
_REMADE: Final = re.compile(
    r"\[Content_Types\]\.xml|_rels/.*|docProps/.*|word/(webSettings|stylesWithEffects|footnotes|endnotes)\.xml"
    r"|word/(theme/)?_rels/(settings|footnotes|endnotes|theme\d*)\.xml\.rels"
)
# What Word and document servers add on their own: an author need not take it out, and is told.
_LEFT_OUT: Final = re.compile(r"customXml/.*|docMetadata/.*|word/(people|glossary/.*|printerSettings/.*)(\.\w+)?")
_TAG: Final = re.compile(r"\{[{%#]")
# What would show that the frame was revised, and by whom, in every document made with it.
_REVIEW: Final = (
    *map(w, ("ins", "del", "moveFrom", "moveTo", "commentRangeStart", "commentReference")),
    *(f"{{*}}{of}PrChange" for of in ("p", "r", "sect", "tbl", "tc", "tr")),
)
_SETTINGS: Final = {
    "attachedTemplate": "a link to another template",
    "mailMerge": "a mail merge",
    "docVars": "document variables",
}


def check_parts(parts: Mapping[str, bytes], place: Place) -> Iterator[Finding]:
    """Allow only known parts: a part with code, objects, comments or of an unknown kind is refused by name."""
    for name in sorted(parts):
        if KEPT.fullmatch(name) or _REMADE.fullmatch(name):
            continue
        if _LEFT_OUT.fullmatch(name):
            yield Finding("N412", place, f"the frame holds a part that no document gets: {name}")
            continue
        yield Finding(
            "E402",
            place,
            f"the frame holds a part that may not stand in a filing: {name}",
            "remove macros, objects, charts and comments in Word, and save the frame as .docx again",
        )
    for name in ("word/document.xml", "word/styles.xml", "word/numbering.xml", "word/settings.xml"):
        if name not in parts:
            yield Finding("E401", place, f"the frame lacks a part: {name}", order_to_graft(place))


def order_to_graft(place: Place) -> str:
    """Return the order that gives a frame what it lacks."""
    name = place.file.rpartition("/")[2]
    return f"move it out of templates/house and run: submissions new house --from {name}"


_MEASURED: Final = tuple(
    w(name)
    for name in (
        "abstractNum", "abstractNumId", "cols", "ilvl", "ind", "lvl", "num", "numId", "pgMar", "pgSz", "spacing", "sz",
        "szCs", "tab",
    )
)  # fmt: skip
# What these elements say in words, or as a truth.
_IN_WORDS: Final = frozenset(
    w(name)
    for name in (
        "afterAutospacing", "beforeAutospacing", "code", "durableId", "equalWidth", "leader", "lineRule", "orient",
        "restartNumberingAfterBreak", "sep", "tentative", "tplc",
    )
)  # fmt: skip
_TAB, _VALUE, _WORD = w("tab"), w("val"), w("")
_NUMBER: Final = re.compile(r"-?\d{1,12}")
_NUMBER_MAX: Final = 1_000_000
"""Twentieths of a point: a measure of more than a dozen metres is damage."""


def no_number(root: etree._Element) -> str:
    """Return a measure of a part that is no whole number, as "pgSz w", or "" where all are."""
    for node in root.iter(*_MEASURED):
        for name, value in node.attrib.items():
            words = name in _IN_WORDS or (node.tag == _TAB and name == _VALUE) or not str(name).startswith(_WORD)
            number = _NUMBER.fullmatch(str(value))
            if not words and (number is None or (node.tag not in _IDENTIFIED and abs(int(value)) > _NUMBER_MAX)):
                return f"{etree.QName(node).localname} {etree.QName(str(name)).localname}"
    return ""


_IDENTIFIED: Final = frozenset(w(name) for name in ("abstractNum", "abstractNumId", "num", "numId"))


def parse_parts(parts: Mapping[str, bytes], place: Place) -> tuple[dict[str, etree._Element], list[Finding]]:
    """Parse every XML part, those too that are not kept, since a reader may look into them."""
    trees: dict[str, etree._Element] = {}
    findings: list[Finding] = []
    for name in sorted(parts):
        if name.lower().endswith((".xml", ".rels")):
            try:
                trees[name] = parse_part(parts[name])
            except PartError as error:
                findings.append(
                    Finding(
                        "E409",
                        place,
                        f"the frame's part {name} cannot be read: {error}",
                        "save the frame in Word again",
                    )
                )
                continue
            if what := no_number(trees[name]):
                message = f"the frame's part {name} cannot be read: a measure of it is no number: {what}"
                findings.append(Finding("E409", place, message, "save the frame in Word again"))
    return trees, findings


def check_relationships(trees: Mapping[str, etree._Element], place: Place) -> Iterator[Finding]:
    """Refuse every target outside the file but a web or mail link."""
    for name, root in trees.items():
        for row in root.iter(RELATIONSHIP):
            target = row.get("Target", "")
            if row.get("TargetMode") != "External":
                continue
            if row.get("Type", "").endswith("/hyperlink") and re.match(r"(https?://|mailto:)", target):
                continue
            yield Finding(
                "E403",
                place,
                f"the frame reaches outside itself in {name}: {row.get('Type', '').rpartition('/')[2]}",
                "embed the picture, or set the document template back to Normal, and save again",
            )


def check_review_marks(trees: Mapping[str, etree._Element], place: Place) -> Iterator[Finding]:
    """Refuse tracked changes, comments, merges and variables, which every document would carry on."""
    for name, root in trees.items():
        marks = {etree.QName(node).localname for node in root.iter(*_REVIEW)}
        if marks:
            yield Finding(
                "E404",
                place,
                f"the frame holds tracked changes or comments in {name}: {', '.join(sorted(marks))}",
                "accept or reject all changes and delete all comments",
            )
        for setting, words in _SETTINGS.items():
            if name == "word/settings.xml" and root.find(w(setting)) is not None:
                yield Finding("E404", place, f"the frame holds {words}", "remove it in Word and save again")


def check_unrendered(trees: Mapping[str, etree._Element], place: Place) -> Iterator[Finding]:
    """Refuse tags and notes where nothing would fill them: endnotes, footnotes of the frame's own, comments."""
    for name, root in sorted(trees.items()):
        if not re.fullmatch(r"word/(endnotes|footnotes|comments\w*|glossary/\w+)\.xml", name):
            continue
        if _TAG.search("".join(root.itertext())):
            yield Finding("E408", place, f"the frame has a tag in a part that is never filled: {name}", "move the tag")
        elif [note for note in root.iter(w("footnote"), w("endnote")) if not note.get(w("type"))]:
            yield Finding(
                "E408", place, f"the frame has notes of its own in {name}", "write them into the letterhead instead"
            )


def check_pictures(trees: Mapping[str, etree._Element], place: Place) -> Iterator[Finding]:
    """Refuse objects and text from other files that a part of the frame would bring along."""
    for name, root in sorted(trees.items()):
        for tag in ("object", "altChunk", "subDoc", "control"):
            if root.find(f".//{w(tag)}") is not None:
                yield Finding(
                    "E402", place, f"the frame holds an embedded object in {name}: {tag}", "remove the object"
                )
        for node in root.iter("{*}blip"):
            if node.get(r("link")):
                yield Finding("E403", place, f"the frame links to a picture in {name}", "embed the picture")
