"""Find the words that a line end has parted on the laid-out pages, where no line may end."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from submissions.writers.page.insides import Box, bare, is_margin, kind_of, line_ends_of, sheet_of

_OTHER_LINES = frozenset({"number", "note", "page-reference", "note-number"})
"""Classes of what is set in lines of its own, at the foot of the page, or with words that only the engine knows."""

_PARTED_ANYWHERE = frozenset({"address", "link"})


@dataclass(slots=True)
class _Text:
    """The words of an element, and whether each of its letters stands in an address."""

    letters: list[str] = field(default_factory=list)
    in_address: list[bool] = field(default_factory=list)


def parted_words(pages: Sequence[Any]) -> Iterator[tuple[str, int]]:
    """Yield each word that is parted where no line may end, as it stands in the document, and its page from 1.

    Words are compared without their spaces, which the engine drops at the ends of lines. Lines whose words are not
    those of their element are left alone: the engine has added to them.
    """
    for element, lines in _lines(pages).values():
        text = _Text()
        _read(element, text, in_address=False)
        yield from _parted(text, lines)


def _lines(pages: Sequence[Any]) -> dict[int, tuple[Any, list[tuple[str, int]]]]:
    """Return the lines of each element in order, with their pages; an element may go on over pages."""
    found: dict[int, tuple[Any, list[tuple[str, int]]]] = {}
    for number, page in enumerate(pages, 1):
        for part in sheet_of(page).children:
            waiting: list[Box] = [] if is_margin(part) else [part]
            while waiting:
                box = bare(waiting.pop())
                children = [bare(child) for child in getattr(box, "children", ())]
                lines = [child for child in children if kind_of(child) == "LineBox"]
                if lines and box.element is not None:
                    _, kept = found.setdefault(id(box.element), (box.element, []))
                    kept.extend((_text_of(line), number) for line in lines)
                waiting.extend(reversed(children))
    return found


def _text_of(box: Box) -> str:
    """Return the text of a line without what stands in lines of its own inside it, or comes from the style sheet."""
    inner = bare(box)
    if kind_of(inner) == "TextBox":
        return "" if "::" in str(inner.element_tag) else str(inner.text)
    if _is_apart(inner.element):
        return ""
    return "".join(_text_of(child) for child in getattr(inner, "children", ()))


def _is_apart(element: Any) -> bool:
    return element is not None and bool(_OTHER_LINES & set(element.get("class", "").split()))


def _read(element: Any, text: _Text, *, in_address: bool) -> None:
    """Gather the letters of an element and what is inside it."""
    inside = in_address or bool(_PARTED_ANYWHERE & set(element.get("class", "").split()))
    _add(element.text, text, inside)
    for child in element:
        if child.tag == "br":
            _add("\n", text, inside)
        elif not _is_apart(child):
            _read(child, text, in_address=inside)
        _add(child.tail, text, inside)


def _add(words: str | None, text: _Text, inside: bool) -> None:
    letters = [letter for letter in words or "" if unicodedata.category(letter) != "Cf" or letter == "\u200b"]
    text.letters += letters
    text.in_address += [inside] * len(letters)


def _shown(letter: str) -> bool:
    return not letter.isspace() and unicodedata.category(letter) != "Cf"


def _parted(text: _Text, lines: Sequence[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    whole = "".join(text.letters)
    places = [place for place, letter in enumerate(whole) if _shown(letter)]
    counts = [sum(map(_shown, line)) for line, _ in lines]
    if len(lines) < 2 or sum(counts) != len(places):
        return
    ends = line_ends_of(whole)
    reached = 0
    for (_, _), (_, page), count in zip(lines, lines[1:], counts, strict=False):
        reached += count
        if not 0 < reached < len(places):
            continue
        start = places[reached]
        if start not in ends and not (text.in_address[start] and text.in_address[start - 1]):
            yield _word_at(whole, start), page


def _word_at(text: str, place: int) -> str:
    """Return the word around a place, a no-break space being a part of it."""
    start = max(text.rfind(sign, 0, place) for sign in " \n\t") + 1
    end = min(found if (found := text.find(sign, place)) >= 0 else len(text) for sign in " \n\t")
    return text[start:end]
