"""Articles of treaties as each language writes them."""

from __future__ import annotations

import pytest

from speaking import spoken
from submissions.findings import Place
from submissions.values import Text
from submissions.view.articles import articles_in


@pytest.mark.parametrize(
    ("typed", "language", "printed"),
    [
        ("14 (1)", "en", "14 (1)"),
        ("14 (1)", "fr", "14 (par. 1)"),
        ("14 (1)", "es", "14 (párr. 1)"),
        ("22 (5) (b)", "fr", "22 (par. 5 b))"),
        ("22 (par. 5 b))", "en", "22 (5) (b)"),
        ("2 (par. 1)", "ru", "2 (1)"),
        ("22 (5) (b)", "es", "22 (párr. 5 b))"),
        ("14 bis (2)", "fr", "14 bis (par. 2)"),
        ("16", "fr", "16"),
        ("2 (1) in conjunction with 16", "fr", "2 (1) in conjunction with 16"),
        ("6, alinéa 2", "es", "6, alinéa 2"),
    ],
)
def test_an_article_is_written_as_the_language_does_and_anything_else_as_typed(
    typed: str, language: str, printed: str
) -> None:
    place = Place("case.yaml", 3, 7)
    (article,) = articles_in([Text(typed, place)], spoken(language))
    assert (str(article), article.place) == (printed, place)
