"""A State's standing under the treaties: what it is known to have accepted on the date of a document, and when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

from submissions.rules.treaties import (
    COLLECTION,
    Acceptance,
    Instrument,
    NotAccepted,
    absence_words,
    acceptance_of,
    instruments,
    refusal_of,
)
from submissions.rules.wording import worded
from submissions.values import PartialDate
from submissions.view import CaseView, StateView

Mark = Literal["✓", "–", "?"]
"""Bound; no longer or not yet bound; not known to be bound, which never means that it is not."""

_BOUND: Final[Mark] = "✓"
_NOT_BOUND: Final[Mark] = "–"
_NOT_KNOWN: Final[Mark] = "?"


@dataclass(frozen=True, slots=True)
class AcceptedView:
    """Whether a State accepted an instrument: the mark, the date of its act, and what is said where none can be told.

    `disputed` are other dates that United Nations documents print of it, `ended` is the day from which it is no longer
    bound, `source` tells where the date is from and `as_of` how far that source goes.
    """

    name: str
    short: str
    mark: Mark
    date: PartialDate | None
    ended: PartialDate | None
    disputed: tuple[PartialDate, ...]
    unknown: str
    source: str
    as_of: str


@dataclass(frozen=True, slots=True)
class TreatyView:
    """A convention, and its complaints procedure where it has one; `invoked` tells that a claim rests on it."""

    name: str
    short: str
    invoked: bool
    party: AcceptedView
    complaints: AcceptedView | None


def treaties_of(view: CaseView) -> tuple[TreatyView, ...]:
    """Return the conventions of the United Nations with what the State of a case accepted; none without a State."""
    state = view.state
    if not isinstance(state, StateView):
        return ()
    invoked = {str(claim.instrument) for claim in view.claims}
    known = instruments()
    return tuple(
        TreatyView(
            one.name(view.language),
            one.short_name(view.language),
            bool({one.id, one.authority} & invoked),
            _accepted(one, state, view),
            next((_accepted(other, state, view) for other in known.values() if _hears(other, one)), None),
        )
        for one in known.values()
        if one.kind == "convention"
    )


def _hears(other: Instrument, treaty: Instrument) -> bool:
    """Tell whether an instrument is the way by which individuals complain under a treaty."""
    return other.parent == treaty.id and bool(other.complaints)


def _accepted(instrument: Instrument, state: StateView, view: CaseView) -> AcceptedView:
    found = acceptance_of(instrument.id, str(state.code))
    refused = refusal_of(instrument.id, str(state.code))

    def here(date: PartialDate) -> PartialDate:
        return replace(date, place=state.code.place)

    verified = found if found is not None and found.is_verified and found.has_day else None
    return AcceptedView(
        instrument.name(view.language),
        instrument.short_name(view.language),
        _mark(found, view.date),
        None if verified is None else here(verified.date),
        None if found is None or found.ended is None else here(found.ended),
        () if verified is None else tuple(map(here, verified.disputed)),
        "" if verified is not None else _unknown(instrument, found or refused, view.language),
        *(("", "") if found is None else (found.source, found.as_of)),
    )


def _unknown(instrument: Instrument, told: Acceptance | NotAccepted | None, language: str) -> str:
    """Return what is said where a document may not print a date: nobody verified it, or nobody knows of any."""
    if told is None:
        return absence_words(instrument.id, language)
    key = "told-refused" if isinstance(told, NotAccepted) else "told-day" if told.is_verified else "told-accepted"
    where = worded("collection", language, {"address": COLLECTION})
    return worded(key, language, {"source": f"{told.source}, {told.as_of}", "where": where})


def _mark(found: Acceptance | None, day: PartialDate) -> Mark:
    """Return the mark on the day of a document."""
    if found is None:
        return _NOT_KNOWN
    if not found.is_verified:
        return _NOT_KNOWN
    today = (day.last or day.first).latest
    is_over = found.ended is not None and found.ended.first.earliest <= today
    return _NOT_BOUND if is_over or found.date.first.earliest > today else _BOUND
