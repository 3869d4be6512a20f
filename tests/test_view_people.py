"""What each word of `protected` keeps from the public, fact by fact; and whose pictures may be shown."""

from __future__ import annotations

import datetime
import io
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest
from PIL import Image

from speaking import spoken
from submissions.case import Case, Protectable, Role
from submissions.languages import language_in
from submissions.source import read_case
from submissions.validate import validate_case
from submissions.values import Withholding
from submissions.view import CaseView, view_case
from submissions.view.people import PersonView

HEAD = """\
case: {id: a-case, title: A v Nepal, short_title: A v Nepal}
state: NPL
organisation: {name: Justice Now, address: 1 Main Street}
submissions:
  - {template: advocacy/brief, languages: [en], audiences: [filing, public], date: 2021-03-15}
images:
  - {file: yard.png, released_by: The office, date: 2019-01-01, shows: [p]}
people:
"""
FACTS = (
    "born: 1961, birthplace: Viseu, residence: Pokhara, nationality: NPL, occupation: nurse, relation: the mother, "
    "organisation: A ward, position: head, address: 2 Side Street, email: p@example.org, telephone: '1'"
)
KEPT: dict[str, set[str]] = {
    "name": {"address", "email", "telephone"},
    "born": {"born", "child"},
    "birthplace": {"birthplace"},
    "residence": {"residence", "address"},
    "nationality": {"nationality"},
    "occupation": {"occupation", "position", "organisation"},
    "family": {"relation"},
    "image": set(),
    "contact": {"address", "email", "telephone"},
}


def case_of(folder: Path, entry: str) -> Case:
    own = folder / "cases" / "a-case"
    own.mkdir(parents=True)
    picture = io.BytesIO()
    Image.new("L", (4, 4)).save(picture, "PNG")
    (own / "yard.png").write_bytes(picture.getvalue())
    (own / "case.yaml").write_text(f"{HEAD}  - {{id: p, name: Nora Bell, pseudonym: Ms D, {entry}}}\n", "utf-8")
    source, _ = read_case(own, folder)
    assert source is not None
    case, findings = validate_case(source, own, folder)
    assert case is not None, findings
    return case


def view(case: Case, audience: str = "public") -> CaseView:
    return view_case(case, case.submissions[0], audience, spoken("en"), datetime.date(2021, 3, 15), Path())[0]


def kept(person: PersonView) -> set[str]:
    return {item.name for item in fields(person) if isinstance(getattr(person, item.name), Withholding)}


def test_the_table_knows_every_word_that_may_be_protected() -> None:
    assert set(KEPT) == set(get_args(Protectable))


@pytest.mark.parametrize("word", KEPT)
def test_each_word_keeps_these_facts_from_the_public_and_no_others(word: str, tmp_path: Path) -> None:
    case = case_of(tmp_path, f"role: survivor, protected: [{word}], {FACTS}")
    (seen,) = view(case).people
    assert kept(seen) == KEPT[word]
    assert str(seen.name) == ("Ms D" if word == "name" else "Nora Bell")
    assert seen.anonymous is (word == "name")
    (open_,) = view(case, "filing").people
    assert kept(open_) == set()
    assert str(open_.name) == "Nora Bell"


def pictures(folder: Path, entry: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    (picture,) = view(case_of(folder, entry)).images
    return picture.protected, picture.unasked


@pytest.mark.parametrize("role", get_args(Role))
def test_everyone_but_the_accused_and_officials_is_asked_before_a_picture_is_shown(role: str, tmp_path: Path) -> None:
    asked = () if role in {"perpetrator", "official"} else ("p",)
    assert pictures(tmp_path, f"role: {role}, protected: [name]") == ((), asked)


@pytest.mark.parametrize(
    ("consent", "asked"),
    [
        ("{scope: use-image, date: 2019-01-02, form: written}", True),
        ("{scope: use-image, date: 2021-03-15, form: written}", True),
        ("{scope: use-image, date: 2021-03-16, form: written}", False),
        ("{scope: submit, date: 2019-01-02, form: written}", False),
        ("{scope: use-image, date: 2019-01-02, form: written, until: 2021-03-15}", True),
        ("{scope: use-image, date: 2019-01-02, form: written, until: 2021-03-14}", False),
        ("{scope: use-image, date: 2019-01-02, form: written, withdrawn: 2022-01-01}", False),
    ],
)
def test_a_picture_is_shown_with_a_consent_that_stands(consent: str, asked: bool, tmp_path: Path) -> None:
    entry = f"role: survivor, protected: [name], consent: [{consent}]"
    assert pictures(tmp_path, entry) == ((), () if asked else ("p",))


def test_whose_image_is_protected_is_not_asked_but_named_as_such(tmp_path: Path) -> None:
    assert pictures(tmp_path, "role: survivor, protected: [image]") == (("p",), ())


@pytest.mark.parametrize(
    ("consent", "agreed"),
    [
        ("{scope: share, date: 2021-03-15, form: written}", ("share",)),
        ("{scope: share, date: 2021-03-16, form: written}", ()),
        ("{scope: share, date: 2019-01-02, form: written, until: 2021-03-15}", ("share",)),
        ("{scope: share, date: 2019-01-02, form: written, until: 2021-03-14}", ()),
        ("{scope: share, date: 2019-01-02, form: written, withdrawn: 2022-01-01}", ()),
        (
            "{scope: submit, date: 2019-01-02, form: oral}, {scope: share, date: 2019-01-02, form: oral}, "
            "{scope: share, date: 2019-01-03, form: oral}",
            ("share", "submit"),
        ),
    ],
)
def test_a_document_may_say_of_a_consent_that_it_stands_on_its_day(
    consent: str, agreed: tuple[str, ...], tmp_path: Path
) -> None:
    (seen,) = view(case_of(tmp_path, f"role: survivor, consent: [{consent}]")).people
    assert seen.agreed == agreed


@pytest.mark.parametrize(
    ("name", "full", "initials"),
    [
        ("Nora Bell", "Nora Bell", "N.B."),
        ("{given: Anna-Maria, family: Bela}", "Anna-Maria Bela", "A.M.B."),
        ("{given: Anna, family: Bela, full: Bela Anna}", "Bela Anna", "A.B."),
        ("'7'", "7", "7"),
    ],
)
def test_initials_are_the_first_letters_of_each_part(name: str, full: str, initials: str, tmp_path: Path) -> None:
    case = case_of(tmp_path, "role: counsel")
    text = (tmp_path / "cases" / "a-case" / "case.yaml").read_text("utf-8").replace("name: Nora Bell", f"name: {name}")
    (tmp_path / "cases" / "a-case" / "case.yaml").write_text(text, "utf-8")
    source, _ = read_case(tmp_path / "cases" / "a-case", tmp_path)
    assert source is not None
    case, findings = validate_case(source, tmp_path / "cases" / "a-case", tmp_path)
    assert case is not None, findings
    (seen,) = view(case, "filing").people
    assert (str(seen.full), str(seen.initials)) == (full, initials)


RECORD = (
    "consent: [{scope: submit, date: 2019-05-02, form: oral, language: ne, interpreter: An interpreter, taken_by: One},"
    " {scope: share, date: 2019-05-02, form: written, withdrawn: 2020-01-02},"
    " {scope: share, date: 2018-05-02, form: written}, {scope: contact, date: 2019-05-02, form: video, until: 2020-05}]"
)


def test_a_letter_reads_what_a_person_agreed_to_and_the_public_nothing_of_it(tmp_path: Path) -> None:
    case = case_of(tmp_path, f"role: victim, {RECORD}")
    record = view(case, "filing").people[0].consent
    assert not isinstance(record, Withholding)
    assert [(one.scope, one.form, one.stands) for one in record] == [
        ("submit", "oral", True), ("share", "written", False), ("share", "written", False), ("contact", "video", False),
    ]  # fmt: skip
    assert [str(one.language) for one in record if one.language is not None] == ["Nepali"]
    assert isinstance(view(case).people[0].consent, Withholding)


@pytest.mark.parametrize(
    ("code", "other", "name"),
    [("bs", "fr", "bosniaque"), ("bs", "ar", "البوسنية"), ("tw", "es", "twi"), ("bs", "no-such", "Bosnian")],
)
def test_a_language_is_named_in_the_language_of_the_document(code: str, other: str, name: str) -> None:
    assert language_in(code, other) == name
