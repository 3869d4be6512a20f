"""The child process: its limits, its end, and what the parent learns of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from submissions.findings import Place
from submissions.line.stages import Bench, Kept
from submissions.run.serve import Limits
from submissions.run.worker import Stopped, Worker


@dataclass(frozen=True)
class Double:
    number: int

    def run(self, bench: Bench) -> int:
        bench.enter("doubling")
        return self.number * 2


class Loop:
    def run(self, bench: Bench) -> None:
        bench.enter("composing")
        while True:
            pass


class Devour:
    def run(self, bench: Bench) -> int:
        bench.enter("composing")
        return len([bytearray(1 << 20) for _ in range(1 << 14)])


class Crash:
    def run(self, bench: Bench) -> None:
        bench.enter("writing the PDF")
        os._exit(3)


@dataclass(frozen=True)
class Blunder:
    secret: str

    def run(self, bench: Bench) -> None:
        bench.enter("checking")
        raise LookupError(self.secret)


class OwnProcess:
    def run(self, bench: Bench) -> int:
        return os.getpid()


class Count:
    """Count how often this was called in the same child."""

    def run(self, bench: Bench) -> int:
        seen = bench.kept.get(("calls",), list)
        seen.append(None)
        return len(seen)


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(Limits(seconds=1.0, memory=256 << 20)) as child:
        yield child


def test_a_value_comes_back_from_the_child(worker: Worker) -> None:
    assert worker.run(Double(21)) == 42


def test_the_child_is_used_again_and_is_not_the_parent(worker: Worker) -> None:
    first = worker.run(OwnProcess())
    assert first == worker.run(OwnProcess()) != os.getpid()


def test_an_endless_loop_ends_within_the_limit_and_names_its_stage(worker: Worker) -> None:
    began = time.monotonic()
    assert worker.run(Loop()) == Stopped("time", "composing")
    assert time.monotonic() - began < 20
    assert worker.run(Double(4)) == 8


def test_a_call_that_devours_memory_is_stopped(worker: Worker) -> None:
    assert worker.run(Devour()) == Stopped("memory", "composing")
    assert worker.run(Double(5)) == 10


def test_a_crash_of_the_child_names_its_stage_and_the_next_call_works(worker: Worker) -> None:
    assert worker.run(Crash()) == Stopped("fault", "writing the PDF", "exit status 3")
    assert worker.run(Double(6)) == 12


def test_a_fault_of_the_program_is_reported_without_the_words_of_the_case(worker: Worker) -> None:
    stopped = worker.run(Blunder("Amra Hodžić"))
    assert (stopped.reason, stopped.stage) == ("fault", "checking")
    assert stopped.detail.startswith("LookupError in ")
    finding = stopped.finding(Place("cases/a/case.yaml"), worker.limits)
    assert finding.code == "E712"
    assert "Hodžić" not in str(finding)


def test_what_a_call_leaves_on_the_bench_serves_the_next_one(worker: Worker) -> None:
    first = worker.run(Count())
    assert worker.run(Count()) == first + 1


def test_only_so_much_is_kept_and_what_was_not_used_for_longest_goes_first() -> None:
    kept, made = Kept(most=2), []

    def value(name: str) -> str:
        return kept.get((name,), lambda: made.append(name) or name)

    assert [value(name) for name in "abacab"] == list("abacab")
    assert made == ["a", "b", "c", "b"]


def test_a_call_that_is_stopped_gives_what_was_agreed_and_says_so_at_its_place(worker: Worker) -> None:
    place = Place("cases/a/case.yaml")
    value, (finding,) = worker.ask(Crash(), place, otherwise=())
    assert (value, finding.code, finding.place) == ((), "E712", place)


def test_the_child_is_gone_when_the_worker_is_left() -> None:
    with Worker() as child:
        number = child.run(OwnProcess())
    assert not psutil.pid_exists(number)


def test_the_child_does_not_outlive_a_parent_that_is_killed() -> None:
    program = (
        "from test_worker import Limits, Loop, OwnProcess, Worker\n"
        "if __name__ == '__main__':\n"
        "    worker = Worker(Limits(seconds=60)).__enter__()\n"
        "    print(worker.run(OwnProcess()), flush=True)\n"
        "    worker.run(Loop())\n"
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


# --- which limit it was, and what is blamed ---


class Sleep:
    def run(self, bench: Bench) -> None:
        bench.enter("composing")
        time.sleep(60)


@dataclass(frozen=True)
class End:
    """End the child as the system does."""

    number: int

    def run(self, bench: Bench) -> None:
        bench.enter("composing")
        os.kill(os.getpid(), self.number)
        time.sleep(60)


@dataclass(frozen=True)
class LoopElsewhere:
    """Keep a process of the child's own busy, which writes its number to a file, while the child waits for it."""

    path: Path

    def run(self, bench: Bench) -> None:
        bench.enter("composing")
        other = subprocess.Popen([sys.executable, "-c", "while True: pass"])
        self.path.write_text(str(other.pid), "utf-8")
        other.wait()


@dataclass(frozen=True)
class Work:
    """Use the processor for so many seconds."""

    seconds: float

    def run(self, bench: Bench) -> int:
        bench.enter("composing")
        end = time.process_time() + self.seconds
        while time.process_time() < end:
            pass
        return 8


@dataclass(frozen=True)
class Narrow:
    """Let the system give less memory than the limit, then ask for what the limit allows."""

    memory: int

    def run(self, bench: Bench) -> int:
        import resource  # noqa: PLC0415 - not there on Windows

        bench.enter("composing")
        resource.setrlimit(resource.RLIMIT_AS, (self.memory, self.memory))
        return len([bytearray(1 << 20) for _ in range(1 << 14)])


@pytest.mark.proof
def test_a_stage_that_only_waits_may_take_ten_times_as_long_and_no_template_is_blamed() -> None:
    with Worker(Limits(seconds=0.3)) as worker:
        began = time.monotonic()
        stopped = worker.run(Sleep())
        assert (stopped.reason, stopped.stage) == ("waiting", "composing")
        assert time.monotonic() - began > 3
        finding = stopped.finding(Place("templates/x/en.md"), worker.limits)
    assert finding.code == "E715"
    assert "within 3 seconds by the clock" in finding.message
    assert "the template is not at fault" in finding.help


@pytest.mark.proof
def test_work_that_waits_for_the_processor_is_not_stopped_by_the_clock() -> None:
    """A child that is halted for a while uses less of the processor than the clock shows."""
    with Worker(Limits(seconds=1.0)) as worker:
        child = psutil.Process(worker.run(OwnProcess()))
        halting = threading.Thread(target=halt_for, args=(child, 2.5))
        halting.start()
        assert worker.run(Work(0.5)) == 8
        halting.join()


def halt_for(child: psutil.Process, seconds: float) -> None:
    time.sleep(0.2)
    child.suspend()
    time.sleep(seconds)
    child.resume()


@pytest.mark.skipif(os.name != "posix", reason="Windows has no signals")
@pytest.mark.parametrize(
    ("name", "words"), [("SIGKILL", "memory runs short"), ("SIGXCPU", "processor time"), ("SIGTERM", "told to end")]
)
def test_a_child_that_the_system_ends_is_told_as_that(worker: Worker, name: str, words: str) -> None:
    stopped = worker.run(End(getattr(signal, name)))
    assert (stopped.reason, stopped.stage) == ("system", "composing")
    finding = stopped.finding(Place("templates/x/en.md"), worker.limits)
    assert finding.code == "E714"
    assert words in finding.message
    assert "template" not in finding.message + finding.help
    assert worker.run(Double(7)) == 14


@pytest.mark.proof
@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not hold to the limit")
def test_memory_that_the_system_refuses_is_told_as_that() -> None:
    with Worker(Limits(memory=4 << 30)) as worker:
        stopped = worker.run(Narrow(1 << 30))
        assert (stopped.reason, stopped.stage) == ("system", "composing")
        assert stopped.finding(Place("x"), worker.limits).code == "E714"


def test_the_time_of_the_childs_own_processes_counts_and_they_end_with_it(worker: Worker, tmp_path: Path) -> None:
    assert worker.run(LoopElsewhere(tmp_path / "number")) == Stopped("time", "composing")
    number = int((tmp_path / "number").read_text("utf-8"))
    for _ in range(100):  # the system ends a process in its own time
        if not psutil.pid_exists(number) or psutil.Process(number).status() == psutil.STATUS_ZOMBIE:
            break
        time.sleep(0.05)
    else:
        pytest.fail("the child's own process goes on")
    assert worker.run(Double(8)) == 16


@dataclass(frozen=True)
class Pages:
    """A call that says that it made so many pages, or which, and in which child."""

    pages: object

    def run(self, bench: Bench) -> tuple[Pages, int]:
        return self, os.getpid()


def test_a_child_that_has_made_many_pages_is_started_anew() -> None:
    with Worker() as worker:
        answers = [worker.run(Pages(pages)) for pages in (400, 500, 98, (1, 2), 1, 7)]
    children = [answer[1] for answer in answers if not isinstance(answer, Stopped)]
    assert [child == children[0] for child in children] == [True] * 5 + [False]
