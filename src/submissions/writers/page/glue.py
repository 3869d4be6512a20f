"""Keep the mark of a note on the line of its word, where a page engine would let it begin the next line."""

from __future__ import annotations

from submissions.document.lettering import LONGEST_WORD
from submissions.writers.page.element import Content, Element, element

_LONGEST = LONGEST_WORD
"""Characters: what is longer, such as an address, may still break before its end."""

_BREAKS = " -\N{HYPHEN}\N{EN DASH}/"
"""After these a line may end anyway."""

_SPLIT = frozenset({"em", "strong", "sup"})


def glue(before: list[Content], mark: tuple[Content, ...]) -> Element:
    """Take the last word off `before`, and return it together with the mark as one piece that does not break."""
    return element("span", {"class": "glued"}, *_take_last_word(before), *mark)


def _take_last_word(contents: list[Content]) -> list[Content]:
    """Remove the last word from the end of the contents and return it, or nothing where it is too long."""
    if not contents:
        return []
    last = contents.pop()
    rest: Content
    word: Content
    if isinstance(last, str):
        at = max(last.rfind(char, 0, -1) for char in _BREAKS) + 1
        if len(last) - at > _LONGEST:
            at = len(last) - _LONGEST
        rest, word = last[:at], last[at:]
    elif last.name in _SPLIT or ("class", "address") in last.attributes:
        inner = list(last.children)
        taken = _take_last_word(inner)
        rest = Element(last.name, last.attributes, tuple(inner)) if inner else ""
        word = Element(last.name, last.attributes, tuple(taken)) if taken else ""
    else:
        short = len(_text(last)) <= _LONGEST or ("class", "glued") in last.attributes
        rest, word = ("", last) if short and last.name != "br" else (last, "")
    if rest:
        contents.append(rest)
    return [word] if word else []


def _text(content: Content) -> str:
    return content if isinstance(content, str) else "".join(map(_text, content.children))
