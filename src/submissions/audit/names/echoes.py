"""Find single words of withheld passages that the public text prints elsewhere: the village named once too often.

A passage is searched for as a whole (see `secrets`), since "[the clinic in Sarajevo]" must not condemn every Sarajevo.
A word of it with a capital that names something may still tell what is withheld, so a person is asked to look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from submissions.audit.names.months import month_names
from submissions.audit.names.passages import prose_of, withheld_passages
from submissions.case import Case
from submissions.case.texts import without_people
from submissions.findings import Place
from submissions.folding import squash
from submissions.states import state_names
from submissions.values import Localised, LocalisedProse, Text

_WORD: Final = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Echo:
    """A word that stands in the text with this number, and the place of the withheld passage that it stands in too."""

    number: int
    withheld: Place


def echoes(case: Case, texts: Iterable[str]) -> Iterator[Echo]:
    """Yield, for every withheld passage, the first text that prints a name-like word of it.

    A word counts if it has four letters or more and a capital that no beginning of a sentence gives it. Words that the
    texts also print without a capital name nothing; months, States, and what the case names openly tell nothing.
    """
    printed = [set(_WORD.findall(text)) for text in texts]
    openly = open_words(case) | {squash(word) for words in printed for word in words if word == word.lower()}
    seen: set[tuple[str, Place]] = set()
    for prose in prose_of(case):
        for passage in withheld_passages(prose):
            for word in _telling(passage.text, begins=passage.begins):
                number = next((number for number, words in enumerate(printed) if word in words), None)
                if number is None or squash(word) in openly or (word, passage.place) in seen:
                    continue
                seen.add((word, passage.place))
                yield Echo(number, passage.place)


def _telling(text: str, *, begins: bool) -> Iterator[str]:
    for match in _WORD.finditer(text):
        first = not text[: match.start()].strip() and begins
        if match[0] != match[0].lower() and not first and not text[: match.start()].rstrip().endswith((".", "!", "?")):
            yield match[0]


def open_words(case: Case) -> set[str]:
    """Return the folded words of what the public reads in any case: States, months, bodies, and open names."""
    texts = [*state_names(), *(name for month in range(1, 13) for name in month_names(month))]
    texts += [str(case.case.title), str(case.case.short_title)]
    for held in (case.organisation, *case.partners, *case.authorities, *case.procedures, *case.submissions, case.case):
        texts += _plain_texts(held)
    for person in case.people:
        texts += _values(person.pseudonym)
        if "name" not in person.withheld_from("public"):
            texts += _plain_texts(person.name) if not isinstance(person.name, Text) else [str(person.name)]
    return {squash(word) for text in texts for word in _WORD.findall(text)}


def _plain_texts(held: object) -> list[str]:
    """Return the short texts of a record, in every language; its prose is what the passages stand in."""
    fields = getattr(type(held), "model_fields", {})
    return [text for name in fields for text in _values(getattr(held, name))]


def _values(value: object) -> list[str]:
    if isinstance(value, Localised) and not isinstance(value, LocalisedProse):
        return [without_people(text) for text in value.values()]
    return [str(value)] if isinstance(value, Text) else []
