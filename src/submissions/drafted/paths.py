"""How files of prose from Word are called, and the pictures in them."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

WORD_ENDING: Final = ".docx"
OFFICE_ENDINGS: Final = frozenset({WORD_ENDING, ".doc", ".docm", ".dotx", ".dot", ".odt", ".rtf", ".pages"})
"""What files are called in which people write letters; of these only the first is read."""


def word_file_in(typed: str) -> tuple[str, str]:
    """Return the Word file and the name of the picture in it that a path leads to: `facts.docx/image1.png`.

    Two times "" for any other path.
    """
    path = PurePosixPath(typed)
    is_inside = path.parent.suffix.lower() == WORD_ENDING
    return (str(path.parent), path.name) if is_inside else ("", "")
