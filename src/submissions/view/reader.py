"""For whom a view is made, and how it picks one text out of several languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from submissions.languages import Language, language_name
from submissions.markup import notes_in
from submissions.states import State, find_state
from submissions.values import (
    Localised,
    Missing,
    PartialDate,
    Prose,
    Text,
    Unread,
    WithheldWords,
    Withholding,
    still_to_come,
)

Words: TypeAlias = Text | Missing
MaybeWords: TypeAlias = Text | Missing | None
MaybeWithheld: TypeAlias = Text | Missing | Withholding | None
ConfidentialWords: TypeAlias = Text | Missing | WithheldWords
MaybeDate: TypeAlias = PartialDate | Withholding | None


@dataclass(frozen=True, slots=True)
class StateView:
    """A State as the document names it.

    `the`, `of` and `to` stand within a sentence: "the Netherlands", "du Népal", "al Sudán". `direct` stands alone, on a
    cover or in a table: "Plurinational State of Bolivia"; `name` is the short one of alphabetical lists.
    """

    name: Text
    formal: Text
    the: Text
    of: Text
    to: Text
    direct: Text
    code: Text


@dataclass(frozen=True, slots=True)
class Reader:
    """The audience and the language of a view, the language of texts that name none, and the ids of the people."""

    audience: str
    speech: Language
    case_language: str
    people: tuple[str, ...] = ()

    @property
    def language(self) -> str:
        """The code of the language."""
        return self.speech.code

    @property
    def is_public(self) -> bool:
        """Whether confidential matter is kept from this audience."""
        return self.audience == "public"

    def words(self, value: Localised, key: str) -> Words:
        """Return the text in the language of the view; never one of another language."""
        texts = dict(value.texts)
        plain = texts.get("")
        is_plain = self.language == self.case_language or (isinstance(plain, Unread) and plain.everywhere)
        text = texts.get(self.language, plain if is_plain else None)
        if text is not None:
            return Missing.of(text.finding) if isinstance(text, Unread) else text
        if not texts:
            return still_to_come(key, value.place)
        name = language_name(self.language)
        order = f"add '{self.language}:' with the {name} text under '{key}'"
        return Missing("E136", value.place, f"'{key}' has no {name} text", order, elsewhere=True, what=key)

    def withheld(self, value: Localised, key: str) -> WithheldWords:
        """Return what stands in the place of a confidential text: nothing of it but how many notes it has."""
        words = self.words(value, key)
        return WithheldWords(value.place, notes_in(words, self.people) if isinstance(words, Prose) else ())

    def maybe(self, value: Localised | None, key: str) -> MaybeWords:
        """Return the text in the language of the view, or None where the case gives none at all."""
        return None if value is None else self.words(value, key)

    def name(self, value: Localised, key: str) -> Words:
        """Return a name: that of the language, or else the plain one, since names are the same in every language."""
        plain = dict(value.texts).get("")
        if plain is None or isinstance(plain, Unread) or self.language in value:
            return self.words(value, key)
        return plain

    def many(self, values: tuple[Localised, ...], key: str) -> tuple[Words, ...]:
        """Return several texts in the language of the view."""
        return tuple(self.words(value, key) for value in values)

    def state(self, code: Text) -> StateView | Missing:
        """Return how the State of a code is named."""
        if not code:
            return still_to_come("state", code.place)
        state: State | None = find_state(code)
        if state is None:
            return Missing(
                "E119", code.place, f"there is no country of this code: '{code}'", "write a code of ISO 3166"
            )
        given = dict(self.speech.states).get(state.alpha3, "")
        if not given and not state.name(self.language):
            words = f"the country '{code}' has no {language_name(self.language)} name that is known here"
            order = f"write it under 'states' of language.{self.language}.yaml, as '{state.alpha3}: ...'"
            return Missing("E136", code.place, words, order, elsewhere=True, what="state")
        forms = (state.name, state.formal, state.with_article, state.of, state.to, state.direct)
        name, formal, the, of, to, direct = (Text(given or form(self.language), code.place) for form in forms)
        return StateView(name, formal, the, of, to, direct, Text(state.alpha3, code.place))
