"""Urgent requests, replies and cases of the special procedures: whole from a full case, named where a case lacks it."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from checking import check
from composing import catalogue
from full_cases import entry_for, full_workspace, minimal_workspace
from sampling import few_of
from speaking import spoken
from submissions.case import Case
from submissions.compose import authorities_of, compose
from submissions.document import Block, Document, Heading, Paragraph, Table, plain, walk
from submissions.line.consequences import without_consequences
from submissions.source import read_case
from submissions.transforms import transform
from submissions.validate import validate_case
from submissions.values import Day, PartialDate
from submissions.view import CaseView, view_case
from trees import assert_invariants, tree_text

AS_OF = datetime.date(2026, 4, 2)
LANGUAGES = ("en", "fr", "es")
# The parts of each document in the order in which its form asks for them, by id: the program's rules name the same.
SECTIONS = {
    "un/interim-measures": ("request person circumstances later harm urgency steps communication protection annexes"),
    "un/comments-on-observations": "introduction admissibility merits later conclusions annexes",
    "un/follow-up": "decision implementation dissemination later request annexes",
    "un/ced-urgent-action": (
        "person circumstances responsible search risk procedures measures interim protection annexes author"
    ),
    "un/special-procedures-allegation": "victim facts perpetrators steps request consent source annexes",
    "un/special-procedures-urgent-appeal": "urgency victim facts perpetrators steps request consent source annexes",
    "un/wgad-questionnaire": "identity arrest detention reasons steps author consent annexes",
    "un/wgeid-case": "person date place responsible search author consent annexes",
}
PUBLISHED = ("un/comments-on-observations", "un/follow-up")
# What a minimal case gives, so that no template can miss it.
GIVEN = {"case.title", "case.short_title", "state", "organisation.name", "organisation.address"}
# The parts that a case may do without: they are left out with their headings.
OPTIONAL = {
    "un/interim-measures": "later steps protection annexes",
    "un/comments-on-observations": "later annexes",
    "un/follow-up": "dissemination later annexes",
    "un/ced-urgent-action": "risk protection annexes",
    "un/special-procedures-allegation": "annexes",
    "un/special-procedures-urgent-appeal": "annexes",
    "un/wgad-questionnaire": "annexes",
    "un/wgeid-case": "annexes",
}

every_template = pytest.mark.parametrize("template", SECTIONS)
every_language = pytest.mark.parametrize("language", LANGUAGES)


def read(folder: Path, workspace: Path) -> Case:
    """Read a case that holds no fault."""
    source, findings = read_case(folder, workspace)
    assert source is not None, findings
    case, faults = validate_case(source, folder, workspace, catalogue().house.authorities)
    assert case is not None, faults
    assert [str(one) for one in (*findings, *faults) if not one.code.startswith("W8")] == []
    return case


@cache
def _folder() -> Path:
    return Path(__file__).parent / "full_case"


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The full case, which makes one submission by each template."""
    workspace = tmp_path_factory.mktemp("full")
    full_workspace(workspace, [entry_for(name, list(LANGUAGES)) for name in SECTIONS])
    return read(workspace / "cases" / "full-case", workspace)


def seen(case: Case, template: str, language: str, audience: str = "filing") -> CaseView:
    submission = next(one for one in case.submissions if one.template == template)
    view, findings = view_case(case, submission, audience, spoken(language), AS_OF, _folder())
    assert findings == []
    return view


def made(case: Case, template: str, language: str, audience: str = "filing") -> Document:
    """Compose and finish a document in which nothing is amiss."""
    known = catalogue()
    one, house, view = known.templates[template], known.house, seen(case, template, language, audience)
    document, findings = compose(view, one, house)
    assert document is not None, [str(finding) for finding in findings]
    authorities, style = authorities_of(view, house), house.citations[language]
    document, faults = transform(document, authorities, style, house.labels[language], view.case.language)
    findings = [*findings, *faults, *check(document, view, one)]
    assert [str(finding) for finding in findings] == []
    assert_invariants(document)
    return document


def headings(document: Document) -> list[Heading]:
    return [node for node in walk(document.blocks) if isinstance(node, Heading)]


def parts(case: Case, template: str, language: str) -> list[str]:
    """Return the ids of the parts of a document, as its template gives them."""
    known = catalogue()
    document, findings = compose(seen(case, template, language), known.templates[template], known.house)
    assert document is not None, findings
    return [heading.id for heading in headings(document) if heading.id]


def changed(case: Case, **values: object) -> Case:
    return case.model_copy(update=values)


@few_of("template language", tuple(SECTIONS), LANGUAGES)
def test_a_full_case_makes_it_without_a_finding_in_the_order_of_its_form(
    full: Case, template: str, language: str
) -> None:
    assert headings(made(full, template, language))
    assert parts(full, template, language) == SECTIONS[template].split()


@every_language
@pytest.mark.parametrize("template", PUBLISHED)
def test_a_public_version_names_nobody_who_is_protected(full: Case, template: str, language: str) -> None:
    document = made(full, template, language, "public")
    assert "Sobral" not in tree_text(document)
    assert "Sobral" in tree_text(made(full, template, language))


@few_of("template language", tuple(SECTIONS), LANGUAGES)
def test_no_heading_stands_without_words(full: Case, template: str, language: str) -> None:
    for case in (full, bare(full)):
        assert [plain(one.inlines) for one in empty(made(case, template, language).blocks)] == []


def empty(blocks: tuple[Block, ...]) -> Iterator[Heading]:
    """Yield each heading after which comes nothing, or another of its own level or above."""
    for block, after in zip(blocks, (*blocks[1:], None), strict=True):
        if isinstance(block, Heading) and (
            after is None or (isinstance(after, Heading) and after.level <= block.level)
        ):
            yield block


def bare(case: Case) -> Case:
    """Return the case with nothing in it that no template must have."""
    needed = {str(need).removeprefix("texts.") for name in SECTIONS for need in catalogue().templates[name].needs}
    disappearances = tuple(
        one.model_copy(update={"risk": None, "seen_since": None, "reported": None}) for one in case.disappearances
    )
    detentions = tuple(
        one.model_copy(
            update={"circumstances": None, "legal_basis": None, "ordered_by": None, "conditions": None, "held": ()}
        )
        for one in case.detentions
    )
    people = tuple(
        one.model_copy(
            update=dict.fromkeys(("born", "birthplace", "residence", "nationality", "occupation", "gender", "position"))
        )
        for one in case.people
        if one.role not in {"counsel", "perpetrator"}
    )
    return changed(
        case,
        people=people,
        annexes=(),
        remedies=(),
        events=(),
        procedures=(),
        disappearances=disappearances,
        detentions=detentions,
        measures=case.measures.model_copy(update={"protection": None, "anonymity": None}),
        texts={name: text for name, text in case.texts.items() if name in needed},
        organisation=case.organisation.model_copy(update=dict.fromkeys(("contact", "email", "telephone"))),
    )


@few_of("template language", tuple(SECTIONS), LANGUAGES)
def test_what_a_case_does_not_give_is_left_out_with_its_heading(full: Case, template: str, language: str) -> None:
    shown, whole = parts(bare(full), template, language), SECTIONS[template].split()
    assert shown == [part for part in whole if part not in OPTIONAL[template].split()]
    words = re.sub("None (were|is)", "", tree_text(made(bare(full), template, language)))
    assert "None" not in words


@few_of("template language", tuple(SECTIONS), LANGUAGES)
def test_a_minimal_case_names_at_once_everything_that_is_missing(template: str, language: str, tmp_path: Path) -> None:
    workspace = minimal_workspace(tmp_path, template, language)
    case = read(workspace / "cases" / "minimal-case", workspace)
    _, told = compose(seen(case, template, language), catalogue().templates[template], catalogue().house)
    findings = without_consequences(told)
    missing = {str(need) for need in catalogue().templates[template].needs} - GIVEN
    assert {finding.message.split("'")[3] for finding in findings} == missing
    assert {finding.code for finding in findings} == {"E210"}


@every_language
@pytest.mark.parametrize("template", ["un/ced-urgent-action", "un/wgad-questionnaire", "un/wgeid-case"])
def test_each_of_several_people_has_a_part_of_its_own(full: Case, template: str, language: str) -> None:
    again = {"person": "ana"}
    case = changed(
        full,
        disappearances=(*full.disappearances, full.disappearances[0].model_copy(update=again)),
        detentions=(*full.detentions, full.detentions[0].model_copy(update=again)),
    )
    document = made(case, template, language)
    first = [plain(one.inlines) for one in headings(document) if one.level == 1]
    assert [words for words in first if "Sobral" in words] == ["Rui Sobral", "Ana Sobral"]
    assert list(empty(document.blocks)) == []


@pytest.mark.parametrize(
    ("language", "name", "noun", "decision"),
    [
        ("en", "Committee against Torture", "complainant", "Follow-up to the decision"),
        ("fr", "Comité contre la torture", "La requérante", "Suivi de la décision"),
        ("es", "Comité contra la Tortura", "La autora", "Seguimiento de la decisión"),
    ],
)
def test_the_words_are_those_of_the_committee_under_whose_treaty_the_claims_are_made(
    full: Case, language: str, name: str, noun: str, decision: str
) -> None:
    claims = tuple(one.model_copy(update={"instrument": "cat"}) for one in full.claims)
    case = changed(full, claims=claims)
    comments = tree_text(made(case, "un/comments-on-observations", language))
    assert name in comments
    assert noun in comments
    assert decision in tree_text(made(case, "un/follow-up", language))
    unknown = changed(full, claims=tuple(one.model_copy(update={"instrument": "geneva-iv"}) for one in full.claims))
    assert name not in tree_text(made(unknown, "un/interim-measures", language))


@pytest.mark.parametrize("template", ["un/ced-urgent-action", "un/wgad-questionnaire", "un/wgeid-case"])
def test_what_is_passed_on_of_the_person_tells_nothing_of_its_author(full: Case, template: str) -> None:
    before, found, after = tree_text(made(full, template, "en")).partition("Centre for Redress")
    assert found
    assert "Ana" not in before
    assert "complainant's brother" not in before.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    assert "Ana Sobral" in after


def test_the_decision_that_is_followed_is_cited_in_a_note(full: Case) -> None:
    assert "CCPR/C/144/D/4012/2025" in tree_text(made(full, "un/follow-up", "en"))


def test_each_point_of_the_state_stands_under_its_stage(full: Case) -> None:
    assert full.observations is not None
    points = full.observations.points
    moved = tuple(point.model_copy(update={"stage": "measures"}) for point in points)
    case = changed(full, observations=full.observations.model_copy(update={"points": moved}))
    assert parts(case, "un/comments-on-observations", "en") == [
        "introduction",
        "measures",
        "later",
        "conclusions",
        "annexes",
    ]


def consents(document: Document) -> list[list[str]]:
    """Return the rows of the table of consents, after its head."""
    found = [node for node in walk(document.blocks) if isinstance(node, Table) and node.head]
    tables = [node for node in found if cell_text(node.head[0].cells[0]) == "Person"]
    assert len(tables) == 1
    return [[cell_text(cell) for cell in row.cells] for row in tables[0].body]


def cell_text(cell: object) -> str:
    return " ".join(plain(getattr(node, "inlines", ())) for node in walk(getattr(cell, "blocks", ()))).strip()


LATER = PartialDate("day", Day(2026, 4, 3))
EARLIER = PartialDate("day", Day(2026, 4, 1))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "Yes"),
        ({"withdrawn": EARLIER}, "No"),
        ({"until": EARLIER}, "No"),
        ({"until": LATER}, "Yes"),
        ({"date": LATER}, "No"),
    ],
    ids=["stands", "withdrawn", "over", "not-yet-over", "not-yet-given"],
)
def test_consent_is_said_as_it_stands_on_the_day_and_no_further(
    full: Case, change: dict[str, object], said: str
) -> None:
    people = tuple(
        one.model_copy(
            update={"consent": tuple(a.model_copy(update=change if a.scope == "share" else {}) for a in one.consent)}
        )
        for one in full.people
    )
    document = made(changed(full, people=people), "un/special-procedures-allegation", "en")
    assert consents(document)[-1] == ["Rui Sobral", "Yes", "Yes", "No", said]


@few_of("template language", tuple(SECTIONS), LANGUAGES)
@pytest.mark.parametrize("role", ["complainant", "victim"])
def test_one_who_acts_alone_is_enough(full: Case, role: str, template: str, language: str) -> None:
    alone = next(one for one in full.people if one.role == role)
    others = tuple(one.model_copy(update={"role": "witness"}) for one in full.people if one is not alone)
    document = made(changed(full, people=(alone, *others)), template, language)
    assert list(empty(document.blocks)) == []
    assert alone.name.family in tree_text(document)  # type: ignore[union-attr]


def test_whoever_could_not_be_asked_has_the_reason_instead_of_a_row(full: Case, tmp_path: Path) -> None:
    text = (_folder() / "case.yaml").read_text("utf-8")
    head, _, tail = text.partition('    relation: {en: "the complainant\'s brother"')
    line, _, rest = tail.partition("\n")
    after = rest[rest.index("  - id: lopes") :]
    reason = "    without_consent: {reason: {en: He cannot be reached.}, date: 2025-01-07}\n"
    folder = tmp_path / "cases" / "full-case"
    shutil.copytree(_folder(), folder)
    entry = "submissions: [{template: un/wgad-questionnaire, languages: [en], audiences: [filing]}]\n"
    (folder / "case.yaml").write_text(
        f'{head}    relation: {{en: "the complainant\'s brother"{line}\n{reason}{after}\n{entry}', "utf-8"
    )
    words = tree_text(made(read(folder, tmp_path), "un/wgad-questionnaire", "en"))
    assert "Rui Sobral could not be asked, for the following reason." in words
    assert "He cannot be reached." in words
    assert "recorded on the date" not in words


LETTERS = (
    "un/special-procedures-allegation",
    "un/special-procedures-urgent-appeal",
    "un/interim-measures",
    "un/follow-up",
)


@every_language
@pytest.mark.parametrize("template", LETTERS)
def test_a_letter_has_its_parts_in_the_order_of_its_language(full: Case, template: str, language: str) -> None:
    roles = [node.role for node in walk(made(full, template, language).blocks) if isinstance(node, Paragraph)]
    parts = [role for role in dict.fromkeys(roles) if role not in {"body", "kicker", "lead-in", "enclosures"}]
    about = ["salutation", "subject"] if language == "en" else ["subject", "salutation"]
    assert parts == ["letterhead", "date", "addressee", *about, "closing", "signature"]
