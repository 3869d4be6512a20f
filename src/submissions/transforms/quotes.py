"""Tell what each straight mark of a paragraph is: a quotation mark that opens or closes, an apostrophe, a measure.

Straight marks in addresses and paths are none of these and stay. The marks are those of the language, a quotation
within a quotation has the other pair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from submissions.languages import Quotes
from submissions.languages.record import NARROW
from submissions.transforms.spacing import SPACES, Edit

APOSTROPHE: Final = "’"
PRIMES: Final = {"'": "\N{PRIME}", '"': "\N{DOUBLE PRIME}"}

AS_TYPED: Final = re.compile(
    r"(?:https?://|ftp://|www\.|mailto:)[^\s<>\"«»“”]+|(?<![\w.+'-])\w[\w.+'-]*@[\w-]+(?:\.[\w-]+)+"
    r"|(?<!\w)[A-Za-z]:\\[^\s\"]+|(?<!\S)\\\\[\w.$-]+\\[^\s\"]*"
)
"""Addresses, and paths of Windows: what stands in them is what a reader has to type, without the stop behind it."""

_MARK: Final = re.compile("[\"']")
_OPENS_AFTER: Final = frozenset("([{<-–—/«“‘„‚¿¡" + SPACES + "\n\t")
_STOPS: Final = ".,;:!?…)]}'\"*_"
# Minutes and seconds of arc, and feet with inches.
_ARC: Final = re.compile(r"\d\s?°\s?\d+(?:[.,]\d+)?(')(?:\s?\d+(?:[.,]\d+)?(\"|''))?")
_FEET: Final = re.compile(r"(?<![\w.,])\d{1,2}(')[\s-]?\d{1,2}(?:[.,]\d+)?\s?[¼½¾]?(\")")
_FIGURE: Final = frozenset("0123456789¼½¾°")
_PARTICLE_MAX: Final = 12
"""Letters before a quotation mark in which a particle is looked for."""


@dataclass(slots=True)
class _Open:
    """A quotation that is open: its sign as typed, whether it has the outer marks, and the marks of its language."""

    sign: str
    is_outer: bool
    quotes: Quotes


@dataclass(slots=True)
class _Reader:
    """Goes through the marks of one paragraph from its beginning."""

    text: str
    quotes: Quotes
    latin: Quotes
    particles: re.Pattern[str] | None
    marks: Sequence[int]
    open: list[_Open] = field(default_factory=list)
    opened: set[int] = field(default_factory=set)

    def edits(self) -> Iterator[Edit]:
        """Yield what becomes of each mark."""
        for index, position in enumerate(self.marks):
            yield from self._double(index, position) if self.text[position] == '"' else self._single(index, position)

    # --- what stands around a mark ---

    def _before(self, position: int) -> str:
        return self.text[position - 1] if position else ""

    def _after(self, position: int) -> str:
        return self.text[position + 1 : position + 2]

    def _may_open(self, position: int) -> bool:
        """Tell whether a mark stands where one opens: at the start, after a space, a bracket, a dash, an opener."""
        before, after = self._before(position), self._after(position)
        begins = not before or before in _OPENS_AFTER or position - 1 in self.opened
        return begins and bool(after.strip())

    def _is_open(self, sign: str) -> bool:
        return any(one.sign == sign for one in self.open)

    def _next(self, index: int, sign: str) -> int | None:
        """Return the next mark of a kind behind one that is no apostrophe within a word."""
        return next((at for at in self.marks[index + 1 :] if self.text[at] == sign and not self._is_within(at)), None)

    def _is_within(self, position: int) -> bool:
        return self._before(position).isalnum() and self._after(position).isalnum()

    def _closes_well(self, position: int) -> bool:
        """Tell whether a mark stands where one closes: behind a word or its stop, and not before a letter."""
        before, after = self._before(position), self._after(position)
        return bool(before.strip()) and before not in _OPENS_AFTER and not after.isalnum()

    # --- double marks ---

    def _double(self, index: int, position: int) -> Iterator[Edit]:
        if self._is_measure(index, position):
            yield position, position + 1, PRIMES['"']
        elif self._opens_double(index, position):
            yield from self._opening(position)
        else:
            yield from self._closing(position)

    def _opens_double(self, index: int, position: int) -> bool:
        before, after = self._before(position), self._after(position)
        if self._may_open(position):
            if self._is_open('"') and not self._can_nest(index):
                self.open.clear()  # what was open was never closed
            return True
        if self._is_open('"'):
            return False
        follows = _follows_particle(self.text, position, self.particles)
        apart = (not before or before.isspace()) and after.isspace() and self._next(index, '"') is not None
        elided = bool(re.search(r"\w['’]$", self.text[max(0, position - 2) : position])) and after.isalnum()
        glued = bool(before) and not before.isalnum() and before not in ".,!?)]}'\"»”’%°" and after.isalnum()
        started = before in (".", "…") and self.text[max(0, position - 3) : position].strip(" .…") == "" and bool(after)
        return follows or apart or glued or elided or (started and after.isalnum())

    def _can_nest(self, index: int) -> bool:
        """Tell whether enough marks follow to close a quotation within those that are open."""
        return self._depth() + 1 + self._balance(index) <= 0

    def _depth(self) -> int:
        return sum(one.sign == '"' for one in self.open)

    def _balance(self, index: int) -> int:
        """Return how many more of the double marks behind one open than close, by where they stand."""
        return sum(1 if self._begins(at) else -1 for at in self.marks[index + 1 :] if self.text[at] == '"')

    def _begins(self, position: int) -> bool:
        """Tell whether a mark that was not read yet stands where one opens, behind others that do perhaps."""
        first = position
        while first and self.text[first - 1] in "\"'":
            first -= 1
        before, after = self._before(first), self._after(position)
        return (not before or before in _OPENS_AFTER) and bool(after.strip()) and after not in ".,;:!?)"

    def _is_measure(self, index: int, position: int) -> bool:
        """Tell whether a mark behind a figure means inches: a word follows, or what is open is closed by later marks.

        Before a stop it may close a quotation that began in another paragraph, which is likelier in a legal paper.
        """
        before, after = self._before(position), self.text[position + 1 : position + 3]
        if not before or before not in _FIGURE or after[:1].isalnum():
            return False
        if self._is_open('"'):
            return self._depth() + self._balance(index) == 0
        return re.match(r"[ \N{NO-BREAK SPACE}]\w|[x×]", after) is not None

    # --- single marks ---

    def _single(self, index: int, position: int) -> Iterator[Edit]:
        before, after = self._before(position), self._after(position)
        if self._is_within(position):
            yield position, position + 1, APOSTROPHE
        elif self._may_open(position) and not after.isdigit() and self._has_end(index, position):
            yield from self._opening(position)
        elif self._is_open("'") and not after.isalnum() and not self._is_possessive(index, position):
            yield from self._closing(position)
        elif before and before in _FIGURE and not after.isalnum():
            yield position, position + 1, PRIMES["'"]
        else:
            yield position, position + 1, APOSTROPHE

    def _has_end(self, index: int, position: int) -> bool:
        """Tell whether a single mark behind this one closes it, before what is open around it is closed."""
        depth = 0
        for at in self.marks[index + 1 :]:
            if self.text[at] == "'":
                if at > position + 1 and self._closes_well(at) and not (self._before(at) in _FIGURE and depth):
                    return True
            elif self._begins(at):
                depth += 1
            elif self._is_open('"'):
                depth -= 1
                if depth < 0:
                    return False
        return False

    def _is_possessive(self, index: int, position: int) -> bool:
        """Tell whether a mark behind an s is an apostrophe: a word follows, and the next single mark closes."""
        if self._before(position).lower() != "s" or not re.match(r" \w", self.text[position + 1 : position + 3]):
            return False
        following = self._next(index, "'")
        return following is not None and self._closes_well(following) and not self._begins(following)

    # --- the marks of the language ---

    def _opening(self, position: int) -> Iterator[Edit]:
        around = self.open[-1] if self.open else None
        is_outer = not around.is_outer if around else self.text[position] == '"'
        beside = next(filter(str.isalnum, self.text[position + 1 : position + 4]), "")
        quotes = self.latin if _is_latin(beside) else self.quotes
        self.open.append(_Open(self.text[position], is_outer, quotes))
        self.opened.add(position)
        mark = quotes.opening if is_outer else quotes.inner_opening
        if mark.endswith(NARROW) and self._after(position) in tuple(SPACES):
            yield position + 1, position + 2, NARROW
            mark = mark[:-1]
        yield position, position + 1, mark

    def _closing(self, position: int) -> Iterator[Edit]:
        sign = self.text[position]
        found = next((index for index in range(len(self.open) - 1, -1, -1) if self.open[index].sign == sign), None)
        if found is None:
            quotes = self.latin if _is_latin(self._before(position)) else self.quotes
            closed = _Open(sign, sign == '"', quotes)
        else:
            closed = self.open[found]
            del self.open[found:]
        mark = closed.quotes.closing if closed.is_outer else closed.quotes.inner_closing
        if mark.startswith(NARROW) and self._before(position) in tuple(SPACES):
            yield position - 1, position, NARROW
            mark = mark[1:]
        yield position, position + 1, mark


def quote_edits(text: str, quotes: Quotes, latin: Quotes | None, particles: re.Pattern[str] | None) -> Iterator[Edit]:
    """Yield what becomes of the straight marks of a paragraph; `latin` are the marks around words in Latin letters."""
    kept = kept_spans(text)
    arcs = {start: mark for start, mark in _arcs(text) if not _in(start, kept)}
    for start, mark in arcs.items():
        yield start, start + len(mark), PRIMES["'" if mark == "'" else '"']
    taken = {at for start, mark in arcs.items() for at in range(start, start + len(mark))}
    marks = [at for at in (match.start() for match in _MARK.finditer(text)) if at not in taken and not _in(at, kept)]
    yield from _Reader(text, quotes, latin or quotes, particles, marks).edits()


def kept_spans(text: str) -> list[tuple[int, int]]:
    """Return where addresses and paths stand in a text, without the stops behind them."""
    return [(match.start(), match.start() + len(match[0].rstrip(_STOPS))) for match in AS_TYPED.finditer(text)]


def _in(position: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)


def _arcs(text: str) -> Iterator[tuple[int, str]]:
    for pattern in (_ARC, _FEET):
        for match in pattern.finditer(text):
            yield from ((match.start(group), match[group]) for group in (1, 2) if match[group])


def _is_latin(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


def _follows_particle(text: str, position: int, particles: re.Pattern[str] | None) -> bool:
    """Tell whether a mark stands behind a word that is written together with the next: "l'", "و"."""
    behind = text[max(0, position - _PARTICLE_MAX) : position]
    goes_on = text[position + 1 : position + 2]
    return particles is not None and particles.search(behind) is not None and (goes_on.isalnum() or goes_on in "'(")
