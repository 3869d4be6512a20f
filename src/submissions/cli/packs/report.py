"""Report what became of packs, and which are due: text for people, JSON for programs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from submissions.cli.report import finding_data, show_findings, show_json
from submissions.cli.text import clean, counted
from submissions.cli.workspace import shown_path
from submissions.findings import Finding, has_errors

if TYPE_CHECKING:
    from submissions.packs.due import DueRow
    from submissions.packs.running import PackResult, PackRow, PackState

_STATES: Final[dict[PackState, str]] = {"made": "made", "unchanged": "unchanged", "refused": "not made"}


def report_packs(result: PackResult, root: Path, style: str) -> None:
    """Print what became of each receiver's pack, and what is missing."""

    def show(file: str) -> str:
        return shown_path(root, file)

    if style == "json":
        show_json({
            "as_of": result.setting.as_of.isoformat(),
            "packs": [_pack_data(row, root) for row in result.rows],
            "findings": [finding_data(one, show) for one in result.findings],
            "status": int(result.failed),
        })  # fmt: skip
        return
    show_findings(result.findings, show)
    for row in result.rows:
        click.echo(clean(f"{show(row.folder)}/  {_told(row)}"))
    states = [row.state for row in result.rows]
    lacking = sum(len(row.lacking) for row in result.rows)
    told = [f"{states.count(state)} {words}" for state, words in _STATES.items() if states.count(state)]
    missing = f"; {counted(lacking, 'document')} missing" if lacking else ""
    click.echo(f"{counted(len(states), 'pack')}: {', '.join(told) or 'none made'}{missing}.")


def _told(row: PackRow) -> str:
    """Return in a few words what a pack holds."""
    if row.state == "refused":
        return _STATES[row.state]
    lacking = f", {len(row.lacking)} missing" if row.lacking else ""
    size = f"{row.size / 1_000_000:.1f} MB"
    return f"{counted(row.documents, 'document')}, {counted(row.pages, 'page')}, {size}{lacking}  {_STATES[row.state]}"


def _pack_data(row: PackRow, root: Path) -> dict[str, Any]:
    return {
        "pack": row.pack,
        "recipient": row.receiver,
        "folder": shown_path(root, row.folder),
        "state": row.state,
        "documents": row.documents,
        "pages": row.pages,
        "files": [{"name": name, "bytes": size} for name, size in row.files],
        "missing": [
            {
                "case": one.case_id,
                "template": one.template,
                "language": one.language,
                "code": one.reason.code,
                "reason": one.reason.message,
                "place": str(one.reason.place),
            }
            for one in row.lacking
        ],
    }


def report_due(rows: Sequence[DueRow], findings: Sequence[Finding], root: Path, style: str) -> None:
    """Print the packs by their deadlines, each with what is missing."""

    def show(file: str) -> str:
        return shown_path(root, file)

    if style == "json":
        show_json({
            "packs": [
                {
                    "pack": row.pack,
                    "session": row.session,
                    "deadline": row.deadline,
                    "days": row.days,
                    "documents": row.documents,
                    "recipients": row.receivers,
                    "made": row.made,
                    "missing": list(row.missing),
                }
                for row in rows
            ],
            "findings": [finding_data(one, show) for one in findings],
            "status": int(has_errors(findings)),
        })  # fmt: skip
        return
    show_findings(findings, show)
    for row in rows:
        click.echo(clean(f"{row.deadline or 'no deadline'}  {_when(row)}{row.pack}: {row.session}"))
        click.echo(f"    {counted(row.documents, 'document')}; {row.made} of {counted(row.receivers, 'pack')} made")
        for one in row.missing:
            click.echo(clean(f"    missing: {one}"))


def _when(row: DueRow) -> str:
    if row.days is None:
        return ""
    if row.days < 0:
        return f"OVER since {counted(-row.days, 'day')}  "
    return "today  " if row.days == 0 else f"in {counted(row.days, 'day')}  "
