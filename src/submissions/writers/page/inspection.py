"""Look at the laid-out pages for what a reader would miss: letters without glyphs, lost pictures, text cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from submissions.document import Document, Gap, HouseFile, Note, Picture, Reference, Run, Withheld, walk
from submissions.findings import Finding, Place
from submissions.writers.faces import FURTHER, WHEEL, face_of, further_folder, script_of_sign
from submissions.writers.page.engine import Pages
from submissions.writers.page.insides import MAJOR, Box, bare, is_margin, kind_of, sheet_of

_TOLERANCE = 1.0
"""CSS pixels (0.75 pt) by which a letter may hang out of the measure."""

_NO_GLYPH = ".notdef glyph"
_AT = re.compile(r"at (\d+):(\d+)")


def inspect(made: Pages, html: str, document: Document, files: Mapping[str, HouseFile]) -> list[Finding]:
    """Return a finding for all that the engine said, and for all that it kept to itself."""
    heard = [record for record in made.heard.records if _NO_GLYPH not in record[0]]
    said = [_heard(message, arguments, html, document, files) for message, arguments in heard]
    lacking = [str(arguments[0]) for message, arguments in made.heard.records if _NO_GLYPH in message]
    refused = [_refused(address, document) for address in made.refused]
    strayed = [_strayed(node) for node in walk(document.blocks) if isinstance(node, Note) and node.id in made.strayed]
    return [
        *_without_a_face(lacking, document),
        *said,
        *refused,
        *_first_at_each_place(_past_the_edge(made, document)),
        *_not_shown(made, document),
        *strayed,
        *(_left_out(title, document) for title in made.left_out),
    ]


def _strayed(note: Note) -> Finding:
    message = f"a footnote of the PDF stands on another page than its mark: {note.number}"
    return Finding("W518", note.place, message, "look at the page; a few words more or less before it move the mark")


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
    """Report the letters that no font has, one finding for all of a script and one for each sign of none."""
    scripts: dict[str, list[str]] = {}
    for sign in signs:
        scripts.setdefault(script_of_sign(sign) or f"U+{ord(sign):04X}", []).append(sign)
    for script, missing in scripts.items():
        first = missing[0]
        code = f"U+{ord(first):04X}"
        face = face_of(first)
        if script == code:
            message, whose = f"no font has this sign: {first} ({code})", "the sign"
        else:
            more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
            message, whose = f"no font has this letter{more} of the {script} script: {first} ({code})", "the script"
        own = f"put a font file that has {whose} into templates/house/fonts"
        wheel = f"install the wheel {WHEEL} (docs/how-to/print-other-scripts.md), or "
        order = wheel + own if face is not None and face.brought == FURTHER and further_folder() is None else own
        yield Finding("E510", place_of(first, document), message, order)


def _lines_before_css(html: str, css: HouseFile) -> int:
    """Count the lines between the beginning of the style element and the house's own style sheet in it."""
    start = html.find(css.content.decode("utf-8", "replace")[:80])
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
        left, right = sheet.content_box_x(), sheet.content_box_x() + sheet.width
        for part in sheet.children:
            in_margin = is_margin(part)
            for box in _boxes(part):
                if not getattr(box, "text", "").strip():
                    continue
                start, end = box.position_x, box.position_x + box.width
                top, bottom = box.position_y, box.position_y + box.height
                outside = start < 0 or end > page.width or top < 0 or bottom > page.height
                if outside or (not in_margin and (start < left - _TOLERANCE or end > right + _TOLERANCE)):
                    yield _cut_off(box.text, number, document, outside)


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
