"""Tell which words of a name are not searched for alone, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from submissions.audit.names.parts import is_particle, is_telling, name_words, names_within, split_name
from submissions.audit.records import Bearer, Guard, Secret, Why
from submissions.folding import squash
from submissions.folding.romanising import same_among
from submissions.folding.scripts import count_signs, is_unspaced

_SHORT_MAX: Final = 2
_ENDINGS: Final = {1: "st", 2: "nd", 3: "rd"}
_PARTS: Final = ("the given name", "the family name")


def guards_of(secret: Secret) -> tuple[Guard, ...]:
    """Return the words of a name that are searched for only beside what makes them the name, each once."""
    if secret.as_typed:
        return ()
    found: dict[str, Guard] = {}
    for number, part in enumerate(secret.parts[:2] or split_name(secret.text) or (secret.text,)):
        name = _PARTS[number] if len(secret.parts) > 1 else "the name" if number == 0 else "the last word of the name"
        for guard in _of_part(secret, part, name):
            found.setdefault(squash(guard.word), guard)
    return tuple(found.values())


def bearers_of(word: str, bearers: tuple[Bearer, ...]) -> tuple[Bearer, ...]:
    """Return those whose name has a word, in this script or as another one writes it."""
    return tuple(one for one in bearers if same_among(word, one.words))


def _of_part(secret: Secret, part: str, name: str) -> Iterator[Guard]:
    words = _words_of(part)
    others = tuple(word for one in (secret.parts or (secret.text,)) for word in _words_of(one))
    for index, word in enumerate(words):
        said = name if len(words) == 1 else f"the {_ordinal(index + 1)} word of {name}"
        beside = tuple(other for other in others if squash(other) != squash(word) and not is_particle(other))
        for one in dict.fromkeys(names_within(word)):
            if why := _why(secret, one, alone=len(words) == 1):
                yield _guard(secret, one, why, said, beside)
    if len(words) > 1 and _is_in(part, secret.common):
        yield _guard(secret, part, "declared", name)


def _guard(secret: Secret, word: str, why: Why, said: str, others: tuple[str, ...] = ()) -> Guard:
    bearers = bearers_of(word, secret.bearers)
    declared = _is_in(word, secret.declared)
    return Guard(word, "shared" if bearers and why == "declared" else why, said, declared, bearers, others)


def _words_of(part: str) -> list[str]:
    """Return the words of a part of a name: those that tell, and those too short or too common to tell alone."""
    telling = name_words(part)
    within = {squash(one) for word in telling for one in word.split()}
    return [*telling, *(word for word in part.replace(",", " ").split() if squash(word) and squash(word) not in within)]


def _why(secret: Secret, word: str, *, alone: bool) -> Why | None:
    """Return why a word of a name is not searched for alone, None where it is; `alone` if its part is this word."""
    if _is_in(word, secret.common):
        return "declared"
    if is_telling(word) or (is_particle(word) and not alone):
        return None
    if count_signs(word) <= (1 if is_unspaced(word) else _SHORT_MAX):
        return "short"
    return "address" if alone else None


def _is_in(word: str, words: frozenset[str]) -> bool:
    return squash(word) in {squash(one) for part in words for one in (part, *part.split())}


def _ordinal(number: int) -> str:
    return f"{number}{_ENDINGS.get(number, 'th')}"
