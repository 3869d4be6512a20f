"""Settle the order of right-to-left words within left-to-right text: a PDF keeps them as they are drawn."""

from __future__ import annotations

import re
from typing import Final

from submissions.readback.stream import BOUNDARY

# The blocks that Unicode keeps for right-to-left scripts, Hebrew to Arabic Extended-A, and the presentation forms.
_RTL: Final = r"\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFE"
_RUN: Final = re.compile(rf"[{_RTL}]+(?:[\s{BOUNDARY}]+[{_RTL}]+)+")
_BETWEEN: Final = re.compile(rf"[\s{BOUNDARY}]+")


def settle_order(text: str) -> str:
    """Return text in which the words of each right-to-left run stand in one order, however they were drawn."""
    return _RUN.sub(lambda run: " ".join(sorted(_BETWEEN.split(run[0]))), text)
