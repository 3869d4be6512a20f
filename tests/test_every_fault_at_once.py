"""One run tells every fault of a case: no missing file, wrong key or missing text hides what else is wrong."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from examples import catalogue
from full_cases import entry_for, full_workspace
from submissions.findings import Finding, Place
from submissions.line.consequences import without_consequences
from submissions.line.line import make
from submissions.line.outcome import Setting
from submissions.line.reading import read_validated
from submissions.line.stages import Bench, NoValueError, Stages
from submissions.plan import Job

AS_OF = datetime.date(2026, 1, 15)
LANGUAGES = ("en", "fr")
AUDIENCES = ("filing", "public")
# Each line is wrong in another way; its comment has the codes, each with the first word of its message.
# ruff: noqa: E501 - one record a line
CASE = """\
case: {id: small, title: , short_title: Small, language: en} # E117 'title', E136 'short_title'
state: BIH
organisation: {name: Our Office, address: First Street} # E136 'address'
people:
  - {id: ana, role: survivor, name: {given: Nora, family: Winters}, pseudonym: Witness 1, born: 1986-02-30} # E112 'born'
claims:
  - {id: one, instrument: cat, articles: ["14"], title: , argument: {file: why.md}} # E117 'title', E125 the, E136 'argument'
events:
  - {id: arrest, date: 2021-02-03, text: They took @ana., colour: red} # E115 the, E136 'text'
annexes:
  - {id: gone, title: {en: Ruling, fr: Décision}, file: annexes/gone.pdf} # E125 the
  - {id: other, title: {en: Order, fr: Ordonnance}, file: ../other.pdf} # E126 the
texts:
  summary: # E117 'summary'
  facts: See [](#annex-none) and @nobody. # E341 nothing, E307 nobody, E136 'facts'
  exhaustion: {en: No remedy was open.} # E136 'exhaustion'
submissions: [{template: un/cat-complaint, languages: [en, fr], audiences: [filing, public]}]
"""


def findings_of(workspace: Path, name: str, template: str, pairs: list[tuple[str, str]]) -> list[Finding]:
    """Return what a run tells of the documents of one template, each finding once."""
    bench, setting = Bench(), Setting(workspace, AS_OF, workspace / "output", writes=False)
    found: list[Finding] = []
    for language, audience in pairs:
        job = Job(
            name, f"cases/{name}", 0, template, language, audience, ("pdf",), catalogue().templates[template].place
        )
        found += make(bench, job, setting).findings
    return list(dict.fromkeys(found))


def test_each_kind_of_fault_is_told_in_the_same_run(tmp_path: Path) -> None:
    home = tmp_path / "cases" / "small"
    home.mkdir(parents=True)
    lines = [line.partition(" # ") for line in CASE.splitlines()]
    (home / "case.yaml").write_text("\n".join(typed for typed, _, _ in lines), encoding="utf-8")
    pairs = [(language, audience) for language in LANGUAGES for audience in AUDIENCES]
    found = findings_of(tmp_path, "small", "un/cat-complaint", pairs)
    told = sorted(f"{one.place.line} {one.code} {one.message.split()[0]}" for one in found if one.place.line)
    noted = [f"{number} {one}" for number, (_, _, notes) in enumerate(lines, 1) for one in notes.split(", ") if one]
    assert told == sorted([*(" ".join(one.split()[:3]) for one in noted), *["5 E145 'un/cat-complaint'"] * 2])
    needs = [one.message.split("'")[3] for one in found if one.code == "E210"]
    assert needs == ["requests", "texts.admissibility"]


@pytest.mark.proof
def test_what_is_missing_in_a_language_is_told_at_once_so_that_none_is_left_when_it_is_mended(tmp_path: Path) -> None:
    workspace = full_workspace(tmp_path, [entry_for("un/cat-complaint", ["fr"])])
    file = workspace / "cases" / "full-case" / "case.yaml"
    lines = file.read_text(encoding="utf-8").replace("fr: ", "de: ").splitlines()
    file.write_text("\n".join(lines), encoding="utf-8")
    both = [("fr", "filing"), ("fr", "public")]
    missing = [one for one in findings_of(tmp_path, "full-case", "un/cat-complaint", both) if one.code == "E136"]
    assert len(missing) == len({one.place for one in missing}) > 20
    for place in (one.place for one in missing):
        number = next(
            index for index in range(place.line - 1, len(lines)) if "de: " in lines[index][place.column - 1 :]
        )
        before = lines[number][: place.column - 1]
        lines[number] = before + lines[number][place.column - 1 :].replace("de: ", "fr: ", 1)
    file.write_text("\n".join(lines), encoding="utf-8")
    assert not [one for one in findings_of(tmp_path, "full-case", "un/cat-complaint", both) if one.is_error]


@pytest.mark.parametrize("need", ["claims", "requests", "people", "state", "organisation.name", "texts.facts"])
def test_without_what_a_template_needs_nothing_of_the_template_itself_is_told(need: str) -> None:
    told = without_consequences([_lacks(need), *_failed()])
    assert [one.code for one in told] == ["E210", "E212", "E350"]


def _lacks(need: str) -> Finding:
    return Finding("E210", Place("cases/a/case.yaml"), f"the template 'x' needs '{need}', which the case does not give")


def _failed() -> list[Finding]:
    """Return what a template may report: by each code, of the template, and once of the author's own prose."""
    own, typed = Place("templates/x/en.md", 3), Place("cases/a/facts.md", 2)
    codes = ("E212", "E215", "E217", "E322", "E350", "E352", "E355")
    return [*(Finding(code, own, f"the template fails with {code}") for code in codes), Finding("E350", typed, "empty")]


def test_a_case_in_part_is_looked_at_and_nothing_else(tmp_path: Path) -> None:
    home = tmp_path / "cases" / "small"
    home.mkdir(parents=True)
    (home / "case.yaml").write_text(CASE, encoding="utf-8")
    stages = Stages(Bench(), Setting(tmp_path, AS_OF, tmp_path / "output"))
    assert not read_validated(stages, "cases/small", in_part=True).is_whole
    with pytest.raises(NoValueError):
        read_validated(stages, "cases/small")
