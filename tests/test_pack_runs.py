"""Whole runs of `submissions pack`: what lies there afterwards, whatever happens meanwhile."""

from __future__ import annotations

import csv
import json
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from packs import PACK, RECIPIENTS, pack_in
from submissions.cli import main

CASE = """\
case: {{id: {id}, title: R v Exampleland, short_title: R v Exampleland, themes: [reparation]}}
state: BIH
organisation: {{name: Example Legal Aid, address: "1 Example Street, Geneva"}}
people:
  - id: r
    role: survivor
    name: Nora Winters
    pseudonym: R
    protected: [name]
    consent:
      - {{scope: submit, date: 2026-01-02, form: written{only}}}
      - {{scope: share, date: 2026-01-02, form: written}}
texts:
  standfirst: "@r was tortured in 2021 and has had no redress."
  ask: Ask the Government when it will pay @r.
  key_points: "- A court has ordered compensation. Nobody has paid."
questions: [When will the Government pay @r what the court ordered?]
submissions: [{{template: parliament/briefing, languages: [en], audiences: [filing, public]}}]
"""
TWO = PACK.replace("[one]", "[one, two]") + RECIPIENTS


def workspace(folder: Path, pack: str = TWO, **only: str) -> Path:
    for name in ("one", "two"):
        (folder / "cases" / name).mkdir(parents=True)
        text = CASE.format(id=name, only=only.get(name, ""))
        (folder / "cases" / name / "case.yaml").write_text(text, "utf-8")
    return pack_in(folder, pack)


def run(root: Path, *more: str) -> tuple[int, dict[str, Any]]:
    result = CliRunner().invoke(main, ["pack", "-w", str(root), "--as-of", "2026-05-20", "--format", "json", *more])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code in (0, 1), result.output
    return result.exit_code, json.loads(result.stdout)


def files_in(root: Path) -> dict[str, bytes]:
    folder = root / "output" / "packs"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in {".submissions.lock", ".made.json"}
    }


def test_packs_are_listed_by_their_deadlines_with_what_is_missing(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    pack_in(root, TWO.replace("2026-06-01", "2026-05-01").replace("[one, two]", "[one]"), "earlier")
    status, told = run(root, "--due")
    assert status == 0
    assert [(row["pack"], row["days"], row["made"], row["recipients"]) for row in told["packs"]] == [
        ("earlier", -19, 0, 2),
        ("session", 12, 0, 2),
    ]
    assert "output/one/public/parliament-briefing.en.docx is not built yet" in told["packs"][0]["missing"]
    assert "W783 packs/earlier.yaml 6" in [
        f"{one['code']} packs/{one['file'].rpartition('/')[2]} {one['line']}" for one in told["findings"]
    ]
    assert not (root / "output").exists()


def test_a_pack_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["pack", "sesion", "-w", str(workspace(tmp_path))])
    assert result.exit_code == 2
    assert "Did you mean 'session'?" in result.output


@pytest.mark.proof
def test_each_recipient_gets_a_whole_pack(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    status, told = run(root)
    assert status == 0, told["findings"]
    assert [(one["recipient"], one["state"], one["documents"]) for one in told["packs"]] == [
        ("jane-ambassador", "made", 2),
        ("jean-delegue", "made", 2),
    ]
    made = files_in(root)
    own = sorted(name.removeprefix("session/jane-ambassador/") for name in made if "/jane" in name)
    documents = [f"0{number}-{case}.parliament-briefing.en" for number, case in ((1, "one"), (2, "two"))]
    assert own == sorted([
        "combined.pdf", "index.csv", "index.docx", "index.pdf", "letter.docx", "letter.pdf", "manifest.json",
        "session.zip", *(f"pdf/{one}.pdf" for one in documents), *(f"word/{one}.docx" for one in documents),
    ])  # fmt: skip
    for one in documents:
        case = one[3:6]
        assert (
            made[f"session/jane-ambassador/pdf/{one}.pdf"]
            == (root / "output" / case / "public" / "parliament-briefing.en.pdf").read_bytes()
        )
    with zipfile.ZipFile(root / "output" / "packs" / "session" / "jane-ambassador" / "session.zip") as archive:
        held = {name.removeprefix("session/"): archive.read(name) for name in archive.namelist()}
    assert held == {name: made[f"session/jane-ambassador/{name}"] for name in own if name[-4:] not in (".zip", "json")}
    rows = list(csv.reader(made["session/jane-ambassador/index.csv"].decode("utf-8-sig").splitlines()))
    assert [row[2] for row in rows[1:]] == ["R v Exampleland"] * 2
    folder = root / "output" / "packs" / "session"
    assert {path.stat().st_mode & 0o077 for path in (folder / "jane-ambassador").rglob("*")} == {0}


@pytest.mark.proof
def test_a_second_run_makes_what_has_changed_alone_and_the_same_bytes_elsewhere(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    run(root)
    made = files_in(root)
    status, told = run(root)
    assert (status, {one["state"] for one in told["packs"]}) == (0, {"unchanged"})
    assert files_in(root) == made
    (root / "output" / "packs" / "session" / "jean-delegue" / "letter.pdf").unlink()
    assert [one["state"] for one in run(root)[1]["packs"]] == ["unchanged", "made"]
    assert files_in(root) == made
    pack_in(root, TWO.replace("votre question du 9 mai", "votre lettre"))
    assert {one["state"] for one in run(root)[1]["packs"]} == {"unchanged", "made"}
    pack_in(root, TWO.replace("name: Jane Ambassador, ", "name: Jane Ambassador, id: jane, "))
    assert [one["file"].rpartition("/")[2] for one in run(root)[1]["findings"] if one["code"] == "W735"] == [
        "jane-ambassador"
    ]
    again = workspace(tmp_path / "elsewhere")
    run(again)
    assert files_in(again) == made
    result = CliRunner().invoke(main, ["verify", "-w", str(again)])
    assert result.exit_code == 0, result.output


@pytest.mark.proof
def test_a_case_with_a_fault_or_without_consent_stops_no_other_and_leaves_the_pack(tmp_path: Path) -> None:
    root = workspace(tmp_path, two=", not_for: [Jane Ambassador]")
    status, told = run(root)
    assert status == 1
    assert [
        (one["recipient"], one["documents"], [(lack["case"], lack["code"]) for lack in one["missing"]])
        for one in told["packs"]
    ] == [
        ("jane-ambassador", 1, [("two", "E774")]),
        ("jean-delegue", 2, []),
    ]
    case = root / "cases" / "one" / "case.yaml"
    case.write_text(case.read_text("utf-8").replace("state: BIH", "state: Nowhere"), "utf-8")
    status, told = run(root)
    assert status == 1
    assert [(one["recipient"], one["state"], one["documents"]) for one in told["packs"]] == [
        ("jane-ambassador", "refused", 0),
        ("jean-delegue", "made", 1),
    ]
    jean = root / "output" / "packs" / "session" / "jean-delegue"
    assert [path.name for path in sorted(jean.glob("pdf/*"))] == ["01-two.parliament-briefing.en.pdf"]


@pytest.mark.proof
@pytest.mark.parametrize(
    "where", ["title: {en: Nora Winters", "letter: Dear all of Jean Délégué.\ntitle: {en: Redress"]
)
def test_a_pack_that_would_tell_who_is_protected_or_of_another_recipient_is_not_made(
    where: str, tmp_path: Path
) -> None:
    root = workspace(tmp_path, TWO.replace("title: {en: Redress that waits", where))
    status, told = run(root)
    codes = {one["code"] for one in told["findings"]}
    assert status == 1
    assert codes & {"E775", "E776"}
    assert ("jane-ambassador", "refused") in [(one["recipient"], one["state"]) for one in told["packs"]]
    assert not any("jane-ambassador" in name for name in files_in(root))
    assert "Winters" not in json.dumps(told["findings"])


@pytest.mark.proof
def test_who_is_protected_since_stops_a_pack_that_stands(tmp_path: Path) -> None:
    root = workspace(tmp_path, TWO.replace("Redress that waits", "The matter of Vesna Marlow"))
    assert run(root)[0] == 0
    case = root / "cases" / "two" / "case.yaml"
    more = "texts:\n".join(case.read_text("utf-8").split("texts:\n", 1)[:1])
    rest = case.read_text("utf-8").removeprefix(more)
    witness = "  - {id: w, role: witness, name: Vesna Marlow, pseudonym: W}\n"
    case.write_text(f"{more}{witness}{rest}", "utf-8")
    status, told = run(root)
    assert status == 1
    assert {"E775", "W735"} <= {one["code"] for one in told["findings"]}
    # The title in the other recipient's language names nobody.
    assert [one["state"] for one in told["packs"]] == ["refused", "unchanged"]


@pytest.mark.proof
def test_a_file_that_was_changed_in_its_public_folder_goes_into_no_pack(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    run(root)
    (root / "output" / "two" / "public" / "parliament-briefing.en.docx").write_bytes(b"somebody's own")
    status, told = run(root)
    assert status == 1
    assert [one["documents"] for one in told["packs"]] == [1, 1]
    assert {lack["case"] for one in told["packs"] for lack in one["missing"]} == {"two"}


@pytest.mark.proof
@pytest.mark.skipif(sys.platform == "win32", reason="a signal that nothing can hold back is POSIX'")
def test_a_run_that_is_killed_leaves_no_half_pack(tmp_path: Path) -> None:
    whole = workspace(tmp_path / "whole")
    run(whole)
    wanted = files_in(whole)
    root = workspace(tmp_path / "killed")
    command = [sys.executable, "-m", "submissions", "pack", "-w", str(root), "--as-of", "2026-05-20"]
    chance = random.Random(15)  # noqa: S311 - moments to be killed at, the same each time
    for _ in range(6):
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(chance.uniform(2, 14))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for receiver in ("jane-ambassador", "jean-delegue"):
            folder = root / "output" / "packs" / "session" / receiver
            is_settled = not (folder / ".submissions-staging").exists()
            if is_settled and (folder / "manifest.json").exists():
                found = {name: content for name, content in files_in(root).items() if f"/{receiver}/" in name}
                assert found == {name: content for name, content in wanted.items() if f"/{receiver}/" in name}
    status, _ = run(root)
    assert status == 0
    assert files_in(root) == wanted
