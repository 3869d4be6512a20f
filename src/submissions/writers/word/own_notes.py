"""The notes that a form drafted in Word has of its own: kept as they are, with those of its values among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Final

from lxml import etree

from submissions.document import Note
from submissions.findings import Finding
from submissions.office.elements import made, own
from submissions.office.names import OFFICE, WORD, parse_part, part_bytes, w
from submissions.reporting import order_to_report
from submissions.writers.word.notes import SEPARATORS, write_note
from submissions.writers.word.writing import Writing

_REFERENCES: Final = (w("footnoteReference"), w("endnoteReference"))
_SECOND: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What has another name in a footnote than in an endnote (ECMA-376 part 1, 17.11).
_RENAMED: Final = {
    w("endnote"): w("footnote"),
    w("endnoteRef"): w("footnoteRef"),
    w("endnoteReference"): w("footnoteReference"),
}
_AFTER_NOTES: Final = ("endnotePr", "compat")


@dataclass(slots=True)
class OwnNotes:
    """The notes of a form: the root of each of their parts by kind ("footnotes"), and the relationships of each.

    `marks` are the references to them in the text, in the order of reading.
    """

    roots: dict[str, etree._Element]
    rows: dict[str, bytes]
    marks: list[etree._Element]

    @property
    def highest(self) -> int:
        """The highest number by which a footnote is known."""
        root = self.roots.get("footnotes")
        return max((0, *map(_number, () if root is None else root)))


def open_notes(parts: Mapping[str, bytes], page: etree._Element, more: bool) -> OwnNotes:
    """Return the notes of a form whose text is `page`, and change their references where they need it.

    `more` tells that values bring footnotes. A document counts its notes in one series: where there are footnotes,
    endnotes become some.
    """
    roots = {kind: parse_part(parts[f"word/{kind}.xml"]) for kind in ("footnotes", "endnotes") if _name(kind) in parts}
    rows = {kind: parts[name] for kind in roots if (name := f"word/_rels/{kind}.xml.rels") in parts}
    notes = OwnNotes(roots, rows, list(references(page)))
    for mark in page.iter(*_REFERENCES):
        mark.attrib.pop(w("customMarkFollows"), None)
    _leave_out_unread(notes, page)
    used = {etree.QName(one).localname for one in notes.marks}
    if "endnoteReference" in used and (more or "footnoteReference" in used):
        _join(notes, page)
    elif "endnoteReference" not in used:
        notes.roots.pop("endnotes", None)
    return notes


def references(page: etree._Element) -> Iterator[etree._Element]:
    """Yield the references to notes in a text; those in what only older programs read of it stand there again."""
    for mark in page.iter(*_REFERENCES):
        if next(mark.iterancestors(_SECOND), None) is None:
            yield mark


def _name(kind: str) -> str:
    return f"word/{kind}.xml"


def _number(note: etree._Element) -> int:
    value = note.get(w("id"), "")
    return int(value) if value.isdecimal() else 0


def _is_drawn(note: etree._Element) -> bool:
    """Tell whether a note is a line or a notice that Word draws, and no words of anybody."""
    return note.get(w("type")) not in (None, "normal")


def _leave_out_unread(notes: OwnNotes, page: etree._Element) -> None:
    """Take out notes to which nothing refers."""
    for kind, root in notes.roots.items():
        known = {one.get(w("id"), "") for one in page.iter(w(f"{kind[:-1]}Reference"))}
        for note in [*root]:
            if not _is_drawn(note) and note.get(w("id"), "") not in known:
                root.remove(note)


def _join(notes: OwnNotes, page: etree._Element) -> None:
    """Make footnotes of the endnotes, with numbers of their own, in their looks."""
    ended = notes.roots.pop("endnotes", None)
    feet = notes.roots.setdefault("footnotes", _only_drawn())
    shift = max(notes.highest, 0)
    for note in [] if ended is None else [one for one in ended if not _is_drawn(one)]:
        note.set(w("id"), str(_number(note) + shift))
        feet.append(note)
    renamed = [one for root in (feet, page) for one in root.iter(*_RENAMED)]
    for one in renamed:
        if one.tag == w("endnoteReference"):
            one.set(w("id"), str(_number(one) + shift))
        one.tag = _RENAMED[str(one.tag)]
    if "endnotes" in notes.rows:
        _join_rows(notes, [one for one in feet if _number(one) > shift])


def _join_rows(notes: OwnNotes, moved: Sequence[etree._Element]) -> None:
    """Give the relationships of the endnotes that became footnotes to the footnotes, under names of their own."""
    rows = parse_part(notes.rows.pop("endnotes"))
    names = {row.get("Id", ""): f"{row.get('Id', '')}e" for row in rows}
    for row in rows:
        row.set("Id", names[row.get("Id", "")])
    for one in (one for note in moved for one in note.iter("{*}*")):
        for key, value in one.attrib.items():
            if str(key).startswith(f"{{{OFFICE}}}") and value in names:
                one.set(key, names[str(value)])
    if "footnotes" in notes.rows:
        held = parse_part(notes.rows["footnotes"])
        held.extend(list(rows))
        rows = held
    notes.rows["footnotes"] = part_bytes(rows)


def _only_drawn() -> etree._Element:
    return etree.fromstring(f'<w:footnotes xmlns:w="{WORD}" xmlns:r="{OFFICE}">{SEPARATORS}</w:footnotes>')


def mark_notes(notes: OwnNotes, told: Sequence[Note], writing: Writing) -> None:
    """Put the bookmarks of the notes that something refers to around their references."""
    for mark, note in zip(notes.marks, told, strict=False):
        run = mark.getparent()
        if run is None:
            continue
        for name in writing.names.names_of(note.id):
            number = str(writing.number_bookmark())
            begin = made("bookmarkStart", id=number)
            begin.set(w("name"), name)
            run.addprevious(begin)
            run.addnext(made("bookmarkEnd", id=number))


def part_marks(page: etree._Element) -> None:
    """Put a comma between two references that touch, as between those of a value: "1,2" is no twelve."""
    for paragraph in page.iter(w("p")):
        last: etree._Element | None = None
        blanks: list[etree._Element] = []
        for one in own(paragraph, "t", "tab", "br", "drawing", "footnoteReference", "endnoteReference"):
            if one.tag == w("t") and not (one.text or "").strip():
                blanks.append(one)
                continue
            first, last = last, one if one.tag in _REFERENCES else None
            if first is not None and last is not None:
                for blank in blanks:
                    blank.text = ""
                _add_comma(first)
            blanks = []


def _add_comma(mark: etree._Element) -> None:
    run = mark.getparent()
    if run is not None:
        comma = deepcopy(run)
        for node in [one for one in comma if one.tag != w("rPr")]:
            comma.remove(node)
        text = made("t")
        text.text = ","
        comma.append(text)
        run.addnext(comma)


def check_counts(page: etree._Element, notes: OwnNotes, told: Sequence[Note], writing: Writing) -> Iterator[Finding]:
    """Yield a fault for the first note that Word counts otherwise than the document, in which it may be referred to."""
    known = dict(zip(notes.marks, told, strict=False))
    for count, mark in enumerate(references(page), 1):
        index = _number(mark) - writing.note_ids - 1
        note = known.get(mark) if mark in notes.marks else writing.notes[index]
        if note is not None and note.number != count:
            message = f"Word counts this note {count}, the document prints: {note.number}"
            yield Finding("E421", note.place, message, order_to_report("E421"))
            return


def note_parts(notes: OwnNotes, page: etree._Element, writing: Writing) -> dict[str, bytes]:
    """Return the parts with the notes of a form and of its values, and their relationships; `page` is the text."""
    parts = {f"word/_rels/{kind}.xml.rels": rows for kind, rows in notes.rows.items() if kind in notes.roots}
    feet = notes.roots.setdefault("footnotes", _only_drawn())
    if not any(map(_is_drawn, feet)):
        feet[:0] = list(_only_drawn())
    for count, note in enumerate(writing.notes, 1):
        xml = write_note(note, writing.note_ids + count, writing)
        feet.extend(list(etree.fromstring(f'<w:footnotes xmlns:w="{WORD}" xmlns:r="{OFFICE}">{xml}</w:footnotes>')))
    for kind, root in notes.roots.items():
        _put_in_order(root, list(page.iter(w(f"{kind[:-1]}Reference"))))
    if "endnotes" in notes.roots:
        writing.document_relationships.add("endnotes", "endnotes.xml")
    return parts | {_name(kind): part_bytes(root) for kind, root in notes.roots.items()}


def _put_in_order(root: etree._Element, marks: Sequence[etree._Element]) -> None:
    """Give the notes of a part the order of their references, and numbers in that order.

    LibreOffice takes the lowest number for the note that is referred to first, whatever number its reference has.
    """
    known = {one.get(w("id"), ""): one for one in root if not _is_drawn(one)}
    first = max((_number(one) for one in root if _is_drawn(one)), default=0) + 1
    order = list(dict.fromkeys(mark.get(w("id"), "") for mark in marks))
    numbers = {old: str(first + at) for at, old in enumerate(order)}
    for mark in marks:
        mark.set(w("id"), numbers[mark.get(w("id"), "")])
    for old in order:
        if old in known:
            known[old].set(w("id"), numbers[old])
            root.append(known[old])


def with_notes(settings: bytes, notes: OwnNotes) -> bytes:
    """Return settings that name the lines and notices of the notes, and count endnotes as the document does."""
    root = parse_part(settings)
    for kind in ("footnote", "endnote"):
        for old in root.findall(w(f"{kind}Pr")):
            root.remove(old)
        drawn = [one.get(w("id"), "") for one in notes.roots.get(f"{kind}s", ()) if _is_drawn(one)]
        if not drawn:
            continue
        said = made(f"{kind}Pr")
        if kind == "endnote":
            said.append(made("numFmt", val="decimal"))
        said.extend(made(kind, id=one) for one in drawn)
        behind = next((one for one in root if etree.QName(one).localname in _AFTER_NOTES), None)
        if behind is None:
            root.append(said)
        else:
            behind.addprevious(said)
    return part_bytes(root)
