"""Names of States in the languages of the United Nations, by their ISO 3166 codes."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from submissions.folding import fold
from submissions.packaged import packaged_rows

# At the beginning of a formal name, as the United Nations prints it.
_ARTICLE: Final = re.compile(r"(?P<article>the|les?|la|l'|el|los|las)(?: |(?<='))")
_CODE_LETTERS: Final = 2
_VOWELS: Final = "AEIOUYÉÎaeiouyéî"


@dataclass(frozen=True, slots=True)
class State:
    """A State or territory; names, articles and genitives are by language, where the United Nations gives them.

    Where the short name is one for lists, "Iran (Islamic Republic of)", the formal one stands within a sentence.
    """

    alpha2: str
    alpha3: str
    names: tuple[tuple[str, str], ...]
    articles: tuple[tuple[str, str], ...]
    formal_names: tuple[tuple[str, str], ...]
    genitives: tuple[tuple[str, str], ...] = ()

    def name(self, language: str) -> str:
        """Return the short name: that of the United Nations, or else of CLDR, "" where neither has one."""
        return dict(self.names).get(language, "") or _name_in_cldr(self.alpha2, language)

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
        return dict(self.genitives).get(language, "") or self._with(language, "of")

    def to(self, language: str) -> str:
        """Return "to" with the name: "to the Sudan", "à l'Algérie", "al Sudán", or else the bare name."""
        return self._with(language, "to")

    def direct(self, language: str) -> str:
        """Return the name as it stands alone, in the order in which it is spoken: "Plurinational State of Bolivia"."""
        _, name = self._in_sentence(language)
        return name[:1].upper() + name[1:]

    def _with(self, language: str, word: str) -> str:
        article, name = self._in_sentence(language)
        forms = _forms_of(word).get(language)
        if not forms:
            return name
        vowel = forms.get("vowel", forms[""]) if name[0] in _VOWELS else forms[""]
        return forms.get(article, vowel) + name

    def _in_sentence(self, language: str) -> tuple[str, str]:
        """Return the article, or "", and the name as it stands within a sentence."""
        name, formal = self.name(language), dict(self.formal_names).get(language, "")
        if " (" not in name or not formal:
            return dict(self.articles).get(language, ""), name
        found = _ARTICLE.match(formal) if language in _forms_of("of") else None
        return (found["article"], formal[found.end() :]) if found is not None else ("", formal)


def find_state(code: str) -> State | None:
    """Return the State of an ISO 3166 code of two or three capital letters, or None."""
    return _states_by_code().get(code)


def every_state() -> tuple[State, ...]:
    """Return all States, in the order of their codes of three letters."""
    return tuple(sorted({state.alpha3: state for state in _states_by_code().values()}.values(), key=_code_of))


def _code_of(state: State) -> str:
    return state.alpha3


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
    for row in packaged_rows("rules/states.csv"):
        yield State(
            row["alpha2"],
            row["alpha3"],
            tuple((column, row[column]) for column in row if len(column) == _CODE_LETTERS),
            _by_language(row, "_article"),
            _by_language(row, "_formal"),
            _by_language(row, "_genitive"),
        )


def _by_language(row: Mapping[str, str], ending: str) -> tuple[tuple[str, str], ...]:
    """Return the fields of a row whose columns are a language with this ending, by language."""
    return tuple((column.removesuffix(ending), row[column]) for column in row if column.endswith(ending))


@cache
def _forms_of(word: str) -> dict[str, dict[str, str]]:
    """Return by language and article what a word becomes with it; "" is no article, "vowel" none before a vowel."""
    found: dict[str, dict[str, str]] = {}
    for row in packaged_rows("rules/state_articles.csv"):
        found.setdefault(row["language"], {})[row["article"]] = row[word]
    return found


def _name_in_cldr(alpha2: str, language: str) -> str:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  only languages beyond the six need its tables

    try:
        return str(Locale(language).territories.get(alpha2, ""))
    except UnknownLocaleError:
        return ""
