"""Tell of a run in whole lines on standard error: for people who read it in a pipe, and for programs."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Final

import click

from submissions.cli.progress.tally import WAITING, Tally
from submissions.cli.text import clean
from submissions.plan import Job
from submissions.run.events import Begun, Doing, Event, Finished, Planned, Waiting

_EVERY_SECONDS: Final = 5.0
# A run of fewer is over before anybody asks how far it is.
_FEW: Final = 10
# So many documents that were not made are named while the run goes on; all of them are at its end.
_NAMED_MAX: Final = 20


class PlainLines:
    """Says once that the run waits, and of a long run every few seconds how far it is, and which document failed."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin before anything has happened."""
        self._clock, self._tally = clock, Tally()
        self._waited = False
        self._named = 0
        self._next = clock() + _EVERY_SECONDS

    def __call__(self, event: Event) -> None:
        """Take one event, and print a line if there is something to say."""
        now = self._clock()
        self._tally.take(event, now)
        if isinstance(event, Waiting) and not self._waited:
            self._waited = True
            _print(f"{WAITING} ...")
        if self._tally.planned <= _FEW:
            return
        if isinstance(event, Finished) and event.became in ("refused", "kept") and self._named < _NAMED_MAX:
            self._named += 1
            _print(f"not made: {clean(str(event.job))}")
        elif now >= self._next and isinstance(event, Begun | Finished):
            self._next = now + _EVERY_SECONDS
            _print(f"{', '.join(self._tally.parts(now))}: {self._tally.doing}")


def json_line(event: Event) -> str:
    """Return an event as one line of JSON that is plain ASCII; a document bears the names that `outputs` gives it."""
    match event:
        case Doing(words):
            data: dict[str, object] = {"event": "doing", "words": words}
        case Waiting():
            data = {"event": "waiting"}
        case Planned(documents):
            data = {"event": "planned", "documents": documents}
        case Begun(job):
            data = {"event": "begun", **_names(job)}
        case Finished(job, became):
            data = {"event": "finished", **_names(job), "became": became}
    return json.dumps(data)


def say_as_json(event: Event) -> None:
    """Print an event as a line of JSON."""
    _print(json_line(event))


def _names(job: Job) -> dict[str, str]:
    return {"case": job.case_id, "template": job.template, "language": job.language, "audience": job.audience}


def _print(line: str) -> None:
    click.echo(line, err=True)
