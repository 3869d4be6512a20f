"""Hold a document to what people agreed to: no consent, no document.

Which consents a document needs is data of its template (`consents`), for the people in the roles that it names. Beside
that whoever's own name stands in the finished document must have agreed to it. A date that is known only by its month
or year is read in the way that ends a consent sooner, or begins it later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from submissions.case import OF_AGE, Case, Consent, ConsentNeed, Person
from submissions.case.telling import written_names
from submissions.checks.subject import Subject, submission_of
from submissions.document import Document, Picture, plain, series, walk
from submissions.findings import Finding
from submissions.folding import fold_words
from submissions.today import Today
from submissions.values import Localised, PartialDate, Text

ASKED: Final = ("complainant", "victim", "survivor", "witness", "relative")
"""The roles of those who are asked before their own name or address is printed."""

_EXCUSED: Final = frozenset({"submit", "name-to-state"})
"""What a reason under 'without_consent' stands in for; all else takes the person's own word."""

_MAY_NOT_AGREE: Final = frozenset({"perpetrator", "official"})
"""The roles of those who cannot consent for somebody else: the accused, and the State's own."""

# A word of fewer letters stands in other words' places by chance: initials, particles.
_NAME_LETTERS: Final = 3
# Of a family name of several words the short ones are mostly particles: "de", "van", "bin", "los".
_NAME_WORD_LETTERS: Final = 4
# Arabic writes "and", "then", "by", "for" and "like" onto the word that follows.
_ARABIC_PREFIX: Final = "[وفبلك]?"
# Lives change, and so does who is in danger: after so many years an old yes is no answer to today's question.
_FRESH_YEARS: Final = 5
_Moment = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Occasion:
    """One document as far as consent goes: its template, for whom it is made, and when.

    `dated` is the date on the document; `today` the day for which it is made. A consent must have been given by the
    first, and must neither have been withdrawn nor have ended by the later of the two.
    """

    template: str
    needs: tuple[ConsentNeed, ...]
    audience: str
    dated: PartialDate
    today: Today

    def has_come(self, day: _Moment) -> bool:
        """Tell whether a day is not later than the last one on which a consent must still stand."""
        return day <= _latest(self.dated) or self.today.has_come(day)

    def is_over(self, day: _Moment) -> bool:
        """Tell whether a day is before the last one on which a consent must still stand."""
        return day < _latest(self.dated) or self.today.is_after(day)


def occasion_of(subject: Subject) -> Occasion:
    """Return a document as far as consent goes: its date is the submission's, or else the day of the run."""
    submission, template = submission_of(subject.case, subject.job), subject.template
    dated = submission.date or PartialDate.on(subject.today.exactly(), submission.origin)
    return Occasion(template.id, template.consents, subject.job.audience, dated, subject.today)


def check_consent_of_roles(subject: Subject) -> list[Finding]:
    """Hold that everybody in a role of whom the template needs a consent has given it."""
    return lacking_for_roles(subject.case, occasion_of(subject))


def check_consent_of_named(subject: Subject) -> list[Finding]:
    """Hold that everybody whose own name or address the document prints has agreed to that."""
    return lacking_for_named(subject.case, occasion_of(subject), subject.document)


def check_age_of_consents(subject: Subject) -> list[Finding]:
    """Hold that what people agreed to more than five years before the document has been asked about again."""
    return old_consents(subject.case, occasion_of(subject))


def old_consents(case: Case, occasion: Occasion) -> list[Finding]:
    """Return a question for each scope of which the last consent that stands is too old for the document's date.

    So is one that somebody else gave for a child who is of age by then: the answer is the person's own now.

    A paper says what stood on the date that it bears, and does not age by being made again; one without a date is of
    the day for which it is made. An answer of a later day is no older. What was taken back, or has ended, is no matter
    of age.
    """
    year, month, day = _latest(occasion.dated)
    oldest = (year - _FRESH_YEARS, month, day)
    found = []
    for person in case.people:
        for scope in dict.fromkeys(str(one.scope) for one in person.consent):
            recorded = [one for one in person.consent if one.scope == scope]
            standing = [one for one in recorded if _stands(one, recorded, occasion)]
            last = max(standing, key=_last_asked, default=None)
            if last is None:
                continue
            has_grown_up = _was_a_childs(person, last) and _of_age(person) <= _latest(occasion.dated)
            if has_grown_up or _last_asked(last) < oldest:
                given = f"the consent of '{person.id}' to '{scope}'"
                old = f"{given} is older than {_FRESH_YEARS} years at the document's date"
                grown_up = f"{given} was given for a child, who is of age at the document's date"
                order = (
                    f"ask '{person.id}' whether it still holds, and write the day of the answer under 'confirmed:'; "
                    "if it does not, write 'withdrawn:'"
                )
                found.append(Finding("W154", last.origin, grown_up if has_grown_up else old, order))
    return found


def _was_a_childs(person: Person, consent: Consent) -> bool:
    """Tell whether somebody else gave a consent for a person who was a child, or may have been, when last asked."""
    by_another = consent.given_by is not None and consent.given_by != person.id
    return by_another and person.born is not None and _last_asked(consent) < _of_age(person)


def _of_age(person: Person) -> _Moment:
    """Return the first day on which a person is of age for certain; the last of all days where no birth is known."""
    if person.born is None:
        return (9999, 12, 31)
    year, month, day = _latest(person.born)
    return year + OF_AGE, month, day


def _last_asked(consent: Consent) -> _Moment:
    """Return the first day on which a consent, as its dates are known, may last have been given or confirmed."""
    dates = [consent.date, *([consent.confirmed] if consent.confirmed is not None else [])]
    return max(date.first.earliest for date in dates)


def lacking_for_roles(case: Case, occasion: Occasion) -> list[Finding]:
    """Return a finding for each consent that the template needs of people in a role and that does not stand."""
    wanted = (
        (person, need.scope)
        for need in occasion.needs
        if need.is_for(occasion.audience)
        for person in case.people
        if person.role in need.of
    )
    return _lacking(wanted, case, occasion)


def lacking_for_named(case: Case, occasion: Occasion, document: Document) -> list[Finding]:
    """Return a finding for each consent that is needed since the document prints somebody's own name or address."""
    words = words_of(document)
    wanted: list[tuple[Person, str]] = []
    needs = [one for one in occasion.needs if one.scope == "name-to-state" and one.is_for(occasion.audience)]
    for person in case.people:
        passes_on = any(person.role not in need.not_of for need in needs)
        if person.role not in ASKED:
            continue
        kept = person.withheld_from(occasion.audience)
        if "name" not in kept and (occasion.audience == "public" or passes_on) and _is_named(person, case, words):
            wanted.append((person, "name-in-public" if occasion.audience == "public" else "name-to-state"))
        if "contact" not in kept and "name" not in kept and _is_reachable(person, words):
            wanted.append((person, "contact"))
    return _lacking(iter(wanted), case, occasion)


def words_of(document: Document) -> str:
    """Return all words of a document, notes, captions, alternative texts and furniture too, one space between two."""
    parts = [document.title, document.furniture.header]
    for node in walk(document.blocks):
        parts += map(plain, series(node))
        if isinstance(node, Picture):
            parts.append(node.alternative)
    return " ".join(" \n ".join(parts).split())


def standing_consents(person: Person, scope: str, occasion: Occasion) -> tuple[Consent, ...]:
    """Return the consents of a person to a scope that stand on an occasion."""
    recorded = [one for one in person.consent if one.scope == scope]
    return tuple(one for one in recorded if _stands(one, recorded, occasion))


def _lacking(wanted: Iterator[tuple[Person, str]], case: Case, occasion: Occasion) -> list[Finding]:
    once = {(str(person.id), scope): person for person, scope in wanted}
    barred = frozenset(str(person.id) for person in case.people if person.role in _MAY_NOT_AGREE)
    found = (_lack(person, scope, occasion, barred) for (_, scope), person in once.items())
    return [finding for finding in found if finding is not None]


def _lack(person: Person, scope: str, occasion: Occasion, barred: frozenset[str]) -> Finding | None:
    """Return what is wrong with a person's consent to a scope, or None where it stands or need not be asked for.

    What was given for the person by one of the `barred` is none.
    """
    if scope in _EXCUSED and person.without_consent is not None and not person.without_consent.refused:
        return None
    recorded = [consent for consent in person.consent if consent.scope == scope]
    given = [one for one in recorded if one.given_by is None or one.given_by == person.id or one.given_by not in barred]
    if any(_stands(consent, recorded, occasion) for consent in given):
        return None
    subject = f"'{occasion.template}' needs consent of '{person.id}' to '{scope}'"
    ask = f"ask '{person.id}' for consent to '{scope}' and record it under 'consent:'"
    withdrawn = [
        one for one in recorded if one.withdrawn is not None and occasion.has_come(one.withdrawn.first.earliest)
    ]
    if withdrawn:
        order = f"do not make this document; only if '{person.id}' agrees anew, record the new consent with its date"
        return Finding("E146", withdrawn[-1].origin, f"{subject}, who has withdrawn it", order)
    over = [consent for consent in given if _is_over(consent, occasion)]
    if over:
        message = f"{subject}, whose consent has ended"
        return Finding("E147", over[-1].origin, message, f"{ask}; write the exact day of 'until' if it still lasts")
    if given:
        message = f"{subject}, whose consent is of a later day than the document"
        order = "date the document on or after the consent, and write the exact day of the consent"
        return Finding("E148", given[-1].origin, message, order)
    excuse = "; if it cannot be asked for, write why under 'without_consent:'" if scope in _EXCUSED else ""
    by = f"'{recorded[-1].given_by}', whom the case accuses or who is an official, gave it" if recorded else ""
    return Finding("E145", person.origin, f"{subject}, and {by or 'none is recorded'}", ask + excuse)


def _stands(consent: Consent, given: Sequence[Consent], occasion: Occasion) -> bool:
    """Tell whether a consent stands; one taken back takes every earlier one to the same scope with it."""
    if _latest(consent.date) > _latest(occasion.dated) or _is_over(consent, occasion):
        return False
    taken_back = [one.withdrawn for one in given if one.withdrawn is not None]
    ended = [day for day in taken_back if occasion.has_come(day.first.earliest)]
    return all(consent.date.first.earliest > _latest(day) for day in ended) and consent.withdrawn not in ended


def _is_over(consent: Consent, occasion: Occasion) -> bool:
    until = consent.until
    return until is not None and occasion.is_over((until.last or until.first).earliest)


def _latest(date: PartialDate) -> _Moment:
    """Return the last day that a date can mean."""
    return (date.last or date.first).latest


def _is_named(person: Person, case: Case, words: str) -> bool:
    """Tell whether a person's own name stands in words: the whole of it, or a part that nobody else's name has."""
    text = fold_words(words)
    shared = [_name_parts(other) for other in case.people if other is not person]
    common = {fold_words(one.word) for one in person.common_words}
    parts = {
        part
        for part in _name_parts(person)
        if len(part) >= _NAME_LETTERS and part not in common and not any(part in other for other in shared)
    }
    whole = {fold_words(" ".join(form)) for form in written_names(person)}
    return any(re.search(rf"(?<!\w){_ARABIC_PREFIX}{re.escape(one)}(?!\w)", text) for one in {*whole, *parts} if one)


def _name_parts(person: Person) -> frozenset[str]:
    """Return the folded parts of a person's names; a name written as one text has a part for each of its words.

    So has a family name of several, "García Márquez", but for its particles.
    """
    parts = [part for form in written_names(person) for part in form]
    if isinstance(person.name, Text):
        words = person.name.split()
    else:
        families = [form.family for form in (person.name, *person.name.in_languages.values())]
        words = [word for family in families for word in fold_words(family).split() if len(word) >= _NAME_WORD_LETTERS]
    return frozenset(fold_words(part) for part in (*parts, *words) if fold_words(part))


def _is_reachable(person: Person, words: str) -> bool:
    """Tell whether words hold what reaches a person: an address with a number in it, a telephone, electronic mail."""
    lines = [line for text in _texts(person.address) for line in text.splitlines() if re.search(r"\d", line)]
    known = [*lines, *(str(one) for one in (person.email, person.telephone) if one is not None)]
    return any(" ".join(one.split()) in words for one in known if one.strip())


def _texts(words: Localised | None) -> Iterator[Text]:
    if words is not None:
        yield from (text for _, text in words.texts)
