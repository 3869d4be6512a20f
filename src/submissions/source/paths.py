"""Find a file that the case names, and refuse every path that leads out of the case folder."""

from __future__ import annotations

import difflib
import re
import unicodedata
from pathlib import Path, PurePosixPath

from submissions.findings import Finding
from submissions.folding import fold
from submissions.gate import shown
from submissions.source.text_file import ordinary_file_findings
from submissions.values import Text

# A drive of Windows, which leads out of the case folder there and is an odd name elsewhere.
_DRIVE = re.compile(r"[A-Za-z]:")


def locate(folder: Path, typed: Text) -> tuple[Path | None, list[Finding]]:
    """Return the file below the case folder that a path names, or why it cannot be used.

    The file is not opened: a pipe would wait for ever, and a link may lead to another client's case.
    """
    outside = _outside(typed)
    if outside:
        words, help_ = outside
        return None, [Finding("E126", typed.place, f"the path {words}: '{shown(typed)}'", help_)]
    path = as_stored(folder, folder.joinpath(*PurePosixPath(typed).parts))
    if not _resolves_below(path, folder):
        words = f"a link on the path leads out of the case folder: '{shown(typed)}'"
        return None, [Finding("E126", typed.place, words, "copy the file into the case folder")]
    findings = ordinary_file_findings(path, typed.place, shown(typed))
    if findings and findings[0].code == "E125":
        near = _near_file(folder, typed)
        if near:
            findings = [Finding("E125", typed.place, findings[0].message, f"write '{shown(near)}' if that is the file")]
    return (None if findings else path), findings


def _outside(typed: str) -> tuple[str, str] | None:
    """Say what is wrong with the way a path is written, and what to do; None for a good one."""
    if "\\" in typed:
        return "is written with backslashes", "write it with forward slashes: annexes/judgment.pdf"
    if _DRIVE.match(typed) or typed.startswith(("/", "~")):
        return "does not start in the case folder", "copy the file into the case folder and write its path below it"
    parts = typed.split("/")
    if ".." in parts:
        return "leads out of the case folder", "copy the file into the case folder"
    if any(part in ("", ".") for part in parts) or "\x00" in typed:
        return "is not written as paths are", "write it as annexes/judgment.pdf"
    return None


def as_stored(folder: Path, path: Path) -> Path:
    """Return a path below a folder as the disk spells it: a name may be stored there with its letters in pieces."""
    if path.exists() or (path.name.isascii() and str(path.relative_to(folder)).isascii()):
        return path
    found = folder
    for part in path.relative_to(folder).parts:
        own = found / part
        if not own.exists() and found.is_dir():
            wanted = unicodedata.normalize("NFC", part)
            same = [one for one in sorted(found.iterdir()) if unicodedata.normalize("NFC", one.name) == wanted]
            own = same[0] if len(same) == 1 else own
        found = own
    return found


def _resolves_below(path: Path, folder: Path) -> bool:
    """Tell whether a path, all links followed, stays below the folder; a ring of links does not."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def _near_file(folder: Path, typed: str) -> str:
    """Return the path of a file whose name differs little from the one that was typed, or nothing."""
    pure = PurePosixPath(typed)
    parent = folder.joinpath(*pure.parent.parts)
    if not parent.is_dir():
        return ""
    names = {fold(entry.name): entry.name for entry in sorted(parent.iterdir()) if entry.is_file()}
    near = difflib.get_close_matches(fold(pure.name), list(names), n=1, cutoff=0.8)
    return str(pure.parent / names[near[0]]) if near else ""
