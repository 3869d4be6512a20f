"""What a worker of a cluster does for one run: open what came, have a child make the document, seal what comes back.

The files of a case lie on the worker's machine only while one of its documents is being made, in a folder that only
their owner reads, in memory where the system has a disk of it. Dask itself is given nothing but what is sealed.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import shutil
import subprocess
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Final

from submissions.line.outcome import Setting
from submissions.plan import Job
from submissions.reporting import Contained
from submissions.run.calls import MakeAndExamine
from submissions.run.cluster.envelope import Envelope, Handshake
from submissions.run.cluster.environment import Environment, TellEnvironment
from submissions.run.cluster.keeper import end_keeper, start_keeper
from submissions.run.cluster.luggage import Luggage, unpack
from submissions.run.serve import Limits
from submissions.run.worker import Stopped, Worker

if TYPE_CHECKING:
    from distributed import Worker as DaskWorker

CALL: Final = "call"
OFFICE: Final = "office"
CASE: Final = "case"
ANSWER: Final = "answer"
KEY: Final = "key"
HALF: Final = "half"
NO_ROOM: Final = b""
"""What a worker answers that has no room for this run."""

_IN_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - the system's disk in memory: a power cut leaves nothing there
_ROOM_IN_MEMORY: Final = 1 << 30
_IDLE_SECONDS: Final = 120.0


@dataclass(frozen=True, slots=True)
class Errand:
    """One document to make elsewhere; `shown` is the output folder as findings name it, below the workspace there."""

    job: Job
    setting: Setting
    shown: str


@dataclass(frozen=True, slots=True)
class Declined:
    """A document that a worker could not begin with; the reason holds no word of a case."""

    reason: str


class Room:
    """A worker's part in one run: a private folder, the children that work in it, and the key of the run.

    It closes itself when nothing was asked of it for a while: whoever opened it may be gone.
    """

    def __init__(self, envelope: Envelope, limits: Limits, idle_seconds: float = _IDLE_SECONDS) -> None:
        self._envelope, self._limits, self._idle_seconds = envelope, limits, idle_seconds
        self._folder, self._keeper = _private_folder()
        self._workers: list[Worker] = []
        self._idle: SimpleQueue[Worker] = SimpleQueue()
        self._lock = threading.Lock()
        self._is_furnished = False
        self._is_closed = False
        self._busy = 0
        self._guests: Counter[str] = Counter()
        self._timer: threading.Timer | None = None
        self._rest()

    def make(self, call: bytes, office: bytes, case: bytes) -> bytes:
        """Make one document; all that comes and goes is sealed. NO_ROOM where the room was closed before."""
        with self._lock:
            if self._is_closed:
                return NO_ROOM
            self._busy += 1
        fault = Contained()
        try:
            with fault:
                return self._envelope.seal(ANSWER, self._made(call, office, case))
            return self._envelope.seal(ANSWER, Declined(fault.words))
        finally:
            with self._lock:
                self._busy -= 1
            self._rest()

    def _made(self, call: bytes, office: bytes, case: bytes) -> object:
        errand: Errand = self._envelope.open(CALL, call)
        workspace = self._folder / "workspace"
        with self._lock:
            self._check_open()
            if not self._is_furnished:
                unpack(self._envelope.open(OFFICE, office), workspace)
                self._is_furnished = True
        setting = replace(errand.setting, workspace=workspace, output=workspace / errand.shown)
        with self._guest(errand.job.folder, case, workspace):
            return self._ask(MakeAndExamine(errand.job, setting))

    @contextmanager
    def _guest(self, folder: str, case: bytes, workspace: Path) -> Iterator[None]:
        """Have the files of a case lie in the room while at least one of its documents is being made."""
        with self._lock:
            self._check_open()
            if not self._guests[folder]:
                shutil.rmtree(workspace / folder, ignore_errors=True)  # what another was stopped in writing
                luggage: Luggage = self._envelope.open(CASE, case)
                unpack(luggage, workspace)
            self._guests[folder] += 1
        try:
            yield
        finally:
            with self._lock:
                self._guests[folder] -= 1
                if not self._guests[folder]:
                    shutil.rmtree(workspace / folder, ignore_errors=True)

    def _ask(self, call: MakeAndExamine) -> object:
        """Run a call in a child within the program's limits, as on the machine that asks for it."""
        try:
            worker = self._idle.get_nowait()
        except Empty:
            worker = Worker(self._limits)
            self._workers.append(worker)
        try:
            return worker.run(call)
        finally:
            self._idle.put(worker)
            if self._is_closed:
                self._end_idle()

    def _check_open(self) -> None:
        """Raise ValueError in a room that was closed: nothing may be written there any more."""
        if self._is_closed:
            raise ValueError("the room is closed")

    def _end_idle(self) -> None:
        """End the children that nobody waits for."""
        while not self._idle.empty():
            self._idle.get().end()

    def _rest(self) -> None:
        """Begin to wait for the next call anew."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            if not self._is_closed:
                self._timer = threading.Timer(self._idle_seconds, self._leave_if_idle)
                self._timer.daemon = True
                self._timer.start()

    def _leave_if_idle(self) -> None:
        with self._lock:
            is_idle = not self._busy
        if is_idle:
            self.close()

    def close(self) -> None:
        """End the children, whatever they are at, and remove the folder."""
        with self._lock:
            self._is_closed = True
            if self._timer is not None:
                self._timer.cancel()
        for worker in self._workers:
            worker.break_off()
        self._end_idle()
        shutil.rmtree(self._folder, ignore_errors=True)
        end_keeper(self._keeper)  # what is written there at this moment is removed by it a moment later


def _private_folder() -> tuple[Path, subprocess.Popen[bytes]]:
    """Return a new folder for its owner only, and the process that removes it when this one is gone."""
    in_memory = _IN_MEMORY.is_dir() and shutil.disk_usage(_IN_MEMORY).free >= _ROOM_IN_MEMORY
    folder = Path(tempfile.mkdtemp(prefix="submissions-", dir=_IN_MEMORY if in_memory else None))
    return folder, start_keeper(folder)


# --- what Dask calls on a worker ---


async def introduce(name: str, call: TellEnvironment, dask_worker: DaskWorker) -> tuple[Environment | Stopped, bytes]:
    """Say what a worker has that has a part in a document's bytes, and its half of the key that a run speaks under."""
    _allow_children()
    handshake = dask_worker.extensions[f"{name}-{HALF}"] = Handshake()
    with Worker() as worker:
        return await asyncio.to_thread(worker.run, call), handshake.public


async def open_room(
    name: str, public: bytes, keys: Mapping[str, bytes], limits: Limits, dask_worker: DaskWorker
) -> str:
    """Open a room for a run under a name; return why there is none, "" where all is well.

    `public` is the other half of the key under which that of the run was sealed, in `keys` by each worker's address.
    """
    fault = Contained()
    with fault:
        handshake: Handshake = dask_worker.extensions.pop(f"{name}-{HALF}")
        key = handshake.envelope_with(public).open(KEY, keys[dask_worker.address])
        dask_worker.extensions[name] = Room(Envelope(key), limits)
    return fault.words


async def close_room(name: str, dask_worker: DaskWorker) -> None:
    """Close the room of a run, if there is one."""
    room = dask_worker.extensions.pop(name, None)
    if room is not None:
        await asyncio.to_thread(room.close)


def make_there(name: str, call: bytes, office: bytes, case: bytes) -> bytes:
    """Make one document on a worker; the task of Dask."""
    from distributed import get_worker  # noqa: PLC0415 - of the extra `cluster`

    room: Room | None = get_worker().extensions.get(name)
    return NO_ROOM if room is None else room.make(call, office, case)


def carry(sealed: bytes) -> bytes:
    """Give what is sealed to the tasks that need it; as a task of Dask it is there again where a worker was lost."""
    return sealed


def _allow_children() -> None:
    """Let a worker start processes of its own: those that Dask watches over may not, and ours end with theirs."""
    process = multiprocessing.current_process()
    if process.daemon:
        process.daemon = False
