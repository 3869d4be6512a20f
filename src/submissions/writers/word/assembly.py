"""Put the parts of a finished Word file together: what the frame holds, what was written, and what names all of it."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from submissions.document import Division
from submissions.document.form import DraftedForm
from submissions.office.package import Packed, pack_part, unpack_part
from submissions.writers.word import parts
from submissions.writers.word.faces import with_faces
from submissions.writers.word.filling import in_words
from submissions.writers.word.frame.read import FONTS_PART
from submissions.writers.word.notes import write_notes
from submissions.writers.word.oxml import complex_field
from submissions.writers.word.pictures import vector_name
from submissions.writers.word.text import write_text
from submissions.writers.word.writing import Writing

NOTES_PART: Final = "word/footnotes.xml"


def assemble(writing: Writing, made: dict[str, bytes]) -> dict[str, Packed]:
    """Return every part of a file, deflated; `made` are the rendered parts of the frame, all of the text written."""
    document, frame = writing.document, writing.frame
    # Without a note too: the settings name the two separators that stand in this part.
    if NOTES_PART not in made:
        made[NOTES_PART] = write_notes(writing)
    made["word/numbering.xml"] = f"{frame.numbering.opened}{''.join(writing.lists)}</w:numbering>".encode()
    writing.document_relationships.add("footnotes", "footnotes.xml")
    for part, found in writing.part_relationships.items():
        name = f"word/_rels/{part}.xml.rels"
        before = made.get(name) or (unpack_part(frame.static[name]) if name in frame.static else b"")
        made[name] = parts.more_relationships(before, found.rows())
    made["word/_rels/document.xml.rels"] = parts.relationships(frame.rows + writing.document_relationships.rows())
    resources = dict(document.resources)
    for key, target in writing.pictures.items():
        if resources[key].kind == "svg":
            made[f"word/{vector_name(target)}"] = resources[key].content
            made[f"word/{target}"] = writing.in_dots(resources[key])
        else:
            made[f"word/{target}"] = resources[key].content
    if writing.faces and frame.fonts:
        made[FONTS_PART] = with_faces(frame.fonts, writing.faces).encode()
    core, custom = (_properties(document.form, is_custom=is_custom) for is_custom in (False, True))
    made["docProps/core.xml"] = parts.core_properties(document, core)
    made["docProps/app.xml"] = parts.extended_properties(document)
    if custom:
        made["docProps/custom.xml"] = parts.custom_properties(custom)
    made["_rels/.rels"] = parts.package_relationships(with_custom=bool(custom))
    made["[Content_Types].xml"] = parts.content_types({*made, *frame.static} - {"[Content_Types].xml"})
    return {**frame.static, **{name: pack_part(content) for name, content in made.items()}}


def _properties(form: DraftedForm | None, *, is_custom: bool) -> dict[str, str]:
    """Return the properties of a form with the words of their values."""
    return {
        one.name: in_words(one.words, form.values)
        for one in (() if form is None else form.properties)
        if one.is_custom == is_custom and form is not None
    }


def frame_values(writing: Writing, body: str) -> dict[str, object]:
    """Return what the tags of a frame may print."""
    document, page_of = writing.document, _page_of(writing)
    first = document.blocks[0] if document.blocks else None
    return {
        "body": Markup(body),  # noqa: S704 - made of escaped text by the writer
        "cover": isinstance(first, Division) and first.role == "cover",
        "draft": document.furniture.draft,
        "header": document.furniture.header,
        "language": document.language,
        "marking": document.furniture.marking,
        "organisation": document.organisation,
        "page_of": Markup(page_of),  # noqa: S704 - as above
        "title": document.title,
    }


def _page_of(writing: Writing) -> str:
    """Return "Page 1 of 12" as runs, the numbers as fields, in the order of the document's language."""
    text, found = writing.document.furniture.page_of, []
    while text:
        places = sorted((text.find(mark), mark) for mark in ("{page}", "{pages}") if mark in text)
        if not places:
            break
        start, mark = places[0]
        found.append(write_text(text[:start], writing) if start else "")
        number = "1" if mark == "{page}" else str(max(writing.pages.values(), default=1))
        found.append(complex_field("PAGE" if mark == "{page}" else "NUMPAGES", write_text(number, writing)))
        text = text[start + len(mark) :]
    return "".join([*found, write_text(text, writing) if text else ""])
