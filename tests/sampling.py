"""Take a few of all combinations for every run, each value in one of them, and leave the rest to the proof."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

import pytest


def few_of(names: str, *lists: Sequence[Any]) -> pytest.MarkDecorator:
    """Parametrise by all combinations of lists; the first list has each of its values in one that every run takes."""
    first, *others = lists
    taken = {(value, *(other[number % len(other)] for other in others)) for number, value in enumerate(first)}
    rows = [pytest.param(*row, marks=() if row in taken else pytest.mark.proof) for row in product(first, *others)]
    return pytest.mark.parametrize(tuple(names.split()), rows)


def first_of(values: Sequence[Any], count: int = 1) -> list[Any]:
    """Return parameters of which every run takes the first, and the proof the others."""
    return [
        pytest.param(value, marks=() if number < count else pytest.mark.proof) for number, value in enumerate(values)
    ]
