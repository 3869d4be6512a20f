"""Time whole processes in turn, so that a machine whose speed drifts does not favour either side."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """One finished run: seconds on the wall, seconds of processor, peak memory of its largest process in MiB."""

    wall: float
    processor: float
    peak: float


def run_process(command: Sequence[str]) -> Run:
    """Run a command to its end; raises RuntimeError when it fails, with what it said."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        said = process.stderr.read() if process.stderr else b""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}: {said.decode(errors='replace')[-500:]}")
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Run(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


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
