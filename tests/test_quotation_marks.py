"""Straight marks become those of the language, one within another, and stay what they are where they are no marks."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest

from composing import read
from speaking import spoken
from submissions.document import Paragraph, Run, plain
from submissions.findings import Place
from submissions.languages import Quotes
from submissions.transforms.typography import set_inlines, set_words

LANGUAGES = ("en", "fr", "es", "ru", "ar", "de")
WORDS = {
    "en": ("torture", "the victims' rights", "don't", "James", "article 12", "he said"),
    "fr": ("l'État", "aujourd'hui", "torture", "les faits", "qu'il", "article 12"),
    "es": ("tortura", "los hechos", "El Estado", "artículo 12", "dijo"),
    "ru": ("пытка", "в 2012 году", "показания", "он сказал"),
    "ar": ("التعذيب", "قالت", "في المادة 12", "الشاهد"),
    "de": ("Folter", "Klaus' Haus", "sagte er", "Artikel 12"),
}
AT = Place("case.yaml", 1, 1)


def marks_of(language: str) -> Quotes:
    quotes = spoken(language).quotes
    assert quotes is not None
    return quotes


def bare(text: str) -> str:
    """Return text with plain spaces, as which of them breaks is not looked at here."""
    return text.replace("\N{NARROW NO-BREAK SPACE}", "").replace("\N{NO-BREAK SPACE}", " ")


def passage(chance: random.Random, language: str, depth: int, is_outer: bool = True) -> tuple[str, str]:
    """Return a passage as it is typed and as it is to be printed, with quotations in it down to a depth."""
    quotes = marks_of(language)
    opening, closing = (quotes.opening, quotes.closing) if is_outer else (quotes.inner_opening, quotes.inner_closing)
    typed, printed = [], []
    for _ in range(chance.randint(1, 4)):
        if depth and chance.random() < 0.6:
            # Straight marks of one kind right behind each other could open or close: nobody can tell.
            sign = '"' if is_outer or (typed and chance.random() < 0.2) else "'"
            inner, set_ = passage(chance, language, depth - 1, not is_outer)
            stop = chance.choice(["", ".", ",", "!"])
            typed.append(f"{sign}{inner}{stop}{sign}")
            printed.append(f"{opening}{set_}{stop}{closing}")
        else:
            word = chance.choice([one for one in WORDS[language] if not (depth < 2 and "s'" in one)])
            typed.append(word)
            printed.append(word.replace("'", "’"))
    return " ".join(typed), " ".join(printed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_quotations_within_quotations_have_the_other_marks_in_turn(language: str) -> None:
    chance = random.Random(f"other {language}")  # noqa: S311 - not for secrets
    for _ in range(400):
        typed, printed = passage(chance, language, 3)
        assert bare(set_words(typed, spoken(language))) == bare(printed), typed


def single_first(language: str) -> tuple[str, str, str, str]:
    quotes = marks_of(language)
    return quotes.opening, quotes.closing, quotes.inner_opening, quotes.inner_closing


# "{0}" and "{1}" are the outer marks, "{2}" and "{3}" the inner ones.
MIXED = (
    ("\"'torture' means\"", "{0}{2}torture{3} means{1}"),
    ("\"means 'torture'\".", "{0}means {2}torture{3}{1}."),
    ("\"'no'\"", "{0}{2}no{3}{1}"),
    ("'n'", "{2}n{3}"),
    ("l'\"office\", d'\"un\" et qu'\"il\"", "l’{0}office{1}, d’{0}un{1} et qu’{0}il{1}"),
    ("'a' and 'b'", "{2}a{3} and {2}b{3}"),
    ("('a', \"b\")", "({2}a{3}, {0}b{1})"),
    ('"a "b" c"', "{0}a {2}b{3} c{1}"),
    ("'a \"b\" c'", "{2}a {0}b{1} c{3}"),
    ('"a" – "b"', "{0}a{1} – {0}b{1}"),
    ('…"a"', "…{0}a{1}"),
    ("\"'90s", "{0}’90s"),
    ("5' 10\"", "5′ 10″"),
    ("\"5' 10\"\"", "{0}5′ 10″{1}"),
    ("12°30'", "12°30′"),
    ("12°30'15\" N", "12°30′15″ N"),
    ("\"at 12°30'\"", "{0}at 12°30′{1}"),
    ('a 6" knife', "a 6″ knife"),
    ('"a 6" knife"', "{0}a 6″ knife{1}"),
    ('a 10"x12" box', "a 10″x12″ box"),
    ('"in 2012"', "{0}in 2012{1}"),
    ('"in 2012" "in 2013"', "{0}in 2012{1} {0}in 2013{1}"),
    ("https://a.org/'x'/d'e", "https://a.org/'x'/d'e"),
    ("\"https://a.org/it's\"", "{0}https://a.org/it's{1}"),
    ("a'b@c.org o'n@d.org", "a'b@c.org o'n@d.org"),
    ("D:\\it's\\'x'.exe", "D:\\it's\\'x'.exe"),
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("typed", "printed"), MIXED)
def test_mixed_marks_measures_and_addresses(language: str, typed: str, printed: str) -> None:
    alone = replace(spoken(language), latin_quotes=None)  # as letters of the language's own script are set
    assert bare(set_words(typed, alone)) == bare(printed.format(*single_first(language)))


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        ("en", "the 'victims' rights' and the victims' rights", "the ‘victims’ rights’ and the victims’ rights"),
        ("en", "'It was James' car'", "‘It was James’ car’"),
        ("en", "\"Don't,\" he said, \"they're the '90s'.\"", "“Don’t,” he said, “they’re the ’90s’.”"),
        ("en", "O'Neil's 'tis said:\"no\"", "O’Neil’s ’tis said:“no”"),
        ("fr", "d'\"'urgence'\" et l'\"État\"", "d’«“urgence”» et l’«État»"),
        ("fr", '" oui "', "«oui»"),
        ("fr", 'Il dit "l\'"État" est" et "d\'"un"".', "Il dit «l’“État” est» et «d’“un”»."),
        ("en", "'Tis the 'house' of \"O'Neil's 'one'\"", "’Tis the ‘house’ of “O’Neil’s ‘one’”"),
        ("en", '“already "within"” and ‘one "two"’', "“already ‘within’” and ‘one “two”’"),
        ("fr", 'déjà «un "deux"» et “un "deux"”', "déjà «un “deux”» et “un «deux»”"),
        ("ru", "Lettre l'\"avocat\" и 'd'", "Lettre l’«avocat» и „d“"),
        ("en", 'd\'"avocat" of the victims\' "own"', "d’“avocat” of the victims’ “own”"),
        ("es", 'ya «uno "dos" \'tres\'» "cuatro"', "ya «uno “dos” “tres”» «cuatro»"),
        ("ru", '«уже "внутри"» "снаружи"', "«уже „внутри“» «снаружи»"),
        ("ar", 'لـ"نعم" و\'ن\' وبـ"Sahli"', "لـ«نعم» و“ن” وبـ“Sahli”"),
        ("ar", "\"A 'b' c\" ضد \"ا 'ب'\"", "“A ‘b’ c” ضد «ا “ب”»"),
        ("ar", 'و"نعم" و"Sahli v Algeria"', "و«نعم» و“Sahli v Algeria”"),
        ("ar", '"Sahli ضد الجزائر"', "“Sahli ضد الجزائر”"),
    ],
)
def test_what_one_language_has_alone(language: str, typed: str, printed: str) -> None:
    assert bare(set_words(typed, spoken(language))) == printed


@pytest.mark.parametrize("language", ["fr"])
@pytest.mark.parametrize("typed", ['"a"', '" a "', '"a "', '" a"', "\"'a'\"", '"a?"'])
def test_a_mark_with_a_space_inside_has_one_narrow_space_however_it_was_typed(language: str, typed: str) -> None:
    printed = set_words(typed, spoken(language))
    assert printed.startswith("«\N{NARROW NO-BREAK SPACE}")
    assert printed.endswith("\N{NARROW NO-BREAK SPACE}»")
    assert " " not in printed


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_left_as_typed_opens_and_closes_nothing(language: str) -> None:
    quotes = marks_of(language)
    inlines = (Run('"a ', AT), Run("O'Neil's \"x", AT, verbatim=True), Run(' b"', AT))
    printed = bare(plain(set_inlines(inlines, replace(spoken(language), latin_quotes=None))))
    assert printed == bare(f"{quotes.opening}a O'Neil's \"x b{quotes.closing}")


def straight(text: str) -> Iterator[str]:
    blocks, findings = read(text)
    assert findings == []
    (block,) = blocks
    assert isinstance(block, Paragraph)
    for language in LANGUAGES:
        yield plain(set_inlines(block.inlines, spoken(language)))


@pytest.mark.parametrize("text", ['say \\"x\\" so', "the sign \\' alone", 'he typed \\"\\"'])
def test_marks_behind_a_backslash_stay_straight_in_every_language(text: str) -> None:
    assert set(map(bare, straight(text))) == {text.replace("\\", "")}
