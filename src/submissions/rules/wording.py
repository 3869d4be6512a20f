"""The sentences in which the rules speak, by key and language: `answers.csv`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from submissions.languages import PLAIN
from submissions.packaged import packaged_rows


def worded(key: str, language: str, fields: Mapping[str, object]) -> str:
    """Return a sentence in a language, or in English where the rules do not speak it; "" for a key that is not there.

    No document is made in a language that the rules do not speak: see `speaks`.
    """
    sentences = _sentences().get(key, {})
    return sentences.get(language, sentences.get(PLAIN, "")).format_map(fields)


def speaks(language: str) -> bool:
    """Tell whether every sentence is there in a language."""
    return all(row.get(language) for row in _sentences().values())


def is_known(key: str) -> bool:
    """Tell whether there is a sentence of a key."""
    return key in _sentences()


@cache
def _sentences() -> dict[str, dict[str, str]]:
    return {row.pop("key"): row for row in packaged_rows("rules/answers.csv")}
