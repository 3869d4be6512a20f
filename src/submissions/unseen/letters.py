"""Find the letters of a page that nobody sees, by what the page looks like without them.

A letter is seen if the picture of the page changes where it stands when all text is taken away, and changes in most of
the dots that its strokes have. So it does not matter how it was hidden: under a box or a line, in the colour of its
ground, beside the page, outside the clip, drawn invisibly or too small. White letters on a dark ground are seen.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, NamedTuple

from submissions.unseen.objects import objects_of
from submissions.unseen.places import Box, Sheet, draw, draw_in_grey, in_colours, scale_of

# Of 255. Below it an eye sees no letter: light grey on white has twice as much, and smoothed edges still more.
_DIFFERENCE: Final = 20
# How much of its strokes a letter must show, and how much of its box shows strokes of any usual letter at all.
_STROKES_SEEN, _BOX_SEEN = 0.3, 0.12
# Points; the small print of a contract has four.
_TINY: Final = 2.0
# In a scan, letters differ from the paper by more than its grain does.
_INK: Final = 30
# Of the page; what lies under a picture of this size is the text layer of a scan, not a word that was covered.
_SCAN: Final = 0.5
# How often one object of the text is drawn alone; far above what stands over each other on any page.
_ALONE_MAX: Final = 200
_CELL: Final = 24
# Rows of dots that are counted together, and how many such bands a letter has at least to be counted so.
_BAND, _BANDS_MIN = 4, 2


class Letter(NamedTuple):
    """A sign of a page: what it is, its box in dots, its object, whether it is drawn invisibly or too small."""

    sign: str
    box: Box
    owner: int
    word: int
    is_invisible: bool
    is_tiny: bool


@dataclass(frozen=True, slots=True)
class Lettering:
    """The letters of a page by how they are seen: how many are, which are not, and which are the layer of a scan."""

    seen: int = 0
    unseen: tuple[Letter, ...] = ()
    layer: tuple[Letter, ...] = ()


def read_letters(page: Any, sheet: Sheet, pictures: Sequence[Box]) -> Lettering:
    """Return how the letters of a page are seen; the page is of no use for drawing afterwards.

    `pictures` are the boxes of what it shows of pictures.
    """
    words = page.get_textpage()
    try:
        letters = list(_letters(words, sheet))
        if not letters:
            return Lettering()
        overlaid = _overlaid(letters)
        if not overlaid and _sees_all(page, sheet, letters):
            return Lettering(sum(letter.sign.isalnum() for letter in letters))
        return _sorted(letters, _Eye(page, sheet, overlaid), pictures, sheet)
    finally:
        words.close()


def _letters(words: Any, sheet: Sheet) -> Iterator[Letter]:
    from pypdfium2 import raw  # noqa: PLC0415 - slow to load

    left, right, bottom, top = sides = [ctypes.c_double() for _ in range(4)]
    pointers = [ctypes.pointer(side) for side in sides]  # made once: a page asks thousands of times
    held, owner_of, box_of = words.raw, raw.FPDFText_GetTextObject, raw.FPDFText_GetCharBox
    modes: dict[int, bool] = {}
    kinds: dict[str, tuple[bool, bool]] = {}
    last = (0.0, 0.0, 0.0, 0.0)
    text = words.get_text_range(errors="replace") if words.count_chars() else ""
    word, whole = 0, len(text) == words.count_chars()
    for index in range(words.count_chars()):
        sign = text[index] if whole else chr(raw.FPDFText_GetUnicode(words, index) or 32)
        if sign not in kinds:
            kinds[sign] = _parts_words(sign), sign.isspace() or not sign.isprintable()
        parts, is_blank = kinds[sign]
        word += parts
        if is_blank:
            continue
        owner = owner_of(held, index)
        if not owner:
            continue
        box_of(held, index, *pointers)
        box = left.value, bottom.value, right.value, top.value
        if box[0] == box[2] or box[1] == box[3]:
            box = last  # the second letter of a ligature, which has one sign on the page
        mark, last = _address(owner), box
        if mark not in modes:
            modes[mark] = raw.FPDFTextObj_GetTextRenderMode(owner) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
        small = max(box[2] - box[0], box[3] - box[1]) < _TINY and _is_tiny(words, index)
        yield Letter(sign, sheet.box(*box), mark, word, modes[mark], small)


def _parts_words(sign: str) -> bool:
    return not sign.isalnum() and unicodedata.category(sign)[0] != "M"


def _is_tiny(words: Any, index: int) -> bool:
    """Tell whether a sign is too small as a letter of its font is, and not only a point or a stroke."""
    whole = words.get_charbox(index, loose=True)
    return bool(max(whole[2] - whole[0], whole[3] - whole[1]) < _TINY)


def _address(pointer: Any) -> int:
    return ctypes.addressof(pointer.contents)


def _sees_all(page: Any, sheet: Sheet, letters: Sequence[Letter]) -> bool:
    """Tell at a glance, in shades of grey, whether a page plainly shows every letter: most pages do.

    The page is left as it was found.
    """
    from PIL import ImageChops  # noqa: PLC0415 - slow to load
    from pypdfium2 import raw  # noqa: PLC0415

    if any(letter.is_invisible or letter.is_tiny for letter in letters):
        return False
    texts = [one.handle for one in objects_of(page) if one.kind == raw.FPDF_PAGEOBJ_TEXT]
    whole = draw_in_grey(page)
    for one in texts:
        raw.FPDFPageObj_SetIsActive(one, False)
    change = ImageChops.difference(whole, draw_in_grey(page))
    for one in texts:
        raw.FPDFPageObj_SetIsActive(one, True)
    dots = _Dots(change.point(lambda value: 255 if value > _DIFFERENCE else 0))
    clip, shows = sheet.clip, dots.shows_plainly
    return all(shows(clip(letter.box)) for letter in letters if letter.sign.isalnum())


class _Eye:
    """Draws one page as it is, without its text, and its text alone."""

    def __init__(self, page: Any, sheet: Sheet, overlaid: Iterable[int]) -> None:
        from pypdfium2 import raw  # noqa: PLC0415

        self._page, self._raw, self._sheet = page, raw, sheet
        self.whole = draw(page)
        self.alone = dict[int, _Dots]()
        objects = [(one.kind, one.handle) for one in objects_of(page)]
        texts = {_address(one): one for kind, one in objects if kind == raw.FPDF_PAGEOBJ_TEXT}
        for mark in list(overlaid)[:_ALONE_MAX]:
            if mark in texts:
                self._show([texts[mark]], False)
                self.alone[mark] = _changed(self.whole, draw(page))
                self._show([texts[mark]], True)
        self._show(texts.values(), False)
        self.changed = _changed(self.whole, draw(page))
        self._others = [one for kind, one in objects if kind not in (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_FORM)]
        self._texts = list(texts.values())
        self._strokes: _Dots | None = None

    def _show(self, objects: Iterable[Any], is_shown: bool) -> None:
        for one in objects:
            self._raw.FPDFPageObj_SetIsActive(one, is_shown)

    def strokes(self) -> _Dots:
        """Return the dots that the strokes of all letters would have, black on white paper."""
        if self._strokes is None:
            self._show(self._others, False)
            blank = self._bare()
            self._show(self._texts, True)
            for one in self._texts:
                self._raw.FPDFTextObj_SetTextRenderMode(one, self._raw.FPDF_TEXTRENDERMODE_FILL)
                self._raw.FPDFPageObj_SetFillColor(one, 0, 0, 0, 255)
            self._strokes = _changed(blank, self._bare())
        return self._strokes

    def _bare(self) -> Any:
        return in_colours(self._page.render(scale=scale_of(self._page), draw_annots=False))

    def sees(self, letter: Letter) -> bool:
        """Tell whether enough of a letter is seen."""
        box = self._sheet.clip(letter.box)
        if box is None or letter.is_tiny:
            return False
        shown = self.alone.get(letter.owner, self.changed).count(box)
        if shown >= _BOX_SEEN * (box[2] - box[0]) * (box[3] - box[1]):
            return True
        strokes = self.strokes().count(box)
        return shown > 0 and shown >= _STROKES_SEEN * strokes

    def has_ink(self, box: Box) -> bool:
        """Tell whether the page shows light and dark within a box, as where something is written."""
        on_page = self._sheet.clip(box)
        if on_page is None:
            return False
        low, high = self.whole.crop(on_page).convert("L").getextrema()
        return bool(high - low > _INK)


def _changed(first: Any, second: Any) -> _Dots:
    """Return white where two pictures differ enough to be seen, black elsewhere."""
    from PIL import ImageChops  # noqa: PLC0415 - slow to load

    red, green, blue = ImageChops.difference(first, second).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return _Dots(most.point(lambda value: 255 if value > _DIFFERENCE else 0))


class _Dots:
    """A picture of black and white as plain bytes: a letter has so few rows that they are counted fastest so."""

    def __init__(self, picture: Any) -> None:
        self._bytes, self._width = picture.tobytes(), picture.width
        self._bands = picture.reduce((1, _BAND)).tobytes()

    def shows_plainly(self, box: Box | None) -> bool:
        """Tell whether enough dots of a letter's box are white, by the bands of rows that lie within it."""
        if box is None:
            return False
        left, top, right, bottom = box
        first, last = -(-top // _BAND), bottom // _BAND
        if last - first < _BANDS_MIN:
            return self.count(box) >= _BOX_SEEN * (right - left) * (bottom - top)
        data, wide = self._bands, self._width
        wanted, shown = 255 * _BOX_SEEN * (right - left) * (last - first), 0
        for row in range(first * wide, last * wide, wide):
            shown += sum(data[row + left : row + right])
            if shown >= wanted:
                return True
        return False

    def count(self, box: Box) -> int:
        """Return how many dots are white within a box that lies on the picture."""
        left, top, right, bottom = box
        data, wide = self._bytes, self._width
        return sum(data.count(255, row + left, row + right) for row in range(top * wide, bottom * wide, wide))


def _overlaid(letters: Sequence[Letter]) -> dict[int, None]:
    """Return the objects of which a letter lies, with its middle, within a letter of another object."""
    near = _touching(letters)
    cells: dict[tuple[int, int], list[Letter]] = defaultdict(list)
    for letter in letters:
        if letter.owner in near:
            left, top, right, bottom = letter.box
            for x in range(left // _CELL, min(right // _CELL, left // _CELL + 40) + 1):
                for y in range(top // _CELL, min(bottom // _CELL, top // _CELL + 40) + 1):
                    cells[x, y].append(letter)
    found: dict[int, None] = {}
    for letter in letters:
        if letter.owner not in near or letter.owner in found:
            continue
        x, y = (letter.box[0] + letter.box[2]) // 2, (letter.box[1] + letter.box[3]) // 2
        if any(
            one.owner != letter.owner and one.box[0] < x < one.box[2] and one.box[1] < y < one.box[3]
            for one in cells.get((x // _CELL, y // _CELL), ())
        ):
            found[letter.owner] = None
    return found


def _touching(letters: Sequence[Letter]) -> set[int]:
    """Return the objects whose letters as a whole overlap those of another object."""
    own: dict[int, list[Box]] = defaultdict(list)
    for letter in letters:
        own[letter.owner].append(letter.box)
    boxes = {owner: _around(held) for owner, held in own.items()}
    found, open_ = set[int](), list[tuple[int, Box]]()
    for owner, box in sorted(boxes.items(), key=lambda one: one[1][1]):
        open_ = [one for one in open_ if one[1][3] > box[1]]
        for other, held in open_:
            if held[0] < box[2] and box[0] < held[2]:
                found |= {owner, other}
        open_.append((owner, box))
    return found


def _sorted(letters: Sequence[Letter], eye: _Eye, pictures: Sequence[Box], sheet: Sheet) -> Lettering:
    """Return the letters by how they are seen, each with its word: a sign without strokes does not hide a word."""
    words: dict[int, list[Letter]] = defaultdict(list)
    for letter in letters:
        if letter.sign.isalnum():
            words[letter.word].append(letter)
    seen, unseen, layer = 0, list[Letter](), list[Letter]()
    for word in words.values():
        dark = [letter for letter in word if not eye.sees(letter)]
        seen += len(word) - len(dark)
        if not _is_hidden(word, {id(letter) for letter in dark}):
            continue
        if _is_layer(dark, eye, pictures, sheet):
            layer += dark
        else:
            unseen += dark
    return Lettering(seen, tuple(unseen), tuple(layer))


def _is_hidden(word: Sequence[Letter], dark: set[int]) -> bool:
    """Tell whether enough of a word is unseen: the larger part of it, or two letters one after the other."""
    pairs = pairwise(word)
    return 2 * len(dark) > len(word) or any(id(one) in dark and id(next_) in dark for one, next_ in pairs)


def _is_layer(dark: Sequence[Letter], eye: _Eye, pictures: Sequence[Box], sheet: Sheet) -> bool:
    """Tell whether unseen letters are the text layer of a scan: over or under a picture that shows ink there."""
    box = _around([letter.box for letter in dark])
    invisible = all(letter.is_invisible for letter in dark)
    large = _SCAN * sheet.width * sheet.height
    beneath = [one for one in pictures if invisible or (one[2] - one[0]) * (one[3] - one[1]) >= large]
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    on_picture = any(one[0] <= x <= one[2] and one[1] <= y <= one[3] for one in beneath)
    return on_picture and eye.has_ink(_inner(box))


def _around(boxes: Sequence[Box]) -> Box:
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _inner(box: Box) -> Box:
    """Return the middle of a box, so that the edge of a bar that covers a word is not taken for its ink."""
    wide, high = (box[2] - box[0]) // 6, (box[3] - box[1]) // 6
    return box[0] + wide, box[1] + high, max(box[0] + wide + 1, box[2] - wide), max(box[1] + high + 1, box[3] - high)
