"""No consent, no document: what a template asks for, what the dates mean, and whose name stands in print."""

from __future__ import annotations

import datetime
import re
import shutil
from pathlib import Path

import pytest

from examples import AS_OF, EXAMPLES, ROOT, Example, catalogue, tree, viewed
from sampling import first_of
from submissions.case import Case, ConsentNeed
from submissions.catalogue import read_template
from submissions.checks.consents import Occasion, lacking_for_named, lacking_for_roles, words_of
from submissions.document import Design, Document, Furniture, Note, Paragraph, Run
from submissions.findings import Finding, Place
from submissions.line.line import make
from submissions.line.outcome import Setting
from submissions.line.outlines import outline_case, outline_templates
from submissions.line.stages import Bench
from submissions.plan import Selection, plan
from submissions.source import read_case
from submissions.today import Today
from submissions.told import CONSENT_CODES
from submissions.validate import validate_case
from submissions.values import Day, PartialDate

HEAD = """\
case: {id: a-case, title: A v Nepal, short_title: A v Nepal}
state: NPL
organisation: {name: Justice Now, address: 1 Main Street}
people:
"""
SUBMIT = (ConsentNeed("submit", ("victim", "survivor")),)
FILED = (*SUBMIT, ConsentNeed("name-to-state", ("victim", "survivor"), "filing"))


def case_of(folder: Path, people: str) -> Case:
    own = folder / "cases" / "a-case"
    own.mkdir(parents=True, exist_ok=True)
    (own / "case.yaml").write_text(HEAD + people, encoding="utf-8")
    source, findings = read_case(own, folder)
    assert source is not None, findings
    case, more = validate_case(source, own, folder)
    assert case is not None, more
    return case


def occasion(
    needs: tuple[ConsentNeed, ...] = SUBMIT, audience: str = "filing", dated: str = "2020-06-15", today: str = ""
) -> Occasion:
    day = datetime.date.fromisoformat(today or dated)
    return Occasion("ours/note", needs, audience, PartialDate("day", Day(*map(int, dated.split("-")))), Today(day))


def survivor(folder: Path, consents: str, more: str = "") -> Case:
    return case_of(
        folder, f"  - {{id: p, role: survivor, name: Nora Bell, pseudonym: Ms D{more}, consent: [{consents}]}}\n"
    )


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


@pytest.mark.parametrize(
    ("consents", "expected"),
    [
        ("", ["E145"]),
        ("{scope: share, date: 2019-01-02, form: written}", ["E145"]),
        ("{scope: submit, date: 2019-01-02, form: written}", []),
        ("{scope: submit, date: 2020-06-15, form: written}", []),
        ("{scope: submit, date: 2020-06-16, form: written}", ["E148"]),
        ("{scope: submit, date: 2020-05, form: written}", []),
        ("{scope: submit, date: 2020-06, form: written}", ["E148"]),
        ("{scope: submit, date: 2020, form: written}", ["E148"]),
        ("{scope: submit, date: {between: [2020-05, 2020-07]}, form: written}", ["E148"]),
        ("{scope: submit, date: 2019-01-02, form: written, withdrawn: 2020-06-14}", ["E146"]),
        ("{scope: submit, date: 2019-01-02, form: written, withdrawn: 2020-06-15}", ["E146"]),
        ("{scope: submit, date: 2019-01-02, form: written, withdrawn: 2020-06-16}", []),
        ("{scope: submit, date: 2019-01-02, form: written, withdrawn: 2020-06}", ["E146"]),
        ("{scope: submit, date: 2019-01-02, form: written, withdrawn: 2020}", ["E146"]),
        ("{scope: submit, date: 2019-01-02, form: written, withdrawn: 2020-07}", []),
        ("{scope: submit, date: 2019-01-02, form: written, until: 2020-06-15}", []),
        ("{scope: submit, date: 2019-01-02, form: written, until: 2020-06-14}", ["E147"]),
        ("{scope: submit, date: 2019-01-02, form: written, until: 2020-06}", ["E147"]),
        ("{scope: submit, date: 2019-01-02, form: written, until: 2021}", []),
    ],
)
def test_a_consent_stands_or_not_on_the_day_of_the_document(consents: str, expected: list[str], tmp_path: Path) -> None:
    findings = lacking_for_roles(survivor(tmp_path, consents), occasion())
    assert codes(findings) == expected
    for finding in findings:
        assert "'p'" in finding.message
        assert "'submit'" in finding.message
        assert "Nora" not in finding.message + finding.help


def test_the_order_says_whom_to_ask_for_what(tmp_path: Path) -> None:
    (finding,) = lacking_for_roles(survivor(tmp_path, ""), occasion())
    assert finding.help.startswith("ask 'p' for consent to 'submit' and record it under 'consent:'")


def test_a_consent_given_anew_stands_and_a_withdrawal_takes_every_earlier_one(tmp_path: Path) -> None:
    taken_back = "{scope: submit, date: 2019-03-01, form: written, withdrawn: 2020-01-10}"
    anew = "{scope: submit, date: 2020-02-01, form: written}"
    before = "{scope: submit, date: 2019-02-01, form: written}"
    unclear = "{scope: submit, date: 2020-01, form: written}"
    assert codes(lacking_for_roles(survivor(tmp_path, f"{taken_back}, {anew}"), occasion())) == []
    assert codes(lacking_for_roles(survivor(tmp_path, f"{before}, {taken_back}"), occasion())) == ["E146"]
    assert codes(lacking_for_roles(survivor(tmp_path, f"{taken_back}, {unclear}"), occasion())) == ["E146"]


def test_a_document_that_bears_an_old_date_is_not_made_after_a_withdrawal(tmp_path: Path) -> None:
    case = survivor(tmp_path, "{scope: submit, date: 2019-01-02, form: written, withdrawn: 2024-01-01}")
    assert codes(lacking_for_roles(case, occasion(today="2023-12-31"))) == []
    assert codes(lacking_for_roles(case, occasion(today="2024-01-01"))) == ["E146"]


def test_a_reason_stands_in_for_consent_to_submit_and_to_name_her_to_the_state_only(tmp_path: Path) -> None:
    needs = tuple(ConsentNeed(scope, ("survivor",)) for scope in ("submit", "name-to-state", "share", "contact"))
    case = survivor(tmp_path, "", ", without_consent: {reason: She has disappeared., date: 2020-01-01}")
    lacking = lacking_for_roles(case, occasion(needs))
    assert [finding.message.split("'")[5] for finding in lacking] == ["share", "contact"]


def test_only_the_roles_and_the_audience_of_a_need_are_asked(tmp_path: Path) -> None:
    case = case_of(tmp_path, "  - {id: w, role: witness, name: Ines Jung, pseudonym: Witness 1}\n"
                             "  - {id: p, role: victim, name: Nora Bell, pseudonym: Ms D}\n")  # fmt: skip
    assert [one.message.split("'")[3:6:2] for one in lacking_for_roles(case, occasion(FILED))] == [
        ["p", "submit"],
        ["p", "name-to-state"],
    ]
    assert [one.message.split("'")[5] for one in lacking_for_roles(case, occasion(FILED, "public"))] == ["submit"]


def printed(words: str, note: str = "") -> Document:
    place = Place("case.yaml", 1)
    notes = (Note(1, (Paragraph((Run(note, place),), place),), "n", place),) if note else ()
    paragraph = Paragraph((Run(words, place), *notes), place)
    return Document("A title", "en", "ltr", "Office", Furniture("A v Nepal", "", ""), Design("brief"), (paragraph,))


KEPT = (ConsentNeed("name-to-state", ("victim",), "filing", ("survivor",)),)
OPEN = ", protected: [], email: nora@example.org, address: 'House 7, Pokhara'"


@pytest.mark.parametrize(
    ("words", "audience", "needs", "expected"),
    [
        ("Nora Bell was arrested.", "public", (), ["name-in-public"]),
        ("the statement of Ms BELL", "public", (), ["name-in-public"]),
        ("Bellevue lies in the hills.", "public", (), []),
        ("Ms D was arrested.", "public", (), []),
        ("Nora Bell was arrested.", "filing", (), []),
        ("Nora Bell was arrested.", "filing", FILED, ["name-to-state"]),
        ("Nora Bell was arrested.", "filing", KEPT, []),
        ("Write to nora@example.org.", "filing", (), ["contact"]),
        ("She lives at House 7, Pokhara.", "public", (), ["contact"]),
    ],
)
def test_whose_own_name_or_address_is_printed_must_have_agreed_to_it(
    words: str, audience: str, needs: tuple[ConsentNeed, ...], expected: list[str], tmp_path: Path
) -> None:
    case = survivor(tmp_path, "", OPEN)
    for document in (printed(words), printed("Before.", words)):
        found = lacking_for_named(case, occasion(needs, audience), document)
        assert [finding.message.split("'")[5] for finding in found] == expected


def test_a_name_that_is_withheld_from_the_public_needs_no_consent_to_be_in_public(tmp_path: Path) -> None:
    document = printed("Nora Bell was arrested.")
    assert lacking_for_named(survivor(tmp_path, ""), occasion(audience="public"), document) == []


def test_a_family_name_that_two_people_bear_names_neither_alone(tmp_path: Path) -> None:
    people = "  - {id: p, role: survivor, name: {given: Nora, family: Bell}, protected: []}\n"
    people += "  - {id: q, role: relative, name: {given: Ines, family: Bell}, protected: []}\n"
    case = case_of(tmp_path, people)
    found = lacking_for_named(case, occasion(audience="public"), printed("The Bell family. Ines Bell spoke."))
    assert [finding.message.split("'")[3] for finding in found] == ["q"]


def test_the_words_of_a_document_hold_its_title_its_head_and_its_notes() -> None:
    assert words_of(printed("Text.", "Note.")) == "A title A v Nepal Text. Note."


@pytest.mark.parametrize("example", first_of(EXAMPLES, 5), ids=str)
def test_every_document_of_the_examples_has_the_consents_that_it_needs(example: Example) -> None:
    folder = ROOT / "cases" / example.case
    source, _ = read_case(folder, ROOT)
    assert source is not None
    case, _ = validate_case(source, folder, ROOT, catalogue().house.authorities)
    assert case is not None
    view, template = viewed(example)
    one = Occasion(template.id, template.consents, example.audience, view.date, Today(AS_OF))
    assert template.consents
    assert lacking_for_roles(case, one) == []
    assert lacking_for_named(case, one, tree(example)) == []


def add_to_consent(file: Path, person: str, scope: str, words: str) -> None:
    """Write more at the first consent of a person to a scope."""
    text = file.read_text(encoding="utf-8")
    before, entry, rest = re.split(rf"(^  - id: {person}\n)", text, maxsplit=1, flags=re.MULTILINE)
    more = re.sub(rf"(- {{scope: {scope}, [^}}]*)}}", rf"\1, {words}}}", rest, count=1)
    assert more != rest
    file.write_text(before + entry + more, encoding="utf-8")


def stopped(workspace: Path, case: str, code: str = "E14") -> set[str]:
    """Return the documents of a case that lack consent for a reason, as the line makes them."""
    bench = Bench()
    setting = Setting(workspace, AS_OF, workspace / "output", writes=False)
    outline, findings = outline_case(bench, setting, f"cases/{case}")
    assert outline is not None, findings
    assert not CONSENT_CODES & set(codes(findings)), "a consent stops documents, not the case"
    templates, _ = outline_templates(bench, setting)
    jobs, _ = plan([outline], templates, Selection())
    made = {str(job): make(bench, job, setting) for job in jobs}
    for one in made.values():
        assert all(finding.code.startswith(code) for finding in one.findings if finding.is_error)
    return {name.partition(": ")[2] for name, one in made.items() if one.lacks_consent}


BRIEF_FILED = {"advocacy/brief (en, filing)", "advocacy/brief (fr, filing)"}
MAYA_PUBLIC = {
    "advocacy/brief (en, public)", "advocacy/brief (fr, public)",
    "parliament/briefing (en, public)", "parliament/briefing (fr, public)",
}  # fmt: skip
COMPLAINT_FILED = {"un/cat-complaint (en, filing)"}
BOSNIA_PUBLIC = {
    "un/cat-complaint (en, public)", "advocacy/brief (en, public)", "advocacy/brief (fr, public)",
    "parliament/briefing (en, public)",
}  # fmt: skip


@pytest.mark.few(1)
@pytest.mark.parametrize(
    ("case", "person", "scope", "expected"),
    [
        ("maya-achi", "survivor-b", "share", BRIEF_FILED),
        ("maya-achi", "survivor-b", "submit", BRIEF_FILED | MAYA_PUBLIC),
        ("maya-achi", "survivor-b", "name-to-state", set()),
        ("maya-achi", "witness", "submit", set()),
        pytest.param("a-v-bosnia", "a", "name-to-state", COMPLAINT_FILED, marks=pytest.mark.proof),
        ("a-v-bosnia", "a", "submit", COMPLAINT_FILED | BOSNIA_PUBLIC),
        # The complaint names her nowhere, and lists nobody beside.
        pytest.param("a-v-bosnia", "e", "name-to-state", set(), marks=pytest.mark.proof),
        pytest.param("a-v-bosnia", "a", "share", set(), marks=pytest.mark.proof),
    ],
)
def test_withdrawing_one_consent_stops_exactly_the_documents_that_need_it(
    case: str, person: str, scope: str, expected: set[str], tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "cases" / case, tmp_path / "cases" / case)
    add_to_consent(tmp_path / "cases" / case / "case.yaml", person, scope, "withdrawn: 2026-11-21")
    assert stopped(tmp_path, case) == expected


@pytest.mark.few(1)
@pytest.mark.parametrize(
    ("case", "person", "scope", "limit", "expected"),
    [
        ("a-v-bosnia", "a", "submit", "not_for: [Committee Against Torture]", COMPLAINT_FILED),
        ("a-v-bosnia", "a", "submit", "only_for: [Comité contre la torture]", set()),
        ("a-v-bosnia", "a", "submit", "not_for: [CAT]", COMPLAINT_FILED),
        ("a-v-bosnia", "a", "name-to-state", "only_for: [Human Rights Council]", COMPLAINT_FILED),
        ("a-v-bosnia", "a", "submit", "not_for: [Human Rights Committee]", set()),
        # Whom a brief goes to, nobody but whoever sends it knows: a pack looks at that.
        ("maya-achi", "survivor-b", "share", "not_for: [Committee against Torture]", set()),
    ],
)
def test_a_consent_for_others_stops_the_document_that_is_filed_with_this_body(  # noqa: PLR0917
    case: str, person: str, scope: str, limit: str, expected: set[str], tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "cases" / case, tmp_path / "cases" / case)
    add_to_consent(tmp_path / "cases" / case / "case.yaml", person, scope, limit)
    assert stopped(tmp_path, case, "E161") == expected


def template_findings(folder: Path, consents: str) -> tuple[tuple[ConsentNeed, ...], list[Finding]]:
    own = folder / "ours" / "note"
    own.mkdir(parents=True, exist_ok=True)
    (own / "en.md").write_text("Words.\n", encoding="utf-8")
    text = "title: {en: A note}\npurpose: {en: To test.}\nlanguages: [en]\naudiences: [filing]\n"
    text += "numbered: false\nframe: brief\ncontents: false\n" + consents
    (own / "template.yaml").write_text(text, encoding="utf-8")
    template, findings = read_template(own, "ours/note", "templates/ours/note", [folder])
    assert template is not None
    return template.consents, findings


def test_a_template_says_which_consents_it_needs_of_whom(tmp_path: Path) -> None:
    consents, findings = template_findings(
        tmp_path,
        "consents:\n  - {scope: submit, of: [victim, survivor]}\n  - {scope: share, of: [witness], audience: filing}\n",
    )
    assert findings == []
    assert consents == (
        ConsentNeed("submit", ("victim", "survivor")),
        ConsentNeed("share", ("witness",), "filing"),
    )
    assert [one.is_for("public") for one in consents] == [True, False]


@pytest.mark.parametrize(
    ("consents", "code", "line"),
    [
        ("consents: submit\n", "E204", 8),
        ("consents: [submit]\n", "E204", 8),
        ("consents:\n  - {scope: publish, of: [victim]}\n", "E204", 9),
        ("consents:\n  - {scope: submit, of: [victims]}\n", "E204", 9),
        ("consents:\n  - {scope: submit, of: victim}\n", "E204", 9),
        ("consents:\n  - {scope: submit, of: [victim], audience: press}\n", "E204", 9),
        ("consents:\n  - {scope: submit, off: [victim]}\n", "E203", 9),
    ],
)
def test_what_is_wrong_with_the_consents_of_a_template_is_found_at_its_place(
    consents: str, code: str, line: int, tmp_path: Path
) -> None:
    _, findings = template_findings(tmp_path, consents)
    assert (code, line) in [(finding.code, finding.place.line) for finding in findings]


@pytest.mark.parametrize(("dated", "today"), [("2020-06-15", "2021-01-01"), ("2021-01-01", "2020-06-15")])
def test_a_consent_must_stand_until_the_later_of_the_documents_date_and_the_day_of_the_run(
    dated: str, today: str
) -> None:
    one = occasion(dated=dated, today=today)
    assert [one.has_come(day) for day in [(2020, 12, 31), (2021, 1, 1), (2021, 1, 2)]] == [True, True, False]
    assert [one.is_over(day) for day in [(2020, 12, 31), (2021, 1, 1), (2021, 1, 2)]] == [True, False, False]
