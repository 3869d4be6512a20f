"""Who receives a pack: recipients of the pack file and of a table, each under a name for a folder of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Final

from submissions.findings import Finding, Place
from submissions.folding import fold, fold_words
from submissions.gate import shown
from submissions.importing.cells import Reading, read_cell
from submissions.importing.keys import Key
from submissions.importing.records import Leaf, TableWish, TypedCell, TypedTable
from submissions.importing.tables import first_of_each, read_table
from submissions.languages import language_meant
from submissions.packaged import packaged_rows
from submissions.packs.record import Recipient
from submissions.source import nearest
from submissions.values import NOWHERE, Text

EVERYBODY: Final = "all"
"""The folder of a pack that has no recipients: it is made once, for all."""
MAIL_MERGE: Final = "mail-merge"
"""The folder of the table of all recipients, which no recipient is given; none may be called so."""
_HEADS: Final = "packs/heads.csv"
_NOT_IN_A_NAME: Final = re.compile(r"[^a-z0-9]+")
_NAME_MAX: Final = 40
# As RFC 5321 has it, as far as people have such addresses.
_EMAIL: Final = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")
_SAVE: Final = "save the table alone, as 'CSV UTF-8', or as a workbook (.xlsx) of one sheet without hidden rows"


@dataclass(frozen=True, slots=True)
class Receiver:
    """One recipient as typed, "" for what was not; `id` names the folder, `place` is where the entry or row stands."""

    place: Place
    name: str = ""
    id: str = ""
    form_of_address: str = ""
    salutation: str = ""
    office: str = ""
    constituency: str = ""
    committee: str = ""
    address: str = ""
    language: str = ""
    email: str = ""
    line: str = ""

    @classmethod
    def of(cls, recipient: Recipient, language: str) -> Receiver:
        """Return a recipient of the pack file; one without a language has that of the pack."""
        values = {name: str(getattr(recipient, name) or "") for name in KEYS}
        return cls(recipient.origin, **{**values, "language": values["language"] or str(language)})

    @property
    def whole_name(self) -> str:
        """The name behind its form of address."""
        return f"{self.form_of_address} {self.name}".strip()

    @property
    def is_somebody(self) -> bool:
        """Whether the pack is for one recipient, and not for all."""
        return bool(self.name)


KEYS: Final = tuple(one.name for one in fields(Receiver) if one.name != "place")
"""The keys of a recipient, in their order."""


def receivers_in(content: bytes, name: str, language: str) -> tuple[list[Receiver], list[Finding]]:
    """Return the recipients of a table, CSV or a workbook, in its order, and what is wrong with it.

    Formulas, dates and what a spreadsheet has shortened are refused at their cell; zeros before a number and accents
    stay as they were typed.
    """
    table, findings = read_table(content, name, TableWish("people"))
    findings = [replace(one, help=_SAVE) if "--" in one.help else one for one in findings]  # of another command
    if table is None:
        return [], findings
    columns, faults = _columns(table)
    findings += faults
    if "name" not in columns.values():
        words = "no head of the table is that of the recipients' names"
        return [], [*findings, Finding("E777", Place(name), words, "write 'name' above the column of the names")]
    reading = Reading({})
    receivers = []
    for row in table.rows:
        values, faults = _values(row, columns, reading)
        findings += faults
        receiver = Receiver(row[0].place, **{**values, "language": values.get("language") or str(language)})
        receivers.append(receiver)
        if not receiver.name and not faults:
            words = "a row of the table has no name"
            findings.append(Finding("E777", row[0].place, words, "write the recipient's name, or take the row out"))
    if not table.rows:
        findings.append(Finding("E777", Place(name), "the table holds heads and no recipient", "write a row below"))
    return receivers, first_of_each(findings)


def _columns(table: TypedTable) -> tuple[dict[int, str], list[Finding]]:
    """Return the key of each column by its number."""
    known = _known_heads()
    found: dict[int, str] = {}
    findings = []
    for cell in table.heads:
        head = str(cell.held).strip()
        key = known.get(fold_words(head.replace("_", " ")), "")
        if not key or key in found.values():
            words = f"the head '{shown(head)}' is " + ("there twice" if key else "no key of a recipient")
            near = known.get(nearest(fold_words(head), known), "")
            guess = f"write '{near}' if that is meant; " if near and not key else ""
            order = f"{guess}take the column out, or use one of: {', '.join(KEYS)}"
            findings.append(Finding("E777", cell.place, words, order))
        else:
            found[cell.column] = key
    return found, findings


def _known_heads() -> Mapping[str, str]:
    known: dict[str, str] = {}
    for row in packaged_rows(_HEADS):
        for word in (row["key"].replace("_", " "), *(one for cell in row.values() for one in cell.split("/"))):
            known.setdefault(fold_words(word), row["key"])
    return known


def _values(
    row: Sequence[TypedCell], columns: Mapping[int, str], reading: Reading
) -> tuple[dict[str, str], list[Finding]]:
    """Return the values of a row by their keys; a language may be named or coded."""
    values: dict[str, str] = {}
    findings: list[Finding] = []
    for cell in row:
        key = columns.get(cell.column)
        if key is None:
            continue
        leaf, faults = read_cell(cell, Key((key,), "text"), reading)
        findings += faults
        text = leaf.text if isinstance(leaf, Leaf) else ""
        if key == "language" and text:
            code = language_meant(text)
            if not code:
                words = f"'language' is no language: '{shown(text)}'"
                findings.append(Finding("E777", cell.place, words, "write its code, such as en or fr"))
            text = code
        values[key] = text
    return values, findings


def named_apart(receivers: Sequence[Receiver]) -> tuple[tuple[Receiver, ...], list[Finding]]:
    """Return recipients each with an id of its own, and what is wrong with ids, addresses and entries that are double.

    An id that is made says the name in plain letters; whose name has none is counted.
    """
    findings = [*_odd_addresses(receivers), *_doubles(receivers)]
    taken: dict[str, Place] = {MAIL_MERGE: NOWHERE}
    for one in receivers:
        if one.id and (not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one.id) or len(one.id) > _NAME_MAX):
            order = "write small letters, figures and hyphens: 'jane-example'"
            findings.append(Finding("E777", one.place, f"'id' cannot name a folder: '{shown(one.id)}'", order))
        elif one.id and one.id in taken:
            words = f"two recipients have the same id: '{one.id}', the first at {taken[one.id]}"
            findings.append(Finding("E777", one.place, words, "give one of them another id"))
        elif one.id:
            taken[one.id] = one.place
    named = []
    for number, one in enumerate(receivers, 1):
        made = one.id or _free(plain_name(one.name) or f"recipient-{number}", taken)
        taken.setdefault(made, one.place)
        named.append(replace(one, id=made))
    return tuple(named), findings


def _odd_addresses(receivers: Sequence[Receiver]) -> Iterator[Finding]:
    for one in receivers:
        if one.email and not _EMAIL.fullmatch(one.email):
            words = f"'email' is no address for electronic mail: '{shown(one.email)}'"
            yield Finding("E777", one.place, words, "write one address, such as jane@example.org")


def _doubles(receivers: Sequence[Receiver]) -> Iterator[Finding]:
    """Yield an error for everybody who is there twice: two letters to one member are a mistake of the list."""
    seen: dict[tuple[str, ...], Place] = {}
    for one in receivers:
        key = (fold_words(one.name), one.committee, one.constituency, one.email.casefold())
        if one.name and key in seen:
            words = f"a recipient is there twice; the first stands at {seen[key]}"
            yield Finding("E777", one.place, words, "take one of the two out")
        seen.setdefault(key, one.place)


def plain_name(name: str) -> str:
    """Return a name in plain letters with hyphens: "jane-example", "" for one of another script."""
    return _NOT_IN_A_NAME.sub("-", fold(name)).strip("-")[:_NAME_MAX].strip("-")


def _free(name: str, taken: Mapping[str, Place]) -> str:
    numbers = range(2, len(taken) + 3)
    return next(one for one in (name, *(f"{name}-{number}" for number in numbers)) if one not in taken)


def everybody(language: Text | str, place: Place) -> Receiver:
    """Return what stands for the recipient of a pack that has none: it is made once, for all."""
    return Receiver(place, id=EVERYBODY, language=str(language))
