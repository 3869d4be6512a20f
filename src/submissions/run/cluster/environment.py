"""Say what a machine has that has a part in a document's bytes, so that two machines can be compared.

Bytes are equal only where program, Python, libraries and fonts are; what draws and packs the pages comes from the
system, and is asked for its version too.
"""

from __future__ import annotations

import platform
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import Final

from submissions import __version__
from submissions.installation import NAME
from submissions.line.stages import Bench
from submissions.manifest import digest_file
from submissions.packaged import built_in_templates, further_folder

Environment = Mapping[str, str]
"""By the name of each thing, its version, or a digest of it; "none" for what is not there."""

_NONE: Final = "none"
_PROGRAM: Final = "the program's files"
_VALIDATORS: Final = ("openxml-audit", "ooxml-integrity", "pdfua")
_TRANSPORT: Final = ("dask", "distributed")
_NAMED: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_DIFFERENCES_MAX: Final = 3


@dataclass(frozen=True, slots=True)
class TellEnvironment:
    """Say what the machine has on which a child runs; `validates` asks for the validators too."""

    validates: bool = False

    def run(self, bench: Bench) -> Environment:
        """Do it, in the child process: a broken library can end it."""
        bench.enter("looking at what is installed")
        return dict(_found(self.validates))


def _found(validates: bool) -> Iterator[tuple[str, str]]:
    from submissions.writers.faces import WHEEL  # noqa: PLC0415
    from submissions.writers.libreoffice.program import build_of, find_program  # noqa: PLC0415
    from submissions.writers.page.libraries import system_libraries  # noqa: PLC0415

    package, further, printer = Path(__file__).resolve().parents[2], further_folder(), find_program()
    yield NAME, __version__
    yield _PROGRAM, _digest(package, built_in_templates())
    yield WHEEL, _digest(further) if further else _NONE
    yield "Python", f"{platform.python_implementation()} {platform.python_version()}"
    yield "the system", f"{platform.system()} {platform.machine()}"
    yield "zlib", zlib.ZLIB_RUNTIME_VERSION
    yield "LibreOffice", build_of(printer) if printer else _NONE
    for library in sorted({*_needed(NAME), *_TRANSPORT, *(_VALIDATORS if validates else ())}):
        yield library, _version(library)
    yield from system_libraries().items()


def _needed(name: str) -> set[str]:
    """Return the libraries that a library needs to run, its extras left out, and those that these need."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        with suppress(metadata.PackageNotFoundError):
            for words in metadata.requires(waiting.pop()) or ():
                match = _NAMED.match(words)
                library = re.sub(r"[-_.]+", "-", match.group()).lower() if match else ""
                if library and "extra ==" not in words and library not in found:
                    found.add(library)
                    waiting.append(library)
    return found


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return _NONE


def _digest(*folders: Path) -> str:
    """Return a digest of all files below some folders, whether one lies in another or beside it, as in a wheel or not.

    What Python compiled and the pages of the documentation have no part in a document.
    """
    found = {path: path.relative_to(folder) for folder in folders for path in folder.rglob("*") if path.is_file()}
    rows = [
        f"{name.as_posix()}\0{digest_file(path)}"
        for path, name in found.items()
        if "__pycache__" not in name.parts and name.parts[0] != "docs"
    ]
    return sha256("\n".join(sorted(rows)).encode("utf-8", "surrogateescape")).hexdigest()[:16]


def differences(here: Environment, there: Environment) -> str:
    """Return in what another machine differs from this one, "" where it does not."""
    names = [name for name in {**here, **there} if here.get(name, _NONE) != there.get(name, _NONE)]
    told = [f"{name} is {here.get(name, _NONE)} here and {there.get(name, _NONE)} there" for name in names]
    more = [f"and {len(told) - _DIFFERENCES_MAX} more"] if len(told) > _DIFFERENCES_MAX else []
    return "; ".join([*told[:_DIFFERENCES_MAX], *more])
