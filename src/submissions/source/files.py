"""List what lies in a case folder, and see which of its files have names elsewhere on the disk."""

from __future__ import annotations

import os
import stat
from collections import Counter
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A file or a folder in a case folder; `name` is its path there, with forward slashes.

    `is_elsewhere` tells that the same file has another name on the disk, outside of the case folder (a hard link).
    """

    name: str
    is_elsewhere: bool = False


def files_of_case(folder: Path) -> tuple[CaseFile, ...]:
    """Return all that lies in a case folder, sorted by name; hidden folders are a program's own and are left out.

    Links are not followed, and what the system does not let one look at has no other name.
    """
    found: dict[str, tuple[int, int] | None] = {}
    names: Counter[tuple[int, int]] = Counter()
    links: dict[tuple[int, int], int] = {}
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in (*folders, *files):
            path = Path(root, name)
            identity = None
            try:
                known = path.lstat()
            except OSError:
                continue
            if stat.S_ISREG(known.st_mode):
                identity = (known.st_dev, known.st_ino)
                names[identity] += 1
                links[identity] = known.st_nlink
            found[path.relative_to(folder).as_posix()] = identity
    return tuple(
        CaseFile(name, identity is not None and links[identity] > names[identity])
        for name, identity in sorted(found.items())
    )
