"""Look for sources that are older or newer than they can be, by their numbers, their symbols and their bodies."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Final

from submissions.admissibility.answers import Situation
from submissions.admissibility.calendar import span
from submissions.admissibility.conflicts import Conflict
from submissions.admissibility.whose import is_before
from submissions.case import Decision, Treaty, UnDocument
from submissions.rules.bodies import Body, bodies
from submissions.rules.paths import typed_at
from submissions.rules.treaties import instruments
from submissions.values import PartialDate

_YEAR_OF_NUMBER: Final = re.compile(r"\d+/(\d{4})", re.ASCII)
# The number under which a communication was registered, within the symbol of what was decided: CAT/C/46/D/341/2008.
_NUMBER_IN_SYMBOL: Final = re.compile(r"/D/(\d+/\d{4})", re.ASCII)
# Symbols that end in, or have in them, the year in which the document was adopted.
_YEAR_IN_SYMBOL: Final = (
    re.compile(r"A/HRC/WGAD/(\d{4})/\d+", re.ASCII),
    re.compile(r"E/RES/(\d{4})/\d+(?:, .*)?", re.ASCII),
    re.compile(r"S/RES/\d+ \((\d{4})\)", re.ASCII),
)


def check_cited(situation: Situation) -> Iterator[Conflict]:
    """Yield every source that is older than its number or its body, or whose number and symbol disagree."""
    for authority in situation.case.authorities:
        place = typed_at(authority.id, situation.place)
        fact = ("fact", str(authority.id))
        if isinstance(authority, Treaty) and is_before(authority.in_force, authority.adopted):
            since = "" if authority.in_force is None else str(authority.in_force.first)
            dates = (("date", since), ("adopted", str(authority.adopted.first)))
            yield Conflict("in-force-before-adopted", (fact, *dates), place)
        if isinstance(authority, Decision | UnDocument):
            for wording, details in _of_symbol(authority):
                yield Conflict(wording, (fact, *details), place)


_Told = tuple[str, tuple[tuple[str, str], ...]]


def _of_symbol(source: Decision | UnDocument) -> Iterator[_Told]:
    """Yield what the date of a source cannot be, by what its number and symbol tell."""
    symbol, date = str(source.symbol), ("date", str(source.date.first))
    in_symbol = _NUMBER_IN_SYMBOL.search(symbol)
    given = None if isinstance(source, UnDocument) else source.communication
    number = str(given) if given is not None else in_symbol[1] if in_symbol is not None else ""
    # The symbol of communications that were joined gives the first and the last of their numbers.
    if given is not None and in_symbol is not None and in_symbol[1] not in number and "-" not in symbol:
        yield "number-not-of-symbol", (("number", number), ("symbol", symbol))
    registered = _YEAR_OF_NUMBER.search(number)
    if registered is not None and span(source.date)[1].year < int(registered[1]):
        yield "older-than-number", (("number", number), date)
    for form in _YEAR_IN_SYMBOL:
        year = form.fullmatch(symbol)
        if year is not None and not _is_of_year(source.date, int(year[1])):
            yield "not-of-year", (("symbol", symbol), date)
    body = _body_of(symbol)
    since = None if body is None else _since(body, of_decisions=in_symbol is not None)
    if body is not None and since is not None:
        # A communication is not registered, nor anything adopted, before the body can do so.
        first = span(source.date)[1] if registered is None else datetime.date(int(registered[1]), 12, 31)
        if min(first, span(source.date)[1]) < since:
            yield "older-than-body", (("body", body.id), ("since", since.isoformat()), date)


def _is_of_year(date: PartialDate, year: int) -> bool:
    first, last = span(date)
    return first.year <= year <= last.year


def _body_of(symbol: str) -> Body | None:
    """Return the body of whose documents a symbol is, "CAT/C/GC/3"; treaty bodies have two words before the rest."""
    start = "/".join(symbol.split("/")[:2])
    found = (one for one in bodies().values() if one.symbol_example and one.symbol_example.startswith(f"{start}/"))
    return next((one for one in found if _since(one, of_decisions=False) is not None), None)


def _since(body: Body, *, of_decisions: bool) -> datetime.date | None:
    """Return since when a body can decide communications, or can adopt anything; None where no treaty tells it."""
    own = [one for one in instruments().values() if one.body == body.id and one.in_force is not None]
    chosen = [one for one in own if bool(one.complaints) is of_decisions] or own
    return min((one.in_force for one in chosen if one.in_force is not None), default=None)
