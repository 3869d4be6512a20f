"""Take documents out of the folders of their cases: what a build left there whole, and nothing stands against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from submissions.findings import Finding, Place
from submissions.formats import Format
from submissions.line.outcome import Setting
from submissions.manifest import NAME, digest_file, read_manifest
from submissions.packs.documents import TakenDocument
from submissions.packs.outlines import PackCase
from submissions.packs.plan import Lacking
from submissions.plan import Job
from submissions.publish.folder import Destination
from submissions.publish.transaction import SourceFile
from submissions.run.records import Result
from submissions.states import find_state

_ORDER: Final = "mend what stands against it above, and make the pack again"


@dataclass(frozen=True, slots=True)
class BuiltShelf:
    """What the run left of one audience of the cases: how each output became what it is, and what was found."""

    setting: Setting
    results: tuple[Result, ...]

    def take(self, job: Job, case: PackCase, languages: Sequence[str]) -> TakenDocument | Lacking:
        """Return a document with the digest of each of its files, or why it cannot be taken.

        `languages` are those in which the names of States are wanted.
        """
        destination = Destination(self.setting.output, job.case_id, job.audience, shown_root=self.setting.shown_output)
        reason = self._reason(job, destination)
        if reason is not None:
            return Lacking(job.case_id, job.template, job.language, reason)
        manifest, _ = read_manifest(destination.folder / NAME, destination.place(NAME))
        files: list[tuple[Format, SourceFile]] = []
        for file_format in job.formats:
            name = job.output(file_format)
            recorded = manifest.digest_of(name) if manifest is not None else None
            path = destination.folder / name
            if manifest is None or manifest.audience != job.audience or recorded != _digest(destination, name):
                words = "the file is not the one that its build left there, and is kept out of the pack"
                found = Finding("E773", destination.place(name), words, "build its case again")
                return Lacking(job.case_id, job.template, job.language, found)
            files.append((file_format, SourceFile(path, recorded or "")))
        state = find_state(case.state)
        names = tuple((code, state.name(code)) for code in languages) if state is not None else ()
        return TakenDocument(job, tuple(files), case.titles, names)

    def _reason(self, job: Job, destination: Destination) -> Finding | None:
        """Return what stands against a document or its folder, None where nothing does."""
        findings = [one for result in self.results for one in result.findings if self.setting.stops(one)]
        folder = destination.place().file
        against = next(
            (one for one in findings if one.place.file == folder or one.place.file.startswith(f"{folder}/")), None
        )
        if against is not None:
            return _told(against.place, f"something stands against its folder ({against.code})")
        rows = [row for result in self.results for row in result.rows if _is_of(row.job, job)]
        if rows and all(row.state in ("made", "unchanged") for row in rows):
            return None
        in_case = next((one for one in findings if one.place.file.startswith(f"{job.folder}/")), None)
        where = f" ({in_case.code} at {in_case.place})" if in_case is not None else ""
        return _told(job.place, f"it could not be built{where}")


def _told(place: Place, why: str) -> Finding:
    return Finding("E773", place, f"the document is kept out of the pack: {why}", _ORDER)


def _is_of(one: Job, other: Job) -> bool:
    named = ((job.case_id, job.audience, job.template, job.name, job.language) for job in (one, other))
    return len(set(named)) == 1


def _digest(destination: Destination, name: str) -> str:
    """Return the SHA-256 of a plain file, "" for anything else."""
    path = destination.folder / name
    try:
        return "" if path.is_symlink() else digest_file(path)
    except OSError:
        return ""
