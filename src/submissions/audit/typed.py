"""Tell what an author typed from what a program left: a path in a forensic report is evidence and is printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final
from unicodedata import category

from submissions.audit.records import Refusal
from submissions.audit.word.refusals import without_marks

_MIRRORED: Final = str.maketrans("{}", "}{")


def without_typed(refusals: Sequence[Refusal], typed: Iterable[str]) -> tuple[Refusal, ...]:
    """Return the refusals but those of words alone that all stand in the texts of a document, `typed`.

    Which words a finished file prints was read back and compared; those of the template were looked at in the tree.
    """
    known = "".join(_bare(text) for text in typed)
    return tuple(one for one in refusals if not one.words or not all(_stands(words, known) for words in one.words))


def _bare(text: str) -> str:
    """Return a text without gaps, and without what draws nothing: a writer sets apart what runs the other way."""
    return "".join(sign for sign in without_marks(text) if not sign.isspace() and category(sign) != "Cf")


def _stands(words: str, known: str) -> bool:
    """Tell whether words stand in a text without gaps, or turned round as a page shows them in a line of Arabic."""
    squashed = _bare(words)
    return squashed in known or squashed.translate(_MIRRORED) in known
