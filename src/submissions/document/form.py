"""A document that somebody drafted in Word: the file itself, and what is to be put into it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from submissions.document.nodes import Block
from submissions.findings import Place

SLOT: Final = re.compile("\ue000(\\d+)\ue001")
"""Stands for a value in the text of a run: its number between two private signs, which the gate lets nobody type."""


@dataclass(frozen=True, slots=True)
class DraftedForm:
    """A rendered Word file in which slots stand for values, and the blocks that each of them takes, by its number.

    Whether they become words of the paragraph of the slot or paragraphs in its place is for the writer to see.
    `printed_as_it_is` asks for a PDF that is a picture of the Word page, instead of one in the look of the house.
    """

    content: bytes
    values: Mapping[int, tuple[Block, ...]]
    place: Place
    printed_as_it_is: bool = False


def slot(number: int) -> str:
    """Return what stands for a value in a form."""
    return f"\ue000{number}\ue001"
