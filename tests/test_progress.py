"""What a run tells of itself: typed events, and what becomes of them on a terminal, in a pipe and for programs."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.cells import cell_len
from rich.console import Console

from submissions.cli import main
from submissions.cli.progress.lines import PlainLines, json_line
from submissions.cli.progress.tally import Tally, in_words
from submissions.cli.progress.terminal import fitting, line_of
from submissions.cli.text import clean
from submissions.findings import Place
from submissions.plan import Job
from submissions.publish.folder import State
from submissions.run.events import Became, Begun, Doing, Event, Finished, Planned, Waiting, finished
from submissions.run.records import OutputRow

ROOT = Path(__file__).parents[1]
HOSTILE = "a\x1b]0;own\x07\x9b2J\r\n\u202eb"


def job(number: int = 0, case: str = "") -> Job:
    name = case or f"case-{number}"
    return Job(name, f"cases/{name}", 0, "advocacy/brief", "en", "public", ("docx", "pdf"), Place(f"{name}/case.yaml"))


class Clock:
    """Tells the time that a test sets."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def told(events: Sequence[Event], seconds: float = 1.0) -> tuple[Tally, float]:
    """Count events that come so many seconds after each other."""
    tally = Tally()
    for number, event in enumerate(events):
        tally.take(event, number * seconds)
    return tally, (len(events) - 1) * seconds


def ended(count: int, became: Became = "made", first: int = 0) -> list[Event]:
    return [Finished(job(first + number), became) for number in range(count)]


@pytest.mark.parametrize(
    ("states", "became"),
    [
        (("made", "unchanged"), "made"),
        (("unchanged", "unchanged"), "unchanged"),
        (("kept", "refused"), "refused"),
        (("made", "kept"), "kept"),
        (("refused", "refused"), "refused"),
        ((), "refused"),
    ],
)
def test_a_document_becomes_what_the_worst_of_its_files_became(states: tuple[State, ...], became: Became) -> None:
    other = OutputRow(job(1), "pdf", "output/other.pdf", "refused")
    rows = [OutputRow(job(), "pdf", f"output/{number}", state) for number, state in enumerate(states)]
    assert list(finished([job()], [other, *rows])) == [Finished(job(), became)]


@pytest.mark.parametrize(
    ("events", "seconds", "parts"),
    [
        ([Doing("reading the cases")], 1, []),
        ([Planned(400)], 1, ["0 of 400"]),
        ([Planned(400), Begun(job(0)), Begun(job(1))], 1, ["1 of 400"]),
        ([Planned(400), Begun(job(0)), Begun(job(1)), Finished(job(0), "made")], 1, ["1 of 400"]),
        ([Planned(1400), *ended(100)], 0.5, ["100 of 1,400", "11 min left", "2.0 a second"]),
        (
            [Planned(400), *ended(7), *ended(3, "refused", 7)],
            10,
            ["10 of 400", "3 not made", "1 h 5 min left", "0.1 a second"],
        ),
        ([Planned(4), *ended(2), *ended(2, "kept", 2)], 1, ["4 of 4", "2 not made"]),
        ([Planned(9), *ended(5, "refused"), Planned(2), *ended(1, "checked")], 1, ["1 of 2"]),
    ],
)
def test_events_are_counted_once_each(events: list[Event], seconds: float, parts: list[str]) -> None:
    tally, now = told(events, seconds)
    assert tally.parts(now) == parts


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.1, "5 s"), (12, "10 s"), (54, "55 s"), (61, "1 min"), (3599, "1 h 0 min"), (9000, "2 h 30 min")],
)
def test_time_is_told_as_roughly_as_it_is_known(seconds: float, words: str) -> None:
    assert in_words(seconds) == words


@pytest.mark.parametrize("width", [1, 5, 12, 20, 40, 60, 80, 132])
@pytest.mark.parametrize("case", ["a-v-bosnia", "案件" * 30, HOSTILE, "x" * 300])
def test_the_line_fits_any_terminal_and_tells_first_how_far_the_run_is(width: int, case: str) -> None:
    tally, now = told([Planned(400), *ended(20, "refused"), Begun(job(case=case))])
    line = fitting(tally, now, width)
    assert cell_len(line) <= width
    assert clean(line) == line
    if width >= 40:
        assert line.startswith("20 of 400  20 not made")
    assert ("a-v-bosnia: advocacy/brief" in line) == (width >= 80 and case == "a-v-bosnia")


def drawn(width: int, events: Sequence[Event]) -> str:
    """Return what a terminal so many columns wide is sent while these events come."""
    sent = io.StringIO()
    console = Console(file=sent, force_terminal=True, width=width, color_system=None, legacy_windows=False)
    clock = Clock()
    with line_of(console, clock) as say:
        for event in events:
            clock.now += 1
            say(event)
    return sent.getvalue()


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_terminal_is_sent_one_line_that_is_taken_away_again_and_no_sign_of_the_data(width: int) -> None:
    sent = drawn(width, [Doing("reading the cases"), Planned(9), Begun(job(case=HOSTILE)), *ended(2)])
    for sign in ("\x1b]", "\x07", "\x9b", "\u202e"):
        assert sign not in sent
    assert sent.endswith("\x1b[?25h\r\x1b[1A\x1b[2K")  # the cursor is shown again, the line is gone
    lines = re.sub(r"\x1b\[[?\d;]*[A-Za-z]", "", sent).replace("\r", "\n").split("\n")
    assert max(map(cell_len, lines)) < width
    assert any("2 of 9" in line for line in lines)
    assert any("━" in line for line in lines) == (width > 72)


def printed(capsys: pytest.CaptureFixture[str], events: Sequence[Event], seconds: float) -> list[str]:
    clock = Clock()
    say = PlainLines(clock)
    for event in events:
        clock.now += seconds
        say(event)
    said = capsys.readouterr()
    assert said.out == ""
    return said.err.splitlines()


def test_a_pipe_is_sent_a_line_every_few_seconds_and_each_failure(capsys: pytest.CaptureFixture[str]) -> None:
    events = [Doing("reading the cases"), Planned(40), *ended(12), Finished(job(12), "refused"), Begun(job(13))]
    assert printed(capsys, events, 1) == [
        "3 of 40, 35 s left, 1.0 a second: reading the cases",
        "8 of 40, 30 s left, 1.0 a second: reading the cases",
        "not made: case-12: advocacy/brief (en, public)",
        "13 of 40, 1 not made, 30 s left, 0.9 a second: case-13: advocacy/brief (en, public)",
    ]


def test_a_run_in_which_all_fails_does_not_flood_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, [Planned(900), *ended(900, "refused")], 0.01)
    assert [line.partition(":")[0] for line in lines].count("not made") == 20
    assert len(lines) == 21


@pytest.mark.parametrize(
    ("events", "lines"),
    [
        ([Doing("reading the cases"), Planned(10), *ended(9), Finished(job(9), "refused")], []),
        ([Planned(2), Waiting(), Waiting()], ["waiting for another build to finish ..."]),
        (
            [Planned(40), Finished(job(case=HOSTILE), "kept")],
            [f"not made: {clean(HOSTILE)}: advocacy/brief (en, public)"],
        ),
    ],
)
def test_a_pipe_is_sent_no_more_than_somebody_wants_to_know(
    events: list[Event], lines: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert printed(capsys, events, 3) == lines


_OF_JOB = {"case": HOSTILE, "template": "advocacy/brief", "language": "en", "audience": "public"}


@pytest.mark.parametrize(
    ("event", "data"),
    [
        (Doing("reading the cases"), {"event": "doing", "words": "reading the cases"}),
        (Waiting(), {"event": "waiting"}),
        (Planned(3), {"event": "planned", "documents": 3}),
        (Begun(job(case=HOSTILE)), {"event": "begun", **_OF_JOB}),
        (Finished(job(case=HOSTILE), "kept"), {"event": "finished", **_OF_JOB, "became": "kept"}),
    ],
)
def test_a_program_is_sent_one_object_of_ascii_a_line(event: Event, data: dict[str, object]) -> None:
    line = json_line(event)
    assert json.loads(line) == data
    assert re.fullmatch(r"[ -~]+", line)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("progress")
    (root / "cases" / "r-v-x").mkdir(parents=True)
    readme = (ROOT / "README.md").read_text("utf-8")
    case = readme.partition("```yaml\n")[2].partition("```")[0]
    (root / "cases" / "r-v-x" / "case.yaml").write_text(case.replace("r-v-exampleland", "r-v-x"), "utf-8")
    return root


def test_the_events_of_a_build_for_programs_go_to_the_error_stream_and_the_result_alone_to_the_output(
    workspace: Path,
) -> None:
    words = ["build", "-w", str(workspace), "-f", "docx", "--as-of", "2026-12-10", "--format", "json"]
    first, second = (CliRunner().invoke(main, words) for _ in range(2))
    for done, became in ((first, "made"), (second, "unchanged")):
        assert json.loads(done.stdout)["status"] == done.exit_code == 0
        events = [json.loads(line) for line in done.stderr.splitlines()]
        assert {"event": "planned", "documents": 2} in events
        ends = [(one["audience"], one["became"]) for one in events if one["event"] == "finished"]
        assert ends == [("filing", became), ("public", became)]
    assert [json.loads(line)["event"] for line in first.stderr.splitlines()].count("begun") == 2
    assert "begun" not in second.stderr
    assert "Nora" not in first.stderr + second.stderr


def test_a_check_tells_what_it_looked_at(workspace: Path) -> None:
    done = CliRunner().invoke(main, ["check", "-w", str(workspace), "--format", "json", "--audience", "public"])
    assert '"became": "checked"' in done.stderr.splitlines()[-1]


@pytest.mark.proof
@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of its own is made as POSIX makes them")
@pytest.mark.parametrize(
    ("variables", "moves"), [({"TERM": "xterm", "NO_COLOR": "1"}, True), ({"TERM": "dumb"}, False)]
)
def test_a_real_terminal_shows_the_line_unless_it_is_dumb_and_no_colour_where_none_is_wanted(
    variables: dict[str, str], moves: bool, workspace: Path
) -> None:
    import pty  # noqa: PLC0415 - not for Windows

    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "40", **variables}
    words = [sys.executable, "-m", "submissions", "check", "-w", str(workspace)]
    done = subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    sent = b""
    while piece := _read(ours):
        sent += piece
    assert done.wait(60) == 0
    assert (b"\x1b[?25l" in sent) == moves
    assert re.search(rb"\x1b\[[\d;]+m", sent) is None


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 4096)
    except OSError:  # Linux says so that nobody writes any more
        return b""


# --- the table at the end ---


def test_the_end_of_a_run_over_several_cases_counts_each_and_says_where_it_lies(tmp_path: Path) -> None:
    case = (ROOT / "README.md").read_text("utf-8").partition("```yaml\n")[2].partition("```")[0]
    for name, text in {
        "a-case": case.replace("r-v-exampleland", "a-case"),
        "broken": case.replace("r-v-exampleland", "broken").replace("protected:", "protcted:"),
        "no-share": case.replace("r-v-exampleland", "no-share").replace(
            ", {scope: share, date: 2026-11-02, form: written}", ""
        ),
    }.items():
        (tmp_path / "cases" / name).mkdir(parents=True)
        (tmp_path / "cases" / name / "case.yaml").write_text(text, "utf-8")
    done = CliRunner().invoke(main, ["build", "-w", str(tmp_path), "--as-of", "2026-12-10", "-f", "docx"])
    shown = tmp_path.as_posix()
    assert done.stdout.splitlines()[-7:-2] == [
        "case      made  not made  lies in",
        f"a-case       2         0  {shown}/output/a-case/",
        f"no-share     1         1  {shown}/output/no-share/",
        "broken       -         -  nothing made: see what is said of it above",
        "",
    ]
