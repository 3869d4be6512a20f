"""Find what is written in the other direction within a text, and the figures that would turn round there.

Right-to-left text draws `1999-09-02` as `02-09-1999` behind an Arabic letter and as it stands at the beginning of a
line; `CAT/C/GC/3 (13 December)` comes out with the bracket inside the symbol. Set apart, such a stretch keeps its
order and what stands beside it keeps its own, wherever the line ends (Unicode Standard Annex 9, 2.7 and 6.1).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

BOUNDARY: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in a text where something that is no text parts it, such as the mark of a note."""

# Hebrew to Arabic Extended-A, the presentation forms, and the right-to-left blocks of the supplementary plane.
_RIGHT_TO_LEFT: Final = r"\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFE\U00010800-\U00010FFF\U0001E800-\U0001EFFF"
_HAS_RIGHT_TO_LEFT: Final = re.compile(f"[{_RIGHT_TO_LEFT}]")
_WORD: Final = re.compile(rf"[^\s{BOUNDARY}]+")
_GAP: Final = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
_DASHES: Final = "\\-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}"
_MONEY: Final = "$€£¥₪"
_OPENS: Final = {"(": ")", "[": "]", "{": "}", "«": "»", "“": "”", "‹": "›"}
_CLOSES: Final = {closing: opening for opening, closing in _OPENS.items()}
# A telephone number with its groups; otherwise figures with what stands between them, a sign before or behind, and
# the parts of a measure: 12°30′, 5′10″.
_FIGURE: Final = re.compile(
    rf"\+\d[\d{_GAP}()/.\-]*\d"
    rf"|(?:(?<![^\s{re.escape(''.join(_OPENS))}])[+\-\N{{MINUS SIGN}}\N{{PLUS-MINUS SIGN}}])?[{_MONEY}]?"
    rf"\d+(?:[.,:/'’{_GAP[1:]}{_DASHES}]\d+|[°′″]\d+|[°′″][{_GAP}]\d+(?=[′″]))*(?:[{_GAP[1:]}]?[%‰°٪]|[′″])?[{_MONEY}]?"
)
_LETTERS: Final = "A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff"
# "12 March 2021", "12. Mai 2021", "12 de marzo de 2021": the day before the month belongs to it.
_DATE: Final = re.compile(rf"(?<!\d)\d{{1,2}}\.?(?: [a-z]{{1,3}})? [{_LETTERS}]+\.?(?: [a-z]{{1,3}})? \d{{4}}(?!\d)")
# In right-to-left text, a pause after a foreign word ends what belongs together with it.
_PAUSES: Final = frozenset(";:!?؟؛،")
_KEPT_BEFORE: Final = frozenset("@#/\\$€£+&~_%")
_KEPT_BEHIND: Final = frozenset("/\\+&~_%#=")


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a text is to be set apart, from `start` to before `end`, and whether it runs from right to left there."""

    start: int
    end: int
    rtl: bool


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    strong: str


def turns(text: str, rtl: bool) -> tuple[Turn, ...]:
    """Return what is to be set apart in a text, in order; `rtl` tells that the text runs from right to left."""
    if not rtl:
        if not _HAS_RIGHT_TO_LEFT.search(text):
            return ()
        return tuple(Turn(start, end, True) for start, end in _foreign(text, "R"))
    spans = _united([*_foreign(text, "L"), *((found.start(), found.end()) for found in _DATE.finditer(text))])
    for found in _FIGURE.finditer(text):
        plain = found[0].isdecimal()
        if not plain and not any(start < found.end() and found.start() < end for start, end in spans):
            spans.append((found.start(), found.end()))
    return tuple(Turn(start, end, False) for start, end in sorted(spans))


@dataclass(frozen=True, slots=True)
class Ends:
    """What a format without isolates has to mark about a turn.

    `opens` and `closes` tell that it begins or ends with a figure or a sign, which has no direction in itself; `parts`
    that what follows would be drawn among its words.
    """

    opens: bool
    closes: bool
    parts: bool


def ends_of(text: str, turn: Turn, rtl: bool) -> Ends:
    """Return what has to be marked about a turn in a text that runs from right to left or not."""
    shown = text[turn.start : turn.end]
    has_letter = any(map(strong_direction, shown))
    closes = not strong_direction(shown[-1:]) and not (has_letter and shown[-1:].isdigit())
    # Signs between words of both directions go with the text around; figures and words of the same direction do not.
    behind = next((sign for sign in text[turn.end :] if _decides(sign)), "\n")
    parts = behind != "\n" and strong_direction(behind) != ("R" if rtl else "L")
    return Ends(not strong_direction(shown[:1]), closes, parts)


def _decides(sign: str) -> bool:
    return sign in (BOUNDARY, "\n") or sign.isdigit() or bool(strong_direction(sign))


def strong_direction(sign: str) -> str:
    """Return "L" or "R" for a letter of either direction, "" for figures and signs that take that of their place."""
    kind = unicodedata.bidirectional(sign) if sign else ""
    return "R" if kind in {"R", "AL"} else "L" if kind == "L" else ""


def _united(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order, those that overlap as one."""
    made: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if made and start < made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return made


def _words(text: str, first: int, last: int) -> Iterator[_Word]:
    """Yield the words of a text between two places; where the direction turns in one, as behind a particle, two."""
    for found in _WORD.finditer(text, first, last):
        start, strong = found.start(), ""
        for at in range(found.start(), found.end()):
            turned = strong_direction(text[at])
            if turned and strong and turned != strong:
                yield _Word(start, at, strong)
                start = at
            strong = turned or strong
        yield _Word(start, found.end(), strong)


def _foreign(text: str, strong: str) -> Iterator[tuple[int, int]]:
    """Yield where words of the other direction, and the figures that belong to them, begin and end."""
    words = list(_words(text, 0, len(text)))
    index = 0
    while index < len(words):
        if words[index].strong != strong:
            index += 1
            continue
        last = onward = index
        while onward + 1 < len(words) and _goes_on(text, words[onward], words[onward + 1], strong):
            onward += 1
            if words[onward].strong == strong or (onward == last + 1 and _belongs(text, words, onward, strong)):
                last = onward
        start, end = _whole(text, words[index].start, words[last].end, words[onward].end)
        start, end = _trimmed(text, start, end)
        if start >= end:
            index += 1
            continue
        yield start, end
        index = next((at for at in range(index, len(words)) if words[at].end > end), len(words))
        if index < len(words) and words[index].start < end:  # a span that ended within a word leaves the rest of it
            words[index : index + 1] = _words(text, end, words[index].end)


def _goes_on(text: str, word: _Word, after: _Word, strong: str) -> bool:
    if after.strong not in ("", strong) or text[word.end : after.start].strip("\t" + _GAP):
        return False
    if strong == "R":  # a bracket and a comma part one name from the next; a comma alone may be that of a sentence
        return text[word.end - 1] not in ",;:" or text[word.end - 2] not in _CLOSES
    return text[word.end - 1] not in _PAUSES


def _belongs(text: str, words: Sequence[_Word], at: int, strong: str) -> bool:
    """Tell whether a figure belongs to the foreign word before it, and not to the words of the text behind it.

    It does behind an abbreviation or a small word ("para. 38", "article 14"), in brackets, and where no word of the
    text follows it at once: in "TRIAL International 4 آذار" the day belongs to its month.
    """
    shown, before = text[words[at].start : words[at].end], text[words[at - 1].start : words[at - 1].end]
    if not any(sign.isdigit() for sign in shown):
        return False
    if shown[0] == "(":
        return ")" in shown
    after = words[at + 1] if at + 1 < len(words) else None
    follows = after is not None and text[words[at].end : after.start].strip(_GAP) == ""
    bound = follows and after is not None and after.strong not in ("", strong) and shown[-1].isalnum()
    return not bound or before.endswith(".") or before[:1].islower()


def _whole(text: str, start: int, end: int, limit: int) -> tuple[int, int]:
    """Return a span with both halves of each bracket: it goes on to the other half, or ends before a single one."""
    opened: list[int] = []
    for at in range(start, end):
        if text[at] in _OPENS:
            opened.append(at)
        elif text[at] in _CLOSES:
            if opened and _OPENS[text[opened[-1]]] == text[at]:
                opened.pop()
            elif not text[at + 1 : end].partition(" ")[0].strip("".join(_CLOSES)).isalnum():
                return start, at
    if not opened or opened[0] == start:
        return start, end
    closed = text.find(_OPENS[text[opened[0]]], end, limit)
    return (start, closed + 1) if closed >= 0 else (start, opened[0])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave punctuation at both ends outside, save a bracket whose other half is inside."""
    while start < end:
        sign = text[start]
        closed = text.find(_OPENS[sign], start, end) if sign in _OPENS else -1
        inner = closed >= 0 and any(char.isalnum() for char in text[closed:end])
        if _is_of_word(sign) or sign in _KEPT_BEFORE or inner or (sign == "." and text[start + 1 : end][:1].isalnum()):
            break
        start += 1
    while end > start:
        sign = text[end - 1]
        if _is_of_word(sign) or sign in _KEPT_BEHIND or _CLOSES.get(sign, "\0") in text[start : end - 1]:
            break
        end -= 1
    return start, end


def _is_of_word(sign: str) -> bool:
    return sign.isalnum() or unicodedata.category(sign)[0] == "M" or bool(strong_direction(sign))
