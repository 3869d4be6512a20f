"""Look for exhibits that name nobody and that only one person can have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from submissions.checks.subject import Subject
from submissions.document import Anchor, plain, walk
from submissions.findings import Finding


def check_annexes(subject: Subject) -> Iterator[Finding]:
    """Hold that an exhibit about somebody whose name is withheld is not listed openly."""
    listed = {
        int(number)
        for node in walk(subject.document.blocks)
        if isinstance(node, Anchor)
        for number in re.findall(r"\d+", plain(node.children))
    }
    hidden = {str(person.id) for person in subject.case.people if "name" in person.withheld_from("public")}
    shown = {str(annex.id) for annex in subject.view.annexes if annex.number in listed and not annex.confidential}
    for annex in subject.case.annexes:
        for person in annex.about:
            if annex.id in shown and person in hidden:
                message = f"the annex '{annex.id}' is about '{person}', whose name is withheld, and is listed openly"
                order = (
                    f"write 'confidential: true' at '{annex.id}' if only '{person}' could have it, or leave 'about' out"
                )
                yield Finding("W367", person.place, message, order)
