"""Take the pictures of first pages from one report to the next: they are those of the old report itself."""

from __future__ import annotations

import html
import re
from typing import Final

from submissions.report.thumbnails import FirstPage

# As the page of the owner shows a first page.
_PICTURE: Final = re.compile(
    r'<img src="data:image/png;base64,([A-Za-z0-9+/=]+)" width="(\d+)" height="(\d+)" alt="" '
    r'data-of="([0-9a-f]{64})" data-title="([^"]*)">'
)


def pictures_in(page: str, width: int) -> dict[str, FirstPage]:
    """Return the first pages that the owner's page shows at a width in dots, by the digest of their PDF."""
    found = (
        FirstPage(match[4], html.unescape(match[5]), match[1], int(match[2]), int(match[3]))
        for match in _PICTURE.finditer(page)
    )
    return {one.sha256: one for one in found if one.width == width}
