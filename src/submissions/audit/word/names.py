"""The names of XML elements and attributes in office files, written short: `w:p` whatever prefix the file uses."""

from __future__ import annotations

import re

_TRANSITIONAL = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
_SHARED = {
    "w": "wordprocessingml/main",
    "r": "officeDocument/relationships",
    "wp": "drawingml/wordprocessingDrawing",
    "a": "drawingml/main",
    "pic": "drawingml/picture",
    "c": "drawingml/chart",
    "dgm": "drawingml/diagram",
    "cdr": "drawingml/chartDrawing",
    "m": "officeDocument/math",
    "x": "spreadsheetml/main",
    "p": "presentationml/main",
    "ep": "officeDocument/extendedProperties",
    "op": "officeDocument/customProperties",
    "vt": "officeDocument/docPropsVTypes",
    "ds": "officeDocument/customXml",
    "b": "officeDocument/bibliography",
}
_OTHERS = {
    "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties": "ep",
    "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties": "op",
    "http://schemas.openxmlformats.org/package/2006/content-types": "ct",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/package/2006/digital-signature": "mdssi",
    "http://schemas.openxmlformats.org/schemaLibrary/2006/main": "sl",
    "http://schemas.openxmlformats.org/drawingml/2006/lockedCanvas": "lc",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/dc/dcmitype/": "dcmitype",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://www.w3.org/2000/09/xmldsig#": "sig",
    "http://www.w3.org/2003/InkML": "ink",
    "http://schemas.microsoft.com/office/2006/coverPageProps": "cover",
    "http://schemas.microsoft.com/office/2006/xmlPackage": "pkg",
    "http://schemas.microsoft.com/office/2006/activeX": "ax",
    "http://schemas.microsoft.com/office/word/2006/wordml": "wne",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://schemas.microsoft.com/office/word/2012/wordml": "w15",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing": "wp14",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup": "wpg",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas": "wpc",
    "http://schemas.microsoft.com/office/mac/office/2008/main": "mv",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "urn:schemas-microsoft-com:office:word": "w10",
    "urn:schemas-microsoft-com:mac:vml": "mv",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "http://www.w3.org/1999/xhtml": "html",
    "http://www.w3.org/2000/svg": "svg",
}
NAMESPACES = {
    **{
        _TRANSITIONAL + path.replace("/", "/2006/", 1): short
        for short, path in _SHARED.items()
        if short not in {"ep", "op"}
    },
    **{_STRICT + path: short for short, path in _SHARED.items()},
    **_OTHERS,
}
# Later additions of Microsoft; too many to list, and nobody types their names.
_MICROSOFT = re.compile(
    r"https?://schemas\.(?:microsoft|openxmlformats)\.(?:com|org)/[a-z]+/[\w/.-]{1,80}|urn:schemas-microsoft-com:[\w:]+"
)
UNKNOWN = "?:"
# The longest prefix that Office writes is `w16sdtdh` and its like.
_PREFIX_LENGTH_MAX = 8


class ShortNames(dict[str, str]):
    """Short names by the full ones that the parser gives: address of the namespace, a space, the local name.

    Names of elements and attributes that no office program writes are kept in `foreign`: somebody chose them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.foreign: dict[str, None] = {}

    def declare(self, prefix: str | None, address: str | None) -> None:
        """Note a namespace that is declared, used or not: its prefix and address may be somebody's own."""
        is_known = not address or address in NAMESPACES or bool(_MICROSOFT.fullmatch(address))
        if address and not is_known:
            self.foreign[address] = None
        if prefix and (not is_known or len(prefix) > _PREFIX_LENGTH_MAX):
            self.foreign[prefix] = None

    def __missing__(self, full: str) -> str:
        address, _, local = full.rpartition(" ")
        known = NAMESPACES.get(address)
        if known is None and not address:
            # Attributes have mostly no namespace; elements without one are somebody's own XML.
            short = local
        elif known is None:
            short = f"{'n' if _MICROSOFT.fullmatch(address) else '?'}:{local}"
        else:
            short = f"{known}:{local}"
        if short.startswith(UNKNOWN):
            self.foreign[address] = self.foreign[local] = None
        self[full] = short
        return short
