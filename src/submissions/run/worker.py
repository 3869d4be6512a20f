"""Run stages in a child process that is killed when it takes too long or too much memory, and started again."""

from __future__ import annotations

import contextlib
import multiprocessing
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Literal, Self, TypeVar, cast

from submissions.findings import Finding, Place
from submissions.reporting import is_fault, order_to_report
from submissions.run.serve import Call, Limits, serve

ValueT = TypeVar("ValueT")
_LOOK_EVERY_SECONDS = 0.1
_START_SECONDS = 60.0  # loading the program itself is nobody's fault, however slow the machine
_GONE = (EOFError, BrokenPipeError, ConnectionResetError)
START_METHOD: Literal["spawn"] = "spawn"
"""How a child is started: "spawn" is the one way of every system, and a child of it holds nothing of its parent's."""


_prepared: list[tuple[SpawnProcess, Connection]] = []


def prepare() -> None:
    """Start a child before it is needed, so that it loads its libraries while this process loads its own.

    It is the next Worker's; a program that makes none ends it in ending.
    """
    if not _prepared:
        _prepared.append(_spawn())


def _spawn() -> tuple[SpawnProcess, Connection]:
    """Start a child; return it and our end of the pipe."""
    context = multiprocessing.get_context(START_METHOD)
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs,), daemon=True)
    process.start()
    theirs.close()  # so that the end of the child is the end of the pipe
    return process, ours


@dataclass(frozen=True, slots=True)
class Stopped:
    """A call that gave no value: why, in which stage, and where in the program if that is known."""

    reason: Literal["time", "memory", "fault"]
    stage: str
    detail: str = ""

    def finding(self, place: Place, limits: Limits) -> Finding:
        """Return the finding for a call that was to make something of what stands at `place`."""
        if self.reason == "time":
            return Finding(
                "E710",
                place,
                f"{self.stage} took longer than {limits.seconds:g} seconds and was stopped",
                "look for a loop without end in the template, or allow more time with --timeout",
            )
        if self.reason == "memory":
            return Finding(
                "E711",
                place,
                f"{self.stage} needed more than {limits.memory >> 20} MiB of memory and was stopped",
                "look for a loop without end in the template, or for a very large image",
            )
        return Finding(
            "E712",
            place,
            f"the program stopped while {self.stage}" + (f": {self.detail}" if self.detail else ""),
            order_to_report(self.detail if is_fault(self.detail) else "E712"),
        )


class Worker:
    """One child process, used for call after call. Use it in a `with` statement: leaving it ends the child."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None

    def __enter__(self) -> Self:
        self._start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._kill()

    def ask(
        self, call: Call[tuple[ValueT, Sequence[Finding]]], place: Place, *, otherwise: ValueT
    ) -> tuple[ValueT, list[Finding]]:
        """Run a call that gives a value and findings; where it was stopped, give `otherwise` and say so at `place`."""
        answer = self.run(call)
        if isinstance(answer, Stopped):
            return otherwise, [answer.finding(place, self.limits)]
        value, findings = answer
        return value, list(findings)

    def run(self, call: Call[ValueT]) -> ValueT | Stopped:
        """Run a call in the child and return its value, or how it was stopped. What goes in and out must pickle."""
        stage = "starting"
        connection = self._start()
        try:
            connection.send(call)
            deadline = time.monotonic() + max(self.limits.seconds, _START_SECONDS)
            while True:
                if connection.poll(_LOOK_EVERY_SECONDS):
                    kind, value = connection.recv()
                    if kind == "value":
                        return cast(ValueT, value)
                    if kind != "stage":
                        return self._stop("memory" if kind == "memory" else "fault", stage, value)
                    stage, deadline = value, time.monotonic() + self.limits.seconds
                elif time.monotonic() > deadline:
                    return self._stop("time", stage)
                elif self._memory() > self.limits.memory:
                    return self._stop("memory", stage)
        except _GONE:
            return self._stop("fault", stage, self._ending())

    def _start(self) -> Connection:
        if self._connection is not None and self._process is not None and self._process.is_alive():
            return self._connection
        self._kill()
        self._process, self._connection = _prepared.pop() if _prepared else _spawn()
        with contextlib.suppress(*_GONE):  # a child that is gone already is noticed by the call
            self._connection.send(self.limits)
        return self._connection

    def _stop(self, reason: Literal["time", "memory", "fault"], stage: str, detail: str = "") -> Stopped:
        self._kill()
        return Stopped(reason, stage, detail)

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        if self._connection is not None:
            self._connection.close()
        self._process = self._connection = None

    def _ending(self) -> str:
        """Return how the child ended, after it has gone without a word."""
        if self._process is None:
            return ""
        self._process.join(1)
        return f"exit status {self._process.exitcode}"

    def _memory(self) -> int:
        """Return how many bytes the child uses, 0 when it is gone."""
        import psutil  # noqa: PLC0415 - needed only for calls that take longer than a moment

        try:
            return int(psutil.Process(self._process.pid if self._process else None).memory_info().rss)
        except psutil.Error:
            return 0
