"""The forms in which a name may stand in a file, each made from a given name, a family name and a date of birth."""

from __future__ import annotations

import base64
import html
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from submissions.folding import squash

SHY, ZWSP, ZWNJ, NBSP, NNBSP, NBHY = "\u00ad", "\u200b", "\u200c", "\u00a0", "\u202f", "\u2011"


@dataclass(frozen=True, slots=True)
class Person:
    """A protected person: the parts of her name and her date of birth, as ISO 8601 writes it."""

    given: str
    family: str
    born: str

    @property
    def whole(self) -> str:
        return f"{self.given} {self.family}"

    @property
    def script(self) -> str:
        """Return "latin", "cyrillic" or "arabic"."""
        return unicodedata.name(next(letter for letter in self.given if letter.isalpha())).split()[0].lower()


PEOPLE = (
    Person("Almasa", "Karahodžić", "1961-03-12"),
    Person("Edina", "Karahodžić", "1982-11-05"),
    Person("Đorđe", "Šašić", "1955-01-30"),
    Person("Marta Elena", "Saq'ijob'", "1958-06-21"),
    Person("Josefa", "Tz’ikinel", "1960-12-02"),
    Person("Rosalina", "Ch'umilaj", "1964-09-14"),
    Person("María José", "Nuñez de Ayala", "1971-02-08"),
    Person("Fatiha", "Bensaïd", "1972-06-28"),
    Person("Алмаса", "Карахоџић", "1961-03-12"),
    Person("Наталья", "Щербакова", "1979-08-17"),
    Person("Николай", "Рождественский", "1966-04-03"),
    Person("Мирсад", "Хаџић", "1959-10-25"),
    Person("Зарема", "Гайсанова", "1984-05-09"),
    Person("فتيحة", "ساحلي", "1972-06-28"),
    Person("جيلالي", "حنافي", "1963-07-19"),
    Person("محمد", "الشريف", "1950-11-11"),
    Person("خديجة", "بوعلام", "1968-01-16"),
    Person("أحمد", "بن صالح", "1975-03-27"),
)

LATIN, CYRILLIC, ARABIC = "latin", "cyrillic", "arabic"
ALL = (LATIN, CYRILLIC, ARABIC)
CASED = (LATIN, CYRILLIC)
_LOOKS = str.maketrans("aeiopcxyAEOPCXTHKM", "аеіорсхуАЕОРСХТНКМ")
_SMALL_CAPITALS = str.maketrans("aeikmnort", "ᴀᴇɪᴋᴍɴᴏʀᴛ")
_LOOKS_BACK = str.maketrans("аеіорсхуАЕОРСХТНКМ", "aeiopcxyAEOPCXTHKM")


def plain(text: str) -> str:
    """Return text without its marks, as one types it on a foreign keyboard."""
    bare = text.translate(str.maketrans("ĐđøłßæıñÑ", "DdolsaıNN"[:7] + "nN"))
    return "".join(letter for letter in unicodedata.normalize("NFD", bare) if unicodedata.category(letter) != "Mn")


def spread(text: str, sign: str) -> str:
    """Return the words of a text with a sign between all letters of each."""
    return "   ".join(sign.join(word) for word in text.split())


def halves(text: str, sign: str) -> str:
    """Return a text with a sign in the middle of its longest word."""
    longest = max(text.split(), key=len)
    middle = len(longest) // 2
    return text.replace(longest, longest[:middle] + sign + longest[middle:])


def wide(text: str) -> str:
    """Return text in full-width letters where there are such."""
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in plain(text))


def bare(text: str) -> str:
    """Return text without its apostrophes."""
    return text.replace("'", "").replace("’", "")


def handle(text: str) -> str:
    """Return nothing but the small plain letters of a text."""
    return squash(text)


def day(person: Person) -> tuple[int, int, int]:
    """Return year, month and day of a person's birth."""
    year, month, number = map(int, person.born.split("-"))
    return year, month, number


def initials(person: Person) -> list[str]:
    """Return the initials of a person's given and family name."""
    return [part[0] for part in (person.given, person.family)]


def presented(text: str) -> str:
    """Return Arabic text in isolated presentation forms, as some PDF files hold it."""
    forms = {}
    for code in range(0xFE70, 0xFEFD):
        decomposed = unicodedata.decomposition(chr(code)).split()
        if len(decomposed) == 2 and decomposed[0] == "<isolated>":
            forms[chr(int(decomposed[1], 16))] = chr(code)
    return "".join(forms.get(letter, letter) for letter in text)


def encoded(text: str, shift: int, encoding: str) -> str:
    """Return base64 in which the text begins at another of the three places within four letters."""
    return base64.b64encode(("xyz"[:shift] + text + " .").encode(encoding)).decode("ascii")


@dataclass(frozen=True, slots=True)
class Form:
    """One form: its name, what makes it, and for names of which scripts it exists."""

    name: str
    make: Callable[[Person], str]
    scripts: tuple[str, ...] = ALL


ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_MONTHS = {
    "en": "January,February,March,April,May,June,July,August,September,October,November,December",
    "fr": "janvier,février,mars,avril,mai,juin,juillet,août,septembre,octobre,novembre,décembre",
    "es": "enero,febrero,marzo,abril,mayo,junio,julio,agosto,septiembre,octubre,noviembre,diciembre",
    "ru": "января,февраля,марта,апреля,мая,июня,июля,августа,сентября,октября,ноября,декабря",
    "ar": "يناير,فبراير,مارس,أبريل,مايو,يونيو,يوليو,أغسطس,سبتمبر,أكتوبر,نوفمبر,ديسمبر",
    "levant": "كانون الثاني,شباط,آذار,نيسان,أيار,حزيران,تموز,آب,أيلول,تشرين الأول,تشرين الثاني,كانون الأول",
}


def month(person: Person, language: str) -> str:
    """Return the month of a person's birth in a language."""
    return _MONTHS[language].split(",")[day(person)[1] - 1]


_NAMES = (
    Form("as typed", lambda who: who.whole),
    Form("given name alone", lambda who: who.given),
    Form("family name alone", lambda who: who.family),
    Form("small letters", lambda who: who.whole.lower(), CASED),
    Form("capitals", lambda who: who.whole.upper(), CASED),
    Form("accents left off", lambda who: plain(who.whole)),
    Form("accents left off, in small letters", lambda who: plain(who.whole).lower(), CASED),
    Form("letters stored in pieces", lambda who: unicodedata.normalize("NFD", who.whole)),
    Form("soft hyphens", lambda who: spread(who.whole, SHY)),
    Form("zero-width spaces", lambda who: spread(who.family, ZWSP)),
    Form("zero-width non-joiner", lambda who: halves(who.whole, ZWNJ)),
    Form("direction marks", lambda who: halves(who.whole, "\u200e")),
    Form("non-breaking space", lambda who: who.whole.replace(" ", NBSP)),
    Form("narrow non-breaking space", lambda who: who.whole.replace(" ", NNBSP)),
    Form("several spaces and a tab", lambda who: who.whole.replace(" ", "  \t ")),
    Form("hyphen at a line's end", lambda who: halves(who.whole, "-\n")),
    Form("soft hyphen at a line's end", lambda who: halves(who.whole, f"{SHY}\n")),
    Form("line break between the parts", lambda who: who.whole.replace(" ", "\n")),
    Form("non-breaking hyphen", lambda who: halves(who.family, NBHY)),
    Form("hyphen within", lambda who: halves(who.family, "-")),
    Form("letter-spaced", lambda who: spread(who.whole, " ")),
    Form("letter-spaced with non-breaking spaces", lambda who: spread(who.whole, NBSP)),
    Form("letter-spaced with points", lambda who: spread(who.family, ".")),
    Form("family name first", lambda who: f"{who.family} {who.given}"),
    Form("family name first, with a comma", lambda who: f"{who.family}, {who.given}"),
    Form("family name first, in capitals", lambda who: f"{who.family.upper()}, {who.given}", CASED),
    Form("family name in capitals", lambda who: f"{who.given} {who.family.upper()}", CASED),
    Form("initial and family name", lambda who: f"{who.given[0]}. {who.family}"),
    Form("title and family name", lambda who: f"Mme. {who.family}"),
    Form("full-width letters", lambda who: wide(who.whole), (LATIN,)),
    Form("small capitals as letters", lambda who: plain(who.family).lower().translate(_SMALL_CAPITALS), (LATIN,)),
    Form("mathematical bold letters", lambda who: "".join(
        chr(0x1D41A + ord(letter) - 97) if "a" <= letter <= "z" else letter for letter in plain(who.whole).lower()
    ), (LATIN,)),
    Form("look-alikes in Cyrillic", lambda who: who.whole.translate(_LOOKS), (LATIN,)),
    Form("look-alikes in Latin", lambda who: who.whole.translate(_LOOKS_BACK), (CYRILLIC,)),
    Form("possessive", lambda who: f"{who.family}'s", (LATIN,)),
    Form("possessive with a typographic apostrophe", lambda who: f"{who.given}’s", (LATIN,)),
    Form("plural", lambda who: f"los {who.family}s", (LATIN,)),
    Form("genitive", lambda who: f"{who.family}a", (LATIN,)),
    Form("instrumental", lambda who: f"{who.family}em", (LATIN,)),
    Form("Slavic possessive", lambda who: f"{who.family}eva", (LATIN,)),
    Form("Russian accusative", lambda who: declined(who.family, "у", "ого"), (CYRILLIC,)),
    Form("Russian instrumental", lambda who: declined(who.family, "ой", "им"), (CYRILLIC,)),
    Form("Arabic with 'and'", lambda who: f"و{who.whole}", (ARABIC,)),
    Form("Arabic with 'for'", lambda who: f"ل{who.given}", (ARABIC,)),
    Form("Arabic with the article", lambda who: f"{who.given} ال{who.family.removeprefix('ال')}", (ARABIC,)),
    Form("Arabic vowel marks", lambda who: spread(who.whole, "\u064e"), (ARABIC,)),
    Form("Arabic lengthened", lambda who: halves(who.whole, "ـــ"), (ARABIC,)),
    Form("Arabic presentation forms", lambda who: presented(who.whole), (ARABIC,)),
    Form("Arabic letters taken for another", lambda who: who.whole.translate(str.maketrans("ةيكا", "هىکأ")), (ARABIC,)),
    Form("Arabic in visual order", lambda who: who.whole[::-1], (ARABIC,)),
    Form("apostrophes left off", lambda who: bare(who.whole), (LATIN,)),
    Form("other apostrophes", lambda who: who.whole.replace("'", "ʼ").replace("’", "´"), (LATIN,)),
    Form("backwards", lambda who: who.whole[::-1]),
    Form("e-mail address", lambda who: f"{handle(who.given)}.{handle(who.family)}@mail.example"),
    Form("e-mail address, initial first", lambda who: f"{handle(who.given)[0]}{handle(who.family)}@mail.example"),
    Form("file name", lambda who: f"statement_{handle(who.family)}_{handle(who.given)}.pdf"),
    Form("file name in one word", lambda who: f"{handle(who.given)}{handle(who.family)}1.jpg"),
    Form("camel case", lambda who: "".join(plain(word).capitalize() for word in bare(who.whole).split()), CASED),
    Form("address on the web", lambda who: f"https://example.org/people/{handle(who.given)}-{handle(who.family)}/"),
    Form("percent-encoded", lambda who: quote(who.whole)),
    Form("percent-encoded twice", lambda who: quote(quote(who.family))),
    Form("percent-encoded with plus signs", lambda who: "q=" + quote(who.whole).replace("%20", "+")),
    Form("decimal entities", lambda who: "".join(f"&#{ord(letter)};" for letter in who.whole)),
    Form("hexadecimal entities", lambda who: "".join(f"&#x{ord(letter):x};" for letter in who.family)),
    Form("named entities", lambda who: html.escape(who.whole).replace("ž", "&zcaron;").replace("ï", "&iuml;")),
    Form("escapes of JSON", lambda who: who.whole.encode("ascii", "backslashreplace").decode() + " \\u002e"),
    Form("quoted-printable", lambda who: "".join(f"={byte:02X}" for byte in who.whole.encode())),
    Form("base64", lambda who: encoded(who.whole, 0, "utf-8")),
    Form("base64, one byte on", lambda who: encoded(who.whole, 1, "utf-8")),
    Form("base64, two bytes on", lambda who: encoded(who.whole, 2, "utf-8")),
    Form("base64 of UTF-16", lambda who: encoded(who.whole, 0, "utf-16-le")),
    Form("base64 of UTF-16, one character on", lambda who: encoded(who.whole, 1, "utf-16-be")),
    Form("hexadecimal", lambda who: who.whole.encode().hex()),
    Form("hexadecimal UTF-16, as in PDF", lambda who: f"<FEFF{who.whole.encode('utf-16-be').hex().upper()}>"),
    Form("initials and year of birth", lambda who: f"{'.'.join(initials(who))}., born in {day(who)[0]}", CASED),
    Form("initials without points and year of birth", lambda who: f"{''.join(initials(who))} ({day(who)[0]})", CASED),
    Form("initials and birth in French", lambda who: f"{'. '.join(initials(who))}., née en {day(who)[0]}", CASED),
)  # fmt: skip
_BIRTHS = (
    Form("birth, ISO", lambda who: who.born),
    Form("birth, ISO without hyphens", lambda who: f"IMG_{who.born.replace('-', '')}.jpg"),
    Form("birth, with strokes", lambda who: f"{day(who)[2]:02}/{day(who)[1]:02}/{day(who)[0]}"),
    Form("birth, with points", lambda who: f"{day(who)[2]}.{day(who)[1]}.{day(who)[0]}"),
    Form("birth, with points and spaces", lambda who: f"{day(who)[2]}. {day(who)[1]}. {day(who)[0]}."),
    Form("birth, with hyphens", lambda who: f"{day(who)[2]:02}-{day(who)[1]:02}-{day(who)[0]}"),
    Form("birth, month in Roman figures", lambda who: f"{day(who)[2]}. {ROMAN[day(who)[1] - 1]} {day(who)[0]}."),
    Form("birth, month first", lambda who: f"{day(who)[1]:02}/{day(who)[2]:02}/{day(who)[0]}"),
    Form("birth, short year", lambda who: f"{day(who)[2]:02}/{day(who)[1]:02}/{day(who)[0] % 100:02}"),
    Form("birth in English", lambda who: f"{day(who)[2]} {month(who, 'en')} {day(who)[0]}"),
    Form("birth in American English", lambda who: f"{month(who, 'en')} {day(who)[2]}th, {day(who)[0]}"),
    Form("birth, short month", lambda who: f"{day(who)[2]} {month(who, 'en')[:3]}. {day(who)[0]}"),
    Form("birth in French", lambda who: f"{day(who)[2]} {month(who, 'fr')} {day(who)[0]}"),
    Form("birth in Spanish", lambda who: f"{day(who)[2]} de {month(who, 'es')} de {day(who)[0]}"),
    Form("birth in Russian", lambda who: f"{day(who)[2]} {month(who, 'ru')} {day(who)[0]} года"),
    Form("birth in Arabic", lambda who: f"{day(who)[2]} {month(who, 'levant')}/{month(who, 'ar')} {day(who)[0]}"),
    Form("birth in Arabic figures", lambda who: f"{day(who)[2]}/{day(who)[1]}/{day(who)[0]}".translate(
        str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))),
    Form("birth with non-breaking spaces", lambda who: f"{day(who)[2]}{NBSP}{month(who, 'en')}{NBSP}{day(who)[0]}"),
)  # fmt: skip
FORMS = _NAMES + _BIRTHS


def declined(family: str, ending: str, adjective: str) -> str:
    """Return a Slavic family name in another case."""
    if family.endswith("ский"):
        return family[:-2] + adjective
    return family.removesuffix("а") + ending


def forms_of(given: str, family: str, born: str) -> list[tuple[str, str]]:
    """Return the name of each form and a text in it; `born` is a day in ISO 8601, or "" to leave dates out."""
    person = Person(given, family, born)
    forms = (
        FORMS
        if born
        else tuple(form for form in _NAMES if "year of birth" not in form.name and "birth" not in form.name)
    )
    return [(form.name, form.make(person)) for form in forms if person.script in form.scripts]
