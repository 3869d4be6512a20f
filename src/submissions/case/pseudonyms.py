"""Pseudonyms that stand for nobody's name: how names and pseudonyms compare, and which one is still free."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from itertools import count
from string import ascii_uppercase
from typing import Final

from submissions.case.people import Person
from submissions.folding import fold_words, initial_readings, letter_readings, squash, typed_words
from submissions.folding.scripts import in_other_scripts, respelt
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
    """Return the folded words of a person's names, variants too, in every spelling and script that is known."""
    typed = {word for form in written_names(person) for part in form for word in typed_words(part)}
    spellings = {form for word in typed for form in (word, *respelt(word), *in_other_scripts(word))}
    return frozenset(squash(form) for form in spellings)


def initials_of_name(form: tuple[str, ...]) -> list[frozenset[str]]:
    """Return for each word of one way to write a name what may be taken for its initial, folded."""
    return [initial_readings(word) for part in form for word in typed_words(part)]


def initial_letters(person: Person) -> frozenset[str]:
    """Return what may be taken for the initial of any word of the name, folded; of variants, too."""
    return frozenset().union(*(word for form in written_names(person) for word in initials_of_name(form)))


def pseudonym_texts(person: Person) -> tuple[tuple[str, Text], ...]:
    """Return a person's pseudonyms by language, "" for one that serves every language."""
    return () if person.pseudonym is None else tuple(person.pseudonym.texts)


def free_pseudonym(person: Person, people: Iterable[Person], language: str = "en") -> str:
    """Return a pseudonym that nobody bears and that is no initial of the person's: "Ms D", "Witness 3"."""
    taken = {fold_words(text) for other in people for _, text in pseudonym_texts(other)}
    kind = language if language in _TITLES else "en"
    title = _TITLES[kind].get(person.gender or "", "")
    letters = _ARABIC_LETTERS if kind == "ar" else ascii_uppercase
    if title and person.role != "witness":
        barred = initial_letters(person) | {word for text in taken for word in text.split() if len(word) == 1}
        for letter in letters:
            if not letter_readings(letter) & barred:
                return f"{title} {letter}"
    return numbered_pseudonym(person.role, taken, kind)


def numbered_pseudonym(role: str, taken: Container[str], language: str = "en") -> str:
    """Return a pseudonym such as "Witness 3" that is not among the folded ones that are taken."""
    nouns = _NOUNS[language if language in _NOUNS else "en"]
    noun = nouns.get(role, nouns[""])
    return next(f"{noun} {number}" for number in count(1) if fold_words(f"{noun} {number}") not in taken)
