"""Set quotation marks, apostrophes and no-break spaces as each language has them, and nothing else."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from submissions.document import (
    Document,
    Foreign,
    Gap,
    Inline,
    LineBreak,
    Note,
    Reference,
    Run,
    Superscript,
    Withheld,
    inline_fields,
    plain,
    walk,
)
from submissions.findings import Place
from submissions.languages import Language, Quotes
from submissions.languages.record import NARROW
from submissions.transforms.rewrite import rewrite, rewrite_inlines
from submissions.transforms.spacing import SPACES, Edit, Spaces, spaces_of

_DOUBLE: Final = re.compile(r'"')
_SINGLE: Final = re.compile(r"'")
_OPENS_AFTER: Final = frozenset("([{<-–—/«“‘„‚¿¡" + SPACES + "\n\t")

_PARTICLE_MAX: Final = 12
"""Letters before a quotation mark in which a particle is looked for."""

_CLOSED: Final = (Note, Foreign, Superscript)
"""What stands inside these is set on its own, or not at all."""


@dataclass(frozen=True, slots=True)
class _Setter:
    """What sets the words of one language: made once for each language of a document."""

    language: Language
    spaces: Spaces
    particles: re.Pattern[str] | None
    ordinals: re.Pattern[str] | None


def _setter(language: Language, others: Iterable[Language] = ()) -> _Setter:
    particles = "|".join(re.escape(one).replace("'", "['’]") for one in language.particles)
    ordinals = "|".join(rf"(?<={re.escape(figures)}){letters}" for figures, letters in language.spacing.raised)
    starts = "|".join(re.escape(figures) for figures in dict(language.spacing.raised))
    return _Setter(
        language,
        spaces_of(language, others),
        re.compile(rf"(?<!\w)(?:{particles})$", re.IGNORECASE) if particles else None,
        re.compile(rf"(?<!\w)({starts})({ordinals})(?!\w)") if ordinals else None,
    )


def set_typography(document: Document) -> Document:
    """Return the document with the marks and spaces of its language; verbatim words stay as typed."""
    foreign = {node.language for node in walk(document.blocks) if isinstance(node, Foreign)} - {document.language}
    everything = tuple(document.languages.values())
    setters = {code: _setter(document.languages.of(code), everything) for code in sorted(foreign)}
    own = _setter(document.speech, everything)
    blocks = rewrite_inlines(document.blocks, partial(_foreign, setters))
    blocks = rewrite_blocks(blocks, own)
    furniture = replace(document.furniture, header=_words(document.furniture.header, own))
    return replace(document, blocks=blocks, furniture=furniture, title=_words(document.title, own))


def set_words(words: str, language: Language) -> str:
    """Return plain words with the marks and spaces of a language."""
    return _words(words, _setter(language))


def _words(words: str, setter: _Setter) -> str:
    return plain(_inlines((Run(words, Place("<program>")),), setter)) if words else words


def _foreign(setters: Mapping[str, _Setter], inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return inline nodes in which words of another language have the marks of that language."""
    if not any(isinstance(node, Foreign) for node in inlines):
        return inlines
    return tuple(
        replace(node, children=_inlines(node.children, setters[node.language]))
        if isinstance(node, Foreign) and node.language in setters
        else node
        for node in inlines
    )


def rewrite_blocks(blocks: tuple[Any, ...], setter: _Setter) -> tuple[Any, ...]:
    """Return blocks whose paragraphs, headings and captions, in notes too, have their marks."""

    def change(node: Any) -> Iterator[Any]:
        for name in inline_fields(type(node)):
            if inlines := getattr(node, name):
                node = replace(node, **{name: _inlines(inlines, setter)})
        yield node

    return rewrite(blocks, change)


def set_inlines(inlines: tuple[Inline, ...], language: Language) -> tuple[Inline, ...]:
    """Return the inline nodes of one paragraph with the marks and spaces of a language."""
    return _inlines(inlines, _setter(language))


def _inlines(inlines: tuple[Inline, ...], setter: _Setter) -> tuple[Inline, ...]:
    pieces = list(_pieces(inlines))
    edits = _edits("".join(words for words, _ in pieces), setter)
    if not edits and setter.ordinals is None:
        return inlines
    changed = iter(_apply(pieces, edits))

    def change(node: Any) -> Iterator[Any]:
        if isinstance(node, Run) and not node.verbatim:
            yield from _with_ordinals(replace(node, text=next(changed)), setter.ordinals)
        else:
            yield node

    return rewrite(inlines, change, skip=_CLOSED)


def _pieces(inlines: tuple[Inline, ...]) -> Iterator[tuple[str, bool]]:
    """Yield the words of inline nodes in order, and whether they may be changed."""
    for node in inlines:
        match node:
            case Run():
                yield node.text, not node.verbatim
            case Reference():
                yield node.text or "0", False  # a page number is a figure that the layout supplies
            case Withheld() | Gap():
                yield node.text, False
            case LineBreak():
                yield "\n", False
            case Foreign() | Superscript():
                yield plain(node.children), False
            case Note():
                yield "", False  # a space put in here belongs after the mark, to the punctuation
            case _:
                yield from _pieces(getattr(node, "children", ()))


def _edits(text: str, setter: _Setter) -> list[Edit]:
    """Return what to change in the words of a paragraph, in order."""
    edits: dict[int, Edit] = {}
    if setter.language.quotes is not None:
        for edit in _quote_edits(text, setter.language.quotes, setter):
            edits[edit[0]] = edit
    for edit in setter.spaces.edits(text):
        edits.setdefault(edit[0], edit)
    return [edits[start] for start in sorted(edits)]


def _quote_edits(text: str, quotes: Quotes, setter: _Setter) -> Iterator[Edit]:
    """Yield the marks for straight quotes and apostrophes."""
    latin = setter.language.latin_quotes or quotes  # Latin words inside Arabic keep theirs
    is_open = False
    for match in _DOUBLE.finditer(text):
        start, end = match.span()
        opens = _opens(text, start) or (not is_open and _follows_particle(text, start, setter))
        is_open = opens
        beside = text[end : end + 1] if opens else text[start - 1 : start]
        own = latin if beside.isascii() and beside.isalnum() else quotes
        mark = own.opening if opens else own.closing
        if mark.startswith(NARROW) and text[start - 1 : start] in tuple(SPACES):
            mark = mark[1:]
        yield start, end, mark
    for match in _SINGLE.finditer(text):
        start, end = match.span()
        if _opens(text, start) and re.search(r"[\w.,!?…)]'(?!\w)", text[end:]) and not text[end : end + 1].isdigit():
            yield start, end, quotes.inner_opening
        elif start in _closers(text):
            yield start, end, quotes.inner_closing
        else:
            yield start, end, "’"


def _follows_particle(text: str, position: int, setter: _Setter) -> bool:
    """Tell whether a mark stands behind a word that is written together with the next: "l'", "و"."""
    behind = text[max(0, position - _PARTICLE_MAX) : position]
    goes_on = text[position + 1 : position + 2]
    return setter.particles is not None and setter.particles.search(behind) is not None and goes_on.isalnum()


def _closers(text: str) -> set[int]:
    """Return the positions of single quotes that close one opened before them."""
    opened, closers = False, set()
    for match in _SINGLE.finditer(text):
        start = match.start()
        follows = text[start + 1 : start + 2]
        if _opens(text, start) and not follows.isdigit():
            opened = True
        elif opened and not follows.isalnum():
            closers.add(start)
            opened = False
    return closers


def _opens(text: str, position: int) -> bool:
    """Tell whether a straight quote at a position opens: at the start, after a space, a bracket or a dash."""
    return (position == 0 or text[position - 1] in _OPENS_AFTER) and not text[position + 1 : position + 2].isspace()


def _apply(pieces: list[tuple[str, bool]], edits: list[Edit]) -> Iterator[str]:
    """Yield the new words of each free run; an edit that would touch other words is left out."""
    start = 0
    waiting = deque(edits)
    for index, (words, free) in enumerate(pieces):
        end = start + len(words)
        mine: list[Edit] = []
        takes_end = free and pieces[index + 1 : index + 2] != [("", False)]
        while waiting and (waiting[0][0] < end or (takes_end and waiting[0][:2] == (end, end))):
            edit = waiting.popleft()
            if start <= edit[0] and edit[1] <= end:
                mine.append(edit)
        if free:
            yield _edited(words, mine, start)
        start = end


def _edited(words: str, edits: list[Edit], offset: int) -> str:
    """Return words with edits made, whose positions count from `offset`."""
    made, position = [], 0
    for start, end, text in edits:
        made += [words[position : start - offset], text]
        position = end - offset
    return "".join([*made, words[position:]])


def _with_ordinals(run: Run, ordinals: re.Pattern[str] | None) -> Iterator[Inline]:
    """Yield a run with the letters of its ordinals raised, those of "1er"."""
    position = 0
    for match in () if ordinals is None else ordinals.finditer(run.text):
        yield replace(run, text=run.text[position : match.end(1)])
        yield Superscript((Run(match[2], run.place),), run.place)
        position = match.end()
    if position < len(run.text):
        yield replace(run, text=run.text[position:])
