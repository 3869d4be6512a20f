"""End the items of a list so that the list reads as one sentence, however their authors have ended them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from submissions.folding import fold
from submissions.languages import Enumerations, Language
from submissions.values import Prose
from submissions.view.reader import Words

# What makes more than one paragraph of prose: it ends as its author has ended it.
_BLOCKS: Final = re.compile(r"\n\s*\n|^\s*(?:[-*+>|#]|:::|\d+[.)])\s*\S", re.MULTILINE)
# Notes and citations at the end, which stand behind the words and before what ends them.
_NOTES: Final = re.compile(r"(?:\s*(?:\^\[(?:[^\[\]]|\[[^\[\]]*\])*\]|\[\^[^\]\s]+\]|\[[^\[\]]*@[^\[\]]*\]))+\s*\Z")
_ENDING: Final = ";,.\u061b\u060c\uff1b\uff0c\u3002"
_OWN_END: Final = ("?", "!", "\u2026", "...", "\uff1f", "\uff01", "\u061f")
_INITIAL: Final = re.compile(r"(?:^|[\s(.])[^\W\d_]\.\Z")
_CLOSING: Final = "\"'\u201d\u2019\u00bb"


def in_one_sentence(items: Sequence[Words], speech: Language) -> tuple[Words, ...]:
    """Return the items of a list, each with what ends it in a language.

    What is missing, and an item of several paragraphs or with a list in it, stays as it is.
    """
    habits = speech.enumerations
    if habits is None:
        return tuple(items)
    ends = [habits.between] * len(items)
    if len(items) > 1:
        ends[-2] = _before(habits.last, items[-1], speech)
    return tuple(
        _ended(item, end, habits) for item, end in zip(items, [*ends[:-1], habits.end][: len(items)], strict=True)
    )


def as_sentence(words: Words, speech: Language) -> Words:
    """Return prose that stands alone in a list with a full stop at its end."""
    habits = speech.enumerations
    return words if habits is None else _ended(words, habits.end, habits)


def _ended(item: Words, end: str, habits: Enumerations) -> Words:
    if not isinstance(item, Prose) or _BLOCKS.search(item.strip()):
        return item
    text = item.rstrip()
    notes = _NOTES.search(text)
    body, after = (text[: notes.start()], notes[0].rstrip()) if notes else (text, "")
    body = _bare(body, habits)
    if after:
        after = _bare(after, habits)
    return Prose(body + after + _fitting(body, end, habits), item.place, item.lines) if body else item


def _bare(text: str, habits: Enumerations) -> str:
    """Return words without what ends them: marks, and one word for "and" behind a mark or a space."""
    words = "|".join(map(re.escape, habits.typed))
    text = re.sub(rf"(?<=[\s{_ENDING}])(?:{words})[\s{_ENDING}]*\Z", "", text) if words else text
    text = text.rstrip()
    while text and text[-1] in _ENDING and not _keeps_stop(text, habits):
        text = text[:-1].rstrip()
    return text


def _keeps_stop(text: str, habits: Enumerations) -> bool:
    """Tell whether a full stop at the end is part of the last word: of an abbreviation, an initial, an ellipsis."""
    return text.endswith(("...", *habits.shortened)) or bool(_INITIAL.search(text))


def _fitting(body: str, end: str, habits: Enumerations) -> str:
    """Return what ends an item whose words may end with a mark of their own."""
    inside = body.rstrip(_CLOSING)
    if inside.endswith(_OWN_END):
        return end.lstrip(_ENDING)
    has_stop = inside.endswith(habits.end) and (inside != body or _keeps_stop(body, habits))
    return "" if has_stop and end == habits.end else end


def _before(last: str, following: Words, speech: Language) -> str:
    """Return the end of the item before the last, whose word agrees with the first sound after it: "; e"."""
    head, _, word = last.rpartition(" ")
    for one in speech.agreement.alternations:
        start = fold(str(following)) if isinstance(following, Prose) else ""
        excepted = bool(one.unless) and re.match(one.unless, start)
        if word == one.plain and re.match(one.before, start) and not excepted:
            return f"{head} {one.changed}"
    return last
