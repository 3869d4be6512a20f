"""Use a Word frame (a docxtpl template) safely: check it, compile its tags once, render it as often as needed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import jinja2
from lxml import etree
from markupsafe import Markup

from submissions.document import HouseFile
from submissions.findings import Finding, Place
from submissions.office.names import RELATIONSHIP, PartError, parse_part, part_bytes, w
from submissions.office.package import PackageError, Packed, pack_part, read_package
from submissions.writers.word.frame import checks as frame_checks
from submissions.writers.word.frame.checks import order_to_graft
from submissions.writers.word.frame.draft import MARK_PART, TO_COME, mark_frame
from submissions.writers.word.frame.numbering import Numbering, read_numbering
from submissions.writers.word.frame.tags import compile_part
from submissions.writers.word.frame.variant import (
    Variant,
    drop_traces,
    move_right_tabs,
    set_paragraph_directions,
    vary_page,
    vary_settings,
    vary_styles,
)

# By the names that Word keeps in every language; the identifiers change with the language of the office's Word.
PARAGRAPH_STYLES: Final = (
    "addressee", "ask text", "ask title", "body text", "box text", "box title", "caption", "contents columns",
    "counsel", "date", "footer",
    "footnote text", "header", "heading 1", "heading 1 unnumbered", "heading 2", "heading 2 unnumbered", "heading 3",
    "heading 3 unnumbered", "kicker", "lead-in", "list alpha", "list bullet", "list continue", "list continue 2",
    "list continue 3", "list continue 4", "list number", "list roman", "numbered paragraph", "party", "party role",
    "picture", "quote", "signature", "small print", "standfirst", "subtitle", "table gap", "table heading",
    "table text", "title", "toc 1", "toc 2", "toc 3", "toc heading",
)  # fmt: skip
CHARACTER_STYLES: Final = ("emphasis", "footnote reference", "foreign words", "hyperlink", "strong", "withheld")
TABLE_STYLES: Final = ("ruled table",)
FURTHER_STYLES: Final = {
    "closing": "body text",
    "enclosures": "body text",
    "letterhead": "counsel",
    "margin text": "small print",
    "margin title": "lead-in",
    "recommendation": "quote",
    "recommendation title": "lead-in",
    "salutation": "body text",
    "subject": "lead-in",
    "versus": "party role",
}
"""Paragraph styles of covers, letters and reports, each with the one that stands for it in a frame made before it."""
# Parts that may hold tags; the house's words stand in no other.
_RENDERED: Final = ("word/document", "word/header", "word/footer")
FONTS_PART: Final = "word/fontTable.xml"
# The tags that print words alone.
_TEXTS: Final = ("draft", "header", "marking", "title", "organisation", "language")
# The smallest document and the smallest run, to see whether a part with its tags filled in is XML still.
_TRIAL: Final = Markup('<trial xmlns="trial"/>')
_SAMPLE: Final = Markup('<w:r xmlns:w="trial"/>')
_TRIAL_TAG, _SAMPLE_TAG = "{trial}trial", "{trial}r"


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame ready for many documents: packed parts, compiled parts, style identifiers by name, and the page.

    `measure` and `height` are the text area's and `margin` the one where lines begin, in twentieths of a point; `rows`
    are the relationships of the document part that the frame itself needs, and `fonts` is its table of fonts, "" where
    it has none; `has_words` tells whether it prints anything beside the document, such as a letterhead typed above it.
    """

    static: Mapping[str, Packed]
    compiled: Mapping[str, jinja2.Template]
    styles: Mapping[str, str]
    numbering: Numbering
    rows: str
    measure: int
    height: int
    margin: int
    fonts: str
    has_words: bool = False

    def style(self, name: str) -> str:
        """Return the identifier of a style by its name in lower case."""
        return self.styles[name]

    def render(self, values: Mapping[str, object]) -> dict[str, bytes]:
        """Fill the tags of every part that may hold some; the names are those of `frame_tags.NAMES`."""
        return {
            name: template.render(values).replace("\n<w:p", "<w:p").encode("utf-8")
            for name, template in self.compiled.items()
        }


def read_frame(file: HouseFile, variant: Variant) -> tuple[Frame | None, list[Finding]]:
    """Return the compiled frame, from the cache if the same bytes were seen; every fault of a frame at once."""
    frame, findings = _kept_frame(file, variant)
    return frame, list(findings)


# A frame for each language, direction and paper: a run over many cases meets a few.
@lru_cache(maxsize=32)
def _kept_frame(file: HouseFile, variant: Variant) -> tuple[Frame | None, tuple[Finding, ...]]:
    return open_frame(file, variant)


def open_frame(file: HouseFile, variant: Variant) -> tuple[Frame | None, tuple[Finding, ...]]:
    """Return the compiled frame of bytes that no other document has, and every fault of it at once."""
    try:
        parts = read_package(file.content)
    except PackageError as error:
        return None, (
            Finding("E401", file.place, f"the Word frame cannot be read: {error}", "save it in Word as .docx"),
        )
    findings = list(frame_checks.check_parts(parts, file.place))
    trees, faults = frame_checks.parse_parts(parts, file.place)
    findings += faults
    for check in (frame_checks.check_relationships, frame_checks.check_review_marks, frame_checks.check_unrendered):
        findings += check(trees, file.place)
    findings += frame_checks.check_pictures(trees, file.place)
    if any(finding.is_error for finding in findings):
        return None, tuple(findings)
    if variant.draft:
        mark_frame(trees)
        parts = {**parts, MARK_PART: b""}
    return _compile(parts, trees, variant, file.place, findings)


def _compile(
    parts: Mapping[str, bytes],
    trees: Mapping[str, etree._Element],
    variant: Variant,
    place: Place,
    found: list[Finding],
) -> tuple[Frame | None, tuple[Finding, ...]]:
    styles, faults = _styles(trees["word/styles.xml"], place, draft=variant.draft)
    numbering, more = read_numbering(trees["word/numbering.xml"], trees["word/styles.xml"], styles, place, variant)
    findings = [*found, *faults, *more]
    static, compiled = {}, {}
    page = trees["word/document.xml"]
    old = text_area(page)[0]
    vary_page(page, variant)
    measure, height, margin = text_area(page)
    for name in sorted(name for name in parts if frame_checks.KEPT.fullmatch(name)):
        if name in ("word/numbering.xml", "word/_rels/document.xml.rels"):
            continue
        if name not in trees:
            static[name] = pack_part(parts[name])
            continue
        root = trees[name]
        drop_traces(root)
        move_right_tabs(root, old, measure)
        _vary(name, root, variant)
        if name.startswith(_RENDERED):
            template, broken = compile_part(name, root, etree.tostring(root, encoding="unicode"), place)
            findings += broken
            if template is not None:
                compiled[name] = template
        else:
            static[name] = pack_part(part_bytes(root))
    findings += _check_rendering(compiled, trees, place)
    if numbering is None or any(finding.is_error for finding in findings):
        return None, tuple(findings)
    rows = _kept_rows(trees.get("word/_rels/document.xml.rels"), parts)
    has_words = _has_words(trees["word/document.xml"])
    fonts = trees.get(FONTS_PART)
    table = "" if fonts is None else etree.tostring(fonts, encoding="unicode")
    return Frame(static, compiled, styles, numbering, rows, measure, height, margin, table, has_words), tuple(findings)


def _has_words(page: etree._Element) -> bool:
    """Tell whether a frame has words or pictures in its text, beside the paragraph that takes the document."""
    for paragraph in page.iter(w("p")):
        text = "".join(node.text or "" for node in paragraph.iter(w("t")))
        words = _BODY.sub("", text).strip() if not paragraph.findall(f".//{w('p')}") else ""
        if words or any(True for _ in paragraph.iter(w("drawing"), w("pict"))):
            return True
    return False


# The tag that prints the document, and the instructions around parts of a frame, which print nothing by themselves.
_PLACE: Final = re.compile(r"\{\{p body *\}\}")
_BODY: Final = re.compile(rf"{_PLACE.pattern}|\{{%.*?%\}}")


def _vary(name: str, root: etree._Element, variant: Variant) -> None:
    if name == "word/styles.xml":
        vary_styles(root, variant)
    elif name == "word/settings.xml":
        vary_settings(root)
    elif name.startswith(_RENDERED) and variant.direction == "rtl":
        set_paragraph_directions(root)


def _styles(root: etree._Element, place: Place, *, draft: bool) -> tuple[dict[str, str], list[Finding]]:
    """Return the style identifiers by kind-checked name in lower case, and one finding naming all that are missing."""
    found: dict[str, str] = {}
    wanted = dict.fromkeys(PARAGRAPH_STYLES, "paragraph") | dict.fromkeys(CHARACTER_STYLES, "character")
    wanted |= dict.fromkeys(TABLE_STYLES, "table") | dict.fromkeys(FURTHER_STYLES, "paragraph")
    wanted |= {TO_COME: "character"} if draft else {}
    for style in root.iter(w("style")):
        name = style.find(w("name"))
        label = name.get(w("val"), "").lower() if name is not None else ""
        if wanted.get(label) == style.get(w("type")):
            found[label] = style.get(w("styleId"), "")
    missing = [name for name in wanted if name not in found and name not in FURTHER_STYLES]
    if not missing:
        return {name: found[nearest] for name, nearest in FURTHER_STYLES.items()} | found, []
    message = f"the frame lacks styles that the writer needs: {', '.join(missing)}"
    return found, [Finding("E405", place, message, order_to_graft(place))]


def _check_rendering(
    compiled: Mapping[str, jinja2.Template], trees: Mapping[str, etree._Element], place: Place
) -> Iterator[Finding]:
    """Fill the frame for a trial: the result must be XML whatever the values, and hold the document once."""
    for name, template in compiled.items():
        for cover in (True, False):
            values: dict[str, object] = dict.fromkeys(_TEXTS, "x")
            filled = template.render({**values, "body": _TRIAL, "page_of": _SAMPLE, "cover": cover})
            if name == "word/document.xml" and filled.count(_TRIAL) != 1:
                yield Finding("E410", place, "the frame has no place for the document", order_to_graft(place))
                break
            try:
                root = parse_part(filled.encode("utf-8"))
            except PartError:
                text = f"the tags of the frame cut {name} apart: an if does not end where it began"
                yield Finding("E406", place, text, "begin and end each if in the same paragraph")
                break
            if what := _misplaced(root):
                yield Finding("E406", place, f"a tag of the frame prints {what} in {name}", _ORDER_LETTER)
                break


_ORDER_LETTER: Final = "write {{p body }} alone in a paragraph, {{r page_of }} with the r, all other names without"


def _misplaced(root: etree._Element) -> str:
    """Say what of a trial stands where Word allows none of it, "" where all is well."""
    for node in root.iter("{*}*"):
        parent = node.getparent()
        above = "" if parent is None else etree.QName(parent).localname
        if node.tag == _TRIAL_TAG and above not in ("body", "tc", "txbxContent"):
            return "the document within a line"
        if node.tag == _SAMPLE_TAG and above not in ("p", "hyperlink"):
            return "the number of the page as plain words"
        words = [] if node.tag == w("t") else [node.text]
        if any((text or "").strip() == "x" for text in (*words, node.tail)):
            return "words outside the text"
    return ""


def text_area(root: etree._Element) -> tuple[int, int, int]:
    """Return width and height of the text of the section that takes the document, and the margin where lines begin.

    They are in twentieths of a point; of several columns it is the width of one.
    """
    section = _section(root)
    size = section.find(w("pgSz")) if section is not None else None
    margins = section.find(w("pgMar")) if section is not None else None
    if section is None or size is None or margins is None:
        # A4 with margins of 25 mm, for a frame that does not say.
        return 9072, 14000, 1417

    def of(node: etree._Element, name: str, otherwise: str = "0") -> int:
        return abs(int(node.get(w(name), otherwise)))

    width = of(size, "w") - of(margins, "left") - of(margins, "right") - of(margins, "gutter")
    columns = section.find(w("cols"))
    if columns is not None and of(columns, "num", "1") > 1:
        number = of(columns, "num")
        width = (width - (number - 1) * of(columns, "space", "720")) // number
    start = "left" if section.find(w("bidi")) is None else "right"
    return width, of(size, "h") - of(margins, "top") - of(margins, "bottom"), of(margins, start)


def _section(root: etree._Element) -> etree._Element | None:
    """Return the section that takes the document: the first that ends behind its place."""
    placed, section = False, None
    for node in root.iter(w("p"), w("sectPr")):
        placed = placed or (node.tag == w("p") and bool(_PLACE.search("".join(node.itertext(w("t"))))))
        if node.tag == w("sectPr"):
            section = node
            if placed:
                break
    return section


def _kept_rows(root: etree._Element | None, parts: Mapping[str, bytes]) -> str:
    """Return the frame's own relationships as XML, those to parts that are kept."""
    rows: list[str] = []
    for row in root.iter(RELATIONSHIP) if root is not None else ():
        target = f"word/{row.get('Target', '').removeprefix('/word/')}"
        if row.get("TargetMode") == "External" or (target in parts and frame_checks.KEPT.fullmatch(target)):
            plain = etree.Element("Relationship", {key: str(value) for key, value in sorted(row.attrib.items())})
            rows.append(etree.tostring(plain, encoding="unicode"))
    return "".join(rows)
