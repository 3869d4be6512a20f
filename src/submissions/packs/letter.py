"""The cover letter of a pack: who writes, to whom, for which session, what is enclosed and how it is to be kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from submissions.document import Block, Division, Document, Inline, LineBreak, Paragraph, Strong
from submissions.findings import Finding
from submissions.packs.composing import LETTER, Composer
from submissions.packs.documents import PackDocument
from submissions.packs.words import filled

# More would fill the page after the signature: the index lists them all.
_NAMED_MAX: Final = 12


def letter(composer: Composer, documents: Sequence[PackDocument]) -> tuple[Document, list[Finding]]:
    """Return the cover letter to a receiver, or to whoever receives the pack."""
    blocks = [*_opening(composer), *_text(composer), *_closing(composer), _enclosures(composer, documents)]
    subject = _subject(composer)
    return composer.document(LETTER, subject, blocks, [one.job.language for one in documents])


def _subject(composer: Composer) -> str:
    pack = composer.file.pack
    return filled(composer.words.subject, session=composer.said(pack.session.name), title=composer.said(pack.title))


def _opening(composer: Composer) -> Iterator[Block]:
    organisation, receiver = composer.file.pack.organisation, composer.receiver
    if not composer.house.look.name:  # the house prints its letterhead itself
        reached = [str(one) for one in (organisation.telephone, organisation.email, organisation.website) if one]
        address = composer.said(organisation.address)
        name = composer.organisation
        lines = address.splitlines() if address.startswith(name) else [name, *address.splitlines()]
        yield composer.paragraph("\n".join([*lines, *reached]), "letterhead")
    if receiver.is_somebody:
        lines = [receiver.whole_name, receiver.office, receiver.committee, receiver.constituency]
        whole = [line for line in (*lines, *receiver.address.splitlines()) if line]
        yield composer.paragraph("\n".join(whole), "addressee")
    yield composer.paragraph(composer.day, "date")
    subject = Strong((composer.run(_subject(composer)),), composer.place)
    yield Paragraph((subject,), composer.place, role="subject")
    yield composer.paragraph(_salutation(composer), "salutation")


def _salutation(composer: Composer) -> str:
    receiver, words = composer.receiver, composer.words
    if receiver.salutation:
        return receiver.salutation
    return filled(words.salutation, name=receiver.whole_name) if receiver.is_somebody else words.salutation_all


def _text(composer: Composer) -> Iterator[Block]:
    """Yield the paragraphs of the letter, those of the pack file where it has its own."""
    pack, words, receiver = composer.file.pack, composer.words, composer.receiver
    session = pack.session
    values = {
        "session": composer.said(session.name),
        "title": composer.said(pack.title),
        "body": composer.said(session.body),
        "dates": composer.dated(session.dates),
        "line": receiver.line,
        "organisation": composer.organisation,
    }
    own = composer.said(pack.letter)
    keeping = words.filing if composer.file.is_private else words.public
    taking_up = [words.line] if receiver.line else []
    texts = own.split("\n\n") if own else [words.opening, *taking_up, words.one_file, keeping, words.offer]
    for text in texts:
        paragraph = " ".join(filled(text, **values).split())
        if paragraph:
            yield composer.paragraph(paragraph)


def _closing(composer: Composer) -> Iterator[Block]:
    sender = composer.file.pack.sender
    yield composer.paragraph(composer.words.closing, "closing")
    signed = [str(sender.name), composer.said(sender.position)] if sender is not None else []
    lines = [line for line in (*signed, composer.organisation) if line]
    yield Division("signature", (composer.paragraph("\n".join(lines), "signature"),), composer.place)


def _enclosures(composer: Composer, documents: Sequence[PackDocument]) -> Paragraph:
    """Return what comes with the letter, a line each."""
    words = composer.words
    inlines: list[Inline] = [Strong((composer.run(words.enclosures),), composer.place)]
    lines: list[tuple[Inline, ...]] = [(composer.run(words.index),), (composer.run(words.combined),)]
    if len(documents) <= _NAMED_MAX:
        for one in documents:
            lines.append((composer.foreign(one.title, one.job.language),))
    for line in lines:
        inlines += [LineBreak(composer.place), *line]
    return Paragraph(tuple(inlines), composer.place, role="enclosures")
