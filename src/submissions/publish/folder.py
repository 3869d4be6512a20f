"""Publish the documents of one case for one audience: all of them and their manifest, or nothing.

The unit is the audience folder `OUTPUT/<case-id>/<audience>` with its manifest: if one of its documents has an error,
or one of its files was edited by a person, the folder stays as it is.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from submissions.findings import Finding, Place, has_errors
from submissions.manifest import (
    DRAFTS,
    NAME,
    BuildRecord,
    ExhibitRecord,
    Manifest,
    digest_file,
    merge,
    read_manifest,
    record_file,
    write_manifest,
)
from submissions.publish import transaction
from submissions.publish.disk import Disk
from submissions.publish.faults import finding_of, not_a_file, too_long
from submissions.publish.lock import LOCK, hold

State = Literal["made", "unchanged", "kept", "refused"]


@dataclass(frozen=True, slots=True)
class Destination:
    """The folder of one case for an audience, or for its drafts, and how long to wait for another build there.

    `root` is the output folder, `shown_root` the same as findings name it. `is_for_owner` says that only the owner may
    read what stands there, whatever it is called.
    """

    root: Path
    case_id: str
    audience: str
    # A build of all examples takes less; whoever waits longer should be told why.
    wait_seconds: float = 120.0
    shown_root: str = ""
    is_for_owner: bool = False

    @property
    def folder(self) -> Path:
        """The folder that the outputs stand in."""
        return self.root / self.case_id / self.audience

    @property
    def is_private(self) -> bool:
        """Whether only the owner may read what stands there."""
        return self.is_for_owner or self.audience in ("filing", DRAFTS)

    def place(self, name: str = "") -> Place:
        """Return the place of one of the outputs, or of the folder."""
        root = self.shown_root or self.root.as_posix()
        return Place("/".join(part for part in (root, self.case_id, self.audience, name) if part))


def publish(
    destination: Destination,
    builds: Sequence[tuple[BuildRecord, Mapping[str, bytes]]],
    *,
    exhibits: Sequence[tuple[ExhibitRecord, transaction.Content]] = (),
    set_edited_aside: bool = False,
    whole: bool = False,
    disk: Disk | None = None,
    waiting: Callable[[], None] = lambda: None,
) -> tuple[dict[str, State], list[Finding]]:
    """Write the outputs of builds, by name, the copies of annexes, and the manifest into their folder, all or none.

    Returns what became of each name. `whole` says that these are all that the folder is to hold: what an earlier build
    made there, and nobody has changed, goes away in the same step. `waiting` is called when another build holds the
    output folder.
    """
    disk = disk or Disk()
    contents: dict[str, transaction.Content] = {name: one for _, files in builds for name, one in files.items()}
    contents |= {record.copy.name: content for record, content in exhibits}
    findings = _check_paths(destination, contents, disk.path_max)
    if has_errors(findings):
        return dict.fromkeys(contents, "refused"), findings
    with hold_folder(destination, disk=disk, waiting=waiting) as faults:
        findings += faults
        if not faults:
            try:
                _make_folders(destination, disk)
                records = [record for record, _ in builds], [record for record, _ in exhibits]
                how = set_edited_aside, whole
                return _publish_locked(destination, records, contents, how, disk)
            except transaction.SourceChangedError as error:
                findings.append(Finding("E757", destination.place(error.name), _CHANGED, "build again"))
            except OSError as error:
                findings.append(finding_of(error, destination.place()))
    return dict.fromkeys(contents, "refused"), findings


@contextmanager
def hold_folder(
    destination: Destination, *, disk: Disk | None = None, waiting: Callable[[], None] = lambda: None
) -> Iterator[list[Finding]]:
    """Hold the output folder while the `with` block runs, and finish there what a build that was cut off had begun.

    Gives what stands against it: where that is anything, nothing may be published. `waiting` is called when another
    build holds the output folder; whoever holds it already may hold it once more.
    """
    with ExitStack() as stack:
        findings: list[Finding] = []
        try:
            if not destination.root.exists():
                stack.callback(_remove_unused, destination.root)
            destination.root.mkdir(parents=True, exist_ok=True)
            stack.enter_context(hold(destination.root, destination.wait_seconds, waiting))
            if all(_mode(path) == stat.S_IFDIR for path in (destination.folder.parent, destination.folder)):
                transaction.recover(destination.folder, disk or Disk())
        except TimeoutError:
            words = "another build is writing to this output folder"
            findings.append(Finding("E726", destination.place(), words, "wait for it"))
        except ValueError as error:
            findings.append(Finding("E734", destination.place(), f"a build was cut off here: {error}", _CLEAR))
        except OSError as error:
            findings.append(finding_of(error, destination.place()))
        yield findings


def _remove_unused(root: Path) -> None:
    """Remove an output folder that was made to be held, if nothing was published there."""
    with suppress(OSError):
        if {path.name for path in root.iterdir()} <= {LOCK}:
            (root / LOCK).unlink(missing_ok=True)
            root.rmdir()


_CHANGED = "an annex was changed while it was being copied, so nothing in this folder was replaced"
_CLEAR = f"delete the folder {transaction.STAGING} there, then build again"


def _publish_locked(
    destination: Destination,
    records: tuple[Sequence[BuildRecord], Sequence[ExhibitRecord]],
    contents: Mapping[str, transaction.Content],
    how: tuple[bool, bool],
    disk: Disk,
) -> tuple[dict[str, State], list[Finding]]:
    """Compare with what stands there, set aside what was edited if that is asked, and commit.

    `how` are the switches of `publish`.
    """
    set_edited_aside, whole = how
    folder = destination.folder
    old, findings = read_manifest(folder / NAME, destination.place(NAME))
    if set_edited_aside:
        findings = []  # the unreadable manifest is replaced, and everything it could have named is set aside
    states = {name: _state(folder, name, content, old) for name, content in contents.items()}
    edited = [name for name, state in states.items() if state == "kept"]
    if edited and set_edited_aside:
        findings += [_set_aside(destination, name, disk) for name in edited]
        states.update(dict.fromkeys(edited, "made"))
    else:
        findings += [_edited(destination.place(name)) for name in edited]
    to_write = [name for name, state in states.items() if state == "made"]
    findings += [_open(destination.place(name)) for name in to_write if _is_open(folder, name)]
    if has_errors(findings):
        return {name: "kept" if name in edited else "refused" for name in contents}, findings
    files = {name: contents[name] for name in to_write}
    files |= dict.fromkeys(_left_over(folder, old, contents), transaction.GONE) if whole else {}
    manifest = write_manifest(merge(None if whole else old, destination.audience, *records))
    if not _holds(folder / NAME, manifest):
        files[NAME] = manifest
    if files:
        # Before the umask: what is public is readable as the user's other files are.
        transaction.commit(folder, files, disk, 0o600 if destination.is_private else 0o666)
    return states, findings


def _left_over(folder: Path, old: Manifest | None, contents: Mapping[str, transaction.Content]) -> Iterator[str]:
    """Yield the files that an earlier build made, that stand as it made them, and that are no longer wanted."""
    for file in old.outputs() if old is not None else ():
        path = folder / file.name
        if file.name not in contents and path.is_file() and digest_file(path) == file.sha256:
            yield file.name


def _state(folder: Path, name: str, content: transaction.Content, old: Manifest | None) -> State:
    """Tell what is to become of an output: "kept" if a person changed it since it was made."""
    path = folder / name
    if not path.exists():
        return "made"
    digest = digest_file(path)
    wanted = record_file(name, content).sha256 if isinstance(content, bytes) else content.sha256
    if digest == wanted:
        return "unchanged"
    return "made" if old is not None and digest == old.digest_of(name) else "kept"


def _holds(path: Path, content: bytes) -> bool:
    return path.exists() and path.read_bytes() == content


def _check_paths(destination: Destination, names: Iterable[str], path_max: int | None) -> list[Finding]:
    """Find links and folders where files go, and paths longer than the disk takes, on the way there too."""
    findings = []
    inner = sorted({(destination.folder / name).parent for name in names} - {destination.folder})
    for path in (destination.root / destination.case_id, destination.folder, *inner):
        if _mode(path) not in (0, stat.S_IFDIR):
            findings.append(not_a_file(Place(path.as_posix())))
    for name in (*names, NAME, transaction.STAGING):
        path = destination.folder / name
        expected = stat.S_IFDIR if name == transaction.STAGING else stat.S_IFREG
        if not findings and _mode(path) not in (0, expected):
            findings.append(not_a_file(destination.place(name)))
        longest = destination.folder / transaction.STAGING / "new" / name
        if path_max is not None and len(str(longest.absolute()).encode("utf-16-le")) // 2 > path_max:
            findings.append(too_long(destination.place(name)))
    return findings


def _mode(path: Path) -> int:
    """Return what kind of thing stands at a path, or 0 where nothing does."""
    try:
        return stat.S_IFMT(path.lstat().st_mode)
    except OSError:
        return 0


def _make_folders(destination: Destination, disk: Disk) -> None:
    destination.root.mkdir(parents=True, exist_ok=True)
    disk.make_folder(destination.root / destination.case_id, 0o700 if destination.is_for_owner else 0o777)
    disk.make_folder(destination.folder, 0o700 if destination.is_private else 0o777)
    if is_open_to_others(destination):
        destination.folder.chmod(0o700)


def is_open_to_others(destination: Destination) -> bool:
    """Tell whether others than its owner may look into a folder that is to be private."""
    is_told = destination.is_private and os.name == "posix"
    return is_told and bool(stat.S_IMODE(destination.folder.stat().st_mode) & 0o077)


def _is_open(folder: Path, name: str) -> bool:
    """Tell whether Word or LibreOffice has left its mark beside a file: it is open there, perhaps with changes."""
    path = folder / name
    name = path.name
    # Word leaves out up to two letters of the name, by its length; LibreOffice keeps the whole of it.
    owners = (f"~${name}", f"~${name[1:]}", f"~${name[2:]}", f".~lock.{name}#")
    return any((path.parent / owner).exists() for owner in owners)


def _open(place: Place) -> Finding:
    return Finding(
        "E725",
        place,
        "the file is open in a word processor",
        "close it there, then build again; if nobody has it open, delete the file beside it that begins with '~$' "
        "or '.~lock'",
    )


def _edited(place: Place) -> Finding:
    return Finding(
        "E724",
        place,
        "somebody has changed this file since it was made, so it is kept and nothing in its folder is replaced",
        "carry the changes over into the case or the template, `submissions compare` shows those of a Word file; to go "
        "on, build with --replace, which first sets the changed file aside under a dated name",
    )


def _set_aside(destination: Destination, name: str, disk: Disk) -> Finding:
    """Give an edited file a second, dated name before it is replaced; it is never without a name."""
    path = destination.folder / name
    day = datetime.fromtimestamp(path.stat().st_mtime).date().isoformat()  # the user's own day
    stem, dot, extension = path.name.rpartition(".")
    # Every edit of one day is kept beside the others.
    for number in range(1, sys.maxsize):
        count = "" if number == 1 else f" {number}"
        aside = path.with_name(f"{stem} (edited {day}{count}){dot}{extension}")
        if not os.path.lexists(aside):
            disk.duplicate(path, aside)
            break
        if aside.is_file() and digest_file(aside) == digest_file(path):
            break  # a run that was cut off has already set it aside
    return Finding("N736", destination.place(name), f"the changed file was set aside as: {aside.name}")
