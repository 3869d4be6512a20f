"""What a pack needs to know of a case: what it is about, what it is called, and whom its people keep it from.

Runs in the child process: the parent never holds a case.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from submissions.case import Case, Consent, ConsentNeed, Person
from submissions.checks.consents import Occasion, standing_consents
from submissions.findings import Finding
from submissions.folding import fold_words
from submissions.line.outcome import Setting
from submissions.line.outlines import outline_case
from submissions.line.reading import read_templates, read_validated
from submissions.line.stages import Bench, NoValueError, Stages
from submissions.plan import CaseOutline
from submissions.values import Day, Localised, PartialDate

Called = tuple[str, ...]
"""What a receiver is called in consents: the body, the committee, the name."""


@dataclass(frozen=True, slots=True)
class PackCase:
    """A case as a pack sees it.

    `titles` are by language, "" for one that stands for all; `organisation` is who may stand in a file as its author.
    `kept_from` holds, for a template and the number of a receiver, why the receiver may not have the document.
    """

    outline: CaseOutline
    state: str
    titles: tuple[tuple[str, str], ...]
    tags: frozenset[str]
    themes: frozenset[str]
    mechanisms: frozenset[str]
    kept_from: tuple[tuple[str, int, Finding], ...] = ()

    @property
    def id(self) -> str:
        """The id of the case."""
        return self.outline.id

    def title(self, language: str) -> str:
        """Return the title in a language, or that which stands for all, or the case's own."""
        titles = dict(self.titles)
        return next(titles[one] for one in (language, "", self.outline.language, *titles) if one in titles)


def outline_for_pack(
    bench: Bench, setting: Setting, folder: str, audience: str, receivers: Sequence[Called]
) -> tuple[PackCase | None, list[Finding]]:
    """Return what a pack needs to know of the case in a folder, None with what stands against that."""
    outline, findings = outline_case(bench, setting, folder)
    if outline is None or not outline.is_whole:
        return None, [one for one in findings if one.is_error]
    stages = Stages(bench, setting)
    try:
        case = read_validated(stages, folder)
    except NoValueError:
        return None, stages.findings
    shelf = read_templates(stages.aside()).templates
    named = [one.template for one in outline.submissions if one.template in shelf]
    mechanisms = {str(shelf[name].procedure) for name in named if shelf[name].procedure}
    kept = [
        (name, number, finding)
        for name in dict.fromkeys(named)
        for number, called in enumerate(receivers)
        for finding in kept_from(case, occasion_today(setting, name, shelf[name].consents, audience, case), called)
    ]
    head = case.case
    return PackCase(
        outline,
        str(case.state),
        _texts(head.title),
        frozenset(map(str, head.tags)),
        frozenset(map(str, head.themes)),
        frozenset(mechanisms),
        tuple(kept),
    ), []


def _texts(title: Localised) -> tuple[tuple[str, str], ...]:
    return tuple((language, str(text)) for language, text in title.texts)


def occasion_today(
    setting: Setting, template: str, needs: tuple[ConsentNeed, ...], audience: str, case: Case
) -> Occasion:
    """Return a document on the day of the run: a consent must stand when it is sent, whatever date it bears."""
    today = setting.as_of
    day = (today.year, today.month, today.day)
    dated = PartialDate("day", Day(*day), None, case.origin)
    return Occasion(template, needs, audience, dated, day)


def kept_from(case: Case, occasion: Occasion, called: Called) -> Iterator[Finding]:
    """Hold that a receiver is among those to whom people agreed that their case goes.

    Whoever agreed without a word on who receives it agreed for all whom the scope is meant for.
    """
    by_name = "name-in-public" if occasion.audience == "public" else "name-to-state"
    scopes = dict.fromkeys([*(need.scope for need in occasion.needs if need.is_for(occasion.audience)), by_name])
    for person in case.people:
        for scope in scopes:
            standing = standing_consents(person, scope, occasion)
            if standing and not any(_covers(one, called) for one in standing):
                yield _kept(person, standing[-1], scope, called)
                return


def _covers(consent: Consent, called: Called) -> bool:
    """Tell whether a consent lets a receiver have it; names are compared by their words."""
    words = {fold_words(one) for one in called if one}
    refused = {fold_words(one) for one in consent.not_for}
    meant = None if consent.only_for is None else {fold_words(one) for one in consent.only_for}
    return not words & refused and (meant is None or bool(words & meant))


def _kept(person: Person, consent: Consent, scope: str, called: Called) -> Finding:
    refused = {fold_words(one) for one in consent.not_for}
    named = [one for one in called if one]
    whom = next((one for one in named if fold_words(one) in refused), named[0] if named else "this receiver")
    words = f"the consent of '{person.id}' to '{scope}' does not extend to '{whom}', so the case stays out of the pack"
    order = (
        f"ask '{person.id}' whether '{whom}' may have it, and record the answer as a consent of its own, or under "
        "'only_for'; else leave the case out"
    )
    return Finding("E774", consent.origin, words, order)
