"""Search text for secrets in all their forms, all pieces of a file in one go."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from submissions.audit.names.alike import alike_to, words_to_resemble
from submissions.audit.names.birthdays import Birthday, initials_of
from submissions.audit.names.body import FoldedBody, folded_offsets, original_span
from submissions.audit.names.decoding import LOOKS, Decoded, readings_of
from submissions.audit.names.guarded import guarded_forms
from submissions.audit.names.heard import HeardWords
from submissions.audit.names.judging import accepts, describe, is_identifier, is_inside, pattern_of, stands_alone
from submissions.audit.names.nearby import number_of, pairs_of, romanised, sounds_of
from submissions.audit.names.printed import PrintedName
from submissions.audit.names.variants import forms_of
from submissions.audit.records import Hit, Piece, Secret
from submissions.folding.scripts import by_script_of_letters, goes_on, is_cyrillic, is_small, is_unspaced

# A word may be divided by a hyphen, also at the end of a line, and by an apostrophe that the name has or has not.
_JOINT: Final = r"(?:'|-\s*)"
_WORD: Final = re.compile(rf"[^\W\d_]+(?:{_JOINT}[^\W\d_]+)*")
_IN_WORD: Final = re.compile(_JOINT)
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_CAPITAL: Final = re.compile(r"(?<=[a-zа-џ])(?=[A-ZЀ-Я])")
_SPACED: Final = re.compile(r"(?<![^\W_])[^\W\d_](?:[ .\-·*\n\t]{1,3}[^\W\d_]){3,}(?![^\W_])")


@dataclass(frozen=True, slots=True)
class _Find:
    """A form that stands at `start` to `end` of the folded text of all readings."""

    secret: Secret
    start: int
    end: int
    variant: str
    sure: bool = True


class Searcher:
    """Searches pieces of text for secrets; made once for a case, used for all its files."""

    def __init__(self, secrets: Sequence[Secret], months: Sequence[str] = (), kin: Sequence[str] = ()) -> None:
        """Work out all forms of the secrets; `months` and `kin` are words of one more language."""
        self.secrets = tuple(secrets)
        self._forms = forms_of(self.secrets)
        self._birthdays = [(one, Birthday(one.text, tuple(months))) for one in self.secrets if one.kind == "birth"]
        names = [one for one in self.secrets if one.kind == "name"]
        self._initials = [initials for one in names if (initials := initials_of(one))]
        self._pairs = [pair for one in names for pair in pairs_of(one)]
        self._guards = guarded_forms(names, kin)
        self._printed = frozenset(name for secret in names for one in secret.bearers for name in one.names)
        self._resembled = words_to_resemble(names)
        self._heard = HeardWords(names)
        self._sounds = [sounds for one in names if (sounds := sounds_of(one))]
        contacts = [one for one in self.secrets if one.kind == "contact"]
        self._numbers = [number for one in contacts if (number := number_of(one))]

    def search(self, pieces: Sequence[Piece]) -> tuple[Hit, ...]:
        """Return the secrets that stand in the pieces: one hit for each secret, piece and form, in reading order.

        A hit in a piece that repeats a smaller one of the same part, as a whole page does its paragraphs, is left out.
        `Hit.words` are the words of the piece itself, or what they say once decoded.
        """
        return self.judged(pieces)[0]

    def look(self, pieces: Sequence[Piece]) -> tuple[Hit, ...]:
        """Return what may be a secret and may be something else, for a person to look at."""
        return self.judged(pieces)[1]

    def judged(self, pieces: Sequence[Piece]) -> tuple[tuple[Hit, ...], tuple[Hit, ...]]:
        """Return what `search` and what `look` return, in one go."""
        if not self.secrets:
            return (), ()
        reading = _Reader(pieces)
        named = PrintedName(reading.body.folded, self._printed)
        sure, unsure = _Hits(), _Hits()
        for find in sorted(self._finds(reading), key=lambda one: (one.start, one.start - one.end)):
            if find.secret.kind == "name" and named.covers(find.start, find.end):
                continue
            index, hit = reading.hit(find)
            is_sure = find.sure and not (find.variant in _IN_SMALL and reading.is_everyday(find, hit.words))
            if is_sure or find.start >= sure.ends.get(find.secret.label, 0):
                (sure if is_sure else unsure).add(index, hit, find)
        return sure.told(), unsure.told(without=sure)

    def _finds(self, reader: _Reader) -> Iterator[_Find]:
        yield from self._find_spans(reader)
        yield from self._find_words(reader)
        yield from self._find_guarded(reader)
        folded, cased = reader.body.folded, reader.body.cased
        for secret, start, end, how in alike_to(self._resembled, cased, folded):
            yield _Find(secret, start, end, how, sure=False)
        for secret, birthday in self._birthdays:
            for start, end in birthday.whole_days(folded):
                yield _Find(secret, start, end, "")
            for start, end in birthday.months(folded):
                yield _Find(secret, start, end, "the month of the birth")
        for initials in self._initials:
            for start, end in initials.found(cased, folded):
                yield _Find(initials.secret, start, end, "initials beside the date of birth")
        for pair in self._pairs:
            for start, end in pair.found(cased, folded):
                yield _Find(pair.secret, start, end, pair.how)
        for number in self._numbers:
            for start, end in number.found(reader.body.squashed, folded):
                yield _Find(number.secret, start, end, "")
        for secret, start, end, sure in self._heard.found(cased, folded):
            yield _Find(secret, start, end, "romanised", sure)
        for name, start, end in romanised(self._sounds, cased):
            yield _Find(name.secret, start, end, "romanised in another way")

    def _find_spans(self, reader: _Reader) -> Iterator[_Find]:
        squashed = reader.body.squashed
        has_cyrillic, grams = is_cyrillic(squashed), _Grams(squashed)
        for span in self._forms.spans.values():
            if not grams.may_hold(span.letters) or span.letters not in squashed:
                continue
            if not has_cyrillic and is_cyrillic(span.letters):
                continue
            pattern = pattern_of(span)  # only of what is there: to make one takes longer than to look
            for text in reader.texts_with(span.letters):
                folded, cased, base = reader.view(text)
                for match in pattern.finditer(folded):
                    if accepts(span, folded, cased, *match.span()):
                        sure = span.gaps != frozenset() or stands_alone(span, folded, cased, *match.span())
                        yield _Find(span.secret, base + match.start(), base + match.end(), span.variant, sure)

    def _find_words(self, reader: _Reader) -> Iterator[_Find]:
        words = self._forms.words
        for form in reader.words & words.keys():
            for start, end in reader.occurrences(form):
                for word in words[form] if len(form) > _NOISE_MAX or not reader.is_noise(start) else ():
                    if not word.capital or reader.is_capital_or_identifier(start, end):
                        yield _Find(word.secret, start, end, word.variant)
        for match in _SPACED.finditer(reader.body.folded):
            letters = _IN_SPACED.sub("", match.group())
            for form, found in words.items():
                if len(form) > 3 and form in letters:
                    yield from (_Find(word.secret, *match.span(), "letter-spaced") for word in found[:1])

    def _find_guarded(self, reader: _Reader) -> Iterator[_Find]:
        """Yield the words that mean nothing alone where something beside them makes them the name."""
        unspaced = {form for form in self._guards if is_unspaced(form)}
        for form in (reader.words & self._guards.keys()) | unspaced:
            for start, end in reader.letters(form) if form in unspaced else reader.occurrences(form):
                for guarded in self._guards[form] if not reader.is_noise(start) else ():
                    if sign := guarded.sign(reader.body.cased, reader.body.folded, start, end):
                        yield _Find(guarded.secret, start, end, sign.how, sign.sure)


class _Grams:
    """The runs of four letters of a long text: of most names one stands nowhere, which is known without a search."""

    def __init__(self, text: str) -> None:
        self._runs = set(zip(text, text[1:], text[2:], text[3:], strict=False))

    def may_hold(self, letters: str) -> bool:
        """Tell whether the first, the middle and the last run of some letters stand in the text."""
        last = len(letters) - 4
        if last < 0:
            return True
        return all(tuple(letters[at : at + 4]) in self._runs for at in (0, last // 2, last))


_IN_SMALL: Final = frozenset(
    {"", "inflected", *(f"in another {way}{how}" for way in ("spelling", "script") for how in ("", ", inflected"))}
)
"""The forms of one word of a name that in small letters may be everyday words."""
_NOISE_MAX: Final = 4
"""Up to so many letters, a word is not looked for among what random bytes give when they are decoded."""
_IN_SPACED: Final = re.compile(r"[\W_]+")


class _Reader:
    """The readings of pieces, folded as one, with the way back to the pieces."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self.readings: list[Decoded] = readings_of(pieces)
        self.body = FoldedBody(tuple(reading.text for reading in self.readings))
        self.offsets: dict[int, list[int]] = {}

    @cached_property
    def words(self) -> frozenset[str]:
        """All folded words: whole, in the parts that a hyphen or an apostrophe leaves, and of joined capitals."""
        words: set[str] = set()
        for word in set(_WORD.findall(self.body.folded)):
            parts = _IN_WORD.split(word)
            words.update(parts)
            if len(parts) > 1:
                words.add("".join(parts))
                words.update(one + two for one, two in pairwise(parts))
        for word in set(_LETTERS.findall(self.body.cased)):
            if _CAPITAL.search(word):
                words.update(part.lower() for part in _CAPITAL.split(word))
        return frozenset(words)

    def texts_with(self, letters: str) -> Iterator[int]:
        """Yield the indices of the readings whose squashed text holds the letters."""
        squashed, starts = self.body.squashed, self.body.squashed_starts
        index = squashed.find(letters)
        while index >= 0:
            text = bisect_right(starts, index) - 1
            yield text
            index = squashed.find(letters, starts[text + 1])

    def view(self, text: int) -> tuple[str, str, int]:
        """Return a reading folded, folded with its capitals, and where it starts among all."""
        start, end = self.body.starts[text], self.body.starts[text + 1] - 1
        return self.body.folded[start:end], self.body.cased[start:end], start

    def occurrences(self, form: str) -> Iterator[tuple[int, int]]:
        """Yield where a word stands alone in the folded text of all readings."""
        folded, cased = self.body.folded, self.body.cased
        for match in re.finditer(f"{_JOINT}?".join(map(re.escape, form)), folded):
            start, end = match.span()
            if not (start and is_inside(cased, start)) and not is_inside(cased, end):
                yield start, end

    def letters(self, form: str) -> Iterator[tuple[int, int]]:
        """Yield where letters of a script without spaces stand in the folded text of all readings."""
        for match in re.finditer(re.escape(form), self.body.folded):
            if not goes_on(self.body.folded, match.end()):
                yield match.span()

    def is_capital_or_identifier(self, start: int, end: int) -> bool:
        """Tell whether a word begins with a capital, or stands in a file name, an address or the like."""
        if not is_small(self.body.cased[start]):
            return True
        text = bisect_right(self.body.starts, start) - 1
        folded, _, base = self.view(text)
        return is_identifier(folded, start - base, end - base)

    def is_everyday(self, find: _Find, words: str) -> bool:
        """Tell whether one word of a name stands in running text in plain small letters: "good faith" is not Faith."""
        if find.secret.is_nickname:
            return is_small(words.rsplit(maxsplit=1)[-1][:1]) and not is_small(find.secret.text.split()[-1][:1])
        if find.secret.kind != "name" or not re.fullmatch(r"[^\W\d_]+", words) or len(words) != find.end - find.start:
            return False
        reading = self.readings[bisect_right(self.body.starts, find.start) - 1]
        as_typed = reading.how in {"", LOOKS} or words in self.pieces[reading.piece].text
        one_script = len(by_script_of_letters(words)) == 1
        plain = all(map(is_small, words))  # not so the small capitals of phonetic alphabets
        return as_typed and one_script and plain and not self.is_capital_or_identifier(find.start, find.end)

    def is_noise(self, start: int) -> bool:
        """Tell whether a place lies in something decoded that may never have been text: a picture in base64."""
        how = self.readings[bisect_right(self.body.starts, start) - 1].how
        return "base64" in how or "hexadecimal" in how

    def hit(self, find: _Find) -> tuple[int, Hit]:
        """Return the index of the piece in which something was found, and the hit."""
        text = bisect_right(self.body.starts, find.start) - 1
        reading, base = self.readings[text], self.body.starts[text]
        piece = self.pieces[reading.piece]
        source = reading.text if len(reading.text) != len(piece.text) else piece.text
        if text not in self.offsets:
            self.offsets[text] = folded_offsets(reading.text)
        start, end = original_span(self.offsets[text], find.start - base, find.end - base)
        words = source[start:end]
        variant = describe(words, find.secret, find.variant, reading.how)
        return reading.piece, Hit(find.secret, piece, variant, words)


class _Hits:
    """The hits of one kind as they are found; what overlaps one of the same secret is not told again."""

    def __init__(self) -> None:
        self.by_form: dict[tuple[str, int, str, str], Hit] = {}
        self.words: set[tuple[str, int, str]] = set()
        self.ends: dict[str, int] = {}

    def add(self, index: int, hit: Hit, find: _Find) -> None:
        """Keep a hit in a piece; what stands there as it is, is not told again of a decoded reading."""
        label, words = hit.secret.label, (hit.secret.label, index, hit.words)
        if words in self.words or find.start < self.ends.get(label, 0):
            return
        self.words.add(words)
        self.ends[label] = find.end
        self.by_form.setdefault((label, index, hit.variant, hit.words), hit)

    def told(self, without: _Hits | None = None) -> tuple[Hit, ...]:
        """Return the hits in reading order, `without` those whose words were told with others of the same piece."""
        told: dict[tuple[str, int], list[str]] = {}
        for label, index, words in without.words if without is not None else ():
            told.setdefault((label, index), []).append(words)
        kept = [
            (key, hit)
            for key, hit in self.by_form.items()
            if not any(hit.words in words for words in told.get((key[0], key[1]), ()))
        ]
        return _without_repeats(sorted(kept, key=lambda item: item[0][1]))


def _without_repeats(hits: Sequence[tuple[tuple[str, int, str, str], Hit]]) -> tuple[Hit, ...]:
    """Leave out a hit in a piece that only repeats, among more text, a piece of its part with the same hit."""
    kept: list[Hit] = []
    by_words: dict[tuple[str, str, str, str], list[Hit]] = {}
    for _, hit in hits:
        key = (hit.secret.label, hit.piece.part, hit.piece.channel, hit.words)
        by_words.setdefault(key, []).append(hit)
    for _, hit in hits:
        same = by_words[hit.secret.label, hit.piece.part, hit.piece.channel, hit.words]
        if not any(_repeats(hit.piece, other.piece) for other in same):
            kept.append(hit)
    return tuple(kept)


def _repeats(whole: Piece, part: Piece) -> bool:
    return len(part.text) < len(whole.text) and part.text in whole.text
