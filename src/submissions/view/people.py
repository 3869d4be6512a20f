"""People as one audience may see them: a protected name is not in the view at all, its pseudonym stands there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from submissions.case import OF_AGE, Consent, Person, WrittenName
from submissions.case.pseudonyms import free_pseudonym
from submissions.languages import Language, language_in
from submissions.values import LocalisedProse, Missing, PartialDate, Text, Withholding, still_to_come
from submissions.view.reader import ConfidentialWords, MaybeDate, MaybeWithheld, MaybeWords, Reader, StateView, Words

# What each word of `protected` keeps from an audience; a way to reach somebody tells the name and the whereabouts.
_WITHHOLDS: Final[dict[str, tuple[str, ...]]] = {
    "name": ("address", "email", "telephone"),
    "born": ("born", "child"),
    "birthplace": ("birthplace",),
    "residence": ("residence", "address"),
    "nationality": ("nationality",),
    "occupation": ("occupation", "position", "organisation"),
    "family": ("relation",),
    "image": (),
    "contact": ("address", "email", "telephone"),
}
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class ConsentView:
    """One consent as it was recorded; `given_by` is the id of whoever gave it in the person's place.

    `language` is the language in which it was explained, by its name in the language of the document; `stands` tells
    whether it holds on the day of the document.
    """

    scope: str
    date: PartialDate
    until: PartialDate | None
    taken_by: Text | None
    form: str
    given_by: Text | None
    authority: Text | None
    without_guardian: Text | None
    language: Text | None
    interpreter: Text | None
    confirmed: PartialDate | None
    withdrawn: PartialDate | None
    stands: bool


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person as the audience may see her; what is withheld is a `Withholding`, and printing it is an error.

    `protected` is what the public may not see, and `anonymous` whether the name is, for every audience the same.
    `consent` is the record of what she agreed to, which the public does not read.
    `agreed` are the scopes of the consents that stand on the day of the document, `agreed_by` is the id of who agreed
    for her to the submission, where somebody did, and `unasked` is why nobody could ask for any consent; the public
    reads neither that reason nor the one of `incapable`, why she cannot act for herself.
    """

    id: Text
    role: str
    name: Words
    full: Words
    initials: Words
    pseudonym: MaybeWords
    protected: tuple[str, ...]
    anonymous: bool
    gender: str | None
    born: MaybeDate
    birthplace: MaybeWithheld
    residence: MaybeWithheld
    nationality: StateView | Missing | Withholding | None
    occupation: MaybeWithheld
    relation: MaybeWithheld
    organisation: MaybeWithheld
    position: MaybeWithheld
    address: MaybeWithheld
    email: MaybeWithheld
    telephone: MaybeWithheld
    represents: tuple[Text, ...]
    died: MaybeDate
    disappeared: MaybeDate
    detained: MaybeDate
    child: bool | Withholding | None
    incapable: ConfidentialWords | None
    consent: tuple[ConsentView, ...] | Withholding
    agreed: tuple[str, ...]
    agreed_by: Text | None
    unasked: ConfidentialWords | None

    @property
    def waives_anonymity(self) -> bool:
        """Whether the person agreed, by a consent that stands, to be named in public; silence is no waiver."""
        return "name-in-public" in self.agreed


@dataclass(frozen=True, slots=True)
class _Seen:
    """Keeps from an audience what is hidden of a person."""

    person: Person
    hidden: frozenset[str]

    def seen(self, attribute: str, value: _Value | None) -> _Value | Withholding | None:
        """Return a value, or what stands in its place where the audience may not see it."""
        if value is None:
            return None
        return Withholding(self.person.id, attribute, self.person.origin) if attribute in self.hidden else value


def view_person(person: Person, reader: Reader, day: PartialDate, people: Iterable[Person] = ()) -> PersonView:
    """Return what the audience may see of a person on a day; `people` are all, for a pseudonym to propose."""
    kept = person.withheld_from(reader.audience)
    seen = _Seen(person, frozenset(attribute for word in kept for attribute in _WITHHOLDS[word])).seen
    pseudonym = None if person.pseudonym is None else reader.name(person.pseudonym, "pseudonym")
    full, initials = _names(person, reader.language)
    if "name" in kept:
        full = initials = _protecting(pseudonym) or _no_pseudonym(person, people, reader.speech)
    state = None if person.nationality is None else reader.state(person.nationality)
    return PersonView(
        id=person.id,
        role=person.role,
        name=full,
        full=full,
        initials=initials,
        pseudonym=pseudonym,
        protected=person.withheld_from("public"),
        anonymous="name" in person.withheld_from("public"),
        gender=person.gender,
        born=seen("born", person.born),
        birthplace=seen("birthplace", reader.maybe(person.birthplace, "birthplace")),
        residence=seen("residence", reader.maybe(person.residence, "residence")),
        nationality=seen("nationality", state),
        occupation=seen("occupation", reader.maybe(person.occupation, "occupation")),
        relation=seen("relation", reader.maybe(person.relation, "relation")),
        organisation=seen("organisation", reader.maybe(person.organisation, "organisation")),
        position=seen("position", reader.maybe(person.position, "position")),
        address=seen("address", reader.maybe(person.address, "address")),
        email=seen("email", person.email),
        telephone=seen("telephone", person.telephone),
        represents=person.represents,
        died=person.died,
        disappeared=person.disappeared,
        detained=person.detained,
        child=seen("child", is_child(person, day)),
        incapable=_kept(person.incapable, "incapable", reader),
        consent=_consents(person, reader, day),
        agreed=tuple(sorted({str(one.scope) for one in person.consent if _stands(one.scope, person, day)})),
        agreed_by=_giver(person),
        unasked=_reason(person, reader),
    )


def is_child(person: Person, day: PartialDate) -> bool:
    """Tell whether a person is certainly a child on a day, however exactly her birth is known."""
    if person.born is None or person.died is not None:
        return False
    year, month, birthday = person.born.first.earliest
    return (day.last or day.first).latest < (year + OF_AGE, month, birthday)


def _stands(scope: str, person: Person, day: PartialDate) -> bool:
    """Tell whether a consent stands on a day: one that was ever taken back, or may have ended, does not.

    This is only for what a document says of consent; whether it may be made at all is weighed by `consents`.
    """
    given = [one for one in person.consent if one.scope == scope]
    return any(_holds(one, day) for one in given) and all(one.withdrawn is None for one in given)


def _holds(one: Consent, day: PartialDate) -> bool:
    """Tell whether a consent was given by a day, and has not ended by then."""
    last = (day.last or day.first).latest
    return (one.date.last or one.date.first).latest <= last and (one.until is None or one.until.first.earliest >= last)


def _consents(person: Person, reader: Reader, day: PartialDate) -> tuple[ConsentView, ...] | Withholding:
    """Return the record of a person's consents: who took them down and who interpreted is nobody's in public."""
    if reader.is_public and person.consent:
        return Withholding(person.id, "consent", person.origin)
    return tuple(_consent(one, person, reader.language, day) for one in person.consent)


def _consent(one: Consent, person: Person, language: str, day: PartialDate) -> ConsentView:
    spoken = None if one.language is None else Text(language_in(one.language, language), one.language.place)
    return ConsentView(
        scope=str(one.scope),
        date=one.date,
        until=one.until,
        taken_by=one.taken_by,
        form=one.form,
        given_by=None if one.given_by == person.id else one.given_by,
        authority=one.authority,
        without_guardian=one.without_guardian,
        language=spoken,
        interpreter=one.interpreter,
        confirmed=one.confirmed,
        withdrawn=one.withdrawn,
        stands=_holds(one, day)
        and all(other.withdrawn is None for other in person.consent if other.scope == one.scope),
    )


def _giver(person: Person) -> Text | None:
    """Return the id of who agreed to the submission in a person's place; None where she did so herself."""
    for_her = (one.given_by for one in person.consent if one.scope == "submit" and one.withdrawn is None)
    return next((giver for giver in for_her if giver is not None and giver != person.id), None)


def _reason(person: Person, reader: Reader) -> ConfidentialWords | None:
    """Return why a person could not be asked."""
    return None if person.without_consent is None else _kept(person.without_consent.reason, "reason", reader)


def _kept(value: LocalisedProse | None, key: str, reader: Reader) -> ConfidentialWords | None:
    """Return words about a person's life that the public does not read; that there are some it may know."""
    if value is None:
        return None
    return reader.withheld(value, key) if reader.is_public else reader.words(value, key)


def _names(person: Person, language: str) -> tuple[Words, Words]:
    """Return the whole name and its initials, as the person writes it, in the script of the language if it is given."""
    if isinstance(person.name, Text):
        if not person.name:
            return (still_to_come("name", person.name.place),) * 2
        return person.name, _initials(person.name, person.name)
    name: WrittenName = person.name.in_languages.get(Text(language), person.name)
    parts = f"{name.given} {name.family}"
    full = name.full if name.full is not None else Text(parts, name.given.place)
    return full, _initials(parts, full)


def _initials(parts: str, full: Text) -> Text:
    """Return "A.K." for a name, or the whole name where it has no letters."""
    letters = [word[0] for word in parts.replace("-", " ").split() if word[0].isalpha()]
    return Text("".join(f"{letter}." for letter in letters) or full, full.place)


def _protecting(pseudonym: MaybeWords) -> MaybeWords:
    """Return a pseudonym; one that lacks the language stops a draft too: it stands for a protected name."""
    return replace(pseudonym, code="E135", what="") if isinstance(pseudonym, Missing) else pseudonym


def _no_pseudonym(person: Person, people: Iterable[Person], language: Language) -> Missing:
    if not person.name:
        return still_to_come("pseudonym", person.origin)
    words = f"'{person.id}' has no pseudonym for an audience that may not see the name"
    order = f"add 'pseudonym:' to this person, such as '{free_pseudonym(person, people, language)}'"
    return Missing("E135", person.origin, words, order, elsewhere=True)
