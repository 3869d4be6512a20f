"""One run over any number of cases: read what they ask for, plan, send each job down the line, publish."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from submissions import __version__
from submissions.admissibility.rows import Lengths, RuleRow
from submissions.findings import Finding, Place
from submissions.line.outcome import Copied, Made
from submissions.manifest import (
    NAME,
    BuildRecord,
    ExhibitRecord,
    count_codes,
    merge,
    read_manifest,
    record_file,
    write_manifest,
)
from submissions.plan import AUDIENCES, CaseOutline, Job, NothingSelectedError, TemplateOutline, plan
from submissions.publish.folder import Destination, State, publish
from submissions.publish.fresh import clear_left_behind
from submissions.run.places import check_places
from submissions.run.records import OutputRow, Result, RunRequest
from submissions.run.reuse import Reuse
from submissions.run.worker import Stopped, Worker

# The child process imports these; the parent need not wait for them.
EXAMINE = "submissions.line.filing:examine_filing"
OLD_TABLES = "submissions.line.filing:old_tables"
AUDIT_SET = "submissions.line.audits:audit_set"
COPY = "submissions.line.exhibits:make_copies"
MAKE = "submissions.line.line:make"
OUTLINE_CASE = "submissions.line.outlines:outline_case"
OUTLINE_TEMPLATES = "submissions.line.outlines:outline_templates"
PROGRAM = f"submissions {__version__}"
Say = Callable[[str], None]


def run(request: RunRequest, say: Say = lambda words: None) -> Result:
    """Make, or only check, every document that the request asks for.

    `say` is given a few words on what is going on. Raises UnknownNameError and NothingSelectedError for a selection
    that cannot be.
    """
    setting = request.setting
    reuse = Reuse(setting, request.cases) if setting.writes else None
    if setting.writes:
        clear_left_behind(setting.output)
    with Worker(request.limits) as worker:
        say("reading the cases")
        findings: list[Finding] = []
        cases: list[CaseOutline] = []
        for folder in request.cases:
            outline, faults = _outline(worker, request, folder)
            findings += faults
            cases += [outline] if outline else []
        templates, faults = _templates(worker, request, cases)
        findings += faults
        jobs, faults = _plan(cases, templates, request, findings)
        findings += faults
        findings += check_places(setting, cases) if setting.writes else ()
        blocked = {fault.place.file for fault in faults if setting.stops(fault)}
        rows, faults, rules = _make_sets(worker, request, jobs, blocked, say, reuse=reuse)
        findings += faults
        findings += _old_tables(worker, request) if rules else ()
    if setting.writes and request.selection.is_everything:
        findings += _no_longer_made(request, cases, jobs, rows)
    return Result(setting, len(request.cases), len(jobs), tuple(rows), tuple(dict.fromkeys(findings)), tuple(rules))


def _plan(
    cases: Sequence[CaseOutline], templates: Sequence[TemplateOutline], request: RunRequest, findings: Sequence[Finding]
) -> tuple[tuple[Job, ...], list[Finding]]:
    """Plan; a selection that finds nothing is wrong use only if every case could be read."""
    try:
        return plan(cases, templates, request.selection)
    except NothingSelectedError:
        if any(map(request.setting.stops, findings)):
            return (), []
        raise


def _make_sets(
    worker: Worker, request: RunRequest, jobs: Sequence[Job], blocked: set[str], say: Say, *, reuse: Reuse | None
) -> tuple[list[OutputRow], list[Finding], list[tuple[Job, tuple[RuleRow, ...]]]]:
    """Make the documents of one audience folder after the other, and publish each folder as soon as it is made."""
    sets: dict[tuple[str, str], list[Job]] = {}
    for job in jobs:
        sets.setdefault((job.case_id, job.audience), []).append(job)
    rows: list[OutputRow] = []
    findings: list[Finding] = []
    rules: list[tuple[Job, tuple[RuleRow, ...]]] = []
    for (case_id, audience), members in sets.items():
        found = {job: reuse.find(job) for job in members} if reuse else {}
        made = [(job, found.get(job) or _make(worker, request, job, say)) for job in members]
        agreed = [(job, document) for job, document in made if not document.lacks_consent]
        copied = _copy_annexes(worker, request, [job for job, _ in agreed], say, reuse)
        held = [(job, *_examine(worker, request, job, document)) for job, document in made]
        rules += [(job, table) for job, table, _ in held if table]
        against = [finding for _, _, faults in held for finding in faults]
        findings += [finding for _, document in made for finding in document.findings] + against
        findings += copied.findings
        if request.setting.writes:
            output = request.setting.output
            destination = Destination(output, case_id, audience, request.wait_seconds, request.setting.shown_output)
            stopped = any(job.place.file in blocked for job in members) or any(map(request.setting.stops, against))
            searcher = None if all(map(found.get, members)) else worker
            published, faults = _publish(request, destination, agreed, copied, searcher, blocked=stopped, say=say)
            rows += published + _without_consent(destination, made)
            findings += faults
            if reuse:
                _remember(reuse, made, copied, published)
    return rows, findings, rules


def _without_consent(destination: Destination, made: Sequence[tuple[Job, Made]]) -> list[OutputRow]:
    """Return the rows of the documents that a consent keeps from being made; the others of their folder need none."""
    lacking = [(job, one) for job, one in made if one.lacks_consent]
    return [_row(job, one, form, destination, "refused") for job, one in lacking for form in job.formats]


def _copy_annexes(worker: Worker, request: RunRequest, jobs: Sequence[Job], say: Say, reuse: Reuse | None) -> Copied:
    """Make the copies of annexes that any of the documents of one audience folder brings along."""
    wanted = tuple(job for job in jobs if job.exhibits)
    if not wanted:
        return Copied()
    found = reuse.find_copies(wanted) if reuse else None
    if found is not None:
        return found
    say(f"{wanted[0].case_id}: annexes ({wanted[0].audience})")
    copied = worker.run(COPY, wanted, request.setting)
    if isinstance(copied, Stopped):
        return Copied(findings=(copied.finding(wanted[0].place, request.limits),))
    assert isinstance(copied, Copied)  # noqa: S101 - tells the type checker what `make_copies` returns
    return copied


def _examine(worker: Worker, request: RunRequest, job: Job, made: Made) -> tuple[tuple[RuleRow, ...], list[Finding]]:
    """Hold the rules of a document's mechanism against it, for every run anew: they depend on the day."""
    lengths = Lengths(made.words or None, made.words_in_notes, made.pages or None, made.words_on_cover)
    value = worker.run(EXAMINE, job, request.setting, lengths)
    if isinstance(value, Stopped):
        return (), [value.finding(job.place, request.limits)]
    rows, findings = value
    return rows, findings


def _old_tables(worker: Worker, request: RunRequest) -> list[Finding]:
    """Warn once in a run of old tables, where rules that rest on them were looked at."""
    value = worker.run(OLD_TABLES, request.setting)
    return [value.finding(Place("rules/tables.yaml"), request.limits)] if isinstance(value, Stopped) else list(value)


def _remember(reuse: Reuse, made: Sequence[tuple[Job, Made]], copied: Copied, rows: Sequence[OutputRow]) -> None:
    """Keep what was published, so that the next run need not make it again."""
    refused = {row.job for row in rows if row.state in ("kept", "refused")}
    for job, document in made:
        if job not in refused:
            reuse.remember(job, document)
    wanted = tuple(job for job, _ in made if job.exhibits)
    if wanted and not refused:
        reuse.remember_copies(wanted, copied)
    reuse.save()


def _templates(
    worker: Worker, request: RunRequest, cases: Sequence[CaseOutline]
) -> tuple[tuple[TemplateOutline, ...], list[Finding]]:
    """Read the templates that the cases ask for; of the others nothing but the ids is needed."""
    asked = {wish.template for case in cases for wish in case.submissions}
    value = worker.run(OUTLINE_TEMPLATES, request.setting, tuple(sorted(asked)))
    if isinstance(value, Stopped):
        return (), [value.finding(Place("templates"), request.limits)]
    templates, findings = value
    return templates, findings


def _outline(worker: Worker, request: RunRequest, folder: str) -> tuple[CaseOutline | None, list[Finding]]:
    value = worker.run(OUTLINE_CASE, request.setting, folder)
    if isinstance(value, Stopped):
        return None, [value.finding(Place(f"{folder}/case.yaml"), request.limits)]
    outline, findings = value
    return outline, findings


def _make(worker: Worker, request: RunRequest, job: Job, say: Say) -> Made:
    say(str(job))
    made = worker.run(MAKE, job, request.setting)
    if isinstance(made, Stopped):
        return Made(findings=(made.finding(_blamed(made, job), request.limits),))
    assert isinstance(made, Made)  # noqa: S101 - tells the type checker what `make` returns
    return made


def _blamed(stopped: Stopped, job: Job) -> Place:
    """Return the place to look at first: the template's body for composing, else the submission."""
    if stopped.stage == "composing" and stopped.reason != "fault":
        return Place(f"templates/{job.template}/{job.language}.md")
    return job.place


def _publish(
    request: RunRequest,
    destination: Destination,
    made: Sequence[tuple[Job, Made]],
    copied: Copied,
    searcher: Worker | None,
    *,
    blocked: bool,
    say: Say,
) -> tuple[list[OutputRow], list[Finding]]:
    """Publish the documents of one audience folder if all of them can be.

    `searcher` searches names and manifest first; None where nothing was made anew, so that they were searched before.
    """
    if not made:
        return [], []
    against = [*(finding for _, one in made for finding in one.findings), *copied.findings]
    stopped = blocked or any(map(request.setting.stops, against))
    states: dict[str, State] = {}
    findings: list[Finding] = []
    if not stopped:
        builds = [
            (_record(job, one, request), {job.output(form): content for form, content in one.files})
            for job, one in made
        ]
        records = [record for record, _ in builds], [record for record, _ in copied.files]
        findings = _search_names(searcher, request, destination, made[0][0], records) if searcher else []
        if not any(map(request.setting.stops, findings)):
            states, findings = publish(
                destination,
                builds,
                exhibits=copied.files,
                set_edited_aside=request.replace,
                waiting=lambda: say("waiting for another build to finish"),
            )
    rows = [
        _row(job, one, form, destination, states.get(job.output(form), "refused"))
        for job, one in made
        for form in job.formats
    ]
    return rows + _copy_rows(destination, made, copied, states), findings


def _search_names(
    worker: Worker,
    request: RunRequest,
    destination: Destination,
    job: Job,
    records: tuple[Sequence[BuildRecord], Sequence[ExhibitRecord]],
) -> list[Finding]:
    """Have the child search the names of all files and the manifest as it is going to be."""
    old, _ = read_manifest(destination.folder / NAME, destination.place(NAME))
    manifest = merge(old, destination.audience, *records)
    names = [file.name for file in manifest.outputs()]
    value = worker.run(AUDIT_SET, job, request.setting, names, write_manifest(manifest))
    return [value.finding(job.place, request.limits)] if isinstance(value, Stopped) else list(value)


def _copy_rows(
    destination: Destination, made: Sequence[tuple[Job, Made]], copied: Copied, states: Mapping[str, State]
) -> list[OutputRow]:
    """Return what became of each copy; its job has the template "annexes" and no language."""
    rows = []
    records = {record.copy.name: record.copy for record, _ in copied.files}
    for name in copied.names:
        job = replace(made[0][0], template="annexes", language="", formats=())
        path, state, record = destination.place(name).file, states.get(name, "refused"), records.get(name)
        size, digest = (record.bytes, record.sha256) if record and state in ("made", "unchanged") else (0, "")
        rows.append(OutputRow(job, name.rpartition(".")[2], path, state, size=size, sha256=digest))
    return rows


def _record(job: Job, made: Made, request: RunRequest) -> BuildRecord:
    outputs = tuple(sorted(record_file(job.output(form), content) for form, content in made.files))
    return BuildRecord(
        template=job.template,
        language=job.language,
        as_of=request.setting.as_of.isoformat(),
        program=PROGRAM,
        inputs=made.inputs,
        findings=() if job.audience == "public" else count_codes(made.findings),
        outputs=outputs,
    )


def _row(job: Job, made: Made, form: str, destination: Destination, state: State) -> OutputRow:
    name = job.output(form)
    path = destination.place(name).file
    if state in ("kept", "refused"):
        return OutputRow(job, form, path, state)
    record = record_file(name, dict(made.files)[form])
    return OutputRow(job, form, path, state, made.pages, made.words, record.bytes, record.sha256)


def _no_longer_made(
    request: RunRequest, cases: Sequence[CaseOutline], jobs: Sequence[Job], rows: Sequence[OutputRow]
) -> list[Finding]:
    """Find outputs of earlier builds that the cases no longer ask for: they could be filed by mistake."""
    setting = request.setting
    wanted = {(job.case_id, job.audience, job.output(form)) for job in jobs for form in job.formats}
    copies = {row.path for row in rows}
    findings = []
    for case in cases:
        for audience in AUDIENCES:
            destination = Destination(setting.output, case.id, audience, shown_root=setting.shown_output)
            manifest, _ = read_manifest(destination.folder / NAME, destination.place(NAME))
            for file in manifest.outputs() if manifest else ():
                place = destination.place(file.name)
                is_wanted = (case.id, audience, file.name) in wanted or place.file in copies
                if not is_wanted and (destination.folder / file.name).exists():
                    findings.append(_stale(place))
    return findings


def _stale(place: Place) -> Finding:
    return Finding(
        "W735",
        place,
        "the case no longer asks for this file, which an earlier build made",
        "delete the file or move it away, so that nobody files it by mistake",
    )
