"""Make the documents of one case for one audience, with their annexes and rules, and publish them together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from submissions import __version__
from submissions.admissibility.rows import Ruled, RuleRow
from submissions.findings import Finding, Place
from submissions.formats import Format
from submissions.line.outcome import Copied, Made, Setting
from submissions.manifest import NAME, BuildRecord, count_codes, merge, read_manifest, record_file, write_manifest
from submissions.plan import Job
from submissions.publish.disk import Disk
from submissions.publish.folder import Destination, State, publish
from submissions.run.ahead import Ahead
from submissions.run.calls import AuditFolder, CopyAnnexes, ExamineFiling, MakeAndExamine, lengths_of
from submissions.run.events import Begun, Doing, Say
from submissions.run.kept import Held
from submissions.run.records import OutputRow
from submissions.run.reuse import Reuse
from submissions.run.serve import Call
from submissions.run.watched import digest_plain
from submissions.run.worker import Stopped, Worker

if TYPE_CHECKING:
    from submissions.run.cluster.far import FarAhead

PROGRAM = f"submissions {__version__}"
_ONCE_MORE: Final = frozenset({"system", "fault", "memory"})
"""Ends of a child that need not be the document's doing: it died, or what it had made before was too much for it."""
ValueT = TypeVar("ValueT")


@dataclass(frozen=True, slots=True)
class Folder:
    """What was made for one audience folder: its documents, the copies of annexes, and what the rules say.

    `held` is by document what became of its rules, and what they find. `is_new` tells whether anything was made anew,
    so that names and manifest are still to be searched.
    """

    destination: Destination
    documents: tuple[tuple[Job, Made], ...]
    copied: Copied
    held: Mapping[Job, Held]
    is_new: bool

    @property
    def agreed(self) -> tuple[tuple[Job, Made], ...]:
        """The documents that no lack of consent keeps from being made."""
        return tuple((job, made) for job, made in self.documents if not made.lacks_consent)

    @property
    def findings(self) -> list[Finding]:
        """Every finding on what was made."""
        own = [finding for _, made in self.documents for finding in made.findings]
        return [*own, *self.against, *self.copied.findings]

    @property
    def against(self) -> list[Finding]:
        """What the rules find."""
        return [finding for _, found in self.held.values() for finding in found]

    @property
    def rules(self) -> tuple[tuple[Job, tuple[RuleRow, ...]], ...]:
        """The documents that are held to rules, and what became of each of these."""
        return tuple((job, ruled.rows) for job, (ruled, _) in self.held.items() if ruled.rows)


@dataclass(frozen=True, slots=True)
class Makers:
    """What documents are made with: a child for one call after the other, and those that are at work ahead."""

    worker: Worker
    ahead: Ahead | FarAhead

    def ask(
        self, call: Call[tuple[ValueT, Sequence[Finding]]], place: Place, *, otherwise: ValueT
    ) -> tuple[ValueT, list[Finding]]:
        """Return what a call gives and finds, from ahead if it was expected, as `Worker.ask` does."""
        done = self.ahead.take(call)
        if done is None or isinstance(done, Stopped):
            return self.worker.ask(call, place, otherwise=otherwise)
        value, findings = done
        return value, list(findings)


def make_folder(
    makers: Makers, reuse: Reuse | None, destination: Destination, jobs: Sequence[Job], setting: Setting, *, say: Say
) -> Folder:
    """Make the documents of one audience folder and the copies of annexes that go with them.

    Where nothing is written, what a build found in a document and in annexes that have not changed since is known.
    """
    find = None if reuse is None else reuse.find if setting.writes else reuse.found
    found = {job: made for job in jobs if find and (made := find(job))}
    worker = makers.worker
    kept = {job: (made, reuse.held(job)) for job, made in found.items() if reuse}
    made_and_held = [_made_and_held(makers, job, kept.get(job), setting, say) for job in jobs]
    documents = tuple((job, made) for job, (made, _, _) in zip(jobs, made_and_held, strict=True))
    held = {job: (ruled, against) for job, (_, ruled, against) in zip(jobs, made_and_held, strict=True)}
    wanted = tuple(job for job, made in documents if job.exhibits and not made.lacks_consent)
    copied = _copy_annexes(worker, reuse, wanted, setting, say) if wanted else Copied()
    return Folder(destination, documents, copied, held, len(found) < len(jobs))


Examined: TypeAlias = tuple[Made, Ruled, list[Finding]]
"""A document, what becomes of each rule of its mechanism, and what these find."""


def _made_and_held(
    makers: Makers, job: Job, kept: tuple[Made, Held | None] | None, setting: Setting, say: Say
) -> Examined:
    """Return a document with its rules, both as they were kept if nothing that they rest on has changed."""
    if kept is None:
        return make_document(makers, job, setting, say)
    made, held = kept
    return (made, *(held or _examine(makers.worker, job, setting, made)))


def make_document(makers: Makers, job: Job, setting: Setting, say: Say) -> Examined:
    """Have a child take one document down the line; one that it could not end has a finding that says why.

    One whose child died, or ran short of memory after what it had made before, is tried once more, alone.
    """
    say(Begun(job))
    call = MakeAndExamine(job, setting)
    done = makers.ahead.take(call)
    if done is None:
        done = makers.worker.run(call)
    if isinstance(done, Stopped) and done.reason in _ONCE_MORE:
        makers.worker.end()
        done = makers.worker.run(call)
    if isinstance(done, Stopped):
        made = Made(findings=(done.finding(_blamed(done, job), makers.worker.limits),))
        return made, *_examine(makers.worker, job, setting, made)
    return done


def _blamed(stopped: Stopped, job: Job) -> Place:
    """Return the place to look at first: the template's body for composing, else the submission."""
    if stopped.stage == "composing" and stopped.reason in ("time", "memory"):
        return Place(f"templates/{job.template}/{job.language}.md")
    return job.place


def _copy_annexes(worker: Worker, reuse: Reuse | None, jobs: tuple[Job, ...], setting: Setting, say: Say) -> Copied:
    """Make the copies of annexes that any of these documents brings along."""
    found = reuse.find_copies(jobs) if reuse else None
    if found is not None:
        return found
    say(Doing(f"{jobs[0].case_id}: annexes ({jobs[0].audience})"))
    copied = worker.run(CopyAnnexes(jobs, setting))
    if isinstance(copied, Stopped):
        return Copied(findings=(copied.finding(jobs[0].place, worker.limits),))
    return copied


def _examine(worker: Worker, job: Job, setting: Setting, made: Made) -> Held:
    return worker.ask(ExamineFiling(job, setting, lengths_of(made)), job.place, otherwise=Ruled())


def publish_folder(
    worker: Worker, folder: Folder, setting: Setting, *, stopped: bool, replace_edited: bool, disk: Disk
) -> tuple[list[OutputRow], list[Finding]]:
    """Publish what was made for one audience folder, which is held, if all of it can be.

    `stopped` says that something outside the folder stands against it. Documents that lack a consent are left out.
    """
    destination, documents, copied = folder.destination, folder.agreed, folder.copied
    against = [finding for _, made in documents for finding in made.findings]
    against += [*copied.findings, *folder.against]
    stopped = stopped or any(map(setting.stops, against))
    states: dict[str, State] = {}
    findings: list[Finding] = []
    if documents and not stopped:
        records = [record_of(job, made, setting) for job, made in documents]
        findings = _search(worker, folder, setting, records) if folder.is_new else []
        if not any(map(setting.stops, findings)):
            files = [{job.output(one): content for one, content in made.files} for job, made in documents]
            states, findings = publish(
                destination,
                list(zip(records, files, strict=True)),
                exhibits=copied.files,
                set_edited_aside=replace_edited,
                disk=disk,
            )
    rows = [row_of(job, made, one, destination, states) for job, made in documents for one in job.formats]
    rows += _copy_rows(destination, documents, copied, states)
    lacking = [(job, made) for job, made in folder.documents if made.lacks_consent]
    return rows + [row_of(job, made, one, destination, {}) for job, made in lacking for one in job.formats], findings


def _search(worker: Worker, folder: Folder, setting: Setting, records: Sequence[BuildRecord]) -> list[Finding]:
    """Have the child search the names of all files and the manifest as it is going to be."""
    destination, job = folder.destination, folder.documents[0][0]
    old, _ = read_manifest(destination.folder / NAME, destination.place(NAME))
    manifest = merge(old, destination.audience, records, [record for record, _ in folder.copied.files])
    names = [file.name for file in manifest.outputs()]
    return worker.ask(AuditFolder(job, setting, names, write_manifest(manifest)), job.place, otherwise=None)[1]


def record_of(job: Job, made: Made, setting: Setting) -> BuildRecord:
    """Return what the manifest says of a document."""
    outputs = tuple(sorted(record_file(job.output(one), content) for one, content in made.files))
    return BuildRecord(
        template=job.template,
        language=job.language,
        as_of=setting.as_of.isoformat(),
        program=PROGRAM,
        inputs=made.inputs,
        findings=() if job.audience == "public" else count_codes(made.findings),
        outputs=outputs,
        printer=made.printer,
    )


def row_of(
    job: Job, made: Made, file_format: Format, destination: Destination, states: Mapping[str, State]
) -> OutputRow:
    """Return what became of one output; what has no state was refused."""
    name = job.output(file_format)
    path, state = destination.place(name).file, states.get(name, "refused")
    if state in ("kept", "refused"):
        return OutputRow(job, file_format, path, state)
    record = record_file(name, dict(made.files)[file_format])
    return OutputRow(job, file_format, path, state, made.pages, made.words, record.bytes, record.sha256)


def _copy_rows(
    destination: Destination,
    documents: Sequence[tuple[Job, Made]],
    copied: Copied,
    states: Mapping[str, State],
) -> list[OutputRow]:
    """Return what became of each copy."""
    rows = []
    records = {record.copy.name: record.copy for record, _ in copied.files}
    for name in copied.names:
        state, record = states.get(name, "refused"), records.get(name)
        size, digest = (record.bytes, record.sha256) if record and state in ("made", "unchanged") else (0, "")
        rows.append(copy_row(documents[0][0], name, destination, state, (size, digest)))
    return rows


def copy_row(job: Job, name: str, destination: Destination, state: State, record: tuple[int, str]) -> OutputRow:
    """Return what became of the copy of an annex, with its size and SHA-256.

    `job` is a document that it goes along with; that of the row has the template "annexes" and no language.
    """
    own = replace(job, template="annexes", language="", formats=())
    path, (size, digest) = destination.place(name).file, record
    return OutputRow(own, name.rpartition(".")[2], path, state, size=size, sha256=digest)


def remember_folder(reuse: Reuse, folder: Folder, rows: Sequence[OutputRow], case: str) -> dict[str, str]:
    """Keep what was published, so that the next run need not make it again; return the SHA-256 of each file by name."""
    inside = f"{folder.destination.place().file}/"
    fresh = {row.path.removeprefix(inside): row.sha256 for row in rows if row.state in ("made", "unchanged")}
    refused = {row.job for row in rows if row.state in ("kept", "refused")}
    for job, made in folder.documents:
        if job not in refused:
            reuse.remember(job, made)
            reuse.remember_held(job, folder.held[job])
    wanted = tuple(job for job, _ in folder.agreed if job.exhibits)
    if wanted and not refused:
        reuse.remember_copies(wanted, folder.copied)
    if fresh:
        reuse.remember_folder(folder.destination, case, fresh)
    if fresh and folder.is_new:  # the manifest was searched before it was written
        fresh[NAME] = digest_plain(folder.destination.folder / NAME)
    return fresh
