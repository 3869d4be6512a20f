"""See how the published documents stand today: as made, overtaken by their case, edited, gone, or without consent.

Nothing about consent is kept beside a document, least of all in a public folder: it is worked out anew from the case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from submissions.findings import Finding, Place
from submissions.line.line import consent_now
from submissions.line.outcome import Enter, Made, Setting
from submissions.line.stages import NoValueError, Stages
from submissions.manifest import NAME, BuildRecord, digest_file, read_manifest, record_file
from submissions.plan import AUDIENCES, CaseOutline, Job, Selection, TemplateOutline, plan
from submissions.publish.folder import Destination
from submissions.run.records import RunRequest
from submissions.run.reuse import Reuse
from submissions.run.runner import MAKE, OUTLINE_CASE, OUTLINE_TEMPLATES
from submissions.run.worker import Stopped, Worker

Standing = Literal["current", "changed", "edited", "missing", "unasked", "unknown"]
CONSENT: Final = "submissions.upkeep.standing:lacking_now"


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


def lacking_now(enter: Enter, job: Job, setting: Setting) -> tuple[tuple[Finding, ...], list[Finding]]:
    """Return the consents that a document lacks on the day of the setting, and what keeps that from being seen.

    Runs in the child process.
    """
    stages = Stages(enter, setting)
    try:
        return consent_now(stages, job), []
    except NoValueError:
        return (), [finding for finding in stages.findings if finding.is_error]


def stand(
    request: RunRequest, say: Callable[[str], None] = lambda words: None
) -> tuple[list[Published], list[Finding]]:
    """Return how every published file of the cases asked for stands, and what keeps that from being seen."""
    published: list[Published] = []
    findings: list[Finding] = []
    with Worker(request.limits) as worker:
        templates = worker.run(OUTLINE_TEMPLATES, request.setting)
        if isinstance(templates, Stopped):
            return [], [templates.finding(Place("templates"), request.limits)]
        for folder in request.cases:
            say(f"reading {folder}")
            outline = worker.run(OUTLINE_CASE, request.setting, folder)
            place = Place(f"{folder}/case.yaml")
            if isinstance(outline, Stopped):
                findings.append(outline.finding(place, request.limits))
                continue
            case, faults = outline
            if case is None:
                findings += [fault for fault in faults if fault.is_error]
                continue
            found, more = _stand_of_case(worker, request, case, templates[0], say)
            published += found
            findings += more
    return published, findings


def _stand_of_case(
    worker: Worker,
    request: RunRequest,
    case: CaseOutline,
    templates: tuple[TemplateOutline, ...],
    say: Callable[[str], None],
) -> tuple[list[Published], list[Finding]]:
    """Return how the published files of one case stand."""
    jobs, _ = plan([case], templates, Selection())
    published: list[Published] = []
    findings: list[Finding] = []
    for audience in AUDIENCES:
        destination = Destination(request.setting.output, case.id, audience, shown_root=request.setting.shown_output)
        manifest, faults = read_manifest(destination.folder / NAME, destination.place(NAME))
        findings += faults
        for record in manifest.builds if manifest else ():
            named = (record.template, record.language, audience)
            job = next((one for one in jobs if (one.template, one.language, one.audience) == named), None)
            say(f"{case.id}: {record.template} ({record.language}, {audience})")
            lacking, more = _lacking(worker, request, job, destination, record)
            findings += more
            standings = dict(_standings(worker, request, job, destination, record))
            published += [
                Published(destination.place(name).file, case.id, audience, *named[:2], standing, lacking)
                for name, standing in standings.items()
            ]
    return published, findings


def _lacking(
    worker: Worker, request: RunRequest, job: Job | None, destination: Destination, record: BuildRecord
) -> tuple[tuple[Finding, ...], list[Finding]]:
    """Return the consents that a published document lacks today, each with what to do about the files."""
    if job is None:
        return (), []
    value = worker.run(CONSENT, job, request.setting)
    if isinstance(value, Stopped):
        return (), [value.finding(job.place, request.limits)]
    lacking, findings = value
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
    forms = tuple(file.name.rpartition(".")[2] for file in record.outputs)
    setting = replace(request.setting, as_of=date.fromisoformat(record.as_of), writes=True)
    job = replace(job, formats=forms)
    made = Reuse(setting, (job.folder,)).find(job) if whole else None
    made = made or worker.run(MAKE, job, setting)
    if not isinstance(made, Made):
        return None
    return {job.output(form): record_file(form, content).sha256 for form, content in made.files}
