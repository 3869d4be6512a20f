"""The kinds of file that a document is made as; each has its row in `line/formats.py`."""

from __future__ import annotations

from typing import Final, Literal, get_args

Format = Literal["docx", "pdf", "html"]
"""A kind of file, by the ending of its name."""

FORMATS: Final[tuple[Format, ...]] = get_args(Format)
"""Every kind, in the order in which the files of a document are listed."""
