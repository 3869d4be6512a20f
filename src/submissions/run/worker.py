"""Run stages in a child process that is killed when it takes too long or too much memory, and started again."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import TYPE_CHECKING, Final, Literal, Self, TypeVar, cast

from submissions.findings import Finding, Place
from submissions.reporting import is_fault, order_to_report
from submissions.run.serve import Call, Limits, serve
from submissions.writers.page.fonts import own_fonts_only

if TYPE_CHECKING:
    import psutil

ValueT = TypeVar("ValueT")
_LOOK_EVERY_SECONDS = 0.1
_START_SECONDS = 60.0  # loading the program itself is nobody's fault, however slow the machine
_KILLED: Final = getattr(signal, "SIGKILL", signal.SIGTERM)
_GONE = (EOFError, BrokenPipeError, ConnectionResetError)
_PAGES_EACH: Final = 1000
"""After as many pages, a call without any counting for one, a child is started anew: what libraries keep adds up."""
START_METHOD: Literal["spawn"] = "spawn"
"""How a child is started: "spawn" is the one way of every system, and a child of it holds nothing of its parent's."""


_ONE_AT_A_TIME: Final = threading.Lock()
"""What a child starts with is set for the whole process."""

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
    # On Windows a library sees the environment that its process began with, and no later change of it.
    with _ONE_AT_A_TIME, _signals_held(), own_fonts_only():
        process.start()
    theirs.close()  # so that the end of the child is the end of the pipe
    return process, ours


@contextlib.contextmanager
def _signals_held() -> Iterator[None]:
    """Keep Ctrl-C and its like back while a child starts: it must be given whole what it starts with.

    The child inherits that, and is deaf to them until `serve` says what it heeds. Here they arrive afterwards. Windows
    cannot do it; there the child is deaf a little later.
    """
    if sys.platform == "win32":
        yield
        return
    from multiprocessing import resource_tracker  # noqa: PLC0415 - not for Windows

    resource_tracker.ensure_running()  # it would let the signals through again when it starts
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


Reason = Literal["time", "waiting", "memory", "system", "fault"]
_LOOP = "look for a loop without end in the template"


@dataclass(frozen=True, slots=True)
class Stopped:
    """A call that gave no value: why, in which stage, and where in the program if that is known.

    "time" and "memory" are our own limits, "waiting" is that of the clock; "system" is a limit of the system, which
    `detail` names.
    """

    reason: Reason
    stage: str
    detail: str = ""

    def finding(self, place: Place, limits: Limits) -> Finding:
        """Return the finding for a call that was to make something of what stands at `place`."""
        if self.reason == "fault":
            words = f"the program stopped while {self.stage}" + (f": {self.detail}" if self.detail else "")
            return Finding("E712", place, words, order_to_report(self.detail if is_fault(self.detail) else "E712"))
        code, words, order = self._told(limits)
        return Finding(code, place, f"{self.stage} {words}", order)

    def _told(self, limits: Limits) -> tuple[str, str, str]:
        """Return the code, what is said of the stage, and what to do; nothing is blamed that may not be at fault."""
        match self.reason:
            case "time":
                words = f"took longer than {limits.seconds:g} seconds of processor time and was stopped"
                return "E710", words, f"{_LOOP}, or allow more time with --timeout"
            case "waiting":
                words = f"did not end within {limits.seconds_by_clock:g} seconds by the clock and was stopped"
                order = (
                    f"it used the processor for {self.detail} seconds only, so the template is not at fault: the "
                    "computer was too busy, or a disk did not answer; build again when it is quiet, or allow more time "
                    "with --timeout"
                )
                return "E715", words, order
            case "memory":
                words = f"needed more than {limits.memory >> 20} MiB of memory and was stopped"
                return "E711", words, f"{_LOOP}, or for a very large picture"
            case _:
                order = (
                    "this is a limit of the computer, not of the program: close other programs, or ask who looks after "
                    "it for more memory or time (on Linux: ulimit, or the limits of a container); then build again"
                )
                return "E714", f"was ended by the system: {self.detail}", order


@dataclass(slots=True)
class _Stage:
    """A stage that goes on: its name, and what child and clock showed when it began."""

    name: str
    allowed: float
    allowed_by_clock: float
    used_before: float
    began: float = field(default_factory=time.monotonic)

    def overrun(self, used: float) -> Reason | None:
        """Tell which limit of time a stage is over, if any; `used` is the processor time of the child till now."""
        if used - self.used_before > self.allowed:
            return "time"
        return "waiting" if time.monotonic() - self.began > self.allowed_by_clock else None


class Worker:
    """One child process, used for call after call. Use it in a `with` statement: leaving it ends the child."""

    def __init__(self, limits: Limits | None = None, *, at_once: bool = True) -> None:
        """Start the child when the `with` statement begins, or not `at_once`: when the first call is made."""
        self.limits = limits or Limits()
        self._at_once = at_once
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None
        self._pages = 0

    def __enter__(self) -> Self:
        if self._at_once:
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
        if self._pages >= _PAGES_EACH:
            self.end()
        connection = self._start()
        stage = self._stage("starting", _START_SECONDS)
        try:
            connection.send(call)
            while True:
                if connection.poll(_LOOK_EVERY_SECONDS):
                    kind, value = connection.recv()
                    if kind == "value":
                        self._pages += _pages_in(value)
                        return cast(ValueT, value)
                    if kind != "stage":
                        reason, detail = _BROKEN_OFF.get(kind, ("fault", value))
                        return self._stop(reason, detail, stage.name)
                    stage = self._stage(value)
                    continue
                used, memory = self._use()
                if memory > self.limits.memory:
                    return self._stop("memory", "", stage.name)
                over = stage.overrun(used)
                if over:
                    return self._stop(over, f"{used - stage.used_before:.1f}" if over == "waiting" else "", stage.name)
        except _GONE:
            reason, detail = self._ending()
            return self._stop(reason, detail, stage.name)

    def _stage(self, name: str, least: float = 0.0) -> _Stage:
        """Return a stage that begins now; it may use `least` seconds, whatever the limits say."""
        allowed, by_clock = max(self.limits.seconds, least), max(self.limits.seconds_by_clock, least)
        return _Stage(name, allowed, by_clock, used_before=self._use(alone=True)[0])

    def _start(self) -> Connection:
        if self._connection is not None and self._process is not None and self._process.is_alive():
            return self._connection
        self._kill()
        self._process, self._connection = _prepared.pop() if _prepared else _spawn()
        self._pages = 0
        with contextlib.suppress(*_GONE):  # a child that is gone already is noticed by the call
            self._connection.send(self.limits)
        return self._connection

    def break_off(self) -> None:
        """Let the child die, from another thread than the one that runs a call in it: that one is told Stopped."""
        process = self._process
        with contextlib.suppress(ValueError):  # it was closed in between
            if process is not None:
                process.kill()

    def end(self) -> None:
        """End the child; the next call starts another."""
        self._kill()

    def _stop(self, reason: Reason, detail: str, stage: str) -> Stopped:
        self._kill()
        return Stopped(reason, stage, detail)

    def _kill(self) -> None:
        if self._process is not None:
            for one in self._descendants():
                with contextlib.suppress(OSError):
                    os.kill(one.pid, _KILLED)
            self._process.kill()
            self._process.join()
            self._process.close()
        if self._connection is not None:
            self._connection.close()
        self._process = self._connection = None

    def _ending(self) -> tuple[Reason, str]:
        """Return why the child is gone without a word, which we did not end, and how it ended."""
        if self._process is None:
            return "fault", ""
        self._process.join(1)
        status = self._process.exitcode
        ended = _ENDED_BY_SYSTEM.get(-status if status is not None and status < 0 else 0)
        return ("system", ended) if ended else ("fault", f"exit status {status}")

    def _descendants(self) -> list[psutil.Process]:
        """Return the processes that the child itself has started and that still live."""
        import psutil  # noqa: PLC0415 - slow to import, needed only once a child is at work

        try:
            return psutil.Process(self._process.pid if self._process else None).children(recursive=True)
        except psutil.Error:
            return []

    def _use(self, *, alone: bool = False) -> tuple[float, int]:
        """Return how many seconds of the processor the child and its own children have used, and bytes of memory.

        Zero for what is gone. `alone` leaves out children that still live: to look for them takes a while.
        """
        import psutil  # noqa: PLC0415 - slow to import, needed only once a child is at work

        seconds, memory = 0.0, 0
        with contextlib.suppress(psutil.Error):
            child = psutil.Process(self._process.pid if self._process else None)
            for one in (child, *(() if alone else self._descendants())):
                with contextlib.suppress(psutil.Error):
                    times = one.cpu_times()
                    seconds += times.user + times.system + times.children_user + times.children_system
                    memory += int(one.memory_info().rss)
        return seconds, memory


def _pages_in(value: object) -> int:
    """Return how many pages a call has made, one for a call that makes none."""
    values = value if isinstance(value, tuple) else (value,)
    counts = [getattr(one, "pages", 0) for one in values]
    return max([1, *(count for count in counts if isinstance(count, int))])


# What the child says of itself when a call breaks off, other than a fault of the program.
_BROKEN_OFF: Final[Mapping[str, tuple[Reason, str]]] = {
    "memory": ("memory", ""),
    "short of memory": ("system", "it gave no more memory"),
}
# By the number of the signal: whoever sent these, it was not this program.
_ENDED_BY_SYSTEM: Final = {
    int(getattr(signal, name)): words
    for name, words in (
        ("SIGKILL", "it was killed, as happens when memory runs short"),
        ("SIGXCPU", "its limit on processor time was reached"),
        ("SIGTERM", "it was told to end"),
    )
    if hasattr(signal, name)
}
