"""What roles protect by default, and pseudonyms that tell nothing."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from speaking import CODES, KNOWN, spoken
from submissions.case import PROTECTED_BY_ROLE, Case, Person, Protectable, Role
from submissions.case.pseudonyms import free_pseudonym
from submissions.case.telling import initial_letters, told_by
from submissions.findings import Finding
from submissions.folding import fold_words
from submissions.source import read_case
from submissions.validate import validate_case

HEAD = """\
case: {id: a-case, title: A v Nepal, short_title: A v Nepal}
state: NPL
organisation: {name: Justice Now, address: 1 Main Street}
people:
"""


def read(folder: Path, people: str) -> tuple[Case, list[Finding]]:
    own = folder / "cases" / "a-case"
    own.mkdir(parents=True, exist_ok=True)
    (own / "case.yaml").write_text(HEAD + people, encoding="utf-8")
    source, findings = read_case(own, folder)
    assert source is not None, findings
    case, more = validate_case(source, own, folder, languages=KNOWN)
    assert case is not None, more
    return case, more


def person(folder: Path, entry: str) -> Person:
    return read(folder, f"  - {{id: p, {entry}}}\n")[0].people[0]


def named(folder: Path, given: str, family: str, more: str = "") -> Person:
    return person(folder, f"role: survivor, name: {{given: {given!r}, family: {family!r}}}{more}")


def test_every_role_has_its_defaults() -> None:
    assert set(PROTECTED_BY_ROLE) == set(get_args(Role))


@pytest.mark.parametrize("role", ["complainant", "victim", "survivor", "witness", "relative"])
def test_who_suffered_saw_or_is_close_is_withheld_wholly_from_the_public(role: str, tmp_path: Path) -> None:
    one = person(tmp_path, f"role: {role}, name: Nora Bell")
    kept = {"name", "born", "birthplace", "residence", "occupation", "family", "image", "contact"}
    assert set(one.withheld_from("public")) == kept
    assert one.withheld_from("filing") == ()


@pytest.mark.parametrize("role", ["counsel", "expert", "official"])
def test_who_acts_in_public_is_named_and_not_reached(role: str, tmp_path: Path) -> None:
    assert person(tmp_path, f"role: {role}, name: Nora Bell").withheld_from("public") == ("contact",)


def test_an_accused_is_presumed_innocent_and_named_only_after_a_final_judgment(tmp_path: Path) -> None:
    accused = person(tmp_path, "role: perpetrator, name: Nils Orr")
    assert "name" in accused.withheld_from("public")
    convicted = person(
        tmp_path, "role: perpetrator, name: Nils Orr, convicted: {court: Supreme Court, date: 2015-11-24}"
    )
    assert set(accused.withheld_from("public")) - set(convicted.withheld_from("public")) == {"name"}
    assert "residence" in convicted.withheld_from("public")


def test_a_convict_whose_entry_protects_the_name_stays_unnamed(tmp_path: Path) -> None:
    entry = "role: perpetrator, name: Nils Orr, pseudonym: the officer, protected: [name], "
    one = person(tmp_path, entry + "convicted: {court: Supreme Court, date: 2015-11-24}")
    assert one.withheld_from("public") == ("name",)


def test_what_an_entry_says_comes_before_its_role_for_every_word(tmp_path: Path) -> None:
    for word in get_args(Protectable):
        one = person(tmp_path, f"role: survivor, name: Nora Bell, pseudonym: Ms K, protected: [{word}]")
        assert one.withheld_from("public") == (word,)


@pytest.mark.parametrize(
    ("given", "family", "pseudonym"),
    [
        ("Almasa", "Kovač", "A"),
        ("Almasa", "Kovač", "Ms A"),
        ("Almasa", "Kovač", "Ms A."),
        ("Almasa", "Kovač", "Ms K"),
        ("Almasa", "Kovač", "A.K."),
        ("Almasa", "Kovač", "AK"),
        ("Almasa", "Kovač", "K. A."),
        ("Almasa", "Kovač", "Almasa"),
        ("Almasa", "Kovač", "Mrs KOVAC"),
        ("Almasa", "Kovač", "Ms Kovačs"),
        ("Almasa", "Kovač", "Alma"),
        ("Élise", "Roy", "E"),
        ("Marta Elena", "Saq'ijob'", "Ms E"),
        ("Marta Elena", "Saq'ijob'", "MES"),
        ("أحمد", "بيلا", "السيد ا"),
        ("أحمد", "بيلا", "أحمد"),
        ("Наталья", "Орлова", "Н"),
        ("Li", "Wu", "Witness Li"),
        ("小红", "李", "李某"),
        ("小红", "李", "小李"),
        ("영희", "김", "김모 씨"),
        ("花子", "森", "森さん"),
        ("Rania", "Haddad", "Ms Ainar"),
        ("Rania", "Haddad", "Daddah"),
    ],
)
def test_a_pseudonym_made_from_the_name_is_found(given: str, family: str, pseudonym: str, tmp_path: Path) -> None:
    assert told_by(pseudonym, named(tmp_path, given, family)) != ""


@pytest.mark.parametrize(
    ("given", "family", "pseudonym"),
    [
        ("Almasa", "Kovač", "Ms D"),
        ("Almasa", "Kovač", "D"),
        ("Almasa", "Kovač", "Witness 3"),
        ("Almasa", "Kovač", "A lawyer"),
        ("Ursula", "Nagy", "Une avocate"),
        ("Theodora", "Wall", "the witness"),
        ("Themba", "Wall", "one of them"),
        ("María", "de la Cruz", "la testigo"),
        ("Lea", "Roy", "l’une d’elles"),
        ("Sara", "Hall", "Sra. B"),
        ("أحمد", "بيلا", "السيد د"),
        ("小红", "李", "证人一"),
        ("花子", "森", "甲さん"),
        ("영희", "김", "증인 1"),
        ("Ana", "Berg", "Nana"),
    ],
)
def test_a_pseudonym_that_tells_nothing_is_let_be(given: str, family: str, pseudonym: str, tmp_path: Path) -> None:
    assert told_by(pseudonym, named(tmp_path, given, family)) == ""


def test_a_variant_or_another_script_tells_the_name_too(tmp_path: Path) -> None:
    assert told_by("Doña Chepa", named(tmp_path, "Josefa", "Orr", ", variants: [Chepa]"))
    entry = "role: survivor, name: {given: Nora, family: Bell, in_languages: {ar: {given: نورا, family: بيل}}}"
    one = person(tmp_path, entry)
    assert told_by("السيدة ن", one)


def test_the_finding_never_repeats_the_name_and_proposes_a_free_pseudonym(tmp_path: Path) -> None:
    people = (
        "  - {id: p, role: survivor, gender: woman, name: Bela Cole, pseudonym: {en: Ms C, fr: Mme C}}\n"
        "  - {id: q, role: survivor, gender: woman, name: Nora Orr, pseudonym: {en: Ms A, fr: Mme A}}\n"
    )
    _, findings = read(tmp_path, people)
    assert [finding.code for finding in findings] == ["E142", "E142"]
    assert [finding.help.rpartition("such as ")[2] for finding in findings] == ["'Ms D'", "'Mme D'"]
    assert not any(word in f"{one.message} {one.help}" for one in findings for word in ("Bela", "Cole"))


def test_two_people_do_not_share_a_pseudonym_in_any_language(tmp_path: Path) -> None:
    people = (
        "  - {id: p, role: survivor, name: Nora Bell, pseudonym: Ms D}\n"
        "  - {id: q, role: survivor, name: Ines Jung, pseudonym: {en: Ms F, fr: MS  D.}}\n"
        "  - {id: r, role: survivor, name: Mila Hart, pseudonym: {en: Ms P, fr: Mme F}}\n"
    )
    _, findings = read(tmp_path, people)
    assert [(finding.code, finding.place.line) for finding in findings] == [("E141", 6)]
    assert "'q' and 'p'" in findings[0].message


def test_counsel_and_people_whose_names_are_open_may_be_called_by_their_initials(tmp_path: Path) -> None:
    people = (
        "  - {id: p, role: counsel, name: Nora Bell, pseudonym: N}\n"
        "  - {id: q, role: survivor, name: Ines Jung, pseudonym: I, protected: []}\n"
    )
    assert read(tmp_path, people)[1] == []


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("role", ["survivor", "witness", "relative"])
@pytest.mark.parametrize("gender", ["woman", "man", "other"])
def test_what_is_proposed_would_be_accepted(role: str, gender: str, language: str, tmp_path: Path) -> None:
    one = person(tmp_path, f"role: {role}, gender: {gender}, name: {{given: Amina Berta, family: Wall}}")
    for people in ([], [one]):
        proposed = free_pseudonym(one, people, spoken(language))
        assert told_by(proposed, one) == ""


def test_a_missing_pseudonym_is_e135_with_one_that_is_free(tmp_path: Path) -> None:
    people = (
        "  - {id: p, role: witness, name: Nora Bell, pseudonym: Witness 1}\n"
        "  - {id: q, role: witness, name: Ines Jung, protected: [name]}\n"
    )
    _, findings = read(tmp_path, people)
    assert [finding.code for finding in findings] == ["E135"]
    assert "'Witness 2'" in findings[0].help


def test_folding_leaves_out_case_accents_and_signs(tmp_path: Path) -> None:
    assert fold_words("  Mme  ÉLISE-Anne D’Orr. ") == "mme elise anne dorr"
    letters = {one for one in initial_letters(named(tmp_path, "Élise-Anne", "Orr")) if len(one) == 1 and one.isascii()}
    assert letters == {"e", "a", "o"}
