"""The contents as one TOC field, so that Word and LibreOffice offer to update it.

Its lines hold more than either would put there: the range of paragraphs, as plain words. A field of any other kind than
PAGEREF inside a table of contents is lost when LibreOffice opens the file, or ends it with an error when the contents
are updated. "Update page numbers only" (Word's first choice, and what printing does) keeps the ranges as they are;
updating all of it, in either program, takes new headings in and leaves the ranges out, the page numbers staying in
their column, because the column of the ranges is a tab stop of the lines and not of the styles.
"""

from __future__ import annotations

from collections.abc import Callable

from submissions.document import Contents, ContentsEntry, Inline, LineBreak, Run, plain
from submissions.writers.word.oxml import FIELD_END, Indent, Properties, complex_field, field_start
from submissions.writers.word.text import write_text
from submissions.writers.word.writing import BlockSetting, Writing

_STEP = 600  # a level of the contents
_LETTER = 96  # how wide a letter is, on the average and on the safe side
# What "100–108" takes up in the column of ranges, with a space before it.
_RANGE_ROOM = 700
_RANGE_COLUMN = 794  # the page column, 14 mm, in twentieths of a point


def write_contents(
    contents: Contents, writing: Writing, setting: BlockSetting, print_entry: Callable[[ContentsEntry], str]
) -> str:
    """Return the contents: the words over the two columns, then a line for each entry inside one TOC field."""
    if not contents.entries:
        return ""
    ranged = any(entry.paragraphs for entry in contents.entries)
    levels = max(entry.level for entry in contents.entries)
    opening, closing = field_start(f'TOC \\o "1-{levels}" \\h \\z \\u'), FIELD_END
    lines = [_columns(contents, writing, setting, ranged)]
    last = len(contents.entries) - 1
    for index, entry in enumerate(contents.entries):
        line = _line(entry, writing, ranged, print_entry(entry))
        content = (opening if index == 0 else "") + line + (closing if index == last else "")
        style = writing.frame.style(f"toc {entry.level}")
        lines.append(writing.paragraph(_line_properties(style, entry, setting, ranged), content))
    return "".join(lines)


def break_entry(entry: ContentsEntry, width: int) -> tuple[Inline, ...]:
    """Return the words of an entry, broken where they would run into the two columns of numbers.

    The style's right indent would do it in Word, but LibreOffice carries tab stops beyond one over to the next line.
    """
    room = (width - entry.level * _STEP - _RANGE_COLUMN - _RANGE_ROOM) // _LETTER
    if len(plain(entry.inlines)) <= room:
        return entry.inlines
    made: list[Inline] = []
    filled = 0
    for node in entry.inlines:
        if not isinstance(node, Run):
            made.append(node)
            filled += len(plain((node,)))
            continue
        line: list[str] = []
        for word in node.text.split(" "):
            if line and filled + len(word) > room:
                made += [Run(" ".join(line), node.place), LineBreak(node.place)]
                line, filled = [], 0
            line.append(word)
            filled += len(word) + 1
        made.append(Run(" ".join(line), node.place))
    return tuple(made)


def _tab(position: int, leader: str = "none") -> str:
    return f'<w:tab w:val="right" w:leader="{leader}" w:pos="{position}"/>'


def _columns(contents: Contents, writing: Writing, setting: BlockSetting, ranged: bool) -> str:
    words = (contents.paragraphs_word if ranged else "", contents.page_word)
    if not any(words):
        return ""
    tabs = _tab(setting.width - _RANGE_COLUMN) + _tab(setting.width)
    content = "".join("<w:r><w:tab/></w:r>" + (write_text(word, writing) if word else "") for word in words)
    return writing.paragraph(Properties(writing.frame.style("contents columns"), tabs=tabs), content)


def _line_properties(style: str, entry: ContentsEntry, setting: BlockSetting, ranged: bool) -> Properties:
    if not ranged:
        return Properties(style, tabs=_tab(setting.width, "dot"), indent=Indent(right=0))
    tabs = _tab(setting.width - _RANGE_COLUMN, "dot") + _tab(setting.width)
    # No indent on the right: LibreOffice carries a tab stop beyond one over to the next line.
    return Properties(style, tabs=tabs, indent=Indent(right=0))


def _line(entry: ContentsEntry, writing: Writing, ranged: bool, words: str) -> str:
    tab = "<w:r><w:tab/></w:r>"
    name = writing.names.contents.get(entry.target, "")
    page = str(writing.pages.get(entry.target, 1))
    number = write_text(page, writing)
    parts = [write_text(entry.label, writing) + tab if entry.label else "", words]
    if ranged:
        parts += [tab, write_text(entry.paragraphs, writing) if entry.paragraphs else ""]
    parts += [tab, complex_field(f"PAGEREF {name} \\h", number) if name else number]
    line = "".join(parts)
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{line}</w:hyperlink>' if name else line
