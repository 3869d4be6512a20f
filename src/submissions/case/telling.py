"""What a pseudonym tells of the name that it hides: a part of it, or its initials, in any spelling or script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from submissions.case.people import Person
from submissions.folding import fold_words, initial_readings, letter_readings, squash, typed_words
from submissions.folding.scripts import in_other_scripts, is_unspaced, respelt
from submissions.values import Text

# Words that a pseudonym and a name may share without telling anything: articles, particles and forms of address.
_COMMON_WORDS: Final = (
    "the a an one of de del della des du d la le les l el los las y e un une una van von der den bin ibn bint abu umm "
    "al ms mrs mr miss mme mlle m mm sr sra don dona san saint السيد السيدة ال بن ابن بنت ابو ام "
    "господин госпожа г-н г-жа"
)
_COMMON: Final = frozenset(fold_words(_COMMON_WORDS).split())
# Shorter parts of names stand in other words by chance: "Ali" in "Alias". Up to four capitals are initials.
_PART_LETTERS: Final = 4
# From three letters on, the beginning of a name tells it: "Zum" of "Zumra".
_SHORT_LETTERS: Final = 3
_INITIALS_MAX: Final = 12
"""Of a longer row of letters only the last ones are compared with a name."""


def written_names(person: Person) -> Iterator[tuple[str, ...]]:
    """Yield every way in which a person's name is written, variants too, each as its parts: (given, family)."""
    name = person.name
    if isinstance(name, Text):
        yield (str(name),)
    else:
        for form in (name, *name.in_languages.values()):
            yield str(form.given), str(form.family)
            if form.full is not None:
                yield (str(form.full),)
    yield from ((str(name),) for name in person.other_names)


def name_words(person: Person) -> frozenset[str]:
    """Return the folded words of a person's names, variants too, in every spelling and script that is known."""
    typed = {word for form in written_names(person) for part in form for word in typed_words(part)}
    spellings = {form for word in typed for form in (word, *respelt(word), *in_other_scripts(word))}
    return frozenset(squash(form) for form in spellings)


def initials_of_name(form: tuple[str, ...]) -> list[frozenset[str]]:
    """Return for each word of one way to write a name what may be taken for its initial, folded."""
    return [initial_readings(word) for part in form for word in typed_words(part)]


def initial_letters(person: Person) -> frozenset[str]:
    """Return what may be taken for the initial of any word of the name, folded; of variants, too."""
    return frozenset().union(*(word for form in written_names(person) for word in initials_of_name(form)))


def told_by(pseudonym: str, person: Person) -> str:
    """Return how a pseudonym tells the name, in words that do not repeat it; "" where it tells nothing.

    Initials that the body itself uses tell nothing new.
    """
    if shares_part(pseudonym, name_words(person)):
        return "it holds a part of it"
    if person.initials_used is not None:
        return ""
    letters = ending_letters(pseudonym)
    if _begins_part(pseudonym, letters, initial_letters(person)):
        return "its letter begins a part of it"
    if len(letters) > 1 and any(_are_initials(letters, initials_of_name(form)) for form in written_names(person)):
        return "its letters are the initials"
    return ""


def told_by_title(title: str, person: Person) -> bool:
    """Tell whether a title holds initials that as a pseudonym would tell the name: "A.B. v Norland"."""
    parties = _VERSUS.split(title)
    runs = [match[0].strip() for party in parties for match in _DOTTED.finditer(party)]
    if len(parties) > 1:
        runs += [
            word for word in parties[0].split() if word.isalpha() and word.isupper() and len(word) <= _PART_LETTERS
        ]
    return any(told_by(run, person) for run in runs)


_VERSUS: Final = re.compile(r"\s(?:v|vs|c|contre|contra|gegen|protiv|против|ضد|诉)\.?\s")
_DOTTED: Final = re.compile(r"(?<!\w)(?:[^\W\d_]\.[\s-]?){2,}")


def shares_part(pseudonym: str, name: frozenset[str]) -> bool:
    """Tell whether one of the words of a name stands in a pseudonym: whole, within a word, shortened, or backwards.

    Where no spaces part the words, one sign is a family name: of 李 in 李某.
    """
    words = [word for word in fold_words(pseudonym).split() if word not in _COMMON]
    joined = "".join(words)
    for part in name - _COMMON:
        if len(part) >= _PART_LETTERS and part in joined:
            return True
        sign = unicodedata.normalize("NFC", part)  # of Korean, folding keeps the pieces of a sign
        if is_unspaced(sign) and sign in unicodedata.normalize("NFC", joined):
            return True
        if len(part) > 1 and (part in words or (len(part) >= _PART_LETTERS and part[::-1] in words)):
            return True
        if any(len(word) >= _SHORT_LETTERS and part.startswith(word) and _is_name(pseudonym, word) for word in words):
            return True
    return False


def _is_name(pseudonym: str, word: str) -> bool:
    """Tell whether a word of a pseudonym is written as a name is, with a capital where its script has any."""
    return any(fold_words(one) == word and _has_capital(one) for one in typed_words(pseudonym))


def _has_capital(typed: str) -> bool:
    return typed[:1] != typed[:1].lower()


def _begins_part(pseudonym: str, letters: list[str], initials: frozenset[str]) -> bool:
    """Tell whether the last word of a pseudonym is one that may begin a name: a letter alone, or a few, "Lj", "AL".

    `letters` are the single ones with which it ends; of a row of them each says little, and all are compared together.
    """
    words = typed_words(pseudonym)
    last = words[-1] if words else ""
    alone = last in letters
    if (alone and len(letters) > 1) or (not alone and (not _has_capital(last) or fold_words(last) in _COMMON)):
        return False
    return bool(letter_readings(last) & initials)


def _is_letter(typed: str) -> bool:
    """Tell whether a word is one letter; it may have marks, "नी" and "هـ", or fold to two, "Æ"."""
    letters = [one for one in typed if squash(one) and not unicodedata.category(one).startswith("M")]
    return len(letters) == 1 and letters[0].isalpha()


def ending_letters(pseudonym: str) -> list[str]:
    """Return the single letters with which a pseudonym ends, as typed: A of "Ms A", A and K of "A.K." and of "AK".

    Before another letter, one that could be a capital and is none belongs to a word: "н" of "г-н А".
    """
    words = typed_words(pseudonym)
    if words and 1 < len(words[-1]) <= _PART_LETTERS and words[-1].isupper() and words[-1].isalpha():
        return list(words[-1])
    letters = list(takewhile(_is_letter, reversed(words)))
    capitals = takewhile(lambda letter: letter == letter.upper(), letters[1:])
    return [*letters[:1], *capitals][:_INITIALS_MAX]


def _are_initials(letters: list[str], words: list[frozenset[str]]) -> bool:
    """Tell whether letters are initials of a name, in any order, of all its words or of two and more of them.

    `words` holds what may be taken for the initial of each word. A letter may fit several words, so that a word is
    given up for another letter where its own fits elsewhere (augmenting paths of bipartite matching).
    """
    owner: dict[int, str] = {}

    def settle(letter: str, tried: set[int]) -> bool:
        for index, word in enumerate(words):
            if index not in tried and letter_readings(letter) & word:
                tried.add(index)
                if index not in owner or settle(owner[index], tried):
                    owner[index] = letter
                    return True
        return False

    return all(settle(letter, set()) for letter in letters)
