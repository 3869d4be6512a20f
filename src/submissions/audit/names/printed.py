"""Where the whole names of those who may be named stand: what lies within one is nobody else's name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from submissions.folding import fold


class PrintedName:
    """The places in folded text at which names stand whole, with whatever signs or spaces between their words."""

    def __init__(self, folded: str, names: Iterable[str]) -> None:
        """Find every name of two words or more in the text."""
        spans = sorted(span for name in names for span in _places(folded, name))
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def covers(self, start: int, end: int) -> bool:
        """Tell whether a stretch lies within one of the names."""
        index = bisect_right(self._starts, start) - 1
        return index >= 0 and end <= self._ends[index]


def _places(folded: str, name: str) -> Iterable[tuple[int, int]]:
    words = re.findall(r"[^\W_]+", fold(name))
    if len(words) < 2 or words[0] not in folded:
        return
    pattern = r"[\W_]{1,3}".join(map(re.escape, words))
    for match in re.finditer(rf"(?<![^\W_]){pattern}(?![^\W_])", folded):
        yield match.span()
