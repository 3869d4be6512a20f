"""Take a picture out of a Word file of prose, as the Markdown that was made of it names it: `facts.docx/image1.png`."""

from __future__ import annotations

from pathlib import PurePosixPath

from submissions.drafted.package import NotWordError, open_package

_ENDING = ".docx"


def word_file_in(typed: str) -> tuple[str, str]:
    """Return the Word file and the name of the picture in it that a path leads to; two times "" for any other path."""
    path = PurePosixPath(typed)
    is_inside = path.parent.suffix.lower() == _ENDING
    return (str(path.parent), path.name) if is_inside else ("", "")


def picture_in(content: bytes, name: str) -> bytes | None:
    """Return the bytes of the picture of a name in a Word file, None where there is none or the file is no such."""
    try:
        parts = open_package(content).parts
    except NotWordError:
        return None
    found = [
        part for part in sorted(parts) if PurePosixPath(part).name == name and "media" in PurePosixPath(part).parts
    ]
    return parts[found[0]] if found else None
