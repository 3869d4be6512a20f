"""Say what keeps YAML from reading one value as it was typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from submissions.source.signs import BRACKETS, COMMAS, PRINTED_QUOTES, name_of_sign

WHOLE: Final = "put the whole value into quotation marks, or write it below the key after a |"
"""What to do about a value with signs that mean something to YAML."""
_INNER: Final = (
    "write quotation marks of print, “ and ”, inside a value, or write the value below its key after a |; "
    "an apostrophe inside single quotation marks is written twice"
)
_PRINTED: Final = re.compile(f"[{PRINTED_QUOTES}]")
_LIKE: Final = re.compile(f"[{COMMAS}{BRACKETS}]")
_DIVIDED: Final = re.compile(rf"[a-z][a-z0-9-]* ?(?P<sign>[{COMMAS}]) ?[a-z][a-z0-9-]*(?:[^a-z].*)?", re.ASCII)
_DOUBLE: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_SINGLE: Final = re.compile(r"'(?:[^']|'')*'")
_PAIRS: Final = {"[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class ValueFault:
    """What is wrong with a value: in which column of it, counted from 0, and what to do."""

    column: int
    message: str
    order: str


def value_fault(value: str) -> ValueFault:
    """Return what is wrong with a value of one line that YAML does not take."""
    first = value[0]
    if first in ("'", '"'):
        return _of_quoted(value)
    if first in _PAIRS:
        return _of_brackets(value)
    behind_bar = len(value) - len(value[1:].lstrip())
    colon, tab = re.search(r":(?: |$)", value), value.find("\t")
    known = (
        (_PRINTED.match(value), 0, f"a quotation mark of print, {first}, stands around a value", _STRAIGHT),
        (
            first in "|>",
            behind_bar,
            "words stand on the same line as | or >",
            "write the text on the lines below, indented",
        ),
        (first in "@`%&*!?-,]}", 0, f"a value begins with '{first}', which YAML reserves", WHOLE),
        (colon, colon.start() if colon else 0, "a second colon stands on this line", WHOLE),
        (tab >= 0, tab, "a tab stands inside a value", "write a space instead, or quote the value"),
        (True, 0, "YAML cannot read the value that begins here", WHOLE),
    )
    return next(ValueFault(column, words, order) for fits, column, words, order in known if fits)


_STRAIGHT: Final = "write straight quotation marks, \" or ', around the value: YAML knows no others"


def _of_quoted(value: str) -> ValueFault:
    closed = (_DOUBLE if value[0] == '"' else _SINGLE).match(value)
    if closed is None:
        words = "a quotation mark is opened here and never closed"
        return ValueFault(0, words, f"close it at the end of the value with the same straight mark, {value[0]}")
    if value[closed.end() :].strip():
        return ValueFault(closed.end() - 1, "words stand behind a quotation mark that closes the value", _INNER)
    code = re.search(r"\\", value)
    if code and value[0] == '"':
        words = "a backslash stands inside double quotation marks"
        return ValueFault(code.start(), words, "use single quotation marks instead")
    return ValueFault(0, "YAML cannot read the value that begins here", WHOLE)


def _of_brackets(value: str) -> ValueFault:
    like = _LIKE.search(value)
    if like:
        words = f"between brackets stands {name_of_sign(like[0])} in place of a sign of YAML's"
        return ValueFault(like.start(), words, "write plain brackets and commas: [one, two]")
    odd = _odd_bracket(value)
    if odd >= 0 and value[odd] in _PAIRS:
        words, order = "a bracket is opened here and not closed", f"close it with {_PAIRS[value[odd]]}"
        return ValueFault(odd, words, f"{order}; a text that begins with a bracket needs quotation marks")
    if odd >= 0:
        words = f"a bracket is closed here, with {value[odd]}, and none like it is opened before it"
        return ValueFault(odd, words, "open it before the first item that it closes, or take it out")
    end = value.rfind(_PAIRS[value[0]])
    if value[end + 1 :].strip(" ,") and not value[end + 1 :].lstrip().startswith("#"):
        words = "words stand behind the bracket that closes the value"
        return ValueFault(end, words, "put a text that begins with a bracket into quotation marks")
    words = "what stands between the brackets cannot be read"
    return ValueFault(0, words, "put a comma between two items, and a colon and a space between a key and its value")


def _odd_bracket(value: str) -> int:
    """Return the index of the first bracket outside quotation marks that has no other of its kind, or -1."""
    bare = _SINGLE.sub(_as_blanks, _DOUBLE.sub(_as_blanks, value))
    opened: list[int] = []
    for index, sign in enumerate(bare):
        if sign in _PAIRS:
            opened.append(index)
        elif sign in _PAIRS.values():
            if not opened:
                return index
            if _PAIRS[bare[opened[-1]]] != sign:
                return opened[-1] if any(_PAIRS[bare[one]] == sign for one in opened) else index
            opened.pop()
    return opened[-1] if opened else -1


def _as_blanks(match: re.Match[str]) -> str:
    return " " * len(match[0])


def odd_separator(item: str) -> tuple[int, str] | None:
    """Return where a sign stands in place of a comma between the words of a list in brackets, and which; or None.

    Only words as ids and codes are written are so divided: what is prose may hold any sign.
    """
    match = _DIVIDED.fullmatch(item)
    return (match.start("sign"), match["sign"]) if match else None


def stray_marks(value: str) -> str:
    """Say what is wrong with the quotation marks at the ends of a value without straight ones around it, or "".

    Marks of print around a whole value of a few words were to be straight ones; words quoted within a sentence, which
    may begin or end the value, were not. A figure before a mark makes it a sign of feet, inches or degrees.
    """
    inside = value[1:-1]
    if len(value) > 2 and _PRINTED.match(value[0]) and _PRINTED.match(value[-1]) and not _PRINTED.search(inside):
        return f"quotation marks of print, {value[0]} and {value[-1]}, stand around the value and are a part of it"
    lone = value.count('"') == 1 and len(value) > 1 and not _PRINTED.search(value)
    if lone and value.endswith('"') and not value[-2].isdigit():
        return 'a quotation mark, ", closes the value, and none opens it'
    if len(value) > 2 and _PRINTED.match(value[0]) and value[-1] in "\"'" and not _PRINTED.search(inside):
        return f"a quotation mark of print, {value[0]}, opens the value, and a straight one closes it"
    return ""
