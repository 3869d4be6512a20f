"""What reading prose from Word gives: Markdown whose lines know their paragraphs, and the pictures that it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A line of Markdown, and the number of the paragraph of the Word file that it comes from."""

    text: str
    number: int


@dataclass(frozen=True, slots=True)
class DraftedProse:
    """Prose as Markdown; `numbers` has the paragraph of each of its lines, `pictures` the bytes by the path typed."""

    text: str
    numbers: tuple[int, ...]
    pictures: Mapping[str, bytes]


def indented(lines: list[TypedLine], first: str, others: str) -> list[TypedLine]:
    """Return lines behind a sign on the first one, and set in below it; empty ones stay empty."""
    return [
        TypedLine(f"{first if index == 0 else others}{line.text}".rstrip() if not line.text else
             f"{first if index == 0 else others}{line.text}", line.number)
        for index, line in enumerate(lines)
    ]  # fmt: skip


def apart(groups: list[list[TypedLine]]) -> list[TypedLine]:
    """Return groups of lines with an empty line between them."""
    lines: list[TypedLine] = []
    for group in groups:
        if lines and group:
            lines.append(TypedLine("", group[0].number))
        lines += group
    return lines
