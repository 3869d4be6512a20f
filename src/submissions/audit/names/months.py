"""The names of the months, as people write them in the languages of the cases: `months.csv`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from submissions.folding import fold
from submissions.packaged import packaged_rows


def month_names(month: int) -> frozenset[str]:
    """Return the folded names of a month, 1 to 12, in the languages known here, whole and shortened."""
    return _names()[month - 1]


def months_beyond(months: Sequence[str]) -> tuple[str, ...]:
    """Return the folded months of a language, or none where all are known here; twelve, once in each form it has."""
    known = all(_parts(name) <= month_names(index % 12 + 1) for index, name in enumerate(months))
    return () if known else tuple(map(fold, months))


@cache
def _names() -> tuple[frozenset[str], ...]:
    rows = packaged_rows("audit/names/months.csv")
    return tuple(frozenset().union(*(_parts(row[str(month)]) for row in rows)) for month in range(1, 13))


def _parts(name: str) -> frozenset[str]:
    """Return a name that is two, "آب/أغسطس", in one and in both, without figures that name a month."""
    parts = {fold(part) for part in (name, *name.split("/"))}
    return frozenset(part for part in parts if not part.isdecimal())
