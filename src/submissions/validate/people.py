"""Check that pseudonyms tell nobody's name and that no two people share one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from submissions.case import Case, Person
from submissions.case.pseudonyms import (
    ending_letters,
    folded,
    free_pseudonym,
    initial_letters,
    name_words,
    pseudonym_texts,
    written_names,
)
from submissions.findings import Finding
from submissions.languages import Languages, language_name

SHIELDED: Final = ("victim", "survivor", "complainant", "witness", "relative")
"""The roles whose names are protected unless the case says otherwise, and whose pseudonyms must tell nothing."""

# Words that a pseudonym and a name may share without telling anything: articles, particles and forms of address.
_COMMON_WORDS: Final = (
    "the a an one of de del della des du d la le les l el los las y e un une una van von der den bin ibn bint abu umm "
    "al ms mrs mr miss mme mlle m mm sr sra don dona san saint ال بن ابن بنت ابو ام"
)
_COMMON: Final = frozenset(_COMMON_WORDS.split())
_PART_LETTERS: Final = 4
_SHORT_LETTERS: Final = 3


def people_findings(case: Case, languages: Languages) -> list[Finding]:
    """Return what is wrong with the pseudonyms of a case; `languages` are those that it is written in."""
    return [
        *_shared(case, languages),
        *(finding for person in case.people for finding in _telling(person, case, languages)),
        *(finding for person in case.people for finding in _without_article(person, languages)),
    ]


def is_shielded(person: Person) -> bool:
    """Tell whether a person's name is kept from some audience, and her role is one that suffered, saw or is close."""
    hidden = any("name" in person.withheld_from(audience) for audience in person.protected_from)
    return person.role in SHIELDED and hidden


def _shared(case: Case, languages: Languages) -> Iterator[Finding]:
    """Yield a finding for each pseudonym that an earlier person bears in the same language."""
    first: dict[tuple[str, str], Person] = {}
    typed = {language for person in case.people for language, _ in pseudonym_texts(person)}
    for person in case.people:
        reported: set[str] = set()
        for language, text in pseudonym_texts(person):
            for spoken in [language] if language else sorted(typed | {""}):
                other = first.setdefault((spoken, folded(text)), person)
                if other is not person and str(other.id) not in reported:
                    reported.add(str(other.id))
                    message = f"'{person.id}' and '{other.id}' have the same pseudonym, so readers take them for one"
                    yield Finding("E141", text.place, message, _order(person, case, language, languages))


def _telling(person: Person, case: Case, languages: Languages) -> Iterator[Finding]:
    """Yield a finding for each pseudonym that gives away the person's name, or another protected person's."""
    if not is_shielded(person):
        return
    others = [other for other in case.people if other is not person and is_shielded(other)]
    for language, text in pseudonym_texts(person):
        how = told_by(text, person)
        if how:
            message = f"the pseudonym of '{person.id}' is made from the name: {how}"
            yield Finding("E142", text.place, message, _order(person, case, language, languages))
            continue
        for other in others:
            if _shares_part(text, other):
                message = f"the pseudonym of '{person.id}' holds a part of the name of '{other.id}'"
                yield Finding("E142", text.place, message, _order(person, case, language, languages))


def _without_article(person: Person, languages: Languages) -> Iterator[Finding]:
    """Yield a finding for a pseudonym that would be printed as "de Sra. K" instead of "de la Sra. K"."""
    for language, text in pseudonym_texts(person):
        words = languages.of(language).pseudonyms
        for address, article in () if words is None else words.articles:
            if text.startswith(f"{address} "):
                name = language_name(language)
                message = f"the {name} pseudonym of '{person.id}' begins with '{address}', which takes an article"
                yield Finding("W143", text.place, message, f"write '{article} {text}': 'de' and 'a' are joined to it")


def told_by(pseudonym: str, person: Person) -> str:
    """Return how a pseudonym tells the name, in words that do not repeat it; "" where it tells nothing."""
    if _shares_part(pseudonym, person):
        return "it holds a part of it"
    letters = ending_letters(pseudonym)
    if len(letters) == 1 and letters in initial_letters(person):
        return "its letter begins a part of it"
    if len(letters) > 1 and any(_are_initials(letters, form) for form in written_names(person)):
        return "its letters are the initials"
    return ""


def _shares_part(pseudonym: str, person: Person) -> bool:
    """Tell whether a word of the name stands in a pseudonym, whole, within a word, or shortened."""
    words = [word for word in folded(pseudonym).split() if word not in _COMMON]
    joined = "".join(words)
    for part in name_words(person) - _COMMON:
        if len(part) > 1 and (part in words or (len(part) >= _PART_LETTERS and part in joined)):
            return True
        if any(len(word) >= _SHORT_LETTERS and part.startswith(word) and _is_name(pseudonym, word) for word in words):
            return True
    return False


def _is_name(pseudonym: str, word: str) -> bool:
    """Tell whether a word of a pseudonym is written as a name is, with a capital where its script has any."""
    return any(folded(one) == word and one[:1] != one[:1].lower() for one in pseudonym.split())


def _are_initials(letters: str, form: tuple[str, ...]) -> bool:
    """Tell whether letters are initials of a name, in any order, of all its words or of two and more of them."""
    initials = [word[0] for part in form for word in folded(part).split()]
    left = list(initials)
    for letter in letters:
        if letter not in left:
            return False
        left.remove(letter)
    return True


def _order(person: Person, case: Case, language: str, languages: Languages) -> str:
    """Return what to do: a pseudonym that is free."""
    proposed = free_pseudonym(person, case.people, languages.of(language or case.case.language))
    return f"write one that tells nothing, such as '{proposed}'"
