"""A document is made again only when something that it was made from has changed, or it no longer stands as made."""

from __future__ import annotations

import base64
import json
import os
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from sampling import first_of
from submissions.cli import main
from submissions.findings import Finding, Place
from submissions.line.outcome import Setting
from submissions.plan import Job, Selection, TemplateOutline
from submissions.publish.disk import Disk
from submissions.run.events import Begun, Event
from submissions.run.records import Result, RunRequest
from submissions.run.runner import run
from submissions.run.sources import Sources, changed_parts
from submissions.run.store import ADDED, STORE, MadeStore
from submissions.run.told import lock_findings, unlock_findings
from submissions.run.watched import watch
from submissions.run.worker import Worker

HTML = Selection(formats=("html",))


class Office:
    """A workspace with one case, and the documents that each run made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = folder / "output"
        self.said: list[Event] = []
        assert CliRunner().invoke(main, ["new", "case", "matter", "-w", str(folder)]).exit_code == 0

    def build(self, day: date = date(2026, 1, 2), selection: Selection = HTML) -> Result:
        self.said = []
        setting = Setting(self.folder, day, self.output)
        return run(RunRequest(setting, ("cases/matter",), selection), self.said.append)

    @property
    def made(self) -> list[str]:
        return [str(event.job) for event in self.said if isinstance(event, Begun)]

    def change(self, old: str, new: str) -> None:
        path = self.folder / "cases" / "matter" / "case.yaml"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path)
    assert not office.build().failed
    assert len(office.made) == 2
    return office


def test_nothing_is_made_twice_from_the_same_files(office: Office) -> None:
    result = office.build()
    assert office.made == []
    assert {row.state for row in result.rows} == {"unchanged"}
    assert all(row.words for row in result.rows)


@pytest.mark.proof
def test_a_changed_word_makes_the_documents_of_its_case_again(office: Office) -> None:
    office.change("within six months", "within nine months")
    assert {row.state for row in office.build().rows} == {"made"}
    assert len(office.made) == 2


@pytest.mark.proof
def test_what_changes_while_a_build_runs_is_made_again_by_the_next(tmp_path: Path) -> None:
    office = Office(tmp_path)
    setting = Setting(office.folder, date(2026, 1, 2), office.output)

    def edit(event: Event) -> None:
        if isinstance(event, Begun) and str(event.job) == "matter: advocacy/brief (en, filing)":
            office.change("within six months", "within nine months")

    run(RunRequest(setting, ("cases/matter",), HTML), edit)
    assert {row.state for row in office.build().rows} == {"made"}
    assert "nine months" in (office.output / "matter" / "public" / "advocacy-brief.en.html").read_text("utf-8")


@pytest.mark.proof
def test_another_exhibit_day_or_format_makes_them_again(office: Office) -> None:
    (office.folder / "cases" / "matter" / "annexes" / "letter.txt").write_text("x", "utf-8")
    office.build()
    assert len(office.made) == 2
    office.build(date(2026, 1, 3))
    assert len(office.made) == 2
    office.build(date(2026, 1, 3), Selection(formats=("docx",)))
    assert len(office.made) == 2


@pytest.mark.proof
def test_a_template_of_the_office_makes_them_again(office: Office) -> None:
    house = office.folder / "templates" / "house"
    house.mkdir(parents=True)
    (house / "page.css").write_text("p { margin: 0 }", "utf-8")
    assert {row.state for row in office.build().rows} == {"made"}


@pytest.mark.proof
def test_a_document_that_is_gone_is_made_again(office: Office) -> None:
    gone = office.output / "matter" / "public" / "advocacy-brief.en.html"
    content = gone.read_bytes()
    gone.unlink()
    office.build()
    assert office.made == ["matter: advocacy/brief (en, public)"]
    assert gone.read_bytes() == content


@pytest.mark.proof
def test_a_document_that_somebody_edited_is_kept_and_reported(office: Office) -> None:
    edited = office.output / "matter" / "filing" / "advocacy-brief.en.html"
    edited.write_text("my own words", "utf-8")
    result = office.build()
    assert [finding.code for finding in result.findings] == ["E724"]
    assert edited.read_text("utf-8") == "my own words"


def test_a_warning_is_shown_on_every_run(office: Office) -> None:
    office.change("  standfirst:", "  nobody_prints_this: Some words.\n  standfirst:")
    first = office.build().findings
    assert [finding.code for finding in first] == ["W138"]
    assert len(office.made) == 2
    assert office.build().findings == first
    assert office.made == []


@pytest.mark.proof
def test_a_warning_that_depends_on_the_day_is_found_anew_on_another(office: Office) -> None:
    shown = {day: {one.code for one in office.build(date(day, 6, 1)).findings} for day in (2027, 2040, 2040, 2027)}
    assert "W154" in shown[2040]
    assert "W154" not in shown[2027]


@pytest.mark.proof
def test_what_was_found_is_told_by_no_word_of_the_store(office: Office) -> None:
    office.change("  standfirst:", "  nobody_prints_this: Some words.\n  standfirst:")
    assert office.build().findings
    text = (office.output / STORE).read_text("utf-8")
    told = [base64.b64decode(entry["told"]) for entry in json.loads(text).values() if "told" in entry]
    assert len(told) == 2
    for word in ("nobody_prints_this", "W138", "case.yaml", "matter"):
        assert all(word.encode() not in one for one in told)


@pytest.mark.proof
@pytest.mark.parametrize(
    "spoil",
    first_of(
        [
            lambda told: "",
            lambda told: ("B" if told[0] == "A" else "A") + told[1:],
            lambda told: told[:-8],
            lambda told: 7,
        ],
        2,
    ),
)
def test_findings_that_were_changed_in_the_store_are_found_anew(office: Office, spoil: Callable[[str], object]) -> None:
    office.change("  standfirst:", "  nobody_prints_this: Some words.\n  standfirst:")
    first = office.build().findings
    data = json.loads((office.output / STORE).read_text("utf-8"))
    for entry in data.values():
        entry.update({"told": spoil(entry["told"])} if "told" in entry else {})
    (office.output / STORE).write_text(json.dumps(data), "utf-8")
    assert office.build().findings == first
    assert len(office.made) == 2


def test_findings_of_one_document_do_not_open_as_those_of_another() -> None:
    finding = Finding("W138", Place("cases/a/case.yaml", 3, 5), "a text is used by no document", "use it", "a rule")
    for findings in ((), (finding,), (finding,) * 40):
        letters = lock_findings(findings, b"one key")
        assert unlock_findings(letters, b"one key") == findings
        assert unlock_findings(letters, b"another") is None


def test_a_rule_of_the_office_makes_again_what_prints_it_and_nothing_else(office: Office) -> None:
    """A memorandum prints the rules of every mechanism: those in the workspace belong to what it is made from.

    What is filed rests on the body of its mechanism alone, to which consents must extend.
    """
    place = Place("cases/matter/case.yaml")
    named = {"brief": ((), ""), "memorandum": (("examinations",), ""), "filed": ((), "own")}
    outlines = [
        TemplateOutline(one, "", ("en",), ("filing",), needs=needs, procedure=procedure)
        for one, (needs, procedure) in named.items()
    ]
    jobs = [Job("matter", "cases/matter", 0, one, "en", "filing", ("html",), place) for one in named]

    def parts() -> list[Mapping[str, str]]:
        setting = Setting(office.folder, date(2026, 1, 2), office.output)
        sources = Sources(setting, {"cases/matter": watch(office.folder / "cases" / "matter")})
        sources.learn(outlines, "")
        return [sources.of_document(job) for job in jobs]

    before = parts()
    rules = office.folder / "rules" / "procedures"
    rules.mkdir(parents=True)
    for text, changed in (
        ("id: own\nbody: cat\n", [[], ["rules"], ["rules"]]),
        ("id: own\nbody: cat\nrules: []\n", [[], ["rules"], []]),
        ("id: own\nbody: cedaw\nrules: []\n", [[], ["rules"], ["rules"]]),
        ("procedure: {}", [[], ["rules"], ["rules"]]),
    ):
        (rules / "own.yaml").write_text(text, "utf-8")
        after = parts()
        assert [changed_parts(*pair) for pair in zip(before, after, strict=True)] == changed
        before = after
    office.build()
    assert office.made == []


@pytest.mark.proof
@pytest.mark.parametrize("content", ["", "[]", "{", '{"a": 1}', "\0"])
def test_a_store_that_cannot_be_understood_only_costs_time(office: Office, content: str) -> None:
    (office.output / STORE).write_text(content, "utf-8")
    result = office.build()
    assert {row.state for row in result.rows} == {"unchanged"}
    assert len(office.made) == 2


def test_the_store_holds_no_word_of_the_case_and_lies_outside_the_folders(office: Office) -> None:
    text = (office.output / STORE).read_text("utf-8")
    for word in ("Nora", "Example", "Exampleland", "arrest", "gc3"):
        assert word not in text
    assert not list((office.output / "matter").rglob(STORE))


@pytest.mark.proof
def test_a_file_name_with_a_protected_name_does_not_enter_the_store(office: Office) -> None:
    (office.folder / "cases" / "matter" / "annexes" / "Nora.txt").write_text("x", "utf-8")
    office.build()
    assert "Nora" not in (office.output / STORE).read_text("utf-8")


# --- an unchanged case costs nothing but a look at its files ---


def test_nothing_is_read_and_no_child_is_started_where_nothing_has_changed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.build()
    monkeypatch.setattr(Worker, "run", lambda self, call: pytest.fail(f"asked a child: {type(call).__name__}"))
    monkeypatch.setattr(Worker, "_start", lambda self: pytest.fail("started a child"))
    result = office.build()
    assert {row.state for row in result.rows} == {"unchanged"}
    assert all(row.words and row.size and row.sha256 for row in result.rows)


@pytest.mark.proof
def test_what_is_told_of_an_unchanged_folder_is_what_the_whole_way_tells(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.change("  standfirst:", "  nobody_prints_this: Some words.\n  standfirst:")
    office.build()
    short = office.build()
    monkeypatch.setattr("submissions.run.building.unchanged_folder", lambda *given: None)
    assert office.build() == short
    assert short.findings


SPOILT: dict[str, Callable[[Path], object]] = {
    "a file more": lambda folder: (folder / "note.txt").write_text("x", "utf-8"),
    "another word": lambda folder: (folder / "advocacy-brief.en.html").write_text("x", "utf-8"),
    "a file less": lambda folder: (folder / "advocacy-brief.en.html").unlink(),
    "another manifest": lambda folder: (folder / "manifest.json").write_text("{}", "utf-8"),
    "a second name": lambda folder: (folder.parents[1] / "second.html").hardlink_to(folder / "advocacy-brief.en.html"),
}


@pytest.mark.few(1)
@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_folder_that_is_not_as_it_was_goes_the_whole_way(
    office: Office, spoil: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(office.output / "matter" / "public")
    seen: list[bool] = []
    monkeypatch.setattr("submissions.run.building.make_folder", lambda *given, **more: seen.append(True) or stop())

    def stop() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        office.build(selection=Selection(audiences=("public",), formats=("html",)))
    assert seen


@pytest.mark.proof
def test_a_run_that_is_cut_off_loses_nothing_that_it_has_published(office: Office) -> None:
    office.change("within six months", "within nine months")

    def cut_off(event: Event) -> None:
        if isinstance(event, Begun) and str(event.job) == "matter: advocacy/brief (en, public)":
            raise InterruptedError

    setting = Setting(office.folder, date(2026, 1, 2), office.output)
    with pytest.raises(InterruptedError):
        run(RunRequest(setting, ("cases/matter",), HTML), cut_off)
    assert (office.output / ADDED).exists()
    office.build()
    assert office.made == ["matter: advocacy/brief (en, public)"]
    assert not (office.output / ADDED).exists()


@pytest.mark.parametrize("torn", ["", "[", '["case|x", {"from": {"case": "1"', '\n["key", 3]\n{}\n[]\n', "\0"])
def test_a_line_that_was_cut_off_spoils_no_other(tmp_path: Path, torn: str) -> None:
    first, second = MadeStore(tmp_path), MadeStore(tmp_path)
    first.put("a", {"from": {"case": "1"}})
    first.save(Disk())
    with (tmp_path / ADDED).open("a", encoding="utf-8") as stream:
        stream.write(torn)
    second.load()
    second.put("b", {"told": "x"})
    second.save(Disk())
    first.load()
    first.close(Disk())
    third = MadeStore(tmp_path)
    third.load()
    assert third.entries == {"a": {"from": {"case": "1"}}, "b": {"told": "x"}}
    assert not (tmp_path / ADDED).exists()


@pytest.mark.skipif(os.name != "posix", reason="elsewhere every file is digested")
def test_files_are_known_by_their_marks_only_when_these_have_settled(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("first", "utf-8")
    assert watch(tmp_path).marked == ""
    old = time.time_ns() - 10**10 + 1
    fresh = watch(tmp_path)
    os.utime(case, ns=(old, old))
    assert watch(tmp_path).marked == ""  # a program set the time back: the other one, of the disk, is of now
    assert watch(tmp_path).digest == fresh.digest


@pytest.mark.skipif(os.name != "posix", reason="elsewhere every file is digested")
def test_files_that_are_known_by_their_marks_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "case.yaml").write_text("first", "utf-8")
    now = time.time_ns()
    monkeypatch.setattr("submissions.run.watched.time.time_ns", lambda: now + 10**11)
    seen = watch(tmp_path)
    if not seen.marked:
        pytest.skip("this disk counts whole seconds")
    known = {"marked": seen.marked, "digest": "kept"}
    assert watch(tmp_path, known).digest == "kept"
    (tmp_path / "case.yaml").write_text("other", "utf-8")
    assert watch(tmp_path, known).digest not in ("kept", seen.digest)
    (tmp_path / "case.yaml").write_text("first", "utf-8")
    assert watch(tmp_path, known).digest == seen.digest


def test_each_document_has_its_reason(office: Office) -> None:
    def reasons() -> list[str]:
        setting = Setting(office.folder, date(2026, 1, 2), office.output)
        result = run(RunRequest(setting, ("cases/matter",), HTML, explains=True))
        return [words for _, words in result.reasons]

    assert reasons() == ["", ""]
    office.change("within six months", "within nine months")
    assert reasons() == ["a file of its case changed"] * 2
    own = office.folder / "templates" / "house"
    own.mkdir(parents=True)
    (own / "page.css").write_text("p { margin: 0 }", "utf-8")
    assert reasons() == ["a file of the house, or what templates share changed"] * 2
