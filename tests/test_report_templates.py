"""Reports of organisations and the memorandum: whole from a full case, named where a case lacks what they need."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from checking import check
from composing import catalogue
from full_cases import FULL, entry_for, full_workspace, minimal_workspace
from speaking import spoken
from submissions.case import Case
from submissions.compose import authorities_of, compose
from submissions.document import Block, Division, Document, Heading, Paragraph, Table, plain, walk
from submissions.findings import Finding, Place
from submissions.line.consequences import without_consequences
from submissions.source import read_case
from submissions.transforms import transform
from submissions.validate import validate_case
from submissions.values import Text
from submissions.view import CaseView, view_case
from submissions.view.examinations import ExaminationsView, ExaminedView, RuleSourceView, RuleView
from trees import assert_invariants, tree_text

AS_OF = datetime.date(2026, 2, 10)
LANGUAGES = ("en", "fr", "es")
UPR = "organisations key-words summary obligations since-last-review issues recommendations matrix contact"
# The parts of each document in order, by id.
SECTIONS = {
    "un/treaty-body-report": "organisations method summary obligations issues matrix contact annexes",
    "un/list-of-issues": "organisations issues contact",
    "un/upr-individual": UPR,
    "un/upr-joint": UPR,
    "un/hrc-written-statement": "recommendations",
    "internal/admissibility-memo": "summary",
}
AUDIENCES = {"un/treaty-body-report": "filing", "un/list-of-issues": "filing", "internal/admissibility-memo": "filing"}
BOTH = ("un/treaty-body-report", "un/list-of-issues")
# What a minimal case gives, so that no template can miss it.
GIVEN = {"case.title", "case.short_title", "state", "organisation.name", "organisation.address"}

every_template = pytest.mark.parametrize("template", SECTIONS)
every_language = pytest.mark.parametrize("language", LANGUAGES)


def read(folder: Path, workspace: Path) -> Case:
    """Read a case that holds no fault."""
    source, findings = read_case(folder, workspace)
    assert source is not None, findings
    known = catalogue()
    case, faults = validate_case(source, folder, workspace, known.house.authorities)
    assert case is not None, faults
    assert [str(one) for one in (*findings, *faults) if not one.code.startswith("W8")] == []
    return case


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The full case, which makes one submission by each template."""
    workspace = tmp_path_factory.mktemp("reports")
    full_workspace(workspace, [entry_for(name, list(LANGUAGES)) for name in SECTIONS])
    return read(workspace / "cases" / "full-case", workspace)


def seen(case: Case, template: str, language: str, audience: str = "") -> CaseView:
    submission = next(one for one in case.submissions if one.template == template)
    audience = audience or AUDIENCES.get(template, "public")
    view, findings = view_case(case, submission, audience, spoken(language), AS_OF, FULL)
    assert findings == []
    return replace(view, examinations=EXAMINATIONS) if template.startswith("internal") else view


STATES = ("contradicted", "missing", "verify", "asserted", "asserted", "asserted", "met", "met", "information")
HERE = Place("case.yaml", 1)


def rule(number: int, state: str) -> RuleView:
    more = {name: Text(name, HERE) if state == "verify" else None for name in ("verify", "conflict", "note")}
    return RuleView(
        requirement=Text(f"requirement {number}, {state}", HERE),
        state=state,
        fact=Text("a fact", HERE) if state in {"met", "asserted"} else None,
        alike=STATES.count(state) if state in {"met", "asserted"} else 1,
        documents=(1,),
        source=Text(f"source of {number}", HERE),
        sources=(1,),
        confidence=Text("A", HERE),
        **more,
    )


EXAMINATIONS = ExaminationsView(
    documents=(
        ExaminedView(1, Text("A mechanism", HERE), Text("A complaint", HERE), Text("English", HERE), 1, 1, 1, 3, 2),
    ),
    rules=tuple(rule(number, state) for number, state in enumerate(STATES)),
    sources=(RuleSourceView(1, Text("A source", HERE)),),
)


def composed(case: Case, template: str, language: str, audience: str = "") -> Document:
    known = catalogue()
    document, findings = compose(seen(case, template, language, audience), known.templates[template], known.house)
    assert document is not None, [str(finding) for finding in findings]
    assert [str(finding) for finding in findings] == []
    return document


def made(case: Case, template: str, language: str, audience: str = "") -> Document:
    """Compose and finish a document in which nothing is amiss."""
    known = catalogue()
    one, house, view = known.templates[template], known.house, seen(case, template, language, audience)
    document = composed(case, template, language, audience)
    authorities, style = authorities_of(view, house), house.citations[language]
    document, faults = transform(document, authorities, style, house.labels[language], view.case.language)
    assert [str(finding) for finding in (*faults, *check(document, view, one))] == []
    assert_invariants(document)
    return document


def parts(case: Case, template: str, language: str) -> list[str]:
    """Return the ids of the parts of a document, as its template gives them."""
    document = composed(case, template, language)
    return [node.id for node in walk(document.blocks) if isinstance(node, Heading) and node.id]


def empty(blocks: tuple[Block, ...]) -> Iterator[Heading]:
    """Yield each heading after which comes nothing, or another of its own level or above."""
    for block, after in zip(blocks, (*blocks[1:], None), strict=True):
        if isinstance(block, Heading) and (
            after is None or (isinstance(after, Heading) and after.level <= block.level)
        ):
            yield block


def bare(case: Case) -> Case:
    """Return the case with nothing in it that no report must have."""
    issues = tuple(one.model_copy(update={"articles": (), "earlier": None}) for one in case.issues)
    partners = tuple(
        one.model_copy(update=dict.fromkeys(("about", "founded", "address", "email", "website")))
        for one in case.partners
    )
    office = case.organisation.model_copy(update=dict.fromkeys(("contact", "email", "telephone", "website")))
    return case.model_copy(update={"annexes": (), "issues": issues, "partners": partners, "organisation": office})


@every_language
@every_template
def test_a_full_case_makes_it_without_a_finding_in_order(full: Case, template: str, language: str) -> None:
    made(full, template, language)
    assert parts(full, template, language) == SECTIONS[template].split()


@every_language
@every_template
def test_no_heading_stands_without_words(full: Case, template: str, language: str) -> None:
    for case in (full, bare(full)):
        document = made(case, template, language)
        assert [plain(one.inlines) for one in empty(document.blocks)] == []
        assert "None" not in tree_text(document)


@every_language
@every_template
def test_a_minimal_case_names_at_once_everything_that_is_missing(template: str, language: str, tmp_path: Path) -> None:
    workspace = minimal_workspace(tmp_path, template, language)
    case = read(workspace / "cases" / "minimal-case", workspace)
    known = catalogue()
    view = replace(seen(case, template, language), examinations=None)
    _, findings = compose(view, known.templates[template], known.house)
    lacking = without_consequences(findings)
    assert {needed(one) for one in lacking} == set(map(str, known.templates[template].needs)) - GIVEN
    assert {one.code for one in lacking} == {"E210"}


def needed(finding: Finding) -> str:
    return finding.message.split("'")[3]


@every_language
def test_a_joint_submission_names_everybody_before_anything_else(full: Case, language: str) -> None:
    view = seen(full, "un/upr-joint", language)
    names = sorted(map(str, (view.organisation.name, *(one.name for one in view.partners))))
    blocks = walk(made(full, "un/upr-joint", language).blocks)
    words = " ".join(plain(node.inlines) for node in blocks if isinstance(node, Paragraph))
    places = [words.index(name) for name in names]
    assert places == sorted(places)
    assert words.index("Portugal") > max(places)


@every_language
@pytest.mark.parametrize("template", ["un/upr-individual", "un/upr-joint", "un/hrc-written-statement", *BOTH])
def test_what_is_published_names_nobody_who_is_protected(full: Case, template: str, language: str) -> None:
    assert "Sobral" not in tree_text(made(full, template, language, "public"))


@pytest.mark.parametrize(("posted", "said"), [(True, "may be posted on the website"), (False, "should not be posted")])
@pytest.mark.parametrize("template", BOTH)
def test_a_report_says_whether_it_may_be_posted(full: Case, template: str, posted: bool, said: str) -> None:
    submission = next(one for one in full.submissions if one.template == template)
    assert submission.review is not None
    review = submission.review.model_copy(update={"may_be_posted": posted})
    case = full.model_copy(update={"submissions": (submission.model_copy(update={"review": review}),)})
    assert said in tree_text(made(case, template, "en"))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Joint written statement submitted by Centre for Redress, a non-governmental organization in special"),
        ("fr", "organisation non gouvernementale dotée du statut consultatif spécial"),
        ("es", "organización no gubernamental reconocida como entidad consultiva especial"),
    ],
)
def test_a_statement_says_who_submits_it_in_which_status(full: Case, language: str, words: str) -> None:
    assert words in tree_text(made(full, "un/hrc-written-statement", language))


@pytest.mark.parametrize("template", ["un/upr-individual", "un/upr-joint", "un/hrc-written-statement"])
def test_what_the_body_publishes_is_made_for_the_public_alone(template: str) -> None:
    assert catalogue().templates[template].audiences == ("public",)


@every_language
def test_the_memorandum_counts_every_kind_of_answer(full: Case, language: str) -> None:
    document = made(full, "internal/admissibility-memo", language)
    table = next(node for node in walk(document.blocks) if isinstance(node, Table))
    words = [" ".join(plain(getattr(one, "inlines", ())) for one in cell.blocks) for cell in table.body[0].cells]
    assert words == ["1", "A mechanism", "1", "1", "1", "3", "2"]


@every_language
def test_the_memorandum_prints_every_rule_with_its_source_and_speaks_to_lawyers(full: Case, language: str) -> None:
    text = " ".join(tree_text(made(full, "internal/admissibility-memo", language)).replace("␣", " ").split())
    assert [text.count(f"requirement {number}, {state}") for number, state in enumerate(STATES)] == [1] * len(STATES)
    assert [text.count(f"source of {number}") for number in range(3)] == [1, 1, 1]  # in notes; the others by number
    assert text.count("[A 1]") == 4


@every_language
@pytest.mark.parametrize("template", ["un/treaty-body-report", "un/upr-individual", "un/upr-joint"])
def test_recommendations_are_numbered_through_and_stand_in_the_matrix(full: Case, template: str, language: str) -> None:
    first, second = full.issues
    issues = (first.model_copy(update={"recommendations": first.recommendations * 3}), second)
    document = made(full.model_copy(update={"issues": issues}), template, language)
    divisions = [node for node in walk(document.blocks) if isinstance(node, Division) and node.role == "recommendation"]
    labels = [plain(one.blocks[0].inlines) for one in divisions if isinstance(one.blocks[0], Paragraph)]
    assert [label.split()[-1] for label in labels] == ["1", "2", "3", "4"]
    tables = [node for node in walk(document.blocks) if isinstance(node, Table) and node.head]
    head = labels[0].split()[0]
    (matrix,) = [one for one in tables if plain(one.head[0].cells[0].blocks[0].inlines) == head]  # type: ignore[union-attr]
    assert [plain(row.cells[0].blocks[0].inlines) for row in matrix.body] == ["1–3", "4"]  # type: ignore[union-attr]
    assert [plain(row.cells[2].blocks[0].inlines) for row in matrix.body] == [  # type: ignore[union-attr]
        str(dict(issue.title.texts)[language]) for issue in issues
    ]
