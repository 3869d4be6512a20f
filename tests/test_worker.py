"""The child process: its limits, its end, and what the parent learns of it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from submissions.findings import Place
from submissions.run.serve import Limits
from submissions.run.worker import Stopped, Worker

Enter = Callable[[str], None]


def double(enter: Enter, number: int) -> int:
    enter("doubling")
    return number * 2


def loop(enter: Enter) -> None:
    enter("composing")
    while True:
        pass


def devour(enter: Enter) -> int:
    enter("composing")
    return len([bytearray(1 << 20) for _ in range(1 << 14)])


def crash(enter: Enter) -> None:
    enter("writing the PDF")
    os._exit(3)


def blunder(enter: Enter, secret: str) -> None:
    enter("checking")
    raise LookupError(secret)


def own_process(enter: Enter) -> int:
    return os.getpid()


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(Limits(seconds=1.0, memory=256 << 20)) as child:
        yield child


def test_a_value_comes_back_from_the_child(worker: Worker) -> None:
    assert worker.run(f"{__name__}:double", 21) == 42


def test_the_child_is_used_again_and_is_not_the_parent(worker: Worker) -> None:
    first = worker.run(f"{__name__}:own_process")
    assert first == worker.run(f"{__name__}:own_process") != os.getpid()


def test_an_endless_loop_ends_within_the_limit_and_names_its_stage(worker: Worker) -> None:
    began = time.monotonic()
    assert worker.run(f"{__name__}:loop") == Stopped("time", "composing")
    assert time.monotonic() - began < 20
    assert worker.run(f"{__name__}:double", 4) == 8


def test_a_call_that_devours_memory_is_stopped(worker: Worker) -> None:
    assert worker.run(f"{__name__}:devour") == Stopped("memory", "composing")
    assert worker.run(f"{__name__}:double", 5) == 10


def test_a_crash_of_the_child_names_its_stage_and_the_next_call_works(worker: Worker) -> None:
    assert worker.run(f"{__name__}:crash") == Stopped("fault", "writing the PDF", "exit status 3")
    assert worker.run(f"{__name__}:double", 6) == 12


def test_a_fault_of_the_program_is_reported_without_the_words_of_the_case(worker: Worker) -> None:
    stopped = worker.run(f"{__name__}:blunder", "Amra Hodžić")
    assert (stopped.reason, stopped.stage) == ("fault", "checking")
    assert stopped.detail.startswith("LookupError in ")
    finding = stopped.finding(Place("cases/a/case.yaml"), worker.limits)
    assert finding.code == "E712"
    assert "Hodžić" not in str(finding)


def test_the_child_is_gone_when_the_worker_is_left() -> None:
    with Worker() as child:
        number = child.run(f"{__name__}:own_process")
    assert not psutil.pid_exists(number)


def test_the_child_does_not_outlive_a_parent_that_is_killed() -> None:
    program = (
        "from test_worker import Worker, Limits, loop, own_process\n"
        "if __name__ == '__main__':\n"
        "    worker = Worker(Limits(seconds=60)).__enter__()\n"
        "    print(worker.run('test_worker:own_process'), flush=True)\n"
        "    worker.run('test_worker:loop')\n"
    )
    folder = str(Path(__file__).parent)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([folder, *sys.path])}
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, env=environment, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    time.sleep(0.3)
    parent.kill()
    parent.communicate()
    deadline = time.monotonic() + 10
    while psutil.pid_exists(child) and psutil.Process(child).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < deadline, "the child goes on without its parent"
        time.sleep(0.05)
