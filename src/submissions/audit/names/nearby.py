"""Find what tells a secret only together: two everyday words of one name, a romanised name, the figures of a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from submissions.audit.names.parts import name_words
from submissions.audit.names.variants import common_words
from submissions.audit.records import Secret
from submissions.folding import SEPARATOR, fold, initial_pattern, squash
from submissions.folding.scripts import consonants, is_arabic, is_latin

_NATIONAL_DIGITS_MIN: Final = 7
_CODE_DIGITS_MAX: Final = 3
# What parts two words of one sentence; a point ends it, but not behind a single letter: "Rose M. Grace".
_GAP: Final = rf"(?:(?!{SEPARATOR}|\n\s*\n|(?<!\b[^\W\d_])[.!?]\s)[\W_])+"
_NEAR: Final = rf"(?:{_GAP}(?:[^\W\d_]+{_GAP}){{0,2}})"
_SOUNDS_MIN: Final = 5
_CAPITALISED: Final = re.compile(r"(?:[A-Z][a-z]*-)?[A-Z][^\W\d_]+")
_ABOVE: Final = re.compile(
    r"[\s,]{1,3}(?:(?i:bin|ben|ibn|bint|ould|abu|abou|bou|el|al|ad|ar|as|ash|at|az|an|es|ech)[\s-])?"
)
_BEFORE: Final = frozenset(("bin", "ben", "ibn", "bint", "ould", "abu", "abou", "bou"))


@dataclass(frozen=True, slots=True)
class Pair:
    """A name whose parts are everyday words: "Grace ... Rose" within three words of each other, "G. Rose"."""

    secret: Secret
    anchor: str
    pattern: re.Pattern[str]
    how: str = "parts of the name near each other"

    def found(self, cased: str, folded: str) -> Iterator[tuple[int, int]]:
        """Yield where both parts stand near each other, with the capitals of a name."""
        index = folded.find(self.anchor)
        while index >= 0:
            low = max(0, index - _AROUND)
            for match in self.pattern.finditer(cased, low, index + len(self.anchor) + _AROUND):
                if match.start() <= index < match.end():
                    yield match.span()
            index = folded.find(self.anchor, index + len(self.anchor))


_AROUND: Final = 60


def pairs_of(secret: Secret) -> Iterator[Pair]:
    """Yield what to look for where a part of a name means nothing alone."""
    common = common_words(secret)
    if len(secret.parts) < 2:
        return
    given, family = (name_words(part) for part in secret.parts[:2])
    for first in given:
        for last in family:
            own = [squash(word) in common for word in (first, last)]
            one, two = _capitalised(first), _capitalised(last)
            initial, final = initial_pattern(first), initial_pattern(last)
            if own[1]:
                forms = rf"{initial}\.[\s-]?{two}|{two}[\s,]{{1,3}}{initial}\.|{initial}[_-]{two}"
                if own[0]:
                    forms = rf"{one}{_NEAR}{two}|{two}{_NEAR}{one}|{forms}"
                yield Pair(secret, fold(last), _between_words(forms))
            if own[0]:
                forms = rf"{one}\s{final}\.|{final}\.\s{one}"
                yield Pair(secret, fold(first), _between_words(forms))


def _between_words(forms: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?<!')(?:{forms})(?![^\W\d_])")


def _capitalised(word: str) -> str:
    plain = fold(word)
    return f"(?:{re.escape(plain[:1].upper() + plain[1:])}|{re.escape(plain.upper())})"


@dataclass(frozen=True, slots=True)
class Number:
    """A telephone number by its figures; the code of the country may be there or not."""

    secret: Secret
    tail: str

    def found(self, squashed: str, folded: str) -> Iterator[tuple[int, int]]:
        """Yield where the figures stand in folded text, with the signs that people put between them."""
        if self.tail in squashed:
            pattern = r"[\s().+/\\-]{0,4}".join(self.tail)
            yield from (match.span() for match in re.finditer(pattern, folded))


def number_of(secret: Secret) -> Number | None:
    """Return a secret's telephone number, or None where it is none.

    An international number has at most three figures of a country's code (ITU-T E.164), which callers leave out or
    replace by a zero.
    """
    digits = re.sub(r"\D", "", fold(secret.text))
    if "@" in secret.text or len(digits) < _NATIONAL_DIGITS_MIN or re.search(r"[^\W\d_]{3}", secret.text):
        return None
    international = secret.text.strip().startswith(("+", "00"))
    national = digits.removeprefix("00") if international else digits.lstrip("0")
    return Number(secret, national[-max(_NATIONAL_DIGITS_MIN, len(national) - _CODE_DIGITS_MAX * international) :])


@dataclass(frozen=True, slots=True)
class Sounds:
    """The consonants of the two parts of an Arabic name, in any romanisation."""

    secret: Secret
    given: frozenset[str]
    family: frozenset[str]

    def fits(self, one: str, two: str) -> bool:
        """Tell whether two words after each other are the two parts, in either order."""
        return (one in self.given and two in self.family) or (one in self.family and two in self.given)


def sounds_of(secret: Secret) -> Sounds | None:
    """Return how a name in Arabic letters sounds, or None; too few consonants could be anybody's."""
    if len(secret.parts) < 2 or not is_arabic(secret.text):
        return None
    given = {consonants(word) for word in name_words(secret.parts[0])}
    family = {consonants(word) for word in name_words(secret.parts[1])}
    least = min((len(one) for one in given), default=0), min((len(one) for one in family), default=0)
    if min(least) < 2 or sum(least) < _SOUNDS_MIN:
        return None
    return Sounds(secret, frozenset(given), frozenset(family))


def romanised(names: Sequence[Sounds], cased: str) -> Iterator[tuple[Sounds, int, int]]:
    """Yield the names that stand in Latin letters as two words with capitals after each other."""
    if not names or not is_latin(cased):
        return
    known = {sound for name in names for sound in name.given | name.family}
    heard: dict[str, str] = {}
    before: re.Match[str] | None = None
    for match in _CAPITALISED.finditer(cased):
        word = match.group()
        if word not in heard:
            heard[word] = consonants(word)
        if heard[word] not in known:
            before = before if word.lower() in _BEFORE else None
            continue
        if before is not None and _ABOVE.fullmatch(cased, before.end(), match.start()):
            for name in names:
                if name.fits(heard[before.group()], heard[word]):
                    yield name, before.start(), match.end()
        before = match
