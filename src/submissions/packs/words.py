"""The fixed words of packs, by language: `templates/house/pack.<language>.yaml`, read into one record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final

from submissions.catalogue.yaml_file import FileReader
from submissions.findings import Finding, Place
from submissions.languages import language_name
from submissions.values import SourceMapping, Text

_FIELD: Final = re.compile(r"\{(\w*)\}")


@dataclass(frozen=True, slots=True)
class PackWords:
    """What a pack says in one language; fields in braces are filled in.

    `line` takes up the recipient's own line; `public` and `filing` say how what is sent is to be kept.
    """

    documents: str
    number: str
    state: str
    case: str
    document: str
    language: str
    pages: str
    page: str
    file: str
    part: str
    index: str
    combined: str
    subject: str
    salutation: str
    salutation_all: str
    opening: str
    line: str
    one_file: str
    public: str
    filing: str
    offer: str
    closing: str
    enclosures: str


_FIELDS: Final[dict[str, frozenset[str]]] = {
    "part": frozenset({"number", "count"}),
    "subject": frozenset({"session", "title"}),
    "salutation": frozenset({"name"}),
    "opening": frozenset({"session", "title"}),
    "line": frozenset({"line"}),
}
KEYS: Final = tuple(one.name for one in fields(PackWords))


def read_words(folders: Sequence[Path], language: str) -> tuple[PackWords | None, list[Finding]]:
    """Return the words of packs in a language, from the first folder of templates that has them."""
    name = f"pack.{language}.yaml"
    path = next((one / "house" / name for one in folders if (one / "house" / name).is_file()), None)
    shown = f"templates/house/{name}"
    if path is None:
        words = f"the house has no words for packs in {language_name(language)}"
        order = (
            f"write {name} beside labels.{language}.yaml, with: {', '.join(KEYS)}; or give the pack another language"
        )
        return None, [Finding("E779", Place(shown), words, order)]
    reader = FileReader(path, shown)
    node = reader.read()
    if node is None:
        return None, reader.findings
    reader.refuse_unknown(node, KEYS)
    values = {key: _value(node, key, reader) for key in KEYS}
    return (None if reader.findings else PackWords(**values)), reader.findings


def _value(node: SourceMapping, key: str, reader: FileReader) -> str:
    """Return the words under a key, which hold their fields and no others."""
    if Text(key) not in node:
        reader.refuse(node, key, f"'{key}' is missing among the words of packs", f"write '{key}: ...'", code="E779")
        return ""
    words = str(reader.text(node, key))
    missing = wrong_fields(words, _FIELDS.get(key, frozenset()), needed=key in _FIELDS)
    if missing:
        reader.refuse(node, key, f"'{key}' {missing}: '{words}'", "write its fields as the English file has them")
    return words


def wrong_fields(words: str, known: frozenset[str], *, needed: bool) -> str:
    """Return what is wrong with the fields in braces of some words, "" where nothing is."""
    found = set(_FIELD.findall(words))
    bare = _FIELD.sub("", words)
    if found - known or "{" in bare or "}" in bare:
        return "has a field that nothing fills"
    return "lacks a field" if needed and not found else ""


def filled(words: str, **values: str) -> str:
    """Return words with their fields filled; what is filled in is never read for fields again."""
    return _FIELD.sub(lambda match: values.get(match[1], match[0]), words)
