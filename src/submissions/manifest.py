"""Record what was made from what: every input and output of an audience folder by name, size and SHA-256.

The manifest of a public folder names no input from the case folder, no digest of one and no count of what was found
in it: a file name may hold a protected name, and a digest proves to whoever holds a leaked file that the case is built
on it.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from submissions.findings import Finding, Place

NAME = "manifest.json"
DRAFTS = "draft"
"""The folder of a case's drafts, beside those of its audiences, and the word that stands in the names of its files."""
# Of the manifest's form, for whoever reads it with a program of their own.
VERSION = 1


@dataclass(frozen=True, slots=True, order=True)
class FileRecord:
    """A file as it was read or written: its name with forward slashes, its size in bytes, its SHA-256 in hex."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """One document as it was built: its inputs, its outputs, and how often each finding code stood against it.

    In a public folder `inputs` names none of the case's own files, and `findings`, which count what stands in the
    confidential case, is empty. `printer` is what printed the PDF where the program itself did not, "" else: the same
    printer makes the same bytes, another build of it may make others.
    """

    template: str
    language: str
    as_of: str
    program: str
    inputs: tuple[FileRecord, ...]
    findings: tuple[tuple[str, int], ...]
    outputs: tuple[FileRecord, ...]
    printer: str = ""


@dataclass(frozen=True, slots=True, order=True)
class ExhibitRecord:
    """The copy of an annex as it was put beside the documents, by the annex's number, and the file it was made from.

    `original` is None in a public folder: its name may hold a protected name, and its digest would tie the two. `taken`
    says what was taken out of the copy for the body, in the words of the case file.
    """

    number: int
    copy: FileRecord
    original: FileRecord | None = None
    taken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that the program made in one audience folder."""

    audience: str
    builds: tuple[BuildRecord, ...] = ()
    exhibits: tuple[ExhibitRecord, ...] = ()

    def digest_of(self, name: str) -> str | None:
        """Return the SHA-256 of an output as it was made, or None for a name that no build made."""
        return next((file.sha256 for file in self.outputs() if file.name == name), None)

    def exhibit_digest_of(self, name: str) -> str | None:
        """Return the SHA-256 of the copy of an annex as it was made, or None for a name that is none."""
        return next((one.copy.sha256 for one in self.exhibits if one.copy.name == name), None)

    def outputs(self) -> tuple[FileRecord, ...]:
        """Return every output, sorted by name."""
        documents = [file for build in self.builds for file in build.outputs]
        return tuple(sorted([*documents, *(exhibit.copy for exhibit in self.exhibits)]))


def record_file(name: str, content: bytes) -> FileRecord:
    """Return the record of a file of these bytes."""
    return FileRecord(name, len(content), hashlib.sha256(content).hexdigest())


def digest_file(path: Path) -> str:
    """Return the SHA-256 of a file on disk, read in pieces; raises OSError."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def count_codes(findings: Iterable[Finding]) -> tuple[tuple[str, int], ...]:
    """Return how often each code stands among the findings, sorted by code: codes carry nothing of the case."""
    return tuple(sorted(Counter(finding.code for finding in findings).items()))


def merge(
    old: Manifest | None, audience: str, builds: Sequence[BuildRecord], exhibits: Sequence[ExhibitRecord] = ()
) -> Manifest:
    """Return the manifest after new builds: an output made anew leaves the record of its older build."""
    made = {file.name for build in builds for file in build.outputs}
    kept = []
    for build in old.builds if old else ():
        outputs = tuple(file for file in build.outputs if file.name not in made)
        if outputs:
            kept.append(replace(build, outputs=outputs))
    everything = sorted([*kept, *builds], key=lambda build: (build.template, build.language, build.outputs))
    named = {exhibit.copy.name for exhibit in exhibits}
    older = [exhibit for exhibit in (old.exhibits if old else ()) if exhibit.copy.name not in named]
    return Manifest(audience, tuple(everything), tuple(sorted([*older, *exhibits])))


def write_manifest(manifest: Manifest) -> bytes:
    """Return the manifest as JSON bytes, the same for the same content."""
    builds = [_build_data(build) for build in manifest.builds]
    data: dict[str, object] = {"manifest": VERSION, "audience": manifest.audience, "builds": builds}
    if manifest.exhibits:
        data["exhibits"] = [_exhibit_data(exhibit) for exhibit in manifest.exhibits]
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode("utf-8")


def _build_data(build: BuildRecord) -> dict[str, object]:
    data = {**asdict(build), "findings": dict(build.findings)}
    return data if build.printer else {key: value for key, value in data.items() if key != "printer"}


def read_manifest(path: Path, place: Place) -> tuple[Manifest | None, list[Finding]]:
    """Read a manifest; None with no finding where there is none, None with a finding where it cannot be understood."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None, []
    except OSError as error:
        return None, [_unreadable(place, error.strerror or type(error).__name__)]
    return parse_manifest(content, place)


def parse_manifest(content: bytes, place: Place) -> tuple[Manifest | None, list[Finding]]:
    """Return what the bytes of a manifest say, None with a finding where they cannot be understood."""
    try:
        data = json.loads(content.decode("utf-8"))
        exhibits = tuple(_exhibit(item) for item in data.get("exhibits", []))
        return Manifest(_text(data["audience"]), tuple(_build(item) for item in data["builds"]), exhibits), []
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None, [_unreadable(place, "it is not a manifest of this program")]


def _unreadable(place: Place, reason: str) -> Finding:
    return Finding(
        "E730",
        place,
        f"the manifest cannot be read: {reason}",
        "build again with --replace: files that may have been edited are set aside under a dated name first",
    )


def _build(item: dict[str, object]) -> BuildRecord:
    findings = item["findings"]
    if not isinstance(findings, dict):
        raise TypeError("findings")
    return BuildRecord(
        template=_text(item["template"]),
        language=_text(item["language"]),
        as_of=_text(item["as_of"]),
        program=_text(item["program"]),
        inputs=_files(item["inputs"]),
        findings=tuple(sorted((_text(code), int(count)) for code, count in findings.items())),
        outputs=_files(item["outputs"]),
        printer=_text(item.get("printer", "")),
    )


def _exhibit_data(exhibit: ExhibitRecord) -> dict[str, object]:
    original = {"original": asdict(exhibit.original)} if exhibit.original else {}
    taken = {"taken": list(exhibit.taken)} if exhibit.taken else {}
    return {"number": exhibit.number, **asdict(exhibit.copy), **original, **taken}


def _exhibit(item: dict[str, object]) -> ExhibitRecord:
    original = _files([item["original"]])[0] if "original" in item else None
    number = item["number"]
    if not isinstance(number, int):
        raise TypeError("number")
    taken = item.get("taken", [])
    if not isinstance(taken, list):
        raise TypeError("taken")
    return ExhibitRecord(number, _files([item])[0], original, tuple(_text(word) for word in taken))


def _files(items: object) -> tuple[FileRecord, ...]:
    if not isinstance(items, list):
        raise TypeError("files")
    return tuple(FileRecord(_text(item["name"]), int(item["bytes"]), _text(item["sha256"])) for item in items)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text")
    return value
