"""Find numbers and letters that an author has typed before the title of a claim: templates number their headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from submissions.case import Case
from submissions.findings import Finding
from submissions.values import Text

_FIGURES: Final = re.compile(
    r"\s*(\(?(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,5}|[IVX]{2,5})[.)]\)?|\d{1,2}(?:\.\d{1,2})+)\s+\S"
)
_LETTER: Final = re.compile(r"\s*(\(?([^\W\d_])[.)])\s+\S")
_ORDER: Final = "take it out: the template numbers the headings of the claims"


def numbering_findings(case: Case) -> Iterator[Finding]:
    """Yield a warning for each title of a claim with a number, or the letter of its own place, before it.

    Another letter with a full stop may be somebody's initial: "B. was denied a lawyer".
    """
    for place, claim in enumerate(case.claims):
        for title in claim.title.values():
            typed = _typed(title, place, case)
            if typed:
                words = f"'title' of the claim '{claim.id}' has a number of its own before it: '{typed}'"
                yield Finding("W160", title.place, words, _ORDER)


def _typed(title: Text, place: int, case: Case) -> str:
    figures, letter = _FIGURES.match(title), _LETTER.match(title)
    if figures is not None:
        return figures[1]
    if letter is None or letter[2].lower() not in {chr(ord(first) + place) for first in "a\u0430"}:
        return ""
    called = [str(name) for person in case.people if person.pseudonym is not None for name in person.pseudonym.values()]
    return "" if any(letter[2] in re.split(r"[\W_]+", name) for name in called) else letter[1]
