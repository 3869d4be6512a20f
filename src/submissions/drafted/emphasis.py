"""Write words with their emphasis, languages and links so that Markdown reads exactly these, and see that it does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from markdown_it.token import Token

from submissions.drafted.atoms import LINE, Atom
from submissions.markup.rules import parser

_PLAIN_ADDRESS: Final = re.compile(r"[\w:/?#@!$'*+,;=.~%-]+", re.ASCII)
_ALONE: Final = re.compile(r"(?:https?://|mailto:)[^\s<>\\]+")
_IN_ADDRESS: Final = re.compile(r"([\\<>&])")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def written(atoms: Sequence[Atom]) -> tuple[str, str]:
    """Return words as Markdown, and what of them does not come through: "" for nothing, "emphasis" or "words"."""
    trimmed = _trimmed(_trimmed(list(atoms), bold=True), bold=False)
    marked = _without_stars_at_figures(trimmed)
    text = _joined(marked)
    if _reads_as(text, marked):
        return text, "" if marked == trimmed else "emphasis"
    bare = [replace(atom, bold=False, italic=False) if atom is not LINE else atom for atom in atoms]
    text = _joined(bare)
    return text, "emphasis" if _reads_as(text, bare) else "words"


def _trimmed(atoms: list[Atom], *, bold: bool) -> list[Atom]:
    """Take emphasis off the spaces and marks at its ends with which Markdown would not read it (CommonMark 6.2)."""

    def has(index: int) -> bool:
        return 0 <= index < len(atoms) and (atoms[index].bold if bold else atoms[index].italic)

    def bare(index: int) -> Atom:
        return replace(atoms[index], bold=False) if bold else replace(atoms[index], italic=False)

    def touches(index: int) -> bool:
        inside = 0 <= index < len(atoms)
        return inside and not atoms[index].is_space and not atoms[index].is_mark

    for indices, step in ((range(len(atoms)), -1), (range(len(atoms) - 1, -1, -1), 1)):
        for index in indices:
            outside = index + step
            if has(index) and not has(outside):
                atom = atoms[index]
                if atom.is_space or (atom.is_mark and touches(outside)):
                    atoms[index] = bare(index) if atom is not LINE else LINE
    return atoms


def _without_stars_at_figures(atoms: list[Atom]) -> list[Atom]:
    """Leave out emphasis that begins or ends beside a figure within a word, where a star is its own sign: 3*bis*."""
    made = list(atoms)
    edges = [index for index in range(1, len(made)) if _is_times(made[index - 1], made[index])]
    for edge in edges:
        for index, step in ((edge - 1, -1), (edge, 1)):
            at = index
            while 0 <= at < len(made) and (made[at].bold or made[at].italic):
                made[at] = replace(made[at], bold=False, italic=False)
                at += step
    return made


def _is_times(before: Atom, behind: Atom) -> bool:
    stars = 2 * (before.bold != behind.bold) + (before.italic != behind.italic)
    figures = before.plain.isdecimal() + behind.plain.isdecimal()
    return bool(stars) and before.plain.isalnum() and behind.plain.isalnum() and figures > (stars > 1)


def _joined(atoms: Sequence[Atom]) -> str:
    """Return the Markdown of words: links outside, then languages, then weight, then italics."""
    text = _grouped(atoms, _KINDS)
    return "\n".join(line.strip(" \t") for line in text.split("\n"))


_Kind = tuple[Callable[[Atom], object], Callable[[str, Atom], str]]


def _grouped(atoms: Sequence[Atom], kinds: Sequence[_Kind]) -> str:
    if not kinds:
        return _beside("", (atom.typed for atom in atoms))
    key, wrap = kinds[0]
    groups = [list(group) for _, group in groupby(atoms, key)]
    return _beside("", (wrap(_grouped(group, kinds[1:]), group[0]) for group in groups))


def _beside(text: str, others: Iterator[str]) -> str:
    """Join pieces; a sign that would take the bracket behind it for its own is set behind a backslash."""
    for other in others:
        if other.startswith("[") and text[-1:] in ("!", "^") and not text.endswith(("\\!", "\\^")):
            text = f"{text[:-1]}\\{text[-1]}"
        text += other
    return text


def _linked(text: str, atom: Atom) -> str:
    if not atom.address or not text.strip():
        return text
    address = atom.address.replace(" ", "%20")
    if address == text.replace("\\", "") and _ALONE.fullmatch(address):
        return f"<{address}>"
    if _PLAIN_ADDRESS.fullmatch(address):
        return f"[{text}]({address})"
    behind_signs = _IN_ADDRESS.sub(r"\\\1", address)
    return f"[{text}](<{behind_signs}>)"


def _spoken(text: str, atom: Atom) -> str:
    return f"[{text}]{{lang={atom.language}}}" if atom.language and text.strip() else text


_KINDS: Final[tuple[_Kind, ...]] = (
    (lambda atom: atom.address, _linked),
    (lambda atom: atom.language, _spoken),
    (lambda atom: atom.bold, lambda text, atom: f"**{text}**" if atom.bold and text else text),
    (lambda atom: atom.italic, lambda text, atom: f"*{text}*" if atom.italic and text else text),
)


def is_language(code: str) -> bool:
    """Tell whether a code can be written behind words."""
    return _LANGUAGE.fullmatch(code) is not None


def _reads_as(text: str, atoms: Sequence[Atom]) -> bool:
    """Tell whether Markdown reads a text as these words with this emphasis; spaces are nobody's."""
    tokens = parser().parseInline(text, {})[0].children or []
    wanted = [(atom.plain, atom.bold, atom.italic) for atom in atoms if atom.is_word and not atom.is_space]
    return list(_read(tokens)) == wanted


def _read(tokens: Sequence[Token]) -> Iterator[tuple[str, bool, bool]]:
    bold = italic = 0
    for token in tokens:
        bold += {"strong_open": 1, "strong_close": -1}.get(token.type, 0)
        italic += {"em_open": 1, "em_close": -1}.get(token.type, 0)
        if token.type in ("text", "text_special"):
            yield from ((sign, bold > 0, italic > 0) for sign in token.content if not sign.isspace())
        elif token.type in ("image", "code_inline", "html", "broken_attributes"):
            yield token.type, False, False  # never meant: whatever it is, it is no word of the author's
