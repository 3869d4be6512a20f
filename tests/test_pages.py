"""Finished pages are looked at as a typographer would: lines, holes, headings, tokens, last pages, page counts.

`tools/measure_pages.py` measures them by their ink and letters alone. What it finds of the examples stands in
`docs/reference/pages.md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from measure_pages import HOLE_MOST, LINE, Measured, equal_pages, is_parted, measure, printed, wrong

from examples import EXAMPLES, ROOT, Builds, Example
from full_cases import SUBMISSIONS, full_workspace
from office import SOFFICE, needs_office
from submissions.cli import main
from test_every_template import arguments, before_its_committee, entries, pairs
from test_pdf_writer import SENTENCE

HEIGHT_OF_LETTERS = 6.0
"""Millimetres: a stretch of white is larger than the engine says that tells of it, for ink ends above the foot of its
line, and the space after a paragraph is no white to the engine."""
OFFICE_MORE = 2
"""Characters that a full line may have more in LibreOffice's view, which sets French spaces closer."""
LIKE_NO_TEXT = {"letters/cover-letter": "lines on the last page", "internal/intake-form": "characters a line"}
"""What is no fault of a letter whose list of enclosures stands on a page of its own, and of a form to be filled in."""
_TOLD = re.compile(r"(?:W524|N525)\]: \S+(?: mm)? of page (\d+) stay")
PAGE = (ROOT / "docs" / "reference" / "pages.md").read_text(encoding="utf-8")


@cache
def measured(path: Path) -> Measured:
    return measure(path)


def untold(one: Measured, findings: str, breaks: int = 0) -> list[str]:
    """Return what is wrong with pages, without holes of which a finding tells, or before breaks that were asked for."""
    told = {int(number) for number in _TOLD.findall(findings)}
    small = {number for number, white in one.holes if white <= HOLE_MOST + HEIGHT_OF_LETTERS}
    holes = {f"page {number} is white for {white:.0f} mm" for number, white in one.holes if number in told | small}
    left = [words for words in wrong(one) if words not in holes]
    asked = [words for words in left if "is white for" in words][:breaks]
    return [words for words in left if words not in asked]


@pytest.mark.few(2)
@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_the_pages_of_an_example_are_whole(example: Example, builds: Builds) -> None:
    assert untold(measured(builds.path(example, "pdf")), builds.findings(example.case)) == []


@pytest.mark.proof
@needs_office
@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_word_has_as_many_pages_and_breaks_them_as_well(example: Example, builds: Builds) -> None:
    word, pdf = measured(builds.converted() / f"{example}.pdf"), measured(builds.path(example, "pdf"))
    assert equal_pages(word.pages, pdf.pages), (word.pages, pdf.pages)
    assert list(fails_in_word(word)) == []


def fails_in_word(one: Measured) -> Iterator[str]:
    """Yield what fails in LibreOffice's view; headings and holes that it alone makes are listed by the tool."""
    near = LINE[0] <= one.characters <= LINE[1] + OFFICE_MORE
    listed = ["stranded", "is white for", *(["characters a line"] if near else [])]
    yield from (words for words in wrong(one) if not any(part in words for part in listed))


def test_the_page_of_figures_has_every_example_in_both_formats_and_the_band() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ")]
    for example in EXAMPLES:
        for form in ("docx", "pdf"):
            assert [row for row in rows if f"| {example.name(form)} |" in row], example.name(form)
    assert f"{LINE[0]:g} to {LINE[1]:g} characters" in PAGE
    assert "python tools/measure_pages.py" in PAGE


@pytest.mark.proof
@pytest.mark.parametrize(("template", "language"), pairs())
def test_the_pages_of_every_template_are_whole(template: str, language: str, tmp_path: Path) -> None:
    assert template in SUBMISSIONS
    workspace = before_its_committee(full_workspace(tmp_path, entries(template, language)), template)
    result = CliRunner().invoke(main, arguments(workspace, template))
    assert result.exit_code == 0, result.output
    files = [path for path in (workspace / "output").rglob("*") if path.suffix in {".pdf", ".docx"}]
    files = [path for path in files if "annexes" not in path.parts and (path.suffix == ".pdf" or SOFFICE)]
    shown = tmp_path / "shown"
    shown.mkdir()
    made = {file: measure(pdf) for file, pdf in printed(files, shown).items()}
    assert made
    body = ROOT / "templates" / template / f"{language}.md"
    breaks = body.read_text(encoding="utf-8").count("::: page-break") if body.exists() else breaks_in_word(body)
    for file, one in made.items():
        left = untold(one, result.output, breaks) if file.suffix == ".pdf" else list(fails_in_word(one))
        assert [words for words in left if LIKE_NO_TEXT.get(template, "\0") not in words] == []
        if file.suffix == ".docx":
            pdf = made[file.with_suffix(".pdf")]
            assert equal_pages(one.pages - one.front, pdf.pages - pdf.front), (one.pages, pdf.pages)


def breaks_in_word(body: Path) -> int:
    """Return how often a body drafted in Word begins a new page."""
    with ZipFile(body.with_suffix(".docx")) as package:
        return package.read("word/document.xml").count(b"<w:pageBreakBefore/>")


@pytest.mark.parametrize(("end", "begin", "parted"), [
    ("see para", "12 of the decision", True), ("(art.", "14", True), ("communication No", "854/2017", True),
    ("UN Doc CAT/C/", "48/D/433/2010", True), ("on 2", "August 2019", True), ("el 2", "de agosto de 2019", True),
    ("the paragraph", "says so", False), ("It was in 2019", "August was hot", False), ("all of the 12", "women", False),
    ("<https://example.org/a/", "12", False), ("either/", "or", False), ("n\u00ba", "854/2017", True),
])  # fmt: skip
def test_what_no_line_may_part_is_known(end: str, begin: str, parted: bool) -> None:
    assert is_parted(end, begin) is parted


def test_the_measure_sees_a_hole_a_blank_page_and_a_short_last_page(tmp_path: Path) -> None:
    def seen(html: str) -> Measured:
        from weasyprint import HTML  # noqa: PLC0415 - loads for a second

        file = tmp_path / "page.pdf"
        css = (
            "@page { size: A4; margin: 30mm 40mm; @bottom-center { content: counter(page) } } body { font-size: 12pt }"
        )
        HTML(string=f"<style>{css}</style>{html}").write_pdf(file)
        return measure(file)

    full = "<p>" + SENTENCE * 60 + "</p>"
    hole = seen(f"<h1>One</h1><p>{SENTENCE}</p><p style='margin-top: 60mm'>{SENTENCE * 30}</p>{full}")
    assert [page for page, white in hole.holes if white > 55] == [1]
    pushed = seen(f"<h1>One</h1><p>{SENTENCE * 20}</p><p style='break-inside: avoid'>{SENTENCE * 24}</p>")
    assert [page for page, _ in pushed.holes] == [1]
    ends = seen(f"<h1>One</h1>{full}<h2 style='break-after: page'>Two</h2><p>Short.</p>")
    assert ends.stranded
    assert ends.last_lines == 1
    assert [words for words in wrong(ends) if "last page" in words]
    blank = seen(
        f"<h1>One</h1><div style='break-after: page'>x</div><div style='height: 1mm; break-after: page'></div>{full}"
    )
    assert blank.blank == (2,)
