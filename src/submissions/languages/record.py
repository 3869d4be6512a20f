"""The words and habits of one language, as a file of the house gives them: one record, passed down the line.

`templates/house/language.<code>.yaml` holds them, `catalogue.language` reads them and `catalogue.language_rows` says
what each is for. A language for which the house has no file is blank: nothing is set in it that only its words can
tell, and never the words of another language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from submissions.languages.codes import Direction, Script, script_of

NO_BREAK: Final = "\N{NO-BREAK SPACE}"
NARROW: Final = "\N{NARROW NO-BREAK SPACE}"

Forms: TypeAlias = tuple[str, str]
"""A phrase around a date that has a day, and the one around a month or year alone."""


@dataclass(frozen=True, slots=True)
class Quotes:
    """The four quotation marks of a language, each with the space inside it."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str


@dataclass(frozen=True, slots=True)
class ArticleForms:
    """How an article of a treaty stands with its paragraph, and with its paragraph and letter."""

    paragraph: str = "{article} ({paragraph})"
    letter: str = "{article} ({paragraph}) ({letter})"


@dataclass(frozen=True, slots=True)
class Enumerations:
    """How the items of a list end that is read as one sentence: ";", "; and" before the last, "." at its end.

    `typed` are words for "and" that authors type at the end of an item, `shortened` abbreviations with a full stop of
    their own.
    """

    between: str
    last: str
    end: str
    typed: tuple[str, ...] = ()
    shortened: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spacing:
    """The spaces that a language puts before its signs.

    `narrow` and `wide` are the signs with a narrow and with a full space before them that does not break; `thousands`
    is the space between groups of figures, `decimal` the mark before fractions. `dash` is the dash between two phrases
    with its spaces, and `dash_bound` whether it stays with the word before it. `raised` are the letters of ordinals
    with their figures, ("1", "er").
    """

    narrow: str = ""
    wide: str = ""
    thousands: str = NO_BREAK
    decimal: str = "."
    dash: str = " \N{EN DASH} "
    dash_bound: bool = False
    raised: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Binding:
    """The words that no line may part from what follows: a number, a name, a capital; or from the year before them.

    `phrases` are kept together whole; `units` stay with the figure before them.
    """

    numbers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    units: tuple[str, ...] = ()

    @property
    def hyphened(self) -> str:
        """A pattern for the titles that have a hyphen, such as a Russian "Mr", which no line may part; "" for none."""
        titles = "|".join(re.escape(name) for name in self.names if "-" in name)
        return rf"(?<!\w)(?:{titles})(?!\w)" if titles else ""


@dataclass(frozen=True, slots=True)
class DateWords:
    """How one language writes dates.

    `one` prints a day, a month and a year; `shortened` a day without its month and year, a day without its year and a
    month without its year, where the second date of a phrase gives the rest, or is empty where none is left out.
    `months_alone` and `year_alone` are month and year where they stand by themselves or end a phrase, if those forms
    differ. `elided` is a word that loses its vowel before a month's, and what it becomes: ("de ", "d'").
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
    elided: Forms | tuple[()] = ()


@dataclass(frozen=True, slots=True)
class Alternation:
    """A word with two forms, the second before certain sounds: "a" and "an", "y" and "e".

    `before` matches the beginning of what follows in small letters without accents, `unless` the same with its
    accents; `spelt` are the letters before which the second form stands where letters are read one by one.
    """

    plain: str
    changed: str
    before: str
    unless: str = ""
    spelt: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How words change right before a name.

    `elided` are words that lose their vowel before the sounds that `elides` matches and `unless` does not; before what
    `doubtful` matches nothing is changed. `joins` are a preposition and an article that become one word, each as its
    three words. `attached` is a preposition written together with what follows, after one of the letters of
    `attached_after` or a space, `attached_starts` what the beginning of a word becomes behind it, and
    `attached_foreign` what stands between it and letters of another script.
    """

    elided: tuple[str, ...] = ()
    elides: str = ""
    unless: str = ""
    doubtful: str = ""
    joins: tuple[tuple[str, str, str], ...] = ()
    alternations: tuple[Alternation, ...] = ()
    attached: str = ""
    attached_after: str = ""
    attached_starts: tuple[tuple[str, str], ...] = ()
    attached_foreign: str = ""


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """The words of which pseudonyms are made: with `{}` for a letter after a form of address, or a number after a noun.

    `letters` are those to choose from; `articles` are the forms of address that take an article, each with its article.
    """

    woman: str
    man: str
    witness: str
    relative: str
    person: str
    letters: str
    articles: tuple[tuple[str, str], ...] = ()

    def address(self, gender: str | None) -> str:
        """Return the pattern with the form of address of a gender, "" where none is."""
        return {"woman": self.woman, "man": self.man}.get(gender or "", "")

    def noun(self, role: str) -> str:
        """Return the pattern with the noun for a role."""
        return {"witness": self.witness, "relative": self.relative}.get(role, self.person)


@dataclass(frozen=True, slots=True)
class DraftWords:
    """The words of a draft: its mark on every page, a gap with `{what}` and `{where}`, and the title of other gaps."""

    mark: str
    gap: str
    others: str


@dataclass(frozen=True, slots=True)
class Language:
    """The words and habits of one language; all but the code is blank where the house has no file for it.

    `name` is what the language calls itself. `latin_quotes` stand around words in Latin letters, if those have marks
    of their own; `particles` are words that are written together with what follows, so that a quotation mark after
    one opens. `notes_before` tells that the mark of a note stands before the punctuation. `list_mark` is "({})" or
    "{})", `list_letters` the first letter in it, "a" or "أ", `sections` the first number of each level of headings,
    "I", "A" and "1". `kin` are words behind which somebody's name stands; only the search for names uses them. `draft`
    has the words of drafts. `states` are the names of States that no table has in this language, by their codes of
    three letters, `treaties` the ids, titles and short titles of authorities of the house that have none in it.
    """

    code: str
    name: str = ""
    script: Script | None = None
    quotes: Quotes | None = None
    latin_quotes: Quotes | None = None
    particles: tuple[str, ...] = ()
    notes_before: bool = False
    list_mark: str = "({})"
    list_letters: str = "a"
    enumerations: Enumerations | None = None
    sections: tuple[str, str, str] = ("I", "A", "1")
    articles: ArticleForms = ArticleForms()
    spacing: Spacing = Spacing()
    binding: Binding = Binding()
    dates: DateWords | None = None
    agreement: Agreement = Agreement()
    pseudonyms: Pseudonyms | None = None
    draft: DraftWords = DraftWords("DRAFT", "[{what}, {where}]", "")
    kin: tuple[str, ...] = ()
    states: tuple[tuple[str, str], ...] = ()
    treaties: tuple[tuple[str, str, str], ...] = ()

    @property
    def written(self) -> Script:
        """How the language is written, by its file or else by its code."""
        return self.script or script_of(self.code)

    @property
    def direction(self) -> Direction:
        """The direction of writing."""
        return self.written.direction


class Languages(Mapping[str, Language]):
    """Languages by code: those of which the house has words."""

    def of(self, code: str) -> Language:
        """Return a language, or a blank one of this code where the house has no words of it."""
        return self.get(code) or Language(code)


@dataclass(frozen=True, slots=True)
class FewLanguages(Languages):
    """The few languages of one document."""

    known: tuple[Language, ...] = ()

    def __getitem__(self, code: str) -> Language:
        """Return one of them; raises KeyError for another."""
        for language in self.known:
            if language.code == code:
                return language
        raise KeyError(code)

    def __iter__(self) -> Iterator[str]:
        return (language.code for language in self.known)

    def __len__(self) -> int:
        return len(self.known)


NO_LANGUAGES: Final = FewLanguages()
"""Those of a document of which the house has no words at all."""
