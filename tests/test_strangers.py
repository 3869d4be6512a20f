"""Whoever a public document names behind a title stands in a list of the case, or somebody is asked about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking import subject
from examples import EXAMPLES, ROOT, Example, catalogue, tree, viewed
from submissions.audit.names.strangers import strange_pairs, strangers
from submissions.checks.protected import check_strangers
from submissions.languages import nouns_have_capitals
from submissions.line.drafting import Material, words_printed
from test_audit_build import Office
from test_audit_secrets import case_of
from test_audit_table import case_of as case_of_example

PEOPLE = """\
people:
  - {id: r, role: survivor, name: {given: Nora, family: Kessler}, pseudonym: Ms Quill}
  - {id: o, role: official, name: {given: Omar, family: Haddad}, protected: []}
may_be_named: [Pavle Rojas, Мельник]
"""
STRANGERS = (
    "Then Ms Oyelaran spoke", "Mme Vauquelin a parlé", "la Sra. Quintanilla habló", "Gospođa Vidović je govorila",
    "Госпожа Котова сказала", "Dr. Abdulkarim said", "Mr. T. Underhill said", "Prof. Petrosyan said",
    "Sheikh Mansoor said", "Tia Conceição falou",
)  # fmt: skip
KNOWN = (
    "Mr Haddad", "Ms Aubanel", "Mr Rojas", "Ms Quill", "Госпожа Мельник", "mr nobody", "Mr D", "the Office of Redress",
    "Dr Redress", "Mrs Norway",
)  # fmt: skip


@pytest.mark.parametrize("text", STRANGERS)
def test_a_name_behind_a_title_that_stands_in_no_list_is_asked_about(text: str, tmp_path: Path) -> None:
    case = case_of(tmp_path, PEOPLE)
    assert [number for number, _ in strangers(case, ["nothing here", text, text])] == [1]


@pytest.mark.parametrize("text", KNOWN)
def test_whoever_a_list_names_is_not_asked_about(text: str, tmp_path: Path) -> None:
    assert list(strangers(case_of(tmp_path, PEOPLE), [f"Then {text} came"])) == []


def test_a_pseudonym_at_the_end_of_a_sentence_is_no_initial(tmp_path: Path) -> None:
    case = case_of(tmp_path, PEOPLE.replace("Ms Quill", "Ms Q"))
    assert list(strangers(case, ["It was Ms Q. The police came.", "They took the road."])) == []
    assert [number for number, _ in strangers(case, ["It was Ms Q. Underhill.", "They took the road."])] == [0]


def test_a_public_document_has_one_list_which_is_answered_once(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.change("She was released without charge, and", "Mr Oyelaran and Ms Underhill saw her, and")
    (asked,) = [finding for finding in office.run(writes=False).findings if finding.code == "W631"]
    assert asked.place.file == "cases/matter/case.yaml"
    assert "Oyelaran" not in asked.message
    text = office.file.read_text("utf-8")
    office.file.write_text(text + "\nmay_be_named: [Oyelaran, Grace Underhill]\n", "utf-8")
    assert [finding for finding in office.run(writes=False).findings if finding.code == "W631"] == []


@pytest.mark.proof
def test_a_filing_names_whom_it_names(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.change("She was released without charge, and", "Mr Oyelaran saw her, and")
    assert "W631" not in {finding.code for finding in office.run(writes=False, audience="filing").findings}


@pytest.mark.proof
def test_each_place_is_told_by_line_and_column_once_and_nobody_who_is_protected(tmp_path: Path) -> None:
    office = Office(tmp_path)
    line = "Ms Vukotinac was released without charge, Mr Oyelaran and Vukotinac saw it, and"
    office.change("She was released without charge, and", line)
    findings = office.run(writes=False).findings
    source = office.file.read_text("utf-8").splitlines()
    row = next(number for number, text in enumerate(source, 1) if line in text)
    start = source[row - 1].index(line) + 1
    named = sorted((one.place.line, one.place.column) for one in findings if one.code == "E623")
    assert named == [(row, start + line.index("Vukotinac")), (row, start + line.rindex("Vukotinac"))]
    (asked,) = [one for one in findings if one.code == "W631"]
    assert (asked.place.line, asked.place.column) == (row, start + line.index("Oyelaran"))
    assert ";" not in asked.message


# --- two words with capitals together ---

CORPUS = ("the labels say may and can; then he and she met nobody, saw them there, and the Supreme Court sat",)
PAIRS = (
    "Then Amina Kessler-Braun saw her", "Zora Milić was there", "She met Zora bin Omar there", "de d'Amina Vauquelin",
    "O. Vauquelin parla", "et J.-P. Mercier aussi", "тогда Зоя Дмитриева сказала", "тоді Оксана Шевчук сказала",
    "είδε την Ελένη Παππά εκεί", "այնտեղ Անի Պետրոսյան էր", "thấy Trần Hoa đó", "She met Omar Oyelaran there",
    "She met Judge Kessler", "They saw AMINA KESSLER", "They saw Amina KESSLER", "She saw Ali ben Salah there",
    "Kofi-Yaw Mensah spoke", "in Amina Kessler’s house", "(Amina Kessler)", "then Sean O’Brien spoke", "Xu Na there",
    "the Air Force Amina Kessler", "Police told Amina Kessler", "the police Amina Kessler",
    "saw Ayşe Yılmaz there", "saw Mwanaisha Juma there", "saw Grace Rojas there",
)  # fmt: skip
NO_PAIRS = (
    "Then the Supreme Court of Norway sat", "She met Pavle Rojas", "She met Omar Haddad", "She met Ms Quill there",
    "the MIA Wiesbaden", "Then Kessler spoke", "They met Mr D there", "the Milan Obrić case was decided",
    "в деле Хмельницкой Петровой", "l'affaire Vauquelin Mercier", "قالت زينب الحداد", "She met Kessler, Amina, there",
    "The Court Supreme sat", "the New Zealand court", "in Bosnia and Herzegovina Norway", "Верховный суд Норвегии",
    "Supreme Kessler", "the Air Force Intelligence Directorate", "to Tishreen Military Hospital",
    "the Syrian Network for Human Rights", "The New York Times wrote", "in Velásquez Rodríguez v. Honduras",
    "Juan Carlos Abella v. Argentina", "the Military Police and the Republican Guard", "Saint Petersburg",
    "à Aïn Defla",
    "en San Pedro Sula", "Puerto Cortés", "la Policía Nacional Civil", "Corte Interamericana", "Ministerio Público",
    "в городе Нижний Новгород", "Easter Sunday", "Nueva York", "near Deir Hafer", "Buenos Aires", "Semana Santa",
)  # fmt: skip


@pytest.mark.parametrize("text", PAIRS)
def test_two_words_with_capitals_that_stand_in_no_list_are_asked_about_once(text: str, tmp_path: Path) -> None:
    case = case_of(tmp_path, PEOPLE)
    assert [number for number, _ in strange_pairs(case, ["nothing here", text, text], CORPUS)] == [1]


@pytest.mark.parametrize("text", NO_PAIRS)
def test_what_the_case_or_the_house_names_is_not_asked_about(text: str, tmp_path: Path) -> None:
    assert list(strange_pairs(case_of(tmp_path, PEOPLE), [text], CORPUS)) == []


ASKED = "She was released without charge, and"


def asked_in(office: Office, words: str) -> list[str]:
    office.change(ASKED, f"{words}. {ASKED}")
    return [finding.message for finding in office.run(writes=False).findings if finding.code == "W631"]


@pytest.mark.proof
def test_a_pair_of_a_document_is_told_with_its_place_and_answered_in_the_case(tmp_path: Path) -> None:
    office = Office(tmp_path)
    (message,) = asked_in(office, "On that day Bisera Omanović and Kofi Mensah watched")
    assert "cases/matter/case.yaml:" in message
    assert "Bisera" not in message
    with office.file.open("a", encoding="utf-8") as file:
        file.write("\nmay_be_named: [Bisera Omanović, Kofi Mensah]\n")
    assert [one.code for one in office.run(writes=False).findings if one.code == "W631"] == []


@pytest.mark.proof
def test_words_that_a_template_prints_are_nobody_and_nouns_of_german_tell_nothing(tmp_path: Path) -> None:
    assert asked_in(Office(tmp_path), "So [das Amtsgericht Bremen Mitte]{lang=de} held") == []
    assert nouns_have_capitals("de")
    assert nouns_have_capitals("de-AT")
    assert not any(map(nouns_have_capitals, ("en", "fr", "ru", "xx")))


@pytest.mark.few(3)
@pytest.mark.parametrize("example", [one for one in EXAMPLES if one.audience == "public"], ids=str)
def test_no_public_document_of_the_examples_asks_about_anybody(example: Example) -> None:
    _, template = viewed(example)
    case = case_of_example(example.case)
    material = Material(case, ROOT / "cases" / example.case, template, catalogue().house)
    printed = tuple(words_printed(material, ROOT, example.language))
    one = subject(tree(example), "public", case=case, template=template, printed=printed)
    assert check_strangers(one) == []
