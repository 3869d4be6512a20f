"""Fold text so that the same word is the same string however it was written, and find the way back to the original.

Unicode's compatibility decomposition (NFKD) takes ligatures, full-width and presentation forms apart; marks and
invisible characters are dropped, letters that do not decompose are replaced, and every apostrophe, hyphen and space
becomes one.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Final

from submissions.source.lookalikes import skeleton

SEPARATOR: Final = "\x00"
"""Stands between two pieces of text that are searched in one go; no form of a secret holds it."""


def word_list(text: str) -> tuple[str, ...]:
    """Return the words of a table that is typed as one text."""
    return tuple(text.split())


def pair_table(text: str) -> dict[str, str]:
    """Return a table that is typed as one text: "ø=o đ=d"."""
    return dict(pair.split("=") for pair in text.split())


_APOSTROPHES: Final = "'`´‘’‚‛′‵ʹʻʼʽʾʿˈˊˋꞌ՚׳＇`´"
# The optional hyphens of Word (U+001F, and U+001E that does not break) and of pdfium (U+0002, U+FFFE) at a line's end.
_HYPHENS: Final = "-‐‑‒–—―−⁃﹘﹣－\x02\x1e\ufffe"
_LINE_ENDS: Final = "\n\r\x0b\x0c\x85\u2028\u2029"
# Letters that Unicode does not take apart; small capitals; Arabic letters that are written one for another.
_PLAIN: Final = pair_table(
    "Ø=O ø=o Đ=D đ=d Ð=D ð=d Ł=L ł=l ß=ss ẞ=SS Æ=AE æ=ae Œ=OE œ=oe Þ=TH þ=th Ħ=H ħ=h ı=i ĸ=k Ŋ=N ŋ=n Ŧ=T ŧ=t "
    "Ɓ=B ɓ=b Ɗ=D ɗ=d Ƙ=K ƙ=k Ɨ=I ɨ=i Ə=E ə=e Ƴ=Y ƴ=y Ɛ=E ɛ=e Ɔ=O ɔ=o Ⱥ=A ⱥ=a Ɩ=I ɩ=i Ɖ=D ɖ=d Ƒ=F ƒ=f ȷ=j "
    "ᴀ=a ʙ=b ᴄ=c ᴅ=d ᴇ=e ꜰ=f ɢ=g ʜ=h ɪ=i ᴊ=j ᴋ=k ʟ=l ᴍ=m ɴ=n ᴏ=o ᴘ=p ʀ=r ꜱ=s ᴛ=t ᴜ=u ᴠ=v ᴡ=w ʏ=y ᴢ=z "
    "ٱ=ا ى=ي ی=ي ې=ي ة=ه ۀ=ه ھ=ه ہ=ه ۃ=ه ە=ه ک=ك ڪ=ك ڭ=ك گ=ك پ=ب چ=ج ژ=ز ڤ=ف ڥ=ف ڨ=ق ς=σ"
)
# Tatweel and a lone hamza carry nothing; Hangul fillers and the mark of an embedded object cannot be seen.
_NOTHING: Final = "ـءᅟᅠㅤﾠ\ufffc\x1f"


class _Folding(dict[int, str]):
    """What each character becomes, worked out when it is first met; the case of letters is kept."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    for group, plain in ((_APOSTROPHES, "'"), (_HYPHENS, "-"), (_LINE_ENDS, "\n"), (_NOTHING, "")):
        if character in group:
            return plain
    if character == SEPARATOR:
        return SEPARATOR
    kept = []
    for part in unicodedata.normalize("NFKD", _PLAIN.get(character, character)):
        category = unicodedata.category(part)
        if category in {"Mn", "Me", "Cf"} or part in _NOTHING:
            continue
        if category in {"Zs", "Cc", "Zl", "Zp"} or part == "⠀":
            kept.append(" ")
        elif category == "Nd":
            kept.append(str(unicodedata.decimal(part)))
        else:
            kept.append(_PLAIN.get(part, part))
    return "".join(kept)


_FOLDING: Final = _Folding()
_NOT_LETTERS: Final = re.compile(r"[\W_]+")
_NOT_LETTERS_WITHIN: Final = re.compile(r"[^\w\x00]+|_+")


def fold_case_kept(text: str) -> str:
    """Return text without marks and invisible characters, its letters plain and as large or small as they were."""
    return text.translate(_FOLDING)


def small(folded: str) -> str:
    """Return folded text in small letters, each at the index that it had."""
    return folded.lower().replace("ς", "σ")


def fold(text: str) -> str:
    """Return text as searches compare it: plain small letters, one kind of apostrophe, hyphen and space."""
    return small(fold_case_kept(text))


def squash(text: str) -> str:
    """Return nothing but the folded letters and digits of a text."""
    return _NOT_LETTERS.sub("", fold(text))


def folded_offsets(text: str) -> list[int]:
    """Return for each character of a text the index behind it in the folded text."""
    return list(accumulate(len(_FOLDING[ord(character)]) for character in text))


def original_span(offsets: list[int], start: int, end: int) -> tuple[int, int]:
    """Return where the characters from `start` to `end` of the folded text stand in the text itself."""
    return bisect_right(offsets, start), bisect_left(offsets, end) + 1


# Letters of other scripts that print like Latin ones. Taken one by one they are found in words of mixed scripts too.
_BLOCKS: Final = ((0x250, 0x2AF), (0x370, 0x3FF), (0x400, 0x52F), (0x531, 0x58F))
_LATIN_LIKE: Final[dict[int, str]] = {
    code: plain
    for start, end in _BLOCKS
    for code in range(start, end + 1)
    if len(plain := skeleton(chr(code))) == 1 and plain.isascii() and plain.isalpha()
}
_OTHER_SCRIPTS: Final = re.compile("[" + "".join(f"{chr(start)}-{chr(end)}" for start, end in _BLOCKS) + "]")


def latin_by_looks(text: str) -> str:
    """Return text with look-alikes of other scripts as the Latin letters they print like, each at its index."""
    return text.translate(_LATIN_LIKE) if _OTHER_SCRIPTS.search(text) else text


@dataclass(frozen=True)
class FoldedBody:
    """Many texts folded and searched as one.

    `cased` and `folded` have the same length; all three views hold one `SEPARATOR` between two texts.
    """

    texts: tuple[str, ...]

    @cached_property
    def cased(self) -> str:
        """The folded texts with their capitals."""
        return fold_case_kept(SEPARATOR.join(text.replace(SEPARATOR, " ") for text in self.texts))

    @cached_property
    def folded(self) -> str:
        """The folded texts in small letters."""
        return small(self.cased)

    @cached_property
    def squashed(self) -> str:
        """The folded texts without anything but letters and digits."""
        return _NOT_LETTERS_WITHIN.sub("", self.folded)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The index in `folded` at which each text starts."""
        return _starts(self.folded)

    @cached_property
    def squashed_starts(self) -> tuple[int, ...]:
        """The index in `squashed` at which each text starts."""
        return _starts(self.squashed)


def _starts(view: str) -> tuple[int, ...]:
    lengths = (len(part) + 1 for part in view.split(SEPARATOR))
    return (0, *accumulate(lengths))
