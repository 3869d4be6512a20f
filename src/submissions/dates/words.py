"""The wording of dates in each language: patterns for one date, and for spans and unknown times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

Forms: TypeAlias = tuple[str, str]
"""A phrase around a date that has a day, and the one around a month or year alone."""


@dataclass(frozen=True, slots=True)
class DateWords:
    """How one language writes dates.

    `one` prints a day, a month and a year; `shortened` a day without its month and year, a day without its year and a
    month without its year, where the second date of a phrase gives the rest, or is empty where none is left out.
    `alone` are month and year where they stand by themselves or end a phrase, if those forms differ.
    """

    months: tuple[str, ...]
    one: tuple[str, str, str]
    shortened: tuple[str, str, str] | tuple[()]
    span: str
    span_from: Forms
    span_to: Forms
    since: Forms
    between: str
    limit: Forms
    about: Forms
    first_day: str = "1"
    months_alone: tuple[str, ...] = ()
    year_alone: str = ""


_ENGLISH: Final = DateWords(
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    one=("{d} {m} {y}", "{m} {y}", "{y}"),
    shortened=("{d}", "{d} {m}", "{m}"),
    span="{0} to {1}",
    span_from=("{}", "{}"),
    span_to=("{}", "{}"),
    since=("since {}", "since {}"),
    between="at an unknown date between {0} and {1}",
    limit=("{}", "{}"),
    about=("about {}", "about {}"),
)

_FRENCH: Final = DateWords(
    months=(
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
    one=("{d} {m} {y}", "{m} {y}", "{y}"),
    shortened=("{d}", "{d} {m}", "{m}"),
    span="{0} {1}",
    span_from=("du {}", "de {}"),
    span_to=("au {}", "à {}"),
    since=("depuis le {}", "depuis {}"),
    between="à une date inconnue entre {0} et {1}",
    limit=("le {}", "{}"),
    about=("vers le {}", "vers {}"),
    first_day="1er",
)

_SPANISH: Final = DateWords(
    months=(
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ),
    one=("{d} de {m} de {y}", "{m} de {y}", "{y}"),
    shortened=("{d}", "{d} de {m}", "{m}"),
    span="{0} {1}",
    span_from=("del {}", "de {}"),
    span_to=("al {}", "a {}"),
    since=("desde el {}", "desde {}"),
    between="en fecha desconocida entre {0} y {1}",
    limit=("el {}", "{}"),
    about=("hacia el {}", "hacia {}"),
)

# The United Nations' Arabic documents give both names of a month, that of the Mashriq and that of Egypt and the Gulf,
# so that no reader takes one month for another, and Western figures: "2 آب/أغسطس 2019".
_ARABIC: Final = DateWords(
    months=(
        "كانون الثاني/يناير",
        "شباط/فبراير",
        "آذار/مارس",
        "نيسان/أبريل",
        "أيار/مايو",
        "حزيران/يونيه",
        "تموز/يوليه",
        "آب/أغسطس",
        "أيلول/سبتمبر",
        "تشرين الأول/أكتوبر",
        "تشرين الثاني/نوفمبر",
        "كانون الأول/ديسمبر",
    ),
    one=("{d} {m} {y}", "{m} {y}", "{y}"),
    shortened=("{d}", "{d} {m}", "{m}"),
    span="من {0} إلى {1}",
    span_from=("{}", "{}"),
    span_to=("{}", "{}"),
    since=("منذ {}", "منذ {}"),
    between="في تاريخ غير معروف بين {0} و{1}",
    limit=("{}", "{}"),
    about=("نحو {}", "نحو {}"),
)

_RUSSIAN: Final = DateWords(
    months=(
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ),
    one=("{d} {m} {y} года", "{m} {y} года", "{y} года"),
    shortened=("{d}", "{d} {m}", "{m}"),
    span="с {0} по {1}",
    span_from=("{}", "{}"),
    span_to=("{}", "{}"),
    since=("с {}", "с {}"),
    between="в неустановленную дату в период с {0} по {1}",
    limit=("{}", "{}"),
    about=("около {}", "около {}"),
    months_alone=(
        "январь",
        "февраль",
        "март",
        "апрель",
        "май",
        "июнь",
        "июль",
        "август",
        "сентябрь",
        "октябрь",
        "ноябрь",
        "декабрь",
    ),
    year_alone="{y} год",
)

_GERMAN: Final = DateWords(
    months=(
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ),
    one=("{d}. {m} {y}", "{m} {y}", "{y}"),
    shortened=("{d}.", "{d}. {m}", "{m}"),
    span="{0} bis {1}",
    span_from=("vom {}", "{}"),
    span_to=("{}", "{}"),
    since=("seit dem {}", "seit {}"),
    between="an einem unbekannten Tag zwischen {0} und {1}",
    limit=("dem {}", "{}"),
    about=("um den {}", "um {}"),
)

_CHINESE: Final = DateWords(
    months=tuple(str(month) for month in range(1, 13)),
    one=("{y}年{m}月{d}日", "{y}年{m}月", "{y}年"),
    shortened=(),
    span="{0}至{1}",
    span_from=("{}", "{}"),
    span_to=("{}", "{}"),
    since=("{}起", "{}起"),
    between="{0}至{1}期间某日",
    limit=("{}", "{}"),
    about=("约{}", "约{}"),
)

WORDS: Final[dict[str, DateWords]] = {
    "ar": _ARABIC,
    "de": _GERMAN,
    "en": _ENGLISH,
    "es": _SPANISH,
    "fr": _FRENCH,
    "ru": _RUSSIAN,
    "zh": _CHINESE,
}
