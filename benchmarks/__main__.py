"""Print the benchmark tables: `python -m benchmarks [--rounds N] [--only PART] [--write PAGE]`.

LibreOffice is needed for the rival that uses it. With `--write` the tables also go into a page, between the marks of
their part.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import shutil
import statistics
import sys
import tempfile
from base64 import b64encode
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, TextIO

import pypandoc
from docxtpl import DocxTemplate
from markupsafe import Markup
from pypdfium2 import PdfDocument

from benchmarks.audit import figures
from benchmarks.batch.measure import measure_batch
from benchmarks.content import WORKSPACE, example
from benchmarks.processes import chain, in_turn, median_ratio, timed
from benchmarks.rivals import lines, markdown, write_frame
from benchmarks.routes import compare_bodies
from benchmarks.tables import heading, print_pair, print_rival, row, shown
from submissions.document import Design, Document, HouseFile
from submissions.findings import Place
from submissions.office.package import pack_part, write_package
from submissions.writers.page.fonts import own_fonts_only
from submissions.writers.page.html import html_text
from submissions.writers.page.pdf import layout
from submissions.writers.word.docx import write_docx
from submissions.writers.word.frame.make import make_frame
from submissions.writers.word.frame.read import read_frame
from submissions.writers.word.frame.variant import Variant

with own_fonts_only():
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

FULL = ("a-v-bosnia", "un/cat-complaint", "en", "filing")
BEGIN, END = "<!-- figures -->", "<!-- end -->"
BEGIN_BODIES = "<!-- figures of Word bodies -->"
BEGIN_BATCH = "<!-- figures of batches -->"
BRIEF = ("maya-achi", "parliament/briefing", "en", "public")


def main() -> None:
    """Measure, print, and write the page if one is named."""
    os.chdir(WORKSPACE)
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=5, help="counted runs of each side (default 5)")
    arguments.add_argument("--only", choices=sorted(PARTS), help="measure this part alone")
    arguments.add_argument("--write", type=Path, metavar="PAGE", help="put the tables between the marks of this page")
    given = arguments.parse_args()
    for part in [given.only] if given.only else PARTS:
        begin, measure_part = PARTS[part]
        tables = io.StringIO()
        with contextlib.redirect_stdout(Both(sys.stdout, tables)), tempfile.TemporaryDirectory() as scratch:
            print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors, {given.rounds} rounds, medians.\n")
            measure_part(Path(scratch), given.rounds)
        print()
        if given.write:
            write_figures(given.write, tables.getvalue(), begin)


def measure(folder: Path, rounds: int) -> None:
    """Measure everything but bodies drafted in Word, and print Markdown tables."""
    print("### One case to Word and PDF, whole process\n")
    compare_cold(folder, rounds)
    print("\n### In one process, warm\n")
    compare_warm(folder, rounds)
    print("\n### Start\n")
    compare_start(rounds)
    print("\n### The audit of a foreign paper\n")
    compare_audit()


PARTS: Final[Mapping[str, tuple[str, Callable[[Path, int], None]]]] = {
    "line": (BEGIN, measure),
    "bodies": (BEGIN_BODIES, compare_bodies),
    "batch": (BEGIN_BATCH, measure_batch),
}
"""Each part that is measured, with the mark behind which its figures stand on a page."""


def compare_audit() -> None:
    """Measure the whole audit of 300 pages for 500 names beside PDFium alone, once."""
    whole, alone = figures()
    print("| 300 pages | processor | as a multiple of PDFium alone |\n|---|---:|---:|")
    print(f"| audited for 500 names, unseen words and pictures looked for | {shown(whole)} | {whole / alone:.1f} |")
    print(f"| PDFium draws each page and reads it | {shown(alone)} | |")


class Both(io.TextIOBase):
    """Hands what is printed to two streams."""

    def __init__(self, *streams: TextIO) -> None:
        self.streams = streams

    def write(self, text: str) -> int:
        """Write to every stream at once, so that a long run shows how far it is."""
        for stream in self.streams:
            stream.write(text)
            stream.flush()
        return len(text)


def write_figures(page: Path, tables: str, mark: str) -> None:
    """Put the tables between a mark of a page and the end behind it; raises LookupError where it lacks them."""
    before, begin, rest = page.read_text(encoding="utf-8").partition(mark)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise LookupError(f"{page.name} lacks {mark} or {END}")
    text = f"{before}{begin}\n\n{tables.strip()}\n\n{end}{after}"
    page.write_text(text, encoding="utf-8", newline="\n")


def compare_cold(folder: Path, rounds: int) -> None:
    """Measure whole processes: this program, docxtpl followed by LibreOffice, pandoc with WeasyPrint."""
    heading("whole process", "wall, as a multiple of this program's")
    for case in (FULL, BRIEF):
        document, _ = example(*case)
        rivals = {"pandoc to Word, and to PDF with WeasyPrint": pandoc_commands(folder, document)}
        if shutil.which("soffice"):
            rivals["plain docxtpl, then LibreOffice"] = docxtpl_commands(folder, document)
        out = folder / "out"
        choice = ["-t", case[1], "-l", case[2], "--audience", case[3], "-o", str(out)]
        own = chain([[*python(), "-m", "submissions", "build", *choice, case[0]]], anew=out)
        for index, (name, commands) in enumerate(rivals.items()):
            ours, theirs = in_turn(own, chain(commands), rounds)
            if not index:
                row(f"submissions: {case[0]}, {case[1]}", ours)
            print_rival(name, ours, theirs)


def python() -> list[str]:
    """Return the command that starts this Python."""
    return [sys.executable]


def pandoc_commands(folder: Path, document: Document) -> list[list[str]]:
    """Return the commands that make a Word file and a PDF of the same content with pandoc."""
    source = folder / "pandoc.md"
    source.write_text(markdown(document), encoding="utf-8")
    pandoc = [pypandoc.get_pandoc_path(), str(source), "--standalone", "--toc"]
    engine_path = Path(sys.executable).with_name("weasyprint")
    return [
        [*pandoc, "-o", str(folder / "pandoc.docx")],
        [*pandoc, "-t", "html", f"--pdf-engine={engine_path}", "-o", str(folder / "pandoc.pdf")],
    ]


def docxtpl_commands(folder: Path, document: Document) -> list[list[str]]:
    """Return the commands that fill a docxtpl frame with the same content and convert it with LibreOffice."""
    source, frame, target = folder / "plain.txt", folder / "frame.docx", folder / "plain.docx"
    source.write_text("\n\n".join(lines(document)), encoding="utf-8")
    write_frame(frame)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    return [
        [*python(), "-m", "benchmarks.rivals", str(source), str(frame), str(target)],
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(target)],
    ]


def compare_warm(folder: Path, rounds: int) -> None:
    """Measure single stages inside this process, each beside the library that does the same by itself."""
    document, files = example(*FULL)
    heading("in one process", "rival, as a multiple of this program's")
    frames = in_turn(lambda: timed(frame_reused()), lambda: timed(frame_by_docxtpl(folder)), rounds * 4)
    print_pair("a Word frame with 40 paragraphs: compiled once", "docxtpl's own render and save of it", *frames)
    pages = in_turn(
        lambda: timed(lambda: layout(document, files)), lambda: timed(weasyprint_alone(document, files)), rounds
    )
    print_pair(f"the PDF of {FULL[0]}, checked and tagged", "WeasyPrint alone on the same HTML", *pages)
    words = [timed(lambda: write_docx(document, files)) for _ in range(rounds)]
    row(f"the Word file of {FULL[0]}", words)
    count = len(PdfDocument(layout(document, files).content))
    each = statistics.median(run.wall for run in pages[0]) / count
    print(f"\n{FULL[0]}: {count} pages, {each * 1000:.0f} ms a page of PDF.")


def frame_values() -> dict[str, object]:
    """Return what the tags of the house's Word frame print: forty paragraphs and the heads and feet of the pages."""
    words = "The complainant states that nothing has been paid. " * 8
    body = Markup("<w:p><w:r><w:t>%s</w:t></w:r></w:p>") % words
    page_of = Markup("<w:r><w:t>Page 1 of 12</w:t></w:r>")
    names = ("cover", "header", "language", "marking", "organisation", "title")
    return {"body": Markup("").join([body] * 40), "page_of": page_of, **dict.fromkeys(names, "en")}


def frame_reused() -> Callable[[], object]:
    """Return the action that renders the compiled frame and packs a whole file."""
    frame, _ = read_frame(HouseFile(make_frame(Design()), Place("word.docx")), Variant("en", "ltr", "a4"))
    if frame is None:
        raise LookupError("word.docx")

    def action() -> bytes:
        made = frame.render(frame_values())
        return write_package({**frame.static, **{name: pack_part(content) for name, content in made.items()}})

    return action


def frame_by_docxtpl(folder: Path) -> Callable[[], object]:
    """Return the action that renders the same frame with the same values by docxtpl alone."""
    path = folder / "word.docx"
    path.write_bytes(make_frame(Design()))

    def action() -> None:
        template = DocxTemplate(str(path))
        template.render(frame_values(), autoescape=True)
        template.save(str(folder / "rendered.docx"))

    return action


def weasyprint_alone(document: Document, files: Mapping[str, HouseFile]) -> Callable[[], object]:
    """Return the action that makes a tagged PDF of the same HTML with WeasyPrint and nothing else."""
    addresses = {
        key: f"data:image/{resource.kind};base64,{b64encode(resource.content).decode()}"
        for key, resource in document.resources
    }
    html, _ = html_text(document, files, addresses)
    return lambda: HTML(string=html).write_pdf(font_config=FontConfiguration(), pdf_variant="pdf/ua-1")


def compare_start(rounds: int) -> None:
    """Measure the start of the program beside the start of Python alone."""
    heading("whole process", "as a multiple of Python alone")
    base = [*python(), "-m", "submissions"]
    for name, command in (("--help", [*base, "--help"]), ("check a-v-bosnia", [*base, "check", "a-v-bosnia"])):
        ours, bare = in_turn(chain([command]), chain([[*python(), "-c", "pass"]]), rounds)
        row(f"submissions {name}", ours, f"{median_ratio([run.wall for run in ours], [run.wall for run in bare]):.1f}")


if __name__ == "__main__":
    main()
