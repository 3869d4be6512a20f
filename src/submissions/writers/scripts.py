"""Text cut where its writing direction turns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

# The blocks of right-to-left scripts, Hebrew to Arabic Extended-A, and their presentation forms.
_RTL: Final = r"\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFE"
# Latin with its supplements, Greek, Cyrillic, Armenian, and the later additions to Latin and Greek.
_LTR: Final = r"A-Za-z\u00AA\u00B5\u00BA\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02B8\u0370-\u058F\u1E00-\u1FFF\u2C60-\u2C7F"
_HAS_RTL: Final = re.compile(f"[{_RTL}]")
_LATIN_PIECE: Final = re.compile(f"[{_LTR}](?:[^{_RTL}]*[{_LTR}0-9/])?")
_RTL_PIECE: Final = re.compile(f"[{_RTL}](?:[^{_LTR}]*[{_RTL}])?")


def directed(text: str, rtl: bool) -> Iterator[tuple[str, bool]]:
    """Cut text into pieces of one direction, as (piece, whether it is right to left).

    In a right-to-left document the foreign pieces are the Latin words with all that stands between them, such as
    "CAT/C/67/D/854/2017"; in any other document they are the Arabic or Hebrew ones.
    """
    if not rtl and not _HAS_RTL.search(text):
        yield text, False
        return
    start = 0
    for match in (_LATIN_PIECE if rtl else _RTL_PIECE).finditer(text):
        if match.start() > start:
            yield text[start : match.start()], rtl
        yield match.group(), not rtl
        start = match.end()
    if start < len(text):
        yield text[start:], rtl
