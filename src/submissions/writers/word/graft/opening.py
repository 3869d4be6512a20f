"""Open a letterhead: say of a file that is none what it is, and take of one the parts that can make a frame."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from submissions.findings import Finding, Place
from submissions.office.names import OFFICE, RELATIONSHIP, PartError
from submissions.office.package import PackageError, read_package
from submissions.writers.word.frame.checks import no_number
from submissions.writers.word.graft.transitional import read_part

PAGE: Final = "word/document.xml"
_RELATED: Final = re.compile(rf"{re.escape(OFFICE)}/(\w+)$")
# The parts of which there is one, by the kind of their relationship.
_SINGLE: Final = {
    "styles": "word/styles.xml",
    "numbering": "word/numbering.xml",
    "settings": "word/settings.xml",
    "fontTable": "word/fontTable.xml",
    "theme": "word/theme/theme1.xml",
}
# What a document never has of a frame; the words in which it is named.
_LEFT_OUT: Final = {
    "attachedToolbars": "macros and toolbars",
    "comments": "comments",
    "commentsExtended": "comments",
    "commentsExtensible": "comments",
    "commentsIds": "comments",
    "customXml": "data of another program (custom XML)",
    "glossaryDocument": "building blocks",
    "keyMapCustomizations": "macros and toolbars",
    "people": "the list of people who worked on it",
    "printerSettings": "the settings of a printer",
    "recipientData": "the data of a mail merge",
    "vbaProject": "macros and toolbars",
    "wordVbaData": "macros and toolbars",
}
NOTES: Final = {"footnotes": "word/footnotes.xml", "endnotes": "word/endnotes.xml"}
"""The parts that hold notes, by the kind of their relationship."""

_REMADE: Final = frozenset({"footnotes", "endnotes", "webSettings", "stylesWithEffects"})
_PROPERTIES: Final = "its properties (author, dates, company, template)"
_SIGNATURE: Final = "its digital signature"


@dataclass(frozen=True, slots=True)
class Related:
    """A relationship of a part: its kind, such as "image", and what it leads to."""

    kind: str
    target: str
    external: bool = False


@dataclass(slots=True)
class Letterhead:
    """The parts of a letterhead while a frame is made of it, under the names that they have in a frame.

    `trees` are the parts that are XML, `rows` the relationships of each by their identifiers, `media` pictures and
    fonts; `left` names what no document gets, `found` is what stands against it. `keeps_notes` tells that its own
    footnotes and endnotes go into the document.
    """

    place: Place
    trees: dict[str, etree._Element] = field(default_factory=dict)
    rows: dict[str, dict[str, Related]] = field(default_factory=dict)
    media: dict[str, bytes] = field(default_factory=dict)
    left: dict[str, None] = field(default_factory=dict)
    found: list[Finding] = field(default_factory=list)
    keeps_notes: bool = False

    @property
    def page(self) -> etree._Element:
        """The part with the text of the letterhead."""
        return self.trees[PAGE]

    def texts(self) -> Iterator[tuple[str, etree._Element]]:
        """Yield name and root of each part that prints: the text, the heads and feet of its pages, notes that stay."""
        yield PAGE, self.page
        yield from (
            (name, root) for name, root in sorted(self.trees.items()) if is_furniture(name) or name in NOTES.values()
        )

    def leave_out(self, what: str) -> None:
        """Name something that no document gets."""
        self.left.setdefault(what)

    def refuse(self, code: str, message: str, order: str) -> None:
        """Say what no program can decide for the office."""
        finding = Finding(code, self.place, message, order)
        if finding not in self.found:
            self.found.append(finding)


def is_furniture(name: str) -> bool:
    """Say whether a part is the head or the foot of a page."""
    return name.startswith(("word/header", "word/footer")) and name.endswith(".xml")


def open_letterhead(content: bytes, place: Place, *, keeps_notes: bool = False) -> Letterhead | Finding:
    """Return the parts of a letterhead, its notes where they stay, or why it is none: one finding with what to do."""
    if other := _other_kind(content):
        message, order = other
        return Finding("E414", place, f"the letterhead is no Word file of today: {message}", order)
    try:
        parts = read_package(content)
    except PackageError as error:
        return Finding("E401", place, f"the letterhead cannot be read: {error}", _SAVE)
    if what := _other_package(parts):
        return Finding("E414", place, f"the letterhead is no Word file of today: it is {what}", _SAVE_AS)
    main = _main_part(parts)
    if main not in parts:
        return Finding("E401", place, "the letterhead cannot be read: it lacks its text", _SAVE)
    letterhead = Letterhead(place, keeps_notes=keeps_notes)
    try:
        _gather(letterhead, parts, main)
    except PartError as error:
        return Finding("E409", place, f"a part of the letterhead cannot be read: {error}", "save it in Word again")
    if any(name.startswith("docProps/") for name in parts):
        letterhead.leave_out(_PROPERTIES)
    if any(name.startswith("_xmlsignatures/") for name in parts):
        letterhead.leave_out(_SIGNATURE)
    return letterhead


_SAVE: Final = "open it in Word and save it as .docx again"
_SAVE_AS: Final = "open it in Word or LibreOffice and save it as .docx (Word document)"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _other_kind(content: bytes) -> tuple[str, str] | None:
    """Say what a file is that is called .docx and is none, and what to do; None for a zip with a Word file in it."""
    if not content.strip(b"\x00"):
        return "it is empty", "choose the file that has the letterhead"
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            return "it is encrypted with a password", (
                "open it in Word, empty the password under File > Info > Protect Document, and save it"
            )
        return "it is in the form that Word had before 2007 (.doc)", _SAVE_AS
    for begins, what in ((b"{\\rtf", "rich text (.rtf)"), (b"%PDF", "a PDF"), (b"<", "a page of HTML or XML")):
        if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(begins):
            return f"it is {what}", _SAVE_AS
    if not content.startswith(b"PK"):
        return "it is of a kind that is not known", _SAVE_AS
    return None


def _other_package(parts: Mapping[str, bytes]) -> str:
    """Say what a package of another program is; "" for one that may be Word's."""
    if parts.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument"):
        return "an OpenDocument file (.odt)"
    if any(name.endswith(".iwa") for name in parts):
        return "a file of Pages"
    for folder, what in (("xl/", "a workbook of Excel"), ("ppt/", "a presentation of PowerPoint")):
        if any(name.startswith(folder) for name in parts):
            return what
    return ""


def _main_part(parts: Mapping[str, bytes]) -> str:
    """Return the name of the part with the text; "" for a package of another kind."""
    try:
        rows = _rows(parts, "")
    except PartError:
        rows = {}
    found = [row.target for row in rows.values() if row.kind == "officeDocument" and not row.external]
    return found[0] if found and found[0].startswith("word/") else PAGE


def _rows(parts: Mapping[str, bytes], name: str) -> dict[str, Related]:
    """Return the relationships of a part by identifier, each target as a name within the package."""
    folder, _, file = name.rpartition("/")
    content = parts.get(posixpath.join(folder, "_rels", f"{file}.rels"))
    found: dict[str, Related] = {}
    for row in read_part(content).iter(RELATIONSHIP) if content is not None else ():
        kind = _RELATED.search(row.get("Type", ""))
        target, external = row.get("Target", ""), row.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found[row.get("Id", "")] = Related(
            kind[1] if kind else row.get("Type", "").rpartition("/")[2], target, external
        )
    return found


def _gather(letterhead: Letterhead, parts: Mapping[str, bytes], main: str) -> None:
    """Take the text and all that it leads to, under the names that the parts of a frame have."""
    _take(letterhead, parts, main, PAGE)
    heads: dict[str, str] = {}
    for identifier, row in list(letterhead.rows[PAGE].items()):
        if row.kind in _SINGLE and not row.external and row.target in parts:
            if _SINGLE[row.kind] not in letterhead.trees:
                _take(letterhead, parts, row.target, _SINGLE[row.kind])
            del letterhead.rows[PAGE][identifier]
        elif row.kind in ("header", "footer"):
            del letterhead.rows[PAGE][identifier]
            if row.target not in parts:
                continue
            if row.target not in heads:
                number = 1 + sum(name.startswith(f"word/{row.kind}") for name in heads.values())
                heads[row.target] = f"word/{row.kind}{number}.xml"
                _take(letterhead, parts, row.target, heads[row.target])
            letterhead.rows[PAGE][identifier] = Related(row.kind, heads[row.target])
    for name in list(letterhead.rows):
        for row in list(letterhead.rows[name].values()):
            if row.kind in _LEFT_OUT:
                letterhead.leave_out(_LEFT_OUT[row.kind])
    for identifier, row in list(letterhead.rows[PAGE].items()):
        # The writer makes the notes anew, and a letterhead may have none of its own: those are refused at their marks.
        if row.kind in _REMADE:
            if letterhead.keeps_notes and row.kind in NOTES and not row.external and row.target in parts:
                _take(letterhead, parts, row.target, NOTES[row.kind])
            del letterhead.rows[PAGE][identifier]


def _take(letterhead: Letterhead, parts: Mapping[str, bytes], name: str, known: str) -> None:
    """Take a part with its relationships, and the pictures and fonts to which they lead."""
    root = letterhead.trees[known] = read_part(parts[name])
    if what := no_number(root):
        raise PartError(f"a measure of it is no number: {what}")
    letterhead.rows[known] = _rows(parts, name)
    for row in letterhead.rows[known].values():
        if row.kind in ("image", "font") and not row.external and row.target in parts:
            letterhead.media[row.target] = parts[row.target]
