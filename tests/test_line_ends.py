"""A text that fits on its line but for the space at its end is not left with its first word alone."""

from collections.abc import Sequence

import pytest

from submissions.writers.page.engine import own_fonts
from submissions.writers.page.insides import MENDS, NOTE_LINES, Box, Mend, kind_of, mended, sheet_of

FONT = "font: 11pt/15pt 'Liberation Serif'"
PARAGRAPH = (
    "<p>The women began to give testimony in <span>2011.</span> They spoke of rape and domestic slavery in the early "
    "1980s by members of the civil self-defence patrols, which the army had <span>organised.</span> The first arrests "
    "followed in 2018; a judge closed the case against several men in 2019, and the women’s lawyers had it "
    "<span>reopened.</span> On 24 January 2022 the court sentenced five former patrollers.</p>"
)


BESIDE_NO_BREAK = (
    "<p>The Human Rights Committee is asked not to publish the identity of the author (section\u00a0<a>III</a>). This "
    "document names people who are protected; it is for the Committee and the State party (note\u202f<a>12</a>).</p>"
)


def lines_at(width: int, paragraph: str = PARAGRAPH, mends: Sequence[Mend] = MENDS) -> list[str]:
    from weasyprint import HTML  # noqa: PLC0415 - after the fonts are set

    fonts = own_fonts()
    css = f"@page {{ size: A4; margin: 25mm }} body {{ margin: 0; width: {width}pt; {FONT} }}"
    with mended(mends):
        page = HTML(string=f"<style>{css}</style>{paragraph}").render(font_config=fonts).pages[0]
    return [line for line in _lines(sheet_of(page)) if line]


def _lines(box: Box) -> list[str]:
    if kind_of(box) == "LineBox":
        return ["".join(part.text for part in box.descendants() if hasattr(part, "text"))]
    return [line for child in getattr(box, "children", ()) for line in _lines(child)]


def test_no_word_stands_alone_on_a_line_in_the_middle_of_a_paragraph() -> None:
    alone = {width: line for width in range(430, 470) for line in lines_at(width)[:-1] if " " not in line.strip()}
    assert alone == {}


def test_no_word_is_lost_or_joined_to_another_where_a_line_ends_before_an_element() -> None:
    whole = " ".join(
        PARAGRAPH.replace("<p>", "").replace("</p>", "").replace("<span>", "").replace("</span>", "").split()
    )
    assert {" ".join(" ".join(lines_at(width)).split()) for width in range(430, 470)} == {whole}


@pytest.mark.proof
def test_no_word_stands_alone_before_an_element_that_a_no_break_space_joins_to_its_text() -> None:
    alone = {
        width: line
        for width in range(200, 460)
        for line in lines_at(width, BESIDE_NO_BREAK)[:-1]
        if " " not in line.strip()
    }
    assert alone == {}


@pytest.mark.parametrize(("paragraph", "widths"), [(PARAGRAPH, range(430, 470)), (BESIDE_NO_BREAK, range(400, 460))])
def test_the_engine_alone_leaves_a_word_alone_at_one_of_the_widths(paragraph: str, widths: range) -> None:
    lines = [lines_at(width, paragraph, (NOTE_LINES,))[:-1] for width in widths]
    assert any(" " not in line.strip() for page in lines for line in page)
