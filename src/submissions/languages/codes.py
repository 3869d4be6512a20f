"""What is true of a language by its code alone: those of ISO 639 that Unicode's CLDR knows, and a few more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, TypeAlias

from submissions.packaged import packaged_rows

PLAIN: Final = "en"
"""The language of the commands and findings, and of a case that does not say its own."""

Direction: TypeAlias = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True)
class Script:
    """How a language is written: its direction, whether Word sets it in an East Asian face, and its tag in Word."""

    direction: Direction
    east_asian: bool
    word: str


def is_language(code: str) -> bool:
    """Tell whether a code, in small letters, names a language."""
    return bool(_row(code).get("name")) or code in _known()


def language_meant(words: str) -> str:
    """Return the code that somebody meant who wrote it large or with a region, or wrote the language's name; or ""."""
    low = words.strip().casefold()
    for code in (low, re.split(r"[-_]", low)[0]):
        if is_language(code):
            return code
    named = {language_name(code).casefold(): code for code in (*_known(), *_table())}
    return named.get(low, "") or _own_names().get(low, "")


def language_name(code: str) -> str:
    """Return the English name of a language, or its code where none is known."""
    return _row(code).get("name") or _known().get(code, code)


def language_in(code: str, other: str) -> str:
    """Return the name of a language in another one, such as "bosniaque", or its English name where CLDR has none."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  its tables load only when a language is named

    try:
        return Locale.parse(other).languages.get(code) or language_name(code)
    except (UnknownLocaleError, ValueError):
        return language_name(code)


def nouns_have_capitals(code: str) -> bool:
    """Tell whether every noun of a language is written with a capital, so that one tells no name."""
    return _row(code.partition("-")[0]).get("nouns") == "capital"


def script_of(code: str) -> Script:
    """Return how the language of a code is written, by the table of codes; "sr-Latn" is read as "sr"."""
    row = _row(code.partition("-")[0])
    direction: Direction = "rtl" if row.get("direction") == "right-to-left" else "ltr"
    return Script(direction, row.get("script") == "east-asian", _row(code).get("word") or code)


def _row(code: str) -> dict[str, str]:
    return _table().get(code, {})


@cache
def _table() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in packaged_rows("languages/codes.csv")}


@cache
def _own_names() -> dict[str, str]:
    """Return the languages that CLDR names in themselves: "français" and the code of French."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  only a language that is none asks for it

    found: dict[str, str] = {}
    for code in _table():
        try:
            found[(Locale(code).get_display_name(code) or code).casefold()] = code
        except (UnknownLocaleError, ValueError):
            continue
    return found


@cache
def _known() -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415  its tables load only when a rarer language is named

    names = Locale(PLAIN).languages.items()
    return {
        code: name for code, name in names if code.isascii() and code.isalpha() and code.islower() and len(code) <= 3
    }
