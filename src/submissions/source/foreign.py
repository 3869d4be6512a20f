"""Recognise what other programs leave in a file of text: marks of version control, of mail, of chats."""

from __future__ import annotations

import re
from typing import Final

from submissions.findings import Finding, Place
from submissions.source.text_file import SourceText

_CONFLICT: Final = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?: .*)?")
_FENCE: Final = re.compile(r"(?:```|~~~)[\w-]*\s*")
_MAIL: Final = re.compile(r"(?:> ?)+")
_BOTH: Final = "keep one of the two versions, and delete the three lines of <<<<<<<, ======= and >>>>>>>"
"""What to do about two versions of the same lines."""


# What a program sets before each line of what it shows: the mark, what is told and what to do.
_LINES: Final = (
    (
        re.compile(r"\+(?!\+\+)"),
        "the lines begin with +, which programs set that compare two versions of a file",
        "delete the + at the beginning of each line, and every line that begins with - or @@",
    ),
    (
        re.compile(r" *\d+(?:[:.|)\t]| +(?![:-]))"),
        "the lines begin with their numbers, which programs show beside a text",
        "copy the text again without the numbers, or delete them",
    ),
    (
        re.compile(r"(?:</?[a-z][a-z0-9]*\b[^>]*>).*|.*(?:<br ?/?>|</[a-z][a-z0-9]*>)[ \t]*$", re.IGNORECASE),
        "the lines hold tags of a web page, such as <br>",
        "copy the text as your browser shows it into a plain text file, or delete the tags",
    ),
)
# From how many lines, and from which share of them, a mark is no chance.
_FEWEST: Final = 3
_SHARE: Final = 0.9


def marks_of_lines(source: SourceText) -> Finding | None:
    """Return what another program set before nearly all lines of a file, which then is none of the author's."""
    lines = [(number, line) for number, line in enumerate(source.text.split("\n"), start=1) if line.strip()]
    for pattern, words, order in _LINES:
        marked = [number for number, line in lines if pattern.match(line)]
        if len(marked) >= _FEWEST and len(marked) >= _SHARE * len(lines):
            return Finding("E110", Place(source.file, marked[0], 1), words, order)
    return None


def take_out_marks(source: SourceText) -> tuple[list[str], list[Finding]]:
    """Return the lines of a file without what other programs left at their beginning, and what that was."""
    findings: list[Finding] = []
    lines, side = source.text.split("\n"), "none"
    for index, line in enumerate(lines):
        conflict, found = _CONFLICT.fullmatch(line), ("", "")
        if conflict:
            lines[index], expected = "", _SIDES[conflict[1][0]]
            if side not in expected:
                found = ("two versions of these lines stand here, which a program such as git could not merge", _BOTH)
            side = {"<": "first", ">": "none"}.get(conflict[1][0], "second")
        elif side == "second":
            lines[index] = ""
        elif _FENCE.fullmatch(line):
            lines[index] = ""
            if not any(one.message == _FENCED for one in findings):
                found = (_FENCED, "delete the line, and the one at the end of the passage")
        elif _MAIL.match(line):
            lines[index] = _MAIL.sub("", line)
            if not any(one.message == _QUOTED for one in findings):
                found = (_QUOTED, "delete the > at the beginning of each line")
        if found[0]:
            findings.append(Finding("E110", Place(source.file, index + 1, 1), *found))
    return lines, findings


# Behind which side of a conflict a mark of it is no surprise: one that begins it always is.
_SIDES: Final = {"<": (), "|": ("first",), "=": ("first", "second"), ">": ("second",)}
_FENCED: Final = "a line of ``` or ~~~ stands here, which marks a passage in a chat or in Markdown"
_QUOTED: Final = "the line begins with >, which mail programs set before what is quoted"
