"""The bodies that cases go to: their names, the symbols of their documents, their languages, and where to write."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from submissions.languages import PLAIN
from submissions.rules.tables import known_date, languages, read_table, record, records, text, texts
from submissions.values import PartialDate, SourceMapping


@dataclass(frozen=True, slots=True)
class Address:
    """Where a body can be reached; `kind` is "page", "portal", "email" or "post", `confidence` A to D.

    One of confidence D was verified by nobody: a document may not print it without a person having looked.
    """

    kind: str
    value: str
    source: str
    seen: PartialDate
    confidence: str


@dataclass(frozen=True, slots=True)
class Seat:
    """The place of an office, by the codes under which its holidays are known: ISO 3166, and the part of the State."""

    id: str
    names: tuple[tuple[str, str], ...]
    country: str
    subdivision: str

    def name(self, language: str) -> str:
        """Return the place's name in a language, else the English one."""
        return dict(self.names).get(language) or dict(self.names)[PLAIN]


@dataclass(frozen=True, slots=True)
class Body:
    """A body of the United Nations.

    `symbol` is a regular expression for the symbols of its decisions, "" where none is known; `secretariat` are the
    languages in which its secretariat works, empty where they are not known; `seat` is the id of its office's place.
    """

    id: str
    names: tuple[tuple[str, str], ...]
    short_names: tuple[tuple[str, str], ...]
    symbol: str
    symbol_example: str
    symbol_confidence: str
    secretariat: tuple[str, ...]
    secretariat_source: str
    secretariat_confidence: str
    addresses: tuple[Address, ...]
    seat: str

    def name(self, language: str) -> str:
        """Return the full name in a language, else the English one."""
        return dict(self.names).get(language) or dict(self.names)[PLAIN]

    def short_name(self, language: str) -> str:
        """Return the short name in a language, else the English one."""
        return dict(self.short_names).get(language) or dict(self.short_names)[PLAIN]

    def is_symbol(self, typed: str) -> bool:
        """Tell whether a word is written as the symbols of this body's decisions are."""
        return bool(self.symbol) and re.fullmatch(self.symbol, typed) is not None


def body(identity: str) -> Body | None:
    """Return the body of an id, "cat", "wgad", "upr", or None."""
    return bodies().get(identity)


@cache
def seats() -> dict[str, Seat]:
    """Return every seat by its id; raises TableError where the table has a fault."""
    rows = records(read_table("bodies.yaml"), "seats")
    return {
        text(row, "id"): Seat(
            text(row, "id"), languages(row, "name"), text(row, "country"), text(row, "subdivision", "")
        )
        for row in rows
    }


@cache
def bodies() -> dict[str, Body]:
    """Return every body by its id, in the order of the table; raises TableError where the table has a fault."""
    root = read_table("bodies.yaml")
    contacts = record(root, "contacts")
    return {text(row, "id"): _read_body(row, contacts) for row in records(root, "bodies")}


def _read_body(row: SourceMapping, contacts: SourceMapping) -> Body:
    empty = SourceMapping(row.place)
    symbol = record(row, "symbol") if row.at("symbol") is not None else empty
    spoken = record(row, "languages") if row.at("languages") is not None else empty
    return Body(
        text(row, "id"),
        languages(row, "name"),
        languages(row, "short"),
        text(symbol, "pattern", ""),
        text(symbol, "example", ""),
        text(symbol, "confidence", ""),
        texts(spoken, "codes"),
        text(spoken, "source", ""),
        text(spoken, "confidence", ""),
        tuple(_read_address(one) for one in records(contacts, text(row, "contact"))),
        text(row, "seat"),
    )


def _read_address(row: SourceMapping) -> Address:
    return Address(
        text(row, "kind"), text(row, "value"), text(row, "source"), known_date(row, "seen"), text(row, "confidence")
    )
