"""What prose may name: the people, authorities and pictures of one document, and the words its labels supply."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TypeAlias

from submissions.document import Gap, Inline, Picture, gap_of
from submissions.findings import Finding, Place
from submissions.languages import PLAIN, Language
from submissions.values import Missing, Prose


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a printed value becomes that is drawn: a picture, None where it cannot be."""

    picture: Picture | None


Leaf: TypeAlias = Prose | Drawing | tuple[Inline, ...]
"""What a printed value becomes: Markdown to be read in its place, a drawing, or words that are nothing but words."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What the prose of one document may name, as its audience sees it.

    `people` maps an id to the forms of the name that may be printed ("name", "full", "initials"); `withheld` is the
    wording printed for redacted words, "" where this audience reads them, `withheld_kinds` the wording for each kind
    that an author may name; `leaf` gives the words of a printed value for an index and the place of its mark;
    `picture` reads a picture by its path and returns its key or "", `credit` the words that tell who made the picture
    of a key; `speech` is the document's language; `pseudonyms` are those of the case for any audience, so that a line
    reads alike for each of them.
    """

    people: Mapping[str, Mapping[str, str | Missing]]
    authorities: Collection[str]
    withheld: str
    table_word: str
    figure_word: str
    numbered: bool
    leaf: Callable[[int, Place], Leaf]
    picture: Callable[[str, Place], tuple[str, list[Finding]]]
    withheld_kinds: Mapping[str, str] = field(default_factory=dict)
    speech: Language = field(default_factory=lambda: Language(PLAIN))
    pseudonyms: Collection[str] = ()
    credit: Callable[[str], tuple[Inline, ...]] = lambda _: ()

    def gap(self, what: str, place: Place) -> Gap:
        """Return what a draft prints where something is still to come."""
        return gap_of(what, place, self.speech)


def nearest(name: str, known: Collection[str], otherwise: str) -> str:
    """Return the order to write the nearest known name, or `otherwise` where none is near."""
    close = get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return f"write '{close[0]}'" if close else otherwise
