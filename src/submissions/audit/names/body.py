"""Many texts folded as one, and the way back from the folded text to the original."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Final

from submissions.folding import SEPARATOR, fold_case_kept, folded_lengths, small

_NOT_LETTERS_WITHIN: Final = re.compile(r"[^\w\x00]+|_+")


def folded_offsets(text: str) -> list[int]:
    """Return for each character of a text the index behind it in the folded text."""
    return list(accumulate(folded_lengths(text)))


def original_span(offsets: list[int], start: int, end: int) -> tuple[int, int]:
    """Return where the characters from `start` to `end` of the folded text stand in the text itself."""
    return bisect_right(offsets, start), bisect_left(offsets, end) + 1


@dataclass(frozen=True)
class FoldedBody:
    """Many texts folded and searched as one.

    `cased` and `folded` have the same length; all three views hold one `SEPARATOR` between two texts.
    """

    texts: tuple[str, ...]

    @cached_property
    def cased(self) -> str:
        """The folded texts with their capitals."""
        return fold_case_kept(SEPARATOR.join(text.replace(SEPARATOR, " ") for text in self.texts))

    @cached_property
    def folded(self) -> str:
        """The folded texts in small letters."""
        return small(self.cased)

    @cached_property
    def squashed(self) -> str:
        """The folded texts without anything but letters and digits."""
        return _NOT_LETTERS_WITHIN.sub("", self.folded)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The index in `folded` at which each text starts."""
        return _starts(self.folded)

    @cached_property
    def squashed_starts(self) -> tuple[int, ...]:
        """The index in `squashed` at which each text starts."""
        return _starts(self.squashed)


def _starts(view: str) -> tuple[int, ...]:
    lengths = (len(part) + 1 for part in view.split(SEPARATOR))
    return (0, *accumulate(lengths))
