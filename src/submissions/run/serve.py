"""The child process: take calls from the parent, run them within the limits, send back what they return."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Protocol, TypeVar

from submissions.line.stages import Bench
from submissions.reporting import fault_at

ValueT_co = TypeVar("ValueT_co", covariant=True)
SECONDS = 60.0
DEBUG = "SUBMISSIONS_DEBUG"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a stage may use: seconds of the processor, and bytes of memory.

    The clock counts too, but widely: on a busy machine work takes long and is not at fault for it.
    """

    seconds: float = SECONDS
    memory: int = 1 << 30

    @property
    def seconds_by_clock(self) -> float:
        """How long a stage may last that hardly uses the processor: it waits, or others use it."""
        return self.seconds * 10


class Call(Protocol[ValueT_co]):
    """What the parent asks of the child: a frozen record of the arguments, which travels as it is.

    Its module is light; what the work needs is imported where the work is done, so that the parent starts quickly.
    """

    def run(self, bench: Bench) -> ValueT_co:
        """Do the work, in the child process."""


def serve(connection: Connection) -> None:
    """Answer calls until the parent hangs up; this is the main function of the child.

    What the parent sends first are its limits. Until then the child loads what the first call will need.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    if sys.platform != "win32":  # they were held back while this process started
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    _silence()
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        with _Report(connection, 0):
            from submissions.line import outlines  # noqa: F401, PLC0415 - what the first call is going to need
        limits: Limits = connection.recv()
        _limit_memory(limits.memory)
        bench = Bench(lambda stage: connection.send(("stage", stage)))
        while True:
            call: Call[object] = connection.recv()
            with _Report(connection, limits.memory):
                connection.send(("value", call.run(bench)))


class _Report:
    """Tell the parent where in the program a call broke off, in words that hold nothing of the case."""

    def __init__(self, connection: Connection, memory: int) -> None:
        self.connection, self.memory = connection, memory

    def __enter__(self) -> None:
        """Begin to watch."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Report the fault and let it end the child: the parent starts a new one."""
        if kind is None or issubclass(kind, EOFError | BrokenPipeError | ConnectionResetError):
            return
        if issubclass(kind, MemoryError):
            self.connection.send(("memory" if _is_own_limit(self.memory) else "short of memory", ""))
        else:
            self.connection.send(("fault", fault_at(kind, trace)))


def _silence() -> None:
    """Keep what libraries print away from the terminal; SUBMISSIONS_DEBUG lets it through, tracebacks and all."""
    if os.environ.get(DEBUG):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, OSError, ValueError):
            os.dup2(nowhere, stream.fileno())


def _limit_memory(limit: int) -> None:
    """Ask the system to refuse more memory than the limit, where it can; the parent watches too."""
    try:
        import resource  # noqa: PLC0415 - not there on Windows
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))


def _is_own_limit(limit: int) -> bool:
    """Tell whether it was our limit that refused memory: the system has set none of its own that is as narrow."""
    try:
        import resource  # noqa: PLC0415 - not there on Windows
    except ImportError:
        return True
    return all(
        min(bound for bound in resource.getrlimit(kind) if bound != resource.RLIM_INFINITY) >= limit
        for kind in (resource.RLIMIT_DATA, resource.RLIMIT_AS)
        if any(bound != resource.RLIM_INFINITY for bound in resource.getrlimit(kind))
    )


def _leave_with_parent() -> None:
    """End at once when the parent is gone, whatever is going on."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
