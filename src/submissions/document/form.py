"""A document that somebody drafted in Word: the file itself, and what is to be put into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from submissions.document.nodes import Block
from submissions.findings import Place


@dataclass(frozen=True, slots=True)
class WordForm:
    """A rendered Word file in which marks stand for values, and the blocks that each mark stands for.

    A mark stands in the text of a run; whether it becomes words of its paragraph or paragraphs in its place is for the
    writer to see.
    """

    content: bytes
    values: Mapping[int, tuple[Block, ...]]
    place: Place
