"""The matrix on which the reading back is proved: signs, scripts, languages of the document and places in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from unicodedata import combining

from sample import sample_document
from speaking import KNOWN
from submissions.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    ListBlock,
    ListItem,
    Note,
    Paragraph,
    Quotation,
    Row,
    Run,
    Table,
)
from submissions.findings import Place

# Brackets and quotation marks, dashes and stops, figures, signs beside figures, marks of lists, what draws nothing,
# ligatures and presentation forms: signs of either direction, and of none.
SIGNS = (
    "(", ")", "[", "]", "{", "}", "<", ">", "«", "»", "‹", "›", "“", "”", "‘", "’", '"', "'",
    "-", "\N{EN DASH}", "\N{EM DASH}", "\N{NON-BREAKING HYPHEN}", ".", ",", ":", ";", "!", "?", "/", "\\", "…", "·",
    "%", "‰", "°", "€", "$", "£", "+", "=", "±", "&", "@", "#", "*", "•", "†", "§", "№", "²", "½", "_", "|", "~",
    "،", "؛", "؟", "٪", "1999-09-02", "23/12/2026", "1\N{EN DASH}2", "10.5", "1,000", "14:30", "12\N{NO-BREAK SPACE}%",
    "٣٨", "۱۳۷۸", "22 (1)", "(a)", "1.", "a)", "CAT/C/GC/3, para. 38", "C:\\Users", "{{ a }}", "https://a.org/b?c=1&d",
    "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\ufeff", "\u00ad", "\ufe0f", "\u034f", "\u061c",
    "ﬁ", "ﬂ", "ﻻ", "ﺏ", "ﭏ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{THIN SPACE}", "é", "x\u030c",
)  # fmt: skip
# Two words and more of each script; the Persian ones are spelt with the sign that parts letters and draws nothing.
SCRIPTS = {
    "Latin": ("Sahli", "TRIAL International"),
    "Cyrillic": ("Иванова", "право на защиту"),
    "Greek": ("Ελένη", "δίκαιο και νόμος"),
    "Arabic": ("تيارت", "لا جيلالي حنافي"),
    "Vocalised": ("بَيْت", "أُسْرَةٌ مُحْتَجَزَة"),
    "Hebrew": ("שלום", "זכויות אדם"),
    "Pointed": ("שָׁלוֹם", "בְּרֵאשִׁית בָּרָא"),
    "Persian": ("می\u200cخواهم", "خانه\u200cهای ایران"),
}
PLACES = ("body", "numbered", "note", "cell", "heading", "caption", "quotation", "item")
LANGUAGES = ("en", "fr", "es", "ru", "ar")
_LEADS = {"en": "see", "fr": "voir", "es": "véase", "ru": "см", "ar": "انظر"}


@dataclass(frozen=True)
class Case:
    """One cell of the matrix: what stands where."""

    sign: str
    script: str
    language: str
    place: str

    @property
    def text(self) -> str:
        """The sign before, behind, between, inside and around words of the script, and beside figures."""
        word, more = SCRIPTS[self.script]
        sign, lead = self.sign, _LEADS[self.language]
        # Between two letters with their marks.
        at = next(index for index in range(2, len(word)) if not combining(word[index]))
        parted = f"{word[:at]}{sign}{word[at:]}"
        return f"{sign}{word} {lead} {parted}{sign} {sign} {more}{sign}12 ({more}), {lead} {word}{sign}"


def matrix(signs: Sequence[str] = SIGNS) -> Iterator[Case]:
    """Yield the cells, those of one document together."""
    for language, place, script, sign in product(LANGUAGES, PLACES, SCRIPTS, signs):
        yield Case(sign, script, language, place)


def document_of(cases: Sequence[Case], language: str) -> Document:
    """Return one document that holds the texts of many cells, each at its own line of a file and in its place."""
    base = replace(sample_document("ar" if language == "ar" else "en", "filing"), language=language, resources=())
    if language not in ("ar", "en"):
        base = replace(base, languages=KNOWN)
    blocks: list[Block] = []
    numbers = {"numbered": 0, "note": 0, "heading": 0, "caption": 0}
    for line, case in enumerate(cases, start=1):
        if case.place in numbers:
            numbers[case.place] += 1
        blocks.append(_block(case, Place("case.yaml", line, 1), numbers.get(case.place, 0)))
    return replace(base, blocks=tuple(blocks))


def _block(case: Case, at: Place, number: int) -> Block:
    words = Paragraph((Run(case.text, at),), at)
    plain = Paragraph((Run("12", at),), at)
    row = Row((Cell((words if case.place == "cell" else plain,), at), Cell((plain,), at)), at)
    columns = (Column("start", 90), Column("end", 10))
    blocks: dict[str, Block] = {
        "body": words,
        "numbered": replace(words, number=number),
        "note": Paragraph((Run("x", at), Note(number, (words,), f"note-{number}", at), Run(" y", at)), at),
        "cell": Table(columns, (), (row,), at),
        "heading": Heading(3, words.inlines, at, id=f"heading-{number}"),
        "caption": Table(columns, (), (row,), at, words.inlines, f"Table {number}", f"table-{number}"),
        "quotation": Quotation((words,), at),
        "item": ListBlock("bullet", (ListItem((words,), at, "\N{BULLET}"),), at),
    }
    return blocks[case.place]
