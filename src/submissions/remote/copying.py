"""Copy the finished folder of an audience to an address: its manifest last, and every file read back.

While a copy goes on, no manifest stands there: whoever finds none, finds no finished folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final

from submissions.findings import Finding, Place
from submissions.manifest import NAME, Manifest, parse_manifest
from submissions.plan import AUDIENCES
from submissions.publish.folder import Destination
from submissions.remote.address import BAD_NAME, MEND_NAME, NameRefusedError, Remote, RemoteFaultError
from submissions.run.records import OutputRow, Result


class _NotCopiedError(Exception):
    """A folder that may not be copied, or did not arrive; its finding says why."""

    def __init__(self, code: str, words: str, order: str) -> None:
        super().__init__(words)
        self.code, self.words, self.order = code, words, order


def finished_folders(result: Result) -> list[Destination]:
    """Return the audience folders that a run built whole, in their order; drafts are for their owner alone."""
    rows: dict[tuple[str, str], list[OutputRow]] = {}
    for row in result.rows:
        if not row.job.draft:
            rows.setdefault((row.job.case_id, row.job.audience), []).append(row)
    setting = result.setting
    return [
        Destination(setting.output, *names, shown_root=setting.shown_output)
        for names, members in rows.items()
        if all(row.state in ("made", "unchanged") for row in members) and not _is_named(result, names)
    ]


def _is_named(result: Result, names: tuple[str, str]) -> bool:
    """Tell whether an error stands against what lies in a folder."""
    inside = "/".join((result.setting.shown_output, *names))
    against = (finding.place.file for finding in result.findings if result.setting.stops(finding))
    return any(file == inside or file.startswith(f"{inside}/") for file in against)


def copy_folders(remote: Remote, destinations: Sequence[Destination]) -> list[Finding]:
    """Copy each folder to CASE/AUDIENCE below the address, and say of each what became of it."""
    return [_copied(remote, destination) for destination in destinations]


def _copied(remote: Remote, destination: Destination) -> Finding:
    place = destination.place()
    try:
        number = _copy(remote, destination)
    except _NotCopiedError as error:
        return Finding(error.code, place, error.words, error.order)
    except NameRefusedError:
        return Finding("E792", place, f"{BAD_NAME}, so this folder was not copied there", MEND_NAME)
    except RemoteFaultError as error:
        return Finding("E791", place, f"the copy of this folder broke off: {error}", _AGAIN)
    except OSError as error:
        words = f"this folder cannot be read: {(error.strerror or 'the disk reports a fault').lower()}"
        return Finding("E794", place, words, "build again")
    words = f"copied to '{remote.shown}', read back and found the same: {number} files and their manifest"
    return Finding("N795", place, words, "nothing is to be done")


_AGAIN: Final = "no manifest stands there, so that nobody takes it for finished; build again when the address answers"


def _copy(remote: Remote, destination: Destination) -> int:
    """Copy one folder and return how many files it has beside the manifest."""
    into = f"{destination.case_id}/{destination.audience}"
    content = (destination.folder / NAME).read_bytes()
    manifest, _ = parse_manifest(content, Place(NAME))
    if manifest is None or manifest.audience != destination.audience:
        raise _NotCopiedError("E794", "the manifest of this folder is not that of its audience", "build again")
    files = {record.name: _content(destination.folder, record.name, record.sha256) for record in manifest.outputs()}
    old = _look_there(remote, into, destination.audience, set(files))
    if NAME in old:
        remote.remove(f"{into}/{NAME}")
    for name in sorted(old - set(files) - {NAME}):
        remote.remove(f"{into}/{name}")
    _make_folders(remote, into, files, is_private=destination.is_private)
    for name, one in files.items():
        _send(remote, f"{into}/{name}", one)
    try:
        _send(remote, f"{into}/{NAME}", content)
    except _NotCopiedError:
        remote.remove(f"{into}/{NAME}")
        raise
    return len(files)


def _content(folder: Path, name: str, digest: str) -> bytes:
    """Return the bytes of an output if they are those that the manifest names."""
    path = folder / name
    content = b"" if path.is_symlink() else path.read_bytes()
    if sha256(content).hexdigest() != digest:
        words = f"a file of this folder is not what its manifest says, so nothing of it was copied: {name}"
        raise _NotCopiedError("E794", words, "build again; what somebody changed is kept, and told of")
    return content


def _look_there(remote: Remote, into: str, audience: str, ours: set[str]) -> set[str]:
    """Return what an earlier copy left there; refuse a place that another audience, or somebody else, uses."""
    if remote.is_within(AUDIENCES, NAME):
        words = "the address is itself a folder of outputs; folders of different audiences are never put together"
        raise _NotCopiedError("E794", words, "name the address of a folder above those of the cases")
    there = set(remote.below(into))
    if any(name.rpartition("/")[2] == NAME for name in there - {NAME}):
        words = "a manifest lies within the folder at the address: another folder of outputs was put into it"
        raise _NotCopiedError("E794", words, "move it out; folders of different audiences are never put together")
    known: Manifest | None = None
    if NAME in there:
        known, _ = parse_manifest(remote.read(f"{into}/{NAME}"), Place(NAME))
        if known is None or known.audience != audience:
            words = "another folder than one of this audience stands at the address, so nothing was copied over it"
            raise _NotCopiedError("E794", words, "look what it is, and move it away, or name another address")
    made = {record.name for record in known.outputs()} if known is not None else set()
    strange = there - made - ours - {NAME}
    if strange:
        words = f"{len(strange)} files lie at the address that no copy of this folder put there, so nothing was copied"
        raise _NotCopiedError("E794", words, "look at them, and move them away: who is given the folder gets them too")
    return there


def _make_folders(remote: Remote, into: str, names: Iterable[str], *, is_private: bool) -> None:
    """Make the folders of a copy, where there are any; on a disk of this machine only the owner sees a private one."""
    remote.make_folder(into)
    if is_private and remote.disk is not None:
        (remote.disk / into).chmod(0o700)
    for folder in sorted({name.rpartition("/")[0] for name in names} - {""}):
        remote.make_folder(f"{into}/{folder}")


def _send(remote: Remote, name: str, content: bytes) -> None:
    """Write a file and read it back; raises _NotCopiedError where other bytes came back."""
    remote.write(name, content)
    if sha256(remote.read(name)).digest() != sha256(content).digest():
        words = "what was read back from the address is not what was sent, so the copy has no manifest"
        raise _NotCopiedError("E793", words, "build again; if it comes again, ask who looks after the address")
