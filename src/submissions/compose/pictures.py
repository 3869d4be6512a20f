"""Find and read the pictures that prose and templates name, each once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from submissions.document import Resource
from submissions.findings import Finding, Place
from submissions.source import locate
from submissions.values import Text


class Pictures:
    """The pictures of one document by the path that names them; only files below `folders` are read."""

    def __init__(self, folders: Sequence[Path]) -> None:
        """Begin without any picture."""
        self.folders = folders
        self.keys: dict[str, str] = {}
        self.resources: list[tuple[str, Resource]] = []

    def read(self, typed: str, place: Place) -> tuple[str, list[Finding]]:
        """Return the key of a picture, "" with findings where it cannot be used; a key tells nothing of its file."""
        if typed in self.keys:
            return self.keys[typed], []
        path, findings = self._locate(Text(typed, place))
        if path is None:
            return "", findings
        from submissions.images import read_image  # noqa: PLC0415 - most documents have no picture

        resource, findings = read_image(path, place)
        if resource is None:
            return "", findings
        key = f"image-{len(self.resources) + 1}"
        self.keys[typed] = key
        self.resources.append((key, resource))
        return key, findings

    def _locate(self, typed: Text) -> tuple[Path | None, list[Finding]]:
        """Return the file in the first folder that has it, or why it is in none."""
        faults: list[Finding] = []
        for folder in self.folders:
            path, findings = locate(folder, typed)
            if path is not None:
                return path, findings
            faults = faults or findings
        return None, faults
