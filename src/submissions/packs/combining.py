"""Make the combined PDF of a pack: its front, a sheet before each case if it is asked for, the documents; in parts."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import pikepdf

from submissions.document import Document
from submissions.findings import Finding
from submissions.packs.composing import Composer
from submissions.packs.documents import PackDocument
from submissions.packs.front import front, place_name, sheet
from submissions.packs.joining import Part, UntaggedError, count_pages, join
from submissions.packs.printing import CannotPrintError, print_own
from submissions.writers.page.fonts import no_language_of_the_machine, own_fonts_only

MEGABYTE: Final = 1_000_000
_ROUNDS: Final = 4
"""How often the front is laid out until its own pages no longer change the numbers that it prints."""


@dataclass(frozen=True, slots=True)
class Combined:
    """The combined PDF in its parts, by name, and the label of the first page of each document, by its number."""

    files: tuple[tuple[str, bytes], ...] = ()
    first_pages: tuple[tuple[int, str], ...] = ()


def combine(composer: Composer, documents: Sequence[PackDocument]) -> tuple[Combined, list[Finding]]:
    """Return the combined PDF of the documents that have a PDF, divided where the pack wants that."""
    printed = [one for one in documents if "pdf" in one.contents]
    if not printed:
        return Combined(), []
    limit = composer.file.pack.split
    groups = _divided(printed, int(limit * MEGABYTE) if limit is not None else 0)
    files: list[tuple[str, bytes]] = []
    labels: dict[int, str] = {}
    findings: list[Finding] = []
    first = 1
    try:
        for number, group in enumerate(groups, 1):
            content, own, pages = _combine(composer, group, first, (number, len(groups)))
            name = "combined.pdf" if len(groups) == 1 else f"combined-{number}.pdf"
            files.append((name, content))
            labels |= own
            first += pages
            findings += _too_large(composer, name, content, len(group))
    except CannotPrintError as error:
        return Combined(), list(error.findings)
    except (UntaggedError, pikepdf.PdfError) as error:
        words = f"a document has no tags that could be joined, or cannot be read: {type(error).__name__}"
        order = "build its case again; a PDF that a template has LibreOffice print may need that program's help"
        return Combined(), [Finding("E781", composer.place, words, order)]
    return Combined(tuple(files), tuple(labels.items())), findings


def _divided(documents: Sequence[PackDocument], limit: int) -> list[list[PackDocument]]:
    """Return documents in groups whose PDFs together are no larger than a limit, 0 for none, as far as each is not."""
    groups: list[list[PackDocument]] = []
    size = 0
    for one in documents:
        own = len(one.contents["pdf"])
        # The front and the stamps of the pages take room as well.
        if not groups or (limit and size + own > limit * 9 // 10):
            groups.append([])
            size = 0
        groups[-1].append(one)
        size += own
    return groups


def _too_large(composer: Composer, name: str, content: bytes, documents: int) -> Iterator[Finding]:
    limit = composer.file.pack.split
    if limit is not None and len(content) > limit * MEGABYTE:
        size = f"{len(content) / MEGABYTE:.1f}"
        words = f"{name} has {size} MB, more than {limit} MB, with {documents} document{'s' * (documents > 1)}"
        order = "it is divided between documents only: raise 'split', or use smaller pictures in the largest of them"
        yield Finding("W782", limit.place, words, order)


def _combine(
    composer: Composer, documents: Sequence[PackDocument], first_page: int, part: tuple[int, int]
) -> tuple[bytes, dict[int, str], int]:
    """Return one file, the labels of the first pages of its documents, and how many pages it has."""
    behind = list(_behind(composer, documents))
    pages = [count_pages(one.content) for one, _ in behind]
    before, labels = 1, dict[int, str]()
    content = b""
    for _ in range(_ROUNDS):
        at = first_page + before
        labels = {}
        for (_, document), count in zip(behind, pages, strict=True):
            if document is not None:
                labels[document.number] = str(at)
            at += count
        content = _page(composer, front(composer, documents, labels, part))
        if count_pages(content) == before:
            break
        before = count_pages(content)
    parts = [Part(content, composer.said(composer.file.pack.title), composer.language), *(one for one, _ in behind)]
    leading = {place_name(document): number for number, (_, document) in enumerate(behind, 1) if document is not None}
    total = before + sum(pages)
    sizes = [size for one in parts for size in _sizes(one.content)]
    stamps = _stamps(sizes, first_page)
    return join(parts, leading, first_page, stamps), labels, total


def _behind(composer: Composer, documents: Sequence[PackDocument]) -> Iterator[tuple[Part, PackDocument | None]]:
    """Yield what stands behind the front: the documents, and a sheet before those of each case if it is asked for."""
    has_sheets = "cases" in composer.file.pack.covers
    for _, group in groupby(documents, key=lambda one: one.job.case_id):
        members = list(group)
        if has_sheets:
            made = _page(composer, sheet(composer, members[0]))
            yield Part(made, members[0].case_title, composer.language), None
        for one in members:
            title = one.title if has_sheets else f"{one.case_title}{composer.speech.spacing.dash}{one.title}"
            yield Part(one.contents["pdf"], title, one.job.language, int(has_sheets)), one


def _page(composer: Composer, made: tuple[Document, list[Finding]]) -> bytes:
    """Return a page of the pack's own as PDF; raises CannotPrintError."""
    files, _ = print_own(composer, made, "page", ("pdf",))
    return files["page.pdf"]


def _sizes(content: bytes) -> list[tuple[float, float]]:
    """Return the width and height of each page in points."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [(float(box[2] - box[0]), float(box[3] - box[1])) for box in (page.mediabox for page in pdf.pages)]


def _stamps(sizes: Sequence[tuple[float, float]], first_page: int) -> bytes:
    """Return a PDF with the label of each page in a frame at its foot on the right, as bundles of courts have it."""
    with own_fonts_only():
        from submissions.writers.page import engine  # noqa: PLC0415 - loading the page engine takes a second

    kinds = {size: f"s{number}" for number, size in enumerate(dict.fromkeys(sizes))}
    rules = "".join(
        f"@page {name} {{ size: {width:.4f}pt {height:.4f}pt; margin: 0 }} .{name} {{ page: {name} }} "
        f".{name} p {{ top: {height - _FROM_FOOT:.2f}pt }}\n"
        for (width, height), name in kinds.items()
    )
    shown = [f'<div class="sheet {kinds[size]}"><p>{first_page + index}</p></div>' for index, size in enumerate(sizes)]
    html = f"<style>{rules}{_STAMP}</style>{''.join(shown)}"
    with no_language_of_the_machine():
        return engine.print_plain(html, {})


_FROM_FOOT: Final = 36.0
"""Points: below the foot of the pages themselves, and within what a printer prints."""
_STAMP: Final = (
    "body { margin: 0 } .sheet { break-after: page; position: relative; height: 0 } "
    ".sheet:last-child { break-after: auto } "
    ".sheet p { position: absolute; right: 30pt; margin: 0; padding: 1.5pt 4pt; border: 0.5pt solid black; "
    'background: white; font: bold 9pt/11pt "Liberation Sans", sans-serif }'
)
