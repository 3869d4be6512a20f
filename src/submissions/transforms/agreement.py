"""Make the words around a person agree with what is printed for her: a name in one version, a pseudonym in another.

An author writes "de @a" once; it prints "d'Amina" where the name may stand and "de Mme B" or "du témoin" where it may
not. Only what holds for every name is changed: before h nothing is, since a name does not tell whether it is mute, and
before an initial nothing is elided. Rules: Grevisse, Le bon usage, on elision and contraction; Real Academia Española,
Ortografía, on "al", "del" and on "e" and "u" for "y" and "o".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from submissions.document import (
    Anchor,
    Document,
    Foreign,
    LineBreak,
    Note,
    Reference,
    Run,
    Superscript,
    Withheld,
    inline_fields,
)
from submissions.folding import fold
from submissions.transforms.rewrite import rewrite

# What stands inside these is not the author's sentence, and a name in it agrees with nothing outside.
_CLOSED: Final = (Note, Foreign, Superscript, Anchor)
# At the beginning of a word: neither behind a letter, an apostrophe nor a hyphen.
_BEFORE: Final = r"(?<![\w'’\-])"
_SPACE: Final = "[ \N{NO-BREAK SPACE}]"

# The words that drop their "e" before a vowel, as French grammar has them; "le" and "la" belong to the name itself.
_FRENCH_WORDS: Final = "de|que|jusque|lorsque|puisque|quoique|parce que|ne|se"
_FRENCH_FULL: Final = re.compile(rf"{_BEFORE}({_FRENCH_WORDS}){_SPACE}$", re.IGNORECASE)
_FRENCH_CUT: Final = re.compile(rf"{_BEFORE}(d|qu|jusqu|lorsqu|puisqu|quoiqu|n|s)['’]$", re.IGNORECASE)
_FRENCH_JOINS: Final = {("de", "le"): "du", ("de", "les"): "des", ("à", "le"): "au", ("à", "les"): "aux"}
_SPANISH_JOINS: Final = {("de", "el"): "del", ("a", "el"): "al"}
# "y" becomes "e" before the sound of i, and "o" becomes "u" before that of o.
_SPANISH_AND: Final = re.compile(rf"{_BEFORE}([yeouYEOU]){_SPACE}$")
_ENGLISH_ARTICLE: Final = re.compile(rf"{_BEFORE}([Aa])(n?){_SPACE}$")
# Vowels that are said as "yoo" or "wun": "a European", "a university", "a one-time", but "an uninvolved".
_ENGLISH_YOO: Final = re.compile(r"(?i)eu|uni(?!n)|u[rst][aeiu]|one\b|once\b|ew")
_ENGLISH_SAID: Final = frozenset("AEFHILMNORSX")
"""The letters whose names begin with a vowel: "an F", "an S"."""

_INITIALS_MOST: Final = 3
"""Capitals up to this many are read as letters, one by one."""

# "For", alone or behind "and" or "so", right before a name.
_ARABIC_FOR: Final = re.compile(r"(?<![\w])([وف]?)ل$")
# A stop behind these, or behind a single letter, ends an abbreviation and not a sentence.
_ABBREVIATED: Final = re.compile(
    r"(?:^|[\s(\[«“\"'‘])(?:[^\W\d_]|(?:mr|mrs|ms|mme|mlle|dr|prof|st|sr|sra|srta|no|nos|art|arts|para|paras|par|p|pp|vol|"
    r"cf|c|v|vs|al|ed|eds|ex|fig|app|ch|chap|sec|ss|op|cit|ibid|et|approx|ca|núm|pág|págs|n°|etc))\.$",
    re.IGNORECASE,
)
# A full stop, the quotation marks and brackets that close behind it, a space, and those that open.
_ENDED: Final = re.compile(r"[.!?…؟][\"'”’»)\]]*\s+[\"'“‘«(\[¿¡\s]*$")
_ONLY_OPENED: Final = re.compile(r"[\s\"'“‘«(\[¿¡]*")


@dataclass(slots=True)
class _Piece:
    """The words of one run, or of something closed, in a paragraph; `run` is None for what may not be changed."""

    words: str
    run: Run | None

    @property
    def is_name(self) -> bool:
        """Whether these are the words for a person."""
        return self.run is not None and self.run.person

    @property
    def is_free(self) -> bool:
        """Whether these words are the author's, which may be changed."""
        return self.run is not None and not self.run.verbatim


def agree(document: Document) -> Document:
    """Return the document in which the words before people's names, and the names' first letters, are as they must be.

    The marks that tell names from other words are taken off, so that nothing later can tell them apart.
    """
    language = document.language

    def change(node: Any) -> Iterator[Any]:
        for name in inline_fields(type(node)):
            inlines = getattr(node, name)
            if any(piece.is_name for piece in _pieces(inlines)):
                node = replace(node, **{name: _agreed(inlines, language)})
        yield node

    return replace(document, blocks=rewrite(document.blocks, change))


def _agreed(inlines: tuple[Any, ...], language: str) -> tuple[Any, ...]:
    """Return the inline nodes of one paragraph with every name in its place."""
    pieces = list(_pieces(inlines))
    before = ""
    for index, piece in enumerate(pieces):
        if piece.is_name and piece.words:
            _join(pieces[:index], piece, language)
            before = "".join(one.words for one in pieces[:index])
            if _begins_sentence(before):
                piece.words = piece.words[:1].upper() + piece.words[1:]
            _drop_second_stop(piece, pieces[index + 1 :])
        before += piece.words
    changed = iter([piece.words for piece in pieces if piece.run is not None])

    def change(node: Any) -> Iterator[Any]:
        if not isinstance(node, Run):
            yield node
        elif words := next(changed):
            yield replace(node, text=words, person=False)

    return rewrite(inlines, change, skip=_CLOSED)


def _join(earlier: list[_Piece], name: _Piece, language: str) -> None:
    """Change the words right before a name, and the name; a line of the author's may end between them."""
    near = [one for one in earlier if one.words][-2:]
    if not near or not near[-1].is_free:
        return
    last = near[-1]
    if last.words.isspace() and len(near) > 1 and near[0].is_free:
        together = near[0].words + last.words
        words, name.words = _joined(together, name.words, language)
        if words != together:
            near[0].words, last.words = words, ""
    else:
        last.words, name.words = _joined(last.words, name.words, language)


def _drop_second_stop(name: _Piece, later: list[_Piece]) -> None:
    """Take away the full stop after a name that ends in one: "A.K." ends its sentence itself."""
    following = next((one for one in later if one.words), None)
    if following is None or not following.is_free or not name.words.endswith("."):
        return
    if following.words.startswith(".") and not following.words.startswith(".."):
        following.words = following.words[1:]


def _pieces(inlines: tuple[Any, ...]) -> Iterator[_Piece]:
    """Yield the words of inline nodes in order, what is closed as one piece and notes as nothing."""
    for node in inlines:
        match node:
            case Run():
                yield _Piece(node.text, node)
            case Note():
                yield _Piece("", None)
            case LineBreak():
                yield _Piece("\n", None)
            case Withheld() | Reference():
                yield _Piece(node.text or "0", None)
            case Foreign() | Superscript() | Anchor():
                yield _Piece("0", None)
            case _:
                children = getattr(node, "children", None)
                yield from _pieces(children) if children is not None else [_Piece("0", None)]


def _joined(before: str, name: str, language: str) -> tuple[str, str]:
    """Return the words before a name, and the name, as they stand together."""
    match language:
        case "fr":
            return _french(before, name)
        case "es":
            return _spanish(before, name)
        case "en":
            return _english(before, name), name
        case "ar":
            return _arabic(before, name)
    return before, name


def _french(before: str, name: str) -> tuple[str, str]:
    cut = _FRENCH_CUT.search(before)
    if cut and not _elides(name) and not _is_doubtful(name):
        before = f"{before[: cut.start()]}{cut[1]}e "
    full = _FRENCH_FULL.search(before)
    if full and _elides(name):
        return f"{before[: full.end() - 2]}'", name
    return _contracted(before, name, _FRENCH_JOINS)


def _elides(name: str) -> bool:
    """Tell whether French elides before a name: it begins with the sound of a vowel and is no initial."""
    bare = fold(name)
    if not re.match(r"[aeiouy]", bare) or not re.match(r"[^\W\d_]{2}", name) or re.match(r"[^\W\d_]{2,}\d", name):
        return False
    word = re.match(r"[^\W_]+", name)
    if word is not None and word[0].isupper() and len(word[0]) <= _INITIALS_MOST:
        return False  # letters one by one: "de AK"
    # Half vowels, and the words before which French never elides: "de Yasmina", "de Ouadie", "le onze", "le oui".
    return not re.match(r"y[aeiou]|ou[aei]|onze\b|oui\b", bare)


def _is_doubtful(name: str) -> bool:
    """Tell whether a name does not show how it is said: h may be mute, y and ou half a vowel."""
    return bool(re.match(r"h|y[aeiou]|ou[aei]", fold(name))) and bool(re.match(r"[^\W\d_]{2}", name))


def _contracted(before: str, name: str, joins: dict[tuple[str, str], str]) -> tuple[str, str]:
    """Return a preposition and the article of a pseudonym as one word: "de" and "le témoin" as "du témoin"."""
    for (preposition, article), together in joins.items():
        match = re.search(rf"{_BEFORE}{preposition}{_SPACE}$", before, re.IGNORECASE)
        if match and name.startswith(f"{article} "):
            typed = match[0]
            word = together.capitalize() if typed[0].isupper() else together
            return f"{before[: match.start()]}{word}{typed[-1]}", name[len(article) + 1 :]
    return before, name


def _spanish(before: str, name: str) -> tuple[str, str]:
    conjunction = _SPANISH_AND.search(before)
    if conjunction:
        bare, typed = fold(name), conjunction[1]
        to_e, to_u = re.match(r"h?i(?![aeou])", bare), re.match(r"h?o", bare)
        word = {"y": "e" if to_e else "y", "e": "e" if to_e else "y", "o": "u" if to_u else "o",
                "u": "u" if to_u else "o"}[typed.lower()]  # fmt: skip
        before = f"{before[: conjunction.start()]}{word.upper() if typed.isupper() else word}{before[-1]}"
    return _contracted(before, name, _SPANISH_JOINS)


def _english(before: str, name: str) -> str:
    match = _ENGLISH_ARTICLE.search(before)
    if not match or not name[:1].isalpha():
        return before
    word = re.match(r"[^\W\d_]+", name)
    spelt = word is not None and word[0].isupper() and len(word[0]) <= _INITIALS_MOST
    if spelt:
        said = name[0].upper() in _ENGLISH_SAID
    else:
        said = fold(name)[:1] in tuple("aeiou") and not _ENGLISH_YOO.match(name)
    return f"{before[: match.start()]}{match[1]}{'n' if said else ''}{before[-1]}"


def _arabic(before: str, name: str) -> tuple[str, str]:
    """Join "for" to what follows: ل with the article is لل; before letters of another script it stands alone as لـ."""
    if not _ARABIC_FOR.search(before):
        return before, name
    if name.startswith("الل"):
        return before, name[2:]
    if name.startswith("ال"):
        return before, f"ل{name[2:]}"
    if name[:1].isalpha() and "ARABIC" not in unicodedata.name(name[0], ""):
        return f"{before}\N{ARABIC TATWEEL}\N{NO-BREAK SPACE}", name
    return before, name


def _begins_sentence(before: str) -> bool:
    """Tell whether what follows some words begins a sentence: nothing or an opening quote before, or a full stop."""
    last = before.rpartition("\n")[2]
    if _ONLY_OPENED.fullmatch(last):
        return _ends_sentence(before) or "\n" not in before
    return bool(_ENDED.search(last)) and not _ABBREVIATED.search(re.sub(r"[\"'”’»)\]]*\s+[\"'“‘«(\[¿¡\s]*$", "", last))


def _ends_sentence(before: str) -> bool:
    """Tell whether a new line begins a sentence: the line before ended one, or stands empty."""
    words = before.rstrip(" \n\"'“‘«([¿¡")
    return not words or words[-1] in ".!?…؟:"
