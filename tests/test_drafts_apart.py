"""Drafts stand apart: for their owner alone, never counted among what was built, and never in the way of a build."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from submissions.cli import main
from submissions.findings import Place
from submissions.manifest import DRAFTS, NAME
from submissions.plan import CaseOutline, Selection, SubmissionOutline, TemplateOutline, plan
from submissions.publish.folder import Destination
from submissions.run import runner
from submissions.run.records import Result, RunRequest
from submissions.run.reuse import Reuse
from submissions.run.store import STORE
from submissions.upkeep.standing import stand
from submissions.upkeep.verify import verify
from test_generations import Here, Matter, Office, request

GIVEN, FAMILY = Matter().name
NAMES = [f"test-{one}.en.{audience}.draft.html" for one in ("record", "second") for audience in ("filing", "public")]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(runner, "Worker", Here)
    return Office(tmp_path)


def asked(office: Office, selection: Selection | None = None, *, named: bool = False, **changes: object) -> RunRequest:
    one = request(office.root, selection or Selection())
    setting = replace(one.setting, draft=True)
    return replace(one, setting=setting, is_whole=not named, **changes)  # type: ignore[arg-type]


def draft(office: Office, selection: Selection | None = None, **options: object) -> Result:
    return runner.run(asked(office, selection, **options))  # type: ignore[arg-type]


def folder_of(office: Office) -> Path:
    return office.output / "matter" / DRAFTS


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_drafts_are_for_their_owner_alone_and_hold_what_their_audience_may_see(office: Office) -> None:
    result = draft(office)
    assert not result.failed
    assert sorted(everything(office.output / "matter")) == sorted(f"{DRAFTS}/{name}" for name in (NAME, *NAMES))
    if os.name == "posix":
        assert stat.S_IMODE(folder_of(office).stat().st_mode) == 0o700
        assert {stat.S_IMODE(path.stat().st_mode) for path in folder_of(office).iterdir()} == {0o600}
    texts = {name: (folder_of(office) / name).read_text("utf-8") for name in NAMES}
    assert {name: FAMILY in text for name, text in texts.items()} == {name: "filing" in name for name in NAMES}
    assert all('content: "DRAFT"' in text for text in texts.values())
    assert {row.path for row in result.rows} == {f"output/matter/{DRAFTS}/{name}" for name in NAMES}


@pytest.mark.proof
def test_a_build_after_a_draft_is_the_same_as_one_without(office: Office) -> None:
    assert not office.build().failed
    alone = everything(office.output)
    draft(office)
    drafted = everything(folder_of(office))
    assert drafted
    assert {name: one for name, one in everything(office.output).items() if f"/{DRAFTS}/" not in name} == alone
    again = office.build()
    assert {row.state for row in again.rows} == {"unchanged"}
    assert again.findings == office.build().findings
    assert everything(folder_of(office)) == drafted, "a build leaves drafts alone"


@pytest.mark.proof
def test_nothing_counts_drafts_among_what_was_built(office: Office) -> None:
    office.build()
    before = verify(office.output, "output"), [one.path for one in stand(request(office.root, Selection()))[0]]
    draft(office)
    known = Reuse(request(office.root, Selection()).setting, ("cases/matter",))
    known.load()
    assert verify(office.output, "output", known) == before[0]
    published, findings = stand(request(office.root, Selection()))
    assert ([one.path for one in published], findings) == (before[1], [])
    assert DRAFTS not in (office.output / STORE).read_text("utf-8")


def test_a_folder_of_drafts_whose_case_is_gone_is_told(office: Office) -> None:
    draft(office)
    (office.root / "cases" / "matter").rename(office.root / "cases" / "other")
    _, findings = verify(office.output, "output", Reuse(request(office.root, Selection()).setting, ("cases/other",)))
    assert [(one.code, one.place.file) for one in findings] == [("W743", f"output/matter/{DRAFTS}")]


def test_a_folder_of_drafts_that_was_emptied_is_nothing_to_verify(office: Office) -> None:
    office.build()
    draft(office)
    for path in folder_of(office).iterdir():
        path.unlink()
    assert verify(office.output, "output")[1] == []


def test_the_folder_of_an_audience_is_no_draft_by_another_name(office: Office) -> None:
    office.build()
    (office.output / "matter" / "public").rename(folder_of(office))
    (folder_of(office) / "test-record.en.html").write_bytes(b"another")
    assert [one.code for one in verify(office.output, "output")[1]] == ["E731"]


def test_a_draft_is_made_anew_from_the_case_as_it_is_and_an_edited_one_is_kept(office: Office) -> None:
    draft(office)
    office.matter = replace(office.matter, typed=False, name=("Mbali", "Okonkwo"))
    office.write()
    edited = folder_of(office) / NAMES[0]
    edited.write_bytes(b"edited by hand")
    result = draft(office)
    states = {row.path.rpartition("/")[2]: row.state for row in result.rows}
    assert (states.pop(NAMES[0]), [one.code for one in result.findings if one.code == "E724"]) == ("kept", ["E724"])
    assert set(states.values()) == {"made", "unchanged"}, "one that was edited keeps none of the others from anew"
    assert b"Okonkwo" in (folder_of(office) / NAMES[2]).read_bytes()
    assert draft(office, replace=True).findings != ()
    assert b"Okonkwo" in edited.read_bytes()
    assert [path.name for path in folder_of(office).glob("*(edited*")]


def test_what_protects_stops_one_draft_and_no_other(office: Office) -> None:
    office.matter = replace(office.matter, typed=True)
    office.write()
    result = draft(office)
    assert result.failed
    assert {row.path.rpartition("/")[2]: row.state for row in result.rows} == {
        name: "made" if "filing" in name else "refused" for name in NAMES
    }
    assert all(FAMILY not in one.message for one in result.findings)


@pytest.mark.proof
def test_drafts_are_left_out_of_what_is_sealed_unless_they_are_named(office: Office) -> None:
    pytest.importorskip("pyrage")
    from submissions.seal.keys import library  # noqa: PLC0415 - only where it is installed
    from submissions.upkeep.sealing import Keys, seal  # noqa: PLC0415

    office.build()
    draft(office)
    keys = Keys((str(library().x25519.Identity.generate().to_public()),))
    count, findings = seal([office.output / "matter"], keys, office.root / "one.age")
    assert [(one.code, one.place.file) for one in findings] == [("N708", folder_of(office).as_posix())]
    assert count == len(everything(office.output / "matter")) - len(everything(folder_of(office)))
    assert seal([folder_of(office)], keys, office.root / "two.age") == (len(NAMES) + 1, [])


def test_records_that_lack_values_are_not_held_against_the_rules(office: Office) -> None:
    path = office.root / "cases" / "matter" / "case.yaml"
    path.write_text(f"{path.read_text('utf-8')}events: [{{id: e, date: 2020}}]\n", "utf-8")
    result = draft(office, Selection(("un/cat-complaint",), (), ("filing",), ("html",)), named=True)
    assert {"N709", "W826", "E114"} <= {one.code for one in result.findings}
    assert [one for one in result.findings if result.setting.stops(one)] == []
    assert [row.state for row in result.rows] == ["made"]


# --- what the case does not list ---

TEMPLATES = (
    TemplateOutline("un/one", "One", ("en", "fr"), ("filing", "public")),
    TemplateOutline("un/two", "Two", ("es",), ("public",)),
)


def listing(*templates: str) -> CaseOutline:
    place = Place("cases/a/case.yaml", 1)
    wishes = tuple(
        SubmissionOutline(number, one, ("en",), ("filing",), ("docx",), place, exhibits=True)
        for number, one in enumerate(templates)
    )
    return CaseOutline("a", "cases/a", place, wishes, language="fr")


def test_a_draft_may_be_made_of_a_template_that_the_case_does_not_list() -> None:
    jobs, findings = plan([listing("un/one")], TEMPLATES, Selection(("un/two",)), are_named=True, draft=True)
    assert [(job.submission, job.language, job.audience, job.draft) for job in jobs] == [(None, "es", "public", True)]
    assert [one.code for one in findings] == ["N709"]
    jobs, findings = plan([listing()], TEMPLATES, Selection(("un/one",)), are_named=True, draft=True)
    assert [(job.language, job.audience) for job in jobs] == [("fr", "filing"), ("fr", "public")]
    assert [job.output("docx") for job in jobs] == ["un-one.fr.filing.draft.docx", "un-one.fr.public.draft.docx"]
    assert "    languages: [fr]\n    audiences: [filing, public]" in findings[0].help
    selection = Selection(("un/one",), ("en",), ("public",), ("pdf",))
    jobs, _ = plan([listing()], TEMPLATES, selection, are_named=True, draft=True)
    assert [(job.language, job.audience, job.formats) for job in jobs] == [("en", "public", ("pdf",))]


def test_a_final_document_that_the_case_does_not_list_is_refused_with_the_lines_to_add() -> None:
    jobs, (finding,) = plan([listing("un/one")], TEMPLATES, Selection(("un/two",)), are_named=True)
    assert (jobs, finding.code) == ((), "E707")
    assert "  - template: un/two\n    languages: [es]\n    audiences: [public]" in finding.help
    both = [listing(), replace(listing("un/one"), id="b", folder="cases/b")]
    jobs, findings = plan(both[1:] + both[:1], TEMPLATES, Selection(("un/one",)), are_named=True)
    findings = [one for one in findings if one.code != "W706"]
    assert ([job.case_id for job in jobs], findings) == (["b"], []), "of several cases it is made where it is listed"


def test_a_draft_of_every_case_makes_what_they_list_and_no_copy_of_an_annex() -> None:
    jobs, findings = plan([listing("un/one")], TEMPLATES, Selection(), draft=True)
    assert ([(job.draft, job.exhibits) for job in jobs], findings) == ([(True, False)], [])


def test_who_names_no_case_and_no_template_is_told_what_to_name() -> None:
    _, (finding,) = plan([listing()], TEMPLATES, Selection(), draft=True)
    assert "submissions build --draft a -t TEMPLATE" in finding.help


@pytest.mark.proof
def test_a_template_that_the_case_does_not_list_is_tried_and_never_where_it_is_strict(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["new", "case", "matter", "-w", str(tmp_path)]).exit_code == 0
    order = ["build", "matter", "-w", str(tmp_path), "-t", "un/follow-up", "-f", "docx"]
    done = CliRunner().invoke(main, order)
    made = sorted(path.name for path in (tmp_path / "output" / "matter").rglob("*.docx"))
    assert (done.exit_code, "N709" in done.output) == (0, True), done.output
    assert made == ["un-follow-up.en.filing.draft.docx", "un-follow-up.en.public.draft.docx"]
    strict = CliRunner().invoke(main, [*order, "--strict"])
    assert (strict.exit_code, "E707" in strict.output) == (1, True)


def test_a_draft_cannot_be_strict() -> None:
    done = CliRunner().invoke(main, ["build", "--draft", "--strict"])
    assert (done.exit_code, "cannot go together" in done.output) == (2, True)


def test_the_manifest_of_drafts_says_that_it_is_one(office: Office) -> None:
    draft(office)
    manifest = json.loads((folder_of(office) / NAME).read_text("utf-8"))
    assert manifest["audience"] == DRAFTS
    assert Destination(office.output, "matter", DRAFTS).is_private
