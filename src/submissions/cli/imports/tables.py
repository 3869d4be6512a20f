"""The commands of `submissions import` for tables: rows become people, events, remedies or annexes of a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final, get_args

import click

from submissions.cli.options import format_option, today, workspace_option
from submissions.cli.pages import Command
from submissions.cli.report import finding_data, misuse, show_findings, show_json
from submissions.cli.text import clean
from submissions.cli.workspace import CaseName, find_cases, find_workspace, shown_path
from submissions.findings import Finding, Place, has_errors
from submissions.importing.records import DateOrder, Imported, Listed, ShownRow, TableWish
from submissions.line.outcome import Setting
from submissions.run.worker import Worker
from submissions.source.case_file import CASE_FILE
from submissions.upkeep.calls import ReadTable

_ENCODINGS: Final = (
    "utf-8", "utf-16", "windows-1250", "windows-1251", "windows-1252", "windows-1254", "windows-1256", "mac-roman"
)  # fmt: skip
_HELP: Final = """Append the rows of a table to the {listed} of a case.

    FILE is a workbook of Excel (.xlsx) or a text file with separators (.csv). Its first row holds the heads: keys of
    the case file, such as {keys}, or their usual words in English, French, Spanish, Russian or Arabic. Behind a head
    stands the language of its texts, if it is another than the case's: text.fr, or Text (fr). Several values in one
    cell have semicolons between them.

    Each row is shown as it was understood. Nothing is written without --write, and nothing in the case is changed: a
    row whose id is there already is refused. A row without an id gets one of the kind and a number.

    Examples:
      {program} import {listed} {listed}.xlsx --case my-case
      {program} import {listed} {listed}.csv --case my-case --write

    Exit status: 0 all rows were understood, 1 something stands against them and nothing is written, 2 the command was
    not understood.

    """
_KEYS: Final[dict[Listed, str]] = {
    "people": "role, name.given, born",
    "events": "date, text, annexes",
    "remedies": "authority, filed, outcome",
    "annexes": "title, file, date",
}


def _command(listed: Listed) -> click.Command:
    """Return the command for one list of the case file."""

    @click.command(listed, cls=Command, help=_HELP.format(program="submissions", listed=listed, keys=_KEYS[listed]))
    @click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
    @click.option("--case", "case", required=True, type=CaseName(), metavar="CASE", help="The case to append to.")
    @click.option("--write", "writes", is_flag=True, help="Append the rows to the case file.")
    @click.option("--sheet", default="", metavar="NAME", help="The sheet of the workbook, if several hold something.")
    @click.option("--dates", "order", type=click.Choice(["day-first", "month-first"]),
                  help="How dates in figures such as 3/4/2019 are meant; without it they are refused.")  # fmt: skip
    @click.option("--encoding", type=click.Choice(_ENCODINGS), help="The encoding of a text file.  [default: utf-8]")
    @click.option("--include-hidden", is_flag=True, help="Read hidden rows and columns too.")
    @workspace_option
    @format_option
    def run(
        *,
        file: Path,
        case: str,
        writes: bool,
        sheet: str,
        order: DateOrder | None,
        encoding: str | None,
        include_hidden: bool,
        workspace: Path | None,
        style: str,
    ) -> None:
        wish = TableWish(listed, sheet, encoding or "", include_hidden, order, writes)
        _import(file, case, wish, workspace, style)

    return run


def _import(file: Path, case: str, wish: TableWish, workspace: Path | None, style: str) -> None:
    if not file.exists():
        raise misuse(f"there is nothing called '{file.as_posix()}'")
    root = find_workspace(workspace)
    (folder,) = find_cases(root, (case,))
    setting = Setting(root, today(), root / "output", writes=False)
    with Worker() as worker:
        imported, findings = worker.ask(ReadTable(setting, folder, file, wish), Place(file.as_posix()), otherwise=None)
    is_written = False
    if wish.writes and imported is not None and not has_errors(findings):
        from submissions.upkeep.tables import write_imported  # noqa: PLC0415 - only this command needs it

        faults = write_imported(imported, root, folder)
        findings, is_written = findings + faults, not faults

    def show(name: str) -> str:
        return shown_path(root, name) if name.startswith(f"{folder}/") else name

    if style == "json":
        show_json(_data(imported, findings, wish, is_written, show))
    else:
        if imported is not None:
            _show_rows(imported)
        show_findings(findings, show)
        click.echo(_closing(imported, findings, wish, is_written, show(f"{folder}/{CASE_FILE}")))
    if has_errors(findings):
        raise click.exceptions.Exit(1)


def _show_rows(imported: Imported) -> None:
    """Print how the table was read, what each head was taken for, and each row as it was understood."""
    click.echo(clean(f"{imported.name}: {', '.join(imported.how)}"))
    width = max((len(one.head) for one in imported.heads), default=0)
    for head in imported.heads:
        click.echo(f"  {clean(_one_line(head.head)):{width}}  {head.key or 'no key'}")
    for row in imported.rows:
        click.echo()
        made = ", an id made for it" if row.is_made else ""
        click.echo(clean(f"{_cell(row.place)}: {row.id}{made}"))
        _show_values(row)


def _show_values(row: ShownRow) -> None:
    width = max((len(one.key) for one in row.values), default=0)
    for one in row.values:
        beside = f"   (typed: {_one_line(one.typed)})" if one.typed != one.value else ""
        click.echo(clean(f"  {one.key:{width}}  {_one_line(one.value)}{beside}"))


def _one_line(text: str) -> str:
    return text.replace("\n", " ⏎ ")


def _cell(place: Place) -> str:
    """Return where a row begins, as it is found in the program that made the table."""
    return f"line {place.line}" if place.line else place.file.rpartition("!")[2]


def _closing(imported: Imported | None, findings: list[Finding], wish: TableWish, is_written: bool, file: str) -> str:
    """Return one sentence: what was understood, and what became of it."""
    count = len(imported.rows) if imported is not None else 0
    rows = "1 row" if count == 1 else f"{count:,} rows"
    if has_errors(findings) or imported is None:
        return f"{rows} read; nothing is written: mend what is told above first."
    if is_written:
        return f"{rows} appended to '{wish.listed}' in {file}, lines {imported.first_line} to {imported.last_line}."
    return f"{rows} understood; nothing is written yet: look at each, then say it again with --write."


def _data(
    imported: Imported | None, findings: list[Finding], wish: TableWish, is_written: bool, show: Callable[[str], str]
) -> dict[str, Any]:
    """Return the whole import for JSON."""
    heads = imported.heads if imported is not None else ()
    rows = imported.rows if imported is not None else ()
    return {
        "list": wish.listed,
        "file": imported.name if imported is not None else "",
        "how": list(imported.how) if imported is not None else [],
        "heads": [{"cell": str(one.place), "head": one.head, "key": one.key} for one in heads],
        "rows": [
            {
                "cell": str(row.place),
                "id": row.id,
                "is_made": row.is_made,
                "values": [asdict(one) for one in row.values],
            }
            for row in rows
        ],
        "findings": [finding_data(one, show) for one in findings],
        "written": is_written,
    }


TABLES: Final = tuple(map(_command, get_args(Listed)))
"""The commands, one for each list of a case that a table can be brought into."""
