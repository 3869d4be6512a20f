"""What a cleaned PDF still holds and its pages do not show: refused, or left out as the layer of a scan."""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping
from typing import Any

from submissions.exhibits.faults import PRINT_ANEW, REDACT, CannotCleanError
from submissions.exhibits.operators import rewrite
from submissions.unseen import Look, look_at


def saved(pdf: Any) -> bytes:
    """Return a PDF as a file, the same bytes each time."""
    import pikepdf  # noqa: PLC0415 - slow to load, and only copies of exhibits need it

    stream = io.BytesIO()
    mode = pikepdf.ObjectStreamMode.generate
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of fields without a form, which are pictures of the page by the end
        pdf.save(stream, deterministic_id=True, recompress_flate=True, object_stream_mode=mode)
    return stream.getvalue()


def look_closely(content: bytes) -> list[Look]:
    """Return what is seen of each page; raises CannotCleanError for the first thing that a page holds and hides."""
    from pypdfium2 import PdfiumError  # noqa: PLC0415

    try:
        looks = list(look_at(content))
    except PdfiumError as error:
        raise CannotCleanError("its pages cannot be drawn", PRINT_ANEW) from error
    for look in looks:
        for one in look.unseen:
            raise CannotCleanError(f"{one.reason} (page {look.page}, {one.where})", REDACT)
    return looks


def drop_layers(content: bytes, pages: Mapping[int, int]) -> bytes:
    """Return a cleaned PDF without the unseen words of some of its pages, given with how many letters each shows."""
    import pikepdf  # noqa: PLC0415

    with pikepdf.open(io.BytesIO(content)) as pdf:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Stream) and str(one.get("/Subtype", "")) == "/Form":
                one.write(rewrite(one, _nothing, "visible"))
        for number, letters in pages.items():
            page = pdf.pages[number - 1]
            kept = rewrite(page, _nothing, "visible" if letters else "none")
            page.obj["/Contents"] = pdf.make_stream(kept)
        return saved(pdf)


def _nothing(operands: Any) -> bool:
    return False
