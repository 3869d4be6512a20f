"""Letters address whom they go to by form and language, in each language's own words, and close accordingly."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from composing import made
from submissions.case import FormOfAddress
from submissions.document import plain, walk
from submissions.document.nodes import Paragraph
from submissions.packaged import packaged_rows

ROWS = packaged_rows("rules/forms_of_address.csv")
LANGUAGES = {"en", "fr", "es", "ru", "ar"}
SIGNS = {"en": ",", "fr": ",", "es": ":", "ru": "!", "ar": "\N{ARABIC COMMA}"}
BODY = """{% set words = addressing("committee") %}
{{ words.salutation }}{.salutation}

# A heading

Words.

{{ words.closing }}{.closing}
"""
GIVEN = "submissions: [{template: test/one, languages: [fr], date: 2020-01-02, %s}]\n"


def spoken(folder: Path, given: str) -> list[str]:
    tree = made(folder, BODY, GIVEN % given, language="fr").tree
    lines = [node for node in walk(tree.blocks) if isinstance(node, Paragraph)]
    return [plain(one.inlines) for one in lines if one.role in {"salutation", "closing"}]


def test_every_form_has_a_row_in_every_language_and_none_twice() -> None:
    found = [(row["form"], row["language"]) for row in ROWS]
    assert sorted(found) == sorted((form, language) for form in get_args(FormOfAddress) for language in LANGUAGES)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['form']}-{row['language']}")
def test_a_salutation_ends_as_its_language_ends_it(row: dict[str, str]) -> None:
    assert row["salutation"].endswith(SIGNS[row["language"]])
    assert row["closing"].format(salutation="").rstrip()[-1] in {",", ".", "\N{ARABIC COMMA}"}


def test_the_submission_chooses_the_form_the_template_what_else_and_own_words_come_first(tmp_path: Path) -> None:
    committee, close = spoken(tmp_path / "one", "title: x")
    assert committee == "Mesdames et Messieurs les membres du Comité,"
    assert committee.removesuffix(",") in close, "a French close says once more who is addressed"
    assert spoken(tmp_path / "two", "form_of_address: ambassador")[0] == "Excellence,"
    salutation, close = spoken(tmp_path / "three", "salutation: {fr: 'Madame la Rapporteuse,'}")
    assert salutation == "Madame la Rapporteuse,"
    assert "Madame la Rapporteuse, l" in close
