"""Make the PDF: lay the document's HTML out on pages, finish its tags, and report what the pages do not show.

The page engine is imported only when a PDF is made, because that alone takes a second.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from submissions.document import (
    Anchor,
    Document,
    Heading,
    HouseFile,
    ListItem,
    Note,
    Paragraph,
    Picture,
    Table,
    plain,
    walk,
)
from submissions.findings import Finding
from submissions.writers.drawings.document import with_drawings
from submissions.writers.page.fonts import no_language_of_the_machine, own_fonts_only
from submissions.writers.page.glyphs import further_fonts, house_faults, house_fonts
from submissions.writers.page.html import html_text
from submissions.writers.page.html_inlines import FOOT_PREFIX, MARK_PREFIX
from submissions.writers.page.letterhead import pictures_of


class EngineMissingError(Exception):
    """The page engine cannot be loaded: a library of the system is missing or broken."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A finished PDF, the page on which each id stands (from 1), what stands against it, and how many pages it has."""

    content: bytes
    pages: Mapping[str, int]
    findings: tuple[Finding, ...]
    page_count: int = 0


def write_pdf(document: Document, files: Mapping[str, HouseFile]) -> tuple[bytes, list[Finding]]:
    """Return the document as a tagged PDF, and what stands against it."""
    made = layout(document, files)
    return made.content, list(made.findings)


def layout(document: Document, files: Mapping[str, HouseFile]) -> Layout:
    """Return the PDF with the page number of every id, which Word's page references show until Word counts anew.

    Raises EngineMissingError.
    """
    try:
        with own_fonts_only():
            # Loading the page engine takes a second.
            from submissions.writers.page import engine, inspection  # noqa: PLC0415
    except OSError as error:  # a library of the system that it loads in turn
        raise EngineMissingError from error
    document = with_drawings(document)
    shown = dict(pictures_of(document))
    addresses = {key: f"{engine.SCHEME}{index}" for index, key in enumerate(shown)}
    html, findings = html_text(document, files, addresses)
    findings += house_faults(files, document.design.measures)
    if not html or any(finding.code in ("E505", "E528") for finding in findings):
        return Layout(b"", {}, tuple(findings))
    pictures = {addresses[key]: resource for key, resource in shown.items()}

    def alone(note: Note) -> str:
        only = replace(document, blocks=(Paragraph((note,), note.place),))
        return html_text(only, files, addresses)[0]

    with house_fonts(files) as own, no_language_of_the_machine():
        fonts = engine.fonts_with(further_fonts(html), own)
        made = engine.make_pdf(html, pictures, document, link_names(document), alone=alone, fonts=fonts)
    faults = inspection.inspect(made, html, document, files)
    content = b"" if any(finding.code == "E529" for finding in faults) else made.content
    return Layout(content, made.anchors, (*findings, *faults), len(made.pages))


def link_names(document: Document) -> dict[str, str]:
    """Return what is printed for each id that a link can lead to: a number, a label, the words of a heading."""
    names: dict[str, str] = {}
    for node in walk(document.blocks):
        match node:
            case Note():
                names[f"{FOOT_PREFIX}{node.id}"] = names[f"{MARK_PREFIX}{node.id}"] = names[node.id] = str(node.number)
            case Heading():
                names[node.id] = f"{node.label} {plain(node.inlines)}".strip()
            case Paragraph() if node.number:
                names[node.id] = str(node.number)
            case Anchor():
                names[node.id] = plain(node.children)
            case Table() | Picture():
                names[node.id] = node.label or plain(node.caption)
            case ListItem():
                names[node.id] = node.marker
            case _:
                pass
    return names
