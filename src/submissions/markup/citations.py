"""Read what stands between the brackets of a citation: `see @sahli, para 8.3; @furundzija, paras 153-157`."""

from __future__ import annotations

import re
from typing import Final

from submissions.document import Citation, CitationItem
from submissions.findings import Finding, Place
from submissions.markup.scope import Scope, nearest

_ITEM: Final = re.compile(
    r"\s*(?P<before>[^@]*?)\s*@(?P<id>\w+(?:-\w+)*)\s*(?:,\s*(?P<pinpoint>[^@]+?))?\s*", re.DOTALL
)
# An @ after a letter or a dot is part of an address, and one after a backslash was meant as a sign.
_ID: Final = re.compile(r"(?<![\w.\\])@(\w+(?:-\w+)*)")


def is_citation(words: str, scope: Scope) -> bool:
    """Tell a citation from words in brackets that name people, as editors put them into quotations."""
    named = _ID.findall(words)
    return any(name in scope.authorities for name in named) or any(name not in scope.people for name in named)


def read_citation(words: str, place: Place, scope: Scope, findings: list[Finding]) -> Citation:
    """Return the citation between two brackets; each part that cannot be read is reported."""
    items = []
    for part in words.split(";"):
        match = _ITEM.fullmatch(part)
        if match is None:
            findings.append(_malformed(words, place))
            break
        items.append(_item(match, place, scope, findings))
    return Citation(tuple(items), place)


def _item(match: re.Match[str], place: Place, scope: Scope, findings: list[Finding]) -> CitationItem:
    """Return one authority of a citation; one that nobody has typed in is reported."""
    identity = match["id"]
    if identity not in scope.authorities:
        known = {"@" + name for name in scope.authorities}
        order = nearest("@" + identity, known, "add it to 'authorities' of the case")
        findings.append(Finding("E308", place, f"no authority has this id: '@{identity}'", order))
    return CitationItem(identity, match["before"].strip(), " ".join((match["pinpoint"] or "").split()), place)


def _malformed(words: str, place: Place) -> Finding:
    """Say how a citation is written."""
    order = "write [see @id, para 2; @other-id, paras 3-4], or \\[ for a plain bracket"
    return Finding("E309", place, f"this citation cannot be read: '[{' '.join(words.split())}]'", order)
