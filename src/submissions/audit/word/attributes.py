"""Which attributes of a Word file are somebody's words, and what to call them."""

from __future__ import annotations

import re

from submissions.audit.word.keywords import KEYWORDS
from submissions.audit.word.names import UNKNOWN


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Elements whose `w:val` is free text; in all others it is a number or a word of the format.
_FREE_VALUES = _words(
    "name aliases alias tag title description category docPart pStyle rStyle tblStyle basedOn next link lvlText "
    "helpText statusText default listEntry docVar suff style entryMacro exitMacro calcOnExit destination query "
    "connectString dataSource headerSource mailSubject addressFieldName mappedName column activeRecord udl table "
    "src frame altName font listItem placeholder result comment saveThroughXslt clickAndTypeStyle "
    "defaultTableStyle linkStyle numStyleLink styleLink attachedSchema smartTagType caption lid subject author"
)
# Attributes that hold what somebody typed, wherever they stand, by their local names.
_FREE = _words(
    "name descr title alt tooltip author initials instr Target anchor docLocation tgtFrame string displayText value "
    "lastValue placeholder xpath prefixMappings storeItemID element uri url namespaceuri cmd macro ed edGrp userId "
    "providerId href src altText text label linkTarget bookmark caption subject ProgID companyName signer PartName "
    "formula f sqref ref fontKey typeface panose algorithmName displayName codeName imagedata gfxdata"
)
# Styles and fonts that come with Word and are names of people or places as well.
_OWN_STYLES = _words("Normal Strong Emphasis Title Subtitle Caption Quote Date Signature Closing Salutation Revision")
_OWN_FONTS = _words(
    "Georgia Latha Shruti Vrinda Raavi Nyala Tunga Kartika Mangal Gautami Kalinga Euphemia Sylfaen Candara Constantia "
    "Corbel Verdana Tahoma Helvetica Garamond Arial Calibri Cambria Symbol Wingdings Courier Aptos DaunPenh MoolBoran"
)
# Where the names of styles and fonts stand; elsewhere the same words are somebody's own.
_STYLE_ELEMENTS = frozenset(
    f"w:{name}" for name in ("name", "pStyle", "rStyle", "basedOn", "next", "link", "lsdException", "tblStyle")
)
_FONT_ELEMENTS = frozenset({"w:rFonts", "w:font", "a:latin", "a:ea", "a:cs", "a:sym", "a:font"})
_CHANNELS = {
    ("w:bookmarkStart", "w:name"): "bookmark",
    ("w:hyperlink", "w:tooltip"): "tooltip of a link",
    ("w:hyperlink", "w:anchor"): "target of a link",
    ("rel:Relationship", "Target"): "target of a link",
    ("w:style", "w:styleId"): "style name",
    ("w:name", "w:val"): "style or field name",
    ("w:aliases", "w:val"): "style name",
    ("w:alias", "w:val"): "content control",
    ("w:tag", "w:val"): "content control",
    ("w:listItem", "w:displayText"): "content control",
    ("w:listItem", "w:value"): "content control",
    ("w:dataBinding", "w:xpath"): "content control",
    ("w:docVar", "w:name"): "document variable",
    ("w:docVar", "w:val"): "document variable",
    ("w:lvlText", "w:val"): "list numbering",
    ("w:helpText", "w:val"): "form field",
    ("w:statusText", "w:val"): "form field",
    ("w:default", "w:val"): "form field",
    ("w:listEntry", "w:val"): "form field",
    ("w:permStart", "w:ed"): "permission",
    ("w:fldSimple", "w:instr"): "field code",
    ("w15:person", "w15:author"): "name of a person who worked on the file",
    ("wp:docPr", "descr"): "alternative text",
    ("wp:docPr", "title"): "alternative text",
    ("wp:docPr", "name"): "picture name",
    ("pic:cNvPr", "descr"): "alternative text",
    ("pic:cNvPr", "title"): "alternative text",
    ("pic:cNvPr", "name"): "picture name",
    ("v:shape", "alt"): "alternative text",
    ("op:property", "name"): "property name",
}
_LOCAL_CHANNELS = {"author": "author of a comment or change", "initials": "initials of a comment's author"}
# Measures and their units, on and off, single letters, and the counted ids of relationships.
_NUMBER = re.compile(r"[-+]?[\d.,:%\s]*(?:pt|in|cm|mm|px|em|pc|pi|emu|fd|f|deg)?|true|false|[A-Za-z]|rId\w{0,3}\d+")
# Values of ST_Theme and ST_ThemeColor, and of the bands of table styles, of ECMA-376.
_THEME = re.compile(r"(?:major|minor)(?:HAnsi|EastAsia|Bidi|Ascii)|(?:text|background|accent)\d|band\d(?:Vert|Horz)")
# Hexadecimal of the lengths that the format has: a byte, a colour, a long number, and the ten bytes of a Panose number
# (ST_UcharHexNumber, ST_HexColorRGB, ST_LongHexNumber, ST_Panose). Other lengths may be a telephone number. VML adds
# the index of a palette behind a colour.
_HEX = re.compile(r"#?(?:[0-9A-Fa-f]{2}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8}|[0-9A-Fa-f]{20})(?: \[\d+\])?")
_GUID = re.compile(r"\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?")
# Tags of BCP 47 with at most a script and a region, and what Word writes for no language.
_LANGUAGE = re.compile(r"[a-z]{2}|[a-z]{2,3}-[A-Za-z0-9]{2,4}(?:-[A-Za-z0-9]{2,4})?|x-none")
_HEXES = _words(
    "color fill fillcolor strokecolor color2 themeFill themeTint themeShade lastClr paraId textId durableId "
    "paraIdParent themeFillShade themeFillTint rsid "
    "sig usb0 usb1 usb2 usb3 csb0 csb1 charset panose1 char editId anchorId id "
    "val tmpl nsid tplc tentative"
)
_LANGUAGES = _words("lang altLang eastAsia bidi val")
# Bookmarks that Word and this program number: contents, references, notes, links, and the place where one last typed.
_COUNTED = re.compile(r"_(?:Toc|Ref|Par|Hlk|PictureBullets|Note|Not)\d+|_GoBack")


def is_rsid(attribute: str) -> bool:
    """Say whether an attribute tells the session of editing that something was written in."""
    return attribute.startswith("w:rsid")


def is_plain(element: str, attribute: str, value: str) -> bool:
    """Say whether a value is a number or a word of the format, which nobody typed."""
    if not value.strip():
        return True
    if element.startswith(UNKNOWN) or attribute.startswith(UNKNOWN) or ":" not in element:
        return False
    local = attribute.rpartition(":")[2]
    if _comes_with_word(element, local, value):
        return True
    if local in _FREE or (local == "val" and element.removeprefix("w:") in _FREE_VALUES):
        return bool(_COUNTED.fullmatch(value) or _GUID.fullmatch(value))
    return (
        value in KEYWORDS
        or any(pattern.fullmatch(value) for pattern in (_NUMBER, _THEME, _GUID))
        or (local in _LANGUAGES and bool(_LANGUAGE.fullmatch(value)))
        or (local in _HEXES and bool(_HEX.fullmatch(value)))
    )


def _comes_with_word(element: str, local: str, value: str) -> bool:
    is_style = element in _STYLE_ELEMENTS or local == "styleId"
    return (is_style and value in _OWN_STYLES) or (element in _FONT_ELEMENTS and value in _OWN_FONTS)


def channel_of(element: str, attribute: str) -> str:
    """Return what the value of an attribute is, in words: "bookmark", "alternative text", "attribute w:hint"."""
    local = attribute.rpartition(":")[2]
    return _CHANNELS.get((element, attribute)) or _LOCAL_CHANNELS.get(local) or f"attribute {local}"
