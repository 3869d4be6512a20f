"""The index of a pack: every document with its language, its pages, and where it stands in the combined PDF."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from submissions.document import Block, Cell, Column, Document, Row, Strong, Table
from submissions.findings import Finding
from submissions.languages import language_in
from submissions.packs.composing import NOTE, Composer
from submissions.packs.documents import PackDocument
from submissions.packs.receivers import KEYS, Receiver

_WIDTHS: Final = (7, 39, 22, 16, 16)
# What a spreadsheet takes for the beginning of a formula (OWASP, "CSV Injection").
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_BYTE_ORDER_MARK: Final = "\ufeff"
"""Without it a spreadsheet takes UTF-8 for the letters of its own country."""


def index(
    composer: Composer, documents: Sequence[PackDocument], first_pages: Mapping[int, str]
) -> tuple[Document, list[Finding]]:
    """Return the index; `first_pages` are the labels of first pages in the combined PDF, by number of document."""
    pack, words = composer.file.pack, composer.words
    blocks: list[Block] = [
        composer.paragraph(f"{composer.organisation}\n{composer.day}", "kicker"),
        composer.paragraph(words.index, "title"),
        composer.paragraph(f"{composer.said(pack.title)}\n{composer.said(pack.session.name)}", "standfirst"),
        _table(composer, documents, first_pages),
    ]
    title = f"{words.index}{composer.speech.spacing.dash}{composer.said(pack.title)}"
    return composer.document(NOTE, title, blocks, [one.job.language for one in documents])


def _table(composer: Composer, documents: Sequence[PackDocument], first_pages: Mapping[int, str]) -> Table:
    words = composer.words
    heads = (words.number, words.document, words.language, words.pages, words.page)
    aligned = ("start", "start", "start", "end", "end")
    columns = tuple(Column(align, width) for align, width in zip(aligned, _WIDTHS, strict=True))  # type: ignore[arg-type]
    head = composer.row(*(composer.cell(composer.run(one), header=True) for one in heads))
    body: list[Row] = []
    for _, group in groupby(documents, key=lambda one: one.job.case_id):
        members = list(group)
        body.append(composer.row(heading(composer, members[0], len(heads))))
        body += [composer.row(*_cells(composer, one, first_pages)) for one in members]
    return Table(columns, (head,), tuple(body), composer.place)


def heading(composer: Composer, document: PackDocument, columns: int) -> Cell:
    """Return the cell over all columns that names the State and the case of the documents below it."""
    names = [one for one in (document.state, document.case_title) if one]
    words = composer.run(composer.speech.spacing.dash.join(names), verbatim=True)
    return composer.cell(Strong((words,), composer.place), columns=columns)  # a head of rows heads nothing to the side


def _cells(composer: Composer, document: PackDocument, first_pages: Mapping[int, str]) -> Iterator[Cell]:
    language = document.job.language
    yield composer.cell(composer.run(f"{document.number:02}"))  # as the names of its files begin
    yield composer.cell(composer.foreign(document.title, language))
    yield composer.cell(composer.run(spoken(composer, language)))
    yield composer.cell(composer.run(str(document.pages) if document.pages else "\N{EN DASH}"))
    yield composer.cell(composer.run(first_pages.get(document.number, "\N{EN DASH}")))


def spoken(composer: Composer, language: str) -> str:
    """Return the name of a language in the receiver's own."""
    return language_in(language, composer.language)


def index_csv(composer: Composer, documents: Sequence[PackDocument], first_pages: Mapping[int, str]) -> bytes:
    """Return the index as a table for a spreadsheet or a mail merge: UTF-8, commas, no cell that is worked out."""
    words = composer.words
    heads = [words.number, words.state, words.case, words.document, words.language, words.pages, words.page, words.file]
    rows = [
        [
            str(one.number),
            one.state,
            one.case_title,
            one.title,
            spoken(composer, one.job.language),
            str(one.pages or ""),
            first_pages.get(one.number, ""),
            " ".join(one.name(file_format) for file_format in one.contents),
        ]
        for one in documents
    ]
    return table_bytes([heads, *rows])


def mail_merge(rows: Sequence[tuple[Receiver, int, str]]) -> bytes:
    """Return a table of all recipients for a mail merge, each with how many documents, and the name of the zip."""
    keys = [key for key in KEYS if any(getattr(one, key) for one, _, _ in rows)]
    heads = [*keys, "whole_name", "documents", "attachment"]
    return table_bytes(
        [
            heads,
            *(
                [*(getattr(one, key) for key in keys), one.whole_name, str(count), f"{one.id}/{name}" if name else ""]
                for one, count, name in rows
            ),
        ]
    )


def table_bytes(rows: Sequence[Sequence[str]]) -> bytes:
    """Return rows as CSV; a text that a spreadsheet would take for a formula gets an apostrophe before it."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerows([[_neutral(cell) for cell in row] for row in rows])
    return (_BYTE_ORDER_MARK + stream.getvalue()).encode("utf-8")


def _neutral(cell: str) -> str:
    """Return a text without control characters that nothing works out; zeros and accents stay."""
    plain = "".join(sign for sign in cell if sign == "\n" or sign >= " ").strip()
    return f"'{plain}" if plain.startswith(_FORMULA) else plain
