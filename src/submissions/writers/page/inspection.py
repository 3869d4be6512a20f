"""Look at the laid-out pages for what a reader would miss: letters without glyphs, lost pictures, text cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from submissions.document import (
    Division,
    Document,
    Gap,
    HouseFile,
    Note,
    Picture,
    Reference,
    Row,
    Run,
    Table,
    Withheld,
    walk,
)
from submissions.document.directions import strong_direction
from submissions.findings import Finding, Place
from submissions.writers.page.engine import Pages
from submissions.writers.page.fullness import (
    EMPTY_MOST,
    Emptiness,
    divided_rows,
    empty_pages,
    joined_rows_parted,
    rows_without_head,
    tall_margins,
    tall_pictures,
)
from submissions.writers.page.glyphs import group_of, lacking
from submissions.writers.page.insides import MAJOR, Box, bare, is_margin, kind_of, sheet_of
from submissions.writers.page.line_starts import parted_words

_TOLERANCE = 1.0
"""CSS pixels (0.75 pt) by which a letter may hang out of the measure."""

_PIXELS_IN_POINT = 4 / 3
_BLANK_EMS = 0.22
"""How wide a blank is, at the least, in the faces of the program."""
_WIDE_BLANK_EMS = 0.34
"""How wide it is at the most."""
_NO_GLYPH = ".notdef glyph"
_AT = re.compile(r"at (\d+):(\d+)")


def inspect(made: Pages, html: str, document: Document, files: Mapping[str, HouseFile]) -> list[Finding]:
    """Return a finding for all that the engine said, and for all that it kept to itself."""
    heard = [record for record in made.heard.records if _NO_GLYPH not in record[0]]
    said = [_heard(message, arguments, html, document, files) for message, arguments in heard]
    without = [str(arguments[0]) for message, arguments in made.heard.records if _NO_GLYPH in message]
    refused = [_refused(address, document) for address in made.refused]
    strayed = [_strayed(node) for node in walk(document.blocks) if isinstance(node, Note) and node.id in made.strayed]
    return [
        *_without_a_face(without, document),
        *said,
        *refused,
        # Where a note has room on no page, the pages at hand are none that anybody gets.
        *(_first_at_each_place(_past_the_edge(made, document)) if not made.too_long else ()),
        *_not_shown(made, document),
        *_first_at_each_place(_parted(made, document)),
        *strayed,
        *_too_tall(made, document),
        *(_empty(page, document) for page in empty_pages(made.pages) if made.content),
        *(_left_out(title, document) for title in made.left_out),
    ]


def _strayed(note: Note) -> Finding:
    message = f"a footnote of the PDF stands on another page than its mark: {note.number}"
    return Finding("W518", note.place, message, "look at the page; a few words more or less before it move the mark")


def _too_tall(made: Pages, document: Document) -> Iterator[Finding]:
    """Report notes, rows, margins and pictures that are taller than a page."""
    nodes = list(walk(document.blocks))
    for note in (node for node in nodes if isinstance(node, Note) and node.id in made.too_long):
        order = "divide the note: leave in it what proves the sentence, and put the rest into the text or a second note"
        yield Finding("E521", note.place, f"a footnote is longer than a page: {note.number}", order)
    tables = (node for node in nodes if isinstance(node, Table))
    yield from _tall_rows(made, [(row, table) for table in tables for row in (*table.head, *table.body)])
    margins = [node.place for node in nodes if isinstance(node, Division) and node.role == "margin"]
    for index in tall_margins(made.pages):
        order = "shorten what stands in the margin, or move a part of it into the text"
        yield Finding("E532", margins[index], "what stands in the margin is longer than its page", order)
    for words in tall_pictures(made.pages):
        place = next((node.place for node in nodes if isinstance(node, Picture) and node.alternative == words), None)
        order = "give the picture a smaller width, or divide it"
        yield Finding("E523", place or place_of("", document), f"a picture is taller than a page: {words}", order)


def _tall_rows(made: Pages, rows: Sequence[tuple[Row, Table]]) -> Iterator[Finding]:
    order = "divide the row into two, or put what is long in it into the text"
    headless = rows_without_head(made.pages)
    for index in headless:
        words = "a row of a table leaves no room on its page for the head of the table"
        yield Finding("E529", rows[index][0].place, words, order)
    for (row, table), index in ((rows[index], index) for index in divided_rows(made.pages)):
        if len(row.cells) == 1 and row.cells[0].columns == len(table.columns):
            yield Finding("W522", row.place, "a row of a table is taller than a page and goes over it", order)
        elif index not in headless:
            # Of cells that go on side by side, a reader of the PDF would hear the parts in turn.
            yield Finding("E529", row.place, "a row of a table is taller than a page", order)
    for index in joined_rows_parted(made.pages):
        words = "the rows that a merged cell of a table joins have no room on one page"
        yield Finding("E529", rows[index][0].place, words, "divide the merged cell, or shorten what stands beside it")


def _empty(found: Emptiness, document: Document) -> Finding:
    """Say why a page is left as empty as it is."""
    place = place_of(found.words, document)
    order = "divide or shorten what did not fit, or move it; if the page may look so, leave it"
    why = f"below it there is no room for {found.kind}"
    if found.share > EMPTY_MOST:
        return Finding("W524", place, f"{found.share:.0%} of page {found.page} stays empty: {why}", order)
    return Finding("N525", place, f"{found.white:.0f} mm of page {found.page} stay white: {why}", order)


def _left_out(title: str, document: Document) -> Finding:
    message = f"the page engine is not the one that its mend is for: {title}"
    order = f"install the version that the mend is for, WeasyPrint {MAJOR}; until then look the pages through"
    return Finding("W519", place_of("", document), message, order)


def place_of(text: str, document: Document) -> Place:
    """Return the place of the first leaf that holds the text, or of the document's beginning."""
    wanted = " ".join(text.split())
    for node in walk(document.blocks):
        if isinstance(node, Run | Withheld | Gap | Reference) and wanted in " ".join(node.text.split()):
            return node.place
    return document.blocks[0].place if document.blocks else Place("case.yaml")


def _heard(
    message: str, arguments: tuple[object, ...], html: str, document: Document, files: Mapping[str, HouseFile]
) -> Finding:
    text = message % arguments if arguments else message
    if "anchor" in message:
        order = "give the id to what is meant, or take the reference out"
        return Finding("E516", place_of("", document), f"a reference leads to nothing on the pages: {text}", order)
    at = _AT.search(text)
    if "page.css" in files and (at or "media type" in message):
        line = max(int(at[1]) - _lines_before_css(html, files["page.css"]), 1) if at else 0
        place = Place(files["page.css"].place.file, line, int(at[2]) if at else 0)
        message = f"the page engine passes over a rule of the style sheet: {text}"
        return Finding("W517", place, message, "correct or remove the rule")
    return Finding("E513", place_of("", document), f"the page engine reports: {text}", "remove what it names")


def _without_a_face(signs: Sequence[str], document: Document) -> Iterator[Finding]:
    """Report the letters that the engine found in no font, one finding for a script or a sign."""
    groups: dict[str, list[str]] = {}
    for sign in signs:
        groups.setdefault(group_of(sign), []).append(sign)
    for missing in groups.values():
        yield Finding("E510", place_of(missing[0], document), *lacking(missing))


def _lines_before_css(html: str, css: HouseFile) -> int:
    """Count the lines between the beginning of the style element and the house's own style sheet in it."""
    # Up to where the values of the look were put in.
    start = html.find(css.content.decode("utf-8", "replace").partition("var(")[0][:80])
    return html[html.rfind("<style", 0, start) : start].count("\n") if start >= 0 else 0


def _refused(address: str, document: Document) -> Finding:
    order = "take the address out of the style sheet or the frame; pictures belong into the document"
    return Finding(
        "E514", place_of(address, document), f"the page asks for a file that it may not have: {address}", order
    )


def _boxes(box: Box) -> Iterator[Box]:
    waiting = [box]
    while waiting:
        inner = bare(waiting.pop())
        yield inner
        waiting.extend(reversed(tuple(getattr(inner, "children", ()))))


def _past_the_edge(made: Pages, document: Document) -> Iterator[Finding]:
    """Report text that is cut off by the edge of the sheet or stands in its margin."""
    for number, page in enumerate(made.pages, 1):
        sheet = sheet_of(page)
        edges = sheet.content_box_x(), sheet.content_box_x() + sheet.width
        for part in sheet.children:
            in_margin = is_margin(part)
            for box, hangs, beside in _texts(part):
                (start, end), tolerance = _drawn(box), _TOLERANCE + hangs
                left, right = beside or _with_room_for_numbers(box, edges, document)
                top, bottom = box.position_y, box.position_y + box.height
                outside = start < 0 or end > page.width or top < 0 or bottom > page.height
                if outside or (not in_margin and (start < left - tolerance or end > right + tolerance)):
                    yield _cut_off(box.text, number, document, outside)


def _texts(part: Box) -> Iterator[tuple[Box, float, tuple[float, float] | None]]:
    """Yield every text of a part that draws something, and how far the line that it stands in may hang out.

    Behind these come the edges of the column in the margin in which it stands, None where it is in none.
    """
    waiting: list[tuple[Box, float, tuple[float, float] | None]] = [(part, 0.0, None)]
    while waiting:
        box, hangs, beside = waiting.pop()
        inner = bare(box)
        if getattr(inner, "text", "").strip():
            yield inner, hangs, beside
        if kind_of(inner) == "LineBox":
            hangs = max(_blank_of_two_directions(inner), hangs)
        if inner.element is not None and "beside" in inner.element.get("class", "").split():
            beside = inner.content_box_x(), inner.content_box_x() + inner.width
        waiting.extend((child, hangs, beside) for child in reversed(tuple(getattr(inner, "children", ()))))


def _blank_of_two_directions(line: Box) -> float:
    """Return how far a line may hang out that holds words of two directions; one of a single direction may not.

    Where its end stands in words of the other direction, the engine shifts all of it by the blank that it takes off.
    """
    texts = [box for box in _boxes(line) if getattr(box, "text", "")]
    directions = {strong_direction(sign) for box in texts for sign in box.text} - {""}
    return max(box.style["font_size"] for box in texts) * _WIDE_BLANK_EMS if len(directions) > 1 else 0.0


def _with_room_for_numbers(box: Box, edges: tuple[float, float], document: Document) -> tuple[float, float]:
    """Return between which edges a text may stand: numbers hang in the margin where lines begin."""
    if box.element is None or box.element.get("class") != "number":
        return edges
    room = document.design.measures.hang * _PIXELS_IN_POINT
    return (edges[0], edges[1] + room) if document.direction == "rtl" else (edges[0] - room, edges[1])


def _drawn(box: Box) -> tuple[float, float]:
    """Return where the signs of a text begin and end on its line; a blank at either end draws nothing and may hang.

    Where no letter tells in which direction the text runs, its blanks may stand on either side.
    """
    text, blank = box.text, box.style["font_size"] * _BLANK_EMS
    before, behind = (blank * (len(text) - len(rest)) for rest in (text.lstrip(" "), text.rstrip(" ")))
    direction = next(filter(None, map(strong_direction, text)), "")
    if not direction:
        before = behind = before + behind
    elif direction == "R":
        before, behind = behind, before
    return box.position_x + before, box.position_x + box.width - behind


def _parted(made: Pages, document: Document) -> Iterator[Finding]:
    """Report words that end on another line than they begin on, which happens where a column is too narrow for them."""
    for word, page in parted_words(made.pages):
        order = "give the table fewer columns or other widths, or write a shorter word"
        message = f"a word on page {page} is parted at the end of a line: {word}"
        yield Finding("W520", place_of(word, document), message, order)


def _first_at_each_place(findings: Iterator[Finding]) -> list[Finding]:
    """Keep the first finding of each kind at a place: a long text runs over the edge with each of its lines."""
    return list({(finding.code, finding.place): finding for finding in reversed(list(findings))}.values())[::-1]


def _cut_off(text: str, page: int, document: Document, outside: bool) -> Finding:
    code = "E511" if outside else "E512"
    where = "runs past the edge of the page" if outside else "runs into the margin"
    shown = text if len(text) <= 60 else f"{text[:60]}..."
    message = f"text on page {page} {where}: {shown}"
    return Finding(code, place_of(text, document), message, "shorten it, or let it break into lines")


def _not_shown(made: Pages, document: Document) -> Iterator[Finding]:
    """Report pictures for which the engine set the alternative text or nothing, which it does without a word."""
    shown = {
        box.element
        for page in made.pages
        for box in _boxes(sheet_of(page))
        if getattr(box, "element_tag", "") == "img" and "Replaced" in kind_of(box)
    }
    pictures = [node for node in walk(document.blocks) if isinstance(node, Picture)]
    if len(shown) != len(pictures):
        for picture in pictures:
            message = f"a picture is not shown on the pages: {picture.alternative}"
            yield Finding("E501", picture.place, message, "save the picture anew as PNG or JPEG")
