"""Remark on consents that could not be proved later."""

from __future__ import annotations

from submissions.case import Case
from submissions.findings import Finding


def consent_findings(case: Case) -> list[Finding]:
    """Return a remark for each consent by word of mouth or on film that does not say who took it down."""
    return [
        Finding(
            "W149",
            consent.origin,
            f"the {consent.form} consent of '{person.id}' to '{consent.scope}' does not say who took it down",
            "add 'taken_by:' with the name or office of who explained it and heard it",
        )
        for person in case.people
        for consent in person.consent
        if consent.form != "written" and consent.taken_by is None
    ]
