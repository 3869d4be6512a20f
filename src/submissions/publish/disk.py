"""The few acts that change the disk, in one place so that tests can make each of them fail in turn."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path
from typing import Final

_PIECE: Final = 1 << 20


class Disk:
    """The disk as it is. Every method raises OSError."""

    def write(self, path: Path, content: bytes, mode: int) -> None:
        """Write a new file and wait until it is on the disk; `mode` is its permissions before the umask."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags, mode), "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())

    def copy(self, source: Path, target: Path, mode: int) -> str:
        """Copy a file into a new one, wait until it is on the disk, and return the SHA-256 of what was written."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        digest = hashlib.sha256()
        with source.open("rb") as given, os.fdopen(os.open(target, flags, mode), "wb") as stream:
            while piece := given.read(_PIECE):
                stream.write(piece)
                digest.update(piece)
            stream.flush()
            os.fsync(stream.fileno())
        return digest.hexdigest()

    def replace(self, source: Path, target: Path) -> None:
        """Give a file another name on the same disk in one step, in place of whatever file had that name."""
        source.replace(target)

    def duplicate(self, source: Path, target: Path) -> None:
        """Give a file a second name, or copy it where the disk knows no second names."""
        try:
            os.link(source, target, follow_symlinks=False)
        except (OSError, NotImplementedError):
            shutil.copy2(source, target, follow_symlinks=False)

    def remove(self, path: Path) -> None:
        """Remove a file."""
        path.unlink()

    def make_folder(self, path: Path, mode: int) -> None:
        """Make one folder; one that is there already is left as it is."""
        path.mkdir(mode=mode, exist_ok=True)

    def sync(self, folder: Path) -> None:
        """Wait until the names in a folder are on the disk, where the system can."""
        if os.name != "posix":
            return
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def discard(self, folder: Path) -> None:
        """Remove a folder of our own with all that is in it."""
        if folder.exists():
            shutil.rmtree(folder)
