"""One run over any number of cases: read what they ask for, plan, send each job down the line, publish."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from submissions.findings import Finding, Place
from submissions.line.outcome import Setting
from submissions.manifest import NAME, read_manifest
from submissions.plan import (
    AUDIENCES,
    CaseOutline,
    Job,
    NothingSelectedError,
    TemplateOutline,
    plan,
)
from submissions.publish.disk import Disk
from submissions.publish.folder import Destination
from submissions.publish.fresh import clear_left_behind
from submissions.run.ahead import Ahead
from submissions.run.building import Builder, build_folder, close, look_at_rest, together
from submissions.run.calls import MakeAndExamine
from submissions.run.drafts import build_drafts
from submissions.run.events import Doing, Planned, Say, looked_at
from submissions.run.folders import Folder, Makers, make_folder
from submissions.run.outlining import find_old_tables, learn_texts, outline_cases, outline_templates
from submissions.run.places import check_places
from submissions.run.reasons import reason_for
from submissions.run.records import OutputRow, Result, RunRequest
from submissions.run.reuse import Reuse
from submissions.run.store import STORE
from submissions.run.strays import folders_of_no_case
from submissions.run.worker import Worker

if TYPE_CHECKING:
    from submissions.run.cluster.far import FarAhead

Then = Callable[[Builder, Result], Result]
"""What is done with a result while the children that made it are still there."""


def run(
    request: RunRequest,
    say: Say = lambda event: None,
    disk: Disk | None = None,
    then: Then = lambda builder, result: result,
) -> Result:
    """Make, or only check, every document that the request asks for.

    What is asked for that no case lists is tried, as a draft, where nothing else is to be made. `say` is told what is
    going on; `disk` is what is published with; `then` may add to the result. Raises UnknownNameError and
    NothingSelectedError for a selection that cannot be.
    """
    result = _run(request, say, disk, then)
    setting = request.setting
    is_listed = result.documents or not any(one.code == "E707" for one in result.findings)
    if is_listed or setting.strict or not setting.writes:
        return result
    return _run(replace(request, setting=replace(setting, draft=True)), say, disk, then)


def _run(request: RunRequest, say: Say, disk: Disk | None, then: Then) -> Result:
    """Go through one run as it was asked for."""
    setting, disk = request.setting, disk or Disk()
    if setting.writes:
        clear_left_behind(setting.output)
    is_first = not (setting.output / STORE).exists()
    with Worker(request.limits, at_once=is_first) as worker, _ahead_of(request) as ahead:
        reuse = Reuse(setting, request.cases)
        say(Doing("reading the cases"))
        makers = Makers(worker, ahead)
        cases, templates, findings = _read(makers, reuse, request)
        jobs, against = _plan(cases, templates, request, broken=any(map(setting.stops, findings)))
        reasons = tuple((job, reason_for(reuse.why(job))) for job in jobs) if request.explains else ()
        findings += against
        say(Planned(len(jobs)))
        read = {case.folder for case in cases}
        findings += check_places(setting, cases, [folder for folder in request.cases if folder not in read])
        builder = Builder(makers, reuse, request, say, disk)
        ahead.expect([MakeAndExamine(job, setting) for job in jobs if setting.draft or reuse.is_new(job)])
        if setting.draft:
            rows, rules, faults = build_drafts(builder, jobs, against)
            every = (*findings, *faults, *ahead.findings)
            made = Result(setting, len(request.cases), len(jobs), tuple(rows), tuple(dict.fromkeys(every)), rules)
            return then(builder, made)
        folders, rows, faults = _go_through(builder, cases, jobs, against)
        findings += [*faults, *ahead.findings]
        findings += look_at_rest(builder, cases, [folder.destination for folder in folders]) if setting.writes else ()
        rules = tuple(row for folder in folders for row in folder.rules)
        if rules:
            findings += find_old_tables(makers, reuse, setting)
        if setting.writes and request.is_whole:
            findings += folders_of_no_case(setting.output, setting.shown_output, request.cases)
        if setting.writes and request.selection.is_everything:
            findings += _no_longer_made(setting, cases, jobs, rows)
        every, count = tuple(dict.fromkeys(findings)), (len(request.cases), len(jobs))
        result = then(builder, Result(setting, *count, tuple(rows), every, rules, reasons))
        if setting.writes:
            close(builder)
        return result


def _read(
    makers: Makers, reuse: Reuse, request: RunRequest
) -> tuple[list[CaseOutline], tuple[TemplateOutline, ...], list[Finding]]:
    """Return what planning needs to know of the cases and of the templates that are asked for."""
    setting = request.setting
    findings = learn_texts(makers, reuse, setting)
    cases: list[CaseOutline] = []
    for _, (case, faults) in outline_cases(makers, reuse, setting, request.cases):
        # A check looks at one in part, too.
        cases += [case] if case and (case.is_whole or not setting.writes) else []
        findings += faults
    asked = {wish.template for case in cases for wish in case.submissions} | set(request.selection.templates)
    templates, faults = outline_templates(makers, reuse, setting, sorted(asked))
    return cases, templates, findings + faults


def _ahead_of(request: RunRequest) -> Ahead | FarAhead:
    """Return who is at work ahead: the children of this machine, or a cluster."""
    if request.cluster is None:
        return Ahead(request.limits, request.jobs)
    from submissions.run.cluster.far import FarAhead  # noqa: PLC0415 - only where a cluster is asked for

    return FarAhead(request.cluster, request.setting, request.limits, request.jobs)


def _go_through(
    builder: Builder, cases: Sequence[CaseOutline], jobs: Sequence[Job], against: Sequence[Finding]
) -> tuple[list[Folder], list[OutputRow], list[Finding]]:
    """Build, or only check, each audience's folder; a folder against which a finding of the plan stands is stopped."""
    setting = builder.setting
    blocked = {finding.place.file for finding in against if setting.stops(finding)}
    # Whether a file has a name elsewhere is no matter of its bytes: what is to be public is looked at anew.
    shared = {case.id for case in cases if case.has_shared_files}
    folders: list[Folder] = []
    rows: list[OutputRow] = []
    findings: list[Finding] = []
    for destination, members in together(builder, _folders(builder, jobs)):
        made: list[OutputRow] = []
        faults: list[Finding] = []
        if setting.writes:
            stopped = any(job.place.file in blocked for job in members)
            anew = destination.audience == "public" and destination.case_id in shared
            folder, made, faults = build_folder(builder, destination, members, stopped=stopped, anew=anew)
        else:
            folder = make_folder(builder.makers, builder.reuse, destination, members, setting, say=builder.say)
            for job, one in folder.documents:
                builder.say(looked_at(job, one.findings, setting))
        folders.append(folder)
        rows += made
        findings += [*folder.findings, *faults]
    return folders, rows, findings


def _plan(
    cases: Sequence[CaseOutline], templates: Sequence[TemplateOutline], request: RunRequest, *, broken: bool
) -> tuple[tuple[Job, ...], list[Finding]]:
    """Plan; a selection that finds nothing is wrong use only if every case could be read."""
    try:
        is_draft = request.setting.draft
        return plan(cases, templates, request.selection, are_named=not request.is_whole, draft=is_draft)
    except NothingSelectedError:
        if broken:
            return (), []
        raise


def _folders(builder: Builder, jobs: Sequence[Job]) -> list[tuple[Destination, list[Job]]]:
    """Return each audience folder that is asked for, in the order of the jobs, with its documents."""
    sets: dict[tuple[str, str], list[Job]] = {}
    for job in jobs:
        sets.setdefault((job.case_id, job.audience), []).append(job)
    return [(builder.destination(*names), members) for names, members in sets.items()]


def _no_longer_made(
    setting: Setting, cases: Sequence[CaseOutline], jobs: Sequence[Job], rows: Sequence[OutputRow]
) -> list[Finding]:
    """Find outputs of earlier builds that the cases no longer ask for: they could be filed by mistake."""
    wanted = {(job.case_id, job.audience, job.output(one)) for job in jobs for one in job.formats}
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
