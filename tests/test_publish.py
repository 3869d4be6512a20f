"""Publishing: all or none, whatever fails and whenever it is cut off; what people edited is kept."""

from __future__ import annotations

import errno
import json
import multiprocessing
import os
import signal
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from submissions.manifest import NAME, BuildRecord, record_file
from submissions.publish import transaction
from submissions.publish.disk import Disk
from submissions.publish.folder import Destination, publish
from submissions.publish.lock import hold
from submissions.signals import SignalledError

OLD = {"brief.en.docx": b"old words", "brief.en.pdf": b"old pages", "note.en.pdf": b"old note"}
NEW = {"brief.en.docx": b"new words", "brief.en.pdf": b"new pages", "note.en.pdf": b"new note", "note.fr.pdf": b"neuf"}
NOT_ROOT = pytest.mark.skipif(
    os.name != "posix" or os.getuid() == 0, reason="root and Windows may write to a read-only folder"
)


class Cut(Disk):
    """A disk on which the Nth act does something else: fail, or end the process."""

    def __init__(self, number: int, act: Callable[[], None]) -> None:
        self.left, self.act = number, act

    def count(self) -> None:
        self.left -= 1
        if self.left == 0:
            self.act()

    def write(self, path: Path, content: bytes, mode: int) -> None:
        self.count()
        half = content[: len(content) // 2]
        super().write(path, half if self.left == 0 else content, mode)

    def replace(self, source: Path, target: Path) -> None:
        self.count()
        super().replace(source, target)

    def duplicate(self, source: Path, target: Path) -> None:
        self.count()
        super().duplicate(source, target)

    def make_folder(self, path: Path, mode: int) -> None:
        self.count()
        super().make_folder(path, mode)

    def remove(self, path: Path) -> None:
        self.count()
        super().remove(path)

    def sync(self, folder: Path) -> None:
        self.count()
        super().sync(folder)

    def discard(self, folder: Path) -> None:
        self.count()
        super().discard(folder)


def full() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def interrupt() -> None:
    raise SignalledError(signal.SIGTERM)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)


def build_of(files: dict[str, bytes], as_of: str = "2026-11-22") -> list[tuple[BuildRecord, dict[str, bytes]]]:
    outputs = tuple(record_file(name, content) for name, content in sorted(files.items()))
    return [(BuildRecord("advocacy/brief", "en", as_of, "submissions 0", (), (), outputs), files)]


def put(root: Path, files: dict[str, bytes], **options: Any) -> tuple[dict[str, Any], list[str]]:
    states, findings = publish(Destination(root, "a", options.pop("audience", "filing")), build_of(files), **options)
    return states, [finding.code for finding in findings]


def published(root: Path) -> dict[str, bytes]:
    folder = root / "a" / "filing"
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file() and path.name != NAME}


def manifest(root: Path) -> dict[str, Any]:
    return json.loads((root / "a" / "filing" / NAME).read_text("utf-8"))


def names_in(manifest: dict[str, Any]) -> dict[str, str]:
    return {file["name"]: file["sha256"] for build in manifest["builds"] for file in build["outputs"]}


def assert_whole(root: Path) -> bytes:
    """Check that all of the old or all of the new stands there, with its manifest and nothing else; return which."""
    files = published(root)
    assert files in (OLD, NEW)
    assert names_in(manifest(root)) == {name: record_file(name, content).sha256 for name, content in files.items()}
    assert {path.name for path in (root / "a" / "filing").iterdir()} == {*files, NAME}
    return files["brief.en.docx"]


def publish_and_die(root: str, number: int) -> None:
    put(Path(root), NEW, disk=Cut(number, die))


def test_the_files_and_their_manifest_are_written(tmp_path: Path) -> None:
    states, codes = put(tmp_path, NEW)
    assert set(states.values()) == {"made"}
    assert codes == []
    assert published(tmp_path) == NEW
    assert_whole(tmp_path)


def test_the_same_bytes_again_leave_every_file_untouched(tmp_path: Path) -> None:
    put(tmp_path, NEW)
    folder = tmp_path / "a" / "filing"
    for path in folder.iterdir():
        os.utime(path, (1, 1))
    states, codes = put(tmp_path, NEW)
    assert set(states.values()) == {"unchanged"}
    assert codes == []
    assert {path.stat().st_mtime for path in folder.iterdir()} == {1}


def test_a_disk_that_fails_at_any_act_leaves_the_old_set_or_the_new(tmp_path: Path) -> None:
    seen = set()
    for number in range(1, 60):
        root = tmp_path / str(number)
        put(root, OLD)
        disk = Cut(number, full)
        _, codes = put(root, NEW, disk=disk)
        if disk.left > 0:
            break
        whole = published(root)
        assert whole in (OLD, NEW), number
        assert (codes == ["E721"]) == (whole == OLD), number
        put(root, NEW if whole == NEW else OLD)  # the next run clears what is left
        seen.add(assert_whole(root))
    assert seen == {b"old words", b"new words"}
    assert number > 20


@pytest.mark.proof
def test_a_run_killed_at_any_act_leaves_whole_files_and_the_next_run_a_whole_set(tmp_path: Path) -> None:
    seen = set()
    context = multiprocessing.get_context("spawn")
    for number in range(1, 60):
        root = tmp_path / str(number)
        put(root, OLD)
        child = context.Process(target=publish_and_die, args=(str(root), number))
        child.start()
        child.join()
        for name, content in published(root).items():
            assert content in (OLD.get(name), NEW[name]), (number, name)
        folder = root / "a" / "filing"
        transaction.recover(folder, Disk())
        seen.add(assert_whole(root))
        if child.exitcode == 0:
            break
    assert seen == {b"old words", b"new words"}
    assert number > 20


def test_an_interrupt_at_any_act_leaves_the_old_set_or_the_new(tmp_path: Path) -> None:
    for number in range(1, 60):
        root = tmp_path / str(number)
        put(root, OLD)
        disk = Cut(number, interrupt)
        try:
            put(root, NEW, disk=disk)
        except SignalledError:
            transaction.recover(root / "a" / "filing", Disk())
            assert_whole(root)
        else:
            break
    assert number > 20


def test_a_file_edited_between_a_cut_and_the_next_run_is_kept(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    folder = tmp_path / "a" / "filing"
    for number in range(1, 60):
        with pytest.raises(SystemExit):
            put(tmp_path, NEW, disk=Cut(number, sys.exit))
        if transaction.is_cut_off(folder):
            break
    (folder / "brief.en.docx").write_bytes(b"edited by hand")
    _, codes = put(tmp_path, NEW)
    assert codes == ["E724"]
    assert (folder / "brief.en.docx").read_bytes() == b"edited by hand"


def test_an_edited_file_is_kept_and_nothing_beside_it_is_replaced(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    edited = tmp_path / "a" / "filing" / "brief.en.docx"
    edited.write_bytes(b"words of a lawyer")
    states, codes = put(tmp_path, NEW)
    assert codes == ["E724"]
    assert states["brief.en.docx"] == "kept"
    assert states["note.en.pdf"] == "refused"
    assert published(tmp_path) == {**OLD, "brief.en.docx": b"words of a lawyer"}


def test_a_file_that_no_manifest_names_counts_as_edited(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "filing"
    folder.mkdir(parents=True)
    (folder / "brief.en.docx").write_bytes(b"not ours")
    _, codes = put(tmp_path, NEW)
    assert codes == ["E724"]
    assert published(tmp_path) == {"brief.en.docx": b"not ours"}


def test_replace_sets_the_edited_file_aside_under_a_dated_name_first(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    edited = tmp_path / "a" / "filing" / "brief.en.docx"
    for text in (b"first", b"second"):
        edited.write_bytes(text)
        os.utime(edited, (1_795_348_800, 1_795_348_800))  # noon UTC on 22 November 2026
        states, codes = put(tmp_path, NEW, set_edited_aside=True)
        assert codes == ["N736"]
        assert states["brief.en.docx"] == "made"
    aside = {name: content for name, content in published(tmp_path).items() if "(edited" in name}
    assert aside == {
        "brief.en (edited 2026-11-22).docx": b"first",
        "brief.en (edited 2026-11-22 2).docx": b"second",
    }
    assert published(tmp_path)["brief.en.docx"] == b"new words"


def test_replace_never_loses_an_edited_file_whatever_fails(tmp_path: Path) -> None:
    for number in range(1, 60):
        root = tmp_path / str(number)
        put(root, OLD)
        (root / "a" / "filing" / "brief.en.docx").write_bytes(b"words of a lawyer")
        disk = Cut(number, full)
        put(root, NEW, disk=disk, set_edited_aside=True)
        assert b"words of a lawyer" in published(root).values(), number
        if disk.left > 0:
            break


def test_a_damaged_manifest_is_reported_and_replace_sets_everything_aside(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    (tmp_path / "a" / "filing" / NAME).write_text('{"manifest": 1, "builds": 3}', "utf-8")
    _, codes = put(tmp_path, NEW)
    assert codes == ["E730", "E724", "E724", "E724"]
    assert put(tmp_path, NEW, set_edited_aside=True)[1] == ["N736", "N736", "N736"]


def test_a_link_where_an_output_goes_is_refused_and_its_target_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.docx"
    target.write_bytes(b"mine")
    folder = tmp_path / "out" / "a" / "filing"
    folder.mkdir(parents=True)
    (folder / "brief.en.docx").symlink_to(target)
    assert put(tmp_path / "out", NEW)[1] == ["E723"]
    assert target.read_bytes() == b"mine"


def test_a_link_in_the_place_of_the_audience_folder_is_refused(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "out" / "a").mkdir(parents=True)
    (tmp_path / "out" / "a" / "filing").symlink_to(elsewhere, target_is_directory=True)
    assert put(tmp_path / "out", NEW)[1] == ["E723"]
    assert list(elsewhere.iterdir()) == []


def test_a_folder_where_an_output_goes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a" / "filing" / "brief.en.pdf").mkdir(parents=True)
    assert put(tmp_path, NEW)[1] == ["E723"]


def test_an_output_folder_that_is_a_file_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    assert put(tmp_path / "out", NEW)[1] == ["E723"]


@NOT_ROOT
def test_a_folder_that_cannot_be_written_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir(mode=0o500)
    assert put(tmp_path / "out", NEW)[1] == ["E720"]


def test_a_disk_that_may_only_be_read_is_a_finding(tmp_path: Path) -> None:
    class ReadOnly(Disk):
        def write(self, path: Path, content: bytes, mode: int) -> None:
            raise OSError(errno.EROFS, "read-only", str(path))

    assert put(tmp_path, NEW, disk=ReadOnly())[1] == ["E720"]


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is a device of Linux")
def test_a_full_disk_is_a_finding(tmp_path: Path) -> None:
    class Full(Disk):
        def write(self, path: Path, content: bytes, mode: int) -> None:
            Path("/dev/full").write_bytes(content)

    assert put(tmp_path, NEW, disk=Full())[1] == ["E721"]
    assert published(tmp_path) == {}


def test_a_name_too_long_for_the_disk_is_a_finding(tmp_path: Path) -> None:
    assert put(tmp_path, {"b" * 300 + ".docx": b""})[1] == ["E722"]


def test_a_file_open_in_a_word_processor_is_not_replaced(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    for owner in ("~$ief.en.docx", ".~lock.brief.en.docx#"):
        mark = tmp_path / "a" / "filing" / owner
        mark.write_bytes(b"")
        assert put(tmp_path, NEW)[1] == ["E725"]
        mark.unlink()
    assert published(tmp_path) == OLD


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps permissions in another way")
def test_only_the_owner_may_read_the_filing_version(tmp_path: Path) -> None:
    put(tmp_path, NEW)
    folder = tmp_path / "a" / "filing"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    put(tmp_path, NEW, audience="public")
    assert stat.S_IMODE((tmp_path / "a" / "public").stat().st_mode) & 0o044 == 0o044


def hold_the_lock(root: str, ready: Any, done: Any) -> None:
    with hold(Path(root), 30, lambda: None):
        ready.set()
        done.wait(30)


def test_a_second_build_waits_says_so_and_gives_up_with_a_finding(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    child = context.Process(target=hold_the_lock, args=(str(tmp_path), ready, done))
    child.start()
    assert ready.wait(30)
    said = []
    destination = Destination(tmp_path, "a", "filing", wait_seconds=0.3)
    states, findings = publish(destination, build_of(NEW), waiting=lambda: said.append("waiting"))
    done.set()
    child.join()
    assert said == ["waiting"]
    assert [finding.code for finding in findings] == ["E726"]
    assert set(states.values()) == {"refused"}
    assert put(tmp_path, NEW)[1] == []


def publish_many(root: str, word: str) -> None:
    for number in range(15):
        put(Path(root), {name: f"{word} {number} {name}".encode() for name in NEW})


def test_two_builds_at_once_never_mix_their_sets(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    children = [context.Process(target=publish_many, args=(str(tmp_path), word)) for word in ("left", "right")]
    for child in children:
        child.start()
    for child in children:
        child.join()
        assert child.exitcode == 0
    words = {content.split(b" ")[0] for content in published(tmp_path).values()}
    assert len(words) == 1
    assert names_in(manifest(tmp_path)) == {
        name: record_file(name, content).sha256 for name, content in published(tmp_path).items()
    }


def test_a_part_built_alone_keeps_the_record_of_the_rest(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    publish(Destination(tmp_path, "a", "filing"), build_of({"note.en.pdf": b"new note"}, as_of="2026-11-23"))
    assert set(names_in(manifest(tmp_path))) == set(OLD)
    days = {build["as_of"]: [file["name"] for file in build["outputs"]] for build in manifest(tmp_path)["builds"]}
    assert days == {"2026-11-22": ["brief.en.docx", "brief.en.pdf"], "2026-11-23": ["note.en.pdf"]}
