"""Look for words left out by hand in a way that shows how long they are: letters can be counted, and names guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from submissions.checks.excerpts import is_of_template
from submissions.checks.subject import Subject
from submissions.document import Document, Heading, Paragraph, Picture, Run, Table, walk
from submissions.findings import Finding, Place

_NUMBER: Final = (
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|deux|trois|quatre|cinq|sept|huit|neuf|dix"
    r"|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez)"
)
_UNIT: Final = (
    r"(?:letters?|characters?|words?|lines?|lettres?|caract\u00e8res?|mots?|lignes?|letras?|palabras?|l\u00edneas?"
    r"|\u0431\u0443\u043a\u0432\w*|\u0441\u043b\u043e\u0432\w*|\u062d\u0631\u0641\w*|\u0623\u062d\u0631\u0641|\u0643\u0644\u0645\w*)"
)
_SIGNS: Final = re.compile(
    rf"\[[^\[\]]*\b(?i:{_NUMBER}\s+{_UNIT})\b[^\[\]]*\]"  # [name, 7 letters]
    r"|(?<![^\W_])(?:X{4,}|x{4,})(?![^\W_])"  # XXXX; three capitals are a Roman thirty
    r"|[\u2580-\u259f]|[\u25a0-\u25ac]{2,}"  # bars
    r"|\*{3,}|_{3,}|\#{3,}|[\u2013\u2014]{2,}|-{4,}|\.{5,}|\u2026{2,}"
    r"|(?:\[(?:\.{3}|\u2026)\]\s*){2,}"  # one is an ellipsis of a quotation, several are a measure
    r"|(?<!\w)[^\W\d_]\.?[-\u2013\u2014_*]{2,}(?!\w)",  # M___
)
_ORDER: Final = "write the words themselves as [words]{.redact}: the public then reads one fixed wording"


def check_left_out(subject: Subject) -> Iterator[Finding]:
    """Hold that nothing in a public document shows the length of what was left out."""
    for text, place in _texts(subject.document):
        if _SIGNS.search(text):
            yield Finding("W366", place, "the length of words that were left out can be seen", _ORDER)


def _texts(document: Document) -> Iterator[tuple[str, Place]]:
    """Yield the author's own words paragraph by paragraph; what templates print is the same for every case."""
    for node in walk(document.blocks):
        if isinstance(node, Picture):
            yield node.alternative, node.place
        inlines = node.inlines if isinstance(node, Paragraph | Heading) else ()
        inlines = node.caption if isinstance(node, Table | Picture) else inlines
        runs = [run for run in walk(inlines) if isinstance(run, Run) and not is_of_template(run.place)]
        if runs:
            yield "".join(run.text for run in runs), runs[0].place
