"""Say why the parts of an office file (a zip of XML) may not be opened, before any of them is."""

from __future__ import annotations

import zipfile
from typing import Final, NoReturn
from xml.parsers import expat

_PIECE: Final = 4096


def fault_of_parts(package: zipfile.ZipFile, unpacked_max: int) -> tuple[str, bool] | None:
    """Return what is wrong with the parts in XML, and whether it is their size; None where they may be opened.

    `unpacked_max` is how many bytes they may have together; a reader stops at the size that a part declares.
    """
    parts = [one for one in package.infolist() if one.filename.lower().endswith((".xml", ".rels"))]
    if sum(one.file_size for one in parts) > unpacked_max:
        return f"the file unpacks to more than {unpacked_max // 1_000_000} MB", True
    if any(one.flag_bits & 1 for one in parts):
        return "the parts of the file are locked with a password", False
    return next(((fault, False) for one in parts if (fault := _fault_of_head(package, one))), None)


class _DeclaresError(Exception):
    """Say that a document type is declared."""


class _BeginsError(Exception):
    """Say that the first element has begun, before which alone a type may be declared (XML 1.0, 2.8)."""


def _fault_of_head(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> str:
    """Return what is wrong with a part up to its first element, in whatever encoding and however far; or ""."""
    reader = expat.ParserCreate()
    reader.StartDoctypeDeclHandler = _declared
    reader.StartElementHandler = _begun
    try:
        with package.open(part) as stream:
            while piece := stream.read(_PIECE):
                reader.Parse(piece)
    except _DeclaresError:
        return "a part of the file declares entities, which no office program writes"
    except expat.ExpatError:
        return "a part of the file is no XML that can be read"
    except _BeginsError:
        return ""
    return ""


def _declared(*_: object) -> NoReturn:
    raise _DeclaresError


def _begun(*_: object) -> NoReturn:
    raise _BeginsError
