"""What a person changed in a file, in plain records: those who show it need nothing that reads Word files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from submissions.findings import Place

if TYPE_CHECKING:
    from submissions.readback.edits import Edit

# A file that was set aside, or that a mail program or a browser saved a second time.
_COPY: Final = re.compile(r" ?\((edited [\d-]+( \d+)?|\d+)\)| - Copy")


def name_as_made(name: str) -> str:
    """Return the name under which a file was made that may be a copy of it, set aside or saved a second time."""
    return _COPY.sub("", name)


@dataclass(frozen=True, slots=True)
class Noted:
    """A comment in the file: its words, and the place of the paragraph beside which it stands, None where it is new."""

    words: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a person changed in a file.

    `document` says which one it is. `other_looks` is how many paragraphs of the same words look otherwise.
    """

    document: str
    edits: tuple[Edit, ...] = ()
    comments: tuple[Noted, ...] = ()
    other_looks: int = 0
