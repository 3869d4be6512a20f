"""Rules over the finished document that the eye would miss: an empty section, a fact too many in a public version."""

from __future__ import annotations

from submissions.case import Case
from submissions.catalogue import Template
from submissions.checks.annexes import check_annexes
from submissions.checks.identifying import check_combinations, check_rules
from submissions.checks.lengths import check_lengths
from submissions.checks.sections import CHECKS
from submissions.document import Document
from submissions.findings import Finding
from submissions.view import CaseView

__all__ = ["check", "check_public"]


def check(document: Document, view: CaseView, template: Template) -> list[Finding]:
    """Return what all checks find in a document."""
    return [finding for one in CHECKS for finding in one(document, view, template)]


def check_public(document: Document, view: CaseView, case: Case) -> list[Finding]:
    """Return the signs by which the readers of a public document could still tell who is meant.

    Nothing is looked for in a document for another audience. No message repeats what it found.
    """
    if view.audience != "public":
        return []
    return [
        *check_rules(document, view, case),
        *check_combinations(document, view, case),
        *check_lengths(document),
        *check_annexes(document, view, case),
    ]
