"""Look for exhibits that the text calls attached and that do not come with the paper: `rules/promises.csv`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from submissions.admissibility.answers import Situation
from submissions.admissibility.conflicts import Conflict
from submissions.admissibility.prose import Sentence, pattern, sentences
from submissions.case import Annex
from submissions.findings import Place
from submissions.packaged import packaged_rows

# How many words may lie between an exhibit and the words that say it is attached.
_REACH: Final = 14
# How many words before them are looked at for one that takes the promise away.
_CLOSE: Final = 5
_SIDES: Final = ("before", "after", "either")
_KINDS: Final = (*_SIDES, "exhibit", "unless", "elsewhere")
_REFERENCE: Final = re.compile(r"\]\(#annex-([a-z0-9-]+)\)")
_AUTHORITY: Final = frozenset({"authority"})


class _Row(NamedTuple):
    kind: str
    words: re.Pattern[str]
    roles: frozenset[str]


def check_authority(situation: Situation) -> Iterator[Conflict]:
    """Yield every place that says an authority to act is attached, where none comes with the paper."""
    return _broken(situation, of_authority=True)


def check_exhibits(situation: Situation) -> Iterator[Conflict]:
    """Yield every place that says another exhibit is attached, where none of its kind comes with the paper."""
    return _broken(situation, of_authority=False)


def _broken(situation: Situation, *, of_authority: bool) -> Iterator[Conflict]:
    kinds = {str(found.value.id): _kinds(found.value) for found in situation.find("annexes")}
    told: set[frozenset[str]] = set()
    for sentence in sentences(situation):
        for words, roles in _promised(sentence.words, situation.language):
            if (roles == _AUTHORITY) != of_authority or roles in told:
                continue
            if not any(roles & kind for kind in kinds.values()) and not _is_referred(sentence, kinds):
                told.add(roles)
                yield _conflict(words, roles, sentence.place, situation)


def _conflict(words: str, roles: frozenset[str], place: Place, situation: Situation) -> Conflict:
    """Return a promise as a conflict, or for a person to look at where nothing tells what one of the annexes is."""
    annexes = tuple(found.value for found in situation.find("annexes"))
    unclear = next((annex for annex in annexes if not _kinds(annex)), None)
    if unclear is not None:
        which = (("annex", str(unclear.id)), ("other", str(unclear.id.place)))
        return Conflict("perhaps-attached", (("words", words), _named(roles), *which), place, "verify")
    rest = annexes[-1].id.place if annexes else situation.place
    which = (("number", str(len(annexes))), ("other", str(rest)))
    return Conflict("not-attached", (("words", words), _named(roles), *which), place)


def _named(roles: frozenset[str]) -> tuple[str, str]:
    return "roles", " / ".join(sorted(roles))


def _is_referred(sentence: Sentence, kinds: dict[str, frozenset[str]]) -> bool:
    """Tell whether the sentence itself refers to an annex that may well be what it promises."""
    found = (kinds.get(identity) for identity in _REFERENCE.findall(sentence.words))
    return any(kind is not None and kind <= {"other"} for kind in found)


def _kinds(annex: Annex) -> frozenset[str]:
    """Return the roles that an annex can have: its own and those that its title tells; none where neither does."""
    own = () if annex.role is None else (str(annex.role),)
    told = (
        row.roles
        for language, title in annex.title.items()
        for row in _rows()
        if row.kind.startswith(("exhibit", "title")) and _speaks(row, language) and row.words.search(str(title))
    )
    return frozenset(own).union(*told)


def _speaks(row: _Row, language: str) -> bool:
    """Tell whether a row is of a language; a title in no stated language is held against every one."""
    return not language or row.kind.endswith(f":{language}")


def _promised(text: str, language: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield what a sentence says is attached: its words there, and the roles of which one must be annexed."""
    rows = _rows_by_kind(language)
    if any(row.words.search(text) for row in rows["elsewhere"]):
        return
    nouns = [(noun, row.roles) for row in rows["exhibit"] for noun in row.words.finditer(text)]
    for side in _SIDES:
        for said in (match for row in rows[side] for match in row.words.finditer(text)):
            for noun, roles in nouns:
                if _is_near(text, noun, said, side):
                    first, last = min(noun.start(), said.start()), max(noun.end(), said.end())
                    close = " ".join([*text[:first].split()[-_CLOSE:], text[first:last]])
                    if not any(row.words.search(close) for row in rows["unless"]):
                        yield text[first:last], roles


def _is_near(text: str, noun: re.Match[str], said: re.Match[str], side: str) -> bool:
    """Tell whether an exhibit stands on the right side of the words that say it is attached, and near them."""
    if noun.end() <= said.start():
        return side != "after" and len(text[noun.end() : said.start()].split()) <= _REACH
    return said.end() <= noun.start() and side != "before" and len(text[said.end() : noun.start()].split()) <= _REACH


@cache
def _rows_by_kind(language: str) -> Mapping[str, tuple[_Row, ...]]:
    return {kind: tuple(row for row in _rows() if row.kind == f"{kind}:{language}") for kind in _KINDS}


@cache
def _rows() -> tuple[_Row, ...]:
    """Return the rows of the table; the kind of a row is followed by its language, "exhibit:en"."""
    return tuple(
        _Row(f"{row['kind']}:{row['language']}", pattern(row["words"]), frozenset(row["roles"].split()))
        for row in packaged_rows("rules/promises.csv")
    )
