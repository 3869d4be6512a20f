"""The built wheel holds all that the program needs, and works from any folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    if "No module named hatchling" in done.stderr:
        pytest.skip("hatchling is not installed in this environment")
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


def listed(top: str) -> set[str]:
    """Return the files below a folder that git knows, so that what lies about does not count."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", top]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return {name for name in done.stdout.splitlines() if (ROOT / name).is_file()}


def test_the_wheel_holds_every_template_file_and_every_module(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    templates = {f"submissions/{name}" for name in (*listed("templates"), *listed("docs"))}
    modules = {name.removeprefix("src/") for name in listed("src/submissions")}
    assert templates - held == set()
    assert modules - held == set()
    assert any(name.endswith("house.yaml") for name in templates)


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = {f"submissions/{name}" for name in (*listed("templates"), *listed("docs"))}
    wanted |= {name.removeprefix("src/") for name in listed("src/submissions")}
    assert {name for name in held - wanted if ".dist-info/" not in name} == set()


def test_the_installed_program_works_in_another_folder(wheel: Path, tmp_path: Path) -> None:
    program = tmp_path / "program"
    zipfile.ZipFile(wheel).extractall(program)
    here = tmp_path / "office"
    here.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(program), "PYTHONSAFEPATH": "1"}

    def submissions(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "submissions", *arguments]
        return subprocess.run(command, cwd=here, env=environment, capture_output=True, text=True, check=False)

    assert "un/cat-complaint" in submissions("templates").stdout
    assert submissions("new", "case", "first-case").returncode == 0
    done = submissions("build", "first-case", "-f", "docx", "-f", "pdf")
    assert done.stderr == ""
    assert done.returncode == 0
    made = {path.relative_to(here).as_posix() for path in here.glob("output/*/*/*")}
    assert made == {
        f"output/first-case/{audience}/{name}"
        for audience in ("filing", "public")
        for name in ("advocacy-brief.en.docx", "advocacy-brief.en.pdf", "manifest.json")
    }
