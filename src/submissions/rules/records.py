"""The filing rules as records: what one mechanism asks for, each rule with the document that says so."""

from __future__ import annotations

from typing import Annotated, Final, Literal, TypeAlias

from pydantic import BeforeValidator, Field

from submissions.case import Record, Scope
from submissions.case.record import Flag, Identifier
from submissions.findings import Finding
from submissions.values import Localised, PartialDate, RefusedValueError, Text
from submissions.values.refusal import KEY, place_of, refuse_kind

CHECKS: Final = ("presence", "count", "date", "consent", "consistency", "standing")
"""The six kinds of check; a rule has one of them, or none where it only informs."""

Confidence: TypeAlias = Literal["A", "B", "C", "D"]
Severity: TypeAlias = Literal["error", "warning", "remark"]
Kind: TypeAlias = Literal[
    "communication", "urgent", "allegation", "case", "report", "statement", "reply", "internal", "regional"
]


def _read_whole(value: object) -> int:
    """Return the whole number that stands at a node; raises RefusedValueError where none does."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if not isinstance(value, str) or not value.strip():
        raise refuse_kind(value, "a whole number")
    if not (value.isascii() and value.isdigit()):
        raise RefusedValueError(Finding("E116", place_of(value), f"{KEY} must be a whole number", "write figures only"))
    return int(value)


Whole = Annotated[int, BeforeValidator(_read_whole)]


class RuleSource(Record):
    """Where a rule can be read."""

    title: Text = Field(description="The document or page, with the article, rule or paragraph.")
    symbol: Text | None = Field(default=None, description="Its UN symbol.")
    address: Text | None = Field(default=None, description="Its address on the web.")
    seen: PartialDate = Field(description="When it was last looked at.")


class Presence(Record):
    """Something that must be in the case, or must not be; paths are explained in `rules/paths.py`."""

    needs: tuple[Text, ...] = Field(default=(), description="Paths that must all lead to something.")
    any_of: tuple[Text, ...] = Field(default=(), description="Paths of which one must lead to something.")
    each: Text | None = Field(default=None, description="Path of records, each of which must have what `have` names.")
    have: tuple[Text, ...] = Field(default=(), description="Fields that each of them must have; 'a|b' is either.")
    refuses: tuple[Text, ...] = Field(default=(), description="Paths that may lead to nothing.")
    value: Text | None = Field(default=None, description="Path of a value that must be one of `among`.")
    among: tuple[Text, ...] = Field(default=(), description="The values allowed.")
    unless: tuple[Text, ...] = Field(default=(), description="Paths of which one, if it leads to something, is enough.")
    shown_by: tuple[Text, ...] = Field(
        default=(),
        description="Paths of what shows it: an annex of a role, a dated decision; else it is only asserted.",
    )
    unshown: tuple[Text, ...] = Field(
        default=(), description="Paths of what nothing shows: where one leads to something, the rule is only asserted."
    )
    of_each: Flag = Field(default=False, description="Whether each victim must have a remedy, where it is said whose.")
    unclear: tuple[Text, ...] = Field(default=(), description="Paths that may lead to nothing, or a person must look.")
    doubts: Text | None = Field(
        default=None, description="Name under `texts` of a text that is read for words that speak against it."
    )


class Count(Record):
    """A length that may not be passed."""

    unit: Literal["words", "pages", "items"] = Field(description="What is counted.")
    of: Text = Field(default=Text("document"), description="'document', or a path of texts or records.")
    most: Whole | None = Field(default=None, description="The largest number allowed.")
    least: Whole | None = Field(default=None, description="The smallest number allowed.")
    notes: Flag = Field(default=True, description="Whether footnotes count.")
    annexes: Flag = Field(default=False, description="Whether annexes count.")
    cover: Flag = Field(default=True, description="Whether the title page counts.")
    unless: tuple[Text, ...] = Field(default=(), description="Paths of which one makes another length good.")


class Period(Record):
    """A length of time in calendar units."""

    years: Whole = Field(default=0, description="Years.")
    months: Whole = Field(default=0, description="Months of the calendar.")
    weeks: Whole = Field(default=0, description="Weeks.")
    days: Whole = Field(default=0, description="Days.")


class Limit(Record):
    """How long after an event one may file."""

    period: Period = Field(description="How long.")
    since: tuple[Text, ...] = Field(description="Paths of the dates that it runs from; the latest date counts.")
    or_since: tuple[Text, ...] = Field(default=(), description="Paths of dates where those before lead to none.")
    counts: Literal["latest", "earliest"] = Field(default="latest", description="Which of several dates counts.")
    hard: Flag = Field(default=False, description="Whether a later filing is refused; else it must be explained.")
    explained_by: tuple[Text, ...] = Field(default=(), description="Paths where the case explains a later filing.")


class Bound(Record):
    """That the State is bound, and by what."""

    instrument: Text = Field(description="Id of the treaty, protocol or declaration, as the tables have it.")
    events: Text | None = Field(
        default=None, description="Path of the events that must come after it took effect, or be continuing."
    )
    begun: Flag = Field(default=False, description="Whether it is not enough that the events continue after it.")
    contrary: Flag = Field(default=False, description="Whether the mechanism is for States that are not bound.")


class Present(Record):
    """That something goes on, or is still to come, on the day of the document."""

    of: tuple[Text, ...] = Field(description="Paths of events, detentions and disappearances, of which one must do so.")
    claimed: tuple[Text, ...] = Field(
        default=(), description="Paths of texts that say so: where nothing that has a date does, a person must look."
    )


class Dates(Record):
    """A rule about dates: a limit of time, the day since which the State is bound, or that something goes on."""

    limit: Limit | None = Field(default=None, description="A limit of time.")
    bound: Bound | None = Field(default=None, description="The State's acceptance.")
    present: Present | None = Field(default=None, description="Something goes on or is still to come.")


class Consents(Record):
    """Consents that must stand on the day of the document."""

    scopes: tuple[Scope, ...] = Field(description="What must have been agreed to.")
    of: Text = Field(description="Path of the people: 'people[role=victim|complainant]'.")
    shown_by: tuple[Text, ...] = Field(default=(), description="Paths of what shows it; else it is only asserted.")


class Consistency(Record):
    """That the case does not contradict itself."""

    of: Literal[
        "dates",
        "instrument",
        "articles",
        "remedies",
        "decisions",
        "authority",
        "exhibits",
        "counts",
        "dates-in-text",
        "lives",
        "individuals",
        "children",
        "grounds",
    ] = Field(description="What is compared; each is a function of `admissibility/contradictions.py`.")


class Rule(Record):
    """One rule of a mechanism."""

    id: Identifier = Field(description="Name of the rule within its mechanism.")
    requirement: Localised = Field(description="What is required, as a sentence.")
    when: tuple[Text, ...] = Field(default=(), description="Paths that must all lead to something for it to apply.")
    except_when: tuple[Text, ...] = Field(default=(), description="Paths of which one keeps it from applying.")
    presence: Presence | None = Field(default=None, description="Check: something is there, or is not.")
    count: Count | None = Field(default=None, description="Check: a length.")
    date: Dates | None = Field(default=None, description="Check: a date.")
    consent: Consents | None = Field(default=None, description="Check: consents.")
    consistency: Consistency | None = Field(default=None, description="Check: nothing in the case contradicts it.")
    standing: Flag | None = Field(default=None, description="Check: the case says who acts for whom.")
    gate: Flag = Field(default=False, description="Whether the mechanism is closed to a case that breaks it.")
    asks: Flag = Field(default=False, description="Whether a case that breaks it only has to be looked at by a person.")
    severity: Severity = Field(description="'error' stops the document, 'warning' and 'remark' do not.")
    confidence: Confidence = Field(description="How well the rule is known; D may never be an error.")
    sources: tuple[RuleSource, ...] = Field(description="Where it can be read.")
    verify: Localised | None = Field(default=None, description="What a person must check, and where.")
    conflict: Localised | None = Field(default=None, description="What other sources say instead.")
    note: Localised | None = Field(default=None, description="What else one should know.")

    @property
    def check(self) -> str:
        """The kind of check, "" for a rule that only informs."""
        return next((name for name in CHECKS if getattr(self, name) is not None), "")


class Section(Record):
    """One section that the form or practice asks for, in its order."""

    id: Identifier = Field(description="Name of the section.")
    title: Localised = Field(description="Its heading.")


class ProcedureRules(Record):
    """One mechanism with all its rules: a file in `rules/procedures`."""

    id: Identifier = Field(description="Name of the mechanism: 'cat-22'.")
    name: Localised = Field(description="Full name.")
    short_name: Localised = Field(description="Short name for tables.")
    body: Text | None = Field(default=None, description="Id of its body in the table of bodies; none if of several.")
    instrument: Text | None = Field(default=None, description="Id of the treaty or protocol under which it sits.")
    kind: Kind = Field(description="What kind of document it takes.")
    template: Text | None = Field(default=None, description="Id of the template that writes it.")
    seat: Text | None = Field(default=None, description="Id of the seat where it is not that of its body.")
    refused: Localised | None = Field(default=None, description="Why nothing can be filed with it at all.")
    urgent: Flag = Field(default=False, description="Whether it is for what goes on or threatens now.")
    needs_bound: Flag = Field(default=True, description="Whether the State must have accepted it.")
    takes: tuple[Text, ...] = Field(default=(), description="Ids of groups of rules that it shares: 'treaty-body'.")
    sections: tuple[Section, ...] = Field(default=(), description="Sections in the order that the mechanism asks.")
    rules: tuple[Rule, ...] = Field(default=(), description="Its own rules; one of the same id replaces a shared one.")


class RuleGroup(Record):
    """Rules that several mechanisms share: a file in `rules/groups`."""

    id: Identifier = Field(description="Name of the group.")
    sections: tuple[Section, ...] = Field(default=(), description="Sections of every mechanism that has none itself.")
    rules: tuple[Rule, ...] = Field(description="The rules.")
