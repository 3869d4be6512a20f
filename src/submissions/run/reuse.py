"""Know which documents need not be made again: nothing they were made from has changed, and they stand as made.

The store lies in the output folder itself, for the owner only, and holds ids, digests and counts, no word of a case. It
never goes along when a public folder is handed over. Only documents without any finding are kept in it, so that a
warning is shown on every run.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from submissions import __version__
from submissions.line.outcome import Copied, Made, Setting
from submissions.manifest import NAME, digest_file, read_manifest, record_file
from submissions.plan import Job
from submissions.publish.folder import Destination
from submissions.publish.transaction import SourceFile

STORE: Final = ".submissions.made"
_COUNTS: Final = ("pages", "words", "words_in_notes", "words_on_cover")
_PACKAGE: Final = Path(__file__).resolve().parent.parent
_LIBRARIES: Final = (
    "babel", "docxtpl", "jinja2", "lxml", "markdown-it-py", "mdit-py-plugins", "pikepdf", "pillow", "pydantic",
    "pydyf", "pypdfium2", "python-docx", "ruamel.yaml", "weasyprint",
)  # fmt: skip


class Reuse:
    """The documents that earlier runs made into an output folder, by what they were made from.

    Begin it before a case is read: what changes while a build runs must count as changed in the next one.
    """

    def __init__(self, setting: Setting, cases: Iterable[str]) -> None:
        from submissions.catalogue import template_folders  # noqa: PLC0415 - slow to import, needed by a build only

        self._setting = setting
        self._entries = _read(setting.output / STORE)
        self._cases = {case: _digest_files(setting.workspace / case) for case in cases}
        self._common = [_program(), *map(_digest_files, (*template_folders(setting.workspace), _PACKAGE))]

    def find(self, job: Job) -> Made | None:
        """Return a document as it stands, or None where it has to be made."""
        entry = self._entries.get(self._key(job))
        if entry is None or entry.get("from") != self._fingerprint(job):
            return None
        destination = Destination(self._setting.output, job.case_id, job.audience)
        manifest, _ = read_manifest(destination.folder / NAME, destination.place(NAME))
        build = next(
            (one for one in manifest.builds if (one.template, one.language) == (job.template, job.language)), None
        ) if manifest else None  # fmt: skip
        if manifest is None or build is None:
            return None
        files = []
        for file_format in job.formats:
            path = destination.folder / job.output(file_format)
            if not path.is_file() or path.is_symlink():
                return None
            try:
                content = path.read_bytes()
            except OSError:
                return None
            if record_file(path.name, content).sha256 != manifest.digest_of(path.name):
                return None
            files.append((file_format, content))
        counts = {key: int(entry.get(key, 0)) for key in _COUNTS}
        return replace(Made(tuple(files), build.inputs), **counts)  # type: ignore[arg-type]  # counts only

    def remember(self, job: Job, made: Made) -> None:
        """Keep that a document was published as it was made; one with findings is made again every time."""
        if made.findings or not made.files:
            self._entries.pop(self._key(job), None)
        else:
            self._entries[self._key(job)] = {
                "from": self._fingerprint(job),
                **{key: getattr(made, key) for key in _COUNTS},
            }

    def find_copies(self, jobs: tuple[Job, ...]) -> Copied | None:
        """Return the copies of annexes beside these documents as they stand, or None where they have to be made."""
        entry = self._entries.get(self._copies_key(jobs))
        if entry is None or entry.get("from") != self._fingerprint(*jobs):
            return None
        destination = Destination(self._setting.output, jobs[0].case_id, jobs[0].audience)
        manifest, _ = read_manifest(destination.folder / NAME, destination.place(NAME))
        records = {exhibit.copy.name: exhibit for exhibit in manifest.exhibits} if manifest else {}
        files = []
        for name in entry["names"]:
            path = destination.folder / name
            if name not in records or _digest_plain(path) != records[name].copy.sha256:
                return None
            files.append((records[name], SourceFile(path, records[name].copy.sha256)))
        return Copied(tuple(entry["names"]), tuple(files))

    def remember_copies(self, jobs: tuple[Job, ...], copied: Copied) -> None:
        """Keep that copies of annexes were published as they were made."""
        if copied.findings:
            self._entries.pop(self._copies_key(jobs), None)
        else:
            self._entries[self._copies_key(jobs)] = {"from": self._fingerprint(*jobs), "names": list(copied.names)}

    def save(self) -> None:
        """Write the store by rename, for the owner only; without it everything is made again, so a fault is no harm."""
        path = self._setting.output / STORE
        beside = path.with_name(f"{STORE}.{os.getpid()}")
        with contextlib.suppress(OSError):
            try:
                beside.touch(mode=0o600)
                beside.write_text(json.dumps(self._entries, sort_keys=True), encoding="utf-8")
                beside.replace(path)
            finally:
                beside.unlink(missing_ok=True)

    def _key(self, job: Job) -> str:
        return "|".join((job.case_id, job.audience, job.template, job.language, *job.formats))

    def _copies_key(self, jobs: tuple[Job, ...]) -> str:
        return "|".join((jobs[0].case_id, jobs[0].audience, "annexes"))

    def _fingerprint(self, *jobs: Job) -> str:
        """Return the digest of all that is made from: files, program, libraries, date and switches."""
        setting = replace(self._setting, output=Path(), workspace=Path())
        parts = [repr(setting), *map(repr, jobs), self._cases[jobs[0].folder], *self._common]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _program() -> str:
    libraries = (f"{name} {metadata.version(name)}" for name in _LIBRARIES)
    return "; ".join((f"submissions {__version__}", sys.version, *libraries))


def _digest_files(folder: Path) -> str:
    """Return one digest of the names and contents of all files below a folder; what is no plain file is named only."""
    digest = hashlib.sha256()
    for path in sorted(_below(folder)):
        digest.update(f"{path.relative_to(folder).as_posix()}\0".encode("utf-8", "surrogateescape"))
        digest.update(_digest_plain(path).encode())
    return digest.hexdigest()


def _digest_plain(path: Path) -> str:
    """Return the digest of a plain file; "-" for what is none, or cannot be read and so cannot go into a document."""
    try:
        return digest_file(path) if stat.S_ISREG(path.lstat().st_mode) else "-"
    except OSError:
        return "-"


def _below(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from (Path(root) / name for name in files)


def _read(path: Path) -> dict[str, dict[str, Any]]:
    """Return the store, empty where there is none or it cannot be understood."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(data, dict) or not all(isinstance(entry, dict) for entry in data.values()):
        return {}
    return data
