"""Find each word of a name in Arabic letters alone in Latin ones, however it is romanised."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from submissions.audit.names.guards import guards_of
from submissions.audit.names.parts import name_words, names_within
from submissions.audit.records import Secret
from submissions.folding import squash
from submissions.folding.romanising import Romanised, romanised
from submissions.folding.scripts import is_latin

_CAPITALISED: Final = re.compile(r"(?<![^\W_])[A-Z][A-Za-z]+(?:['-](?!s(?![A-Za-z]))[A-Za-z]+)*(?![^\W_])")
_LOWER: Final = re.compile(r"(?<![^\W_])[a-z]+(?![^\W_])")
_NEXT: Final = re.compile(r"[ \n-]['(]?([A-Za-z]+)")
_SURE_MIN: Final = 3
"""With fewer consonants, too many words are the name: "Said", "Mary"; such a word is looked at."""
CONSONANTS_MIN: Final = 2


class HeardWords:
    """The words of names in Arabic letters, by the Latin letters that they may begin with."""

    def __init__(self, names: Sequence[Secret]) -> None:
        """Work out what finds each word that is not searched for beside something else only."""
        self._by_letter: dict[str, list[tuple[Secret, Romanised]]] = {}
        for secret, word in _words_of(names):
            heard = romanised(word)
            if heard is not None and heard.consonants >= CONSONANTS_MIN:
                for letter in heard.begins:
                    self._by_letter.setdefault(letter, []).append((secret, heard))

    def found(self, cased: str, folded: str) -> Iterator[tuple[Secret, int, int, bool]]:
        """Yield each word with a capital that is one of the names, and whether that is sure.

        A word that the same texts have in small letters is an everyday one.
        """
        if not self._by_letter or not is_latin(cased):
            return
        small = set(_LOWER.findall(cased))
        known: dict[str, list[tuple[Secret, bool]]] = {}
        for match in _CAPITALISED.finditer(cased):
            for words in self._readings(folded, match):
                if words not in known:
                    known[words] = [] if words in small else list(self._names(words))
                yield from ((secret, match.start(), match.start() + len(words), sure) for secret, sure in known[words])

    def _readings(self, folded: str, match: re.Match[str]) -> Iterator[str]:
        """Yield the word, and with the one and the two behind it where a name of two words may begin with it."""
        start, end = match.span()
        yield folded[start:end]
        for _ in range(2):
            behind = _NEXT.match(folded, end) if any(one.words > 1 for _, one in self._at(folded[start])) else None
            if behind is None:
                return
            end = behind.end()
            yield folded[start:end]

    def _names(self, words: str) -> Iterator[tuple[Secret, bool]]:
        spelt = words.replace("\n", " ")
        for secret, heard in self._at(words[0]):
            if spelt.count(" ") < heard.words and heard.matches(spelt):
                yield secret, heard.consonants >= _SURE_MIN

    def _at(self, letter: str) -> list[tuple[Secret, Romanised]]:
        return self._by_letter.get(letter, [])


def _words_of(names: Sequence[Secret]) -> Iterator[tuple[Secret, str]]:
    """Yield the words of names, and each without its article, as far as they are searched for alone; each once."""
    seen: set[tuple[str, str]] = set()
    for secret in names:
        if secret.is_nickname:
            continue
        guarded = {squash(guard.word) for guard in guards_of(secret)}
        for whole in name_words(" ".join(secret.parts) or secret.text):
            for word in names_within(whole):
                key = secret.label, squash(word)
                if key[1] not in guarded and key not in seen:
                    seen.add(key)
                    yield secret, word
