"""Measure finished pages as a typographer would, and write down what an eye stumbles over.

Run it with `python tools/measure_pages.py FILE.pdf ...`, or on a folder such as `output`; with
`--page docs/reference/pages.md` first it writes what it found into that page, below its words. LibreOffice prints Word
files, with the program's own fonts. For each file there are the pages, the size of running text in points, the median
of characters in full lines of it and the width of these lines, the largest white stretch inside a page, and how many
lines of text the last page has; below that what is wrong: white and blank pages, stranded headings, parted tokens.
"""

from __future__ import annotations

import re
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import pypdfium2
from page_lines import MILLIMETRE, Band, Line, Sheet, gaps_of, sheet_of

LINE = (60.0, 75.0)
"""The characters of a full line of running text, in the median: what an eye takes without losing the next line."""
HOLE_MOST = 25.0
"""Millimetres of white inside a document above which something is told."""
LAST_LEAST = 5
"""Lines of text that the last page has at the least."""
_ENOUGH = 20
"""Full lines, from which on their median says something of a document: forms and letters may have fewer."""
_FULL = 0.93
"""Of the width of text: a line that is as long, or longer, is a full one."""
_SHARE = 5
"""Running text has at least this part of all letters, one fifth."""
_SMALL = 10.0
"""Points: what is smaller is small print and tables, in which no reader stays."""
_BESIDE = 60.0
"""Points: a line that begins as far to the right of the one above stands in another column."""
_NUMBER = re.compile(r"\S+\.\s*")
_WIDE = 0.9
"""Of all lines, sorted by length: where the width of text is looked for."""
_RULE = (30.0, 60.0)
"""Millimetres: how wide the rule above notes may be, in the PDF (40) and as LibreOffice draws it."""
_KEPT = {True: 6.0, False: 12.0}
"""Millimetres: the most that a page keeps free above its notes, or above its foot where it has none."""
_HAIR = 1.0
"""Millimetres: what is higher is no rule."""
_NEAR = 1.5
"""Millimetres within which what returns on each page stands at one height."""

_BELOW = "## The figures of the examples"
"""The heading of a page below which the figures stand."""

# What no line may part: the word for a paragraph, an article or a number from its figure, the parts of a symbol or a
# number of a case, and the day from its month.
_BEFORE_FIGURE = re.compile(
    r"(?:^|[\s(\u00a0])(?:paras?|arts?|articles?|n|nos?|No|Nos|pp?|§§?|№|nº|n°|párrs?|núms?|paragr|ст|пп?|с)\.?$",
    re.IGNORECASE,
)
_SYMBOL = re.compile(r"(?:^|[\s(])(?:[A-Z]{1,6}/)+[\w./]*/$|(?:^|\s)\d+/$")
_DAY = re.compile(r"(?:^|[\s(])\d{1,2}$")
_MONTH = re.compile(r"(?:de )?[^\W\d]{3,} (?:de )?(?:19|20)\d\d\b")


@dataclass(frozen=True)
class Measured:
    """What was measured of one PDF: lengths in millimetres; `hole_page` from 1, and what is wrong in words.

    `front` are the pages before the first heading, covers and contents; `holes` are all white stretches above
    `HOLE_MOST`, each with its page.
    """

    pages: int
    front: int
    size: float
    characters: float
    full_lines: int
    width: float
    holes: tuple[tuple[int, float], ...]
    hole: float
    hole_page: int
    last_lines: int
    blank: tuple[int, ...]
    stranded: tuple[str, ...]
    parted: tuple[str, ...]


@dataclass(frozen=True)
class _Page:
    """A page without what stands on each of them: its lines of text, its notes, and its bands down to the foot."""

    sheet: Sheet
    text: tuple[Line, ...]
    notes: tuple[Line, ...]
    bands: tuple[Band, ...]
    foot: Band | None
    rule: Band | None


def measure(path: Path) -> Measured:
    """Measure one PDF."""
    document = pypdfium2.PdfDocument(path)
    try:
        sheets = [sheet_of(page) for page in document]
        heads = list(_headings(document))
    finally:
        document.close()
    pages = _pages(sheets)
    size = _text_size(pages)
    body = list(_without_numbers(line for page in pages for line in page.text if line.size == size))
    widths = sorted(line.end - line.start for line in body)
    width = widths[int(len(widths) * _WIDE)] if widths else 0.0
    full = [len(" ".join(line.text.split())) for line in body if line.end - line.start > _FULL * width]
    first = min((page for page, _, _ in heads), default=0)
    holes = list(_holes(pages, first))
    hole, at = max(((white, number) for number, white in holes), default=(0.0, 0))
    return Measured(
        pages=len(pages),
        front=first,
        size=size,
        characters=float(statistics.median(full)) if full else 0.0,
        full_lines=len(full),
        width=width / MILLIMETRE,
        holes=tuple((number, white) for number, white in holes if white > HOLE_MOST),
        hole=hole,
        hole_page=at,
        last_lines=len({round(line.foot) for line in pages[-1].text}) if pages else 0,
        blank=tuple(number for number, page in enumerate(pages, 1) if not page.text and len(page.bands) < 2),
        stranded=tuple(_stranded(pages, heads)),
        parted=tuple(_parted(pages)),
    )


def _text_size(pages: Sequence[_Page]) -> float:
    """Return the size of running text: the largest that enough letters have, since tables may have more of them."""
    sizes: Counter[float] = Counter()
    for line in (line for page in pages for line in page.text):
        sizes[line.size] += len(line.text)
    return max((one for one, count in sizes.items() if count * _SHARE > sizes.total() and one >= _SMALL), default=0.0)


def _without_numbers(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield lines without what hangs in the margin before the edge at which most of them begin."""
    running = [line for line in lines if len(line.text) > 20]
    edges = Counter(round(line.start) for line in running)
    edge = edges.most_common(1)[0][0] if edges else 0
    for line in running:
        number = _NUMBER.match(line.text) if line.start < edge - 3 else None
        yield replace(line, start=edge, text=line.text[number.end() :]) if number else line


def _pages(sheets: Sequence[Sheet]) -> list[_Page]:
    """Take from each page its head and foot, and part its notes from its text."""
    feet = Counter(round(sheet.bands[-1].foot / _NEAR) for sheet in sheets if sheet.bands)
    common = feet.most_common(1)[0][0] if feet else 0
    heads = Counter(line.text for sheet in sheets[1:] for line in sheet.lines[:2])
    made = []
    for sheet in sheets:
        has_foot = sheet.bands and abs(round(sheet.bands[-1].foot / _NEAR) - common) <= 1
        bands, foot = (sheet.bands[:-1], sheet.bands[-1]) if has_foot else (sheet.bands, None)
        lines = [line for line in sheet.lines if foot is None or sheet.down(line) < foot.top - _HAIR]
        top = [line for line in lines[:2] if len(sheets) > 2 and heads[line.text] > 1]
        lines = [line for line in lines if line not in top]
        rule = next((band for band in reversed(bands) if _is_rule(band)), None)
        above = [line for line in lines if rule is None or sheet.down(line) < rule.top]
        made.append(_Page(sheet, tuple(above), tuple(line for line in lines if line not in above), bands, foot, rule))
    return made


def _is_rule(band: Band) -> bool:
    return band.foot - band.top <= _HAIR and _RULE[0] <= band.width <= _RULE[1]


def _holes(pages: Sequence[_Page], first: int) -> Iterator[tuple[int, float]]:
    """Yield the largest white stretch of each page, from 1, in millimetres, those before the first heading aside.

    Covers and contents come before it. What the last page has left below its text is no hole. The room that every page
    keeps above its foot or its notes is taken away.
    """
    kept = {noted: min([most, *_ends(pages, noted=noted)]) for noted, most in _KEPT.items()}
    for number, page in enumerate(pages):
        if number < first:
            continue
        inner = [lower.top - upper.foot for upper, lower in gaps_of(page.bands) if lower is not page.rule]
        if number < len(pages) - 1:
            noted = page.rule is not None
            inner += [white - kept[noted] for white in _ends([page], noted=noted)]
        yield number + 1, max(inner, default=0.0)


def _ends(pages: Sequence[_Page], *, noted: bool) -> Iterator[float]:
    """Yield the white above the notes of the pages that have some, or above the foot of those that have none."""
    for page in pages:
        if page.rule is not None and noted:
            yield from (lower.top - upper.foot for upper, lower in gaps_of(page.bands) if lower is page.rule)
        elif page.rule is None and not noted and page.foot and page.bands:
            yield page.foot.top - page.bands[-1].foot


def _headings(document: pypdfium2.PdfDocument) -> Iterator[tuple[int, float, str]]:
    """Yield each heading of the outline: its page from 0, how high it stands in points, and its words."""
    for item in document.get_toc():
        place = item.get_dest()
        view = place.get_view()[1] if place else []
        if place and place.get_index() is not None and len(view) > 1:
            yield place.get_index(), view[1], item.get_title()


def _stranded(pages: Sequence[_Page], heads: Sequence[tuple[int, float, str]]) -> Iterator[str]:
    """Yield headings below which their page has no more text, with the page, from 1."""
    for number, height, title in heads:
        if number >= len(pages) - 1:
            continue
        below = "".join(line.text for line in pages[number].text if line.top <= height + 2)
        if _letters(below) and _letters(title).endswith(_letters(below)):
            yield f"page {number + 1}: {title}"


def _letters(text: str) -> str:
    return "".join(sorted(sign for sign in text if sign.isalnum())) if _is_arabic(text) else re.sub(r"\W", "", text)


def _is_arabic(text: str) -> bool:
    return any("\u0600" <= sign <= "\u06ff" or "\ufb50" <= sign <= "\ufeff" for sign in text)


def _parted(pages: Sequence[_Page]) -> Iterator[str]:
    """Yield what a line parts that it may not: its last word and the first of the line below, with the page, from 1."""
    for number, page in enumerate(pages, 1):
        for upper, lower in (pair for group in (page.text, page.notes) for pair in pairwise(group)):
            near = upper.foot - lower.top < upper.size and lower.start < upper.start + _BESIDE
            if near and upper.size == lower.size and is_parted(upper.text, lower.text):
                yield f"page {number}: {upper.text.split()[-1]} | {lower.text.split()[0]}"


def is_parted(end: str, begin: str) -> bool:
    """Tell whether a line that ends and one that begins so part what belongs together."""
    if not end.split() or re.search(r"://|www\.", end.rsplit(maxsplit=1)[-1]):
        return False
    if begin[:1].isdigit() and (_BEFORE_FIGURE.search(end) or _SYMBOL.search(end)):
        return True
    return bool(_DAY.search(end) and _MONTH.match(begin))


def printed(files: Sequence[Path], folder: Path) -> dict[Path, Path]:
    """Return a PDF for each file; Word files are printed by LibreOffice into a folder, each by its own name."""
    named = {file: folder / f"{number}{file.suffix}" for number, file in enumerate(files) if file.suffix == ".docx"}
    for file, copy in named.items():
        copy.write_bytes(file.read_bytes())
    if named:
        # It stands with the tests, which run it with the program's own fonts.
        import_module("office").convert(list(named.values()), folder)
    return {file: named[file].with_suffix(".pdf") if file in named else file for file in files}


def main(arguments: Sequence[str]) -> None:
    """Print one line for each PDF and Word file among the arguments, or below those that are folders."""
    page = Path(arguments[1]) if arguments[:1] == ["--page"] else None
    given = [Path(argument) for argument in (arguments[2:] if page else arguments)]
    found = [file for path in given for file in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    files = [file for file in found if file.suffix in {".pdf", ".docx"} and "annexes" not in file.parts]
    with tempfile.TemporaryDirectory() as folder:
        made = {file: measure(pdf) for file, pdf in printed(files, Path(folder)).items()}
    lines = [*table(made), "", "What the measures find fault with:", "", *(faults(made) or ["- nothing"]), ""]
    if page is None:
        sys.stdout.write("\n".join(lines))
        return
    words = page.read_text(encoding="utf-8").partition(_BELOW)[0]
    page.write_text("\n".join([f"{words}{_BELOW}", "", *lines]), encoding="utf-8", newline="\n")


def table(made: dict[Path, Measured]) -> list[str]:
    """Return the figures as a table, one row for each file."""
    rows = ["| document | pages | size | characters a line | width | largest white | lines on the last page |"]
    rows.append("|---|---|---|---|---|---|---|")
    return [*rows, *(_row("/".join(file.parts[-3:]), one) for file, one in made.items())]


def wrong(one: Measured) -> list[str]:
    """Return in words what is wrong with pages: nothing where all is well."""
    found = (
        [f"{one.characters:g} characters a line"] if one.full_lines >= _ENOUGH and not _is_read(one.characters) else []
    )
    found += [f"page {page} is white for {white:.0f} mm" for page, white in one.holes]
    found += [f"page {page} is blank" for page in one.blank]
    found += [f"stranded heading, {words}" for words in one.stranded]
    found += [f"parted, {words}" for words in one.parted]
    if one.pages > 1 and one.last_lines < LAST_LEAST:
        found.append(f"{one.last_lines} lines on the last page")
    return found


def _is_read(characters: float) -> bool:
    return LINE[0] <= characters <= LINE[1]


def equal_pages(one: int, other: int) -> bool:
    """Tell whether two numbers of pages differ by no more than one in twenty, and that is never less than one page."""
    return abs(one - other) <= max(1, max(one, other) / 20)


def faults(made: dict[Path, Measured]) -> list[str]:
    """Return what is wrong, one line each; nothing where all is well."""
    return [f"- {'/'.join(file.parts[-3:])}: {words}" for file, one in made.items() for words in wrong(one)]


def _row(name: str, one: Measured) -> str:
    place = f" (page {one.hole_page})" if one.hole >= 20 else ""
    lengths = f"{one.width:.0f} mm | {one.hole:.0f} mm{place}"
    return f"| {name} | {one.pages} | {one.size:g} pt | {one.characters:g} | {lengths} | {one.last_lines} |"


if __name__ == "__main__":
    sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))
    main(sys.argv[1:])
