"""Treaties, and which State accepted what and when.

The tables say who is known to have accepted an instrument. A State that they do not have is never "not a party": it
is not known to be one, and a person must look at the United Nations Treaty Collection.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from dateutil.relativedelta import relativedelta

from submissions.languages import PLAIN
from submissions.packaged import packaged_rows
from submissions.rules.wording import worded
from submissions.values import Day, PartialDate

_LANGUAGE: Final = re.compile(r"[a-z]{2}")
COLLECTION: Final = "https://treaties.un.org"
"""Where every answer can be verified."""
ACTS: Final = (
    "ratification",
    "accession",
    "succession",
    "ratification or accession",
    "declaration",
    "printed",
    "withdrawal",
    "not accepted",
)
"""What a row of the table is.

"printed" is a date that decisions print, "withdrawal" the day from which it counts, "not accepted" what a source says
of a party that has made no declaration.
"""
REFUSAL: Final = "not accepted"
_NO_ACTS: Final = frozenset({"printed", "withdrawal", REFUSAL})
_VERIFIED: Final = frozenset({"A", "B"})
_UNVERIFIED_DAY: Final = "D"
_DAYS_AROUND: Final = datetime.timedelta(days=31)
"""How far a day that nobody verified may be from the right one: deposit, entry into force and receipt are confused."""

# How long after a State's act a treaty binds it, as the final clauses of the treaties put it; the last one is "the
# first day of the month after the expiration of three months".
_PERIODS: Final = {
    "at once": relativedelta(),
    "30 days": relativedelta(days=30),
    "1 month": relativedelta(months=1),
    "3 months": relativedelta(months=3),
    "month after 3 months": relativedelta(months=4, day=1),
}


@dataclass(frozen=True, slots=True)
class Instrument:
    """A treaty, a protocol, or a declaration by which a State accepts complaints.

    `parent` is the treaty of a protocol or declaration; `authority` the id under which documents cite it; `effect` how
    long after a State's act it binds that State, by `effect_article`; `complaints` the article on complaints. The
    dates are None where it is not in force. `confidence` is A (official text) to D (not verified).
    """

    id: str
    kind: str
    parent: str
    body: str
    authority: str
    adopted: datetime.date
    in_force: datetime.date | None
    effect: str
    effect_article: str
    series: str
    complaints: str
    source: str
    confidence: str
    names: tuple[tuple[str, str], ...]
    short_names: tuple[tuple[str, str], ...]

    def name(self, language: str) -> str:
        """Return the full title in a language of the United Nations, else the English one."""
        return dict(self.names).get(language) or dict(self.names)[PLAIN]

    def short_name(self, language: str) -> str:
        """Return the short title in a language, else the full one."""
        return dict(self.short_names).get(language) or self.name(language)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date that decisions print, and how often."""

    date: PartialDate
    times: int
    source: str


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What a State accepted: when it did so, and from when that binds it.

    `effective` is None where it binds from the day of the act; two ends ("between") where the act is known by its year
    only, or where a State succeeded to the instrument, which may bind it from its independence on. `disputed` are
    other dates that United Nations documents print; `printed` is all that they print. `ended` is the day from which a
    State that withdrew is no longer bound. `as_of` is how far the source goes.

    `is_verified` tells whether it stands in an official text or a copy of one, or in two sources that agree, and
    `has_day` whether its day does. A day that nobody verified stands for a month on either side of it.
    """

    instrument: str
    state: str
    act: str
    date: PartialDate
    effective: PartialDate | None
    as_of: str
    source: str
    disputed: tuple[PartialDate, ...] = ()
    printed: tuple[PrintedDate, ...] = ()
    ended: PartialDate | None = None
    note: str = ""
    is_verified: bool = True
    has_day: bool = True

    @property
    def earliest(self) -> PartialDate:
        """The earliest of all the dates that are given for it."""
        return min((self.date, *self.disputed), key=lambda date: date.first.earliest)

    @property
    def latest(self) -> PartialDate:
        """The latest of all the dates that are given for it, that of its effect among them."""
        return max((self.effective or self.date, *self.disputed), key=lambda date: (date.last or date.first).latest)


@dataclass(frozen=True, slots=True)
class NotAccepted:
    """What a source says: that a State, though party to the treaty, has not accepted complaints under it."""

    source: str
    as_of: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class _Row:
    date: PartialDate | None
    act: str
    times: int
    as_of: str
    source: str
    note: str
    confidence: str
    date_confidence: str


def instrument(identity: str) -> Instrument | None:
    """Return the instrument of an id, "cat", "ccpr-op1", "cat-22", or None."""
    return instruments().get(identity)


@cache
def instruments() -> dict[str, Instrument]:
    """Return every instrument by its id, in the order of the table."""
    return {one.id: one for one in _read_instruments()}


def acceptance_of(identity: str, alpha3: str) -> Acceptance | None:
    """Return what is known of a State's acceptance of an instrument; None means that nothing is known."""
    rows = _rows().get((identity, alpha3))
    known = instruments().get(identity)
    if rows is None or known is None or any(row.act == REFUSAL for row in rows):
        return None
    act = _act(rows, known)
    date = _date_of(act, known)
    effective = _effective(date, act.act, known)
    accounted = {date.first, effective.first}
    printed = [PrintedDate(row.date, row.times, row.source) for row in rows if row.act == "printed" and row.date]
    is_official = act.date_confidence == "A"  # what a decision prints otherwise is then its own mistake
    others = () if is_official else (one.date for one in printed if one.date.first not in accounted)
    ended = next((row for row in rows if row.act == "withdrawal"), None)
    return Acceptance(
        identity,
        alpha3,
        "declaration" if known.kind == "declaration" else act.act,
        date,
        effective if effective != date else None,
        act.as_of,
        act.source,
        tuple(one for one in others if _is_possible(one, known)),
        tuple(printed),
        None if ended is None else ended.date,
        "" if ended is None else "; ".join(part for part in (ended.source, ended.note) if part),
        act.act == "printed" or act.confidence in _VERIFIED,
        act.date_confidence != _UNVERIFIED_DAY,
    )


def refusal_of(identity: str, alpha3: str) -> NotAccepted | None:
    """Return who says that a State has not accepted complaints under a treaty to which it is party; None if nobody."""
    found = (row for row in _rows().get((identity, alpha3), ()) if row.act == REFUSAL)
    return next((NotAccepted(row.source, row.as_of, row.confidence in _VERIFIED) for row in found), None)


def effect_of(identity: str, date: PartialDate) -> PartialDate:
    """Return from when an act of a day binds a State: both ends, the act and its effect, where these differ."""
    known = instruments().get(identity)
    effective = date if known is None else _effective(date, "ratification", known)
    last = effective.last or effective.first
    if known is None or last.latest <= (date.last or date.first).latest:
        return date
    return PartialDate("between", date.first, last)


def acceptances_of(alpha3: str) -> tuple[Acceptance, ...]:
    """Return everything that a State is known to have accepted, in the order of the table of instruments."""
    found = (acceptance_of(identity, alpha3) for identity in instruments())
    return tuple(one for one in found if one is not None)


def absence_words(identity: str, language: str = PLAIN) -> str:
    """Return what the absence of a State from the table means, in a language of the rules: never "not bound"."""
    known = instruments().get(identity)
    kind = "party"
    if known is not None and known.kind == "declaration":
        kind = "not-in-force" if known.in_force is None else "declaration"
    return worded(f"absent-{kind}", language, {"where": worded("collection", language, {"address": COLLECTION})})


def _act(rows: Sequence[_Row], known: Instrument) -> _Row:
    """Return the act itself, or else the date that decisions print most.

    Dates before the instrument was in force all took effect with it, so that they count together and the earliest of
    them is that of the act. Where two dates are printed as often, the earlier stands; the other is then disputed.
    """
    acts = [row for row in rows if row.act not in _NO_ACTS]
    if acts:
        return acts[0]
    possible = [row for row in rows if row.act == "printed" and row.date and _is_possible(row.date, known)]
    times: dict[Day, int] = {}
    for row in possible:
        effect = _effective(_date_of(row, known), row.act, known).first
        times[effect] = times.get(effect, 0) + row.times
    chosen = min(times, key=lambda day: (-times[day], day.earliest))
    return next(row for row in possible if _effective(_date_of(row, known), row.act, known).first == chosen)


def _date_of(row: _Row, known: Instrument) -> PartialDate:
    """Return when an act was done, as far as that is known: of a day that nobody verified, the month on either side."""
    if row.date is None:
        return PartialDate("between", _day(known.adopted), Day(*map(int, row.as_of.split("-"))))
    if row.date_confidence != _UNVERIFIED_DAY or row.date.first.day is None:
        return row.date
    day = datetime.date(*row.date.first.earliest)
    return PartialDate("between", _day(day - _DAYS_AROUND), _day(day + _DAYS_AROUND))


def _is_possible(date: PartialDate, known: Instrument) -> bool:
    """Tell whether a printed date can be true: one before the instrument was adopted is a misprint."""
    return date.first.latest >= (known.adopted.year, known.adopted.month, known.adopted.day)


def _effective(date: PartialDate, act: str, known: Instrument) -> PartialDate:
    """Return from when an act binds the State, by the instrument's own article, never before it was in force."""
    if known.in_force is None:
        return date
    start = _day(known.in_force)
    if act == "succession":
        by = date.last or date.first
        return PartialDate("between", start, by) if start.earliest < by.earliest else date
    period = _PERIODS[known.effect]
    first = max(datetime.date(*date.first.earliest) + period, known.in_force)
    last = max(datetime.date(*(date.last or date.first).latest) + period, known.in_force)
    if first == last:
        return PartialDate("day", _day(first))
    return PartialDate("between", _day(first), _day(last))


def _day(date: datetime.date) -> Day:
    return Day(date.year, date.month, date.day)


@cache
def _rows() -> dict[tuple[str, str], tuple[_Row, ...]]:
    found: dict[tuple[str, str], list[_Row]] = {}
    for row in packaged_rows("rules/acceptances.csv"):
        date = PartialDate("day", Day(*map(int, row["date"].split("-")))) if row["date"] else None
        words = (row["as_of"], row["source"], row["note"], row["confidence"], row["date_confidence"])
        read = _Row(date, row["act"], int(row["times"] or 0), *words)
        found.setdefault((row["instrument"], row["state"]), []).append(read)
    return {key: tuple(rows) for key, rows in found.items()}


def _read_instruments() -> Iterator[Instrument]:
    for row in packaged_rows("rules/treaties.csv"):
        yield Instrument(
            row["id"],
            row["kind"],
            row["parent"],
            row["body"],
            row["authority"],
            datetime.date.fromisoformat(row["adopted"]),
            datetime.date.fromisoformat(row["in_force"]) if row["in_force"] else None,
            row["effect"],
            row["effect_article"],
            row["series"],
            row["complaints"],
            row["source"],
            row["confidence"],
            tuple((column, text) for column, text in row.items() if _LANGUAGE.fullmatch(column)),
            tuple((column.removesuffix("_short"), text) for column, text in row.items() if column.endswith("_short")),
        )
