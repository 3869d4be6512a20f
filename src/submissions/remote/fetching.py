"""Fetch a workspace from an address into a folder that only its owner reads."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from submissions.findings import Finding, Place
from submissions.remote.address import BAD_NAME, MEND_NAME, NameRefusedError, Remote, RemoteFaultError

CASES: Final = "cases"
_OF_OFFICE: Final = ("templates", "rules")
BYTES_MAX: Final = 4 << 30
"""Bytes of a file that are fetched: a store may hold anything under a name."""


def fetch(remote: Remote, cases: Sequence[str], target: Path) -> list[Finding]:
    """Fetch the cases named, or all, with the templates and rules of the office; return what stands against it.

    Where anything does, nothing may be built of what was fetched.
    """
    wanted = [f"{CASES}/{one}" for one in cases] if cases else [CASES]
    place = Place(remote.shown)
    try:
        files = {
            f"{folder}/{name}": size for folder in (*wanted, *_OF_OFFICE) for name, size in remote.below(folder).items()
        }
        findings = [*_missing(wanted, files, place), *_clashes(files, place)]
        if not findings:
            for name, size in files.items():
                _fetch_file(remote, name, size, target)
    except NameRefusedError:
        findings = [Finding("E792", place, f"{BAD_NAME}, so nothing was fetched", MEND_NAME)]
    except RemoteFaultError as error:
        findings = [Finding("E791", place, f"nothing could be fetched: {error}", _REACH)]
    except OSError as error:
        words = f"what was fetched could not be written here: {(error.strerror or 'the disk reports a fault').lower()}"
        findings = [Finding("E791", place, words, "make room on this disk, or name another folder with --workspace")]
    return findings


_REACH: Final = "see whether you can reach it, and whether your account there may read and write; then build again"


def _missing(wanted: Sequence[str], files: dict[str, int], place: Place) -> Iterator[Finding]:
    for folder in wanted:
        if not any(name.startswith(f"{folder}/") for name in files):
            words = f"the address has no folder '{folder}' with a file in it"
            yield Finding("E791", place, words, f"name the address of the folder above '{CASES}'")


def _clashes(files: dict[str, int], place: Place) -> Iterator[Finding]:
    """Find names that one disk may take for one file, and files that are too large."""
    seen: dict[str, str] = {}
    for name, size in files.items():
        other = seen.setdefault(unicodedata.normalize("NFC", name).casefold(), name)
        if other != name:
            words = "two names at the address differ in capitals only, and would be one file here"
            yield Finding("E792", place, words, "give one of them another name there")
        if size > BYTES_MAX:
            yield Finding("E791", place, f"a file at the address is larger than {BYTES_MAX >> 30} GiB", "take it out")


def _fetch_file(remote: Remote, name: str, size: int, target: Path) -> None:
    """Write one file, for its owner only; raises RemoteFaultError for one that is cut off, and OSError."""
    content = remote.read(name)
    if size and len(content) != size:
        raise RemoteFaultError(f"'{remote.shown}' gave a file of another length than it tells")
    path = target.joinpath(*PurePosixPath(name).parts)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(content)
