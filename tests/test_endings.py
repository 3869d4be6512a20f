"""However a run ends: one line for whoever waits, no traceback, nothing left behind, and a documented status."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sampling import first_of
from submissions.cli import main
from test_cli import command, environment, workspace  # noqa: F401 - a fixture

POSIX = pytest.mark.skipif(os.name != "posix", reason="Windows has no signals to one process, no pty and no /dev/full")
NOT_SHOWN = "The rest of what the program had to say could not be shown: {}."
LITTER = re.compile(r"\.submissions-.*")


def start(folder: Path, *arguments: str, **streams: object) -> subprocess.Popen[str]:
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
    return subprocess.Popen(
        command(*arguments), cwd=folder, env=environment(), start_new_session=True, encoding="utf-8", **options
    )


@POSIX
@pytest.mark.parametrize(
    ("number", "status"),
    [
        (signal.SIGINT, 130),
        pytest.param(signal.SIGTERM, 143, marks=pytest.mark.proof),
        pytest.param(signal.SIGHUP, 129, marks=pytest.mark.proof),
    ],
)
def test_a_run_that_is_stopped_at_any_moment_says_one_line_and_leaves_nothing(
    workspace: Path,  # noqa: F811
    number: int,
    status: int,
) -> None:
    for moment in (0.1, 0.16, 0.22, 0.3, 0.5, 0.9, 1.3):
        run = start(
            workspace, "build", preexec_fn=lambda: signal.signal(number, signal.SIG_DFL)
        )  # not as `nohup` would
        time.sleep(moment)
        # A shell sends Ctrl-C to all processes that it started; the system tells one to end.
        if number == signal.SIGINT:
            os.killpg(run.pid, number)
        else:
            run.send_signal(number)
        out, err = run.communicate(timeout=60)
        assert (run.returncode, out) == (status, ""), f"after {moment} seconds: {err}"
        assert re.fullmatch(r"\nStopped[^\n]*\.\n", err), f"after {moment} seconds: {err}"
        assert [path for path in workspace.rglob("*") if LITTER.fullmatch(path.name)] == []


IN_ANOTHERS_CODE = """
import signal, sys, time
from submissions import __main__ as program

def stop():
    signal.raise_signal(signal.SIGTERM)
    time.sleep(0.001)

{}

sys.argv = ["submissions"]
program._run = run
program.main()
"""

# What runs when the signal comes, and what becomes there of the exception that it raises.
OTHERS = {
    "dropped while Python tidies up": """
class Held:
    def __del__(self):
        stop()

def run():
    Held()
    time.sleep(30)
""",
    "wrapped while a class is made": """
class Named:
    def __set_name__(self, owner, name):
        stop()

def run():
    type("Made", (), {"named": Named()})
""",
    "another raised in its place": """
def run():
    try:
        stop()
    except BaseException as error:
        raise ValueError("no such file") from error
""",
    "another raised instead of it": """
def run():
    try:
        stop()
    finally:
        raise OSError("cannot close")
""",
    "caught, and gone on": """
def run():
    try:
        stop()
    except:
        pass
""",
    "caught, and left as after a success": """
def run():
    try:
        stop()
    except BaseException:
        sys.exit(0)
""",
    "caught, and gone on for long": """
def run():
    try:
        stop()
    except BaseException:
        pass
    time.sleep(30)
""",
    "caught in the midst of tidying up, which is not broken off": """
def run():
    try:
        stop()
    finally:
        time.sleep(1.5)
        sys.stderr.write("tidy")
        sys.stderr.flush()
""",
    "a thread left behind that would keep Python waiting": """
import threading

def run():
    threading.Thread(target=time.sleep, args=(30,)).start()
    stop()
""",
}


@POSIX
@pytest.mark.parametrize("code", OTHERS.values(), ids=OTHERS)
def test_a_signal_ends_the_run_whatever_is_made_of_its_exception(code: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", IN_ANOTHERS_CODE.format(code)],
        capture_output=True,
        text=True,
        env=environment(),
        check=False,
        timeout=20,
    )
    tidied = "tidy" * ("write" in code)
    stopped = "\nStopped. Every file is whole: the old one or the new one.\n"
    assert (done.returncode, done.stderr) == (143, tidied + stopped)


@pytest.mark.proof
@POSIX
@pytest.mark.parametrize(
    "arguments", first_of([("templates",), ("--help",), ("check", "--format", "json"), ("verify",)], 2)
)
def test_what_cannot_be_shown_is_told_in_one_line(workspace: Path, arguments: tuple[str, ...]) -> None:  # noqa: F811
    (workspace / "output").mkdir(exist_ok=True)
    with Path("/dev/full").open("w") as full:
        run = start(workspace, *arguments, stdout=full)
        _, err = run.communicate(timeout=60)
    assert run.returncode == 1
    assert err.splitlines()[-1:] == [
        "The rest of what the program had to say could not be shown: no space left on device."
    ]
    assert "Traceback" not in err


@pytest.mark.proof
@POSIX
def test_a_reader_that_has_gone_is_told_in_one_line(workspace: Path) -> None:  # noqa: F811
    reading, writing = os.pipe()
    os.close(reading)
    run = start(workspace, "templates", stdout=writing)
    os.close(writing)
    _, err = run.communicate(timeout=60)
    assert err == NOT_SHOWN.format("nobody reads it any more") + "\n"
    assert run.returncode == 1


@pytest.mark.proof
@POSIX
@pytest.mark.parametrize("closed", first_of([">&-", "<&- >&- 2>&-"]))
def test_closed_streams_take_nothing_from_what_is_made(workspace: Path, closed: str) -> None:  # noqa: F811
    words = " ".join(map(repr, command("build", "--as-of", "2026-11-22")))
    done = subprocess.run(
        ["sh", "-c", f"{words} {closed}"], cwd=workspace, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    told = [NOT_SHOWN.format("its standard output is closed")] if closed == ">&-" else []
    assert done.stderr.splitlines()[-1:] == told
    again = subprocess.run(
        command("verify"), cwd=workspace, env=environment(), capture_output=True, text=True, check=False
    )
    assert again.stdout == "4 files read again: all as made.\n"


def on_a_terminal(folder: Path, *arguments: str, **variables: str) -> str:
    """Run the program on a terminal of its own and return all that it writes there."""
    import pty  # noqa: PLC0415 - not there on Windows

    ours, theirs = pty.openpty()
    run = subprocess.Popen(
        command(*arguments), cwd=folder, env={**environment(), **variables}, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    written = b""
    try:
        while piece := os.read(ours, 1 << 16):
            written += piece
    except OSError:
        pass  # how Linux says that the other end is closed
    run.wait(60)
    os.close(ours)
    return written.decode("utf-8")


COMMANDS = [("build",), ("check",), ("status",), ("templates",), ("route",), ("deadlines",), ("verify",), ("doctor",)]


@pytest.mark.proof
@POSIX
@pytest.mark.parametrize("arguments", first_of([("nonsense",), *COMMANDS], 2), ids=lambda each: each[0])
def test_colours_are_left_out_where_they_are_not_wanted(workspace: Path, arguments: tuple[str, ...]) -> None:  # noqa: F811
    (workspace / "output").mkdir(exist_ok=True)
    without = on_a_terminal(workspace, *arguments, NO_COLOR="1", TERM="xterm-256color")
    assert re.findall(r"\x1b\[[0-9;]*m", without) == []


@pytest.mark.proof
@POSIX
def test_a_terminal_that_knows_letters_only_gets_letters_only(workspace: Path) -> None:  # noqa: F811
    assert "\x1b" not in on_a_terminal(workspace, "build", TERM="dumb")


@pytest.mark.proof
@POSIX
def test_colours_are_there_otherwise(workspace: Path) -> None:  # noqa: F811
    assert "\x1b[" in on_a_terminal(workspace, "build", TERM="xterm-256color", NO_COLOR="")


def test_the_statuses_are_documented() -> None:
    told = set(re.findall(r"\d+", (main.epilog or "").partition("Exit status:")[2]))
    assert told == {"0", "1", "2", "129", "130", "143"}
