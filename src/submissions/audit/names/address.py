"""What makes the word beside it a name: forms of address, words for kin and family, offices; `address.csv`.

Only for finding names, in whatever language the text is; nothing of it is ever printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from submissions.folding import fold
from submissions.packaged import packaged_rows

ANYBODY: Final = ""
"""The gender of a form of address that serves everybody; the others are "woman" and "man"."""


class _Row(NamedTuple):
    kind: str
    gender: str
    words: frozenset[str]


def words_of(kind: str) -> frozenset[str]:
    """Return the folded words of a kind, in every language: "formal", "office", "kin", "family behind", "link"."""
    return frozenset().union(*(row.words for row in _rows() if row.kind == kind))


def kin_beyond(words: Sequence[str]) -> tuple[str, ...]:
    """Return the folded words for kin of a language that are not known here."""
    known = words_of("kin") | words_of("kin beside")
    return tuple(dict.fromkeys(folded for word in words if (folded := fold(word)) not in known))


def genders_of(word: str, *, behind: bool = False) -> frozenset[str]:
    """Return whom a folded form of address is for, before a name or behind it; nobody where it is none."""
    return _titles(behind=behind).get(word, frozenset())


def titles_behind() -> frozenset[str]:
    """Return the forms of address that stand behind a name."""
    return frozenset(_titles(behind=True))


@cache
def _titles(*, behind: bool) -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for row in _rows():
        if row.kind in ({"title behind"} if behind else {"title", "formal"}):
            table |= {word: table.get(word, frozenset()) | {row.gender} for word in row.words}
    return table


@cache
def _rows() -> tuple[_Row, ...]:
    rows = packaged_rows("audit/names/address.csv")
    return tuple(_Row(row["kind"], row["gender"], _folded(row["words"])) for row in rows)


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(word).strip(".'") for word in words.split())
