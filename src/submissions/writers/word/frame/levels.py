"""The numbering of a frame: headings, paragraphs, and one definition for each kind of list, each tied to its styles."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from submissions.look import PageMeasures
from submissions.office.names import OFFICE, WORD, XML_HEAD
from submissions.writers.word.frame.style_xml import twentieths

_LISTS = (
    ("bullet", "\u2022", "ListBullet"),
    ("decimal", "%{}.", "ListNumber"),
    ("lowerLetter", "(%{})", "ListAlpha"),
    ("lowerRoman", "(%{})", "ListRoman"),
)


@dataclass(frozen=True, slots=True)
class FrameLevel:
    """One level: Word's number format, its text, the style tied to it; its indent and hang in twentieths of a point."""

    format: str
    text: str
    style: str
    left: int
    hang: int

    def xml(self, index: int) -> str:
        """Return `<w:lvl>`; an indent here, not in the style, is what Word's own list buttons change."""
        tied = f'<w:pStyle w:val="{self.style}"/>' if self.style else ""
        upright = '<w:rPr><w:b w:val="0"/><w:bCs w:val="0"/><w:i w:val="0"/></w:rPr>'
        return (
            f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{self.format}"/>{tied}'
            f'<w:lvlText w:val="{self.text}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:tabs><w:tab w:val="num" w:pos="{self.left}"/></w:tabs>'
            f'<w:ind w:left="{self.left}" w:hanging="{self.hang}"/></w:pPr>'
            f"{'' if self.style.startswith('Heading') else upright}</w:lvl>"
        )


def numbering_part(m: PageMeasures) -> str:
    """Return `word/numbering.xml`: the numbers of headings and paragraphs hang in the margin, markers one step in."""
    hang, step = twentieths(m.hang), twentieths(m.step)
    headings = [
        FrameLevel("upperRoman", "%1.", "Heading1", 0, hang),
        FrameLevel("upperLetter", "%2.", "Heading2", 0, hang),
        FrameLevel("decimal", "%3.", "Heading3", 0, hang),
    ]
    paragraphs = [
        FrameLevel("decimal", "%1.", "NumberedParagraph", 0, hang),
        FrameLevel("lowerLetter", "(%2)", "NumberedParagraphA", step, step),
        FrameLevel("lowerRoman", "(%3)", "NumberedParagraphI", 2 * step, step),
    ]
    lists = [
        [FrameLevel(kind, text.format(n + 1), "" if n else style, (n + 1) * step, step) for n in range(4)]
        for kind, text, style in _LISTS
    ]
    definitions = [headings, paragraphs, *lists]
    abstract = "".join(_abstract(number, levels) for number, levels in enumerate(definitions))
    instances = "".join(
        f'<w:num w:numId="{number + 1}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number in range(len(definitions))
    )
    spaces = f'xmlns:w="{WORD}" xmlns:r="{OFFICE}"'
    return f"{XML_HEAD}<w:numbering {spaces}>{abstract}{instances}</w:numbering>"


def _abstract(number: int, levels: list[FrameLevel]) -> str:
    """Return a definition with the marks by which Word keeps lists apart that are pasted into one another."""
    marks = [f"{zlib.crc32(f'{part} {number}'.encode()):08X}" for part in ("nsid", "tmpl")]
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{marks[0]}"/>'
        f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="{marks[1]}"/>'
        + "".join(level.xml(index) for index, level in enumerate(levels))
        + "</w:abstractNum>"
    )
