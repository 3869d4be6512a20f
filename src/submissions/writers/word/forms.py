"""Write a document whose body was drafted in Word: the file as it is, grafted where it lacks something, and filled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from typing import Final

from lxml import etree

from submissions.document import Document, HouseFile, Note, Paragraph, walk
from submissions.document.form import SLOT, DraftedForm
from submissions.findings import Finding, has_errors
from submissions.office.names import INLINE, parse_part, part_bytes, w
from submissions.office.package import pack_part, read_package, unpack_part, write_package, write_parts
from submissions.writers.drawings.dots import Dots
from submissions.writers.own_faces import faces_to_embed
from submissions.writers.word.assembly import assemble, frame_values, texts_with_braces
from submissions.writers.word.bookmarks import name_bookmarks
from submissions.writers.word.filling import fill
from submissions.writers.word.frame.make import make_frame
from submissions.writers.word.frame.read import open_frame
from submissions.writers.word.frame.variant import drop_traces, set_paragraph_directions, variant_of
from submissions.writers.word.graft.graft import graft_letterhead
from submissions.writers.word.lint.package import lint_package
from submissions.writers.word.own_notes import (
    OwnNotes,
    check_counts,
    mark_notes,
    note_parts,
    open_notes,
    part_marks,
    with_notes,
)
from submissions.writers.word.pagination import estimate_pages
from submissions.writers.word.writing import Writing

_TEXT: Final = "word/document.xml"
_STYLES: Final = "word/styles.xml"
_SETTINGS: Final = "word/settings.xml"
_FILLED: Final = ("word/document", "word/header", "word/footer")


def write_form(
    document: Document, form: DraftedForm, files: Mapping[str, HouseFile], pages: Mapping[str, int], in_dots: Dots
) -> tuple[bytes, list[Finding]]:
    """Return a filled form as the bytes of a Word file, and what is wrong; no bytes where there is no usable file."""
    design = document.design
    ours = make_frame(design, faces_to_embed(design.measures, files))
    hang = design.measures.hang
    grafted, told = graft_letterhead(_with_place(form.content), ours, hang, form.place, is_form=True)
    findings = [one for one in told if one.is_error]
    if grafted is None:
        return b"", findings
    frame, faults = open_frame(HouseFile(grafted.content, form.place), replace(variant_of(document), keeps_page=True))
    findings += faults
    if frame is None:
        return b"", findings
    values = (*form.lines.values(), *chain.from_iterable(form.blocks.values()))
    blocks = (*values, Paragraph(form.notes, form.place))
    writing = Writing(document, frame, name_bookmarks(blocks), pages or estimate_pages(document), in_dots)
    made = frame.render(frame_values(writing, ""))
    roots = {name: parse_part(part) for name, part in made.items() if name.startswith(_FILLED)}
    notes = open_notes(grafted.notes, roots[_TEXT], more=any(isinstance(node, Note) for node in walk(values)))
    _fill_all(form, roots, notes, writing)
    findings += check_counts(roots[_TEXT], notes, form.notes, writing)
    made |= note_parts(notes, roots[_TEXT], writing)
    packed = assemble(writing, made | {name: part_bytes(root) for name, root in roots.items()})
    styles = _with_own_styles(unpack_part(packed[_STYLES]), read_package(form.content).get(_STYLES, b""))
    settings = with_notes(unpack_part(packed[_SETTINGS]), notes)
    content = write_package({**packed, _STYLES: pack_part(styles), _SETTINGS: pack_part(settings)})
    findings += writing.findings
    findings += _left(content, form)
    if not has_errors(findings):
        findings += lint_package(content, form.place, texts_with_braces(document))
    return content, findings


def _fill_all(form: DraftedForm, roots: Mapping[str, etree._Element], notes: OwnNotes, writing: Writing) -> None:
    """Put the values of a form into its text, the heads and feet of its pages and its notes, in place."""
    whole = {**roots, **{f"word/{kind}.xml": root for kind, root in notes.roots.items()}}
    writing.bookmarks, writing.drawings = _highest(whole, w("bookmarkStart")), _highest(whole, f"{{{INLINE}}}docPr")
    writing.note_ids = notes.highest
    for root in notes.roots.values() if writing.rtl else ():
        set_paragraph_directions(root)
    mark_notes(notes, form.notes, writing)
    for name in sorted(whole, key=lambda one: (one != _TEXT, one)):
        fill(whole[name], form, writing, name.removeprefix("word/").removesuffix(".xml"))
    part_marks(roots[_TEXT])


def _with_place(content: bytes) -> bytes:
    """Return a file with a paragraph for a body, which stays empty: what makes a file a frame."""
    parts = read_package(content)
    root = parse_part(parts[_TEXT])
    body = root.find(w("body"))
    if body is not None:
        paragraph = etree.Element(w("p"))
        etree.SubElement(etree.SubElement(paragraph, w("r")), w("t")).text = "{{p body }}"
        last = body.find(w("sectPr"))
        body.insert(len(body) if last is None else body.index(last), paragraph)
    return write_parts({**parts, _TEXT: part_bytes(root)})


# The documents of one template have the same styles.
@lru_cache(maxsize=16)
def _with_own_styles(grafted: bytes, own: bytes) -> bytes:
    """Return grafted styles with those of the form as they were: its headings have no number of the house."""
    root = parse_part(grafted)
    kept = {} if not own else {one.get(w("styleId")): one for one in parse_part(own).iter(w("style"))}
    for style in root.findall(w("style")):
        if style.get(w("styleId")) in kept:
            root.replace(style, kept[style.get(w("styleId"))])
    drop_traces(root)
    return part_bytes(root)


def _highest(roots: Mapping[str, etree._Element], name: str) -> int:
    """Return the highest number that elements of a name have."""
    found = (one.get(w("id")) or one.get("id") or "0" for root in roots.values() for one in root.iter(name))
    return max((int(one) for one in found if one.isdecimal()), default=0)


def _left(content: bytes, form: DraftedForm) -> Iterator[Finding]:
    """Yield a fault for each part in which a slot was left: no value may be printed as its number."""
    for name, part in read_package(content).items():
        if name.endswith(".xml") and SLOT.search(part.decode("utf-8", "replace")):
            order = "take the tag out of this part, or type it into the text"
            yield Finding("E244", form.place, f"a tag stands where no value can be put: {name}", order)
