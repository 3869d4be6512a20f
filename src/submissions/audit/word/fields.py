"""What the fields and the elements of a Word file are refused for."""

from __future__ import annotations

import re

# First words of field codes (ECMA-376 Part 1, 17.16.5, and what older versions of Word leave).
_FIELDS = {
    **dict.fromkeys(
        ["DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK", "DATABASE", "RD"],
        "external field",
    ),
    **dict.fromkeys(["AUTHOR", "LASTSAVEDBY", "USERNAME", "USERINITIALS", "USERADDRESS"], "author field"),
    **dict.fromkeys(
        ["MERGEFIELD", "MERGEREC", "MERGESEQ", "NEXT", "NEXTIF", "SKIPIF", "ADDRESSBLOCK", "GREETINGLINE"], "mail merge"
    ),
    **dict.fromkeys(["ASK", "FILLIN", "MACROBUTTON"], "placeholder"),
    **dict.fromkeys(["CONTROL", "HTMLACTIVEX"], "active control"),
    **dict.fromkeys(["EMBED"], "embedded object"),
    "DOCVARIABLE": "document variable",
}
_FIRST_WORD = re.compile(r"\s*=?\s*([A-Za-z]+)")

_CHANGES = (
    "ins del moveFrom moveTo rPrChange pPrChange sectPrChange tblPrChange tblGridChange trPrChange tcPrChange "
    "tblPrExChange numberingChange cellIns cellDel cellMerge moveFromRangeStart moveToRangeStart "
    "customXmlInsRangeStart customXmlDelRangeStart customXmlMoveFromRangeStart customXmlMoveToRangeStart"
)
ELEMENTS = {
    **{f"w:{name}": "tracked change" for name in _CHANGES.split()},
    "w:comment": "comment",
    "x:comment": "comment",
    "p:cm": "comment",
    "w15:person": "people",
    "w:permStart": "permission",
    "w:control": "active control",
    "ax:ocx": "active control",
    "o:OLEObject": "embedded object",
    "w:objectEmbed": "embedded object",
    "w:objectLink": "external",
    "w:altChunk": "embedded file",
    "w:subDoc": "external",
    "w:docVar": "document variable",
    "w:mailMerge": "mail merge",
    "w:attachedTemplate": "attached template",
    "w:saveThroughXslt": "external",
    "sig:Signature": "signature",
}


def field_kind(instruction: str) -> str:
    """Return what a field is refused for by its instruction, "" if for nothing."""
    match = _FIRST_WORD.match(instruction)
    return _FIELDS.get(match.group(1).upper(), "") if match else ""
