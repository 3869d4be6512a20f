"""At the source: where the papers of a case lie, who can open them, and what their names tell."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

import submissions
from submissions.cli import main
from submissions.findings import Finding
from submissions.folding import fold
from submissions.line.outcome import Setting
from submissions.line.outlines import outline_case
from submissions.line.stages import Bench
from submissions.run.places import is_remote, seen_by_others
from submissions.source.files import files_of_case


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


STARTER = Path(submissions.__file__).parent / "scaffold" / "case" / "case.yaml"
ANNEX = "annexes:\n  - id: {id}\n    title: A paper\n    file: {file}\n"


def case_of(
    root: Path, *, person: str = "r", annex: str = "paper", file: str = "annexes/paper.pdf", **names: str
) -> Path:
    """Write the starter's case with other names in it, and one annex; return its folder."""
    folder = root / "cases" / "one"
    text = STARTER.read_text(encoding="utf-8").replace("CASE-ID", "one")
    text = text.replace("given: Nora", f"given: {names.get('given', 'Nora')}")
    text = text.replace("family: Winters", f"family: {names.get('family', 'Winters')}")
    text = re.sub(r"@r\b", f"@{person}", text.replace("- id: r\n", f"- id: {person}\n"))
    (folder / file).parent.mkdir(parents=True)
    (folder / file).write_bytes(b"%PDF-1.4\n")
    (folder / "case.yaml").write_text(text + ANNEX.format(id=annex, file=file), encoding="utf-8")
    return folder


def outlined(root: Path, *codes: str) -> list[Finding]:
    """Return what planning finds against the case as such, of the codes named."""
    setting = Setting(root, date(2026, 1, 2), root / "output", writes=False)
    _, findings = outline_case(Bench(), setting, "cases/one")
    assert not [finding for finding in findings if finding.is_error]
    return [finding for finding in findings if finding.code in codes]


@pytest.mark.few(4)
@pytest.mark.parametrize(
    ("given", "family", "names"),
    [
        ("Ottilie", "Brandhuber", {"person": "brandhuber-o"}),
        ("Ottilie", "Brandhuber", {"annex": "statement-ottilie"}),
        ("Ottilie", "Brandhuber", {"file": "annexes/OttilieBrandhuber_2021.pdf"}),
        ("Ottilie", "Brandhuber", {"file": "annexes/brandhuber/paper.pdf"}),
        ("Ottilie", "Brandhuber", {"file": "annexes/stmtbrandhubero2.pdf"}),
        ("Željka", "Šimunović", {"person": "zeljka"}),
        ("Željka", "Šimunović", {"annex": "izjavasimunovic"}),
        ("Анфиса", "Верещагина", {"file": "annexes/допросверещагина.pdf"}),
        ("Željka", "Šimunović", {"file": "annexes/simunovic.pdf"}),
        ("Анфиса", "Верещагина", {"person": "anfisa"}),
        ("Анфиса", "Верещагина", {"file": "annexes/Показания Верещагиной.pdf"}),
        ("زهراء", "البغدادي", {"file": "annexes/إفادة البغدادي.pdf"}),
        ("Ελπινίκη", "Παπαδάκη", {"file": "annexes/Παπαδάκη.pdf"}),
        ("Gülşen", "Karabulut", {"file": "annexes/karabulut-ifade.pdf"}),
        ("Nguyệt", "Trương", {"file": "annexes/TRUONG nguyet.pdf"}),
        ("María José", "Echeverría", {"annex": "declaracion-echeverria"}),
    ],
)
def test_ids_and_names_of_files_that_hold_a_protected_name_are_warned_of_and_not_repeated(
    tmp_path: Path, given: str, family: str, names: dict[str, str]
) -> None:
    case_of(tmp_path, given=given, family=family, **names)
    (finding,) = outlined(tmp_path, "W150")
    said = fold(f"{finding} {finding.help}")
    assert not [word for word in (*fold(given).split(), *fold(family).split()) if word in said]
    assert fold(next(iter(names.values()))) not in said
    assert re.search(r"at line 3[68]$", finding.message)


def test_an_ordinary_case_is_not_warned_of(tmp_path: Path) -> None:
    case_of(tmp_path)
    for name in ("winter-2021.md", "honoraires.txt", "prosecutor.txt", "interim.txt"):
        (tmp_path / "cases" / "one" / name).write_text("It was cold.", encoding="utf-8")
    assert outlined(tmp_path, "W150", "W758") == []


def test_check_alone_warns_of_a_telling_file_that_the_case_does_not_name_yet(tmp_path: Path) -> None:
    case_of(tmp_path)
    (tmp_path / "cases" / "one" / "notes").mkdir()
    (tmp_path / "cases" / "one" / "notes" / "call with nora.txt").touch()
    result = CliRunner().invoke(main, ["check", "--audience", "filing", "--workspace", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert result.output.count("W150") == 1
    assert "nora" not in result.output.casefold()


@pytest.mark.proof
def test_a_file_with_a_name_elsewhere_is_warned_of_and_stops_what_is_public(tmp_path: Path) -> None:
    folder = case_of(tmp_path)
    run = ["build", "--workspace", str(tmp_path), "--as-of", "2026-01-02", "-f", "docx"]
    assert CliRunner().invoke(main, run).exit_code == 0
    os.link(folder / "annexes" / "paper.pdf", tmp_path / "elsewhere.pdf")
    (finding,) = outlined(tmp_path, "W758")
    assert "elsewhere.pdf" not in f"{finding}{finding.help}"
    for output in (tmp_path / "output", tmp_path / "other"):  # one holds what was made before, the other nothing
        result = CliRunner().invoke(main, [*run, "--output", str(output)])
        assert result.exit_code == 1
        assert "error[E759]" in result.output
        assert (output / "one" / "filing" / "advocacy-brief.en.docx").exists()
    assert not (tmp_path / "other" / "one" / "public" / "advocacy-brief.en.docx").exists()
    (tmp_path / "elsewhere.pdf").unlink()
    assert CliRunner().invoke(main, run).exit_code == 0


def test_an_annex_in_a_hidden_folder_is_looked_at_as_any_other(tmp_path: Path) -> None:
    folder = case_of(tmp_path, file=".kept/brandhuber.pdf", given="Ottilie", family="Brandhuber")
    (folder / ".git").mkdir()
    (folder / ".git" / "brandhuber").touch()
    os.link(folder / ".kept" / "brandhuber.pdf", tmp_path / "elsewhere.pdf")
    assert {one.code for one in outlined(tmp_path, "W150", "W758")} == {"W150", "W758"}
    assert len(outlined(tmp_path, "W150")) == 1


def test_two_names_within_the_case_folder_are_no_names_elsewhere(tmp_path: Path) -> None:
    folder = case_of(tmp_path)
    os.link(folder / "annexes" / "paper.pdf", folder / "copy.pdf")
    assert not any(file.is_elsewhere for file in files_of_case(folder))
    (folder / ".git").mkdir()
    os.link(folder / "copy.pdf", folder / ".git" / "kept")
    assert [file.name for file in files_of_case(folder) if file.is_elsewhere] == ["annexes/paper.pdf", "copy.pdf"]
