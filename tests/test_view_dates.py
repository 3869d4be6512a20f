"""Dates print in words as each language writes them, and exactly as far as they are known."""

from __future__ import annotations

import pytest
from babel.dates import get_month_names

from speaking import CODES, KNOWN, spoken
from submissions.dates import chronological, print_date
from submissions.values import Day, PartialDate

DAY = PartialDate("day", Day(1998, 11, 1))
MONTH = PartialDate("day", Day(2019, 8))
YEAR = PartialDate("day", Day(2019))
DAYS = PartialDate("span", Day(1998, 11, 1), Day(1998, 11, 3))
WEEKS = PartialDate("span", Day(1998, 10, 30), Day(1998, 11, 3))
YEARS = PartialDate("span", Day(1993), Day(1995))
ONGOING = PartialDate("span", Day(1998, 11, 1))
UNKNOWN = PartialDate("between", Day(1993, 5), Day(1993, 6))
ABOUT = PartialDate("about", Day(1992))
ALL = (DAY, MONTH, YEAR, DAYS, WEEKS, YEARS, ONGOING, UNKNOWN, ABOUT)


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("en", ["1 November 1998", "August 2019", "2019", "1 to 3 November 1998", "30 October to 3 November 1998",
                "1993 to 1995", "since 1 November 1998", "at an unknown date between May and June 1993", "about 1992"]),
        ("fr", ["1er novembre 1998", "août 2019", "2019", "du 1er au 3 novembre 1998",
                "du 30 octobre au 3 novembre 1998", "de 1993 à 1995", "depuis le 1er novembre 1998",
                "à une date inconnue entre mai et juin 1993", "vers 1992"]),
        ("es", ["1 de noviembre de 1998", "agosto de 2019", "2019", "del 1 al 3 de noviembre de 1998",
                "del 30 de octubre al 3 de noviembre de 1998", "de 1993 a 1995", "desde el 1 de noviembre de 1998",
                "en fecha desconocida entre mayo y junio de 1993", "hacia 1992"]),
        ("ar", ["1 تشرين الثاني/نوفمبر 1998", "آب/أغسطس 2019", "2019", "من 1 إلى 3 تشرين الثاني/نوفمبر 1998",
                "من 30 تشرين الأول/أكتوبر إلى 3 تشرين الثاني/نوفمبر 1998", "من 1993 إلى 1995",
                "منذ 1 تشرين الثاني/نوفمبر 1998", "في تاريخ غير معروف بين أيار/مايو وحزيران/يونيه 1993", "نحو 1992"]),
        ("ru", ["1 ноября 1998 года", "август 2019 года", "2019 год", "с 1 по 3 ноября 1998 года",
                "с 30 октября по 3 ноября 1998 года", "с 1993 года по 1995 год", "с 1 ноября 1998 года",
                "в неустановленную дату в период с мая по июнь 1993 года", "около 1992 года"]),
        ("de", ["1. November 1998", "August 2019", "2019", "vom 1. bis 3. November 1998",
                "vom 30. Oktober bis 3. November 1998", "1993 bis 1995", "seit dem 1. November 1998",
                "an einem unbekannten Tag zwischen Mai und Juni 1993", "um 1992"]),
        ("pt", ["1 de novembro de 1998", "agosto de 2019", "2019", "1998-11-01/1998-11-03", "1998-10-30/1998-11-03",
                "1993/1995", "1998-11-01/..", "[1993-05..1993-06]", "1992~"]),
    ],
)  # fmt: skip
def test_dates_print_in_the_words_of_the_language(language: str, printed: list[str]) -> None:
    assert [print_date(date, spoken(language)) for date in ALL] == printed


def test_a_french_month_that_begins_with_a_vowel_is_elided() -> None:
    assert print_date(PartialDate("span", Day(1998, 8), Day(1999, 4)), spoken("fr")) == "d'août 1998 à avril 1999"


@pytest.mark.parametrize("language", ["en", "fr", "es", "de", "ru"])
def test_the_names_of_months_are_those_of_cldr(language: str) -> None:
    names = get_month_names("wide", "format", language)
    assert KNOWN[language].dates.months == tuple(names[month] for month in range(1, 13))


def test_no_two_of_the_dates_print_alike_in_any_language() -> None:
    for language in (*CODES, "pt", "acr"):
        assert len({print_date(date, spoken(language)) for date in ALL}) == len(ALL)


def test_events_sort_by_their_first_day_and_the_less_exact_first() -> None:
    dates = [PartialDate("day", Day(1998, 1, 2)), PartialDate("day", Day(1998, 1)), PartialDate("day", Day(1998)), DAY]
    assert sorted([dates[3], dates[0], dates[1], dates[2]], key=chronological) == [
        dates[2],
        dates[1],
        dates[0],
        dates[3],
    ]
