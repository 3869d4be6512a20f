"""Look at a folder of files as it is at one moment: what is in it, and what the disk says of each file besides."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from submissions.manifest import digest_file
from submissions.publish.contents import is_of_editors
from submissions.source.case_file import CASE_FILE

NOTHING: Final = "-"
"""Stands for the digest of what is no plain file."""
Marks = tuple[int, ...]
"""What the disk says of a file besides its content: inode, size, the times in nanoseconds, and how many names."""
_SETTLED_NANOSECONDS: Final = 2_000_000_000
"""So long after its last change a file's times tell it from any later one, on disks that count whole seconds too."""
_SECOND: Final = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Watched:
    """A folder as it was at one moment: one digest of all that is in it, and the marks of each file in it.

    `marked` is a digest of all marks, "" where they do not tell a file from what it may become. `secret` is what only
    who has the case file can work out: what is kept of a case is locked with it.
    """

    folder: Path
    digest: str
    marks: Mapping[Path, Marks]
    secret: bytes
    marked: str = ""

    @property
    def is_untouched(self) -> bool:
        """Whether no file that was there then has been written, replaced or removed since, even to the same words."""
        return all(_marks(path) == marks for path, marks in self.marks.items())

    @property
    def linked(self) -> tuple[str, ...]:
        """The files that have another name on the disk."""
        return tuple(path.relative_to(self.folder).as_posix() for path, marks in self.marks.items() if marks[4:] > (1,))


def watch(folder: Path, known: Mapping[str, str] | None = None) -> Watched:
    """Return a folder as it is now; the marks are taken first, so that what changes in between counts as changed.

    `known` are the marks that it had when it was digested, and that digest: files with the same marks are not read
    again.
    """
    paths = sorted(below(folder))
    marks = {path: _marks(path) for path in paths if not is_of_editors(path.name)}
    marked = _digest_marks(folder, paths, marks) if _tell_apart(marks.values()) else ""
    secret = _secret(folder / CASE_FILE)
    if known and marked and known.get("marked") == marked:
        return Watched(folder, known["digest"], marks, secret, marked)
    return Watched(folder, digest_of(folder, paths), marks, secret, marked)


def digest_of(folder: Path, paths: Iterable[Path]) -> str:
    """Return one digest of files below a folder, their names and contents; what is no plain file is named only."""
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


def below(folder: Path) -> Iterator[Path]:
    """Yield every file below a folder, but what Python compiled."""
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from (Path(root) / name for name in files)


def _secret(case_file: Path) -> bytes:
    """Return a digest of a case file that is none of those that manifests and the store hold."""
    try:
        return sha256(b"what was found in this case\n" + case_file.read_bytes()).digest()
    except OSError:
        return b""


def _marks(path: Path) -> Marks:
    try:
        found = path.lstat()
    except OSError:
        return ()
    return (found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_nlink)


def _digest_marks(folder: Path, paths: Iterable[Path], marks: Mapping[Path, Marks]) -> str:
    rows = (f"{path.relative_to(folder).as_posix()}\0{marks.get(path) or _marks(path)}" for path in paths)
    return sha256("\n".join(rows).encode("utf-8", "surrogateescape")).hexdigest()


def _tell_apart(marks: Iterable[Marks]) -> bool:
    """Tell whether marks show every later change: on a disk that counts parts of seconds, some time after the last one.

    On Windows a file's second time is that of its making, so a program that sets the first one back would go unseen.
    """
    if os.name != "posix":
        return False
    now = time.time_ns()
    for mark in marks:
        if len(mark) < len(("inode", "size", "changed", "touched", "names")):
            return False
        changed, touched = mark[2:4]
        if not touched % _SECOND or max(changed, touched) > now - _SETTLED_NANOSECONDS:
            return False
    return True
