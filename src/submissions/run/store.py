"""Keep, from one run to the next, what was made from what: ids, digests and counts, no word of a case.

The store lies in the output folder itself, for the owner only, and never goes along when a folder is handed over. No
digest in it is of names alone: whoever finds one cannot try names until one fits.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from submissions.manifest import digest_file
from submissions.publish.contents import is_of_editors
from submissions.publish.disk import Disk
from submissions.publish.fresh import PREFIX

STORE: Final = ".submissions.made"
NOTHING: Final = "-"
"""Stands for the digest of what is no plain file."""
COUNTS: Final = ("pages", "words", "words_in_notes", "words_on_cover")
TABLES: Final = ("files", "cases", "searched")


def read_store(output: Path) -> dict[str, dict[str, Any]]:
    """Return what the store of an output folder holds, empty where there is none or it cannot be understood."""
    try:
        data = json.loads((output / STORE).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(data, dict):
        return {}
    return {key: entry for key, entry in data.items() if _is_entry(entry)}


def _is_entry(entry: object) -> bool:
    """Tell whether an entry has the form in which it was written."""
    if not isinstance(entry, dict):
        return False
    tables = [entry.get(name, {}) for name in TABLES]
    words = [value for name, value in entry.items() if name not in (*TABLES, *COUNTS)]
    words += [value for table in tables if isinstance(table, dict) for value in table.values()]
    counts = [entry.get(name, 0) for name in COUNTS]
    kinds = ((tables, dict), (words, str), (counts, int))
    return all(isinstance(value, kind) for values, kind in kinds for value in values)


def write_store(output: Path, entries: Mapping[str, Mapping[str, Any]], disk: Disk) -> None:
    """Write the store by rename, for the owner only; without it everything is made again, so a fault is no harm."""
    content = json.dumps(entries, sort_keys=True).encode("utf-8")
    beside = output / f"{PREFIX}{os.getpid()}"
    with contextlib.suppress(OSError):
        try:
            disk.write(beside, content, 0o600)
            disk.replace(beside, output / STORE)
        finally:
            beside.unlink(missing_ok=True)


# --- the files that documents are made from ---


@dataclass(frozen=True, slots=True)
class Watched:
    """A folder as it was at one moment: one digest of all that is in it, and the marks of each file in it."""

    folder: Path
    digest: str
    marks: Mapping[Path, tuple[int, ...]]

    @property
    def is_untouched(self) -> bool:
        """Whether no file that was there then has been written, replaced or removed since, even to the same words."""
        return all(_marks(path) == marks for path, marks in self.marks.items())


def watch(folder: Path) -> Watched:
    """Return a folder as it is now; the marks are taken first, so that what changes in between counts as changed."""
    paths = sorted(_below(folder))
    marks = {path: _marks(path) for path in paths if not is_of_editors(path.name)}
    return Watched(folder, digest_of(folder, paths), marks)


def marks_of(folder: Path) -> dict[str, tuple[int, ...]]:
    """Return the marks of each file below a folder, by its name there; no file is read."""
    return {path.relative_to(folder).as_posix(): _marks(path) for path in sorted(_below(folder))}


def digest_folder(folder: Path) -> str:
    """Return one digest of the names and contents of all files below a folder; what is no plain file is named only."""
    return digest_of(folder, sorted(_below(folder)))


def digest_of(folder: Path, paths: list[Path]) -> str:
    """Return one digest of files below a folder, their names and contents."""
    digest = sha256()
    for path in paths:
        digest.update(f"{path.relative_to(folder).as_posix()}\0".encode("utf-8", "surrogateescape"))
        digest.update(digest_plain(path).encode())
    return digest.hexdigest()


def digest_plain(path: Path) -> str:
    """Return the digest of a plain file; NOTHING for what is none, or cannot be read and so goes into no document."""
    try:
        return digest_file(path) if stat.S_ISREG(path.lstat().st_mode) else NOTHING
    except OSError:
        return NOTHING


def _marks(path: Path) -> tuple[int, ...]:
    """Return what the disk says of a file besides its content; a file that is written again never has the same."""
    try:
        found = path.lstat()
    except OSError:
        return ()
    return (found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def _below(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from (Path(root) / name for name in files)
