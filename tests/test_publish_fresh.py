"""New files and folders: whole or not at all, for their owner only, never over another, and nothing left behind."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from submissions.findings import Place
from submissions.publish.disk import Disk
from submissions.publish.faults import finding_of
from submissions.publish.fresh import PREFIX, clear_left_behind, new_file, new_folder

POSIX = pytest.mark.skipif(os.name != "posix", reason="Windows keeps permissions in another way")


@pytest.fixture
def open_mask() -> Iterator[None]:
    """Let everybody have every permission that a program asks for."""
    before = os.umask(0)
    yield
    os.umask(before)


def gone() -> int:
    """Return the number of a process that has ended."""
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


@POSIX
@pytest.mark.usefixtures("open_mask")
def test_a_new_file_and_a_new_folder_are_their_owners_alone_from_the_beginning(tmp_path: Path) -> None:
    with new_file(tmp_path / "file") as stream:
        (beside,) = tmp_path.iterdir()
        assert stat.S_IMODE(beside.stat().st_mode) == 0o600
        stream.write(b"words")
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o600
    with new_folder(tmp_path / "folder") as made:
        assert [stat.S_IMODE(path.stat().st_mode) for path in (made, made.parent)] == [0o700, 0o700]
    assert stat.S_IMODE((tmp_path / "folder").stat().st_mode) == 0o700


@POSIX
@pytest.mark.usefixtures("open_mask")
def test_the_disk_gives_the_permissions_that_it_is_asked_for(tmp_path: Path) -> None:
    disk = Disk()
    disk.write(tmp_path / "a", b"words", 0o640)
    assert len(disk.copy(tmp_path / "a", tmp_path / "b", 0o604)) == 64
    disk.make_folder(tmp_path / "c", 0o750)
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in "abc"]
    assert modes == [0o640, 0o604, 0o750]
    assert (tmp_path / "b").read_bytes() == b"words"


def test_a_file_may_be_read_while_it_is_written_and_stands_only_when_it_is_whole(tmp_path: Path) -> None:
    with new_file(tmp_path / "file") as stream:
        stream.write(b"words")
        stream.seek(0)
        assert stream.read() == b"words"
        assert not (tmp_path / "file").exists()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"file": b"words"}


def test_a_fault_leaves_neither_file_nor_folder(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), new_file(tmp_path / "file") as stream:
        stream.write((tmp_path / "nowhere").read_bytes())
    with pytest.raises(FileNotFoundError), new_folder(tmp_path / "folder") as made:
        (made / "half").write_bytes((tmp_path / "nowhere").read_bytes())
    assert list(tmp_path.iterdir()) == []


def test_nothing_that_has_the_name_is_replaced_but_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").write_bytes(b"mine")
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to("nowhere")
    for name in ("file", "full", "empty", "link"):
        with pytest.raises(FileExistsError), new_file(tmp_path / name) as stream:
            stream.write(b"new")
    for name in ("file", "full", "link"):
        with pytest.raises(FileExistsError), new_folder(tmp_path / name) as made:
            (made / "new").write_bytes(b"new")
    with new_folder(tmp_path / "empty") as made:
        (made / "new").write_bytes(b"new")
    assert (tmp_path / "file").read_bytes() == b"mine"
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine"]
    assert [path.name for path in (tmp_path / "empty").iterdir()] == ["new"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "file", "full", "link"]


def test_where_the_disk_knows_no_second_names_nothing_is_replaced_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise NotImplementedError

    monkeypatch.setattr(os, "link", refuse)
    (tmp_path / "mine").write_bytes(b"mine")
    with pytest.raises(FileExistsError), new_file(tmp_path / "mine") as stream:
        stream.write(b"new")
    with new_file(tmp_path / "file") as stream:
        stream.write(b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"mine": b"mine", "file": b"new"}
    Disk().duplicate(tmp_path / "mine", tmp_path / "second")
    assert (tmp_path / "second").read_bytes() == b"mine"


def test_what_a_process_that_is_gone_left_behind_is_removed_and_nothing_else(tmp_path: Path) -> None:
    dead, parent = gone(), os.getppid()
    left = [f"{PREFIX}{dead}", f".submissions-validate-{dead}-x", f"{PREFIX}{os.getpid()}"]
    kept = [f"{PREFIX}{parent}", f"{PREFIX}{dead}x", "file", ".submissions.lock", f"x{PREFIX}{dead}"]
    for name in (*left[1:], *kept):
        (tmp_path / name).write_bytes(b"words")
    (tmp_path / left[0] / "new").mkdir(parents=True)
    (tmp_path / f"{PREFIX}{dead}-link").symlink_to("file")
    clear_left_behind(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*kept, f"{PREFIX}{dead}-link"])
    clear_left_behind(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *((name, "E721") for name in ("ENOSPC", "EFBIG", "EDQUOT")),
        *((name, "E720") for name in ("EACCES", "EPERM", "EROFS")),
        *((name, "E725") for name in ("EBUSY", "ETXTBSY")),
        *((name, "E723") for name in ("ENOTDIR", "EISDIR", "EEXIST", "ELOOP")),
        ("ENAMETOOLONG", "E722"),
        ("EIO", "E727"),
    ],
)
def test_what_the_system_refuses_is_a_finding_that_says_what_to_do(name: str, code: str) -> None:
    import errno  # noqa: PLC0415 - the numbers differ from system to system

    number = getattr(errno, name, None)
    if number is None:
        pytest.skip(f"this system has no {name}")
    finding = finding_of(OSError(number, os.strerror(number)), Place("output"))
    assert finding.code == code
    assert finding.help


def test_a_fault_without_a_number_is_told_by_its_words_and_a_sharing_violation_by_its_own_number() -> None:
    assert finding_of(OSError("odd"), Place("output")).message == "the disk reports a fault: oserror"
    for number in (32, 33):
        shared = OSError(13, "Permission denied")
        vars(shared)["winerror"] = number
        assert finding_of(shared, Place("output")).code == "E725"
