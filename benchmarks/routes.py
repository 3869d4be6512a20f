"""The Word-body route beside plain docxtpl: the same templates, tags and values, in one run; and what proof costs.

Rendering alone is compared first: a template and values become a Word file with the values in it, nothing is checked.
Beside it stands the whole line, which makes Word and PDF, reads both back and searches them.
"""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import docx

from benchmarks.bodies import BATCH, SIZES, template_of, values_of, write_workspace
from benchmarks.filling import Filler, by_docxtpl
from benchmarks.processes import Run, chain, in_turn, timed
from benchmarks.tables import heading, print_pair, row
from submissions.office.names import w

_RATIO: Final = "rival, as a multiple of this program's"
_WHOLE: Final = "wall, as a multiple of this program's"
_LETTER: Final = "letter"


def compare_bodies(folder: Path, rounds: int) -> None:
    """Measure templates drafted in Word and print Markdown tables; each batch is run in fewer rounds."""
    fewer = max(2, rounds // 2)
    heading("rendering alone, in one process, warm", _RATIO)
    for said, build in SIZES.values():
        template, values = template_of(build), values_of(0)
        filler = Filler(template)
        if words_of(filler.fill(values)) != words_of(by_docxtpl(template, values)):
            raise LookupError(f"the two sides do not say the same: {said}")
        sides = in_turn(_timed(filler.fill, values), _timed(by_docxtpl, template, values), rounds * 4)
        print_pair(f"{said}: read once, filled", "docxtpl's render and save of it", *sides)
    for said, build in SIZES.values():
        sides = in_turn(_timed(_ours, template_of(build)), _timed(_theirs, template_of(build)), fewer)
        print_pair(f"{BATCH} cases through {said}, its reading too", "docxtpl's render and save of each", *sides)
    print()
    heading("rendering alone, whole process", _WHOLE)
    for cases, turns in ((1, rounds), (BATCH, fewer)):
        for size, (said, _) in SIZES.items():
            commands = [_fill_command(way, folder, size, cases) for way in ("submissions", "docxtpl")]
            sides = in_turn(*(chain([command]) for command in commands), turns)
            print_pair(f"{_count(cases)}: {said}", "plain docxtpl", *sides)
    print()
    heading("the whole line with proof, whole process", _WHOLE)
    for size, (said, _) in SIZES.items():
        _compare_lines(folder, size, f"{_count(1)}: {said}", 1, rounds)
    _compare_lines(folder, _LETTER, f"{_count(BATCH)}: {SIZES[_LETTER][0]}", BATCH, fewer)


def words_of(content: bytes) -> list[str]:
    """Return the words of each paragraph of a Word file, those in tables, heads and feet too."""
    opened = docx.Document(io.BytesIO(content))
    section = opened.sections[0]
    roots = (opened.element, section.header._element, section.footer._element)
    paragraphs = (paragraph for root in roots for paragraph in root.iter(w("p")))
    return ["".join(text.text or "" for text in paragraph.iter(w("t"))) for paragraph in paragraphs]


def _timed(function: Callable[..., object], *given: object) -> Callable[[], Run]:
    return lambda: timed(lambda: function(*given))


def _ours(template: bytes) -> None:
    filler = Filler(template)
    for number in range(BATCH):
        filler.fill(values_of(number))


def _theirs(template: bytes) -> None:
    for number in range(BATCH):
        by_docxtpl(template, values_of(number))


def _count(cases: int) -> str:
    return "a case" if cases == 1 else f"{cases} cases"


def _fill_command(way: str, folder: Path, size: str, cases: int) -> list[str]:
    """Return the command that fills a template for some cases and nothing else."""
    template, values = folder / f"{size}.docx", folder / f"{size}-{cases}.json"
    template.write_bytes(template_of(SIZES[size][1]))
    values.write_text(json.dumps([values_of(number) for number in range(cases)]), encoding="utf-8")
    target = folder / f"{way}-{size}.docx"
    return [sys.executable, "-m", "benchmarks.filling", way, str(template), str(values), str(target)]


def _compare_lines(folder: Path, size: str, said: str, cases: int, rounds: int) -> None:
    """Measure Word and PDF of a template: proven by this program, and as docxtpl and LibreOffice make them."""
    workspace = folder / f"workspace-{size}-{cases}"
    workspace.mkdir()
    names, out = write_workspace(workspace, size, cases), workspace / "output"
    build = [sys.executable, "-m", "submissions", "build", "-w", str(workspace), "--as-of", "2026-03-01", *names]
    ours = chain([build], anew=out)
    if not shutil.which("soffice"):
        ours()
        row(f"{said}, to Word and PDF", [ours() for _ in range(rounds)])
    else:
        filled = _fill_command("docxtpl", folder, size, cases)
        theirs = [filled, _convert_command(folder, Path(filled[-1]), cases)]
        print_pair(f"{said}, to Word and PDF", "plain docxtpl, then LibreOffice", *in_turn(ours, chain(theirs), rounds))


def _convert_command(folder: Path, target: Path, cases: int) -> Sequence[str]:
    """Return the command by which LibreOffice makes PDFs of filled templates, all of them in one start."""
    files = [target] if cases == 1 else [target.with_name(f"{target.stem}-{one}.docx") for one in range(1, cases + 1)]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    return ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
