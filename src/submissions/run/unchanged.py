"""Tell of an audience's folder in which nothing has changed, from what was kept: no child, no case that is read.

The folder holds what the last run made, byte for byte, and nothing else; and nothing that it was made from is other.
Whatever is less than that goes the whole way of `building`, which gives the same rows and findings.
"""

from __future__ import annotations

from collections.abc import Sequence

from submissions.line.outcome import Copied, Setting
from submissions.plan import Job
from submissions.publish.folder import Destination
from submissions.run.folders import Folder, copy_row
from submissions.run.records import OutputRow
from submissions.run.reuse import Reuse, copies_key, document_key


def unchanged_folder(
    reuse: Reuse, destination: Destination, jobs: Sequence[Job], setting: Setting
) -> tuple[Folder, list[OutputRow]] | None:
    """Return what stands in a folder with all that was found, None where any of it has to be looked at anew.

    The folder is held. What a finding stops that was kept is not published again, so it goes the whole way too.
    """
    folder = _as_kept(reuse, destination, jobs)
    if folder is None or not reuse.is_untouched(jobs[0].folder) or any(map(setting.stops, folder.findings)):
        return None
    copies = reuse.files_of(copies_key(_wanted(jobs))) if _wanted(jobs) else {}
    own = {name: digest for job in jobs for name, digest in reuse.files_of(document_key(job)).items()}
    sizes = reuse.stands(destination, {**own, **copies})
    if sizes is None:
        return None
    rows = [
        OutputRow(job, one, destination.place(name).file, "unchanged", made.pages, made.words, sizes[name], own[name])
        for job, made in folder.documents
        for one, name in ((one, job.output(one)) for one in job.formats)
    ]
    rows += [copy_row(jobs[0], name, destination, "unchanged", (sizes[name], copies[name])) for name in copies]
    return folder, rows


def _wanted(jobs: Sequence[Job]) -> tuple[Job, ...]:
    return tuple(job for job in jobs if job.exhibits)


def _as_kept(reuse: Reuse, destination: Destination, jobs: Sequence[Job]) -> Folder | None:
    """Return the documents and rules of a folder as they were kept, None where something of them has changed."""
    wanted = _wanted(jobs)
    if wanted and not reuse.knows_copies(wanted):
        return None
    copied = reuse.told_of_copies(wanted) if wanted else ()
    found = [reuse.found(job) for job in jobs]
    held = [reuse.held(job) for job in jobs]
    if copied is None:
        return None
    documents = [(job, made) for job, made in zip(jobs, found, strict=True) if made is not None]
    of_rules = {job: one for job, one in zip(jobs, held, strict=True) if one is not None}
    if min(len(documents), len(of_rules)) < len(jobs):
        return None
    return Folder(destination, tuple(documents), Copied(findings=copied), of_rules, is_new=False)
