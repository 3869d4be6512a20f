"""Nothing is published while a protected name stands in it: not in the text, not in a finished file, not in a name."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from audit_file_plants import exif, picture
from audit_word_making import sample_word
from checking import subject
from sample import sample_document
from submissions.audit.names.search import Searcher
from submissions.audit.names.secrets import secrets_of
from submissions.audit.records import Secret
from submissions.case import Case
from submissions.catalogue import built_in_templates, read_catalogue
from submissions.checks.protected import check_names
from submissions.cli import main
from submissions.document import Block, Design, Document, Heading, Link, Paragraph, Picture, Run, Table
from submissions.findings import Finding, Place
from submissions.line.audits import audit_copies, audit_files
from submissions.line.outcome import Setting
from submissions.plan import Selection
from submissions.run.events import Event
from submissions.run.records import Result, RunRequest
from submissions.run.runner import run
from submissions.run.store import STORE
from submissions.source import read_case
from submissions.validate import validate_case
from submissions.writers.word.frame.make import make_frame

GIVEN, FAMILY = "Zelmira", "Vukotinac"
CANARIES = (GIVEN.lower(), FAMILY.lower())
PLACE = Place("cases/matter/case.yaml", 7, 3)


class Office:
    """A workspace with one case, whose survivor has a name that no other text holds."""

    def __init__(self, folder: Path, case: str = "matter") -> None:
        self.folder, self.case, self.output = folder, case, folder / "output"
        self.said: list[Event] = []
        assert CliRunner().invoke(main, ["new", "case", case, "-w", str(folder)]).exit_code == 0
        self.file = folder / "cases" / case / "case.yaml"
        self.change("{given: Nora, family: Winters}", f"{{given: {GIVEN}, family: {FAMILY}}}")

    def change(self, old: str, new: str) -> None:
        text = self.file.read_text("utf-8")
        assert old in text
        self.file.write_text(text.replace(old, new, 1), "utf-8")

    def run(self, *, writes: bool = True, audience: str = "public", form: str = "html") -> Result:
        self.said = []
        setting = Setting(self.folder, date(2026, 1, 2), self.output, writes=writes)
        selection = Selection(audiences=(audience,) if audience else (), formats=(form,))
        return run(RunRequest(setting, (f"cases/{self.case}",), selection), self.said.append)

    @property
    def published(self) -> list[str]:
        return sorted(path.name for path in (self.output / self.case / "public").glob("*") if path.is_file())


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def document_of(*blocks: Block) -> Document:
    return replace(sample_document("en", "brief"), blocks=blocks, resources=())


def found(result: Result, code: str) -> list[Finding]:
    return [finding for finding in result.findings if finding.code == code]


def said_by(findings: object) -> str:
    return repr(findings).lower()


def silent(text: str) -> bool:
    return not any(canary in text.lower() for canary in CANARIES)


# --- the text, before anything is written ---


@pytest.mark.few(1)
@pytest.mark.parametrize("writes", [False, True], ids=["check", "build"])
@pytest.mark.parametrize(
    "words",
    ["Vukotinac", "Z. VUKOTINAC", "Vukotinac, Zelmira", "Zel\u00admira", "zelmira.vukotinac@example.org", "Вукотинац"],
)
def test_a_name_typed_into_prose_is_found_at_its_line(office: Office, words: str, writes: bool) -> None:
    office.change("She was released without charge, and", f"On that day {words} was released, and")
    line = 1 + next(
        number for number, text in enumerate(office.file.read_text("utf-8").splitlines()) if "On that day" in text
    )
    result = office.run(writes=writes)
    places = {(finding.place.file, finding.place.line) for finding in found(result, "E623")}
    assert places == {("cases/matter/case.yaml", line)}
    assert all("name of 'r' would be printed" in finding.message for finding in found(result, "E623"))
    assert silent(said_by(result.findings))
    assert office.published == []


def test_a_name_that_the_audience_may_read_is_no_fault(office: Office) -> None:
    assert found(office.run(writes=False, audience="filing"), "E623") == []


def test_everything_that_a_document_prints_is_searched_each_at_its_place() -> None:
    secret = Secret("name of 'r'", f"{GIVEN} {FAMILY}", "name", PLACE, (GIVEN, FAMILY))
    word = (Run(FAMILY, PLACE),)
    picture_block = Picture("a.png", f"A yard with {FAMILY}", 50, PLACE)
    blocks = (
        Heading(1, word, PLACE),
        Paragraph((Link(f"https://example.org/{FAMILY}", (Run("x", PLACE),), PLACE),), PLACE),
        replace(picture_block, alternative="A yard", caption=word),
        picture_block,
        Table((), (), (), PLACE, caption=word),
    )
    searcher = Searcher((secret,))
    for block in blocks:
        (finding,) = check_names(subject(document_of(block), searcher=searcher))
        assert (finding.code, finding.place) == ("E623", PLACE)
        assert silent(said_by(finding))
    empty = document_of(Paragraph((Run("x", PLACE),), PLACE))
    for carried in (replace(empty, title=FAMILY), replace(empty, organisation=FAMILY)):
        assert [finding.code for finding in check_names(subject(carried, searcher=searcher))] == ["E623"]
    assert check_names(subject(empty, searcher=searcher)) == []


# --- finished files ---


@pytest.mark.proof
def test_a_name_in_the_words_of_the_house_frame_stops_the_file_that_holds_it(office: Office) -> None:
    house = office.folder / "templates" / "house"
    shutil.copytree(built_in_templates() / "house", house)
    (house / "word-brief.docx").write_bytes(make_frame(Design("brief")))
    frame = docx.Document(str(house / "word-brief.docx"))
    frame.sections[0].footer.paragraphs[0].add_run(f" for {GIVEN} {FAMILY}")
    frame.save(str(house / "word-brief.docx"))
    result = office.run(form="docx")
    leaks = found(result, "E620")
    assert {finding.place.file for finding in leaks} == {"output/matter/public/advocacy-brief.en.docx"}
    assert "name of 'r' stands in the finished file: word/footer" in leaks[0].message
    assert "look into the template, the house and the pictures" in leaks[0].help
    assert silent(said_by(result.findings))
    assert office.published == []


def case_of(office: Office) -> Case:
    house = read_catalogue([built_in_templates()])[0].house
    folder = office.file.parent
    source, _ = read_case(folder, office.folder)
    assert source is not None
    case, _ = validate_case(source, folder, office.folder, house.authorities)
    assert case is not None
    return case


def test_the_author_is_told_where_the_case_holds_the_words(office: Office) -> None:
    office.change("standfirst: A survivor of torture", f"standfirst: |\n    A line.\n\n    Then {FAMILY}")
    case = case_of(office)
    searcher = Searcher(secrets_of(case, "public"))
    place = Place("output/matter/public/a.txt")
    (leak,) = audit_files({"a.txt": (place, f"by {FAMILY}".encode())}, case, searcher)
    line = 1 + next(n for n, text in enumerate(office.file.read_text("utf-8").splitlines()) if f"Then {FAMILY}" in text)
    assert leak.code == "E620"
    assert f"it is typed at cases/matter/case.yaml:{line}:" in leak.help
    assert silent(said_by(leak))


def test_what_may_not_be_in_a_file_and_what_cannot_be_searched_stop_it_for_every_audience(office: Office) -> None:
    case = case_of(office)
    for audience in ("filing", "public"):
        searcher = Searcher(secrets_of(case, audience))
        files = {"a.jpg": (PLACE, picture("JPEG", exif=exif("Somebody", 0x013B))), "b.docx": (PLACE, sample_word())}
        codes = [finding.code for finding in audit_files(files, case, searcher)]
        assert codes == ["E621", "E622"]


def test_a_copy_of_an_annex_that_only_an_eye_can_read_is_noted_and_one_with_a_name_is_stopped(office: Office) -> None:
    case = case_of(office)
    searcher = Searcher(secrets_of(case, "public"))
    scan, paper = {"1.png": (PLACE, picture("PNG"))}, {"2.txt": (PLACE, FAMILY.encode())}
    assert [finding.code for finding in audit_copies(scan, case, searcher, "public")] == ["N625"]
    assert audit_copies(scan, case, searcher, "filing") == []
    assert [finding.code for finding in audit_copies(paper, case, searcher, "public")] == ["E620"]


# --- names, manifest, and what is kept ---


def test_a_name_in_the_folder_of_the_case_keeps_the_public_set_from_being_published(tmp_path: Path) -> None:
    office = Office(tmp_path, f"{GIVEN.lower()}-v-bosnia")
    result = office.run()
    assert [finding.message for finding in found(result, "E624")] == [
        finding.message for finding in found(result, "E624") if silent(finding.message)
    ]
    assert len(found(result, "E624")) >= 1
    assert office.published == []


@pytest.mark.proof
def test_an_older_manifest_that_names_somebody_keeps_the_set_from_being_published(office: Office) -> None:
    assert not office.run().failed
    path = office.output / "matter" / "public" / "manifest.json"
    data = json.loads(path.read_text("utf-8"))
    old = {
        **data["builds"][0],
        "template": "ours/old",
        "outputs": [{"name": f"{FAMILY}.pdf", "bytes": 1, "sha256": "0"}],
    }
    data["builds"].append(old)
    path.write_text(json.dumps(data), "utf-8")
    office.change("A survivor of torture", "A woman")
    result = office.run()
    assert found(result, "E624")
    assert silent(said_by(found(result, "E624")))
    assert {row.state for row in result.rows} == {"refused"}


def test_the_public_folder_holds_nothing_of_the_confidential_case(office: Office) -> None:
    office.change(
        "# annexes:",
        "annexes:\n  - {id: secret-paper, title: A paper, file: annexes/p.png, confidential: true}\n# annexes:",
    )
    (office.file.parent / "annexes").mkdir(exist_ok=True)
    (office.file.parent / "annexes" / "p.png").write_bytes(picture("PNG"))
    assert not office.run(audience="").failed
    public = json.loads((office.output / "matter" / "public" / "manifest.json").read_text("utf-8"))
    filing = json.loads((office.output / "matter" / "filing" / "manifest.json").read_text("utf-8"))
    inside = [file for build in filing["builds"] for file in build["inputs"] if file["name"].startswith("cases/")]
    assert inside
    kept = json.dumps(public)
    for file in inside:
        assert file["name"] not in kept
        assert file["sha256"] not in kept
    assert "secret-paper" not in kept
    for build in public["builds"]:
        assert build["findings"] == {}
        assert all(file["name"].startswith("templates/") for file in build["inputs"])
    outputs = [file["sha256"] for build in filing["builds"] for file in build["outputs"]]
    assert not any(digest in kept for digest in outputs)


@pytest.mark.proof
def test_the_count_of_findings_of_a_public_document_is_not_published(office: Office) -> None:
    office.change("texts:\n", "texts:\n  unused_words: Nobody asks for these.\n")
    result = office.run()
    assert result.findings
    manifest = json.loads((office.output / "matter" / "public" / "manifest.json").read_text("utf-8"))
    assert [build["findings"] for build in manifest["builds"]] == [{}]


def test_what_is_kept_said_and_reported_holds_no_protected_name(office: Office) -> None:
    office.change("She was released without charge, and", f"Then {FAMILY} was released, and")
    result = office.run(audience="")
    assert found(result, "E623")
    assert silent("\n".join(map(repr, office.said)))
    assert silent(said_by(result.findings))
    store = office.output / STORE
    assert not store.exists() or silent(store.read_text("utf-8"))
    office.change(f"Then {FAMILY} was released", "Then @r was released")
    assert not office.run(audience="").failed
    assert silent((office.output / STORE).read_text("utf-8"))
    assert silent((office.output / "matter" / "public" / "manifest.json").read_text("utf-8"))
