"""Show findings and results: text for people, JSON for programs; nothing of the data can command the terminal."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from submissions.cli.rules import rules_data, show_rules
from submissions.cli.text import clean, counted
from submissions.findings import Finding, Severity, has_errors
from submissions.plan import Job
from submissions.publish.contents import REPORT
from submissions.report.records import STATES
from submissions.run.records import OutputRow, Result

Show = Callable[[str], str]
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_STYLES = {"kept": "yellow", "refused": "red"}
_SEVERAL = 2
_ROWS_MAX = 200
"""Files of which a run lists every one; of more it lists what changed, and counts the rest."""


def misuse(message: str) -> click.UsageError:
    """Return the exception for wrong use of a command, whose message may hold what the user typed."""
    return click.UsageError("\n".join(clean(line) for line in message.split("\n")))


Weigh = Callable[[Finding], Severity]
"""Says what a finding weighs in this run."""


def its_own(finding: Finding) -> Severity:
    """Return what a finding weighs by itself."""
    return finding.severity


def show_findings(findings: Iterable[Finding], show: Show, *, weigh: Weigh = its_own, apart: bool = True) -> None:
    """Print findings: `file:line:col: severity[CODE]: message`, then indented help and rule.

    They go to stderr, `apart` from what the command makes, or else to stdout, where they are what it is asked for.
    """
    for finding in findings:
        severity = weigh(finding)
        label = click.style(f"{severity.value}[{finding.code}]", fg=_COLOURS[severity], bold=True)
        click.echo(f"{clean(show_place(finding, show))}: {label}: {clean(finding.message)}", err=apart)
        for name, text in (("help", finding.help), ("rule", finding.rule)):
            for number, line in enumerate(text.splitlines()):
                click.echo(f"    {name + ':' if number == 0 else ' ' * len(name) + ' '} {clean(line)}", err=apart)


def show_place(finding: Finding, show: Show) -> str:
    """Return the place of a finding with the path as the user can open it."""
    place = finding.place
    numbers = [str(number) for number in (place.line, place.column) if number]
    return ":".join([show(place.file), *numbers])


def finding_data(finding: Finding, show: Show, weigh: Weigh = its_own) -> dict[str, Any]:
    """Return a finding for JSON; line and column are 0 where the file as a whole is meant."""
    return {
        "code": finding.code,
        "severity": weigh(finding).value,
        "file": show(finding.place.file),
        "line": finding.place.line,
        "column": finding.place.column,
        "message": finding.message,
        "help": finding.help,
        "rule": finding.rule,
    }


def show_json(data: object) -> None:
    """Print data to stdout as JSON that is plain ASCII, so that no terminal can stumble over it."""
    click.echo(json.dumps(data, indent=2))


def result_data(result: Result, show: Show) -> dict[str, Any]:
    """Return the whole result of a build or a check for JSON."""
    written = {"report": show(report) if (report := _report_of(result)) else ""} if result.setting.writes else {}
    return {
        "cases": result.cases,
        "documents": result.documents,
        "as_of": result.setting.as_of.isoformat(),
        "outputs": [_row_data(row, show) for row in result.rows],
        "rules": [rules_data(job, rows, show) for job, rows in result.rules],
        "findings": [finding_data(finding, show, result.setting.weight) for finding in result.findings],
        **written,
        "status": int(result.failed),
        **({"reasons": [_reason_data(*one) for one in result.reasons]} if result.reasons else {}),
    }


def _reason_data(job: Job, reason: str) -> dict[str, str]:
    names = {"case": job.case_id, "template": job.template, "language": job.language, "audience": job.audience}
    return {**names, "reason": reason}


def _report_of(result: Result) -> str:
    """Return the report that the run wrote, "" where it wrote none."""
    setting = result.setting
    path = f"{setting.shown_output}/{REPORT}"
    is_new = setting.writes and not any((one.code, one.place.file) == ("W746", path) for one in result.findings)
    return path if is_new and (setting.output / REPORT).is_file() else ""


def _row_data(row: OutputRow, show: Show) -> dict[str, Any]:
    return {
        "path": show(row.path),
        "case": row.job.case_id,
        "template": row.job.template,
        "language": row.job.language,
        "audience": row.job.audience,
        "format": row.file_format,
        "state": row.state,
        "pages": row.pages,
        "words": row.words,
        "bytes": row.size,
        "sha256": row.sha256,
    }


def show_result(result: Result, show: Show, *, every_rule: bool = False) -> None:
    """Print the findings, a table of what became of each output or of each rule, and a closing sentence.

    A build prints its findings to stderr; a check is asked for them, and prints them with the rules to stdout.
    """
    show_findings(result.findings, show, weigh=result.setting.weight, apart=result.setting.writes)
    for job, reason in result.reasons:
        click.echo(clean(f"{job}: {reason or 'nothing that it is made from has changed'}"))
    if result.rows:
        _show_table(result.rows, show)
        _show_cases(result, show)
    for job, rows in () if result.setting.writes else result.rules:
        show_rules(job, rows, show, every_rule=every_rule)
    if report := _report_of(result):
        click.echo(f"{clean(show(report))} shows it all on one page, for you alone.")
    click.echo(("\n" if result.rules and not result.setting.writes else "") + _closing(result))


def _show_table(rows: Sequence[OutputRow], show: Show) -> None:
    """Print a line for each output below its folder; of very many files those in which nothing changed are left out."""
    from rich.cells import cell_len  # noqa: PLC0415 - slow to import, and --help needs none of it

    shown = [row for row in rows if row.state != "unchanged"] if len(rows) > _ROWS_MAX else list(rows)
    cells = [_cells(row, show) for row in shown]
    folders = [(f"{clean(path)}/", "", "") for path in dict.fromkeys(path for path, _, _ in cells)]
    columns = zip(*(*folders, *(line for _, line, _ in cells)), strict=True)
    widths = [max(map(cell_len, column)) for column in columns]
    folder = ""
    for row, (path, (name, pages, words), state) in zip(shown, cells, strict=True):
        if path != folder:
            folder = path
            click.secho(clean(f"{folder}/"), bold=True)
        line = f"{_filled(name, widths[0])}  {pages:>{widths[1]}}  {words:>{widths[2]}}  "
        click.echo(line + click.style(state, fg=_STYLES.get(row.state, "green")))


def _cells(row: OutputRow, show: Show) -> tuple[str, tuple[str, str, str], str]:
    """Return the folder of an output, the cells of its line, and what became of it."""
    path, _, name = show(row.path).rpartition("/")
    pages = counted(row.pages, "page") if row.pages else ""
    words = counted(row.words, "word") if row.words else ""
    return path, (clean(f"  {name}"), pages, words), STATES[row.state]


def _filled(text: str, width: int) -> str:
    """Return a text with spaces behind it, as wide as is wanted where letters may be two columns wide."""
    from rich.cells import cell_len  # noqa: PLC0415

    return text + " " * (width - cell_len(text))


def _show_cases(result: Result, show: Show) -> None:
    """Print a line for each case of a run over several: how many files, what became of them, and where they lie."""
    unread = {one.place.file.removesuffix("/case.yaml") for one in result.findings if result.setting.stops(one)}
    folders = {row.job.folder: row.job.case_id for row in result.rows}
    became: dict[str, list[str]] = {}
    for row in result.rows:
        became.setdefault(row.job.folder, []).append(row.state)
    folders |= {folder: "" for folder in sorted(unread) if folder.startswith("cases/") and folder not in folders}
    if len(folders) < _SEVERAL:
        return
    states = [state for state in STATES if any(row.state == state for row in result.rows)]
    lines = [["case", *(STATES[state].partition(":")[0] for state in states), "lies in"]]
    for folder, case in folders.items():
        own = became.get(folder, [])
        place = (
            show(f"{result.setting.shown_output}/{case}") + "/"
            if case
            else "nothing made: see what is said of it above"
        )
        name = case or folder.rpartition("/")[2]
        lines.append([clean(name), *(str(own.count(state)) if own else "-" for state in states), clean(place)])
    wide = [max(map(len, column)) for column in zip(*lines, strict=True)]
    click.echo()
    for name, *counts, place in lines:
        figures = "".join(f"  {count:>{width}}" for count, width in zip(counts, wide[1:], strict=False))
        click.echo(f"{name:<{wide[0]}}{figures}  {place}")
    click.echo()


def _closing(result: Result) -> str:
    """Return one sentence: what was done, and what stands."""
    severities = [result.setting.weight(finding) for finding in result.findings]
    counts = ", ".join(
        counted(severities.count(severity), severity.value)
        for severity in Severity
        if severities.count(severity) or severity is not Severity.NOTE
    )
    if not result.setting.writes:
        return f"{counted(result.cases, 'case')}, {counted(result.documents, 'document')} checked: {counts}."
    states = [row.state for row in result.rows]
    done = [f"{counted(states.count('made'), 'file')} made"]
    done += [f"{states.count('unchanged')} unchanged"] if "unchanged" in states else []
    done += [f"{states.count('kept')} kept"] if "kept" in states else []
    done += [f"{states.count('refused')} not made"] if "refused" in states else []
    return f"{', '.join(done)}; {counts}."


def require(paths: tuple[Path, ...]) -> None:
    """Refuse a name under which nothing stands, as wrong use; raises click.UsageError."""
    for path in paths:
        if not os.path.lexists(path):
            raise misuse(f"there is nothing called '{path.as_posix()}'")


def finish(findings: list[Finding]) -> None:
    """Show what is to be said of it, and leave with status 1 if anything stands against it."""
    show_findings(findings, lambda file: file)
    if has_errors(findings):
        raise click.exceptions.Exit(1)
