"""The page on the line tells the stages of the line, in their order."""

from __future__ import annotations

import re
from pathlib import Path

from examples import AS_OF
from submissions.findings import Place
from submissions.line.line import make
from submissions.line.outcome import Setting
from submissions.line.stages import Bench
from submissions.plan import Job

ROOT = Path(__file__).parents[1]


def stages_of_the_page() -> list[str]:
    page = (ROOT / "docs" / "explanation" / "the-line.md").read_text("utf-8")
    (table,) = re.findall(r"^\| stage \|.*\n\|---.*\n((?:\|.*\n)+)", page, re.MULTILINE)
    return [line.split("|")[1].strip() for line in table.splitlines()]


def stages_of_the_line(tmp_path: Path, audience: str) -> list[str]:
    said: list[str] = []
    place = Place("cases/maya-achi/case.yaml")
    job = Job("maya-achi", "cases/maya-achi", 0, "advocacy/brief", "en", audience, ("docx", "pdf"), place)
    made = make(Bench(said.append), job, Setting(ROOT, AS_OF, tmp_path))
    assert [form for form, _ in made.files] == ["docx", "pdf"]
    return list(dict.fromkeys(said))


def test_the_page_lists_every_stage_of_a_document_in_its_order(tmp_path: Path) -> None:
    assert stages_of_the_page() == stages_of_the_line(tmp_path, "public")


def test_a_filing_goes_through_the_same_stages_but_those_for_the_public_alone(tmp_path: Path) -> None:
    filing = stages_of_the_line(tmp_path, "filing")
    assert filing == [stage for stage in stages_of_the_page() if stage in filing]
    assert "comparing the numbers of both versions" not in filing
