"""The few acts that change the disk, in one place so that tests can make each of them fail in turn."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from pathlib import Path
from typing import Final

# A megabyte at a time: an annex may be larger than the memory that there is.
_PIECE: Final = 1 << 20

# Windows' MAX_PATH is 260 units of UTF-16 with the zero at the end.
# https://learn.microsoft.com/windows/win32/fileio/maximum-file-path-limitation
_WINDOWS_PATH_MAX: Final = 259


def path_limit(platform: str) -> int | None:
    """Return how many units of UTF-16 the path of a file may have on a platform, named as in `sys.platform`.

    None where only each name has a limit, which the system itself reports when it is asked to write.
    """
    return _WINDOWS_PATH_MAX if platform == "win32" else None


class Disk:
    """The disk as it is. Every method raises OSError.

    `path_max` is how many units of UTF-16 the whole path of a file may have, or None where no limit is known.
    """

    path_max: int | None = path_limit(sys.platform)

    def write(self, path: Path, content: bytes, mode: int) -> None:
        """Write a new file and wait until it is on the disk; `mode` is its permissions before the umask."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags, mode), "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())

    def append(self, path: Path, content: bytes, mode: int) -> None:
        """Add to the end of a file in one step; `mode` is the permissions of a new one before the umask."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(path, flags, mode), "ab") as stream:
            stream.write(content)

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
