"""The families of type that a house may choose: as Word names them, and the free twin that the pages take."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, cast

from submissions.packaged import packaged_rows


@dataclass(frozen=True, slots=True)
class Family:
    """A family of type as a row of `families.csv`, which explains it; `generic` is its kind in a style sheet."""

    name: str
    twin: str
    kind: Literal["roman", "swiss"]
    panose: str
    scripts: tuple[str, ...]
    capitals: bool
    figures: bool
    licence: str
    generic: str
    letter: float


@cache
def families() -> dict[str, Family]:
    """Return the families by name, in the order of the table."""
    return {row["name"]: _family(row) for row in packaged_rows("look/families.csv")}


def _family(row: dict[str, str]) -> Family:
    return Family(
        row["name"],
        row["twin"],
        cast("Literal['roman', 'swiss']", row["kind"]),
        row["panose"],
        tuple(row["scripts"].split()),
        row["capitals"] == "yes",
        row["figures"] == "yes",
        row["licence"],
        row["generic"],
        float(row["letter"]),
    )


_LETTER: Final = 0.4
"""Ems: how wide a letter is, about, in a face of which no more is known."""


def family(name: str) -> Family:
    """Return the family of a name; one that is in no table is the house's own, and is its own twin."""
    known = families().get(name)
    return known or Family(
        name, name, "roman", "", (), capitals=False, figures=False, licence="", generic="serif", letter=_LETTER
    )
