"""Know which documents need not be made again: nothing they were made from has changed, and their bytes are those.

Nothing is believed that can be seen. A document counts as made only if four things agree: what it would be made from
today, the digest of each of its files as they were made, the files as they stand, and the manifest as the last run left
it. So an older folder, an older manifest or an older store, brought back alone or together, is found out.

A file that no run of today made may still stand in a folder: for these the store keeps which of them were searched, and
under which case, templates and program. All names that are protected come from these three, so their digest stands for
the names: it changes with each of them, and nobody can try names against it, as one could with a digest of names alone.

What was found is kept with each document and shown on every run. What a finding may depend on beside the files is part
of the digest (day, switches, program, libraries, where the output is shown), or is looked at on every run: names
elsewhere on the disk, folders that others see.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from submissions.findings import Finding
from submissions.formats import Format
from submissions.line.outcome import Copied, Made, Setting
from submissions.manifest import NAME, Manifest, parse_manifest, record_file
from submissions.plan import Job
from submissions.publish.contents import everything_in
from submissions.publish.disk import Disk
from submissions.publish.folder import Destination, is_open_to_others
from submissions.publish.transaction import SourceFile
from submissions.run.kept import Held, ReadBefore, Shapes, case_key, key_of
from submissions.run.sources import DAY, Parts, Sources, changed_parts
from submissions.run.store import COUNTS, Entry, MadeStore
from submissions.run.told import lock, lock_findings, unlock, unlock_findings
from submissions.run.watched import NOTHING, digest_plain, watch
from submissions.today import Days, days_of


class Reuse:
    """The documents that earlier runs made into an output folder, by what they were made from.

    Begin it before a case is read: what changes while a build runs must count as changed in the next one. `load` it
    while the output folder is held, and `save` it before the folder is let go.
    """

    def __init__(self, setting: Setting, cases: Iterable[str]) -> None:
        self._setting = setting
        self.store = MadeStore(setting.output)
        self.store.load()
        self.shapes = Shapes()
        known = {case: self.store.entries.get(case_key(case), {}) for case in cases}
        self._cases = {case: watch(setting.workspace / case, entry) for case, entry in known.items()}
        self.sources = Sources(setting, self._cases)
        self.known = ReadBefore(self.store, self.sources, self.shapes)

    def on(self, setting: Setting) -> Reuse:
        """Return the same for documents that have something else in common, as another day."""
        other = copy(self)
        other._setting, other.sources = setting, self.sources.on(setting)
        return other

    @property
    def cases(self) -> tuple[str, ...]:
        """The folders of the cases that this knows of."""
        return tuple(self._cases)

    def load(self) -> None:
        """Read what another build may have written."""
        self.store.load()

    def save(self, disk: Disk) -> None:
        """Add what has changed to what is kept."""
        self.store.save(disk)

    def close(self, disk: Disk) -> None:
        """Write what is kept whole, at the end of a run."""
        self.store.close(disk)

    def is_untouched(self, case: str) -> bool:
        """Tell whether the files of a case are those that they were when this began."""
        return self._cases[case].is_untouched

    # --- documents ---

    def why(self, job: Job) -> list[str] | None:
        """Return which parts have changed that a document was made from, None where it was never made."""
        entry, parts = self._entry(document_key(job)), self.sources.of_document(job)
        if "from" not in entry:
            return None
        changed = changed_parts(entry["from"], parts)
        return changed if changed or self._days(job).covers(self._setting.as_of) else [DAY]

    def is_new(self, job: Job) -> bool:
        """Tell whether a document has to be made because what it is made from has changed; looks at no output."""
        return self.why(job) != []

    def find(self, job: Job) -> Made | None:
        """Return a document as it stands, or None where it has to be made."""
        if self.is_new(job):
            return None
        entry = self._entry(document_key(job))
        destination = self._destination(job)
        manifest = self._manifest(destination)
        build = next((one for one in manifest.builds if job.is_in(file.name for file in one.outputs)), None)
        if build is None:
            return None
        files: list[tuple[Format, bytes]] = []
        for file_format in job.formats:
            name = job.output(file_format)
            content = _content(destination.folder / name)
            digests = {record_file(name, content).sha256, manifest.digest_of(name), entry.get("files", {}).get(name)}
            if len(digests) > 1:
                return None
            files.append((file_format, content))
        findings = self.told(job)
        if findings is None:
            return None
        made = Made(tuple(files), build.inputs, findings=findings, printer=build.printer, days=self._days(job))
        return replace(made, **self.counts(job))  # type: ignore[arg-type]  # counts only

    def found(self, job: Job) -> Made | None:
        """Return a document without its files, as a check needs it: what a build found in it, and how long it was.

        None where nothing was kept, or what it is made from has changed. Whether its files still stand is no matter.
        """
        told = None if self.is_new(job) else self.told(job)
        if told is None:
            return None
        return replace(Made(findings=told, days=self._days(job)), **self.counts(job))  # type: ignore[arg-type]

    def told(self, job: Job) -> tuple[Finding, ...] | None:
        """Return what was found when a document was made from what it is made from today; None where that is lost."""
        entry = self._entry(document_key(job))
        return unlock_findings(
            entry.get("told", ""), self._key_of(document_key(job), job, self.sources.of_document(job))
        )

    def counts(self, job: Job) -> Mapping[str, int]:
        """Return how long a document was when it was made."""
        entry = self._entry(document_key(job))
        return {key: int(entry.get(key, 0)) for key in COUNTS}

    def files_of(self, key: str) -> Mapping[str, str]:
        """Return the SHA-256 of each file that was made under a key, by its name."""
        files: Mapping[str, str] = self._entry(key).get("files", {})
        return files

    def remember(self, job: Job, made: Made) -> None:
        """Keep that a document was published as it was made, and what was found."""
        key = document_key(job)
        if not made.files:
            self.store.drop(key)
            return
        parts = self.sources.of_document(job)
        names = [(job.output(one), content) for one, content in made.files]
        kept: Entry = {name: self._entry(key)[name] for name in ("rules", "held") if name in self._entry(key)}
        self.store.put(
            key,
            {
                **kept,
                "from": dict(parts),
                "files": {name: record_file(name, content).sha256 for name, content in names},
                "told": lock_findings(made.findings, self._key_of(key, job, parts)),
                "days": lock(str(made.days).encode(), self._key_of(key, job, parts)),
                **{name: getattr(made, name) for name in COUNTS},
            },
        )

    # --- rules ---

    def held(self, job: Job) -> Held | None:
        """Return what was said of a document's rules when nothing that it rests on was other; None where it was."""
        entry, parts = self._entry(document_key(job)), self.sources.of_document(job)
        rules = self.sources.of_rules(job)
        if changed_parts(entry.get("rules"), {**parts, **rules}):
            return None
        held = self.shapes.held(entry.get("held", ""), self._key_of(document_key(job), job, parts))
        return held if held is not None and held[0].days.covers(self._setting.as_of) else None

    def remember_held(self, job: Job, held: Held) -> None:
        """Keep what is said of a document's rules, beside the document itself if it was published."""
        key = document_key(job)
        if key in self.store.entries:
            parts = self.sources.of_document(job)
            letters = self.shapes.lock_held(held, self._key_of(key, job, parts))
            rules = {**parts, **self.sources.of_rules(job)}
            self.store.put(key, {**self._entry(key), "rules": rules, "held": letters})

    # --- copies of annexes ---

    def find_copies(self, jobs: tuple[Job, ...]) -> Copied | None:
        """Return the copies of annexes beside these documents as they stand, or None where they have to be made."""
        if not self.knows_copies(jobs):
            return None
        destination = self._destination(jobs[0])
        records = {exhibit.copy.name: exhibit for exhibit in self._manifest(destination).exhibits}
        files = []
        names = self.files_of(copies_key(jobs))
        for name, digest in names.items():
            path = destination.folder / name
            if name not in records or {digest_plain(path), records[name].copy.sha256} != {digest}:
                return None
            files.append((records[name], SourceFile(path, digest)))
        findings = self.told_of_copies(jobs)
        return None if findings is None else Copied(tuple(names), tuple(files), findings)

    def knows_copies(self, jobs: tuple[Job, ...]) -> bool:
        """Tell whether the copies beside these documents were made from what they are made from today."""
        entry = self._entry(copies_key(jobs))
        return "from" in entry and not changed_parts(entry["from"], self.sources.of_copies(jobs))

    def told_of_copies(self, jobs: tuple[Job, ...]) -> tuple[Finding, ...] | None:
        """Return what was found in the annexes when their copies were made; None where that is lost."""
        key, parts = copies_key(jobs), self.sources.of_copies(jobs)
        return unlock_findings(self._entry(key).get("told", ""), self._key_of(key, jobs[0], parts))

    def remember_copies(self, jobs: tuple[Job, ...], copied: Copied) -> None:
        """Keep that copies of annexes were published as they were made, and what was found."""
        key, parts = copies_key(jobs), self.sources.of_copies(jobs)
        entry = {
            "from": dict(parts),
            "files": {record.copy.name: record.copy.sha256 for record, _ in copied.files},
            "told": lock_findings(copied.findings, self._key_of(key, jobs[0], parts)),
        }
        self.store.put(key, entry)

    # --- folders ---

    def stands(self, destination: Destination, files: Mapping[str, str]) -> Mapping[str, int] | None:
        """Return the size of each file where a folder holds these, by name and SHA-256, its manifest, and nothing else.

        None where it does not, where one of them has another name on the disk, and where others may look in.
        """
        folder = destination.folder
        if _digest_manifest(destination) != self._entry(folder_key(destination)).get("manifest"):
            return None
        if {*everything_in(folder)} != {*files, NAME} or is_open_to_others(destination):
            return None
        found = {name: (folder / name).lstat() for name in files}
        if any(one.st_nlink > 1 for one in found.values()):
            return None
        if any(digest_plain(folder / name) != digest for name, digest in files.items()):
            return None
        return {name: one.st_size for name, one in found.items()}

    def remember_folder(self, destination: Destination, case: str, fresh: Mapping[str, str]) -> None:
        """Keep how a folder stands after it was published, and the case that each file of this run was made for.

        `fresh` holds the SHA-256 of these files by name.
        """
        entry = dict(self._entry(folder_key(destination)))
        today = self.sources.names_from(case)
        entry["manifest"] = _digest_manifest(destination)
        entry["files"] = {**entry.get("files", {}), **fresh}
        entry["cases"] = {**entry.get("cases", {}), **dict.fromkeys(fresh, today)}
        self.store.put(folder_key(destination), entry)

    def is_of_last_run(self, destination: Destination) -> bool:
        """Tell whether a folder's manifest is the one that the last run left; also where there is none to compare."""
        known = self._entry(folder_key(destination)).get("manifest")
        return known is None or _digest_manifest(destination) in (known, NOTHING)

    def is_overtaken(self, destination: Destination, name: str) -> bool:
        """Tell whether a file was published for none of the cases as they are today, or by another program."""
        known = self._entry(folder_key(destination)).get("cases", {}).get(name)
        return bool(known and self._cases) and known not in map(self.sources.names_from, self._cases)

    def is_searched(self, destination: Destination, case: str, name: str, digest: str) -> bool:
        """Tell whether a file of these bytes was searched under this name for all that is protected today."""
        searched = self._entry(folder_key(destination)).get("searched", {})
        return bool(searched.get(_searched_key(name, digest)) == self.sources.names_from(case))

    def remember_searched(self, destination: Destination, case: str, files: Iterable[tuple[str, str]]) -> None:
        """Keep, instead of what was kept of a folder, that files, by name and digest, were searched without a hit."""
        today = self.sources.names_from(case)
        searched = {_searched_key(name, digest): today for name, digest in files}
        if searched:
            entry = self._entry(folder_key(destination))
            self.store.put(folder_key(destination), {**entry, "searched": searched})

    # --- what is kept ---

    def _entry(self, key: str) -> Entry:
        return self.store.entries.get(key, {})

    def _days(self, job: Job) -> Days:
        """Return the days on which a document is the same as it was made; none where that is lost."""
        key, parts = document_key(job), self.sources.of_document(job)
        days = unlock(self._entry(key).get("days", ""), self._key_of(key, job, parts))
        return days_of((days or b"").decode())

    def _key_of(self, entry: str, job: Job, parts: Parts) -> bytes:
        """Return what the findings of an entry are locked with: nothing that is kept gives it, the case file does."""
        return key_of(entry, self._cases[job.folder].secret, parts)

    def _manifest(self, destination: Destination) -> Manifest:
        """Return the manifest of a folder if it is the one that the last run left there, else one of nothing."""
        content = _content(destination.folder / NAME)
        known = self._entry(folder_key(destination)).get("manifest")
        is_known = record_file(NAME, content).sha256 == known
        manifest = parse_manifest(content, destination.place(NAME))[0] if is_known else None
        return manifest or Manifest(destination.audience)

    def _destination(self, job: Job) -> Destination:
        return Destination(self._setting.output, job.case_id, job.audience)


def document_key(job: Job) -> str:
    """Return the key of what is kept of a document."""
    return "|".join((job.case_id, job.audience, job.template, job.name, job.language, *job.formats))


def copies_key(jobs: Sequence[Job]) -> str:
    """Return the key of what is kept of the copies of annexes beside documents of one case and audience."""
    return "|".join((jobs[0].case_id, jobs[0].audience, "annexes"))


def folder_key(destination: Destination) -> str:
    """Return the key of what is kept of an audience's folder."""
    return "|".join((destination.case_id, destination.audience))


def _searched_key(name: str, digest: str) -> str:
    """Return the digest of a file's name and content together: a name may hold what is protected tomorrow."""
    return sha256(f"{name}\0{digest}".encode("utf-8", "surrogateescape")).hexdigest()


def _digest_manifest(destination: Destination) -> str:
    return digest_plain(destination.folder / NAME)


def _content(path: Path) -> bytes:
    """Return the bytes of a plain file, none for anything else."""
    try:
        return b"" if path.is_symlink() else path.read_bytes()
    except OSError:
        return b""
