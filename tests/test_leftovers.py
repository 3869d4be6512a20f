"""What stands in a folder and was not made by this run is searched and told, and never taken for what a case gives."""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import shutil
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sampling import first_of
from submissions.cli import main
from submissions.manifest import NAME
from submissions.plan import Selection
from submissions.publish.disk import Disk
from submissions.run import runner
from submissions.run.events import Begun, Doing, Event
from submissions.run.records import Result
from submissions.run.store import STORE
from test_generations import Here, Matter, Office, request

GIVEN, FAMILY = Matter().name
RECORD = "test-record.en.html"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Return an office that built while nobody was protected, and protects her now."""
    monkeypatch.setattr(runner, "Worker", Here)
    office = Office(tmp_path, Matter(protected=False))
    assert not office.build().failed
    office.keep()
    assert FAMILY in (office.public / RECORD).read_text("utf-8")
    become(office, protected=True)
    return office


def become(office: Office, **changes: object) -> None:
    office.matter = replace(office.matter, **changes)
    office.write()


def bring_back(office: Office, *parts: str) -> None:
    for part in parts:
        old, new = office.kept[0] / part, office.output / part
        shutil.rmtree(new, ignore_errors=True)
        (shutil.copytree if old.is_dir() else shutil.copy)(old, new)


def told(result: Result) -> list[tuple[str, str]]:
    return sorted((one.code, one.place.file.removeprefix("output/matter/")) for one in result.findings)


@pytest.mark.proof
@pytest.mark.parametrize("parts", [("matter",), ("matter/public",), ("matter/public", STORE), ("matter", STORE)])
def test_an_older_folder_that_comes_back_is_made_anew(office: Office, parts: tuple[str, ...]) -> None:
    assert not office.build().failed
    bring_back(office, *parts)
    result = office.build()
    assert {row.state for row in result.rows if row.job.audience == "public"} == {"made"}
    assert FAMILY not in "".join(path.read_text("utf-8") for path in office.public.iterdir())
    assert (("N718", "public") in told(result)) == (STORE not in parts)


def test_an_older_public_file_left_standing_by_a_refused_build_is_an_error(office: Office) -> None:
    become(office, typed=True)
    result = office.build()
    assert ("E737", f"public/{RECORD}") in told(result)
    assert "E623" in {code for code, _ in told(result)}
    assert all(GIVEN not in str(one) and FAMILY not in str(one) for one in result.findings)


@pytest.mark.proof
def test_a_run_for_another_audience_looks_at_the_public_folder_too(office: Office) -> None:
    result = office.build(Selection(audiences=("filing",)))
    assert ("E737", f"public/{RECORD}") in told(result)
    assert result.failed


def test_a_document_that_the_case_no_longer_asks_for_is_searched(office: Office) -> None:
    become(office, second=False)
    result = told(office.build())
    assert {("E737", "public/test-second.en.html"), ("W735", "public/test-second.en.html")} <= set(result)


def test_a_public_folder_whose_case_cannot_be_read_is_an_error(office: Office) -> None:
    become(office, broken=True)
    assert ("E738", "public") in told(office.build())


@pytest.mark.few(1)
@pytest.mark.parametrize("name", ["note.txt", "annexes/of/mine.html", ".hidden", RECORD + ".bak"])
def test_a_file_of_anybody_is_searched_wherever_it_lies(office: Office, name: str) -> None:
    office.build()
    path = office.public / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"Ms {FAMILY} was heard.", "utf-8")
    assert ("E737", f"public/{name}") in told(office.build())
    path.write_text("Nobody was heard.", "utf-8")
    assert ("W739", f"public/{name}") in told(office.build())


def test_a_file_whose_name_tells_who_is_not_called_by_it(office: Office) -> None:
    office.build()
    (office.public / f"{FAMILY}.txt").write_text("Nobody.", "utf-8")
    result = office.build()
    assert ("E737", "public") in told(result)
    assert all(FAMILY not in str(one) for one in result.findings)


@pytest.mark.few(1)
@pytest.mark.parametrize("content", [b"PK\x03\x04 torn", b"Rar!\x1a\x07 closed", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_file_that_cannot_be_searched_may_not_stand_there(office: Office, content: bytes) -> None:
    office.build()
    (office.public / "note.bin").write_bytes(content)
    assert ("E738", "public/note.bin") in told(office.build())


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_a_link_may_not_stand_there(office: Office) -> None:
    office.build()
    (office.public / "link.html").symlink_to(office.kept[0] / "matter" / "public" / RECORD)
    (office.public / "folder").symlink_to(office.kept[0])
    assert {("E738", "public/link.html"), ("E738", "public/folder")} <= set(told(office.build()))


@pytest.mark.proof
def test_what_was_searched_is_not_searched_again_until_somebody_else_is_protected(office: Office) -> None:
    become(office, protected=False)
    office.build()
    (office.public / "note.txt").write_text(f"{FAMILY} was heard.", "utf-8")
    assert told(office.build()) == told(office.build()) == [("W739", "public/note.txt")]
    become(office, protected=True)
    assert ("E737", "public/note.txt") in told(office.build())


def test_a_case_that_is_changed_while_it_is_built_is_not_published(office: Office) -> None:
    """A change that is taken back before the end counts too: what was read in between is known to nobody."""
    path = office.root / "cases" / "matter" / "case.yaml"
    protects = path.read_text("utf-8")
    before = (office.public / RECORD).read_bytes()

    def edit(event: Event) -> None:
        if event == Doing("reading the cases"):
            path.write_text(replace(office.matter, protected=False).text(), "utf-8")
        if isinstance(event, Begun) and str(event.job) == "matter: test/second (en, public)":
            path.write_text(protects, "utf-8")

    result = runner.run(request(office.root, Selection()), edit)
    assert {row.state for row in result.rows} == {"refused"}
    assert "E716" in {code for code, _ in told(result)}
    assert (office.public / RECORD).read_bytes() == before
    assert {row.state for row in office.build().rows} == {"made"}
    assert FAMILY not in (office.public / RECORD).read_text("utf-8")


class Meddling(Disk):
    """A disk on which another program puts its own file in place of each page as soon as that is published."""

    def replace(self, source: Path, target: Path) -> None:
        super().replace(source, target)
        if target.name == RECORD:
            target.write_text("Nobody.", "utf-8")


@pytest.mark.proof
def test_a_file_that_another_program_replaces_meanwhile_is_no_file_of_ours(office: Office) -> None:
    result = runner.run(request(office.root, Selection()), disk=Meddling())
    assert ("E728", f"public/{RECORD}") in told(result)
    assert result.failed
    assert ("E724", f"public/{RECORD}") in told(office.build())


Spoil = Callable[[dict[str, object]], None]


def spoil_files(entry: dict[str, object]) -> None:
    entry["files"] = "x"


def spoil_counts(entry: dict[str, object]) -> None:
    entry["words"] = "many"


def spoil_searched(entry: dict[str, object]) -> None:
    entry["searched"] = {"x": 1}


@pytest.mark.proof
@pytest.mark.parametrize("spoil", [spoil_files, spoil_counts, spoil_searched])
def test_a_spoilt_entry_of_the_store_only_costs_time(
    office: Office, spoil: Callable[[dict[str, object]], None]
) -> None:
    office.build()
    data = json.loads((office.output / STORE).read_text("utf-8"))
    for entry in data.values():
        spoil(entry)
    (office.output / STORE).write_text(json.dumps(data), "utf-8")
    assert {row.state for row in office.build().rows} == {"unchanged"}


@pytest.mark.proof
@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
@pytest.mark.parametrize("audience", ["public", "filing"])
def test_a_file_with_a_name_elsewhere_is_told_until_it_is_made_anew(office: Office, audience: str) -> None:
    office.build()
    path = office.output / "matter" / audience / RECORD
    os.link(path, office.root / "kept.html")
    os.link(path, path.with_name("second (edited 2021-05-03).html"))
    assert [place for code, place in told(office.build()) if code == "W744"] == [
        f"{audience}/second (edited 2021-05-03).html", f"{audience}/{RECORD}",
    ]  # fmt: skip
    status, output = ask(office, "verify")
    assert (status, output.count("warning[W744]")) == (0, 2)
    (office.root / "kept.html").unlink()
    assert "W744" not in {code for code, _ in told(office.build())}
    os.link(path, office.root / "kept.html")
    for name in (RECORD, "second (edited 2021-05-03).html"):
        path.with_name(name).unlink()
    assert "W744" not in {code for code, _ in told(office.build())}


class Busy(Disk):
    """A disk that says when it is first written to, and then waits until it is told to go on."""

    def __init__(self, ready: Any, done: Any) -> None:
        self.ready, self.done = ready, done

    def write(self, path: Path, content: bytes, mode: int) -> None:
        self.ready.set()
        self.done.wait(30)
        super().write(path, content, mode)


def build_slowly(root: str, ready: Any, done: Any) -> None:
    runner.Worker = Here
    runner.run(request(Path(root), Selection()), disk=Busy(ready, done))


@pytest.mark.skipif(sys.platform != "linux", reason="a process that begins where this one stands")
def test_a_second_build_waits_for_the_first_says_so_once_and_goes_on(office: Office) -> None:
    context = multiprocessing.get_context("fork")
    ready, done = context.Event(), context.Event()
    first = context.Process(target=build_slowly, args=(str(office.root), ready, done))
    first.start()
    assert ready.wait(30)
    later = threading.Timer(2.0, done.set)  # the second begins to wait before that, on a busy machine too
    later.start()
    build = ["build", "-w", str(office.root), "--as-of", "2021-05-03"]
    second = CliRunner().invoke(main, build)
    first.join(30)
    assert (first.exitcode, second.exit_code) == (0, 0)
    assert second.stderr == "waiting for another build to finish ...\n"
    assert "0 errors" in second.stdout
    assert ask(office, "verify") == (0, "4 files read again: all as made.\n")
    assert CliRunner().invoke(main, build).stderr == ""


# --- folders of no case ---


def rename_the_case(office: Office) -> None:
    """Give the case another id, and so another folder."""
    old = office.root / "cases" / "matter"
    new = old.with_name("matters")
    old.rename(new)
    (new / "case.yaml").write_text(office.matter.text().replace("id: matter,", "id: matters,"), "utf-8")


def copied_beside(name: str) -> Callable[[Office], None]:
    def copy(office: Office) -> None:
        target = office.output / name
        target.mkdir(parents=True)
        shutil.copy(office.public / RECORD, target / RECORD)

    return copy


def moved_deeper(office: Office) -> None:
    shutil.copytree(office.output / "matter", office.output / "old" / "copies" / "matter")


OF_NO_CASE: dict[str, tuple[Callable[[Office], None], set[tuple[str, str]]]] = {
    "a case with another id": (rename_the_case, {("E742", "matter/public"), ("W743", "matter/filing")}),
    "a copy by a program that syncs": (copied_beside("matter/public (1)"), {("E742", "matter/public (1)")}),
    "a copy in other letters": (copied_beside("Matter/Public"), {("E742", "Matter/Public")}),
    "a folder without a manifest": (copied_beside("other/filing"), {("W743", "other/filing")}),
    "a copy of the whole": (
        moved_deeper,
        {("E742", "old/copies/matter/public"), ("W743", "old/copies/matter/filing")},
    ),
}


@pytest.mark.few(1)
@pytest.mark.parametrize("kind", first_of(list(OF_NO_CASE), 2))
def test_a_folder_that_no_case_answers_for_is_told_by_build_verify_and_status(office: Office, kind: str) -> None:
    office.build()
    change, expected = OF_NO_CASE[kind]
    change(office)
    for command in ("build", "verify", "status"):
        status, output = ask(office, command)
        found = set(re.findall(r"^(?:.*/)?output/(.*): (?:error|warning)\[(E742|W743)\]", output, re.MULTILINE))
        assert {(code, place) for place, code in found} == expected, command
        assert status == 1 or not any(code == "E742" for code, _ in expected)


@pytest.mark.proof
def test_a_run_over_some_cases_only_says_nothing_of_the_others(office: Office) -> None:
    office.build()
    copied_beside("other/public")(office)
    assert "E742" not in ask(office, "build", "matter")[1]
    shutil.rmtree(office.output / "other")
    (office.output / "other" / "public").mkdir(parents=True)
    (office.output / "notes" / "drafts").mkdir(parents=True)
    (office.output / "notes" / "drafts" / "list.txt").write_text("mine", "utf-8")
    assert "E742" not in ask(office, "build")[1]


# --- verify and status ---


def ask(office: Office, *arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, [*arguments, "-w", str(office.root)])
    return done.exit_code, done.output


@pytest.mark.proof
@pytest.mark.parametrize("part", first_of(["matter/public", f"matter/public/{NAME}"]))
def test_verify_and_status_tell_a_folder_of_another_generation(office: Office, part: str) -> None:
    office.build()
    assert ask(office, "verify") == (0, "4 files read again: all as made.\n")
    bring_back(office, part)
    for command in ("verify", "status"):
        status, output = ask(office, command)
        assert status == 1
        assert "output/matter/public: error[E719]" in output


@pytest.mark.proof
def test_verify_warns_of_what_its_case_has_overtaken(office: Office) -> None:
    status, output = ask(office, "verify")
    assert (status, output.count("warning[W717]")) == (0, 4)
    assert "4 files read again: all as made, 4 overtaken by a change since.\n" in output
    office.build()
    assert "W717" not in ask(office, "verify")[1]


@pytest.mark.proof
def test_status_tells_that_a_public_file_names_somebody_protected_today(office: Office) -> None:
    status, output = ask(office, "status")
    assert status == 1
    assert f"output/matter/public/{RECORD}: error[E737]" in output
    assert FAMILY not in output
