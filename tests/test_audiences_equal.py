"""The public version of a document counts as the filing version does: sections, paragraphs, notes, tables, annexes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from checking import check_public, subject
from composing import CASE, SUBMISSION, template
from examples import AS_OF, ROOT, catalogue
from speaking import spoken
from submissions.case import Case, Submission
from submissions.checks.numbers import check_equal_numbers
from submissions.compose import authorities_of, compose
from submissions.document import Anchor, Document, Heading, Note, Paragraph, Picture, Table, Withheld, plain, walk
from submissions.line.drafting import Material, filing_version
from submissions.line.outcome import Setting
from submissions.line.stages import Bench, Stages
from submissions.plan import Job
from submissions.source import read_case
from submissions.transforms import transform
from submissions.validate import validate_case
from submissions.view import view_case


@cache
def case_of(name: str) -> Case:
    folder = ROOT / "cases" / name
    source, findings = read_case(folder, ROOT)
    assert source is not None, [str(finding) for finding in findings]
    case, findings = validate_case(source, folder, ROOT, catalogue().house.authorities)
    assert case is not None, [str(finding) for finding in findings]
    return case


def cases() -> list[str]:
    return sorted(path.parent.name for path in (ROOT / "cases").glob("*/case.yaml"))


def submissions_for_both() -> Iterator[tuple[str, int, str]]:
    """Yield every document that a case makes for both audiences: case, position of the submission, language."""
    for name in cases():
        for index, submission in enumerate(case_of(name).submissions):
            if {"filing", "public"} <= set(submission.audiences):
                yield from ((name, index, str(language)) for language in submission.languages)


def composed(name: str, submission: Submission, audience: str, language: str) -> Document:
    """Return the finished tree of a submission."""
    house, one = catalogue().house, catalogue().templates[submission.template]
    case, folder = case_of(name), Path(ROOT / "cases" / name)
    view, _ = view_case(case, submission, audience, spoken(language), AS_OF, folder)
    draft, findings = compose(view, one, house)
    assert draft is not None, [str(finding) for finding in findings]
    style, labels = house.citations[language], house.labels[language]
    document, _ = transform(draft, authorities_of(view, house), style, labels, view.case.language)
    return document


def numbers(document: Document) -> list[tuple[str, str]]:
    """Return the number of every section, paragraph, note, table, figure and annex in reading order."""
    found = []
    for node in walk(document.blocks):
        match node:
            case Heading():
                found.append(("section", f"{node.level} {node.label}"))
            case Paragraph() if node.number:
                found.append(("paragraph", str(node.number)))
            case Note():
                found.append(("note", str(node.number)))
            case Anchor():
                found.append(("annex", plain(node.children)))
            case Table() | Picture() if node.label:
                found.append(("caption", node.label))
    return found


@pytest.mark.parametrize(("name", "index", "language"), list(submissions_for_both()))
def test_both_versions_have_the_same_numbers_in_the_same_order(name: str, index: int, language: str) -> None:
    submission = case_of(name).submissions[index]
    filing, public = (composed(name, submission, audience, language) for audience in ("filing", "public"))
    assert numbers(public) == numbers(filing)
    assert len(numbers(filing)) > 10
    assert not any(isinstance(node, Withheld) for node in walk(filing.blocks))


def test_the_complaint_of_the_example_and_the_brief_are_made_for_both_audiences() -> None:
    both = {(name, str(case_of(name).submissions[index].template)) for name, index, _ in submissions_for_both()}
    assert {("a-v-bosnia", "un/cat-complaint"), ("maya-achi", "advocacy/brief")} <= both


def test_the_complaint_withholds_words_paragraphs_notes_and_annexes() -> None:
    case = case_of("a-v-bosnia")
    (submission,) = (one for one in case.submissions if one.template == "un/cat-complaint")
    public = composed("a-v-bosnia", submission, "public", "en")
    withheld = [node.text for node in walk(public.blocks) if isinstance(node, Withheld)]
    assert {"[place withheld]", "[health detail withheld]", "[withheld]"} <= set(withheld)
    whole = [node for node in walk(public.blocks) if isinstance(node, Paragraph) and node.number]
    assert any(isinstance(node.inlines[0], Withheld) for node in whole)
    notes = [block for node in walk(public.blocks) if isinstance(node, Note) for block in node.blocks]
    assert any(isinstance(block, Paragraph) and isinstance(block.inlines[0], Withheld) for block in notes)


UNEQUAL = "# A\n\n{% if audience == 'filing' %}One^[n].\n\n{% endif %}Two.\n\nThree."
EQUAL = "# A\n\n[One]{.redact}^[n].\n\n{% if audience == 'filing' %}Two{% else %}Deux{% endif %}.\n\nThree."


@pytest.mark.parametrize(("body", "found"), [(UNEQUAL, ["W368"]), (EQUAL, [])])
def test_a_template_that_counts_otherwise_for_the_public_is_w368(body: str, found: list[str], tmp_path: Path) -> None:
    home = tmp_path / "cases" / "example"
    home.mkdir(parents=True)
    (home / "case.yaml").write_text(CASE + SUBMISSION % "en", encoding="utf-8")
    source, _ = read_case(home, tmp_path)
    assert source is not None
    case, _ = validate_case(source, home, tmp_path, catalogue().house.authorities)
    assert case is not None
    one, house = template(body), catalogue().house
    view, _ = view_case(case, case.submissions[0], "public", spoken("en"), AS_OF, home)
    draft, _ = compose(view, one, house)
    assert draft is not None
    public, _ = transform(draft, {}, house.citations["en"], house.labels["en"], "en")
    for audience, expected in (("public", found), ("filing", [])):
        job = Job("example", "cases/example", 0, one.id, "en", audience, ("pdf",), one.place)
        stages = Stages(Bench(), Setting(tmp_path, AS_OF, tmp_path / "output"))
        filing = filing_version(stages, Material(case, home, one, house), job)
        assert (filing is None) == (audience == "filing")
        findings = check_equal_numbers(subject(public, audience, view, case=case, template=one, filing=filing))
        assert [finding.code for finding in findings] == expected


def test_the_rules_of_the_examples_would_find_their_facts_if_nothing_were_withheld(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "cases" / "a-v-bosnia", tmp_path / "cases" / "a-v-bosnia")
    home = tmp_path / "cases" / "a-v-bosnia"
    for path in (home / "case.yaml", *home.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"\{?\.redact(?: kind=\w+)?\}", "{lang=en}", text), encoding="utf-8")
    for folder, expected in ((tmp_path, {"village-time-child", "pension"}), (ROOT, set())):
        home = folder / "cases" / "a-v-bosnia"
        source, _ = read_case(home, folder)
        assert source is not None
        case, _ = validate_case(source, home, folder, catalogue().house.authorities)
        assert case is not None
        (submission,) = (one for one in case.submissions if one.template == "un/cat-complaint")
        house, one = catalogue().house, catalogue().templates["un/cat-complaint"]
        view, _ = view_case(case, submission, "public", spoken("en"), AS_OF, home)
        draft, _ = compose(view, one, house)
        assert draft is not None
        style, labels = house.citations["en"], house.labels["en"]
        document, _ = transform(draft, authorities_of(view, house), style, labels, "en")
        found = check_public(document, view, case)
        assert {name for name in ("village-time-child", "pension") if name in "".join(map(str, found))} == expected
        # The words of the house, which are asked about nobody, are not given here.
        assert {finding.code for finding in found} <= {"W363", "W631"}
