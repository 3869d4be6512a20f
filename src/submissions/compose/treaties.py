"""A State's standing under the treaties: what it is known to have accepted on the date of a document, and when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

from submissions.rules.treaties import Acceptance, Instrument, absence_words, acceptance_of, instruments
from submissions.values import PartialDate
from submissions.view import CaseView, StateView

Mark = Literal["✓", "–", "?"]
"""Bound; no longer or not yet bound; not known to be bound, which never means that it is not."""

_BOUND: Final[Mark] = "✓"
_NOT_BOUND: Final[Mark] = "–"
_NOT_KNOWN: Final[Mark] = "?"


@dataclass(frozen=True, slots=True)
class AcceptedView:
    """Whether a State accepted an instrument: the mark, the date of its act, and what is said where none is known.

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

    def here(date: PartialDate) -> PartialDate:
        return replace(date, place=state.code.place)

    return AcceptedView(
        instrument.name(view.language),
        instrument.short_name(view.language),
        _mark(found, view.date),
        None if found is None else here(found.date),
        None if found is None or found.ended is None else here(found.ended),
        () if found is None else tuple(map(here, found.disputed)),
        absence_words(instrument.id, view.language) if found is None else "",
        "" if found is None else found.source,
        "" if found is None else found.as_of,
    )


def _mark(found: Acceptance | None, day: PartialDate) -> Mark:
    """Return the mark on the day of a document."""
    if found is None:
        return _NOT_KNOWN
    today = (day.last or day.first).latest
    is_over = found.ended is not None and found.ended.first.earliest <= today
    return _NOT_BOUND if is_over or found.date.first.earliest > today else _BOUND
