"""Understand the heads of a table: which key of the case file each column stands for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from submissions.findings import Finding, Place
from submissions.folding import fold_words
from submissions.gate import shown
from submissions.importing.keys import RECORDS, Key, key_at, keys_of
from submissions.importing.records import Listed, ShownHead, TypedRow, TypedTable
from submissions.languages import is_language, language_meant
from submissions.packaged import packaged_rows
from submissions.source import nearest

# A language behind a head: Text (fr), Texte (français).
_WITH_LANGUAGE: Final = re.compile(r"(.+?)\s*[(\[]([^()\[\]]+)[)\]]\s*", re.DOTALL)
_HEADS: Final = "importing/heads.csv"


@dataclass(frozen=True, slots=True)
class Heads:
    """What heads may be called in a table for one list, folded, and the paths that each may mean."""

    listed: Listed
    known: Mapping[str, tuple[tuple[str, ...], ...]]
    words: tuple[str, ...]

    @classmethod
    def of(cls, listed: Listed) -> Heads:
        """Gather the keys of a list and their usual words in every language of the table."""
        record = RECORDS[listed]
        known: dict[str, dict[tuple[str, ...], None]] = {
            fold_words(str(key)): {key.path: None} for key in keys_of(record)
        }
        own, words = frozenset(known), [str(key) for key in keys_of(record)]
        for row in packaged_rows(_HEADS):
            path = tuple(row["key"].split("."))
            if key_at(record, path) is None:
                continue
            for word in (one for language, cell in row.items() if language != "key" for one in cell.split("/")):
                folded = fold_words(word)
                if folded not in own:  # what is called as a key is that key, whatever else the word may mean
                    known.setdefault(folded, {})[path] = None
                words.append(word)
        return cls(listed, {word: tuple(paths) for word, paths in known.items()}, tuple(words))

    def keys(self, head: str) -> tuple[Key, ...]:
        """Return the keys that a head may stand for: none where it is unknown, several where it is not clear."""
        bare, language = head, ""
        match = _WITH_LANGUAGE.fullmatch(head.strip())
        if match and language_meant(match[2]):
            bare, language = match[1], language_meant(match[2])
        paths = [(*path, language) if language else path for path in (*self._meant(bare), _typed(bare))]
        record = RECORDS[self.listed]
        found = {path: key for path in paths if (key := key_at(record, path)) is not None}
        return tuple(found.values())[: None if self._meant(bare) else 1]

    def _meant(self, head: str) -> tuple[tuple[str, ...], ...]:
        return self.known.get(fold_words(head), ())


def _typed(head: str) -> tuple[str, ...]:
    """Return the path that somebody typed with dots: text.fr, consent.2.scope."""
    return tuple(fold_words(part).strip().replace(" ", "_") for part in head.split("."))


def read_heads(
    table: TypedTable, listed: Listed, language: str
) -> tuple[dict[int, Key], tuple[ShownHead, ...], list[Finding]]:
    """Return the key of each column by its number, each head as it was understood, and what no key was found for.

    Texts without a language beside others that have one are in the `language` of the case.
    """
    heads = Heads.of(listed)
    meant = {cell.column: heads.keys(str(cell.held).strip()) for cell in table.heads if isinstance(cell.held, str)}
    keys: dict[int, Key] = {}
    told: list[ShownHead] = []
    findings: list[Finding] = []
    first: dict[tuple[str, ...], Place] = {}
    for cell in table.heads:
        head = str(cell.held).strip()
        found = tuple(_in_language(key, meant.values(), listed, language) for key in meant.get(cell.column, ()))
        told.append(ShownHead(cell.place, head, str(found[0]) if len(found) == 1 else ""))
        if len(found) != 1:
            findings.append(_unclear(head, found, heads, cell.place))
        elif found[0].path in first:
            words = f"two heads stand for the key '{found[0]}'; the first is in {_where(first[found[0].path])}"
            findings.append(Finding("E182", cell.place, words, "keep one of the two columns, or rename it"))
        else:
            first[found[0].path] = cell.place
            keys[cell.column] = found[0]
    findings += _headless(table.rows, {cell.column for cell in table.heads})
    return keys, tuple(told), findings


def _in_language(key: Key, others: Collection[Sequence[Key]], listed: Listed, language: str) -> Key:
    """Return a key of a text with the language of the case, where another column has the same text in a language."""
    size = len(key.path)
    beside = [one.path for found in others for one in found if len(one.path) > size and one.path[:size] == key.path]
    own = key_at(RECORDS[listed], (*key.path, language))
    return own if own is not None and any(is_language(path[size]) for path in beside) else key


def _where(place: Place) -> str:
    """Return the cell of a place, without the name of its file: 'Sheet1!C7', or 'line 1, cell 3'."""
    return f"line {place.line}, cell {place.column}" if place.line else place.file.rpartition(":")[2]


def _unclear(head: str, found: Sequence[Key], heads: Heads, place: Place) -> Finding:
    """Say that a head is no key, or may be several."""
    if found:
        keys = " or ".join(f"'{key}'" for key in found)
        return Finding("E181", place, f"the head '{shown(head)}' may mean {keys}", f"write {keys} as the head")
    near = nearest(head, heads.words)
    path = heads.keys(near)[0] if near else None
    order = f"write '{path}' if that is meant; " if path else ""
    order += f"the keys of {heads.listed} are in the reference of the case file; delete a column that is none of them"
    guess = f"; did you mean '{near}'?" if near else ""
    return Finding("E181", place, f"the head '{shown(head)}' is no key of {heads.listed}{guess}", order)


def _headless(rows: Sequence[TypedRow], known: set[int]) -> Iterator[Finding]:
    """Tell of each column that has values and no head, once, at its first value."""
    seen = set(known)
    for cell in (cell for row in rows for cell in row):
        if cell.column not in seen:
            seen.add(cell.column)
            order = "write the key of the column above it; in a text file, put a value with the separator into quotes"
            yield Finding("E181", cell.place, "a value stands in a column without a head", order)
