"""Put a set of files into a folder so that, whatever happens, all of the old or all of the new stand there.

The new files are written to a folder of their own beside the old ones. A journal, which appears by one rename, is the
moment from which the new set counts: a run that is cut off before it leaves the old set, and one that is cut off after
it is finished by the next run (`recover`). A file that a person changes in between is left alone.
"""

from __future__ import annotations

import contextlib
import json
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final, TypeAlias

from submissions.manifest import digest_file, record_file
from submissions.publish.disk import Disk
from submissions.signals import SignalledError

STAGING = ".submissions-staging"
JOURNAL = "journal.json"
UNDO = "undo.json"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that is to be copied byte for byte, and the SHA-256 that it must still have then."""

    path: Path
    sha256: str


Content: TypeAlias = bytes | SourceFile

GONE: Final = SourceFile(Path(), "")
"""Stands for a file of the old set that the new one no longer has: it is taken away together with the change."""


class SourceChangedError(Exception):
    """A file that is copied is no longer the one that was looked at; `name` is what the copy would be called."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Step:
    """One file of the set: its name, and the SHA-256 before and after, "" where there was or is to be none."""

    name: str
    before: str
    after: str


def commit(folder: Path, files: Mapping[str, Content], disk: Disk, mode: int) -> None:
    """Put the files into the folder, the last of them last, replacing those of the same names.

    A name may lie one folder deep, with a forward slash. `mode` is the permissions of the files. Raises OSError after
    having put the old files back, and SourceChangedError before anything is touched.
    """
    staging = folder / STAGING
    try:
        steps = _stage(folder, files, disk, mode)
        # A rename is the one act that either happens or does not: half a journal must never be found under its name.
        disk.write(staging / "journal.new", _journal(steps), 0o600)
        disk.replace(staging / "journal.new", staging / JOURNAL)
    except (OSError, SourceChangedError, SignalledError):
        disk.discard(staging)
        raise
    try:
        disk.sync(staging)
        _forward(folder, steps, disk)
    except OSError:
        disk.replace(staging / JOURNAL, staging / UNDO)
        _backward(folder, steps, disk)
        raise
    except SignalledError:
        _forward(folder, steps, disk)
        raise


def is_cut_off(folder: Path) -> bool:
    """Tell whether a run was cut off in this folder after its new files began to count."""
    return any((folder / STAGING / name).exists() for name in (JOURNAL, UNDO))


def recover(folder: Path, disk: Disk) -> None:
    """Finish or undo what a run that was cut off left behind; raises OSError, and ValueError for a spoilt journal."""
    staging = folder / STAGING
    if (staging / UNDO).exists():
        _backward(folder, _read_journal(staging / UNDO), disk)
    elif (staging / JOURNAL).exists():
        _forward(folder, _read_journal(staging / JOURNAL), disk)
    else:
        disk.discard(staging)


def _stage(folder: Path, files: Mapping[str, Content], disk: Disk, mode: int) -> list[Step]:
    staging = folder / STAGING
    inner = _folders(files)
    below = [staging / part / name for part in ("new", "old") for name in inner]
    for part in (staging, staging / "new", staging / "old", *below):
        disk.make_folder(part, 0o700)
    steps = []
    for name, content in files.items():
        after = "" if content is GONE else _write(name, content, staging / "new" / name, disk, mode)
        before = _digest(folder / name)
        if before:
            disk.duplicate(folder / name, staging / "old" / name)
        steps.append(Step(name, before, after))
    for part in (*(staging / "new" / name for name in inner), staging / "new"):
        disk.sync(part)
    return steps


def _write(name: str, content: Content, target: Path, disk: Disk, mode: int) -> str:
    """Write one new file and return its SHA-256."""
    if isinstance(content, bytes):
        disk.write(target, content, mode)
        return record_file(name, content).sha256
    if disk.copy(content.path, target, mode) != content.sha256:
        raise SourceChangedError(name)
    return content.sha256


def _folders(names: Iterable[str]) -> list[str]:
    """Return the folders that names lie in, sorted."""
    return sorted({str(PurePosixPath(name).parent) for name in names if "/" in name})


def _forward(folder: Path, steps: list[Step], disk: Disk) -> None:
    """Move every new file that still waits into its place, unless a person changed the file there meanwhile."""
    staging = folder / STAGING
    inner = [folder / name for name in _folders(step.name for step in steps)]
    for part in inner:
        disk.make_folder(part, stat.S_IMODE(folder.stat().st_mode))
    for step in steps:
        waiting = staging / "new" / step.name
        if waiting.exists() and _digest(folder / step.name) in (step.before, step.after):
            disk.replace(waiting, folder / step.name)
        elif not step.after and step.before and _digest(folder / step.name) == step.before:
            disk.remove(folder / step.name)
    for part in (*inner, folder):
        disk.sync(part)
    _finish(staging, JOURNAL, disk)


def _backward(folder: Path, steps: list[Step], disk: Disk) -> None:
    """Put every old file back, unless a person changed the file there meanwhile."""
    staging = folder / STAGING
    for step in steps:
        if _digest(folder / step.name) != step.after or step.after == step.before:
            continue
        if step.before:
            disk.replace(staging / "old" / step.name, folder / step.name)
        else:
            disk.remove(folder / step.name)
    for name in _folders(step.name for step in steps):
        with contextlib.suppress(OSError):  # one that was there before is not empty
            (folder / name).rmdir()
    disk.sync(folder)
    _finish(staging, UNDO, disk)


def _finish(staging: Path, marker: str, disk: Disk) -> None:
    """Take the marker away first: from here on, what is left of the staging folder means nothing."""
    if (staging / marker).exists():
        disk.remove(staging / marker)
    with contextlib.suppress(OSError):  # the set stands; the next run clears what is left
        disk.discard(staging)


def _digest(path: Path) -> str:
    try:
        return digest_file(path)
    except FileNotFoundError:
        return ""


def _journal(steps: list[Step]) -> bytes:
    return json.dumps([[step.name, step.before, step.after] for step in steps]).encode("utf-8")


def _read_journal(path: Path) -> list[Step]:
    try:
        steps = [Step(str(name), str(before), str(after)) for name, before, after in json.loads(path.read_bytes())]
    except TypeError as error:
        raise ValueError("its journal is spoilt") from error
    if not all(map(_is_plain, (step.name for step in steps))):
        raise ValueError("a name in the journal is not a plain file name")
    return steps


def _is_plain(name: str) -> bool:
    """Tell whether a name is that of a file in the folder itself or one folder below it."""
    parts = name.split("/")
    # No deeper than the folder of annexes: a spoilt journal must not lead out of the audience's folder.
    return len(parts) <= 2 and all(part not in ("", ".", "..") and Path(part).name == part for part in parts)
