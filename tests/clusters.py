"""Clusters of Dask for tests: a scheduler and workers as processes of their own, as on other computers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

WAIT_SECONDS = 90.0


@dataclass
class Processes:
    """A cluster, its folder, and its processes: the scheduler first."""

    folder: Path
    address: str = ""
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def workers(self) -> list[psutil.Process]:
        """The processes in which documents are made: each is watched over by another, which starts it anew."""
        watchers = [psutil.Process(one.pid) for one in self.running[1:]]
        return [child for one in watchers for child in one.children() if "resource_tracker" not in str(child.cmdline())]

    def written(self) -> Iterator[tuple[str, bytes]]:
        """Yield every file that the cluster has written, its logs among them, with its content."""
        for path in sorted(self.folder.rglob("*")):
            if path.is_file() and not path.name.endswith(".pem"):
                yield path.relative_to(self.folder).as_posix(), path.read_bytes()


@contextmanager
def cluster(folder: Path, *, workers: int = 2, more: Sequence[str] = (), scheme: str = "tcp") -> Iterator[Processes]:
    """Hold a cluster with all that Dask can log; its temporary files and its logs lie in the folder."""
    folder.mkdir(parents=True)
    (folder / "tmp").mkdir()
    found = Processes(folder)
    known = folder / "scheduler.json"
    host = ["--host", "127.0.0.1", "--no-dashboard", *more, "--protocol", scheme]
    try:
        _start(found, "dask_scheduler", [*host, "--port", "0", "--scheduler-file", str(known)])
        until(lambda: known.exists() and known.read_bytes().rstrip().endswith(b"}"))
        found.address = json.loads(known.read_text("utf-8"))["address"]
        for number in range(workers):
            own = [
                "--nthreads",
                str(1 + number % 2),
                "--local-directory",
                str(folder / f"scratch-{number}"),
                "--no-dashboard",
            ]
            _start(found, "dask_worker", [found.address, *own, "--host", "127.0.0.1", *more, "--protocol", scheme])
        until(lambda: (folder / "0.log").read_bytes().count(b"Register worker") >= workers)
        yield found
    finally:
        _end(found)


def _end(found: Processes) -> None:
    """End every process of a cluster: those that were asked to and did not within a while are killed."""
    alive = [psutil.Process(one.pid) for one in found.running if one.poll() is None]
    below = [child for one in alive for child in one.children(recursive=True)]
    for one in alive:
        one.terminate()
    _, slow = psutil.wait_procs([*alive, *below], timeout=5)
    for process in slow:
        process.kill()
    for process in found.running:
        process.wait()


def _start(found: Processes, module: str, arguments: Sequence[str]) -> None:
    environment = {
        **os.environ,
        "TMPDIR": str(found.folder / "tmp"),
        "DASK_LOGGING__DISTRIBUTED": "debug",
        "DASK_DISTRIBUTED__ADMIN__LOG_LENGTH": "100000",
        "DASK_DISTRIBUTED__SCHEDULER__EVENTS_CLEANUP_DELAY": "1h",
    }
    with (found.folder / f"{len(found.running)}.log").open("wb") as log:
        command = [sys.executable, "-m", f"distributed.cli.{module}", *arguments]
        found.running.append(subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=found.folder))


def until(is_so: object, seconds: float = WAIT_SECONDS) -> None:
    """Wait until something is so; fail where it is not after a while."""
    assert callable(is_so)
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "it never was"
        time.sleep(0.05)
