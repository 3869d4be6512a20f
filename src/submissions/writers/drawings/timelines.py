"""Draw a timeline: marks on a scaled axis, labels on poles above it, what continues as bars below."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from submissions.document import Moment, Picture, Resource, Scale, plain
from submissions.writers.drawings.axis import Axis, axis_of
from submissions.writers.drawings.labels import Flag, Label, fitting, flags, height_of
from submissions.writers.drawings.letters import OutlinedLetters, lines_of
from submissions.writers.drawings.look import ARABIC, DrawingLook
from submissions.writers.drawings.svg import DrawingSheet

_BLACK: Final = "#000000"
_WHITE: Final = "#ffffff"
_EDGE: Final = 5.0
"""Points at both ends of the drawing, for half a mark."""

_POLE: Final = 3.0
"""Points between a pole and its words."""

_LOWEST: Final = 9.0
"""Points between the axis and the lowest label."""

_BARS_MAX: Final = 6
_STEPS: Final = (1, 2, 5, 10, 20, 50, 100)
_MONTH_STEPS: Final = (1, 2, 3, 6)
_WORD_LINES: Final = 3


def draw_timeline(picture: Picture, scale: Scale, look: DrawingLook, *, rtl: bool) -> Resource:
    """Return a timeline as SVG; the same moments give the same bytes."""
    lettering = (
        OutlinedLetters(look.bold, ARABIC[1], look.size, rtl),
        OutlinedLetters(look.regular, ARABIC[0], look.size, rtl),
        OutlinedLetters(look.regular, ARABIC[0], look.tick_size, rtl),
    )
    drawing = _Drawing(picture.moments, scale, look, DrawingSheet(look, rtl), *lettering)
    content, height = drawing.draw()
    return Resource("svg", content, round(look.width), height)


@dataclass(frozen=True, slots=True)
class _Drawing:
    """One timeline at work."""

    moments: tuple[Moment, ...]
    scale: Scale
    look: DrawingLook
    sheet: DrawingSheet
    bold: OutlinedLetters
    regular: OutlinedLetters
    small: OutlinedLetters

    def draw(self) -> tuple[bytes, int]:
        """Return the drawing and its height in points."""
        axis, raised = self._laid_out()
        base = height_of(raised) + _LOWEST + 2
        self._write_labels(raised, base)
        below = self._write_ticks(axis, base)
        below = self._write_bars(axis, below)
        self._write_axis(axis, base, below)
        self._write_marks(axis, base)
        height = math.ceil(self._write_legend(below) + 2)
        return self.sheet.finished(height), height

    def _laid_out(self) -> tuple[Axis, tuple[Flag, ...]]:
        """Return the axis and the labels: with their words, or else with dates alone, or else those that have room."""
        full, dates = self._labels(words=True), self._labels(words=False)
        order = sorted(range(len(self.moments)), key=self._rank)
        for labels in (full, dates):
            axis = self._axis(labels)
            raised = flags(self._poles(axis), labels, order)
            if height_of(raised) <= self.look.height_of_labels:
                return axis, raised
        return axis, fitting(self._poles(axis), dates, order, self.look.height_of_labels)

    def _rank(self, index: int) -> tuple[bool, bool, int]:
        """Return a key that puts the ends of the line first, then violations, then all others, spread over it."""
        is_end = index in {0, len(self.moments) - 1}
        spread = int(f"{index:08b}"[::-1], 2)  # van der Corput's sequence: each next one falls into a wide gap
        return not is_end, not self.moments[index].violation, spread

    def _labels(self, *, words: bool) -> list[Label]:
        return [self._label(moment, words=words) for moment in self.moments]

    def _label(self, moment: Moment, *, words: bool) -> Label:
        dates = lines_of(plain(moment.date), self.look.label_width, self.bold.width)
        beside = plain(moment.inlines)
        shown = lines_of(beside, self.look.label_width, self.regular.width) if words else []
        if len(shown) > _WORD_LINES or not self.regular.can_draw(beside):  # half a thought would be another one
            shown = []
        width = max([*map(self.bold.width, dates), *map(self.regular.width, shown)], default=0.0) + _POLE
        height = (len(dates) + len(shown)) * self.look.leading + _POLE
        return Label(tuple(dates), tuple(shown), width, height)

    def _axis(self, labels: Sequence[Label]) -> Axis:
        """Return the axis, so much shorter than the drawing that no label ends outside of it."""
        days = [day for one in self.moments for day in (one.first, one.last)]
        days += [self.scale.until for one in self.moments if one.continues]
        end = self.look.width - _EDGE
        for _ in range(len(labels) + 1):
            axis = axis_of(days, _EDGE, end)
            reach = max(x + label.width for x, label in zip(self._poles(axis), labels, strict=True))
            if reach <= self.look.width:
                break
            end -= reach - self.look.width
        return axis

    def _poles(self, axis: Axis) -> list[float]:
        return [self._pole(axis, moment) for moment in self.moments]

    def _pole(self, axis: Axis, moment: Moment) -> float:
        """Return where the pole of a moment stands: at the beginning of what lasts, or amid its days."""
        start = axis.place(moment.first)
        return start if moment.lasts else (start + axis.place(moment.last)) / 2

    def _write_labels(self, raised: Sequence[Flag], base: float) -> None:
        for flag in raised:
            foot = base - _LOWEST - flag.lift
            top = foot - flag.label.height + _POLE
            self.sheet.line((flag.place, base), (flag.place, top), 0.5, _BLACK)
            lines = [*((line, True) for line in flag.label.dates), *((line, False) for line in flag.label.words)]
            for number, (line, bold) in enumerate(lines):
                y = top + self.look.leading * number + self.look.size * 0.8
                self.sheet.words((flag.place + _POLE, y), line, self.bold if bold else self.regular)

    def _write_ticks(self, axis: Axis, base: float) -> float:
        """Write the names along the axis and return where what stands below may begin."""
        shown = self._ticks(axis, self.scale.years, _STEPS)
        if len(shown) < 2 and self.scale.months:
            shown = self._ticks(axis, self.scale.months, _MONTH_STEPS) or shown
        low = base + self.look.mark + 4
        for x, name in shown:
            self.sheet.line((x, base), (x, low), 0.5, _BLACK)
            self.sheet.words((x, low + self.look.tick_size), name, self.small, anchor="middle")
        return low + (self.look.tick_size + 4 if shown else 0)

    def _ticks(self, axis: Axis, names: Sequence[tuple[int, str]], steps: Sequence[int]) -> list[tuple[float, str]]:
        """Return names with their places, of every first, second, fifth... so that none runs into the next."""
        for step in steps:
            kept = [
                (axis.place(day), name)
                for number, (day, name) in enumerate(names, _offset(names))
                if number % step == 0 and not axis.is_cut_out(day)
            ]
            within = [(x, name) for x, name in kept if self._is_within(x, name)]
            gaps = pairwise(within)
            if all(x + (self.small.width(one) + self.small.width(other)) / 2 + 5 < y for (x, one), (y, other) in gaps):
                return within
        return within[:1]

    def _is_within(self, x: float, name: str) -> bool:
        half = self.small.width(name) / 2
        return half <= x <= self.look.width - half

    def _write_bars(self, axis: Axis, top: float) -> float:
        """Draw what continues, each from its first day to the day of the document, with an arrow for its open end."""
        lasting = [moment for moment in self.moments if moment.continues]
        if len(lasting) > _BARS_MAX:  # so many would be a wall: the first of each kind says as much
            lasting = [next(one for one in lasting if one.violation == kind) for kind in {m.violation for m in lasting}]
            lasting.sort(key=lambda moment: moment.first)
        end = axis.place(self.scale.until)
        for moment in lasting:
            start = min(self._pole(axis, moment), end - 1)
            y, thick = top + self.look.bar_step / 2, self.look.bar / 2
            colour = self.look.accent if moment.violation else _BLACK
            tip = max(end - 5, start)
            fill = colour if moment.violation else _WHITE
            self.sheet.shape([(start, y - thick), (tip, y - thick), (end, y), (tip, y + thick), (start, y + thick)],
                             colour, fill)  # fmt: skip
            top += self.look.bar_step
        return top

    def _write_axis(self, axis: Axis, base: float, low: float) -> None:
        """Draw the line, and white strokes across it where a gap is cut out."""
        self.sheet.line((axis.places[0], base), (axis.places[-1], base), 0.9, _BLACK)
        for gap in axis.breaks:
            x = axis.middle(gap)
            lower = max(low, base + 4)
            self.sheet.shape([(x - 3, lower), (x + 1, base - 5), (x + 5, base - 5), (x + 1, lower)], _WHITE, _WHITE)
            for edge in (x - 3, x + 1):
                self.sheet.line((edge, base + 5), (edge + 4, base - 5), 0.7, _BLACK)

    def _write_marks(self, axis: Axis, base: float) -> None:
        """Draw a dot for each day, and a capsule over several: hollow where it happened within them, else full."""
        radius = self.look.mark
        for moment in self.moments:
            colour = self.look.accent if moment.violation else _BLACK
            start, end = axis.place(moment.first), axis.place(moment.last)
            if end - start > 2 * radius:
                fill = colour if moment.lasts else _WHITE
                corners = [(start, base), (start + radius, base - radius), (end - radius, base - radius), (end, base),
                           (end - radius, base + radius), (start + radius, base + radius)]  # fmt: skip
                self.sheet.shape(corners, colour, fill)
            if moment.lasts or end - start <= 2 * radius or moment.violation:
                fill = colour if moment.violation else _WHITE
                self.sheet.dot((self._pole(axis, moment), base), radius, colour, fill)

    def _write_legend(self, top: float) -> float:
        """Say what the marks mean, those that stand here, and return where the drawing ends."""
        x, y = _EDGE, top + self.look.leading
        asked = (
            ("dot", self.scale.violation, any(one.violation for one in self.moments)),
            ("bar", self.scale.continues, any(one.continues for one in self.moments)),
        )
        shown = [(kind, words) for kind, words, is_there in asked if words and is_there]
        for kind, words in shown:
            middle = y - self.look.tick_size * 0.3
            if kind == "dot":
                self.sheet.dot((x, middle), self.look.mark, self.look.accent, self.look.accent)
            else:
                thick = self.look.bar / 2
                self.sheet.shape([(x - 2, middle - thick), (x + 8, middle - thick), (x + 13, middle),
                                  (x + 8, middle + thick), (x - 2, middle + thick)],
                                 self.look.accent, self.look.accent)  # fmt: skip
            x += 7 if kind == "dot" else 17
            self.sheet.words((x, y), words, self.small)
            x += self.small.width(words) + 16
        return y if shown else top


def _offset(names: Sequence[tuple[int, str]]) -> int:
    """Return the number of the first name: its year, so that round years are kept, or its month."""
    first = datetime.date.fromordinal(names[0][0])
    return first.year if len(names) < 2 or names[1][0] - names[0][0] > 32 else first.month - 1
