"""See how the published documents stand today: as made, overtaken by their case, edited, gone, or without consent.

Nothing about consent is kept beside a document, least of all in a public folder: it is worked out anew from the case.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from submissions.findings import Finding, Place
from submissions.formats import FORMATS
from submissions.line.outcome import Made, Setting
from submissions.manifest import NAME, BuildRecord, digest_file, read_manifest, record_file
from submissions.plan import AUDIENCES, CaseOutline, Job, Selection, TemplateOutline, plan
from submissions.publish.folder import Destination
from submissions.run.building import other_generation
from submissions.run.calls import MakeDocument, OutlineCase, OutlineTemplates
from submissions.run.events import Doing, Say
from submissions.run.leftovers import look_at_standing
from submissions.run.records import RunRequest
from submissions.run.reuse import Reuse
from submissions.run.strays import folders_of_no_case
from submissions.run.worker import Stopped, Worker
from submissions.upkeep.calls import FindLackingConsent

Standing = Literal["current", "changed", "edited", "missing", "unasked", "unknown"]


@dataclass(frozen=True, slots=True)
class Published:
    """One published file: its path as findings name it, how it stands, and the consents that it now lacks."""

    path: str
    case: str
    audience: str
    template: str
    language: str
    standing: Standing
    lacking: tuple[Finding, ...] = ()


def stand(request: RunRequest, say: Say = lambda event: None) -> tuple[list[Published], list[Finding]]:
    """Return how every published file of the cases asked for stands, and what keeps that from being seen."""
    published: list[Published] = []
    findings: list[Finding] = []
    with Worker(request.limits) as worker:
        templates = worker.run(OutlineTemplates(request.setting))
        if isinstance(templates, Stopped):
            return [], [templates.finding(Place("templates"), request.limits)]
        for folder in request.cases:
            say(Doing(f"reading {folder}"))
            call = OutlineCase(request.setting, folder)
            case, faults = worker.ask(call, Place(f"{folder}/case.yaml"), otherwise=None)
            if case is None or not case.is_whole:
                findings += [fault for fault in faults if fault.is_error]
                continue
            found, more = _stand_of_case(worker, request, case, templates[0], say)
            published += found
            findings += more
    if request.is_whole:
        output = request.setting.output
        findings += folders_of_no_case(output, request.setting.shown_output, request.cases)
    return published, findings


def _stand_of_case(
    worker: Worker,
    request: RunRequest,
    case: CaseOutline,
    templates: tuple[TemplateOutline, ...],
    say: Say,
) -> tuple[list[Published], list[Finding]]:
    """Return how the published files of one case stand."""
    jobs, _ = plan([case], templates, Selection())
    known = Reuse(request.setting, (case.folder,))
    published: list[Published] = []
    findings: list[Finding] = []
    for audience in AUDIENCES:
        destination = Destination(request.setting.output, case.id, audience, shown_root=request.setting.shown_output)
        manifest, faults = read_manifest(destination.folder / NAME, destination.place(NAME))
        findings += faults
        findings += _against(worker, known, destination, case, request.setting)
        for record in manifest.builds if manifest else ():
            named = (record.template, record.language, audience)
            job = next((one for one in jobs if (one.template, one.language, one.audience) == named), None)
            say(Doing(f"{case.id}: {record.template} ({record.language}, {audience})"))
            lacking, more = _lacking(worker, request, job, destination, record)
            findings += more
            standings = dict(_standings(worker, request, job, destination, record))
            published += [
                Published(destination.place(name).file, case.id, audience, *named[:2], standing, lacking)
                for name, standing in standings.items()
            ]
    return published, findings


def _against(
    worker: Worker, known: Reuse, destination: Destination, case: CaseOutline, setting: Setting
) -> Iterator[Finding]:
    """Yield that a folder is of another generation, and every error against what stands in it today."""
    if not known.is_of_last_run(destination):
        yield other_generation(destination)
    standing = look_at_standing(worker, known, destination, case.folder, setting=setting, fresh={})
    yield from (finding for finding in standing if finding.is_error)


def _lacking(
    worker: Worker, request: RunRequest, job: Job | None, destination: Destination, record: BuildRecord
) -> tuple[tuple[Finding, ...], list[Finding]]:
    """Return the consents that a published document lacks today, each with what to do about the files."""
    if job is None:
        return (), []
    lacking, findings = worker.ask(FindLackingConsent(job, request.setting), job.place, otherwise=())
    names = " and ".join(file.name for file in record.outputs)
    recall = f"take {names} out of circulation: delete them here, and ask whoever received them to do the same"
    place = destination.place(record.outputs[0].name)
    return tuple(replace(one, place=place, help=f"{recall}\n{one.help}") for one in lacking), findings


def _standings(
    worker: Worker, request: RunRequest, job: Job | None, destination: Destination, record: BuildRecord
) -> Iterator[tuple[str, Standing]]:
    """Yield each file of a document with how it stands."""
    whole = True
    standings: dict[str, Standing] = {}
    for file in record.outputs:
        path = destination.folder / file.name
        if not path.is_file() or path.is_symlink():
            standings[file.name], whole = "missing", False
        elif digest_file(path) != file.sha256:
            standings[file.name], whole = "edited", False
    again = None if job is None else _made_again(worker, request, job, record, whole)
    for file in record.outputs:
        if file.name in standings:
            yield file.name, standings[file.name]
        elif job is None:
            yield file.name, "unasked"
        elif again is None:
            yield file.name, "unknown"
        else:
            yield file.name, "current" if again.get(file.name) == file.sha256 else "changed"


def _made_again(
    worker: Worker, request: RunRequest, job: Job, record: BuildRecord, whole: bool
) -> dict[str, str] | None:
    """Return the digests of a document as its case would make it on the day it was made; None where it cannot be seen.

    Nothing is written: the same day, case and program give the same bytes.
    """
    endings = {file.name.rpartition(".")[2] for file in record.outputs}
    setting = replace(request.setting, as_of=date.fromisoformat(record.as_of), writes=True)
    job = replace(job, formats=tuple(one for one in FORMATS if one in endings))
    kept = Reuse(setting, (job.folder,)).find(job) if whole else None
    made = kept or worker.run(MakeDocument(job, setting))
    if not isinstance(made, Made):
        return None
    return {job.output(one): record_file(one, content).sha256 for one, content in made.files}
