"""Read what a cell holds as what its key takes: text, a word, true or false, a date; nothing is guessed.

Whatever is not clear is a finding at the cell. What the case file itself would refuse is left for its own reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Final

from submissions.findings import Finding, Place
from submissions.folding import fold_words, word_list
from submissions.gate import compose_letters, pass_gate, shown
from submissions.importing.keys import PARTS_OF_DATE, Key, Kind
from submissions.importing.looks import is_padded, plain_figures, shows_of_date
from submissions.importing.records import Branch, DateOrder, Items, Leaf, Tree, TypedCell
from submissions.packaged import packaged_rows
from submissions.values import Day
from submissions.values.dates import YEARS, dates_meant, days_of_figures

_AS_TEXT: Final = "format the cell as text, and type the value again as it is to stand in the case"
_A_DATE: Final = "write 2019-08-02, 2019-08 or 2019, as far as it is known"
# A spreadsheet keeps fifteen figures of a number (IEEE 754), and shows zeros for those behind.
_FIGURES_MAX: Final = 10**15
# What a spreadsheet made of a long number before the file was written as text: 1.23E+11.
_SHORTENED: Final = re.compile(r"\d([.,]\d+)?E[+-]?\d+")
_CASE_FORM: Final = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)
# An empty list, which is another thing than a key that is left out: 'protected: []' protects nothing.
_NONE: Final = "[]"
_WORDS: Final = re.compile(r"[^\W\d_]+")
# What stands beside the name of a month in a date and says nothing more; any other word does: "about", "before".
_BESIDE: Final = frozenset(word_list("st nd rd th er de del of the le el го года г"))
# The first day of which a sheet's count is right: it counts 29 February 1900, which never was.
_FIRST_DAY: Final = (1900, 3, 1)


@dataclass(frozen=True, slots=True)
class Reading:
    """How the cells of a table are read: the words for true and false, folded, and the order of dates in figures."""

    truths: Mapping[str, str]
    order: DateOrder | None = None

    @classmethod
    def of(cls, order: DateOrder | None) -> Reading:
        """Gather the words of every language."""
        rows = packaged_rows("importing/truths.csv")
        cells = ((row["value"], cell) for row in rows for name, cell in row.items() if name != "value")
        return cls({fold_words(word): value for value, cell in cells for word in cell.split("/")}, order)


Read = tuple[Tree | None, list[Finding]]
"""What a cell holds, None where it cannot be taken, and what is to be said of it."""


def read_cell(cell: TypedCell, key: Key, reading: Reading) -> Read:
    """Return the value of a cell for a key."""
    readers: dict[Kind, Callable[[], Read]] = {
        "text": partial(_read_text, cell),
        "word": partial(_read_word, cell, key.words),
        "flag": partial(_read_flag, cell, reading),
        "date": partial(_read_date, cell, reading),
        "day": partial(_read_date, cell, reading),
        "days": partial(_read_many, cell, reading, None),
        "texts": partial(_read_many, cell, None, ()),
        "words": partial(_read_many, cell, None, key.words),
    }
    return readers[key.kind]()


def _refused(finding: Finding) -> Read:
    return None, [finding]


def _read_text(cell: TypedCell) -> Read:
    held = cell.held
    if isinstance(held, bool):
        return _refused(Finding("E186", cell.place, "the cell holds a truth value, and its key takes text", _AS_TEXT))
    if isinstance(held, date | time | timedelta):
        return _refused(
            Finding("E186", cell.place, "the cell holds a date or a time, and its key takes text", _AS_TEXT)
        )
    if isinstance(held, str):
        text, findings = _through_gate(held.replace("\r\n", "\n").replace("\r", "\n").strip(), cell.place)
        return Leaf(text, cell.place), [*findings, *_shortened(text, cell.place)]
    if abs(held) >= _FIGURES_MAX:
        words = "the cell holds a number of more than fifteen figures, of which a spreadsheet keeps fifteen"
        return _refused(Finding("E186", cell.place, words, _AS_TEXT))
    figures = plain_figures(held, cell.look)
    if not figures:
        words = f"the cell holds a number that is shown as '{shown(cell.look)}', and its key takes text"
        return _refused(Finding("E186", cell.place, words, _AS_TEXT))
    lost = "the cell holds a number where its key takes text: zeros before it, a + and spaces are lost"
    told = [] if is_padded(cell.look) else [Finding("W191", cell.place, lost, f"compare it; if any are, {_AS_TEXT}")]
    return Leaf(figures, cell.place), told


def _through_gate(text: str, place: Place) -> tuple[str, list[Finding]]:
    """Return a text fit for printing, its letters put together, and what is to be said of its signs."""
    clean, findings = pass_gate(text, lambda _: place)
    composed, notes = compose_letters(clean, lambda _: place)
    return composed, findings + notes


def _shortened(text: str, place: Place) -> list[Finding]:
    if not _SHORTENED.fullmatch(text):
        return []
    words = "the cell holds a number that a spreadsheet has shortened: figures of it are lost"
    return [Finding("W191", place, words, f"in the spreadsheet, {_AS_TEXT}")]


def _read_word(cell: TypedCell, words: tuple[str, ...]) -> Read:
    leaf, findings = _read_text(cell)
    if not isinstance(leaf, Leaf):
        return leaf, findings
    return Leaf(_word(leaf.text, words), leaf.place), findings


def _word(typed: str, words: tuple[str, ...]) -> str:
    """Return the word that was typed with capitals or spaces, as the case file writes it; any other as typed."""
    by_letters = {fold_words(one): one for one in words}
    return by_letters.get(fold_words(typed), typed)


def _read_flag(cell: TypedCell, reading: Reading) -> Read:
    held = cell.held
    if isinstance(held, bool):
        return Leaf("true" if held else "false", cell.place), []
    if isinstance(held, str):
        return Leaf(reading.truths.get(fold_words(held), held.strip()), cell.place), []
    return _refused(
        Finding("E186", cell.place, "the cell holds a number or a date, and its key takes true or false", "write true")
    )


def _read_many(cell: TypedCell, reading: Reading | None, words: tuple[str, ...] | None) -> Read:
    """Read values with semicolons between them: dates with a `reading`, else texts or `words`."""
    if not isinstance(cell.held, str):
        leaf, findings = _read_text(cell) if reading is None else _read_date(cell, reading)
        return (Items([leaf], is_short=True) if leaf is not None else None), findings
    if reading is None and cell.held.replace(" ", "") == _NONE:
        return Items([], is_short=True), []
    found: list[Tree] = []
    findings = []
    for part in (one.strip() for one in cell.held.split(";") if one.strip()):
        one = TypedCell(cell.place, cell.column, part, cell.look)
        value, told = _read_date(one, reading) if reading is not None else _read_word(one, words or ())
        found += [value] if value is not None else []
        findings += told
    return (Items(found, is_short=True) if found else None), findings


def _read_date(cell: TypedCell, reading: Reading) -> Read:
    held = cell.held
    if isinstance(held, bool | time | timedelta):
        return _refused(
            Finding("E186", cell.place, "the cell holds a time or a truth value, and its key takes a date", _A_DATE)
        )
    if isinstance(held, date):
        return _stored_date(cell, held)
    if isinstance(held, str):
        return _typed_date(held.strip(), cell, reading.order)
    if held in YEARS and plain_figures(held, cell.look) == str(int(held)):
        return Leaf(str(int(held)), cell.place), []
    words = "the cell holds a number, and its key takes a date"
    return _refused(
        Finding("E187", cell.place, words, f"give the cell a format of dates, if it is one, or as text {_A_DATE}")
    )


def _stored_date(cell: TypedCell, held: date) -> Read:
    """Take of a stored date what its format shows: a cell that shows 'May 2019' tells no day, whatever it stores."""
    if (held.year, held.month, held.day) < _FIRST_DAY:
        words = "the cell holds a day before March 1900, of which spreadsheets count otherwise"
        return _refused(Finding("E187", cell.place, words, f"format the cell as text; {_A_DATE}"))
    has_year, has_month, has_day = shows_of_date(cell.look)
    if not has_year or (has_day and not has_month):
        words = f"the cell is shown as '{shown(cell.look)}', without its year or month; what it stores was never typed"
        return _refused(Finding("E187", cell.place, words, f"format the cell as text; {_A_DATE}"))
    day = Day(held.year, held.month if has_month else None, held.day if has_month and has_day else None)
    told = []
    if isinstance(held, datetime) and held.time() != time():
        words = "the time of day in the cell is left out, which no date of a case has"
        told.append(Finding("W190", cell.place, words, "write it into the text, if it matters"))
    return Leaf(str(day), cell.place), told


def _typed_date(typed: str, cell: TypedCell, order: DateOrder | None) -> Read:
    """Take a date that was typed as text, if it can mean one only."""
    if _CASE_FORM.fullmatch(typed):
        return Leaf(typed, cell.place), []
    if typed.startswith("{"):
        return _in_braces(typed, cell, order)
    day_first, month_first = days_of_figures(typed)
    if order and (day_first or month_first):
        chosen = day_first if order == "day-first" or (month_first is None and _is_twin(typed)) else month_first
        meant: tuple[Day, ...] = (chosen,) if chosen else ()
    else:
        meant = dates_meant(typed)
    if len(meant) == 1 and not _says_more(typed):
        return Leaf(str(meant[0]), cell.place), _time_of(typed, cell.place)
    if len(meant) > 1:
        both = " or ".join(map(str, meant))
        more = "; if the whole table is so, say --dates day-first or --dates month-first" if day_first else ""
        words = f"the date can be read in more than one way: {both}"
        return _refused(Finding("E187", cell.place, words, f"write {both}, whichever is meant{more}"))
    perhaps = f"; write {meant[0]} or {{about: {meant[0]}}}, if that is meant" if meant else ""
    return _refused(Finding("E187", cell.place, f"the cell holds no date: '{shown(typed)}'", f"{_A_DATE}{perhaps}"))


def _is_twin(typed: str) -> bool:
    """Tell whether day and month of a date in figures are the same number."""
    one, two = re.findall(r"\d+", typed)[:2]
    return int(one) == int(two)


def _says_more(typed: str) -> bool:
    """Tell whether words beside the month say more than the date, such as 'about'."""
    words = [word for word in _WORDS.findall(typed.casefold()) if word not in _BESIDE and word != "t"]
    return len(words) > 1


def _time_of(typed: str, place: Place) -> list[Finding]:
    """Tell of a time of day that is left out, if it is not midnight."""
    match = re.search(r"[T ](\d{1,2}:[\d:.]*)", typed)
    if match is None or not match[1].strip("0:."):
        return []
    words = "the time of day in the cell is left out, which no date of a case has"
    return [Finding("W190", place, words, "write it into the text, if it matters")]


_MAPPING: Final = re.compile(r"\{\s*(from|about|between)\s*:\s*(.+?)\s*\}")


def _in_braces(typed: str, cell: TypedCell, order: DateOrder | None) -> Read:
    """Take a date in the forms of the case file, such as {from: 1998, to: 1999} or {about: 1992}."""
    match = _MAPPING.fullmatch(typed)
    parts: list[tuple[str, str]] = []
    if match and match[1] == "between" and match[2].startswith("[") and match[2].endswith("]"):
        parts = [("between", one.strip()) for one in match[2][1:-1].split(",")]
    elif match:
        first, _, last = match[2].partition(",")
        key, colon, until = last.partition(":")
        is_span = match[1] == "from" and key.strip() == "to" and colon
        parts = [(match[1], first.strip())] + ([("to", until.strip())] if is_span else [("", last)] if last else [])
    if not parts or any(not key or key not in PARTS_OF_DATE for key, _ in parts):
        forms = "{from: 1998-11-02, to: 1998-11-03}, {between: [1993-05, 1993-06]} or {about: 1992}"
        return _refused(
            Finding("E187", cell.place, f"the cell holds no date: '{shown(typed)}'", f"write {forms}, or a plain date")
        )
    entries: dict[str, Tree] = {}
    findings: list[Finding] = []
    for key, value in parts:
        leaf, told = _typed_date(value, cell, order)
        findings += told
        if leaf is not None and key == "between":
            several = entries.setdefault(key, Items([], is_short=True))
            several.entries.append(leaf) if isinstance(several, Items) else None
        elif leaf is not None:
            entries[key] = leaf
    return (None if any(one.is_error for one in findings) else Branch(entries)), findings
