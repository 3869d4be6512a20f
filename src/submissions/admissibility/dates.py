"""Checks of dates: since when the State is bound, whether the facts came after that, and limits of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from submissions.admissibility.answers import Answer, Situation, State
from submissions.admissibility.calendar import LastDay, beginning, last_day, span
from submissions.admissibility.presence import name_of
from submissions.admissibility.present import check_present, goes_on
from submissions.case import Disappearance, Event
from submissions.findings import Place
from submissions.rules.paths import Fact
from submissions.rules.records import Bound, Limit, Rule
from submissions.rules.treaties import acceptance_of, effect_of, refusal_of
from submissions.values import PartialDate

NO_VIOLATION: Final = "no-violation"
"""The wording of an answer where no event of the case is marked as a violation."""


@dataclass(frozen=True, slots=True)
class Bond:
    """Since when a State is bound, and who says so; `disputed` are other dates that sources print.

    `ended` is the day from which a State that withdrew is bound no longer, and `ending` who says that. `act` is what
    the tables call it, such as "succession". `is_verified` and `has_day` tell what may be built on: that the State
    accepted, and the day on which it did.
    """

    date: PartialDate
    effective: PartialDate
    source: str
    as_of: str
    place: Place | None
    disputed: tuple[PartialDate, ...] = ()
    ended: PartialDate | None = None
    ending: str = ""
    act: str = ""
    is_verified: bool = True
    has_day: bool = True


def acceptance(instrument: str, situation: Situation) -> Bond | None:
    """Return the State's acceptance of an instrument: what the case says, or else the tables; None if neither does.

    Where the case gives the day of the act only, the instrument's own article tells from when that binds, and the time
    between is in doubt. A withdrawal that the tables have after that day stands, whoever gives the acceptance.
    """
    known = acceptance_of(instrument, str(situation.case.state))
    for fact in situation.case.acceptances:
        if str(fact.instrument) == instrument:
            effective = fact.effective or effect_of(instrument, fact.date)
            left = known is not None and known.ended is not None and span(fact.date)[0] <= span(known.ended)[0]
            ended, ending = (known.ended, known.note) if known is not None and left else (None, "")
            source = str(fact.source)
            return Bond(fact.date, effective, source, "", fact.origin, ended=ended, ending=ending)
    if known is None:
        return None
    source = f"{known.source}, {known.as_of}"
    effective = known.effective or known.date
    return Bond(
        known.date,
        effective,
        source,
        known.as_of,
        None,
        known.disputed,
        known.ended,
        known.note,
        known.act,
        known.is_verified,
        known.has_day,
    )


def check_dates(rule: Rule, situation: Situation) -> Answer:
    """Tell whether a rule about dates is kept."""
    dates = rule.date
    assert dates is not None  # noqa: S101 - the table of checks gives this function rules of dates only
    if dates.bound is not None:
        return _check_bound(rule, dates.bound, situation)
    if dates.present is not None:
        return check_present(rule, dates.present, situation)
    assert dates.limit is not None  # noqa: S101 - reading refuses a rule of dates with none of them
    return _check_limit(rule, dates.limit, situation)


def _check_bound(rule: Rule, bound: Bound, situation: Situation) -> Answer:
    """Tell whether the State is bound; a table that does not have it never says that it is not."""
    known = acceptance(str(bound.instrument), situation)
    place = (known.place if known is not None else None) or situation.case.state.place
    if known is None:
        return _not_known(rule, bound, situation)
    if bound.events is not None and not bound.contrary:
        path = str(bound.events)
        events = [one for one in situation.find(path) if isinstance(one.value, Event | Disappearance)]
        if not events:
            return Answer(rule, "missing", NO_VIOLATION, (("paths", path),), situation.place, (path,))
        check = _check_events if known.is_verified and known.has_day else _check_unverified
        return check(rule, bound, known, events)
    details = (
        ("instrument", str(bound.instrument)),
        ("date", _shown(known.effective)),
        ("ended", "" if known.ended is None else _shown(known.ended)),
        ("source", f"{known.source}; {known.ending}" if known.ended is not None and known.ending else known.source),
        ("as_of", known.as_of),
        ("act", known.act),
        ("disputed", ", ".join(str(date.first) for date in known.disputed)),
    )
    return Answer(rule, *_bound_state(bound, known, situation), details, place)


def _not_known(rule: Rule, bound: Bound, situation: Situation) -> Answer:
    """Return the answer where no acceptance is known: that a State refused is for a person to verify, too.

    A mechanism for States that are not bound is open where nobody knows of an acceptance.
    """
    refusal = refusal_of(str(bound.instrument), str(situation.case.state))
    details = (("instrument", str(bound.instrument)),)
    if refusal is None:
        state: State = "met" if bound.contrary else "verify"
        return Answer(rule, state, "not-known-bound", details, situation.case.state.place)
    said = (("source", f"{refusal.source}, {refusal.as_of}"),)
    state = ("met" if bound.contrary else "missing") if refusal.is_verified else "verify"
    return Answer(rule, state, "bound-refused", (*details, *said), situation.case.state.place)


def _bound_state(bound: Bound, known: Bond, situation: Situation) -> tuple[State, str]:
    """Return what the State's acceptance means for a rule, on the day of the document."""
    day = situation.day
    if known.ended is not None and span(known.ended)[0] <= day:
        return "verify", "bound-ended"
    if not known.is_verified:
        return "verify", "bound-unverified"
    if not known.has_day:
        return "verify", "bound-day"
    if bound.contrary:
        return "missing", "bound-already"
    if span(known.effective)[0] > day:
        return "missing", "bound-later"
    return ("verify", "bound-disputed") if known.disputed else ("met", "bound")


def _shown(date: PartialDate) -> str:
    """Return a date, or both ends of the time in which it lies: "1987-06-26/1993-09-01"."""
    return str(date.first) if date.last is None else f"{date.first}/{date.last}"


def _check_events(rule: Rule, bound: Bound, known: Bond, events: Sequence[Fact]) -> Answer:
    """Tell whether the facts complained of came after the State was bound, or go on; the day itself is in time.

    What began once the State was bound no longer is for a person to look at: withdrawals are not all verified.
    """
    spans = [span(date) for date in (known.effective, *known.disputed)]
    since, until = min(first for first, _ in spans), max(last for _, last in spans)
    details = [("date", ", ".join(map(_shown, (known.effective, *known.disputed))))]
    ended = None if known.ended is None else span(known.ended)[0]
    doubtful: Fact | None = None
    afterwards: Fact | None = None
    for found in events:
        event: Event | Disappearance = found.value
        first, last = beginning(event.date) if bound.begun else span(event.date)
        if ended is not None and last >= ended:
            afterwards = found
            if first >= ended or not goes_on(event):
                continue
        if goes_on(event) and not bound.begun:
            return Answer(rule, "met", "continuing", (*details, ("event", name_of(found))), found.place)
        if first >= until:
            return Answer(rule, "met", "after", (*details, ("event", name_of(found))), found.place)
        if last >= since:
            doubtful = found
    if doubtful is not None:
        return Answer(rule, "verify", "after-perhaps", (*details, ("event", name_of(doubtful))), doubtful.place)
    if afterwards is not None and known.ended is not None:
        details += [("ended", _shown(known.ended)), ("source", known.ending or known.source)]
        return Answer(rule, "verify", "after-end", (*details, ("event", name_of(afterwards))), afterwards.place)
    wording = "begun-before" if bound.begun else "before"
    return Answer(rule, "missing", wording, (*details, ("event", name_of(events[0]))), events[0].place)


def _check_unverified(rule: Rule, bound: Bound, known: Bond, events: Sequence[Fact]) -> Answer:
    """Hold the facts against an acceptance, or a day of one, that nobody verified: it opens nothing and closes nothing.

    What goes on is in time whatever the day, if the State accepted at all.
    """
    going = next((one for one in events if goes_on(one.value)), None) if not bound.begun else None
    date = ("date", _shown(known.effective))
    if going is not None and known.is_verified and known.ended is None:
        return Answer(rule, "met", "continuing", (date, ("event", name_of(going))), going.place)
    details = (date, ("source", known.source), ("event", name_of(events[0])))
    return Answer(rule, "verify", "after-unverified", details, events[0].place)


@dataclass(frozen=True, slots=True)
class Running:
    """A limit that runs in a case: from what, until when."""

    since: Fact
    last: LastDay


def running(limit: Limit, situation: Situation) -> Running | None:
    """Return a limit as it runs in a case, from the date of its dates that counts; None if there is no date."""
    found = _dates(limit.since, situation) or _dates(limit.or_since, situation)
    if not found:
        return None
    choose = max if limit.counts == "latest" else min
    chosen = choose(found, key=lambda one: span(one.value)[::-1])
    return Running(chosen, last_day(chosen.value, limit.period, situation.seat))


def _dates(paths: Sequence[str], situation: Situation) -> list[Fact]:
    return [one for path in paths for one in situation.find(path) if isinstance(one.value, PartialDate)]


def _check_limit(rule: Rule, limit: Limit, situation: Situation) -> Answer:
    """Hold the day of the document against a limit; a soft one only asks for an explanation."""
    run = running(limit, situation)
    if run is None:
        return Answer(rule, "verify", "no-start", (("paths", ", ".join(limit.since)),), situation.place)
    day = situation.day
    details = (
        ("since", str(run.since.value.first)),
        ("last", run.last.earliest.isoformat()),
        ("latest", run.last.latest.isoformat()),
        ("working", "" if run.last.next_working is None else run.last.next_working.isoformat()),
        ("before", "" if run.last.last_working is None else run.last.last_working.isoformat()),
        ("seat", situation.seat),
        ("day", day.isoformat()),
    )
    if day <= run.last.earliest:
        return Answer(rule, "met", "in-time", details, run.since.place)
    explained = situation.first(limit.explained_by)
    if explained is not None:  # whether the reasons of a late filing excuse it is for the body to say
        state: State = "verify" if limit.hard else "met"
        return Answer(rule, state, "late-explained", details, explained.place)
    if day <= run.last.latest:
        return Answer(rule, "verify", "perhaps-late", details, run.since.place)
    working = run.last.next_working
    if working is not None and day <= working:
        return Answer(rule, "verify", "last-day-closed", details, run.since.place)
    wording = "late" if limit.hard else "needs-explanation"
    return Answer(rule, "missing", wording, details, run.since.place, tuple(map(str, limit.explained_by)))
