"""Say what the pages of a foreign PDF hold and do not show, and which of them are scans with a layer of text."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2

from submissions.audit.gathering import Found
from submissions.audit.records import Refusal, Unsearchable
from submissions.unseen import look_at

_LAYER = "it is a scan with a layer of text: the layer was searched, no search can read the scan"
_UNDRAWN = "its pages cannot be drawn: nobody can tell what of them is seen"


def look_over(content: bytes) -> Iterator[Found]:
    """Yield what each page holds and does not show, and which pages are scans, whose layer was searched."""
    try:
        for look in look_at(content):
            part = f"page {look.page}"
            yield from (Refusal(part, one.reason, one.where) for one in look.unseen)
            if look.layer:
                yield Unsearchable(part, _LAYER)
    except (pypdfium2.PdfiumError, ValueError, OSError):
        yield Unsearchable("the file", _UNDRAWN)
