"""Plain text as Word runs: character properties, languages, and a new run wherever the direction of writing turns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from submissions.writers.scripts import directed
from submissions.writers.word.oxml import run, text_content
from submissions.writers.word.writing import Writing


@dataclass(frozen=True, slots=True)
class Marks:
    """What a run inherits from the nodes around it; `style` is a character style's name.

    `upright` undoes the italics of the paragraph's style.
    """

    emphasis: bool = False
    strong: bool = False
    raised: bool = False
    style: str = ""
    language: str = ""
    upright: bool = False


PLAIN: Final = Marks()


def write_text(text: str, writing: Writing, marks: Marks = PLAIN) -> str:
    """Return text as runs, a new one wherever the direction of writing turns."""
    return "".join(
        [
            run(text_content(piece), run_properties(writing, marks, rtl))
            for piece, rtl in directed(text, writing.rtl)
            if piece
        ]
    )


def run_properties(writing: Writing, marks: Marks, rtl: bool) -> str:
    """Return the children of `<w:rPr>` in the order of CT_RPr (ECMA-376 part 1, 17.3.2.28)."""
    if marks is PLAIN and not rtl:
        return ""
    parts: list[str] = []
    # A run has one character style; what else is wanted is said directly.
    name = marks.style or ("strong" if marks.strong else "emphasis" if marks.emphasis else "")
    if name:
        parts.append(f'<w:rStyle w:val="{writing.frame.style(name)}"/>')
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
    if marks.language:
        parts.append(_language(marks.language, writing))
    return "".join(parts)


def _language(code: str, writing: Writing) -> str:
    script = writing.document.languages.of(code).written
    kind = "bidi" if script.direction == "rtl" else "eastAsia" if script.east_asian else "val"
    return f'<w:lang w:{kind}="{script.word}"/>'
