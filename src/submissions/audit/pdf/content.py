"""Walk through content streams and gather every sign that they show, seen or unseen, and where it is put."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from submissions.audit.pdf.fonts import UNREAD, Font, Fonts
from submissions.audit.pdf.store import Store
from submissions.audit.pdf.strings import readings
from submissions.audit.pdf.syntax import Glyphs, Ref, Value, hexadecimal, operations

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
OPERATIONS_MAX = 2_000_000
"""How many operations of content one file may have drawn: far above any book, and a stop for forms within forms."""

FORMS_MAX = 20_000
"""How many times forms may be drawn in one file: forms within forms can double without end."""

_FORMS_DEEP = 24
_HEX_OR_GAP = re.compile(rb"<([^>]*)>|(-[0-9]+)")
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_WORD_GAP = -180
"""How far back, in thousandths of the size of the letters, the next one is set where a space is meant."""


@dataclass(frozen=True, slots=True)
class ShownText:
    """Signs shown by one operator, where they begin, and whether they belong to the page rather than the text.

    `other` is another reading of the same signs, `turned` their letters from last to first where a script written from
    right to left is among them; both are "" where there is none.
    """

    text: str
    other: str
    turned: str
    x: float
    y: float
    is_furniture: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the drawing of a file has gone: what is left of its limits, and whether a form led into itself."""

    operations: int = OPERATIONS_MAX
    forms: int = FORMS_MAX
    is_circular: bool = False

    @property
    def is_spent(self) -> bool:
        """Whether the file draws more than the limit, so that some of it was left unread."""
        return self.operations <= 0 or self.forms <= 0


@dataclass(frozen=True, slots=True)
class Drawn:
    """All that a content stream draws, its forms within.

    `unread` counts, by the name of its font, each code whose letter is not known; `forms` are the streams that were
    drawn from within; `after` is how far the drawing of the file has gone with it.
    """

    runs: tuple[ShownText, ...] = ()
    marks: tuple[tuple[str, str], ...] = ()
    unread: Mapping[str, Counter[int]] = field(default_factory=dict)
    picture_area: float = 0
    shapes: int = 0
    forms: frozenset[Ref] = frozenset()
    after: Progress = field(default_factory=Progress)


@dataclass(slots=True)
class _State:
    """The part of the graphics state that says where and in which font text is shown."""

    matrix: Matrix = IDENTITY
    font: Font | None = None
    leading: float = 0


def times(first: Matrix, second: Matrix) -> Matrix:
    """Return two transformations as one, `first` applied first."""
    a, b, c, d, e, f = first
    k, m, n, p, q, r = second
    return (a * k + b * n, a * m + b * p, c * k + d * n, c * m + d * p, e * k + f * n + q, e * m + f * p + r)


def read_content(store: Store, fonts: Fonts, data: bytes, resources: Value, before: Progress) -> Drawn:
    """Return what a content stream draws with its resources, as far as the limits of its file go."""
    paper = _Paper(store, fonts, before.operations, before.forms, before.is_circular)
    _Walk(paper, store.dictionary(resources), _State(), ()).run(data)
    return Drawn(
        tuple(paper.runs),
        tuple(paper.marks),
        paper.unread,
        paper.picture_area,
        paper.shapes,
        frozenset(paper.visited),
        Progress(paper.operations, paper.forms, paper.is_circular),
    )


@dataclass(slots=True)
class _Paper:
    """What one content stream and the forms within it have drawn so far; it does not outlive the reading of it."""

    store: Store
    fonts: Fonts
    operations: int
    forms: int
    is_circular: bool
    runs: list[ShownText] = field(default_factory=list)
    marks: list[tuple[str, str]] = field(default_factory=list)
    unread: dict[str, Counter[int]] = field(default_factory=dict)
    picture_area: float = 0
    shapes: int = 0
    visited: set[Ref] = field(default_factory=set)


class _Walk:
    """One content stream as it is gone through."""

    def __init__(self, paper: _Paper, resources: dict[str, Value], state: _State, trail: tuple[Ref, ...]) -> None:
        self.paper, self.resources, self.trail = paper, resources, trail
        self.state, self.saved = state, list[_State]()
        self.text_matrix = self.line_matrix = IDENTITY
        self.furniture = list[bool]()
        self.own_fonts: dict[str, Font] = {}
        self.actions = {
            "q": self._save, "Q": self._restore, "cm": self._transform, "BT": self._begin, "Tf": self._set_font,
            "Td": self._move, "TD": self._move_leading, "Tm": self._place, "T*": self._next_line,
            "TL": self._set_leading, "Tj": self._show, "TJ": self._show_spaced, "'": self._show_next,
            '"': self._show_next, "gs": self._set_state, "Do": self._draw, "EI": self._draw_inline,
            "BMC": self._mark, "BDC": self._mark, "EMC": self._end_mark, "DP": self._point, "%": self._comment,
            "ID": self._inline_words,
        }  # fmt: skip

    def run(self, data: bytes) -> None:
        """Go through the stream to its end, or until the file has drawn too much."""
        paper = self.paper
        for operator, operands in operations(data):
            paper.operations -= 1
            if paper.operations <= 0:
                return
            action = self.actions.get(operator)
            if action is not None:
                action(operands)
            elif operator in _SHAPES:
                self.paper.shapes += 1
            elif operator not in _SILENT:
                self._keep("words in the content", operands)

    def _numbers(self, operands: list[Value], count: int) -> list[float]:
        found = [float(each) for each in operands if isinstance(each, int | float)][-count:]
        return [max(-1e12, min(1e12, each)) for each in found] + [0.0] * (count - len(found))

    def _save(self, operands: list[Value]) -> None:
        if len(self.saved) < 10_000:
            self.saved.append(_State(self.state.matrix, self.state.font, self.state.leading))

    def _restore(self, operands: list[Value]) -> None:
        if self.saved:
            self.state = self.saved.pop()

    def _transform(self, operands: list[Value]) -> None:
        self.state.matrix = times(self._six(operands), self.state.matrix)

    def _six(self, operands: list[Value]) -> Matrix:
        a, b, c, d, e, f = self._numbers(operands, 6)
        return (a, b, c, d, e, f)

    def _begin(self, operands: list[Value]) -> None:
        self.text_matrix = self.line_matrix = IDENTITY

    def _set_font(self, operands: list[Value]) -> None:
        name = next((str(each) for each in operands if isinstance(each, str)), "")
        if name not in self.own_fonts:
            fonts = self.paper.store.dictionary(self.resources.get("Font"))
            self.own_fonts[name] = self.paper.fonts.font(fonts.get(name))
        self.state.font = self.own_fonts[name]

    def _set_state(self, operands: list[Value]) -> None:
        store = self.paper.store
        states = store.dictionary(self.resources.get("ExtGState"))
        name = next((str(each) for each in operands if isinstance(each, str)), "")
        font = store.array(store.dictionary(states.get(name)).get("Font"))
        if font:
            self.state.font = self.paper.fonts.font(font[0])

    def _move(self, operands: list[Value]) -> None:
        x, y = self._numbers(operands, 2)
        self.text_matrix = self.line_matrix = times((1, 0, 0, 1, x, y), self.line_matrix)

    def _move_leading(self, operands: list[Value]) -> None:
        self.state.leading = -self._numbers(operands, 2)[1]
        self._move(operands)

    def _place(self, operands: list[Value]) -> None:
        self.text_matrix = self.line_matrix = self._six(operands)

    def _next_line(self, operands: list[Value]) -> None:
        self._move([0, -self.state.leading])

    def _set_leading(self, operands: list[Value]) -> None:
        self.state.leading = self._numbers(operands, 1)[0]

    def _show(self, operands: list[Value]) -> None:
        self._add([each for each in operands if isinstance(each, bytes)])

    def _show_next(self, operands: list[Value]) -> None:
        self._next_line([])
        self._show(operands)

    def _show_spaced(self, operands: list[Value]) -> None:
        parts: list[bytes | None] = []
        for each in operands:
            if isinstance(each, Glyphs):
                found = _HEX_OR_GAP.findall(each)
                parts += [
                    hexadecimal(code) if not gap else None for code, gap in found if not gap or int(gap[:9]) < _WORD_GAP
                ]
            elif isinstance(each, list):
                parts += [
                    part if isinstance(part, bytes) else None
                    for part in each
                    if isinstance(part, bytes) or (isinstance(part, int | float) and part < _WORD_GAP)
                ]
            elif isinstance(each, bytes):
                parts.append(each)
        self._add(parts)

    def _add(self, parts: list[bytes | None]) -> None:
        """Add one run: its parts, None where a gap as wide as a space is."""
        font = self.state.font or self.paper.fonts.font(None)
        words: list[bytes] = [b""]
        for part in parts:
            if part is None:
                words.append(b"")
            else:
                words[-1] += part
        texts = [font.read(word) for word in words]
        text = " ".join(texts)
        if UNREAD in text:
            self._note_unread(font, words, texts)
        *_, x, y = times(self.text_matrix, self.state.matrix)
        other = " ".join(font.read_again(word) for word in words) if font.other else ""
        turned = " ".join(font.read_turned(word) for word in reversed(words)) if _FROM_RIGHT.search(text) else ""
        self.paper.runs.append(ShownText(text, other, turned, x, y, any(self.furniture)))

    def _note_unread(self, font: Font, words: list[bytes], texts: list[str]) -> None:
        counts = self.paper.unread.setdefault(font.label, Counter())
        for word, text in zip(words, texts, strict=True):
            if UNREAD in text:
                counts.update(code for code in font.codes(word) if font.letters[code] == UNREAD)

    def _draw(self, operands: list[Value]) -> None:
        store = self.paper.store
        name = next((str(each) for each in operands if isinstance(each, str)), "")
        target = store.dictionary(self.resources.get("XObject")).get(name)
        if not isinstance(target, Ref) or target not in store.streams:
            return
        found = store.dictionary(target)
        if found.get("Subtype") == "Image":
            self._draw_inline([])
        elif target in self.trail:
            self.paper.is_circular = True
        elif len(self.trail) < _FORMS_DEEP and self.paper.operations > 0 and self.paper.forms > 0:
            self.paper.visited.add(target)
            self.paper.forms -= 1
            matrix = times(self._six(store.array(found.get("Matrix")) or list(IDENTITY)), self.state.matrix)
            resources = store.dictionary(found.get("Resources")) or self.resources
            state = _State(matrix, self.state.font, self.state.leading)
            within = _Walk(self.paper, resources, state, (*self.trail, target))
            within.furniture = [any(self.furniture)]
            within.run(store.data(target))

    def _draw_inline(self, operands: list[Value]) -> None:
        a, b, c, d, _, _ = self.state.matrix
        self.paper.picture_area += abs(a * d - b * c)

    def _mark(self, operands: list[Value]) -> None:
        self.furniture.append(bool(operands) and operands[0] == "Artifact")
        self._point(operands)

    def _point(self, operands: list[Value]) -> None:
        self._keep("marked content", [each for each in operands if not isinstance(each, str)])
        self.paper.marks += [("tag in the content", str(each)) for each in operands[:1] if isinstance(each, str)]

    def _end_mark(self, operands: list[Value]) -> None:
        if self.furniture:
            self.furniture.pop()

    def _comment(self, operands: list[Value]) -> None:
        self._keep("comment in the content", operands)

    def _inline_words(self, operands: list[Value]) -> None:
        self._keep("words in the content", operands)

    def _keep(self, channel: str, operands: list[Value]) -> None:
        """Keep the strings that stand among operands, however deep."""
        waiting = [(channel, each) for each in operands]
        while waiting:
            where, value = waiting.pop()
            if isinstance(value, dict):
                waiting += [(f"{channel} {key}" if key in _SAID else channel, each) for key, each in value.items()]
            elif isinstance(value, list):
                waiting += [(where, each) for each in value]
            elif isinstance(value, bytes):
                self.paper.marks += [(where, text) for text in readings(value)]


_SAID = ("ActualText", "Alt", "E", "Lang", "Contents", "T")
_SHAPES = frozenset(("m", "l", "c", "v", "y", "h", "re", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*"))
_SILENT = frozenset(
    """
    w J j M d ri i n W W* ET Tc Tw Tz Tr Ts CS cs SC SCN sc scn G g RG rg K k sh BI MP BX EX d0 d1
    """.split()  # noqa: SIM905 - a table to be read
)
