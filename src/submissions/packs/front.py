"""The front of a combined PDF: its cover, and its contents with the page on which each document begins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from submissions.document import Anchor, Block, Column, Division, Document, Reference, Row, Table
from submissions.findings import Finding
from submissions.packs.composing import NOTE, Composer
from submissions.packs.documents import PackDocument
from submissions.packs.index import heading, spoken
from submissions.packs.words import filled

_WIDTHS: Final = (66, 22, 12)


def place_name(document: PackDocument) -> str:
    """Return the name of the place in the contents that is to lead to a document."""
    return f"document-{document.number}"


def front(
    composer: Composer, documents: Sequence[PackDocument], first_pages: Mapping[int, str], part: tuple[int, int]
) -> tuple[Document, list[Finding]]:
    """Return cover and contents; `part` is which of how many files this is.

    `first_pages` are the labels of the pages on which documents begin, by number of document.
    """
    pack = composer.file.pack
    blocks = [*_cover(composer, documents, part)] if "pack" in pack.covers else []
    blocks.append(composer.paragraph(composer.house.labels[composer.language]["contents"], "contents-title"))
    blocks.append(_contents(composer, documents, first_pages))
    title = f"{composer.said(pack.title)}{composer.speech.spacing.dash}{composer.said(pack.session.name)}"
    languages = [one.job.language for one in documents]
    return composer.document(NOTE, title, blocks, languages, numbered=False)


def _cover(composer: Composer, documents: Sequence[PackDocument], part: tuple[int, int]) -> Iterator[Block]:
    pack, words = composer.file.pack, composer.words
    session = pack.session
    number, count = part
    when = [composer.dated(session.dates), composer.said(session.place)]
    lines = [composer.said(session.name), ", ".join(one for one in when if one)]
    keeping = words.filing if composer.file.is_private else words.public
    labels = composer.house.labels[composer.language]
    marking = labels["marking_filing"] if composer.file.is_private else labels["marking_public"]
    states = list(dict.fromkeys(one.state for one in documents if one.state))
    box = (composer.paragraph(marking, "box-title"), composer.paragraph(keeping))
    yield Division(
        "cover",
        (
            composer.paragraph(composer.organisation, "kicker"),
            composer.paragraph(composer.said(pack.title), "title"),
            composer.paragraph("\n".join(line for line in lines if line), "standfirst"),
            *([composer.paragraph(" · ".join(states))] if states else []),
            composer.paragraph(composer.day, "date"),
            *([composer.paragraph(filled(words.part, number=str(number), count=str(count)))] if count > 1 else []),
            Division("box", box, composer.place),
        ),
        composer.place,
    )


def _contents(composer: Composer, documents: Sequence[PackDocument], first_pages: Mapping[int, str]) -> Table:
    words = composer.words
    columns = (Column("start", _WIDTHS[0]), Column("start", _WIDTHS[1]), Column("end", _WIDTHS[2]))
    heads = (words.document, words.language, words.page)
    head = composer.row(*(composer.cell(composer.run(one), header=True) for one in heads))
    body: list[Row] = []
    for _, group in groupby(documents, key=lambda one: one.job.case_id):
        members = list(group)
        body.append(composer.row(heading(composer, members[0], len(heads))))
        body += [_row(composer, one, first_pages) for one in members]
    return Table(columns, (head,), tuple(body), composer.place)


def _row(composer: Composer, document: PackDocument, first_pages: Mapping[int, str]) -> Row:
    """Return the line of a document: its title and the number of its page lead to it."""
    name = place_name(document)
    title = Anchor(name, (composer.foreign(document.title, document.job.language),), composer.place)
    page = Reference(name, "", first_pages.get(document.number, "0"), composer.place)
    language = composer.run(spoken(composer, document.job.language))
    return composer.row(composer.cell(title), composer.cell(language), composer.cell(page))


def sheet(composer: Composer, document: PackDocument) -> tuple[Document, list[Finding]]:
    """Return the sheet before the documents of a case."""
    lines = [document.state] if document.state else []
    blocks = Division(
        "cover",
        (
            *(composer.paragraph(line, "kicker") for line in lines),
            composer.paragraph(document.case_title, "title"),
        ),
        composer.place,
    )
    return composer.document(NOTE, document.case_title, (blocks,), (), numbered=False)
