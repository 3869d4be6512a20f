"""Every template in every language from the full case: valid files, one text in four readings, equal bytes.

`make proof` (`pytest --proof`) takes all; `make test` one document of each family.
The examples prove the same of longer documents.
"""

from __future__ import annotations

import datetime
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import outloud
import pikepdf
import pytest
from click.testing import CliRunner

from examples import EXAMPLES, ROOT, catalogue
from full_cases import SUBMISSIONS, entry_for, full_workspace
from readers.reading import read_tree
from readers.word import read_with_pandoc
from submissions.cli import main
from submissions.document import Document
from submissions.findings import Place
from submissions.line.drafting import draft, read_material
from submissions.line.outcome import Setting
from submissions.line.reading import read_validated
from submissions.line.stages import Bench, Stages
from submissions.line.validators import validate_file
from submissions.plan import Job
from submissions.writers.word.lint.package import lint_package
from test_examples_parity import assert_pages_say, assert_same
from trees import tree_text

AS_OF = datetime.date(2026, 1, 15)
CASE = "cases/full-case"
HERE = Place("output/full-case")
RUSSIAN = 8
FEW = [
    ("un/ced-urgent-action", "fr"),
    ("un/wgad-questionnaire", "es"),
    ("internal/admissibility-memo", "en"),
]
ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",
    "PYTHONHASHSEED": "271828",
    "LANG": "tr_TR.UTF-8",
    "LC_ALL": "C",
    "COLUMNS": "40",
    "PYTHONPATH": str(ROOT / "src"),
}


@cache
def pairs() -> list[tuple[str, str]]:
    """Return every template with every language that it is written in, template by template."""
    return [(name, language) for name in SUBMISSIONS for language in catalogue().templates[name].languages]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "template" in metafunc.fixturenames:
        chosen = [pytest.param(*pair, marks=() if pair == FEW[0] else pytest.mark.proof) for pair in pairs()]
        metafunc.parametrize(("template", "language"), chosen)


def arguments(workspace: Path, template: str) -> list[str]:
    output = str(workspace / "output")
    return ["build", "-w", str(workspace), "-o", output, "-t", template, "--as-of", AS_OF.isoformat()]


def files_of(workspace: Path) -> dict[str, bytes]:
    found = (path for path in (workspace / "output").rglob("*") if path.suffix in {".docx", ".pdf"})
    return {path.relative_to(workspace).as_posix(): path.read_bytes() for path in found}


def entries(template: str, language: str) -> list[dict[str, object]]:
    """Return what the case makes: the document, and for a memorandum one that it can be about."""
    about = [entry_for("un/cat-complaint", [language])] if template == "internal/admissibility-memo" else []
    return [entry_for(template, [language]), *about]


TREATIES = {
    "cat": "cat", "cedaw": "cedaw", "cerd": "cerd", "crc": "crc", "cescr": "icescr", "crpd": "crpd", "ced": "ced",
}  # fmt: skip


def before_its_committee(workspace: Path, template: str) -> Path:
    """Let the claims of the full case rest on the treaty of the committee to which a communication goes.

    Before the Committee on the Rights of the Child its victim is a child.
    """
    committee, _, kind = template.removeprefix("un/").rpartition("-")
    if kind in {"communication", "complaint"} and committee in TREATIES:
        file = workspace / "cases" / "full-case" / "case.yaml"
        text = file.read_text("utf-8").replace("instrument: iccpr", f"instrument: {TREATIES[committee]}")
        if committee == "crc":
            text = text.replace("born: 1985-11-02", "born: 2008-11-02")
        file.write_text(text.replace('["9"]', '["5"]').replace('["7", "2 (3)"]', '["6", "2 (1)"]'), "utf-8")
    return workspace


def tree(workspace: Path, language: str, audience: str) -> Document:
    """Take the first submission of the workspace down the line as far as its finished tree."""
    stages = Stages(Bench(), Setting(workspace, AS_OF, workspace / "output"))
    template = str(read_validated(stages, CASE).submissions[0].template)
    job = Job("full-case", CASE, 0, template, language, audience, (), HERE)
    drafted = draft(stages, read_material(stages, job), job, audience)
    # The head and foot of a letter from Word are its own in Word, and the house's in the PDF: that is told as a note.
    assert [str(finding) for finding in stages.findings if finding.code != "N385"] == []
    return drafted.document


@pytest.mark.few(0)
def test_a_document_is_valid_says_one_thing_in_every_format_and_is_the_same_made_again(
    template: str, language: str, tmp_path: Path
) -> None:
    workspace = before_its_committee(full_workspace(tmp_path / "here", entries(template, language)), template)
    result = CliRunner().invoke(main, arguments(workspace, template))
    assert result.exit_code == 0, result.output
    made = files_of(workspace)
    audiences = entry_for(template, [language])["audiences"]
    assert isinstance(audiences, list)
    assert len(made) == 2 * len(audiences)
    for audience in audiences:
        base = workspace / "output" / "full-case" / audience / f"{template.replace('/', '-')}.{language}"
        document = tree(workspace, language, audience)
        word, pdf = base.with_name(f"{base.name}.docx"), base.with_name(f"{base.name}.pdf")
        assert_same(read_with_pandoc(word), read_tree(document))
        assert_pages_say(pdf, document)
        assert_no_validator_objects(word, pdf, tmp_path)
    again = before_its_committee(full_workspace(tmp_path / "another place", entries(template, language)), template)
    command = [sys.executable, "-m", "submissions", *arguments(again, template)]
    done = subprocess.run(command, env={**os.environ, **ELSEWHERE}, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert files_of(again) == made


def assert_no_validator_objects(word: Path, pdf: Path, folder: Path) -> None:
    assert lint_package(word.read_bytes(), HERE) == []
    for path in (word, pdf):
        assert validate_file(path.suffix[1:], path.read_bytes(), HERE, folder) == []
    found = outloud.check(str(pdf)).findings
    assert [fault.message for fault in found if str(fault.severity).rpartition(".")[2].lower() == "error"] == []
    with pikepdf.open(pdf) as opened:
        assert opened.check_pdf_syntax() == []
        assert opened.get_warnings() == []


@pytest.mark.proof
def test_a_memorandum_gives_days_in_words_and_speaks_of_no_file(tmp_path: Path) -> None:
    workspace = full_workspace(tmp_path, entries("internal/admissibility-memo", "es"))
    text = " ".join(tree_text(tree(workspace, "es", "filing")).replace("␣", " ").split())
    assert "26 de febrero de 2014" in text
    assert re.findall(r"\d{4}-\d{2}-\d{2}|[.…]\. |cases/|\.yaml|un/[a-z]", text) == []


def test_every_template_is_proved_in_every_language_that_it_must_have() -> None:
    known = catalogue().templates
    assert set(SUBMISSIONS) | {example.template for example in EXAMPLES} == set(known)
    for name in SUBMISSIONS:
        russian = list(SUBMISSIONS).index(name) < RUSSIAN
        drafted = bool(known[name].word_bodies)
        assert set(known[name].languages) == {"en", "fr", "es"} | ({"ru"} if russian else set()) | (
            {"ar"} if drafted else set()
        ), name
    assert set(FEW) <= set(pairs())
    assert {language for _, language in FEW} == {"en", "fr", "es"}
