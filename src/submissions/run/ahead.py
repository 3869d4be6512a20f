"""Ask for values before they are needed, of as many children as there are processors, and give them out in order.

What is made, and in which order it is looked at and published, does not depend on how many children there are: only one
process decides and writes, and each value comes of its call alone.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections import deque
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYetError
from itertools import groupby
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Final, Self, TypeVar, cast

from submissions.findings import Finding
from submissions.run.serve import Call, Limits
from submissions.run.worker import Stopped, Worker

ValueT = TypeVar("ValueT")
_MEMORY_EACH: Final = 600 << 20
"""Bytes that a child takes for a long document with pictures."""
_LOOK_EVERY_SECONDS: Final = 0.1


def usual_jobs() -> int:
    """Return as many children as there are processors for this process, and memory for."""
    import psutil  # noqa: PLC0415 - slow to import

    with contextlib.suppress(AttributeError):  # not there on Windows and macOS
        return max(1, min(len(os.sched_getaffinity(0)), psutil.virtual_memory().available // _MEMORY_EACH))
    return max(1, min(os.cpu_count() or 1, psutil.virtual_memory().available // _MEMORY_EACH))


class Ahead:
    """Some children at work on what is going to be asked for. Use it in a `with` statement: leaving it ends them."""

    def __init__(self, limits: Limits, jobs: int) -> None:
        """Begin with no child: the first is started when something is expected."""
        self._limits, self._jobs = limits, jobs
        self._expected: deque[list[Call[Any]]] = deque()
        self._asked: dict[Call[Any], Future[Any]] = {}
        self._let_go: list[Future[Any]] = []
        self._workers: list[Worker] = []
        self._idle: SimpleQueue[Worker] = SimpleQueue()
        self._threads: ThreadPoolExecutor | None = None

    @property
    def findings(self) -> list[Finding]:
        """What is to be said of whoever is at work: nothing of the children of this machine."""
        return []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._expected.clear()
        if self._threads is not None:
            self._threads.shutdown(wait=False, cancel_futures=True)
        asked = (*self._asked.values(), *self._let_go)
        for one in asked:  # what has not begun never will
            one.cancel()
        while any(not one.done() for one in asked):  # again, as a thread may just have started another child
            for worker in self._workers:
                worker.break_off()
            time.sleep(_LOOK_EVERY_SECONDS / 10)
        for worker in self._workers:
            worker.end()

    def expect(self, calls: Sequence[Call[Any]]) -> None:
        """Begin with what is going to be asked for, in its order; one call alone, or one child, saves no time.

        What is asked of one case goes to one child, which reads it once, where there are cases enough for all.
        """
        if self._jobs > 1 and len(calls) > 1:
            groups = [list(of) for _, of in groupby(calls, key=lambda call: getattr(call, "case", call))]
            self._expected += groups if len(groups) >= 2 * self._jobs else ([call] for call in calls)
            self._go_on()

    def take(self, call: Call[ValueT]) -> ValueT | Stopped | None:
        """Return what a call gives, or how it was stopped; None for one that was not expected.

        What was expected before it, and never asked for, is let go.
        """
        if call not in self._asked and not any(call in group for group in self._expected):
            return None
        while self._asked and next(iter(self._asked)) != call:
            self._let_go.append(self._asked.pop(next(iter(self._asked))))
            self._let_go[-1].cancel()
            self._go_on()
        asked = self._asked[call]
        while True:
            with contextlib.suppress(NotYetError):  # a signal is heeded in between, on every system
                value = asked.result(timeout=_LOOK_EVERY_SECONDS)
                break
        del self._asked[call]
        self._go_on()
        return cast(ValueT | Stopped, value)

    def _go_on(self) -> None:
        """Ask for so much that no child waits, and no more: what is made is held in memory until it is taken."""
        while self._expected and len(self._asked) < 3 * self._jobs:
            asked = {call: Future[Any]() for call in self._expected.popleft()}
            self._asked |= asked
            self._pool().submit(self._run, asked)

    def _pool(self) -> ThreadPoolExecutor:
        if self._threads is None:
            self._threads = ThreadPoolExecutor(self._jobs)
            for _ in range(self._jobs):
                self._workers.append(Worker(self._limits))
                self._idle.put(self._workers[-1])
        return self._threads

    def _run(self, asked: Mapping[Call[Any], Future[Any]]) -> None:
        """Run calls one after the other in a child that is free, in a thread that does nothing but wait for it."""
        worker = self._idle.get()
        try:
            for call, future in asked.items():
                if future.set_running_or_notify_cancel():
                    with _Settled(future):
                        future.set_result(worker.run(call))
        finally:
            self._idle.put(worker)


class _Settled:
    """Give what a `with` block raises to whoever waits for a future, and let it go on its way."""

    def __init__(self, future: Future[Any]) -> None:
        self._future = future

    def __enter__(self) -> Future[Any]:
        return self._future

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._future.set_exception(error)
