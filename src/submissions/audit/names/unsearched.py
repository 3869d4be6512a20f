"""Say which words of a protected name are not searched for alone, why, and what to do; no message repeats a word."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from submissions.audit.names.guards import guards_of
from submissions.audit.records import Guard, Secret, Why
from submissions.findings import Finding

_SHORT: Final = "it has one or two letters"
_REASONS: Final[dict[Why, str]] = {
    "short": _SHORT, "declared": "the case calls it an everyday word", "address": "it is also a form of address"
}  # fmt: skip
_ORDERS: Final[dict[Why, str]] = {
    "short": "give the name in parts and as a variant in the forms in which people write it",
    "shared": "say the gender of both, so that a title tells them apart",
    "declared": "take the word out of 'common_words' if it is no everyday word in these documents",
    "address": "give the name in parts and as a variant in the forms in which people write it",
}


def unsearched_findings(secrets: Iterable[Secret]) -> list[Finding]:
    """Return one finding for each name of which a word is searched for only beside what makes it the name.

    A warning (W628), or a note (N629) where the author has answered for every such word under 'common_words'.
    """
    found: dict[str, dict[str, tuple[Secret, Guard]]] = {}
    for secret in secrets:
        for guard in guards_of(secret) if secret.kind == "name" else ():
            found.setdefault(secret.label, {}).setdefault(_said(guard), (secret, guard))
    return [_finding(label, said) for label, said in found.items()]


def _finding(label: str, said: dict[str, tuple[Secret, Guard]]) -> Finding:
    secret = next(iter(said.values()))[0]
    guards = [guard for _, guard in said.values()]
    answered = all(guard.is_declared for guard in guards)
    message = f"of the {label}, not all is searched for alone: {'; '.join(said)}"
    orders = dict.fromkeys(_ORDERS[guard.why] for guard in guards)
    order = (
        "it is still found behind a title, as the name of a family, as a possessive, with an initial and near what "
        f"identifies; elsewhere write '@id' or a pseudonym and never the word; {'; '.join(orders)}"
    )
    if not answered:
        order += "; once no text depends on it, answer with the word and the reason under 'common_words' of the person"
    return Finding("N629" if answered else "W628", secret.place, message.replace("the the", "the"), order)


def _said(guard: Guard) -> str:
    """Return which word it is and why it is not searched for alone."""
    if guard.why == "shared":
        return f"{guard.part} is shared with {' and '.join(one.whose for one in guard.bearers)}"
    return f"{guard.part}, as {_REASONS[guard.why]}"
