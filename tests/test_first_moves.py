"""The first wrong moves of a newcomer: each ends in one true sentence, and what that says to do next works.

In-process, and what is wrong in a case file is looked at for many cases in one run.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import click
import docx
import openpyxl
import pytest
from click.testing import CliRunner

from submissions.cli import main
from submissions.cli.workspace import find_cases
from submissions.codes import CODES
from submissions.document import Design
from submissions.look import Dress, HouseLook
from submissions.values.dates import dates_in_words
from submissions.writers.word.frame.make import make_frame
from test_docs import PAGES, commands, parse

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src" / "submissions").rglob("*.py"))


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with one case that works, in which the commands are typed."""
    monkeypatch.chdir(tmp_path)
    assert typed("new case one").exit_code == 0
    return tmp_path


def typed(line: str) -> click.testing.Result:
    return CliRunner().invoke(main, shlex.split(line), catch_exceptions=False)


# What is typed in the folder of an office with the case `one`, the exit status, and the sentence that has to be told.
MOVES = {
    "help without hyphens": ("help", 0, "Begin with:"),
    "help on a command": ("help new case", 0, "Start a case: a case file"),
    "help on nothing": ("help buidl", 2, "there is no command 'buidl'"),
    "the version with a capital": ("-V", 0, "version"),
    "a command that is none": ("biuld", 2, "No such command 'biuld'"),
    "a case that is none": ("check two", 2, "there is no case 'two'"),
    "a case with a slip": ("check on", 2, "there is no case 'on'"),
    "a case in capitals": ("new case One", 2, "write it with small letters and hyphens"),
    "a case with a space": ("new case 'my case'", 2, "write it with small letters and hyphens"),
    "a case that is there": ("new case one", 2, "go on with cases/one/case.yaml"),
    "a template without a group": ("new template letter", 2, "such as ours/letter"),
    "a template of a template that is none": ("new template ours/x --from advocacy/breif", 2, "'advocacy/brief'"),
    "a template for a case that is none": ("new case two --for advocacy/breif", 2, "'advocacy/brief'"),
    "a file of the house that is none": ("new house word.doc", 2, "Did you mean 'word.docx'?"),
    "a code in small letters": ("explain e112", 0, "a date is not a date"),
    "a code with its brackets": ("explain [W755]", 0, "Send files safely"),
    "a code that is none": ("explain E1", 2, "there is no finding 'E1'"),
    "a case by the path of its folder to be": ("new case cases/two/", 0, "Started cases/two/case.yaml"),
    "a case of a name that Windows keeps": ("new case con", 2, "Windows can have no folder of that name"),
    "a model with a slash behind it": ("new template ours/x --from advocacy/brief/", 0, "Started templates/ours/x/"),
    "a template by its folder": ("templates templates/advocacy/brief/", 0, "What a case must have for it"),
    "a template that hides a built-in one": (
        "new template advocacy/brief",
        0,
        "comes before the built-in template 'advocacy/brief'",
    ),
    "a date in words": ("check --as-of '29 November 2026'", 2, "write 2026-11-29"),
    "a date in other words": ("check --as-of 'le 29 novembre 2026'", 2, "write 2026-11-29"),
    "a date as it is spoken": ("check --as-of 22/11/2026", 2, "is not a day such as 2026-11-22"),
    "an audience of another name": ("check --audience court", 2, "'filing', 'public'"),
    "a workspace that is none": ("check -w nowhere", 2, "does not exist"),
}


@pytest.mark.few(4)
@pytest.mark.parametrize("name", MOVES)
def test_a_wrong_first_move_ends_in_one_true_sentence(name: str, office: Path) -> None:
    line, status, sentence = MOVES[name]
    result = typed(line)
    assert result.exit_code == status, result.output
    assert sentence in result.output
    assert "Traceback" not in result.output


# What somebody makes of the file of a new case; the weight, code and words that have to be told, once.
FAULTS = {
    "a-tab": (("  title:", "\ttitle:"), "E105", "the line is indented with a tab"),
    "a-wide-colon": (("  title:", "  title："), "E110", "in place of a colon"),
    "an-open-mark": (("  language: en", '  language: "en'), "E110", "opened here and never closed"),
    "a-printed-mark": (("  language: en", "  language: “en”"), "E120", "is not a language"),
    "a-date-in-words": (("date: 2021-02-06", "date: 6 February 2021"), "E112", "write 2021-02-06"),
    "a-date-of-french": (("date: 2021-02-06", "date: le 6 février 2021"), "E112", "write 2021-02-06"),
    "two-letters": (("  language: en", "  language: xe"), "E120", "write the code of ISO 639 in small letters"),
    "a-named-txt": (None, "E101", "rename it to case.yaml"),
}


@pytest.mark.proof
def test_what_is_wrong_in_a_first_case_file_is_told_in_one_sentence_each(office: Path) -> None:
    for name, (change, _, _) in FAULTS.items():
        assert typed(f"new case {name}").exit_code == 0
        path = office / "cases" / name / "case.yaml"
        text = path.read_text("utf-8")
        if change is None:
            path.rename(path.with_name("case.yaml.txt"))
            continue
        assert change[0] in text
        path.write_text(text.replace(*change, 1), "utf-8")
    shown = typed("check").output
    for name, (_, code, words) in FAULTS.items():
        told = re.findall(rf"^cases/{name}/case\.yaml.*\n(?:    .*\n)*", shown, re.MULTILINE)
        assert any(f"[{code}]" in one and words in one for one in told), (name, told)
        assert [": error[" in one for one in told].count(True) == 1, (name, told)
    assert shown.count("error[") == len(FAULTS)


@pytest.mark.proof
def test_who_follows_the_help_for_a_case_file_of_another_name_arrives(office: Path) -> None:
    path = office / "cases" / "one" / "case.yaml"
    text = path.read_text("utf-8")
    path.rename(path.with_name("case.yml"))
    assert "rename it to case.yaml" in typed("check one").output
    refused = typed("new case one")
    assert refused.exit_code == 2
    assert "rename it to case.yaml" in refused.output
    path.with_name("case.yml").unlink()
    assert "submissions new case one" in typed("check one/").output
    assert typed("new case one").exit_code == 0
    assert path.read_text("utf-8") == text


@pytest.mark.few(1)
@pytest.mark.parametrize("name", ["one", "one/", "cases/one", "cases/one/", "cases/one/case.yaml"])
def test_a_case_is_found_as_the_shell_completes_it(name: str, office: Path) -> None:
    assert find_cases(office, [name]) == ("cases/one",)


def test_an_office_gets_its_own_look_and_template_from_an_installed_program(office: Path) -> None:
    assert typed("new house word.docx").exit_code == 0
    built_in = HouseLook(dress=Dress(accent="#1b3a57"))
    assert (office / "templates/house/word.docx").read_bytes() == make_frame(Design("filing", "a4", built_in))
    assert typed("new house").exit_code == 0
    assert (office / "templates/house/house.yaml").read_bytes() == (ROOT / "templates/house/house.yaml").read_bytes()
    assert "is there already" in typed("new house").output
    assert not (office / "templates/house/page.css").exists()
    assert typed("new house page.css").exit_code == 0
    assert typed("new template ours/brief --from advocacy/brief").exit_code == 0
    model = ROOT / "templates" / "advocacy" / "brief"
    assert sorted(path.name for path in (office / "templates/ours/brief").iterdir()) == sorted(
        path.name for path in model.iterdir()
    )
    assert typed("new template ours/second --from ours/brief").exit_code == 0


def test_codes_of_every_stage_are_explained() -> None:
    for code in list(CODES)[::15]:
        assert CODES[code] in typed(f"explain {code}").output


@pytest.mark.parametrize(
    ("words", "dates"),
    [
        ("3 February 2021", ["2021-02-03"]),
        ("February 3rd, 2021", ["2021-02-03"]),
        ("Wednesday, 3 Feb. 2021", ["2021-02-03"]),
        ("3-Feb-2021", ["2021-02-03"]),
        ("1er mars 2020", ["2020-03-01"]),
        ("le 14 août 2019", ["2019-08-14"]),
        ("3 de febrero de 2021", ["2021-02-03"]),
        ("3 февраля 2021 г.", ["2021-02-03"]),
        ("3. März 2021", ["2021-03-03"]),
        ("August 2019", ["2019-08"]),
        ("2021 December 31", ["2021-12-31"]),
        ("30 February 2021", []),
        ("3 and 4 February 2021", []),
        ("spring of 2021", []),
        ("February", []),
    ],
)
def test_a_date_in_words_is_proposed_as_it_is_to_be_written(words: str, dates: list[str]) -> None:
    assert [str(one) for one in dates_in_words(words)] == dates


def printed_commands() -> Iterator[tuple[str, list[str]]]:
    """Yield every command that a page, a help page or a finding prints, with where; what is put in is one word."""
    for path in PAGES:
        yield from ((path.name, arguments) for arguments in commands(path))
    for path in SOURCES:
        for found in re.findall(r"(?<!from )submissions ((?:[a-z][\w-]*)(?: [^\"'`\n]*)?)", path.read_text("utf-8")):
            words = re.split(r"   |; |, |\)|: |\\|\.(?: |$)", found)[0]
            words = re.sub(r"\{[^}]*\}", "one", words)
            first = words.split(" ")[0]
            if first in main.commands and (" " in words or not isinstance(main.commands[first], click.Group)):
                yield path.name, shlex.split(words)


def test_every_command_that_the_program_prints_is_one_that_it_understands() -> None:
    wrong, seen = [], 0
    for where, arguments in printed_commands():
        seen += 1
        try:
            parse(arguments)
        except click.NoSuchOption as error:
            wrong.append(f"{where}: {shlex.join(arguments)}: {error.format_message()}")
        except click.UsageError as error:
            if "No such command" in error.format_message():
                wrong.append(f"{where}: {shlex.join(arguments)}: {error.format_message()}")
    assert seen > 150
    assert wrong == []


# What needs a file, a recipient or a terminal of its own; their own tests run them.
APART = {"audit", "redact", "seal", "open", "verify"}


@pytest.mark.proof
def test_every_command_of_a_help_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("cases", "packs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    ran = 0
    pages = [command for command in walk(main) if command.name not in APART]
    for command in pages:
        for line in re.findall(r"^ +(submissions .*)$", command.help or "", re.MULTILINE):
            arguments = shlex.split(re.split(r" {3,}", line)[0])[1:]
            if arguments[0] in {"new", *APART} and "a-v-bosnia" in arguments:
                arguments = ["other" if one == "a-v-bosnia" else one for one in arguments]
            if arguments[0] in APART:
                continue
            arguments = with_files(arguments)
            result = CliRunner().invoke(main, arguments, catch_exceptions=False)
            assert result.exit_code in (0, 1) or "already" in result.output, (line, result.output[-500:])
            ran += 1
    assert ran > 30


def with_files(arguments: list[str]) -> list[str]:
    """Lay the files that an example takes into the folder; return its words as a shell would hand them over."""
    arguments = ["a-v-bosnia" if one == "my-case" else one for one in arguments]
    for before, word in pairwise(arguments):
        path = Path(word)
        if before in {"-o", "--output", "--to"} or path.exists() or "*" in word:
            continue
        if path.suffix == ".docx" and (arguments[:2] != ["new", "house"] or before == "--from"):
            path.parent.mkdir(parents=True, exist_ok=True)
            letter = docx.Document()
            letter.add_paragraph("We act for {{ case.title }}.")
            letter.save(word)
        elif path.suffix == ".csv":
            path.write_text("name,role\nMs Lejla Softić,lawyer\n", encoding="utf-8")
        elif path.suffix == ".xlsx":
            table = openpyxl.Workbook()
            table.active.append(["Date", "What happened"])
            table.active.append(["2 May 1993", "He was taken from the house."])
            table.save(word)
    return [one for word in arguments for one in (sorted(map(str, Path().glob(word))) if "*" in word else [word])]


def walk(group: click.Command) -> Iterator[click.Command]:
    yield group
    if isinstance(group, click.Group):
        for command in group.commands.values():
            yield from walk(command)


@pytest.mark.proof
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the library is hidden as Linux looks for it")
def test_without_pango_the_remedy_is_told_and_word_alone_is_made(office: Path) -> None:
    hidden = office / "hidden"
    hidden.mkdir()
    (hidden / "libpango-1.0.so.0").write_bytes(b"")
    environment = {**os.environ, "LD_LIBRARY_PATH": str(hidden), "PYTHONPATH": str(ROOT / "src")}

    def run(*arguments: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-m", "submissions", *arguments],
            cwd=office, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout

    status, shown = run("build")
    assert status == 1
    assert shown.count("E526") == 1
    assert "fault of the program" not in shown
    assert "-f docx" in shown
    status, shown = run("doctor")
    assert "MISSING  Pango" in shown
    remedy = re.search(r"to install: (.*)", shown)
    assert remedy is not None
    assert remedy[1] in run("build")[1]
    status, shown = run("build", "-f", "docx")
    assert status == 0, shown
    status, shown = run("build", "one", "--draft", "-t", "un/cat-complaint", "-f", "docx")
    assert status == 0, shown
    assert "N527" in shown
