"""Gather from a case, or from a list of names, every string that one audience may not find in a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest
from pathlib import PurePosixPath
from typing import Final

from submissions.audit.names.address import genders_of
from submissions.audit.names.parts import is_nickname, name_words, names_within, read_names, split_by_script, split_name
from submissions.audit.names.passages import family_name, is_specific, plain_prose, prose_of, withheld_passages
from submissions.audit.records import Bearer, Secret
from submissions.case import Case, Person, WrittenName
from submissions.case.texts import as_printed
from submissions.folding import fold, squash
from submissions.folding.romanising import same_among
from submissions.folding.scripts import by_script, count_signs, is_unspaced
from submissions.states import find_state, suggest_state
from submissions.values import Localised, Prose, Text

__all__ = ["read_names", "secrets_of"]

_PLACE_ENDS: Final = re.compile(r"[,;()\n]+")
_PART_LETTERS_MIN: Final = 4
_TELEPHONE_DIGITS_MIN: Final = 7


def secrets_of(case: Case, audience: str) -> tuple[Secret, ...]:
    """Return what a document of a case for an audience ("filing" or "public") may not hold.

    What a person's entry protects from the audience, in every language and spelling given; for the public also what is
    confidential: titles and files of annexes, texts of events, and withheld passages as far as they say something of
    their own (see `passages`). Nationality and image are no strings that could be searched for.
    """
    bearers = open_bearers(case, audience)
    found: list[Secret] = []
    for person in case.people:
        kept = frozenset(person.withheld_from(audience))
        if kept:
            found.extend(_of_person(person, kept, case, bearers))
    if audience == "public":
        found.extend(_of_matter(case, _words_of(bearers)))
    return _once(found)


def _once(secrets: Iterable[Secret]) -> tuple[Secret, ...]:
    """Leave out what was gathered twice: a residence that is the same in two languages."""
    named = (secret for secret in secrets if secret.text)  # the name of a draft's person may be still to come
    return tuple({(secret.label, secret.kind, secret.text, secret.parts): secret for secret in named}.values())


def _words_of(bearers: Iterable[Bearer]) -> frozenset[str]:
    return frozenset().union(*(one.words for one in bearers))


def _of_person(person: Person, kept: frozenset[str], case: Case, bearers: tuple[Bearer, ...]) -> Iterator[Secret]:
    if "name" in kept:
        beside = tuple(_beside(person, kept))
        gender = person.gender or _gender_of_pseudonym(person)
        for secret in _names(person, kept, bearers):
            yield replace(secret, bearers=bearers, gender=gender, beside=beside)
    if "born" in kept and person.born is not None:
        for day in (person.born.first, person.born.last):
            if day is not None and day.month is not None:
                yield Secret(f"date of birth of '{person.id}'", str(day), "birth", person.born.place)
    common = frozenset(str(one.word) for one in person.common_words)
    if "birthplace" in kept:
        yield from _places(f"place of birth of '{person.id}'", person.birthplace, case, common)
    if "residence" in kept:
        yield from _places(f"residence of '{person.id}'", person.residence, case, common)
    if "occupation" in kept:
        for text in (person.occupation, person.position, person.organisation):
            yield from _specific(f"occupation of '{person.id}'", text, case)
    if "family" in kept:
        yield from _specific(f"family of '{person.id}'", person.relation, case)
    if kept & {"contact", "name", "residence"}:
        yield from _contact(person, kept, case)


# --- names ---


def open_bearers(case: Case, audience: str) -> tuple[Bearer, ...]:
    """Return everybody whose name an audience may read; a word of such a name tells nobody else's name alone."""
    bearers = [
        Bearer(
            f"'{person.id}'",
            frozenset(_folded_words(*(text for name in _written(person) for text in name))),
            person.gender or "",
            person.role not in _IN_OFFICE,
            tuple(_printed(person)),
        )
        for person in case.people
        if "name" not in person.withheld_from(audience)
    ]
    if case.organisation.contact is not None:
        words = frozenset(_folded_words(*case.organisation.contact.name.values()))
        names = tuple(str(name) for name in case.organisation.contact.name.values())
        bearers.append(Bearer("the contact of the organisation", words, names=names))
    return tuple(bearers)


def _printed(person: Person) -> Iterator[str]:
    """Yield the whole names that are printed of a person."""
    if isinstance(person.name, Text):
        yield str(person.name)
        return
    for name in (person.name, *person.name.in_languages.values()):
        yield from (f"{name.given} {name.family}", f"{name.family} {name.given}", str(name.full or ""))


_IN_OFFICE: Final = frozenset({"official", "counsel", "expert", "perpetrator", "other"})
"""The roles of people whose families are not named with them."""


def _folded_words(*texts: str) -> set[str]:
    return {squash(one) for text in texts for one in _all_words(text)}


def _all_words(text: str) -> Iterator[str]:
    """Yield the words of a name as they stand, without an article, their halves, and names of two words."""
    for word in dict.fromkeys([*text.split(), *name_words(text)]):
        yield from names_within(word)


def _written(person: Person) -> Iterator[tuple[Text, ...]]:
    """Yield the texts of each form of a name: its parts and the whole, in each script."""
    yield person.other_names
    if isinstance(person.name, Text):
        yield (person.name,)
        return
    for name in (person.name, *person.name.in_languages.values()):
        yield tuple(text for text in (name.given, name.family, name.full) if text is not None)


def _gender_of_pseudonym(person: Person) -> str:
    """Return the gender that the form of address of a pseudonym tells, "woman" of "Ms D", "" where it tells none."""
    texts = () if person.pseudonym is None else person.pseudonym.values()
    told = {gender for text in texts for word in text.split()[:1] for gender in genders_of(fold(word).strip("."))}
    return told.pop() if len(told) == 1 else ""


def _beside(person: Person, kept: frozenset[str]) -> Iterator[str]:
    """Yield what tells who it is where a word of the name stands near: the pseudonym, the places that are protected."""
    places = {"birthplace": person.birthplace, "residence": person.residence}
    for place in filter(None, (person.pseudonym, *(place for key, place in places.items() if key in kept))):
        for text in place.values():
            parts = [part.strip() for part in _PLACE_ENDS.split(text)]
            yield from (part for part in parts if len(squash(part)) > _PART_LETTERS_MIN - 2 and not _is_state(part))


def _names(person: Person, kept: frozenset[str], bearers: tuple[Bearer, ...]) -> Iterator[Secret]:
    open_words = _words_of(bearers)
    label = f"name of '{person.id}'"
    born = str(person.born.first) if "born" in kept and person.born is not None else ""
    declared = frozenset(str(one.word) for one in person.common_words)

    def secret(text: Text, run: str, parts: tuple[str, ...]) -> Secret:
        words = {one for part in parts or (run,) for one in _all_words(part)}
        public = {word for word in words if _is_open(word, open_words)}
        return Secret(label, run, "name", text.place, parts, born, declared | public, declared)

    if isinstance(person.name, Text):
        yield from (secret(person.name, *run) for run in split_by_script(person.name))
    else:
        for name in (person.name, *person.name.in_languages.values()):
            yield from (secret(*whole) for whole in _wholes(name))
    for other in person.other_names:
        if other is person.teknonym:  # the child's name alone is the child's
            yield from (Secret(label, text, "words", other.place) for text in _teknonyms(str(other)))
            continue
        for run, parts in split_by_script(other):
            words = name_words(run) or run.split()
            if is_nickname(run, variant=True):
                yield replace(secret(other, run, ()), as_typed=True)
            elif not all(squash(word) in open_words for word in words):
                one = secret(other, run, parts)
                yield replace(one, as_typed=_is_one_word(run) and squash(run) not in map(squash, one.common))


def _is_one_word(text: str) -> bool:
    """Tell whether a text is one word, and not a single sign of a script that parts no words."""
    return len(text.split()) == 1 and not (is_unspaced(text) and count_signs(text) == 1)


def _teknonyms(text: str) -> list[str]:
    """Return a name after a child as others romanise its first word: "Oum Walid" of "Umm Walid"."""
    first, _, child = text.partition(" ")
    same = next((group for group in _PARENTS if fold(first) in group), ())
    return [text, *(f"{one} {child}" for one in same if one != fold(first))] if child else [text]


_PARENTS: Final = (("umm", "um", "oum", "om"), ("abu", "abou", "abo", "bou"))


def _is_open(word: str, open_words: frozenset[str]) -> bool:
    """Tell whether an audience reads a word in somebody's name, in this script or as another one writes it."""
    return bool(same_among(word, open_words))


def _wholes(name: WrittenName) -> Iterator[tuple[Text, str, tuple[str, ...]]]:
    """Yield a name in each script that it is typed in, with given and family name: as 'given family', and in full.

    A word that only the full name has counts as a given name: "Marie" of "Rose Marie Haddad".
    """
    families = by_script(name.family)
    givens = by_script(name.given)
    for given, family in zip_longest(givens, families, fillvalue=""):
        whole = f"{given} {family}".strip()
        yield name.given, whole, (given, family) if given and family else split_name(whole)
    if name.full is not None and squash(name.full) != squash(name.given + name.family):
        known = {
            squash(word) for part in (name.given, name.family) for word in (part, *part.split(), *name_words(part))
        }
        more = [word for word in name_words(name.full) if squash(word) not in known]
        yield name.full, str(name.full), (" ".join([name.given, *more]), str(name.family))


# --- places, work, family ---


def _places(label: str, place: Localised | None, case: Case, common: frozenset[str]) -> Iterator[Secret]:
    """Yield a place whole and its parts, without those that name a State or that the author calls everyday words."""
    states = _state_names(case)
    except_for = {squash(word) for word in common} | states
    for text in () if place is None else place.values():
        parts = [part.strip() for part in _PLACE_ENDS.split(text)]
        wanted = [
            part
            for part in parts
            if len(squash(part)) >= _PART_LETTERS_MIN and squash(part) not in except_for and not _is_state(part)
        ]
        whole = [] if squash(text) in except_for or not wanted else [" ".join(text.split())]
        for part in dict.fromkeys([*whole, *wanted]):
            yield Secret(label, part, "place", text.place, common=common)


def _state_names(case: Case) -> set[str]:
    """Return the squashed names of the State concerned, in every language that is known, and of no other."""
    state = find_state(case.state)
    if state is None:
        return set()
    names = [*dict(state.names).values(), *dict(state.formal_names).values()]
    return {squash(name) for name in names} | {squash(state.with_article(language)) for language, _ in state.names}


def _is_state(part: str) -> bool:
    """Tell whether a part of a place is the name of any State, which is no sign of a person."""
    state = suggest_state(part)
    return state is not None and squash(part) in {squash(name) for _, name in (*state.names, *state.formal_names)}


def _specific(label: str, words: Localised | None, case: Case) -> Iterator[Secret]:
    for text in () if words is None else words.values():
        for said in as_printed(text, case.people):
            if is_specific(said, begins=True):
                yield Secret(label, said, "words", text.place)


# --- how to reach a person ---


def _contact(person: Person, kept: frozenset[str], case: Case) -> Iterator[Secret]:
    """Yield the ways to reach a person that are not those of the organisation, which it prints itself."""
    public = _public_contact(case)
    if kept & {"contact", "name"}:
        if person.email is not None and squash(person.email) not in public:
            yield Secret(f"e-mail address of '{person.id}'", str(person.email), "contact", person.email.place)
        if person.telephone is not None:
            digits = re.sub(r"\D", "", fold(person.telephone))
            if len(digits) >= _TELEPHONE_DIGITS_MIN and not any(digits.endswith(one[-7:]) for one in _digits(public)):
                text = str(person.telephone)
                yield Secret(f"telephone number of '{person.id}'", text, "contact", person.telephone.place)
    for text in () if person.address is None else person.address.values():
        for line in text.split("\n"):
            parts = [squash(part) for part in line.split(",") if squash(part)]
            if parts and not all(part in public for part in parts) and len("".join(parts)) >= _PART_LETTERS_MIN:
                yield Secret(f"address of '{person.id}'", line.strip(), "contact", text.place)


def _digits(texts: Iterable[str]) -> list[str]:
    return [text for text in texts if text.isdecimal() and len(text) >= _TELEPHONE_DIGITS_MIN]


def _public_contact(case: Case) -> frozenset[str]:
    """Return, squashed, how the organisation is reached: each line of its address, each part of a line, all else."""
    own = case.organisation
    texts: list[str] = [*own.address.values(), *own.name.values()]
    for reached in (own, own.contact):
        if reached is not None:
            texts += [text for text in (reached.email, reached.telephone) if text is not None]
    lines = [line for text in texts for line in text.split("\n")]
    parts = [part for line in lines for part in line.split(",")]
    return frozenset(squash(one) for one in [*lines, *parts]) | _state_names(case)


# --- what of the matter is confidential ---


def _of_matter(case: Case, open_words: frozenset[str]) -> Iterator[Secret]:
    for annex in case.annexes:
        if annex.confidential:
            for title in annex.title.values():
                for said in filter(_is_telling, as_printed(title, case.people)):
                    yield Secret(f"title of the confidential annex '{annex.id}'", said, "words", title.place)
            yield from _file(annex.id, annex.file)
    for event in case.events:
        for text in event.text.values() if event.confidential else ():
            words = plain_prose(text) if isinstance(text, Prose) else str(text)
            if len(words.split()) > 1:
                yield Secret(f"text of the confidential event '{event.id}'", words, "words", text.place)
    for prose in prose_of(case):
        for passage in withheld_passages(prose):
            if is_specific(passage.text, begins=passage.begins):
                yield Secret("withheld words", passage.text, "words", passage.place)
            family = family_name(passage.text) if passage.kind == "name" else ""
            if family and squash(family) not in open_words:
                yield Secret("a withheld family name", family, "name", passage.place)


def _is_telling(title: str) -> bool:
    """Tell whether a title can be searched for: it is specific, or too long to be written by chance."""
    return is_specific(title, begins=True) or len(title.split()) >= 5


def _file(annex: str, file: Text) -> Iterator[Secret]:
    """Yield a confidential file's name, and its stem where that is more than an ordinary word or two."""
    path = PurePosixPath(file)
    label = f"file of the confidential annex '{annex}'"
    yield Secret(label, path.name, "words", file.place)
    if any(character.isdigit() for character in path.stem) and len(squash(path.stem)) >= 6:
        yield Secret(label, path.stem, "words", file.place)
