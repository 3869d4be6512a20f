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
    Gap,
    LineBreak,
    Note,
    Reference,
    Run,
    Superscript,
    Withheld,
    inline_fields,
)
from submissions.document.rewrite import rewrite
from submissions.folding import fold
from submissions.languages import Agreement, Alternation

# What stands inside these is not the author's sentence, and a name in it agrees with nothing outside.
_CLOSED: Final = (Note, Foreign, Superscript, Anchor)
# At the beginning of a word: neither behind a letter, an apostrophe nor a hyphen.
_BEFORE: Final = r"(?<![\w'’\-])"
_SPACE: Final = "[ \N{NO-BREAK SPACE}]"

_INITIALS_MOST: Final = 3
"""Capitals up to this many are read as letters, one by one."""

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
    rules = document.speech.agreement

    def change(node: Any) -> Iterator[Any]:
        for name in inline_fields(type(node)):
            inlines = getattr(node, name)
            if any(piece.is_name for piece in _pieces(inlines)):
                node = replace(node, **{name: _agreed(inlines, rules)})
        yield node

    return replace(document, blocks=rewrite(document.blocks, change))


def _agreed(inlines: tuple[Any, ...], rules: Agreement) -> tuple[Any, ...]:
    """Return the inline nodes of one paragraph with every name in its place."""
    pieces = list(_pieces(inlines))
    before = ""
    for index, piece in enumerate(pieces):
        if piece.is_name and piece.words:
            _join(pieces[:index], piece, rules)
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


def _join(earlier: list[_Piece], name: _Piece, rules: Agreement) -> None:
    """Change the words right before a name, and the name; a line of the author's may end between them."""
    near = [one for one in earlier if one.words][-2:]
    if not near or not near[-1].is_free:
        return
    last = near[-1]
    if last.words.isspace() and len(near) > 1 and near[0].is_free:
        together = near[0].words + last.words
        words, name.words = _joined(together, name.words, rules)
        if words != together:
            near[0].words, last.words = words, ""
    else:
        last.words, name.words = _joined(last.words, name.words, rules)


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
            case Withheld() | Gap() | Reference():
                yield _Piece(node.text or "0", None)
            case Foreign() | Superscript() | Anchor():
                yield _Piece("0", None)
            case _:
                children = getattr(node, "children", None)
                yield from _pieces(children) if children is not None else [_Piece("0", None)]


def _joined(before: str, name: str, rules: Agreement) -> tuple[str, str]:
    """Return the words before a name, and the name, as they stand together."""
    before = _whole_again(before, name, rules)
    for words in rules.alternations:
        before = _alternated(before, name, words)
    cut = _cut(before, name, rules)
    if cut != before:
        return cut, name
    return _attached(*_contracted(before, name, rules.joins), rules)


def _whole_again(before: str, name: str, rules: Agreement) -> str:
    """Return the words with the vowel that an elided one has lost, where the name asks for none: "d'" as "de "."""
    ends = {word[:-1]: word[-1] for word in rules.elided}
    cut = re.search(rf"{_BEFORE}({'|'.join(map(re.escape, ends))})['’]$", before, re.IGNORECASE) if ends else None
    if cut is None or _elides(name, rules) or _is_doubtful(name, rules):
        return before
    return f"{before[: cut.start()]}{cut[1]}{ends[cut[1].lower()]} "


def _cut(before: str, name: str, rules: Agreement) -> str:
    """Return the words with the last one elided before a vowel: "de " as "d'"."""
    words = "|".join(map(re.escape, rules.elided))
    full = re.search(rf"{_BEFORE}({words}){_SPACE}$", before, re.IGNORECASE) if words else None
    return f"{before[: full.end() - 2]}'" if full is not None and _elides(name, rules) else before


def _elides(name: str, rules: Agreement) -> bool:
    """Tell whether a word is elided before a name: it begins with the sound of a vowel and is no initial."""
    bare = fold(name)
    if not rules.elides or not re.match(rules.elides, bare):
        return False
    if not re.match(r"[^\W\d_]{2}", name) or re.match(r"[^\W\d_]{2,}\d", name) or _is_spelt(name):
        return False
    return not (rules.unless and re.match(rules.unless, bare))


def _is_spelt(name: str) -> bool:
    """Tell whether letters are read one by one: "de AK"."""
    word = re.match(r"[^\W_]+", name)
    return word is not None and word[0].isupper() and len(word[0]) <= _INITIALS_MOST


def _is_doubtful(name: str, rules: Agreement) -> bool:
    """Tell whether a name does not show how it is said: h may be mute, y and ou half a vowel."""
    return bool(rules.doubtful and re.match(rules.doubtful, fold(name)) and re.match(r"[^\W\d_]{2}", name))


def _contracted(before: str, name: str, joins: tuple[tuple[str, str, str], ...]) -> tuple[str, str]:
    """Return a preposition and the article of a pseudonym as one word: "de" and "le témoin" as "du témoin"."""
    for preposition, article, together in joins:
        match = re.search(rf"{_BEFORE}{re.escape(preposition)}{_SPACE}$", before, re.IGNORECASE)
        if match and name.startswith(f"{article} "):
            typed = match[0]
            word = together.capitalize() if typed[0].isupper() else together
            return f"{before[: match.start()]}{word}{typed[-1]}", name[len(article) + 1 :]
    return before, name


def _alternated(before: str, name: str, words: Alternation) -> str:
    """Return the words with the last one in the form that the sound of the name asks for: "a" or "an", "y" or "e"."""
    forms = {words.plain, words.changed, words.plain.capitalize(), words.changed.capitalize()}
    match = re.search(rf"{_BEFORE}({'|'.join(map(re.escape, sorted(forms)))}){_SPACE}$", before)
    if match is None or not name[:1].isalpha():
        return before
    letters = re.match(r"[^\W\d_]+", name)
    if words.spelt and letters is not None and _is_spelt(letters[0]):
        changes = name[0].upper() in words.spelt
    else:
        changes = bool(re.match(words.before, fold(name)))
        changes = changes and not (words.unless and re.match(words.unless, name.casefold()))
    word = words.changed if changes else words.plain
    return f"{before[: match.start()]}{word.capitalize() if match[1][0].isupper() else word}{before[-1]}"


def _attached(before: str, name: str, rules: Agreement) -> tuple[str, str]:
    """Join a preposition to what follows: ل with the article is لل, and before letters of another script لـ."""
    after = f"[{re.escape(rules.attached_after)}]?" if rules.attached_after else ""
    if not rules.attached or not re.search(rf"(?<!\w){after}{re.escape(rules.attached)}$", before):
        return before, name
    for start, becomes in rules.attached_starts:
        if name.startswith(start):
            return before, becomes + name[len(start) :]
    script = unicodedata.name(rules.attached[0], "").partition(" ")[0]
    if name[:1].isalpha() and script not in unicodedata.name(name[0], ""):
        return f"{before}{rules.attached_foreign}", name
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
