"""The sentences of a paper, each with its place, and words of a table looked for in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from submissions.admissibility.answers import Situation
from submissions.findings import Place
from submissions.values import LocalisedProse, Prose

SENTENCE_END: Final = re.compile(r"[.!?;؟۔؛]\s|\n\s*\n")
"""Between two blanks stands a word; a clause that a comma parts from the rest is read with its sentence."""
_QUOTED: Final = re.compile(r"^\s*>", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a paper, as it was typed, and where it begins; `text_name` is the key that holds it."""

    words: str
    place: Place
    text_name: str


def sentences(situation: Situation) -> Iterator[Sentence]:
    """Yield the sentences of a paper's texts, arguments and measures, in its language; what it quotes is left out."""
    for name in text_names(situation):
        for found in situation.find(f"texts.{name}"):
            yield from _of(found.value, situation.language, f"texts.{name}")
    for claim in situation.case.claims:
        yield from _of(claim.argument, situation.language, f"claims.{claim.id}")
    for name in ("interim", "protection", "anonymity"):
        yield from _of(getattr(situation.case.measures, name), situation.language, f"measures.{name}")


def text_names(situation: Situation) -> tuple[str, ...]:
    """Return the names of the texts that a paper has, its own or those of the case."""
    own = situation.submission.texts if situation.submission is not None else {}
    return tuple(dict.fromkeys(map(str, (*situation.case.texts, *own))))


def _of(text: object, language: str, name: str) -> Iterator[Sentence]:
    prose = text.get(language, text.get("")) if isinstance(text, LocalisedProse) else None
    if not isinstance(prose, Prose):
        return
    begin = 0
    ends = [end.end() for end in SENTENCE_END.finditer(prose) if not _is_short(prose, end)]
    for end in (*ends, len(prose)):
        words = prose[begin:end]
        if words.strip() and _QUOTED.match(words) is None:
            start = begin + len(words) - len(words.lstrip())
            yield Sentence(" ".join(words.split()), prose.place_of(prose.count("\n", 0, start)), name)
        begin = end


def _is_short(prose: str, end: re.Match[str]) -> bool:
    """Tell whether a dot is that of a short form, since a figure or a small letter follows: "No. 5", "p. ej. la"."""
    follows = prose[end.end() : end.end() + 1]
    return end[0].startswith(".") and (follows.isdigit() or follows.islower())


def pattern(words: str) -> re.Pattern[str]:
    """Return what finds words of a table: a blank is any blanks, a star alone up to four words, one at a word any end.

    "no * remedy" finds "no other remedy"; "доверенност*" finds every form of the word.
    """
    parts = [
        r"(?:\S+\s+){0,4}?" if word == "*" else re.escape(word).replace(r"\*", r"\w*") + r"\s+"
        for word in words.split()
    ]
    return re.compile(r"(?<!\w)" + "".join(parts).removesuffix(r"\s+") + r"(?!\w)", re.IGNORECASE)
