"""Read a text of the case for words that speak against what it is there to say.

That a text holds them proves nothing: a person is to look at the place. The words stand in `rules/doubts.csv`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from submissions.admissibility.answers import Situation
from submissions.admissibility.prose import SENTENCE_END, pattern
from submissions.findings import Place
from submissions.packaged import packaged_rows
from submissions.values import LocalisedProse, Prose


class _Doubt(NamedTuple):
    """A pattern of words that raise a doubt, and one of words before them that take it away."""

    words: re.Pattern[str]
    unless: re.Pattern[str] | None


def doubt_of(name: str, situation: Situation) -> tuple[str, Place] | None:
    """Return the first words in a text that speak against it, in the document's language, and their place, or None."""
    for found in situation.find(f"texts.{name}"):
        value = found.value
        prose = value.get(situation.language, value.get("")) if isinstance(value, LocalisedProse) else value
        match = _first(str(prose), _doubts().get((name, situation.language), ())) if prose is not None else None
        if match is not None:
            line = str(prose).count("\n", 0, match.start())
            place = prose.place_of(line) if isinstance(prose, Prose) else found.place
            return " ".join(match[0].split()), place
    return None


def words_of_death(text: str, language: str) -> str:
    """Return the first words in a text that say of somebody that she died, "" without any."""
    match = _first(text, _doubts().get(("death", language), ()))
    return "" if match is None else " ".join(match[0].split())


def _first(text: str, doubts: tuple[_Doubt, ...]) -> re.Match[str] | None:
    """Return the first match in a text that no earlier word of its sentence takes away."""
    matches = sorted(
        ((match, doubt.unless) for doubt in doubts for match in doubt.words.finditer(text)),
        key=lambda each: each[0].start(),
    )
    for match, unless in matches:
        begin = max((end.end() for end in SENTENCE_END.finditer(text, 0, match.start())), default=0)
        if unless is None or unless.search(text, begin, match.end()) is None:
            return match
    return None


@cache
def _doubts() -> dict[tuple[str, str], tuple[_Doubt, ...]]:
    """Return the doubts by text and language; a blank of the table is any blanks, a star up to four words."""
    rows: dict[tuple[str, str], list[_Doubt]] = {}
    for row in packaged_rows("rules/doubts.csv"):
        listed = "|".join(map(re.escape, row["unless"].split()))
        unless = re.compile(rf"\b(?:{listed})\b", re.IGNORECASE) if listed else None
        rows.setdefault((row["text"], row["language"]), []).append(_Doubt(pattern(row["words"]), unless))
    return {key: tuple(each) for key, each in rows.items()}
