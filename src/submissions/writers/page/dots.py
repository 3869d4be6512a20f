"""Print a drawing in dots with the page engine, by the same letters and lines as on the pages."""

from __future__ import annotations

import io
from typing import Final

from submissions.document import Resource
from submissions.writers.drawings.dots import blank
from submissions.writers.page.fonts import no_language_of_the_machine, own_fonts_only

_SHARPNESS: Final = 3.0
"""Dots to the point: 216 to the inch."""


def in_dots(drawing: Resource) -> bytes:
    """Return a drawing as PNG, the same bytes each time; an empty one where the page engine cannot be loaded."""
    try:
        with own_fonts_only():
            from submissions.writers.page import engine  # noqa: PLC0415 - loading the page engine takes a second
    except OSError:  # a library of the system that it loads in turn; whoever asks for the PDF is told
        return blank(drawing)
    address = f"{engine.SCHEME}0"
    html = (
        f"<style>@page {{ size: {drawing.width}pt {drawing.height}pt; margin: 0 }} "
        f'body {{ margin: 0 }} img {{ display: block; width: 100% }}</style><img src="{address}" alt="">'
    )
    with no_language_of_the_machine():
        page = engine.print_plain(html, {address: drawing})
    return _first_page(page)


def _first_page(content: bytes) -> bytes:
    from pypdfium2 import PdfDocument  # noqa: PLC0415 - needed only where a drawing is

    document = PdfDocument(content)
    try:
        image = document[0].render(scale=_SHARPNESS).to_pil().convert("RGB").quantize(64)
    finally:
        document.close()
    stream = io.BytesIO()
    image.save(stream, "PNG", optimize=False, compress_level=9)
    return stream.getvalue()
