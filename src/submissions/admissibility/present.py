"""Whether something goes on or is still to come: what urgent procedures are open for, and nothing else."""

from __future__ import annotations

import datetime

from submissions.admissibility.answers import Answer, Situation
from submissions.admissibility.calendar import span
from submissions.admissibility.presence import name_of
from submissions.case import Detention, Disappearance, Event
from submissions.rules.paths import Fact
from submissions.rules.records import Present, Rule
from submissions.values import PartialDate


def check_present(rule: Rule, asked: Present, situation: Situation) -> Answer:
    """Tell whether something goes on or is still to come on the day of the document, and else since when it is over.

    A text that says so weighs nothing against a detention or disappearance that is over.
    """
    day = situation.day
    found = [one for path in asked.of for one in situation.find(path)]
    now = next((one for one in found if _is_now(one, day)), None)
    if now is not None:
        return Answer(rule, "met", "goes-on", (("fact", name_of(now)), ("day", day.isoformat())), now.place)
    ends = [(date, one) for one in found if (date := _end(one)) is not None]
    if ends:
        ended, over = max(ends, key=lambda each: span(each[0])[1])
        details = (("fact", name_of(over)), ("ended", str(ended.first)), ("day", day.isoformat()))
        return Answer(rule, "missing", "is-over", details, over.place)
    claimed = situation.first(asked.claimed)
    if claimed is not None:
        return Answer(rule, "verify", "goes-on-perhaps", (("day", day.isoformat()),), claimed.place)
    paths = tuple(map(str, asked.of))
    return Answer(rule, "missing", "nothing-goes-on", (("day", day.isoformat()),), situation.place, paths)


def goes_on(event: Event | Disappearance) -> bool:
    """Tell whether an event is marked as continuing, or has a beginning and no end."""
    if not isinstance(event, Event):
        return False
    return event.continuing or (event.date.kind == "span" and event.date.last is None)


def _is_now(found: Fact, day: datetime.date) -> bool:
    """Tell whether something goes on or is still to come: what was expected for an earlier day is neither."""
    value = found.value
    if isinstance(value, Event):
        return span(value.date)[1] >= day if value.expected else goes_on(value)
    end = _end(found)
    return isinstance(value, Detention | Disappearance) and (end is None or span(end)[0] > day)


def _end(found: Fact) -> PartialDate | None:
    value = found.value
    return value.ended if isinstance(value, Detention | Disappearance) else None
