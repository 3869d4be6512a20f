"""Draw the first page of finished PDFs as small pictures; runs in the child process, as whatever opens a PDF does."""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

# Text of so few dots is grey anyway, and sixteen colours draw a coloured letterhead too.
_COLOURS: Final = 16
# Dots across and documents up to which a page is drawn so wide. One takes some 17, 12 and 6 kB in the report, which so
# stays below some ten megabytes however many there are.
_WIDTHS: Final = ((300, 60), (240, 300), (160, 1000))


@dataclass(frozen=True, slots=True)
class FirstPage:
    """The first page of a PDF whose bytes have this digest: its title, and a PNG in Base64 of these dots."""

    sha256: str
    title: str
    picture: str
    width: int
    height: int


def width_for(documents: int) -> int:
    """Return how many dots wide the pictures of so many documents are."""
    return next((width for width, most in _WIDTHS if documents <= most), _WIDTHS[-1][0])


DRAWN_MAX: Final = _WIDTHS[-1][1]
"""Of more documents than this no picture is drawn, in the order of the report."""


def draw_first_pages(paths: Sequence[Path], width: int) -> tuple[FirstPage, ...]:
    """Return the first pages of PDFs, so many dots wide; one that cannot be read or drawn is left out."""
    from pypdfium2 import PdfDocument, PdfiumError  # noqa: PLC0415 - slow to load

    found = []
    for path in paths:
        with suppress(OSError, PdfiumError):
            content = path.read_bytes()
            document = PdfDocument(content)
            try:
                found.append(_drawn(document, sha256(content).hexdigest(), width))
            finally:
                document.close()
    return tuple(found)


def _drawn(document: object, digest: str, width: int) -> FirstPage:
    from PIL import Image  # noqa: PLC0415 - slow to load

    page = document[0]  # type: ignore[index]
    picture = page.render(scale=2 * width / max(page.get_width(), 1)).to_pil().convert("RGB")
    size = (width, max(1, round(picture.height * width / max(picture.width, 1))))
    small = picture.resize(size, Image.Resampling.BOX).quantize(_COLOURS, dither=Image.Dither.NONE)
    stream = io.BytesIO()
    small.save(stream, "PNG", optimize=True)
    title = document.get_metadata_value("Title")  # type: ignore[attr-defined]
    return FirstPage(digest, title, b64encode(stream.getvalue()).decode("ascii"), *size)
