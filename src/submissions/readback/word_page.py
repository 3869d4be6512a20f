"""Read a PDF back that LibreOffice printed of a Word file: its text against the tree, heads and feet against the file.

The text is held to the tree as that of any PDF. What stands outside the tags must be one head and one foot of the Word
file, whole, the repeated head of a table, and figures where the file has the field of a page number.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Final

from lxml import etree

from submissions.document import Document, Table, walk
from submissions.findings import Finding, Place
from submissions.gate import shown_by_symbols
from submissions.office.names import PartError, parse_part, w
from submissions.office.package import PackageError, read_package
from submissions.readback.compare import difference
from submissions.readback.lines import Line, expected_lines
from submissions.readback.normal import BOUNDARY, as_glyphs, seen
from submissions.readback.pdf import compare_text, head_words, read_pdf
from submissions.readback.tagged import DrawnSign, MarkedText, TaggedText

_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PAGE_FIELD: Final = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
_TEXTS: Final = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_STYLES: Final = "word/styles.xml"
# What Word draws from tab to tab: dots, hyphens, a line, middle dots.
_LEADER: Final = re.compile("([._\N{MIDDLE DOT}-])\\1{2,}")
# The numbers of pages as Word may print them: figures, or Roman ones.
_NUMERALS: Final = re.compile(r"[\divxlcdm]*", re.IGNORECASE)
_FIGURES_MAX: Final = 8
# What stands between the pieces of a stream, and the hyphen of a word that is broken.
_LOOSE: Final = frozenset({BOUNDARY, "\x02", "\ufffe"})
# The places in a font of symbols, where Word keeps the marks of lists.
_SYMBOL: Final = re.compile("[\uf000-\uf0ff]")


@dataclass(frozen=True, slots=True)
class _Furniture:
    """The signs of a head or foot of a Word file, without the numbers of pages, and how many of these it has."""

    signs: Counter[str]
    numbers: int = 0


def check_word_page(content: bytes, document: Document, place: Place, word: bytes) -> list[Finding]:
    """Return what a PDF that was printed of a Word file lost, added or changed."""
    lines = expected_lines(document)
    text = read_pdf(content, document, lines, place, placed=True)
    if isinstance(text, Finding):
        return [text]
    looks = _looks_of(word)
    shown = replace(text, body=_plain(text.body), notes=[_plain(note) for note in text.notes])
    differing = compare_text(shown, document, lines, place)
    if differing and looks.change_words:
        shown = replace(shown, body=_worn(shown.body, looks), notes=[_worn(note, looks) for note in shown.notes])
        lines = [replace(line, number=looks.wear(line.number), text=looks.wear(line.text)) for line in lines]
        differing = differing if compare_text(shown, document, lines, place) else []
    if differing and not compare_text(shown, document, lines, place, by_place=True):
        differing = []  # a sign of another face is drawn behind the words around it, and stands among them
    return [*differing, *_check_furniture(document, text, place, word)]


@dataclass(frozen=True, slots=True)
class _Looks:
    """What of the looks of a Word file is drawn as other signs than those that were typed, or beside them."""

    capitals: bool
    leaders: bool
    numbered_lines: bool

    @property
    def change_words(self) -> bool:
        """Whether a page shows other signs than the tree has."""
        return self.capitals or self.leaders

    def wear(self, text: str) -> str:
        """Return a text as both sides are compared: in capitals, and without what leads from tab to tab."""
        text = _LEADER.sub("", text) if self.leaders else text
        # LibreOffice has a capital of its own for this letter, where Word and the Unicode Standard write two.
        return text.upper().replace("\N{LATIN CAPITAL LETTER SHARP S}", "SS") if self.capitals else text


def _looks_of(word: bytes) -> _Looks:
    """Return what a Word file may do to its words, in their runs and paragraphs and in the styles that these use."""
    try:
        parts = read_package(word)
        roots = [parse_part(part) for name, part in sorted(parts.items()) if _TEXTS.fullmatch(name)]
        styles = parse_part(parts[_STYLES]) if _STYLES in parts else None
    except (PackageError, PartError):
        return _Looks(capitals=False, leaders=False, numbered_lines=False)
    places = [*roots, *_used(styles, roots)]
    return _Looks(
        capitals=any(next(one.iter(w("caps"), w("smallCaps")), None) is not None for one in places),
        leaders=any(tab.get(w("leader"), "none") != "none" for one in places for tab in one.iter(w("tab"))),
        numbered_lines=any(next(one.iter(w("lnNumType")), None) is not None for one in roots),
    )


def _used(styles: etree._Element | None, roots: Sequence[etree._Element]) -> Iterator[etree._Element]:
    """Yield the styles that parts name, and what these are based on."""
    known = {} if styles is None else {str(one.get(w("styleId"))): one for one in styles.iter(w("style"))}
    names = (w("pStyle"), w("rStyle"), w("tblStyle"))
    waiting = [str(one.get(w("val"))) for root in roots for one in root.iter(*names)]
    waiting += [name for name, one in known.items() if one.get(w("default")) in ("1", "true", "on")]
    while waiting:
        style = known.pop(waiting.pop(), None)
        if style is not None:
            yield style
            waiting += [str(one.get(w("val"))) for one in style.iter(w("basedOn"))]


def _worn(pieces: Sequence[MarkedText], looks: _Looks) -> list[MarkedText]:
    """Return pieces in the looks in which both sides are compared; a leader is taken out sign by sign."""
    made = []
    for one in pieces:
        signs = "".join(sign.text for sign in one.signs)
        led = {at for found in (_LEADER.finditer(signs) if looks.leaders else ()) for at in range(*found.span())}
        # Every sign has one letter: what PDFium gives is taken letter by letter.
        kept = (sign for at, sign in enumerate(one.signs) if at not in led)
        worn = (replace(sign, text=looks.wear(sign.text)) for sign in kept)
        made.append(MarkedText(looks.wear(one.text), tuple(worn)))
    return made


def _plain(pieces: Sequence[MarkedText]) -> list[MarkedText]:
    """Return pieces in which the signs of fonts of symbols are those that these show."""
    return [MarkedText(_shown(one.text), tuple(_signs_of(one.signs))) for one in pieces]


def _signs_of(signs: Sequence[DrawnSign]) -> Iterator[DrawnSign]:
    """Yield the signs of a piece; a space where another sign stands is one that PDFium guessed for a gap."""
    drawn = {(one.page, one.x, one.y) for one in signs if not one.text.isspace()}
    for one in signs:
        guessed = one.text == " " and (one.page, one.x, one.y) in drawn
        yield replace(one, text=BOUNDARY if guessed else _shown(one.text))


def _shown(text: str) -> str:
    return _SYMBOL.sub(lambda found: shown_by_symbols(found[0]) or found[0], text)


def _check_furniture(document: Document, text: TaggedText, place: Place, word: bytes) -> Iterator[Finding]:
    """Say which pages show something else than a head and a foot of the Word file, or lack the mark of a draft."""
    heads, feet = _furniture(word, "word/header"), _furniture(word, "word/footer")
    repeated = [_signs(" ".join(head_words(one))) for one in walk(document.blocks) if isinstance(one, Table)]
    draft, looks = _signs(document.furniture.draft), _looks_of(word)
    change = _upper if looks.capitals else Counter[str]
    wholes = [
        _Furniture(change(head.signs + foot.signs + row), head.numbers + foot.numbers)
        for head, foot, row in product(heads, feet, [Counter[str](), *repeated])
    ]
    for index, outside in enumerate(text.untagged, start=1):
        found = _signs(_shown(_LEADER.sub("", outside) if looks.leaders else outside))
        if draft - found:
            mark = Line("text", "", document.furniture.draft, place)
            yield difference(mark, None, f"the head of page {index} of the PDF")
        found = _upper(found) if looks.capitals else found
        if not any(_is_whole(found, one, looks) for one in wholes):
            shown = " ".join(outside.replace(BOUNDARY, "").split())
            yield difference(None, Line("text", "", shown, place), f"page {index} of the PDF")


def _signs(text: str) -> Counter[str]:
    """Return how often each sign stands in a text: ligatures part words into pieces, and lines end anywhere."""
    folded = as_glyphs(unicodedata.normalize("NFKC", seen(text)))
    return Counter(sign for sign in folded if not sign.isspace() and sign not in _LOOSE)


def _upper(signs: Counter[str]) -> Counter[str]:
    """Return signs in capitals, as words in capitals are drawn."""
    return Counter("".join(signs.elements()).upper())


def _is_whole(found: Counter[str], wanted: _Furniture, looks: _Looks) -> bool:
    """Tell whether a page shows all of a head and foot and nothing else; figures stand for each number of a page."""
    extra = "".join((found - wanted.signs).elements())
    if looks.numbered_lines and extra.isdecimal():
        return not wanted.signs - found
    is_number = len(extra) <= wanted.numbers * _FIGURES_MAX and _NUMERALS.fullmatch(extra) is not None
    return not wanted.signs - found and is_number and (len(extra) >= wanted.numbers)


def _furniture(word: bytes, kind: str) -> list[_Furniture]:
    """Return every head, or every foot, of a Word file, and that of a page that has none."""
    try:
        parts = read_package(word)
        roots = [parse_part(part) for name, part in sorted(parts.items()) if name.startswith(kind)]
    except (PackageError, PartError):
        roots = []
    return [_Furniture(Counter()), *map(_read, roots)]


def _read(root: etree._Element) -> _Furniture:
    """Return what a head or foot says: its paragraphs, those of its text boxes once, and its fields."""
    words: list[str] = []
    numbers = 0
    for paragraph in root.iter(w("p")):
        if next(paragraph.iterancestors(_FALLBACK), None) is None:
            text, fields = _paragraph(paragraph)
            words.append(text)
            numbers += fields
    return _Furniture(_signs("\n".join(words)), numbers)


def _paragraph(paragraph: etree._Element) -> tuple[str, int]:
    """Return the words of a paragraph without its page numbers, and how many of these it has."""
    parts: list[str] = []
    numbers = 0
    field = _Field()
    for node in paragraph.iter(w("fldChar"), w("instrText"), w("fldSimple"), w("t"), w("tab"), w("br"), w("p")):
        if node is not paragraph and next(node.iterancestors(w("p")), None) is not paragraph:
            continue  # of a text box, which is gone through for itself
        simple = next(node.iterancestors(w("fldSimple")), None)
        if node.tag == w("fldSimple"):
            numbers += bool(_PAGE_FIELD.match(str(node.get(w("instr")) or "")))
        elif node.tag in (w("fldChar"), w("instrText")):
            numbers += field.take(node)
        elif node.tag == w("t"):
            is_number = simple is not None and _PAGE_FIELD.match(str(simple.get(w("instr")) or ""))
            parts += [] if is_number or field.is_page else [node.text or ""]
        elif node.tag != w("p"):
            parts.append(" ")
    return "".join(parts), numbers


@dataclass(slots=True)
class _Field:
    """Where a walk stands in the fields of a paragraph: their instructions so far, the outermost first."""

    open: list[str] | None = None

    def take(self, node: etree._Element) -> int:
        """Take a mark or an instruction of a field; return 1 where a page number begins to be shown."""
        held = self.open if self.open is not None else []
        self.open = held
        kind = node.get(w("fldCharType"))
        if kind == "begin":
            held.append("")
        elif kind == "end" and held:
            held.pop()
        elif kind == "separate" and held:
            return int(bool(_PAGE_FIELD.match(held[-1])))
        elif kind is None and held:
            held[-1] += node.text or ""
        return 0

    @property
    def is_page(self) -> bool:
        """Whether what is shown now is the number of a page."""
        return any(_PAGE_FIELD.match(one) for one in self.open or ())
