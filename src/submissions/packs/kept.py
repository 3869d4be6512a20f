"""Know which packs need not be made again: nothing they were made from, or searched for, has changed since.

What is kept lies in the folder of packs, for its owner only: for each receiver one digest of everything that the pack
was made from, and that of its manifest. A pack against which anything was said is made, and told of, every time.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from submissions.catalogue import template_folders
from submissions.line.outcome import Setting
from submissions.manifest import NAME, digest_file, read_manifest
from submissions.packs.making import PackWish
from submissions.publish.contents import PACKS, everything_in
from submissions.publish.disk import Disk
from submissions.publish.folder import Destination

STORE: Final = ".made.json"
_ANNEXES: Final = "annexes/"
"""What lies there is named in what is protected, and not read for it."""
_PACKAGE: Final = Path(__file__).resolve().parent.parent


class KeptPacks:
    """The packs that earlier runs made into an output folder, by what they were made from."""

    def __init__(self, setting: Setting) -> None:
        """Read what is kept; what cannot be read is as good as nothing."""
        self._setting = setting
        self._path = setting.output / PACKS / STORE
        self._cases: dict[str, str] = {}
        self._program = _program(setting.workspace)
        self._entries: dict[str, dict[str, Any]] = {}
        with suppress(OSError, ValueError):
            read = json.loads(self._path.read_bytes())
            self._entries = read if isinstance(read, dict) else {}

    def find(self, wish: PackWish, destination: Destination) -> tuple[int, int, tuple[tuple[str, int], ...]] | None:
        """Return how many documents and pages a pack has, and its files with their sizes, if it stands as it was made.

        None where it has to be made.
        """
        entry = self._entries.get(_key(destination), {})
        manifest_file = destination.folder / NAME
        with suppress(OSError, KeyError, TypeError, ValueError):
            if entry["from"] != self._made_from(wish) or entry["manifest"] != digest_file(manifest_file):
                return None
            manifest, _ = read_manifest(manifest_file, destination.place(NAME))
            outputs = manifest.outputs() if manifest is not None else ()
            if outputs and all(digest_file(destination.folder / one.name) == one.sha256 for one in outputs):
                return int(entry["documents"]), int(entry["pages"]), tuple((one.name, one.bytes) for one in outputs)
        return None

    def remember(self, wish: PackWish, destination: Destination, documents: int, pages: int) -> None:
        """Keep that a pack was published as it was made, and that nothing was said against it."""
        self._entries[_key(destination)] = {
            "from": self._made_from(wish),
            "manifest": digest_file(destination.folder / NAME),
            "documents": documents,
            "pages": pages,
        }

    def forget(self, destination: Destination) -> None:
        """Keep nothing of a pack any more."""
        self._entries.pop(_key(destination), None)

    def save(self, disk: Disk) -> None:
        """Write what is kept in one step; where the disk refuses, every pack is made again the next time."""
        with suppress(OSError):
            new = self._path.with_name(f"{STORE}.new")
            new.unlink(missing_ok=True)
            disk.write(new, json.dumps(self._entries, indent=1, sort_keys=True).encode(), 0o600)
            disk.replace(new, self._path)

    def _made_from(self, wish: PackWish) -> str:
        """Return the digest of all that a pack is made from, and of all that it is searched for."""
        folders = sorted({one.job.folder for one in wish.taken})
        parts = [
            self._program,
            self._setting.as_of.isoformat(),
            wish.file.id,
            repr(wish.file.pack),
            repr(wish.file.receivers),
            repr(wish.receiver),
            *(repr((one.job, [(kind, file.sha256) for kind, file in one.files])) for one in wish.taken),
            *(repr((one.case_titles, one.states)) for one in wish.taken),
            *map(self._case, folders),
        ]
        return sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()

    def _case(self, folder: str) -> str:
        """Return the digest of a case, which says what of it is protected."""
        if folder not in self._cases:
            root = self._setting.workspace / folder
            self._cases[folder] = _digest(root, (name for name in everything_in(root)))
        return self._cases[folder]


def _key(destination: Destination) -> str:
    return f"{destination.case_id}/{destination.audience}"


def _digest(root: Path, names: Iterable[str]) -> str:
    """Return the digest of files below a folder; of annexes only their names and sizes."""
    parts = []
    for name in names:
        path = root / name
        try:
            held = str(path.stat().st_size) if name.startswith(_ANNEXES) else digest_file(path)
        except OSError:
            held = ""
        parts.append(f"{name}\0{held}")
    return sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def _program(workspace: Path) -> str:
    """Return the digest of program, libraries, and the house, whose looks and words a pack has."""
    installed = sorted({f"{one.metadata['Name']} {one.version}" for one in metadata.distributions()})
    own = _digest(_PACKAGE, (name for name in everything_in(_PACKAGE) if not name.endswith(".pyc")))
    houses = [_digest(one / "house", everything_in(one / "house")) for one in template_folders(workspace)]
    return sha256("\n".join([sys.version, *installed, own, *houses]).encode()).hexdigest()
