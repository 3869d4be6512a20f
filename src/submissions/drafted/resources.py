"""Take a picture out of a Word file of prose, as the Markdown that was made of it names it."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from submissions.office.package import PackageError, read_package


def picture_in(path: Path, name: str) -> bytes | None:
    """Return the bytes of the picture of a name in a Word file, None where there is none or the file is no such."""
    try:
        parts = read_package(path.read_bytes())
    except (PackageError, OSError):
        return None
    found = [one for one in sorted(parts) if PurePosixPath(one).name == name and "media" in PurePosixPath(one).parts]
    return parts[found[0]] if found else None
