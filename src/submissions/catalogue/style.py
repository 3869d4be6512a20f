"""A citation style as data: patterns by type of authority, and the words of pinpoints, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from submissions.catalogue.yaml_file import FileReader
from submissions.values import SourceMapping

TYPES: Final = ("treaty", "un-document", "decision", "judgment", "legislation", "report", "book", "web")


@dataclass(frozen=True, slots=True)
class CitationStyle:
    """How a language cites.

    `full` holds the pattern of a first citation by type of authority, `later` that of a later note and `same` that of
    the same note again ("default" stands for every other type); `join` stands between two authorities, `end` ends a
    note, `range` between the two numbers of a range; `series` prints a place in the UN Treaty Series; `pinpoints` maps
    the words of a pinpoint, in small letters, to the ones printed.
    """

    join: str
    end: str
    range: str
    series: str
    full: Mapping[str, str]
    later: Mapping[str, str]
    same: Mapping[str, str]
    pinpoints: Mapping[str, str]


def read_style(node: SourceMapping, reader: FileReader) -> CitationStyle:
    """Return the style that a house file gives; what it lacks or nobody knows is a finding."""
    reader.refuse_unknown(node, ("join", "end", "range", "series", "full", "later", "same", "pinpoints"))
    patterns = {}
    for key in ("full", "later", "same"):
        patterns[key] = reader.texts(node, key)
        unknown = [name for name in patterns[key] if name not in (*TYPES, "default")]
        for name in unknown:
            reader.refuse(node, key, f"'{key}' has a pattern for no known type: '{name}'", f"use {', '.join(TYPES)}")
    for kind in TYPES:
        if kind not in patterns["full"]:
            reader.refuse(node, "full", f"'full' lacks the pattern for '{kind}'", "add it")
    join, end, between, series = (reader.text(node, key) for key in ("join", "end", "range", "series"))
    return CitationStyle(join, end, between, series, **patterns, pinpoints=reader.texts(node, "pinpoints"))
