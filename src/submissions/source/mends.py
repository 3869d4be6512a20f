"""Small mends of single lines of YAML, each with what would have been wrong: which of them helps, a parser decides.

The lines keep their number, so that every place stays true; what a line says is never printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from submissions.source.quoting import value_fault
from submissions.source.signs import BLANKS, COLONS, DASHES, UNSEEN, name_of_sign

# The text of a line: its indentation and hyphens, the key with its colon, the value.
_LINE: Final = re.compile(r"(?P<lead> *(?:- +)*)(?P<key>(?:[\w.-]+|\"[^\"]*\"|'[^']*') *:(?: +|$))?(?P<value>.*)")
_LEAD: Final = re.compile(f"[ \t{BLANKS}{UNSEEN}]*")
_DRAWS_NOTHING: Final = re.compile(f"[{UNSEEN}]")
_SPACE: Final = f"[ \t{BLANKS}{UNSEEN}]*"
_KEY: Final = re.compile(
    rf"(?P<lead> *(?:- +)*)(?P<key>[A-Za-z_][\w-]*)(?P<before>{_SPACE})(?P<colon>[:{COLONS}=;])(?P<gap>{_SPACE})"
    r"(?P<value>[^ ].*|)"
)
_ITEM: Final = re.compile(rf"(?P<lead> *)(?P<mark>[-*+{DASHES}])(?P<gap>{_SPACE})(?P<rest>.+)")
_WORD: Final = re.compile(r"(?P<lead> *(?:- +)*)(?P<key>[a-z_]+)(?P<tail>[ .,]+.*|)")
_COLON: Final = "write a plain colon and one space behind the key, as in 'title: ...'"
_HYPHEN: Final = "begin the item with a hyphen and one space"
_SPACES: Final = "delete what stands before the first letter of the line, and indent with the space bar"


@dataclass(frozen=True, slots=True)
class LineMend:
    """A change that may make a file sound: the lines from `index` on become `lines`; `column` counts from 0.

    The rest is the finding that is told where the change does.
    """

    index: int
    column: int
    lines: tuple[str, ...]
    message: str
    order: str
    code: str = "E110"

    @property
    def tail(self) -> int:
        """The index behind the last line that is changed."""
        return self.index + len(self.lines)


def mends(lines: Sequence[str], start: int, last: int) -> Iterator[LineMend]:
    """Yield what may mend the lines from `start` on, at whose index `last` a parser stopped: the surest first."""
    near = range(last, start - 1, -1)
    for index in range(start, last + 1):
        yield from _blanks(lines, index)
        yield from _separators(lines[index], index)
    for index in near:
        yield from _quotation(lines[index], index)
    for index in near:
        yield from _value(lines, index)
    for index in (last, last - 1):
        if index >= start:
            yield from _without_colon(lines[index], index)
    yield from _indents(lines, start, last)
    for index in (last, last - 1):
        if index >= start and lines[index].strip():
            words = "a line is neither 'key: value' nor an item with a hyphen, nor indented as the text above it is"
            order = "write it as 'key: value', or indent it as deep as the text that it belongs to"
            yield LineMend(index, depth(lines[index]), ("",), words, order)


def depth(line: str) -> int:
    """Return by how many blanks a line is indented."""
    return len(line) - len(line.lstrip())


def column_of_key(line: str) -> int:
    """Return the index at which the first key of a line begins, behind its hyphens."""
    match = _LINE.match(line)
    return len(match["lead"]) if match else 0


def _blanks(lines: Sequence[str], index: int) -> Iterator[LineMend]:
    """LineMend an indentation in which something else stands than spaces."""
    line = lines[index]
    lead = _LEAD.match(line)
    odd = next((sign for sign in lead[0] if sign != " "), "") if lead else ""
    if not odd or not lead or not line.strip():
        return
    column, rest = lead[0].index(odd), line[lead.end() :]
    name = name_of_sign(odd)
    message = f"the line is indented with {name}, and YAML takes spaces only"
    code = "E105" if odd == "\t" else "E110"
    if odd == "\t":
        message = "the line is indented with a tab"
    as_typed = "".join("" if _DRAWS_NOTHING.match(sign) else " " for sign in lead[0])
    around = [" " * wide for near in (_above(lines, index), _below(lines, index)) for wide in _columns(lines, near)]
    order = "use spaces; most editors can replace all tabs" if odd == "\t" else _SPACES
    for spaces in dict.fromkeys([as_typed, *around, *(f"{one}  " for one in around)]):
        yield LineMend(index, column, (spaces + rest,), message, order, code)


def _separators(line: str, index: int) -> Iterator[LineMend]:
    """LineMend the sign between a key and its value, and the one before an item."""
    key = _KEY.fullmatch(line)
    if key and (key["colon"] != ":" or key["before"].strip(" ") or key["gap"].strip(" ") or not key["gap"]):
        mended = (f"{key['lead']}{key['key']}: {key['value']}",)
        column = key.start("colon")
        if key["colon"] != ":":
            words = f"behind the key stands {name_of_sign(key['colon'])} in place of a colon"
        elif key["before"].strip(" ") or key["gap"].strip(" "):
            odd = (key["before"] + key["gap"]).strip(" ")[0]
            column = line.index(odd)
            words = f"beside the colon stands {name_of_sign(odd)} in place of a space"
        else:
            words = "no space stands behind the colon of the key"
        if key["value"] or key["colon"] != ":" or (key["before"] + key["gap"]).strip(" "):
            yield LineMend(index, column, mended, words, _COLON)
    item = _ITEM.fullmatch(line)
    sound = item and item["mark"] == "-" and item["gap"].startswith(" ")
    emphasis = item and item["mark"] in "*+" and not item["gap"]  # `*word*`, where no item begins
    if item and not sound and not emphasis and not line.startswith("---"):
        mended = (f"{item['lead']}- {item['rest']}",)
        odd = item["gap"].strip(" ")[:1]
        if item["mark"] != "-":
            words = f"the item begins with {name_of_sign(item['mark'])} in place of a hyphen"
        elif odd:
            words = f"behind the hyphen of the item stands {name_of_sign(odd)} in place of a space"
        else:
            words = "no space stands behind the hyphen of the item"
        yield LineMend(index, item.start("mark"), mended, words, _HYPHEN)


def _quotation(line: str, index: int) -> Iterator[LineMend]:
    """LineMend a value that opens a quotation mark and never closes it."""
    match = _LINE.fullmatch(line)
    if match and match["value"][:1] in ('"', "'"):
        mark = match["value"][0]
        words = "a quotation mark is opened here and never closed"
        order = f"close it at the end of the value with the same straight mark, {mark}, or take it out"
        yield LineMend(index, match.start("value"), (f"{line.rstrip()}{mark}",), words, order)
        if match["value"].rstrip()[-1] in "”“’‘»":
            yield LineMend(index, match.start("value"), (f"{line.rstrip()[:-1]}{mark}",), words, order)


def _value(lines: Sequence[str], index: int) -> Iterator[LineMend]:
    """LineMend a value that YAML cannot read by putting a plain word in its place."""
    match = _LINE.fullmatch(lines[index])
    if not match or not match["value"].strip() or not (match["key"] or "-" in match["lead"]):
        return
    head = lines[index][: match.start("value")]
    fault = value_fault(match["value"])
    yield LineMend(index, match.start("value") + fault.column, (f"{head}x",), fault.message, fault.order)
    if match["value"].count("[") > match["value"].count("]") or match["value"].count("{") > match["value"].count("}"):
        end = index + 1  # the bracket may be closed some lines below, or was to be
        while end < len(lines) and depth(lines[end]) > depth(lines[index]):
            end += 1
            mended = (f"{head}x", *[""] * (end - index - 1))
            yield LineMend(index, match.start("value"), mended, fault.message, fault.order)


def _without_colon(line: str, index: int) -> Iterator[LineMend]:
    """LineMend a key that has no colon behind it."""
    match = _WORD.fullmatch(line)
    if match:
        tail = match["tail"].lstrip(" .,")
        mended = f"{match['lead']}{match['key']}: {tail}".rstrip()
        yield LineMend(index, match.end("key"), (mended,), "no colon stands behind the key", _COLON)


def _indents(lines: Sequence[str], start: int, last: int) -> Iterator[LineMend]:
    """LineMend a line, or some lines below each other, that are indented otherwise than those they belong to.

    First comes a line that stands apart from both its neighbours, then the last two, then one further above that
    nothing below it agrees with, and only then several lines together.
    """
    head = next((index for index in range(last) if _counts(lines[index])), last)
    if depth(lines[head]):
        yield _indented(lines, head, head + 1, 0)
    near = [index for index in range(last, max(start, last - _NEAR) - 1, -1) if _counts(lines[index])]
    for index in near[1:]:
        above, below = _above(lines, index), _below(lines, index)
        if above is not None and below is not None:
            shared = [one for one in _columns(lines, above) if one in _columns(lines, below)]
            yield from (_indented(lines, index, index + 1, one) for one in shared if one != depth(lines[index]))
    wanted = {index: _columns_around(lines, index) for index in near[:2]}
    one_line = [(index, column) for index, columns in wanted.items() for column in columns]
    for index in range(last - 1, start - 1, -1):
        one_line += [(index, one) for one in _columns(lines, last) if 0 < abs(depth(lines[index]) - one) < 4]
    # Most people indent by two or four: a line that ends up at an odd number is less likely the one to be moved;
    # and a slip of the hand is a small one.
    for index, column in sorted(one_line, key=lambda pair: (pair[1] % 2, abs(depth(lines[pair[0]]) - pair[1]))):
        yield _indented(lines, index, index + 1, column)
    for index, columns in wanted.items():
        end = index + 1
        while end < min(len(lines), index + _RUN) and not (
            _counts(lines[end]) and depth(lines[end]) < depth(lines[index])
        ):
            end += 1
        ends = dict.fromkeys([end, *range(index + 2, min(end, index + _NEAR))])
        yield from (_indented(lines, index, each, one) for each in ends for one in columns)


# How many lines above the place where a parser stops are looked at, and how many are moved together.
_NEAR: Final = 6
_RUN: Final = 60


def _columns_around(lines: Sequence[str], index: int) -> list[int]:
    """Return the columns in which a line might have been meant to begin, the likeliest first."""
    near = [*_columns(lines, _above(lines, index)), *_columns(lines, _below(lines, index)), *_levels(lines, index)]
    return [column for column in dict.fromkeys(near) if column != depth(lines[index])]


def _levels(lines: Sequence[str], index: int) -> list[int]:
    """Return the columns in which the lines above a line begin, the nearest first."""
    found = [column for above in range(index - 1, max(index - 30, -1), -1) for column in _columns(lines, above)]
    return list(dict.fromkeys(found))[:6]


def _indented(lines: Sequence[str], index: int, end: int, wanted: int) -> LineMend:
    """Return the mend that moves the lines from `index` to `end` together, the first of them to the column wanted."""
    own = depth(lines[index])
    moved = tuple(" " * max(depth(one) + wanted - own, 0) + one.lstrip() for one in lines[index:end])
    words = f"this line is indented by {_spaces(own)}, and the lines that it belongs to by {wanted}"
    order = f"indent it by {_spaces(wanted)}; all keys of one mapping, and all lines of one text, begin in one column"
    return LineMend(index, own, moved, words, order)


def _spaces(number: int) -> str:
    return "1 space" if number == 1 else f"{number} spaces"


def _above(lines: Sequence[str], index: int) -> int | None:
    return next((one for one in range(index - 1, -1, -1) if _counts(lines[one])), None)


def _below(lines: Sequence[str], index: int) -> int | None:
    return next((one for one in range(index + 1, len(lines)) if _counts(lines[one])), None)


def _counts(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _columns(lines: Sequence[str], index: int | None) -> list[int]:
    """Return the columns in which a line begins: that of its key, and that of its first hyphen."""
    if index is None:
        return []
    return list(dict.fromkeys([column_of_key(lines[index]), depth(lines[index])]))
