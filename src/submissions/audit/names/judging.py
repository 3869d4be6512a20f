"""Decide whether letters that were found are the name, and say in words which form it has there."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from submissions.audit.names.inflection import endings_of
from submissions.audit.names.variants import LONG, Span
from submissions.audit.records import Secret
from submissions.folding import fold, squash, word_list
from submissions.folding.scripts import goes_on, is_unspaced

_SURE: Final = 8
"""From so many letters on, no ordinary word holds them by chance."""
_SURE_ACROSS_WORDS: Final = 12
_GAP_MAX: Final = 12
_LETTER: Final = re.compile(r"[^\W\d_]")
_IDENTIFIER_SIGNS: Final = frozenset("@_/\\=#.")
# A sign inside a word, or a hyphen at the end of a line: what a reader does not take for a space between two words.
_WITHIN_A_WORD: Final = re.compile(r"'|'?-\s*|[·•*|]")
_FUNCTION_WORDS: Final = frozenset(
    word_list(
        "a al an at da das de del des di do du e el en i in is it la las le les lo los ma me mi na no on sa se su "
        "ta te tu u un una une y"
    )
)


def pattern_of(span: Span) -> re.Pattern[str]:
    """Return what finds a run of letters in folded text, with up to twelve signs or spaces between any two of them."""
    return re.compile(r"[\W_]{0,%d}?".replace("%d", str(_GAP_MAX)).join(map(re.escape, span.letters)))


def accepts(span: Span, folded: str, cased: str, start: int, end: int) -> bool:
    """Tell whether the letters from `start` to `end` of a piece are the secret and not other words that hold them."""
    letters = span.letters
    if is_unspaced(letters):
        return not goes_on(folded, end)
    if len(letters) < LONG and span.gaps and folded[start:end].isalnum() and is_running(folded, cased, start, end):
        return False
    gaps = _foreign_gaps(span, folded[start:end])
    if all(_WITHIN_A_WORD.fullmatch(gap) for gap in gaps):
        return _within_one_word(span, folded, cased, start, end)
    if len(gaps) >= len(letters) - 1 - len(span.gaps):
        return _is_letter_spaced(folded, start, end)
    if len(letters) < _SURE or _begins_with_a_function_word(cased[start:end], span):
        return False
    return len(letters) >= _SURE_ACROSS_WORDS or _has_borders(letters, folded, cased, start, end)


def _foreign_gaps(span: Span, found: str) -> list[str]:
    """Return what stands between the letters where the secret itself has nothing."""
    gaps: list[str] = []
    index, gap = 0, ""
    for character in found:
        if character.isalnum():
            if gap and index not in span.gaps:
                gaps.append(gap)
            gap = ""
            index += 1
        else:
            gap += character
    return gaps


def _within_one_word(span: Span, folded: str, cased: str, start: int, end: int) -> bool:
    if len(span.letters) >= _SURE and not span.strict:
        return True
    if _has_borders(span.letters, folded, cased, start, end):
        return True
    return len(span.letters) >= LONG and not span.gaps and not span.strict and is_identifier(folded, start, end)


def _has_borders(letters: str, folded: str, cased: str, start: int, end: int) -> bool:
    """Tell whether a word begins at `start`, and one ends at `end` or behind an ending of the word's language."""
    if start and is_inside(cased, start):
        return False
    after = re.match(r"[^\W\d_]*", folded[end : end + 8])
    rest = after.group() if after else ""
    return not rest or not is_inside(cased, end) or (len(letters) >= LONG and rest in endings_of(letters))


def stands_alone(span: Span, folded: str, cased: str, start: int, end: int) -> bool:
    """Tell whether a run of letters begins and ends as a word does, or is in a script or place that parts no words.

    "Alexandria" holds the letters of a name, and may be nobody's.
    """
    if is_unspaced(span.letters) or _has_borders(span.letters, folded, cased, start, end):
        return True
    return is_identifier(folded, start, end)


def is_inside(cased: str, index: int) -> bool:
    """Tell whether a word goes on at an index: letters on both sides, and no capital that begins a joined name."""
    before, after = cased[index - 1 : index], cased[index : index + 1]
    if not (_LETTER.match(before) and _LETTER.match(after)):
        return False
    return not (before != before.upper() and after != after.lower())


def is_identifier(folded: str, start: int, end: int) -> bool:
    """Tell whether what stands there is an address, a file name or the like, and no running text."""
    left = max(folded.rfind(sign, 0, start) for sign in " \n\t")
    ends = [position for sign in " \n\t" if (position := folded.find(sign, end)) >= 0]
    right = min(ends, default=len(folded))
    whole = folded[left + 1 : right].strip(".,;:!?()[]\"'«»“”")
    alone = left < 0 and not ends
    return alone or bool(_IDENTIFIER_SIGNS & set(whole)) or any(character.isdigit() for character in whole)


def is_running(folded: str, cased: str, start: int, end: int) -> bool:
    """Tell whether letters stand in running text and without a capital among them: "liana" is no Li Ana, "LiAna" is."""
    found = cased[start + 1 : end]
    return not is_identifier(folded, start, end) and (found == found.lower() or found == found.upper())


def _is_letter_spaced(folded: str, start: int, end: int) -> bool:
    """Tell whether single letters stand there, and not the ends of words."""
    before, after = folded[start - 1 : start], folded[end : end + 1]
    return not (_LETTER.match(before) or _LETTER.match(after))


def _begins_with_a_function_word(found: str, span: Span) -> bool:
    """Tell whether a name typed as two words is two words: "la marche" is no Lamarche, "La Marche" may be."""
    first, _, rest = found.replace("\n", " ").partition(" ")
    own = any(gap == len(squash(first)) for gap in span.gaps)
    return not own and fold(first) in _FUNCTION_WORDS and rest.lstrip()[:1] == rest.lstrip()[:1].lower()


def describe(found: str, secret: Secret, variant: str, how: str) -> str:
    """Return in words how what was found differs from the secret as it was typed."""
    words = [variant, how, *_signs(found)]
    if secret.kind == "birth":
        words.append("" if secret.text in found else "in another notation")
    elif not variant:
        words += _letters(found, secret.text)
    return ", ".join(dict.fromkeys(word for word in words if word)) or "as typed"


def _signs(found: str) -> list[str]:
    tests = (
        ("with soft hyphens", "\u00ad" in found),
        ("with invisible characters", any(_is_unseen(character) for character in found)),
        ("with non-breaking spaces", any(character in "\u00a0\u202f\u2007" for character in found)),
        ("with non-breaking hyphens", any(character in "\u2011\x1e" for character in found)),
        ("in full-width letters", any("\uff01" <= character <= "\uff5e" for character in found)),
        ("with ligatures", any("\ufb00" <= character <= "\ufb06" for character in found)),
        ("in presentation forms", any("\ufb50" <= character <= "\ufefc" for character in found)),
        ("with Arabic vowel marks", any("\u064b" <= character <= "\u0652" for character in found)),
        ("lengthened", "\u0640" in found),
        ("divided at a line's end", bool(re.search(r"[^\W\d_][-\u00ad\u2010\x02\ufffe]?\s*\n\s*[^\W\d_]", found))),
    )
    return [words for words, holds in tests if holds]


def _is_unseen(character: str) -> bool:
    return character != "\u00ad" and unicodedata.category(character) == "Cf"


def _letters(found: str, wanted: str) -> list[str]:
    """Return what is different in the letters: accents, their storing, capitals, spaces."""
    if wanted in found or found in wanted:
        return []
    if unicodedata.normalize("NFC", found) == unicodedata.normalize("NFC", wanted):
        return ["with letters stored in pieces"]
    seen = []
    if re.fullmatch(r"(?:[^\W_][\W_]+){3,}[^\W_]", fold(found)):
        seen.append("letter-spaced")
    elif re.search(r"\w-\s?\w", fold(found)) and "-" not in fold(wanted):
        seen.append("divided by a hyphen")
    bare, own = (unicodedata.normalize("NFC", text).casefold() for text in (found, wanted))
    if bare not in own and squash(found) in squash(wanted) and not seen:
        seen.append("with other accents or signs")
    if found.isupper() and not wanted.isupper():
        seen.append("in capitals")
    elif found.islower() and not wanted.islower():
        seen.append("in small letters")
    return seen
