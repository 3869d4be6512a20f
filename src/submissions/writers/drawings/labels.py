"""Labels as flags on poles above the marks: each starts at its own pole, and no pole crosses another's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

BESIDE: Final = 6.0
"""Points between the words of a label and the next pole."""


@dataclass(frozen=True, slots=True)
class Label:
    """The lines of a label, the date first; `width` and `height` in points."""

    dates: tuple[str, ...]
    words: tuple[str, ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Flag:
    """A label on its pole: where the pole stands along the axis, and how high above the axis its lower edge is."""

    index: int
    place: float
    label: Label
    lift: float


def flags(places: Sequence[float], labels: Sequence[Label], chosen: Sequence[int]) -> tuple[Flag, ...]:
    """Return the chosen labels, each so high that the poles behind it end below its words.

    Labels are set from the last mark back: one that reaches over the poles of later marks stands above all of these.
    """
    raised: list[Flag] = []
    for index in sorted(chosen, key=lambda one: (-places[one], -one)):
        here, label = places[index], labels[index]
        below = [flag for flag in raised if flag.place < here + label.width + BESIDE]
        lift = max((flag.lift + flag.label.height for flag in below), default=0.0)
        raised.append(Flag(index, here, label, lift))
    return tuple(sorted(raised, key=lambda flag: flag.index))


def height_of(raised: Sequence[Flag]) -> float:
    """Return how high labels stand above the axis."""
    return max((flag.lift + flag.label.height for flag in raised), default=0.0)


def fitting(places: Sequence[float], labels: Sequence[Label], order: Sequence[int], most: float) -> tuple[Flag, ...]:
    """Return as many labels as stand within `most` points above the axis, those first in `order` before the others."""
    if height_of(raised := flags(places, labels, order)) <= most:
        return raised
    chosen: list[int] = []
    for index in order:
        if height_of(flags(places, labels, [*chosen, index])) <= most:
            chosen.append(index)
    return flags(places, labels, chosen)
