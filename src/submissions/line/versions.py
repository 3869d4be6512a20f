"""Compare how the public and the filing version of a document count: each reader must find the other's numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from pathlib import Path

from submissions.case import Case
from submissions.catalogue import House, Template
from submissions.compose import authorities_of, compose
from submissions.document import Anchor, Document, Heading, Note, Paragraph, Picture, Table, plain, walk
from submissions.findings import Finding, Place
from submissions.plan import Job
from submissions.transforms import transform
from submissions.view import view_case


def other_numbers(  # noqa: PLR0917  what the line makes a document of, in its order
    document: Document, case: Case, job: Job, template: Template, house: House, as_of: date, folder: Path
) -> list[Finding]:
    """Return where a public document stops counting as its filing version does.

    The filing version is composed anew, in memory alone. Nothing is compared where the case makes no filing version.
    """
    submission = case.submissions[job.submission]
    if job.audience != "public" or "filing" not in submission.audiences or "filing" not in template.audiences:
        return []
    view, _ = view_case(case, submission, "filing", house.languages.of(job.language), as_of, folder)
    draft, _ = compose(view, template, house)
    if draft is None:
        return []
    style, labels = house.citations[job.language], house.labels[job.language]
    filing, _ = transform(draft, authorities_of(view, house), style, labels, case.case.language)
    for mine, other in zip_longest(_numbers(document), _numbers(filing)):
        if mine is None or other is None or mine[0] != other[0]:
            name, place = mine or other or ("", template.place)
            message = f"the public version counts otherwise than the filing version from here on: {name}"
            order = "leave nothing out for one audience alone: withhold it with {.redact}, which keeps the numbers"
            return [Finding("W368", place, message, order)]
    return []


def _numbers(document: Document) -> Iterator[tuple[str, Place]]:
    """Yield everything that is counted, in reading order, without its words."""
    for node in walk(document.blocks):
        match node:
            case Heading():
                yield f"section {node.label}".strip(), node.place
            case Paragraph() if node.number:
                yield f"paragraph {node.number}", node.place
            case Note():
                yield f"note {node.number}", node.place
            case Anchor():
                yield plain(node.children), node.place
            case Table() | Picture() if node.label:
                yield node.label, node.place
            case _:
                pass
