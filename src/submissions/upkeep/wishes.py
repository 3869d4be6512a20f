"""What `redact` is asked for and what comes of it: regions, names to be taken out, and the redacted file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Region:
    """A place to be taken out: its page, counted from 1, and where on it, from the upper left corner as it is seen.

    The numbers are shares of the page where `in_shares`, else points (dots of a picture).
    """

    page: int
    left: float
    top: float
    width: float
    height: float
    in_shares: bool = False

    def share_of(self, wide: float, high: float) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of the place, each as a share of a page of a size."""
        across, along = (1.0, 1.0) if self.in_shares else (max(wide, 1e-6), max(high, 1e-6))
        left, top = self.left / across, self.top / along
        return left, top, left + self.width / across, top + self.height / along


@dataclass(frozen=True, slots=True)
class Redaction:
    """The redacted file, its pages that became pictures, how many there are, and the pages to be looked at as PNG."""

    content: bytes
    pages: tuple[int, ...]
    page_count: int
    shown: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be taken out of which file, and whether its pages come back as pictures too.

    `source` names what protects: the case folder, "" for none; the audience; and the path of a list, "" for none.
    """

    path: Path
    source: tuple[str, str, str] = ("", "public", "")
    regions: tuple[Region, ...] = ()
    shows: bool = False
