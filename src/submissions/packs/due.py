"""List packs by their deadlines, with what is missing for each; nothing is built or made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from submissions.findings import Finding
from submissions.line.outcome import Setting
from submissions.manifest import NAME, digest_file, read_manifest
from submissions.packs.plan import PlannedPack, plan_pack
from submissions.packs.reading import PackFile, read_pack
from submissions.packs.running import PackRequest, destination_of, outlines
from submissions.plan import Job
from submissions.publish.folder import Destination
from submissions.run.events import Say
from submissions.run.reuse import Reuse
from submissions.run.worker import Worker
from submissions.values import PartialDate


@dataclass(frozen=True, slots=True)
class DueRow:
    """One pack: its session, its deadline as it was typed or "", the days until then, and what is missing, in words.

    `made` counts the receivers whose folders stand, of `receivers`.
    """

    pack: str
    session: str
    deadline: str
    days: int | None
    documents: int
    receivers: int
    made: int
    missing: tuple[str, ...] = ()


def due_packs(request: PackRequest, say: Say = lambda event: None) -> tuple[list[DueRow], list[Finding]]:
    """Return a row for each pack, the soonest first and those without a deadline last, and every finding."""
    rows: list[DueRow] = []
    findings: list[Finding] = []
    known = Reuse(request.setting, request.run.cases)
    with Worker(request.run.limits) as worker:
        for name in request.names:
            file, faults = read_pack(request.setting.workspace, name)
            findings += faults
            if file is None:
                continue
            cases, unread = outlines(worker, request.run, file, say)
            packs, faults = plan_pack(file, cases, unread)
            findings += faults
            rows.append(_row(file, packs, request.setting, known))
            findings += _over(file, rows[-1])
    return sorted(rows, key=lambda row: (row.days is None, row.days or 0, row.pack)), list(dict.fromkeys(findings))


def _row(file: PackFile, packs: tuple[PlannedPack, ...], setting: Setting, known: Reuse) -> DueRow:
    deadline = file.pack.session.deadline
    jobs = list(dict.fromkeys(job for pack in packs for job in pack.jobs))
    lacking = dict.fromkeys(f"{one.reason.message} ({one.reason.place})" for pack in packs for one in pack.lacking)
    standing = [why for job in jobs if (why := _lacks(job, setting, known))]
    folders = [destination_of(setting, file, pack.receiver.id).folder for pack in packs]
    name = next(iter(file.pack.session.name.values()))
    return DueRow(
        file.id,
        str(name),
        "" if deadline is None else _last_day(deadline).isoformat(),
        None if deadline is None else (_last_day(deadline) - setting.as_of).days,
        len(jobs),
        len(packs),
        sum((folder / NAME).is_file() for folder in folders),
        (*lacking, *standing),
    )


def _last_day(deadline: PartialDate) -> date:
    """Return the first day that a deadline can mean: whoever keeps to it keeps to every other one."""
    return date(*deadline.first.earliest)


def _lacks(job: Job, setting: Setting, known: Reuse) -> str:
    """Return what has to be done about a document before it can go, "" where it stands as it is to be."""
    destination = Destination(setting.output, job.case_id, job.audience, shown_root=setting.shown_output)
    manifest, _ = read_manifest(destination.folder / NAME, destination.place(NAME))
    for file_format in job.formats:
        name = job.output(file_format)
        path = destination.folder / name
        shown = destination.place(name).file
        if manifest is None or manifest.digest_of(name) is None or not path.is_file():
            return f"{shown} is not built yet"
        if digest_file(path) != manifest.digest_of(name):
            return f"{shown} was changed since it was built"
        if known.is_overtaken(destination, name):
            return f"{shown} is out of date"
    return ""


def _over(file: PackFile, row: DueRow) -> Iterator[Finding]:
    """Yield a warning for a pack whose deadline is over and that is not made for everybody."""
    deadline = file.pack.session.deadline
    if deadline is not None and row.days is not None and row.days < 0 and row.made < row.receivers:
        left = row.receivers - row.made
        words = f"the deadline was {-row.days} days ago, and {left} of {row.receivers} packs are not made"
        yield Finding("W783", deadline.place, words, "make it and send it with an apology, or write the new deadline")
