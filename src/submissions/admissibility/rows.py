"""What travels between processes and so takes no time to load: lengths, and the rows of the table of rules."""

from __future__ import annotations

from dataclasses import dataclass

from submissions.findings import Place


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long the document is, as far as it is known: None where it was not written yet."""

    words: int | None = None
    words_in_notes: int | None = None
    pages: int | None = None
    pages_of_cover: int = 0


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule and what became of it, in the words of one language; `place` is where its fact stands in the case."""

    procedure: str
    rule: str
    requirement: str
    state: str
    fact: str
    place: Place | None
    source: str
    short_source: str
    confidence: str
    verify: str = ""
    conflict: str = ""
    note: str = ""
