"""Compare the words of two readings and tell what was lost, added or put into another order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Final

from benchmarks.stress.tokens import Token

_SHOWN: Final = 8
"""Words of a difference that are shown."""
_AROUND: Final = 3
_COMPARED_MAX: Final = 400
"""Words that are compared one by one; what differs for longer is no matter of marks."""
# A sign that is drawn mirrored is read as either.
_BRACKETS: Final = {")": "(", "]": "[", "}": "{", "≥": "≤"}
_HYPHEN: Final = "\N{HYPHEN}"
"""What is drawn where a line ends at a soft hyphen."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of the source that a file has not, and what it has instead; `line` is the source's, counted from 1."""

    line: int
    lost: tuple[str, ...]
    added: tuple[str, ...]

    def __str__(self) -> str:
        """Return the difference as one line."""
        lost, added = (" ".join(words[:_SHOWN]) or "nothing" for words in (self.lost, self.added))
        return f"line {self.line}: [{lost}] became [{added}]"


def in_order(source: Sequence[Token], found: Sequence[Token]) -> Iterator[Difference]:
    """Yield the places where a reading is not the source, word for word in its order.

    The marks of lists are set by the layout and may be others; a line may end within a word, but no two words are one.
    """
    left, right = ([token.form for token in side] for side in (source, found))
    for first, last, begin, end in _differing(left, right):
        if not _is_alike(source[first:last], found[begin:end]):
            # A mark that is the same as the word behind it may have been taken for that word.
            around = min(_AROUND, first, begin)
            wider = source[first - around : last + _AROUND], found[begin - around : end + _AROUND]
            if not _is_alike(*wider):
                yield Difference(_line(source, first), tuple(left[first:last]), tuple(right[begin:end]))


def _differing(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield where two readings differ; a few like words between two differences, such as stops, are part of them."""
    now: tuple[int, int, int, int] | None = None
    for kind, first, last, begin, end in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            if now is not None and last - first > _AROUND:
                yield now
                now = None
        else:
            now = (first, last, begin, end) if now is None else (now[0], last, now[2], end)
    if now is not None:
        yield now


def _is_alike(lost: Sequence[Token], added: Sequence[Token]) -> bool:
    """Tell whether words differ in nothing but the marks of lists and the ends of lines.

    What looks like a mark may be one or not: a line that happens to begin with a figure looks so too.
    """

    @cache
    def goes_on(at: int, found: int) -> bool:
        if found < len(added) and (added[found].is_mark or added[found].form == _HYPHEN) and goes_on(at, found + 1):
            return True
        if at == len(lost):
            return found == len(added)
        if lost[at].is_mark and goes_on(at + 1, found):
            return True
        return any(goes_on(at + 1, end) for end in _ends(lost[at].form, added, found))

    return len(lost) + len(added) < _COMPARED_MAX and goes_on(0, 0)


def _ends(word: str, added: Sequence[Token], begin: int) -> Iterator[int]:
    """Yield where a word ends that a reading may have in parts, with a hyphen where a line ends within it."""
    shown = ""
    for end in range(begin, len(added)):
        form = added[end].form
        shown += "" if form == _HYPHEN and word[len(shown) : len(shown) + 1] != _HYPHEN else form
        if shown == word:
            yield end + 1
        elif not word.startswith(shown):
            return


def in_any_order(source: Sequence[Token], found: Sequence[Token]) -> Iterator[Difference]:
    """Yield what a reading lost or added, whatever the order: lines of two directions are drawn in another one."""
    left, right, typed, marks = (
        Counter(_BRACKETS.get(token.form, token.form) for token in side if token.is_mark or not marked)
        for marked in (False, True)
        for side in (source, found)
    )
    lost, added = left - right - typed, right - left - marks - Counter({_HYPHEN: len(found)})
    if "".join(sorted("".join(lost.elements()))) != "".join(sorted("".join(added.elements()))):
        where = next((index for index, token in enumerate(source) if token.form in lost), 0)
        yield Difference(_line(source, where), tuple(lost.elements()), tuple(added.elements()))


def _line(source: Sequence[Token], index: int) -> int:
    return source[min(index, len(source) - 1)].where if source else 1
