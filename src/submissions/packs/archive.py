"""Put the files of a pack into one zip whose bytes are the same whenever and wherever it is made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Final

# The first day that the format knows: a real one would be the clock's.
_DAY: Final = (1980, 1, 1, 0, 0, 0)
_STORED: Final = (".docx", ".pdf")
"""Files that are compressed already."""


def zipped(files: Mapping[str, bytes], folder: str) -> bytes:
    """Return a zip of files below one folder, sorted by their names, for every system the same."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{name}", _DAY)
            entry.create_system = 3  # Unix, whichever system it is made on
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(_STORED) else zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name], compresslevel=9)
    return stream.getvalue()
