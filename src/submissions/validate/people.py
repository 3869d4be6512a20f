"""Check that pseudonyms tell nobody's name and that no two people share one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from submissions.case import Case, Person
from submissions.case.pseudonyms import (
    free_pseudonym,
    initial_letters,
    initials_of_name,
    name_words,
    pseudonym_texts,
    written_names,
)
from submissions.findings import Finding
from submissions.folding import fold_words, letter_readings, squash, typed_words

SHIELDED: Final = ("victim", "survivor", "complainant", "witness", "relative")
"""The roles whose names are protected unless the case says otherwise, and whose pseudonyms must tell nothing."""

# Words that a pseudonym and a name may share without telling anything: articles, particles and forms of address.
_COMMON_WORDS: Final = (
    "the a an one of de del della des du d la le les l el los las y e un une una van von der den bin ibn bint abu umm "
    "al ms mrs mr miss mme mlle m mm sr sra don dona san saint ال بن ابن بنت ابو ام"
)
_COMMON: Final = frozenset(fold_words(_COMMON_WORDS).split())
_PART_LETTERS: Final = 4
_SHORT_LETTERS: Final = 3
_INITIALS_MAX: Final = 12
"""Of a longer row of letters only the last ones are compared with a name."""

_ADDRESS: Final = re.compile(r"(?:Sra|Sr|Srta|Dra|Dr)\.(?= )")


def people_findings(case: Case) -> list[Finding]:
    """Return what is wrong with the pseudonyms of a case."""
    shielded = [(person, name_words(person)) for person in case.people if is_shielded(person)]
    return [
        *_shared(case),
        *(finding for person, _ in shielded for finding in _telling(person, case, shielded)),
        *(finding for person in case.people for finding in _without_article(person)),
    ]


def is_shielded(person: Person) -> bool:
    """Tell whether a person's name is kept from some audience, and her role is one that suffered, saw or is close."""
    hidden = any("name" in person.withheld_from(audience) for audience in person.protected_from)
    return person.role in SHIELDED and hidden


def _shared(case: Case) -> Iterator[Finding]:
    """Yield a finding for each pseudonym that an earlier person bears in the same language."""
    first: dict[tuple[str, str], Person] = {}
    languages = {language for person in case.people for language, _ in pseudonym_texts(person)}
    for person in case.people:
        reported: set[str] = set()
        for language, text in pseudonym_texts(person):
            for spoken in [language] if language else sorted(languages | {""}):
                other = first.setdefault((spoken, fold_words(text)), person)
                if other is not person and str(other.id) not in reported:
                    reported.add(str(other.id))
                    message = f"'{person.id}' and '{other.id}' have the same pseudonym, so readers take them for one"
                    yield Finding("E141", text.place, message, _order(person, case, language))


def _telling(person: Person, case: Case, shielded: list[tuple[Person, frozenset[str]]]) -> Iterator[Finding]:
    """Yield a finding for each pseudonym that gives away the person's name, or another protected person's.

    `shielded` are all whose names are protected, each with the words of the name.
    """
    for language, text in pseudonym_texts(person):
        how = told_by(text, person)
        if how:
            message = f"the pseudonym of '{person.id}' is made from the name: {how}"
            yield Finding("E142", text.place, message, _order(person, case, language))
            continue
        for other, words in shielded:
            if other is not person and _shares_part(text, words):
                message = f"the pseudonym of '{person.id}' holds a part of the name of '{other.id}'"
                yield Finding("E142", text.place, message, _order(person, case, language))


def _without_article(person: Person) -> Iterator[Finding]:
    """Yield a finding for a Spanish pseudonym that would be printed as "de Sra. K" instead of "de la Sra. K"."""
    for language, text in pseudonym_texts(person):
        address = _ADDRESS.match(text) if language == "es" else None
        if address:
            message = f"the Spanish pseudonym of '{person.id}' begins with '{address[0]}', which takes an article"
            article = "el" if address[0] in {"Sr.", "Dr."} else "la"
            yield Finding("W143", text.place, message, f"write '{article} {text}': 'de' and 'a' are joined to it")


def told_by(pseudonym: str, person: Person) -> str:
    """Return how a pseudonym tells the name, in words that do not repeat it; "" where it tells nothing."""
    if _shares_part(pseudonym, name_words(person)):
        return "it holds a part of it"
    letters = _letters(pseudonym)
    if _begins_part(pseudonym, initial_letters(person)):
        return "its letter begins a part of it" if len(letters) == 1 else "its letters begin a part of it"
    if len(letters) > 1 and any(_are_initials(letters, initials_of_name(form)) for form in written_names(person)):
        return "its letters are the initials"
    return ""


def _shares_part(pseudonym: str, name: frozenset[str]) -> bool:
    """Tell whether one of the words of a name stands in a pseudonym, whole, within a word, or shortened."""
    words = [word for word in fold_words(pseudonym).split() if word not in _COMMON]
    joined = "".join(words)
    for part in name - _COMMON:
        if len(part) > 1 and (part in words or (len(part) >= _PART_LETTERS and part in joined)):
            return True
        if any(len(word) >= _SHORT_LETTERS and part.startswith(word) and _is_name(pseudonym, word) for word in words):
            return True
    return False


def _is_name(pseudonym: str, word: str) -> bool:
    """Tell whether a word of a pseudonym is written as a name is, with a capital where its script has any."""
    return any(fold_words(one) == word and _has_capital(one) for one in typed_words(pseudonym))


def _has_capital(typed: str) -> bool:
    return typed[:1] != typed[:1].lower()


def _begins_part(pseudonym: str, initials: frozenset[str]) -> bool:
    """Tell whether the last word of a pseudonym is a letter, or a few with a capital, that may begin a name: A, Lj."""
    last = typed_words(pseudonym)[-1:]
    if not last or not (_is_letter(last[0]) or (_has_capital(last[0]) and fold_words(last[0]) not in _COMMON)):
        return False
    return bool(letter_readings(last[0]) & initials)


def _is_letter(typed: str) -> bool:
    """Tell whether a word is one letter; it may have marks, "नी" and "هـ", or fold to two, "Æ"."""
    folded = squash(typed)
    return folded.isalpha() and (len(typed) == 1 or len(folded) == 1)


def _letters(pseudonym: str) -> list[str]:
    """Return the single letters with which a pseudonym ends, as typed: A of "Ms A", A and K of "A.K." and of "AK"."""
    words = typed_words(pseudonym)
    if words and 1 < len(words[-1]) <= _PART_LETTERS and words[-1].isupper() and words[-1].isalpha():
        return list(words[-1])
    letters = list(takewhile(_is_letter, reversed(words)))
    return letters[:_INITIALS_MAX]


def _are_initials(letters: list[str], words: list[frozenset[str]]) -> bool:
    """Tell whether letters are initials of a name, in any order, of all its words or of two and more of them.

    `words` holds what may be taken for the initial of each word. A letter may fit several words, so that a word is
    given up for another letter where its own fits elsewhere (augmenting paths of bipartite matching).
    """
    owner: dict[int, str] = {}

    def settle(letter: str, tried: set[int]) -> bool:
        for index, word in enumerate(words):
            if index not in tried and letter_readings(letter) & word:
                tried.add(index)
                if index not in owner or settle(owner[index], tried):
                    owner[index] = letter
                    return True
        return False

    return all(settle(letter, set()) for letter in letters)


def _order(person: Person, case: Case, language: str) -> str:
    """Return what to do: a pseudonym that is free."""
    spoken = language or str(case.case.language)
    return f"write one that tells nothing, such as '{free_pseudonym(person, case.people, spoken)}'"
