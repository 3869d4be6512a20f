"""Templates as offices have them make what they say, in Word and in PDF, whatever program has saved them."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import outloud
import pytest

from office import convert, needs_office
from office_templates.building import Built, build_all
from office_templates.odd import fragmented
from office_templates.records import (
    OfficeTemplate,
    as_word,
    missing_in_order,
    page_text,
    word_beside,
    word_paragraphs,
)
from office_templates.table import TEMPLATES
from submissions.findings import Place
from submissions.line.validators import validate_file
from submissions.office.package import read_package, write_parts
from submissions.writers.word.lint.package import lint_package
from test_graft import damage

QUICK = ("letterhead", "conditions-in-rows", "loops")
SOUND = {name: one for name, one in TEMPLATES.items() if one.language == "en"}
PUBLIC = {name: one for name, one in SOUND.items() if one.public}

MINDED = ("table has a THead or TFoot with no TBody",)
"""A table of one row is read as a head; a validator minds that."""


def differences(built: Built, templates: Mapping[str, OfficeTemplate], audience: str = "filing") -> dict[str, object]:
    """Return by template what its files say otherwise than they should."""
    found: dict[str, object] = {}
    for name, one in templates.items():
        expected = one.filing if audience == "filing" else one.public
        word, page = (built.files.get(f"office-{name}.{one.language}.{form}") for form in ("docx", "pdf"))
        if word is None or page is None:
            found[name] = "not made"
            continue
        said, wanted = word_paragraphs(word), [*map(as_word, expected)]
        if said != wanted:
            found[f"{name}: Word"] = [pair for pair in zip(said, wanted, strict=False) if pair[0] != pair[1]] or said
        if audience == "filing" and word_beside(word) != [*map(as_word, one.beside)]:
            found[f"{name}: heads and feet"] = word_beside(word)
        is_read = one.language != "ar"  # the order of its signs on the page is the read-back's matter
        if is_read and (missing := missing_in_order(one.page or expected, page_text(page))):
            found[f"{name}: PDF"] = missing
    return found


@pytest.mark.proof
def test_templates_as_offices_have_them_make_what_they_say(tmp_path: Path) -> None:
    quick = {name: TEMPLATES[name] for name in QUICK}
    built = build_all(tmp_path, quick)
    assert built.status == 0, built.said
    assert differences(built, quick) == {}
    assert built.told == {name: one.told for name, one in quick.items() if one.told}


@pytest.mark.proof
def test_every_template_makes_what_it_says_and_tells_what_it_should(tmp_path: Path) -> None:
    built = build_all(tmp_path, SOUND)
    assert built.status == 0, built.said
    assert differences(built, SOUND) == {}
    assert {name: sorted(codes) for name, codes in built.told.items()} == {
        name: sorted(one.told) for name, one in SOUND.items() if one.told
    }


@pytest.mark.proof
@pytest.mark.parametrize("language", ["fr", "es", "ar"])
def test_templates_of_other_languages_make_what_they_say(language: str, tmp_path: Path) -> None:
    theirs = {name: one for name, one in TEMPLATES.items() if one.language == language}
    cut = {f"{name}-cut": replace(one, build=_cut(one.build, 3)) for name, one in theirs.items()}
    built = build_all(tmp_path, {**theirs, **cut}, language=language)
    assert built.status == 0, built.said
    assert differences(built, {**theirs, **cut}) == {}


@pytest.mark.proof
def test_every_public_file_says_it_without_whom_it_protects(tmp_path: Path) -> None:
    built = build_all(tmp_path, PUBLIC, "public")
    assert built.status == 0, built.said
    assert differences(built, PUBLIC, "public") == {}


@pytest.mark.proof
@pytest.mark.parametrize("seed", [1, 2])
def test_runs_cut_at_any_place_change_nothing(seed: int, tmp_path: Path) -> None:
    cut = {name: replace(one, build=_cut(one.build, seed)) for name, one in SOUND.items()}
    built = build_all(tmp_path, cut)
    assert built.status == 0, built.said
    assert differences(built, cut) == {}


def _cut(build: Callable[[], bytes], seed: int) -> Callable[[], bytes]:
    return lambda: fragmented(build(), seed)


@needs_office
@pytest.mark.proof
def test_what_libreoffice_saves_of_a_template_makes_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "typed"
    folder.mkdir()
    # LibreOffice writes a head of its own for each section that has that of the one before it.
    sound = {name: one for name, one in SOUND.items() if name != "linked-sections"}
    for name, one in sound.items():
        (folder / f"{name}.docx").write_bytes(one.build())
    convert(sorted(folder.glob("*.docx")), tmp_path / "saved", "docx")
    saved = {name: replace(one, build=(tmp_path / "saved" / f"{name}.docx").read_bytes) for name, one in sound.items()}
    built = build_all(tmp_path / "workspace", saved)
    assert built.status == 0, built.said
    assert differences(built, saved) == {}


@pytest.mark.proof
def test_the_same_templates_give_the_same_bytes_that_no_validator_minds(tmp_path: Path) -> None:
    first, second = (build_all(tmp_path / one, SOUND) for one in ("first", "second"))
    assert first.status == second.status == 0
    names = sorted(name for name in first.files if name.endswith((".docx", ".pdf")))
    assert [name for name in names if first.files[name] != second.files.get(name)] == []
    assert {name: found for name in names if (found := _faults(name, first.files[name], tmp_path))} == {}


def _faults(name: str, content: bytes, folder: Path) -> list[object]:
    """Return what the validators mind of a file; braces that the case itself prints are told by the lint."""
    form = name.rpartition(".")[2]
    if form == "docx":
        found = [one for one in lint_package(content, Place(name)) if one.code != "E439"]
        return [*validate_file(form, content, Place(name), folder), *found]
    path = folder / "looked-at.pdf"
    path.write_bytes(content)
    seen = outloud.check(str(path)).findings
    errors = [one.message for one in seen if str(one.severity).rpartition(".")[2].lower() == "error"]
    return [*validate_file(form, content, Place(name), folder), *(one for one in errors if one not in MINDED)]


@pytest.mark.proof
def test_a_damaged_template_is_a_file_that_works_or_a_finding(tmp_path: Path) -> None:
    chance, works = random.Random(40), 0  # noqa: S311 - the same damage each time
    for number in range(40):
        parts = dict(read_package(SOUND[chance.choice(sorted(SOUND))].build()))
        for _ in range(chance.choice([1, 1, 2, 4])):
            damage(parts, chance)
        content = write_parts(parts)
        built = build_all(tmp_path / str(number), {"damaged": OfficeTemplate(lambda held=content: held, ())})
        assert built.status == 0 or "error[E" in built.said, built.said
        assert "the program stopped" not in built.said
        works += built.status == 0
    assert works > 20
