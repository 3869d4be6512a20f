"""Gather the words that a case and the project name themselves: whatever else has a capital may be somebody's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from submissions.audit.names.address import words_of
from submissions.audit.names.echoes import open_words
from submissions.audit.names.inflection import endings_of
from submissions.audit.names.secrets import open_bearers
from submissions.case import Case
from submissions.case.people import Person
from submissions.case.texts import texts_of, without_people
from submissions.folding import fold, squash
from submissions.folding.scripts import is_cyrillic, is_greek
from submissions.values import Prose

WORD: Final = re.compile(r"[^\W\d_]+")
_OF_PERSON: Final = ("occupation", "position", "organisation", "birthplace", "residence")
_STEM: Final = 4
_LATIN_STEM: Final = 6
"""So many letters a word of an inflected language has at least in common with another form of it."""


@dataclass(frozen=True)
class Known:
    """The squashed words that name no stranger.

    `names` are those of people whom a list of the case names; `words` those of everything else: States, months, bodies,
    treaties, authorities, places and offices of the case, titles of annexes, whatever templates and house print.
    """

    names: frozenset[str]
    words: frozenset[str]

    def is_name(self, word: str) -> bool:
        """Tell whether a word is one of a name, or an address before one, which a stranger's name may stand beside."""
        return squash(word) in self.names or fold(word).strip(".") in _addresses()

    def is_word(self, word: str) -> bool:
        """Tell whether a word names something that is nobody, in this form or in another one of the same word."""
        letters = squash(word)
        return letters in self.words or any(_is_form(letters, one) for one in self._by_stem.get(letters[:_STEM], ()))

    @cached_property
    def _by_stem(self) -> dict[str, list[str]]:
        """The words by their first letters: names of bodies and places are declined in many languages."""
        found: dict[str, list[str]] = {}
        for word in self.words:
            if len(word) >= _STEM:
                found.setdefault(word[:_STEM], []).append(word)
        return found


def known_to(case: Case, printed: Iterable[str] = ()) -> Known:
    """Return what a case names itself in public; `printed` are texts of the templates and the house."""
    bearers = [word for one in open_bearers(case, "public") for word in one.words]
    names = {*bearers, *(squash(word) for name in case.may_be_named for word in WORD.findall(name))}
    words = open_words(case) | {squash(word) for word in _words([*_open_texts(case), *printed])}
    return Known(frozenset(names | words_of_pseudonyms(case)), frozenset(words - names))


def words_of_pseudonyms(case: Case) -> set[str]:
    """Return the words of all pseudonyms, squashed: "mr" and "t"."""
    return {squash(word) for one in case.people if one.pseudonym for word in _words(one.pseudonym.values())}


def _open_texts(case: Case) -> Iterator[str]:
    """Yield every short text of a case that is not about somebody protected, and not confidential."""
    for name in set(type(case).model_fields) - {"people", "may_be_named", "texts", "quasi_identifiers"}:
        held = getattr(case, name)
        for one in held if isinstance(held, tuple) else (held,):
            if not getattr(one, "confidential", False):
                yield from _short_texts(one)
    for person in case.people:
        if "name" not in person.withheld_from("public"):
            for name in _OF_PERSON:
                yield from _short_texts(getattr(person, name))


def _short_texts(held: object) -> Iterator[str]:
    """Yield the texts of a value that are no prose; of a person nothing, whose name may be among them."""
    if not isinstance(held, Person):
        yield from (without_people(text) for text in texts_of(held) if not isinstance(text, Prose))


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from WORD.findall(text)


def _addresses() -> frozenset[str]:
    return words_of("formal") | words_of("title") | words_of("office")


def _is_form(one: str, two: str) -> bool:
    """Tell whether two words are the same but for their endings: "суда" and "суд"."""
    stem = next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    ends = {"", *endings_of(one)}
    least = _STEM if is_cyrillic(one) or is_greek(one) else _LATIN_STEM
    return stem >= least and one[stem:] in ends and two[stem:] in ends
