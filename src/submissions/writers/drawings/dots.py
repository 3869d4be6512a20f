"""The likeness of a drawing in dots, for programs that cannot show the drawing itself."""

from __future__ import annotations

import io
from collections.abc import Callable

from submissions.document import Resource

Dots = Callable[[Resource], bytes]
"""Makes the PNG of a drawing."""


def blank(drawing: Resource) -> bytes:
    """Return an empty PNG of the size of a drawing: where no page engine is, only its words stand for it."""
    from PIL import Image  # noqa: PLC0415 - most documents have no drawing

    stream = io.BytesIO()
    Image.new("L", (drawing.width, drawing.height), 255).save(stream, "PNG")
    return stream.getvalue()
