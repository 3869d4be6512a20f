"""Put the parts of a finished Word file together: what the frame holds, what was written, and what names all of it."""

from __future__ import annotations

from itertools import chain

from markupsafe import Markup

from submissions.document import (
    ContentsEntry,
    Division,
    Document,
    Gap,
    Picture,
    Reference,
    Run,
    Table,
    Withheld,
    walk,
)
from submissions.office.package import Packed, pack_part
from submissions.writers.word import parts
from submissions.writers.word.faces import with_faces
from submissions.writers.word.frame.read import FONTS_PART
from submissions.writers.word.notes import write_notes
from submissions.writers.word.oxml import complex_field
from submissions.writers.word.pictures import vector_name
from submissions.writers.word.text import write_text
from submissions.writers.word.writing import Writing


def assemble(writing: Writing, made: dict[str, bytes]) -> dict[str, Packed]:
    """Return every part of a file, deflated; `made` are the rendered parts of the frame, all of the text written."""
    document, frame = writing.document, writing.frame
    # Without a note too: the settings name the two separators that stand in this part.
    made["word/footnotes.xml"] = write_notes(writing)
    made["word/numbering.xml"] = f"{frame.numbering.opened}{''.join(writing.lists)}</w:numbering>".encode()
    writing.document_relationships.add("footnotes", "footnotes.xml")
    if writing.note_relationships.found:
        made["word/_rels/footnotes.xml.rels"] = parts.relationships(writing.note_relationships.rows())
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
    made["docProps/core.xml"] = parts.core_properties(document)
    made["docProps/app.xml"] = parts.extended_properties(document)
    made["_rels/.rels"] = parts.package_relationships()
    made["[Content_Types].xml"] = parts.content_types({*made, *frame.static} - {"[Content_Types].xml"})
    return {**frame.static, **{name: pack_part(content) for name, content in made.items()}}


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


def texts_with_braces(document: Document) -> list[str]:
    """Return the texts of the case that hold braces of their own, which are no leftover of a frame."""
    around = document.furniture
    texts = [around.header, around.marking, around.draft, around.page_of, document.title, document.organisation]
    # What a form puts into its heads and feet stands in no block of the tree.
    filled = () if document.form is None else tuple(chain.from_iterable(document.form.values.values()))
    blocks = (*document.blocks, *filled)
    texts += [node.text for node in walk(blocks) if isinstance(node, Run | Withheld | Gap | Reference)]
    texts += [node.label for node in walk(blocks) if isinstance(node, Table | Picture | ContentsEntry)]
    return [" ".join(text.split("\n")) for text in texts if "{" in text]
