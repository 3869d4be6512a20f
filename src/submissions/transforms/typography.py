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
from submissions.document.rewrite import rewrite, rewrite_inlines
from submissions.findings import Place
from submissions.languages import Language
from submissions.transforms.quotes import kept_spans, quote_edits
from submissions.transforms.spacing import Edit, Spaces, spaces_of

# What stands for the marks of words that are left as they are, so that nothing opens or closes there.
_SET: Final = str.maketrans({'"': "\N{DOUBLE PRIME}", "'": "’"})

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
    edits = _edits("".join(words if free else words.translate(_SET) for words, free in pieces), setter)
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
    language = setter.language
    if language.quotes is not None:
        for edit in quote_edits(text, language.quotes, language.latin_quotes, setter.particles):
            edits[edit[0]] = edit
    kept = kept_spans(text)
    for edit in setter.spaces.edits(text):
        if not any(start < edit[0] < end for start, end in kept):
            edits.setdefault(edit[0], edit)
    return [edits[start] for start in sorted(edits)]


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
