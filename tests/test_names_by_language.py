"""Names by the habits of many languages: what makes a word a name, how it is declined, how it is romanised."""

from __future__ import annotations

from pathlib import Path

import pytest

from habits import SHARED
from submissions.audit.names.search import Searcher
from submissions.audit.names.unsearched import unsearched_findings
from submissions.audit.records import Piece
from test_audit_guarded import searcher_for

# What surely tells a name, and what a person looks at: declined, romanised, with an initial, in capitals.
FORMS = {
    "Оксана Шевчук": (
        "родина Шевчуків", "Шевчукові", "Шевчуком", "Шевчукам", "Оксані", "Оксаною", "Shevchuk",
        "Oksana Shevchuk", "Chevtchouk", "Schewtschuk", "О. Шевчук",
    ),
    "Марія Коваль": (
        "родина Ковалів", "Ковалем", "Ковалю", "Марії", "Марією", "Maria Koval", "Mariia",
    ),
    "Леся Ткач": (
        "Ткачів", "Ткачем", "Лесі", "Лесею", "Lesia", "Lesya", "Tkach",
    ),
    "Ганна Мельник": (
        "Мельників", "Мельнику", "Hanna Melnyk", "Ганни", "Ганною", "Melnyk", "Hanna",
    ),
    "Зульфия Гаврилова": (
        "Гавриловой", "Гавриловых", "Гавриловы", "Зульфией", "Gavrilova", "Zulfia", "Zulfiya", "Gawrilowa",
        "Гаврилову", "Зульфию",
    ),
    "Любовь Коршун": (
        "Коршуном", "Любови", "Любовью", "Korshun", "Lyubov", "Liubov",
    ),
    "Пётр Заяц": (
        "Зайца", "Зайцем", "Петра", "Петром", "Pyotr", "Petr", "Zayats", "Заяц",
    ),
    "Љиљана Ђорђевић": (
        "Ђорђевићева", "Ђорђевићу", "Љиљани", "Ljiljana", "Đorđević", "Djordjevic", "Љиљаном",
    ),
    "Şule Çetinkaya": (
        "Çetinkayanın", "Çetinkayaya", "Çetinkayadan", "Şuleye", "Şulenin", "CETINKAYA", "Sule Cetinkaya",
        "Çetinkaya’nın", "Çetinkayayı",
    ),
    "Gülşen Yıldırım": (
        "Yıldırımın", "Yıldırıma", "Gülşenin", "Gulsen", "YILDIRIM", "Yildirim", "Yıldırım’a", "Gülşen'le",
    ),
    "Κατερίνα Μαυρίδη": (
        "της Μαυρίδη", "Μαυρίδης", "Κατερίνας", "ΜΑΥΡΙΔΗ", "Μαυρίδηδες",
    ),
    "Νίκος Παπαδόπουλος": (
        "του Παπαδόπουλου", "Παπαδοπούλου", "Νίκου", "των Παπαδόπουλων", "Παπαδόπουλε",
    ),
    "Στέλιος Γεωργίου": (
        "του Στέλιου", "Γεωργίου", "Στέλιο",
    ),
    "سعاد مرزوق": (
        "لسعاد", "وسعاد", "بمرزوق", "Merzouk", "Marzouq", "Marzuk",
    ),
    "شیرین رستمی": (
        "Shirin", "Rostami", "Shireen", "Rustami", "شيرين", "رستمی‌ها",
    ),
    "Գայանե Մարտիրոսյան": (
        "Գայանեի", "Մարտիրոսյանի", "Մարտիրոսյանին", "Մարտիրոսյաններ", "Գայանեն",
    ),
    "თამარ ჩხეიძე": (
        "თამარის", "თამარმა", "ჩხეიძის", "ჩხეიძემ", "ჩხეიძეების", "ჩხეიძეს",
    ),
    "נועה ברקוביץ": (
        "לנועה", "ושל ברקוביץ", "ברקוביץ׳", "מברקוביץ",
    ),
    "ሰላም ተስፋዬ": (
        "የሰላም", "ለተስፋዬ", "ተስፋዬን", "ከሰላም",
    ),
    "Bích Nguyệt": (
        "Nguyet", "chị Bích", "Bich Nguyet", "NGUYỆT", "Nguyet Bich",
    ),
    "Żaneta Łukasik": (
        "Łukasika", "Łukasikowi", "Łukasików", "Żanety", "Lukasik", "Żanetą", "Zaneta",
    ),
    "Zdeňka Dvořáčková": (
        "Dvořáčkové", "Dvořáčkovou", "Zdeňky", "Dvorackova", "Dvořáčkových",
    ),
    "Jūratė Kazlauskienė": (
        "Kazlauskienės", "Jūratės", "Kazlauskiene", "Jurate",
    ),
    "Hodan Warsame": (
        "Warsame", "Hodan", "HODAN W.", "Warsames",
    ),
    "Aïssatou Diallo": (
        "Aissatou", "Diallos", "DIALLO A.", "A. Diallo", "Aïssatou D.",
    ),
    "Ngozi Okonkwo": (
        "Okonkwos", "N. Okonkwo", "Okonkwo's", "Ngozi's",
    ),
}  # fmt: skip
LOOKED_AT = {
    "Solène Kéravec": ("Keravek", "Kerravec", "Kéravc", "Slène"),
    "Şule Çetinkaya": ("Cetinkiya", "Çetinkya"),
    "Зульфия Гаврилова": ("Гаврилава", "Гврилова", "Зулфия"),
    "Κατερίνα Μαυρίδη": ("Κατερήνα", "Μαβρίδη"),
    "Նարինե Մարտիրոսյան": ("Մարտիրոսեան", "Մարտիրսյան"),
    "سعاد مرزوقي": ("مرزقي", "مرزووقي", "Souad", "Suad"),
    "თამარი ჩხეიძე": ("ჩხეძე", "ჩხეიზე"),
}


def judged(searcher: Searcher, text: str) -> str:
    sure, unsure = searcher.judged([Piece("a part", "text", f"It was. {text}. And so on")])
    return "named" if sure else "looked at" if unsure else ""


def searcher_of(folder: Path, name: str, more: str = "") -> Searcher:
    given, _, family = name.partition(" ")
    fields = f"id: r, role: survivor, name: {{given: {given}, family: {family}}}, pseudonym: Witness 4{more}"
    return searcher_for(folder, f"  - {{{fields}}}\n")


@pytest.mark.parametrize("language", SHARED)
def test_a_shared_family_name_is_hers_in_the_habits_of_each_language(language: str, tmp_path: Path) -> None:
    given, family, other, hers, his = SHARED[language]
    shared = searcher_for(
        tmp_path,
        f"  - {{id: r, role: survivor, name: {{given: {given}, family: {family}}}, pseudonym: Witness 4}}\n"
        f"  - {{id: o, role: official, name: {{given: {other}, family: {family}}}, protected: []}}\n",
    )
    assert [text for text in hers if judged(shared, text) != "named"] == []
    assert [text for text in his if judged(shared, text) == "named"] == []
    assert [one.code for one in unsearched_findings(shared.secrets)] == ["W628"]


@pytest.mark.parametrize("name", FORMS)
def test_each_word_of_a_name_is_found_alone_in_its_forms(name: str, tmp_path: Path) -> None:
    searcher = searcher_of(tmp_path, name)
    assert [text for text in FORMS[name] if judged(searcher, text) != "named"] == []


@pytest.mark.parametrize("name", LOOKED_AT)
def test_a_misspelling_of_one_letter_is_looked_at_in_each_script(name: str, tmp_path: Path) -> None:
    searcher = searcher_of(tmp_path, name)
    assert [text for text in LOOKED_AT[name] if judged(searcher, text) != "looked at"] == []


def test_former_names_and_names_after_a_parent_or_a_child_are_found(tmp_path: Path) -> None:
    more = ", former_names: [Rania Tarazi], patronymic: Абдулаевна, matronymic: Zohrabanu, teknonym: Umm Walid"
    searcher = searcher_of(tmp_path, "Lubna Sayegh", more)
    for text in ("Tarazi", "R. Tarazi", "Абдулаевне", "Abdulaevna", "Zohrabanu", "Umm Walid", "Oum Walid"):
        assert judged(searcher, text) == "named", text
    assert judged(searcher, "Walid") == ""


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("Daw Khin Hnin", ("Khin", "Daw Hnin", "Ms Hnin", "Hnin")),
        ("U Ba Oo", ("U Oo", "U Ba", "Daw Oo", "Oo's wife")),
        ("Thị Vy Lê", ("bà Vy", "chị Lê", "the Le family")),
        ("Su Su Aye", ("Su Su", "Ms Su Su", "SU SU was")),
        ("An Ng", ("the Ngs", "The Ng girl", "Ms Ng", "the Ans")),
        ("Anne-Marie Ng", ("AM Ng", "A.-M. Ng")),
        ("Amra Đulić", ("Amrina majka", "Amrinu", "Đulićeva", "Đulićima")),
        ("Gül Işık", ("Gülün annesi", "Işıkın evi", "Işıkların evi")),
        ("Nyein", ("Nyein", "Nyein’s", "Daw Nyein")),
        ("سعاد مرزوق / Souad Marzouk", ("سعاد", "مرزوق", "Souad", "Merzouk", "لمرزوق")),
        ("Гульнара / Gulnara", ("Гульнару", "Gulnara", "Gulnara's")),
    ],
)
def test_a_name_that_is_typed_as_one_text_is_taken_apart(name: str, texts: tuple[str, ...], tmp_path: Path) -> None:
    searcher = searcher_for(tmp_path, f"  - {{id: r, role: survivor, name: {name}, pseudonym: Witness 4}}\n")
    assert [text for text in texts if judged(searcher, text) != "named"] == []


@pytest.mark.parametrize(
    ("hers", "his", "romanised"),
    [("سعاد مرزوق", "Faisal Marzouk", "Marzouk"), ("Зоя Лещенко", "Taras Leshchenko", "Leshchenko")],
)
def test_a_family_name_shared_in_another_script_is_the_others_and_found_behind_a_title(
    hers: str, his: str, romanised: str, tmp_path: Path
) -> None:
    (given, family), (other, shown) = hers.split(), his.split()
    shared = searcher_for(
        tmp_path,
        f"  - {{id: r, role: survivor, name: {{given: {given}, family: {family}}}, pseudonym: Witness 4}}\n"
        f"  - {{id: o, role: official, name: {{given: {other}, family: {shown}}}, protected: []}}\n",
    )
    assert [judged(shared, f"{before}{romanised}") for before in ("Ms ", "the mother of ")] == ["named", "named"]
    assert [judged(shared, f"{before}{romanised}") for before in ("Colonel ", "", f"{other} ")] == ["", "", ""]
    assert [one.code for one in unsearched_findings(shared.secrets)] == ["W628"]
