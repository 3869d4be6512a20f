"""Cases for the tests of the filing rules: the full case before a mechanism, small cases, and every rule book."""

from __future__ import annotations

import datetime
import functools
import re
import tempfile
from pathlib import Path
from typing import Any

from full_cases import FULL
from submissions.admissibility.answers import Answer, Situation
from submissions.admissibility.examine import examine
from submissions.admissibility.rows import Lengths
from submissions.case import Case
from submissions.packaged import rule_folders
from submissions.rules.rulebooks import Rulebook, procedure_ids, read_rulebook
from submissions.source import read_case
from submissions.today import Today
from submissions.validate import validate_case

ROOT = Path(__file__).parents[1]
FOLDERS = rule_folders(ROOT)
IDS = procedure_ids(FOLDERS)
COMMITTEES = ("ccpr-op1", "cat-22", "cedaw-op", "cerd-14", "opic", "cescr-op", "crpd-op", "ced-31")
DAY = datetime.date(2025, 1, 15)
SHORT, LONG = Lengths(100, 0, 5), Lengths(20_000, 0, 60)
# What the full case lacks for the mechanisms, in the form of a case file.
MORE = """
procedures:
  - body: European Court of Human Rights
    filed: 2020-01-10
    outcome: Decided
    kind: regional-court
    standing: decided
    ended: 2023-06-01
    same_matter: true
submissions:
  - template: un/ccpr-communication
    languages: [en]
    date: 2025-01-15
    signed_by: [ana]
    review: {body: ccpr, session: 143rd session, due: 2025-02-01, agenda_item: Item 4, status: special}
"""
HEAD = (
    "case: {id: small, title: A v B, short_title: A v B}\norganisation: {name: Justice Now, address: 1 Main Street}\n"
)


@functools.cache
def book(identity: str) -> Rulebook:
    """Return a mechanism, which must be without a fault."""
    found, findings = read_rulebook(identity, FOLDERS)
    assert found is not None, list(map(str, findings))
    assert findings == []
    return found


def read(folder: Path, workspace: Path) -> Case:
    """Return the case of a folder, which must be without an error."""
    source, findings = read_case(folder, workspace)
    assert source is not None, findings
    case, more = validate_case(source, folder, workspace)
    assert case is not None, list(map(str, more))
    return case


@functools.cache
def example(name: str) -> Case:
    """Return one of the example cases."""
    return read(ROOT / "cases" / name, ROOT)


@functools.cache
def full_case() -> Case:
    """Return the full case, with another procedure and a document added."""
    return _written((FULL / "case.yaml").read_text("utf-8") + MORE, "full-case")


@functools.cache
def small(text: str) -> Case:
    """Return a case of a few lines; who files, and what the case is called, is given."""
    return _written(HEAD + text, "small")


def _written(text: str, name: str) -> Case:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "cases" / name
        folder.mkdir(parents=True)
        if name == "full-case":
            (folder / "annexes").mkdir()
            for path in (FULL / "annexes").iterdir():
                (folder / "annexes" / path.name).write_bytes(path.read_bytes())
        for annex in re.findall(r"annexes/[\w-]+\.pdf", text) if name == "small" else ():
            path = folder / annex
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(next((FULL / "annexes").glob("*.pdf")).read_bytes())
        (folder / "case.yaml").write_text(text, encoding="utf-8")
        return read(folder, Path(place))


def but(record: Any, **changes: Any) -> Any:
    """Return a record with other values."""
    return record.model_copy(update=changes)


def situation(
    case: Case, *, as_of: datetime.date = DAY, language: str = "en", lengths: Lengths = SHORT, filed: bool = True
) -> Situation:
    """Return a case, with its first document unless it is only looked at, as it is put before a mechanism."""
    submission = case.submissions[0] if filed and case.submissions else None
    return Situation(case, submission, language, "filing", Today(as_of), lengths)


def answer(identity: str, rule: str, given: Situation) -> Answer:
    """Return what became of one rule of a mechanism."""
    return next(one for one in examine(book(identity), given) if str(one.rule.id) == rule)
