"""Mend how the page engine ends a line before an inline element.

WeasyPrint 70 measures a text together with the space at its end. Where all of the text would fit on a line but for
that space, it takes the text for one that cannot be broken, and leaves the first word alone on its line. What fits
without its last space is given back whole here, and the next line begins with what follows.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from weasyprint.layout import inline


def mend_line_ends() -> None:
    """Make the engine hang the space at the end of a text, as it hangs any other; once in a process is enough."""
    split = inline.split_first_line
    if getattr(split, "mended", False):
        return

    @wraps(split)
    def split_first_line(
        text: str, style: Any, context: Any, max_width: Any, justification_spacing: Any, **options: Any
    ) -> Any:
        found = split(text, style, context, max_width, justification_spacing, **options)
        words = text.rstrip(" ")
        left_one_word = found[2] is not None and words != text and " " not in words.encode()[: found[1]].decode()
        if not left_one_word or " " not in words:
            return found
        whole = split(words, style, context, max_width, justification_spacing, **options)
        if whole[2] is not None:
            return found
        layout, length, _, width, height, baseline = whole
        return layout, length, len(text.encode()), width, height, baseline

    split_first_line.mended = True  # type: ignore[attr-defined]
    inline.split_first_line = split_first_line
