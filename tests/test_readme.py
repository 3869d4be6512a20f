"""The README's case, command and output are those of the program as it is."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import docx
import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
CASE_FILE = "cases/r-v-exampleland/case.yaml"


def fenced(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


CASE = fenced("yaml")[0]
COMMAND = fenced("sh")[0].strip()
MADE, REFUSED = fenced("text")[:2]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / CASE_FILE).parent.mkdir(parents=True)
    (tmp_path / CASE_FILE).write_text(CASE, "utf-8")
    return tmp_path


def run(workspace: Path) -> tuple[str, int]:
    """Run the README's command; return what it prints, with the findings first, and its exit status."""
    program, *arguments = shlex.split(COMMAND)
    assert program == "submissions"
    done = subprocess.run(
        [sys.executable, "-m", "submissions", *arguments],
        cwd=workspace,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.stderr + done.stdout, done.returncode


def stable(printed: str) -> str:
    """Return output without what a change of a template's wording changes: the number of words, and its column."""
    return re.sub(r" +", " ", re.sub(r"\d+ words", "… words", printed)).strip()


def words_of(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def test_the_readme_ends_with_a_newline_and_its_case_has_ten_lines() -> None:
    assert README.endswith(")\n") or README.endswith(".\n")
    assert len(CASE.splitlines()) == 10
    assert f"`{CASE_FILE}`" in README


def test_the_command_prints_what_the_readme_shows_and_makes_both_versions(workspace: Path) -> None:
    printed, status = run(workspace)
    assert (stable(printed), status) == (stable(MADE), 0)
    folder = workspace / "output" / "r-v-exampleland"
    filing = words_of(folder / "filing" / "parliament-briefing.en.docx")
    public = words_of(folder / "public" / "parliament-briefing.en.docx")
    assert "Nora Winters was tortured" in filing
    assert "R was tortured" in public
    assert "Nora" not in public


def test_the_misspelt_key_is_refused_in_the_readme_s_words(workspace: Path) -> None:
    (workspace / CASE_FILE).write_text(CASE.replace("protected:", "protcted:"), "utf-8")
    printed, status = run(workspace)
    assert (stable(printed), status) == (stable(REFUSED), 1)
    assert not (workspace / "output").exists()
