"""Take names apart: titles and particles, given and family name, and lists of names with one on each line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from submissions.audit.names.address import words_of
from submissions.audit.records import Bearer, Kind, Secret
from submissions.findings import Finding, Place
from submissions.folding import fold, squash, word_list
from submissions.folding.scripts import by_script, count_signs, is_unspaced

# Words within a name that tell nobody.
_PARTICLES: Final = frozenset(
    word_list(
        "de del dela de-la da do dos das du des di la las le les los el al l d y i e et and und van von der den "
        "ter ten zu ben bin ibn bint bent abu abou umm oum ould ait san santa saint st sainte ال بن ابن بنت ابو "
        "ام و"
    )
)
_ARTICLES: Final = frozenset(word_list("al el ul ad ar as ash at az an es ech ed er et"))
"""The Arabic article as it is romanised, before letters that it takes the sound of too."""

_NEVER_IN_A_NAME: Final = frozenset({"the", "of"})
_ARTICLES_OF_NICKNAMES: Final = frozenset(word_list("the la le les los las die der das il lo gli o os as"))

_SERVANT: Final = "عبد"
_DIVINE: Final = frozenset(word_list("الله الدين الاسلام الحق"))
_LETTERS_MIN: Final = 3
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def is_telling(word: str) -> bool:
    """Tell whether a word of a name is part of it, and neither a title, a particle nor of one or two letters."""
    folded = fold(word).strip(".")
    if is_unspaced(word):
        return count_signs(word) > 1
    return len(squash(word)) >= _LETTERS_MIN and folded not in words_of("formal") | _PARTICLES


def is_nickname(text: str, *, variant: bool = False) -> bool:
    """Tell whether a name is one of several words that tell only together: "the Doctor", "Mother of Sami".

    It holds "the" or "of", or begins with a word for kin or a title and a word that joins them; a `variant` also with
    an article, with which a name in parts may begin: "La Rosa".
    """
    words = [fold(word).strip(".") for word in text.split()]
    if len(words) < 2 or not all(words):
        return False
    kin = words_of("kin") | words_of("kin beside") | words_of("title")
    of = words[0] in kin and words[1] in words_of("link") and len(words) > 2
    begins = variant and words[0] in _ARTICLES_OF_NICKNAMES
    return begins or of or not _NEVER_IN_A_NAME.isdisjoint(words)


def is_title(word: str) -> bool:
    """Tell whether a word is a title or a particle of more than one letter."""
    folded = fold(word).strip(".")
    return len(folded) > 1 and folded in words_of("formal") | _PARTICLES


def is_formal(word: str) -> bool:
    """Tell whether a word is a form of address that is never a part of a name."""
    return fold(word).strip(".") in words_of("formal")


def is_particle(word: str) -> bool:
    """Tell whether a word is one that joins the words of a name: "de", "bint"."""
    return fold(word).strip(".") in _PARTICLES


def name_words(text: str) -> list[str]:
    """Return the words of a name that tell who it is; an Arabic name of two words, "عبد الله", is one of them.

    Its second word alone is God, or the faith, and of "نور الدين" only the first is somebody's name.
    """
    words: list[str] = []
    for word in re.split(r"[\s,;()]+", text):
        if words and (fold(words[-1]) == _SERVANT or fold(word) in _DIVINE):
            words[-1] += f" {word}"
        elif word:
            words.append(word)
    parts = [part for word in words for part in (word, _first_of_two(word)) if part]
    return [part for part in parts if is_telling(part) and fold(part) not in (_SERVANT, *_DIVINE)]


def _first_of_two(word: str) -> str:
    """Return "نور" of "نور الدين", and "" of another word."""
    first, space, _ = word.partition(" ")
    return first if space and fold(first) != _SERVANT else ""


def bare_word(word: str) -> str:
    """Return a word of a name without its article, "Khatib" of "al-Khatib", or "" where it has none."""
    article, _, bare = re.sub(r"[\u2010-\u2015'’ʼ]", "-", word).partition("-")
    return bare if fold(article) in _ARTICLES and len(squash(bare)) > _LETTERS_MIN else ""


def halves(word: str) -> list[str]:
    """Return the parts of a name with a hyphen that tell who it is: "Dupont", "Lavigne"; none of another."""
    parts = re.split(r"[-\u2010-\u2015]", bare_word(word) or word)
    return [part for part in parts if part and is_telling(part)] if len(parts) > 1 else []


def names_within(word: str) -> list[str]:
    """Return a word of a name, itself without its article, and its halves, as far as it has them."""
    return [one for one in (word, bare_word(word), *halves(word)) if one]


def split_name(text: str) -> tuple[str, ...]:
    """Return the given and the family name of a name typed whole, or nothing for a single word.

    "Family, Given" is read as such; otherwise the last word is taken for the family name.
    """
    family, comma, given = text.partition(",")
    if comma and given.strip() and family.strip():
        return given.strip(), family.strip()
    words = [word for word in text.split() if not is_formal(word)]
    return (" ".join(words[:-1]), words[-1]) if len(words) > 1 else ()


def split_by_script(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return a name typed whole with its parts, once for each script that it is typed in."""
    return [(run, split_name(run)) for run in by_script(text)]


def read_names(text: str, file: str) -> tuple[tuple[Secret, ...], list[Finding]]:
    """Return what a list of protected names holds, one on each line.

    Blank lines and lines that begin with # are left out; one that begins with + says what may stand (see `may_stand`):
    an organisation, counsel, an everyday word. A line may also be an e-mail address, a telephone number, or a day such
    as 1958-03-12. `file` names the list in findings and labels, which give the line and never the name.
    """
    secrets: list[Secret] = []
    findings: list[Finding] = []
    bearers, common = _open_names(text, file)
    for number, typed in _lines(text):
        if _MAY_STAND.match(typed):
            continue
        place = Place(file, number)
        if len(squash(typed)) < _LETTERS_MIN and not _is_short_name(typed):
            words = "this name is too short to be searched for: it is no whole name of two letters or more"
            findings.append(Finding("E651", place, words, "write the whole name on the line"))
            continue
        kind = _kind_of(typed)
        label = f"the {_NOUNS[kind]} on line {number} of {file}"
        for run, parts in split_by_script(typed) if kind == "name" else [(typed, ())]:
            words_of_run = {one for part in parts or (run,) for one in part.split()}
            shared = {one for one in words_of_run if any(squash(one) in bearer.words for bearer in bearers)}
            whole = kind == "name" and is_nickname(run)
            own = () if whole else parts
            secrets.append(
                Secret(label, run, kind, place, own, "", common | shared, common, bearers=bearers, as_typed=whole)
            )
    if not secrets and not findings:
        message = f"the list holds no name: '{file}'"
        findings.append(Finding("E650", Place(file), message, "write one protected name on each line"))
    return tuple(secrets), findings


def _is_short_name(typed: str) -> bool:
    """Tell whether two letters, or one sign of a script without spaces, are a name: Vy, Li, Su are whole names."""
    letters = squash(typed)
    return letters.isalpha() and (len(letters) > 1 or is_unspaced(letters))


def may_stand(text: str) -> tuple[str, ...]:
    """Return what a list of protected names says may stand: the lines that begin with +, without it."""
    return tuple(_MAY_STAND.sub("", typed) for _, typed in _lines(text) if _MAY_STAND.match(typed))


def _open_names(text: str, file: str) -> tuple[tuple[Bearer, ...], frozenset[str]]:
    """Return those whom a list lets stand by their names of several words, and the words that it calls everyday."""
    allowed = may_stand(text)
    several = [one for one in allowed if len(one.split()) > 1]
    bearers = tuple(
        Bearer(f"a name that may stand by {file}", frozenset(map(squash, one.split())), names=(one,)) for one in several
    )
    return bearers, frozenset(one for one in allowed if one not in several)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the number and the words of each line of a list that says something."""
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        typed = " ".join(line.split())
        if typed and not typed.startswith("#"):
            yield number, typed


_MAY_STAND: Final = re.compile(r"\+\s*(?=[^\d\s])")
"""The sign before a line of a list that says what may stand; with a figure behind it, it begins a telephone number."""
_NOUNS: Final[dict[Kind, str]] = {
    "name": "name", "contact": "address or number", "birth": "date", "place": "place", "words": "words",
}  # fmt: skip


def _kind_of(typed: str) -> Kind:
    if _DAY.fullmatch(typed):
        return "birth"
    digits = re.sub(r"\D", "", fold(typed))
    if "@" in typed or (len(digits) >= 7 and not re.search(r"[^\W\d_]{3}", typed)):
        return "contact"
    return "words" if any(character.isdigit() for character in typed) else "name"
