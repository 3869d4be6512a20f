"""Whatever is touched, a build that takes from the last one what it may gives what a build from nothing gives.

A small office with two cases, templates, a stock that they share and a rule of its own goes through one edit after the
other: each kind of file that a document can be made from is touched, and each file that it cannot.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from submissions.line.outcome import Setting
from submissions.run.records import Result, RunRequest
from submissions.run.runner import run
from test_ahead import CASE, TEMPLATE

DAY: Final = date(2026, 1, 2)
CASES: Final = ("cases/first", "cases/second")
BODY: Final = "# {{ case.title }}\n\n{{ line() }}\n\n{{ texts.facts }}\n"
STOCK: Final = "{% macro line() %}For {{ organisation.name }}.{% endmacro %}\n"
PROCEDURE: Final = "procedure: {}\n"


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    for name in CASES:
        other = CASE.format(name=name.rpartition("/")[2]) + "texts: {facts: {file: facts.md}}\n"
        other += "annexes:\n  - {id: letter, title: {en: A letter}, file: annexes/letter.txt, date: 2020-06-01}\n"
        second = "  - {template: ours/record, languages: [en], audiences: [filing], formats: [html], exhibits: true}\n"
        other = other.replace("formats: [html]}\n", "formats: [html]}\n" + second, 1)
        write(folder, {f"{name}/case.yaml": other, f"{name}/facts.md": "Officers took @x away.\n"})
        write(folder, {f"{name}/annexes/letter.txt": "A letter."})
    for name in ("note", "record"):
        own = TEMPLATE.replace("Note", name.title()) + "stock: ours/stock\n"
        write(folder, {f"templates/ours/{name}/template.yaml": own, f"templates/ours/{name}/en.md": BODY})
    write(folder, {"templates/ours/stock/en.md": STOCK, "templates/house/page.css": "p { margin: 0 }\n"})
    write(folder, {"rules/procedures/own.yaml": PROCEDURE})
    return folder


def build(folder: Path, output: str) -> Result:
    return run(RunRequest(Setting(folder, DAY, folder / output), CASES))


def told(result: Result, output: str) -> tuple[dict[str, str], list[str]]:
    """Return the digest of each file by its name within the output folder, and every finding."""
    files = {row.path.removeprefix(f"{output}/"): row.sha256 for row in result.rows}
    return files, sorted(str(one).replace(f"{output}/", "") for one in result.findings if one.code != "N718")


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def do(folder: Path) -> None:
        path = folder / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    return do


EDITS: Final[dict[str, tuple[Callable[[Path], object], set[str]]]] = {
    "a value of one case": (
        edit("cases/first/case.yaml", "Centre for Redress", "Centre for Remedy"),
        {"first/filing/ours-note.en.html", "first/public/ours-note.en.html", "first/filing/ours-record.en.html"},
    ),
    "its prose": (
        edit("cases/second/facts.md", "took @x away", "took @x home"),
        {"second/filing/ours-note.en.html", "second/public/ours-note.en.html", "second/filing/ours-record.en.html"},
    ),
    "an annex": (
        edit("cases/first/annexes/letter.txt", "A letter.", "Another letter."), {"first/filing/annexes/annex-01.txt"}
    ),
    "a body": (
        edit("templates/ours/record/en.md", "# {{", "# On {{"),
        {"first/filing/ours-record.en.html", "second/filing/ours-record.en.html"},
    ),
    "a stock": (
        edit("templates/ours/stock/en.md", "For", "On behalf of"),
        {f"{case}/{name}.en.html" for case in ("first", "second")
         for name in ("filing/ours-note", "public/ours-note", "filing/ours-record")},
    ),
    "a text that nobody prints any more": (
        edit("templates/ours/note/en.md", "\n{{ texts.facts }}\n", ""),
        {f"{case}/{audience}/ours-note.en.html" for case in ("first", "second") for audience in ("filing", "public")},
    ),
    "a template that is new": (
        lambda folder: write(folder, {"templates/ours/new/template.yaml": TEMPLATE, "templates/ours/new/en.md": BODY}),
        set(),
    ),
    "a rule": (edit("rules/procedures/own.yaml", "{}", "{ }"), set()),
    "a file that no case names": (lambda folder: write(folder, {"cases/first/aside.txt": "Not for you."}), set()),
    "the name of another": (
        edit("cases/second/case.yaml", "given: Amina", "given: Azra"), {"second/filing/ours-record.en.html"},
    ),
    "who is protected": (
        edit("cases/second/case.yaml", "protected: [name]", "protected: [name, image]"), set()
    ),
}  # fmt: skip


@pytest.mark.proof
def test_a_build_that_takes_what_it_may_gives_what_one_from_nothing_gives(office: Path) -> None:
    before, _ = told(build(office, "output"), "output")
    for what, (do, changed) in EDITS.items():
        do(office)
        after = told(build(office, "output"), "output")
        again = told(build(office, "output"), "output")
        fresh = told(build(office, "anew"), "anew")
        shutil.rmtree(office / "anew")
        assert after == again == fresh, what
        assert {name for name in after[0] if after[0][name] != before.get(name)} == changed, what
        before = after[0]


TODAY: Final = "# {{ case.title }}\n\nMade on {{ date }} for {{ organisation.name }}.\n"
CONSENT: Final = ", gender: woman, consent: [{scope: share, date: 2025-01-02, until: 2026-03-01, form: written}]"
NEW: Final = "it was not made before"
DAY_CHANGED: Final = "the day changed"
DAYS: Final = (
    ("2026-01-02", NEW, NEW),
    ("2026-01-02", "", ""),
    ("2026-01-03", "", DAY_CHANGED),
    ("2026-03-01", "", DAY_CHANGED),
    ("2026-01-31", "", DAY_CHANGED),
    ("2026-03-02", DAY_CHANGED, DAY_CHANGED),  # the consent has ended, so nothing is made
    ("2026-03-01", "", DAY_CHANGED),
)


@pytest.mark.proof
def test_on_another_day_only_what_the_day_reaches_is_made_anew(tmp_path: Path) -> None:
    head, _, _ = CASE.format(name="first").replace(", gender: woman", CONSENT).partition("submissions:")
    dated = "  - {template: ours/record, languages: [en], audiences: [filing], formats: [html], date: 2026-01-01}\n"
    undated = "  - {template: ours/note, languages: [en], audiences: [filing], formats: [html]}\n"
    write(tmp_path, {"cases/first/case.yaml": f"{head}submissions:\n{dated}{undated}"})
    for name in ("note", "record"):
        own = TEMPLATE.replace("Note", name.title()) + "consents: [{scope: share, of: [victim]}]\n"
        write(tmp_path, {f"templates/ours/{name}/template.yaml": own, f"templates/ours/{name}/en.md": TODAY})
    for day, record, note in DAYS:
        setting = Setting(tmp_path, date.fromisoformat(day), tmp_path / "output")
        result = run(RunRequest(setting, CASES[:1], explains=True))
        fresh = run(RunRequest(replace(setting, output=tmp_path / "anew"), CASES[:1]))
        shutil.rmtree(tmp_path / "anew", ignore_errors=True)
        reasons = {job.template: why for job, why in result.reasons}
        assert reasons == {"ours/record": record, "ours/note": note}, day
        assert told(result, "output") == told(fresh, "anew"), day
