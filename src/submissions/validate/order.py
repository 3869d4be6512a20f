"""Remark on dates that cannot follow each other as they stand."""

from __future__ import annotations

from collections.abc import Iterator

from submissions.case import Case
from submissions.findings import Finding
from submissions.values import TO_COME, PartialDate


def order_findings(case: Case) -> list[Finding]:
    """Return a remark for each pair of dates of one record of which the later one comes first."""
    pairs = [pair for pair in _pairs(case) if not any(one is not None and one.kind == TO_COME for one in pair[1::2])]
    return [
        Finding(
            "W140",
            later.place,
            f"'{later_key}' comes before '{earlier_key}': {later.first} is before {earlier.first}",
            "check both dates",
        )
        for earlier_key, earlier, later_key, later in pairs
        if earlier is not None and later is not None and (later.last or later.first).latest < earlier.first.earliest
    ]


def _pairs(case: Case) -> Iterator[tuple[str, PartialDate | None, str, PartialDate | None]]:
    """Yield the dates that follow each other, each with its key."""
    for remedy in case.remedies:
        yield "filed", remedy.filed, "decided", remedy.decided
    for person in case.people:
        for consent in person.consent:
            yield "date", consent.date, "withdrawn", consent.withdrawn
    for authority in case.authorities:
        if authority.type == "treaty":
            yield "adopted", authority.adopted, "in_force", authority.in_force
