"""See how the published documents stand today: as made, overtaken by their case, edited, gone, or without consent.

Nothing about consent is kept beside a document, least of all in a public folder: it is worked out anew from the case.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from submissions.findings import Finding
from submissions.formats import FORMATS
from submissions.line.outcome import Made
from submissions.manifest import NAME, BuildRecord, digest_file, read_manifest, record_file
from submissions.plan import AUDIENCES, CaseOutline, Job, Selection, TemplateOutline, plan
from submissions.publish.folder import Destination
from submissions.run.ahead import Ahead
from submissions.run.building import other_generation
from submissions.run.calls import MakeDocument
from submissions.run.events import Doing, Say
from submissions.run.folders import Makers
from submissions.run.leftovers import look_at_standing
from submissions.run.outlining import learn_texts, outline_cases, outline_templates
from submissions.run.records import RunRequest
from submissions.run.reuse import Reuse
from submissions.run.store import STORE
from submissions.run.strays import folders_of_no_case
from submissions.run.worker import Worker
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
    setting = request.setting
    is_first = not (setting.output / STORE).exists()
    with Worker(request.limits, at_once=is_first) as worker, Ahead(request.limits, request.jobs) as ahead:
        makers, reuse = Makers(worker, ahead), Reuse(setting, request.cases)
        say(Doing("reading the cases"))
        findings = learn_texts(makers, reuse, setting)
        cases: list[CaseOutline] = []
        for _, (case, faults) in outline_cases(makers, reuse, setting, request.cases):
            if case is None or not case.is_whole:
                findings += [fault for fault in faults if fault.is_error]
            else:
                cases.append(case)
        asked = sorted({wish.template for case in cases for wish in case.submissions})
        templates, faults = outline_templates(makers, reuse, setting, asked)
        if asked and not templates:
            return [], [*findings, *faults]
        seen = _Seen(worker, reuse, request, say)
        for case in cases:
            found, more = _stand_of_case(seen, case, templates)
            published += found
            findings += more
    if request.is_whole:
        output = request.setting.output
        findings += folders_of_no_case(output, request.setting.shown_output, request.cases)
    return published, findings


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the documents of one look are seen with."""

    worker: Worker
    reuse: Reuse
    request: RunRequest
    say: Say


def _stand_of_case(
    seen: _Seen, case: CaseOutline, templates: tuple[TemplateOutline, ...]
) -> tuple[list[Published], list[Finding]]:
    """Return how the published files of one case stand."""
    jobs, _ = plan([case], templates, Selection())
    setting = seen.request.setting
    published: list[Published] = []
    findings: list[Finding] = []
    for audience in AUDIENCES:
        destination = Destination(setting.output, case.id, audience, shown_root=setting.shown_output)
        manifest, faults = read_manifest(destination.folder / NAME, destination.place(NAME))
        findings += faults
        findings += _against(seen, destination, case)
        for record in manifest.builds if manifest else ():
            named = (record.template, record.language)
            files = [file.name for file in record.outputs]
            job = next((one for one in jobs if one.audience == audience and one.is_in(files)), None)
            seen.say(Doing(f"{case.id}: {record.template} ({record.language}, {audience})"))
            lacking, more = _lacking(seen, job, destination, record)
            findings += more
            standings = dict(_standings(seen, job, destination, record))
            published += [
                Published(destination.place(name).file, case.id, audience, *named, standing, lacking)
                for name, standing in standings.items()
            ]
    return published, findings


def _against(seen: _Seen, destination: Destination, case: CaseOutline) -> Iterator[Finding]:
    """Yield that a folder is of another generation, and every error against what stands in it today."""
    known, setting = seen.reuse, seen.request.setting
    if not known.is_of_last_run(destination):
        yield other_generation(destination)
    standing = look_at_standing(seen.worker, known, destination, case.folder, setting=setting, fresh={})
    yield from (finding for finding in standing if finding.is_error)


def _lacking(
    seen: _Seen, job: Job | None, destination: Destination, record: BuildRecord
) -> tuple[tuple[Finding, ...], list[Finding]]:
    """Return the consents that a published document lacks today, each with what to do about the files.

    None is lacking of one that was made for this very day from what it would be made from today.
    """
    if job is None or not seen.reuse.is_new(job):
        return (), []
    call = FindLackingConsent(job, seen.request.setting)
    lacking, findings = seen.worker.ask(call, job.place, otherwise=())
    names = " and ".join(file.name for file in record.outputs)
    recall = f"take {names} out of circulation: delete them here, and ask whoever received them to do the same"
    place = destination.place(record.outputs[0].name)
    return tuple(replace(one, place=place, help=f"{recall}\n{one.help}") for one in lacking), findings


def _standings(
    seen: _Seen, job: Job | None, destination: Destination, record: BuildRecord
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
    again = None if job is None else _made_again(seen, job, record, whole)
    for file in record.outputs:
        if file.name in standings:
            yield file.name, standings[file.name]
        elif job is None:
            yield file.name, "unasked"
        elif again is None:
            yield file.name, "unknown"
        else:
            yield file.name, "current" if again.get(file.name) == file.sha256 else "changed"


def _made_again(seen: _Seen, job: Job, record: BuildRecord, whole: bool) -> dict[str, str] | None:
    """Return the digests of a document as its case would make it on the day it was made; None where it cannot be seen.

    Nothing is written: the same day, case and program give the same bytes.
    """
    endings = {file.name.rpartition(".")[2] for file in record.outputs}
    setting = replace(seen.request.setting, as_of=date.fromisoformat(record.as_of), writes=True)
    job = replace(job, formats=tuple(one for one in FORMATS if one in endings))
    kept = seen.reuse.on(setting).find(job) if whole else None
    made = kept or seen.worker.run(MakeDocument(job, setting))
    if not isinstance(made, Made):
        return None
    return {job.output(one): record_file(one, content).sha256 for one, content in made.files}
