"""Days along a line, to scale; where one long gap would squeeze all else, the line is broken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

LEAST_GAP: Final = 22.0
"""Points that two neighbouring dates should have between them on average, or else a long gap is cut out."""

BREAK_WIDTH: Final = 34.0
"""Points that a gap takes which is cut out."""

_LONG: Final = 0.35
_BREAKS_MAX: Final = 3


@dataclass(frozen=True, slots=True)
class Axis:
    """Where days stand between two ends, in points from the line's beginning; `breaks` are the gaps cut out."""

    days: tuple[int, ...]
    places: tuple[float, ...]
    breaks: tuple[tuple[int, int], ...]

    def place(self, day: int) -> float:
        """Return where a day stands; one outside of the line at its nearer end."""
        if day <= self.days[0]:
            return self.places[0]
        for (first, last), (start, end) in zip(pairwise(self.days), pairwise(self.places), strict=True):
            if day <= last:
                return start + (end - start) * (day - first) / (last - first)
        return self.places[-1]

    def is_cut_out(self, day: int) -> bool:
        """Tell whether a day lies within a gap that is cut out, or outside of the line."""
        outside = not self.days[0] <= day <= self.days[-1]
        return outside or any(first < day < last for first, last in self.breaks)

    def middle(self, gap: tuple[int, int]) -> float:
        """Return where the mark of a break stands."""
        return (self.place(gap[0]) + self.place(gap[1])) / 2


def axis_of(days: Sequence[int], start: float, end: float) -> Axis:
    """Return the axis of two days or more from `start` to `end`, in points."""
    points = sorted(set(days))
    gaps = list(pairwise(points))
    breaks = _breaks(gaps, end - start)
    scaled = sum(last - first for first, last in gaps if (first, last) not in breaks)
    room = end - start - BREAK_WIDTH * len(breaks)
    places = [start]
    for first, last in gaps:
        places.append(places[-1] + (BREAK_WIDTH if (first, last) in breaks else room * (last - first) / scaled))
    return Axis(tuple(points), tuple(places), tuple(breaks))


def _breaks(gaps: Sequence[tuple[int, int]], width: float) -> list[tuple[int, int]]:
    """Return the gaps that are cut out, the longest first found, until the others have room; one gap always stays."""
    kept, found = list(gaps), list[tuple[int, int]]()
    while len(kept) > 1 and len(found) < _BREAKS_MAX:
        longest = max(kept, key=lambda gap: gap[1] - gap[0])
        total = sum(last - first for first, last in kept)
        share = (longest[1] - longest[0]) / total
        left = (width - BREAK_WIDTH * len(found)) * (1 - share) / (len(kept) - 1)
        if share < _LONG or left >= LEAST_GAP:
            break
        kept.remove(longest)
        found.append(longest)
    return sorted(found)
