"""Read every published file again and compare it with its manifest."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from submissions.exhibits import FOLDER as ANNEXES
from submissions.findings import Finding, Place
from submissions.manifest import NAME, FileRecord, digest_file, read_manifest
from submissions.publish.contents import NOT_OURS, PACKS, audience_folders, is_set_aside, pack_folders
from submissions.publish.faults import finding_of
from submissions.publish.folder import Destination
from submissions.publish.transaction import is_cut_off
from submissions.run.building import other_generation
from submissions.run.leftovers import elsewhere
from submissions.run.reuse import Reuse
from submissions.run.strays import folders_of_no_case


def verify(output: Path, shown: str, known: Reuse | None = None) -> tuple[int, list[Finding]]:
    """Return how many outputs stand below an output folder, and what is not as its manifest says.

    `shown` is the folder as findings name it; `known` tells what the last builds left there, and of which cases, all of
    a workspace or none. Raises OSError where the folder itself cannot be read.
    """
    count = 0
    findings: list[Finding] = []
    for folder in audience_folders(output):
        destination = Destination(output, folder.parent.name, folder.name, shown_root=shown)
        try:
            records, faults = _verify_folder(destination)
        except OSError as error:
            records, faults = 0, [finding_of(error, destination.place())]
        count += records
        findings += faults
        findings += elsewhere(destination)
        findings += _generations(destination, known) if known and records else ()
    for folder in pack_folders(output):
        destination = Destination(output / PACKS, folder.parent.name, folder.name, shown_root=f"{shown}/{PACKS}")
        records, faults = _verify_folder(destination)
        count += records
        findings += faults
    if known and known.cases:
        findings += folders_of_no_case(output, shown, known.cases)
    return count, findings


def _verify_folder(destination: Destination) -> tuple[int, list[Finding]]:
    folder = destination.folder
    manifest, findings = read_manifest(folder / NAME, destination.place(NAME))
    inner = (
        {ANNEXES, *(one.name.partition("/")[0] for one in manifest.outputs() if "/" in one.name)}
        if manifest
        else {ANNEXES}
    )
    names = sorted(_names(folder, inner))
    if is_cut_off(folder):
        cut = "a build was cut off here, so old and new files may stand side by side"
        findings.append(Finding("E734", destination.place(), cut, "build again: the next run finishes what was begun"))
    if manifest is None:
        if not findings:
            missing = "the manifest is missing"
            findings.append(
                Finding("E730", destination.place(NAME), missing, "build the documents of this folder again")
            )
        return 0, findings
    records = {file.name: file for file in manifest.outputs()}
    for name, record in records.items():
        findings += _verify_file(folder / name, record, destination.place(name))
    findings += [_extra(destination.place(name)) for name in names if name not in records and not is_set_aside(name)]
    return len(records), findings


def _generations(destination: Destination, known: Reuse) -> Iterator[Finding]:
    """Yield that a folder is not the one that the last build left, or that its case has changed since.

    An older folder that was brought back with its manifest agrees with itself: only the store knows of the newer one.
    """
    if not known.is_of_last_run(destination):
        yield other_generation(destination)
    manifest, _ = read_manifest(destination.folder / NAME, destination.place(NAME))
    for file in manifest.outputs() if manifest else ():
        if known.is_overtaken(destination, file.name):
            words = "the case, a template or the program has changed since this file was made"
            yield Finding("W717", destination.place(file.name), words, "build again, and read what has changed")


def _names(folder: Path, inner: Collection[str]) -> Iterator[str]:
    """Yield the names of what lies in an audience folder and in the folders in it that a build makes."""
    for path in folder.iterdir():
        if path.name in inner and path.is_dir() and not path.is_symlink():
            yield from (f"{path.name}/{copy.name}" for copy in path.iterdir() if copy.name not in NOT_OURS)
        elif path.name not in NOT_OURS:
            yield path.name


def _verify_file(path: Path, record: FileRecord, place: Place) -> list[Finding]:
    if not path.is_file() or path.is_symlink():
        return [Finding("E732", place, "the file is missing", "build again, or ask who moved it")]
    if digest_file(path) != record.sha256:
        changed = "the file is not the one that was made: somebody has changed it"
        return [Finding("E731", place, changed, "find out who changed it before anybody files it")]
    return []


def _extra(place: Place) -> Finding:
    return Finding("E733", place, "no build made this file", "move it to a folder of your own")
