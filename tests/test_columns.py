"""No word is parted where no line may end: columns have room for their longest word, and the pages are looked at."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache

import pytest
from fontTools.ttLib import TTFont

from speaking import KNOWN
from submissions.document import Cell, Column, Document, Paragraph, Row, Run, Table
from submissions.document.lettering import breadth, least_widths, longest_word
from submissions.transforms.columns import settle_columns, widened
from submissions.writers.page import line_starts
from submissions.writers.page.fonts import FONTS
from submissions.writers.page.html import html_text
from submissions.writers.page.pdf import write_pdf
from test_pdf_writer import PLACE, SENTENCE, document, house, paragraph

LETTERS = [
    *range(0x21, 0xAD),
    *range(0xAE, 0x180),
    *range(0x400, 0x460),
    *range(0x2010, 0x2028),
    *range(0x2030, 0x2040),
]


def table(*rows: tuple[str, ...], widths: tuple[float, ...] = ()) -> Table:
    shares = widths or (round(100 / len(rows[0]), 2),) * len(rows[0])
    made = [Row(tuple(Cell((Paragraph((Run(text, PLACE),), PLACE),), PLACE) for text in row), PLACE) for row in rows]
    return Table(tuple(Column("start", share) for share in shares), (made[0],), tuple(made[1:]), PLACE)


def settled(*tables: Table) -> Document:
    return settle_columns(document(*tables))


@pytest.mark.parametrize("face", ["LiberationSans-Bold.ttf", "LiberationSerif-Bold.ttf"])
def test_no_letter_of_the_fonts_is_wider_than_it_is_counted(face: str) -> None:
    with TTFont(FONTS / face) as font:
        glyphs, widths, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        wide = {chr(code): widths[glyphs[code]][0] / em for code in LETTERS if code in glyphs}
    assert len(wide) > 400
    assert {letter: width for letter, width in wide.items() if width > breadth(letter) + 0.005} == {}


def test_a_piece_that_no_line_may_part_ends_at_spaces_and_hyphens_alone() -> None:
    assert longest_word("Annexe\N{NO-BREAK SPACE}16 et") == breadth("Annexe\N{NO-BREAK SPACE}16")
    assert longest_word("vis-à-vis") == breadth("vis-")
    assert longest_word("") == 0
    assert longest_word("a" * 31) < longest_word("a" * 30)


def test_columns_that_have_room_stay_as_they_are() -> None:
    asked = (12.0, 88.0)
    (made,) = settled(table(("No.", "Date"), ("1", SENTENCE), widths=asked)).blocks
    assert isinstance(made, Table)
    assert tuple(column.width for column in made.columns) == asked


@pytest.mark.parametrize("seed", range(40))
def test_no_share_is_less_than_what_its_column_needs_and_all_make_a_hundred(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    count = chance.randint(1, 8)
    raw = [chance.uniform(1, 50) for _ in range(count)]
    shares = [100 * share / sum(raw) for share in raw]
    least = [chance.uniform(0, 160 / count) for _ in range(count)]
    made = widened(shares, least)
    assert sum(made) == pytest.approx(100, abs=0.01)
    floor = min(1, 100 / sum(least))
    assert all(share >= low * floor - 0.11 * count for share, low in zip(made, least, strict=True))


WORDS = {
    "fr": ("Annexe\N{NO-BREAK SPACE}10", "Confidentialité", "inconstitutionnellement"),
    "ru": ("Приложение\N{NO-BREAK SPACE}16", "Конфиденциальность", "противоконституционный"),
    "es": ("Anexo\N{NO-BREAK SPACE}112", "Confidencialidad", "anticonstitucionalmente"),
    "ar": ("المرفق\N{NO-BREAK SPACE}16", "والاستئنافات", "فأسقيناكموه"),
}


@cache
def parted(*words: str, settle: bool = True) -> list[str]:
    """Return the words that the pages part in a table with a narrow column for each."""
    narrow = 3.0
    widths = (*(narrow for _ in words), 100 - narrow * len(words))
    of = document(table(("x",) * len(widths), (*words, SENTENCE), widths=widths))
    _, findings = write_pdf(settle_columns(of) if settle else of, house())
    assert {finding.code for finding in findings} <= {"W520"}
    assert all(finding.place == PLACE and finding.help for finding in findings)
    return [finding.message for finding in findings]


@pytest.mark.parametrize("language", WORDS)
def test_the_longest_word_of_a_column_stands_on_one_line(language: str) -> None:
    assert parted(*WORDS[language]) == []


def test_a_word_that_a_narrow_column_parts_is_found_and_named() -> None:
    (message,) = parted(*WORDS["fr"][:1], settle=False)
    assert message.endswith("on page 1 is parted at the end of a line: Annexe\N{NO-BREAK SPACE}10")


def test_a_table_whose_longest_words_are_wider_than_the_page_is_printed_and_told() -> None:
    row = ("inconstitutionnellementvraie",) * 6
    of = settled(table(("a", "b", "c", "d", "e", "f"), row))
    (made,) = of.blocks
    assert isinstance(made, Table)
    assert sum(least_widths(made)) > 453
    content, findings = write_pdf(of, house())
    assert content
    assert [finding.code for finding in findings] == ["W520"]


def test_an_address_is_parted_anywhere_and_nothing_is_said() -> None:
    address = "https://www.example.org/" + "abcdefghij" * 14
    content, findings = write_pdf(document(paragraph(Run(f"See {address} and C:\\{'Users' * 30}.", PLACE))), house())
    assert content
    assert findings == []


def test_every_line_of_plain_pages_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lines of an element are only looked at where they make up its words."""
    looked: list[int] = []
    own = line_starts.line_ends_of

    def count(text: str) -> frozenset[int]:
        looked.append(len(text))
        return own(text)

    monkeypatch.setattr(line_starts, "line_ends_of", count)
    _, findings = write_pdf(document(*(paragraph(number=number) for number in range(1, 30))), house())
    assert (findings, len(looked)) == ([], 29)


def test_a_russian_title_is_never_parted_at_its_hyphen() -> None:
    of = replace(
        document(paragraph(Run("Сказал г-н\N{NO-BREAK SPACE}Т. г-ну говорят.", PLACE))), language="ru", languages=KNOWN
    )
    html, _ = html_text(of, house(), {})
    assert '<span class="glued">г-н</span>' in html
    assert '<span class="glued">г-ну</span>' in html
