"""`submissions procedures` and `submissions route`: the mechanisms, and which of them are open to a case."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from submissions.admissibility.rows import ProcedurePage, RouteRow, RuleRow
from submissions.cli.options import DayParameter, format_option, output_folder, today, workspace_option
from submissions.cli.pages import Command
from submissions.cli.report import finding_data, misuse, show_findings, show_json
from submissions.cli.text import clean
from submissions.cli.workspace import CaseName, find_cases, find_workspace, shown_path
from submissions.findings import Finding, Place, has_errors
from submissions.line.outcome import Setting
from submissions.plan import nearest
from submissions.run.serve import Call
from submissions.run.worker import Worker
from submissions.upkeep.calls import DescribeProcedures, RouteCase

RowT = TypeVar("RowT")
_WIDTH: Final = 100
_STATES: Final = {"open": "green", "verify": "yellow", "not-looked-at": "yellow", "closed": "red"}
_MARKS: Final = {"not-looked-at": "LOOK"}


@click.command(cls=Command)
@click.argument("procedure", required=False, metavar="[ID]")
@workspace_option
@format_option
def procedures(procedure: str | None, workspace: Path | None, style: str) -> None:
    """List the mechanisms, or show the rules of one.

    Every rule is shown with its source, the day it was last seen, and how sure it is: A was read in the official text,
    B in a mirror or a careful second source, C in one old or second-hand source, D is not verified at all.

    Examples:
      submissions procedures
      submissions procedures cat-22

    """
    try:
        root = find_workspace(workspace)
    except click.UsageError:
        root = Path.cwd()
    pages, findings = _ask(DescribeProcedures(_setting(root, today())))
    is_faulty = has_errors(findings) and procedure not in {None, *(one.procedure for one in pages)}
    chosen = () if is_faulty else _chosen(pages, procedure)  # a file with a fault is no file that is not there
    if style == "json":
        show_json(_with_findings({"procedures": [_page_data(one) for one in chosen]}, findings, root))
    else:
        show_findings(findings, lambda file: shown_path(root, file))
        for one in chosen:
            _show_page(one, in_full=procedure is not None)
    if has_errors(findings):
        raise click.exceptions.Exit(1)


@click.command(cls=Command)
@click.argument("case", type=CaseName(), metavar="CASE")
@click.option("--as-of", type=DayParameter(), metavar="DATE", help="The day to look from.  [default: today]")
@workspace_option
@format_option
def route(case: str, as_of: date | None, workspace: Path | None, style: str) -> None:
    """Say which mechanisms are open to a case.

    For each of the others the rule that closes it is shown, with the fact of the case and its source. "Verify" means
    that a person must look before anything is filed: the tables of treaties are not complete. "LOOK" marks regional
    courts and commissions, which this program does not examine, with the last day by which you must look at them.

    Examples:
      submissions route a-v-bosnia
      submissions route a-v-bosnia --as-of 2017-11-01

    """
    root = find_workspace(workspace)
    (folder,) = find_cases(root, (case,))
    rows, findings = _ask(RouteCase(_setting(root, as_of or today()), folder))
    if style == "json":
        show_json(_with_findings({"routes": [_route_data(row, root) for row in rows]}, findings, root))
    else:
        show_findings([one for one in findings if one.is_error], lambda file: shown_path(root, file))
        for row in rows:
            _show_route(row, root)
    if has_errors(findings):
        raise click.exceptions.Exit(1)


def _setting(root: Path, as_of: date) -> Setting:
    return Setting(root, as_of, output_folder(root, None), writes=False)


def _ask(call: Call[tuple[tuple[RowT, ...], list[Finding]]]) -> tuple[tuple[RowT, ...], list[Finding]]:
    """Return the rows and findings of a call in the child process."""
    with Worker() as worker:
        return worker.ask(call, Place("rules"), otherwise=())


def _chosen(pages: tuple[ProcedurePage, ...], wanted: str | None) -> tuple[ProcedurePage, ...]:
    if wanted is None:
        return pages
    known = {one.procedure: one for one in pages}
    if wanted not in known:
        guess = nearest(wanted, known)
        hint = f"Did you mean '{guess}'?" if guess else f"Choose among: {', '.join(known)}"
        raise misuse(f"there is no mechanism '{wanted}'\n\n{hint}")
    return (known[wanted],)


def _with_findings(data: dict[str, Any], findings: list[Finding], root: Path) -> dict[str, Any]:
    return {**data, "findings": [finding_data(one, lambda file: shown_path(root, file)) for one in findings]}


def _page_data(one: ProcedurePage) -> dict[str, Any]:
    rules = [
        {key: value for key, value in asdict(row).items() if key not in {"state", "fact", "place", "short_source"}}
        for row in one.rules
    ]
    return {**asdict(one), "sections": list(one.sections), "rules": rules}


def _route_data(row: RouteRow, root: Path) -> dict[str, Any]:
    reasons = [{**asdict(reason), "place": _place(reason, root)} for reason in row.reasons]
    return {**asdict(row), "reasons": reasons}


def _place(row: RuleRow, root: Path) -> str:
    return "" if row.place is None else f"{shown_path(root, row.place.file)}:{row.place.line}"


def _show_page(one: ProcedurePage, *, in_full: bool) -> None:
    template = f"; template {one.template}" if one.template else ""
    click.echo(f"{click.style(clean(one.procedure), bold=True)}  {clean(one.name)}")
    if not in_full:
        click.echo(f"    {len(one.rules)} {'rule' if len(one.rules) == 1 else 'rules'}{template}")
        return
    for line in _wrapped(f"Nothing can be filed: {one.refused}" if one.refused else "", "    "):
        click.secho(line, fg="red")
    if one.sections:
        click.echo(f"\n  Sections, in this order{template}:")
        for number, title in enumerate(one.sections, 1):
            click.echo(f"    {number}. {clean(title)}")
    click.echo("\n  Rules:")
    for row in one.rules:
        weight = row.severity or "information"
        click.echo(f"\n    {click.style(clean(row.rule), bold=True)}  ({weight}, confidence {row.confidence})")
        for label, text in (
            ("", row.requirement), ("check: ", row.verify), ("but: ", row.conflict), ("note: ", row.note),
            ("source: ", row.source),
        ):  # fmt: skip
            for line in _wrapped(text and label + text, "      "):
                click.echo(line)


def _show_route(row: RouteRow, root: Path) -> None:
    mark = click.style(f"{_MARKS.get(row.state, row.state):>8}", fg=_STATES[row.state], bold=row.state == "open")
    asked = "" if row.invoked else "  (no claim of the case rests on its treaty)"
    click.echo(f"{mark}  {click.style(clean(row.procedure), bold=True)}  {clean(row.name)}{asked}")
    for line in _wrapped(row.refused, " " * 10):
        click.echo(line)
    for reason in row.reasons:
        place = _place(reason, root)
        words = f"{reason.requirement} {reason.fact}{f' ({place})' if place else ''}"
        for line in _wrapped(f"- {words}", " " * 10):
            click.echo(line)
        for line in _wrapped(reason.verify and f"  {reason.verify}" if row.state == "not-looked-at" else "", " " * 10):
            click.echo(line)
        for line in _wrapped(f"  {reason.short_source} (confidence {reason.confidence})", " " * 10):
            click.secho(line, dim=True)


def _wrapped(text: str, indent: str) -> Iterator[str]:
    """Yield the lines of a text, none of which can command the terminal."""
    for line in textwrap.wrap(clean(text), _WIDTH - len(indent), subsequent_indent="  ", break_long_words=False):
        yield indent + line
