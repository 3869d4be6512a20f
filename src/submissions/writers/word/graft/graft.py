"""Make a frame of a letterhead: keep what it is, graft onto it what the writer needs, record what became of what."""

from __future__ import annotations

import copy
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from submissions.document import HouseFile
from submissions.findings import Finding, Place, has_errors
from submissions.office.elements import made, put, value
from submissions.office.names import OFFICE, parse_part, part_bytes, w
from submissions.office.package import read_package, write_parts
from submissions.writers.word.frame.read import read_frame, text_area
from submissions.writers.word.frame.style_xml import twentieths
from submissions.writers.word.frame.variant import Variant, drop_traces
from submissions.writers.word.graft.fields import settle_fields
from submissions.writers.word.graft.furniture import complete_furniture, keep_language
from submissions.writers.word.graft.leftovers import mend_references, mend_tables, take_out_leftovers
from submissions.writers.word.graft.matching import OfficeStyles, StyleMatch, match_styles, name_of
from submissions.writers.word.graft.numbering import graft_numbering
from submissions.writers.word.graft.opening import NOTES, PAGE, Letterhead, Related, open_letterhead
from submissions.writers.word.graft.pictures import number_drawings, number_relationships, settle_links, settle_pictures
from submissions.writers.word.graft.place import place_document, warn_of_one_letter
from submissions.writers.word.graft.settings import settle_settings
from submissions.writers.word.graft.styles import Grafting, graft_styles, name_identifiers
from submissions.writers.word.lint.body import check_part
from submissions.writers.word.oxml import escape
from submissions.writers.word.parts import content_types, relationships, relationships_in_order

_STYLES: Final = "word/styles.xml"
_NUMBERING: Final = "word/numbering.xml"
_SINGLE: Final = {
    _STYLES: "styles",
    _NUMBERING: "numbering",
    "word/settings.xml": "settings",
    "word/fontTable.xml": "fontTable",
    "word/theme/theme1.xml": "theme",
}
_SAVE: Final = "open it in Word, save it as .docx under another name, and run this again with that"
_SHOWN: Final = {"fontTable": "table of fonts"}
_REQUIRED: Final = ("word/fontTable.xml", "word/theme/theme1.xml")
"""Parts that Word does not miss, and a validator does."""

_SHEET: Final = ("pgSz", "pgMar")
_EDGE: Final = 567
"""Twentieths of a point, 10 mm: what no number may come nearer to the edge of the sheet."""

_APART: Final = 113
"""Twentieths of a point, 2 mm: what no number may come nearer to the column beside its own."""

_TRIALS: Final = (Variant("en-GB", "ltr", "a4"), Variant("ar-SA", "rtl", "letter", draft=True))
"""Documents that a frame is read for, before anybody is told that it is one."""


@dataclass(frozen=True, slots=True)
class StyleTaken:
    """What became of a style of the frame: "kept" or "grafted"; `source` is the letterhead's, "" where it had none."""

    name: str
    source: str
    reason: str
    fate: str


@dataclass(frozen=True, slots=True)
class Grafted:
    """A frame made of a letterhead: its bytes, why the document stands where it does, and what was taken for what.

    `added` are parts and words that the letterhead lacked, `left` what no document gets of it. `notes` are the parts
    with its own notes and their relationships, where these stay: no frame has any.
    """

    content: bytes
    place: str
    styles: tuple[StyleTaken, ...]
    added: tuple[str, ...]
    left: tuple[str, ...]
    notes: Mapping[str, bytes] = field(default_factory=dict)


def graft_letterhead(
    content: bytes, frame: bytes, hang: float, place: Place, asked: str = "", *, keeps_notes: bool = False
) -> tuple[Grafted | None, list[Finding]]:
    """Return a frame made of the bytes of a letterhead, and what stands against it.

    `frame` is the one that the program makes for the class of document, `hang` how far its numbers stand out into the
    margin, in points; `asked` are words of the paragraph that the document takes the place of. `keeps_notes` leaves
    the letterhead its own notes, which are refused otherwise. The same letterhead gives the same bytes.
    """
    letterhead = open_letterhead(content, place, keeps_notes=keeps_notes)
    if isinstance(letterhead, Finding):
        return None, [letterhead]
    ours = {name: parse_part(part) for name, part in read_package(frame).items() if name.endswith(".xml")}
    had = set(letterhead.trees)
    take_out_leftovers(letterhead)
    settle_fields(letterhead)
    where = place_document(letterhead, asked)
    settle_links(letterhead)
    settle_pictures(letterhead)
    if has_errors(letterhead.found):
        return None, letterhead.found
    letterhead.found += warn_of_one_letter(letterhead)
    _settle_page(letterhead, ours[PAGE])
    mend_tables(letterhead)
    number_drawings(letterhead)
    number_relationships(letterhead)
    added, taken = _graft(letterhead, ours, hang)
    for part in _REQUIRED:
        letterhead.trees.setdefault(part, copy.deepcopy(ours[part]))
    lacked = [_SHOWN.get(name, name) for path, name in _SINGLE.items() if path not in had]
    for name, root in letterhead.texts():
        strays = [f"a paragraph stands within a line in {name}" for one in root.iter(w("p")) if not _is_placed(one)]
        for what in (*strays, *(what for _, what in check_part(name, root))):
            letterhead.refuse("E409", f"a part of the letterhead is not as Word writes it: {what}", _SAVE)
    parts, notes = _parts(letterhead, ours)
    made_of = write_parts(parts)
    letterhead.found += _try(made_of, place)
    left = [Finding("N416", place, f"no document gets of the letterhead: {what}") for what in letterhead.left]
    grafted = Grafted(made_of, where, taken, (*lacked, *added), tuple(letterhead.left), notes)
    return (None if has_errors(letterhead.found) else grafted), [*letterhead.found, *left]


_TAKES_PARAGRAPHS: Final = frozenset({"body", "tc", "hdr", "ftr", "txbxContent", "footnote", "endnote"})
_OF_NOTES: Final = re.compile(r"word/(_rels/)?(footnotes|endnotes)\.xml(\.rels)?")


def _is_placed(paragraph: etree._Element) -> bool:
    """Say whether a paragraph stands where paragraphs may (ECMA-376 part 1, 17.3.1.22)."""
    parent = paragraph.getparent()
    return parent is not None and etree.QName(parent).localname in _TAKES_PARAGRAPHS


def _graft(
    letterhead: Letterhead, ours: Mapping[str, etree._Element], hang: float
) -> tuple[list[str], tuple[StyleTaken, ...]]:
    """Graft styles, numbering, settings, heads and feet; return what was added, and what the styles were taken for."""
    settle_settings(letterhead, ours["word/settings.xml"])
    mend_references(letterhead)
    bare = _STYLES not in letterhead.trees
    office = OfficeStyles(made("styles") if bare else letterhead.trees[_STYLES])
    frame = OfficeStyles(ours[_STYLES])
    matches = match_styles(office, frame.all, letterhead.page, _formats(letterhead.trees.get(_NUMBERING)))
    measure, _, margin = text_area(letterhead.page)
    shift = twentieths(hang) if _room(letterhead.page, margin) < twentieths(hang) else 0
    grafting = Grafting(office, frame, matches, measure, shift)
    identifiers = name_identifiers(grafting)
    numbering, instances = graft_numbering(letterhead.trees.get(_NUMBERING), ours[_NUMBERING], identifiers, shift)
    letterhead.trees[_NUMBERING] = numbering
    letterhead.rows[_NUMBERING] = {}
    keep_language(letterhead, office)
    if bare:
        letterhead.trees[_STYLES] = copy.deepcopy(ours[_STYLES])
        _renumber(letterhead.trees[_STYLES], instances)
    else:
        graft_styles(grafting, identifiers, instances)
    added = complete_furniture(letterhead, {"header": identifiers["Header"], "footer": identifiers["Footer"]})
    return added, tuple(_taken(name_of(style), value(style, "name"), matches) for style in frame.all)


def _renumber(styles: etree._Element, instances: Mapping[str, str]) -> None:
    for node in styles.iter(w("numId")):
        node.set(w("val"), instances.get(node.get(w("val"), ""), "0"))


def _taken(name: str, shown: str, matches: Mapping[str, StyleMatch]) -> StyleTaken:
    match = matches.get(name)
    if match is None:
        return StyleTaken(shown, "", "", "grafted")
    return StyleTaken(shown, match.name, match.reason, "kept")


def _formats(numbering: etree._Element | None) -> dict[str, str]:
    """Return the form in which each instance of a numbering counts at its first level."""
    if numbering is None:
        return {}
    forms = {}
    for definition in numbering.iter(w("abstractNum")):
        levels = [value(level, "numFmt") for level in definition.iter(w("lvl")) if level.get(w("ilvl")) == "0"]
        forms[definition.get(w("abstractNumId"), "")] = next(iter(levels), "")
    return {one.get(w("numId"), ""): forms.get(value(one, "abstractNumId"), "") for one in numbering.iter(w("num"))}


def _settle_page(letterhead: Letterhead, ours: etree._Element) -> None:
    """See that the text ends with a section that says what its sheet and margins are."""
    body = letterhead.page.find(w("body"))
    given = ours.find(f"{w('body')}/{w('sectPr')}")
    if body is None or given is None:
        return
    sections = body.findall(w("sectPr"))
    for other in sections[:-1]:
        body.remove(other)
    last = sections[-1] if sections else made("sectPr")
    body.append(last)  # behind all else, where the schema wants it
    for section in letterhead.page.iter(w("sectPr")):
        for name in _SHEET:
            if section.find(w(name)) is None:
                put(section, copy.deepcopy(given.find(w(name))), _SECTION_ORDER)  # type: ignore[arg-type]


_SECTION_ORDER: Final = (
    "headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc", "pgBorders",
    "lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote", "titlePg", "textDirection", "bidi",
    "rtlGutter", "docGrid", "printerSettings", "sectPrChange",
)  # fmt: skip


def _room(page: etree._Element, margin: int) -> int:
    """Return how far numbers may stand out beside the text, in twentieths of a point, wherever there is any."""
    columns = [node for node in page.iter(w("cols")) if int(node.get(w("num"), "1")) > 1]
    return min([margin - _EDGE, *(int(node.get(w("space"), "720")) - _APART for node in columns)])


def _parts(letterhead: Letterhead, ours: Mapping[str, etree._Element]) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return the parts of the frame, with the two separators that the settings name; and those of the own notes."""
    parts: dict[str, bytes] = dict(letterhead.media)
    _settle_fonts_and_theme(letterhead)
    for name, root in letterhead.trees.items():
        drop_traces(root)
        parts[name] = part_bytes(root)
    targets = {
        f"rIdFrame{index}": Related(kind, path)
        for index, (path, kind) in enumerate(_SINGLE.items(), 1)
        if path in parts
    }
    rows = {
        **letterhead.rows,
        PAGE: {**letterhead.rows[PAGE], **targets, "rIdFrameNotes": Related("footnotes", NOTES["footnotes"])},
    }
    for name, related in rows.items():
        if related:
            folder, _, file = name.rpartition("/")
            parts[posixpath.join(folder, "_rels", f"{file}.rels")] = _relationships(folder, related)
    notes = {name: parts.pop(name) for name in list(parts) if _OF_NOTES.fullmatch(name)}
    parts[NOTES["footnotes"]] = part_bytes(ours[NOTES["footnotes"]])
    types = content_types(parts)
    first = relationships_in_order([(f"{OFFICE}/officeDocument", PAGE)])
    return {"[Content_Types].xml": types, "_rels/.rels": first, **parts}, notes


def _relationships(folder: str, rows: Mapping[str, Related]) -> bytes:
    """Return the relationships of a part in a folder."""
    made_rows = []
    for identifier, row in sorted(rows.items()):
        target = row.target if row.external else posixpath.relpath(row.target, folder)
        mode = ' TargetMode="External"' if row.external else ""
        made_rows.append(
            f'<Relationship Id="{identifier}" Type="{OFFICE}/{row.kind}" Target="{escape(target)}"{mode}/>'
        )
    return relationships("".join(made_rows))


def _settle_fonts_and_theme(letterhead: Letterhead) -> None:
    """Drop what the table of fonts and the theme say of files that do not travel."""
    fonts = letterhead.trees.get("word/fontTable.xml")
    rows = letterhead.rows.get("word/fontTable.xml", {})
    for node in list(fonts.iter("{*}*")) if fonts is not None else ():
        identifier = next((text for key, text in node.attrib.items() if str(key).startswith(f"{{{OFFICE}}}")), "")
        if identifier and (identifier not in rows or rows[identifier].target not in letterhead.media):
            node.getparent().remove(node)  # type: ignore[union-attr]
    theme = letterhead.trees.get("word/theme/theme1.xml")
    for node in list(theme.iter("{*}blipFill")) if theme is not None else ():
        space = etree.QName(node).namespace
        plain = etree.fromstring(f'<a:solidFill xmlns:a="{space}"><a:schemeClr val="phClr"/></a:solidFill>')
        node.getparent().replace(node, plain)  # type: ignore[union-attr]
    letterhead.rows["word/theme/theme1.xml"] = {}


def _try(content: bytes, place: Place) -> list[Finding]:
    """Read the frame as a build does; what is found is said once."""
    found: dict[str, Finding] = {}
    for variant in _TRIALS:
        for finding in read_frame(HouseFile(content, place), variant)[1]:
            found.setdefault(f"{finding.code} {finding.message}", finding)
    return list(found.values())
