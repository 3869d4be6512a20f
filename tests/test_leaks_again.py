"""Names, dates and consents that once passed the program, each with the form in which it passed."""

from __future__ import annotations

from pathlib import Path

import pytest

from examples import AS_OF
from speaking import spoken
from submissions.audit.names.search import Searcher
from submissions.audit.names.secrets import secrets_of
from submissions.audit.records import Kind, Piece, Secret
from submissions.audit.word.refusals import kinds_in
from submissions.case import Case
from submissions.checks.consents import lacking_for_named, lacking_for_roles
from submissions.document import Design, Document, Furniture, Paragraph, Run
from submissions.findings import Place
from submissions.view import view_case
from test_consents import case_of, codes, occasion

HERE = Place("cases/x/case.yaml", 7, 5)


def found(text: str, *parts: str, kind: Kind = "name", common: frozenset[str] = frozenset()) -> list[str]:
    """Return what of a sentence is found to be a secret."""
    secret = Secret("the secret", " ".join(parts), kind, HERE, parts if len(parts) > 1 else (), common=common)
    return [
        hit.words for hit in Searcher([secret]).search([Piece("a part", "text", f"She said that {text} was there.")])
    ]


@pytest.mark.parametrize(
    ("given", "family", "text"),
    [
        ("Marie-Claire", "Dupont-Lavigne", "Mme Lavigne"),
        ("Marie-Claire", "Dupont-Lavigne", "Dupont"),
        ("Ana", "García‑Márquez", "la Sra. Márquez"),
        ("Yasmine", "al-Khatib", "Khatib"),
        ("Yasmine", "al-Khatib", "Ms Khatib's son"),
        ("Yasmine", "al-Khatib", "Elkhatib"),
        ("Fatima", "el-Idrissi", "Idrissi"),
        ("Sinéad", "O'Brien", "Ms O Brien"),
        ("Maria", "D’Angelo", "D Angelo"),
    ],
)
def test_half_of_a_double_name_and_a_name_without_its_article_are_found(given: str, family: str, text: str) -> None:
    assert found(text, given, family)


def test_half_of_a_double_name_is_an_everyday_word_in_small_letters() -> None:
    assert found("la petite route", "Marie-Claire", "Petit-Roy") == []
    assert found("un roy, une preuve claire et nette de Jean", "Jean-Claire", "Petit-Roy") == []


def test_a_short_name_with_an_s_is_no_everyday_word() -> None:
    assert found("This is it. Thus", "Nguyễn", "Thi") == found("Thus", "Thu", "Nguyễn") == []
    assert found("Dans l’affaire", "Dan", "Popescu") == found("Mais non", "Mai", "Nguyễn") == []
    assert found("Thi's", "Nguyễn", "Thi")


def test_half_of_a_name_that_the_public_may_read_tells_nobody_else(tmp_path: Path) -> None:
    case = case_of(
        tmp_path,
        "  - {id: p, role: survivor, name: {given: Nora, family: Bell-Lavigne}, pseudonym: Ms D}\n"
        "  - {id: q, role: counsel, name: {given: Paul, family: Lavigne}}\n",
    )
    searcher = Searcher(secrets_of(case, "public"))
    assert not searcher.search([Piece("a part", "text", "Paul Lavigne, counsel, and Mr Lavigne")])
    assert searcher.search([Piece("a part", "text", "Ms Bell")])


@pytest.mark.parametrize(
    ("given", "family", "text"),
    [
        ("Анна", "Собрал", "к Анне"),
        ("Анна", "Собрал", "Анной"),
        ("Павел", "Кравец", "Павлу"),
        ("Павел", "Кравец", "Кравца"),
        ("Лев", "Новак", "Льва"),
        ("Ольга", "Горская", "Горскую"),
        ("Ольга", "Горская", "семьи Горских"),
        ("Ольга", "Каренина", "брат её, Каренин,"),
        ("Ольга", "Каренина", "семьи Карениных"),
        ("Наталья", "Белая", "Наталией"),
        ("Ana", "Karahodžić", "Ani"),
        ("Petar", "Kovalski", "Petra"),
        ("Petar", "Kovalski", "Kovalskog"),
    ],
)
def test_slavic_names_are_found_in_their_cases(given: str, family: str, text: str) -> None:
    assert found(text, given, family)


def test_endings_of_short_names_make_no_everyday_word_a_name() -> None:
    assert found("верой и правдой служила", "Вера", "Собрал") == []
    assert found("Año 2003", "Ана", "Собрал") == []
    assert found("ane, anu", "Ana", "Karahodžić") == []


def test_a_name_of_two_letters_is_found_behind_a_title() -> None:
    for text in ("Ms Li", "Mme Li", "la Sra. Li", "MS LI", "M. Li"):
        assert found(text, "Fang", "Li"), text
    for text in ("Mr Lin", "a li", "Li"):
        assert found(text, "Fang", "Li") == [], text


def test_the_shorter_half_of_a_short_name_is_no_name() -> None:
    assert found("An. An appeal; Во. Во время", "Xu", "An") == found("Bo. Во время", "Wu", "Bo") == []
    assert found("Xu An", "Xu", "An")
    assert found("An Xu", "Xu", "An")


def test_an_arabic_name_is_found_with_the_article_before_a_letter_of_the_sun() -> None:
    assert found("Muhammad as-Sahili", "محمد", "الساحلي")


@pytest.mark.parametrize(
    ("born", "text"),
    [
        ("1979-03-01", "el 1.º de marzo de 1979"),
        ("1979-03-01", "1-го марта 1979 года"),
        ("1979-03-14", "14 mars de l’année 1979"),
        ("1979-03-14", "14 de marzo del año 1979"),
        ("1979-03-14", "14 March of the year 1979"),
    ],
)
def test_a_date_of_birth_is_found_as_spanish_russian_and_french_print_it(born: str, text: str) -> None:
    assert found(text, born, kind="birth")


# --- consents ---


def minor(folder: Path, role: str, more: str = "") -> Case:
    return case_of(
        folder,
        "  - {id: p, role: victim, name: Nora Bell, pseudonym: Ms D, consent: ["
        "{scope: submit, date: 2019-01-02, form: written, given_by: q, authority: guardian}" + more + "]}\n"
        f"  - {{id: q, role: {role}, name: Paul Bell, pseudonym: Mr F}}\n",
    )


@pytest.mark.parametrize(("role", "expected"), [("relative", []), ("perpetrator", ["E145"]), ("official", ["E145"])])
def test_nobody_who_is_accused_consents_for_a_victim(tmp_path: Path, role: str, expected: list[str]) -> None:
    assert codes(lacking_for_roles(minor(tmp_path, role), occasion())) == expected


def test_her_own_consent_stands_beside_one_that_is_none(tmp_path: Path) -> None:
    own = ", {scope: submit, date: 2019-03-02, form: written}"
    assert lacking_for_roles(minor(tmp_path, "perpetrator", own), occasion()) == []


def test_one_of_two_family_names_in_print_asks_for_consent(tmp_path: Path) -> None:
    case = case_of(
        tmp_path,
        "  - {id: p, role: witness, name: {given: Nora, family: Bell Marquez}, pseudonym: Ms D, protected: []}\n",
    )
    text = Paragraph((Run("Ms Marquez saw it.", HERE),), HERE)
    document = Document("A note", "en", "ltr", "Office", Furniture("A v Nepal", "", ""), Design("brief"), (text,))
    assert codes(lacking_for_named(case, occasion(audience="public"), document)) == ["E145"]


# --- what nobody may be called ---


def test_an_id_that_nobody_bears_is_a_finding_and_no_crash(tmp_path: Path) -> None:
    case = case_of(
        tmp_path,
        "  - {id: p, role: victim, name: Nora Bell, pseudonym: Ms D}\n"
        "disappearances:\n"
        "  - {person: gone, date: 2019-02-03, place: Town, circumstances: Unknown, responsible: Unknown}\n"
        "submissions:\n"
        "  - {template: ours/note, languages: [en], audiences: [public], signed_by: [gone]}\n",
    )
    view, _ = view_case(case, case.submissions[0], "public", spoken("en"), AS_OF, tmp_path)
    assert view.disappearances == ()
    assert view.submission.signed_by == ()


def test_the_family_name_of_somebody_whose_whole_name_is_withheld_is_found_alone(tmp_path: Path) -> None:
    case = case_of(
        tmp_path,
        "  - {id: p, role: counsel, name: {given: Paul, family: Lavigne}}\n"
        'texts: {summary: "Heard by [judge Ivana Perić]{.redact kind=name}, [Eve Lavigne]{.redact kind=name}, at the'
        ' [Bell House]{.redact kind=place}."}\n',
    )
    searcher = Searcher(secrets_of(case, "public"))
    for text in ("Judge Perić refused.", "the order of Perića", "JUDGE PERIC"):
        assert searcher.search([Piece("a part", "text", text)]), text
    for text in ("Ivana Marić", "Mr Lavigne, counsel", "the House", "the periculum in mora"):
        assert not searcher.search([Piece("a part", "text", text)]), text


def test_spanish_guillemets_make_no_merge_field_of_a_trade_mark() -> None:
    assert list(kinds_in("mensajes de «WhatsApp», «YouTube», «McCann»")) == []
    assert list(kinds_in("«FirstName» «NomVictime» «first_name»")) == ["template tag"]


def test_a_family_name_that_the_convicted_bears_is_open_in_the_script_of_the_victim_too(tmp_path: Path) -> None:
    case = case_of(
        tmp_path,
        "  - {id: p, role: victim, pseudonym: Ms D, name: {given: Ana, family: Sobral,"
        " in_languages: {ru: {given: Ана, family: Собрал}}}}\n"
        "  - {id: q, role: perpetrator, pseudonym: X, name: {given: Duarte, family: Sobral},"
        " convicted: {court: A court, date: 2015-11-24}}\n",
    )
    searcher = Searcher(secrets_of(case, "public"))
    assert not searcher.search([Piece("a part", "text", "Duarte Sobral was convicted; Mr Sobral appealed.")])
    for text in ("Ana Sobral", "A. Sobral", "Ана Собрал"):
        assert searcher.search([Piece("a part", "text", text)]), text


def test_an_arabic_name_of_two_words_is_found_in_one_and_god_is_nobody() -> None:
    for text in ("عبد الله", "عبدالله", "وعبد الله", "لعبدالله", "أبوزيد", "أبو زيد", "زيد", "Abdallah Abu Zeid"):
        assert found(text, "عبد الله", "أبو زيد"), text
    for text in ("رحمه الله", "الله أعلم", "عبد الرحمن", "الدين"):
        assert found(text, "عبد الله", "أبو زيد") == [], text
    assert found("رجل الدين", "نور الدين", "حمدي") == []
    assert found("نور", "نور الدين", "حمدي")


def test_a_name_of_two_words_that_counsel_bears_too_is_no_sign_alone(tmp_path: Path) -> None:
    case = case_of(
        tmp_path,
        "  - {id: p, role: victim, name: {given: عبد الله, family: زيدان}, pseudonym: Ms D}\n"
        "  - {id: q, role: counsel, name: {given: عبد الله, family: حمدي}}\n",
    )
    searcher = Searcher(secrets_of(case, "public"))
    assert not searcher.search([Piece("a part", "text", "المحامي عبد الله حمدي")])
    assert searcher.search([Piece("a part", "text", "السيد زيدان")])


@pytest.mark.parametrize(
    ("given", "family", "text"),
    [
        ("Ana María", "García", "anamaria"),
        ("Juan", "de la Fuente", "Delafuente"),
        ("Karim", "Ben Ali", "Benali"),
        ("Rana", "Abu Zeid", "Abuzeid"),
    ],
)
def test_a_part_of_several_words_is_found_in_one(given: str, family: str, text: str) -> None:
    assert found(text, given, family)


@pytest.mark.parametrize(
    "text",
    ["born in November 1985", "born 11/1985", "née en novembre 1985", "nacida en noviembre de 1985",
     "born November 1985", "date of birth: 1985-11", "родился в ноябре 1985 года", "DOB 11.1985"],
)  # fmt: skip
def test_the_month_of_a_birth_is_found_where_a_birth_is_told(text: str) -> None:
    assert found(text, "1985-11-02", kind="birth")
    assert found(text, "1985-11", kind="birth")


def test_the_month_of_a_birth_alone_is_a_month_like_others() -> None:
    for text in ("arrested in November 1985", "born in 1985", "born in December 1985", "born there; in November 1985"):
        assert found(text, "1985-11-02", kind="birth") == [], text
