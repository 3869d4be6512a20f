"""The script that sees to the system's packages names what it cannot have, and stops nobody for want of LibreOffice.

It runs in a folder of programs made for the test, since no test may install anything on the machine that runs it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / "tools" / "system-packages"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the script is for a shell")

ROOT, SOMEBODY = "echo 0", "echo 1000"
OFFLINE, AT_HAND = "exit 100", "exit 0"


@dataclass(frozen=True)
class Ran:
    """How the script ended, what it told, and what it asked of apt-get, call by call."""

    status: int
    told: str
    asked: tuple[str, ...]


def ask_for_libreoffice(
    folder: Path, *, user: str, packages: str, soffice: bool = False, wanted: str = "libreoffice"
) -> Ran:
    """Run the script for somebody on a Debian whose packages can be had or not."""
    asked = folder / "asked"
    programs = {"id": user, "apt-get": f'echo "$*" >> "{asked}"\n{packages}'}
    programs |= {"soffice": "exit 0"} if soffice else {}
    for name, words in programs.items():
        (folder / name).write_text(f"#!/bin/sh\n{words}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    shell = shutil.which("sh")
    assert shell is not None
    command = [shell, str(SCRIPT), wanted]
    done = subprocess.run(command, env={"PATH": str(folder)}, capture_output=True, encoding="utf-8", check=False)
    return Ran(done.returncode, done.stderr, tuple(asked.read_text("utf-8").splitlines()) if asked.exists() else ())


def test_root_gets_libreoffice_after_the_lists_of_packages(tmp_path: Path) -> None:
    ran = ask_for_libreoffice(tmp_path, user=ROOT, packages=AT_HAND)
    assert (ran.status, ran.told) == (0, "")
    assert [call.split()[0] for call in ran.asked] == ["update", "install"]
    assert ran.asked[1].split()[-1] == "libreoffice-writer"


def test_without_a_network_it_is_named_and_the_run_goes_on(tmp_path: Path) -> None:
    ran = ask_for_libreoffice(tmp_path, user=ROOT, packages=OFFLINE)
    assert ran.status == 0
    assert "LibreOffice is missing (libreoffice-writer)" in ran.told
    assert len(ran.asked) == 2


def test_whoever_may_not_install_is_told_and_nothing_is_tried(tmp_path: Path) -> None:
    ran = ask_for_libreoffice(tmp_path, user=SOMEBODY, packages=AT_HAND)
    assert (ran.status, ran.asked) == (0, ())
    assert "the tests that need it are skipped" in ran.told


def test_where_it_is_there_nothing_is_asked(tmp_path: Path) -> None:
    ran = ask_for_libreoffice(tmp_path, user=ROOT, packages=OFFLINE, soffice=True)
    assert ran == Ran(0, "", ())


def test_chromium_is_seen_to_in_the_same_way(tmp_path: Path) -> None:
    ran = ask_for_libreoffice(tmp_path, user=ROOT, packages=AT_HAND, wanted="chromium")
    assert (ran.status, ran.told, ran.asked[1].split()[-1]) == (0, "", "chromium")
    ran = ask_for_libreoffice(tmp_path, user=SOMEBODY, packages=AT_HAND, wanted="chromium")
    assert (ran.status, "Chromium is missing (chromium)" in ran.told, len(ran.asked)) == (0, True, 2)
