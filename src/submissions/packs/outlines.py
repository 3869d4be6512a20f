"""What a pack needs to know of a case: what it is about, what it is called, and whom its people keep it from.

Runs in the child process: the parent never holds a case.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from submissions.case import Case, ConsentNeed
from submissions.checks.consents import Occasion
from submissions.checks.receivers import Called, unextended
from submissions.findings import Finding
from submissions.line.outcome import Setting
from submissions.line.outlines import outline_case
from submissions.line.reading import read_templates, read_validated
from submissions.line.stages import Bench, NoValueError, Stages
from submissions.plan import CaseOutline
from submissions.today import Today
from submissions.values import Localised, PartialDate


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
    today = Today(setting.as_of)
    return Occasion(template, needs, audience, PartialDate.on(today.exactly(), case.origin), today)


def kept_from(case: Case, occasion: Occasion, called: Called) -> Iterator[Finding]:
    """Hold that a receiver is among those to whom people agreed that their case goes; the first who did not is told."""
    for one in islice(unextended(case, occasion, called), 1):
        yield one.finding("E774", ", so the case stays out of the pack", "leave the case out")
