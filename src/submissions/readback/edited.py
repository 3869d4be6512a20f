"""Read a Word file that somebody may have edited: its lines with all tracked changes accepted, and rejected."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from submissions.findings import Place
from submissions.office.names import PartError
from submissions.readback.lines import FRAME, Line
from submissions.readback.revisions import Revision, is_tracked, remarks, settle
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
    remarks: tuple[Revision, ...]


def read_edited(content: bytes, place: Place) -> Edited:
    """Read a Word file; `place` is that of its lines. Raises DamagedFileError."""
    try:
        if not is_tracked(content):
            return Edited(content, read_word(content, place, with_frame=True), None, remarks(content))
        accepted, rejected = (settle(content, accepts=accepts) for accepts in (True, False))
        lines, older = (read_word(one, place, with_frame=True) for one in (accepted, rejected))
        return Edited(accepted, lines, older, remarks(content))
    except (zipfile.BadZipFile, PartError, KeyError, ValueError) as error:
        raise DamagedFileError(type(error).__name__) from error


def with_frame(made: Sequence[Line], printed: bytes, frame: Place) -> list[Line]:
    """Return the lines of a document with those that its frame brings along, above and below it.

    `printed` is the Word file as it is made; `frame` is the place of its frame.
    """
    around = read_word(printed, frame, with_frame=True)
    first = next((n for n, line in enumerate(around) if line.part != FRAME), len(around))
    behind = [line for line in around[first:] if line.part == FRAME]
    notes = next((n for n, line in enumerate(made) if line.kind == "note"), len(made))
    return [*around[:first], *made[:notes], *behind, *made[notes:]]
