"""Find a word of a name that means nothing alone where something beside it makes it the name: a title, "family", an s.

A surname that an official bears too, a name of one or two letters, an everyday word: alone each would condemn every
document, and none may stand behind "Ms".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from submissions.audit.names.address import ANYBODY, genders_of, titles_behind, words_of
from submissions.audit.names.guards import guards_of
from submissions.audit.names.inflection import inflected, is_slavic, is_turkish
from submissions.audit.records import Guard, Secret
from submissions.folding import SEPARATOR, fold, initial_pattern, squash
from submissions.folding.romanising import same_among
from submissions.folding.scripts import (
    in_other_scripts,
    is_arabic,
    is_georgian,
    is_hebrew,
    is_latin,
    is_unspaced,
    respelt,
)

TITLE: Final = "with a title"
KIN: Final = "beside a word for kin"
FAMILY: Final = "as the name of a family"
POSSESSIVE: Final = "as a possessive"
INITIAL: Final = "with an initial"
BESIDE: Final = "near what tells who it is"

_WINDOW: Final = 48
_NEAR: Final = 60
_WORDS_BEFORE: Final = 4
_WORD: Final = re.compile(  # with the abbreviations of Amharic, "ወ/ሮ", and of Hebrew, 'ד"ר'
    r"(?<![^\W_])[^\W\d_]{1,2}/[^\W\d_]{1,3}(?![^\W_])|[^\W\d_]+(?:(?:['-]|(?<=[א-ת])[\"״](?=[א-ת]))[^\W\d_]+)*"
)
_NEXT_TO: Final = re.compile(r"(?:\.|\s|'|-){0,4}")
_BEHIND: Final = re.compile(r"\s*,?\s?\(?")
# Signs behind which nothing belongs to what stood before; a point may end an abbreviation: "Mrs. Haddad".
_STOP: Final = re.compile(rf"[!?;:,()\[\]{SEPARATOR}“”«»]|(?<![א-ת])\"|\"(?![א-ת])|\n\s*\n")
_POSSESSIVE: Final = re.compile(r"'[^\W\d_]{1,5}(?![^\W_])|(?<=[sxz])'(?=\s[^\W\d_])")
_QUOTED: Final = re.compile(r"(?<![^\W_])'[^'\n]*\Z")
_SENTENCE_END: Final = re.compile(rf"[.!?]\s|{SEPARATOR}|\n\s*\n")
_PLURAL_ARTICLES: Final = frozenset({"the", "les", "los", "las", "os", "gli"})
_PLURAL_ARTICLES_ALONE: Final = _PLURAL_ARTICLES - {"the"}
_SLAVIC_POSSESSIVES: Final = frozenset(one + end for one in ("ov", "ev") for end in ("", *"aeiou", "og", "om", "oj"))
_PLURAL_MIN: Final = 5
_SHORT: Final = 2
_PLURAL_ENDINGS: Final = frozenset({"lar", "ler", "larin", "lerin"})
_TURKISH_POSSESSIVES: Final = frozenset({"in", "un", "nin", "nun"})
_SLAVIC_PLURALS: Final = frozenset({"i", "ima"})
_OF_VIETNAM: Final = re.compile("[ăđơưạ-ỹ]")
_TITLES_OF_VIETNAM: Final = frozenset({"em", "be"})
_ELIDED: Final = re.compile(r"^[^\W\d_]{1,2}'")
_PREFIXES_OF_HEBREW: Final = ("ול", "וה", "וב", "ו", "ה", "ל", "ב", "מ", "ש", "כ")
_PREFIXES_OF_ARABIC: Final = ("وال", "بال", "لل", "ال", "و", "ف", "ب", "ل", "ك")
_SMALL_TITLES: Final = frozenset({"ba", "co", "bi", "bu", "pa"})
"""Titles of two letters that are also written small; the others so short are everyday words there."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What beside a word makes it the name, in words; one that is not `sure` may be another person's."""

    how: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a word stands: folded text with and without its capitals, its start and end, and the words before it."""

    cased: str
    folded: str
    start: int
    end: int
    before: tuple[str, ...]

    @property
    def last(self) -> str:
        """The word right before, "" where none is."""
        return self.before[-1] if self.before else ""

    @property
    def following(self) -> str:
        """The word right behind a space, "" where none is."""
        match = _WORD.match(self.cased, self.end + 1) if self.cased[self.end : self.end + 1].isspace() else None
        return match[0] if match else ""


@dataclass(frozen=True)
class Guarded:
    """A guard with its secret, and what is looked for beside the word; `kin` are words of one more language."""

    secret: Secret
    guard: Guard
    kin: frozenset[str] = frozenset()

    @cached_property
    def _initials(self) -> re.Pattern[str] | None:
        """What matches the initial of another word of the name, whole; None where the name has no other."""
        return _initials_of(self.guard.others)

    @cached_property
    def _joined_initials(self) -> frozenset[str]:
        """The initials of the two parts of another word, without points: "AM" of "Anne-Marie"."""
        parts = (re.split(r"[\s-]", fold(word)) for word in self.guard.others)
        return frozenset("".join(one[:1] for one in some).upper() for some in parts if len(some) > 1 and all(some))

    @cached_property
    def _theirs(self) -> re.Pattern[str] | None:
        return _initials_of(self._known)

    @cached_property
    def _known(self) -> frozenset[str]:
        """The squashed other words of the names of those who may be named."""
        words = frozenset[str]().union(*(one.words for one in self.guard.bearers))
        return words - {squash(self.guard.word)} - self._borne

    @cached_property
    def _borne(self) -> frozenset[str]:
        """The word as those bear it who may be named: "haddad" of a name that was typed in Arabic."""
        return frozenset[str]().union(*(same_among(self.guard.word, one.words) for one in self.guard.bearers))

    @cached_property
    def _beside(self) -> tuple[re.Pattern[str], ...]:
        """What finds the texts that tell who it is, near the word."""
        texts = [text for text in map(fold, self.secret.beside) if len(squash(text)) > 2]
        return tuple(re.compile(rf"(?<![^\W_]){re.escape(text)}(?![^\W_])") for text in texts)

    @property
    def _family_is_named(self) -> bool:
        return any(one.is_kin for one in self.guard.bearers)

    def forms(self) -> Iterator[str]:
        """Yield the squashed forms of the word: in its endings, other spellings and other scripts."""
        word = self.guard.word
        for spelt in dict.fromkeys((word, *respelt(word), *in_other_scripts(word), *sorted(self._borne))):
            if form := squash(spelt):
                yield form
                if len(form) == _SHORT and is_latin(form):
                    yield f"{form}s"  # of "the Ngs" only, see `sign`
                if len(form) > 2 and not is_unspaced(form):
                    yield from inflected(form, slavic=is_slavic(self.secret.text))
                    turks = is_turkish(word)
                    yield from (form + one for one in _PLURAL_ENDINGS if turks or len(form) >= _PLURAL_MIN)
                    yield from (form + one for one in (_TURKISH_POSSESSIVES if turks else ()))

    def sign(self, cased: str, folded: str, start: int, end: int) -> Sign | None:
        """Return what makes the word from `start` to `end` of folded text the name, or None."""
        spot = _Spot(cased, folded, start, end, tuple(_words_before(cased, start)))
        if is_latin(folded[start]) and cased[start] == folded[start]:
            return self._small(spot)
        if self._is_somebody_else(spot):
            return None
        if len(squash(self.guard.word)) == _SHORT < end - start:
            return Sign(FAMILY) if self._is_plural(spot) else None
        initials = INITIAL if spot.last in self._joined_initials else ""
        how = initials or self._by_words_before(spot) or self._by_what_follows(spot)
        if how:
            return Sign(how, sure=not self._may_be_another(spot, how))
        return Sign(BESIDE, sure=self.guard.why != "declared") if self._is_near(spot) else None

    def _small(self, spot: _Spot) -> Sign | None:
        """Return the sign of a word without its capital: "mrs haddad", but not "to miss hope"."""
        title = fold(spot.last)
        formal = title in words_of("formal") and len(title) > 2 and self.guard.why != "declared"
        return Sign(TITLE) if formal and self._fits(genders_of(title)) else None

    # --- whose name it is ---

    def _is_somebody_else(self, spot: _Spot) -> bool:
        """Tell whether the word stands in the name of another: behind a given name, an initial, a rank."""
        behind = squash(spot.following)
        if behind in self._known:
            return True
        own = {squash(word) for word in (self.guard.word, *self.guard.others)}  # "Su Su" is her name twice
        if self.guard.part.endswith("given name") and spot.following.istitle() and behind not in own:
            return not _is_beside_word(behind)
        if not self.guard.bearers or not spot.last:
            return False
        return fold(spot.last) in words_of("office") or squash(spot.last) in self._known or self._is_theirs(spot.last)

    def _is_theirs(self, word: str) -> bool:
        """Tell whether a word is a form of address that one who may be named has and she has not: "Mr" of a woman."""
        genders = genders_of(fold(word).strip("."))
        told = self.secret.gender not in {"", "other"}
        hers = not genders or ANYBODY in genders or not told or self.secret.gender in genders
        return not hers and any(one.gender in genders for one in self.guard.bearers)

    def _may_be_another(self, spot: _Spot, how: str) -> bool:
        """Tell whether another word with a capital goes with it: "Khalil Haddad's", "Mrs Rose Dupont"."""
        if how in {POSSESSIVE, FAMILY}:
            is_name = spot.last.istitle() and not _is_address(spot.last) and fold(spot.last) not in words_of("family")
            return len(spot.before) > 1 and is_name
        goes_on = spot.following.istitle() and not _is_beside_word(squash(spot.following))
        of_office = fold(spot.last) in words_of("link") and not words_of("office").isdisjoint(map(fold, spot.before))
        return self.guard.why == "declared" and how == TITLE and (goes_on or of_office)  # "Minister of Justice"

    # --- what stands before ---

    def _by_words_before(self, spot: _Spot) -> str:
        words = list(spot.before)
        if words and _is_initial(words[-1]):
            mine = self._initials is not None and bool(self._initials.fullmatch(words[-1]))
            theirs = self._theirs is not None and bool(self._theirs.fullmatch(words[-1]))
            if mine and not theirs:
                return INITIAL
            if self._is_title(words[-1]):
                return TITLE
            if self._initials is not None and not mine:
                return ""
            words.pop()
        if is_unspaced(self.guard.word) and words:
            return TITLE if any(words[-1].endswith(one) for one in _unspaced_titles()) else ""
        linked = False
        while len(words) > 1 and fold(words[-1]) in words_of("link") and not self._is_title(words[-1]):
            words.pop()
            linked = True
        if len(words) > 1 and (how := self._by_two_words(fold("-".join(words[-2:])))):
            return how
        return self._by_word(words[-1], linked=linked) if words else ""

    def _by_two_words(self, both: str) -> str:
        """Return what two words before make of it, as they stand in the table: "gia đình", "con gái"."""
        if self._fits(genders_of(both)):
            return TITLE
        if self._family_is_named:
            return ""
        return FAMILY if both in words_of("family") else KIN if both in words_of("kin beside") else ""

    def _by_word(self, word: str, *, linked: bool) -> str:
        readings = {fold(one) for one in (word, word.replace('"', ""), _without_prefix(word))}
        if self._is_title(word) or any(map(self._is_title, readings - {fold(word)})):
            return TITLE
        if self._family_is_named:
            return ""
        if readings & words_of("family"):
            return FAMILY
        known = readings & words_of("kin beside") or (
            readings & words_of("kin") and (linked or not is_latin(fold(word)))
        )
        # How another language joins a word for kin to a name is not known here: the name right behind it is hers.
        return KIN if known or readings & self.kin else ""

    def _is_title(self, word: str) -> bool:
        folded = fold(word).strip(".")
        if len(folded) <= 2 and is_latin(folded) and word == folded and folded not in self._small_titles:
            return False
        office = folded in words_of("office") and not self.guard.bearers
        return office or self._fits(genders_of(folded))

    @property
    def _small_titles(self) -> frozenset[str]:
        return _SMALL_TITLES | (_TITLES_OF_VIETNAM if _OF_VIETNAM.search(self.secret.text.lower()) else frozenset())

    def _fits(self, genders: frozenset[str]) -> bool:
        """Tell whether a form of address may be hers, and is not that of one who may be named."""
        own = self.secret.gender
        if not genders or not (ANYBODY in genders or own in {"", "other"} or own in genders):
            return False
        return not any(one.gender and one.gender in genders for one in self.guard.bearers)

    # --- what stands behind and near ---

    def _by_what_follows(self, spot: _Spot) -> str:
        if not self._family_is_named and (self._is_possessive(spot) or self._is_possessive_by_ending(spot)):
            return POSSESSIVE
        if self._is_plural(spot):
            return FAMILY
        gap = _BEHIND.match(spot.folded, spot.end)
        nearest = _WORD.match(spot.folded, gap.end()) if gap else None
        if gap is None or nearest is None:
            return ""
        if is_unspaced(self.guard.word):
            return self._by_letters_behind(nearest[0])
        return self._by_word_behind(nearest[0], apart=gap[0].isspace()) if gap[0] else ""

    def _by_word_behind(self, word: str, *, apart: bool) -> str:
        """Return what a word behind makes of it; one that is not `apart` stands behind a comma or in brackets."""
        if apart and not self._family_is_named:
            for how, kind in ((FAMILY, "family behind"), (KIN, "kin behind")):
                if word in words_of(kind):
                    return how
        return TITLE if self._fits(genders_of(word, behind=apart)) else ""

    def _is_possessive(self, spot: _Spot) -> bool:
        if not is_latin(spot.folded[spot.start]) or not _POSSESSIVE.match(spot.folded, spot.end):
            return False
        return not _QUOTED.search(spot.folded, max(0, spot.start - _WINDOW), spot.start)

    def _is_possessive_by_ending(self, spot: _Spot) -> bool:
        """Tell whether it is "Hodžićeva kuća" or "Işıkın evi"."""
        word = squash(self.guard.word)
        ending = squash(spot.folded[spot.start : spot.end]).removeprefix(word)
        if ending in _TURKISH_POSSESSIVES and is_turkish(self.guard.word):
            return True
        return ending in _SLAVIC_POSSESSIVES and is_latin(word) and is_slavic(self.secret.text)

    def _is_plural(self, spot: _Spot) -> bool:
        """Tell whether it is "the Haddads", "les Haddad", or "Haddadlar"."""
        if self._family_is_named:
            return False
        ending = squash(spot.folded[spot.start : spot.end]).removeprefix(squash(self.guard.word))
        of_slavs = _SLAVIC_PLURALS if is_slavic(self.guard.word) else frozenset[str]()
        if ending in _PLURAL_ENDINGS | of_slavs and self.guard.why == "shared":
            return True
        of_family = self.guard.why == "shared" and self.guard.part.endswith("family name")
        if ending.removeprefix("e") == "s":
            return fold(spot.last) in _PLURAL_ARTICLES
        return not ending and of_family and fold(spot.last) in _PLURAL_ARTICLES_ALONE

    def _by_letters_behind(self, after: str) -> str:
        titles = [title for title in titles_behind() if after.startswith(title)]
        if any(self._fits(genders_of(title, behind=True)) for title in titles):
            return TITLE
        for how, kind in ((FAMILY, "family behind"), (KIN, "kin behind")):
            if any(after.startswith(word) for word in words_of(kind) if not is_latin(word)):
                return how
        return ""

    def _is_near(self, spot: _Spot) -> bool:
        if not self._beside:
            return False
        low = max(0, spot.start - _NEAR)
        low = max([low, *(match.end() for match in _SENTENCE_END.finditer(spot.folded, low, spot.start))])
        stop = _SENTENCE_END.search(spot.folded, spot.end, spot.end + _NEAR)
        high = stop.start() if stop else spot.end + _NEAR
        near = spot.folded[low : spot.start], spot.folded[spot.end : high]
        return any(pattern.search(text) for pattern in self._beside for text in near)


def guarded_forms(secrets: Iterable[Secret], kin: Iterable[str] = ()) -> dict[str, list[Guarded]]:
    """Return all guarded words of secrets by each of their squashed forms; `kin` are words of one more language."""
    more = frozenset(kin)
    table: dict[str, list[Guarded]] = {}
    for secret in secrets:
        for guard in guards_of(secret):
            guarded = Guarded(secret, guard, more)
            for form in dict.fromkeys(guarded.forms()):
                table.setdefault(form, []).append(guarded)
    return table


def _initials_of(words: Iterable[str]) -> re.Pattern[str] | None:
    patterns = sorted({initial_pattern(word) for word in words if squash(word)})
    return re.compile("|".join(patterns)) if patterns else None


def _is_beside_word(word: str) -> bool:
    return word in words_of("family behind") | words_of("kin behind") | titles_behind()


@cache
def _unspaced_titles() -> tuple[str, ...]:
    return tuple(word for kind in ("title", "family") for word in words_of(kind) if is_unspaced(word))


def _words_before(cased: str, start: int) -> list[str]:
    """Return up to four words right before a place, nothing but spaces, points and hyphens between them."""
    low = max(0, start - _WINDOW)
    window = cased[max([low, *(match.end() for match in _STOP.finditer(cased, low, start))]) : start]
    words: list[str] = []
    end = len(window)
    for match in reversed(list(_WORD.finditer(window))):
        gap = _NEXT_TO.fullmatch(window, match.end(), end)
        if len(words) == _WORDS_BEFORE or gap is None or (re.search(r"\.\s", gap[0]) and not _is_shortened(match[0])):
            break
        words.insert(0, match[0])
        end = match.start()
    return words


def _is_shortened(word: str) -> bool:
    """Tell whether a point behind a word ends it and no sentence: "Mrs.", "Lt.", "A."."""
    return len(word) == 1 or _is_address(word)


def _is_address(word: str) -> bool:
    return bool(genders_of(fold(word))) or fold(word) in words_of("office")


def _is_initial(word: str) -> bool:
    return len(squash(word)) == 1 and (word == word.upper() or is_georgian(word)) and not is_unspaced(word)


def _without_prefix(word: str) -> str:
    """Return a word without what is written together with it: "l'interessee", and "والسيده" is "سيده"."""
    if is_latin(word):
        return _ELIDED.sub("", word)
    prefixes = _PREFIXES_OF_ARABIC if is_arabic(word) else _PREFIXES_OF_HEBREW if is_hebrew(word) else ()
    return next((word.removeprefix(one) for one in prefixes if word.startswith(one) and len(word) > 3), word)
