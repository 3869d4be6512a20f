"""Each cell is read as its key asks, as it was typed; what is not clear is refused, and nothing is guessed."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from submissions.findings import Place
from submissions.importing.cells import Reading, read_cell
from submissions.importing.keys import RECORDS, Key, key_at
from submissions.importing.records import DateOrder, Listed, TypedCell
from submissions.importing.rows import in_words

MAY = datetime.datetime(2019, 5, 1)


def read(held: Any, key: str, listed: Listed = "events", look: str = "", order: DateOrder | None = None) -> list[str]:
    """Return what a cell was understood as, if it was, and the codes of what is to be said of it."""
    found = key_at(RECORDS[listed], key.split("."))
    assert isinstance(found, Key)
    value, findings = read_cell(TypedCell(Place("t.xlsx"), 1, held, look), found, Reading.of(order))
    return [*([in_words(value)] if value is not None else []), *(one.code for one in findings)]


@pytest.mark.parametrize(
    ("held", "look", "expected"),
    [
        # As Excel keeps a date, and as much of it as it shows.
        (MAY, "mmm yyyy", ["2019-05"]),
        (MAY, "mmm-yy", ["2019-05"]),
        (MAY, "yyyy", ["2019"]),
        (MAY, "mm-dd-yy", ["2019-05-01"]),
        (MAY, "dd/mm/yyyy;@", ["2019-05-01"]),
        (MAY, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", ["2019-05-01"]),
        (MAY, 'd "de" mmmm "de" yyyy', ["2019-05-01"]),
        (MAY, "dddd mmmm yyyy", ["2019-05"]),
        (MAY, "[$-409]mmmm\\ yyyy;@", ["2019-05"]),
        (MAY, "d-mmm", ["E187"]),
        (MAY, "mmmm", ["E187"]),
        (MAY, "dd yyyy", ["E187"]),
        (MAY, "h:mm", ["E187"]),
        (MAY, "hh:mm:ss", ["E187"]),
        (datetime.date(2019, 5, 3), "yyyy-mm-dd", ["2019-05-03"]),
        (datetime.datetime(2019, 5, 3, 14, 30), "yyyy-mm-dd h:mm", ["2019-05-03", "W190"]),
        (datetime.datetime(1900, 1, 31), "yyyy-mm-dd", ["E187"]),
        (datetime.datetime(1900, 3, 1), "yyyy-mm-dd", ["1900-03-01"]),
        (datetime.datetime(1904, 1, 1), "yyyy-mm-dd", ["1904-01-01"]),
        (datetime.time(14, 30), "h:mm", ["E186"]),
        (datetime.timedelta(hours=30), "[h]:mm", ["E186"]),
        (2019, "General", ["2019"]),
        (2019.0, "General", ["2019"]),
        (2019, "0", ["2019"]),
        (2019, "0.00", ["E187"]),
        (43586, "General", ["E187"]),
        (43586.5, "General", ["E187"]),
        (True, "General", ["E186"]),
        # As text: the forms of the case file, and what can mean one date only.
        ("2019-05-03", "", ["2019-05-03"]),
        ("2019-05", "", ["2019-05"]),
        ("2019", "", ["2019"]),
        (" 2019 ", "", ["2019"]),
        ("{about: 1992}", "", ["{about: 1992}"]),
        ("{ from: 1998-11-02 , to: 1998-11-03 }", "", ["{from: 1998-11-02, to: 1998-11-03}"]),
        ("{from: 1998}", "", ["{from: 1998}"]),
        ("{between: [1993-05, 1993-06]}", "", ["{between: [1993-05, 1993-06]}"]),
        ("{about: May 1992}", "", ["{about: 1992-05}"]),
        ("{about: 3/4/1992}", "", ["E187"]),
        ("{since: 1992}", "", ["E187"]),
        ("{from: 1998, until: 1999}", "", ["E187"]),
        ("{about: 1992", "", ["E187"]),
        ("{}", "", ["E187"]),
        ("May 2019", "", ["2019-05"]),
        ("3 mai 2019", "", ["2019-05-03"]),
        ("1er mai 2019", "", ["2019-05-01"]),
        ("3 de mayo de 2019", "", ["2019-05-03"]),
        ("3 мая 2019 г.", "", ["2019-05-03"]),
        ("أيار 2019", "", ["2019-05"]),
        ("May 3rd, 2019", "", ["2019-05-03"]),
        ("about May 2019", "", ["E187"]),
        ("before 3 May 2019", "", ["E187"]),
        ("May 2019 to June 2019", "", ["E187"]),
        ("since 2019", "", ["E187"]),
        ("2019?", "", ["E187"]),
        ("2019/5/3", "", ["2019-05-03"]),
        ("20190503", "", ["2019-05-03"]),
        ("2019-05-03 00:00:00", "", ["2019-05-03"]),
        ("2019-05-03T14:30:00", "", ["2019-05-03", "W190"]),
        ("13/4/2019", "", ["2019-04-13"]),
        ("4.4.2019", "", ["2019-04-04"]),
        ("3/4/2019", "", ["E187"]),
        ("3-4-2019", "", ["E187"]),
        ("3/4/19", "", ["E187"]),
        ("31/2/2019", "", ["E187"]),
        ("yesterday", "", ["E187"]),
        ("-", "", ["E187"]),
    ],
)
def test_a_date_is_taken_as_far_as_it_was_typed_or_not_at_all(held: Any, look: str, expected: list[str]) -> None:
    assert read(held, "date", look=look) == expected


@pytest.mark.parametrize(
    ("typed", "order", "expected"),
    [
        ("3/4/2019", "day-first", ["2019-04-03"]),
        ("3/4/2019", "month-first", ["2019-03-04"]),
        ("13/4/2019", "day-first", ["2019-04-13"]),
        ("13/4/2019", "month-first", ["E187"]),
        ("4/13/2019", "day-first", ["E187"]),
        ("4/4/2019", "month-first", ["2019-04-04"]),
        ("2019-05-03", "month-first", ["2019-05-03"]),
        ("May 2019", "day-first", ["2019-05"]),
    ],
)
def test_whoever_says_the_order_of_figures_is_believed(typed: str, order: DateOrder, expected: list[str]) -> None:
    assert read(typed, "date", order=order) == expected


@pytest.mark.parametrize(
    ("held", "look", "expected"),
    [
        ("+41 22 555 01 36", "", ["+41 22 555 01 36"]),
        ("0041225550136", "", ["0041225550136"]),
        (41225550136, "General", ["41225550136", "W191"]),
        (36, "000000", ["000036"]),
        (36, "0", ["36", "W191"]),
        (1.5, "General", ["1.5", "W191"]),
        (-3, "@", ["-3", "W191"]),
        (0.05, "0%", ["E186"]),
        (1000, '"€"#,##0.00', ["E186"]),
        (1000, '_-* #,##0 "₽"_-', ["E186"]),
        (12345678901234567, "General", ["E186"]),
        ("1.23E+11", "", ["1.23E+11", "W191"]),
        ("4,12E+10", "", ["4,12E+10", "W191"]),
        (True, "General", ["E186"]),
        (MAY, "yyyy", ["E186"]),
        (datetime.time(2), "h:mm", ["E186"]),
        ("a\x07b", "", ["a\N{REPLACEMENT CHARACTER}b", "E130"]),
        ("a\u202eb", "", ["a\N{REPLACEMENT CHARACTER}b", "E131"]),
        ("a\u200bb", "", ["a\u200bb", "W133"]),
        ("e\u0301", "", ["é", "N134"]),
        ("a\r\nb\rc", "", ["a\nb\nc"]),
        ("\u00a0 a \n", "", ["a"]),
    ],
)
def test_a_text_is_taken_as_it_stands_or_not_at_all(held: Any, look: str, expected: list[str]) -> None:
    assert read(held, "telephone", "people", look) == expected


@pytest.mark.parametrize(
    ("held", "key", "listed", "expected"),
    [
        (True, "key", "events", ["true"]),
        (False, "key", "events", ["false"]),
        ("FALSE", "key", "events", ["false"]),
        ("oui", "key", "events", ["true"]),
        ("Sí", "key", "events", ["true"]),
        ("нет", "key", "events", ["false"]),
        ("نعم", "key", "events", ["true"]),
        ("x", "key", "events", ["x"]),
        (1, "key", "events", ["E186"]),
        ("Victim", "role", "people", ["victim"]),
        ("MEDICAL REPORT", "role", "annexes", ["medical-report"]),
        ("boss", "role", "people", ["boss"]),
        ("a; b ;;c", "annexes", "events", ["[a, b, c]"]),
        ("Name; BORN", "protected", "people", ["[name, born]"]),
        ("[]", "protected", "people", ["[]"]),
        (" ; ", "annexes", "events", []),
        (7, "annexes", "events", ["[7]", "W191"]),
        ("1993-05; June 1993", "date.between", "events", ["[1993-05, 1993-06]"]),
        ("1993-05; 3/4/1993", "date.between", "events", ["[1993-05]", "E187"]),
        (1993, "date.about", "events", ["1993"]),
        ("a, b", "annexes", "events", ["[a, b]"]),
    ],
)
def test_words_truths_and_lists_are_taken_as_the_key_asks(
    held: Any, key: str, listed: Listed, expected: list[str]
) -> None:
    assert read(held, key, listed, "General" if isinstance(held, int) else "") == expected
