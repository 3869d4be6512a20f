"""Several children make what is going to be asked for; what comes out does not depend on how many there are."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from click.testing import CliRunner

from sampling import first_of
from submissions.cli import main
from submissions.line.stages import Bench
from submissions.run.ahead import Ahead, usual_jobs
from submissions.run.serve import Limits
from submissions.run.worker import Stopped
from test_worker import Crash, Double

CASE = """\
case: {{id: {name}, title: {{en: X v Bosnia and Herzegovina}}, short_title: {{en: X v Bosnia}}, language: en}}
state: BA
organisation: {{name: Centre for Redress, address: "1 Example Street, Geneva"}}
people:
  - {{id: x, role: victim, name: {{given: Amina, family: Kovac}}, pseudonym: Ms X, gender: woman, protected: [name]}}
events:
  - {{id: arrest, date: 2020-05-03, text: {{en: Officers take @x away.}}}}
submissions:
  - {{template: ours/note, languages: [en], audiences: [filing, public], formats: [html]}}
"""
TEMPLATE = """\
title: {en: Note}
purpose: {en: A note.}
languages: [en]
audiences: [filing, public]
numbered: false
frame: brief
contents: false
needs: [case.title]
"""


@dataclass(frozen=True)
class Slow:
    number: int

    def run(self, bench: Bench) -> int:
        time.sleep(0.02 * (self.number % 3))
        return self.number


def test_answers_come_in_the_order_in_which_they_are_asked_for_whoever_is_first() -> None:
    calls = [Slow(number) for number in range(24)]
    with Ahead(Limits(), 3) as ahead:
        ahead.expect(calls)
        assert [ahead.take(call) for call in calls] == list(range(24))
        assert ahead.take(calls[0]) is None


@dataclass(frozen=True)
class OfCase:
    case: str
    number: int

    def run(self, bench: Bench) -> int:
        return os.getpid()


@pytest.mark.parametrize(("cases", "children"), [(6, 1), (2, 2)])
def test_what_is_asked_of_one_case_goes_to_one_child_where_there_are_cases_enough(cases: int, children: int) -> None:
    """So that a child reads it once. Of two cases both children take a part each time."""
    calls = [OfCase(f"case-{case}", number) for case in range(cases) for number in range(4)]
    with Ahead(Limits(), 2) as ahead:
        ahead.expect(calls)
        made = [ahead.take(call) for call in calls]
    of_cases = [set(made[at : at + 4]) for at in range(0, len(made), 4)]
    assert max(map(len, of_cases)) <= children
    assert len(set(made)) <= 2


def test_what_was_expected_and_is_not_asked_for_is_let_go() -> None:
    calls = [Double(number) for number in range(40)]
    with Ahead(Limits(), 2) as ahead:
        ahead.expect(calls)
        assert [ahead.take(call) for call in calls[::5]] == [2 * number for number in range(0, 40, 5)]
        assert ahead.take(Double(99)) is None


@pytest.mark.parametrize(("jobs", "count"), [(1, 5), (4, 1)])
def test_one_child_or_one_call_is_not_worth_another_process(jobs: int, count: int) -> None:
    before = len(psutil.Process().children())
    with Ahead(Limits(), jobs) as ahead:
        ahead.expect([Double(number) for number in range(count)])
        assert ahead.take(Double(0)) is None
        assert len(psutil.Process().children()) == before


def test_a_child_that_dies_is_told_and_the_others_go_on() -> None:
    crash = Crash()
    with Ahead(Limits(), 2) as ahead:
        ahead.expect([Double(1), crash, Double(2), Double(3)])
        assert ahead.take(Double(1)) == 2
        assert isinstance(ahead.take(crash), Stopped)
        assert [ahead.take(Double(2)), ahead.take(Double(3))] == [4, 6]


def test_no_child_outlives_the_run() -> None:
    before = {one.pid for one in psutil.Process().children()}
    with Ahead(Limits(), 2) as ahead:
        ahead.expect([Slow(number) for number in range(30)])
        assert ahead.take(Slow(0)) == 0
    alive = [one for one in psutil.Process().children() if one.pid not in before and "serve" in " ".join(one.cmdline())]
    assert alive == []


def test_there_is_at_least_one() -> None:
    assert usual_jobs() >= 1


def workspace(folder: Path, count: int) -> Path:
    own = folder / "templates" / "ours" / "note"
    own.mkdir(parents=True)
    (own / "template.yaml").write_text(TEMPLATE, encoding="utf-8")
    (own / "en.md").write_text("{{ case.title }}: {{ (events|first).text }}\n", encoding="utf-8")
    for number in range(count):
        home = folder / "cases" / f"case-{number:02}"
        home.mkdir(parents=True)
        text = CASE.format(name=home.name)
        (home / "case.yaml").write_text(text if number != 4 else text.replace("@x", "@nobody"), encoding="utf-8")
    return folder


@pytest.mark.parametrize("command", first_of([["build"], ["build", "--draft"], ["check"]]))
def test_the_files_and_what_is_said_are_the_same_however_many_are_made_at_once(
    tmp_path: Path, command: list[str]
) -> None:
    said, made = [], []
    for jobs in ("1", "3"):
        folder = workspace(tmp_path / jobs, 10)
        run = CliRunner().invoke(
            main, [*command, "-w", str(folder), "--as-of", "2026-03-01", "--jobs", jobs, "--format", "json"]
        )
        said.append(run.stdout.replace(str(folder), ""))
        files = sorted((folder / "output").rglob("*.html"))
        made.append({one.relative_to(folder).as_posix(): one.read_bytes() for one in files})
        assert run.exit_code == ("--draft" not in command)
    assert said[0] == said[1]
    assert made[0] == made[1]
    assert len(made[0]) == {"check": 0, "build": 19, "--draft": 21}[command[-1]]
