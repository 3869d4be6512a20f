"""Build one audience's folder while the output folder is held, from the look at what stands to what is remembered.

Whatever else happens, what stands there afterwards is looked at: a file that this run did not make may name somebody
who is protected today.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import PurePosixPath
from typing import Final

from submissions.findings import Finding, Place
from submissions.line.outcome import Setting
from submissions.plan import AUDIENCES, CaseOutline, Job
from submissions.publish.contents import everything_in
from submissions.publish.disk import Disk
from submissions.publish.folder import Destination, hold_folder
from submissions.publish.lock import hold
from submissions.run.events import Say, Waiting, finished
from submissions.run.folders import Folder, Makers, make_folder, publish_folder, remember_folder
from submissions.run.leftovers import look_at_standing
from submissions.run.records import OutputRow, RunRequest
from submissions.run.reuse import Reuse
from submissions.run.unchanged import unchanged_folder
from submissions.run.worker import Worker

_AT_ONCE: Final = 64
"""Folders in which nothing changed that are looked at in one go: a fifth of a second, so that other builds can wait."""


@dataclass(frozen=True, slots=True)
class Builder:
    """What the folders of one run are built with."""

    makers: Makers
    reuse: Reuse
    request: RunRequest
    say: Say
    disk: Disk

    @property
    def worker(self) -> Worker:
        """The child for one call after the other."""
        return self.makers.worker

    @property
    def setting(self) -> Setting:
        """What every document of the run has in common."""
        return self.request.setting

    def waiting(self) -> None:
        """Say that another build holds the output folder."""
        self.say(Waiting())

    def tell(self, jobs: Sequence[Job], rows: Sequence[OutputRow]) -> None:
        """Say what became of each document of a folder."""
        for event in finished(jobs, rows):
            self.say(event)

    def destination(self, case_id: str, audience: str) -> Destination:
        """Return the folder of a case for an audience."""
        setting = self.setting
        return Destination(setting.output, case_id, audience, self.request.wait_seconds, setting.shown_output)

    def save(self) -> None:
        """Add what is remembered to the store."""
        self.reuse.save(self.disk)


def build_folder(
    builder: Builder, destination: Destination, jobs: Sequence[Job], *, stopped: bool, anew: bool
) -> tuple[Folder, list[OutputRow], list[Finding]]:
    """Make, publish and remember the documents of one audience's folder, and look at what else stands there.

    `stopped` says that something outside the folder stands against it; `anew` that nothing is taken as it stands.
    """
    worker, reuse, setting, case = builder.worker, builder.reuse, builder.setting, jobs[0].folder
    with hold_folder(destination, disk=builder.disk, waiting=builder.waiting) as faults:
        reuse.load()
        as_it_was = None if faults or stopped or anew else unchanged_folder(reuse, destination, jobs, setting)
        if as_it_was is not None:
            builder.tell(jobs, as_it_was[1])
            return *as_it_was, []
        was_ours = reuse.is_of_last_run(destination)
        known = None if faults or anew else reuse
        folder = make_folder(builder.makers, known, destination, jobs, setting, say=builder.say)
        findings = [*faults, *_changed(reuse, jobs[0])]
        rows, against = publish_folder(
            worker,
            folder,
            setting,
            stopped=stopped or bool(findings),
            replace_edited=builder.request.replace,
            disk=builder.disk,
        )
        builder.tell(jobs, rows)
        fresh = remember_folder(reuse, folder, rows, case)
        findings += against
        findings += () if was_ours else [_generation(destination, rows)]
        findings += look_at_standing(worker, reuse, destination, case, setting=setting, fresh=fresh)
        if not faults and destination.folder.is_dir():
            builder.save()
    return folder, rows, findings


def look_at_rest(builder: Builder, cases: Sequence[CaseOutline], done: Sequence[Destination]) -> Iterator[Finding]:
    """Look at the folders of the cases in which this run made nothing."""
    made = {one.folder for one in done}
    for case in cases:
        for audience in AUDIENCES:
            destination = builder.destination(case.id, audience)
            if destination.folder not in made and destination.folder.is_dir():
                yield from _look(builder, destination, case.folder)
    readable = {case.folder for case in cases}
    for folder in (one for one in builder.request.cases if one not in readable):
        destination = builder.destination(PurePosixPath(folder).name, "public")
        if everything_in(destination.folder):
            yield _unsearched(destination.place())


def together(
    builder: Builder, folders: Iterable[tuple[Destination, list[Job]]]
) -> Iterator[tuple[Destination, list[Job]]]:
    """Yield folders; many of which nothing is to be made are gone through while the output folder is held once."""

    def is_known(one: tuple[Destination, list[Job]]) -> bool:
        return builder.setting.writes and not any(map(builder.reuse.is_new, one[1]))

    for known, group in groupby(folders, key=is_known):
        while batch := list(islice(group, _AT_ONCE if known else 1)):
            with _held(builder) if known else nullcontext():
                yield from batch


@contextmanager
def _held(builder: Builder) -> Iterator[None]:
    """Hold the output folder, or not where it cannot be: whoever publishes into it then says why."""
    with ExitStack() as stack:
        with suppress(TimeoutError, OSError):
            root, wait = builder.setting.output, builder.request.wait_seconds
            stack.enter_context(hold(root, wait, builder.waiting))
        yield


def close(builder: Builder) -> None:
    """Write what is kept whole, while the output folder is held; what was added line by line is gone then."""
    root = builder.setting.output
    if root.is_dir() and any(path.is_dir() for path in root.iterdir()):  # where nothing was published, none is begun
        with suppress(TimeoutError, OSError), hold(root, builder.request.wait_seconds, builder.waiting):
            builder.reuse.close(builder.disk)


def _look(builder: Builder, destination: Destination, case: str) -> Iterator[Finding]:
    with hold_folder(destination, disk=builder.disk, waiting=builder.waiting) as faults:
        yield from faults
        builder.reuse.load()
        if not builder.reuse.is_of_last_run(destination):
            yield other_generation(destination)
        yield from look_at_standing(builder.worker, builder.reuse, destination, case, setting=builder.setting, fresh={})
        if not faults:
            builder.save()


def _changed(reuse: Reuse, job: Job) -> list[Finding]:
    """Find that a case was changed since it was read: what was made may lack a protection that it has now."""
    if reuse.is_untouched(job.folder):
        return []
    words = "the case was changed while its documents were being made, so none of them was published"
    return [Finding("E716", Place(job.place.file), words, "build again")]


def _generation(destination: Destination, rows: Sequence[OutputRow]) -> Finding:
    if not rows or any(row.state in ("kept", "refused") for row in rows):
        return other_generation(destination)
    words = "this folder was not as the last build had left it, so its documents were made anew"
    order = "if a program brings older copies of the folder back, stop it: it may do so again after the build"
    return Finding("N718", destination.place(), words, order)


def other_generation(destination: Destination) -> Finding:
    """Return the finding for a folder whose manifest is not the one that the last build left there."""
    words = "this folder is not as the last build left it: it is of another generation than the case"
    order = (
        "build the case again before anything of it is handed over; if a program brings older copies of the folder "
        "back, stop it first"
    )
    return Finding("E719", destination.place(), words, order)


def _unsearched(place: Place) -> Finding:
    words = "the case of this folder cannot be read, so nobody can say whether what stands here names who is protected"
    return Finding("E738", place, words, "hand nothing of this folder over until the case builds again")
