"""Plain text as Word runs: character properties, languages, and a new run wherever the direction of writing turns.

Word draws figures and signs of a run with `w:rtl` from right to left and those of any other run from left to right;
LibreOffice and whatever follows the Unicode algorithm alone look at the letters around them. Marks of direction, which
draw nothing, make both do the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from submissions.document.directions import Ends, ends_of, turns
from submissions.writers.faces import Face, spans
from submissions.writers.word.faces import face_properties
from submissions.writers.word.oxml import run, text_content
from submissions.writers.word.writing import Writing


@dataclass(frozen=True, slots=True)
class Marks:
    """What a run inherits from the nodes around it; `style` is a character style's name.

    `upright` undoes the italics of the paragraph's style. `turned` is the direction of a stretch that is set apart,
    None where words go with the document.
    """

    emphasis: bool = False
    strong: bool = False
    raised: bool = False
    style: str = ""
    language: str = ""
    upright: bool = False
    turned: bool | None = None


PLAIN: Final = Marks()


_NO_BREAK_HYPHEN: Final = "<w:noBreakHyphen/>"
_MARKS: Final = {False: "\N{LEFT-TO-RIGHT MARK}", True: "\N{RIGHT-TO-LEFT MARK}"}
"""Signs that draw nothing and have a direction, by whether that is from right to left."""


def write_text(text: str, writing: Writing, marks: Marks = PLAIN) -> str:
    """Return text as runs, a new one wherever the direction of writing turns."""
    around = writing.rtl if marks.turned is None else marks.turned
    parts: list[str] = []
    done = 0
    for turn in turns(text, around):
        parts.append(_run(text[done : turn.start], writing, marks, around))
        if is_inner(turn.rtl, writing, marks):
            parts.append(_run(f"{_MARKS[True]}{text[turn.start : turn.end]}", writing, marks, True))
            done = turn.end
            continue
        words = _run(text[turn.start : turn.end], writing, marks, turn.rtl)
        parts.append(marked(words, turn.rtl, ends_of(text, turn, around), writing, marks))
        done = turn.end
    parts.append(_run(text[done:], writing, marks, around))
    return "".join(parts)


def is_inner(rtl: bool, writing: Writing, marks: Marks) -> bool:
    """Tell whether figures stand in right-to-left words of a left-to-right document.

    A mark from left to right would end those words; behind one from right to left the figures keep their order
    (Unicode Standard Annex 9, W2 and W4), as in a date, and stay among the words.
    """
    return marks.turned is True and not rtl and not writing.rtl


def marked(words: str, rtl: bool, ends: Ends, writing: Writing, marks: Marks) -> str:
    """Return runs in the direction `rtl` with marks of direction where their ends and what follows need them."""
    around = writing.rtl if marks.turned is None else marks.turned
    own, base = (_run(_MARKS[turned], writing, marks, turned) for turned in (rtl, around))
    return (own if ends.opens else "") + words + (own if ends.closes else "") + (base if ends.parts else "")


def _run(text: str, writing: Writing, marks: Marks, rtl: bool) -> str:
    """Return text as runs, one for each face that it needs."""
    parts: list[str] = []
    for span in spans(text, marks.language or writing.document.language):
        face = span.face
        if face is not None:
            writing.faces.add(face)
        parts.append(run(_content(text[span.start : span.end], writing), run_properties(writing, marks, rtl, face)))
    return "".join(parts)


def _content(text: str, writing: Writing) -> str:
    """Return the inside of a run, in which no line may end at the hyphen of a title."""
    hyphened = writing.document.speech.binding.hyphened
    if not hyphened or "-" not in text:
        return text_content(text)
    pieces = re.split(f"({hyphened})", text)
    # Every other piece is a title.
    return "".join(
        _NO_BREAK_HYPHEN.join(map(text_content, piece.split("-"))) if number % 2 else text_content(piece)
        for number, piece in enumerate(pieces)
    )


def run_properties(writing: Writing, marks: Marks, rtl: bool, face: Face | None = None) -> str:
    """Return the children of `<w:rPr>` in the order of CT_RPr (ECMA-376 part 1, 17.3.2.28)."""
    if marks is PLAIN and not rtl and face is None:
        return ""
    parts: list[str] = []
    # A run has one character style; what else is wanted is said directly.
    name = marks.style or ("strong" if marks.strong else "emphasis" if marks.emphasis else "")
    if name:
        parts.append(f'<w:rStyle w:val="{writing.frame.style(name)}"/>')
    if face is not None:
        parts.append(face_properties(face))
    if marks.strong and name != "strong":
        parts.append("<w:b/><w:bCs/>")
    if marks.emphasis and name != "emphasis":
        parts.append("<w:i/>" if marks.strong else "<w:bCs/><w:i/>")
    if marks.upright:
        parts.append('<w:i w:val="0"/>')
    if marks.raised:
        parts.append('<w:vertAlign w:val="superscript"/>')
    if rtl:
        parts.append("<w:rtl/>")
    if face is not None and face.slot == "complex":
        parts.append("<w:cs/>")
    if marks.language:
        parts.append(_language(marks.language, writing))
    return "".join(parts)


def _language(code: str, writing: Writing) -> str:
    script = writing.document.languages.of(code).written
    kind = "bidi" if script.direction == "rtl" else "eastAsia" if script.east_asian else "val"
    return f'<w:lang w:{kind}="{script.word}"/>'
