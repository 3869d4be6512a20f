"""Tell whether a Latin word is a romanisation of a word in Arabic letters, by any of the habits of writing it.

Arabic letters hold the consonants and the long vowels of a name; short vowels and doubled letters come and go with the
writer. The readings of each letter are those of ALA-LC, of passports in Arabic, Persian and Urdu, and of French and
English newspapers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from submissions.folding.letters import fold, pair_table, squash
from submissions.folding.scripts import in_other_scripts, is_arabic

# Letters that folding makes the same as another, and that are read otherwise; the last ones stand at the end of a word.
_OWN: Final = {
    "گ": "g|gu|k", "پ": "p|b", "چ": "ch|tch|tsch|j", "ژ": "zh|j|z", "ڤ": "v|f", "ة": "ah?|eh?|[aei]t",
    "ى": "ah?|aa|e", "ئ": "[aeiouy]{0,2}", "ؤ": "[aeou]{0,2}", "ء": "[ae]?", "آ": "aa?", "ے": "e|ey|i|ai|ay",
}  # fmt: skip
_CONSONANTS: Final = pair_table(
    "ب=b|p ت=t ث=th|s|t ج=j|dj|g|gu|dsch ح=h خ=kh|ch|x|h|k د=d ذ=dh|d|z|th ر=r ز=z س=s|c ش=sh|ch|sch ص=s|c ض=d|dh|z "
    "ط=t ظ=z|dh|d غ=gh|g|rh ف=f|ph ق=q|k|g|c|kh|qu ك=k|c|q|ck|qu ل=l م=m ن=n"
)
_VOWELS: Final = {
    "ا": ("[aeiou]{0,2}", "aa?|e|ie", "ah?|aa|e"),
    "و": ("w|ou|v|[uo]", "ou?|oo|u|au|aw|ow|eu|[aeiou]{0,2}(?:w|v|ou)[aeiou]{0,2}", "ou?|oo|u|aw|ow|w"),
    "ي": ("[yij]", "[ie]|ee|i[ea]|[ae][iy]|[aeiou]{0,2}y{1,2}[aeiou]{0,2}", "[iy]|ee|ie|iy|[ae][iy]"),
    "ه": ("h", "h", "[aei]?h|[ae]"),
    "ع": ("[aeiou]{1,2}", "a{0,2}|[eiou]", "a{0,2}|e"),
}
"""The vowels and those that are also consonants: at the beginning of a word, within it, at its end."""
_SHORT: Final = "[aeiou]{0,2}"
_ARTICLE: Final = f"[- ]?{_SHORT}[ldrnstz]?[- ]?"
_LATIN_ARTICLE: Final = "[ae]l[- ']?|[aeu][dnrstz]-|[ae]s?[ch]h-"
_FIRST: Final = ("", "h", "ch", "j", "u", "sch", "e")
_WORDS_MAX: Final = 3
_VOWEL: Final = re.compile("[aeiou]")
_JOINED: Final = re.compile(r"^عبد(?=ال)|.{2,}(?=(?:الدين|الله)$)")


class Romanised(NamedTuple):
    """What matches a name in folded Latin letters.

    `consonants` is how many hold it, `begins` the letters that it may begin with, `words` how many words it may become.
    """

    pattern: re.Pattern[str]
    consonants: int
    begins: frozenset[str]
    words: int

    def matches(self, folded: str) -> bool:
        """Tell whether a folded Latin word is the name."""
        return self.pattern.fullmatch(folded) is not None and _VOWEL.search(folded) is not None


def romanised(word: str) -> Romanised | None:
    """Return what finds a word of a name, such as "فتيحة" or "عبد الله", in Latin letters; None where it has no Arabic.

    An article at its beginning may be there or not.
    """
    if not is_arabic(word):
        return None
    spaced = _JOINED.sub(lambda match: match[0] + " ", word.replace("\u200c", " "))
    parts = [part for part in spaced.split() if is_arabic(part)]
    patterns, consonants = [], 0
    for number, part in enumerate(parts):
        has_article = fold(part).startswith("ال") and len(fold(part)) > 4
        bare = part.lstrip("اأإآٱ")[1:] if has_article else part
        article = _ARTICLE if number else f"(?:{_LATIN_ARTICLE})?"
        patterns.append((article if has_article or not number else _SHORT + "[- ]?") + _pattern_of(bare))
        consonants += sum(fold(letter) in _CONSONANTS for letter in bare)
    return Romanised(
        re.compile("".join(patterns) + "e?s?"), consonants, _begins(parts[0]), _WORDS_MAX if len(parts) > 1 else 1
    )


def same_among(word: str, words: Iterable[str]) -> frozenset[str]:
    """Return those of squashed words that are a word of a name, in its own script or as another one writes it."""
    forms = {squash(one) for one in (word, *in_other_scripts(word))}
    heard = romanised(word)
    return frozenset(one for one in words if one in forms or (heard is not None and heard.matches(one)))


def _begins(part: str) -> frozenset[str]:
    """Return the Latin letters that a word may begin with: with its article or not, its first vowel heard or not."""
    bare = part.lstrip("اأإآٱ").removeprefix("ل") if fold(part).startswith("ال") else part
    readings = [re.compile(_pattern_of(one)) for one in (*bare[:2], *part[:1])]
    letters = "abcdefghijklmnopqrstuvwxyz"
    heard = {one for one in letters for end in _FIRST if any(reading.fullmatch(one + end) for reading in readings)}
    return frozenset({*heard, *"ae"})


def _pattern_of(word: str) -> str:
    letters = [letter for letter in word if letter in _OWN or fold(letter) in _CONSONANTS or fold(letter) in _VOWELS]
    return "".join(_reading(letters, index) for index in range(len(letters)))


def _reading(letters: list[str], index: int) -> str:
    """Return what a letter is read as where it stands, and the short vowel that may be heard behind it."""
    letter, folded = letters[index], fold(letters[index])
    if own := _OWN.get(letter):
        return f"(?:{own})" + ("" if letter in "ةىےءآ" else _SHORT)
    if consonant := _CONSONANTS.get(folded):
        doubled = "|".join(f"{one}{{1,2}}" if len(one) == 1 else one for one in consonant.split("|"))
        return f"(?:{doubled})" + (_SHORT if index + 1 < len(letters) else "")
    if folded == "ع" and letters[index + 1 : index + 2] == ["ا"]:
        return "[aeiou]?"
    place = 0 if index == 0 else 2 if index + 1 == len(letters) else 1
    return f"(?:{_VOWELS[folded][place]})" + (_SHORT if folded == "ه" and place < 2 else "")
