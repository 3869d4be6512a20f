"""Seal files and folders into one file, open it again, and lock a PDF: what `seal` and `open` write."""

from __future__ import annotations

import os
import tarfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from submissions.findings import Finding, Place
from submissions.publish.contents import is_of_drafts, is_report
from submissions.publish.faults import finding_of
from submissions.publish.fresh import new_file, new_folder
from submissions.seal import age
from submissions.seal.archive import Packing, members, survey
from submissions.seal.faults import SealError
from submissions.seal.keys import library, read_identities, read_recipients
from submissions.seal.passwords import check_strength
from submissions.seal.pdf import lock_pdf

Ask = Callable[[frozenset[str]], str]
"""Asks for a passphrase; what is made where none is typed holds none of the folded names given."""
_ARCHIVE = "archive.tar"
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Keys:
    """Whom something is sealed for, or what opens it: keys typed, files of keys, or else what asks for a passphrase.

    `names` are the folded words of the names in the cases concerned, of which a passphrase may hold none.
    """

    typed: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    ask: Ask | None = None
    names: frozenset[str] = frozenset()


def seal(paths: Sequence[Path], keys: Keys, target: Path) -> tuple[int, list[Finding]]:
    """Seal paths into a new file; return how many files it holds, and what stands against it.

    The recipients are understood before anything is read, and nothing unencrypted is written anywhere.
    """
    try:
        library()
        recipients = read_recipients(keys.typed, keys.files) if keys.ask is None else ()
        passphrase = _strong(keys.ask, "--passphrase", keys.names) if keys.ask is not None else ""
        _refuse_existing(target)
        left_out: list[Finding] = []
        entries = survey(_without_reports(paths, left_out), lambda path: _is_left_out(path, left_out))
        packing = Packing(entries)
        with new_file(target) as stream:
            if keys.ask is None:
                age.encrypt(packing, stream, recipients)
            else:
                age.encrypt_with_passphrase(packing, stream, passphrase)
            age.look_again(stream, packing.size, len(recipients) or 1, target.as_posix())
            if passphrase:
                _open_again(stream, passphrase, packing.size, target)
    except SealError as error:
        return 0, [error.finding]
    except OSError as error:
        return 0, [_fault(error, target)]
    return sum(entry.path is not None for entry in entries), left_out


def _without_reports(paths: Sequence[Path], left_out: list[Finding]) -> list[Path]:
    """Return the paths that may be sealed, and note which are reports of builds; raises SealError where all are."""
    may_go = [path for path in paths if not path.is_file() or not _is_left_out(path, left_out)]
    if not may_go:
        reason = "this cannot be sealed: it is the report of a build, for its owner alone"
        raise SealError("E760", paths[0].as_posix(), reason, "seal the files that the report lists")
    return may_go


def _is_left_out(path: Path, left_out: list[Finding]) -> bool:
    """Tell whether a path is a folder of drafts or the report of a build, and note it."""
    place = Place(path.as_posix())
    if path.is_dir() and is_of_drafts(path):
        order = "to seal them too, name their folder itself"
        left_out.append(Finding("N708", place, "drafts were left out: they are for their owner alone", order))
        return True
    if path.is_file() and is_report(path):
        words = "the report of a build was left out: it is for its owner alone"
        left_out.append(Finding("N748", place, words, "nothing need be done: whoever has the cases can build it again"))
        return True
    return False


def _strong(ask: Ask, file: str, names: frozenset[str]) -> str:
    passphrase = ask(names)
    check_strength(passphrase, file, names)
    return passphrase


def _open_again(stream: BinaryIO, passphrase: str, size: int, target: Path) -> None:
    """Open what was just sealed with a passphrase, without keeping what is in it."""
    counted = _Counting()
    stream.seek(0)
    age.decrypt_with_passphrase(stream, counted, passphrase, target.as_posix())  # type: ignore[arg-type]
    if counted.size != size:
        remedy = "seal it again; if that happens twice, look after the disk"
        raise SealError("E768", target.as_posix(), "the sealed file is not as it was written", remedy)


class _Counting:
    """A stream that counts what is written to it."""

    def __init__(self) -> None:
        self.size = 0

    def write(self, data: bytes) -> int:
        """Count, and keep nothing."""
        self.size += len(data)
        return len(data)


def open_sealed(path: Path, keys: Keys, target: Path) -> tuple[int, list[Finding]]:
    """Unpack a sealed file into a new folder; return how many files it held, and what stands against it.

    All of it appears, or nothing.
    """
    count = 0
    try:
        library()
        identities = read_identities(keys.files) if keys.ask is None else ()
        _refuse_existing(target)
        with path.open("rb") as sealed, new_folder(target) as folder:
            archive = folder.parent / _ARCHIVE
            with os.fdopen(os.open(archive, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as stream:
                if keys.ask is None:
                    age.decrypt(sealed, stream, identities, path.as_posix())
                else:
                    age.decrypt_with_passphrase(sealed, stream, keys.ask(keys.names), path.as_posix())
                count = _unpack(stream, folder, path.as_posix())
    except SealError as error:
        return 0, [error.finding]
    except OSError as error:
        return 0, [_fault(error, target)]
    return count, []


def _unpack(stream: BinaryIO, folder: Path, file: str) -> int:
    """Write the files of an archive into a folder, for its owner only; return how many.

    The names of all of them are judged before the first is written.
    """
    size, count = stream.seek(0, os.SEEK_END), 0
    stream.seek(0)
    try:
        with tarfile.open(fileobj=stream, mode="r:", errors="surrogateescape") as archive:
            for member, parts in tuple(members(archive, size, file)):
                path = folder.joinpath(*parts)
                _make_folders(folder, parts if member.isdir() else parts[:-1])
                if member.isreg():
                    _write_member(archive, member, path)
                    count += 1
    except (tarfile.TarError, EOFError, UnicodeError) as error:
        message = "the sealed file opens, and what is in it is no archive that this program can unpack"
        raise SealError("E766", file, message, "open it with age itself, whose sign is 'age --decrypt'") from error
    return count


def _make_folders(folder: Path, parts: Sequence[str]) -> None:
    for length in range(1, len(parts) + 1):
        folder.joinpath(*parts[:length]).mkdir(mode=0o700, exist_ok=True)


def _write_member(archive: tarfile.TarFile, member: tarfile.TarInfo, path: Path) -> None:
    given: Any = archive.extractfile(member)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    left = member.size
    with os.fdopen(os.open(path, flags, 0o600), "wb") as stream:
        while left and (piece := given.read(min(left, _PIECE))):
            stream.write(piece)
            left -= len(piece)
    if left:
        raise tarfile.ReadError("cut off")


def seal_pdf(path: Path, ask: Ask, target: Path, names: frozenset[str] = frozenset()) -> list[Finding]:
    """Write a copy of a PDF that opens only with a password; return what stands against it."""
    try:
        _refuse_existing(target)
        passphrase = _strong(ask, path.as_posix(), names)
        content = lock_pdf(path.read_bytes(), passphrase, path.as_posix())
        with new_file(target) as stream:
            stream.write(content)
    except SealError as error:
        return [error.finding]
    except OSError as error:
        return [_fault(error, target)]
    return []


def _refuse_existing(target: Path) -> None:
    """Refuse a name that something has; an empty folder is as good as none."""
    is_empty_folder = target.is_dir() and not target.is_symlink() and not any(target.iterdir())
    if os.path.lexists(target) and not is_empty_folder:
        raise _exists(target)


def _exists(target: Path) -> SealError:
    return SealError(
        "E764", target.as_posix(), "this is there already, and is never overwritten", "name another with -o"
    )


def _fault(error: OSError, target: Path) -> Finding:
    if isinstance(error, FileExistsError):
        return _exists(target).finding
    named = Path(error.filename).as_posix() if isinstance(error.filename, str) else target.as_posix()
    found = finding_of(error, Place(named))
    return Finding("E768", found.place, found.message, "look whether it is there, may be read, and the disk has room")
