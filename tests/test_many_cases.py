"""A run over many cases is killed, doubled, starved of room and given a bad case; what stands is whole and stays.

The cases are small, and their documents web pages, so that what is tried is the run and not the pages.
"""

from __future__ import annotations

import errno
import json
import os
import random
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from examples import ROOT
from submissions.findings import Place
from submissions.line.outcome import Setting
from submissions.manifest import NAME, digest_file, parse_manifest
from submissions.publish.disk import Disk
from submissions.run.records import Result, RunRequest
from submissions.run.runner import run
from test_ahead import CASE, TEMPLATE

DAY: Final = date(2026, 1, 2)
KILLS: Final = 20


def office(folder: Path, cases: int) -> Path:
    own = folder / "templates" / "ours" / "note"
    own.mkdir(parents=True)
    (own / "template.yaml").write_text(TEMPLATE, "utf-8")
    (own / "en.md").write_text("# {{ case.title }}\n\nOf {{ organisation.name }}.\n", "utf-8")
    for number in range(cases):
        home = folder / "cases" / f"case-{number:02}"
        home.mkdir(parents=True)
        (home / "case.yaml").write_text(CASE.format(name=home.name), "utf-8")
    return folder


def cases_of(folder: Path) -> tuple[str, ...]:
    return tuple(f"cases/{path.name}" for path in sorted((folder / "cases").iterdir()))


def build(folder: Path, jobs: int = 1, disk: Disk | None = None, output: str = "output") -> Result:
    request = RunRequest(Setting(folder, DAY, folder / output), cases_of(folder), is_whole=True, jobs=jobs)
    return run(request, disk=disk)


def started(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "submissions", "build", "-w", str(folder), "--as-of", DAY.isoformat()]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.Popen(
        [*command, "--jobs", "2", "--format", "json"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )


def standing(output: Path) -> dict[str, str]:
    """Return the digest of each file of the audiences' folders, after holding each against its manifest."""
    found: dict[str, str] = {}
    for path in sorted(output.glob("case-*/*/*.html")):
        content = (path.parent / NAME).read_bytes()
        manifest, faults = parse_manifest(content, Place(NAME))
        assert manifest is not None, faults
        found[path.relative_to(output).as_posix()] = digest_file(path)
        assert manifest.digest_of(path.name) == digest_file(path), path
    return found


def test_one_bad_case_in_fifty_keeps_no_other_from_being_made(tmp_path: Path) -> None:
    folder = office(tmp_path, 50)
    bad = folder / "cases" / "case-23" / "case.yaml"
    bad.write_text(bad.read_text("utf-8").replace("state: BA", "state: ["), "utf-8")
    result = build(folder, jobs=2)
    assert result.failed
    assert {row.job.case_id for row in result.rows} == {f"case-{number:02}" for number in range(50) if number != 23}
    assert {row.state for row in result.rows} == {"made"}
    assert [one.place.file for one in result.findings if one.is_error] == ["cases/case-23/case.yaml"]


@pytest.mark.proof
def test_a_run_that_is_killed_twenty_times_leaves_no_half_and_loses_no_work(tmp_path: Path) -> None:
    folder = office(tmp_path, 24)
    wanted = standing_of_a_whole_run(folder)
    chance = random.Random(20261130)  # noqa: S311 - the same moments each time, no secret
    whole: dict[str, tuple[int, str]] = {}
    for _ in range(KILLS):
        process = started(folder)
        time.sleep(chance.uniform(0.2, 4.0))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert process.stdout is not None
        process.stdout.close()
        seen = standing(folder / "output")
        assert {name: wanted[name] for name in seen} == seen
        now = {name: (folder / "output" / name).stat().st_mtime_ns for name in seen}
        assert all(now[name] == at for name, (at, _) in whole.items()), "what was made is made once"
        whole = {name: (now[name], digest) for name, digest in seen.items()}
    ended = started(folder)
    said, _ = ended.communicate()
    assert ended.returncode == 0
    states = {row["path"]: row["state"] for row in json.loads(said)["outputs"]}
    assert standing(folder / "output") == wanted
    assert sum(state == "unchanged" for state in states.values()) >= len(whole)
    assert not list((folder / "output").rglob("*unfinished*"))


def standing_of_a_whole_run(folder: Path) -> dict[str, str]:
    assert not build(folder, output="whole").failed
    return standing(folder / "whole")


@pytest.mark.proof
def test_two_builds_at_once_leave_one_whole_output(tmp_path: Path) -> None:
    folder = office(tmp_path, 16)
    wanted = standing_of_a_whole_run(folder)
    both = [started(folder) for _ in range(2)]
    said = [process.communicate()[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert standing(folder / "output") == wanted
    states = [row["state"] for one in said for row in json.loads(one)["outputs"]]
    assert set(states) <= {"made", "unchanged"}
    assert {row.state for row in build(folder).rows} == {"unchanged"}


class Full(Disk):
    """A disk that has room for so many bytes more."""

    def __init__(self, room: int) -> None:
        self.room = room

    def write(self, path: Path, content: bytes, mode: int) -> None:
        self._take(len(content))
        super().write(path, content, mode)

    def append(self, path: Path, content: bytes, mode: int) -> None:
        self._take(len(content))
        super().append(path, content, mode)

    def _take(self, size: int) -> None:
        self.room -= size
        if self.room < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.few(1)
@pytest.mark.parametrize("room", [0, 2_000, 9_000])
def test_a_full_disk_leaves_the_old_output_whole(tmp_path: Path, room: int) -> None:
    folder = office(tmp_path, 3)
    before = standing_of_a_whole_run(folder)
    body = folder / "templates" / "ours" / "note" / "en.md"
    body.write_text(body.read_text("utf-8") + "\nNobody has answered.\n", "utf-8")
    result = build(folder, disk=Full(room), output="whole")
    assert result.failed
    assert "E721" in {one.code for one in result.findings}
    after = standing(folder / "whole")
    assert set(after) == set(before)
    for case in ("case-00", "case-01", "case-02"):
        for audience in ("filing", "public"):
            own = [name for name in before if name.startswith(f"{case}/{audience}/")]
            kept = [after[name] == before[name] for name in own]
            assert all(kept) or not any(kept)
    assert {row.state for row in build(folder, output="whole").rows} <= {"made", "unchanged"}
