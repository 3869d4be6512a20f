"""Find and read the pictures that prose and templates name, each once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from submissions.document import Block, Picture, Resource, walk
from submissions.drafted.paths import word_file_in
from submissions.drafted.resources import picture_in
from submissions.findings import Finding, Place
from submissions.source import locate
from submissions.values import Text
from submissions.view import PictureView

_RELEASE: Final = (
    "look at it, then add it to 'images' with who released it, when, and whom it shows; or write {.redact} after it"
)
_WITHHOLD: Final = "take the picture out, or write {.redact} after it: the filing version keeps it"


class Pictures:
    """The pictures of one document by the path that names them; only files below `folders` are read.

    The first folder is that of the case; `of_case` holds the paths of the pictures from there by their keys.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        """Begin without any picture."""
        self.folders = folders
        self.keys: dict[str, str] = {}
        self.of_case: dict[str, str] = {}
        self.resources: list[tuple[str, Resource]] = []

    def read(self, typed: str, place: Place) -> tuple[str, list[Finding]]:
        """Return the key of a picture, "" with findings where it cannot be used; a key tells nothing of its file."""
        if typed in self.keys:
            return self.keys[typed], []
        word_file, name = word_file_in(typed)
        path, findings = self._locate(Text(word_file or typed, place))
        if path is None:
            return "", findings
        from submissions.pictures import read_picture, read_picture_within  # noqa: PLC0415 - few documents have one

        content = picture_in(path, name) if word_file else None
        if word_file and content is None:
            order = f"take it out, or insert it in {path.name} again"
            return "", [Finding("E125", place, f"no picture of this name is in the Word file: '{typed}'", order)]
        resource, findings = read_picture(path, place) if content is None else read_picture_within(content, name, place)
        if resource is None:
            return "", findings
        key = f"image-{len(self.resources) + 1}"
        self.keys[typed] = key
        if path.is_relative_to(self.folders[0]):
            stored = path.relative_to(self.folders[0]).as_posix()  # as the disk spells it
            self.of_case[key] = f"{stored}/{name}" if word_file else stored
        self.resources.append((key, resource))
        return key, findings

    def keep(self, name: str, content: bytes, place: Place) -> tuple[str, list[Finding]]:
        """Return the key of a picture that a template's own Word file holds, "" with findings where it is none."""
        from submissions.pictures import read_picture_within  # noqa: PLC0415 - few documents have one

        if name in self.keys:
            return self.keys[name], []
        resource, findings = read_picture_within(content, name, place)
        if resource is None:
            return "", findings
        self.keys[name] = f"image-{len(self.resources) + 1}"
        self.resources.append((self.keys[name], resource))
        return self.keys[name], findings

    def shown_in(self, blocks: tuple[Block, ...]) -> tuple[tuple[str, Resource], ...]:
        """Return the pictures that blocks show; one that stood in a withheld passage does not go along."""
        shown = {node.resource for node in walk(blocks) if isinstance(node, Picture)}
        return tuple((key, resource) for key, resource in self.resources if key in shown)

    def unreleased(self, blocks: tuple[Block, ...], images: tuple[PictureView, ...]) -> Iterator[Finding]:
        """Yield what keeps the case's pictures from standing in a public document; a template's own need no release.

        No message names a file, whose name may be a person's.
        """
        released = {str(image.file): image for image in images}
        for node in walk(blocks):
            if not isinstance(node, Picture) or node.resource not in self.of_case:
                continue
            image = released.get(self.of_case[node.resource])
            if image is None:
                _, name = word_file_in(self.of_case[node.resource])
                order = f"{_RELEASE}; its 'file' is the path of the Word file and '/{name}'" if name else _RELEASE
                yield Finding("E361", node.place, "a picture in a public document has not been released", order)
                continue
            for person in image.protected:
                message = f"a picture in a public document shows '{person}', whose image is protected"
                yield Finding("E362", node.place, message, _WITHHOLD)
            for person in image.unasked:
                message = f"a picture in a public document shows '{person}', who has not agreed to that, or no longer"
                order = f"ask '{person}' for consent to 'use-image' and record it, or {_WITHHOLD}"
                yield Finding("E362", node.place, message, order)

    def _locate(self, typed: Text) -> tuple[Path | None, list[Finding]]:
        """Return the file in the first folder that has it, or why it is in none."""
        faults: list[Finding] = []
        for folder in self.folders:
            path, findings = locate(folder, typed)
            if path is not None:
                return path, findings
            faults = faults or findings
        return None, faults
