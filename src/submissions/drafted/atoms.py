"""Cut the words of a paragraph into signs, each with what has to be typed for it so that it prints as itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from submissions.drafted.live import OTHER, live
from submissions.markup.marks import mark_of
from submissions.markup.rules import in_address

# What our Markdown takes for its own wherever it stands.
_EVERYWHERE: Final = frozenset("`*_{[]<|#")
# What it takes for its own where a line begins.
_AT_A_START: Final = frozenset(">-+=~:")
_NUMBER: Final = re.compile(r"\d{1,9}[.)]")
_CAPTION: Final = "Table:"
_ENTITY: Final = re.compile(r"&[#A-Za-z]")
# The beginning of a path, as the markup reads one: signs before it, and a drive or a backslash.
_BEFORE_A_PATH: Final = "\"'(«“„"
_SPACES: Final = " \t\n"


@dataclass(frozen=True, slots=True)
class Atom:
    """A sign, or a stretch that stays as it is: `plain` as it reads, `typed` as Markdown has it.

    `is_word` tells that it is a sign of the words; what is not is a note, a new line, a mention.
    """

    plain: str
    typed: str
    bold: bool = False
    italic: bool = False
    language: str = ""
    address: str = ""
    is_word: bool = True

    @property
    def is_space(self) -> bool:
        """Whether nothing is seen of it."""
        return self.plain.isspace() or self.plain == ""

    @property
    def is_mark(self) -> bool:
        """Whether Markdown takes it for punctuation (CommonMark 0.31, 2.1), at its beginning and at its end."""
        return not self.is_word or unicodedata.category(self.plain[0])[0] in "PS"


LINE: Final = Atom("\n", "\\\n", is_word=False)
"""A new line within a paragraph."""


def escaped(atoms: Sequence[Atom]) -> list[Atom]:
    """Return atoms, one for each sign, so that each prints as itself; stretches that stay live become one atom."""
    text = "".join(atom.plain if atom.is_word or atom is LINE else OTHER for atom in atoms)
    made: list[Atom] = []
    index = 0
    for start, end in (*live(text), (len(text), len(text))):
        made += (_typed(text, at, atoms[at]) for at in range(index, start))
        if end > start:
            raw = text[start:end]
            is_word = raw.startswith("\\")  # a sign whose meaning its author took away
            made.append(replace(atoms[start], plain=raw[1:] if is_word else raw, typed=raw, is_word=is_word))
        index = end
    return _with_starts(made)


def _typed(text: str, index: int, atom: Atom) -> Atom:
    """Return an atom with a backslash before it where it needs one, wherever it stands."""
    if not atom.is_word:
        return atom
    sign = atom.plain
    before, behind = text[max(index - 1, 0) : index], text[index + 1 : index + 2]
    needs = sign in _EVERYWHERE
    if sign == "_" and before.isalnum() and behind.isalnum():
        needs = False
    elif sign == "@":
        needs = in_address(text, index, len(text))
    elif sign == "&":
        needs = _ENTITY.match(text, index) is not None
    elif sign == "\\":
        # Two at the beginning of a word would be that of a path, in which backslashes are their own sign.
        needs = not (_is_start_of_path(text, index) and behind.isalnum())
    elif sign == ":":
        needs = before.isascii() and before.isalpha() and not text[max(index - 2, 0) : index - 1].isalnum()
    return replace(atom, typed=f"\\{sign}") if needs else atom


def _is_start_of_path(text: str, index: int) -> bool:
    start = max(text.rfind(space, 0, index) for space in _SPACES) + 1
    return not text[start:index].strip(_BEFORE_A_PATH)


def _with_starts(atoms: list[Atom]) -> list[Atom]:
    """Return atoms so that no line begins with a sign that makes it a list, a heading, a table or the like."""
    for start, end in _lines(atoms):
        line = "".join(atom.plain if len(atom.plain) == 1 else OTHER for atom in atoms[start:end])
        for at in _signs_at_start(line):
            atom = atoms[start + at]
            if atom.is_word and atom.typed == atom.plain:
                atoms[start + at] = replace(atom, typed=f"\\{atom.plain}")
    return atoms


def _lines(atoms: Sequence[Atom]) -> Iterator[tuple[int, int]]:
    """Yield the beginning, behind its spaces, and the end of each line."""
    start = 0
    for index in range(len(atoms) + 1):
        if index == len(atoms) or atoms[index] is LINE:
            while start < index and atoms[start].is_space:
                start += 1
            yield start, index
            start = index + 1


def _signs_at_start(line: str) -> Iterator[int]:
    """Yield the places of the signs at the beginning of a line that need a backslash."""
    if line[:1] in _AT_A_START and line:
        yield 0
    if number := _NUMBER.match(line):
        yield number.end() - 1
    if line.startswith(_CAPTION):
        yield len(_CAPTION) - 1
    if line.startswith(f"{OTHER}:"):
        yield 1  # a note's mark and a colon would be the text of the note
    mark = mark_of(line)
    if mark is not None:
        yield from (at for at in range(mark.width) if line[at] in "(.)-/:[]#")
