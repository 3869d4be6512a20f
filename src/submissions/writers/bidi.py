"""Find the words of a left-to-right script inside right-to-left text, so that nothing beside them is drawn into them.

In Arabic text the order of `CAT/C/GC/3 (13 December)` comes out wrong: by the Unicode bidirectional algorithm the
bracket and the number behind the symbol count as a part of it. Set apart, the symbol keeps its order and they keep
theirs (UAX 9, 2.7).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_WORD = re.compile(r"\S+")
# A closing mark stays with the words where its other half is among them.
_CLOSING = {")": "(", "]": "[", "»": "«", "”": "“"}


def split_by_direction(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a right-to-left text in order, each with whether it is to be set from left to right."""
    position = 0
    for start, end in _left_to_right_spans(text):
        if start > position:
            yield text[position:start], False
        yield text[start:end], True
        position = end
    if position < len(text):
        yield text[position:], False


def _left_to_right_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where words with Latin letters, and the numbers between such words, begin and end."""
    words = [(found.start(), found.end()) for found in _WORD.finditer(text)]
    index = 0
    while index < len(words):
        if not _is_latin(text[slice(*words[index])]):
            index += 1
            continue
        last = onward = index
        while onward + 1 < len(words) and _goes_on(text, words[onward], words[onward + 1]):
            onward += 1
            if _is_latin(text[slice(*words[onward])]):
                last = onward
        yield _trimmed(text, *_with_whole_brackets(text, words[index][0], words[last][1], words[onward][1]))
        index = last + 1


def _goes_on(text: str, word: tuple[int, int], after: tuple[int, int]) -> bool:
    return text[word[1] - 1] not in ";:!?؟؛،" and not _is_arabic(text[slice(*after)])


def _is_latin(word: str) -> bool:
    classes = {unicodedata.bidirectional(char) for char in word}
    return "L" in classes and not classes & {"R", "AL"}


def _is_arabic(word: str) -> bool:
    return any(unicodedata.bidirectional(char) in {"R", "AL"} for char in word)


def _with_whole_brackets(text: str, start: int, end: int, limit: int) -> tuple[int, int]:
    """Go on to the other half of a bracket, or stop in front of a bracket that has none before `limit`."""
    opened = text.rfind("(", start, end)
    if opened <= text.rfind(")", start, end):
        return start, end
    closed = text.find(")", end, limit)
    return (start, closed + 1) if closed >= 0 else (start, opened if opened > start else end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave punctuation at both ends outside, save a bracket whose other half is inside."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        if _CLOSING.get(text[end - 1], "\0") in text[start : end - 1]:
            break
        end -= 1
    return start, end
