"""Set the marks of notes: no space before them, after the punctuation or before it as the language has it."""

from __future__ import annotations

import re
from typing import Final

from submissions.document import Inline, Note, Run, Superscript
from submissions.languages import Language

# Punctuation with the quotation marks behind it, or quotation marks with the punctuation behind them.
_LEADING: Final = re.compile(r"[.,;:!?…]+[\"'”’»)\]]*|[\"'”’»)]+[.,;:]+")
_TRAILING: Final = re.compile(r"\s*[.,;:!?…]+$")


def set_marks(inlines: tuple[Inline, ...], language: Language) -> tuple[Inline, ...]:
    """Return inline nodes in which every mark stands where the language wants it; two marks get a comma between."""
    if not any(isinstance(node, Note) for node in inlines):
        return inlines
    made: list[Inline] = []
    rest = list(inlines)
    while rest:
        node = rest.pop(0)
        if not isinstance(node, Note):
            made.append(node)
            continue
        notes = [node]
        while rest and (isinstance(rest[0], Note) or _blank_before_note(rest)):
            following = rest.pop(0)
            if isinstance(following, Note):
                notes.append(following)
        _place(made, notes, rest, language.notes_before)
    return tuple(made)


def _blank_before_note(rest: list[Inline]) -> bool:
    """Tell whether nothing but a space stands before the next mark."""
    first = rest[0]
    return len(rest) > 1 and isinstance(first, Run) and not first.text.strip() and isinstance(rest[1], Note)


def _place(made: list[Inline], notes: list[Note], rest: list[Inline], before: bool) -> None:
    """Add marks to what is made, and move the punctuation beside them to its side."""
    last = made[-1] if made else None
    moved = ""
    if isinstance(last, Run) and not last.verbatim:
        words = last.text.rstrip(" ")
        match = _TRAILING.search(words) if before else None
        if match and not _begins_with_mark(rest):
            words, moved = words[: match.start()], match.group()
        made[-1:] = [Run(words, last.place)] if words else []
    following = rest[0] if rest else None
    if not before and isinstance(following, Run) and not following.verbatim:
        match = _LEADING.match(following.text)
        if match:
            made.append(Run(match.group(), following.place))
            rest[0:1] = [Run(following.text[match.end() :], following.place)] if following.text[match.end() :] else []
    for index, note in enumerate(notes):
        if index:
            made.append(Superscript((Run(",", note.place),), note.place))
        made.append(note)
    if moved:
        made.append(Run(moved, notes[-1].place))


def _begins_with_mark(rest: list[Inline]) -> bool:
    """Tell whether punctuation follows already."""
    return bool(rest) and isinstance(rest[0], Run) and _LEADING.match(rest[0].text) is not None
