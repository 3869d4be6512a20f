"""What the relationships, the properties and the names of parts of an office file are refused for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from submissions.audit.word.refusals import Refused

_ALLOWED = re.compile(r"(?:https?|mailto):|#", re.IGNORECASE)
_OUTSIDE = {
    "image": "remote image",
    "attachedTemplate": "attached template",
    "mailMergeSource": "mail merge",
    "mailMergeHeaderSource": "mail merge",
}
_INSIDE = {
    "vbaProject": "macro",
    "wordVbaData": "macro",
    "aFChunk": "embedded file",
    "control": "active control",
    "thumbnail": "thumbnail",
    "printerSettings": "printer settings",
}
_PART_NAMES = (
    (re.compile(r"(?:^|/)(?:vbaProject\.bin|vbaData\.xml|vbaProjectSignature\w*\.bin)$", re.IGNORECASE), "macro"),
    (re.compile(r"^(?:customUI|userCustomization)/", re.IGNORECASE), "macro"),
    (re.compile(r"(?:^|/)(?:webextensions?|taskpanes)\b", re.IGNORECASE), "add-in"),
    (re.compile(r"(?:^|/)activeX/", re.IGNORECASE), "active control"),
    (re.compile(r"(?:^|/)thumbnail\.\w+$", re.IGNORECASE), "thumbnail"),
    (re.compile(r"(?:^|/)printerSettings", re.IGNORECASE), "printer settings"),
    (re.compile(r"^_xmlsignatures/", re.IGNORECASE), "signature"),
)
# Word's own cover pages and sources, and the slip that goes with every custom part.
_OWN_XML = ("cover:CoverPageProperties", "b:Sources", "ds:datastoreItem", "rel:Relationships")
_MACRO_TYPE = re.compile(r"macroEnabled|vbaProject|vbaData", re.IGNORECASE)
_PERSON = re.compile(
    r"author|editor|manager|owner|user|creator|modified.?by|e-?mail|sender|reviewer|typist|checked.?by|recorder"
    r"|auteur|autor|автор|مؤلف",
    re.IGNORECASE,
)
_AUTHORS = frozenset({"dc:creator", "cp:lastModifiedBy", "ep:Manager", "ep:Company", "dc:contributor", "dc:publisher"})


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a package: the part it stands in, its element, its own name if it has one, and its value."""

    part: str
    element: str
    name: str
    value: str


def kinds_of_name(name: str) -> Iterator[str]:
    """Yield what a part is refused for by its name alone."""
    yield from (kind for pattern, kind in _PART_NAMES if pattern.search(name))


def kind_of_relationship(attributes: Mapping[str, str]) -> str:
    """Return what a relationship is refused for, "" if for nothing. Web and mail links may lead out."""
    what = attributes.get("Type", "").rpartition("/")[2]
    if attributes.get("TargetMode", "").lower() != "external":
        return _INSIDE.get(what, "")
    if what == "hyperlink" and _ALLOWED.match(attributes.get("Target", "").strip()):
        return ""
    return _OUTSIDE.get(what, "external")


def is_macro_type(content_type: str) -> bool:
    """Say whether a content type tells of macros."""
    return bool(_MACRO_TYPE.search(content_type))


def is_own_custom_xml(root: str) -> bool:
    """Say whether a custom XML part is one that Word itself keeps, by its root."""
    return root in _OWN_XML


def refused_properties(properties: list[Property], organisation: str) -> Iterator[Refused]:
    """Yield what the properties are refused for.

    The organisation may be named. Without being told it, a file is taken to be this program's own, whose author is the
    organisation, if author and company are one and no program or later hand is named: Word names both on every save.
    """
    values = {each.element: each.value.strip() for each in properties}
    allowed = {"", organisation.strip()}
    if not values.get("ep:Application") and not values.get("cp:lastModifiedBy"):
        allowed |= {values.get("dc:creator", "")} & {values.get("ep:Company", "")}
    for each in properties:
        # A property of one's own may be called by the very name that is protected.
        place = "a property of its own" if each.name else f"property {each.element.rpartition(':')[2]}"
        if each.element == "ep:HyperlinkBase":
            yield Refused("hyperlink base", each.part, place)
        names_person = each.element in _AUTHORS or bool(_PERSON.search(each.name))
        if names_person and each.value.strip() not in allowed:
            yield Refused("author", each.part, place)
