"""Find the passages of a case's prose that are withheld from the public, and tell which of them can be searched for.

A passage is searched for if it says something of its own: a name, a number, an address. Words that could stand anywhere,
such as "the police station", are no secret by themselves, and to look for them would condemn every document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from markdown_it.token import Token
from pydantic import BaseModel

from submissions.audit.folding import fold, word_list
from submissions.findings import Place
from submissions.markup.attributes import read_attributes
from submissions.markup.rules import parser
from submissions.values import LocalisedProse, Prose

# Words that begin a sentence with a capital and name nothing: articles, pronouns, prepositions in en, fr, es.
_OPENERS: Final = frozenset(
    word_list(
        "a an the he she they it we i in on at by from to of and or but with for when his her their its this that these those "
        "one some all no every le la les l un une des du de d il elle ils elles on nous je dans sur a au aux par pour avec et ou "
        "mais sa son ses leur leurs ce cet cette ces el los las un una unos unas del al en con por para y o pero su sus este esta "
        "estos estas"
    )
)
_BREAK: Final = "\x00"
"""Stands in a passage where something was printed that is no text of its own: a person, a citation."""
_TAKES_ATTRIBUTES: Final = frozenset({"link_close", "note", "note_label", "image"})


@dataclass(frozen=True, slots=True)
class Passage:
    """Withheld words without their markup; `begins` tells whether a sentence begins with them."""

    text: str
    begins: bool
    place: Place


def prose_of(value: object) -> Iterator[Prose]:
    """Yield every prose of a record and of all inside it, in all its languages."""
    if isinstance(value, LocalisedProse):
        yield from (text for _, text in value.texts if isinstance(text, Prose))
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from prose_of(getattr(value, name))
    elif isinstance(value, tuple | list):
        for part in value:
            yield from prose_of(part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from prose_of(part)


def withheld_passages(prose: Prose) -> list[Passage]:
    """Return the words that prose marks `[words]{.redact}`, and the whole paragraphs that end in `{.redact}`."""
    if "redact" not in prose:
        return []
    found: list[Passage] = []
    depth, redacted = 0, 0
    for token in parser().parse(str(prose), {}):
        depth += token.nesting
        if token.type == "division_open" and "redact" in str(token.meta.get("name", "")).split() and not redacted:
            redacted = depth
        elif token.type == "division_close" and depth < redacted:
            redacted = 0
        elif token.type == "inline" and token.children:
            line = token.map[0] if token.map else 0
            found.extend(_passages(token.children, prose, line, whole=bool(redacted)))
    return found


def _passages(tokens: Sequence[Token], prose: Prose, line: int, *, whole: bool = False) -> Iterator[Passage]:
    """Yield the withheld passages among the tokens of one paragraph, of the notes in it too."""
    whole = whole or _ends_in_redact(tokens)
    if whole:
        yield from _cut(plain_words(tokens), True, prose.place_of(line))
    before, opened, inside = "", 0, False
    passage: list[Token] = []
    for token in tokens:
        if token.type == "note" and token.children:
            yield from _passages(token.children, prose, line, whole=whole)
        if inside:
            opened += token.nesting if token.type in {"span_open", "span_close"} else 0
            if opened:
                passage.append(token)
                continue
            begins = not before.strip() or before.rstrip()[-1] in ".!?:;…؟۔"
            yield from _cut(plain_words(passage), begins, prose.place_of(line))
            inside, passage, before = False, [], before + plain_words(passage)
        elif token.type == "span_open" and "redact" in read_attributes(token.meta["attributes"]).classes and not whole:
            inside, opened = True, 1
        else:
            before += plain_words([token])
            line += token.type in {"softbreak", "hardbreak"}


def _ends_in_redact(tokens: Sequence[Token]) -> bool:
    """Tell whether the attributes at a paragraph's end, which belong to nothing before them, withhold it."""
    if not tokens or tokens[-1].type != "attributes":
        return False
    if len(tokens) > 1 and tokens[-2].type in _TAKES_ATTRIBUTES:
        return False
    return "redact" in read_attributes(tokens[-1].content).classes


def plain_words(tokens: Sequence[Token]) -> str:
    """Return the words of tokens, a break where something else is printed; the words of notes are left out."""
    words = []
    for token in tokens:
        if token.type in {"text", "code_inline", "text_special"}:
            words.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            words.append(" ")
        elif token.type in {"person", "citation"}:
            words.append(_BREAK)
    return "".join(words)


def plain_prose(prose: Prose) -> str:
    """Return the words of prose without its markup."""
    tokens = [token for token in parser().parse(str(prose), {}) if token.type == "inline"]
    return " ".join(plain_words(token.children or []).replace(_BREAK, " ") for token in tokens).strip()


def _cut(text: str, begins: bool, place: Place) -> Iterator[Passage]:
    for number, words in enumerate(text.split(_BREAK)):
        cleaned = " ".join(words.split()).strip(" .,;:!?()\"'«»“”")
        if cleaned:
            yield Passage(cleaned, begins and not number, place)


def is_specific(text: str, *, begins: bool) -> bool:
    """Tell whether words say something of their own: they hold a digit, or a capital that no sentence's start explains.

    Scripts without capitals are taken by length: two words, or one of four letters without the Arabic article.
    """
    if any(character.isdigit() for character in text):
        return True
    words = [word for word in re.split(r"[\W_]+", text) if word]
    if not any(word != word.upper() or word != word.lower() for word in words):
        return len(words) > 1 or (len(fold(text)) >= 4 and not fold(text).startswith("ال"))
    capitals = [word for word in words if word != word.lower()]
    if not begins:
        return any(fold(word) not in _OPENERS for word in capitals)
    if fold(words[0]) in _OPENERS:
        return any(word != word.lower() for word in words[1:])
    return bool(capitals) and (len(capitals) > 1 or len(words) == 1 or words[0] == words[0].lower())
