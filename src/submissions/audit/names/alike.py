"""Find words that are a name but for one letter, or sound as it does: they are only looked at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract_iter

from submissions.audit.names.guards import guards_of
from submissions.audit.names.inflection import endings_of
from submissions.audit.names.parts import name_words
from submissions.audit.records import Secret
from submissions.folding import squash
from submissions.folding.scripts import in_other_scripts, is_latin, is_small, is_unspaced
from submissions.folding.sounds import KEY_MIN, sound_key
from submissions.states import state_names

MISSPELT: Final = "spelt with one letter otherwise"
HEARD: Final = "spelt as it sounds"
_EDITS_MAX: Final = 3
LETTERS_MIN: Final = 6
"""A shorter name has too many other names within one letter of it: Anna and Hanna."""
_CAPITALISED: Final = re.compile(r"(?<![^\W_])[^\W\d_]{5,}(?![^\W_])")


def words_to_resemble(secrets: Sequence[Secret]) -> Mapping[str, Secret]:
    """Return the squashed words of names that are long enough to be known in a misprint, each with its secret."""
    found: dict[str, Secret] = {}
    for secret in (one for one in secrets if not one.is_nickname):
        guarded = {squash(guard.word) for guard in guards_of(secret)}
        for word in name_words(" ".join(secret.parts) or secret.text):
            letters = squash(word)
            if len(letters) >= LETTERS_MIN and letters not in guarded and not is_unspaced(letters):
                found.setdefault(letters, secret)
    return found


def alike_to(names: Mapping[str, Secret], cased: str, folded: str) -> Iterator[tuple[Secret, int, int, str]]:
    """Yield the words with a capital that are within one edit of a name or sound as it does, and how they are like it.

    The name in one of its endings is not among them.

    A word that the same texts have in small letters too is an everyday one. An edit is a letter more, less, another, or
    two that changed places (optimal string alignment).
    """
    if not names:
        return
    spots: dict[str, list[tuple[int, int]]] = {}
    begins_small: dict[str, bool] = {}
    for match in _CAPITALISED.finditer(cased):
        word = match[0]
        if word not in begins_small:
            begins_small[word] = is_small(word[0])
        if not begins_small[word]:  # a script without capitals has none to miss
            spots.setdefault(folded[match.start() : match.end()], []).append(match.span())
    small = {word for word, begins in begins_small.items() if begins and all(map(is_small, word))}
    words = [word for word in spots if word not in small and word not in names]
    for name, secret in names.items():
        for word, _, _ in extract_iter(name, words, scorer=OSA.distance, score_cutoff=1):
            if not (word.startswith(name) and word[len(name) :] in endings_of(name)):
                yield from ((secret, start, end, MISSPELT) for start, end in spots[word])
    heard = _by_sound(word for word in words if word not in _states())
    for name, secret in names.items():
        for word in _sounding(name, heard):
            yield from ((secret, start, end, HEARD) for start, end in spots[word])


def _by_sound(words: Iterable[str]) -> dict[str, list[str]]:
    """Return Latin words by how they sound."""
    found: dict[str, list[str]] = {}
    for word in words:
        if is_latin(word) and len(key := sound_key(word)) >= KEY_MIN:
            found.setdefault(key, []).append(word)
    return found


def _sounding(name: str, heard: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield the words that sound as a name does, in its own letters or romanised, and are spelt much like it.

    What is within one edit, or the name with an ending, is found otherwise.
    """
    spelt = name if is_latin(name) else next(map(squash, in_other_scripts(name)), "")
    for word in heard.get(sound_key(spelt), ()) if spelt else ():
        if 1 < OSA.distance(spelt, word, score_cutoff=_EDITS_MAX) <= _EDITS_MAX and not word.startswith(spelt):
            yield word


@cache
def _states() -> frozenset[str]:
    """Return the words of the names of States, which sound like many a name."""
    return frozenset(squash(word) for name in state_names() for word in name.split())
