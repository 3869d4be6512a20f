"""Marks on letters, one or several, wherever a line breaks, are read back as they were typed, and others are not."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from readback_matrix import PLACES, document_of
from submissions.document import Paragraph
from submissions.findings import Place
from submissions.line.formats import WRITERS, Print
from submissions.readback.tagged import read_tagged
from test_readback import house
from test_two_directions import Mixed

# Vowels, tanwin, shadda with a vowel, the small alef, hamza above and below with a vowel, lam and alef with marks
# between and above, the name of God, which is one glyph, signs of the Koran; points of Hebrew; marks above and below.
ARABIC = (
    "أُطلع", "أُ", "أَ", "إِ", "أٌ", "أُطْلِعَ", "لأُطلع", "لَأُخبر", "لَا", "لَآ", "لأَنَّ", "الأُمَمُ", "مُحْتَجَزَةٌ",
    "اللّٰه", "الله", "عبد الله", "ٱلله", "لِلّٰهِ", "هٰذا", "رَحْمٰن", "شَدَّةً", "كِتَابًا", "بِكُلٍّ", "أُسْرَةٌ", "آخَر", "ؤُ",
    "ئِ", "رُؤُوس", "مُؤَسَّسَة", "سُئِلَ", "إِلَّا", "لَإِ", "لإِنَّ", "مٌّ", "وُضِعَ", "ـُ", "الْآنَ", "مَسْؤُولٌ", "ﷺ", "ﷲ", "ﻻَ", "لۡأُ",
    "اللّٰہ", "ہُوا", "ٱلرَّحْمَٰنِ", "قُرۡءَانࣰا", "لَأُٔ", "إِّ", "لِّٕ", "آٓ",
)  # fmt: skip
OTHERS = (
    "שָׁלוֹם", "בְּרֵאשִׁית", "הָאָֽרֶץ", "לֵךְ", "Nguyễn", "x\u030c", "q\u0307\u0323", "É\u0300", "a\u0301\u0308", "i\u0301",
)  # fmt: skip
PLAIN = {"ar": ("في", "قال", "المحكمة", "و", "من", "State"), "en": ("the", "State", "of", "complaint", "اللجنة")}


def cells(language: str, seed: int, count: int) -> list[Mixed]:
    """Return texts of one to forty words, so that lines break anywhere among them, in any place of a document."""
    chance = random.Random(f"marks {language} {seed}")  # noqa: S311 - not for secrets
    marked = (*ARABIC * 2, *OTHERS, *PLAIN[language] * chance.choice((1, 20)))
    return [
        Mixed(" ".join(chance.choices(marked, k=chance.randint(1, 40))), "Latin", language, chance.choice(PLACES))
        for _ in range(count)
    ]


def differences(language: str, seed: int, count: int) -> list[str]:
    made = document_of(cells(language, seed, count), language)
    content, findings = WRITERS["pdf"].write(Print(made, house()))
    read = WRITERS["pdf"].read_back(content, made, Place("output/a"))
    return [str(one) for one in (*findings, *read) if one.is_error]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_few_paragraphs_of_marked_letters_are_read_back(language: str) -> None:
    assert differences(language, 0, len(PLACES)) == []


@pytest.mark.proof
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("seed", range(1, 41))
def test_paragraphs_of_marked_letters_are_read_back(language: str, seed: int) -> None:
    assert differences(language, seed, 25) == []


def test_every_marked_word_is_read_back_by_itself_and_no_letter_of_it_is_lost_to_who_copies_it() -> None:
    made = document_of([Mixed(word, "Latin", "ar", "body") for word in (*ARABIC, *OTHERS)], "ar")
    content, _ = WRITERS["pdf"].write(Print(made, house()))
    assert WRITERS["pdf"].read_back(content, made, Place("output/a")) == []
    drawn = [sign.text for piece in read_tagged(content, placed=True).body for sign in piece.signs]
    assert "\N{ZERO WIDTH SPACE}" not in drawn


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("أُطلع", "أَطلع"),
        ("لأُطلع", "لأطلع"),
        ("لإِنَّ", "لأَنَّ"),
        ("الله", "اله"),
        ("لا", "ال"),
        ("שָׁלוֹם", "שׁוֹם"),
        ("أُطلع", "أُطلعُ"),
    ],
)
def test_another_mark_or_letter_is_a_difference(typed: str, drawn: str) -> None:
    """Hold that what is compared for a whole line is compared."""
    made = document_of([Mixed(f"قال {drawn} ثم", "Latin", "ar", "body")], "ar")
    content, _ = WRITERS["pdf"].write(Print(made, house()))
    first = made.blocks[0]
    assert isinstance(first, Paragraph)
    meant = replace(first, inlines=tuple(replace(one, text=f"قال {typed} ثم") for one in first.inlines))  # type: ignore[call-arg]
    read = WRITERS["pdf"].read_back(content, replace(made, blocks=(meant,)), Place("output/a"))
    assert [one.code for one in read] == ["E603"]
