"""One folding of names: pseudonyms, checks and the audit take the same spellings for the same name."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import cache
from pathlib import Path
from string import ascii_uppercase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bearers import HERE, bearer, letters
from submissions.audit.names.search import Searcher
from submissions.audit.records import Piece, Secret
from submissions.case.telling import told_by
from submissions.checks.excerpts import says
from submissions.folding import (
    fold,
    fold_case_kept,
    fold_line,
    fold_words,
    small,
    squash,
    typed_words,
)
from submissions.folding.scripts import in_other_scripts

SOURCES = Path(__file__).resolve().parents[1] / "src" / "submissions"

# A given and a family name as the case has them, and as somebody else types them.
SPELLINGS = {
    "Bosnian": ("Đurđica Šljivančanin", "DURDICA SLJIVANCANIN"),
    "Polish": ("Łucja Wołłowicz", "lucja wollowicz"),
    "Norwegian": ("Øystein Bjørnæs", "Oystein Bjornaes"),
    "Icelandic": ("Þórgunnur Ægisdóttir", "Thorgunnur AEGISDOTTIR"),
    "Maltese": ("Ġorġa Ħaġarija", "Gorga Hagarija"),
    "Turkish": ("Işılay Kılıçdaroğlu", "IŞILAY KILIÇDAROĞLU"),
    "Turkish, dotted": ("İbrahim Çiftçi", "ibrahim ciftci"),
    "Azerbaijani": ("Əfsanə Məmmədova", "efsane memmedova"),
    "Hausa": ("Ɗanjuma Ƙarami-Ɓature", "Danjuma Karami-Bature"),
    "Ewe and Akan": ("Ɖzifa Ɔkyerɛma", "Dzifa Okyerema"),
    "Vietnamese": ("Đặng Phượng", "Dang Phuong"),
    "German": ("Jörg Weißmüller", "JORG WEISSMULLER"),
    "French": ("Œlée Lacœuille", "Oelee LACOEUILLE"),
    "Irish": ("Síle O’Súilleabháin", "Sile O'Suilleabhain"),
    "Catalan": ("Gal·la Muñoz-Pérez", "GAL·LA Munoz-Perez"),
    "Welsh, full width": ("Ｇｗｅｎｌｌｉａｎ Ｐｒｙｄｅｒｃｈ", "Gwenllian Pryderch"),
    "Greek": ("Άσπασία Χατζής", "ΑΣΠΑΣΙΑ ΧΑΤΖΗΣ"),
    "Russian": ("Алёна Соловьёва", "Алена Соловьева"),
    "Ukrainian": ("Ґалина Їжакевич", "Галина Ижакевич"),
    "Ukrainian, by a Russian keyboard": ("Євгенія Ківіренко", "Евгения Кивиренко"),
    "Kazakh": ("Әйгерім Қоңырбаева", "Айгерим Конырбаева"),
    "Macedonian": ("Ѓорѓи Ќосевски", "Горги Косевски"),
    "Arabic": ("أمينة الشريفة", "امينه الشريفه"),
    "Arabic with vowels": ("مُحَمَّد الإبراهيمي", "محمد الابراهيمى"),
    "Arabic, lengthened": ("ٱلطيب بوضيـــاف", "الطيب بوضياف"),
    "Persian": ("پروانه گلچهره", "بروانه كلجهره"),
    "Urdu": ("ڈاکٹر بیگم", "داكتر بيكم"),
    "Hebrew": ("מרים־חן שוורצמן", "מרימ-חנ שוורצמנ"),
    "Hebrew with points": ("רִבְקָה אַבְרָהָם", "רבקה אברהם"),
    "Armenian": ("Արևիկ Պետրոսյան", "ԱՐԵՒԻԿ ՊԵՏՐՈՍՅԱՆ"),
    "Georgian": ("Ნინო Მაისურაძე", "ნინო მაისურაძე"),
    "Hindi": ("ज़रीना ख़ानज़ादा", "जरीना खानजादा"),
    "Bengali": ("বড়ুয়া চট্টোপাধ্যায়", "বড\u09bcুয\u09bcা চট্টোপাধ্যায\u09bc"),
    "Korean": ("김지은 박서연", unicodedata.normalize("NFD", "김지은 박서연")),
    "Japanese": ("ｻｸﾗ ﾔﾏﾓﾄ", "サクラ ヤマモト"),
}  # fmt: skip


def disagreements(name: str, other: str) -> list[str]:
    """Return who of those that compare names takes two spellings for two names."""
    given_name, _, family = name.partition(" ")
    woman = bearer(given_name, family)
    secret = Secret("the name", name, "name", HERE, (given_name, family))
    users = {
        "words": fold_words(name) == fold_words(other),
        "letters": squash(name) == squash(other),
        "pseudonyms": all(told_by(f"Ms {word.capitalize()}", woman) for word in other.split()),
        "checks": says(fold_line(f"There {other} was seen."), name),
        "audit": bool(Searcher([secret]).search([Piece("page 1", "text", f"There {other} was seen.")])),
    }
    return [user for user, agrees in users.items() if not agrees]


def test_every_user_takes_the_same_spellings_for_one_name_in_every_script() -> None:
    told = {language: who for language, (name, other) in SPELLINGS.items() if (who := disagreements(name, other))}
    assert told == {}


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Χατζηγεωργίου", "chatzigeorgiou hatzigeorgiou"), ("Μπαλτζής", "mpaltzis baltzis"),
        ("Ευγενία", "evgenia eugenia"),
        ("Παναγιώτης", "panagiotis panayotis"), ("Βασίλειος", "vasileios vasilios basileios"),
        ("ყიფიანი", "qipiani kipiani"), ("ხვიჩა", "khvicha"), ("ჯაფარიძე", "japaridze"), ("ჟორჟოლიანი", "zhorzholiani"),
        ("Մկրտչյան", "mkrtchyan mkrtchian"), ("Ոսկանյան", "voskanyan"), ("Երանուհի", "yeranuhi"),
        ("Պետրոսյան", "bedrosian"),
        ("Ուրարտու", "urartu"), ("Щербакова", "shcherbakova schtscherbakowa"),
    ],
)  # fmt: skip
def test_a_name_is_written_in_latin_letters_by_every_habit(name: str, written: str) -> None:
    for typed in (name, name.upper(), unicodedata.normalize("NFD", name)):
        assert set(written.split()) <= set(in_other_scripts(typed)), typed


@pytest.mark.parametrize("name", ["王芳", "นภา", "김민지", "ميلاد", "דנה", "गीता", "", "7"])
def test_a_name_in_a_script_without_a_table_has_no_other_form(name: str) -> None:
    assert in_other_scripts(name) == ()


def test_signs_between_letters_part_words_and_those_within_them_do_not() -> None:
    between = ("-", "\u2010", "\u058a", "\u05be", ".", ",", "/", " (", "_", "\N{KATAKANA MIDDLE DOT}")
    assert {fold_words(f"Anna{sign}Maria)") for sign in between} == {"anna maria"}
    within = ("'", "\u2019", "\u02bc", "\u00ad", "\u200b", "\u00b7", "\u05f4")
    assert {fold_words(f"O{sign}Brien") for sign in within} == {"obrien"}
    assert typed_words("D’Orr, Élise-Anne (Ġużè)  – ") == ["D’Orr", "Élise", "Anne", "Ġużè"]


# Names of which only the vowel signs tell one from another, which are no letters for regular expressions.
INDIAN = {
    "गीता थापा": "गोता थपी",
    "রিনা দাস": "রানী দিসা",
    "મીના શાહ": "માની શેહ",
    "ਗੀਤਾ ਕੌਰ": "ਗੋਤਿ ਕਾਰੂ",
    "கீதா ராஜன்": "கோதி ரஜினி",
    "గీతా రావు": "గోతి రవి",
    "ഗീത നായർ": "ഗോതി നയൻ",
    "ගීතා රාජා": "ගොති රජු",
}


def test_a_name_in_an_indian_script_is_found_by_its_vowels_too() -> None:
    told = {}
    for name, other in INDIAN.items():
        given_name, _, family = name.partition(" ")
        searcher = Searcher([Secret("the name", name, "name", HERE, (given_name, family))])
        texts = (f"x {name} y", f"x {given_name}, y", f"x {family}।", f"x {other} y")
        told[name] = [bool(searcher.search([Piece("page 1", "text", text)])) for text in texts]
    assert told == {name: [True, True, True, False] for name in INDIAN}


# --- the table ---


def test_what_is_folded_stays_as_it_is_and_keeps_its_length_in_small_letters() -> None:
    signs = [chr(code) for code in range(0x10000)]
    assert [one for one in signs if fold(fold(one)) != fold(one)] == []
    assert [one for one in signs if len(small(fold_case_kept(one))) != len(fold_case_kept(one))] == []


def test_each_strength_of_folding_is_made_from_the_same_letters() -> None:
    signs = [chr(code) for code in range(0x10000)]
    assert [one for one in signs if fold_words(fold(one)) != fold_words(one)] == []
    assert [one for one in signs if fold_words(one).replace(" ", "") != squash(one)] == []
    assert [one for one in signs if fold_line(one) != " ".join(fold(one).split())] == []


def test_no_letter_of_the_latin_blocks_is_left_with_a_stroke_a_hook_or_a_mark() -> None:
    latin = [one for one in letters() if unicodedata.name(one).startswith(("LATIN CAPITAL", "LATIN SMALL"))]
    marked = [one for one in latin if " WITH " in unicodedata.name(one)]
    plain = [f"LATIN {size} LETTER {letter}" for size in ("CAPITAL", "SMALL") for letter in ascii_uppercase]
    one_letter = [one for one in marked if unicodedata.name(one).partition(" WITH ")[0] in plain]
    assert len(one_letter) > 700
    assert [one for one in one_letter if not squash(one).isascii()] == []


def test_only_the_room_of_folding_takes_letters_apart() -> None:
    """Hold that no other module strips accents on its own."""
    own = [path for path in SOURCES.rglob("*.py") if "folding" not in path.relative_to(SOURCES).parts]
    own.remove(SOURCES / "writers" / "drawings" / "shaping.py")  # it joins Arabic letters, and strips nothing
    apart = ('normalize("NFKD"', 'normalize("NFD"', "unicodedata.combining", "unicodedata.decomposition")
    assert [path.name for path in own if any(call in path.read_text(encoding="utf-8") for call in apart)] == []


# --- spellings that the table calls equal ---


SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "HEBREW", "ARABIC", "GEORGIAN")


@cache
def siblings(script: str) -> dict[str, tuple[str, ...]]:
    """Return for each folded letter of a script all letters of all scripts that fold to it."""
    found = defaultdict(list)
    for one in (letter for name in SCRIPTS for letter in letters(name)):
        found[fold(one)].append(one)
    return {folded: tuple(found[folded]) for folded in sorted(found) if folded in letters(script)}


@st.composite
def two_spellings(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a name of one script in two spellings, letter by letter."""
    table = siblings(draw(st.sampled_from(SCRIPTS)))
    words = draw(st.lists(st.text(st.sampled_from(sorted(table)), min_size=8, max_size=10), min_size=2, max_size=2))
    spelt = [" ".join("".join(draw(st.sampled_from(table[letter])) for letter in word) for word in words) for _ in "12"]
    return spelt[0], unicodedata.normalize(draw(st.sampled_from(("NFC", "NFD"))), spelt[1])


@pytest.mark.proof
@settings(max_examples=150, deadline=None, derandomize=True)
@given(two_spellings())
def test_two_spellings_that_fold_alike_are_one_name_for_every_user(spelt: tuple[str, str]) -> None:
    assert disagreements(*spelt) == []
