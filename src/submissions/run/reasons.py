"""Say in words why a document is made anew, by the parts that have changed since it was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from submissions.run.sources import DAY

_WORDS: Final[Mapping[str, str]] = {
    DAY: "the day",
    "run": "what is asked of it",
    "case": "a file of its case",
    "template": "its template",
    "house": "a file of the house, or what templates share",
    "texts": "the texts that templates ask for",
    "rules": "the rules of a mechanism",
    "program": "the program, or a library that it uses",
}


def reason_for(changed: Sequence[str] | None) -> str:
    """Return why a document is made, "" where nothing that it is made from has changed; None: it never was made."""
    if changed is None:
        return "it was not made before"
    return " and ".join(_WORDS[part] for part in changed) + " changed" if changed else ""
