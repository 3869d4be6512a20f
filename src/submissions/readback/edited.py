"""Read a Word file that somebody may have edited: its lines with all tracked changes accepted, and rejected."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass

from lxml import etree

from submissions.findings import Place
from submissions.readback.lines import Line
from submissions.readback.revisions import Remark, is_tracked, remarks, settle
from submissions.readback.word import read_word


class DamagedFileError(Exception):
    """A Word file of which a part cannot be read."""


@dataclass(frozen=True, slots=True)
class Edited:
    """An edited Word file: its bytes and lines with all tracked changes accepted, and its comments.

    `rejected` are its lines with all of them rejected, None where there are none.
    """

    content: bytes
    lines: list[Line]
    rejected: list[Line] | None
    remarks: tuple[Remark, ...]


def read_edited(content: bytes, place: Place) -> Edited:
    """Read a Word file; `place` is that of its lines. Raises DamagedFileError."""
    try:
        if not is_tracked(content):
            return Edited(content, read_word(content, place), None, remarks(content))
        accepted, rejected = (settle(content, accepts=accepts) for accepts in (True, False))
        return Edited(accepted, read_word(accepted, place), read_word(rejected, place), remarks(content))
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, ValueError) as error:
        raise DamagedFileError(type(error).__name__) from error
