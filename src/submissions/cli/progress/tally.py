"""Count what a run tells of itself: how many documents are through, how many were not made, how long the rest takes."""

from __future__ import annotations

from collections import deque
from typing import Final

from submissions.cli.text import clean
from submissions.plan import Job
from submissions.run.events import Begun, Doing, Event, Finished, Planned, Waiting

WAITING: Final = "waiting for another build to finish"
"""What is said while another build holds the output folder."""
# What the last documents took tells how long the next will take; those that were unchanged at the beginning do not.
_REMEMBERED: Final = 40
# Before that any number of seconds left would be a guess.
_KNOWN_FROM: Final = 3


class Tally:
    """The events of one run, counted; times are seconds of a clock that only goes forward."""

    def __init__(self) -> None:
        """Begin before anything is planned."""
        self.planned = self.failed = 0
        self.doing = ""
        self._through: set[Job] = set()
        self._current: Job | None = None
        self._times: deque[float] = deque(maxlen=_REMEMBERED + 1)

    def _plan(self, documents: int, now: float) -> None:
        """Begin to count; a run that begins anew as drafts counts anew."""
        self.planned, self.failed = documents, 0
        self._current = None
        self._through.clear()
        self._times.clear()
        self._times.append(now)

    @property
    def through(self) -> int:
        """How many documents have gone down the line, whether or not their folder was published yet."""
        return len(self._through)

    def take(self, event: Event, now: float) -> None:
        """Count one event that happened now."""
        match event:
            case Planned(documents):
                self._plan(documents, now)
            case Begun(job):
                self._pass(self._current, now)
                self._current, self.doing = job, clean(str(job))
            case Finished(job, became):
                self._current = None if self._current == job else self._current
                self._pass(job, now)
                self.failed += became in ("refused", "kept")
            case Doing(words):
                self.doing = clean(words)
            case Waiting():
                self.doing = WAITING

    def _pass(self, job: Job | None, now: float) -> None:
        if job is not None and job not in self._through:
            self._through.add(job)
            self._times.append(now)

    def a_second(self, now: float) -> float:
        """Return how many documents went through in each of the last seconds, 0 where that is not known yet."""
        if self.through < _KNOWN_FROM or now <= self._times[0]:
            return 0.0
        return (len(self._times) - 1) / (now - self._times[0])

    def parts(self, now: float) -> list[str]:
        """Return what there is to say in figures, the most important first; nothing before anything is planned."""
        if not self.planned:
            return []
        said = [f"{self.through:,} of {self.planned:,}"]
        said += [f"{self.failed:,} not made"] if self.failed else []
        rate = self.a_second(now)
        if rate and self.through < self.planned:
            said += [f"{in_words((self.planned - self.through) / rate)} left", f"{rate:.1f} a second"]
        return said


def in_words(seconds: float) -> str:
    """Return a length of time as roughly as it is known: "50 s", "3 min", "1 h 20 min"."""
    if seconds < 55:
        return f"{max(5, round(seconds / 5) * 5)} s"
    minutes = max(1, round(seconds / 60))
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
