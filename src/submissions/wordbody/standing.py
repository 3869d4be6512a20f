"""Say what of a Word template stands otherwise in what is made of it, or in nothing that is, at its place."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import unquote

from lxml import etree

from submissions.findings import Finding
from submissions.office.fields import LEAVE_WORDS
from submissions.office.names import OFFICE, RELATIONSHIP, PartError, parse_part, w
from submissions.wordbody.faults import DOCUMENT, place_of, said_of, where_of
from submissions.wordbody.properties import told_of_properties
from submissions.wordbody.tags import tags_of
from submissions.wordbody.tokens import BodySource
from submissions.wordbody.worked_out import told_of_fields

_FLAT: Final = "in Word: click into it, press Ctrl+Shift+F9 to make it plain words, and save"


def told_of_parts(
    parts: Mapping[str, bytes], roots: Mapping[str, etree._Element], source: BodySource, file: str
) -> Iterator[Finding]:
    """Yield what is told of the parts of a template, of which `roots` hold tags; `file` is its name in findings."""
    for part, root in roots.items():
        yield from _links(part, root, parts, file)
        yield from _fields(part, root, source, file)
        yield from told_of_fields(part, root, file)
    if DOCUMENT in roots:
        yield from _endnotes(roots[DOCUMENT], file)
        yield from _counted(parts, roots[DOCUMENT], file)
    yield from told_of_properties(parts, file)


_ENDNOTES: Final = (
    "the PDF prints endnotes at the foot of its pages, counted with the footnotes; where there are footnotes Word does"
)


def _endnotes(text: etree._Element, file: str) -> Iterator[Finding]:
    mark = next(text.iter(w("endnoteReference")), None)
    if mark is not None:
        where = where_of(DOCUMENT, text, mark)
        order = "nothing, or make them footnotes in Word: References, Footnotes, Convert"
        yield Finding("W260", place_of(where, file), f"{_ENDNOTES}: {said_of(where)}", order)


def _counted(parts: Mapping[str, bytes], text: etree._Element, file: str) -> Iterator[Finding]:
    """Yield a finding where a template counts its footnotes in letters or signs, or anew on each page."""
    mark = next(text.iter(w("footnoteReference")), None)
    try:
        settings = parse_part(parts["word/settings.xml"]) if "word/settings.xml" in parts else None
    except PartError:
        settings = None
    wishes = [one for root in (text, settings) if root is not None for one in root.iter(w("footnotePr"))]
    said = {(etree.QName(one).localname, one.get(w("val"), "")) for wish in wishes for one in wish}
    if mark is not None and said - _USUAL - {one for one in said if one[0] in ("footnote", "pos")}:
        where = where_of(DOCUMENT, text, mark)
        message = f"the footnotes are counted 1, 2, 3 through the whole document, and not as here: {said_of(where)}"
        order = "nothing, or set it so in Word: References, Footnotes"
        yield Finding("W260", place_of(where, file), message, order)


_USUAL: Final = frozenset({("numFmt", "decimal"), ("numStart", "1"), ("numRestart", "continuous")})


def _links(part: str, root: etree._Element, parts: Mapping[str, bytes], file: str) -> Iterator[Finding]:
    """Yield a fault for each link whose address holds a tag: Word writes `{{` there as `%7B%7B`."""
    rows = {key: address for key, address in _rows(parts, part).items() if any(True for _ in tags_of(unquote(address)))}
    for node in root.iter("{*}*") if rows else ():
        for key, value in node.attrib.items():
            address = rows.get(str(value), "") if str(key).startswith(f"{{{OFFICE}}}") else ""
            for tag in tags_of(unquote(address)):
                where = where_of(part, root, node)
                message = f"a tag stands in the address of a link: {tag.typed} in {said_of(where)}"
                order = "take it out of the address; type the address into the text, with the tag in it"
                yield Finding("E244", place_of(where, file), message, order)


def _rows(parts: Mapping[str, bytes], part: str) -> dict[str, str]:
    folder, name = posixpath.split(part)
    rows = parts.get(f"{folder}/_rels/{name}.rels")
    try:
        found = [] if rows is None else list(parse_part(rows).iter(RELATIONSHIP))
    except PartError:
        return {}
    return {row.get("Id", ""): row.get("Target", "") for row in found if row.get("TargetMode") == "External"}


def _fields(part: str, root: etree._Element, source: BodySource, file: str) -> Iterator[Finding]:
    """Yield a fault for each tag in the code of a short field, or in what a field shows that Word fills anew."""
    for node in root.iter(w("fldSimple")):
        for tag in tags_of(node.get(w("instr"), "")):
            where = where_of(part, root, node)
            message = f"a tag stands in the code of a field: {tag.typed} in {said_of(where)}"
            yield Finding("E244", place_of(where, file), message, "take it out of the field; type it into the text")
    shown = dict(_filled_anew(root))
    for one in source.tags:
        name = next((shown[piece.element] for piece in one.pieces if piece.element in shown), "")
        if name:
            said = f"{one.tag.typed} in {said_of(one.where)}"
            message = f"a tag stands in what a field shows, which Word fills anew ({name}): {said}"
            yield Finding("E244", place_of(one.where, file), message, _FLAT)


def _filled_anew(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield each text in the result of a field whose words do not stay, with the name of the field."""
    stack: list[list[str]] = []
    for node in root.iter(w("fldChar"), w("instrText"), w("t")):
        kind = node.get(w("fldCharType"), "") if node.tag == w("fldChar") else ""
        if kind == "begin":
            stack.append([""])
        elif kind == "separate" and stack:
            stack[-1].append("result")
        elif kind == "end" and stack:
            stack.pop()
        elif node.tag == w("instrText") and stack and len(stack[-1]) == 1:
            stack[-1][0] += node.text or ""
        elif node.tag == w("t"):
            simple = [one.get(w("instr"), "") for one in node.iterancestors(w("fldSimple"))]
            codes = [*(one[0] for one in stack if len(one) > 1), *simple]
            names = [(code.split() or ["a field without a name"])[0].upper() for code in codes]
            yield from ((node, name) for name in names if name not in LEAVE_WORDS)
