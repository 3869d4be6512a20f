"""Print the rows of the tables of figures, as Markdown."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from benchmarks.processes import Run, median_ratio


def heading(first: str, ratio: str) -> None:
    """Print the head of a table."""
    print(f"| {first} | wall | processor | peak memory | {ratio} |\n|---|---:|---:|---:|---:|")


def row(name: str, runs: Sequence[Run], ratio: str = "") -> None:
    """Print one row: the medians of the runs, and a ratio."""
    wall = statistics.median(run.wall for run in runs)
    processor = statistics.median(run.processor for run in runs)
    peak = statistics.median(run.peak for run in runs)
    print(f"| {name} | {shown(wall)} | {shown(processor)} | {f'{peak:.0f} MiB' if peak else ''} | {ratio} |")


def shown(seconds: float) -> str:
    """Return a time with its unit: milliseconds below a tenth of a second."""
    return f"{seconds:.2f} s" if seconds >= 0.1 else f"{seconds * 1000:.2f} ms"


def print_rival(name: str, ours: Sequence[Run], theirs: Sequence[Run]) -> None:
    """Print a rival's row with its ratio to this program in the same pairs of runs."""
    row(name, theirs, f"{median_ratio([run.wall for run in theirs], [run.wall for run in ours]):.2f}")


def print_pair(ours_name: str, theirs_name: str, ours: Sequence[Run], theirs: Sequence[Run]) -> None:
    """Print a stage of this program, and the rival's row with the ratio below it."""
    row(ours_name, ours)
    print_rival(theirs_name, ours, theirs)
