"""Notice folders that others can look into, where protected people's papers should not lie.

A program copies them to other computers, they lie on another computer, or everybody at this one may open them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path, PurePath
from typing import Final

from submissions.findings import Finding, Place
from submissions.line.outcome import Setting
from submissions.plan import CaseOutline

# How the programs call their folders, in small letters: the whole name, or its beginning.
_NAMES: Final = {
    "dropbox": "Dropbox", "onedrive": "OneDrive", "icloud drive": "iCloud Drive", "iclouddrive": "iCloud Drive",
    "mobile documents": "iCloud Drive", "com~apple~clouddocs": "iCloud Drive", "google drive": "Google Drive",
    "googledrive": "Google Drive", "my drive": "Google Drive", "nextcloud": "Nextcloud", "owncloud": "ownCloud",
    "box": "Box", "box sync": "Box", "mega": "MEGA", "megasync": "MEGA", "pcloud drive": "pCloud",
    "pclouddrive": "pCloud", "yandex.disk": "Yandex Disk", "yandexdisk": "Yandex Disk", "seafile": "Seafile",
    "proton drive": "Proton Drive", "tresorit": "Tresorit", "spideroak hive": "SpiderOak",
    "synologydrive": "Synology Drive", "creative cloud files": "Creative Cloud",
}  # fmt: skip
_BEGINNINGS: Final = {"dropbox (": "Dropbox", "onedrive - ": "OneDrive", "nextcloud - ": "Nextcloud"}
# macOS keeps them all in one folder, each with the name of the account behind a hyphen.
_OF_MACOS: Final = "cloudstorage"
_ON_MACOS: Final = {
    "dropbox": "Dropbox", "onedrive": "OneDrive", "googledrive": "Google Drive", "box": "Box",
    "protondrive": "Proton Drive", "nextcloud": "Nextcloud", "pcloud": "pCloud",
}  # fmt: skip
# Files and folders that the programs leave at the top of what they copy, whatever it is called.
_MARKS: Final = {
    ".dropbox": "Dropbox", ".dropbox.cache": "Dropbox", ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".tmp.driveupload": "Google Drive", ".tmp.drivedownload": "Google Drive", ".stfolder": "Syncthing",
    ".owncloudsync.log": "ownCloud", ".nextcloudsync.log": "Nextcloud", ".megaignore": "MEGA",
}  # fmt: skip
# Folders of the system that every account of the computer may open: macOS and Windows.
_OF_EVERYBODY: Final = (("users", "shared"), ("users", "public"))
# Disks of other computers, and of the computer around a virtual machine, as the system names their kind.
_REMOTE: Final = frozenset({
    "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "webdav", "davfs", "ncpfs", "afs", "ceph",
    "fuse.sshfs", "fuse.rclone", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.onedriver", "fuse.google-drive-ocamlfuse",
    "fuse.glusterfs", "vboxsf", "fuse.vmhgfs-fuse", "prl_fs",
})  # fmt: skip


def synchronised_by(folder: Path) -> str:
    """Return the name of the program that copies a folder elsewhere, "" where none is known to; reads names only."""
    for path in dict.fromkeys((folder.absolute(), folder.resolve())):
        parts = [part.casefold() for part in path.parts]
        for before, name in zip(["", *parts], parts, strict=False):
            found = _program_of(name) or (_ON_MACOS.get(name.partition("-")[0], "") if before == _OF_MACOS else "")
            if found:
                return found
        for above in (path, *path.parents):
            # The home folder holds Dropbox's own settings under the same name: there it is a folder of another kind.
            found = _marked(above)
            if found and above != Path.home():
                return found
    return ""


def _program_of(name: str) -> str:
    """Return the program that calls its folder by a name, in small letters; "" where none is known."""
    return _NAMES.get(name) or next((who for start, who in _BEGINNINGS.items() if name.startswith(start)), "")


def _marked(folder: Path) -> str:
    """Return the program that has left its mark in a folder, "" where none is known."""
    return next((who for mark, who in _MARKS.items() if (folder / mark).exists()), "")


def shared_by(folder: Path) -> str:
    """Return how others come to a folder by its place or the kind of its disk, "" where no way is known."""
    import psutil  # noqa: PLC0415 - slow to import

    for path in dict.fromkeys((folder.absolute(), folder.resolve())):
        parts = tuple(part.casefold() for part in path.parts)
        if any(pair in pairwise(parts) for pair in _OF_EVERYBODY):
            return "everybody who uses this computer can open"
        if path.drive.startswith("\\\\"):  # \\server\share
            return "lies on another computer"
    try:
        disks = psutil.disk_partitions(all=True)
    except (OSError, psutil.Error):  # the system does not tell
        return ""
    own = [disk for disk in disks if folder.resolve().is_relative_to(disk.mountpoint)]
    nearest = max(own, key=lambda disk: len(PurePath(disk.mountpoint).parts), default=None)
    if nearest is not None and is_remote(nearest.fstype, nearest.opts):
        return "lies on another computer"
    return ""


def is_remote(kind: str, options: str) -> bool:
    """Tell whether a disk is another computer's, by the kind and the options that the system gives for it."""
    return kind.casefold() in _REMOTE or "remote" in options.split(",")


def seen_by_others(folder: Path) -> str:
    """Return how others come to a folder, to follow "a folder that"; "" where no way is known."""
    return _copied(synchronised_by(folder)) or shared_by(folder)


def _copied(program: str) -> str:
    return f"{program} copies to other computers" if program else ""


def _seen_below(folder: Path, above: dict[Path, str]) -> str:
    """Return how others come to one folder of many; what is known of the folder above it is kept for the next one."""
    if folder.is_symlink() or folder.is_mount():
        return seen_by_others(folder)
    if folder.parent not in above:
        above[folder.parent] = seen_by_others(folder.parent)
    return above[folder.parent] or _copied(_program_of(folder.name.casefold()) or _marked(folder))


def check_places(setting: Setting, cases: Sequence[CaseOutline], unread: Sequence[str] = ()) -> Iterator[Finding]:
    """Warn where a case with protected people, or what is made of it, lies where others can come to it.

    `unread` are the folders of cases that could not be read: whom they protect cannot be known.
    """
    protected = [case for case in cases if case.protects]
    told = [(f"the case '{case.id}', which protects people,", case.folder, case.place) for case in protected]
    told += [("a case that cannot be read yet", folder, Place(f"{folder}/case.yaml", 1)) for folder in unread]
    above: dict[Path, str] = {}
    for what, folder, place in told:
        found = _seen_below(setting.workspace / folder, above)
        if found:
            yield place_warning(place, what, found)
    found = seen_by_others(setting.output) if protected and setting.writes else ""
    if found:
        yield place_warning(Place(setting.shown_output), "the output folder, where protected people are named,", found)


def place_warning(place: Place, what: str, how: str) -> Finding:
    """Return the warning that something lies where others come to it; `how` is what `seen_by_others` says."""
    return Finding(
        "W755",
        place,
        f"{what} lies in a folder that {how}",
        "move it to a folder that stays on this computer; to pass something on, seal it with: submissions seal",
    )
