"""Cases are fetched from an address of fsspec, and finished folders copied to one, their manifests last."""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import fsspec
import pytest
from click.testing import CliRunner, Result
from fsspec.implementations.memory import MemoryFileSystem

from submissions.cli import main
from submissions.findings import Place
from submissions.manifest import NAME, read_manifest
from submissions.publish.contents import is_report
from submissions.publish.folder import Destination
from submissions.remote.address import AddressUnusableError, NameRefusedError, Remote, checked_name, open_remote
from submissions.remote.copying import copy_folders
from submissions.remote.fetching import fetch
from test_ahead import workspace
from test_cluster_rooms import folders_of_rooms


@pytest.fixture
def store() -> Iterator[MemoryFileSystem]:
    """Give the store that memory:// names, which is one for the whole process."""
    found = fsspec.filesystem("memory")
    found.store.clear()
    found.pseudo_dirs[:] = [""]
    yield found
    found.store.clear()


def put(store: MemoryFileSystem, folder: Path, root: str) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            store.pipe_file(f"/{root}/{path.relative_to(folder).as_posix()}", path.read_bytes())


def build(*more: str) -> Result:
    done = CliRunner().invoke(main, ["build", "--as-of", "2026-03-01", *more])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    return done


def held(store: MemoryFileSystem, root: str) -> dict[str, bytes]:
    return {path.removeprefix(f"/{root}/"): store.cat_file(path) for path in sorted(store.find(f"/{root}"))}


def published(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".") and not is_report(path)
    }


def test_cases_come_from_an_address_and_folders_go_to_one_and_nothing_stays_here(
    tmp_path: Path, store: MemoryFileSystem
) -> None:
    put(store, workspace(tmp_path / "office", 2), "office")
    before = folders_of_rooms()
    done = build("--cases-from", "memory://office", "--copy-to", "memory://done")
    assert (done.exit_code, done.output.count("N795")) == (0, 4)
    assert folders_of_rooms() == before
    here = workspace(tmp_path / "here", 2)
    build("-w", str(here))
    assert held(store, "done") == published(here / "output")
    assert len(held(store, "done")) == 8


def test_only_what_is_asked_for_is_fetched_and_copied(tmp_path: Path, store: MemoryFileSystem) -> None:
    put(store, workspace(tmp_path / "office", 3), "office")
    store.pipe_file("/office/notes/private.txt", b"not for a build")
    kept = tmp_path / "kept"
    kept.mkdir()
    given = ("case-01", "--audience", "public", "-w", str(kept), "--cases-from", "memory://office")
    done = build(*given, "--copy-to", "memory://done")
    assert done.exit_code == 0
    assert set(held(store, "done")) == {"case-01/public/ours-note.en.html", f"case-01/public/{NAME}"}
    assert [path.name for path in (kept / "cases").iterdir()] == ["case-01"]
    assert not (kept / "notes").exists()
    assert kept.stat().st_mode & 0o077 == 0
    assert {path.stat().st_mode & 0o077 for path in (kept / "cases").rglob("*") if path.is_file()} == {0}


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (("--cases-from", "memory://office"), "would be removed"),
        (("--cases-from", "memory://office", "-w", "."), "is not empty"),
        (("../x", "--cases-from", "memory://office", "--copy-to", "memory://done"), "named by its id"),
        (("--copy-to", "ftp://host/x"), "no address whose way"),
        (("--copy-to", "somewhere"), "no address whose way"),
    ],
)
def test_what_cannot_be_meant_is_wrong_use(
    tmp_path: Path, store: MemoryFileSystem, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...], why: str
) -> None:
    monkeypatch.chdir(workspace(tmp_path, 1))
    done = build(*more)
    assert (done.exit_code, why in done.output, held(store, "done")) == (2, True, {})


@pytest.mark.parametrize(
    "address",
    ["http://host/x", "ftp://host/x", "hdfs://host/x", "webdav://host/x", "simplecache::memory://x", "x", "://x", ""],
)
def test_an_address_whose_way_is_not_known_to_be_encrypted_is_refused(address: str) -> None:
    with pytest.raises(AddressUnusableError, match="no address whose way"):
        open_remote(address)


def test_a_password_is_not_shown() -> None:
    with pytest.raises(AddressUnusableError) as refused:
        open_remote("ftp://me:secret@host/x")
    assert "secret" not in str(refused.value)
    assert "ftp://host/x" in str(refused.value)


class _Store:
    """What a file system of a store of objects tells of its server."""

    def __init__(self, **given: Any) -> None:
        vars(self).update(given)


@pytest.mark.parametrize(
    ("given", "may"),
    [
        ({"endpoint_url": "http://store.example"}, False),
        ({"client_kwargs": {"endpoint_url": "http://store.example:9000"}}, False),
        ({"endpoint_url": "https://store.example"}, True),
        ({"endpoint_url": "http://127.0.0.1:9000"}, True),
        ({"endpoint_url": None, "client_kwargs": None}, True),
        ({}, True),
    ],
)
def test_a_store_of_objects_is_spoken_to_over_https_or_on_this_machine(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, Any], may: bool
) -> None:
    monkeypatch.setattr(fsspec, "url_to_fs", lambda address, **more: (_Store(**given), "bucket/x"))
    if may:
        assert open_remote("s3://bucket/x").root == "bucket/x"
    else:
        with pytest.raises(AddressUnusableError, match="not encrypted"):
            open_remote("s3://bucket/x")


NAMES = ["../x", "a/../x", "/x", "a//x", "./x", "a/./x", "x/..", "..", "", "a\\..\\x", "a\nb", "C:x", "a\x00"]


@pytest.mark.parametrize("name", NAMES)
def test_no_name_leads_out_of_its_folder(name: str) -> None:
    with pytest.raises(NameRefusedError):
        checked_name(name)


@pytest.mark.parametrize("name", ["x", "a/x", "a b/ж.txt", "...", "..x", "a/.x"])
def test_any_other_name_is_taken_as_it_is(name: str) -> None:
    assert checked_name(name) == name


class Misleading:
    """A store that lists whatever it likes."""

    def __init__(self, names: list[str]) -> None:
        self.names = names

    def invalidate_cache(self) -> None: ...

    def exists(self, path: str) -> bool:
        return True

    def find(self, path: str, *, detail: bool) -> dict[str, dict[str, object]]:
        return {name: {"type": "file", "size": 1} for name in self.names}

    def cat_file(self, path: str) -> bytes:
        return b"x"


@pytest.mark.parametrize("name", ["/r/cases/../../../etc/x", "/elsewhere/x", "/r/cases/a/..", "/r/cases/a\\b"])
def test_a_store_that_misleads_writes_nothing_here(tmp_path: Path, name: str) -> None:
    remote = Remote(Misleading(["/r/cases/one/case.yaml", name]), "/r", "s3://r")
    (finding,) = fetch(remote, (), tmp_path)
    assert (finding.code, list(tmp_path.iterdir())) == ("E792", [])


def test_two_names_that_one_disk_takes_for_one_are_refused(tmp_path: Path) -> None:
    class Twice(Misleading):
        def find(self, path: str, *, detail: bool) -> dict[str, dict[str, object]]:
            return super().find(path, detail=detail) if path.endswith("cases") else {}

    remote = Remote(Twice(["/r/cases/one/A.txt", "/r/cases/one/a.txt"]), "/r", "s3://r")
    (finding,) = fetch(remote, (), tmp_path)
    assert (finding.code, list(tmp_path.iterdir())) == ("E792", [])


def test_an_address_without_cases_says_so(tmp_path: Path, store: MemoryFileSystem) -> None:
    done = build("--cases-from", "memory://nothing", "--copy-to", "memory://done")
    assert (done.exit_code, "E791" in done.output, "no folder 'cases'" in done.output) == (1, True, True)


# --- copying ---


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = workspace(tmp_path_factory.mktemp("built"), 1)
    build("-w", str(folder))
    return folder / "output"


class Failing:
    """The store of memory://, which fails or errs at one act, and notes what it was asked to do."""

    def __init__(self, store: MemoryFileSystem, *, at: int = 0, spoils: str = "") -> None:
        self.store, self.at, self.spoils = store, at, spoils
        self.acts: list[tuple[str, str]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)

    def pipe_file(self, path: str, content: bytes) -> None:
        self._act("write", path)
        self.store.pipe_file(path, content + (b"!" if self.spoils and path.endswith(self.spoils) else b""))

    def rm_file(self, path: str) -> None:
        self._act("remove", path)
        self.store.rm_file(path)

    def cat_file(self, path: str) -> bytes:
        self._act("read", path)
        return bytes(self.store.cat_file(path))

    def _act(self, what: str, path: str) -> None:
        self.acts.append((what, path.rpartition("/")[2]))
        if len(self.acts) == self.at:
            raise ConnectionError("Amina Kovac")


def places(built: Path) -> list[Destination]:
    return [Destination(built, "case-00", audience) for audience in ("filing", "public")]


def test_the_manifest_goes_last_and_everything_is_read_back(built: Path, store: MemoryFileSystem) -> None:
    system = Failing(store)
    (finding,) = copy_folders(Remote(system, "/done", "memory://done"), places(built)[:1])
    note = "ours-note.en.html"
    assert finding.code == "N795"
    assert system.acts == [("write", note), ("read", note), ("write", NAME), ("read", NAME)]
    system.acts.clear()
    copy_folders(Remote(system, "/done", "memory://done"), places(built)[:1])
    assert system.acts[:3] == [("read", NAME), ("remove", NAME), ("write", note)]
    assert system.acts[-2:] == [("write", NAME), ("read", NAME)]


@pytest.mark.parametrize("at", [1, 2, 3])
@pytest.mark.parametrize("again", [False, True])
def test_a_copy_that_breaks_off_leaves_no_manifest_beside_new_files(
    built: Path, store: MemoryFileSystem, at: int, again: bool
) -> None:
    if again:
        copy_folders(Remote(store, "/done", "memory://done"), places(built)[:1])
    system = Failing(store, at=at + (2 if again else 0))
    (finding,) = copy_folders(Remote(system, "/done", "memory://done"), places(built)[:1])
    assert (finding.code, "Amina" in finding.message + finding.help) == ("E791", False)
    assert not store.exists(f"/done/case-00/filing/{NAME}")
    (finding,) = copy_folders(Remote(store, "/done", "memory://done"), places(built)[:1])
    assert finding.code == "N795"  # the next one goes through


@pytest.mark.parametrize("spoils", ["html", NAME])
def test_what_arrives_otherwise_than_it_was_sent_has_no_manifest(
    built: Path, store: MemoryFileSystem, spoils: str
) -> None:
    (finding,) = copy_folders(Remote(Failing(store, spoils=spoils), "/done", "memory://done"), places(built)[:1])
    assert finding.code == "E793"
    assert not store.exists(f"/done/case-00/filing/{NAME}")


def test_what_was_changed_here_since_it_was_made_is_not_copied(tmp_path: Path, store: MemoryFileSystem) -> None:
    folder = workspace(tmp_path, 1)
    build("-w", str(folder))
    (folder / "output" / "case-00" / "public" / "ours-note.en.html").write_text("Amina", encoding="utf-8")
    (finding,) = copy_folders(Remote(store, "/done", "memory://done"), places(folder / "output")[1:])
    assert (finding.code, held(store, "done")) == ("E794", {})


def test_a_file_that_no_copy_put_there_stops_it(built: Path, store: MemoryFileSystem) -> None:
    store.pipe_file("/done/case-00/public/list of names.txt", b"Amina")
    (finding,) = copy_folders(Remote(store, "/done", "memory://done"), places(built)[1:])
    assert (finding.code, list(held(store, "done"))) == ("E794", ["case-00/public/list of names.txt"])


def test_what_an_earlier_copy_left_is_removed(built: Path, store: MemoryFileSystem) -> None:
    remote = Remote(store, "/done", "memory://done")
    copy_folders(remote, places(built)[1:])
    old = store.cat_file(f"/done/case-00/public/{NAME}")
    extra = old.replace(b"ours-note.en.html", b"ours-note.fr.html")
    store.pipe_file("/done/case-00/public/ours-note.fr.html", b"old")
    store.pipe_file(f"/done/case-00/public/{NAME}", extra)
    (finding,) = copy_folders(remote, places(built)[1:])
    assert finding.code == "N795"
    assert set(held(store, "done")) == {"case-00/public/ours-note.en.html", f"case-00/public/{NAME}"}


@pytest.mark.parametrize("root", ["done/case-00/public", "done/case-00/filing/more", "done/public/x"])
def test_folders_of_two_audiences_are_never_put_together(built: Path, store: MemoryFileSystem, root: str) -> None:
    remote = Remote(store, f"/{root}", f"memory://{root}")
    assert {one.code for one in copy_folders(remote, places(built))} == {"E794"}
    assert held(store, "done") == {}


def test_a_folder_of_another_audience_is_not_copied_over(built: Path, store: MemoryFileSystem) -> None:
    content = (built / "case-00" / "filing" / NAME).read_bytes()
    store.pipe_file(f"/done/case-00/public/{NAME}", content)
    (finding,) = copy_folders(Remote(store, "/done", "memory://done"), places(built)[1:])
    assert finding.code == "E794"
    store.rm_file(f"/done/case-00/public/{NAME}")
    store.pipe_file(f"/done/case-00/public/annexes/{NAME}", content)
    (finding,) = copy_folders(Remote(store, "/done", "memory://done"), places(built)[1:])
    assert finding.code == "E794"
    store.rm_file(f"/done/case-00/public/annexes/{NAME}")
    store.pipe_file(f"/done/{NAME}", content)
    assert {one.code for one in copy_folders(Remote(store, "/done", "memory://done"), places(built))} == {"E794"}


def test_a_folder_that_is_not_finished_is_not_copied(tmp_path: Path, store: MemoryFileSystem) -> None:
    folder = workspace(tmp_path, 6)  # the fifth has a fault
    done = build("-w", str(folder), "--copy-to", "memory://done")
    assert (done.exit_code, done.output.count("N795")) == (1, 10)
    assert {name.partition("/")[0] for name in held(store, "done")} == {f"case-0{number}" for number in (0, 1, 2, 3, 5)}
    drafts = build("-w", str(folder), "--draft", "--copy-to", "memory://drafts")
    assert ("N795" in drafts.output, held(store, "drafts")) == (False, {})


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_on_a_disk_only_the_owner_sees_what_is_private(built: Path, tmp_path: Path) -> None:
    remote = open_remote((tmp_path / "usb").as_uri())
    assert {one.code for one in copy_folders(remote, places(built))} == {"N795"}
    assert published(tmp_path / "usb") == {
        name: content for name, content in published(built).items() if name.startswith("case-00/")
    }
    assert (tmp_path / "usb" / "case-00" / "filing").stat().st_mode & 0o077 == 0
    manifest, _ = read_manifest(tmp_path / "usb" / "case-00" / "public" / NAME, Place(NAME))
    assert manifest is not None
    assert all(
        sha256((tmp_path / "usb" / "case-00" / "public" / file.name).read_bytes()).hexdigest() == file.sha256
        for file in manifest.outputs()
    )
