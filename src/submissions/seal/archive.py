"""One archive of files and folders: its bytes depend on the names and contents alone (POSIX.1-2001, pax, uncompressed).

Owners, times and permissions are left out, links and devices are refused, and all names lie below one neutral folder.
"""

from __future__ import annotations

import os
import stat
import tarfile
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from submissions.gate import can_be_a_file_name, turns_direction
from submissions.seal.faults import SealError

# The same for every archive: the name of a folder is often that of the case.
INNER: Final = "sealed"
ENTRIES_MAX: Final = 100_000
# Far deeper than people make; an archive from elsewhere may have thousands.
_DEPTH_MAX: Final = 40
_PIECE: Final = 1 << 16
# Whatever stands in a tar is padded to this, and two empty blocks end it (POSIX pax, "ustar Interchange Format").
_BLOCK: Final = 512
# How the names of the lock and the unfinished files of this program begin; they are not the user's.
_OURS: Final = ".submissions"


@dataclass(frozen=True, slots=True, order=True)
class Member:
    """A file, or a folder where `path` is None, by its name in the archive with forward slashes; its size in bytes."""

    name: str
    path: Path | None
    size: int = 0


def survey(paths: Sequence[Path], left_out: Callable[[Path], bool] = lambda path: False) -> tuple[Member, ...]:
    """Return all that an archive of these paths holds, in the order of the names; raises SealError.

    A file or folder below them of which `left_out` says so does not go along. One folder alone lends its contents and
    not its name, which is often that of the case.
    """
    alone = len(paths) == 1
    entries = [Member(INNER, None)]
    for path in paths:
        name = INNER if alone and _kind(path) == stat.S_IFDIR else f"{INNER}/{path.resolve().name}"
        entries += _survey(path, name, left_out)
        if len(entries) > ENTRIES_MAX:
            raise _refuse(path, f"there are more than {ENTRIES_MAX:,} files", "seal it in several parts")
    entries = sorted(set(entries), key=lambda entry: entry.name)
    for one, other in pairwise(entries):
        if one.name == other.name:
            raise _refuse(one.path or other.path or Path(), "two files would have the same name", "seal them apart")
    return tuple(entries)


def _survey(path: Path, name: str, left_out: Callable[[Path], bool]) -> Iterator[Member]:
    _check_name(path, name)
    kind = _kind(path)
    if kind == stat.S_IFLNK:
        raise _refuse(path, "it is a link, and what it leads to could be anything", "name the file itself")
    if kind == stat.S_IFREG:
        yield Member(name, path, path.stat().st_size)
    elif kind != stat.S_IFDIR:
        raise _refuse(path, "it is no file and no folder", "leave it out")
    else:
        if name != INNER:
            yield Member(name, None)
        for each in sorted(path.iterdir()):
            # Not the program's own lock, store and half-finished files.
            if not each.name.startswith(_OURS) and not (_kind(each) in (stat.S_IFDIR, stat.S_IFREG) and left_out(each)):
                yield from _survey(each, f"{name}/{each.name}", left_out)


def _check_name(path: Path, name: str) -> None:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError as error:
        raise _refuse(path, "its name is not written in Unicode", "give it another name") from error
    if any(unicodedata.category(letter) == "Cc" for letter in name) or name.count("/") > _DEPTH_MAX or "\\" in name:
        raise _refuse(path, "its name holds signs that not every system can store, or lies too deep", "rename it")
    own = name.rpartition("/")[2]
    if name != INNER and (not can_be_a_file_name(own) or turns_direction(own)):
        reason = "its name is one that Windows forbids, or turns the direction of writing, and would not be unpacked"
        raise _refuse(path, reason, "rename it")


def _kind(path: Path) -> int:
    return stat.S_IFMT(path.lstat().st_mode)


def _refuse(path: Path, reason: str, remedy: str) -> SealError:
    return SealError("E760", path.as_posix(), f"this cannot be sealed: {reason}", remedy)


class Packing:
    """The archive of entries as a stream that can be read once; nothing of it is ever written down unencrypted.

    `size` is how many bytes were read so far; `fault` is what stopped the reading: SealError or OSError.
    """

    def __init__(self, entries: Sequence[Member]) -> None:
        self.size = 0
        self.fault: SealError | OSError | None = None
        self._pieces = _pieces(entries)
        self._rest = b""

    def read(self, count: int = -1) -> bytes:
        """Return the next bytes, at most `count`, none at the end; raises SealError and OSError."""
        try:
            while count < 0 or not self._rest:
                piece = next(self._pieces, None)
                if piece is None:
                    break
                self._rest += piece
        except (SealError, OSError) as error:
            self.fault = error
            raise
        taken = self._rest if count < 0 else self._rest[:count]
        self._rest = self._rest[len(taken) :]
        self.size += len(taken)
        return taken


def _pieces(entries: Sequence[Member]) -> Iterator[bytes]:
    total = 0
    for entry in entries:
        for piece in _pieces_of(entry):
            total += len(piece)
            yield piece
    yield bytes(2 * _BLOCK + -(total + 2 * _BLOCK) % tarfile.RECORDSIZE)


def _pieces_of(entry: Member) -> Iterator[bytes]:
    header = tarfile.TarInfo(entry.name)
    header.type = tarfile.DIRTYPE if entry.path is None else tarfile.REGTYPE
    # The owner's alone, whatever they were: permissions tell nothing of the case and need not travel.
    header.mode = 0o700 if entry.path is None else 0o600
    header.size = entry.size
    yield header.tobuf(tarfile.PAX_FORMAT, "utf-8", "strict")
    if entry.path is None:
        return
    left = entry.size
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(entry.path, flags), "rb") as file:
        while piece := file.read(_PIECE):
            left -= len(piece)
            yield piece
    if left:
        raise _refuse(entry.path, "it was changed while it was read", "close it in other programs, then seal again")
    yield bytes(-entry.size % _BLOCK)


def members(archive: tarfile.TarFile, size: int, file: str) -> Iterator[tuple[tarfile.TarInfo, tuple[str, ...]]]:
    """Yield each member of an archive that came from elsewhere, and the parts of its name; raises SealError.

    `size` is that of the archive: its files together cannot be larger. `file` is its name for findings.
    """
    seen: dict[tuple[str, ...], bool] = {}
    total = 0
    for count, member in enumerate(archive, 1):
        if not (member.isreg() or member.isdir()) or member.issparse():
            raise _hostile(file, "a link, a device or another thing that is neither file nor folder")
        parts = _safe_parts(member.name, file)
        total += member.size
        if count > ENTRIES_MAX or total > size:
            raise _hostile(file, "more than it has room for")
        key = tuple(unicodedata.normalize("NFC", part).casefold() for part in parts)
        if key in seen and (member.isreg() or seen[key]):
            raise _hostile(file, "two files of the same name")
        if any(seen.get(key[:length]) for length in range(1, len(key))):
            raise _hostile(file, "a file that is also a folder")
        seen[key] = member.isreg()
        yield member, parts


def _safe_parts(name: str, file: str) -> tuple[str, ...]:
    """Return the parts of a name that leads nowhere but into the folder it is unpacked to."""
    parts = tuple(name.removesuffix("/").split("/"))
    for part in parts:
        strange = any(unicodedata.category(letter) in ("Cc", "Cs") for letter in part) or "\\" in part
        # 255 bytes are what a name may have on the disks of Linux and macOS.
        if part in ("", ".", "..") or strange or len(part.encode("utf-8", "replace")) > 255:
            raise _hostile(file, "a name that leads out of the folder, or that no file may have")
        if not can_be_a_file_name(part) or turns_direction(part):
            raise _hostile(file, "a name that Windows forbids, or one that turns the direction of writing")
    if len(parts) > _DEPTH_MAX + 1:
        raise _hostile(file, "folders nested too deep")
    return parts[1:] if parts[0] == INNER else parts


def _hostile(file: str, what: str) -> SealError:
    remedy = "do not open it; ask the sender how it was made"
    return SealError("E766", file, f"the sealed file holds {what}, so nothing was unpacked", remedy)
