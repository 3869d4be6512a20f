"""A paper as it was filed: the case without what came after the paper's date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from submissions.case.matter import Annex, Event, Procedure, Remedy
from submissions.case.record import Record
from submissions.case.whole import Case, Submission
from submissions.values import PartialDate, Text

_Record = TypeVar("_Record", bound=Record)
_Day = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What of a case is later than a paper: how many of each kind, and whose outcome then the case does not tell.

    `untold` are the remedies and procedures that ended after the paper and have no `pending`.
    """

    events: int
    annexes: int
    remedies: int
    procedures: int
    untold: tuple[Remedy | Procedure, ...]

    @property
    def number(self) -> int:
        """How many records are left out."""
        return self.events + self.annexes + self.remedies + self.procedures


def as_filed(case: Case, number: int | None) -> Case:
    """Return the case as one of its papers puts it: whole, unless the paper stands as it was filed.

    Then events, remedies and procedures that began after its date are gone, and so is from the others what was decided
    after it; annexes that are later do not come along, and every other keeps its number. What is expected stays.
    """
    if number is None:  # a paper that is only tried stands in no list
        return case
    paper = case.submissions[number]
    if not paper.as_filed or paper.date is None:
        return case
    day = _last(paper.date)
    own = tuple(annex.id for annex in _annexes(case, paper) if not _is_later(annex.date, day))
    papers = (*case.submissions[:number], _but(paper, annexes=own), *case.submissions[number + 1 :])
    changes: dict[str, Any] = {
        "events": tuple(one for one in case.events if _stays(one, day)),
        "remedies": tuple(_remedy(one, day) for one in case.remedies if not _is_later(one.filed, day)),
        "procedures": tuple(_procedure(one, day) for one in case.procedures if not _is_later(one.filed, day)),
        "people": tuple(_without(one, day, "died", "disappeared", "detained") for one in case.people),
        "detentions": tuple(_without(one, day, "ended") for one in case.detentions if not _is_later(one.arrested, day)),
        "disappearances": tuple(
            _without(one, day, "ended", "reported") for one in case.disappearances if not _is_later(one.date, day)
        ),
        "submissions": papers,
    }
    return _but(case, **changes)


def left_out(case: Case, number: int | None) -> LeftOut:
    """Return what a paper that stands as it was filed leaves out of the case; nothing for any other."""
    filed = as_filed(case, number)
    if number is None or filed is case or (paper := case.submissions[number]).date is None:
        return LeftOut(0, 0, 0, 0, ())
    day = _last(paper.date)
    decided: list[Remedy | Procedure] = [
        one for one in case.remedies if _is_later(one.decided, day) and not _is_later(one.filed, day)
    ]
    decided += [one for one in case.procedures if _is_later(one.ended, day) and not _is_later(one.filed, day)]
    return LeftOut(
        len(case.events) - len(filed.events),
        sum(1 for annex in _annexes(case, paper) if _is_later(annex.date, day)),
        len(case.remedies) - len(filed.remedies),
        len(case.procedures) - len(filed.procedures),
        tuple(one for one in decided if one.pending is None),
    )


def _annexes(case: Case, paper: Submission) -> tuple[Annex, ...]:
    wanted: tuple[Text, ...] | None = paper.annexes
    return tuple(annex for annex in case.annexes if wanted is None or annex.id in wanted)


def _stays(event: Event, day: _Day) -> bool:
    return event.expected or not _is_later(event.date, day)


def _remedy(remedy: Remedy, day: _Day) -> Remedy:
    """Return a remedy as it stood on a day."""
    if not _is_later(remedy.decided, day):
        return remedy
    return _but(remedy, decided=None, final=False, outcome=remedy.pending or remedy.outcome)


def _procedure(procedure: Procedure, day: _Day) -> Procedure:
    """Return another international procedure as it stood on a day."""
    if not _is_later(procedure.ended, day):
        return procedure
    return _but(procedure, ended=None, standing="pending", outcome=procedure.pending or procedure.outcome)


def _without(record: _Record, day: _Day, *names: str) -> _Record:
    """Return a record without those of some dates that are later than a day."""
    gone = {name: None for name in names if _is_later(getattr(record, name), day)}
    return _but(record, **gone) if gone else record


def _but(record: _Record, **changes: Any) -> _Record:
    return record.model_copy(update=changes)


def _is_later(date: PartialDate | None, day: _Day) -> bool:
    return date is not None and date.first.earliest > day


def _last(date: PartialDate) -> _Day:
    """Return the last day that the date of a paper can mean."""
    return (date.last or date.first).latest
