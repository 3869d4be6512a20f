"""What the report asks of the child process, each with its arguments and the value that comes back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from submissions.line.outcome import Searched, Setting
from submissions.line.stages import Bench

if TYPE_CHECKING:
    from submissions.report.thumbnails import FirstPage


@dataclass(frozen=True, slots=True)
class DrawFirstPages:
    """Draw the first pages of the PDFs at some paths, so many dots wide."""

    paths: tuple[Path, ...]
    width: int

    def run(self, bench: Bench) -> tuple[FirstPage, ...]:
        """Do it, in the child process."""
        from submissions.report.thumbnails import draw_first_pages  # noqa: PLC0415

        bench.enter("drawing first pages")
        return draw_first_pages(self.paths, self.width)


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Search a page that is going to be public for what the case in a folder withholds from the public."""

    setting: Setting
    folder: str
    name: str
    content: bytes

    def run(self, bench: Bench) -> Searched | None:
        """Do it, in the child process."""
        from submissions.line.leftovers import search_bytes  # noqa: PLC0415

        return search_bytes(bench, self.setting, self.folder, "public", (lambda: self.content, self.name))
