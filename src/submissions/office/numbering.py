"""Count Word's automatic numbers the way Word does, from `numbering.xml` and the paragraphs in their order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from submissions.office.names import parse_part

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Counted by hand here too: a fault of `document.counting` must not be read back with the same fault.
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_COUNT_MAX: Final = 32_767
"""The highest number that Word counts to (ECMA-376 part 1, 17.9.25)."""
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def roman(number: int) -> str:
    """Return a number from 1 up in small Roman numerals."""
    letters: list[str] = []
    for value, sign in (*_ROMAN, *_ROMAN_SMALL):
        count, number = divmod(number, value)
        letters.append(sign * count)
    return "".join(letters)


def letter(number: int) -> str:
    """Return a, b ... z, aa, bb ... as Word counts in letters."""
    repeat, index = divmod(number - 1, 26)
    return chr(ord("a") + index) * (repeat + 1)


def _abjad(number: int) -> str:
    """Return the Arabic letters by their numbers, those behind the 28th doubled (ECMA-376 part 1, 17.18.59)."""
    units, tens, hundreds = "أبجدهوزحط", "يكلمنسعفص", "قرشتثخذضظ"
    repeat, index = divmod(number - 1, 28)
    return (units + tens + hundreds + "غ")[index] * (repeat + 1)


_FORMS: Final[dict[str, Callable[[int], str]]] = {
    "decimal": str,
    "upperRoman": lambda number: roman(number).upper(),
    "lowerRoman": roman,
    "upperLetter": lambda number: letter(number).upper(),
    "lowerLetter": letter,
    "arabicAbjad": _abjad,
    "none": lambda _: "",
}


def print_number(number: int, form: str) -> str:
    """Return a number in one of Word's number formats (ECMA-376, ST_NumberFormat); raises KeyError for others."""
    return _FORMS[form](number)


@dataclass(slots=True)
class Level:
    """One level of a list definition: where it starts, its number format and its text such as "%1."."""

    start: int
    form: str
    text: str
    style: str
    left: int = 0
    """How far its paragraphs are set in, in twentieths of a point."""


@dataclass(slots=True)
class WordNumbering:
    """The counters of a Word file; `next_number` advances them paragraph by paragraph."""

    abstracts: dict[str, dict[int, Level]]
    instances: dict[str, str]
    overrides: dict[tuple[str, int], int]
    own: dict[tuple[str, int], Level] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def levels_of(self, instance: str) -> dict[int, Level]:
        """Return the levels of a list instance, with those that it has of its own in place of its definition's."""
        levels = self.abstracts.get(self.instances.get(instance, ""), {})
        return levels | {index: level for (number, index), level in self.own.items() if number == instance}

    def level_of_style(self, instance: str, style: str) -> int:
        """Return the level that a list definition ties to a paragraph style, or 0."""
        levels = self.abstracts.get(self.instances.get(instance, ""), {})
        return next((index for index, level in levels.items() if level.style == style), 0)

    def next_number(self, instance: str, level: int) -> str:
        """Return the printed number of the next paragraph in a list instance at a level ("" for none)."""
        levels = self.levels_of(instance)
        if level not in levels:
            return ""
        self.count(instance, level)
        if levels[level].form == "bullet":
            return levels[level].text
        return self._print(levels, self.counters[self.instances[instance]], level)

    def printed(self, instance: str, level: int) -> str:
        """Return the number that a list instance printed last at a level, "" where it prints none that is known."""
        levels = self.levels_of(instance)
        counters = self.counters.get(self.instances.get(instance, ""), {})
        if level not in counters or level not in levels or max(counters.values()) > _COUNT_MAX:
            return ""
        if levels[level].form == "bullet":
            return levels[level].text
        try:
            return self._print(levels, counters, level)
        except KeyError:
            return ""

    def count(self, instance: str, level: int) -> int:
        """Advance the counter of a list instance at a level, and return it; 0 where there is no such level."""
        levels = self.levels_of(instance)
        if level not in levels:
            return 0
        abstract = self.instances[instance]
        counters = self.counters.setdefault(abstract, {})
        override = self.overrides.get((instance, level))
        if override is not None and (instance, level) not in self.begun:
            counters[level] = override
        elif level in counters:
            counters[level] += 1
        else:
            counters[level] = levels[level].start
        self.begun.add((instance, level))
        for deeper in [index for index in counters if index > level]:
            del counters[deeper]
        return counters[level]

    def _print(self, levels: dict[int, Level], counters: dict[int, int], level: int) -> str:
        text = levels[level].text
        for index in range(level + 1):
            if index in levels:
                number = counters.get(index, levels[index].start)
                text = text.replace(f"%{index + 1}", print_number(number, levels[index].form))
        return text


def read_numbering(part: bytes | None) -> WordNumbering:
    """Read `word/numbering.xml`; without one nothing is numbered."""
    if part is None:
        return WordNumbering({}, {}, {})
    root = parse_part(part)
    abstracts = {
        abstract.get(f"{W}abstractNumId", ""): {
            int(level.get(f"{W}ilvl", "0")): _read_level(level) for level in abstract.iter(f"{W}lvl")
        }
        for abstract in root.iter(f"{W}abstractNum")
    }
    linked = {_value(one, "styleLink"): one.get(f"{W}abstractNumId", "") for one in root.iter(f"{W}abstractNum")}
    for one in root.iter(f"{W}abstractNum"):
        # A definition without levels has those of the list style that it names (ECMA-376 part 1, 17.9.21).
        link = _value(one, "numStyleLink")
        if link and not abstracts[one.get(f"{W}abstractNumId", "")]:
            abstracts[one.get(f"{W}abstractNumId", "")] = abstracts.get(linked.get(link, ""), {})
    instances: dict[str, str] = {}
    own: dict[tuple[str, int], Level] = {}
    overrides: dict[tuple[str, int], int] = {}
    for instance in root.iter(f"{W}num"):
        number = instance.get(f"{W}numId", "")
        instances[number] = _value(instance, "abstractNumId")
        for override in instance.iter(f"{W}lvlOverride"):
            start, index = _value(override, "startOverride"), int(override.get(f"{W}ilvl", "0"))
            if start:
                overrides[number, index] = int(start)
            level = override.find(f"{W}lvl")
            if level is not None:
                own[number, index] = _read_level(level)
    return WordNumbering(abstracts, instances, overrides, own)


def _read_level(level: etree._Element) -> Level:
    start, form, text, style = (_value(level, name) for name in ("start", "numFmt", "lvlText", "pStyle"))
    indent = level.find(f"{W}pPr/{W}ind")
    left = "" if indent is None else indent.get(f"{W}left") or indent.get(f"{W}start") or ""
    return Level(int(start or "1"), form, text, style, int(left) if left.lstrip("-").isdecimal() else 0)


def _value(parent: etree._Element, name: str) -> str:
    child = parent.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val", "")
