"""Look over a finished Word file for what Word would repair or lose, most of it missed by other validators."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from lxml import etree

from submissions.findings import Finding, Place
from submissions.office.names import OFFICE, PACKAGE, RELATIONSHIP, PartError, parse_part, w
from submissions.reporting import order_to_report
from submissions.writers.word.lint.body import check_part, check_styles_and_numbers, count_repeated
from submissions.writers.word.lint.fields import check_fields

_ADDRESS: Final = re.compile(r"(https?://|mailto:)\S+", re.IGNORECASE)
_TAG: Final = re.compile(r"\{\{|\{%|\{#")
_TYPES: Final = f"{{{PACKAGE}/content-types}}"


def lint_package(content: bytes, place: Place, literals: Sequence[str] = ()) -> list[Finding]:
    """Return every structural fault of a Word file; `literals` are texts of the case that hold braces of their own."""
    try:
        parts = _read(content)
        trees = {name: parse_part(part) for name, part in parts.items() if name.endswith((".xml", ".rels"))}
    except (zipfile.BadZipFile, zlib.error, PartError, _RepeatedNameError) as error:
        return [_fault("E440", place, f"the Word file's package is not whole: {error}")]
    faults: list[tuple[str, str]] = [*_check_types(parts, trees), *_check_relationships(parts, trees)]
    texts = {name: root for name, root in trees.items() if re.match(r"word/(document|footnotes|header|footer)", name)}
    for name, root in texts.items():
        faults += check_part(name, root)
    faults += check_fields(texts)
    faults += check_styles_and_numbers(texts, trees.get("word/styles.xml"), trees.get("word/numbering.xml"))
    faults += _check_notes(trees.get("word/document.xml"), trees.get("word/footnotes.xml"))
    faults += _check_drawings(texts)
    faults += _check_leftovers({**texts, **{n: r for n, r in trees.items() if n.startswith("docProps/")}}, literals)
    return [_fault(code, place, message) for code, message in faults]


def _fault(code: str, place: Place, message: str) -> Finding:
    return Finding(code, place, message, order_to_report(code))


class _RepeatedNameError(Exception):
    """Say which name stands twice in a package."""


def _read(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = Counter(entry.filename.lower() for entry in archive.infolist())
        if repeated := [name for name, count in names.items() if count > 1]:
            raise _RepeatedNameError(f"two parts have one name, {repeated[0]}")
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def _check_types(parts: Mapping[str, bytes], trees: Mapping[str, etree._Element]) -> Iterator[tuple[str, str]]:
    """Each part has a content type, and each override a part."""
    root = trees.get("[Content_Types].xml")
    if root is None or "word/document.xml" not in parts:
        yield "E440", "the Word file lacks its content types or its document"
        return
    extensions = {node.get("Extension", "").lower() for node in root.iter(f"{_TYPES}Default")}
    overrides = {node.get("PartName", "").lstrip("/") for node in root.iter(f"{_TYPES}Override")}
    for name in sorted(set(parts) - {"[Content_Types].xml"}):
        extension = name.rpartition(".")[2].lower()
        own = extension == "xml" and name not in overrides
        if own or (name not in overrides and extension not in extensions):
            yield "E440", f"a part of the Word file has no content type: {name}"
    for name in sorted(overrides - set(parts)):
        yield "E440", f"the Word file names a part that it does not hold: {name}"


def _check_relationships(parts: Mapping[str, bytes], trees: Mapping[str, etree._Element]) -> Iterator[tuple[str, str]]:
    """Each relationship leads to a part of the file or to a web or mail address, and each use has a relationship."""
    for name, root in trees.items():
        if not name.endswith(".rels"):
            yield from _check_uses(name, root, trees)
            continue
        folder = name.partition("_rels/")[0]
        rows = list(root.iter(RELATIONSHIP))
        for identifier in count_repeated(row.get("Id", "") for row in rows):
            yield "E436", f"two relationships have one number in {name}: {identifier}"
        for row in rows:
            target = row.get("Target", "")
            if row.get("TargetMode") == "External":
                if not _ADDRESS.fullmatch(target) or not row.get("Type", "").endswith("/hyperlink"):
                    yield "E436", f"a relationship in {name} leads outside the file: {row.get('Id')}"
                continue
            inside = (
                target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
            if inside not in parts:
                yield "E436", f"a relationship in {name} leads to a part that is not there: {target}"


def _check_uses(name: str, root: etree._Element, trees: Mapping[str, etree._Element]) -> Iterator[tuple[str, str]]:
    used = {
        str(value)
        for node in root.iter("{*}*")
        for key, value in node.attrib.items()
        if str(key).startswith(f"{{{OFFICE}}}")
    }
    folder, _, file = name.rpartition("/")
    rows = trees.get(f"{folder}/_rels/{file}.rels")
    known = {row.get("Id", "") for row in rows.iter(RELATIONSHIP)} if rows is not None else set()
    for identifier in sorted(used - known):
        yield "E436", f"{name} uses a relationship that it does not have: {identifier}"


def _check_notes(document: etree._Element | None, notes: etree._Element | None) -> Iterator[tuple[str, str]]:
    """Each note mark has its note, and each note one mark."""
    marks = [node.get(w("id"), "") for node in document.iter(w("footnoteReference"))] if document is not None else []
    texts = (
        [node.get(w("id"), "") for node in notes.iter(w("footnote")) if not node.get(w("type"))]
        if notes is not None
        else []
    )
    for identifier in count_repeated(marks):
        yield "E435", f"two marks refer to one note: {identifier}"
    for identifier in count_repeated(texts):
        yield "E435", f"two notes have one number: {identifier}"
    for identifier in sorted(set(marks) - set(texts)):
        yield "E435", f"a note mark has no note: {identifier}"
    for identifier in sorted(set(texts) - set(marks)):
        yield "E435", f"a note has no mark in the text: {identifier}"


def _check_drawings(texts: Mapping[str, etree._Element]) -> Iterator[tuple[str, str]]:
    """Each drawing has a number of its own."""
    for identifier in count_repeated(node.get("id", "") for root in texts.values() for node in root.iter("{*}docPr")):
        yield "E438", f"two drawings have one number: {identifier}"


def _check_leftovers(texts: Mapping[str, etree._Element], literals: Sequence[str]) -> Iterator[tuple[str, str]]:
    """No tag of the frame is left; braces that the case itself prints are its own."""
    own = [_plain(literal) for literal in literals]
    for name, root in texts.items():
        for node in root.iter("{*}*"):
            text = _plain(node.text or "") if _TAG.search(node.text or "") else ""
            if text and not any(text in literal for literal in own) and _TAG.search(_without(text, own)):
                yield "E439", f"a tag of the frame is left over in {name}: {text.strip()[:40]}"


def _plain(text: str) -> str:
    """Return a text on one line, without the marks of direction that the writer sets."""
    return " ".join(text.translate(_DIRECTIONS).split())


def _without(text: str, literals: Sequence[str]) -> str:
    for literal in literals:
        text = text.replace(literal, " ")
    return text


_DIRECTIONS: Final = dict.fromkeys(map(ord, "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{ARABIC LETTER MARK}"))
