"""Say why the parts of an office file (a zip of XML) may not be opened, before any of them is."""

from __future__ import annotations

import zipfile
from typing import Final

# Where XML may declare what its entities stand for: before the first element.
_HEAD: Final = 4096


def fault_of_parts(package: zipfile.ZipFile, unpacked_max: int) -> tuple[str, bool] | None:
    """Return what is wrong with the parts in XML, and whether it is their size; None where they may be opened.

    `unpacked_max` is how many bytes they may have together; a reader stops at the size that a part declares.
    """
    parts = [one for one in package.infolist() if one.filename.endswith((".xml", ".rels"))]
    if sum(one.file_size for one in parts) > unpacked_max:
        return f"the file unpacks to more than {unpacked_max // 1_000_000} MB", True
    if any(one.flag_bits & 1 for one in parts):
        return "the parts of the file are locked with a password", False
    for part in parts:
        with package.open(part) as stream:
            if b"<!DOCTYPE" in stream.read(_HEAD):
                return "a part of the file declares entities, which no office program writes", False
    return None
