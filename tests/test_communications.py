"""The eight treaty-body communications: whole from a full case, and every gap of a bare one named at once."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from checking import check
from composing import catalogue
from full_cases import FULL, entry_for, full_workspace, minimal_workspace
from sampling import few_of
from speaking import spoken
from submissions.case import Case
from submissions.compose import authorities_of, compose
from submissions.document import Document, Heading, plain, walk
from submissions.line.consequences import without_consequences
from submissions.source import read_case
from submissions.transforms import transform
from submissions.validate import validate_case
from submissions.view import CaseView, view_case
from trees import assert_invariants, tree_text

AS_OF = datetime.date(2025, 4, 2)
LANGUAGES = ("en", "fr", "es", "ru")
NAMES = {"ru": "Собрал"}
AUDIENCES = ("filing", "public")
FORM = (
    "general parties complainant counsel anonymity procedures measures summary facts chronology-section remedies "
    "remedies-pursued exhaustion time admissibility claims relief annexes"
)
# The parts in the order of the form, by id; the Committee on Enforced Disappearances has a model form of its own.
SECTIONS = {
    "un/ccpr-communication": FORM,
    "un/cat-complaint": FORM,
    "un/cedaw-communication": FORM,
    "un/cerd-communication": FORM,
    "un/crc-communication": FORM,
    "un/cescr-communication": FORM.replace("admissibility", "admissibility disadvantage"),
    "un/crpd-communication": FORM,
    "un/ced-communication": (
        "general parties complainant counsel anonymity victims summary facts chronology-section claims remedies "
        "remedies-pursued exhaustion time admissibility procedures measures relief annexes"
    ),
}
# How each instrument puts the same matter, what interim measures rest on, and what else its form asks for.
SAYS = {
    "un/ccpr-communication": ("is not being examined", "rule 94"),
    "un/cat-complaint": ("has not been and is not being examined", "rule 114"),
    "un/cedaw-communication": ("has not been and is not being examined", "article 5 of the Optional Protocol"),
    "un/cerd-communication": ("has not been submitted to", "the Committee's rules of procedure"),
    "un/crc-communication": ("has not been and is not being examined", "article 6 of the Optional Protocol"),
    "un/cescr-communication": ("has not been and is not being examined", "article 5 of the Optional Protocol"),
    "un/crpd-communication": ("has not been and is not being examined", "article 4 of the Optional Protocol"),
    "un/ced-communication": ("is not being examined", "article 31 (4) of the Convention"),
}
POINTS = {
    "un/crc-communication": (
        "names of those concerned are not to be published",
        "a party both to the Optional Protocol on a communications procedure and to each instrument",
    ),
    "un/cescr-communication": ("not based exclusively on reports disseminated by mass media", "Clear disadvantage"),
    "un/ced-communication": ("Rui Sobral (disappeared since 3 June 2021)", "Given by Ana Sobral"),
}
GIVEN = {"case.title", "case.short_title", "state", "organisation.name"}

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
    workspace = tmp_path_factory.mktemp("full")
    full_workspace(workspace, [entry_for(name, list(LANGUAGES)) for name in SECTIONS])
    return read(workspace / "cases" / "full-case", workspace)


def seen(case: Case, template: str, language: str, audience: str) -> CaseView:
    submission = next(one for one in case.submissions if one.template == template)
    view, findings = view_case(case, submission, audience, spoken(language), AS_OF, FULL)
    assert findings == []
    return view


def composed(case: Case, template: str, language: str, audience: str = "filing") -> Document:
    """Compose a document as its template gives it, with its ids."""
    known = catalogue()
    document, findings = compose(seen(case, template, language, audience), known.templates[template], known.house)
    assert document is not None, [str(finding) for finding in findings]
    assert findings == []
    return document


def made(case: Case, template: str, language: str, audience: str = "filing") -> Document:
    """Compose and finish a document in which nothing is amiss."""
    known = catalogue()
    view = seen(case, template, language, audience)
    document, findings = transform(
        composed(case, template, language, audience),
        authorities_of(view, known.house),
        known.house.citations[language],
        known.house.labels[language],
        view.case.language,
    )
    findings = [*findings, *check(document, view, known.templates[template])]
    assert [str(finding) for finding in findings] == []
    assert_invariants(document)
    return document


def headings(document: Document) -> list[Heading]:
    return [node for node in walk(document.blocks) if isinstance(node, Heading)]


def words(case: Case, template: str, language: str, audience: str = "filing") -> str:
    return " ".join(tree_text(made(case, template, language, audience)).replace("␣", " ").split())


@few_of("template language audience", tuple(SECTIONS), LANGUAGES, AUDIENCES)
def test_a_full_case_makes_the_whole_communication(full: Case, template: str, language: str, audience: str) -> None:
    document = made(full, template, language, audience)
    assert [one for one in headings(document) if not plain(one.inlines).strip()] == []
    text = tree_text(document)
    assert ((NAMES.get(language, "Sobral")) in text) == (audience == "filing")


@few_of("template language", tuple(SECTIONS), LANGUAGES)
def test_the_sections_come_in_the_order_of_the_form(full: Case, template: str, language: str) -> None:
    order = [one.id for one in headings(composed(full, template, language)) if one.id]
    assert order == SECTIONS[template].split()


@few_of("template language", tuple(SECTIONS), LANGUAGES)
def test_every_heading_is_followed_by_words(full: Case, template: str, language: str) -> None:
    blocks = composed(full, template, language).blocks
    for above, below in zip(blocks, (*blocks[1:], None), strict=True):
        if isinstance(above, Heading):
            assert below is not None
            assert not isinstance(below, Heading) or below.level > above.level


@every_template
def test_the_communication_speaks_as_its_instrument_does(full: Case, template: str) -> None:
    text = words(full, template, "en").replace("\u2019", "'")
    same_matter, interim = SAYS[template]
    assert same_matter in text
    assert f"interim measures under {interim}" in text
    for point in POINTS.get(template, ()):
        assert point in text


@every_language
def test_a_person_who_could_not_be_asked_is_explained_to_the_committee_alone(language: str, tmp_path: Path) -> None:
    words_of = {name: f"{name}: He cannot be reached." for name in LANGUAGES}
    workspace = full_workspace(tmp_path, [{"template": "un/ced-communication", "languages": list(LANGUAGES)}])
    file = workspace / "cases" / "full-case" / "case.yaml"
    head, _, rest = file.read_text("utf-8").partition("  - id: rui")
    rui, _, after = rest.partition("  - id: lopes")
    given = ", ".join(f'{name}: "{said}"' for name, said in words_of.items())
    reason = f"    without_consent: {{reason: {{{given}}}, date: 2025-01-07}}\n"
    kept = rui[: rui.index("    consent:")]
    file.write_text(f"{head}  - id: rui{kept}{reason}  - id: lopes{after}", "utf-8")
    case = read(file.parent, workspace)
    interest = {
        "en": "legitimate interest",
        "fr": "intérêt légitime",
        "es": "interés legítimo",
        "ru": "законного интереса",
    }[language]
    filing = words(case, "un/ced-communication", language)
    assert interest in filing
    assert "He cannot be reached." in filing
    assert "He cannot be reached." not in words(case, "un/ced-communication", language, "public")


@few_of("template language", tuple(SECTIONS), LANGUAGES)
def test_a_bare_case_is_told_everything_that_is_missing(template: str, language: str, tmp_path: Path) -> None:
    workspace = minimal_workspace(tmp_path, template, language)
    case = read(workspace / "cases" / "minimal-case", workspace)
    known = catalogue()
    _, told = compose(seen(case, template, language, "filing"), known.templates[template], known.house)
    findings = without_consequences(told)
    assert {finding.code for finding in findings} == {"E210"}
    missing = {str(need) for need in known.templates[template].needs} - GIVEN
    assert {finding.message.split("'")[3] for finding in findings} == missing


@pytest.mark.parametrize(
    ("gender", "noun"),
    [("woman", ("auteure", "Autora")), ("man", ("auteur", "Autor")), (None, ("auteur", "Autor"))],
)
def test_the_noun_agrees_with_the_author(full: Case, gender: str | None, noun: tuple[str, str]) -> None:
    people = tuple(one.model_copy(update={"gender": gender}) if one.id == "ana" else one for one in full.people)
    case = full.model_copy(update={"people": people})
    french, spanish = (words(case, "un/crpd-communication", language).lower() for language in ("fr", "es"))
    assert f"l'{noun[0]} " in french.replace("\u2019", "'")
    assert f"{'la' if gender == 'woman' else 'el'} {noun[1].lower()} " in spanish


WAIVERS = {
    "en": ("waived no anonymity", "consents to be named in public"),
    "fr": ("pas renoncé à l'anonymat", "soit rendu public"),
    "es": ("renunciado al anonimato", "se haga público"),
    "ru": ("от анонимности", "против публичного указания"),
}


@pytest.mark.parametrize("language", WAIVERS)
def test_nobody_waives_anonymity_by_silence_and_a_child_by_nothing(full: Case, language: str) -> None:
    silent, named = WAIVERS[language]
    case = full.model_copy(update={"measures": full.measures.model_copy(update={"anonymity": None})})
    for given, expected, other in (
        (public(case, agreed=False), silent, named),
        (public(case, agreed=True), named, silent),
    ):
        text = plain_words(words(given, "un/crpd-communication", language))
        assert expected in text
        assert other not in text
        child = plain_words(words(given, "un/crc-communication", language))
        assert silent not in child
        assert named not in child


def plain_words(text: str) -> str:
    return text.replace("\u2019", "'")


def public(case: Case, *, agreed: bool) -> Case:
    """Let everybody agree to be named in public, or say nothing of it."""
    sample = next(one for person in case.people for one in person.consent)
    more = (sample.model_copy(update={"scope": "name-in-public"}),) if agreed else ()
    people = tuple(
        one.model_copy(update={"consent": (*(each for each in one.consent if each.scope != "name-in-public"), *more)})
        for one in case.people
    )
    return case.model_copy(update={"people": people})
