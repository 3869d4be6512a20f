"""Recognise files that are no plain text, and files that were meant to have another name."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from typing import Final

A_PICTURE: Final = "a picture"
"""The kind of a file that holds no words to be copied."""
KINDS: Final[tuple[tuple[bytes, str], ...]] = (
    (b"PK\x03\x04", "a Word or LibreOffice file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"{\\rtf", "a file of rich text (RTF)"),
    (b"%PDF-", "a PDF"),
    (b"bplist", "a property list of macOS"),
    (b"<?xml", "an XML file"),
    (b"<!DOCTYPE", "a web page"),
    (b"<html", "a web page"),
    (b"\x1f\x8b", "a packed file"),
    (b"\xff\xd8\xff", A_PICTURE),
    (b"\x89PNG", A_PICTURE),
    (b"GIF8", A_PICTURE),
    (b"II*\x00", A_PICTURE),
    (b"MM\x00*", A_PICTURE),
)


_COPY: Final = r"(?: ?\(\d+\)| - copy| copy(?: \d+)?|~)?"
_ENDINGS: Final = "txt|text|yaml|yml|docx?|rtf|odt|pages|md|json|bak|old|orig"


def kind_of(content: bytes) -> str:
    """Return what a file is that is no plain text, "" where it may be."""
    head = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:16]
    return next((kind for sign, kind in KINDS if head.lower().startswith(sign.lower())), "")


def near_name(folder: Path, wanted: str) -> str:
    """Return the name of a file that was to be called otherwise: `case.yaml.txt`, `case.yml`, `Case.YAML`; or ""."""
    stem = wanted.partition(".")[0]
    like = re.compile(rf"{stem}{_COPY}(?:\.ya?ml)?{_COPY}(?:\.(?:{_ENDINGS}))?", re.IGNORECASE)
    try:
        names = sorted(path.name for path in folder.iterdir() if path.is_file())
    except OSError:
        return ""
    return next((name for name in names if name != wanted and like.fullmatch(name)), "")


def kind_of_package(names: Collection[str]) -> str:
    """Return what a zip file is by the names of its members, where it is no workbook of Excel; "" where it is one.

    ECMA-376, part 2, and OpenDocument 1.3, part 2, say which members there are.
    """
    members = set(names)
    for sign, kind in _PACKAGES:
        if any(name == sign or (sign.endswith("/") and name.startswith(sign)) for name in members):
            return kind
    return "a packed folder (ZIP)"


_PACKAGES: Final[tuple[tuple[str, str], ...]] = (
    ("xl/workbook.xml", ""),
    ("xl/workbook.bin", "a binary workbook of Excel (.xlsb)"),
    ("word/", "a Word file (.docx)"),
    ("ppt/", "a PowerPoint file (.pptx)"),
    ("Index/", "a file of Apple's Numbers or Pages"),
    ("content.xml", "an OpenDocument file, such as LibreOffice writes (.ods)"),
)


def kind_of_compound(content: bytes) -> str:
    """Return what a file of Microsoft's old kind (MS-CFB) is, by the names of the streams in it."""
    for sign, kind in _COMPOUNDS:
        if sign.encode("utf-16-le") in content:
            return kind
    return "an old file of Microsoft Office"


_COMPOUNDS: Final[tuple[tuple[str, str], ...]] = (
    ("EncryptedPackage", "a file that is locked with a password"),
    ("WordDocument", "an old Word file (.doc)"),
    ("Workbook", "an old workbook of Excel (.xls)"),
    ("Book", "an old workbook of Excel (.xls)"),
)
