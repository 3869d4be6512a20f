"""Look whether anything is left of a template: conditions that do not hold can leave nothing of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from submissions.checks.subject import Subject
from submissions.document import Contents, Division, Heading, PageBreak, Paragraph, Picture, Table, plain, walk
from submissions.findings import Finding, Place
from submissions.wordbody.body import at_paragraphs

_STATEMENT: Final = re.compile(r"\{%[-+]?\s*(?P<name>\w+)(?P<rest>.*?)[-+]?%\}", re.DOTALL)
_CONDITIONS: Final = ("if", "for")
# What begins a block with an end of its own, in which a condition is none of the document itself.
_BLOCKS: Final = (*_CONDITIONS, "macro", "call", "filter", "with", "raw")
_QUOTED: Final = re.compile(r"'[^']*'|\"[^\"]*\"")
_NAME: Final = re.compile(r"(?<![.|\w])[^\W\d]\w*(?:\.\w+)*")
_WORDS_OF_JINJA: Final = frozenset(
    ["and", "or", "not", "in", "is", "if", "else", "for", "true", "false", "none", "given", "defined", "loop"]
)
_OF_THE_RUN: Final = frozenset({"audience", "language", "letterhead"})
_SHOWN_MAX: Final = 5
_HEADS: Final = frozenset({"title", "subtitle", "kicker", "contents-title"})


def check_has_words(subject: Subject) -> Iterator[Finding]:
    """Hold that a document has words, and more than headings where its template has more under conditions."""
    body = subject.template.bodies.get(subject.job.language)
    if body is None or _says(subject):
        return
    conditions = list(_conditions(body))
    if not conditions and any(isinstance(node, Heading | Paragraph) for node in walk(subject.document.blocks)):
        return
    if conditions:
        shown = "; ".join(f"'{typed}'" for _, typed in conditions[:_SHOWN_MAX])
        message = f"nothing is left of the template, by these conditions: {shown}"
        order = "; or ".join(
            [*_orders(subject, [typed for _, typed in conditions]), "write what is printed without it"]
        )
    else:
        message, order = "the template prints no words", "write its text"
    found = Finding("E351", Place(body.place.file, conditions[0][0] if conditions else 1), message, order)
    drafted = subject.template.word_bodies.get(subject.job.language)
    yield from [found] if drafted is None else at_paragraphs([found], drafted)


def _orders(subject: Subject, conditions: Sequence[str]) -> Iterator[str]:
    """Yield what can be done in the case so that conditions hold; a template's own names stand for what they ask."""
    own = subject.template.names
    typed = [name for one in conditions for name in _asked(one)]
    names = dict.fromkeys(
        name for one in typed for name in (_asked(str(own[one])) if one in own else (one,)) if name not in _OF_THE_RUN
    )
    if names:
        yield f"give the case what they ask for: {', '.join(names)}"
    if "audience" in typed:
        yield f"take '{subject.job.audience}' out of the audiences of the submission"


def _says(subject: Subject) -> bool:
    """Tell whether a document has anything but headings, titles, contents and new pages."""
    for node in walk(subject.document.blocks):
        if isinstance(node, Heading | Division | Contents | PageBreak):
            continue
        if isinstance(node, Paragraph) and (node.role in _HEADS or not plain(node.inlines).strip()):
            continue
        if isinstance(node, Paragraph | Picture | Table):
            return True
    return False


def _conditions(body: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the words of each condition and loop of a template that stands in no other."""
    depth = 0
    for match in _STATEMENT.finditer(body):
        name = match["name"]
        if name in _BLOCKS:
            if not depth and name in _CONDITIONS:
                yield body.count("\n", 0, match.start()) + 1, f"{name} {' '.join(match['rest'].split())}"
            depth += 1
        elif name == "elif" and depth == 1:
            yield body.count("\n", 0, match.start()) + 1, f"if {' '.join(match['rest'].split())}"
        elif name.removeprefix("end") in _BLOCKS and name.startswith("end"):
            depth -= 1


def _asked(typed: str) -> Iterator[str]:
    """Yield the names for which a condition asks, and over whose values a loop goes."""
    asked = typed.partition(" in ")[2] if typed.startswith("for ") else typed
    for name in _NAME.findall(_QUOTED.sub("", asked)):
        if name not in _WORDS_OF_JINJA:
            yield str(name)
