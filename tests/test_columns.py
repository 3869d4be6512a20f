"""No word is parted where no line may end: columns have room for their longest word, and the pages are looked at."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import replace
from functools import cache

import pytest
from fontTools.ttLib import TTFont

from speaking import KNOWN
from submissions.document import OPEN_WIDTH, Cell, Column, Design, Document, Paragraph, Row, Run, Table
from submissions.document.advances import advances_of
from submissions.document.lettering import breadth, composition_of, least_widths, measured, spaced, unparted
from submissions.transforms.columns import settle_columns, widened
from submissions.writers.page import line_starts
from submissions.writers.page.fonts import FONTS
from submissions.writers.page.html import html_text
from submissions.writers.page.pdf import write_pdf
from test_pdf_writer import PLACE, SENTENCE, document, house, paragraph

PAGE = Design("filing").measures
SETTING = composition_of(PAGE)
SIZE = SETTING.size
LETTERS = [
    *range(0x21, 0xAD),
    *range(0xAE, 0x180),
    *range(0x400, 0x460),
    *range(0x2010, 0x2028),
    *range(0x2030, 0x2040),
]


FILES: list[tuple[str, bool, str]] = [
    ("Liberation Serif", False, "LiberationSerif-Regular.ttf"),
    ("Liberation Serif", True, "LiberationSerif-Bold.ttf"),
    ("Liberation Sans", False, "LiberationSans-Regular.ttf"),
    ("Liberation Sans", True, "LiberationSans-Bold.ttf"),
]


def table(*rows: tuple[str, ...], widths: tuple[float, ...] = ()) -> Table:
    shares = widths or (OPEN_WIDTH,) * len(rows[0])
    made = [Row(tuple(Cell((Paragraph((Run(text, PLACE),), PLACE),), PLACE) for text in row), PLACE) for row in rows]
    return Table(tuple(Column("start", share) for share in shares), (made[0],), tuple(made[1:]), PLACE)


def settled(*tables: Table) -> Document:
    return settle_columns(document(*tables))


@pytest.mark.parametrize(("family", "bold", "file"), FILES)
def test_letters_are_as_wide_as_in_the_fonts_and_none_is_wider_than_it_is_counted(
    family: str, bold: bool, file: str
) -> None:
    with TTFont(FONTS / file) as font:
        glyphs, widths, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        wide = {chr(code): widths[glyphs[code]][0] / em for code in LETTERS if code in glyphs}
    assert len(wide) > 400
    drawn = {letter: width for letter, width in wide.items() if unicodedata.category(letter) != "Cf"}
    assert {letter: width for letter, width in drawn.items() if advances_of(letter, family, bold=bold) != [width]} == {}
    assert {letter: width for letter, width in wide.items() if width * SIZE > breadth(letter, bold=bold) + 0.01} == {}


def pieces(text: str) -> list[str]:
    return [match.group() for match in unparted(text)]


def test_a_piece_that_no_line_may_part_ends_at_spaces_and_hyphens_alone() -> None:
    assert pieces("Annexe\N{NO-BREAK SPACE}16 et") == ["Annexe\N{NO-BREAK SPACE}16", "et"]
    assert pieces("vis-à-vis") == ["vis-", "à-", "vis"]
    assert pieces("7\N{EN DASH}10, 2014-09") == ["7\N{EN DASH}10,", "2014-09"]
    assert pieces("") == []
    (long,), (longer,) = least_widths(table(("a" * 30,))), least_widths(table(("a" * 31,)))
    assert longer < long


def test_columns_that_have_room_stay_as_they_are() -> None:
    asked = (12.0, 88.0)
    (made,) = settled(table(("No.", "Date"), ("1", SENTENCE), widths=asked)).blocks
    assert isinstance(made, Table)
    assert tuple(column.width for column in made.columns) == asked


DATES = {
    "en": ("26 September 2014", "7\N{EN DASH}10", "Yes"),
    "fr": ("26 septembre 2014", "1, 7\N{EN DASH}10", "Non"),
    "es": ("26 de septiembre de 2014", "7\N{EN DASH}10", "Sí"),
    "ru": ("26 сентября 2014 года", "7\N{EN DASH}10", "Да"),
    "ar": ("26 أيلول/سبتمبر 2014", "7\N{EN DASH}10", "نعم"),
}
LONG = f"{SENTENCE} " * 6


def cells_of(made: Table) -> list[tuple[float, list[float], list[int]]]:
    """Return of each column its room, the longest line of each cell, and how many lines each takes in that room."""
    lettering = SETTING
    columns = zip(*measured(made, lettering).rows, strict=True)
    space = spaced([0.0] * len(made.columns), lettering)
    rooms = [column.width / 100 * PAGE.width - less for column, less in zip(made.columns, space, strict=True)]
    return [
        (room, [cell.longest for cell in cells], [cell.height(room) for cell in cells])
        for room, cells in zip(rooms, columns, strict=True)
    ]


@pytest.mark.parametrize("language", DATES)
def test_a_short_column_is_as_narrow_as_its_words_and_text_has_the_rest(language: str) -> None:
    (made,) = settled(table(("A", "B", "C", "D"), *[(*DATES[language], LONG), ("", "12", "", SENTENCE)])).blocks
    assert isinstance(made, Table)
    *short, text = cells_of(made)
    assert [max(lines) for _, _, lines in short] == [1, 1, 1]
    # As wide as its words, or as its longest word may be in another Arabic face.
    wider = [max(cell.reserved for cell in measured(made, SETTING).of_column(column)) for column in range(3)]
    assert all(room < max(*longest, reserved) + 3 for (room, longest, _), reserved in zip(short, wider, strict=True))
    assert text[0] > PAGE.width / 2


NUMBERS = {"ar": ("الجهة", "رقم", "المطلوب"), "en": ("Body", "No.", "What is asked of it")}


@pytest.mark.parametrize(("language", "wider"), [("ar", 1.5), ("en", 1.0)])
@pytest.mark.parametrize("widths", [(), (30.0, 3.0, 67.0)])
def test_a_narrow_column_has_room_for_its_word_in_another_arabic_face(
    language: str, wider: float, widths: tuple[float, ...]
) -> None:
    head = NUMBERS[language]
    (made,) = settled(
        table(head, *((head[0], str(number), f"{head[2]} " * 20) for number in range(9)), widths=widths)
    ).blocks
    assert isinstance(made, Table)
    room = made.columns[1].width / 100 * PAGE.width - SETTING.space - SETTING.room
    own = breadth(head[1], SETTING)
    assert own * wider - 0.01 <= room < own * wider + 1
    crowded = table((head[1],) * 34, ("1",) * 34)
    (narrow,) = settled(crowded).blocks
    assert isinstance(narrow, Table)
    assert sum(column.width for column in narrow.columns) == pytest.approx(100)


@pytest.mark.parametrize("seed", range(60))
def test_a_table_by_content_is_whole_keeps_its_words_and_is_lower_than_one_of_equal_columns(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    count = chance.randint(1, 3)
    most = [chance.choice((1, 1, 3, 12, 60)) for _ in range(count)]
    words = [*SENTENCE.split(), "неприемлемости", "26", "7\N{EN DASH}10", "inconstitutionnellement", "والاستئنافات"]
    rows = [tuple(" ".join(chance.choices(words, k=chance.randint(1, k))) for k in most) for _ in range(5)]
    (made,), (again,) = settled(table(*rows)).blocks, settled(table(*rows)).blocks
    assert isinstance(made, Table)
    assert made == again
    assert sum(column.width for column in made.columns) == pytest.approx(100, abs=1e-9)
    least = least_widths(made, SETTING)
    assert sum(least) < PAGE.width
    shares = [column.width / 100 * PAGE.width for column in made.columns]
    assert all(share >= low - 0.001 for share, low in zip(shares, least, strict=True))
    equal = replace(made, columns=tuple(replace(column, width=100 / count) for column in made.columns))
    assert height(made) <= height(equal) + 1


def height(made: Table) -> int:
    return sum(map(max, zip(*(lines for _, _, lines in cells_of(made)), strict=True)))


def test_heads_at_the_left_stand_on_one_line_and_alike_in_every_table_of_a_document() -> None:
    first, second = settled(particulars("Name", "Held since"), particulars("Place of birth", "Sex")).blocks
    assert isinstance(first, Table)
    assert isinstance(second, Table)
    assert first.columns == second.columns
    assert [max(lines) for _, _, lines in cells_of(first)[:1]] == [1]
    assert first.columns[0].width < 20


def particulars(*labels: str) -> Table:
    made = table(("", ""), *((label, SENTENCE) for label in labels))
    rows = tuple(replace(row, cells=(replace(row.cells[0], header=True), *row.cells[1:])) for row in made.body)
    return replace(made, head=(), body=rows)


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


def test_the_last_column_of_a_table_from_right_to_left_has_room_on_either_side() -> None:
    rows = (("رقم", "الإجراء"), ("10", "والاستئنافات " * 30))
    of = replace(document(table(*rows)), direction="rtl", language="ar", languages=KNOWN)
    wide = table(*rows[:1], ("10", "والاستئنافات"))
    (least,) = settle_columns(replace(of, blocks=(wide,))).blocks
    assert isinstance(least, Table)
    space = SETTING.space
    assert least.columns[1].width / 100 * PAGE.width >= least_widths(wide, SETTING)[1] + space
    content, findings = write_pdf(settle_columns(of), house())
    assert content
    assert findings == []
