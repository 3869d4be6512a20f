"""Write one new file or folder beside others, whole or not at all, for its owner only, and never over another.

A file of the author's that is to be added to is rewritten in one step, and keeps its permissions.

While it is being written it lies beside its place under a name of ours with the number of the process; what a process
that is gone left behind is removed by the next run there.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from submissions.publish.disk import Disk

PREFIX: Final = ".submissions-unfinished-"
# The number of the process in the name tells whether whoever made it still lives.
_UNFINISHED: Final = re.compile(r"\.submissions-(?:unfinished|validate|print)-(\d+)(?:-.*)?")


@contextmanager
def new_file(target: Path) -> Iterator[BinaryIO]:
    """Give a stream to write a new file with, for its owner only; it gets its name when the `with` block ends well.

    It may be read too. Raises FileExistsError where something has the name already, and OSError.
    """
    clear_left_behind(target.parent)
    beside = target.with_name(f"{PREFIX}{os.getpid()}")
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(beside, flags, 0o600)
    try:
        with os.fdopen(handle, "w+b") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        _give_name(beside, target)
    finally:
        beside.unlink(missing_ok=True)
    Disk().sync(target.parent)


def put(target: Path, content: bytes, mode: int, disk: Disk) -> None:
    """Put a file of the program's own in its place in one step, over whatever file or link has the name.

    `mode` is its permissions before the umask. Raises OSError, also where a folder has the name.
    """
    beside = target.with_name(f"{PREFIX}{os.getpid()}")
    try:
        disk.write(beside, content, mode)
        disk.replace(beside, target)
    finally:
        beside.unlink(missing_ok=True)


class FileChangedError(Exception):
    """A file that was to be rewritten is no longer what it was when it was read."""


def rewrite(target: Path, before: bytes, after: bytes) -> None:
    """Put new bytes into a file in one step, with the permissions that it has, if it still holds those `before`.

    Raises FileChangedError where it holds others, and OSError.
    """
    clear_left_behind(target.parent)
    beside = target.with_name(f"{PREFIX}{os.getpid()}")
    disk = Disk()
    try:
        disk.write(beside, after, 0o600)
        beside.chmod(stat.S_IMODE(target.stat().st_mode))
        if target.is_symlink() or target.read_bytes() != before:
            raise FileChangedError(target.name)
        disk.replace(beside, target)
    finally:
        beside.unlink(missing_ok=True)
    disk.sync(target.parent)


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """Give an empty folder, for its owner only; it gets its name when the `with` block ends well.

    An empty folder that has the name is replaced. Raises FileExistsError where something else has it, and OSError.
    """
    clear_left_behind(target.parent)
    beside = target.with_name(f"{PREFIX}{os.getpid()}")
    beside.mkdir(mode=0o700)
    try:
        made = beside / "new"
        made.mkdir(mode=0o700)
        yield made
        with contextlib.suppress(OSError):  # it holds something, is a file, or is not there
            target.rmdir()
        if os.path.lexists(target):
            raise FileExistsError(target.as_posix())
        made.rename(target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    Disk().sync(target.parent)


def _give_name(beside: Path, target: Path) -> None:
    """Give a finished file its name; where the disk knows second names, nothing can come in between."""
    try:
        os.link(beside, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        if os.path.lexists(target):
            raise FileExistsError(target.as_posix()) from None
        beside.rename(target)


def clear_left_behind(folder: Path) -> None:
    """Remove what a process that is gone left unfinished in a folder."""
    found = [] if not folder.is_dir() else [(path, _UNFINISHED.fullmatch(path.name)) for path in folder.iterdir()]
    for path, match in found:
        if match is None or path.is_symlink() or _lives(int(match[1])):
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _lives(number: int) -> bool:
    import psutil  # noqa: PLC0415 - needed only where something was left behind

    return number != os.getpid() and psutil.pid_exists(number)
