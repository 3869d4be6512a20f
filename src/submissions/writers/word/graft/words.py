"""The words by which a letterhead is read: those that stand for the document or belong to one letter, and names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from submissions.packaged import packaged_rows

_AROUND: Final = "[](){}<>«»‹›“”„\"'’‘…._-–—:*# \u00a0\u202f"
_BESIDE: Final = " .:\u00a0\u202f"
_CROSSES: Final = re.compile(r"[x×]{3,}", re.IGNORECASE)
# Days of the four forms in which they are typed: 3.12.2025, 2025-12-03, 3 December 2025, December 3, 2025.
_DATE: Final = re.compile(
    r"\b[0-3]?\d[./-][01]?\d[./-](?:19|20)\d\d\b|\b(?:19|20)\d\d-[01]\d-[0-3]\d\b"
    r"|\b[0-3]?\d(?:\.|er|st|nd|rd|th|º)?(?: de)? [^\W\d_]{3,12}(?: de)? (?:19|20)\d\d\b"
    r"|\b[^\W\d_]{3,12} [0-3]?\d, (?:19|20)\d\d\b"
)


_GAP: Final = re.compile(r"\[[^\W\d_][^\]\[]{1,40}\]|«\w+»|_{5,}|\.{8,}|…{3,}")
"""What is to be filled in by hand or by a mail merge: [Name], «Name», _____."""


def folded(words: str) -> str:
    """Return words as they are compared: composed, in small letters, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", words).casefold().split())


@cache
def _words(kind: str) -> tuple[str, ...]:
    rows = [row for row in packaged_rows("writers/word/graft/words.csv") if row["kind"] == kind]
    return tuple(folded(one) for row in rows for one in row["words"].split("|"))


@cache
def style_names() -> Mapping[str, str]:
    """Return the name of a style of the frame by each further name that it bears in other languages and programs."""
    rows = packaged_rows("writers/word/graft/names.csv")
    return MappingProxyType(
        {folded(other): row["style"] for row in reversed(rows) for other in row["others"].split("|")}
    )


def stands_for_the_document(words: str) -> bool:
    """Say whether words are typed where the document is to stand: "[body]", "[Texte]", "XXXX", "Lorem ipsum ..."."""
    bare = folded(words.strip(_AROUND))
    # A word alone may be one of the letterhead's own: it stands for another text where something is set around it.
    alone = " " not in bare and bare == folded(words.strip(_BESIDE))
    return (
        (names_the_document(words) and not alone)
        or is_to_be_clicked(words)
        or bool(_CROSSES.fullmatch(bare.replace(" ", "")))
        or bare.startswith("lorem ipsum")
    )


def names_the_document(words: str) -> bool:
    """Say whether words are a name for the text of a letter, such as that of a content control."""
    return folded(words.strip(_AROUND)) in _words("body")


def is_to_be_clicked(words: str) -> bool:
    """Say whether words are those that Word shows in a field which nobody has filled."""
    return folded(words.replace(",", "").strip(_AROUND)) in _words("click")


def of_one_letter(words: str) -> str:
    """Say what of words belongs to one letter and not to a letterhead: "a salutation", "a date" or the like."""
    plain = folded(words)
    for kind, what in (("salutation", "a salutation"), ("closing", "a closing")):
        if any(re.match(rf"{re.escape(one)}(?!\w)", plain) for one in _words(kind)):
            return what
    if _GAP.search(words):
        return "a gap to be filled in"
    return "a date" if _DATE.search(" ".join(words.split())) else ""
