"""Paragraphs thick with words of both directions are printed and read back, and run into no margin."""

from __future__ import annotations

import random
from dataclasses import dataclass

import pytest

from readback_matrix import PLACES, Case, document_of
from submissions.findings import Place
from submissions.line.formats import WRITERS, Print
from test_readback import house

WORDS = (
    "قال", "في", "و", "TRIAL International", "وTRIAL", "1999-09-02", "و1999-09-02", "12-15", "(a)", "(ب)",
    "§ 12", "«كلمة»", "“word”", "CAT/C/61/D/580/2014, para. 38", "5′ 10″", "12°30′", "50%", "-5", "$100", "€ 5",
    "a@b.org", "/var/log/x", "https://example.org/a_b?c=1&d", "שלום", "право", "Ελένη", "می‌خواهم", "،", "؛",
    "؟", ":", ";", "–", "...", "[x]", "№ 5", "م. 14", "Sahli v. Algeria (2011) 45 EHRR 12", "م/12", "A/م",
    "3.5", "1,000", "14:30", "٣٨", "&", "۱۳۷۸/۰۶/۱۱", "+", "=", "/", "½", "†", "A", "ب", "art. 14 (1)",
    "12 March 2021", "3 آذار/مارس 2011", "The court said:",
)  # fmt: skip


@dataclass(frozen=True)
class Mixed(Case):
    """A cell that holds a text as it is."""

    @property
    def text(self) -> str:
        return self.sign


def cells(language: str, seed: int, count: int) -> list[Mixed]:
    chance = random.Random(f"{language} {seed}")  # noqa: S311 - not for secrets
    lead = {"ar": "ق ", "en": "w "}[language]
    return [
        Mixed(
            chance.choice(("", lead)) + " ".join(chance.choices(WORDS, k=chance.randint(2, 30))),
            "Latin",
            language,
            chance.choice(PLACES),
        )
        for _ in range(count)
    ]


def faults(language: str, seed: int, count: int) -> list[str]:
    typed = cells(language, seed, count)
    made = document_of(typed, language)
    found: list[str] = []
    for form in ("pdf", "docx"):
        content, findings = WRITERS[form].write(Print(made, house()))  # type: ignore[index]
        found += [f"{form} {one}" for one in findings if one.is_error]
        found += map(str, WRITERS[form].read_back(content, made, Place("output/a")))  # type: ignore[index]
    return found


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_few_paragraphs_of_two_directions_are_made(language: str) -> None:
    assert faults(language, 1, 25) == []


@pytest.mark.proof
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("seed", range(2, 14))
def test_paragraphs_of_two_directions_are_made(language: str, seed: int) -> None:
    assert faults(language, seed, 40) == []
