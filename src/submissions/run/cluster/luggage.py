"""What a document is made from, as it travels: the files of a case, and those of the office that all cases share."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Final

from submissions.catalogue import built_in_templates, template_folders
from submissions.packaged import rule_folders
from submissions.publish.faults import reason_of

BYTES_MAX: Final = 256 << 20
"""Bytes that travel at once; a larger case takes longer on its way than its documents do here."""


class CannotTravelError(Exception):
    """Files of a case that would not be the same elsewhere; the words say why, and name nothing of the case."""


@dataclass(frozen=True, slots=True)
class Luggage:
    """Files by their paths below a workspace, with forward slashes, and the folders, which may be empty."""

    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    folders: tuple[str, ...] = field(default=(), repr=False)

    @property
    def digests(self) -> dict[str, str]:
        """The SHA-256 of each file by its path."""
        return {name: sha256(content).hexdigest() for name, content in self.files.items()}


def pack_case(workspace: Path, folder: str) -> Luggage:
    """Return the files of a case folder; raises CannotTravelError."""
    return _pack(workspace, [workspace / folder], is_case=True)


def pack_office(workspace: Path) -> Luggage:
    """Return the workspace's own templates, with the house and its fonts, and its own rules; raises CannotTravelError.

    What came with the program is there already.
    """
    own = [folder for folder in template_folders(workspace) if folder != built_in_templates()]
    own += [folder for folder in rule_folders(workspace) if folder.is_relative_to(workspace / "rules")]
    return _pack(workspace, own, is_case=False)


def _pack(workspace: Path, roots: list[Path], *, is_case: bool) -> Luggage:
    files: dict[str, bytes] = {}
    folders: list[str] = []
    size = 0
    try:
        for path, mode, links in (found for root in roots for found in _below(root)):
            name = path.relative_to(workspace).as_posix()
            if stat.S_ISDIR(mode):
                folders.append(name)
                continue
            if is_case and links > 1:  # what that means for a public version is looked at on this disk
                raise CannotTravelError("a file of it has another name on this disk")
            files[name] = path.read_bytes()
            size += len(files[name])
            if size > BYTES_MAX:
                raise CannotTravelError(f"it is larger than {BYTES_MAX >> 20} MiB")
    except OSError as error:
        raise CannotTravelError(f"a file of it cannot be read: {reason_of(error)}") from error
    return Luggage(files, tuple(folders))


def _below(root: Path) -> Iterator[tuple[Path, int, int]]:
    """Yield a folder and all that is in it, with kind and number of names; raises CannotTravelError for a link."""
    for place, folders, files in os.walk(root, onerror=_refuse):
        yield Path(place), Path(place).stat().st_mode, 1
        for path in (Path(place, name) for name in (*folders, *files)):
            found = path.lstat()
            if stat.S_ISREG(found.st_mode):
                yield path, found.st_mode, found.st_nlink
            elif not stat.S_ISDIR(found.st_mode):
                raise CannotTravelError("it holds a link, or something else that is no ordinary file")


def _refuse(error: OSError) -> None:
    raise error


def unpack(luggage: Luggage, target: Path) -> None:
    """Write files below a folder, for the owner only; raises OSError, or ValueError for a path that leads out."""
    for name in (*luggage.folders, *luggage.files):
        parts = PurePosixPath(name).parts
        if not parts or name.startswith("/") or any(part in ("..", ".") or "\\" in part for part in parts):
            raise ValueError("a path leads out of its folder")
    for name in luggage.folders:
        (target / name).mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, content in luggage.files.items():
        (target / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(target / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(content)
