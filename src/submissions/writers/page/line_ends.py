"""Mend how the page engine ends a line before an inline element.

WeasyPrint 70 measures a text together with the space at its end. Where all of the text would fit on a line but for
that space, it takes the text for one that cannot be broken, and leaves the first word alone on its line. What fits
without its last space is given back whole here, and the next line begins with what follows. A text that ends in a
no-break space may not end a line there: it is broken at the last space that leaves room for it.
"""

from __future__ import annotations

from functools import wraps
from typing import Any, Final

from weasyprint.layout import inline

_NO_BREAK: Final = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
_STEPS_MAX: Final = 12
"""How many points narrower a line is tried: the widest no-break space is narrower than that."""


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
        words = text.rstrip(" " + _NO_BREAK)
        left_one_word = found[2] is not None and words != text and " " not in words.encode()[: found[1]].decode()
        if not left_one_word or " " not in words:
            return found
        if text[-1] in _NO_BREAK:
            for step in range(1, _STEPS_MAX + 1):
                narrower = split(text, style, context, max_width - step, justification_spacing, **options)
                if " " in text.encode()[: narrower[1]].decode().rstrip(" "):
                    return narrower
            return found
        whole = split(words, style, context, max_width, justification_spacing, **options)
        if whole[2] is not None:
            return found
        layout, length, _, width, height, baseline = whole
        return layout, length, len(text.encode()), width, height, baseline

    split_first_line.mended = True  # type: ignore[attr-defined]
    inline.split_first_line = split_first_line
