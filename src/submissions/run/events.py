"""What a run tells of itself while it goes on: typed, frozen, and with no word of a case but its id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from submissions.findings import Finding
from submissions.line.outcome import Setting
from submissions.plan import Job
from submissions.publish.folder import State
from submissions.run.records import OutputRow

Became: TypeAlias = State | Literal["checked"]
"""What became of a document; "checked" where nothing is written and nothing stands against it."""


@dataclass(frozen=True, slots=True)
class Doing:
    """The run does something that is no document: a few words on what."""

    words: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Another build holds the output folder."""


@dataclass(frozen=True, slots=True)
class Planned:
    """So many documents are going to be made or looked at; a run that begins anew as drafts says it once more."""

    documents: int


@dataclass(frozen=True, slots=True)
class Begun:
    """A document goes down the line now; one that is taken as it stands is never begun."""

    job: Job


@dataclass(frozen=True, slots=True)
class Finished:
    """It is known what became of a document: its folder was published, or was not. Each job finishes once."""

    job: Job
    became: Became


Event: TypeAlias = Doing | Waiting | Planned | Begun | Finished
Say: TypeAlias = Callable[[Event], None]
"""Is told each event as it happens, in the process and the thread that decides and writes."""


def finished(jobs: Iterable[Job], rows: Sequence[OutputRow]) -> Iterator[Finished]:
    """Yield what became of each job whose outputs were published, or were not: the worst of its formats counts."""
    worst: tuple[State, ...] = ("refused", "kept", "made")
    for job in jobs:
        states = [row.state for row in rows if row.job == job]
        yield Finished(job, next((one for one in worst if one in states), "unchanged" if states else "refused"))


def looked_at(job: Job, findings: Iterable[Finding], setting: Setting) -> Finished:
    """Return what became of a job of a run that writes nothing."""
    return Finished(job, "refused" if any(map(setting.stops, findings)) else "checked")
