"""At the source: where the papers of a case lie, who can open them, and what their names tell."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from submissions.cli import main
from submissions.run.places import is_remote, seen_by_others


@pytest.mark.parametrize(
    ("place", "how"),
    [("Users/Shared/work", "everybody"), ("Users/Public/Documents", "everybody"), ("Users/shared-papers/work", "")],
)
def test_folders_that_every_account_may_open_are_known(tmp_path: Path, place: str, how: str) -> None:
    assert seen_by_others(tmp_path / place).startswith(how)
    assert bool(seen_by_others(tmp_path / place)) == bool(how)


@pytest.mark.parametrize(
    ("kind", "options", "remote"),
    [("nfs4", "rw,relatime", True), ("CIFS", "rw", True), ("fuse.sshfs", "rw", True), ("NTFS", "rw,remote", True),
     ("ext4", "rw,noremote", False), ("apfs", "rw,local", False), ("NTFS", "rw,fixed", False)],
)  # fmt: skip
def test_disks_of_other_computers_are_known(kind: str, options: str, remote: bool) -> None:
    assert is_remote(kind, options) is remote


def test_a_new_case_is_for_its_owner_only_whatever_the_mask(tmp_path: Path) -> None:
    root = tmp_path / "work"
    root.mkdir()
    before = os.umask(0)
    try:
        result = CliRunner().invoke(main, ["new", "case", "one", "--workspace", str(root)])
    finally:
        os.umask(before)
    assert result.exit_code == 0, result.output
    assert "W755" not in result.output
    made = [root / "cases" / "one", root / "cases" / "one" / "annexes", root / "cases" / "one" / "case.yaml"]
    if os.name == "posix":
        assert [oct(path.stat().st_mode & 0o777) for path in made] == ["0o700", "0o700", "0o600"]
    assert all(path.exists() for path in made)


@pytest.mark.parametrize("place", ["OneDrive - NGO/Documents/f", "Sciebo/f"])
def test_new_and_check_warn_of_a_synchronised_folder_before_a_name_is_typed(tmp_path: Path, place: str) -> None:
    root = tmp_path / place
    root.mkdir(parents=True)
    (tmp_path / "Sciebo").mkdir(exist_ok=True)
    (tmp_path / "Sciebo" / ".owncloudsync.log").touch()
    for command in (["new", "case", "one"], ["check"]):
        result = CliRunner().invoke(main, [*command, "--workspace", str(root)])
        assert result.exit_code == 0, result.output
        assert result.output.count("W755") == 1, command


def test_check_warns_of_a_case_that_it_cannot_read(tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox" / "cases" / "one"
    folder.mkdir(parents=True)
    (folder / "case.yaml").write_text("people: [\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["check", "--workspace", str(tmp_path / "Dropbox")])
    assert result.exit_code == 1
    assert "W755" in result.output
