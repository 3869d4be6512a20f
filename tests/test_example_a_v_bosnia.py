"""The case of A v Bosnia and Herzegovina and the template of its complaint keep what they promise."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from exhibits.a_v_bosnia import EXHIBITS, PICTURE, main

ROOT = Path(__file__).parent.parent
CASE = ROOT / "cases" / "a-v-bosnia"
STOCK = ROOT / "templates" / "un" / "stock"
COMPLAINT = ("summary", "facts", "exhaustion", "admissibility", "claims/article-14", "reparation")
INVENTED = ("Munira", "Selma", "Karahodž", "Karahodz", "Kakanj")
LATER = ("decision", "cat-observations", "n1-meeting")


def prose(name: str) -> str:
    """Return one of the files of the complaint."""
    return (CASE / f"{name}.en.md").read_text(encoding="utf-8")


def test_the_stand_ins_are_what_their_script_makes(tmp_path: Path) -> None:
    main(tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(p.name for p in (CASE / "annexes").iterdir())
    for exhibit in EXHIBITS:
        with pikepdf.open(tmp_path / exhibit.file) as made, pikepdf.open(CASE / "annexes" / exhibit.file) as kept:
            made_pages = [page.Contents.read_bytes() for page in made.pages]
            assert made_pages == [page.Contents.read_bytes() for page in kept.pages]
            assert len(made_pages) == len(exhibit.pages)
    with (
        Image.open(tmp_path / PICTURE.file) as made_picture,
        Image.open(CASE / "annexes" / PICTURE.file) as kept_picture,
    ):
        assert made_picture.size == kept_picture.size


def test_every_stand_in_says_that_it_is_one() -> None:
    for exhibit in EXHIBITS:
        with pikepdf.open(CASE / "annexes" / exhibit.file) as document:
            assert all(b"stands in for an exhibit" in page.Contents.read_bytes() for page in document.pages)


@pytest.mark.parametrize("name", INVENTED)
def test_no_invented_name_stands_in_prose_or_exhibits(name: str) -> None:
    for path in sorted(CASE.rglob("*")):
        if path.is_file() and path.name != "case.yaml":
            assert name.encode() not in path.read_bytes(), path
            assert name.lower() not in path.name.lower()


@pytest.mark.parametrize("name", COMPLAINT)
def test_the_complaint_cites_nothing_later_than_its_date(name: str) -> None:
    cited = set(re.findall(r"@([a-z0-9-]+)", prose(name)))
    assert not cited & set(LATER)
    assert not re.search(r"\b20(1[89]|2\d)\b", prose(name))


def test_the_brief_cites_the_decision_of_2019() -> None:
    assert "[@decision" in (CASE / "brief" / "law.en.md").read_text(encoding="utf-8")


def test_both_languages_of_the_template_have_the_same_sections_and_tables() -> None:
    ids = [
        re.findall(r"\{#([a-z-]+)", (STOCK / f"{language}.md").read_text(encoding="utf-8")) for language in ("en", "fr")
    ]
    assert ids[0] == ids[1]
    assert "chronology" in ids[0]
