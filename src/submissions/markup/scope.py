"""What prose may name: the people, authorities and pictures of one document, and the words its labels supply."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, TypeAlias

from submissions.document import Inline
from submissions.findings import Finding, Place
from submissions.values import Prose

Leaf: TypeAlias = Prose | tuple[Inline, ...]
"""What a printed value becomes: Markdown to be read in its place, or words that are nothing but words."""

MARK_OPEN: Final = "\ufdd0"
MARK_CLOSE: Final = "\ufdd1"
DIGIT_ZERO: Final = 0xFDD2
MARK: Final = re.compile("\ufdd0([\ufdd2-\ufddb]+)\ufdd1")
"""A printed value in rendered text: its decimal index in the noncharacters from U+FDD2, between two others.

The gate refuses these characters in every file that a person writes, so no value can forge a mark.
"""


def mark(index: int) -> str:
    """Return the mark that stands for the value under an index."""
    return MARK_OPEN + "".join(chr(DIGIT_ZERO + int(digit)) for digit in str(index)) + MARK_CLOSE


def index_of(match: re.Match[str]) -> int:
    """Return the index inside a match of `MARK`."""
    return int("".join(str(ord(digit) - DIGIT_ZERO) for digit in match[1]))


@dataclass(frozen=True, slots=True)
class Scope:
    """What the prose of one document may name, as its audience sees it.

    `people` maps an id to the forms of the name that may be printed ("name", "full", "initials"); `withheld` is the
    wording printed for redacted words, "" where this audience reads them; `leaf` gives the words of a printed value
    for an index and the place of its mark; `picture` reads an image by its path and returns its key or "".
    """

    people: Mapping[str, Mapping[str, str]]
    authorities: Collection[str]
    withheld: str
    table_word: str
    figure_word: str
    numbered: bool
    leaf: Callable[[int, Place], Leaf]
    picture: Callable[[str, Place], tuple[str, list[Finding]]]


def nearest(name: str, known: Collection[str], otherwise: str) -> str:
    """Return the order to write the nearest known name, or `otherwise` where none is near."""
    close = get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return f"write '{close[0]}'" if close else otherwise
