"""Names of States in the languages of the United Nations, by their ISO 3166 codes."""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from submissions.folding import fold

# "Of" with the article that a name has; without one, French elides before a vowel.
_OF_FRENCH: Final = {"le": "du ", "les": "des ", "la": "de la ", "l'": "de l'"}
_OF_SPANISH: Final = {"el": "del ", "la": "de la ", "los": "de los ", "las": "de las "}
# At the beginning of a formal name, as the United Nations prints it.
_ARTICLE: Final = re.compile(r"(?P<article>the|les?|la|l'|el|los|las)(?: |(?<='))")
_VOWELS: Final = "AEIOUYÉÎaeiouyéî"


@dataclass(frozen=True, slots=True)
class State:
    """A State or territory; `names`, `articles` and `formal` are by language, where the United Nations gives them.

    Where the short name is one for lists, "Iran (Islamic Republic of)", the formal one stands within a sentence.
    """

    alpha2: str
    alpha3: str
    names: tuple[tuple[str, str], ...]
    articles: tuple[tuple[str, str], ...]
    formal_names: tuple[tuple[str, str], ...]
    russian_genitive: str = ""

    def name(self, language: str) -> str:
        """Return the short name: that of the United Nations, or else of CLDR, or else the English one."""
        own = dict(self.names).get(language, "")
        return own or _name_in_cldr(self.alpha2, language) or dict(self.names)["en"]

    def formal(self, language: str) -> str:
        """Return the formal name with its article, "the Republic of Guatemala", or else the short one with its own."""
        return dict(self.formal_names).get(language, "") or self.with_article(language)

    def with_article(self, language: str) -> str:
        """Return the name as it stands within a sentence: "the Netherlands", "l'Algérie", "el Sudán"."""
        article, name = self._in_sentence(language)
        if not article:
            return name
        return article + name if article.endswith("'") else f"{article} {name}"

    def of(self, language: str) -> str:
        """Return "of" with the name: "of the Sudan", "de l'Algérie", "del Sudán", "Судана", or else the bare name."""
        article, name = self._in_sentence(language)
        if language == "en":
            return f"of {self.with_article('en')}"
        if language == "fr":
            return _OF_FRENCH.get(article, "d'" if name[0] in _VOWELS else "de ") + name
        if language == "es":
            return _OF_SPANISH.get(article, "de ") + name
        if language == "ru":
            return self.russian_genitive or name
        return name

    def _in_sentence(self, language: str) -> tuple[str, str]:
        """Return the article, or "", and the name as it stands within a sentence."""
        name, formal = self.name(language), dict(self.formal_names).get(language, "")
        if " (" not in name or not formal:
            return dict(self.articles).get(language, ""), name
        found = _ARTICLE.match(formal) if language in {"en", "fr", "es"} else None
        return (found["article"], formal[found.end() :]) if found is not None else ("", formal)


def find_state(code: str) -> State | None:
    """Return the State of an ISO 3166 code of two or three capital letters, or None."""
    return _states_by_code().get(code)


def state_names() -> frozenset[str]:
    """Return the short names of all States in every language of the tables."""
    return frozenset(name for state in _states_by_code().values() for _, name in state.names if name)


def suggest_state(typed: str) -> State | None:
    """Return the State that a word which is no code may mean: a code in small letters, or a name in any language."""
    by_code = _states_by_code()
    if typed.upper() in by_code:
        return by_code[typed.upper()]
    by_name = {fold(name): state for state in by_code.values() for _, name in state.names if name}
    begun = {state.alpha3: state for name, state in by_name.items() if name.startswith(fold(typed))}
    # Codes have two or three letters: what is longer is the beginning of a name.
    if len(begun) == 1 and len(typed) > 3:
        return next(iter(begun.values()))
    # Stricter than for keys: a wrong State is worse than none, and many names are alike.
    near = difflib.get_close_matches(fold(typed), list(by_name), n=1, cutoff=0.75)
    return by_name[near[0]] if near else None


@cache
def _states_by_code() -> dict[str, State]:
    return {code: state for state in _read_states() for code in (state.alpha2, state.alpha3)}


def _read_states() -> Iterator[State]:
    content = (files("submissions") / "rules" / "states.csv").read_text(encoding="utf-8")
    lines = (line for line in content.splitlines() if not line.startswith("#"))
    for row in csv.DictReader(lines):
        yield State(
            row["alpha2"],
            row["alpha3"],
            tuple((language, row[language]) for language in ("en", "fr", "es", "ru", "ar", "zh")),
            tuple((language, row[f"{language}_article"]) for language in ("en", "fr", "es")),
            tuple((language, row[f"{language}_formal"]) for language in ("en", "fr", "es", "ru", "ar", "zh")),
            row["ru_genitive"],
        )


def _name_in_cldr(alpha2: str, language: str) -> str:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  only languages beyond the six need its tables

    try:
        return str(Locale(language).territories.get(alpha2, ""))
    except UnknownLocaleError:
        return ""
