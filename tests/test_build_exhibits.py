"""Copies of annexes beside the documents: byte for byte for filing, cleaned for the public, all or none."""

from __future__ import annotations

import io
import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner
from pikepdf import Dictionary, Name
from PIL import Image

from dirty_pdfs import plain_pdf, saved
from submissions.cli import main
from submissions.line.outcome import Setting
from submissions.manifest import NAME, BuildRecord, ExhibitRecord, digest_file, record_file
from submissions.plan import Selection
from submissions.publish import transaction
from submissions.publish.disk import Disk
from submissions.publish.folder import Destination, publish
from submissions.run.events import Doing, Event
from submissions.run.records import Result, RunRequest
from submissions.run.runner import run
from submissions.upkeep.verify import verify
from test_unseen import LINE, SCAN, scan, with_picture

ANNEXES = """
annexes:
  - {id: judgment, title: Judgment, file: annexes/nora-judgment.pdf, released: true}
  - {id: statement, title: Statement, file: annexes/statement.pdf, confidential: true, about: [r]}
  - {id: yard, title: Photograph of a yard, file: annexes/yard.tiff, released: true}
  - {id: recording, title: Recording, file: annexes/call.m4a}
"""


class Office:
    """A workspace with one case of four annexes, whose documents bring copies along."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.output, self.said = folder, folder / "output", list[Event]()
        folder.mkdir(exist_ok=True)
        assert CliRunner().invoke(main, ["new", "case", "matter", "-w", str(folder)]).exit_code == 0
        annexes = folder / "cases" / "matter" / "annexes"
        shutil.rmtree(annexes, ignore_errors=True)
        annexes.mkdir()
        pdf = plain_pdf()
        pdf.docinfo["/Author"] = "Nora Example"
        (annexes / "nora-judgment.pdf").write_bytes(saved(pdf))
        (annexes / "statement.pdf").write_bytes(saved(plain_pdf()))
        exif = Image.Exif()
        exif[0x013B] = "Nora Example"
        Image.new("RGB", (30, 20), "green").save(annexes / "yard.tiff", exif=exif)
        (annexes / "call.m4a").write_bytes(b"sound" * 9)
        text = self.case.read_text("utf-8")
        text = re.sub(r"^annexes:\n(?: .*\n|#.*\n|\n)*", "", text, flags=re.MULTILINE)
        wish = r"\1\2\1  exhibits: true\n\1  formats: [html]\n"
        text = re.sub(r"^( *)(- template: .*\n)", wish, text, flags=re.MULTILINE)
        self.case.write_text(text.rstrip("\n") + "\n" + ANNEXES, "utf-8")

    @property
    def case(self) -> Path:
        return self.folder / "cases" / "matter" / "case.yaml"

    def original(self, name: str) -> Path:
        return self.case.parent / "annexes" / name

    def change(self, old: str, new: str) -> None:
        text = self.case.read_text("utf-8")
        assert old in text
        self.case.write_text(text.replace(old, new), "utf-8")

    def build(self, **options: Any) -> Result:
        self.said = []
        writes = options.pop("writes", True)
        selection = Selection(**options.pop("selection", {}))
        setting = Setting(self.folder, date(2026, 1, 2), self.output, writes=writes)
        return run(RunRequest(setting, ("cases/matter",), selection, **options), self.said.append)

    def copies(self, audience: str) -> dict[str, bytes]:
        folder = self.output / "matter" / audience / "annexes"
        return {path.name: path.read_bytes() for path in sorted(folder.iterdir())} if folder.is_dir() else {}

    def manifest(self, audience: str) -> dict[str, Any]:
        return dict(json.loads((self.output / "matter" / audience / NAME).read_text("utf-8")))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def codes(result: Result) -> set[str]:
    return {finding.code for finding in result.findings}


def errors(result: Result) -> list[str]:
    return [f"{finding.code} {finding.message}" for finding in result.findings if finding.is_error]


def test_evidence_for_filing_is_copied_byte_for_byte_under_neutral_names(office: Office) -> None:
    result = office.build()
    assert errors(result) == []
    originals = ("nora-judgment.pdf", "statement.pdf", "yard.tiff", "call.m4a")
    names = ("annex-01.pdf", "annex-02.pdf", "annex-03.tiff", "annex-04.m4a")
    assert office.copies("filing") == {
        name: office.original(original).read_bytes() for name, original in zip(names, originals, strict=True)
    }
    exhibits = office.manifest("filing")["exhibits"]
    assert [one["number"] for one in exhibits] == [1, 2, 3, 4]
    for one, original in zip(exhibits, originals, strict=True):
        assert one["sha256"] == one["original"]["sha256"] == digest_file(office.original(original))
        assert one["original"]["name"] == f"annexes/{original}"


def test_the_public_gets_cleaned_copies_of_released_annexes_only(office: Office) -> None:
    assert errors(office.build()) == []
    copies = office.copies("public")
    assert list(copies) == ["annex-01.pdf", "annex-03.png"]
    assert not any(b"Nora" in content for content in copies.values())
    with pikepdf.open(io.BytesIO(copies["annex-01.pdf"])) as pdf:
        assert "/Info" not in pdf.trailer
    text = json.dumps(office.manifest("public"))
    assert [one["number"] for one in office.manifest("public")["exhibits"]] == [1, 3]
    assert "original" not in text
    assert "nora" not in text.casefold()
    assert digest_file(office.original("nora-judgment.pdf")) not in text
    assert digest_file(office.original("statement.pdf")) not in text


def test_rows_tell_what_became_of_each_copy_and_verify_reads_them_again(office: Office) -> None:
    rows = {row.path.partition("matter/")[2]: row for row in office.build().rows}
    assert rows["filing/annexes/annex-04.m4a"].state == "made"
    assert rows["filing/annexes/annex-04.m4a"].size == 45
    assert verify(office.output, "output") == (8, [])
    folder = office.output / "matter" / "filing" / "annexes"
    (folder / "annex-01.pdf").write_bytes(b"other")
    (folder / "annex-02.pdf").unlink()
    (folder / "notes.txt").write_text("x")
    _, findings = verify(office.output, "output")
    assert [(one.code, one.place.file.rpartition("/")[2]) for one in findings] == [
        ("E731", "annex-01.pdf"), ("E732", "annex-02.pdf"), ("E733", "notes.txt"),
    ]  # fmt: skip


@pytest.mark.proof
def test_a_second_build_leaves_every_copy_untouched_and_makes_none_of_the_filing_again(office: Office) -> None:
    office.original("nora-judgment.pdf").write_bytes(saved(plain_pdf()))  # what is warned of is looked at every time
    Image.new("RGB", (30, 20), "green").save(office.original("yard.tiff"))
    office.build()
    before = {path: path.stat().st_mtime_ns for path in office.output.rglob("annex-*")}
    result = office.build()
    assert {path: path.stat().st_mtime_ns for path in office.output.rglob("annex-*")} == before
    assert {row.state for row in result.rows} == {"unchanged"}
    assert Doing("matter: annexes (filing)") not in office.said


@pytest.mark.proof
def test_a_copy_that_somebody_changed_is_kept_and_stops_its_folder(office: Office) -> None:
    office.build()
    changed = office.output / "matter" / "filing" / "annexes" / "annex-01.pdf"
    changed.write_bytes(b"changed by hand")
    office.original("statement.pdf").write_bytes(saved(plain_pdf(), compress_streams=False))
    old = office.copies("filing")
    assert "E724" in codes(office.build())
    assert office.copies("filing") == old
    assert "N736" in codes(office.build(replace=True))
    aside = [name for name in office.copies("filing") if "edited" in name]
    assert len(aside) == 1
    assert office.copies("filing")[aside[0]] == b"changed by hand"
    assert verify(office.output, "output")[1] == []


@pytest.mark.proof
def test_a_copy_that_is_no_longer_wanted_is_noticed(office: Office) -> None:
    office.build()
    office.change("exhibits: true", "exhibits: false")
    stale = [one.place.file for one in office.build().findings if one.code == "W735"]
    assert len([name for name in stale if "/annexes/" in name]) == 6


@pytest.mark.proof
def test_a_build_of_one_document_without_copies_keeps_the_others(office: Office) -> None:
    office.build()
    result = office.build(selection={"audiences": ("filing",)})
    assert "W735" not in codes(result)
    assert verify(office.output, "output")[1] == []


@pytest.mark.proof
def test_an_annex_cannot_be_both_confidential_and_released(office: Office) -> None:
    office.change("released: true}", "released: true, confidential: true}")
    result = office.build(writes=False)
    assert "E750" in codes(result)
    assert errors(office.build())
    assert office.copies("public") == {}


def test_an_annex_about_somebody_whose_name_is_withheld_is_not_released(office: Office) -> None:
    office.change("nora-judgment.pdf, released: true}", "nora-judgment.pdf, released: true, about: [r]}")
    found = [one for one in office.build(writes=False).findings if one.code == "E751"]
    assert len(found) == 1
    assert "'judgment' concerns 'r'" in found[0].message
    assert "Nora" not in f"{found[0].message} {found[0].help}"


@pytest.mark.proof
def test_copies_for_the_public_without_a_released_annex_are_remarked_on(office: Office) -> None:
    office.change(", released: true}", "}")
    assert "W756" in codes(office.build(writes=False))


@pytest.mark.proof
def test_a_name_in_the_layer_of_a_scan_stops_the_public_folder_though_the_layer_is_left_out(office: Office) -> None:
    person = (
        "people:\n  - {id: z, name: {given: Zora, family: Vrelo}, role: witness, protected: [name], pseudonym: Z.}\n"
    )
    text = office.case.read_text("utf-8")
    assert "people:\n" in text
    office.case.write_text(text.replace("people:\n", person, 1), "utf-8")
    office.original("nora-judgment.pdf").write_bytes(
        with_picture(scan(), SCAN + "3 Tr " + LINE.replace("Milica", "Zora"))
    )
    result = office.build()
    leaks = [finding for finding in result.findings if finding.code == "E620"]
    assert any("the scan, by its layer of text" in finding.message for finding in leaks), errors(result)
    assert office.copies("public") == {}
    assert all("as an annex of its own" in str(finding.help) for finding in leaks)


@pytest.mark.proof
def test_a_redacted_annex_beside_its_original_leaves_the_evidence_for_the_body_whole(office: Office) -> None:
    original = office.original("nora-judgment.pdf").read_bytes()
    office.original("redacted.pdf").write_bytes(saved(plain_pdf()))
    office.change("nora-judgment.pdf, released: true}", "nora-judgment.pdf}")
    beside = "  - {id: public-judgment, title: Redacted judgment, file: annexes/redacted.pdf, released: true}\n"
    office.case.write_text(office.case.read_text("utf-8").rstrip("\n") + "\n" + beside, "utf-8")
    assert errors(office.build()) == []
    assert office.copies("filing")["annex-01.pdf"] == original
    assert list(office.copies("public")) == ["annex-03.png", "annex-05.pdf"]


def test_what_cannot_be_cleaned_stops_the_public_folder_and_not_the_filing(office: Office) -> None:
    office.change("call.m4a}", "call.m4a, released: true}")
    pdf = plain_pdf()
    pdf.Root.Collection = Dictionary(Type=Name.Collection)
    pdf.attachments["order.pdf"] = saved(plain_pdf())
    office.original("nora-judgment.pdf").write_bytes(saved(pdf))
    found = [one for one in office.build().findings if one.code == "E752"]
    assert [one.message.rpartition(": ")[2] for one in found] == [
        "a cover with other files inside",
        "it is a recording (.m4a)",
    ]
    assert not any("nora" in f"{one.message} {one.help}".casefold() for one in found)
    assert not (office.output / "matter" / "public").exists()
    assert len(office.copies("filing")) == 4


FILES = {"brief.en.pdf": b"pages"}


def put_with_exhibit(root: Path, source: Path, digest: str, disk: Disk | None = None) -> list[str]:
    record = BuildRecord(
        "advocacy/brief", "en", "2026-11-22", "submissions 0", (), (), (record_file("brief.en.pdf", b"pages"),)
    )
    copy = record_file("annexes/annex-01.pdf", b"x" * source.stat().st_size)
    exhibit = ExhibitRecord(1, type(copy)(copy.name, copy.bytes, digest))
    given = [(exhibit, transaction.SourceFile(source, digest))]
    _, findings = publish(Destination(root / "output", "a", "filing"), [(record, FILES)], exhibits=given, disk=disk)
    return [finding.code for finding in findings]


def test_evidence_that_changes_while_it_is_copied_stops_its_folder(tmp_path: Path) -> None:
    source = tmp_path / "evidence.pdf"
    source.write_bytes(b"first")
    digest = digest_file(source)
    source.write_bytes(b"other")
    assert put_with_exhibit(tmp_path, source, digest) == ["E757"]
    assert list((tmp_path / "output" / "a" / "filing").iterdir()) == []


class Failing(Disk):
    """A disk on which the Nth act of any kind fails."""

    def __init__(self, number: int) -> None:
        self.left = number

    def __getattribute__(self, name: str) -> Any:
        found = object.__getattribute__(self, name)
        if name in ("write", "copy", "replace", "duplicate", "remove", "make_folder", "sync"):
            self.left -= 1
            if self.left == 0:
                raise OSError(28, "No space left on device")
        return found


def test_documents_and_copies_are_published_together_or_not_at_all(tmp_path: Path) -> None:
    source = tmp_path / "evidence.pdf"
    source.write_bytes(b"evidence")
    wholes = set()
    for number in range(1, 60):
        root = tmp_path / str(number)
        disk = Failing(number)
        put_with_exhibit(root, source, digest_file(source), disk)
        folder = root / "output" / "a" / "filing"
        present = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
        shown = frozenset(name for name in present if not name.startswith(transaction.STAGING))
        assert shown in (frozenset(), frozenset({"brief.en.pdf", "annexes/annex-01.pdf", NAME})), number
        wholes.add(shown)
        if disk.left > 0:
            break
        assert put_with_exhibit(root, source, digest_file(source)) == []
        assert verify(root / "output", "output") == (2, [])
    assert disk.left > 0
    assert len(wholes) == 2


@pytest.mark.parametrize("name", ["../annex.pdf", "annexes/../../x", "a/b/c.pdf", "/etc/x", "annexes/", "./x"])
def test_a_journal_cannot_lead_out_of_its_folder(tmp_path: Path, name: str) -> None:
    staging = tmp_path / transaction.STAGING
    staging.mkdir()
    (staging / transaction.JOURNAL).write_text(json.dumps([[name, "", "00"]]))
    with pytest.raises(ValueError, match="plain file name"):
        transaction.recover(tmp_path, Disk())
