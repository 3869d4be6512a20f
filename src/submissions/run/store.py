"""Keep, from one run to the next, what was made from what: ids, digests and counts, no word of a case.

The store lies in the output folder itself, for the owner only, and never goes along when a folder is handed over. No
digest in it is of names alone: whoever finds one cannot try names until one fits.

It is written once, at the end of a run. Until then what is new is added, line by line, to a file beside it, so that a
run which is cut off loses nothing of what it has published; whoever comes next reads both.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeAlias

from submissions.publish.disk import Disk
from submissions.publish.fresh import PREFIX

STORE: Final = ".submissions.made"
ADDED: Final = ".submissions.made-since"
COUNTS: Final = ("pages", "words", "words_in_notes", "words_on_cover")
TABLES: Final = ("from", "files", "cases", "searched", "rules")

Entry: TypeAlias = dict[str, Any]
_Seen: TypeAlias = tuple[int, ...]


@dataclass(slots=True)
class MadeStore:
    """The entries of an output folder, by their keys. Read and change them only while the folder is held."""

    output: Path
    entries: dict[str, Entry] = field(default_factory=dict)
    _changed: set[str] = field(default_factory=set)
    _seen: _Seen = ()
    _added: _Seen = ()
    _read: int = 0

    def put(self, key: str, entry: Entry) -> None:
        """Keep an entry under a key, in place of what was there."""
        if self.entries.get(key) != entry:
            self.entries[key] = entry
            self._changed.add(key)

    def drop(self, key: str) -> None:
        """Keep nothing under a key."""
        if self.entries.pop(key, None) is not None:
            self._changed.add(key)

    def load(self) -> None:
        """Read what another build may have written; nothing is read twice, and what is not saved yet stands."""
        seen, added = _marks(self.output / STORE), _marks(self.output / ADDED)
        if (seen, added) == (self._seen, self._added):
            return
        own = {key: self.entries.get(key) for key in self._changed}
        if seen != self._seen or added[:1] != self._added[:1] or added[1:2] < self._added[1:2]:
            self.entries, self._read = _read_store(self.output / STORE), 0
        self._add_lines()
        self._seen, self._added = seen, _marks(self.output / ADDED)
        for key, entry in own.items():
            self._set(key, entry)

    def save(self, disk: Disk) -> None:
        """Add what has changed to the file beside the store. Without it more is made again, so a fault is no harm."""
        if not self._changed:
            return
        lines = [json.dumps([key, self.entries.get(key)], sort_keys=True) for key in sorted(self._changed)]
        with contextlib.suppress(OSError):
            # A line that a run was cut off in ends before the next one begins.
            disk.append(self.output / ADDED, ("\n" + "\n".join(lines) + "\n").encode(), 0o600)
            self._changed.clear()
            self._added = _marks(self.output / ADDED)
            self._read = self._added[1] if self._added else 0

    def close(self, disk: Disk) -> None:
        """Write the store whole, by rename, and remove the file beside it."""
        self.load()
        if not self._changed and not self._added:
            return
        content = json.dumps(self.entries, sort_keys=True).encode("utf-8")
        beside = self.output / f"{PREFIX}{os.getpid()}"
        with contextlib.suppress(OSError):
            try:
                disk.write(beside, content, 0o600)
                disk.replace(beside, self.output / STORE)
                if os.path.lexists(self.output / ADDED):
                    disk.remove(self.output / ADDED)
                self._changed.clear()
            finally:
                beside.unlink(missing_ok=True)
        self._seen, self._added = _marks(self.output / STORE), _marks(self.output / ADDED)

    def _add_lines(self) -> None:
        """Take in the lines that were added since the last look; one that was cut off says nothing."""
        try:
            with (self.output / ADDED).open("rb") as stream:
                stream.seek(self._read)
                content = stream.read()
        except OSError:
            return
        whole, _, _ = content.rpartition(b"\n")
        for line in whole.split(b"\n"):
            with contextlib.suppress(ValueError, RecursionError, TypeError):
                key, entry = json.loads(line)
                if isinstance(key, str) and (entry is None or _is_entry(entry)):
                    self._set(key, entry)
        self._read += len(whole) + 1 if whole else 0

    def _set(self, key: str, entry: Entry | None) -> None:
        if entry is None:
            self.entries.pop(key, None)
        else:
            self.entries[key] = entry


def _read_store(path: Path) -> dict[str, Entry]:
    """Return what a store holds, empty where there is none or it cannot be understood."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(data, dict):
        return {}
    return {key: entry for key, entry in data.items() if _is_entry(entry)}


def _is_entry(entry: object) -> bool:
    """Tell whether an entry has the form in which it was written."""
    return isinstance(entry, dict) and all(_values_are_right(name, value) for name, value in entry.items())


def _values_are_right(name: str, value: object) -> bool:
    if name in COUNTS:
        return isinstance(value, int)
    if name in TABLES:
        return isinstance(value, Mapping) and all(isinstance(one, str) for one in value.values())
    return isinstance(value, str)


def _marks(path: Path) -> _Seen:
    """Return what tells a file from what it was: inode, size and time; nothing where there is none."""
    try:
        found = path.lstat()
    except OSError:
        return ()
    return (found.st_ino, found.st_size, found.st_mtime_ns)
