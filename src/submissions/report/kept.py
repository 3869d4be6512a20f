"""Take from one report to the next what has not changed since: the pictures of pages, and the last days of cases.

The pictures are those of the old report itself. The last days lie beside it for the owner only, as bytes that only the
case itself opens: a folder of outputs that is copied, and from which the report is taken, holds no word of a case.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Final

from submissions.report.records import DayShown
from submissions.report.thumbnails import FirstPage
from submissions.run.told import lock, unlock
from submissions.run.watched import marks_of

FILE: Final = ".submissions.report"
_PAGE: Final = "page"
# As the page of the owner shows a first page.
_PICTURE: Final = re.compile(
    r'<img src="data:image/png;base64,([A-Za-z0-9+/=]+)" width="(\d+)" height="(\d+)" alt="" '
    r'data-of="([0-9a-f]{64})" data-title="([^"]*)">'
)


def pictures_in(page: str, width: int) -> dict[str, FirstPage]:
    """Return the first pages that the owner's page shows at a width in dots, by the digest of their PDF."""
    found = (
        FirstPage(match[4], html.unescape(match[5]), match[1], int(match[2]), int(match[3]))
        for match in _PICTURE.finditer(page)
    )
    return {one.sha256: one for one in found if one.width == width}


class KeptDays:
    """The last days of cases as they were worked out before; only those that this report asks for are kept on."""

    def __init__(self, output: Path) -> None:
        """Read what is there; what cannot be understood is as good as nothing."""
        self._old = _read(output / FILE)
        self._new: dict[str, str] = {}

    def find(self, key: str, secret: bytes) -> tuple[DayShown, ...] | None:
        """Return the days under a key, or None where there are none that this secret opens."""
        text = unlock(self._old.get(key, ""), secret)
        try:
            days = tuple(DayShown(**one) for one in json.loads(text or b""))
        except (ValueError, TypeError):
            return None
        self._new[key] = self._old[key]
        return days

    def keep(self, key: str, secret: bytes, days: Sequence[DayShown]) -> None:
        """Keep days under a key, for whoever has the secret."""
        self._new[key] = lock(json.dumps([asdict(one) for one in days]).encode(), secret)

    def is_of(self, made_from: str, digest: str) -> bool:
        """Tell whether the page of this digest was made from what is given as one digest too."""
        return bool(digest) and self._old.get(_PAGE) == f"{made_from} {digest}"

    def keep_page(self, made_from: str, digest: str) -> None:
        """Keep what the page that stands there was made from."""
        if digest:
            self._new[_PAGE] = f"{made_from} {digest}"

    @property
    def content(self) -> bytes | None:
        """What is to be written, None where it stands there already."""
        return None if self._new == self._old else json.dumps(self._new, sort_keys=True).encode()


def _read(path: Path) -> dict[str, str]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return {key: one for key, one in data.items() if isinstance(one, str)} if isinstance(data, dict) else {}


def key_of_days(*parts: str) -> str:
    """Return the key of the last days of a case, by all that they are worked out from."""
    return sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def secret_of(folder: Path) -> bytes:
    """Return what only whoever has the case in a folder can know: a digest of its case file. Raises OSError."""
    return sha256(b"last days of\0" + (folder / "case.yaml").read_bytes()).digest()


def marks(folders: Sequence[Path]) -> str:
    """Return one digest of what the disk says of the files below some folders; no file is read."""
    return sha256(repr([marks_of(folder) for folder in folders]).encode()).hexdigest()
