"""Older folders, manifests and stores come back, people change their mind, machines fall over: the public folder holds.

A small office is led through random days. After each build every file of the public folder is opened, and nobody who
is protected that day may stand in one that was reported as made, or left without an error; and what is reported as
unchanged has the bytes that today's case gives in an empty folder.
"""

from __future__ import annotations

import datetime
import multiprocessing
import random
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self, TypeVar

import pytest

from submissions.line.line import make
from submissions.line.outcome import Setting
from submissions.line.stages import Bench
from submissions.manifest import NAME, record_file
from submissions.plan import Selection
from submissions.run import runner
from submissions.run.records import Result, RunRequest
from submissions.run.serve import Call
from submissions.run.store import STORE
from submissions.run.worker import Stopped, Worker
from test_public_versions_property import BODY, TEMPLATE
from test_publish import Cut, die

ValueT = TypeVar("ValueT")
SECONDS = 2.5
STEPS_LEAST = 8
IDS = ("matter", "matters")
NAMES = (("Zdenka", "Hrustanović"), ("Mbali", "Okonkwo"), ("Ixchel", "Tzunún"))


@dataclass(frozen=True)
class Matter:
    """What the case says today: who is protected, what her name is, and what stands against a build."""

    protected: bool = True
    name: tuple[str, str] = NAMES[0]
    second: bool = True
    typed: bool = False
    broken: bool = False
    id: str = IDS[0]

    @property
    def secrets(self) -> tuple[str, ...]:
        return self.name if self.protected else ()

    def text(self) -> str:
        given, family = self.name
        consents = "".join(
            f"      - {{scope: {scope}, date: 2020-01-01, form: written}}\n"
            for scope in ("submit", "name-to-state", "name-in-public", "share", "contact")
        )
        templates = ["test/record", "test/second"] if self.second else ["test/record"]
        wishes = "".join(
            f"  - {{template: {one}, audiences: [filing, public], languages: [en], formats: [html], "
            f"date: 2021-05-03}}\n"
            for one in templates
        )
        facts = f"@a told the court so.{f' {given} {family} was heard.' if self.typed else ''}"
        return (
            f"{'nonsense: 1' if self.broken else ''}\n"
            f"case: {{id: {self.id}, title: A case, short_title: A case, language: en}}\n"
            "state: GTM\n"
            "organisation: {name: An office, address: Somewhere}\n"
            "people:\n"
            "  - id: a\n"
            "    role: survivor\n"
            f'    name: {{given: "{given}", family: "{family}"}}\n'
            "    pseudonym: Person 1\n"
            f"    protected: [{'name' if self.protected else ''}]\n"
            f"    consent:\n{consents}"
            f'texts:\n  facts: "{facts}"\n'
            f"submissions:\n{wishes}"
        )


@dataclass
class Office:
    """A workspace with one case, and what is kept of its earlier days."""

    root: Path
    matter: Matter = field(default_factory=Matter)
    kept: list[Path] = field(default_factory=list)

    def __post_init__(self) -> None:
        for name in ("record", "second"):
            template = self.root / "templates" / "test" / name
            template.mkdir(parents=True)
            (template / "template.yaml").write_text(TEMPLATE, "utf-8")
            (template / "en.md").write_text(BODY, "utf-8")
        (self.root / "cases" / self.matter.id).mkdir(parents=True)
        self.write()

    @property
    def output(self) -> Path:
        return self.root / "output"

    @property
    def public(self) -> Path:
        return self.output / self.matter.id / "public"

    def write(self) -> None:
        """Write the case as it is today, in the folder that its id names."""
        (folder,) = (self.root / "cases").iterdir()
        path = folder.rename(folder.with_name(self.matter.id)) / "case.yaml"
        if not path.exists() or path.read_text("utf-8") != self.matter.text():
            path.write_text(self.matter.text(), "utf-8")

    def build(self, selection: Selection | None = None) -> Result:
        return runner.run(request(self.root, selection or Selection()))

    def keep(self) -> None:
        """Keep a copy of the whole output folder, to be brought back on a later day."""
        copy = self.root / "kept" / str(len(self.kept))
        shutil.copytree(self.output, copy)
        self.kept.append(copy)


class Here(Worker):
    """Answers calls in this process, so that many days pass in a few seconds."""

    def __enter__(self) -> Self:
        self.bench = Bench()
        return self

    def run(self, call: Call[ValueT]) -> ValueT | Stopped:
        return call.run(self.bench)


def request(root: Path, selection: Selection) -> RunRequest:
    cases = tuple(f"cases/{path.name}" for path in (root / "cases").iterdir())
    return RunRequest(Setting(root, datetime.date(2021, 5, 3), root / "output"), cases, selection, is_whole=True)


def build_and_die(root: str, act: int) -> None:
    runner.Worker = Here
    runner.run(request(Path(root), Selection()), disk=Cut(act, die))


# --- what can happen on a day ---


def change_the_case(office: Office, chance: random.Random) -> None:
    change = chance.choice(("protected", "protected", "name", "second", "typed", "typed", "broken", "id"))
    chosen = {"name": NAMES, "id": IDS}.get(change)
    new = chance.choice(chosen) if chosen else not getattr(office.matter, change)
    office.matter = replace(office.matter, **{change: new})


def bring_back(office: Office, chance: random.Random) -> None:
    """Bring back any part of an earlier output folder, alone or with others, each from a day of its own."""
    own = chance.choice(IDS)
    parts = [f"{own}/public", f"{own}/filing", STORE, f"{own}/public/{NAME}", f"{own}/public/test-record.en.html"]
    for part in chance.sample(parts, chance.randint(1, 3)) if office.kept else ():
        other = part.replace(f"{own}/", f"{chance.choice((*IDS, own, own))}/")  # also into the folder of another id
        old, new = chance.choice(office.kept) / part, office.output / other
        if old.is_dir():
            shutil.rmtree(new, ignore_errors=True)
            shutil.copytree(old, new)
        elif old.exists() and new.parent.exists():
            shutil.copy(old, new)


def lose_something(office: Office, chance: random.Random) -> None:
    own = office.matter.id
    part = chance.choice((STORE, f"{own}/public", f"{own}/public/{NAME}", f"{own}/public/test-record.en.html"))
    path = office.output / part
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def put_something_there(office: Office, chance: random.Random) -> None:
    if office.public.is_dir():
        words = f"A note on {' '.join(chance.choice(NAMES))}."
        name = chance.choice(("note.txt", "deep/er/note.html", ".hidden.txt", "test-record.en.html"))
        (office.public / name).parent.mkdir(parents=True, exist_ok=True)
        (office.public / name).write_text(words, "utf-8")


def fall_over(office: Office, chance: random.Random) -> None:
    """Kill a build at one of its acts on the disk, or at any moment."""
    office.write()
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    at_an_act = chance.random() < 0.7
    child = context.Process(target=build_and_die, args=(str(office.root), chance.randint(1, 40) if at_an_act else 0))
    child.start()
    if not at_an_act:
        child.join(chance.random() / 4)
        child.kill()
    child.join(60)
    assert not child.is_alive()


DAYS: tuple[Callable[[Office, random.Random], None], ...] = (
    change_the_case, change_the_case, bring_back, bring_back, lose_something, put_something_there, fall_over,
)  # fmt: skip


# --- what must hold after each build ---


def assert_nobody_is_named(office: Office, result: Result, told: str) -> None:
    made = {row.path for row in result.rows if row.state in ("made", "unchanged")}
    errors = {finding.place.file for finding in result.findings if finding.code in ("E737", "E738")}
    for path in office.public.rglob("*"):
        if path.is_file() and any(word in path.read_text("utf-8") for word in office.matter.secrets):
            shown = path.relative_to(office.root).as_posix()
            assert shown not in made, f"{told}: {shown} names her and was reported as made"
            folder = office.public.relative_to(office.root).as_posix()
            assert {shown, folder} & errors, f"{told}: {shown} names her and nobody says so"


def assert_what_belongs_to_no_case_is_told(office: Office, result: Result, told: str) -> None:
    strange = {path.parent for path in office.output.glob("*/public/*") if path.parent != office.public}
    shown = {path.relative_to(office.root).as_posix() for path in strange}
    assert shown == {finding.place.file for finding in result.findings if finding.code == "E742"}, told
    assert result.failed or not shown, told


def assert_what_is_made_is_what_today_gives(office: Office, result: Result, told: str) -> None:
    done = [row for row in result.rows if row.state in ("made", "unchanged")]
    for row in done:
        content = (office.root / row.path).read_bytes()
        assert record_file("", content).sha256 == row.sha256, f"{told}: {row.path} has other bytes"
        made = dict(make(Bench(), row.job, request(office.root, Selection()).setting).files)
        assert made[row.file_format] == content, f"{told}: {row.path} is of another day"


@pytest.mark.proof
@pytest.mark.parametrize("number", range(2))
def test_whatever_comes_back_the_public_folder_names_nobody_in_silence(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "Worker", Here)
    office, told = Office(tmp_path), [f"seed {number}"]
    chance = random.Random(number)  # noqa: S311 - it guards nothing, and the same number leads the same days
    office.build()
    office.keep()
    end, step = time.monotonic() + SECONDS, 0
    while step < STEPS_LEAST or time.monotonic() < end:
        for day in chance.sample(DAYS, chance.randint(1, 2)):
            day(office, chance)
            told.append(f"{day.__name__} {office.matter}")
        office.write()
        selection = Selection(audiences=("filing",)) if chance.random() < 0.15 else Selection()
        result = office.build(selection)
        story = "\n".join([*told, f"{selection}", *map(str, result.findings)])
        assert_nobody_is_named(office, result, story)
        assert_what_belongs_to_no_case_is_told(office, result, story)
        assert_what_is_made_is_what_today_gives(office, result, story)
        office.keep()
        step += 1
