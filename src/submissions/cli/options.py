"""The arguments and options that several commands share, and the request they make together."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from dataclasses import replace as replaced
from datetime import UTC, date, datetime
from functools import reduce
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any, TypeVar

import click

from submissions.cli.progress.telling import telling
from submissions.cli.report import finish, misuse, result_data, show_json, show_result
from submissions.cli.workspace import CaseName, TemplateName, find_cases, find_workspace, shown_path
from submissions.formats import FORMATS
from submissions.gate import can_be_a_file_name
from submissions.installation import order_to_install
from submissions.line.outcome import Setting
from submissions.plan import AUDIENCES, NothingSelectedError, Selection, UnknownNameError
from submissions.run.ahead import usual_jobs
from submissions.run.records import Result, RunRequest
from submissions.run.runner import Then, run
from submissions.run.serve import SECONDS, Limits
from submissions.values.dates import dates_in_words

if TYPE_CHECKING:
    from submissions.remote.address import Remote
    from submissions.run.cluster.address import ClusterWish

Command = TypeVar("Command", bound=Callable[..., Any])

_CERTIFICATES = "certificates"
Typed = tuple[str | None, Path | None]
"""A cluster as it was typed: its address, and the folder of its certificates."""

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
    cluster: Typed = (None, None),
    **switches: bool,
) -> RunRequest:
    """Return the request for a run; raises click.UsageError for cases that are not there."""
    if switches.get("draft") and switches.get("strict"):
        raise misuse("--draft and --strict cannot go together: whatever is missing only warns of a draft")
    root = find_workspace(workspace)
    setting = Setting(root, as_of or today(), output_folder(root, output), **switches)
    limits = Limits(seconds=timeout)
    found, at_once = find_cases(root, cases), jobs or usual_jobs()
    return RunRequest(
        setting,
        found,
        selection,
        limits,
        replace,
        is_whole=not cases,
        jobs=at_once,
        explains=explains,
        cluster=_wished_cluster(*cluster),
    )


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
    request: RunRequest,
    style: str,
    *,
    every_rule: bool = False,
    then: Then = lambda builder, result: result,
    after: Callable[[Result], Result] = lambda one: one,
) -> None:
    """Run the request, report, and leave with status 1 if anything stands against it.

    What is done `then` still has the children of the run, what is done `after` has not.
    """
    workspace = request.setting.workspace

    def show(file: str) -> str:
        return shown_path(workspace, file)

    try:
        with telling(style) as say:
            result = after(run(request, say, then=then))
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


# --- other computers at work ---


def cluster_options(command: Command) -> Command:
    """Add the options that name a cluster and its certificates."""
    named = click.option(
        "--cluster",
        metavar="ADDRESS",
        callback=lambda ctx, _, value: (value, ctx.meta.get(_CERTIFICATES)),
        help="Have a cluster of Dask make the documents: tls://HOST:PORT, or 'local' for one on this machine.",
    )
    certified = click.option(
        "--cluster-certificates",
        _CERTIFICATES,
        expose_value=False,
        is_eager=True,
        callback=_keep_certificates,
        type=click.Path(path_type=Path),
        metavar="FOLDER",
        help="The folder with ca.pem, cert.pem and key.pem for it.  [default: as Dask is configured]",
    )
    return named(certified(command))


def _keep_certificates(ctx: click.Context, _: click.Parameter, folder: Path | None) -> None:
    """Keep the folder of certificates for the option that names the cluster, which is read after it."""
    ctx.meta[_CERTIFICATES] = folder


def _wished_cluster(address: str | None, certificates: Path | None) -> ClusterWish | None:
    """Return the cluster that is asked for; raises click.UsageError for one that nothing may be sent to."""
    if address is None:
        if certificates is not None:
            raise misuse("--cluster-certificates goes with --cluster")
        return None
    from submissions.run.cluster.address import AddressRefusedError, ClusterWish, read_address  # noqa: PLC0415 - only
    from submissions.run.cluster.link import check_wish  # noqa: PLC0415 - where a cluster is asked for

    try:
        wish = ClusterWish(read_address(address), certificates)
        check_wish(wish)
    except AddressRefusedError as error:
        raise misuse(str(error)) from error
    except ImportError as error:
        order = order_to_install(extra="cluster")
        raise misuse(f"--cluster wants a library that is not installed\n\nInstall it: {order}") from error
    return wish


# --- cases and folders at an address ---


@dataclass(frozen=True, slots=True)
class _Addresses:
    """Where cases are fetched from and finished folders copied to; None where it is the workspace itself."""

    cases: Remote | None = None
    copies: Remote | None = None

    def copy(self, result: Result) -> Result:
        """Copy the finished folders of a run where that is asked for, and add what is to be said of it."""
        if self.copies is None:
            return result
        from submissions.remote.copying import copy_folders, finished_folders  # noqa: PLC0415 - only where it is asked

        return replaced(result, findings=(*result.findings, *copy_folders(self.copies, finished_folders(result))))


def address_options(command: Command) -> Command:
    """Add the options that name addresses of fsspec."""
    given = click.option(
        "--cases-from",
        metavar="ADDRESS",
        expose_value=False,
        is_eager=True,
        callback=lambda ctx, _, value: ctx.meta.update({_CASES_FROM: value}),
        help="Fetch the workspace from an address, such as s3://BUCKET/FOLDER, into a folder for you only.",
    )
    copied = click.option(
        "--copy-to",
        "addresses",
        metavar="ADDRESS",
        callback=lambda ctx, _, value: (ctx.meta.get(_CASES_FROM), value),
        help="Copy each finished folder to an address, its manifest last, and read every file back.",
    )
    return given(copied(command))


_CASES_FROM = "cases from"


def _addresses(cases: str | None, copies: str | None) -> _Addresses:
    """Open the addresses that are named; raises click.UsageError."""
    from submissions.remote.address import AddressUnusableError, open_remote  # noqa: PLC0415 - only where it is asked

    try:
        return _Addresses(*(None if one is None else open_remote(one) for one in (cases, copies)))
    except AddressUnusableError as error:
        raise misuse(str(error)) from error
    except ImportError as error:
        order = order_to_install(extra="cluster")
        raise misuse(f"addresses want a library that is not installed\n\nInstall it: {order}") from error


@contextmanager
def at_hand(
    typed: tuple[str | None, str | None], cases: Sequence[str], workspace: Path | None, output: Path | None
) -> Iterator[tuple[Path | None, Callable[[Result], Result]]]:
    """Give the workspace to build in, fetched before and removed afterwards where asked, and what is done then.

    A workspace that is fetched goes into the empty folder that is named, and stays there; else into one for its owner
    only, which is removed. Raises click.UsageError.
    """
    addresses = _addresses(*typed)
    if addresses.cases is None:
        yield workspace, addresses.copy
        return
    if workspace is None and output is None and addresses.copies is None:
        raise misuse("what is made would be removed with the cases\n\nSay where it goes with --output or --copy-to.")
    if workspace is not None and any(workspace.iterdir()):
        raise misuse(f"cases are fetched into an empty folder only, and '{workspace}' is not empty")
    with _private_folder() if workspace is None else nullcontext(workspace) as folder:
        _fetch(addresses.cases, cases, folder.resolve())
        yield folder.resolve(), addresses.copy


@contextmanager
def _private_folder() -> Iterator[Path]:
    """Give a folder for its owner only, which is removed afterwards, also where this process is killed."""
    from submissions.run.cluster.keeper import end_keeper, start_keeper  # noqa: PLC0415 - only where it is asked for

    folder = Path(mkdtemp(prefix="submissions-"))
    keeper = start_keeper(folder)
    try:
        yield folder
    finally:
        end_keeper(keeper)


def _fetch(remote: Remote, cases: Sequence[str], target: Path) -> None:
    """Fetch a workspace; leave with status 1 where it could not be fetched whole."""
    from submissions.remote.fetching import fetch  # noqa: PLC0415 - only where it is asked for

    target.chmod(0o700)
    for name in cases:
        if not can_be_a_file_name(name):
            raise misuse(f"a case that is fetched is named by its id: '{name}' is none")
    finish(fetch(remote, cases, target))
