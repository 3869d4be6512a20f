"""`submissions status`: what was published and how it stands today."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from submissions.cli import main

BODY = "# A heading\n\nWords of {{ organisation.name }}.\n"
NOTE = """\
title: {en: A note}
purpose: {en: To stand beside another document.}
languages: [en]
audiences: [filing, public]
numbered: false
frame: brief
contents: false
"""
SHARE = "{scope: share, date: 2025-03-14, form: written}"
SUBMIT = "{scope: submit, date: 2025-03-14, form: written}"
FILES = [
    f"matter/{audience}/{name}.en.html" for audience in ("filing", "public") for name in ("advocacy-brief", "ours-note")
]


class Office:
    """A workspace with one case of two templates, of which one asks for no consent, built as HTML."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        assert CliRunner().invoke(main, ["new", "case", "matter", "-w", str(folder)]).exit_code == 0
        note = folder / "templates" / "ours" / "note"
        note.mkdir(parents=True)
        (note / "template.yaml").write_text(NOTE, "utf-8")
        (note / "en.md").write_text(BODY, "utf-8")
        self.case = folder / "cases" / "matter" / "case.yaml"
        own = "submissions:\n  - {template: ours/note, languages: [en], audiences: [filing, public]}\n"
        self.change("submissions:\n", own)

    def change(self, old: str, new: str) -> None:
        text = self.case.read_text("utf-8")
        assert old in text
        self.case.write_text(text.replace(old, new, 1), "utf-8")

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(main, [*words, "-w", str(self.folder)])

    def build(self) -> Result:
        return self.run("build", "-f", "html", "--as-of", "2026-01-02")

    def status(self, *words: str, day: str = "2026-01-02") -> tuple[int, dict[str, Any]]:
        done = self.run("status", *words, "--as-of", day, "--format", "json")
        return done.exit_code, json.loads(done.stdout)

    def path(self, name: str) -> Path:
        return self.folder / "output" / name


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path)
    done = office.build()
    assert done.exit_code == 0, done.output
    return office


def states(data: dict[str, Any]) -> dict[str, str]:
    return {file["path"].partition("output/")[2]: file["state"] for file in data["files"]}


def lacking(data: dict[str, Any]) -> list[str]:
    return [file["path"].partition("output/")[2] for file in data["files"] if file["lacks_consent"]]


@pytest.mark.proof
def test_what_was_built_a_moment_ago_is_up_to_date(office: Office) -> None:
    code, data = office.status()
    assert (code, states(data), data["findings"]) == (0, dict.fromkeys(FILES, "current"), [])


@pytest.mark.proof
def test_a_later_day_alone_overtakes_nothing(office: Office) -> None:
    code, data = office.status(day="2026-11-22")
    assert (code, set(states(data).values())) == (0, {"current"})


def test_a_withdrawal_after_the_build_names_the_document_the_person_and_the_scope(office: Office) -> None:
    office.change(SHARE, SHARE.replace("}", ", withdrawn: 2026-02-01}"))
    code, data = office.status(day="2026-02-02")
    assert code == 1
    assert lacking(data) == ["matter/filing/advocacy-brief.en.html"]
    (finding,) = data["findings"]
    assert finding["code"] == "E146"
    assert finding["file"].endswith("output/matter/filing/advocacy-brief.en.html")
    assert "'r' to 'share'" in finding["message"]
    assert "out of circulation" in finding["help"]
    assert office.status(day="2026-01-31")[0] == 0


@pytest.mark.proof
def test_what_is_missing_is_worked_out_from_the_case_and_stands_in_no_manifest(office: Office) -> None:
    office.change(SUBMIT, SUBMIT.replace("}", ", until: 2026-06-30}"))
    for audience in ("filing", "public"):
        assert "consent" not in office.path(f"matter/{audience}/manifest.json").read_text("utf-8")
    assert office.status(day="2026-06-30")[0] == 0
    code, data = office.status(day="2026-07-01")
    assert code == 1
    assert lacking(data) == [name for name in FILES if "brief" in name]
    assert {finding["code"] for finding in data["findings"]} == {"E147"}


@pytest.mark.proof
def test_the_text_says_which_files_lack_consent_and_what_to_do(office: Office) -> None:
    office.change(SHARE, SHARE.replace("}", ", withdrawn: 2026-01-02}"))
    done = office.run("status", "--as-of", "2026-01-02")
    assert done.exit_code == 1
    assert "advocacy-brief.en.html  LACKS CONSENT" in done.stdout
    assert done.stdout.endswith("1 without the consent they need.\n")
    assert "take advocacy-brief.en.html out of circulation" in done.stderr
    assert "Nora" not in done.stdout + done.stderr


@pytest.mark.proof
def test_a_withdrawn_consent_stops_its_document_and_no_other_of_the_folder(office: Office) -> None:
    office.change(SHARE, SHARE.replace("}", ", withdrawn: 2026-01-02}"))
    (office.folder / "templates" / "ours" / "note" / "en.md").write_text(BODY + "\nMore.\n", "utf-8")
    before = {name: office.path(name).read_bytes() for name in FILES}
    done = office.build()
    assert done.exit_code == 1
    changed = [name for name in FILES if office.path(name).read_bytes() != before[name]]
    assert changed == [name for name in FILES if "note" in name]
    assert done.stderr.count("error[") == done.stderr.count("error[E146]") == 1


@pytest.mark.proof
def test_a_changed_case_overtakes_the_documents_that_it_changes(office: Office) -> None:
    office.change("The police took @r from her home.", "The police took @r from her house.")
    code, data = office.status()
    assert code == 0
    assert {name: state for name, state in states(data).items() if state != "current"} == {
        name: "changed" for name in FILES if "brief" in name
    }


@pytest.mark.proof
def test_files_that_were_edited_or_are_gone_are_told_from_each_other(office: Office) -> None:
    office.path(FILES[0]).write_text("Edited.", "utf-8")
    office.path(FILES[1]).unlink()
    code, data = office.status()
    assert (code, states(data)) == (
        0,
        {FILES[0]: "edited", FILES[1]: "missing", FILES[2]: "current", FILES[3]: "current"},
    )


@pytest.mark.proof
def test_a_document_that_the_case_no_longer_asks_for_is_shown_as_such(office: Office) -> None:
    office.change("  - {template: ours/note, languages: [en], audiences: [filing, public]}\n", "")
    _, data = office.status()
    assert {name for name, state in states(data).items() if state == "unasked"} == {
        name for name in FILES if "note" in name
    }


@pytest.mark.proof
def test_a_case_that_cannot_be_read_is_a_fault_and_never_a_clean_bill(office: Office) -> None:
    office.change("people:", "peeple:")
    code, data = office.status()
    assert code == 1
    assert data["files"] == []
    assert "E115" in {finding["code"] for finding in data["findings"]}


@pytest.mark.proof
def test_nothing_published_is_no_fault_and_nothing_is_written(tmp_path: Path) -> None:
    office = Office(tmp_path)
    code, data = office.status("matter")
    assert (code, data["files"]) == (0, [])
    assert not (tmp_path / "output").exists()
