"""What stands in a composed tree where something is still to be counted or measured; no writer sees any of it."""

from __future__ import annotations

from typing import Final

OPEN_NUMBER: Final = -1
"""Stands as a paragraph's number until the transforms have counted."""

OPEN_LABEL: Final = "?"
"""Stands as a heading's label until the transforms have counted."""

NUMBER_ALONE: Final = ":number"
"""Ends the id of the number within an anchor, for references that have the word before it from elsewhere."""

OPEN_WIDTH: Final = 0.0
"""Stands as a column's width until the transforms have measured what it holds."""
