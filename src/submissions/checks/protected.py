"""Look for what is protected in the words of a document, and for what was never filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from submissions.checks.subject import Subject
from submissions.document import (
    ContentsEntry,
    Document,
    Foreign,
    Gap,
    Inline,
    Link,
    Note,
    Picture,
    Run,
    Table,
    children,
    plain,
    series,
    walk,
)
from submissions.findings import Finding, Place
from submissions.folding.scripts import main_scripts
from submissions.languages import nouns_have_capitals

if TYPE_CHECKING:
    from submissions.audit.records import Hit

_OF_PASSAGES: Final = frozenset({"withheld words", "a withheld family name"})


def check_names(subject: Subject) -> list[Finding]:
    """Hold that the text of a document names nobody who is protected from its audience."""
    if not subject.searcher.secrets:
        return []
    from submissions.audit.records import Piece  # noqa: PLC0415 - slow to import

    found = list(_texts_of(subject.document))
    pieces = [Piece(str(number), channel, text) for number, (channel, text, _, _) in enumerate(found)]
    findings = []
    for hit in subject.searcher.search(pieces):
        channel, _, place, inlines = found[int(hit.piece.part)]
        findings += [_would_be_printed(hit, channel, one) for one in _places_in(inlines, hit.words, place)]
    return list(dict.fromkeys(findings))


def check_searchable(subject: Subject) -> list[Finding]:
    """Hold that of each protected name the author knows what is not searched for alone, and what to do."""
    from submissions.audit.names.unsearched import unsearched_findings  # noqa: PLC0415 - slow to import

    return unsearched_findings(subject.searcher.secrets)


def check_letters(subject: Subject) -> list[Finding]:
    """Hold that each protected name is given in letters in which it is searched for: Latin ones, and the document's."""
    from submissions.audit.names.unsearched import unwritten_findings  # noqa: PLC0415 - slow to import

    scripts = main_scripts(" ".join(text for _, text, _, _ in _texts_of(subject.document)))
    return unwritten_findings(subject.searcher.secrets, scripts)


def check_alike(subject: Subject) -> list[Finding]:
    """Hold that somebody has looked at what may be a protected name and may be something else: one list a document."""
    from submissions.audit.records import Piece  # noqa: PLC0415 - slow to import

    found = list(_texts_of(subject.document))
    pieces = [Piece(str(number), channel, text) for number, (channel, text, _, _) in enumerate(found)]
    told: dict[str, Place] = {}
    for hit in subject.searcher.look(pieces):
        channel, _, place, inlines = found[int(hit.piece.part)]
        for here in _places_in(inlines, hit.words, place):
            told.setdefault(f"{here or channel}: {hit.secret.label} ({hit.variant})", here)
    if not told:
        return []
    listed = [*list(told)[:_LOOKS_MAX], *([f"and {len(told) - _LOOKS_MAX} more"] if len(told) > _LOOKS_MAX else [])]
    message = f"what may be a protected name would be printed: {'; '.join(listed)}"
    return [Finding("W630", next(iter(told.values())), message, _LOOK)]


def check_strangers(subject: Subject) -> list[Finding]:
    """Hold that whoever a public document names stands in a list of the case: one list a document.

    That is a name behind a title, and two words with capitals together in what the case itself gives; not those in a
    language that gives every noun a capital.
    """
    from submissions.audit.names.strangers import strange_pairs, strangers  # noqa: PLC0415 - slow to import

    found = list(_texts_of(subject.document))
    asked = [*strangers(subject.case, (text for _, text, _, _ in found), _covered(subject, found))]
    if not nouns_have_capitals(subject.document.language):
        typed = [_typed(inlines) if inlines else "" for _, _, _, inlines in found]
        asked += strange_pairs(subject.case, typed, subject.printed, _covered(subject, found))
    texts = [(found[number], words) for number, words in sorted(asked)]
    places = dict.fromkeys(next(iter(_places_in(one[3], words, one[2]))) for one, words in texts)
    if not places:
        return []
    listed = [*map(str, list(places)[:_LOOKS_MAX])]
    if len(places) > _LOOKS_MAX:
        listed.append(f"and {len(places) - _LOOKS_MAX} more")
    order = (
        "look at the names behind a title and at two words with capitals together: put whoever is to be protected into "
        "'people'; put the others, and what is nobody, under 'may_be_named' of the case"
    )
    message = f"somebody may be named who is in no list of the case: {'; '.join(listed)}"
    return [Finding("W631", next(iter(places)), message, order)]


_LOOKS_MAX: Final = 9
"""So many places are told, so that the list has ten lines with the one that counts the rest."""
_LOOK: Final = (
    "look at each: write '@id' where it is the person; where it is something else, say so under 'common_words' of the "
    "person, or write the whole name of somebody who may be named"
)


def check_placeholders(subject: Subject) -> list[Finding]:
    """Hold that nothing is printed that was to be filled in and is not, for any audience."""
    from submissions.audit.word.refusals import REASONS, kinds_in  # noqa: PLC0415 - slow to import

    order = "write what belongs there; square brackets around words of your own, such as [sic], may stay"
    code, is_held = ("W633", "holds") if subject.job.draft else ("E621", "holds what may not be handed over:")
    gaps = [node.text for node in walk(subject.document.blocks) if isinstance(node, Gap)]
    return [
        Finding(code, place, f"the {channel} {is_held} {REASONS['placeholder']}", order)
        for channel, text, place, _ in _texts_of(subject.document)
        if "placeholder" in kinds_in(_without(gaps, text))
    ]


def check_left_behind(subject: Subject) -> list[Finding]:
    """Hold that no words of a template hold a tag or a path, and no words at all what Word prints for a lost reference.

    A path or braces that the author of a case typed are words like others.
    """
    from submissions.audit.word.refusals import REASONS, found_in  # noqa: PLC0415 - slow to import

    findings: dict[Finding, None] = {}
    for channel, text, place, inlines in _texts_of(subject.document):
        for kind, words in found_in(text):
            for here in _places_in(inlines, _in_one_run(inlines, words), place):
                is_template = here.file.startswith(_TEMPLATES) and (bool(inlines) or _is_titled(subject, words))
                if kind == "field error" or (kind in _OF_TEMPLATES and is_template):
                    message = f"the {channel} holds what may not be handed over: {REASONS[kind]}"
                    findings[Finding("E621", here, message, _LEFT_BEHIND)] = None
    return list(findings)


def _is_titled(subject: Subject, words: str) -> bool:
    """Tell whether a template has words in its own title; all else of a document's title is the case's."""
    return words in str(subject.template.title.get(subject.document.language, ""))


_OF_TEMPLATES: Final = frozenset({"path", "template tag"})
_LEFT_BEHIND: Final = "take it out, and write what it stands for"


def printed_texts(document: Document) -> list[str]:
    """Return every text that a document prints or carries."""
    return [text for _, text, _, _ in _texts_of(document)]


def _without(gaps: Iterable[str], text: str) -> str:
    """Return a text without the phrases of gaps, each of which is told by itself."""
    for gap in gaps:
        text = text.replace(gap, "")
    return text


def check_echoes(subject: Subject) -> list[Finding]:
    """Hold that a public document prints no single word of what it withholds elsewhere; no message repeats it."""
    from submissions.audit.names.echoes import echoes  # noqa: PLC0415 - slow to import

    found = list(_texts_of(subject.document))
    order = "withhold it here too with '[words]{.redact}' if it tells what is withheld there, or narrow the brackets"
    return [
        Finding("W370", found[one.number][2], f"a word of what is withheld at {one.withheld} stands here too", order)
        for one in echoes(subject.case, (text for _, text, _, _ in found))
    ]


def _would_be_printed(hit: Hit, channel: str, place: Place) -> Finding:
    order = (
        "name a person as '@id', so that readers who may not see the name read the pseudonym; withhold other words "
        "with '[words]{.redact}'; if it is an everyday word here, say so under 'common_words' of the person; if it is "
        "somebody who may be named, write the whole name, or say the 'gender' of both"
    )
    if hit.secret.label in _OF_PASSAGES:
        order = f"it is withheld at {hit.secret.place}: withhold it here too, or narrow the brackets there"
    words = f"{hit.secret.label} would be printed in the {channel} ({hit.variant})"
    return Finding("E623", place, words, order)


def _texts_of(document: Document) -> Iterator[tuple[str, str, Place, tuple[Inline, ...]]]:
    """Yield each text that a document prints or carries: what it is, its words, its place, and its inlines."""
    nowhere = next((node.place for node in document.blocks), Place(""))
    furniture = document.furniture
    for channel, text in (
        ("title", document.title),
        ("head of the pages", furniture.header),
        ("marking", furniture.marking),
        ("name of the organisation", document.organisation),
    ):
        yield channel, text, nowhere, ()
    for node in walk(document.blocks):
        kind = "caption" if isinstance(node, Table | Picture) else "text"
        if not isinstance(node, ContentsEntry):  # it repeats a heading
            yield from ((kind, plain(inlines), node.place, inlines) for inlines in series(node))
        if isinstance(node, Link):
            yield "address of a link", node.address, node.place, ()
        if isinstance(node, Picture) and node.scale is None:  # that of a timeline repeats its moments
            yield "alternative text", node.alternative, node.place, ()


def _typed(inlines: Iterable[Any]) -> str:
    """Return the words of inlines, those in small letters that no case gives or that are of a language of capitals."""
    texts = []
    for node in inlines:
        inside = () if isinstance(node, Note) else tuple(children(node))
        if isinstance(node, Foreign) and nouns_have_capitals(node.language):
            texts.append(plain((node,)).lower())
        elif inside:
            texts.append(_typed(inside))
        else:
            of_case = isinstance(node, Run) and not node.place.file.startswith(_TEMPLATES)
            texts.append(plain((node,)) if of_case else plain((node,)).lower())
    return "".join(texts)


_TEMPLATES: Final = "templates/"


def _covered(subject: Subject, texts: Sequence[tuple[str, str, Place, tuple[Inline, ...]]]) -> frozenset[str]:
    """Return the words of a document in which somebody protected is found, who is in a list and told of already."""
    from submissions.audit.records import Piece  # noqa: PLC0415 - slow to import

    if not subject.searcher.secrets:
        return frozenset()
    pieces = [Piece(str(number), channel, text) for number, (channel, text, _, _) in enumerate(texts)]
    sure, unsure = subject.searcher.judged(pieces)
    return frozenset(word for hit in (*sure, *unsure) for word in _WORD.findall(hit.words))


_WORD: Final = re.compile(r"[^\W\d_]+")


def _starts(words: str, text: str) -> list[int]:
    """Return where words stand in a text, as a word if they do, else within others."""
    found = [list(re.finditer(one, text)) for one in (rf"(?<!\w){re.escape(words)}(?!\w)", re.escape(words)) if words]
    return [match.start() for match in next(filter(None, found), [])]


def _places_in(inlines: tuple[Inline, ...], words: str, place: Place) -> list[Place]:
    """Return where words stand, by line and column: in each run that holds them, or a part of them, or the whole."""
    runs = [node for node in _runs(inlines) if node.place.line]
    firsts = {run.place: run for run in reversed(runs)}  # behind a mention, a run has the place of its paragraph
    whole = [
        replace(run.place, column=run.place.column + at) if run.place.column and firsts[run.place] is run else run.place
        for run in runs
        for at in _starts(words, run.text)
    ]
    part = [run.place for run in runs if len(run.text.strip()) > 1 and run.text.strip() in words]
    return whole or part[:1] or [place]


def _in_one_run(inlines: tuple[Inline, ...], words: str) -> str:
    """Return as much of words from their beginning as stands in one run: a tag of the case may touch other words."""
    texts = [run.text for run in _runs(inlines)]
    begins = (words[:end] for end in range(len(words), 1, -1))
    return next((one for one in begins if any(one in text for text in texts)), words)


def _runs(inlines: Iterable[Any]) -> Iterator[Run]:
    for node in inlines:
        if isinstance(node, Run):
            yield node
        else:
            yield from _runs(children(node))
