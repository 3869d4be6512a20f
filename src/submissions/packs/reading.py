"""Read a pack file: its values with their places, its records, and its recipients, those in a table too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from submissions.findings import Finding, Place, has_errors
from submissions.gate import can_be_a_file_name, shown
from submissions.packs.receivers import Receiver, named_apart, receivers_in
from submissions.packs.record import FIELDS, Pack
from submissions.packs.words import wrong_fields
from submissions.publish.contents import PACKS
from submissions.source import locate, nearest, read_text_file
from submissions.source.case_file import read_yaml
from submissions.source.text_file import name_in_findings
from submissions.validate.faults import faults_of
from submissions.validate.lookup import CaseReading
from submissions.values import SourceMapping

_ENDING: Final = ".yaml"


@dataclass(frozen=True, slots=True)
class PackFile:
    """A pack file that was read whole: its id, its place, what it says, and everybody who receives it."""

    id: str
    place: Place
    pack: Pack
    receivers: tuple[Receiver, ...]

    @property
    def is_private(self) -> bool:
        """Whether only the owner may read what is made: it holds what the public may not see."""
        return self.pack.audience != "public"


def pack_ids(workspace: Path) -> list[str]:
    """Return the ids of the pack files of a workspace, sorted."""
    folder = workspace / PACKS
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(path.name.removesuffix(_ENDING) for path in found if _is_pack(path))


def _is_pack(path: Path) -> bool:
    return path.suffix == _ENDING and path.name[0] not in "._~" and path.is_file()


def read_pack(workspace: Path, name: str) -> tuple[PackFile | None, list[Finding]]:
    """Return a pack by its id, or None; the findings say what is wrong with it and its recipients."""
    folder = workspace / PACKS
    file = name_in_findings(folder / f"{name}{_ENDING}", workspace)
    root, findings = _root(workspace, name, file)
    if root is None:
        return None, findings
    reading = CaseReading(folder, workspace)
    try:
        pack = Pack.model_validate(root, context=reading)
    except ValidationError as error:
        findings += [finding for fault in faults_of(error, root, Pack) for finding in fault.findings]
        return None, _sorted(findings)
    findings += _fields(pack)
    receivers, faults = _receivers(pack, folder, workspace)
    findings += [*reading.findings, *faults]
    if has_errors(findings):
        return None, _sorted(findings)
    return PackFile(name, Place(file, 1), pack, receivers), _sorted(findings)


def _root(workspace: Path, name: str, file: str) -> tuple[SourceMapping | None, list[Finding]]:
    """Return the values that a pack file holds, or what keeps it from being read; `file` names it in findings."""
    path = workspace / PACKS / f"{name}{_ENDING}"
    if not path.exists():
        near = nearest(name, pack_ids(workspace))
        order = f"write '{near}'" if near else f"write it: {PACKS}/{shown(name)}{_ENDING}; docs/reference/pack-file.md"
        return None, [Finding("E771", Place(file), f"there is no pack file: '{shown(name)}'", order)]
    if path.is_symlink() or not can_be_a_file_name(name) or name != name.lower():
        words = "the pack file is a link" if path.is_symlink() else "the name of the pack is no name for every system"
        return None, [Finding("E771", Place(file), words, "put an ordinary file there, its name in small letters")]
    source, findings = read_text_file(path, file, Place(file))
    if source is None:
        return None, findings
    root, faults = read_yaml(source)
    return root, findings + faults


def _sorted(findings: list[Finding]) -> list[Finding]:
    return sorted(dict.fromkeys(findings), key=lambda one: (one.place, one.code))


def _fields(pack: Pack) -> Iterator[Finding]:
    """Yield an error for each letter of the author's own that has a field which nothing fills."""
    for text in pack.letter.values() if pack.letter is not None else ():
        fault = wrong_fields(text, frozenset(FIELDS), needed=False)
        if fault:
            listed = ", ".join(f"{{{name}}}" for name in FIELDS)
            yield Finding("E771", text.place, f"'letter' {fault}", f"use these fields, and no other braces: {listed}")


def _receivers(pack: Pack, folder: Path, workspace: Path) -> tuple[tuple[Receiver, ...], list[Finding]]:
    """Return the recipients that stand in the file, then those of its table, each under a name of a folder."""
    given = [Receiver.of(one, pack.language) for one in pack.recipients]
    findings: list[Finding] = []
    if pack.recipients_file is not None:
        path, findings = locate(folder, pack.recipients_file)
        if path is not None:
            name = name_in_findings(path, workspace)
            listed, faults = receivers_in(path.read_bytes(), name, pack.language)
            given += listed
            findings += faults
    receivers, faults = named_apart(given)
    return receivers, [*findings, *faults]
