"""Verifying: every file that is not as it was made is found, and nothing is touched."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from submissions.cli import main
from submissions.manifest import NAME, BuildRecord, record_file
from submissions.publish import transaction
from submissions.publish.disk import Disk
from submissions.publish.folder import Destination, publish
from submissions.upkeep.verify import verify

FILES = {"brief.en.docx": b"words", "brief.en.pdf": b"pages"}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    for audience in ("filing", "public"):
        records = tuple(record_file(name, content) for name, content in FILES.items())
        build = BuildRecord("advocacy/brief", "en", "2026-11-22", "submissions 0", (), (("W138", 2),), records)
        _, findings = publish(Destination(tmp_path, "a", audience), [(build, FILES)])
        assert findings == []
    return tmp_path


def found(output: Path) -> list[str]:
    _, findings = verify(output, "output")
    return [f"{finding.code} {finding.place}" for finding in findings]


def test_files_as_they_were_made_give_no_finding(output: Path) -> None:
    assert verify(output, "output") == (4, [])


def test_a_folder_without_anything_published_is_not_called_as_made(output: Path) -> None:
    for inside in (output / "a" / "public", output / "a"):
        done = CliRunner().invoke(main, ["verify", str(inside)])
        assert (done.exit_code, "as made" in done.output) == (2, False)
        assert "Name the folder above those of the cases" in done.output
    assert "4 files read again" in CliRunner().invoke(main, ["verify", str(output)]).output


def test_a_changed_a_missing_and_an_extra_file_are_found(output: Path) -> None:
    (output / "a" / "filing" / "brief.en.docx").write_bytes(b"Words")
    (output / "a" / "public" / "brief.en.pdf").unlink()
    (output / "a" / "public" / "copy of brief.en.pdf").write_bytes(b"pages")
    assert found(output) == [
        "E731 output/a/filing/brief.en.docx",
        "E732 output/a/public/brief.en.pdf",
        "E733 output/a/public/copy of brief.en.pdf",
    ]


def test_a_link_in_the_place_of_a_file_counts_as_missing(output: Path) -> None:
    path = output / "a" / "filing" / "brief.en.docx"
    path.rename(output / "elsewhere.docx")
    path.symlink_to(output / "elsewhere.docx")
    assert found(output) == ["E732 output/a/filing/brief.en.docx"]


def test_a_missing_and_a_damaged_manifest_are_found(output: Path) -> None:
    (output / "a" / "filing" / NAME).unlink()
    (output / "a" / "public" / NAME).write_text('{"audience": ["public"], "builds": []}', "utf-8")
    assert found(output) == [f"E730 output/a/filing/{NAME}", f"E730 output/a/public/{NAME}"]


@pytest.mark.parametrize(
    "damage",
    ["", "[]", "{}", "nonsense", '{"audience": "public", "builds": [{"outputs": 3}]}', "[" * 100_000, "\ud800"],
)
def test_no_damage_to_a_manifest_ends_in_a_traceback(output: Path, damage: str) -> None:
    (output / "a" / "public" / NAME).write_bytes(damage.encode("utf-8", "surrogatepass"))
    assert found(output) == [f"E730 output/a/public/{NAME}"]


def test_what_a_build_set_aside_is_not_an_extra_file(output: Path) -> None:
    for name in ("brief.en (edited 2026-11-22).docx", "brief.en (edited 2026-11-22 2).docx"):
        (output / "a" / "filing" / name).write_bytes(b"a colleague's words")
    assert found(output) == []


def test_a_build_that_was_cut_off_is_found_and_left_for_the_next_build(output: Path) -> None:
    class Cut(Disk):
        def sync(self, folder: Path) -> None:
            if (folder / transaction.JOURNAL).exists():
                sys.exit()
            super().sync(folder)

    new = {name: content.upper() for name, content in FILES.items()}
    records = tuple(record_file(name, content) for name, content in new.items())
    build = BuildRecord("advocacy/brief", "en", "2026-11-23", "submissions 0", (), (), records)
    with pytest.raises(SystemExit):
        publish(Destination(output, "a", "filing"), [(build, new)], disk=Cut())
    assert found(output) == ["E734 output/a/filing"]
    assert publish(Destination(output, "a", "filing"), [(build, new)])[1] == []
    assert found(output) == []


def test_a_spoilt_journal_is_a_finding_of_the_next_build(output: Path) -> None:
    staging = output / "a" / "filing" / transaction.STAGING
    staging.mkdir()
    for journal in ('[["../../elsewhere", "", ""]]', "spoilt", "[1]", "7"):
        (staging / transaction.JOURNAL).write_text(journal, "utf-8")
        states, findings = publish(Destination(output, "a", "filing"), [])
        assert [finding.code for finding in findings] == ["E734"]
        assert states == {}
