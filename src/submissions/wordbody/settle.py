"""Give what a loop has repeated numbers and names of its own, and tables a grid that fits their cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Final

from lxml import etree

from submissions.jinja import MARK
from submissions.office.elements import drop
from submissions.office.names import INLINE, w
from submissions.wordbody.faults import DOCUMENT
from submissions.wordbody.tokens import NOTES

NUMBERING: Final = "word/numbering.xml"
_DRAWN: Final = f"{{{INLINE}}}docPr"
_EDITED: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
_VML: Final = "urn:schemas-microsoft-com:vml"
_SHAPE: Final = "{urn:schemas-microsoft-com:office:office}spid"
_LEVELS: Final = 9
_RANGES: Final = (w("commentRangeStart"), w("commentRangeEnd"))
# Word counts in 32 bits; what is longer is damage.
_DIGITS_MAX: Final = 12


def settle(
    parts: Mapping[str, etree._Element],
    lists: Sequence[tuple[etree._Element, int]],
    notes: Sequence[tuple[etree._Element, etree._Element]] = (),
) -> None:
    """Mend the parts of a rendered file in place.

    `lists` are those that begin anew and `notes` those that were printed with values, as `expand` found them.
    """
    printed = dict(notes)
    for reference, part, note in NOTES:
        if DOCUMENT in parts and part in parts:
            _multiply(parts[DOCUMENT], parts[part], reference, note, printed)
            _prune(parts, parts[part], reference, note)
    for root in parts.values():
        _drop_empty(root)
        _name_bookmarks(root)
        _name_shapes(root)
        _fit_grids(root)
        _fill_controls(root)
        _forget_edits(root)
    _number_drawings(parts)
    if NUMBERING in parts:
        _restart(parts[NUMBERING], lists)


def _drop_empty(root: etree._Element) -> None:
    """Take out rows of which a loop has left no cell, and tables of which it has left no row: Word opens no such file.

    A cell or a text box ends with a paragraph (ECMA-376 part 1, 17.4.65).
    """
    for row in [one for one in root.iter(w("tr")) if one.find(f".//{w('tc')}") is None]:
        drop(row)
    for table in [one for one in root.iter(w("tbl")) if one.find(f".//{w('tr')}") is None]:
        around = table.getparent()
        drop(table)
        if around is not None and (len(around) == 0 or around[-1].tag not in (w("p"), w("sectPr"))):
            around.append(etree.Element(w("p")))


def _number_drawings(parts: Mapping[str, etree._Element]) -> None:
    """Give every drawing a number of its own: Word asks for that within a file."""
    seen = _Numbers()
    for drawn in (one for root in parts.values() for one in root.iter(_DRAWN)):
        if seen.has(drawn.get("id", "")):
            drawn.set("id", seen.next())
        seen.take(drawn.get("id", ""))


def _name_shapes(root: etree._Element) -> None:
    """Give repeated shapes of the older kind (VML) names of their own; a shape goes on being of the kind beside it."""
    taken = {"id": _Names(), _SHAPE: _Names()}
    for picture in root.iter(w("pict"), w("object")):
        kinds: dict[str, str] = {}
        for shape in picture.iter(f"{{{_VML}}}*"):
            for name in (one for one in taken if shape.get(one)):
                old = shape.get(name, "")
                shape.set(name, taken[name].free(old))
                kinds[f"#{old}"] = f"#{shape.get(name)}"
            if shape.get("type") in kinds:
                shape.set("type", kinds[shape.get("type", "")])


def _name_bookmarks(root: etree._Element) -> None:
    """Give repeated bookmarks names and numbers of their own; what refers to one goes to the first."""
    names, numbers = _Names(), _Numbers()
    open_: dict[str, str] = {}
    for mark in root.iter(w("bookmarkStart"), w("bookmarkEnd")):
        old = mark.get(w("id"), "")
        if mark.tag == w("bookmarkEnd"):
            mark.set(w("id"), open_.pop(old, old))
            continue
        new = numbers.next() if numbers.has(old) else old
        numbers.take(new)
        open_[old] = new
        mark.set(w("id"), new)
        mark.set(w("name"), names.free(mark.get(w("name"), "")))


class _Numbers:
    """The numbers that are taken; what is no number, or below nought, is not counted."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken: set[str] = set()
        self._highest = 0
        for one in taken:
            self.take(one)

    def has(self, number: str) -> bool:
        """Tell whether a number is taken."""
        return number in self._taken

    def take(self, number: str) -> None:
        """Take a number."""
        self._taken.add(number)
        if number.isdecimal() and len(number) <= _DIGITS_MAX:
            self._highest = max(self._highest, int(number))

    def next(self) -> str:
        """Return the number behind the highest that is taken."""
        return str(self._highest + 1)


class _Names:
    """The names that are taken; Word's have 40 characters at most."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}

    def free(self, name: str) -> str:
        """Return a name, or the first with a number that is not taken, and take it."""
        number, free = self._last.get(name, 1), name
        while free in self._taken:
            number += 1
            free = f"{name[: 40 - len(str(number)) - 1]}_{number}"
        self._taken.add(free)
        self._last[name] = number
        return free


def _multiply(
    text: etree._Element,
    notes: etree._Element,
    reference: str,
    note: str,
    printed: Mapping[etree._Element, etree._Element],
) -> None:
    """Give each reference the note that was printed for it, and each repeated one a note of its own."""
    known = {one.get(w("id"), ""): one for one in notes.iter(w(note))}
    numbers, seen = _Numbers(known), set[str]()
    # The last beginning and end of the range of a comment before its reference, by its number.
    ranges: dict[str, dict[str, etree._Element]] = {}
    for mark in text.iter(w(reference), *(_RANGES if note == "comment" else ())):
        old = mark.get(w("id"), "")
        if mark.tag in _RANGES:
            ranges.setdefault(old, {})[str(mark.tag)] = mark
            continue
        if old in seen and old in known:
            new = numbers.next()
            numbers.take(new)
            copy = printed[mark] if mark in printed else deepcopy(known[old])
            for one in (copy, mark, *ranges.pop(old, {}).values()):
                one.set(w("id"), new)
            notes.append(copy)
            known[new] = copy
            old = new
        elif mark in printed and old in known:
            notes.replace(known[old], printed[mark])
            known[old] = printed[mark]
        seen.add(old)


def _prune(parts: Mapping[str, etree._Element], notes: etree._Element, reference: str, note: str) -> None:
    """Take out notes that nothing refers to: their place was not printed, and whom they are for may not read them."""
    marks = {one.get(w("id"), "") for root in parts.values() for one in root.iter(w(reference))}
    for one in [*notes.iterchildren(w(note))]:
        if one.get(w("type")) in (None, "normal") and one.get(w("id"), "") not in marks:
            notes.remove(one)


def _fill_controls(root: etree._Element) -> None:
    """Let Word know of a content control in which a value stands that it is filled in."""
    for asking in [*root.iter(w("showingPlcHdr"))]:
        control = next(asking.iterancestors(w("sdt")), None)
        if control is not None and any(MARK.search(one.text or "") for one in control.iter(w("t"))):
            drop(asking)


def _fit_grids(root: etree._Element) -> None:
    """Give tables whose rows have become wider or narrower as many columns, which share the width that there was."""
    for table in root.iter(w("tbl")):
        grid = table.find(w("tblGrid"))
        widest = max((sum(map(_span, row.findall(w("tc")))) for row in table.findall(w("tr"))), default=0)
        columns = [] if grid is None else grid.findall(w("gridCol"))
        if grid is None or not columns or not widest or len(columns) == widest:
            continue
        whole = sum(int(one.get(w("w"), "0")) for one in columns if one.get(w("w"), "0").isdecimal())
        for one in columns:
            grid.remove(one)
        for number in range(widest):
            share = whole * (number + 1) // widest - whole * number // widest
            grid.append(etree.Element(w("gridCol"), attrib={w("w"): str(share)}))
        for width in (
            one for row in table.findall(w("tr")) for one in row.findall(f"{w('tc')}/{w('tcPr')}/{w('tcW')}")
        ):
            width.set(w("w"), "0")
            width.set(w("type"), "auto")


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
    value = "1" if span is None else span.get(w("val"), "1")
    return int(value) if value.isdecimal() else 1


def _forget_edits(root: etree._Element) -> None:
    """Take the numbers by which Word tells paragraphs of a shared file apart from those that were repeated."""
    seen: set[str] = set()
    for one in root.iter(w("p"), w("tr")):
        number = one.get(f"{{{_EDITED}}}paraId")
        if number is not None and number in seen:
            del one.attrib[f"{{{_EDITED}}}paraId"]
            one.attrib.pop(f"{{{_EDITED}}}textId", None)
        elif number is not None:
            seen.add(number)


def _restart(numbering: etree._Element, lists: Sequence[tuple[etree._Element, int]]) -> None:
    """Give a list that begins anew in a turn of a loop a number of its own, which counts from the beginning."""
    instances = numbering.findall(w("num"))
    known = {one.get(w("numId"), ""): one for one in instances}
    numbers = _Numbers(known)
    first: dict[str, int] = {}
    made: dict[tuple[str, int], str] = {}
    for number, turn in lists:
        old = number.get(w("val"), "")
        if old not in known or first.setdefault(old, turn) == turn:
            continue
        if (old, turn) not in made:
            new = numbers.next()
            numbers.take(new)
            known[new] = _anew(known[old], new, _starts(numbering, known[old]))
            instances[-1].addnext(known[new])
            instances.append(known[new])
            made[old, turn] = new
        number.set(w("val"), made[old, turn])


def _starts(numbering: etree._Element, number: etree._Element) -> dict[str, str]:
    """Return with what each level of a list begins, where that is not 1."""
    kind = number.find(w("abstractNumId"))
    wanted = "" if kind is None else kind.get(w("val"), "")
    kinds = (one for one in numbering.findall(w("abstractNum")) if one.get(w("abstractNumId")) == wanted)
    levels = [level for one in kinds for level in one.findall(w("lvl"))]
    begins = ((level.get(w("ilvl"), ""), level.find(w("start"))) for level in levels)
    return {level: start.get(w("val"), "1") for level, start in begins if start is not None}


def _anew(old: etree._Element, number: str, starts: Mapping[str, str]) -> etree._Element:
    """Return a list of the same looks that counts anew on every level."""
    made = deepcopy(old)
    made.set(w("numId"), number)
    for override in made.findall(w("lvlOverride")):
        if override.find(w("lvl")) is None:
            made.remove(override)
    told = {one.get(w("ilvl"), "") for one in made.findall(w("lvlOverride"))}
    for level in (str(one) for one in range(_LEVELS)):
        if level not in told:
            override = etree.SubElement(made, w("lvlOverride"), attrib={w("ilvl"): level})
            etree.SubElement(override, w("startOverride"), attrib={w("val"): starts.get(level, "1")})
    return made
