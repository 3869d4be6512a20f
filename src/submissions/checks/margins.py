"""Hold that what stands in a margin is no longer than its page, also where no page is laid out."""

from __future__ import annotations

from submissions.checks.subject import Subject
from submissions.document import Division, walk
from submissions.document.lettering import margin_height
from submissions.findings import Finding


def check_margins(subject: Subject) -> list[Finding]:
    """Report each column in the margin that has no room on a page: Word would let it run off the sheet."""
    page = subject.document.design.measures
    if not page.has_room_beside:
        return []
    margins = (one for one in walk(subject.document.blocks) if isinstance(one, Division) and one.role == "margin")
    order = "shorten what stands in the margin, or move a part of it into the text"
    return [
        Finding("E532", one.place, "what stands in the margin is longer than its page", order)
        for one in margins
        if margin_height(one, page) > page.height
    ]
