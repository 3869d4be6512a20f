"""Turn citations into notes, and word them: in full the first time, short with "(n 12)" after that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from submissions.catalogue import CitationStyle
from submissions.document import (
    Citation,
    CitationItem,
    Document,
    Inline,
    Note,
    Paragraph,
    Reference,
    Run,
    gap_of,
    plain,
)
from submissions.document.rewrite import rewrite
from submissions.findings import Finding
from submissions.languages import Language
from submissions.transforms.pattern import Fields, fill
from submissions.transforms.sources import Source

# The word of a pinpoint, "para" or "paras.", before its number; it is printed in the document's language.
_PINPOINT_WORD: Final = re.compile(r"([^\W\d]+)\.?(?=[\s\d])")
# The United Nations Treaty Series by volume and page, which every language abbreviates in its own way.
_SERIES: Final = re.compile(r"(?P<volume>\d+) UNTS (?P<page>\d+)")
# A hyphen between two figures is typed for a dash.
_RANGE: Final = re.compile(r"(?<=\d)\s?-\s?(?=\d)")


def set_notes(document: Document) -> Document:
    """Return the document with each citation of the running text in a note of its own."""

    def change(node: Any) -> Iterator[Any]:
        if isinstance(node, Citation):
            yield Note(0, (Paragraph((node,), node.place),), "", node.place)
        else:
            yield node

    return replace(document, blocks=rewrite(document.blocks, change, skip=(Note,)))


def cite(document: Document, sources: Mapping[str, Source], style: CitationStyle) -> tuple[Document, list[Finding]]:
    """Return the document with the words of all citations; the notes must have their numbers."""
    wording = _Wording(sources, style, document.speech)

    def change(node: Any) -> Iterator[Any]:
        yield wording.note(node) if isinstance(node, Note) else node

    return replace(document, blocks=rewrite(document.blocks, change, skip=(Note,))), wording.findings


class _Wording:
    """The notes in which each authority was first cited, in reading order."""

    def __init__(self, sources: Mapping[str, Source], style: CitationStyle, speech: Language) -> None:
        self.sources, self.style, self.speech = sources, style, speech
        self.first: dict[str, Note] = {}
        self.findings: list[Finding] = []

    def note(self, note: Note) -> Note:
        """Return a note with the words of its citations; one made of a citation alone ends in a full stop."""
        alone = _only_citation(note)
        if alone is not None:
            inlines = list(self.citation(alone, note, begins=True))
            if not plain(tuple(inlines)).endswith("."):
                inlines.append(Run(self.style.end, alone.place))
            return replace(note, blocks=(Paragraph(tuple(inlines), alone.place),))

        def change(node: Any) -> Iterator[Any]:
            if isinstance(node, Citation):
                yield from self.citation(node, note, begins=False)
            else:
                yield node

        return replace(note, blocks=rewrite(note.blocks, change))

    def citation(self, citation: Citation, note: Note, begins: bool) -> Iterator[Inline]:
        """Yield the words of a citation; `begins` makes its first word begin a sentence."""
        for index, item in enumerate(citation.items):
            if index:
                yield Run(self.style.join, item.place)
            if item.before:
                before = item.before[:1].upper() + item.before[1:] if begins and not index else item.before
                yield Run(before + " ", item.place)
            yield from self._item(item, note)

    def _item(self, item: CitationItem, note: Note) -> tuple[Inline, ...]:
        """Return the words of one authority at one point."""
        source = self.sources.get(item.authority)
        if source is None:
            return (gap_of(f"@{item.authority}", item.place, self.speech),)  # reported where it was read
        fields = dict(source.fields)
        self._set_series(fields, item)
        if item.pinpoint:
            fields["pinpoint"] = (Run(self.pinpoint(item.pinpoint), item.place),)
        first = self.first.get(item.authority)
        if first is None:
            self.first[item.authority] = note
            patterns = self.style.full
        elif first.number == note.number:
            fields.setdefault("short", fields.get("title", ()))
            patterns = self.style.same
        else:
            fields.setdefault("short", fields.get("title", ()))
            patterns = self.style.later
            fields["note"] = (Reference(first.id, "note", str(first.number), item.place),)
        return self._filled(patterns, source, fields, item)

    def _set_series(self, fields: dict[str, tuple[Inline, ...]], item: CitationItem) -> None:
        """Word a place in the UN Treaty Series, typed as "1465 UNTS 85", as the language does."""
        match = _SERIES.fullmatch(plain(fields.get("series", ())))
        if match:
            parts = {name: (Run(number, item.place),) for name, number in match.groupdict().items()}
            fields["series"], _ = fill(self.style.series, parts, item.place)

    def _filled(
        self, patterns: Mapping[str, str], source: Source, fields: Fields, item: CitationItem
    ) -> tuple[Inline, ...]:
        """Return a filled pattern; a field that it needs and the authority lacks is a finding."""
        pattern = patterns.get(source.type) or patterns.get("default")
        if pattern is None:
            order = f"add a pattern for '{source.type}' to the house's citations"
            self.findings.append(Finding("E346", item.place, f"no pattern cites a '{source.type}'", order))
            return ()
        inlines, lacking = fill(pattern, fields, item.place)
        for name in dict.fromkeys([*lacking, *(one for one in source.lacking if f"{{{one}}}" in pattern)]):
            message = f"the authority '{source.id}' has no '{name}' in the document's language"
            self.findings.append(Finding("E345", item.place, message, f"give '{name}' to the authority '{source.id}'"))
            inlines = (*inlines, gap_of(f"{name} (@{source.id})", item.place, self.speech))
        return inlines

    def pinpoint(self, typed: str) -> str:
        """Return a pinpoint with the style's words ("paras", "par.") and its sign between numbers."""
        words = self.style.pinpoints
        worded = _PINPOINT_WORD.sub(lambda match: words.get(match[1].lower(), match[0]), typed)
        return _RANGE.sub(self.style.range, worded)


def _only_citation(note: Note) -> Citation | None:
    """Return the citation that is all there is in a note."""
    match note.blocks:
        case (Paragraph(inlines=(Citation() as citation,)),):
            return citation
    return None
