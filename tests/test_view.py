"""What each audience may see of a case: no protected name, and no language for another."""

from __future__ import annotations

import datetime
import io
from dataclasses import fields, is_dataclass
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from speaking import spoken
from submissions.case import Case
from submissions.source import read_case
from submissions.validate import validate_case
from submissions.values import Day, Missing, WithheldWords, Withholding
from submissions.view import CaseView, view_case

BODY = """\
case:
  id: a-case
  title: {en: X v Nepal, fr: X c. Népal}
  short_title: X v Nepal
state: NPL
organisation: {name: Justice Now, address: 1 Main Street}
people:
  - id: anna
    role: complainant
    name: {given: Anna-Maria, family: Bela, in_languages: {ar: {given: آنا, family: بيلا}}}
    pseudonym: C
    gender: woman
    born: 1961
    residence: Pokhara
    nationality: NP
    relation: the mother
    email: anna.bela@example.org
    protected: [name, born, residence]
    variants: [Anna Maria]
  - {id: carl, role: counsel, name: Carl Dorn, email: carl@example.org, represents: [anna]}
events:
  - {id: arrest, date: 2019-05, text: The arrest., place: Pokhara, annexes: [ruling, letter], key: true}
  - {id: visit, date: 2019-06, text: A visit to Anna., place: Home, confidential: true}
annexes:
  - {id: ruling, title: The ruling, file: ruling.pdf, date: 2019}
  - {id: letter, title: Letter of Anna Bela, file: letter.png, date: 2020, confidential: true}
questions: [Why?]
recommendations: [{addressee: Nepal, measures: [Inquire.]}]
texts:
  facts: {en: The facts., fr: Les faits.}
  ask: The ask.
  law: {fr: Le droit.}
submissions:
  - template: advocacy/brief
    languages: [en]
    audiences: [filing, public]
    texts: {ask: Another ask.}
    questions: [When?, Where?]
  - {template: advocacy/brief, languages: [en], date: 2021-03, place: Geneva}
"""
AS_OF = datetime.date(2026, 1, 31)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cases") / "a-case"
    folder.mkdir()
    (folder / "case.yaml").write_text(BODY, encoding="utf-8")
    with pikepdf.new() as document:
        for _ in range(3):
            document.add_blank_page()
        document.save(folder / "ruling.pdf")
    content = io.BytesIO()
    Image.new("L", (4, 4)).save(content, "PNG")
    (folder / "letter.png").write_bytes(content.getvalue())
    return folder


@pytest.fixture(scope="module")
def case(folder: Path) -> Case:
    source, findings = read_case(folder, folder.parent)
    assert source is not None
    case, more = validate_case(source, folder, folder.parent)
    assert findings + more == []
    assert case is not None
    return case


def view(case: Case, folder: Path, audience: str, language: str = "en", submission: int = 0) -> CaseView:
    seen, findings = view_case(case, case.submissions[submission], audience, spoken(language), AS_OF, folder)
    assert findings == []
    return seen


def strings_in(value: object) -> list[str]:
    """Return every string that can be reached from a view, whatever holds it."""
    if isinstance(value, str):
        return [str(value)]
    if isinstance(value, Path):
        return []
    if isinstance(value, dict):
        return [text for pair in value.items() for one in pair for text in strings_in(one)]
    if isinstance(value, tuple | list):
        return [text for one in value for text in strings_in(one)]
    if is_dataclass(value):
        return [text for field in fields(value) for text in strings_in(getattr(value, field.name))]
    return []


def test_the_filing_view_names_everybody(case: Case, folder: Path) -> None:
    anna = view(case, folder, "filing").people[0]
    assert (anna.name, anna.full, anna.initials, anna.pseudonym) == (
        "Anna-Maria Bela",
        "Anna-Maria Bela",
        "A.M.B.",
        "C",
    )
    assert anna.email == "anna.bela@example.org"


def test_a_name_stands_in_the_script_of_the_document(case: Case, folder: Path) -> None:
    assert view(case, folder, "filing", "ar").people[0].name == "آنا بيلا"


def test_the_public_view_holds_no_protected_word_anywhere(case: Case, folder: Path) -> None:
    words = "\n".join(strings_in(view(case, folder, "public")))
    for name in ("Anna", "Bela", "آنا", "anna.bela", "Letter of"):
        assert name not in words
    assert "Carl Dorn" in words


def test_the_public_reads_a_pseudonym_wherever_a_name_would_stand(case: Case, folder: Path) -> None:
    for language in ("en", "fr", "ar"):
        anna = view(case, folder, "public", language).people[0]
        assert (anna.name, anna.full, anna.initials) == ("C", "C", "C")


def test_a_protected_fact_is_a_withholding_that_is_e137_when_printed(case: Case, folder: Path) -> None:
    anna = view(case, folder, "public").people[0]
    assert isinstance(anna.born, Withholding)
    assert isinstance(anna.residence, Withholding)
    assert isinstance(anna.email, Withholding)
    assert not anna.born
    finding = anna.born.finding
    assert (finding.code, finding.place.line) == ("E137", 8)
    assert anna.relation == "the mother"
    assert anna.address is None


def test_confidential_words_are_withheld_from_the_public_and_numbers_stay(case: Case, folder: Path) -> None:
    public, filing = view(case, folder, "public"), view(case, folder, "filing")
    assert [annex.number for annex in public.annexes] == [1, 2]
    assert isinstance(public.annexes[1].title, WithheldWords)
    assert isinstance(public.annexes[1].date, Withholding)
    assert public.annexes[0].title == "The ruling"
    assert isinstance(public.events[1].text, WithheldWords)
    assert isinstance(public.events[1].place, Withholding)
    assert filing.annexes[1].title == "Letter of Anna Bela"
    assert filing.events[1].text == "A visit to Anna."
    assert [annex.number for annex in public.events[0].annexes] == [1, 2]


def test_the_pages_of_exhibits_are_counted(case: Case, folder: Path) -> None:
    assert [annex.pages for annex in view(case, folder, "filing").annexes] == [3, 1]


def test_an_exhibit_that_cannot_be_opened_is_missing_not_zero(case: Case, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "ruling.pdf").write_bytes(b"%PDF-1.7 cut off")
    pages = view(case, tmp_path, "filing").annexes[0].pages
    assert isinstance(pages, Missing)
    assert (pages.code, pages.place.line) == ("E128", 25)


def test_a_text_in_another_language_only_is_e136_and_true(case: Case, folder: Path) -> None:
    english, french = view(case, folder, "filing"), view(case, folder, "filing", "fr")
    law, ask = english.texts["law"], french.texts["ask"]
    assert french.texts["facts"] == "Les faits."
    assert isinstance(law, Missing)
    assert law  # so that no `if` of a template leaves it out in silence
    assert (law.code, law.message, law.place.line) == ("E136", "'law' has no English text", 32)
    assert isinstance(ask, Missing)
    assert "French" in ask.message
    assert isinstance(french.case.short_title, Missing)


def test_only_names_fall_back_to_the_plain_text(case: Case, folder: Path) -> None:
    french = view(case, folder, "filing", "fr")
    assert french.organisation.name == "Justice Now"
    assert isinstance(french.organisation.address, Missing)
    assert french.state.name == "Népal"


def test_what_a_submission_says_comes_before_what_the_case_says(case: Case, folder: Path) -> None:
    first, second = view(case, folder, "filing"), view(case, folder, "filing", submission=1)
    assert (first.texts["ask"], second.texts["ask"]) == ("Another ask.", "The ask.")
    assert (first.questions, second.questions) == (("When?", "Where?"), ("Why?",))
    assert first.recommendations[0].measures == ("Inquire.",)


def test_the_date_is_the_submissions_or_the_one_that_was_asked_for(case: Case, folder: Path) -> None:
    assert view(case, folder, "filing").date.first == Day(2026, 1, 31)
    assert view(case, folder, "filing", submission=1).date.first == Day(2021, 3)
