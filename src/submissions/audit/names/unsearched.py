"""Say which words of a protected name are not searched for alone, why, and what to do; no message repeats a word."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from submissions.audit.names.guards import guards_of
from submissions.audit.names.heard import CONSONANTS_MIN
from submissions.audit.names.parts import name_words
from submissions.audit.records import Guard, Secret, Why
from submissions.findings import Finding
from submissions.folding import squash
from submissions.folding.romanising import romanised
from submissions.folding.scripts import scripts_searched

_SHORT: Final = "it has one or two letters"
_REASONS: Final[dict[Why, str]] = {
    "short": _SHORT, "declared": "the case calls it an everyday word", "address": "it is also a form of address"
}  # fmt: skip
_ORDERS: Final[dict[Why, str]] = {
    "short": "to search for the word alone, with its capital, type it as one of the 'variants'",
    "shared": "say the gender of both, so that a title tells them apart",
    "declared": "take the word out of 'common_words' if it is no everyday word in these documents",
    "address": "to search for the word alone, with its capital, type it as one of the 'variants'",
}
_IN_LINES: Final = "add the forms in which people write it on lines of their own"
_ORDERS_OF_A_LIST: Final[dict[Why, str]] = {
    "short": _IN_LINES,
    "shared": _IN_LINES,
    "declared": "take out the line with + if it is no everyday word in these files",
    "address": _IN_LINES,
}
_IN_A_CASE: Final = (
    "give the name in them too, under 'in_languages' of the name or as one of the 'variants' of the person"
)
_IN_A_LIST: Final = "write the name in them too, on the same line"
_SCRIPT_NAMES: Final = {"CJK": "Chinese", "HANGUL": "Korean", "DEVANAGARI": "Hindi"}
"""Scripts that people know by a language."""


def unwritten_findings(
    secrets: Iterable[Secret], scripts: Iterable[str] = (), *, listed: bool = False
) -> list[Finding]:
    """Return one warning (W632) for each name that is searched for in no form in Latin letters or one of `scripts`.

    `scripts` are named as `folding.scripts.scripts_searched` names them; `listed` says that the names stand in a list,
    and not in a case.
    """
    wanted = sorted({*scripts, "LATIN"})
    by_label: dict[str, list[Secret]] = {}
    for secret in (one for one in secrets if one.kind == "name"):
        by_label.setdefault(secret.label, []).append(secret)
    order = _IN_A_LIST if listed else _IN_A_CASE
    found = []
    for label, forms in by_label.items():
        searched = frozenset[str]().union(*map(_scripts_of, forms))
        if missing := [_SCRIPT_NAMES.get(one, one.capitalize()) for one in wanted if one not in searched]:
            whose = label if label.startswith("the ") else f"the {label}"
            message = f"{whose} is not searched for in {' and '.join(missing)} letters, since it is given in others"
            found.append(Finding("W632", forms[0].place, message, order))
    return found


def _scripts_of(secret: Secret) -> frozenset[str]:
    """Return the scripts in which each word of a name is searched for alone; an Arabic one needs two consonants."""
    heard = [heard for word in name_words(secret.text) if (heard := romanised(word))]
    found = scripts_searched(secret.text)
    return found - {"LATIN"} if any(one.consonants < CONSONANTS_MIN for one in heard) else found


def unsearched_findings(secrets: Iterable[Secret], *, listed: bool = False) -> list[Finding]:
    """Return one finding for each name of which a word is searched for only beside what makes it the name.

    A warning (W628), or a note (N629) where the author has answered for every such word under 'common_words'; `listed`
    says that the names stand in a list, and not in a case.
    """
    names = [secret for secret in secrets if secret.kind == "name"]
    typed = {(secret.label, squash(secret.text)) for secret in names if secret.as_typed}
    found: dict[str, dict[str, tuple[Secret, Guard]]] = {}
    for secret in names:
        for guard in guards_of(secret):
            if (secret.label, squash(guard.word)) not in typed:
                found.setdefault(secret.label, {}).setdefault(_said(guard), (secret, guard))
    return [_finding(label, said, listed=listed) for label, said in found.items()]


def _finding(label: str, said: dict[str, tuple[Secret, Guard]], *, listed: bool) -> Finding:
    secret = next(iter(said.values()))[0]
    guards = [guard for _, guard in said.values()]
    answered = all(guard.is_declared for guard in guards)
    message = f"of the {label}, not all is searched for alone: {'; '.join(said)}"
    orders = dict.fromkeys((_ORDERS_OF_A_LIST if listed else _ORDERS)[guard.why] for guard in guards)
    order = "it is still found behind a title, as the name of a family, as a possessive, with an initial"
    if listed:
        order += f"; {'; '.join(orders)}; read the files for it yourself"
    else:
        order += " and near what identifies; elsewhere write '@id' or a pseudonym and never the word; "
        order += "; ".join(orders)
    if not answered and not listed:
        order += "; once no text depends on it, answer with the word and the reason under 'common_words' of the person"
    return Finding("N629" if answered else "W628", secret.place, message.replace("the the", "the"), order)


def _said(guard: Guard) -> str:
    """Return which word it is and why it is not searched for alone."""
    if guard.why == "shared":
        return f"{guard.part} is shared with {' and '.join(one.whose for one in guard.bearers)}"
    return f"{guard.part}, as {_REASONS[guard.why]}"
