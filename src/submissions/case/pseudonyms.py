"""Pseudonyms that stand for nobody's name: how names and pseudonyms compare, and which one is still free."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator
from itertools import count
from string import ascii_uppercase
from typing import Final

from submissions.case.people import Person
from submissions.languages import Language
from submissions.values import Text

_LETTERS_MAX: Final = 4
"""Capitals up to this many at the end of a pseudonym are read one by one."""


def folded(text: str) -> str:
    """Return words without case, accents, marks and punctuation, one space between two."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return " ".join(re.sub(r"[^\w\s]|_", "", re.sub(r"[-\u2010-\u2015./]", " ", bare.casefold())).split())


def written_names(person: Person) -> Iterator[tuple[str, ...]]:
    """Yield every way in which a person's name is written, variants too, each as its parts: (given, family)."""
    name = person.name
    if isinstance(name, Text):
        yield (str(name),)
    else:
        for form in (name, *name.in_languages.values()):
            yield str(form.given), str(form.family)
            if form.full is not None:
                yield (str(form.full),)
    yield from ((str(variant),) for variant in person.variants)


def name_words(person: Person) -> frozenset[str]:
    """Return the folded words of a person's names, variants too."""
    return frozenset(word for form in written_names(person) for part in form for word in folded(part).split())


def initial_letters(person: Person) -> frozenset[str]:
    """Return the folded first letters of every word of the name; of variants, too."""
    return frozenset(word[0] for word in name_words(person) if word[0].isalpha())


def pseudonym_texts(person: Person) -> tuple[tuple[str, Text], ...]:
    """Return a person's pseudonyms by language, "" for one that serves every language."""
    return () if person.pseudonym is None else tuple(person.pseudonym.texts)


def ending_letters(pseudonym: str) -> str:
    """Return the folded letters with which a pseudonym ends: "a" of "Ms A" and "г-н А", "ak" of "A.K." and of "AK".

    Before another letter, one that could be a capital and is none belongs to a word: "н" of "г-н".
    """
    typed = re.split(r"[\s.\-\u2010-\u2015/]+", pseudonym.strip(" ."))
    if 1 < len(typed[-1]) <= _LETTERS_MAX and typed[-1].isupper() and typed[-1].isalpha():
        return folded(typed[-1])
    letters = ""
    for word in reversed(typed):
        letter = folded(word)
        if len(letter) != 1 or not letter.isalpha() or (letters and word != word.upper()):
            break
        letters = letter + letters
    return letters


def free_pseudonym(person: Person, people: Iterable[Person], language: Language) -> str:
    """Return a pseudonym that nobody bears and that is no initial of the person's: "Ms D", "Witness 3".

    In a language of which the house has no words it is a letter alone.
    """
    people = tuple(people)
    taken = {folded(text) for other in people for _, text in pseudonym_texts(other)}
    words = language.pseudonyms
    pattern = "{}" if words is None else words.address(person.gender)
    if pattern and (words is None or person.role != "witness"):
        used = {letter for other in people for _, text in pseudonym_texts(other) for letter in ending_letters(text)}
        for letter in ascii_uppercase if words is None else words.letters:
            if folded(letter) not in initial_letters(person) | used:
                return pattern.format(letter)
    return numbered_pseudonym(person.role, taken, language)


def numbered_pseudonym(role: str, taken: Container[str], language: Language) -> str:
    """Return a pseudonym such as "Witness 3" that is not among the folded ones that are taken.

    In a language of which the house has no words it is a letter and a number: "X3".
    """
    pattern = "X{}" if language.pseudonyms is None else language.pseudonyms.noun(role)
    return next(text for number in count(1) if folded(text := pattern.format(number)) not in taken)
