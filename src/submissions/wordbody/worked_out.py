"""Tell of the fields of a Word template that Word works out by itself: what is made of it keeps their old words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from lxml import etree

from submissions.findings import Finding
from submissions.office.fields import fields_of
from submissions.office.names import w
from submissions.wordbody.faults import DOCUMENT, place_of, said_of, where_of
from submissions.wordbody.paragraphs import PARAGRAPH, paragraph_text
from submissions.wordbody.tags import tags_of

_SECOND_FORM: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_FURNITURE: Final = ("word/header", "word/footer")
_COMMENTS: Final = "word/comments.xml"
_FORMULA: Final = "="
_NUMBERS: Final = frozenset("rnw")
"""The switches of REF that ask for the number of a paragraph."""
_BY_TAG: Final = "delete the field, and type the words or a tag in its place"
_TO_GO: Final = "delete the field; a case gives nothing for it"
_PAGES: Final = "delete it, or refer to a page in Word: References, Cross-reference"
# ECMA-376 part 1, 17.16.5: what each field prints, and which tag says it of the case.
_INSTEAD: Final[Mapping[str, str]] = {
    **dict.fromkeys(("DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE"), "delete the field, and type {{ date }}"),
    **dict.fromkeys(
        ("AUTHOR", "LASTSAVEDBY", "USERNAME", "USERINITIALS"),
        "delete the field, and type the name, or {{ organisation.name }}",
    ),
    "USERADDRESS": "delete the field, and type {{ organisation.address }}",
    "TITLE": "delete the field, and type {{ case.title }}",
    **dict.fromkeys(("COMMENTS", "DOCPROPERTY", "DOCVARIABLE", "INFO", "KEYWORDS", "SUBJECT"), _BY_TAG),
    **dict.fromkeys(("EDITTIME", "FILENAME", "FILESIZE", "NUMCHARS", "NUMWORDS", "REVNUM", "TEMPLATE"), _TO_GO),
    **dict.fromkeys(("COMPARE", "IF", "NOTEREF", "STYLEREF", _FORMULA), _BY_TAG),
}
_OF_PAGES: Final = frozenset({"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES"})
_TO_FILL: Final = frozenset({
    "ASK", "FILLIN", "MACROBUTTON", "MERGEFIELD", "MERGEREC", "MERGESEQ", "DATABASE",
    "ADDRESSBLOCK", "GREETINGLINE"})  # fmt: skip
_OUTSIDE: Final = frozenset({"INCLUDEPICTURE", "INCLUDETEXT", "LINK", "DDE", "DDEAUTO", "IMPORT", "INCLUDE"})


def told_of_fields(part: str, root: etree._Element, file: str) -> Iterator[Finding]:
    """Yield a finding for each kind of field of a part whose words are none of the case: at the first, with how many.

    The heads and feet of the pages keep numbers of pages; the text keeps numbers of paragraphs, pages and contents.
    """
    held: dict[str, list[tuple[etree._Element, str]]] = {}
    for node, instruction in () if part == _COMMENTS else _fields(root):
        name = _name(instruction)
        order = _order_for(name, instruction, part, root)
        if order:
            held.setdefault(name, []).append((node, order))
    for name, found in held.items():
        node, order = found[0]
        # What such a field shows may be the name of whoever wrote the template: no words are repeated.
        where = replace(where_of(part, root, node), words="")
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        code = "E377" if name in _TO_FILL else "E386" if name in _OUTSIDE else "W262"
        shown = "a formula" if name == _FORMULA else name
        yield Finding(code, place_of(where, file), f"{_SAYS[code]}: {shown} in {said_of(where)}{more}", order)


_SAYS: Final = {
    "E377": "a field was not filled in",
    "E386": "a field fetches its words from another file",
    "W262": "a field that Word works out keeps the words that it shows in the template",
}


def _name(instruction: str) -> str:
    """Return the name of a field in capitals, "=" for a formula, "" for none."""
    first = (instruction.split() or [""])[0].upper()
    return _FORMULA if first.startswith(_FORMULA) else first


def _fields(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield what begins each field of a part, and its instruction; the second form of a text box is none."""
    found = [(one.marks[0], one.instruction) for one in fields_of(root)]
    found += [(node, node.get(w("instr"), "")) for node in root.iter(w("fldSimple"))]
    yield from ((node, said) for node, said in found if next(node.iterancestors(_SECOND_FORM), None) is None)


def _order_for(name: str, instruction: str, part: str, root: etree._Element) -> str:
    """Return what to write instead of a field, "" where it shows what is true of the document, or is told elsewhere."""
    is_furniture = part.startswith(_FURNITURE)
    if name in _OF_PAGES:
        return "" if is_furniture else _PAGES
    if name in _TO_FILL or name in _OUTSIDE:
        return _BY_TAG if is_furniture else ""  # in the text they are told where it is read
    if name in ("REF", "PAGEREF"):
        return _BY_TAG if part != DOCUMENT or _repeats_tag(instruction, root) else ""
    return _INSTEAD.get(name, "")


def _repeats_tag(instruction: str, root: etree._Element) -> bool:
    """Tell whether a field repeats words of a paragraph that holds a tag, and does not print a number."""
    name, target, *switches = [*instruction.split(), ""]
    if name.upper() != "REF" or any(one[1:].lower() in _NUMBERS for one in switches if one.startswith("\\")):
        return False
    starts = (one for one in root.iter(w("bookmarkStart")) if one.get(w("name")) == target)
    holders = (next(one.iterancestors(PARAGRAPH), None) for one in starts)
    return any(one is not None and any(tags_of(paragraph_text(one).text)) for one in holders)
