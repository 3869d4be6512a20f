"""Make drafts: each for itself, into the folder of its case's drafts, which nothing counts among what was built.

No draft is taken from an earlier run, none is remembered, and no copy of an annex goes along. What stands in the
folders of the audiences is left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from submissions.admissibility.rows import RuleRow
from submissions.findings import Finding, Place
from submissions.line.outcome import Made
from submissions.manifest import DRAFTS
from submissions.plan import Job
from submissions.publish.folder import Destination, State, hold_folder, publish
from submissions.run.building import Builder
from submissions.run.events import finished
from submissions.run.folders import make_document, record_of, row_of
from submissions.run.records import OutputRow

Rules = tuple[tuple[Job, tuple[RuleRow, ...]], ...]


def build_drafts(
    builder: Builder, jobs: Sequence[Job], against: Sequence[Finding]
) -> tuple[list[OutputRow], Rules, list[Finding]]:
    """Make and publish the drafts of jobs; return what became of each, what the rules say, and every finding.

    `against` stands against the cases of these jobs before anything is made.
    """
    rows: list[OutputRow] = []
    rules: list[tuple[Job, tuple[RuleRow, ...]]] = []
    findings: list[Finding] = []
    blocked = {finding.place.file for finding in against if builder.setting.stops(finding)}
    for case_id, members in groupby(jobs, key=lambda job: job.case_id):
        destination = builder.destination(case_id, DRAFTS)
        for job in members:
            made, ruled, faults = make_document(builder.makers, job, builder.setting, builder.say)
            rules += [(job, ruled.rows)] if ruled.rows else []
            findings += [*made.findings, *faults]
            states, faults = _publish(builder, destination, job, made, stopped=job.place.file in blocked)
            findings += faults
            rows += (own := [row_of(job, made, one, destination, states) for one in job.formats])
            for event in finished([job], own):
                builder.say(event)
    return rows, tuple(rules), findings


def _publish(
    builder: Builder, destination: Destination, job: Job, made: Made, *, stopped: bool
) -> tuple[dict[str, State], list[Finding]]:
    """Publish one draft, unless something stops it: a file that somebody has changed keeps only itself from anew."""
    if stopped or not made.files or any(map(builder.setting.stops, made.findings)):
        return {}, []
    if not builder.reuse.is_untouched(job.folder):
        words = "the case was changed while its draft was being made, so the draft was not published"
        return {}, [Finding("E716", Place(job.place.file), words, "build again")]
    files = {job.output(one): content for one, content in made.files}
    with hold_folder(destination, disk=builder.disk, waiting=builder.waiting) as faults:
        if faults:
            return {}, faults
        record = record_of(job, made, builder.setting)
        return publish(destination, [(record, files)], set_edited_aside=builder.request.replace, disk=builder.disk)
