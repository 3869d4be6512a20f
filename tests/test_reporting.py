"""A fault of the program is reported without a word of the case, and no help asks for a case."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from house import PACKAGE, package_files, shown
from submissions.cli import main
from submissions.findings import Place
from submissions.reporting import fault_at, is_fault, order_to_report
from submissions.run.serve import Limits
from submissions.run.worker import Stopped

# A fault whose words and whose innermost file are a case's, as a template of a workspace is.
FAULTY = """
import sys
from pathlib import Path
from submissions import __main__
from submissions.source import files
sys.excepthook = __main__.tell_of_fault
code = compile("def raises(*_):\\n    raise LookupError('Ottilie Brandhuber')", sys.argv[1], "exec")
names = {}
exec(code, names)
files.os.walk = names["raises"]
files.files_of_case(Path("."))
"""


def test_what_stops_the_program_itself_is_told_without_the_words_of_the_case(tmp_path: Path) -> None:
    place = tmp_path / "submissions" / "cases" / "brandhuber" / "template.md"
    environment = {name: value for name, value in os.environ.items() if name != "SUBMISSIONS_DEBUG"}
    done = subprocess.run(
        [sys.executable, "-c", FAULTY, str(place)], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 1
    said = done.stderr
    assert re.match(r"error: the program stopped: LookupError in source/files\.py:\d+\n", said)
    assert not [word for word in ("ottilie", "brandhuber", "template", "traceback") if word in said.casefold()]
    order = re.search(r'submissions doctor --report --fault "(.+)"\n', said)
    assert order is not None
    assert is_fault(order[1])


def test_a_fault_outside_of_the_program_has_no_place() -> None:
    assert fault_at(LookupError, None) == "LookupError in an unknown place"
    assert is_fault("LookupError in an unknown place")


@pytest.mark.parametrize(
    "words",
    ["Ottilie", "Ottilie in line/line.py:3", "KeyError in cases/brandhuber.py:3", "KeyError in line/line.py:3 Ottilie",
     "E999", "E712 Ottilie", "KeyError: 'Ottilie'", "KeyError in ../../etc/passwd:3", "exit status 3"],
)  # fmt: skip
def test_nothing_but_a_place_in_the_program_is_put_into_a_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert not is_fault(words)
    assert words not in order_to_report(words)
    assert CliRunner().invoke(main, ["doctor", "--report", "--fault", words]).exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_the_report_holds_versions_and_the_place_and_no_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "Ottilie Brandhuber"
    (home / "cases" / "brandhuber").mkdir(parents=True)
    monkeypatch.chdir(home)
    (home / "submissions-report.txt").write_text("mine", encoding="utf-8")
    result = CliRunner().invoke(main, ["doctor", "--report", "--fault", "KeyError in line/line.py:3"])
    assert result.exit_code == 0, result.output
    text = (home / "submissions-report-2.txt").read_text(encoding="utf-8")
    assert text in result.output
    assert (home / "submissions-report.txt").read_text(encoding="utf-8") == "mine"
    for line in ("fault: KeyError in line/line.py:3", f"Python: ok, {sys.version.split()[0]}", "Never send a case"):
        assert line in text
    forbidden = ("brandhuber", "ottilie", str(PACKAGE), str(Path.home()), os.environ.get("USER") or "no user named")
    assert not [words for words in forbidden if words.casefold() in text.casefold() and words != "/"]
    assert not re.search(r"(?<!\w)/\w+/|[A-Z]:\\", text)


def test_a_stopped_child_asks_for_such_a_report() -> None:
    known = Stopped("fault", "composing", "KeyError in line/line.py:3").finding(Place("cases/a/case.yaml"), Limits())
    assert '--fault "KeyError in line/line.py:3"' in known.help
    unknown = Stopped("fault", "composing", "exit status 3").finding(Place("cases/a/case.yaml"), Limits())
    assert '--fault "E712"' in unknown.help


def test_no_help_asks_for_a_report_in_other_words_or_for_a_case() -> None:
    asks = re.compile(r"report (this|it)\b|send (us|me|the (case|document))|attach the|mail (it|this)|bug report", re.I)
    found = [
        f"{shown(path)}:{node.lineno}: {node.value}"
        for path in package_files()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and asks.search(node.value)
    ]
    assert found == []
