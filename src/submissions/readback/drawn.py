"""Undo the order in which lines of two directions are drawn, sign by sign, by the Unicode algorithm.

A PDF has no order but that of places on the page. What is expected is turned, row by row, into what a row must show
from left to right (Unicode Standard Annex 9, with an isolate for each stretch that the tree sets apart) and compared
with the signs of the page by their places: a date that came out turned round, a symbol that lost its number, a bracket
on the wrong side are differences. A row that shows what it must is handed on in the order of reading.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bidi import get_display

from submissions.document.directions import strong_direction
from submissions.readback.lines import ISOLATES, PAGE_NUMBER, Line
from submissions.readback.normal import BOUNDARY, DISORDER, SEPARATOR, drawn_sign
from submissions.readback.stream import printed
from submissions.readback.tagged import DrawnSign, MarkedText

_POINTS_APART = 5.5
"""Signs less than this apart in height stand in one row: more than a raised figure is, less than rows are."""

_POINTS_BETWEEN = 0.5
"""Letters that begin less than this apart are drawn in one place: no letter is as narrow."""

_LEFT, _RIGHT, _END = ISOLATES
# PDFium turns these round in right-to-left text, and a glyph drawn mirrored is read as one or the other: which it is
# is proved on pixels, not here.
_PAIRS = ("()", "[]", "{}", "<>", "«»", "‹›", "“”", "‘’", "≤≥", "≪≫", "⊂⊃", "⊆⊇", "∈∋", "≺≻", "⟨⟩", "⌈⌉", "⌊⌋")
_PAIRED = {sign: pair for pair in _PAIRS for sign in pair}
# These draw nothing, and what stands beside them goes by them.
_DIRECTION_MARKS = "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{ARABIC LETTER MARK}"
_STROKES = "/\N{FRACTION SLASH}"
_HYPHENS = "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\x02\ufffe"
# What the layout may set or leave out in a row beyond the words: the stop behind a number, and hyphens.
_LOOSE = {*".:\N{EN DASH}\N{EM DASH}", *_HYPHENS}
_FIGURES_MAX = 5
"""How many figures a page number may have."""

# Signs without a direction that stand for what is drawn apart: a gap, the separator behind a number, a page number,
# and the hyphen of a word that is parted at the end of its row.
_GAP, _PARTED, _PAGE = "\N{OPEN BOX}", "\N{BLANK SYMBOL}", "\N{REPLACEMENT CHARACTER}"
_SOFT = "\N{HYPHENATION POINT}"
_BETWEEN = rf"[\s{BOUNDARY}]*"
# A stop and a dash are each taken once, in the order of either direction: one more is the words' own.
_STANDING_FOR = {
    _PARTED: (
        rf"(?:{_BETWEEN}[.:]?{_BETWEEN}[\u2013\u2014]?{_BETWEEN}"
        rf"|{_BETWEEN}[\u2013\u2014]?{_BETWEEN}[.:]?{_BETWEEN})"
    ),
    _PAGE: rf"[ {BOUNDARY}]*\d+[ {BOUNDARY}]*",
    _SOFT: f"[{re.escape(_HYPHENS)}]?",
}
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_NEUTRAL = {"\n": _GAP, SEPARATOR: _PARTED, PAGE_NUMBER: _PAGE, _SOFT_HYPHEN: _SOFT}


@dataclass(frozen=True, slots=True)
class _Meant:
    """A sign that is to be drawn, and the isolates that it stands in, as (number, opening sign) from the outside.

    `typed` is what stands for it in the tree; of a sign that is drawn as several the first alone has it.
    """

    sign: str
    typed: str
    inside: tuple[tuple[int, str], ...]


def turns_round(line: Line) -> bool:
    """Tell whether a line holds words of a right-to-left script."""
    return any(map(strong_direction_is_right, line.text)) or any(map(strong_direction_is_right, line.number))


def strong_direction_is_right(sign: str) -> bool:
    """Tell whether a letter is written from right to left."""
    return not sign.isascii() and strong_direction(sign) == "R"


def in_reading_order(lines: Sequence[Line], pieces: Sequence[MarkedText], rtl: bool, *, every: bool = False) -> str:
    """Return the text of pieces of a PDF as a stream, the rows of two directions put into the order of reading.

    Rows that do not show what they must stay as they are drawn, so that the comparison finds them. `rtl` tells that
    the document is written from right to left, `every` that all rows are to be read by the places of their signs; in
    one where PDFium guesses a space, as around a sign of another face, the letters alone are then compared.
    """
    parts: list[str] = []
    at = 0
    turned = _heights(sign for piece in pieces for sign in piece.signs if strong_direction_is_right(sign.text[:1]))
    for line in lines:
        meant = _meant(line, rtl)
        end = _end_of(meant, pieces, at)
        taken = pieces[at:end]
        # PDFium turns round a cell of a table as well that stands beside one that is written from right to left.
        beside = not turned.isdisjoint(_heights(sign for piece in taken for sign in piece.signs))
        if every or rtl or beside or turns_round(line):
            parts.append(_undone(meant, taken, rtl, every))
        else:
            parts.extend(piece.text for piece in taken)
        at = end
    parts.extend(piece.text for piece in pieces[at:])
    return BOUNDARY.join(parts)


def _heights(signs: Iterable[DrawnSign]) -> set[tuple[int, int]]:
    """Return on which pages and how high signs stand, in whole points and one more, so that near ones meet."""
    return {(sign.page, round(sign.y) + more) for sign in signs for more in (0, 1)}


def _meant(line: Line, rtl: bool) -> list[_Meant]:
    """Return the signs of a line in the order of reading; its number is set apart, as both writers set it."""
    base = _RIGHT if rtl else _LEFT
    text = printed(line)
    number, parted, words = text.partition(SEPARATOR)
    if parted:
        text = f"{base}{number}{_END}{SEPARATOR}{words}"
    meant: list[_Meant] = []
    inside: tuple[tuple[int, str], ...] = ()
    for index, sign in enumerate(text):
        if sign in (_LEFT, _RIGHT):
            inside = (*inside, (index, sign))
        elif sign == _END:
            inside = inside[:-1]
        elif sign in (SEPARATOR, PAGE_NUMBER, "\n"):
            meant.append(_Meant(sign, sign, inside))
        elif sign in _DIRECTION_MARKS or sign == _SOFT_HYPHEN:
            meant.append(_Meant("", sign, inside))
        else:
            for order, drawn in enumerate(drawn_sign(sign)):
                meant.append(_Meant(" " if drawn.isspace() else drawn, "" if order else sign, inside))
    return meant


def _is_mark(sign: str) -> bool:
    """Tell whether a sign is a mark on another one, whose place on the page says nothing."""
    return bool(sign) and unicodedata.category(sign) == "Mn"


def _counts(sign: str) -> bool:
    """Tell whether a sign is sure to be drawn, whatever the layout adds and leaves out."""
    return (
        bool(sign)
        and not sign.isspace()
        and sign not in _LOOSE
        and unicodedata.category(sign) not in ("Cc", "Cf", "Mn")
    )


def _end_of(meant: Sequence[_Meant], pieces: Sequence[MarkedText], at: int) -> int:
    """Return behind which piece a line ends whose first piece is `at`; a page number is a piece of figures."""
    shown = [one.sign for one in meant]
    wanted = [sign for sign in shown if sign == PAGE_NUMBER or _counts(sign)]
    number = sum(map(_counts, shown[: shown.index(SEPARATOR)])) if SEPARATOR in shown else 0
    loose, got = Counter(_kind(sign) for sign in shown if sign in _LOOSE), 0
    while at < len(pieces):
        text = drawn_sign(pieces[at].text.replace(BOUNDARY, "")).strip()
        signs = [sign for sign in text if _counts(sign)]
        if got >= len(wanted) and text and (signs or not any(loose[_kind(sign)] > 0 for sign in text)):
            return at
        # The stop behind a number is the layout's, and may stand beside the first signs behind it, on either side.
        own = text if not number or got > number else text.strip(".: ") if got == number else ""
        loose.subtract(_kind(sign) for sign in own if sign in _LOOSE)
        is_page = got < len(wanted) and wanted[got] == PAGE_NUMBER and signs and all(map(str.isdigit, signs))
        got += 1 if is_page else len(signs)
        at += 1
    return at


def _kind(sign: str) -> str:
    """Return what a loose sign is told by: a hyphen may be drawn as any other."""
    return "-" if sign in _HYPHENS else sign


def _undone(meant: Sequence[_Meant], pieces: Sequence[MarkedText], rtl: bool, loose: bool) -> str:
    """Return what the pieces of one line say, in the order of reading where each row shows what it must.

    `loose` compares the letters alone of a row with a space that PDFium guesses. The marks on letters are compared for
    the whole line, wherever on the page they are drawn; where they differ, row by row, to tell which.
    """
    signs = [sign for piece in pieces for sign in piece.signs]
    by_row = _marks(one.sign for one in meant) != _marks(sign.text for sign in signs)
    rest, parts = list(meant), list[str]()
    for row in _rows(signs):
        shows = (length for length in _lengths(rest, row) if _shows(rest[:length], row, rtl, loose))
        length = next((one for one in shows if not by_row or _marks_agree(rest[:one], row)), None)
        if length is None:
            parts.append(DISORDER + "".join(sign.text for sign in row).replace(BOUNDARY, " "))
            rest = rest[sum(not sign.text.isspace() for sign in row) :]
            continue
        # Which page it is the layout decides: that there are figures in its place has been seen.
        parts.append("".join("1" if one.sign == PAGE_NUMBER else one.typed for one in rest[:length]))
        rest = rest[length:]
    return BOUNDARY.join(part.replace(SEPARATOR, " ").replace("\n", " ") for part in parts)


def _marks(texts: Iterable[str]) -> Counter[str]:
    """Return how often each mark on a letter stands in texts."""
    return Counter(sign for text in texts for sign in drawn_sign(text) if _is_mark(sign))


def _marks_agree(meant: Sequence[_Meant], row: Sequence[DrawnSign]) -> bool:
    return _marks(one.sign for one in meant) == _marks(sign.text for sign in row)


def _rows(signs: Iterable[DrawnSign]) -> Iterator[list[DrawnSign]]:
    """Yield the signs of each row from left to right, the rows from the top of the first page down.

    Letters make the rows. A mark may stand as high above its letter as half a row, and a space that PDFium guesses
    beside it as high: they go with the row that is nearest.
    """
    ordered = sorted(signs, key=lambda sign: (sign.page, -sign.y))
    rows: list[list[DrawnSign]] = []
    for sign in (one for one in ordered if not _hangs(one)):
        last = rows[-1][-1] if rows else None
        if last is not None and sign.page == last.page and last.y - sign.y <= _POINTS_APART:
            rows[-1].append(sign)
        else:
            rows.append([sign])
    heights = [(row[-1].page, row[-1].y) for row in rows]
    for sign in (one for one in ordered if _hangs(one)):
        apart = [(page != sign.page, abs(sign.y - height)) for page, height in heights]
        if apart:
            rows[apart.index(min(apart))].append(sign)
        else:
            rows, heights = [[sign]], [(sign.page, sign.y)]
    for row in rows:
        yield _from_left(row)


def _hangs(sign: DrawnSign) -> bool:
    """Tell whether a sign has no height of its own: a mark on a letter, or a space that PDFium guesses."""
    return sign.text == BOUNDARY or all(map(_is_mark, drawn_sign(sign.text)))


def _from_left(row: Iterable[DrawnSign]) -> list[DrawnSign]:
    """Return a row from left to right.

    Where a font draws two letters in one place, as alef and lam, they go by their ink. The letters of one ligature
    share that too: PDFium reads them as they stand in the row.
    """
    ordered = sorted(row, key=lambda sign: (sign.x, sign.index))
    places: list[list[DrawnSign]] = []
    for sign in ordered:
        is_same = bool(places) and sign.x - places[-1][0].x < _POINTS_BETWEEN
        if is_same and strong_direction_is_right(sign.text[:1]):
            places[-1].append(sign)
        else:
            places.append([sign])
    return [sign for place in places for sign in sorted(place, key=lambda one: (one.left, one.index))]


def _lengths(rest: Sequence[_Meant], row: Sequence[DrawnSign]) -> Iterator[int]:
    """Yield how many of the signs still due a row may hold; a page number is one of them, whatever its figures."""
    count = sum(1 for sign in row for drawn in drawn_sign(sign.text) if _counts(drawn))
    pages = sum(1 for one in rest if one.sign == PAGE_NUMBER)
    for fewer in range(1 + pages * _FIGURES_MAX):
        yield from _ends_with(rest, count - fewer)


def _ends_with(rest: Sequence[_Meant], count: int) -> Iterator[int]:
    """Yield each length at which so many signs that are sure to be drawn have gone by, the longest first.

    A stop at the end of a row must not be taken for that of a number, which may stand right beside it.
    """
    gone, found = 0, [0] if count == 0 else []
    for index, one in enumerate(rest, start=1):
        gone += one.sign == PAGE_NUMBER or _counts(one.sign)
        if gone > count:
            break
        if gone == count:
            found.append(index)
    yield from reversed(found)


def _shows(meant: Sequence[_Meant], row: Sequence[DrawnSign], rtl: bool, loose: bool) -> bool:
    """Tell whether a row shows these signs and no others, each in its place, whatever marks are on them."""
    marks = any(_is_mark(one.sign) for one in meant)
    shown = "".join(" " if sign.isspace() and sign != BOUNDARY else sign for sign in _bare(row))
    shown = re.sub(f" *{BOUNDARY}[ {BOUNDARY}]*", BOUNDARY, re.sub(" +", " ", shown)).strip(f" {BOUNDARY}")
    # PDFium guesses spaces around marks, and at times leaves one out: there the letters alone are compared.
    guessed = marks or (loose and any(sign.text == BOUNDARY for sign in row))
    return (
        re.fullmatch(_pattern(meant, rtl, parted=not guessed), shown.replace(" ", BOUNDARY) if guessed else shown)
        is not None
    )


def _bare(row: Sequence[DrawnSign]) -> Iterator[str]:
    """Yield the signs of a row without marks, and a boundary between two pieces: a blank one is not drawn."""
    before: int | None = None
    for sign in row:
        if before is not None and sign.piece != before:
            yield BOUNDARY
        before = sign.piece
        yield from (drawn for drawn in drawn_sign(sign.text) if not _is_mark(drawn))


def _pattern(meant: Sequence[_Meant], rtl: bool, *, parted: bool) -> str:
    """Return the pattern of a row from left to right; `parted` asks for the spaces between words."""
    text, open_ = "", tuple[tuple[int, str], ...]()
    for one in meant:
        # A vowel may begin with a mark and go on with what stands in the row itself: U+0CC7 in Kannada.
        hangs = _is_mark(one.sign) and all(map(_is_mark, drawn_sign(one.typed)))
        if not one.typed or hangs or (one.typed == _SOFT_HYPHEN and one is not meant[-1]):
            continue
        same = 0
        while same < min(len(open_), len(one.inside)) and open_[same] == one.inside[same]:
            same += 1
        text += _END * (len(open_) - same) + "".join(sign for _, sign in one.inside[same:])
        # A tab would end the direction around it; a page has a space for it.
        text += _NEUTRAL.get(one.sign or one.typed, " " if one.sign == " " else one.typed)
        open_ = one.inside
    text += _END * len(open_)
    shown = get_display(text, base_dir="R" if rtl else "L")
    drawn = "".join(_as_drawn(sign) for sign in str(shown) if sign not in ISOLATES).strip(f" {_GAP}")
    pieces = [
        (f"[ {BOUNDARY}]" + ("" if parted and _GAP not in found[0] else "?"))
        if found[0][0] in (" ", _GAP)
        else f"{BOUNDARY}?".join(map(_pattern_of, found[0]))
        for found in re.finditer(f"[ {_GAP}]+|[^ {_GAP}]+", drawn)
    ]
    return "".join(pieces)


def _as_drawn(sign: str) -> str:
    """Return what is read of a sign from left to right: a ligature of Arabic or Hebrew stands for itself."""
    if sign in (_GAP, *_STANDING_FOR) or _is_right_ligature(sign):
        return sign
    return "".join(" " if letter.isspace() else letter for letter in _letters(sign))


def _letters(sign: str) -> list[str]:
    return [letter for letter in drawn_sign(sign) if not _is_mark(letter)]


def _is_right_ligature(sign: str) -> bool:
    """Tell whether a sign is typed as one and read as several letters that are written from right to left."""
    return strong_direction_is_right(sign) and len(_letters(sign)) > 1


def _pattern_of(sign: str) -> str:
    if sign in _STANDING_FOR:
        return _STANDING_FOR[sign]
    if sign in _PAIRED:
        return f"[{re.escape(_PAIRED[sign])}]"
    if _is_right_ligature(sign):
        # One letter for all is read in the order of the script, several as they stand in the row; spaces may be lost.
        letters = [re.escape(letter) for letter in _letters(sign) if not letter.isspace()]
        there, back = (f"[ {BOUNDARY}]*".join(order) for order in (letters, letters[::-1]))
        return f"(?:{there}|{back})"
    for alike in (_HYPHENS, _STROKES):
        if sign in alike:
            return f"[{re.escape(alike)}]"
    return re.escape(sign)
