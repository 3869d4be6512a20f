"""Word's automatic numbers are counted as Word counts them."""

import pytest

from submissions.document import counting
from submissions.office.numbering import Level, WordNumbering, letter, print_number, read_numbering, roman

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def level(form: str, text: str, start: int = 1, style: str = "") -> Level:
    return Level(start, form, text, style)


@pytest.mark.parametrize(
    ("number", "expected"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (40, "xl"), (90, "xc"), (1994, "mcmxciv")]
)
def test_roman_numerals_are_small_and_subtractive(number: int, expected: str) -> None:
    assert roman(number) == expected


@pytest.mark.parametrize(("number", "expected"), [(1, "a"), (26, "z"), (27, "aa"), (28, "bb"), (53, "aaa")])
def test_letters_repeat_after_z_as_word_repeats_them(number: int, expected: str) -> None:
    assert letter(number) == expected


def test_the_two_ways_of_counting_agree_on_every_number() -> None:
    """The reader counts for itself; whatever the tree prints must come out of it all the same."""
    numbers = range(1, 4000)
    assert [roman(number) for number in numbers] == [counting.roman(number) for number in numbers]
    assert [letter(number) for number in numbers] == [counting.letters(number) for number in numbers]
    assert [sum(map(roman(number).count, "cdm")) for number in (400, 500, 900)] == [2, 1, 2]


def test_a_number_format_that_the_program_never_writes_is_refused() -> None:
    with pytest.raises(KeyError):
        print_number(1, "hebrew1")


def test_a_lower_level_begins_again_after_a_higher_one() -> None:
    numbering = WordNumbering(
        {"0": {0: level("upperRoman", "%1."), 1: level("upperLetter", "%2."), 2: level("decimal", "%3.")}},
        {"1": "0"},
        {},
    )
    printed = [numbering.next_number("1", depth) for depth in (0, 1, 1, 2, 0, 1)]
    assert printed == ["I.", "A.", "B.", "1.", "II.", "A."]


def test_paragraph_numbers_run_on_across_headings_of_another_list() -> None:
    numbering = WordNumbering(
        {"0": {0: level("upperRoman", "%1.")}, "1": {0: level("decimal", "%1.")}}, {"1": "0", "2": "1"}, {}
    )
    printed = [numbering.next_number(instance, 0) for instance in ("1", "2", "2", "1", "2")]
    assert printed == ["I.", "1.", "2.", "II.", "3."]


def test_a_list_that_overrides_its_start_begins_again() -> None:
    part = f"""<w:numbering xmlns:w="{W}">
      <w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>
        <w:lvlText w:val="(%1)"/></w:lvl></w:abstractNum>
      <w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>
      <w:num w:numId="4"><w:abstractNumId w:val="7"/>
        <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
    </w:numbering>"""
    numbering = read_numbering(part.encode())
    assert [numbering.next_number(number, 0) for number in "33443"] == ["(a)", "(b)", "(a)", "(b)", "(c)"]


def test_a_paragraph_in_a_list_that_is_not_defined_has_no_number() -> None:
    assert read_numbering(None).next_number("1", 0) == ""
