"""`submissions import` shows what it understood, writes when it is asked to, and says what stands against it."""

from __future__ import annotations

import json
import stat
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from submissions.cli import main
from submissions.publish.fresh import FileChangedError, rewrite
from table_files import CASE, separated

GOOD = [["id", "date", "text"], ["new", "2021", "Two"]]


class Desk:
    """A workspace with one case, and the command."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.case = folder / "cases" / "one" / "case.yaml"
        self.case.parent.mkdir(parents=True)
        self.case.write_text(CASE.replace("annexes:\n", ""), "utf-8")
        self.case.chmod(0o640)

    def bring(self, listed: str, rows: Sequence[Sequence[str]], *options: str) -> Result:
        table = self.folder / "t.csv"
        table.write_bytes(separated(rows))
        given = ["import", listed, str(table), "--case", "one", "-w", str(self.folder), *options]
        done = CliRunner().invoke(main, given)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("desk"))


def test_nothing_is_written_until_it_is_asked_for_and_then_once(desk: Desk) -> None:
    before = desk.case.read_bytes()
    shown = desk.bring("events", GOOD)
    assert (shown.exit_code, desk.case.read_bytes()) == (0, before)
    assert "new" in shown.stdout
    assert shown.stdout.splitlines()[-1] == (
        "1 row understood; nothing is written yet: look at each, then say it again with --write."
    )
    done = json.loads(desk.bring("events", GOOD, "--write", "--format", "json").stdout)
    assert (done["written"], done["rows"][0]["id"], done["findings"]) == (True, "new", [])
    after = desk.case.read_bytes()
    assert after != before
    assert stat.S_IMODE(desk.case.stat().st_mode) == 0o640
    assert [path.name for path in desk.case.parent.iterdir()] == ["case.yaml"]
    again = desk.bring("events", GOOD, "--write")
    assert (again.exit_code, desk.case.read_bytes()) == (1, after)
    assert "error[E188]: the id of this row is in the case already, in line 10" in again.stderr


def test_what_the_case_refuses_is_told_at_the_cell(desk: Desk) -> None:
    before = desk.case.read_bytes()
    rows = [
        ["id", "role", "name", "nationality", "born"],
        ["nora", "boss", "@r", "XYZ", "2019-13"],
        ["r2", "", "", "", ""],
    ]
    done = desk.bring("people", rows, "--write")
    assert (done.exit_code, desk.case.read_bytes()) == (1, before)
    codes = [line.rpartition("t.csv:")[2].partition("]")[0] for line in done.stderr.splitlines() if "t.csv:" in line]
    assert sorted(codes) == [
        "2:2: error[E118", "2:4: error[E119", "2:5: error[E112", "3:1: error[E114", "3:1: error[E114",
    ]  # fmt: skip


def test_an_id_that_holds_a_protected_name_is_told_without_it(desk: Desk) -> None:
    rows = [["id", "role", "name", "pseudonym"], ["zumra-k", "witness", "Zumra Kolic", "Witness 1"]]
    done = desk.bring("people", rows)
    assert "t.csv:2:1: warning[W150]" in done.stderr
    assert "Zumra" not in done.stderr


def test_a_case_file_that_was_changed_meanwhile_is_left(desk: Desk) -> None:
    held = desk.case.read_bytes()
    with pytest.raises(FileChangedError):
        rewrite(desk.case, held + b"#", b"new")
    assert desk.case.read_bytes() == held
    assert [path.name for path in desk.case.parent.iterdir()] == ["case.yaml"]


@pytest.mark.parametrize("given", [["t.csv"], ["no-such.csv", "--case", "one"], ["t.csv", "--case", "two"]])
def test_wrong_use_is_told(desk: Desk, given: list[str]) -> None:
    done = CliRunner().invoke(main, ["import", "events", *given, "-w", str(desk.folder)])
    assert done.exit_code == 2
