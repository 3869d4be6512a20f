"""Find names that stand in no list of the case, behind a title or as two words together: who is in nobody's care."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from submissions.audit.names.address import words_of
from submissions.audit.names.echoes import open_words
from submissions.audit.names.known import Known, known_to, words_of_pseudonyms
from submissions.audit.names.secrets import open_bearers
from submissions.case import Case
from submissions.folding import fold, squash

_BEHIND_TITLE: Final = re.compile(  # as a look ahead: "la Sra. Quintanilla" is also "la" behind which "Sra" stands
    r"(?<!\w)(?=([^\W\d_]+(?:-[^\W\d_]+)?)\.?[\s\xa0\u202f]+((?:[^\W\d_]\.\s?)?[^\W\d_]{3,}))"
)
_LEARNED: Final = frozenset({"dr", "prof"})
# A word with its hyphens and apostrophes, and the point behind a single letter.
_WORD: Final = re.compile(r"[^\W\d_](?:\.|[^\W\d_]*(?:['’ʼ‑-][^\W\d_]+)*)")
_GAP: Final = re.compile(r"[ \xa0\u202f]{1,2}")
_POSSESSIVE: Final = re.compile(r"['’ʼ][^\W\d_]{1,2}\Z")
_ACRONYM_MAX: Final = 5
_BESIDE_ACRONYM_MAX: Final = 3
_ARTICLE_MAX: Final = 3
_JOINTS_MAX: Final = 2


def strangers(case: Case, texts: Iterable[str], told: Iterable[str] = ()) -> Iterator[tuple[int, str]]:
    """Yield the number of each text that names somebody behind a title whom no list of the case names, and the name.

    Once for each name; `told` are words in which somebody protected was found. A list is: whoever may be named in
    public, the organisation and its partners, authorities, pseudonyms, States, and `may_be_named`.
    """
    titles = words_of("formal") | _LEARNED
    known = open_words(case) | {word for one in open_bearers(case, "public") for word in one.words}
    known |= {squash(word) for name in case.may_be_named for word in (name, *name.split())} | set(map(squash, told))
    texts = list(texts)
    small, pseudonyms = _written_small(texts), words_of_pseudonyms(case)
    for number, text in enumerate(texts):
        for match in _BEHIND_TITLE.finditer(text):
            name = match[2]
            pseudonym, _, after = name.partition(".")
            if squash(pseudonym) in pseudonyms and squash(after) in small:  # "on behalf of Mr T. The particulars ..."
                continue
            letters = squash(name)
            is_title = fold(match[1]) in titles and match[1] != match[1].lower() and len(match[1]) > 1
            if is_title and name[:1] != name[:1].lower() and letters not in known:
                known |= {letters}
                yield number, name


def strange_pairs(
    case: Case, texts: Sequence[str], printed: Iterable[str] = (), protected: Iterable[str] = ()
) -> Iterator[tuple[int, str]]:
    """Yield the number of each text in which two words with capitals stand together, and the first of them.

    They may be a stranger's name; once for each pair. The texts are those that the case itself gives, `printed` what
    the templates and the house print, `protected` words in which somebody was found. No word of a pair is written small
    anywhere, as the first of a sentence mostly is; one stands in no list, and the other in none but of names. What
    names a matter, "the Rivas Blanco case", is no name.
    """
    printed = list(printed)
    small = _written_small((*texts, *printed))
    known: Known | None = None
    told: set[tuple[str, str]] = set()
    found = {squash(word) for word in protected}
    for number, text in enumerate(texts):
        for pair in _pairs(text):
            letters = squash(pair[0]), squash(pair[1])
            if letters in told or any(one in small or one in found for one in letters):
                continue
            known = known or known_to(case, printed)
            if _is_strange(pair, known):
                told.add(letters)
                yield number, pair[1] if known.is_name(pair[0]) else pair[0]


def _written_small(texts: Iterable[str]) -> set[str]:
    """Return the words, squashed, that stand somewhere without a capital."""
    return {squash(word) for text in texts for word in _WORD.findall(text) if word == word.lower()}


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Yield two words with capitals that stand together, with what joins the words of a name between them or not."""
    words = list(_WORD.finditer(text))
    joints = words_of("joint")
    nobody = _of_bodies(words)
    for index, first in enumerate(words):
        if not _is_capital(first[0]):
            continue
        last = index + 1
        while last < min(len(words), index + _JOINTS_MAX + 1) and words[last][0] in joints:
            last += 1
        is_apart = any(_GAP.fullmatch(*_gap(words, one)) is None for one in range(index + 1, min(last + 1, len(words))))
        if last == len(words) or is_apart or not _is_capital(words[last][0]):
            continue
        if index in nobody:
            continue
        before = words[index - 1][0] if index else ""
        after = words[last + 1][0] if last + 1 < len(words) else ""
        if fold(_bare(before)) not in words_of("matter before") and fold(after) not in words_of("matter"):
            yield _bare(first[0]), _bare(words[last][0])


def _of_bodies(words: Sequence[re.Match[str]]) -> set[int]:
    """Return the indices of words with capitals side by side that name a body, a place, a day or a case.

    Of "Air Force Amina Kessler" the first two: a name may follow on a body. A case is known by what stands between its
    sides, "Velásquez Rodríguez v. Honduras".
    """
    last, first, place = words_of("body"), words_of("body first"), words_of("place")
    versus = words_of("versus")
    found: set[int] = set()
    start = begun = 0
    for index, word in enumerate(words):
        is_large = _is_capital(word[0])
        if not is_large or (index and _GAP.fullmatch(*_gap(words, index)) is None):
            if fold(word[0]).strip(".") in versus:
                found.update(range(start, index))
            start, begun = index if is_large else index + 1, 0
        if not is_large:
            continue
        letters = fold(_bare(word[0]))
        if letters in last:
            found.update(range(start, index + 1))
        if letters in place or (letters in first and (letters not in last or index == start)):
            begun = _BEGUN_MAX
        if begun:
            found.add(index)
            begun -= 1
    return found


_BEGUN_MAX: Final = 3
"""So many words with capitals a name has at most that begins with the word for a body or a place."""


def _gap(words: Sequence[re.Match[str]], index: int) -> tuple[str, int, int]:
    """Return the text, and where the gap before a word begins and ends."""
    return words[index].string, words[index - 1].end(), words[index].start()


def _bare(word: str) -> str:
    """Return a word without what is written together with it before or behind: "d'Amina", "Amina's"."""
    own = _POSSESSIVE.sub("", word)
    article, mark, rest = re.sub("[’ʼ]", "'", own).rpartition("'")
    return rest if mark and len(article) <= _ARTICLE_MAX and article[:1] == article[:1].lower() else own


def _is_capital(word: str) -> bool:
    """Tell whether a word begins with a capital that small letters or a point follow, or a word in capitals."""
    first = _bare(word)[:1]
    return len(_bare(word)) > 1 and first != first.lower()


def _is_strange(pair: tuple[str, str], known: Known) -> bool:
    """Tell whether nobody and nothing known has one of two words, and the other is at most a word of a name."""
    if _has_acronym(pair) or any(_is_open(word, known) for word in pair):
        return False
    return not all(known.is_name(word) or word.endswith(".") for word in pair)


def _is_open(word: str, known: Known) -> bool:
    """Tell whether a word, or each part with a capital of one with a hyphen, names what is nobody."""
    parts = [part for part in re.split("[‑-]", word) if part[:1] != part[:1].lower()]
    return not known.is_name(word) and (known.is_word(word) or all(map(known.is_word, parts)))


def _has_acronym(pair: tuple[str, str]) -> bool:
    """Tell whether a word is an abbreviation in capitals; of two words in capitals one must be short."""
    large = [word for word in pair if word == word.upper() and not word.endswith(".")]
    return any(len(word) <= (_ACRONYM_MAX if len(large) == 1 else _BESIDE_ACRONYM_MAX) for word in large)
