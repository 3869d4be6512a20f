"""Texts that may name people of the case as `@id`, in prose and in short texts alike: one rule for where a name is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Self

from submissions.values.localised import Localised
from submissions.values.text import Text, Unread

_PERSON: Final = re.compile(r"@(\w+(?:-\w+)*)(?:\.([a-z]+))?")
# What may stand before the @ of an e-mail address (RFC 5322, 3.2.3, as far as people use it).
_IN_ADDRESS: Final = re.compile(r"[\w.+-]\Z")
# "And", "then", "by", "like" and "for", at most two of them, at the beginning of a word.
_ARABIC_PREFIX: Final = re.compile(r"(?<![\w.+-])[وفبكل]{1,2}\Z")
_PLAIN_SIGN: Final = "\\@"


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named as `@id` or `@id.full`: the id, the form or "", and the whole as typed."""

    id: str
    form: str
    typed: str


def mention_at(source: str, start: int, end: int) -> Mention | None:
    """Return the person who is named at a place of a text; an @ after a letter or digit is part of an address.

    The letters that Arabic writes together with the next word, as in `ل@id` and `وب@id`, may stand right before it.
    """
    if source[start] != "@":
        return None
    before = source[max(start - 3, 0) : start]  # a prefix, and what tells that nothing goes before it
    if _IN_ADDRESS.search(before) and not _ARABIC_PREFIX.search(before):
        return None
    match = _PERSON.match(source, start, end)
    return None if match is None else Mention(match[1], match[2] or "", match[0])


def pieces_of(text: str) -> Iterator[str | Mention]:
    """Yield a short text piece by piece, words and people; an at sign behind a backslash is words."""
    before = start = 0
    while (start := text.find("@", start)) >= 0:
        mention = None if text[:start].endswith("\\") else mention_at(text, start, len(text))
        if mention is None:
            start += 1
            continue
        yield from _words(text[before:start])
        yield mention
        before = start = start + len(mention.typed)
    yield from _words(text[before:])


def _words(piece: str) -> Iterator[str]:
    if piece:
        yield piece.replace(_PLAIN_SIGN, "@")


def _plain(words: str) -> str:
    """Return words so that an at sign in them is none of a name."""
    return words.replace("@", _PLAIN_SIGN)


class TextWithNames(Text):
    """A short text that is printed word for word, except that `@id` names a person as the audience may see her."""

    __slots__ = ()

    @classmethod
    def read(cls, value: object) -> TextWithNames | Unread:
        """Return the text that stands at a node of the case file; raises as `Text.read` does."""
        text = Text.read(value)
        return text if isinstance(text, Unread) else cls(text, text.place)

    def upper(self) -> Self:
        """Return the words in capitals; ids stay as they are."""
        pieces = (one.typed if isinstance(one, Mention) else _plain(one.upper()) for one in pieces_of(self))
        return type(self)("".join(pieces), self.place)


@dataclass(frozen=True, slots=True)
class LocalisedWithNames(Localised):
    """A short text in one or more languages that may name people as `@id`."""

    @staticmethod
    def read_text(value: object) -> Text:
        """Return the text that stands at a node, in which people may be named."""
        return TextWithNames.read(value)
