"""Write the articles of a treaty as each language does, however the case types them.

The paragraph and its letter stand in brackets in English and Russian, "22 (5) (b)"; French and Spanish documents of the
United Nations name the paragraph, "22 (par. 5 b))" and "22 (párr. 5 b))".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from submissions.values import Text

# An article with its paragraph as authors type it, "22 (5)", and as French and Spanish print it, "22 (par. 5 b))".
_TYPED: Final = re.compile(
    r"(?P<article>\d+(?: (?:bis|ter))?)(?: \((?:par\. |párr\. )?(?P<paragraph>\d+)(?:\)(?: \((?P<letter>[a-z])\))?"
    r"| (?P<inside>[a-z])\)\)))"
)
_PARAGRAPH: Final = {"fr": "par.", "es": "párr."}


def articles_in(articles: Iterable[Text], language: str) -> tuple[Text, ...]:
    """Return articles as a language writes them; what is not an article, a paragraph and a letter stays as typed."""
    return tuple(Text(_written(str(one), language), one.place) for one in articles)


def _written(typed: str, language: str) -> str:
    found = _TYPED.fullmatch(" ".join(typed.split()))
    if found is None:
        return typed
    letter = found["letter"] or found["inside"]
    if language in _PARAGRAPH:
        point = f" {letter})" if letter else ""
        return f"{found['article']} ({_PARAGRAPH[language]} {found['paragraph']}{point})"
    return f"{found['article']} ({found['paragraph']})" + (f" ({letter})" if letter else "")
