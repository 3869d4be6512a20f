"""Make the view of a case: one audience, one language, one date."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from submissions.case import Authority, Case, Submission
from submissions.findings import Finding
from submissions.languages import Language
from submissions.values import Missing, PartialDate, Text
from submissions.view.articles import articles_in
from submissions.view.asked import ValueView, view_values
from submissions.view.enumerations import in_one_sentence
from submissions.view.examinations import ExaminationsView
from submissions.view.mechanisms import (
    DecisionReachedView,
    DetentionView,
    DisappearanceView,
    IssueView,
    ObservationsView,
    PartnerView,
    view_decision,
    view_detention,
    view_disappearance,
    view_issue,
    view_observations,
    view_partner,
    view_review,
)
from submissions.view.parts import (
    AnnexView,
    ClaimView,
    EventView,
    HeadView,
    MeasuresView,
    OrganisationView,
    ProcedureView,
    RecommendationView,
    RemedyView,
    RequestView,
    StateView,
    SubmissionView,
    view_annex,
    view_event,
    view_organisation,
    view_remedy,
)
from submissions.view.people import PersonView, view_person
from submissions.view.pictures import PictureView, view_pictures
from submissions.view.reader import Reader, Words
from submissions.view.standing import (
    ActingView,
    ConcernedView,
    view_acting,
    view_concerned,
    view_victims,
    with_records,
)


@dataclass(frozen=True, slots=True)
class CaseView:
    """All that templates may see of a case.

    A text that the case does not give is None; one that it gives in other languages only is `Missing`, and printing it
    is a finding. `authorities` are the case's own sources, which every audience may read; `folder` is the case folder.
    No template reaches `images`, the pictures that were released. `values` are those that the template asks for, by
    the names under which it has them.
    """

    case: HeadView
    state: StateView | Missing
    organisation: OrganisationView
    people: tuple[PersonView, ...]
    victims: tuple[PersonView, ...]
    acting: tuple[ActingView, ...]
    events: tuple[EventView, ...]
    remedies: tuple[RemedyView, ...]
    procedures: tuple[ProcedureView, ...]
    claims: tuple[ClaimView, ...]
    requests: tuple[RequestView, ...]
    recommendations: tuple[RecommendationView, ...]
    questions: tuple[Words, ...]
    detentions: tuple[DetentionView, ...]
    disappearances: tuple[DisappearanceView, ...]
    observations: ObservationsView | None
    decision: DecisionReachedView | None
    issues: tuple[IssueView, ...]
    partners: tuple[PartnerView, ...]
    measures: MeasuresView
    annexes: tuple[AnnexView, ...]
    texts: Mapping[str, Words]
    submission: SubmissionView
    audience: str
    language: str
    date: PartialDate
    authorities: tuple[Authority, ...]
    folder: Path
    examinations: ExaminationsView | None = None
    images: tuple[PictureView, ...] = ()
    values: Mapping[str, ValueView] = field(default_factory=dict)

    @property
    def authors(self) -> tuple[PersonView, ...]:
        """The people who submit, in the order of the case's people; nobody where the organisation does."""
        acting = [person for group in self.acting for person in group.people]
        return tuple(person for person in self.people if person in acting)

    @property
    def invoked(self) -> tuple[Text, ...]:
        """The articles of all claims, each once, where all of these rest on one instrument; else none."""
        if len({claim.instrument for claim in self.claims}) != 1:
            return ()
        return tuple(dict.fromkeys(article for claim in self.claims for article in claim.articles))

    @property
    def concerned(self) -> tuple[ConcernedView, ...]:
        """Each victim with all who act for her, in the order of the victims."""
        return view_concerned(self.people, self.victims, self.acting, self.claims)


def view_case(  # noqa: PLR0917  each argument is one word of what a view is: of what, for whom, when, where
    case: Case, submission: Submission, audience: str, language: Language, as_of: datetime.date, folder: Path
) -> tuple[CaseView, list[Finding]]:
    """Return what `audience` may see of a case in `language`; `as_of` dates a submission that gives no date.

    A text that is missing in the language becomes a finding only where a template prints it, so the list is empty.
    """
    reader = Reader(audience, language, case.case.language, tuple(str(person.id) for person in case.people))
    annexes = {annex.id: annex for annex in _annexes(case, submission, reader, folder)}
    day = submission.date or PartialDate.on(as_of, submission.origin)
    by_id = {str(one.id): view_person(with_records(one, case), reader, day, case.people) for one in case.people}
    return CaseView(
        case=_head(case, reader),
        state=reader.state(case.state),
        organisation=view_organisation(case.organisation, reader),
        people=tuple(by_id.values()),
        victims=view_victims(case, by_id),
        acting=view_acting(case, reader, by_id, annexes),
        events=tuple(view_event(event, reader, annexes) for event in case.events),
        remedies=tuple(view_remedy(remedy, reader, annexes) for remedy in case.remedies),
        procedures=_procedures(case, reader),
        claims=_claims(case, reader),
        requests=_requests(case, reader),
        recommendations=_recommendations(case, submission, reader),
        questions=reader.many(case.questions if submission.questions is None else submission.questions, "questions"),
        detentions=tuple(view_detention(one, reader, by_id) for one in case.detentions if one.person in by_id),
        disappearances=_disappearances(case, reader, by_id),
        observations=None if case.observations is None else view_observations(case.observations, reader),
        decision=None if case.decision is None else view_decision(case.decision, reader),
        issues=tuple(view_issue(one, reader) for one in case.issues),
        partners=tuple(view_partner(one, reader) for one in case.partners),
        measures=_measures(case, reader),
        annexes=tuple(annexes.values()),
        texts={name: reader.words(text, name) for name, text in {**case.texts, **submission.texts}.items()},
        submission=_submission(submission, reader, by_id),
        audience=audience,
        language=language.code,
        date=day,
        authorities=case.authorities,
        folder=folder,
        images=view_pictures(case, day, reader),
        values=view_values(submission.values, reader),
    ), []


def _disappearances(case: Case, reader: Reader, people: Mapping[str, PersonView]) -> tuple[DisappearanceView, ...]:
    return tuple(view_disappearance(one, reader, people) for one in case.disappearances if one.person in people)


def _annexes(case: Case, submission: Submission, reader: Reader, folder: Path) -> tuple[AnnexView, ...]:
    asked = submission.annexes
    numbered = enumerate(case.annexes, 1)
    return tuple(
        view_annex(one, number, reader, folder) for number, one in numbered if asked is None or one.id in asked
    )


def _head(case: Case, reader: Reader) -> HeadView:
    head = case.case
    return HeadView(
        id=head.id,
        title=reader.words(head.title, "title"),
        short_title=reader.words(head.short_title, "short_title"),
        communication=head.communication,
        reference=head.reference,
        language=head.language,
    )


def _procedures(case: Case, reader: Reader) -> tuple[ProcedureView, ...]:
    return tuple(
        ProcedureView(
            reader.words(one.body, "body"),
            one.reference,
            one.filed,
            reader.words(one.outcome, "outcome"),
            one.kind,
            one.standing,
            one.ended,
            one.same_matter,
        )
        for one in case.procedures
    )


def _claims(case: Case, reader: Reader) -> tuple[ClaimView, ...]:
    return tuple(
        ClaimView(
            one.id,
            one.instrument,
            articles_in(one.articles, reader.speech),
            reader.words(one.title, "title"),
            reader.words(one.argument, "argument"),
            one.of,
        )
        for one in case.claims
    )


def _requests(case: Case, reader: Reader) -> tuple[RequestView, ...]:
    texts = reader.many(tuple(one.text for one in case.requests), "text")
    items = in_one_sentence(texts, reader.speech)
    return tuple(RequestView(one.id, *words) for one, *words in zip(case.requests, texts, items, strict=True))


def _recommendations(case: Case, submission: Submission, reader: Reader) -> tuple[RecommendationView, ...]:
    asked = case.recommendations if submission.recommendations is None else submission.recommendations
    return tuple(
        RecommendationView(reader.words(one.addressee, "addressee"), reader.many(one.measures, "measures"))
        for one in asked
    )


def _measures(case: Case, reader: Reader) -> MeasuresView:
    one = case.measures
    return MeasuresView(
        reader.maybe(one.interim, "interim"),
        reader.maybe(one.protection, "protection"),
        reader.maybe(one.anonymity, "anonymity"),
    )


def _submission(submission: Submission, reader: Reader, people: Mapping[str, PersonView]) -> SubmissionView:
    return SubmissionView(
        submission.template,
        reader.maybe(submission.title, "title"),
        reader.maybe(submission.place, "place"),
        reader.maybe(submission.addressee, "addressee"),
        tuple(submission.texts),
        tuple(people[one] for one in map(str, submission.signed_by) if one in people),
        None if submission.review is None else view_review(submission.review, reader),
        submission.form_of_address,
        reader.maybe(submission.salutation, "salutation"),
        reader.maybe(submission.copies, "copies"),
    )
