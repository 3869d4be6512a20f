"""Cut text into words and signs in a form that three readings share, without any part of the program.

What is folded is what the pages of the documentation promise to change, or what no reader can see: quotation marks,
apostrophes and marks of measure are one sign each, spaces part words and are otherwise nothing, and what draws nothing
is out. A word in letters that run from right to left, or that are drawn in another order than they are typed, is known
by its letters: a page gives them in the order in which they are drawn.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_MARKS: Final = str.maketrans(dict.fromkeys("'’‘‚‹›′\"“”„«»″‟‛", '"'))
# Thai, Lao, Tibetan, Burmese, Khmer, Chinese, Japanese and Yi are written without spaces: a line may end anywhere.
_UNSPACED: Final = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\ua000-\ua4cf]")
# Letters of India and of those parts of Asia are drawn in another order than they are typed.
_REORDERED: Final = re.compile(
    "[\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u1b00-\u1b7f\ua980-\ua9df\U00011000-\U000114df]"
)
# One glyph draws both of a pair in some place of a word, and a page tells one of them.
_TWINS: Final = str.maketrans("ەںڻڽۑڨڧٯڮ", "هىٹپپڤفڡؼ")
_MARK: Final = (
    r"(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[^\W\d_]{1,2}|[ivxlcIVXLC]{1,6})[.)°-]+o?|[-+*•◦▪·–—]|[.(]?\d{1,3}\)?"
    r"|\.[^\W\d_]{1,2})"  # as a page that runs from right to left has it
)
_OPENING: Final = re.compile(rf"\s*(?:{_MARK}\s+){{1,2}}|\s*{_MARK}$")
_CLOSING: Final = re.compile(r"(?:\s[.(]?\d{1,3}[.)]?|\s?[.()°-]*[^\W\d_]{1,2}[.()°-]+|\s[-•◦▪·–—])\s*$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign: its form for comparison, where it stands, and whether it may be the mark of a list.

    `where` is the line of a source, counted from 1, the page of a PDF, or the paragraph of a Word file.
    """

    form: str
    where: int
    is_mark: bool = False

    @property
    def is_reordered(self) -> bool:
        """Whether a page may give its letters in another order than they were typed."""
        return any(map(_runs_right, self.form))


def tokens(line: str, where: int) -> Iterator[Token]:
    """Yield the words and signs of a line; what begins or ends it like the mark of a list is told."""
    text = _plain(line)
    opening, closing = _OPENING.match(text), _CLOSING.search(text)
    begins = opening.end() if opening else 0
    ends = closing.start() if closing else len(text)
    for start, form in _cut(text):
        yield Token(_form(form), where, start < begins or start >= ends)


def _plain(line: str) -> str:
    kept = (sign for sign in line if unicodedata.category(sign) != "Cf" and not "\ufe00" <= sign <= "\ufe0f")
    return unicodedata.normalize("NFKC", "".join(kept).replace("\u034f", "").translate(_MARKS))


def _cut(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    while start < len(text):
        end = start + 1
        if _is_letter(text[start]) and not _UNSPACED.match(text[start]):
            turned = None if _is_mark(text[start]) else _runs_right(text[start])
            while end < len(text) and _is_letter(text[end]) and not _UNSPACED.match(text[end]):
                if not _is_mark(text[end]):
                    if turned not in (None, _runs_right(text[end])):
                        break  # a particle and a figure or a foreign name are drawn apart
                    turned = _runs_right(text[end])
                end += 1
        if not text[start].isspace():
            yield start, text[start:end]
        start = end


def _is_letter(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LNM"


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign)[0] == "M"


def _runs_right(sign: str) -> bool:
    return unicodedata.bidirectional(sign) in ("R", "AL")


def _form(word: str) -> str:
    if any(map(_runs_right, word)) or _REORDERED.search(word):
        return "".join(sorted(unicodedata.normalize("NFKD", word).translate(_TWINS)))
    return word
