"""Show what became of the rules of a mechanism: as a table for people, as JSON for programs."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import click

from submissions.admissibility.rows import RuleRow
from submissions.cli.text import clean
from submissions.plan import Job

_MARKS: Final = {
    "contradicted": "AGAINST",
    "missing": "MISSING",
    "verify": "verify",
    "asserted": "asserted",
    "met": "met",
    "information": "note",
}
_COLOURS: Final = {
    "contradicted": "red",
    "missing": "red",
    "verify": "yellow",
    "asserted": "yellow",
    "met": "green",
    "information": "cyan",
}
_ORDER: Final = tuple(_MARKS)
_COUNTED: Final = (
    ("met", "met"),
    ("asserted", "asserted"),
    ("missing", "missing"),
    ("contradicted", "contradicted"),
    ("verify", "to verify"),
)
_IN_ORDER: Final = frozenset({"met", "information"})
_WIDTH_MAX: Final = 110
_INDENT: Final = " " * 10


def rules_data(job: Job, rows: tuple[RuleRow, ...], show: Callable[[str], str]) -> dict[str, Any]:
    """Return the table of one document for JSON."""
    return {
        "case": job.case_id,
        "template": job.template,
        "language": job.language,
        "audience": job.audience,
        "rules": [_row_data(row, show) for row in rows],
    }


def _row_data(row: RuleRow, show: Callable[[str], str]) -> dict[str, Any]:
    place = row.place
    return {
        "procedure": row.procedure,
        "rule": row.rule,
        "requirement": row.requirement,
        "state": row.state,
        "fact": row.fact,
        "file": show(place.file) if place is not None else "",
        "line": place.line if place is not None else 0,
        "column": place.column if place is not None else 0,
        "source": row.source,
        "confidence": row.confidence,
        "verify": row.verify,
        "conflict": row.conflict,
        "note": row.note,
    }


def show_rules(job: Job, rows: tuple[RuleRow, ...], show: Callable[[str], str], *, every_rule: bool = False) -> None:
    """Print the table of one document: what is required, whether it is met, on what fact, by which source.

    What needs the reader comes first. What is in order is one line, unless `every_rule` is asked for.
    """
    counts = ", ".join(f"{sum(row.state == state for row in rows)} {word}" for state, word in _COUNTED)
    click.secho(f"\n{clean(str(job))}: {rows[0].procedure}, {counts}", bold=True)
    for row in sorted(rows, key=lambda row: _ORDER.index(row.state)):
        for line in _lines(row, show) if every_rule or row.state not in _IN_ORDER else ():
            click.echo(line)
    folded = [row for row in rows if row.state in _IN_ORDER]
    if folded and not every_rule:
        click.echo(_folded(folded))


def _folded(rows: Sequence[RuleRow]) -> str:
    """Return the one line that stands for what is in order."""
    met = sum(row.state == "met" for row in rows)
    parts = [f"{met} {'rule' if met == 1 else 'rules'}"] if met else []
    parts += [f"{len(rows) - met} to bear in mind"] if len(rows) > met else []
    return f"{click.style('     met' if met else '    note', fg='green')}  {', '.join(parts)}; --all lists them"


def _lines(row: RuleRow, show: Callable[[str], str]) -> Iterator[str]:
    """Yield the lines of one rule, as wide as the terminal allows."""
    width = min(shutil.get_terminal_size().columns, _WIDTH_MAX) - len(_INDENT)
    mark = click.style(f"{_MARKS[row.state]:>8}", fg=_COLOURS[row.state], bold=row.state in {"missing", "contradicted"})
    first, *rest = textwrap.wrap(clean(row.requirement), width) or [""]
    yield f"{mark}  {first}"
    yield from (f"{_INDENT}{line}" for line in rest)
    place = "" if row.place is None else f" ({clean(show(row.place.file))}:{row.place.line})"
    source = f"{row.short_source} (confidence {row.confidence})"
    for label, text in (
        ("fact", row.fact and f"{row.fact}{place}"),
        ("check", row.verify if row.state == "verify" else ""),
        ("but", row.conflict),
        ("note", row.note),
        ("source", source),
    ):
        if text:
            lines = textwrap.wrap(f"{label}: {clean(text)}", width, subsequent_indent="  ", break_long_words=False)
            yield from (click.style(f"{_INDENT}{line}", dim=label == "source") for line in lines)
