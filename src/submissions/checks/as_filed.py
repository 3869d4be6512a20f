"""Tell what a paper that stands as it was filed leaves out of its case."""

from __future__ import annotations

from collections.abc import Iterator

from submissions.case.filed import left_out
from submissions.checks.subject import Subject, submission_of
from submissions.findings import Finding


def check_as_filed(subject: Subject) -> Iterator[Finding]:
    """Hold that a paper as filed has a date and tells nothing that came after it, and say how much it leaves out."""
    paper = submission_of(subject.case, subject.job)
    if not paper.as_filed:
        return
    place = paper.template.place
    if paper.date is None:
        message = "the document is to stand as it was filed, and has no date"
        yield Finding("E817", place, message, "write the 'date' of the document that was filed")
        return
    gone = left_out(subject.case, subject.job.submission)
    for one in gone.untold:
        message = f"the document stands as filed on {paper.date.first}, and this ended later: its outcome is of later"
        order = "write under 'pending' what the document said of it, in the words that were filed"
        yield Finding("E817", one.origin, message, order)
    kinds = (("events", gone.events), ("annexes", gone.annexes), ("remedies", gone.remedies))
    told = ", ".join(f"{word}: {number}" for word, number in (*kinds, ("procedures", gone.procedures)) if number)
    if told:
        message = f"the document stands as filed on {paper.date.first}; what came later is left out ({told})"
        yield Finding(
            "N816", place, message, "write another submission for what is new; the annexes keep their numbers"
        )
