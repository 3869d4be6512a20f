"""Where LibreOffice lies on this machine, and which one it is."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_NAMES: Final = ("soffice", "libreoffice")
# Where its installers put it, on macOS, Linux and Windows; on Windows the name with .com waits for the end.
_PLACES: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "~/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
)
_OF_VERSIONS: Final = (("/opt", "libreoffice*/program/soffice"),)
_WINDOWS: Final = ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)")
_WINDOWS_PROGRAM: Final = "LibreOffice/program/soffice.com"
_BUILD: Final = re.compile(r"^buildid=(.*)$", re.MULTILINE)
_PRODUCT: Final = re.compile(r"^ProductKey=LibreOffice *(\d[\d.]*)", re.MULTILINE)


def find_program() -> Path | None:
    """Return LibreOffice's program, by the path of commands or where its installers put it; None without it."""
    named = (shutil.which(name) for name in _NAMES)
    return next((Path(one) for one in (*named, *_places()) if one is not None and Path(one).is_file()), None)


def _places() -> Iterator[Path]:
    yield from (Path(place).expanduser() for place in _PLACES)
    yield from (path for folder, name in _OF_VERSIONS for path in sorted(Path(folder).glob(name), reverse=True))
    yield from (Path(os.environ[name]) / _WINDOWS_PROGRAM for name in _WINDOWS if os.environ.get(name))


def build_of(program: Path) -> str:
    """Return what tells one build of LibreOffice from another: its version, its build, and the size of its Writer."""
    sizes = (path.stat().st_size for path in sorted(program.resolve().parent.glob("*swlo.*")))
    return "; ".join((version_of(program), *_BUILD.findall(_said(program, "version")), *map(str, sizes)))


def version_of(program: Path) -> str:
    """Return the version, "7.4"; "" where it does not say."""
    found = _PRODUCT.search(_said(program, "bootstrap"))
    return found[1] if found else ""


def _said(program: Path, name: str) -> str:
    """Return one of the files in which LibreOffice says what it is, "" where it has none."""
    folder = program.resolve().parent
    places = (folder / f"{name}rc", folder / f"{name}.ini", folder.parent / "Resources" / f"{name}rc")
    return next((path.read_text("utf-8", errors="replace") for path in places if path.is_file()), "")
