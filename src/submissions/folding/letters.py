"""The table of letters: what each becomes, so that the same word is the same string however it was written.

Unicode's compatibility decomposition (NFKD) takes ligatures, full-width and presentation forms apart; marks and
invisible characters are dropped, letters that do not decompose are replaced, and every apostrophe, hyphen and space
becomes one. A letter that Unicode calls another "WITH" something, as it does Đ, Ł, Ɓ and Ґ, is that other one; a vowel
sign of an Indian script is the letter for its vowel, since without it गीता and गोता would be the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

SEPARATOR: Final = "\x00"
"""Stands between two pieces of text that are searched in one go; no form of a name holds it, and folding keeps it."""


def word_list(text: str) -> tuple[str, ...]:
    """Return the words of a table that is typed as one text."""
    return tuple(text.split())


def pair_table(text: str) -> dict[str, str]:
    """Return a table that is typed as one text: "ø=o đ=d"."""
    return dict(pair.split("=") for pair in text.split())


_APOSTROPHES: Final = "'`´‘’‚‛′‵ʹʻʼʽʾʿˈˊˋꞋꞌ՚׳＇`´"
# The hyphens of Armenian and Hebrew too. The optional hyphens of Word (U+001F, and U+001E that does not break) and of
# pdfium (U+0002, U+FFFE) at a line's end.
_HYPHENS: Final = "-‐‑‒–—―−⁃﹘﹣－֊־\x02\x1e\ufffe"
_LINE_ENDS: Final = "\n\r\x0b\x0c\x85\u2028\u2029"
# Letters that Unicode neither takes apart nor names after another one: in Latin; in Cyrillic, as Russian keyboards
# write those of its neighbours; in Arabic, where one is written for another; at the end of a word in Greek and Hebrew;
# the vowel signs of Sinhala, which have names of their own.
_PLAIN: Final = pair_table(
    "Ð=D ð=d Ɖ=D ɖ=d ß=ss ẞ=SS Æ=AE æ=ae Œ=OE œ=oe Þ=TH þ=th ı=i ĸ=k Ŋ=N ŋ=n Ə=E ə=e Ǝ=E ǝ=e Ɛ=E ɛ=e Ɔ=O ɔ=o "
    "Ɩ=I ɩ=i Ɣ=G ɣ=g Ʊ=U ʊ=u ȷ=j ꜰ=f ꜱ=s "
    "І=И і=и Є=Е є=е Ә=А ә=а Ө=О ө=о Ү=У ү=у Ұ=У ұ=у Һ=Х һ=х "
    "ٱ=ا ى=ي ی=ي ې=ي ة=ه ۀ=ه ھ=ه ہ=ه ۃ=ه ە=ه ک=ك ڪ=ك ڭ=ك گ=ك پ=ب چ=ج ژ=ز ڤ=ف ڥ=ف ڨ=ق "
    "ٹ=ت ڈ=د ڑ=ر ں=ن ے=ي "
    "ς=σ ך=כ ם=מ ן=נ ף=פ ץ=צ "
    "\u0dcf=ආ \u0dd0=ඇ \u0dd1=ඈ \u0dd2=ඉ \u0dd3=ඊ \u0dd4=උ \u0dd6=ඌ \u0dd8=ඍ \u0dd9=එ \u0ddb=ඓ \u0ac5=ઍ \u0ac9=ઑ"
)
# Tatweel and a lone hamza carry nothing; Hangul fillers and the mark of an embedded object cannot be seen.
_NOTHING: Final = "ـءᅟᅠㅤﾠ\ufffc\x1f"
_SMALL_CAPITAL: Final = re.compile(r"LATIN LETTER SMALL CAPITAL ([A-Z])")


class _Folding(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __init__(self, fold_one: Callable[[str], str]) -> None:
        super().__init__()
        self._fold_one = fold_one

    def __missing__(self, code: int) -> str:
        self[code] = folded = self._fold_one(chr(code))
        return folded


def _fold_character(character: str) -> str:
    """Return what a character becomes, as large or small as it was."""
    for group, plain in ((_APOSTROPHES, "'"), (_HYPHENS, "-"), (_LINE_ENDS, "\n"), (_NOTHING, "")):
        if character in group:
            return plain
    parts = unicodedata.normalize("NFKD", _plain(character))
    if parts != character:
        return "".join(map(_fold_character, parts))
    category = unicodedata.category(character)
    if category in {"Mn", "Me", "Cf"}:
        return ""
    if category in {"Zs", "Cc", "Zl", "Zp"} or character == "⠀":
        return SEPARATOR if character == SEPARATOR else " "
    return str(unicodedata.decimal(character)) if category == "Nd" else character


def _plain(character: str) -> str:
    """Return the plain letter for one that the table has, or that Unicode names after another; else itself."""
    if character in _PLAIN or unicodedata.decomposition(character):
        return _PLAIN.get(character, character)
    name = unicodedata.name(character, "")
    if " VOWEL SIGN " in name:
        return _called(name.replace(" VOWEL SIGN ", " LETTER "), character)
    if capital := _SMALL_CAPITAL.fullmatch(name):
        return capital[1].lower()
    base, with_, _ = name.partition(" WITH ")
    if with_ and character.isalpha() and (plain := _called(base, character)) != character:
        return plain
    lowered = character.lower()
    return character if lowered == character or (plain := _plain(lowered)) == lowered else plain.upper()


def _called(name: str, otherwise: str) -> str:
    """Return the character that Unicode calls so, or another one where it calls none so."""
    try:
        return unicodedata.lookup(name)
    except KeyError:
        return otherwise


# What joins the letters beside it to one word, as an apostrophe does; all other signs part words.
_JOINING: Final = "'\"״·"


def _fold_within_words(character: str) -> str:
    """Return the letters and figures that a character becomes, " " for a sign between words."""
    return "".join(map(_letter_or_space, _FOLDING[ord(character)]))


def _letter_or_space(folded: str) -> str:
    if folded.isalnum():
        return folded
    return "" if folded in _JOINING or unicodedata.category(folded)[0] == "M" else " "


_FOLDING: Final = _Folding(_fold_character)
_WORDS: Final = _Folding(_fold_within_words)
_NOT_LETTERS: Final = re.compile(r"[\W_]+")


def fold_case_kept(text: str) -> str:
    """Return text without marks and invisible characters, its letters plain and as large or small as they were."""
    return text.translate(_FOLDING)


def small(folded: str) -> str:
    """Return folded text in small letters, each at the index that it had."""
    return folded.lower().replace("ς", "σ")


def fold(text: str) -> str:
    """Return text as searches compare it: plain small letters, one kind of apostrophe, hyphen and space."""
    return small(fold_case_kept(text))


def fold_line(text: str) -> str:
    """Return folded text on one line, one space between two words, its signs kept."""
    return " ".join(fold(text).split())


def fold_words(text: str) -> str:
    """Return the folded words of a text, one space between two; a hyphen parts words and an apostrophe does not."""
    return " ".join(small(text.translate(_WORDS)).split())


def taken_apart(text: str) -> str:
    """Return a text with what only looks alike made one and each mark behind its letter; nothing is left off."""
    return unicodedata.normalize("NFKD", text)


def squash(text: str) -> str:
    """Return nothing but the folded letters and digits of a text."""
    return _NOT_LETTERS.sub("", fold(text))


def typed_words(text: str) -> list[str]:
    """Return the words that `fold_words` tells apart as they were typed, those that fold to nothing left out."""
    parted = "".join(" " if _WORDS[ord(character)].isspace() else character for character in text)
    return [word for word in parted.split() if fold_words(word)]


def folded_lengths(text: str) -> list[int]:
    """Return for each character of a text how many characters it is folded to."""
    return [len(_FOLDING[ord(character)]) for character in text]
