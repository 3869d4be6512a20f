"""One style of a frame as a row, and its properties as XML: faces and colours of the theme, for Word's Design."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from submissions.look import BLACK, BOOK_FACE, Family, PageMeasures

BOLD: Final = "<w:b/><w:bCs/>"
ITALIC: Final = "<w:i/>"
ARABIC_BOLD: Final = "<w:bCs/>"
"""Before italics, for the scripts that have none."""
LINES: Final = "<w:keepLines/>"
KEEP: Final = f"<w:keepNext/>{LINES}"
HOLD: Final = "<w:suppressAutoHyphens/>"
LEFT: Final = '<w:jc w:val="left"/>'
CENTRE: Final = '<w:jc w:val="center"/>'
ARABIC: Final = BOOK_FACE
"""The face of Arabic and of all that stands in a line with it, as Word has one that looks like Naskh."""

# The styles that a person picks, in the order of Word's gallery; all others show once they are used.
_GALLERY: Final = (
    "BodyText", "NumberedParagraph", "Heading1", "Heading2", "Heading3", "Heading1Unnumbered", "ListBullet",
    "ListNumber", "ListAlpha", "ListRoman", "ListContinue", "Quote", "TableText", "TableHeading", "Caption", "BoxTitle",
    "BoxText", "Title", "Subtitle", "Signature", "SmallPrint", "Emphasis", "Strong", "ForeignWords",
)  # fmt: skip
_DEFAULTS: Final = frozenset({"Normal", "DefaultParagraphFont", "TableNormal"})
_BUILT_IN: Final = frozenset({
    "Normal", "Body Text", "heading 1", "heading 2", "heading 3", "List Bullet", "List Number",
    "List Continue", "List Continue 2", "List Continue 3", "List Continue 4", "Quote", "footnote text",
    "footnote reference", "Salutation", "Closing", "toc 1", "toc 2", "toc 3", "TOC Heading", "Title", "Subtitle",
    "Date", "Signature", "caption", "header", "footer", "Hyperlink", "Emphasis", "Strong", "Default Paragraph Font",
    "Normal Table",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    """One style: Word's identifier and name, the style it is based on and the one that follows, its properties."""

    id: str
    name: str
    based: str = "Normal"
    follows: str = ""
    paragraph: str = ""
    run: str = ""
    kind: str = "paragraph"
    extra: str = ""

    def xml(self) -> str:
        """Return `<w:style>`, its children in the order of CT_Style (ECMA-376 part 1, 17.7.4.17)."""
        flags = ' w:default="1"' if self.id in _DEFAULTS else ""
        flags += "" if self.name in _BUILT_IN else ' w:customStyle="1"'
        return (
            f'<w:style w:type="{self.kind}"{flags} w:styleId="{self.id}"><w:name w:val="{self.name}"/>'
            + (f'<w:basedOn w:val="{self.based}"/>' if self.based else "")
            + (f'<w:next w:val="{self.follows}"/>' if self.follows else "")
            + _place_in_gallery(self.id)
            + (f"<w:pPr>{self.paragraph}</w:pPr>" if self.paragraph else "")
            + (f"<w:rPr>{self.run}</w:rPr>" if self.run else "")
            + f"{self.extra}</w:style>"
        )


def _place_in_gallery(identifier: str) -> str:
    if identifier in _GALLERY:
        return f'<w:uiPriority w:val="{_GALLERY.index(identifier) + 1}"/><w:qFormat/>'
    if identifier == "Normal":
        return '<w:uiPriority w:val="98"/>'
    return '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'


def twentieths(points: float) -> int:
    """Return points in twentieths, in which Word counts."""
    return round(points * 20)


def text_width(m: PageMeasures) -> int:
    """Return how wide the text is, in twentieths of a point, as Word takes it from the sheet and its margins."""
    return twentieths(m.sheet_width) - twentieths(m.margin_start) - twentieths(m.margin_end)


def spacing(before: float, after: float, leading: float = 0) -> str:
    """Return space before and after in points, and the leading if it is not the inherited one."""
    line = f' w:line="{twentieths(leading)}" w:lineRule="atLeast"' if leading else ""
    return f'<w:spacing w:before="{twentieths(before)}" w:after="{twentieths(after)}"{line}/>'


def size(points: float) -> str:
    """Return the size for Latin, and a point more for complex scripts, whose letters are drawn smaller."""
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half + 2}"/>'


def face(family: Family, role: str) -> str:
    """Return the face by its role in the theme, "minor" for text and "major" for heads, and by name."""
    name = family.name
    complex_script = complex_face(family)
    return (
        f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{complex_script}"'
        f' w:asciiTheme="{role}HAnsi" w:hAnsiTheme="{role}HAnsi"/>'
    )


def complex_face(family: Family) -> str:
    """Return the face of Arabic beside a family: the house's own, which may have it, else the one that looks so."""
    return ARABIC if family.licence else family.name


def colour(value: str) -> str:
    """Return the accent, or nothing for the automatic colour, which a reader's high contrast mode may change."""
    return "" if value == BLACK else f'<w:color w:val="{value.lstrip("#").upper()}" w:themeColor="accent1"/>'


def rule_colour(value: str) -> str:
    """Return the colour of a border as its attributes."""
    themed = "" if value == BLACK else ' w:themeColor="accent1"'
    return f'w:color="{value.lstrip("#").upper()}"{themed}'


def numbered(number: int, level: int = 0) -> str:
    """Tie a style to a level of a numbering."""
    shown = f'<w:ilvl w:val="{level}"/>' if level else ""
    return f'<w:numPr>{shown}<w:numId w:val="{number}"/></w:numPr>'


def indent(left: float, right: float = 0, hanging: float = 0) -> str:
    """Return the indents, given in points."""
    hang = f' w:hanging="{twentieths(hanging)}"' if hanging else ""
    return f'<w:ind w:left="{twentieths(left)}" w:right="{twentieths(right)}"{hang}/>'
