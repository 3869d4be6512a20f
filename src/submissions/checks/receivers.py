"""Hold that a case goes to nobody but those to whom people agreed that it goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from submissions.case import Case, Consent, Person
from submissions.checks.consents import Occasion, occasion_of, standing_consents
from submissions.checks.subject import Subject
from submissions.findings import Finding
from submissions.folding import fold_words
from submissions.rules.bodies import body

Called: TypeAlias = tuple[str, ...]
"""Every name of one receiver: a body in each language and by its short names, a person with office and committee."""


@dataclass(frozen=True, slots=True)
class Unextended:
    """A consent that stands and does not extend to a receiver, who is called `whom`."""

    person: Person
    consent: Consent
    whom: str

    def finding(self, code: str, consequence: str, otherwise: str) -> Finding:
        """Return it as a finding, with what follows from it and what else can be done about it."""
        one = f"'{self.person.id}'"
        words = f"the consent of {one} to '{self.consent.scope}' does not extend to '{self.whom}'{consequence}"
        order = (
            f"ask {one} whether '{self.whom}' may have it, and record the answer as a consent of its own, or under "
            f"'only_for'; else {otherwise}"
        )
        return Finding(code, self.consent.origin, words, order)


def names_of_body(identity: str) -> Called:
    """Return every name of a body; of one that no table knows, its id."""
    known = body(identity)
    if known is None:
        return (identity,)
    return tuple(dict.fromkeys([*(name for _, name in (*known.names, *known.short_names)), identity]))


def unextended(case: Case, occasion: Occasion, called: Called) -> Iterator[Unextended]:
    """Yield for each person the first consent that stands and does not extend to a receiver.

    Whoever agreed without a word on who receives it agreed for all whom the scope is meant for.
    """
    by_name = "name-in-public" if occasion.audience == "public" else "name-to-state"
    scopes = dict.fromkeys([*(need.scope for need in occasion.needs if need.is_for(occasion.audience)), by_name])
    for person in case.people:
        for scope in scopes:
            standing = standing_consents(person, scope, occasion)
            if standing and not any(_covers(one, called) for one in standing):
                yield Unextended(person, standing[-1], _whom(standing[-1], called))
                break


def check_consent_to_receiver(subject: Subject) -> Iterator[Finding]:
    """Hold that what people agreed to extends to the body that a document is filed with."""
    if subject.receiver:
        for one in unextended(subject.case, occasion_of(subject), subject.receiver):
            yield one.finding("E161", ", to which this document goes", "do not make this document")


def _covers(consent: Consent, called: Called) -> bool:
    """Tell whether a consent lets a receiver have it; names are compared by their words."""
    words = {fold_words(one) for one in called if one}
    meant = None if consent.only_for is None else {fold_words(one) for one in consent.only_for}
    return not words & _refused(consent) and (meant is None or bool(words & meant))


def _refused(consent: Consent) -> set[str]:
    return {fold_words(one) for one in consent.not_for}


def _whom(consent: Consent, called: Called) -> str:
    """Return the name of a receiver as a consent has it, or else its first."""
    named = [one for one in called if one]
    return next((one for one in named if fold_words(one) in _refused(consent)), named[0] if named else "this receiver")
