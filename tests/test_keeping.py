"""Keeping: who may read what, what is marked, and what is left on the disk when a run is killed."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import stat
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from composing import made
from sample import sample_document
from submissions.document import Document, HouseFile
from submissions.findings import Place
from submissions.line.outcome import Setting
from submissions.manifest import BuildRecord, ExhibitRecord, record_file
from submissions.plan import CaseOutline
from submissions.publish import transaction
from submissions.publish.disk import Disk
from submissions.publish.folder import Destination, publish
from submissions.run.places import check_places, synchronised_by
from submissions.upkeep.verify import verify
from submissions.writers.page.pdf import write_pdf
from submissions.writers.word.docx import write_docx
from test_build_exhibits import Office

POSIX = pytest.mark.skipif(os.name != "posix", reason="Windows keeps files by other means")
ROOT = Path(__file__).parents[1]


def modes(folder: Path) -> set[tuple[str, int]]:
    paths = [folder, *folder.rglob("*")]
    return {("folder" if path.is_dir() else "file", stat.S_IMODE(path.stat().st_mode)) for path in paths}


@POSIX
def test_what_is_filed_is_for_its_owner_only_with_copies_and_manifest(tmp_path: Path) -> None:
    office = Office(tmp_path)
    previous = os.umask(0o002)
    try:
        assert not office.build().failed
    finally:
        os.umask(previous)
    assert modes(office.output / "matter" / "filing") == {("folder", 0o700), ("file", 0o600)}
    assert modes(office.output / "matter" / "public") == {("folder", 0o775), ("file", 0o664)}
    assert len(list((office.output / "matter" / "filing" / "annexes").iterdir())) == 4


class Dying(Disk):
    """A disk on which the Nth act ends the process, after it has looked at who may read what waits there."""

    def __init__(self, number: int) -> None:
        self.left = number

    def __getattribute__(self, name: str) -> Any:
        found = object.__getattribute__(self, name)
        if name in ("write", "copy", "replace", "duplicate", "remove", "make_folder", "sync", "discard"):
            self.left -= 1
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return found


FILES = {"brief.en.docx": b"words of Nora", "brief.en.pdf": b"pages of Nora"}
COPY = record_file("annexes/annex-01.pdf", b"evidence of Nora")


def put(root: str, disk: Disk | None = None) -> list[str]:
    records = tuple(record_file(name, content) for name, content in FILES.items())
    build = BuildRecord("advocacy/brief", "en", "2026-11-22", "submissions 0", (), (), records)
    destination = Destination(Path(root), "a", "filing")
    _, findings = publish(
        destination, [(build, FILES)], exhibits=[(ExhibitRecord(1, COPY), b"evidence of Nora")], disk=disk
    )
    return [finding.code for finding in findings]


def put_and_die(root: str, number: int) -> None:
    put(root, Dying(number))


@POSIX
def test_a_killed_run_leaves_only_what_its_owner_may_read_and_the_next_run_clears_it(tmp_path: Path) -> None:
    seen_unfinished = 0
    for number in range(1, 60):
        root = tmp_path / str(number)
        process = get_context("fork").Process(target=put_and_die, args=(str(root), number))
        process.start()
        process.join()
        folder = root / "a" / "filing"
        if folder.exists():
            assert modes(folder) <= {("folder", 0o700), ("file", 0o600)}, number
            seen_unfinished += (folder / transaction.STAGING).exists()
        assert put(str(root)) == []
        assert verify(root, "output") == (3, [])
        left = {path.relative_to(root).as_posix() for path in root.rglob("*") if ".submissions" in path.name}
        assert left <= {".submissions.lock"}
        if process.exitcode == 0:
            break
    assert process.exitcode == 0
    assert seen_unfinished > 5


@pytest.mark.proof
@POSIX
def test_nothing_of_a_case_is_written_to_the_systems_temporary_folder_or_a_cache(tmp_path: Path) -> None:
    office = Office(tmp_path / "office")
    watched = {name: tmp_path / name for name in ("temporary", "home", "cache", "data", "state", "run")}
    for folder in watched.values():
        folder.mkdir(mode=0o700)
    named = {"HOME": "home", "XDG_CACHE_HOME": "cache", "XDG_DATA_HOME": "data", "XDG_STATE_HOME": "state",
             "XDG_RUNTIME_DIR": "run"} | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), "temporary")  # fmt: skip
    environment = {**os.environ, **{key: str(watched[name]) for key, name in named.items()}}
    program = [sys.executable, "-m", "submissions", "build", "matter", "-w", str(office.folder)]
    done = subprocess.run(
        [*program, "-f", "docx", "-f", "pdf", "--as-of", "2026-01-02"],
        env=environment, capture_output=True, text=True, cwd=office.folder, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (office.output / "matter" / "filing" / "advocacy-brief.en.pdf").exists()
    written = [path.relative_to(tmp_path).as_posix() for folder in watched.values() for path in folder.rglob("*")]
    # The fonts' names, which fontconfig of the page engine keeps for the next run, are all that a cache may hold.
    assert [name for name in written if "fontconfig" not in name and not name.endswith("cache/fontconfig")] == []


def house() -> dict[str, HouseFile]:
    folder = ROOT / "templates" / "house"
    return {path.name: HouseFile(path.read_bytes(), Place(path.name)) for path in folder.iterdir() if path.is_file()}


def marked(word: str) -> Document:
    document = sample_document("en", "filing")
    return replace(document, furniture=replace(document.furniture, confidential=word))


@pytest.mark.parametrize("word", ["Confidential", "", "سري"])
def test_a_word_file_says_in_its_status_that_it_is_confidential(word: str) -> None:
    content, _ = write_docx(marked(word), house(), pages={})
    with zipfile.ZipFile(io.BytesIO(content or b"")) as package:
        core = package.read("docProps/core.xml").decode("utf-8")
    assert re.findall(r"<cp:contentStatus>(.*)</cp:contentStatus>", core) == ([word] if word else [])


@pytest.mark.few(1)
@pytest.mark.parametrize("word", ["Confidential", "", "سري"])
def test_a_pdf_says_in_its_keywords_that_it_is_confidential(word: str) -> None:
    content, _ = write_pdf(marked(word), house())
    with pikepdf.open(io.BytesIO(content or b"")) as pdf:
        assert str(pdf.docinfo.get("/Keywords", "")) == word
        assert f"<pdf:Keywords>{word}</pdf:Keywords>".encode() in pdf.Root.Metadata.read_bytes() or not word
        assert (b"Keywords" in pdf.Root.Metadata.read_bytes()) == bool(word)


@pytest.mark.parametrize(
    ("audience", "marking", "head", "confidential"),
    [("filing", True, "Confidential", "Confidential"), ("public", True, "Public version", ""),
     ("filing", False, "", ""), ("public", False, "", "")],
)  # fmt: skip
def test_a_template_can_leave_the_mark_out_and_no_public_file_calls_itself_confidential(
    tmp_path: Path, audience: str, marking: bool, head: str, confidential: str
) -> None:
    furniture = made(tmp_path, "# A\n\nw", audience=audience, marking=marking).tree.furniture
    assert (furniture.marking, furniture.confidential) == (head, confidential)


@pytest.mark.parametrize(
    ("path", "program"),
    [
        ("Dropbox/cases", "Dropbox"),
        ("Dropbox (Office)/cases", "Dropbox"),
        ("OneDrive - Example Legal Aid/cases", "OneDrive"),
        ("Library/CloudStorage/OneDrive-Personal/cases", "OneDrive"),
        ("Library/Mobile Documents/com~apple~CloudDocs/cases", "iCloud Drive"),
        ("iCloudDrive/cases", "iCloud Drive"),
        ("Google Drive/My Drive/cases", "Google Drive"),
        ("Library/CloudStorage/GoogleDrive-a@example.org/cases", "Google Drive"),
        ("Nextcloud/cases", "Nextcloud"),
        ("Nextcloud - Office/cases", "Nextcloud"),
        ("Library/CloudStorage/ProtonDrive-a@example.org/cases", "Proton Drive"),
        ("Documents/cases", ""),
        ("Documents/dropbox-free/cases", ""),
        ("one drive/cases", ""),
    ],
)
def test_synchronised_folders_are_known_by_their_names(tmp_path: Path, path: str, program: str) -> None:
    assert synchronised_by(tmp_path / path) == program


@pytest.mark.parametrize(
    ("mark", "program"),
    [(".dropbox.cache", "Dropbox"), (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
     (".tmp.driveupload", "Google Drive"), (".stfolder", "Syncthing")],
)  # fmt: skip
def test_synchronised_folders_are_known_by_what_their_programs_leave(tmp_path: Path, mark: str, program: str) -> None:
    (tmp_path / "work" / "cases").mkdir(parents=True)
    (tmp_path / mark).mkdir()
    assert synchronised_by(tmp_path / "work" / "cases") == program


def test_a_link_into_a_synchronised_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "Dropbox" / "cases").mkdir(parents=True)
    (tmp_path / "work").symlink_to(tmp_path / "Dropbox")
    assert synchronised_by(tmp_path / "work" / "cases") == "Dropbox"


@pytest.mark.parametrize(("protects", "count"), [(True, 2), (False, 0)])
def test_only_cases_with_protected_people_are_warned_of(tmp_path: Path, protects: bool, count: int) -> None:
    root = tmp_path / "Dropbox"
    case = CaseOutline("a-v-state", "cases/a-v-state", Place("cases/a-v-state/case.yaml", 1), (), protects)
    found = list(check_places(Setting(root, date(2026, 1, 2), root / "output"), [case]))
    assert [finding.code for finding in found] == ["W755"] * count
    assert all("Dropbox copies to other computers" in finding.message for finding in found)


def test_a_build_warns_and_goes_on(tmp_path: Path) -> None:
    office = Office(tmp_path / "OneDrive")
    result = office.build()
    assert [one.code for one in result.findings if one.code == "W755"] == ["W755", "W755"]
    assert not result.failed
    assert json.dumps(office.manifest("public")).count("OneDrive") == 0
