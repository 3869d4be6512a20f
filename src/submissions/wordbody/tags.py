"""Find the tags that somebody typed into a paragraph of Word, whatever runs Word has cut them into.

The syntax is docxtpl's: `{{ value }}`, `{% statement %}`, `{# comment #}`; a letter right behind the opening says what
a tag stands for: `{%p` its whole paragraph, `{%tr` its row, `{%tc` its cell, `{%r` and `{{r` its run.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Kind: TypeAlias = Literal["value", "statement", "comment"]
Scope: TypeAlias = Literal["", "p", "tr", "tc", "r"]

_CLOSING: Final[dict[str, str]] = {"{{": "}}", "{%": "%}", "{#": "#}"}
_KINDS: Final[dict[str, Kind]] = {"{{": "value", "{%": "statement", "{#": "comment"}
_QUOTED: Final = re.compile("[\"']")
_OPENING: Final = re.compile(r"\{[{%#]")
# Word makes a dash of a hyphen as people type.
_JOINS: Final = "-\u2013\u2014"
_INSIDE: Final = re.compile(
    rf"(?P<left>[{_JOINS}+]?)(?:(?P<scope>p|tr|tc|r)(?=\s+\S))?(?P<words>.*?)(?P<right>[{_JOINS}+]?)", re.DOTALL
)
_ALONE: Final = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_STRAIGHT: Final = re.compile(r"(\"[^\"]*\"|'[^']*')")
# docxtpl's way to escape a value; here every value is text, and none needs it.
_ESCAPING: Final = re.compile(r"\|\s*(?:e|escape)\b(?!\s*\()")
# docxtpl's way to type what is no tag: "{_{", "%_}".
_TYPED: Final = re.compile(r"\{_([{%])|([%}])_\}")
_CURLY: Final = str.maketrans("\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb", '"""\'\'\'""')
# Marks of direction and of no width, which come with pasted words and which nobody sees.
_UNSEEN: Final = dict.fromkeys(
    [0xAD, 0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF]
)
_FOREIGN: Final = re.compile(
    r"\[\[ ?[A-Za-z_][\w.]* ?\]\]|<< ?[A-Za-z_][\w.]* ?>>|\$\{ ?[A-Za-z_][\w.]* ?\}"
    r"|\uff5b{1,2}[^\uff5b\uff5d]{1,60}\uff5d{1,2}"
    r"|(?<![\w{$])\{[A-Za-z][\w.]{2,}\}(?!\})|\u00ab ?[A-Za-z]+(?:[_.][A-Za-z]\w*)+ ?\u00bb"
)


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: where it stands in the text of its paragraph, and what is written in it.

    `words` have straight quotation marks, `is_curled` tells that others were typed; `joins_before` and `joins_behind`
    are docxtpl's `-`, which joins a tag to the line before or behind it.
    """

    typed: str
    start: int
    end: int
    kind: Kind
    scope: Scope
    words: str
    is_curled: bool = False
    joins_before: bool = False
    joins_behind: bool = False

    @property
    def name(self) -> str:
        """The first word of a statement: "if", "endfor", "cellbg"."""
        return self.words.split(None, 1)[0] if self.kind == "statement" and self.words else ""

    @property
    def rest(self) -> str:
        """What stands behind the first word of a statement."""
        return self.words.split(None, 1)[1] if self.kind == "statement" and len(self.words.split(None, 1)) > 1 else ""


def tags_of(text: str) -> Iterator[Tag]:
    """Yield the tags of a paragraph's text, in order."""
    for start, end in _spans(text):
        typed = text[start:end]
        opening = typed[:2]
        inside = _INSIDE.fullmatch(_seen(typed[2:-2]))
        if inside is None:
            continue
        straight = _straightened(inside["words"]) if opening != "{#" else inside["words"]
        words = _ESCAPING.sub("", straight)
        scope = _scope(inside["scope"])
        yield Tag(
            typed,
            start,
            end,
            _KINDS[opening],
            scope,
            " ".join(words.split()) if opening == "{%" else words.strip(),
            straight != inside["words"],
            inside["left"] != "" and inside["left"] in _JOINS,
            inside["right"] != "" and inside["right"] in _JOINS,
        )


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where tags begin and end."""
    failed: dict[str, set[int]] = {opening: set() for opening in _CLOSING}
    found = _OPENING.search(text)
    while found:
        end = _end_of(text, found.end(), found[0], failed[found[0]])
        if end:
            yield found.start(), end
        found = _OPENING.search(text, end or found.start() + 1)


def _end_of(text: str, start: int, opening: str, failed: set[int]) -> int:
    """Return the end of the tag whose words begin at a place, 0 where it has none.

    A closing within straight quotation marks ends nothing, as far as the tag has one behind them. `failed` are the
    places from which none was found: each is looked at once, however many quotation marks a paragraph has.
    """
    closing = _CLOSING[opening]
    first = text.find(closing, start)
    if first < 0:
        return 0
    if opening == "{#" or not _QUOTED.search(text, start, first):
        return first + len(closing)
    left = [start]
    while left:
        at = left.pop()
        if at in failed:
            continue
        failed.add(at)
        if text.startswith(closing, at):
            return at + len(closing)
        if at < len(text):
            left.append(at + 1)
        other = text.find(text[at], at + 1) if text[at : at + 1] in ("'", '"') else -1
        if other >= 0:
            left.append(other + 1)
    return 0


def foreign_tags(text: str) -> Iterator[str]:
    """Yield what looks like a tag of another program: `[[name]]`, `<<name>>`, `${name}`, `{name}`, a merge field."""
    yield from _FOREIGN.findall(text)


def holds_typed_signs(text: str) -> bool:
    """Tell whether a text holds what docxtpl prints as the sign of a tag: `{_{`."""
    return _TYPED.search(text) is not None


def with_typed_signs(text: str) -> str:
    """Return a text with the signs of tags that were typed to be printed."""
    return _TYPED.sub(lambda match: f"{{{match[1]}" if match[1] else f"{match[2]}}}", text)


def _scope(found: str | None) -> Scope:
    return found if found in ("p", "tr", "tc", "r") else ""  # type: ignore[return-value]


def _seen(words: str) -> str:
    """Take out marks that nobody sees, save within straight quotation marks."""
    parts = _STRAIGHT.split(words)
    return "".join(part if index % 2 else part.translate(_UNSEEN) for index, part in enumerate(parts))


def _straightened(words: str) -> str:
    """Make curled quotation marks straight, save within straight ones: Word curls them as people type."""
    parts = _STRAIGHT.split(words)
    return "".join(part if index % 2 else part.translate(_CURLY) for index, part in enumerate(parts))


def unpaired(text: str, tags: list[Tag]) -> Iterator[tuple[int, str]]:
    """Yield each opening or closing of a tag that has no other half in its paragraph, with its index."""
    starts = [tag.start for tag in tags]
    for match in _ALONE.finditer(text):
        before = bisect(starts, match.start())
        if not before or match.start() >= tags[before - 1].end:
            yield match.start(), match[0]
