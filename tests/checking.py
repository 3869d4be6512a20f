"""Hold documents of the tests to rows of the table of checks."""

from __future__ import annotations

import datetime
from typing import Any

from submissions.audit.names.search import Searcher
from submissions.case import Case
from submissions.catalogue import Template
from submissions.checks import CHECKS, Draft, Subject
from submissions.checks.lengths import check_words
from submissions.checks.sections import check_levels, check_numbers, check_sections
from submissions.checks.subject import PUBLIC
from submissions.document import Document
from submissions.findings import Finding, Place
from submissions.plan import Job
from submissions.today import Today
from submissions.view import CaseView

_STRUCTURE = {check_sections, check_levels, check_numbers, check_words}


def subject(document: Document, audience: str = "filing", view: CaseView | None = None, **fields: Any) -> Subject:
    """Return a document to be checked; what a check of the test does not look at is left out."""
    job = Job(
        "example", "cases/example", 0, "test/one", document.language, audience, (), Place("cases/example/case.yaml")
    )
    known = {
        "case": None,
        "job": job,
        "template": None,
        "today": Today(datetime.date(2026, 1, 2)),
        "searcher": Searcher(()),
    }
    return Subject(**(known | {"draft": Draft(view, document)} | fields))  # type: ignore[arg-type]


def check(document: Document, view: CaseView, template: Template) -> list[Finding]:
    """Return what the checks of a document's build find, whatever its case."""
    one = subject(document, view.audience, view, template=template)
    return [finding for row in CHECKS if row.look in _STRUCTURE and row.is_due(one) for finding in row.look(one)]


def check_public(document: Document, view: CaseView, case: Case) -> list[Finding]:
    """Return what the checks of public documents alone find; what is protected is not searched for."""
    one = subject(document, view.audience, view, case=case)
    echoes = "looking for words of what is withheld"
    rows = [row for row in CHECKS if row.audiences == PUBLIC and row.said != echoes and row.is_due(one)]
    return [finding for row in rows for finding in row.look(one)]
