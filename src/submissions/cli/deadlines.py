"""`submissions deadlines`: the last days of every mechanism open to each case, and a calendar of them."""

from __future__ import annotations

import hashlib
import textwrap
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import click

from submissions.admissibility.rows import DeadlineRow, is_weekend
from submissions.cli.options import DayParameter, format_option, output_folder, today, workspace_option
from submissions.cli.pages import Command
from submissions.cli.report import finding_data, misuse, show_findings, show_json
from submissions.cli.text import clean
from submissions.cli.workspace import CaseName, find_cases, find_workspace, shown_path
from submissions.findings import Finding, Place, has_errors
from submissions.line.outcome import Setting
from submissions.run.worker import Worker
from submissions.upkeep.calls import FindDeadlines

ALARMS: Final = (30, 7, 1)
"""How many days before the last day a calendar reminds."""

_COLOURS: Final = {
    "perhaps": "red",
    "open": "green",
    "explain": "yellow",
    "explained": "cyan",
    "passed": "red",
    "no-date": "yellow",
}
_WORDS: Final = {
    "perhaps": "UNCERTAIN",
    "open": "open",
    "explain": "explain",
    "explained": "explained",
    "passed": "PASSED",
    "no-date": "no date",
}


@click.command(cls=Command)
@click.argument("cases", nargs=-1, type=CaseName(), metavar="[CASE]...")
@click.option(
    "--ics",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the days that are still to come as a calendar file, with reminders.",
)
@click.option("--as-of", type=DayParameter(), metavar="DATE", help="The day to look from.  [default: today]")
@workspace_option
@format_option
def deadlines(
    *, cases: tuple[str, ...], ics: Path | None, as_of: date | None, workspace: Path | None, style: str
) -> None:  # fmt: skip
    """List the last days of every mechanism, soonest first.

    "Explain" marks mechanisms that know no fixed limit: after that day the filing needs a paragraph that explains the
    time that has passed. A date that is known in part gives the earliest and the latest last day; between the two a
    fixed limit is "uncertain", and may be over. Where a last day falls on a weekend or on a holiday at the seat of the
    body, the working days before and after it are shown: file by the one before, and do not rely on the one after. A
    calendar file names the case by its id only.

    Examples:
      submissions deadlines
      submissions deadlines a-v-bosnia --as-of 2017-11-01
      submissions deadlines --ics deadlines.ics

    """
    root, day = find_workspace(workspace), as_of or today()
    rows, findings = _read(root, day, find_cases(root, cases))
    if style == "json":
        show_json({
            "as_of": day.isoformat(),
            "deadlines": [_data(row, root) for row in rows],
            "findings": [finding_data(one, lambda file: shown_path(root, file)) for one in findings],
        })  # fmt: skip
    else:
        show_findings([one for one in findings if one.is_error], lambda file: shown_path(root, file))
        for row in rows:
            _show(row, root, day)
    if ics is not None:
        _write(ics, rows, day)
    if has_errors(findings):
        raise click.exceptions.Exit(1)


def _read(root: Path, day: date, folders: tuple[str, ...]) -> tuple[list[DeadlineRow], list[Finding]]:
    rows: list[DeadlineRow] = []
    findings: list[Finding] = []
    setting = Setting(root, day, output_folder(root, None), writes=False)
    with Worker() as worker:
        for folder in folders:
            call = FindDeadlines(setting, folder)
            found, faults = worker.ask(call, Place(f"{folder}/case.yaml"), otherwise=())
            rows += found
            findings += faults
    order = list(_WORDS)
    return sorted(rows, key=lambda row: (order.index(row.state), row.earliest or date.max, row.case_id)), findings


def _data(row: DeadlineRow, root: Path) -> dict[str, Any]:
    days = {key: "" if value is None else value.isoformat() for key, value in _days(row).items()}
    place = "" if row.place is None else f"{shown_path(root, row.place.file)}:{row.place.line}"
    return {**asdict(row), **days, "place": place}


def _days(row: DeadlineRow) -> dict[str, date | None]:
    return {name: getattr(row, name) for name in ("earliest", "latest", "next_working", "last_working")}


def _show(row: DeadlineRow, root: Path, day: date) -> None:
    mark = click.style(f"{_WORDS[row.state]:>10}", fg=_COLOURS[row.state], bold=row.state in {"passed", "perhaps"})
    click.echo(f"{mark}  {_day_words(row, day):<34}  {clean(row.case_id)}  {clean(row.name)}")
    place = "" if row.place is None else f" ({shown_path(root, row.place.file)}:{row.place.line})"
    since = f" It runs from {row.since}{place}." if row.since else place
    confidence = f" (confidence {row.confidence})" if row.confidence else ""
    for text in filter(None, (f"{row.requirement}{since}", row.closed, f"{row.source}{confidence}")):
        for line in textwrap.wrap(clean(text), 88, subsequent_indent="  ", break_long_words=False):
            click.secho(" " * 12 + line, dim=True)


def _day_words(row: DeadlineRow, day: date) -> str:
    """Return "2018-05-01, in 23 days", and more days where the day is not certain or the office may be closed on it."""
    if row.earliest is None or row.latest is None:
        return "no date to count from"
    words = row.earliest.isoformat()
    if row.latest != row.earliest:
        words += f" to {row.latest.isoformat()}"
    if row.next_working is not None:
        words += f" ({_closed(row)}; before it {row.last_working}, after it {row.next_working})"
    left = (row.earliest - day).days
    return words if left < 0 else f"{words}, in {left} day{'' if left == 1 else 's'}"


def _closed(row: DeadlineRow) -> str:
    """Return in a word why the office may be closed on a last day."""
    return "weekend" if row.earliest is not None and is_weekend(row.earliest) else "holiday"


def _write(path: Path, rows: list[DeadlineRow], day: date) -> None:
    """Write the days to come as a calendar; the same rows and day give the same bytes."""
    content = calendar(rows, day)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise misuse(f"'{path}' cannot be written: {error.strerror}") from error
    click.echo(f"{path.name}: {content.count(b'BEGIN:VEVENT')} days written.", err=True)


def calendar(rows: list[DeadlineRow], day: date) -> bytes:
    """Return an iCalendar file with an event of a whole day, and its alarms, for every last day that is to come."""
    from icalendar import Alarm, Calendar, Event  # noqa: PLC0415 - only this option needs it

    made = Calendar()
    made.add("prodid", "-//submissions//deadlines//EN")
    made.add("version", "2.0")
    for row in rows:
        if row.earliest is None or row.earliest < day:
            continue
        event = Event()
        identity = "|".join((row.case_id, row.procedure, row.requirement))
        event.add("uid", f"{hashlib.sha256(identity.encode()).hexdigest()[:32]}@submissions")
        event.add("dtstamp", datetime(day.year, day.month, day.day, tzinfo=UTC))
        event.add("dtstart", row.earliest)
        event.add("dtend", row.earliest + timedelta(days=1))
        kind = "Last day" if row.hard else "Explain if later"
        closed = "" if row.last_working is None else f"; {_closed(row)}, file by {row.last_working}"
        event.add("summary", f"{kind}: {row.name} ({row.case_id}){closed}")
        confidence = f" (confidence {row.confidence})" if row.confidence else ""
        event.add("description", "\n".join(filter(None, (row.requirement, row.closed, f"{row.source}{confidence}"))))
        for before in ALARMS:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", f"In {before} day{'' if before == 1 else 's'}: {row.name} ({row.case_id})")
            alarm.add("trigger", timedelta(days=-before))
            event.add_component(alarm)
        made.add_component(event)
    return bytes(made.to_ical())
