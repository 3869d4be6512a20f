"""Pseudonyms that stand for nobody's name: how names and pseudonyms compare, and which one is still free."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from itertools import count
from string import ascii_uppercase
from typing import Final

from submissions.case.people import Person
from submissions.case.telling import told_by
from submissions.folding import fold_words
from submissions.values import Text

_TITLES: Final = {
    "en": {"woman": "Ms", "man": "Mr"},
    "fr": {"woman": "Mme", "man": "M."},
    "es": {"woman": "la Sra.", "man": "el Sr."},
    "ar": {"woman": "السيدة", "man": "السيد"},
}
_NOUNS: Final = {
    "en": {"witness": "Witness", "relative": "Relative", "": "Person"},
    "fr": {"witness": "Témoin", "relative": "Proche", "": "Personne"},
    "es": {"witness": "Testigo", "relative": "Familiar", "": "Persona"},
    "ar": {"witness": "الشاهد", "relative": "القريب", "": "الشخص"},
}
_ARABIC_LETTERS: Final = "بجدهوزحطيكلمنسعفصقرشت"


def pseudonym_texts(person: Person) -> tuple[tuple[str, Text], ...]:
    """Return a person's pseudonyms by language, "" for one that serves every language."""
    return () if person.pseudonym is None else tuple(person.pseudonym.texts)


def free_pseudonym(person: Person, people: Iterable[Person], language: str = "en") -> str:
    """Return a pseudonym that nobody bears and that tells nothing of the person's name: "Ms D", "Witness 3"."""
    taken = frozenset(fold_words(text) for other in people for _, text in pseudonym_texts(other))
    return next(
        (one for one in _proposals(person, taken, language) if told_by(one, person) == ""),
        numbered_pseudonym(person.role, taken, language),
    )


def _proposals(person: Person, taken: frozenset[str], language: str) -> Iterator[str]:
    """Yield pseudonyms that nobody bears, the one that suits best first."""
    kind = language if language in _TITLES else "en"
    title = _TITLES[kind].get(person.gender or "", "")
    used = {word for text in taken for word in text.split() if len(word) == 1}
    letters = [one for one in (_ARABIC_LETTERS if kind == "ar" else ascii_uppercase) if fold_words(one) not in used]
    if title and person.role != "witness":
        yield from (f"{title} {letter}" for letter in letters)
    # A noun may be somebody's name: "Witness" is a given name in Zimbabwe.
    yield from (numbered_pseudonym(role, taken, language) for role in (person.role, *_NOUNS[kind]))
    yield from letters


def numbered_pseudonym(role: str, taken: Container[str], language: str = "en") -> str:
    """Return a pseudonym such as "Witness 3" that is not among the folded ones that are taken."""
    nouns = _NOUNS[language if language in _NOUNS else "en"]
    noun = nouns.get(role, nouns[""])
    return next(f"{noun} {number}" for number in count(1) if fold_words(f"{noun} {number}") not in taken)
