"""Know which packs need not be made again: nothing they were made from, or searched for, has changed since.

What is kept lies in the folder of packs, for its owner only: for each receiver one digest of everything that the pack
was made from, and that of its manifest. A pack against which anything was said is made, and told of, every time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from typing import Any, Final

from submissions.line.outcome import Setting
from submissions.manifest import NAME, digest_file, read_manifest
from submissions.packs.making import PackWish
from submissions.publish.contents import PACKS
from submissions.publish.disk import Disk
from submissions.publish.folder import Destination
from submissions.run.sources import Sources
from submissions.run.watched import watch

STORE: Final = ".made.json"


class KeptPacks:
    """The packs that earlier runs made into an output folder, by what they were made from."""

    def __init__(self, setting: Setting, cases: Iterable[str]) -> None:
        """Read what is kept; what cannot be read is as good as nothing. `cases` are the folders of their cases."""
        self._setting = setting
        self._path = setting.output / PACKS / STORE
        self._sources = Sources(setting, {folder: watch(setting.workspace / folder) for folder in cases})
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
            self._setting.as_of.isoformat(),
            wish.file.id,
            repr(wish.file.pack),
            repr(wish.file.receivers),
            repr(wish.receiver),
            *(repr((one.job, [(kind, file.sha256) for kind, file in one.files])) for one in wish.taken),
            *(repr((one.case_titles, one.states)) for one in wish.taken),
            *map(self._sources.names_from, folders),
        ]
        return sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def _key(destination: Destination) -> str:
    return f"{destination.case_id}/{destination.audience}"
