"""Keep, from one report to the next, the pictures of pages and the last days of cases that have not changed since.

It lies beside the report, for the owner only, and is as little handed over. What it is made from is part of each key:
the digest of a PDF, and what the disk says of a case's files and of the program's.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, TypeVar

from submissions.report.records import DayShown
from submissions.report.thumbnails import FirstPage
from submissions.run.store import marks_of

FILE: Final = ".submissions.report"
RecordT = TypeVar("RecordT", FirstPage, DayShown)


class KeptParts:
    """What was kept, and what this report adds; only what this report uses is kept on."""

    def __init__(self, output: Path) -> None:
        """Read what is there; what cannot be understood is as good as nothing."""
        self._path = output / FILE
        self._old = _read(self._path)
        self._new: dict[str, list[dict[str, Any]]] = {}

    def find(self, kind: type[RecordT], key: str) -> tuple[RecordT, ...] | None:
        """Return the records under a key, or None where there are none of that kind."""
        found = self._new.get(key, self._old.get(key))
        try:
            records = None if found is None else tuple(kind(**one) for one in found)
        except TypeError:
            return None
        if records is not None and found is not None:
            self._new[key] = found
        return records

    def keep(self, key: str, records: Sequence[RecordT]) -> None:
        """Keep records under a key."""
        self._new[key] = [asdict(one) for one in records]

    @property
    def content(self) -> bytes | None:
        """What is to be written, None where it stands there already."""
        return None if self._new == self._old else json.dumps(self._new, sort_keys=True).encode("utf-8")


def _read(path: Path) -> dict[str, list[dict[str, Any]]]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(data, dict):
        return {}
    return {key: rows for key, rows in data.items() if isinstance(rows, list) and all(map(_is_record, rows))}


def _is_record(row: object) -> bool:
    """Tell whether something has the form of one of the records, words and whole numbers alone."""
    if not isinstance(row, dict):
        return False
    kinds = [
        {one.name: int if one.type == "int" else str for one in fields(record)} for record in (FirstPage, DayShown)
    ]
    return any({name: type(value) for name, value in row.items()} == kind for kind in kinds)


def key_of_picture(digest: str, width: int) -> str:
    """Return the key of the first page of a PDF, by its digest, at a width in dots."""
    return f"page {digest} {width}"


def key_of_days(folder: str, *parts: str) -> str:
    """Return the key of the last days of the case in a folder, by all that they are worked out from."""
    return f"days {sha256(chr(0).join((folder, *parts)).encode()).hexdigest()}"


def marks(folders: Sequence[Path]) -> str:
    """Return one digest of what the disk says of the files below some folders; no file is read."""
    return sha256(repr([marks_of(folder) for folder in folders]).encode()).hexdigest()
