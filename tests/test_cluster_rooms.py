"""The room in which a worker of a cluster makes documents: what lies there, for how long, and what comes out."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from submissions.findings import Place
from submissions.line.outcome import Setting
from submissions.plan import Job
from submissions.run.cluster import room
from submissions.run.cluster.envelope import Envelope
from submissions.run.cluster.luggage import pack_case, pack_office
from submissions.run.cluster.room import ANSWER, CALL, CASE, NO_ROOM, OFFICE, Declined, Errand, Room
from submissions.run.serve import Limits
from test_ahead import workspace


def errand_of(folder: Path, envelope: Envelope, **changes: object) -> tuple[bytes, bytes, bytes]:
    """Return what is sent for one document of the first case: the call, the office's files and the case's."""
    job = Job("case-00", "cases/case-00", 0, "ours/note", "en", "filing", ("html",), Place("cases/case-00/case.yaml"))
    setting = Setting(Path(), date(2026, 3, 1), Path())
    errand = replace(Errand(job, setting, "output"), **changes)  # type: ignore[arg-type]
    files = pack_office(folder), pack_case(folder, "cases/case-00")
    return envelope.seal(CALL, errand), envelope.seal(OFFICE, files[0]), envelope.seal(CASE, files[1])


def folders_of_rooms() -> set[Path]:
    places = [Path("/dev/shm"), Path(os.environ.get("TMPDIR", "/tmp"))]  # noqa: S108 - where rooms are made
    return {path for place in places if place.is_dir() for path in place.glob("submissions-*") if path.is_dir()}


def test_a_room_makes_a_document_and_keeps_no_file_of_the_case(tmp_path: Path) -> None:
    envelope, before = Envelope(), folders_of_rooms()
    one = Room(envelope, Limits())
    try:
        (folder,) = folders_of_rooms() - before
        assert folder.stat().st_mode & 0o077 == 0
        answer = one.make(*errand_of(workspace(tmp_path, 1), envelope))
        made, _, _ = envelope.open(ANSWER, answer)
        assert b"Officers take Ms X" in made.files[0][1] or b"Amina" in made.files[0][1]
        assert not any("case-00" in path.as_posix() for path in folder.rglob("*"))
        assert b"Amina" not in answer
    finally:
        one.close()
    assert folders_of_rooms() - before == set()
    assert one.make(b"", b"", b"") == NO_ROOM


@pytest.mark.parametrize("spoilt", [0, 1, 2])
def test_a_room_tells_nothing_of_what_it_cannot_open(tmp_path: Path, spoilt: int) -> None:
    envelope = Envelope()
    given = list(errand_of(workspace(tmp_path, 1), envelope))
    given[spoilt] = b"Amina Kovac"
    one = Room(envelope, Limits())
    try:
        answer = envelope.open(ANSWER, one.make(*given))
    finally:
        one.close()
    assert isinstance(answer, Declined)
    assert answer.reason.startswith("SpoiltError in run/cluster/envelope.py:")


def test_a_room_of_which_nothing_is_asked_closes_itself() -> None:
    before = folders_of_rooms()
    one = Room(Envelope(), Limits(), idle_seconds=0.05)
    deadline = time.monotonic() + 20
    while folders_of_rooms() - before and time.monotonic() < deadline:
        time.sleep(0.02)
    assert folders_of_rooms() - before == set()
    assert one.make(b"", b"", b"") == NO_ROOM


@pytest.mark.skipif(os.name != "posix", reason="a signal that nothing can heed is POSIX's")
def test_the_folder_of_a_worker_that_is_killed_is_removed(tmp_path: Path) -> None:
    code = (
        "import sys, time; from submissions.run.cluster import room; "
        "print(room._private_folder()[0], flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        folder = Path(process.stdout.readline().strip())
        (folder / "cases").mkdir()
        (folder / "cases" / "name.txt").write_text("Amina", encoding="utf-8")
        process.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 20
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not folder.exists()


def test_a_room_lies_in_memory_where_there_is_room_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_IN_MEMORY", tmp_path)
    for wanted, is_there in ((0, True), (1 << 62, False)):
        monkeypatch.setattr(room, "_ROOM_IN_MEMORY", wanted)
        folder, keeper = room._private_folder()
        assert (folder.parent == tmp_path) is is_there
        keeper.communicate()
        assert not folder.exists()
