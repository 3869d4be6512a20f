"""Check that pseudonyms tell nobody's name and that no two people share one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from submissions.case import Case, Person
from submissions.case.pseudonyms import free_pseudonym, pseudonym_texts
from submissions.case.telling import name_words, shares_part, told_by
from submissions.findings import Finding
from submissions.folding import fold_words

SHIELDED: Final = ("victim", "survivor", "complainant", "witness", "relative")
"""The roles whose names are protected unless the case says otherwise, and whose pseudonyms must tell nothing."""

# Spanish forms of address that take an article; "Don" and "Doña" take none.
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
            if other is not person and shares_part(text, words):
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


def _order(person: Person, case: Case, language: str) -> str:
    """Return what to do: a pseudonym that is free."""
    spoken = language or str(case.case.language)
    return f"write one that tells nothing, such as '{free_pseudonym(person, case.people, spoken)}'"
