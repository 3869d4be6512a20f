"""A document that somebody drafted in Word: the file itself, and what is to be put into it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from submissions.document.nodes import Block, Note, Paragraph
from submissions.findings import Place

SLOT: Final = re.compile("\ue000(\\d+)\ue001")
"""Stands for a value in the text of a run: its number between two private signs, which the gate lets nobody type."""


@dataclass(frozen=True, slots=True)
class FileProperty:
    """A property of the file as "subject", or one that an office named itself (`is_custom`): its words, with slots."""

    name: str
    words: str
    is_custom: bool = False


@dataclass(frozen=True, slots=True)
class DraftedForm:
    """A rendered Word file in which slots stand for values, each by its number.

    `lines` are the values that stand in the line of their slot, each as a paragraph; it has an id and a number where
    the value is all of its paragraph in the file, and has those there. `blocks` stand in place of the paragraph of
    their slot; `notes` are those that the file has itself, in their order. All are empty until the tree of the document
    is final. `properties` are those of the file in which values stand.
    `printed_as_it_is` asks for a PDF that is a picture of the Word page, instead of one in the look of the house.
    """

    content: bytes
    place: Place
    lines: Mapping[int, Paragraph] = field(default_factory=dict)
    blocks: Mapping[int, tuple[Block, ...]] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    properties: tuple[FileProperty, ...] = ()
    printed_as_it_is: bool = False


def slot(number: int) -> str:
    """Return what stands for a value in a form."""
    return f"\ue000{number}\ue001"
