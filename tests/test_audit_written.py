"""A name is found in each of its parts, scripts and endings, however it was typed, and so are her other names."""

from __future__ import annotations

from pathlib import Path

import pytest

from submissions.audit.names.search import Searcher
from submissions.audit.names.secrets import read_names
from submissions.audit.records import Piece
from submissions.case.telling import told_by
from submissions.schema import case_schema
from test_audit_guarded import searcher_for
from test_audit_secrets import case_of

TWO_SCRIPTS = (
    ("Salma Qabbani سلمى قباني", ("Salma", "Qabbani", "سلمى", "قباني", "والسيدة قباني", "SALMA")),
    ("Oksana Hrytsenko (Оксана Гриценко)", ("Oksana", "Hrytsenko", "Оксаною", "Гриценко", "Гриценків")),
    ("Ελένη Καραμάνου / Eleni Karamanou", ("Ελένης", "Καραμάνου", "Eleni", "Karamanou's")),
    ("דינה אברמוב Dina Abramov", ("דינה", "לאברמוב", "Dina", "Abramov", "Абрамова")),
    ("Nino Beridze ნინო ბერიძე", ("Nino", "Beridze", "ნინო", "ბერიძე")),
    ("Anahit Sarkisyan Անահիտ Սարգսյան", ("Anahit", "Sarkisyan", "Անահիտ", "Սարգսյան")),
    ("Meena Chaudhary मीना चौधरी", ("Meena", "Chaudhary", "मीना", "चौधरी")),
    ("Zhang Guilan 张桂兰", ("Guilan", "Zhang", "张桂兰", "Guilan Zhang")),
    ("Amran Warsame عمران ورسمي", ("Amran", "Warsame", "عمران", "ورسمي")),
)
ENDINGS = (
    ("Олена", "Шевчук", "родина Шевчуків"),
    ("Олена", "Іваненко", "родина Іваненків"),
    ("Олена", "Гончаренко", "Гончаренкові"),
    ("Олена", "Коваль", "Ковалів"),
    ("Ольга", "Лисиця", "сім'я Лисиць"),
    ("Zeynep", "Kılıç", "Kılıçın evi"),
    ("Zeynep", "Şahin", "Şahinin kızı"),
    ("Zeynep", "Doğan", "Doğanlar"),
    ("Zeynep", "Kaya", "Kayanın"),
    ("Zeynep", "Yıldırım", "Yıldırımdan"),
    ("Çiğdem", "Öz", "Çiğdeme"),
    ("Μαρία", "Οικονόμου", "της Μαρίας"),
    ("Νίκος", "Παπαδάκης", "του Νίκου"),
    ("Νίκος", "Παπαδάκης", "του Παπαδάκη"),
    ("Δημήτρης", "Λάμπρος", "οικογένεια του Λάμπρου"),
    ("Σοφία", "Καρράς", "οι Καρράδες"),
    ("רות", "מזרחי", "למזרחי"),
)
PERSON = """\
  - id: r
    role: survivor
    name: {given: Aigerim, family: Bekova}
    pseudonym: Witness 4
    former_names: [Aigerim Dosanova, Айгерим Досанова]
    patronymic: Maratovna
    matronymic: Гульнарасы
    teknonym: Umm Tamerlan
    protected: [name]
"""


@pytest.mark.parametrize(("typed", "texts"), TWO_SCRIPTS, ids=[typed for typed, _ in TWO_SCRIPTS])
def test_each_part_of_a_name_in_two_scripts_is_found_alone(typed: str, texts: tuple[str, ...], tmp_path: Path) -> None:
    of_case = searcher_for(tmp_path, f'  - {{id: r, role: survivor, name: "{typed}", pseudonym: Witness 4}}\n')
    secrets, _ = read_names(typed, "names.txt")
    for searcher in (of_case, Searcher(secrets)):
        assert [text for text in texts if not searcher.search([Piece("a part", "text", f"({text})")])] == []
        assert searcher.search([Piece("a part", "text", "They came, and nobody was there.")]) == ()


def test_each_part_of_a_variant_and_of_the_whole_name_is_found_alone(tmp_path: Path) -> None:
    searcher = searcher_for(
        tmp_path,
        "  - {id: r, role: survivor, pseudonym: Witness 4, variants: [Xiomara Quiroga],"
        " name: {given: Rut, family: Ibarra, full: Rut Anahí Ibarra Sotelo}}\n",
    )
    for text in ("Xiomara", "Quiroga", "Anahí", "Sotelo", "Ibarra", "Rut"):
        assert searcher.search([Piece("a part", "text", f"Then {text} spoke.")]), text


@pytest.mark.parametrize(("given", "family", "text"), ENDINGS)
def test_the_endings_of_a_language_are_found(given: str, family: str, text: str, tmp_path: Path) -> None:
    person = f"  - {{id: r, role: survivor, name: {{given: {given}, family: {family}}}, pseudonym: Witness 4}}\n"
    assert searcher_for(tmp_path, person).search([Piece("a part", "text", text)])


def test_short_endings_of_turkish_make_no_other_name_of_one_without_its_letters(tmp_path: Path) -> None:
    people = "  - {id: r, role: survivor, name: {given: Paul, family: Mart}, pseudonym: Witness 4}\n"
    searcher = searcher_for(tmp_path, people)
    assert searcher.search([Piece("a part", "text", "Martin and Paula were there.")]) == ()


@pytest.mark.parametrize(
    "text", ["Dosanova", "Досановой", "Maratovna", "Маратовна", "Гульнарасы", "Umm Tamerlan", "A. Dosanova"]
)
def test_former_names_and_names_after_a_parent_or_child_are_withheld_like_the_name(text: str, tmp_path: Path) -> None:
    assert searcher_for(tmp_path, PERSON).search([Piece("a part", "text", f"Then {text} spoke.")])


def test_the_child_after_whom_she_is_named_is_not_she(tmp_path: Path) -> None:
    assert searcher_for(tmp_path, PERSON).search([Piece("a part", "text", "Then Tamerlan spoke.")]) == ()


def test_no_pseudonym_may_be_made_from_a_former_name(tmp_path: Path) -> None:
    (person,) = case_of(tmp_path, "people:\n" + PERSON).people
    assert told_by("Dosanova's friend", person)
    assert told_by("Maratovna", person)
    assert not told_by("Witness 4", person)


def test_the_fields_of_other_names_have_descriptions() -> None:
    fields = case_schema()["$defs"]["Person"]["properties"]
    assert all(fields[key]["description"] for key in ("former_names", "patronymic", "matronymic", "teknonym"))
