"""The command line as people and programs meet it: status, streams, speed, safety of the terminal, completion."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

TESTS = Path(__file__).parent
SOURCE = str(TESTS.parent / "src")
HEAVY = (
    "weasyprint",
    "pydantic",
    "ruamel",
    "jinja2",
    "lxml",
    "docx",
    "PIL",
    "rich",
    "psutil",
    "filelock",
    "pikepdf",
    "babel",
)


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "submissions", *arguments]


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": SOURCE, **more}


def run(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    options: dict[str, Any] = {"capture_output": True, "encoding": "utf-8"}
    return subprocess.run(command(*arguments), cwd=folder, env=environment(**more), check=False, **options)


def copy_of(name: str, folder: Path) -> Path:
    """Copy a workspace with a fault, and return it."""
    for path in sorted((TESTS / "faults" / "build" / name).rglob("*")):
        if path.is_file():
            target = folder / path.relative_to(TESTS / "faults" / "build" / name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    return folder


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    assert run(tmp_path, "new", "case", "matter").returncode == 0
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_command_line_loads_nothing_heavy_before_it_is_needed() -> None:
    program = f"import submissions.cli, sys; print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment(), capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""


def test_a_check_never_loads_a_writer() -> None:
    modules = "submissions.line.outlines, submissions.line.line, sys"
    program = f"import {modules}; print('weasyprint' in sys.modules, 'docx' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment(), capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "False"]


def test_a_check_writes_nothing(workspace: Path) -> None:
    before = contents(workspace)
    assert run(workspace, "check").returncode == 0
    assert contents(workspace) == before


@pytest.mark.proof
def test_a_case_may_be_named_by_its_path_and_from_any_folder_of_the_workspace(workspace: Path) -> None:
    for folder, name in ((".", "cases/matter"), ("cases", "matter/case.yaml"), ("cases/matter", ".")):
        done = run(workspace / folder, "check", name)
        assert (done.stdout, done.returncode) == ("1 case, 2 documents checked: 0 errors, 0 warnings.\n", 0), folder


@pytest.mark.proof
def test_paths_in_findings_can_be_opened_from_where_the_user_is(workspace: Path) -> None:
    file = workspace / "cases" / "matter" / "case.yaml"
    file.write_text(file.read_text("utf-8").replace("2021-02-06", "2021-02-30"), "utf-8")
    for folder, path in (
        (".", "cases/matter/case.yaml"),
        ("cases/matter", "case.yaml"),
        ("cases/matter/annexes", "../case.yaml"),
    ):
        assert run(workspace / folder, "check").stdout.startswith(f"{path}:")
        assert (workspace / folder / path).exists()


def test_the_findings_of_a_build_go_to_stderr_and_those_of_a_check_to_stdout_with_its_rules(workspace: Path) -> None:
    file = workspace / "cases" / "matter" / "case.yaml"
    file.write_text(file.read_text("utf-8").replace("2021-02-06", "2021-02-30"), "utf-8")
    text, data = run(workspace, "check"), run(workspace, "check", "--format", "json")
    built = run(workspace, "build")
    assert "E112" in built.stderr
    assert "E112" not in built.stdout
    assert "E112" in text.stdout
    assert text.stderr == ""
    assert {json.loads(line)["event"] for line in data.stderr.splitlines()} == {"doing", "planned"}
    assert [finding["code"] for finding in json.loads(data.stdout)["findings"]] == ["E112"]
    assert text.returncode == data.returncode == 1


@pytest.mark.proof
def test_no_control_character_of_the_data_reaches_the_terminal(workspace: Path) -> None:
    file = workspace / "cases" / "matter" / "case.yaml"
    hostile = "\\e[31mred\\a \\u202Eesrever"
    file.write_text(file.read_text("utf-8").replace("state: BIH", f'state: "{hostile}"'), "utf-8")
    done = [
        run(workspace, "check"),
        run(workspace, "check", "a\x1b[31mb"),
        run(workspace, "check", "-t", "\x1b]0;x\x07"),
    ]
    for printed in (each.stdout + each.stderr for each in done):
        assert printed
        assert not any(ord(char) < 32 and char != "\n" for char in printed)
        assert "\u202e" not in printed


@pytest.mark.proof
def test_a_terminal_that_lacks_letters_ends_nothing(workspace: Path) -> None:
    file = workspace / "cases" / "matter" / "case.yaml"
    file.write_text(file.read_text("utf-8").replace("state: BIH", "state: الجزائر"), "utf-8")
    done = run(workspace, "check", PYTHONIOENCODING="ascii")
    assert "error[E" in done.stdout
    assert done.stderr == ""


def test_a_workspace_without_cases_and_a_folder_that_cannot_be_written_are_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "templates").write_text("a file where a folder should be", "utf-8")
    for arguments in (
        ("check", "-w", "."),
        ("new", "template", "ours/letter"),
        ("schema", "-o", "no/such.json"),
    ):
        done = run(tmp_path, *arguments)
        assert done.returncode == 2, arguments
        assert "Error: " in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.proof
def test_the_same_input_gives_the_same_bytes_in_other_time_zones_and_with_other_hash_seeds(workspace: Path) -> None:
    made = []
    for zone, seed, output in (("Pacific/Kiritimati", "1", "first"), ("America/Los_Angeles", "2", "second")):
        done = run(workspace, "build", "-o", output, "--as-of", "2026-11-22", TZ=zone, PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stderr
        kept = (".submissions.lock", ".submissions.made")
        made.append({name: held for name, held in contents(workspace / output).items() if name not in kept})
    assert made[0] == made[1]
    assert len(made[0]) == 2 * 3 + len(["report.html"])


@pytest.mark.proof
def test_source_date_epoch_dates_a_build_in_every_time_zone(workspace: Path) -> None:
    for zone in ("Pacific/Kiritimati", "America/Los_Angeles"):
        done = run(workspace, "check", "--format", "json", SOURCE_DATE_EPOCH="1795348800", TZ=zone)
        assert json.loads(done.stdout)["as_of"] == "2026-11-22"


@pytest.mark.proof
def test_the_public_manifest_holds_nothing_of_the_case_file(workspace: Path) -> None:
    file = workspace / "cases" / "matter" / "case.yaml"
    assert run(workspace, "build", "-f", "html").returncode == 0
    public = (workspace / "output" / "matter" / "public" / "manifest.json").read_text("utf-8")
    filing = (workspace / "output" / "matter" / "filing" / "manifest.json").read_text("utf-8")
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    assert digest in filing
    for secret in (digest, "Nora", "Example", "cases/", "case.yaml", "matter", str(workspace)):
        assert secret not in public
    assert str(workspace) not in filing


@pytest.mark.proof
def test_what_a_case_no_longer_asks_for_is_pointed_out(workspace: Path) -> None:
    assert run(workspace, "build", "-f", "html").returncode == 0
    file = workspace / "cases" / "matter" / "case.yaml"
    file.write_text(file.read_text("utf-8").replace("audiences: [filing, public]", "audiences: [public]"), "utf-8")
    done = run(workspace, "build")
    assert "output/matter/filing/advocacy-brief.en.html: warning[W735]" in done.stderr
    assert done.returncode == 0


@pytest.mark.proof
def test_under_strict_a_warning_stops_a_document(workspace: Path) -> None:
    file = workspace / "cases" / "matter" / "case.yaml"
    text = file.read_text("utf-8")
    file.write_text(text[: text.index("submissions:\n")] + "submissions: []\n", "utf-8")
    plain, strict = run(workspace, "check"), run(workspace, "check", "--strict")
    assert "warning[W706]" in plain.stdout
    assert plain.returncode == 0
    assert "error[W706]" in strict.stdout
    assert strict.returncode == 1


@pytest.mark.proof
def test_one_bad_document_leaves_its_folder_alone_and_the_others_are_made(workspace: Path) -> None:
    file = workspace / "cases" / "matter" / "case.yaml"
    more = "  - {template: parliament/briefing, languages: [en], audiences: [public]}\n"
    file.write_text(file.read_text("utf-8") + more, "utf-8")
    done = run(workspace, "build", "-f", "html")
    assert done.returncode == 1
    assert sorted(name for name in contents(workspace / "output") if name.endswith("html")) == [
        "matter/filing/advocacy-brief.en.html",
        "report.html",
    ]


def wait_until_busy(pid: int) -> None:
    """Wait until the child of a run has worked for longer than its libraries take to load."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if any(each.cpu_times().user > 3 for each in psutil.Process(pid).children()):
            return
        time.sleep(0.1)
    raise AssertionError("the run never came to its endless loop")


@pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGINT for one process")
def test_an_interrupt_ends_cleanly_and_writes_nothing(tmp_path: Path) -> None:
    folder = copy_of("endless-loop", tmp_path)
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8"}
    # What a shell runs in the background is told to let Ctrl-C pass, and tells its children.
    pipes["preexec_fn"] = lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)
    child = subprocess.Popen(command("build"), cwd=folder, env=environment(), start_new_session=True, **pipes)
    wait_until_busy(child.pid)
    os.killpg(child.pid, signal.SIGINT)
    out, err = child.communicate(timeout=60)
    assert child.returncode == 130
    assert "Traceback" not in out + err
    assert "Every file is whole" in err
    assert not (folder / "output").exists()


@pytest.mark.proof
def test_the_shell_completes_cases_templates_and_options(workspace: Path) -> None:
    def complete(words: str, number: int) -> list[str]:
        more = {"_SUBMISSIONS_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(number)}
        return [line.partition(",")[2] for line in run(workspace, **more).stdout.split()]

    assert complete("submissions check ma", 2) == ["matter"]
    assert complete("submissions templates un/ca", 2) == ["un/cat-complaint"]
    assert complete("submissions build -f ", 3) == ["docx", "pdf", "html"]
    assert "verify" in complete("submissions v", 1)


@pytest.mark.proof
def test_the_schema_is_one_that_an_editor_can_use(workspace: Path) -> None:
    schema = json.loads(run(workspace, "schema").stdout)
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert {"case", "people", "submissions"} <= set(schema["properties"])
    assert schema["additionalProperties"] is False
    # What is written beside the cases at their start tells nobody's id.
    written = json.loads((workspace / "case.schema.json").read_text("utf-8"))
    assert (set(written["properties"]), set(written["$defs"])) == (set(schema["properties"]), set(schema["$defs"]))
    first = (workspace / "cases" / "matter" / "case.yaml").read_text("utf-8").splitlines()[0]
    target = first.partition("$schema=")[2]
    assert (workspace / "cases" / "matter" / target).resolve() == (workspace / "case.schema.json").resolve()


def test_the_doctor_says_what_is_there(tmp_path: Path) -> None:
    done = run(tmp_path, "doctor", "--format", "json")
    found = {each["name"]: each for each in json.loads(done.stdout)["found"]}
    assert found["Pango (for PDF)"]["state"] == "ok"
    assert found["fonts"]["state"] == "ok"
    assert all(each["remedy"] for each in found.values() if each["state"] != "ok")
    assert done.returncode == 0


def test_every_command_has_an_example_in_its_help(tmp_path: Path) -> None:
    for name in ("new", "new case", "new template", "check", "build", "templates", "verify", "schema", "doctor"):
        page = run(tmp_path, *name.split(), "--help").stdout
        assert "Example" in page, name
        assert f"submissions {name}" in page.partition("Example")[2], name
