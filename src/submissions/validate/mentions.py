"""Find people who are named as `@id` where plain text is printed as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from submissions.case import Case
from submissions.case.texts import texts_of
from submissions.findings import Finding
from submissions.values import Mention, Prose, TextWithNames, pieces_of

_ORDER: Final = "write the words that are to be printed: names, addresses and titles of works name nobody as '@id'"


def mention_findings(case: Case) -> Iterator[Finding]:
    """Yield a finding for every `@id` of a person of the case in a text that is no prose."""
    people = {str(person.id) for person in case.people}
    for text in (text for text in texts_of(case) if not isinstance(text, Prose | TextWithNames)):
        for piece in pieces_of(text):
            if isinstance(piece, Mention) and piece.id in people:
                message = f"'{piece.typed}' is printed as it stands here: this is plain text"
                yield Finding("E157", text.place, message, _ORDER)
