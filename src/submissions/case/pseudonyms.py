"""Pseudonyms that stand for nobody's name: which one is still free, in the words of a language."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from itertools import count
from string import ascii_uppercase
from typing import Final

from submissions.case.people import Person
from submissions.case.telling import ending_letters, told_by
from submissions.folding import fold_words
from submissions.languages import Language
from submissions.values import Text

_ROLES: Final = ("witness", "relative", "")
"""The roles for which a language has a noun of its own, and none: "Person"."""


def pseudonym_texts(person: Person) -> tuple[tuple[str, Text], ...]:
    """Return a person's pseudonyms by language, "" for one that serves every language."""
    return () if person.pseudonym is None else tuple(person.pseudonym.texts)


def free_pseudonym(person: Person, people: Iterable[Person], language: Language) -> str:
    """Return a pseudonym that nobody bears and that tells nothing of the person's name: "Ms D", "Witness 3".

    In a language of which the house has no words it is a letter alone, or a letter and a number.
    """
    borne = [text for other in people for _, text in pseudonym_texts(other)]
    taken = frozenset(map(fold_words, borne))
    used = {fold_words(letter) for text in borne for letter in ending_letters(text)}
    return next(
        (one for one in _proposals(person, taken, used, language) if told_by(one, person) == ""),
        numbered_pseudonym(person.role, taken, language),
    )


def _proposals(person: Person, taken: frozenset[str], used: set[str], language: Language) -> Iterator[str]:
    """Yield pseudonyms that nobody bears, the one that suits best first."""
    words = language.pseudonyms
    pattern = "{}" if words is None else words.address(person.gender)
    letters = [one for one in (ascii_uppercase if words is None else words.letters) if fold_words(one) not in used]
    if pattern and (words is None or person.role != "witness"):
        yield from (pattern.format(letter) for letter in letters)
    # A noun may be somebody's name: "Witness" is a given name in Zimbabwe.
    yield from (numbered_pseudonym(role, taken, language) for role in (person.role, *_ROLES))
    yield from letters


def numbered_pseudonym(role: str, taken: Container[str], language: Language) -> str:
    """Return a pseudonym such as "Witness 3" that is not among the folded ones that are taken.

    In a language of which the house has no words it is a letter and a number: "X3".
    """
    pattern = "X{}" if language.pseudonyms is None else language.pseudonyms.noun(role)
    return next(text for number in count(1) if fold_words(text := pattern.format(number)) not in taken)
