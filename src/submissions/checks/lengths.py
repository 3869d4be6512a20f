"""Look whether a document is longer than its template wants."""

from __future__ import annotations

from collections.abc import Iterator

from submissions.checks.subject import Subject
from submissions.document import Paragraph, plain, walk
from submissions.findings import Finding


def check_words(subject: Subject) -> Iterator[Finding]:
    """Hold that a document has no more words than its template allows."""
    words = sum(
        len(plain(node.inlines).split()) for node in walk(subject.document.blocks) if isinstance(node, Paragraph)
    )
    yield from _longer(subject, words, "words", subject.template.words_max)


def check_pages(subject: Subject) -> Iterator[Finding]:
    """Hold that a document has no more pages than its template allows."""
    yield from _longer(subject, subject.pages or 0, "pages", subject.template.pages_max)


def _longer(subject: Subject, count: int, unit: str, most: int | None) -> Iterator[Finding]:
    if most is not None and count > most:
        message = f"the document has {count} {unit} and its template wants {most} at most: {subject.job}"
        yield Finding("W353", subject.job.place, message, "shorten its texts")
