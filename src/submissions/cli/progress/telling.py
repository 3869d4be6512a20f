"""Choose how a run tells of itself: by what is asked for, and by where standard error leads."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from submissions.cli.progress.lines import PlainLines, say_as_json
from submissions.cli.text import moves_cursor
from submissions.run.events import Say


@contextmanager
def telling(style: str) -> Iterator[Say]:
    """Give what is to be told of each event of a run that reports in a style, "text" or "json".

    Somebody who watches a terminal is shown a line there whatever the style of the report: no program reads a terminal.
    """
    if sys.stderr.isatty() and moves_cursor():
        from rich.console import Console  # noqa: PLC0415 - rich is slow to import, and a run without terminal needs none

        from submissions.cli.progress.terminal import line_of  # noqa: PLC0415

        with line_of(Console(stderr=True)) as say:
            yield say
    else:
        yield say_as_json if style == "json" else PlainLines()
