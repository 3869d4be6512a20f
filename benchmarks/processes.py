"""Time whole processes in turn, so that a machine whose speed drifts does not favour either side."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

_LAUNCH = Path(__file__).with_name("launch.py")


@dataclass(frozen=True, slots=True)
class Run:
    """One finished run: seconds on the wall, seconds of processor, peak memory of its largest process in MiB."""

    wall: float
    processor: float
    peak: float


def run_process(command: Sequence[str]) -> Run:
    """Run a command to its end; raises RuntimeError when it fails, with what it said."""
    started = [sys.executable, "-S", "-E", str(_LAUNCH), *command]
    finished = subprocess.run(started, capture_output=True, check=True)
    used = json.loads(finished.stdout)
    if used["status"]:
        said = finished.stderr.decode(errors="replace")[-500:]
        raise RuntimeError(f"{command[0]} ended with {used['status']}: {said}")
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Run(used["wall"], used["processor"], used["peak"] / unit)


def chain(commands: Sequence[Sequence[str]], anew: Path | None = None) -> Callable[[], Run]:
    """Return an action that runs commands one after the other and adds up their times.

    The folder `anew` is removed before each: what stands there as it should would not be made again.
    """

    def action() -> Run:
        if anew is not None:
            shutil.rmtree(anew, ignore_errors=True)
        runs = [run_process(command) for command in commands]
        return Run(sum(run.wall for run in runs), sum(run.processor for run in runs), max(run.peak for run in runs))

    return action


def in_turn(first: Callable[[], Run], second: Callable[[], Run], rounds: int) -> tuple[list[Run], list[Run]]:
    """Return the runs of both after one warm-up each, taken alternately."""
    first()
    second()
    pairs = [(first(), second()) for _ in range(rounds)]
    return [left for left, _ in pairs], [right for _, right in pairs]


def median_ratio(numerators: Sequence[float], denominators: Sequence[float]) -> float:
    """Return the median of the ratios pair by pair."""
    return statistics.median(above / below for above, below in zip(numerators, denominators, strict=True))


def timed(action: Callable[[], object]) -> Run:
    """Run an action in this process; its peak memory is not told apart and given as 0."""
    wall, processor = time.perf_counter(), time.process_time()
    action()
    return Run(time.perf_counter() - wall, time.process_time() - processor, 0.0)
