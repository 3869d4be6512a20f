"""Check that pseudonyms tell nobody's name and that no two people share one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from submissions.case import Case, Person
from submissions.case.pseudonyms import free_pseudonym, pseudonym_texts
from submissions.case.telling import name_words, shares_part, told_by, told_by_title
from submissions.findings import Finding
from submissions.folding import fold_words
from submissions.languages import Languages, language_name

SHIELDED: Final = ("victim", "survivor", "complainant", "witness", "relative")
"""The roles whose names are protected unless the case says otherwise, and whose pseudonyms must tell nothing."""


def people_findings(case: Case, languages: Languages) -> list[Finding]:
    """Return what is wrong with the pseudonyms of a case; `languages` are those that it is written in."""
    shielded = [(person, name_words(person)) for person in case.people if is_shielded(person)]
    return [
        *_shared(case, languages),
        *(finding for person, _ in shielded for finding in _telling(person, case, shielded, languages)),
        *(finding for person, _ in shielded for finding in _in_titles(person, case)),
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
                other = first.setdefault((spoken, fold_words(text)), person)
                if other is not person and str(other.id) not in reported:
                    reported.add(str(other.id))
                    message = f"'{person.id}' and '{other.id}' have the same pseudonym, so readers take them for one"
                    yield Finding("E141", text.place, message, _order(person, case, language, languages))


def _telling(
    person: Person, case: Case, shielded: list[tuple[Person, frozenset[str]]], languages: Languages
) -> Iterator[Finding]:
    """Yield a finding for each pseudonym that gives away the person's name, or another protected person's.

    `shielded` are all whose names are protected, each with the words of the name.
    """
    for language, text in pseudonym_texts(person):
        how = told_by(text, person)
        if how:
            message = f"the pseudonym of '{person.id}' is made from the name: {how}"
            yield Finding("E142", text.place, message, _order(person, case, language, languages))
            continue
        for other, words in shielded:
            if other is not person and shares_part(text, words):
                message = f"the pseudonym of '{person.id}' holds a part of the name of '{other.id}'"
                yield Finding("E142", text.place, message, _order(person, case, language, languages))


def _in_titles(person: Person, case: Case) -> Iterator[Finding]:
    """Yield a finding for each title that tells what a pseudonym may not: the initials of a protected name."""
    titles = [case.case.title, case.case.short_title, *(one.title for one in case.submissions if one.title is not None)]
    for text in (text for title in titles for text in title.values()):
        if told_by_title(text, person):
            message = f"a title holds the initials of '{person.id}', whose name is protected"
            order = (
                "write the pseudonym; if the body itself uses the initials, say so under 'initials_used' of the "
                "person, with the reason and the source"
            )
            yield Finding("E144", text.place, message, order)


def _without_article(person: Person, languages: Languages) -> Iterator[Finding]:
    """Yield a finding for a pseudonym that would be printed as "de Sra. K" instead of "de la Sra. K"."""
    for language, text in pseudonym_texts(person):
        words = languages.of(language).pseudonyms
        for address, article in () if words is None else words.articles:
            if text.startswith(f"{address} "):
                name = language_name(language)
                message = f"the {name} pseudonym of '{person.id}' begins with '{address}', which takes an article"
                yield Finding("W143", text.place, message, f"write '{article} {text}': 'de' and 'a' are joined to it")


def _order(person: Person, case: Case, language: str, languages: Languages) -> str:
    """Return what to do: a pseudonym that is free."""
    proposed = free_pseudonym(person, case.people, languages.of(language or case.case.language))
    return f"write one that tells nothing, such as '{proposed}'"
