"""Dates as exactly as they are known: a day, a month, a year, a span, one unknown time within two, about one."""

from __future__ import annotations

import datetime
import re
import unicodedata
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Self

from submissions.findings import Finding, Place
from submissions.folding import fold
from submissions.gate import shown
from submissions.packaged import packaged_rows
from submissions.values.nodes import SourceList
from submissions.values.refusal import KEY, RefusedValueError, kind_findings, place_of, refuse_kind
from submissions.values.text import NOWHERE, ToCome

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)
# Day, month and year in an order that only the author knows: both readings are shown, none is guessed.
_OTHER = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})", re.ASCII)
# The year first, with other signs or fewer figures: 2021/5/3, 2021.05, 20210503, and with the time of day behind it.
_YEAR_FIRST = re.compile(
    r"(\d{4})(?:([-./\u2010-\u2015\u2212 ])(\d{1,2})(?:\2(\d{1,2}))?|(\d{2})(\d{2}))(?:[T ]\d{1,2}:.*)?", re.ASCII
)
# Nothing that a case tells of is older, and a year beyond is a slip of the hand.
YEARS: Final = range(1500, 2200)
"""The years that a date may have."""
_FORMS = "write it as year-month-day, 2019-08-02, or as far as it is known: 2019-08 or 2019"
TO_COME: Final = "to come"
"""The kind of a date that the case of a draft still lacks."""
_WANTED = "a date such as 2019-08-02, or a mapping of 'from' and 'to', of 'between', or of 'about'"


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A calendar date that may lack its day, or its day and month."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def earliest(self) -> tuple[int, int, int]:
        """The first day that this can mean, as year, month, day."""
        return self.year, self.month or 1, self.day or 1

    @property
    def latest(self) -> tuple[int, int, int]:
        """The last day that this can mean, as year, month, day."""
        month = self.month or 12
        return self.year, month, self.day or monthrange(self.year, month)[1]


@dataclass(frozen=True, slots=True)
class PartialDate:
    """When something happened, as exactly as it is known.

    `kind` is "day" (only `first`: a date, a month or a year), "span" (from `first` to `last`; `last` None means
    that it continues), "between" (once, at an unknown time from `first` to `last`) or "about" (near `first`). In a
    draft it may be TO_COME: its days say nothing.
    """

    kind: str
    first: Day
    last: Day | None = None
    place: Place = NOWHERE

    @classmethod
    def on(cls, day: datetime.date, place: Place = NOWHERE) -> Self:
        """Return a day that is known."""
        return cls("day", Day(day.year, day.month, day.day), None, place)

    @classmethod
    def read(cls, value: object) -> Self:
        """Return the date that stands at a node of the case file.

        Raises RefusedValueError with every fault of it.
        """
        if isinstance(value, cls):
            return value
        if isinstance(value, ToCome):
            return cls(TO_COME, Day(YEARS.start), None, value.place)
        findings: list[Finding] = []
        if isinstance(value, str):
            day = _read_day(value, findings)
            date = cls("day", day, None, place_of(value)) if day else None
        elif isinstance(value, Mapping) and value:
            date = cls._read_mapping(value, findings)
        else:
            raise refuse_kind(value, _WANTED)
        if date is None or findings:
            raise RefusedValueError(*findings)
        return date

    @classmethod
    def _read_mapping(cls, value: Mapping[str, object], findings: list[Finding]) -> Self | None:
        place, keys = place_of(value), set(value)
        if "from" in keys and keys <= {"from", "to"}:
            typed, kind = [value[key] for key in ("from", "to") if key in keys], "span"
        elif keys == {"between"}:
            pair = value["between"]
            if not isinstance(pair, list | tuple) or len(pair) != 2:
                findings.append(_between_finding(pair))
                return None
            typed, kind = list(pair), "between"
        elif keys == {"about"}:
            typed, kind = [value["about"]], "about"
        else:
            names = ", ".join(f"'{shown(key)}'" for key in value)
            findings.append(Finding("E112", place, f"{KEY} is not a date: a mapping of {names}", f"write {_WANTED}"))
            return None
        days = [_read_day(one, findings) for one in typed]
        first, last = days[0], (days[1] if len(days) > 1 else None)
        if first is None or any(day is None for day in days):
            return None
        if last is not None and first.earliest > last.latest:
            findings.append(
                Finding(
                    "E113",
                    place_of(typed[1]),
                    f"{KEY} ends before it begins: {first} to {last}",
                    "put the earlier first",
                )
            )
        return cls(kind, first, last, place)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema  # noqa: PLC0415  only records need pydantic

        return core_schema.no_info_plain_validator_function(cls.read)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        day = {"type": ["string", "integer"], "pattern": r"^\d{4}(-\d{2}){0,2}$"}
        return {
            "anyOf": [
                day,
                _mapping_schema({"from": day, "to": day}, ["from"]),
                _mapping_schema(
                    {"between": {"type": "array", "items": day, "minItems": 2, "maxItems": 2}}, ["between"]
                ),
                _mapping_schema({"about": day}, ["about"]),
            ]
        }


def _mapping_schema(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _between_finding(node: object) -> Finding:
    place = place_of(node) if isinstance(node, str | SourceList) else NOWHERE
    return Finding("E112", place, f"{KEY} needs two dates after 'between'", "write [1993-05, 1993-06]")


def _read_day(value: object, findings: list[Finding]) -> Day | None:
    """Return the day that was typed, or None after adding what is wrong with it."""
    if not isinstance(value, str) or not value.strip():
        findings.extend(kind_findings(value, "a date such as 2019-08-02"))
        return None
    match = _DAY.fullmatch(value)
    if match:
        year, month, day = (int(part) if part else None for part in match.groups())
        if year in YEARS and _exists(year or 0, month, day):
            return Day(year or 0, month, day)
    findings.append(
        Finding("E112", place_of(value), f"{KEY} is not a date: '{shown(value)}'", _day_help(value, bool(match)))
    )
    return None


def days_of_figures(value: str) -> tuple[Day | None, Day | None]:
    """Return what figures such as 3/4/2019 mean if the day stands first, and if the month does; None for no such date.

    The second is None where both are the same day.
    """
    other = _OTHER.fullmatch(value)
    if other is None:
        return None, None
    one, two, year = int(other[1]), int(other[3]), int(other[4])
    day_first = Day(year, two, one) if _exists(year, two, one) else None
    month_first = Day(year, one, two) if _exists(year, one, two) else None
    return day_first, (None if month_first == day_first else month_first)


def dates_meant(value: str) -> tuple[Day, ...]:
    """Return the dates that a text may mean which is not written as a case file writes them: none, one or several."""
    figures = tuple(day for day in days_of_figures(value) if day is not None)
    if figures:
        return figures
    year_first = _with_year_first(value)
    return (year_first,) if year_first else dates_in_words(value)


def dates_in_words(value: str) -> tuple[Day, ...]:
    """Return the dates that words may mean, such as '3 février 2021' or 'Feb. 2021'; two where the month's name may.

    The month may stand in any language of the table; what else is no figure, such as the day of the week, is passed by.
    """
    parts = _PART.findall(fold(value))
    years = [int(part) for part in parts if part.isdecimal() and len(part) == 4 and int(part) in YEARS]
    days = [int(part) for part in parts if part.isdecimal() and len(part) < 3]
    figures = sum(part.isdecimal() for part in parts)
    if len(years) != 1 or len(days) > 1 or figures != len(years) + len(days):
        return ()
    rows = packaged_rows("audit/names/months.csv")
    names = {(fold(one), month) for row in rows for month in range(1, 13) for one in row[str(month)].split("/")}
    months = sorted({month for name, month in names if name in parts and not name.isdecimal()})
    day = days[0] if days else None
    return tuple(Day(years[0], month, day) for month in months if _exists(years[0], month, day))


# Words and figures, and the ordinals of figures: 3rd, 1er.
_PART: Final = re.compile(r"\d+|[^\W\d_]+")


def _with_year_first(value: str) -> Day | None:
    """Return the date that figures of any script mean, with the year before the month; None where they mean none."""
    match = _YEAR_FIRST.fullmatch("".join(_plain_figure(sign) for sign in value.strip()))
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[3] or match[5]), match[4] or match[6]
    exact = int(day) if day else None
    return Day(year, month, exact) if year in YEARS and _exists(year, month, exact) else None


def _plain_figure(sign: str) -> str:
    """Return the figure from 0 to 9 that a figure of any script stands for, and any other sign as it is."""
    return str(unicodedata.digit(sign)) if sign.isdecimal() else sign


def _exists(year: int, month: int | None, day: int | None) -> bool:
    if month is None:
        return True
    return 1 <= month <= 12 and (day is None or 1 <= day <= monthrange(year, month)[1])


def _day_help(value: str, well_formed: bool) -> str:
    """Say how to write this date, with both readings of one that can be read in two ways."""
    meant = () if well_formed else dates_meant(value)
    if meant:
        return "write " + " or ".join(map(str, meant)) + (", whichever is meant" if len(meant) > 1 else "")
    match = _DAY.fullmatch(value)
    if well_formed and match and int(match[1]) not in YEARS:
        return f"write a year from {YEARS.start} to {YEARS.stop - 1}"
    if well_formed and match and match[3] and 1 <= int(match[2]) <= 12:
        return f"write a day from 01 to {monthrange(int(match[1]), int(match[2]))[1]}; {_FORMS}"
    return _FORMS
