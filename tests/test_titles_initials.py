"""Initials that may be no pseudonym may stand in no title either, unless the body itself uses them."""

from __future__ import annotations

from pathlib import Path

import pytest

from submissions.source import read_case
from submissions.validate import validate_case

CASE = """\
case: {{id: a-case, title: "{title}", short_title: "{short}", language: en}}
state: BIH
organisation: {{name: Redress Office, address: "12 Rue du Lac, Geneva"}}
people:
  - id: r
    role: survivor
    name: {{given: {given}, family: {family}}}
    pseudonym: {pseudonym}
"""
USED = "    initials_used: {reason: the Committee registered the case so, source: letter of 2 May 2024}\n"


def codes(folder: Path, short: str, name: tuple[str, str], *, title: str = "A case", pseudonym: str = "Witness 4",
          used: bool = False) -> list[str]:  # fmt: skip
    place = folder / "a-case"
    place.mkdir(exist_ok=True)
    given, family = name
    text = CASE.format(title=title, short=short, given=given, family=family, pseudonym=pseudonym)
    (place / "case.yaml").write_text(text + USED * used, encoding="utf-8")
    source, _ = read_case(place, folder)
    assert source is not None
    _, findings = validate_case(source, place, folder)
    return [finding.code for finding in findings if finding.code in {"E142", "E144"}]


TITLES = (
    ("N.K. v Norland", ("Nora", "Kessler")),
    ("NK v Norland", ("Nora", "Kessler")),
    ("N. K. c. Norlande", ("Nora", "Kessler")),
    ("K.N. contra Norlandia", ("Nora", "Kessler")),
    ("Н.К. против Норландии", ("Нора", "Кесслер")),
    ("N.K. protiv Norlandije", ("Нора", "Кесслер")),
    ("Ž.Đ. v Norland", ("Željka", "Đurić")),
    ("ن.ك. ضد نورلاند", ("نورا", "كسلر")),
    ("Α.Π. v Norland", ("Άννα", "Παππά")),
    ("N v Norland", ("Nora", "Kessler")),
)


@pytest.mark.parametrize(("short", "name"), TITLES, ids=[short for short, _ in TITLES])
def test_initials_in_a_title_are_an_error_unless_the_body_uses_them(
    short: str, name: tuple[str, str], tmp_path: Path
) -> None:
    assert codes(tmp_path, short, name) == ["E144"]
    assert codes(tmp_path, "A case", name, title=short) == ["E144"]
    assert codes(tmp_path, short, name, used=True) == []


@pytest.mark.parametrize("short", ["X.Y. v Norland", "D v Norland", "The U.N. and Norland", "Witness 4 v Norland"])
def test_other_letters_in_a_title_tell_nothing(short: str, tmp_path: Path) -> None:
    assert codes(tmp_path, short, ("Rosa", "Kessler")) == []


def test_initials_that_the_body_uses_may_be_the_pseudonym_and_a_part_of_the_name_may_not(tmp_path: Path) -> None:
    assert codes(tmp_path, "A case", ("Nora", "Kessler"), pseudonym="N.K.") == ["E142"]
    assert codes(tmp_path, "N.K. v Norland", ("Nora", "Kessler"), pseudonym="N.K.", used=True) == []
    assert codes(tmp_path, "A case", ("Nora", "Kessler"), pseudonym="Nora K", used=True) == ["E142"]
