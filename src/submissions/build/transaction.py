"""Put a set of files into a folder so that, whatever happens, all of the old or all of the new stand there.

The new files are written to a folder of their own beside the old ones. A journal, which appears by one rename, is the
moment from which the new set counts: a run that is cut off before it leaves the old set, and one that is cut off after
it is finished by the next run (`recover`). A file that a person changes in between is left alone.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from submissions.build.disk import Disk
from submissions.manifest import digest_file, record_file

STAGING = ".submissions-staging"
JOURNAL = "journal.json"
UNDO = "undo.json"


@dataclass(frozen=True, slots=True)
class Step:
    """One file of the set: its name, and the SHA-256 before ("" where there was none) and after."""

    name: str
    before: str
    after: str


def commit(folder: Path, files: Mapping[str, bytes], disk: Disk, mode: int) -> None:
    """Put the files into the folder, the last of them last, replacing those of the same names.

    `mode` is the permissions of the files. Raises OSError after having put the old files back.
    """
    staging = folder / STAGING
    try:
        steps = _stage(folder, files, disk, mode)
        disk.write(staging / "journal.new", _journal(steps), 0o600)
        disk.replace(staging / "journal.new", staging / JOURNAL)
    except (OSError, KeyboardInterrupt):
        disk.discard(staging)
        raise
    try:
        disk.sync(staging)
        _forward(folder, steps, disk)
    except OSError:
        disk.replace(staging / JOURNAL, staging / UNDO)
        _backward(folder, steps, disk)
        raise
    except KeyboardInterrupt:
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


def _stage(folder: Path, files: Mapping[str, bytes], disk: Disk, mode: int) -> list[Step]:
    staging = folder / STAGING
    for part in (staging, staging / "new", staging / "old"):
        disk.make_folder(part, 0o700)
    steps = []
    for name, content in files.items():
        disk.write(staging / "new" / name, content, mode)
        before = _digest(folder / name)
        if before:
            disk.duplicate(folder / name, staging / "old" / name)
        steps.append(Step(name, before, record_file(name, content).sha256))
    disk.sync(staging / "new")
    return steps


def _forward(folder: Path, steps: list[Step], disk: Disk) -> None:
    """Move every new file that still waits into its place, unless a person changed the file there meanwhile."""
    staging = folder / STAGING
    for step in steps:
        waiting = staging / "new" / step.name
        if waiting.exists() and _digest(folder / step.name) in (step.before, step.after):
            disk.replace(waiting, folder / step.name)
    disk.sync(folder)
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
    if any(Path(step.name).name != step.name for step in steps):
        raise ValueError("a name in the journal is not a plain file name")
    return steps
