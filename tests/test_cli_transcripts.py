"""Real runs of the program in a workspace of their own, compared with transcripts line by line.

`submissions` runs the program. `append`, `change`, `remove`, `copy` and `list` act on the workspace. In what is
expected, `…` stands for anything within a line, and `[1]` for an exit status other than 0.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
TRANSCRIPTS = sorted((TESTS / "transcripts").glob("*.txt"))


def submissions(folder: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(TESTS.parent / "src"), "COLUMNS": "80"}
    done = subprocess.run(
        [sys.executable, "-m", "submissions", *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.stdout + (f"[{done.returncode}]" if done.returncode else "")


def append(folder: Path, name: str, text: str) -> str:
    with (folder / name).open("ab") as stream:
        stream.write(text.encode())
    return ""


def change(folder: Path, name: str, old: str, new: str) -> str:
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), "utf-8")
    return ""


def remove(folder: Path, name: str) -> str:
    (folder / name).unlink()
    return ""


def copy(folder: Path, name: str) -> str:
    shutil.copytree(TESTS / name, folder, dirs_exist_ok=True)
    return ""


def list_files(folder: Path, name: str) -> str:
    """List the files that a user sees; the lock that every build leaves is not one of them."""
    paths = (path.relative_to(folder).as_posix() for path in sorted((folder / name).rglob("*")) if path.is_file())
    return "\n".join(path for path in paths if not path.endswith(".submissions.lock"))


ACTS = {
    "submissions": submissions,
    "append": append,
    "change": change,
    "remove": remove,
    "copy": copy,
    "list": list_files,
}


def steps(transcript: Path) -> Iterator[tuple[str, str]]:
    """Yield each command with what it is expected to print."""
    for part in re.split(r"^\$ ", transcript.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        command, _, expected = part.partition("\n")
        yield command, expected.strip("\n")


def test_there_are_transcripts() -> None:
    assert len(TRANSCRIPTS) > 5


SLOW = {"edited-by-a-person", "endless-template", "flooding-template", "own-template", "wrong-use"}
"""What takes several builds or many runs, or waits for a limit."""


@pytest.mark.few(1)
@pytest.mark.parametrize(
    "transcript",
    [pytest.param(one, id=one.stem, marks=pytest.mark.proof if one.stem in SLOW else ()) for one in TRANSCRIPTS],
)
def test_a_run_prints_what_its_transcript_says(transcript: Path, tmp_path: Path) -> None:
    for command, expected in steps(transcript):
        name, *arguments = shlex.split(command)
        printed = ACTS[name](tmp_path, *arguments).strip("\n")
        pattern = re.escape(expected).replace("…", "[^\n]*")
        pattern = re.sub(r"(?:\\ )+", " ", pattern)
        assert re.fullmatch(pattern, re.sub(r" +", " ", printed)), f"$ {command}\n{printed}"
