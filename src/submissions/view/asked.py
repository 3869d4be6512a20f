"""The values that the case types because its template asks for them, as one audience reads them in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from submissions.case.asked import Chosen, TypedValue
from submissions.findings import Place
from submissions.values import ExactNumber, Localised, Missing, PartialDate, Text, ToCome, Unread, still_to_come
from submissions.view.reader import Reader, Words


@dataclass(frozen=True, slots=True, eq=False)
class ChoiceView:
    """A word chosen of those that the template offers: it equals that word, and prints `words`."""

    word: Text
    words: Words
    offered: tuple[str, ...]

    @property
    def place(self) -> Place:
        """Where the case chose it."""
        return self.word.place

    def __eq__(self, other: object) -> bool:
        """Tell whether this is the word; to ask for one that is not offered is a fault, never a plain no."""
        if isinstance(other, str) and other and other not in self.offered:
            raise ValueError(f"there is no such choice: '{other}', of {', '.join(self.offered)}")
        if isinstance(other, ChoiceView):
            return str(self.word) == str(other.word)
        return isinstance(other, str) and str(self.word) == other

    def __hash__(self) -> int:
        return hash(str(self.word))


ValueView: TypeAlias = Words | PartialDate | ExactNumber | ChoiceView | bool


def view_values(values: Mapping[Text, TypedValue], reader: Reader) -> dict[str, ValueView]:
    """Return the values of a submission by name; a text is that of the language of the view, or `Missing`."""
    return {str(name): _view(str(name), value, reader) for name, value in values.items()}


def _view(name: str, value: TypedValue, reader: Reader) -> ValueView:
    match value:
        case Localised():
            return reader.words(value, name)
        case Chosen():
            return ChoiceView(value.word, reader.words(value.printed, name), value.offered)
        case Unread():
            return Missing.of(value.finding)
        case ToCome():
            return still_to_come(name, value.place)
    return value
