"""Mend how the page engine breaks a page at a line that no longer fits.

Where a page may not end before such a line, because the paragraph's first or last lines would stand alone, WeasyPrint
70 makes room by putting footnotes of the page onto the next one, away from their marks. It must take the lines along
instead, as it does on a page without notes.
"""

from __future__ import annotations

import inspect
from types import ModuleType
from typing import Final

_PUTS_NOTES_OFF: Final = "report = not context.in_column and can_break_now and not could_break_before"


def keep_notes_with_lines() -> None:
    """Make the engine break the page before the paragraph; once in a process is enough.

    An engine whose code reads otherwise is left alone: notes that stray are found, and laid out again, all the same.
    """
    from weasyprint.layout import block  # noqa: PLC0415 - only after the fonts are set

    layout = block._linebox_layout
    if hasattr(block, "notes_stay") or _PUTS_NOTES_OFF not in inspect.getsource(layout):
        return
    code = inspect.getsource(layout).replace(_PUTS_NOTES_OFF, "report = False")
    _define(block, code)
    block.notes_stay = True


def _define(module: ModuleType, code: str) -> None:
    """Define a function anew in its module; the code is the engine's own but for the one line above."""
    exec(compile(code, module.__file__ or "", "exec"), module.__dict__)  # noqa: S102 - no text of a case comes near it
