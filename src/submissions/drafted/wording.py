"""Turn the pieces of a paragraph into Markdown: words, notes, references, with nothing else on the line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from submissions.drafted.atoms import LINE, Atom, escaped
from submissions.drafted.emphasis import is_language, written
from submissions.drafted.word.records import (
    LineTurn,
    Looks,
    NoteMark,
    PageTurn,
    Piece,
    Words,
)

_RAISED: Final = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
_LOWERED: Final = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")
_NO_LANGUAGE: Final = frozenset({"", "x", "zxx", "und", "mul"})
_SCRIPT: Final = 4
"""The letters of the name of a script, which tells languages apart that are written in two: sr-Latn-RS."""
_SIGNS: Final = frozenset("0123456789+-() ")
_ORDINAL_MAX: Final = 3
"""Letters right behind a word that are raised by custom, as in 1er; the document sets them by its language."""


@dataclass(frozen=True, slots=True)
class Surrounding:
    """What the words of one file need from it.

    `language` is that of the file; `note` returns the label of a note's mark, "" where its text is lost; `reference`
    returns the Markdown of a reference to a bookmark, "" where Word's own number is to stand; `remark` notes what does
    not come through.
    """

    language: str
    note: Callable[[NoteMark], str]
    reference: Callable[[Words], str]
    remark: Callable[[str], None]


def wording(pieces: Sequence[Piece], around: Surrounding, *, one_line: bool = False, plain: bool = False) -> str:
    """Return the Markdown of the words among some pieces.

    `one_line` sets a space for each new line, as a heading or a cell needs; `plain` leaves weight out.
    """
    atoms = _stripped(list(_atoms(pieces, around)))
    if one_line and LINE in atoms:
        around.remark("lines")
        atoms = [Atom(" ", " ") if atom is LINE else atom for atom in atoms]
    if plain:
        atoms = [replace(atom, bold=False) if atom is not LINE else atom for atom in atoms]
    if not any(atom.is_word and not atom.language and atom.plain.isalpha() for atom in atoms):
        # A whole paragraph is mostly marked so because it was pasted, whatever its language is.
        atoms = [replace(atom, language="") if atom is not LINE else atom for atom in atoms]
    text, lost = written(escaped(atoms))
    if lost:
        around.remark(lost)
    return text


def _stripped(atoms: list[Atom]) -> list[Atom]:
    """Take spaces and new lines off both ends: no document prints them."""
    while atoms and atoms[-1].is_space:
        atoms.pop()
    start = next((index for index, atom in enumerate(atoms) if not atom.is_space), len(atoms))
    return atoms[start:]


def _atoms(pieces: Sequence[Piece], around: Surrounding) -> Iterator[Atom]:
    before = ""
    reference = ""
    for piece in pieces:
        if isinstance(piece, Words):
            if piece.target and (made := around.reference(piece)):
                if made != reference:
                    yield Atom(made, made, is_word=False)
                reference = made
                continue
            text = _levelled(piece, before, around)
            before = text[-1:]
            looks = piece.looks
            language = _language(looks, text, around.language)
            yield from (Atom(sign, sign, looks.bold, looks.italic, language, piece.address) for sign in text)
        elif isinstance(piece, LineTurn):
            yield LINE
        elif isinstance(piece, NoteMark):
            label = around.note(piece)
            if label:
                yield Atom(label, label, is_word=False)
        elif isinstance(piece, PageTurn):
            yield Atom(" ", " ")
        reference = ""


def _language(looks: Looks, text: str, own: str) -> str:
    """Return the language of words that are in another one than the file; "" for all others, and without a letter."""
    first, *others = looks.language.split("-")
    code = "-".join([first, *(other for other in others[:1] if len(other) == _SCRIPT)])
    is_other = first != own.partition("-")[0] and first not in _NO_LANGUAGE
    return code if is_other and is_language(code) and any(sign.isalpha() for sign in text) else ""


def _levelled(piece: Words, before: str, around: Surrounding) -> str:
    """Return raised and lowered words as they stand on a line: figures have signs of their own."""
    raised, text = piece.looks.raised, piece.text
    if not raised or not text.strip():
        return text
    if set(text) <= _SIGNS:
        return text.translate(_RAISED if raised > 0 else _LOWERED)
    if raised < 0 or not before.isalnum() or len(text.strip()) > _ORDINAL_MAX:
        around.remark("raised")
    return text
