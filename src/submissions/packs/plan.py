"""Plan a pack: which documents each receiver gets, in which order, and what of it cannot be had."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from submissions.checks.receivers import Called
from submissions.findings import Finding, Place
from submissions.packs.outlines import PackCase
from submissions.packs.reading import PackFile
from submissions.packs.receivers import Receiver, everybody
from submissions.packs.record import CaseQuery, PackContents
from submissions.plan import Job, SubmissionOutline, nearest
from submissions.states import find_state


@dataclass(frozen=True, slots=True)
class Lacking:
    """A document that a pack asks for and cannot have, and why; `template` is "" where the whole case is lacking."""

    case_id: str
    template: str
    language: str
    reason: Finding


@dataclass(frozen=True, slots=True)
class PlannedPack:
    """What one receiver is to get: documents in their order, and what is lacking."""

    receiver: Receiver
    jobs: tuple[Job, ...]
    lacking: tuple[Lacking, ...]


def receivers_of(file: PackFile) -> tuple[Receiver, ...]:
    """Return the recipients of a pack, or what stands for all of them where it names none."""
    return file.receivers or (everybody(file.pack.language, file.place),)


def called(file: PackFile) -> tuple[Called, ...]:
    """Return, for each receiver, what consents may call it: the session's body in each language, committee, name."""
    bodies = tuple(str(body) for body in file.pack.session.body.values())
    return tuple((*bodies, one.committee, one.name) for one in receivers_of(file))


def plan_pack(
    file: PackFile, cases: Mapping[str, PackCase], unread: Mapping[str, Finding], every: Sequence[str] = ()
) -> tuple[tuple[PlannedPack, ...], list[Finding]]:
    """Return what each receiver is to get, and what is wrong with the pack itself.

    `cases` are all that could be read, by id, and `unread` the reason for each of the others; `every` are the ids of
    all cases of the workspace, of which the one that was meant may be guessed.
    """
    findings: list[Finding] = []
    known = _Known(file, cases, unread, tuple(every))
    chosen = [(one, _cases_of(one, known, findings)) for one in file.pack.contents]
    packs = []
    for number, receiver in enumerate(receivers_of(file)):
        jobs: dict[tuple[str, ...], Job] = {}
        lacking: dict[tuple[str, ...], Lacking] = {}
        for contents, ids in chosen:
            for case_id in ids:
                for one in known.of_case(case_id, contents, receiver, number):
                    key = (one.case_id, one.template, one.language)
                    if isinstance(one, Job):
                        jobs.setdefault((*key, one.name), one)
                        findings += _in_another(one, contents, receiver)
                    else:
                        lacking.setdefault(key, one)
        packs.append(PlannedPack(receiver, tuple(_ordered(jobs.values(), file, cases)), tuple(lacking.values())))
    return tuple(packs), list(dict.fromkeys(findings))


def _in_another(job: Job, contents: PackContents, receiver: Receiver) -> Iterator[Finding]:
    """Yield a note for a document that goes in another language than its receiver's, though nobody asked for it."""
    if not contents.languages and job.language != receiver.language:
        words = (
            f"'{job.template}' of '{job.case_id}' is not there in '{receiver.language}', and goes in '{job.language}'"
        )
        order = f"add '{receiver.language}' to its languages at {job.place}, if it is to be made in it"
        yield Finding("N780", contents.origin, words, order)


@dataclass(frozen=True, slots=True)
class _Known:
    """A pack with the cases that it may be made of."""

    file: PackFile
    cases: Mapping[str, PackCase]
    unread: Mapping[str, Finding]
    every: tuple[str, ...] = ()

    @property
    def audience(self) -> str:
        """Whose version of the documents is wanted."""
        return self.file.pack.audience

    def of_case(self, case_id: str, contents: PackContents, receiver: Receiver, number: int) -> Iterator[Job | Lacking]:
        """Yield the documents of a case that a receiver is to get, and what of them cannot be had."""
        if case_id in self.unread:
            yield Lacking(case_id, "", "", self.unread[case_id])
            return
        case = self.cases[case_id]
        kept = {name: finding for name, whose, finding in case.kept_from if whose == number}
        offered = [one for one in case.outline.submissions if self.audience in one.audiences]
        wished = [str(one) for one in contents.templates] or [one.template for one in offered]
        if not wished:
            yield Lacking(case_id, "", "", _not_for(case, self.audience))
        for template in dict.fromkeys(wished):
            wishes = [one for one in offered if one.template == template]
            if template in kept:
                yield Lacking(case_id, template, "", kept[template])
            elif not wishes:
                yield Lacking(case_id, template, "", _not_listed(case, template, contents, self.audience))
            else:
                for language in self._languages(contents, wishes, receiver):
                    yield from self._jobs(case, wishes, language, contents)

    def _languages(
        self, contents: PackContents, wishes: Sequence[SubmissionOutline], receiver: Receiver
    ) -> tuple[str, ...]:
        """Return the languages that are asked for, or the receiver's, or else the pack's, or the first there is."""
        if contents.languages:
            return tuple(map(str, contents.languages))
        there = [language for one in wishes for language in one.languages]
        wanted = (receiver.language, str(self.file.pack.language), *there)
        return tuple([one for one in wanted if one in there][:1])

    def _jobs(
        self, case: PackCase, wishes: Sequence[SubmissionOutline], language: str, contents: PackContents
    ) -> Iterator[Job | Lacking]:
        """Yield a case's documents of a template in a language, or what is said of one that the case does not make."""
        template, outline = wishes[0].template, case.outline
        named = {one.name: one for one in reversed(wishes) if language in one.languages}
        for wish in reversed(named.values()):
            what = (outline.id, outline.folder, wish.index, template, language, self.audience, wish.formats)
            yield Job(*what, wish.place, wish.exhibits, name=wish.name)
        if not named:
            there = ", ".join(sorted({code for one in wishes for code in one.languages}))
            words = f"the case '{case.id}' does not make '{template}' in '{language}'"
            order = f"add '{language}' to the languages at {wishes[0].place}, or ask here for one of: {there}"
            yield Lacking(case.id, template, language, Finding("E773", _place(contents, language), words, order))


def _cases_of(contents: PackContents, known: _Known, findings: list[Finding]) -> tuple[str, ...]:
    """Return the ids of the cases that are meant, those that cannot be read too where they are named."""
    names = [*known.cases, *known.unread]
    for one in contents.cases:
        if one not in names:
            near = nearest(one, {*known.every, *names})
            order = f"write '{near}'" if near else "write the id of a case: the name of its folder in 'cases'"
            findings.append(Finding("E772", one.place, f"there is no case '{one}'", order))
    found = [str(one) for one in contents.cases if one in names]
    if contents.query is not None:
        matching = [one.id for one in known.cases.values() if _matches(one, contents.query)]
        if not matching:
            words = "no case has what is asked for here"
            order = "look at 'state', 'tags' and 'themes' of the cases, and at the mechanisms of their templates"
            findings.append(Finding("W778", contents.query.origin, words, order))
        found += matching
    elif not contents.cases:
        order = "write 'cases: [...]' or 'query: {...}'"
        findings.append(Finding("E772", contents.origin, "neither cases nor a query are given here", order))
    return tuple(dict.fromkeys(found))


def _matches(case: PackCase, query: CaseQuery) -> bool:
    """Tell whether a case has one of the words under each key that is given; a query without any fits all."""
    keys = (
        (query.states, frozenset({case.state})),
        (query.tags, case.tags),
        (query.themes, case.themes),
        (query.mechanisms, case.mechanisms),
    )
    return all(not wanted or has & set(map(str, wanted)) for wanted, has in keys)


def _place(contents: PackContents, language: str) -> Place:
    return next((one.place for one in contents.languages if one == language), contents.origin)


def _not_listed(case: PackCase, template: str, contents: PackContents, audience: str) -> Finding:
    listed = [one.template for one in case.outline.submissions]
    place = next((one.place for one in contents.templates if one == template), contents.origin)
    if template in listed:
        words = f"the case '{case.id}' makes '{template}' for no {audience} audience"
        return Finding("E773", place, words, f"add '{audience}' to its audiences in {case.outline.folder}/case.yaml")
    near = nearest(template, listed)
    words = f"the case '{case.id}' does not make '{template}'"
    order = f"write '{near}', or add it" if near else "add it"
    return Finding("E773", place, words, f"{order} under 'submissions:' in {case.outline.folder}/case.yaml")


def _not_for(case: PackCase, audience: str) -> Finding:
    order = f"add '{audience}' to the audiences of one of its submissions"
    return Finding("E773", case.outline.place, f"the case makes nothing for the {audience} audience", order)


def _ordered(jobs: Iterable[Job], file: PackFile, cases: Mapping[str, PackCase]) -> list[Job]:
    """Return documents in the order of the pack; those of one case stay together, in the order in which they came."""
    given = list(jobs)
    came = {case_id: number for number, case_id in enumerate(dict.fromkeys(job.case_id for job in given))}

    def key(job: Job) -> tuple[object, ...]:
        case = cases[job.case_id]
        language = str(file.pack.language)
        state = find_state(case.state)
        by = {
            "listed": (),
            "case": (case.id,),
            "state": (state.name(language) if state is not None else case.state,),
            "title": (case.title(language),),
        }[file.pack.order]
        return (*by, came[job.case_id])

    return sorted(given, key=key)
