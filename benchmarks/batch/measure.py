"""Measure hundreds of documents in one run: how fast, on how many processors, and what a second run costs."""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from benchmarks.batch.cases import OWN, write_workspace
from benchmarks.batch.others import OTHERS
from benchmarks.batch.texts import texts_of
from benchmarks.processes import Run, run_process
from benchmarks.tables import shown

DAY: Final = "2026-11-30"
GROWTH: Final = (10, 100, 1000)
"""Cases of which nothing has changed, with two Word files and an annex each."""
_CASES_A_ROUND: Final = 40
_ANNEX: Final = 100_000
"""Bytes of an annex."""
_SECTIONS: Final = (1, 11)
"""Sections of a case's prose: its documents have 2 to 12 pages."""
_SETTLED_SECONDS: Final = 2.5
"""So long after it was changed a file is known again by what the disk says of it."""
_PAGES: Final = re.compile(r"  ([\d,]+) pages? ")


def measure_batch(folder: Path, rounds: int) -> None:
    """Measure and print Markdown tables, each figure once: five rounds stand for 200 cases, and for growth up to 1,000.

    So many documents even out by themselves what differs from one to the next.
    """
    cases, most = _CASES_A_ROUND * rounds, max(GROWTH) // 5 * rounds
    print(f"### {2 * cases} documents of {cases} cases, in Word and PDF\n")
    print("| one run | wall | documents a second | processor, a page | processors busy | peak memory of a process |")
    print("|---|---:|---:|---:|---:|---:|")
    workspace = folder / "batch"
    write_workspace(workspace, cases, "docx, pdf", _SECTIONS)
    pages = 0
    for jobs in (1, 2):
        shutil.rmtree(workspace / "output", ignore_errors=True)
        run, said = build(workspace, jobs)
        pages = sum(int(found.replace(",", "")) for found in _PAGES.findall(said)) // 2
        _print_row(f"submissions build --jobs {jobs}, read back and searched", run, 2 * cases, pages)
    texts = texts_of(workspace)
    for name, make in OTHERS.items():
        run = make(texts, folder / "others")
        if run is not None:
            _print_row(name, run, len(texts), pages)
    print("\n### What a second run costs\n")
    print("| changed since the last run | wall | processor | files made |\n|---|---:|---:|---:|")
    for name, change in CHANGES.items():
        _print_change(workspace, name, change)
    alone = folder / "alone"
    for part in ("templates", min(workspace.glob("cases/*")).relative_to(workspace)):
        shutil.copytree(workspace / part, alone / part)
    build(alone, 2)
    _print_change(alone, "the prose of that case, alone in its workspace", _prose)
    print(f"\n### Nothing changed, two Word files and an annex of {_ANNEX // 1000} kB a case\n")
    print("| cases | wall | processor |\n|---:|---:|---:|")
    for count in (one for one in GROWTH if one <= most):
        workspace = folder / f"growth-{count}"
        write_workspace(workspace, count, "docx", (1, 1), _ANNEX)
        build(workspace, 2)
        time.sleep(_SETTLED_SECONDS)
        build(workspace, 2)
        run, _ = build(workspace, 2)
        print(f"| {count} | {shown(run.wall)} | {shown(run.processor)} |")
        shutil.rmtree(workspace)


def _print_change(workspace: Path, name: str, change: Callable[[Path], None]) -> None:
    change(workspace)
    time.sleep(_SETTLED_SECONDS)
    run, said = build(workspace, 2)
    print(f"| {name} | {shown(run.wall)} | {shown(run.processor)} | {said.count('  made')} |")


def build(workspace: Path, jobs: int) -> tuple[Run, str]:
    """Build every case of a workspace; return what it cost, and the table that it printed."""
    said = workspace / "said.txt"
    command = [sys.executable, "-m", "submissions", "build", "-w", str(workspace), "--as-of", DAY, "--jobs", str(jobs)]
    for name in ("SUBMISSIONS_JOBS", "PYTHONDONTWRITEBYTECODE"):  # a user keeps what Python compiles
        os.environ.pop(name, None)
    run = run_process(["sh", "-c", '"$@" > "$0"', str(said), *command])
    return run, said.read_text(encoding="utf-8")


def _print_row(name: str, run: Run, documents: int, pages: int) -> None:
    busy = run.processor / run.wall
    print(
        f"| {name} | {shown(run.wall)} | {documents / run.wall:.2f} | {shown(run.processor / pages)} | {busy:.2f} "
        f"| {run.peak:.0f} MiB |"
    )


def _nothing(workspace: Path) -> None:
    """Change nothing."""


def _prose(workspace: Path) -> None:
    path = min(workspace.glob("cases/*/facts.md"))
    path.write_text(path.read_text(encoding="utf-8") + "\nNobody has answered since.\n", encoding="utf-8")


def _template(workspace: Path) -> None:
    path = workspace / "templates" / OWN / "en.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nThis is our own brief.\n", encoding="utf-8")


def _rule(workspace: Path) -> None:
    folder = workspace / "rules" / "procedures"
    folder.mkdir(parents=True)
    built_in = Path(sys.modules["submissions"].__path__[0]) / "rules" / "procedures" / "cat-22.yaml"
    shutil.copy(next(iter([built_in] if built_in.exists() else sorted(built_in.parent.glob("*.yaml")))), folder)


CHANGES: Final[dict[str, Callable[[Path], None]]] = {
    "nothing": _nothing,
    "the prose of one case": _prose,
    "a template that one case in twenty uses": _template,
    "the rules of one mechanism": _rule,
}
