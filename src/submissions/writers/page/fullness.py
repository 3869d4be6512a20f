"""Measure how full the laid-out pages are, and find what is taller than any of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any, Final

from submissions.writers.page.insides import Box, bare, kind_of, sheet_of

EMPTY_MOST: Final = 1 / 3
"""The share of its text area that a page may leave empty without a warning."""
WHITE_MOST: Final = 25.0
"""Millimetres that a page may leave white above its foot or its notes without a word about it."""
_MILLIMETRE: Final = 96 / 25.4

_TOLERANCE: Final = 1.0
_FIRST_LINES: Final = 3
_LINE: Final = 21.0
"""CSS pixels: a line of text above the notes."""

_FORCED: Final = frozenset({"always", "page", "left", "right", "recto", "verso"})
_ASIDE: Final = frozenset({"cover", "contents"})
_BESIDE: Final = "beside"
_WHOLE: Final = frozenset({"box", "ask", "keep", "signature", "contact", "recommendation"})


@dataclass(frozen=True, slots=True)
class Emptiness:
    """A page from 1, how much of it is empty, and what did not fit: its kind and its first words.

    `share` is that of its text area, `white` the same in millimetres.
    """

    page: int
    share: float
    white: float
    kind: str
    words: str


def empty_pages(pages: Sequence[Any]) -> Iterator[Emptiness]:
    """Yield the pages with more white than `WHITE_MOST`, but the last, covers, contents, and before a forced break."""
    for number, (page, following) in enumerate(pairwise(pages), 1):
        share = _empty_share(page)
        white = share * sheet_of(page).height / _MILLIMETRE
        if white > WHITE_MOST and not _is_aside(page) and not _is_forced(page, following):
            begins = _chain(following, 0)
            # Of a table the first blocks are its head, which stands on each page.
            first = next((box for box in begins if box.element_tag == "table"), begins[-1] if begins else None)
            yield Emptiness(number, share, white, _kind(begins), _first_words(first) if first else "")


def _empty_share(page: Any) -> float:
    """Return how much of the height of the text area neither words nor notes take."""
    sheet = sheet_of(page)
    top, height = sheet.content_box_y(), sheet.height
    notes = sum(part.margin_height() for part in sheet.children if kind_of(part) == "FootnoteAreaBox")
    bottom = max((box.position_y + box.height for box in _drawn(sheet.children[0])), default=top)
    return float((top + height - notes - bottom) / height)


def _drawn(box: Box, *, heads: bool = True) -> Iterator[Box]:
    """Yield the lines and pictures of a page's text, with the heads of tables or without; the margin is not counted."""
    inner = bare(box)
    if (not heads and getattr(inner, "is_header", False)) or _BESIDE in _classes(inner):
        return
    if kind_of(inner) == "LineBox" or "Replaced" in kind_of(inner):
        yield inner
        return
    for child in getattr(inner, "children", ()):
        yield from _drawn(child, heads=heads)


def _classes(box: Box) -> frozenset[str]:
    return frozenset(box.element.get("class", "").split()) if box.element is not None else frozenset()


def _blocks(box: Box) -> list[Box]:
    inner = [bare(child) for child in getattr(box, "children", ())]
    return [child for child in inner if kind_of(child) not in {"LineBox", "TextBox"}]


def _is_aside(page: Any) -> bool:
    """Tell whether a page holds the cover or a part of the contents."""
    waiting = [bare(sheet_of(page).children[0])]
    while waiting:
        box = waiting.pop()
        if _classes(box) & _ASIDE:
            return True
        waiting.extend(_blocks(box))
    return False


def _is_forced(page: Any, following: Any) -> bool:
    """Tell whether a page ends where the document or the style sheet says that one must."""
    before, after = _chain(page, -1), _chain(following, 0)
    if before and after and before[-1].style["page"] != after[-1].style["page"]:
        return True
    ends = any(box.style["break_after"] in _FORCED for box in before)
    return ends or any(box.style["break_before"] in _FORCED for box in after)


def _chain(page: Any, index: int) -> list[Box]:
    """Return the first or the last blocks of a page, each inside the one before it."""
    found: list[Box] = []
    inner = [bare(sheet_of(page).children[0])]
    while inner:
        found.append(inner[index])
        inner = _blocks(found[-1])
    return found


def _kind(chain: Sequence[Box]) -> str:
    """Return what the first blocks of a page are, the outermost that is never divided first."""
    for box in chain:
        if _classes(box) & _WHOLE or box.style["break_after"] == "avoid":
            return "words that are kept together"
        if box.element_tag == "tr":
            return "a row of a table"
        if box.element_tag == "figure":
            return "a picture"
    return "a paragraph with its footnotes"


def _first_words(box: Box) -> str:
    """Return the longest piece of the first lines in a box, by which its place is found.

    A head that a table repeats tells nothing of the row below it.
    """
    texts: list[str] = []
    for line in islice(_drawn(box, heads=False), _FIRST_LINES):
        texts += [str(part.text).strip() for part in _inside(line) if kind_of(part) == "TextBox"]
    return max(texts, key=len, default="")


def _inside(box: Box) -> Iterator[Box]:
    inner = bare(box)
    yield inner
    for child in getattr(inner, "children", ()):
        yield from _inside(child)


def divided_rows(pages: Sequence[Any]) -> list[int]:
    """Return the rows of tables, counted from 0 in the order of the document, that go over a page."""
    seen: set[int] = set()
    divided: set[int] = set()
    for page in pages:
        here = {id(row.element) for row in _rows(page)}
        divided |= here & seen
        seen |= here
    root = bare(sheet_of(pages[0]).children[0]).element
    return [index for index, row in enumerate(root.iter("tr")) if id(row) in divided]


def joined_rows_parted(pages: Sequence[Any]) -> list[int]:
    """Return the rows, counted as above, in which a merged cell begins that reaches over the end of its page."""
    parted: set[int] = set()
    for page in pages:
        for group in _inside(sheet_of(page).children[0]):
            if kind_of(group) == "TableRowGroupBox":
                rows = list(map(bare, group.children))
                below = {id(row.element): len(rows) - index for index, row in enumerate(rows)}
                parted |= {name for row in rows for name in [id(row.element)] if _reach(row) > below[name]}
    root = bare(sheet_of(pages[0]).children[0]).element
    return [index for index, row in enumerate(root.iter("tr")) if id(row) in parted]


def _reach(row: Box) -> int:
    return max((bare(cell).rowspan for cell in row.children), default=1)


def rows_without_head(pages: Sequence[Any]) -> list[int]:
    """Return the rows, counted as above, at which a table begins on a page without the head that it has.

    The engine leaves the head out where a page has no room for it together with the first row below it.
    """
    seen: set[int] = set()
    bare_rows: set[int] = set()
    for page in pages:
        for table in (
            box
            for box in _inside(sheet_of(page).children[0])
            if box.element_tag == "table" and hasattr(box, "children")
        ):
            groups = [bare(child) for child in table.children]
            groups = [group for group in groups if kind_of(group) == "TableRowGroupBox"]
            rows = [bare(row) for group in groups if not group.is_header for row in group.children]
            if rows and id(table.element) not in seen:
                seen.add(id(table.element))
                if table.element.find("thead") is not None and not any(group.is_header for group in groups):
                    bare_rows.add(id(rows[0].element))
    root = bare(sheet_of(pages[0]).children[0]).element
    return [index for index, row in enumerate(root.iter("tr")) if id(row) in bare_rows]


def _rows(page: Any) -> Iterator[Box]:
    """Yield the rows of the tables of a page, save heads, which are printed on each page."""
    for box in _inside(sheet_of(page).children[0]):
        if kind_of(box) == "TableRowGroupBox" and not box.is_header:
            yield from map(bare, box.children)


def tall_pictures(pages: Sequence[Any]) -> Iterator[str]:
    """Yield the words that stand for each picture that runs below the text area of its page."""
    for page in pages:
        sheet = sheet_of(page)
        end = sheet.content_box_y() + sheet.height + _TOLERANCE
        for box in _drawn(sheet.children[0]):
            if box.element_tag == "img" and box.position_y + box.height > end:
                yield box.element.get("alt", "")


def tall_margins(pages: Sequence[Any]) -> list[int]:
    """Return what stands in the margin, counted from 0 in the order of the document, and fills it to the page's foot.

    The engine cuts such a column off there, and may lose what is left of it.
    """
    tall: dict[int, bool] = {}
    for page in pages:
        sheet = sheet_of(page)
        end = sheet.content_box_y() + sheet.height - _TOLERANCE
        boxes = (box for box in _inside(sheet.children[0]) if _BESIDE in _classes(box))
        here = {id(box.element): box.position_y + box.height > end for box in boxes}
        tall |= {element: element in tall or full for element, full in here.items()}
    return [index for index, full in enumerate(tall.values()) if full]


def notes_fit(pages: Sequence[Any]) -> bool:
    """Tell whether a line and the notes of every page have room on it together."""
    for page in pages:
        sheet = sheet_of(page)
        notes = sum(part.margin_height() for part in sheet.children if kind_of(part) == "FootnoteAreaBox")
        if notes and notes + _LINE > sheet.height:
            return False
    return True
