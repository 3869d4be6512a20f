"""Number headings, paragraphs and lists by Word itself, and check that Word will count what the document prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from submissions.document import Heading, ListBlock, Paragraph
from submissions.document.counting import counted, roman
from submissions.findings import Finding, Place
from submissions.reporting import order_to_report
from submissions.writers.word.oxml import escape
from submissions.writers.word.writing import Writing

# The frame's lists have four levels; what lies deeper stands on the last one.
DEPTH_MAX: Final = 3


@dataclass(frozen=True, slots=True)
class ListInstance:
    """A list of its own in Word: its number, its level, and the indent of its text in the frame."""

    number: int
    level: int
    indent: int


def count_heading(heading: Heading, writing: Writing) -> None:
    """Count a numbered heading as Word will, which restarts a level after each higher one."""
    if not heading.label:
        return
    for level in range(heading.level + 1, 4):
        writing.counts[f"heading {level}"] = 0
    number = writing.counts[f"heading {heading.level}"] = writing.counts.get(f"heading {heading.level}", 0) + 1
    expected = counted(number, writing.document.speech.sections[heading.level - 1]) + "."
    _compare(expected, heading.label, heading.place, writing)


def count_paragraph(paragraph: Paragraph, writing: Writing) -> None:
    """Count a numbered paragraph, continuously through the document."""
    number = writing.counts["paragraph"] = writing.counts.get("paragraph", 0) + 1
    _compare(str(number), str(paragraph.number), paragraph.place, writing)


def _compare(expected: str, printed: str, place: Place, writing: Writing) -> None:
    if expected != printed:
        message = f"Word counts {expected} here, the document prints: {printed}"
        writing.findings.append(Finding("E421", place, message, order_to_report("E421")))


def marker_text(block: ListBlock, index: int, text: str, level: int, letter: str = "a") -> str:
    """Return the marker that a level's text ("(%1)") prints for an item, counted from 0; "" for bullets.

    `letter` is the first one of lettered lists.
    """
    number = block.start + index
    count = {"decimal": str(number), "alpha": counted(number, letter), "roman": roman(number)}.get(block.style, "")
    return text.replace(f"%{level + 1}", count) if count else ""


def begin_list(block: ListBlock, depth: int, writing: Writing) -> ListInstance:
    """Start a list that counts from its own number, with an instance of its own of the frame's definition for its kind.

    `<w:num w:numId="9"><w:abstractNumId w:val="4"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>
    </w:lvlOverride></w:num>`
    """
    level = min(depth, DEPTH_MAX)
    numbering = writing.frame.numbering
    number = numbering.next + len(writing.lists)
    override = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{block.start}"/></w:lvlOverride>'
    indents, texts = numbering.indents[block.style], numbering.texts[block.style]
    letter = writing.document.speech.list_letters
    for index, item in enumerate(block.items):
        expected = marker_text(block, index, texts[level], level, letter)
        if item.marker and expected:
            _compare(expected, item.marker, item.place, writing)
    marker = next((item.marker for item in block.items if item.marker), "")
    indent = indents[level]
    if block.style == "bullet" and marker and marker != texts[level]:
        override = _bullet(level, marker, indent)
    writing.lists.append(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{numbering.lists[block.style]}"/>{override}</w:num>'
    )
    return ListInstance(number, level, indent)


def _bullet(level: int, marker: str, indent: int) -> str:
    """Override a level so that it prints the document's bullet."""
    return (
        f'<w:lvlOverride w:ilvl="{level}"><w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
        f'<w:lvlText w:val="{escape(marker)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{indent}" w:hanging="454"/></w:pPr>'
        "</w:lvl></w:lvlOverride>"
    )
