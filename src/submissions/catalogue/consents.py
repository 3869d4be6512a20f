"""Read which consents a template asks for: a list of mappings of a scope, the roles asked, and perhaps an audience."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, get_args

from submissions.case import Audience, ConsentNeed, Role, Scope
from submissions.catalogue.yaml_file import FileReader
from submissions.findings import Finding
from submissions.values import SourceList, SourceMapping, Text

_KEYS: Final = {
    "scope": "What is agreed to: `submit`, `name-to-state`, `name-in-public`, `share`, `use-image`, `contact`.",
    "of": "Whose consent it is, by role: `[complainant, victim, survivor]`.",
    "not_of": "The roles that the body keeps to itself; naming them asks for nothing: `[complainant, relative]`.",
    "audience": "The audience for which it is needed, `filing` or `public`; both if left out.",
}
_ORDER: Final = "write '- {scope: submit, of: [complainant, victim, survivor]}'"


def read_consents(node: SourceMapping, reader: FileReader) -> tuple[ConsentNeed, ...]:
    """Return the consents that a template asks for; what is wrong with them is a finding of the reader."""
    value = node.get(Text("consents"))
    if value is None:
        return ()
    if not isinstance(value, SourceList) or not value:
        reader.refuse(node, "consents", "'consents' must be a list of mappings", _ORDER)
        return ()
    return tuple(_needs(value, reader))


def _needs(items: SourceList, reader: FileReader) -> Iterator[ConsentNeed]:
    for item in items:
        if not isinstance(item, SourceMapping):
            reader.findings.append(Finding("E204", items.place, "an item of 'consents' must be a mapping", _ORDER))
            continue
        reader.refuse_unknown(item, _KEYS)
        scope = reader.choice(item, "scope", get_args(Scope))
        audience = reader.choice(item, "audience", get_args(Audience), "") if Text("audience") in item else ""
        roles = reader.listed(item, "of")
        kept = reader.listed(item, "not_of", ())
        for role in (*roles, *kept):
            if role not in get_args(Role):
                order = f"use one of: {', '.join(get_args(Role))}"
                reader.findings.append(Finding("E204", role.place, f"there is no such role: '{role}'", order))
        yield ConsentNeed(str(scope), tuple(map(str, roles)), str(audience), tuple(map(str, kept)))
