"""Write the articles of a treaty as each language does, however the case types them.

The paragraph and its letter stand in brackets in English and Russian, "22 (5) (b)"; French and Spanish documents of the
United Nations name the paragraph, "22 (par. 5 b))" and "22 (párr. 5 b))". The file of a language says which.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from submissions.languages import Language
from submissions.values import Text

# An article with its paragraph as authors type it, "22 (5)", and as French and Spanish print it, "22 (par. 5 b))".
_TYPED: Final = re.compile(
    r"(?P<article>\d+(?: (?:bis|ter))?)(?: \((?:[^\W\d_]{2,}\. )?(?P<paragraph>\d+)(?:\)(?: \((?P<letter>[a-z])\))?"
    r"| (?P<inside>[a-z])\)\)))"
)


def articles_in(articles: Iterable[Text], language: Language) -> tuple[Text, ...]:
    """Return articles as a language writes them; what is not an article, a paragraph and a letter stays as typed."""
    return tuple(Text(_written(str(one), language), one.place) for one in articles)


def _written(typed: str, language: Language) -> str:
    found = _TYPED.fullmatch(" ".join(typed.split()))
    if found is None:
        return typed
    letter = found["letter"] or found["inside"]
    forms = language.articles
    pattern = forms.letter if letter else forms.paragraph
    return pattern.format(article=found["article"], paragraph=found["paragraph"], letter=letter)
