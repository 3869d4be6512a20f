"""List what lies in a case folder, and see which of its files have names elsewhere on the disk."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A file or a folder in a case folder; `name` is its path there, with forward slashes.

    `is_elsewhere` tells that the same file has another name on the disk, outside of the case folder (a hard link).
    """

    name: str
    is_elsewhere: bool = False


def files_of_case(folder: Path, named: Collection[str] = ()) -> tuple[CaseFile, ...]:
    """Return all that lies in a case folder, sorted by name; hidden folders are a program's own and are left out.

    Those are not that hold a file which the case names, given by its path there. Links are not followed, and what the
    system does not let one look at has no other name.
    """
    found: list[Path] = []
    for root, folders, files in os.walk(folder):
        inside = Path(root).relative_to(folder)
        folders[:] = [one for one in folders if not one.startswith(".") or _holds_any(inside / one, named)]
        found += [Path(root, name) for name in (*folders, *files)]
    elsewhere = names_elsewhere(found)
    paths = {path.relative_to(folder).as_posix(): path for path in found}
    return tuple(CaseFile(name, path in elsewhere) for name, path in sorted(paths.items()))


def _holds_any(folder: PurePath, named: Collection[str]) -> bool:
    return any(PurePosixPath(name).is_relative_to(folder.as_posix()) for name in named)


def names_elsewhere(paths: Iterable[Path]) -> frozenset[Path]:
    """Return which of these files have another name on the disk that is not among them; no link is followed."""
    found: dict[Path, tuple[int, int]] = {}
    links: dict[tuple[int, int], int] = {}
    for path in paths:
        try:
            known = path.lstat()
        except OSError:
            continue
        if stat.S_ISREG(known.st_mode):
            found[path] = (known.st_dev, known.st_ino)
            links[found[path]] = known.st_nlink
    names = Counter(found.values())
    return frozenset(path for path, identity in found.items() if links[identity] > names[identity])
