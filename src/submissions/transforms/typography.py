"""Set quotation marks, apostrophes and no-break spaces as each language has them, and nothing else."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from submissions.document import (
    Document,
    Foreign,
    Inline,
    LineBreak,
    Note,
    Reference,
    Run,
    Superscript,
    Withheld,
    inline_fields,
    plain,
)
from submissions.findings import Place
from submissions.transforms.rewrite import rewrite, rewrite_inlines

_NO_BREAK: Final = "\N{NO-BREAK SPACE}"
_NARROW: Final = "\N{NARROW NO-BREAK SPACE}"
_SPACES: Final = f" {_NO_BREAK}{_NARROW}"


@dataclass(frozen=True, slots=True)
class Quotes:
    """The four quotation marks of a language, each with the space inside it."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str


QUOTES: Final[dict[str, Quotes]] = {
    "en": Quotes("“", "”", "‘", "’"),
    "fr": Quotes("«" + _NARROW, _NARROW + "»", "“", "”"),
    "es": Quotes("«", "»", "“", "”"),
    "de": Quotes("„", "“", "‚", "‘"),
    "ru": Quotes("«", "»", "„", "“"),
    "ar": Quotes("«", "»", "“", "”"),
}

_BINDERS: Final = (
    "para paras par art arts article articles rule rules principle principles principe principes p pp vol ch chap "
    "section sections annex annexe table tableau figure note notes page pages paragraph paragraphs paragraphe "
    "paragraphes No Nos no nos n N nº n° RES Res § §§ "
    "artículo artículos párrafo párrafos párr párrs pág págs núm núms nota notas anexo cuadro sección regla principio "
    "статья статьи статье статью статьёй статьей статей статьям статьях ст пункт пункта пункту пункте пунктом пункты "
    "пунктов пунктам пунктах п пп правило правила правилом правил приложение приложения приложении таблица таблице "
    "таблицу рисунок рисунке сноска сноску сноске раздел раздела разделе гл т № с "
    "الفقرة الفقرات المادة المواد الحاشية المرفق القرار رقم"
)
_BIND: Final = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, _BINDERS.split()), key=len, reverse=True))})\.?( )(?=[\d(IVX])"
)
_DATE: Final = re.compile(r"(?<!\d)(?:[12]?\d|3[01]|1er)( )(?=[^\W\d_]{3,10}\.? \d{4}(?!\d))")
_INITIAL: Final = re.compile(r"(?<!\w)[^\W\d_a-zа-яё]\.( )(?=[^\W\d_a-z][\w.])")
_UNIT: Final = re.compile(r"(?<=\d)( )(?=(?:%|€|km|kg|cm|mm|m²|km²|EUR|USD|CHF|KM)(?!\w))")
_THOUSANDS: Final = re.compile(r"(?<!\d)\d{1,3}( )(?=\d{3}(?!\d))")
_SUBDIVISION: Final = re.compile(r"(?<=\d)( )(?=(?:\(\w{1,4}|[^\W\d_])\))")
_TITLE: Final = re.compile(
    r"(?<!\w)(?:Mr|Ms|Mrs|Mx|Dr|Prof|Mme|Mlle|MM|M|Sr|Sra|Srta|Sres|Dra|Lic)\.?( )(?=[^\W\d_a-z])"
)
_EVERYWHERE: Final = (_BIND, _DATE, _INITIAL, _UNIT, _SUBDIVISION, _TITLE)
_OWN: Final[dict[str, tuple[re.Pattern[str], ...]]] = {
    "ru": (
        re.compile(r"(?<=\d{4})( )(?=(?:год|года|году|годом|годы|годов|годах|гг?\.)(?!\w))"),
        re.compile(r"(?<=\S)( )(?=[–—] )"),
        re.compile(r"(?<!\w)(?:[Гг]-(?:н|на|ну|ном|не|жа|жи|же|жу|жой)|[Дд]-р|[Пп]роф\.)( )(?=\S)"),
        re.compile(r"(?<!\w)т\.( )(?=[едкпч]\.)"),
        re.compile(rf"(?<!\d[{_SPACES}])(?<!\w)(?:г|ул|им)\.( )(?=[А-ЯЁ])"),
    )
}
"""What only one language keeps together: in Russian a year and its word, a dash and what stands before it, titles."""
_DOUBLE: Final = re.compile(r'"')
_SINGLE: Final = re.compile(r"'")
_FRENCH_BEFORE: Final = re.compile(rf"(?<=[\w)\]»”’.…%'\"])([{_SPACES}]*)(?=([;:!?])(?:[\s)\]»”\"!?]|$))")
_FRENCH_AFTER: Final = re.compile(rf"(?<=«)([{_SPACES}]*)(?=\S)")
_FRENCH_CLOSE: Final = re.compile(rf"(?<=\S)([{_SPACES}]*)(?=»)")
_FRENCH_PERCENT: Final = re.compile(r"(?<=\d)( )(?=[%€])")
_ORDINAL: Final = re.compile(r"(?<!\w)(1|I)(er|re)(?!\w)")
_OPENS_AFTER: Final = frozenset("([{<-–—/«“‘„‚¿¡" + _SPACES + "\n\t")

_CLOSED: Final = (Note, Foreign, Superscript)
"""What stands inside these is set on its own, or not at all."""

Edit = tuple[int, int, str]
"""Replace the characters from the first to before the second position."""


def set_typography(document: Document) -> Document:
    """Return the document with the marks and spaces of its language; verbatim words stay as typed."""
    blocks = rewrite_inlines(document.blocks, partial(_foreign, document.language))
    blocks = rewrite_blocks(blocks, document.language)
    furniture = replace(document.furniture, header=set_words(document.furniture.header, document.language))
    title = set_words(document.title, document.language)
    return replace(document, blocks=blocks, furniture=furniture, title=title)


def set_words(words: str, language: str) -> str:
    """Return plain words with the marks and spaces of a language."""
    return plain(set_inlines((Run(words, Place("<program>")),), language)) if words else words


def _foreign(language: str, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return inline nodes in which words of another language have the marks of that language."""
    if not any(isinstance(node, Foreign) for node in inlines):
        return inlines
    return tuple(
        replace(node, children=set_inlines(node.children, node.language))
        if isinstance(node, Foreign) and node.language != language
        else node
        for node in inlines
    )


def rewrite_blocks(blocks: tuple[Any, ...], language: str) -> tuple[Any, ...]:
    """Return blocks whose paragraphs, headings and captions, in notes too, have their marks."""

    def change(node: Any) -> Iterator[Any]:
        for name in inline_fields(type(node)):
            if inlines := getattr(node, name):
                node = replace(node, **{name: set_inlines(inlines, language)})
        yield node

    return rewrite(blocks, change)


def set_inlines(inlines: tuple[Inline, ...], language: str) -> tuple[Inline, ...]:
    """Return the inline nodes of one paragraph with the marks and spaces of a language."""
    pieces = list(_pieces(inlines))
    edits = _edits("".join(words for words, _ in pieces), language)
    if not edits and language != "fr":
        return inlines
    changed = iter(_apply(pieces, edits))

    def change(node: Any) -> Iterator[Any]:
        if isinstance(node, Run) and not node.verbatim:
            yield from _with_ordinals(replace(node, text=next(changed)), language)
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
            case Withheld():
                yield node.text, False
            case LineBreak():
                yield "\n", False
            case Foreign() | Superscript():
                yield plain(node.children), False
            case Note():
                yield "", False  # a space put in here belongs after the mark, to the punctuation
            case _:
                yield from _pieces(getattr(node, "children", ()))


def _edits(text: str, language: str) -> list[Edit]:
    """Return what to change in the words of a paragraph, in order."""
    edits: dict[int, Edit] = {}
    quotes = QUOTES.get(language)
    if quotes is not None:
        for edit in _quote_edits(text, quotes, language):
            edits[edit[0]] = edit
    thousands = _NARROW if language == "fr" else _NO_BREAK
    bound = (*_EVERYWHERE, *_OWN.get(language, ()))
    for pattern, space in (*((one, _NO_BREAK) for one in bound), (_THOUSANDS, thousands)):
        for match in pattern.finditer(text):
            edits.setdefault(match.start(1), (match.start(1), match.end(1), space))
    if language == "fr":
        for edit in _french_edits(text):
            edits.setdefault(edit[0], edit)
    return [edits[start] for start in sorted(edits)]


def _quote_edits(text: str, quotes: Quotes, language: str) -> Iterator[Edit]:
    """Yield the marks for straight quotes and apostrophes."""
    latin = QUOTES["en"] if language == "ar" else quotes  # Latin words inside Arabic keep theirs
    for match in _DOUBLE.finditer(text):
        start, end = match.span()
        opens = _opens(text, start)
        beside = text[end : end + 1] if opens else text[start - 1 : start]
        own = latin if beside.isascii() and beside.isalnum() else quotes
        mark = own.opening if opens else own.closing
        if mark.startswith(_NARROW) and text[start - 1 : start] in tuple(_SPACES):
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


def _french_edits(text: str) -> Iterator[Edit]:
    """Yield the spaces of French: narrow before ; ! ? and inside « », wide before a colon."""
    for match in _FRENCH_BEFORE.finditer(text):
        if match[2] in "!?" and text[match.start() - 1] in "!?":
            continue
        yield match.start(1), match.end(1), _NO_BREAK if match[2] == ":" else _NARROW
    for pattern in (_FRENCH_AFTER, _FRENCH_CLOSE):
        for match in pattern.finditer(text):
            yield match.start(1), match.end(1), _NARROW
    for match in _FRENCH_PERCENT.finditer(text):
        yield match.start(1), match.end(1), _NO_BREAK


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


def _with_ordinals(run: Run, language: str) -> Iterator[Inline]:
    """Yield a run, in French with the letters of "1er" raised."""
    position = 0
    if language == "fr":
        for match in _ORDINAL.finditer(run.text):
            yield replace(run, text=run.text[position : match.end(1)])
            yield Superscript((Run(match[2], run.place),), run.place)
            position = match.end()
    if position < len(run.text):
        yield replace(run, text=run.text[position:])
