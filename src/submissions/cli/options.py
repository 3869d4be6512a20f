"""The arguments and options that several commands share, and the request they make together."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import reduce
from pathlib import Path
from typing import Any, TypeVar

import click

from submissions.cli.progress.telling import telling
from submissions.cli.report import misuse, result_data, show_json, show_result
from submissions.cli.workspace import CaseName, TemplateName, find_cases, find_workspace, shown_path
from submissions.formats import FORMATS
from submissions.line.outcome import Setting
from submissions.plan import AUDIENCES, NothingSelectedError, Selection, UnknownNameError
from submissions.run.ahead import usual_jobs
from submissions.run.records import RunRequest
from submissions.run.runner import Then, run
from submissions.run.serve import SECONDS, Limits
from submissions.values.dates import dates_in_words

Command = TypeVar("Command", bound=Callable[..., Any])

workspace_option = click.option(
    "-w",
    "--workspace",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder that holds 'cases'.  [default: found from the current folder upwards]",
)
format_option = click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to report: text for people, json for programs.",
)
output_option = click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder for what is made.  [default: 'output' in the workspace]",
)


class DayParameter(click.ParamType):  # type: ignore[type-arg]  # older releases of click take no argument
    """A calendar day as 2026-11-22."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day; fail on anything else."""
        try:
            return value if isinstance(value, date) else datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=UTC).date()
        except ValueError:
            meant = [str(one) for one in dates_in_words(str(value)) if one.day]
            if meant:
                self.fail(f"'{value}' is not a day as it is written here: write {' or '.join(meant)}", param, ctx)
            self.fail(f"'{value}' is not a day such as 2026-11-22", param, ctx)


def selection_options(command: Command) -> Command:
    """Add the arguments and options that say which documents are meant, and how strictly."""
    options = [
        click.argument("cases", nargs=-1, type=CaseName(), metavar="[CASE]..."),
        click.option("-t", "--template", "templates", multiple=True, type=TemplateName(), metavar="ID",
                     help="Only this template, such as un/cat-complaint. May be repeated."),
        click.option("-l", "--language", "languages", multiple=True, metavar="CODE",
                     help="Only this language, such as en or fr. May be repeated."),
        click.option("--audience", "audiences", multiple=True, type=click.Choice(AUDIENCES),
                     help="Only what this audience gets: 'filing' holds full identities, 'public' holds none. "
                     "May be repeated."),
        click.option("--as-of", type=DayParameter(), metavar="DATE",
                     help="The date to build for; the same date gives the same bytes.  [default: today]"),
        click.option("--strict", is_flag=True, help="Let a warning stop a document as an error does."),
        click.option("--timeout", type=click.FloatRange(0.1, 3600), default=SECONDS, show_default=True,
                     metavar="SECONDS",
                     help="How many seconds of processor time one step of one document may take; by the clock it may "
                     "take ten times as long, so that a busy computer stops nothing."),
        click.option("--jobs", type=click.IntRange(1, 256), envvar="SUBMISSIONS_JOBS", metavar="N",
                     help="How many documents to make at once; the files are the same.  [default: one for each "
                     "processor that memory suffices for]"),
        workspace_option,
        format_option,
    ]  # fmt: skip
    return reduce(lambda wrapped, option: option(wrapped), reversed(options), command)


formats_option = click.option(
    "-f",
    "--file-format",
    "formats",
    multiple=True,
    type=click.Choice(FORMATS),
    help="Only this format, instead of those the case asks for. May be repeated.",
)


def make_request(
    *,
    cases: tuple[str, ...],
    selection: Selection,
    workspace: Path | None,
    output: Path | None,
    as_of: date | None,
    timeout: float,
    jobs: int | None = 1,
    replace: bool = False,
    explains: bool = False,
    **switches: bool,
) -> RunRequest:
    """Return the request for a run; raises click.UsageError for cases that are not there."""
    root = find_workspace(workspace)
    setting = Setting(root, as_of or today(), output_folder(root, output), **switches)
    limits = Limits(seconds=timeout)
    found, at_once = find_cases(root, cases), jobs or usual_jobs()
    return RunRequest(setting, found, selection, limits, replace, is_whole=not cases, jobs=at_once, explains=explains)


def output_folder(workspace: Path, output: Path | None) -> Path:
    """Return the output folder as an absolute path; links in it are left as they are."""
    return workspace / "output" if output is None else Path(os.path.abspath(output))  # noqa: PTH100 - resolve() would follow links


def today() -> date:
    """Return the date to build for where none is given: SOURCE_DATE_EPOCH if it is set, else the user's own day."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return date.today()


def run_and_report(
    request: RunRequest, style: str, *, every_rule: bool = False, then: Then = lambda worker, result: result
) -> None:
    """Run the request, do `then` what follows, report, and leave with status 1 if anything stands against it."""
    workspace = request.setting.workspace

    def show(file: str) -> str:
        return shown_path(workspace, file)

    try:
        with telling(style) as say:
            result = run(request, say, then=then)
    except UnknownNameError as error:
        names = ", ".join(error.known)
        hint = f"Did you mean '{error.nearest}'?" if error.nearest else f"Choose among: {names}"
        if not names:
            hint = "See first what is wrong with the cases, with: submissions check"
        raise misuse(f"{error}\n\n{hint}") from error
    except NothingSelectedError as error:
        hint = "See what a case asks for under 'submissions' in its case.yaml."
        if request.setting.draft and request.is_whole:
            hint += " To try a template on a case that does not list it, name the case too."
        raise misuse(f"{error}\n\n{hint}") from error
    if style == "json":
        show_json(result_data(result, show))
    else:
        show_result(result, show, every_rule=every_rule)
    if result.failed:
        raise click.exceptions.Exit(1)
