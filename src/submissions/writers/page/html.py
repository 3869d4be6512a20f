"""Print the document as one HTML file, for a browser and for the pages of the PDF: words as text, looks as CSS."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from submissions.document import Document, HouseFile, Paragraph, walk
from submissions.findings import Finding, Place
from submissions.writers.drawings.document import MEDIA_TYPES, with_drawings
from submissions.writers.page.element import to_html
from submissions.writers.page.html_blocks import print_blocks
from submissions.writers.page.html_inlines import Printing
from submissions.writers.page.letterhead import LOGO, css_string, has_letterhead, letterhead_rules, pictures_of
from submissions.writers.page.values import fill_values, style_values

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_NEXT_LINE = ' "\\A" '
_PAPER = {"a4": "A4", "letter": "letter"}


def write_html(document: Document, files: Mapping[str, HouseFile]) -> tuple[bytes, list[Finding]]:
    """Return the document as a self-contained HTML file, and what stands against it."""
    document = with_drawings(document)
    pictures = {
        key: f"data:{MEDIA_TYPES[image.kind]};base64,{base64.b64encode(image.content).decode('ascii')}"
        for key, image in pictures_of(document)
    }
    text, findings = html_text(document, files, pictures)
    return text.encode("utf-8", "replace"), findings


def html_text(
    document: Document,
    files: Mapping[str, HouseFile],
    pictures: Mapping[str, str],
    pages: Mapping[str, int] | None = None,
) -> tuple[str, list[Finding]]:
    """Return the HTML with the pictures at the addresses given by their keys, and the findings."""
    printing = Printing(pictures, pages or {}, document)
    body = to_html(print_blocks(document.blocks, printing))
    css, findings = _house_css(document, files)
    head = letterhead_rules(document.design, pictures.get(LOGO, ""), document.direction)
    rules = f"{page_rules(document)}{head}"
    text, more = _fill_frame(document, files, body, f"{css}\n{rules}")
    return text, [*_unprintable(document), *printing.findings, *findings, *more]


def _unprintable(document: Document) -> Iterator[Finding]:
    """Report characters that HTML or a font engine would change or drop without a word."""
    for node in walk(document.blocks):
        place = getattr(node, "place", None) or _first_place(document)
        for item in fields(node):
            value = getattr(node, item.name)
            if isinstance(value, str):
                yield from _characters(value, place)
    furniture = document.furniture
    around = (furniture.header, furniture.marking, furniture.draft, furniture.page_of)
    for value in (document.title, document.organisation, *around):
        yield from _characters(value, _first_place(document))


def _characters(text: str, place: Place) -> Iterator[Finding]:
    for char in _UNPRINTABLE.findall(text):
        message = f"a character cannot be shown on a page: U+{ord(char):04X}"
        yield Finding("E505", place, message, "delete the character")


def page_rules(document: Document) -> str:
    """Return the CSS that says what this document prints at the head and foot of its pages, and on what paper."""
    furniture, design = document.furniture, document.design
    start, end = ("right", "left") if document.direction == "rtl" else ("left", "right")
    number = furniture.page_of.replace("{page}", "\0page\0").replace("{pages}", "\0pages\0").split("\0")
    counters = {"page": "counter(page)", "pages": "counter(pages)"}
    foot = " ".join(counters.get(part, css_string(part)) for part in number if part)
    house = "".join(f"{_NEXT_LINE}{css_string(line)}" for line in design.look.foot)
    heads = ((start, furniture.header), (end, furniture.marking))
    boxes = "".join(f" @top-{side} {{ content: {css_string(text)} }}" for side, text in heads if text)
    # A first page has the mark, and no title; where a letterhead stands in its place, on the other side.
    mark = start if design.look.side == "end" and has_letterhead(design) else end
    sides = {start: "none", end: "none", mark: css_string(furniture.marking) if furniture.marking else "none"}
    first = " ".join(f"@top-{side} {{ content: {shown} }}" for side, shown in sides.items())
    rule = " @footnote { background-position: right top }" if document.direction == "rtl" else ""
    return (
        f"@page {{ size: {_PAPER[design.paper]};{boxes}{rule}"
        f" @bottom-center {{ content: {f'{foot}{house}'.strip() or 'none'}; white-space: pre-line }} }}\n"
        f"@page :first {{ {first} }}\n"
        f"@page cover {{ {first}"
        f" @bottom-center {{ content: {house.removeprefix(_NEXT_LINE) or 'none'} }} }}\n"
        f"{_draft_rules(furniture.draft) if furniture.draft else ''}"
    )


def _draft_rules(mark: str) -> str:
    """Return the CSS that puts the mark of a draft at the head of every page, or of the screen, and shows the gaps.

    They look as in Word: highlighted, and in bold for a printer without colours.
    """
    shown = "vertical-align: bottom; padding-bottom: 8mm; text-align: center; font-weight: bold"
    return (
        f"@page {{ @top-center {{ content: {css_string(mark)}; {shown} }} }}\n"
        f"@media screen {{ body::before {{ content: {css_string(mark)}; display: block; font-weight: bold }} }}\n"
        ".to-come { background: #ffe8a3; font-weight: bold }\n"
    )


def _house_css(document: Document, files: Mapping[str, HouseFile]) -> tuple[str, list[Finding]]:
    file = files.get("page.css")
    if file is None:
        return "", [_missing("page.css", document)]
    try:
        css = file.content.decode("utf-8")
    except UnicodeDecodeError:
        return "", [Finding("E500", file.place, "the page's style sheet is not UTF-8", "save it as UTF-8")]
    if "</" in css:
        return "", [Finding("E500", file.place, "the page's style sheet holds markup: '</'", "leave only CSS in it")]
    return fill_values(css, style_values(document.design.measures, document.direction), file)


def _fill_frame(document: Document, files: Mapping[str, HouseFile], body: str, css: str) -> tuple[str, list[Finding]]:
    file = files.get("page.html")
    if file is None:
        return "", [_missing("page.html", document)]
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True, keep_trailing_newline=True)
    values = {
        "title": document.title,
        "language": document.language,
        "direction": document.direction,
        "organisation": document.organisation,
        "classes": " ".join(_body_classes(document)),
        "css": Markup(css),  # noqa: S704 - a style sheet without "</", which is all that could end it
        "body": Markup(body),  # noqa: S704 - printed by `to_html`, which escapes every text
    }
    try:
        return environment.from_string(file.content.decode("utf-8")).render(values), []
    except (TemplateError, UnicodeDecodeError) as fault:
        message = f"the page's frame cannot be filled: {str(fault).splitlines()[0]}"
        return "", [Finding("E500", file.place, message, "compare it with the built-in templates/house/page.html")]


def _body_classes(document: Document) -> list[str]:
    design = document.design
    numbered = any(isinstance(node, Paragraph) and node.number for node in walk(document.blocks))
    base = design.measures.base
    own = [] if base == design.kind else [f"kind-{design.kind}"]
    return [base, design.paper, *own, *(["numbered-text"] if numbered else [])]


def _first_place(document: Document) -> Place:
    return document.blocks[0].place if document.blocks else Place("templates/house")


def _missing(name: str, document: Document) -> Finding:
    place = _first_place(document)
    return Finding("E500", place, f"the house has no file of this name: {name}", f"put {name} into templates/house")
