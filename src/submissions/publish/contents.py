"""Say what lies in an audience's folder, and what of it no build has to answer for."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from submissions.findings import Place
from submissions.manifest import DRAFTS, NAME, read_manifest
from submissions.publish.transaction import STAGING

PACKS: Final = "packs"
"""The folder of packs in the output folder, beside those of the cases; each holds a folder for each recipient."""
NOT_OURS: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", STAGING, NAME})
"""What the system or the program itself keeps beside the outputs."""
REPORT: Final = "report.html"
"""The report of a build in the output folder, for the owner alone."""
PUBLIC_REPORT: Final = "report.public.html"
"""The report of public versions alone, beside it."""
OWNERS_PAGE: Final = "submissions-report-for-the-owner"
"""How the owner's report marks itself, whatever it is called and wherever it lies."""
# A browser that saves a page again puts its address before it.
_HEAD_BYTES: Final = 4096
# As `publish` names a file that a person has changed, when it is to be replaced.
_SET_ASIDE: Final = re.compile(r".* \(edited \d{4}-\d{2}-\d{2}( \d+)?\)\.\w+")
# What stands behind the name of a copy: of one set aside, and of one that a mail program or a browser saved again.
_COPY: Final = re.compile(r" ?\((edited [\d-]+( \d+)?|\d+)\)| - Copy")
# What word processors and editors put beside a file that is open in them; it comes and goes, and no case names it.
_OF_EDITORS: Final = re.compile(r"~\$.*|\.~lock\..*#|\..*\.sw[a-z]|\.#.*|.*~")


def everything_in(folder: Path) -> list[str]:
    """Return every file and link below a folder with forward slashes, sorted; no link is followed."""
    root = os.fspath(folder)
    found: list[str] = []
    for place, folders, files in os.walk(root):
        inside = place[len(root) + 1 :].replace(os.sep, "/")
        links = [name for name in folders if os.path.islink(os.path.join(place, name))]  # noqa: PTH114, PTH118 - of many
        found += [f"{inside}/{name}" if inside else name for name in (*files, *links)]
    return sorted(found)


def audience_folders(output: Path) -> Iterator[Path]:
    """Yield the folders below those of the cases, sorted, without those of drafts and packs; raises OSError."""
    for case in sorted(path for path in output.iterdir() if path.is_dir() and path.name != PACKS):
        yield from sorted(path for path in case.iterdir() if path.is_dir() and not _is_passed_over(path))


def pack_folders(output: Path) -> Iterator[Path]:
    """Yield the folder of each recipient of each pack, sorted; raises OSError."""
    packs = output / PACKS
    for pack in sorted(path for path in packs.iterdir() if path.is_dir()) if packs.is_dir() else ():
        yield from sorted(path for path in pack.iterdir() if path.is_dir())


def _is_passed_over(folder: Path) -> bool:
    """Tell whether a folder is that of drafts, or what is left of one."""
    return is_of_drafts(folder) or (folder.name == DRAFTS and not (folder / NAME).exists())


def is_of_drafts(folder: Path) -> bool:
    """Tell whether a folder is that of a case's drafts, which nothing counts among what was built.

    Both its name and its manifest say so: the folder of an audience does not become one by another name.
    """
    manifest, _ = read_manifest(folder / NAME, Place(NAME)) if folder.name == DRAFTS else (None, [])
    return manifest is not None and manifest.audience == DRAFTS


def is_report(path: Path) -> bool:
    """Tell whether a file is the owner's report of a build, or a copy of it; raises OSError."""
    if path.suffix.lower() not in (".html", ".htm"):
        return False
    with path.open("rb") as stream:
        return f'data-page="{OWNERS_PAGE}"'.encode() in stream.read(_HEAD_BYTES)


def is_set_aside(name: str) -> bool:
    """Tell whether a name is one under which a changed file was set aside before it was replaced."""
    return _SET_ASIDE.fullmatch(_last(name)) is not None


def name_as_made(name: str) -> str:
    """Return the name under which a file was made that may be a copy of it, set aside or saved a second time."""
    return _COPY.sub("", name)


def is_of_system(name: str) -> bool:
    """Tell whether a name is that of a file which the system, the program or an editor keeps for itself."""
    return _last(name) in NOT_OURS or is_of_editors(_last(name))


def is_of_editors(name: str) -> bool:
    """Tell whether a name is one that a word processor or editor gives to what it keeps beside an open file."""
    return _OF_EDITORS.fullmatch(name) is not None


def _last(name: str) -> str:
    return name.rpartition("/")[2]
