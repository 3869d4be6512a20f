"""Put the styles of a frame beside those of a letterhead: what is there keeps its looks, what is missing is added."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from lxml import etree

from submissions.office.elements import PARAGRAPH_ORDER, STYLE_ORDER, child_of, drop, made, put, value
from submissions.office.names import w
from submissions.writers.word.graft.matching import OfficeStyles, StyleMatch, kind_of, name_of

# Of a style of the frame what a style of the office gets where neither it nor what it stands on says anything: what
# holds lines together, the level in the outline, and the space without which paragraphs run into one another.
_NEEDED: Final = ("keepNext", "keepLines", "suppressAutoHyphens", "outlineLvl", "spacing")
# The place of the numbers in contents.
_NEEDED_OF: Final = {"toc 1": ("tabs",), "toc 2": ("tabs",), "toc 3": ("tabs",)}
# What stands between numbered paragraphs, and goes in with them.
_BESIDE_NUMBERS: Final = frozenset({"quote", "list continue", *(f"list continue {level}" for level in (2, 3, 4))})
# What follows the document: its language and the way its lines run.
_OF_DOCUMENT: Final = ("lang", "rtl", "bidi", "vanish", "specVanish")
_MEASURED: Final = (w("sz"), w("szCs"))


@dataclass(frozen=True)
class Grafting:
    """What styles are grafted with: those of both sides, which is which, and what the page of the letterhead is like.

    `measure` is the width of its text, `shift` how far numbered text is set in because numbers have no room beside it,
    both in twentieths of a point.
    """

    office: OfficeStyles
    ours: OfficeStyles
    matches: Mapping[str, StyleMatch]
    measure: int
    shift: int

    @cached_property
    def scale(self) -> float:
        """How large the text of the letterhead is beside that of the frame."""
        body = self.matches.get("body text")
        plain = self.office.by_id.get(body.identifier) if body is not None else self.office.plain
        return self.office.size(plain) / self.ours.size(self.ours.plain)


def name_identifiers(grafting: Grafting) -> dict[str, str]:
    """Return the identifier in the letterhead of each style of the frame, by that in the frame."""
    used = {node.get(w("styleId"), "").casefold() for node in grafting.office.all}
    found: dict[str, str] = {}
    for style in grafting.ours.all:
        identifier, match = style.get(w("styleId"), ""), grafting.matches.get(name_of(style))
        if match is not None and match.is_itself:
            found[identifier] = match.identifier
            continue
        free = next(one for one in _numbered(identifier) if one.casefold() not in used)
        used.add(free.casefold())
        found[identifier] = free
    return found


def _numbered(identifier: str) -> Iterator[str]:
    yield from (identifier, f"Submissions{identifier}")
    yield from (f"Submissions{identifier}{number}" for number in range(2, 1000))


def graft_styles(grafting: Grafting, identifiers: Mapping[str, str], instances: Mapping[str, str]) -> None:
    """Add to the letterhead's styles those of the frame, under these identifiers and these instances of numbering."""
    root = grafting.office.root
    _clean(grafting.office)
    _set_defaults(root, grafting.ours.root)
    _free_names(grafting)
    defaults = {kind_of(style) for style in grafting.office.all if style.get(w("default")) in ("1", "true", "on")}
    for style in grafting.ours.all:
        match = grafting.matches.get(name_of(style))
        if match is not None and match.is_itself:
            _fit(grafting, grafting.office.by_id[match.identifier], style, instances)
            continue
        new = copy.deepcopy(style)
        new.set(w("styleId"), identifiers[style.get(w("styleId"), "")])
        for tie in new.iter(w("basedOn"), w("next"), w("link")):
            tie.set(w("val"), identifiers.get(tie.get(w("val"), ""), ""))
        _number(new, instances)
        if kind_of(style) in defaults:
            new.attrib.pop(w("default"), None)
        if match is None:
            _wear(grafting, new)
        else:
            _stand_on(grafting, new, match)
        root.append(new)
    _keep_plain(OfficeStyles(root), grafting.ours, identifiers)


def _keep_plain(made_of: OfficeStyles, ours: OfficeStyles, identifiers: Mapping[str, str]) -> None:
    """See that no style of the document has a number or a level that comes from what the office has based it on."""
    for style in ours.all:
        own = made_of.by_id[identifiers[style.get(w("styleId"), "")]]
        for name, plain in (("numPr", _no_number()), ("outlineLvl", made("outlineLvl", val="9"))):
            given = made_of.nearest(own, name)
            says = "" if given is None else value(given, "numId") or given.get(w("val"), "")
            if says not in ("", value(plain, "numId") or plain.get(w("val"))) and not ours.has(style, name):
                put(child_of(own, "pPr", STYLE_ORDER), plain, PARAGRAPH_ORDER)


def _clean(office: OfficeStyles) -> None:
    """Leave to the document what is its own: language, direction; and to its numbering all numbers."""
    for name in _OF_DOCUMENT:
        for node in list(office.root.iter(w(name))):
            drop(node)
    seen: set[str] = set()
    for style in list(office.root.findall(w("style"))):
        identifier = style.get(w("styleId"), "")
        if not identifier or identifier in seen:
            office.root.remove(style)
        seen.add(identifier)


def _set_defaults(office: etree._Element, ours: etree._Element) -> None:
    """See that there are defaults, in which the language of a document is set."""
    defaults = office.find(w("docDefaults"))
    if defaults is None:
        defaults = made("docDefaults")
        office.insert(0, defaults)
    order = ("rPrDefault", "pPrDefault")
    for holder, inner in (("rPrDefault", "rPr"), ("pPrDefault", "pPr")):
        child_of(child_of(defaults, holder, order), inner, (inner,))


def _free_names(grafting: Grafting) -> None:
    """Rename what bears the name of a style of the frame and is of another kind: Word knows a name once."""
    itself = {match.identifier for match in grafting.matches.values() if match.is_itself}
    names = {name_of(style) for style in grafting.ours.all}
    for style in grafting.office.all:
        name = style.find(w("name"))
        if name is None:
            continue
        if style.get(w("styleId"), "") in itself:
            first, _, others = name.get(w("val"), "").partition(",")
            if others:  # Word reads what follows a comma as further names, and shows them
                name.set(w("val"), first)
                put(style, made("aliases", val=others), STYLE_ORDER)
        elif name_of(style) in names:
            name.set(w("val"), f"{name.get(w('val'), '')} (letterhead)")


def _fit(grafting: Grafting, style: etree._Element, ours: etree._Element, instances: Mapping[str, str]) -> None:
    """Fit a style of the office: its looks stay; its numbers are those of the document."""
    wanted = ours.find(w("pPr"))
    for old in style.findall(f"{w('pPr')}/{w('numPr')}"):
        drop(old)
    if grafting.office.has(style, "numPr"):
        put(child_of(style, "pPr", STYLE_ORDER), _no_number(), PARAGRAPH_ORDER)
    if wanted is None:
        return
    name = name_of(ours)
    for needed in (*_NEEDED, *_NEEDED_OF.get(name, ())):
        node = wanted.find(w(needed))
        if node is not None and not grafting.office.has(style, needed):
            put(child_of(style, "pPr", STYLE_ORDER), _measured(grafting, copy.deepcopy(node)), PARAGRAPH_ORDER)
    numbers = wanted.find(w("numPr"))
    if numbers is not None:
        properties = child_of(style, "pPr", STYLE_ORDER)
        for indent in properties.findall(w("ind")):
            properties.remove(indent)  # the numbering sets numbers and words in; an indent here would go before it
        put(properties, copy.deepcopy(numbers), PARAGRAPH_ORDER)
        _number(style, instances)


def _no_number() -> etree._Element:
    """Return `<w:numPr><w:numId w:val="0"/></w:numPr>`, by which a paragraph has no number whatever it is based on."""
    numbers = made("numPr")
    numbers.append(made("numId", val="0"))
    return numbers


def _number(style: etree._Element, instances: Mapping[str, str]) -> None:
    """Tie a style to the numbering as it is called in the letterhead."""
    for node in style.iter(w("numId")):
        node.set(w("val"), instances.get(node.get(w("val"), ""), "0"))


def _wear(grafting: Grafting, style: etree._Element) -> None:
    """Let a style of the frame wear what the letterhead does: its faces, sizes in proportion, its accent."""
    for faces in list(style.iter(w("rFonts"))):
        drop(faces)
    for node in style.iter("{*}*"):
        _measured(grafting, node)
    if name_of(style) in _BESIDE_NUMBERS:
        for indent in style.iter(w("ind")):
            indent.set(w("left"), str(int(indent.get(w("left"), "0")) + grafting.shift))


def _measured(grafting: Grafting, node: etree._Element) -> etree._Element:
    """Set the measures of an element to the letterhead's size of text and width of page."""
    if node.tag in _MEASURED:
        node.set(w("val"), str(max(2, round(int(node.get(w("val"), "24")) * grafting.scale))))
    elif node.tag == w("spacing") and node.get(w("lineRule")) in ("atLeast", "exact"):
        node.set(w("line"), str(round(int(node.get(w("line"), "240")) * grafting.scale)))
    for tab in node.iter(w("tab")) if node.tag == w("tabs") else ():
        if tab.get(w("val")) == "right":
            tab.set(w("pos"), str(grafting.measure))
    return node


def _stand_on(grafting: Grafting, style: etree._Element, match: StyleMatch) -> None:
    """Set a style of the frame on the office's: of its own it has what is needed, and its numbers."""
    office = grafting.office.by_id[match.identifier]
    put(style, made("basedOn", val=match.identifier), STYLE_ORDER)
    for node in style.findall(w("rPr")):
        style.remove(node)
    name = name_of(style)
    kept = {one for one in (*_NEEDED, *_NEEDED_OF.get(name, ())) if not grafting.office.has(office, one)} | {"numPr"}
    properties = child_of(style, "pPr", STYLE_ORDER)
    for node in list(properties):
        if etree.QName(node).localname not in kept:
            properties.remove(node)
        else:
            _measured(grafting, node)
    if properties.find(w("numPr")) is None and grafting.office.has(office, "numPr"):
        put(properties, _no_number(), PARAGRAPH_ORDER)
    if len(properties) == 0:
        style.remove(properties)
    for node in style.findall(w("tblPr")) + style.findall(w("tblStylePr")):
        style.remove(node)
