"""Write the prose of a Word file as Markdown, for those who go on in text."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from submissions.drafted.opening import read_word_prose
from submissions.drafted.pieces import DraftedProse
from submissions.findings import Finding, Place
from submissions.publish.faults import finding_of
from submissions.publish.fresh import new_file
from submissions.source.case_file import CASE_FILE

# What of a Word file has two readings until somebody has decided: nothing is written of it.
_UNDECIDED: Final = frozenset({"E372"})


def transcribe(path: Path, target: Path) -> tuple[DraftedProse | None, list[Finding]]:
    """Return a Word file as Markdown that is to lie at `target`, None where it cannot be read or is not decided upon.

    Pictures are to lie beside it; their paths begin at the folder of its case, as those in prose do.
    """
    name = path.as_posix()
    prose, findings = read_word_prose(path, name, Place(name), pictures_of(target), bare=True)
    undecided = any(finding.code in _UNDECIDED for finding in findings)
    return (None if undecided else prose), findings


def pictures_of(target: Path) -> str:
    """Return what the paths of the pictures beside a file of prose begin with, counted from the folder of its case."""
    whole = Path.cwd() / target
    folder = next((one for one in whole.parents if (one / CASE_FILE).is_file()), whole.parent)
    return f"{whole.with_suffix('').relative_to(folder).as_posix()}-"


def write_transcript(prose: DraftedProse, target: Path) -> list[Finding]:
    """Write Markdown and its pictures as new files, all of them or none; return what stands against it."""
    begin = pictures_of(target)
    files: dict[Path, bytes] = {
        target.with_name(target.stem + "-" + path.removeprefix(begin)): content
        for path, content in prose.pictures.items()
    }
    files[target] = (prose.text + "\n").encode("utf-8")
    return _write(files)


def _write(files: Mapping[Path, bytes]) -> list[Finding]:
    made: list[Path] = []
    there = next((path for path in files if os.path.lexists(path)), None)
    if there is not None:
        return [_is_there(there)]
    for path, content in files.items():
        try:
            with new_file(path) as stream:
                stream.write(content)
            made.append(path)
        except OSError as error:
            for one in made:
                with contextlib.suppress(OSError):
                    one.unlink()
            return [
                _is_there(path) if isinstance(error, FileExistsError) else finding_of(error, Place(path.as_posix()))
            ]
    return []


def _is_there(path: Path) -> Finding:
    return Finding(
        "E764", Place(path.as_posix()), "this is there already, and is never overwritten", "name another one"
    )
