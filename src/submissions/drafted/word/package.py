"""Open a Word file that somebody handed in, without trusting it, or say what it is instead."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from submissions.office.names import RELATIONSHIP, WORD, PartError, parse_part
from submissions.office.package import OLE, PackageError, is_encrypted_package, read_package
from submissions.source.kinds import kind_of

_OFFICE_DOCUMENT: Final = "/officeDocument"
# The main part of a document, a template, and both with macros (ECMA-376 part 1, 11.3.10; [MS-OFFMACRO2] 2.2).
_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_SAVE: Final = "open it in Word and save it as a Word document (.docx)"
# Several hundred pages have some hundred thousand elements; each is looked at.
_ELEMENTS_MAX: Final = 2_000_000


class NotWordError(Exception):
    """Say in one clause why a file cannot be read as a Word file, and what to do: two arguments."""

    @property
    def reason(self) -> str:
        """What is wrong with the file."""
        return str(self.args[0])

    @property
    def order(self) -> str:
        """What to do about it."""
        return str(self.args[1])


@dataclass(frozen=True, slots=True)
class WordPart:
    """An XML part: its name, its root, and what it refers to by identifier: kind, target and whether outside."""

    name: str
    root: etree._Element
    relations: Mapping[str, tuple[str, str, bool]]

    def target(self, identifier: str) -> str:
        """Return the name of the part within the package that an identifier leads to, or ""."""
        _, target, is_outside = self.relations.get(identifier, ("", "", True))
        return "" if is_outside else target


@dataclass(frozen=True, slots=True)
class WordPackage:
    """A Word file's parts by name, and its main part."""

    parts: Mapping[str, bytes]
    main: WordPart

    def beside(self, kind: str) -> WordPart | None:
        """Return the part to which the main one has a relationship of a kind such as "footnotes", or None."""
        targets = (name for ending, name, outside in self.main.relations.values() if ending == kind and not outside)
        name = next((name for name in targets if name in self.parts), "")
        return self.named(name) if name else None

    def named(self, name: str) -> WordPart:
        """Return the XML part of a name."""
        return open_part(self.parts, name)


def open_package(content: bytes) -> WordPackage:
    """Return a Word file's parts; raises NotWordError for what is none, is locked, damaged or too large."""
    if content.startswith(OLE):
        if is_encrypted_package(content):
            raise NotWordError("it is locked with a password", "open it in Word, take the password away and save it")
        raise NotWordError("it is in the old format of Word", _SAVE)
    if not content.startswith(b"PK"):
        kind = kind_of(content) or "plain text"
        order = "give it the ending .md if it is prose" if kind == "plain text" else _SAVE
        raise NotWordError(f"it is {kind}", order)
    try:
        parts = read_package(content)
    except PackageError as error:
        raise NotWordError(str(error), "open it in Word, and save it anew") from error
    return WordPackage(parts, _main_part(parts))


def _main_part(parts: Mapping[str, bytes]) -> WordPart:
    if parts.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument"):
        raise NotWordError("it is an OpenDocument file", "open it in Word or LibreOffice and save it as .docx")
    if "[Content_Types].xml" not in parts or "_rels/.rels" not in parts:
        raise NotWordError("it is a packed folder and no Word file", _SAVE)
    rows = _relations(parts, "")
    name = next((target for kind, target, _ in rows.values() if f"/{kind}" == _OFFICE_DOCUMENT), "")
    rows_of_kinds = list(_parsed(parts, "[Content_Types].xml").iterchildren())
    kinds = {row.get("PartName", ""): row.get("ContentType", "") for row in rows_of_kinds}
    endings = {row.get("Extension", "").lower(): row.get("ContentType", "") for row in rows_of_kinds}
    kind = kinds.get(f"/{name}") or endings.get(name.rpartition(".")[2].lower(), "")
    if name not in parts or ("wordprocessingml" not in kind and "ms-word" not in kind):
        other = "an Excel file" if "spreadsheet" in kind else "slides" if "presentation" in kind else "no Word file"
        raise NotWordError(f"it is {other}" if other != "no Word file" else "it holds no document of Word", _SAVE)
    if kind != _MAIN:
        raise NotWordError("it is a template or holds macros", _SAVE)
    part = open_part(parts, name)
    if part.root.tag == f"{{{_STRICT}}}document":
        raise NotWordError(
            "it is a Strict Open XML Document", "save it in Word as a Word document (.docx), not as Strict"
        )
    if part.root.tag != f"{{{WORD}}}document" or part.root.find(f"{{{WORD}}}body") is None:
        raise NotWordError("it holds no document of Word", _SAVE)
    return part


def open_part(parts: Mapping[str, bytes], name: str) -> WordPart:
    """Return a part of a package with what it refers to; raises NotWordError where it is no XML as Word writes it."""
    root = _parsed(parts, name)
    if sum(1 for _ in root.iter()) > _ELEMENTS_MAX:
        raise NotWordError("it holds more than a computer can read in time", "cut it into several files")
    return WordPart(name, root, _relations(parts, name))


def _relations(parts: Mapping[str, bytes], name: str) -> dict[str, tuple[str, str, bool]]:
    folder, file = posixpath.split(name)
    rows = posixpath.join(folder, "_rels", f"{file}.rels")
    if rows not in parts:
        return {}
    found = {}
    for row in _parsed(parts, rows).iter(RELATIONSHIP):
        is_outside = row.get("TargetMode") == "External"
        target = row.get("Target", "")
        if not is_outside:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found[row.get("Id", "")] = (row.get("Type", "").rpartition("/")[2], target, is_outside)
    return found


def _parsed(parts: Mapping[str, bytes], name: str) -> etree._Element:
    try:
        root = parse_part(parts[name])
        # A remark within words would cut them in two, and nothing of it is anybody's words.
        etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
        return root
    except PartError as error:
        raise NotWordError(f"a part of it is damaged: {error}", "open it in Word, and save it anew") from error
