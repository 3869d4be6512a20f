"""What a rule is held against, and what comes of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from submissions.admissibility.calendar import span
from submissions.admissibility.rows import Lengths
from submissions.case import Case, Submission
from submissions.findings import Place
from submissions.rules.paths import Fact, find
from submissions.rules.records import Rule
from submissions.today import Today

State: TypeAlias = Literal["met", "asserted", "missing", "contradicted", "verify", "not-applicable", "information"]
"""`met`: a fact or an annex shows it. `asserted`: the case says so, and nothing in it shows it. `contradicted`: two
places of the case disagree. `verify`: a person must look, because the facts or the rule are not certain enough to say.
"""

AGAINST: Final = frozenset({"missing", "contradicted"})
"""The states that stand against a filing."""


@dataclass(frozen=True, slots=True)
class Situation:
    """The case as one document puts it before the mechanism, on the day of the run.

    `treaty` is the id of the treaty under which the mechanism sits and `seat` that of the place of its office, each ""
    where there is none.
    """

    case: Case
    submission: Submission | None
    language: str
    audience: str
    today: Today
    lengths: Lengths = field(default_factory=Lengths)
    treaty: str = ""
    seat: str = ""

    def find(self, path: str) -> tuple[Fact, ...]:
        """Return what a path leads to."""
        return find(path, self.case, self.submission, self.language, self.audience)

    def first(self, paths: Iterable[str]) -> Fact | None:
        """Return the first thing to which one of several paths leads."""
        return next((found for path in paths for found in self.find(path)), None)

    def asks(self, rule: Rule) -> bool:
        """Tell whether a rule applies here at all."""
        return all(map(self.find, rule.when)) and not any(map(self.find, rule.except_when))

    @property
    def day(self) -> datetime.date:
        """The day that counts as the day of filing: that of the document, or else the day of the run."""
        date = self.submission.date if self.submission is not None else None
        return self.today.exactly() if date is None else span(date)[1]

    @property
    def place(self) -> Place:
        """The submission in the case file, or the head of the case."""
        return self.submission.template.place if self.submission is not None else self.case.case.id.place


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one rule.

    `wording` is a key of the words of answers and `details` fill it: what the answer rests on. `place` is where that
    stands in the case file, `lacks` are the paths that led to nothing, `others` what else stands against the same rule.
    """

    rule: Rule
    state: State
    wording: str = ""
    details: tuple[tuple[str, str], ...] = ()
    place: Place | None = None
    lacks: tuple[str, ...] = ()
    others: tuple[Answer, ...] = ()
