"""A document that somebody drafted in Word: the file itself, and what is to be put into it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from submissions.document.nodes import Block, Division, Note, Paragraph
from submissions.findings import Place

SLOT: Final = re.compile("\ue000(\\d+)\ue001")
"""Stands for a value in the text of a run: its number between two private signs, which the gate lets nobody type."""


@dataclass(frozen=True, slots=True)
class OwnNote:
    """A note that the file itself has: the numbers of the values in it; `alone` where one is all that it says."""

    values: tuple[int, ...] = ()
    alone: bool = False


Reading: TypeAlias = tuple[int | OwnNote, ...]
"""The numbers of the values in the text of a file and its own notes, in the order in which they are read."""


@dataclass(frozen=True, slots=True)
class FileProperty:
    """A property of the file as "subject", or one that an office named itself (`is_custom`): its words, with slots."""

    name: str
    words: str
    is_custom: bool = False


@dataclass(frozen=True, slots=True)
class DraftedForm:
    """A rendered Word file in which slots stand for values, and the blocks that each of them takes, by its number.

    Whether they become words of the paragraph of the slot or paragraphs in its place is for the writer to see.
    `reading` is their order among the file's own notes, and `notes` are these, as the document numbers them;
    `properties` are those of the file that values stand in.
    """

    content: bytes
    values: Mapping[int, tuple[Block, ...]]
    place: Place
    reading: Reading = ()
    notes: tuple[Note, ...] = ()
    properties: tuple[FileProperty, ...] = ()


def slot(number: int) -> str:
    """Return what stands for a value in a form."""
    return f"\ue000{number}\ue001"


def in_order(form: DraftedForm) -> tuple[Block, ...]:
    """Return the values of a form as blocks in the order of reading, one for each, its own notes among them."""
    held = [_of_reading(one, form) for one in _whole(form)]
    return tuple(held)


def out_of_order(form: DraftedForm, blocks: tuple[Block, ...]) -> DraftedForm:
    """Return a form with the values and notes that stand in blocks, which `in_order` gave."""
    values: dict[int, tuple[Block, ...]] = {}
    notes: list[Note] = []
    for one, block in zip(_whole(form), blocks, strict=True):
        if isinstance(one, int):
            values[one] = block.blocks if isinstance(block, Division) else ()
            continue
        note = next(inline for inline in getattr(block, "inlines", ()) if isinstance(inline, Note))
        notes.append(note)
        inner = (
            (note.blocks,) if one.alone else tuple(part.blocks for part in note.blocks if isinstance(part, Division))
        )
        values |= dict(zip(one.values, inner, strict=True))
    return replace(form, values={number: values[number] for number in form.values}, notes=tuple(notes))


def _whole(form: DraftedForm) -> Reading:
    """Return the order of reading, behind it the values of other parts, as of the heads and feet of pages."""
    read = [number for one in form.reading for number in ((one,) if isinstance(one, int) else one.values)]
    return (*form.reading, *(number for number in form.values if number not in set(read)))


def _of_reading(one: int | OwnNote, form: DraftedForm) -> Block:
    if isinstance(one, int):
        return Division("unnumbered", form.values.get(one, ()), form.place)
    inner = tuple(Division("unnumbered", form.values.get(number, ()), form.place) for number in one.values)
    blocks = form.values.get(one.values[0], ()) if one.alone else inner
    return Paragraph((Note(0, blocks, "", form.place),), form.place)
