"""Tell of a run in one line of a terminal that is renewed where it stands, as wide as the terminal is now."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from submissions.cli.progress.tally import Tally
from submissions.run.events import Event, Say

_A_SECOND: Final = 5
_BAR: Final = 24
# Below this the figures need the whole line.
_BAR_FROM: Final = 72
# Fewer letters of a document's name tell nothing.
_NAME_FROM: Final = 12
_APART: Final = "  "


def fitting(tally: Tally, now: float, width: int) -> str:
    """Return what fits into a line: the figures in the order of their weight, then what is being done, cut off."""
    line = ""
    for part in tally.parts(now):
        longer = f"{line}{_APART}{part}" if line else part
        if cell_len(longer) > width:
            break
        line = longer
    room = width - cell_len(line) - (len(_APART) if line else 0)
    if not tally.doing or room < min(_NAME_FROM, cell_len(tally.doing)):
        return line
    name = Text(tally.doing)
    name.truncate(room, overflow="ellipsis")
    return f"{line}{_APART}{name.plain}" if line else name.plain


class _Line:
    """What Rich draws: a bar where there is room for one, and the figures."""

    def __init__(self, tally: Tally, clock: Callable[[], float]) -> None:
        self.tally, self.clock = tally, clock

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        # The last column stays free: a terminal that is written full goes to the next line.
        width = max(1, options.max_width - 1)
        now, tally = self.clock(), self.tally
        if width < _BAR_FROM or not tally.planned:
            yield Text(fitting(tally, now, width), no_wrap=True, overflow="crop")
            return
        row = Table.grid(padding=(0, len(_APART), 0, 0))
        words = Text(fitting(tally, now, width - _BAR - len(_APART)), no_wrap=True, overflow="crop")
        row.add_row(ProgressBar(total=tally.planned, completed=tally.through, width=_BAR), words)
        yield row


@contextmanager
def line_of(console: Console, clock: Callable[[], float] = time.monotonic) -> Iterator[Say]:
    """Give what is to be told of each event, and show the line until the `with` block ends; then it is gone."""
    tally = Tally()

    def say(event: Event) -> None:
        tally.take(event, clock())

    shown = Live(
        _Line(tally, clock),
        console=console,
        refresh_per_second=_A_SECOND,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    with shown:
        yield say
