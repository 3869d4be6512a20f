"""`submissions doctor`: see whether the machine has what the program needs."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from submissions import __version__
from submissions.cli.options import format_option, output_folder, today
from submissions.cli.pages import Command
from submissions.cli.report import misuse, show_findings, show_json
from submissions.cli.text import clean
from submissions.cli.workspace import find_workspace
from submissions.findings import Place, has_errors
from submissions.line.outcome import Setting
from submissions.publish.fresh import new_file
from submissions.reporting import is_fault
from submissions.run.worker import Stopped, Worker
from submissions.upkeep.calls import ExamineMachine, MakeSpecimens
from submissions.upkeep.doctor import Examination, pango_missing, report

_SIGNS = {"ok": ("ok", "green"), "missing": ("MISSING", "red"), "optional": ("optional", "yellow")}


@click.command(cls=Command)
@format_option
@click.option("--report", "reports", is_flag=True,
              help="Write a report of a fault of the program, without a word of any case, and show it.")  # fmt: skip
@click.option("--fault", default="", metavar="WORDS",
              help="Where in the program it lies, as the program said it: a code or a module and line.")  # fmt: skip
@click.option("--look", "looks", is_flag=True,
              help="Make a specimen of each class of document in the look of the house, in Word and PDF.")  # fmt: skip
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER",
              help="The folder for the specimens.  [default: output/look]")  # fmt: skip
def doctor(*, style: str, reports: bool, fault: str, looks: bool, output: Path | None) -> None:
    """See whether this machine has what it takes.

    Shows what is there, what is missing, and what to install. Run it once after installing, and whenever something does
    not work; its output holds nothing of your cases.

    With --report, writes submissions-report.txt into the current folder: versions, the system, and where in the program
    the fault lies, with no path of yours and no word of a case. It may be shown to anybody. A case never has to be.

    With --look, writes one specimen for each class of document, with all that one may hold, in the look that
    templates/house/house.yaml gives it.

    Examples:
      submissions doctor
      submissions doctor --look
      submissions doctor --format json
      submissions doctor --report --fault E712

    """
    if reports and style == "json":
        raise misuse("a report is text for people; leave '--format json' out")
    if output is not None and not looks:
        raise misuse("--output goes with --look")
    if looks:
        _make_specimens(output)
        return
    if fault and not (reports and is_fault(fault)):
        raise misuse(
            "--fault goes with --report, and takes a code or a place in the program only, as the program said it"
        )
    with Worker() as worker:
        found = worker.run(ExamineMachine())
    if isinstance(found, Stopped):
        found = [pango_missing(f"{found.stage} failed: {found.detail}")]
    if reports:
        _write_report(report(__version__, fault, found))
        return
    if style == "json":
        show_json({"version": __version__, "found": [asdict(examination) for examination in found]})
    else:
        click.echo(f"submissions {__version__}")
        for examination in found:
            _show(examination)
    if any(examination.state == "missing" for examination in found):
        raise click.exceptions.Exit(1)


def _make_specimens(output: Path | None) -> None:
    """Write a specimen of each class in Word and PDF, over those of before."""
    root = _workspace_or_here()
    folder = output or output_folder(root, None) / "look"
    with Worker() as worker:
        asked = MakeSpecimens(Setting(root, today(), output_folder(root, None)))
        made, findings = worker.ask(asked, Place("templates/house/house.yaml"), otherwise={})
    show_findings(findings, str)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in sorted(made.items()):
            (folder / name).write_bytes(content)
            click.echo(f"{(folder / name).as_posix()} written.")
    except OSError as error:
        raise misuse(f"'{folder}' cannot be written: {error.strerror or type(error).__name__}") from error
    if has_errors(findings) or not made:
        raise click.exceptions.Exit(1)


def _workspace_or_here() -> Path:
    try:
        return find_workspace(None)
    except click.UsageError:
        return Path.cwd()


def _write_report(text: str) -> None:
    """Show a report and write it into the current folder under a name that nothing has yet."""
    numbers = (Path(f"submissions-report{number}.txt") for number in ("", *(f"-{one}" for one in range(2, 1000))))
    target = next(path for path in numbers if not path.exists())
    click.echo(text)
    try:
        with new_file(target) as stream:
            stream.write(text.encode("utf-8"))
    except OSError as error:
        raise misuse("the report cannot be written here; copy what is shown above") from error
    click.echo(f"{target.as_posix()} written.")


def _show(examination: Examination) -> None:
    sign, colour = _SIGNS[examination.state]
    click.echo(f"{click.style(f'{sign:>8}', fg=colour)}  {examination.name}: {clean(examination.detail)}")
    if examination.remedy:
        click.echo(f"{'':>8}  to install: {examination.remedy}")
