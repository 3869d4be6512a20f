"""Signs that come in pairs are drawn mirrored in right-to-left words: looked at as pixels, for each kind of pair."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image

from sample import sample_document
from submissions.document import Paragraph, Run
from submissions.findings import Place
from submissions.line.formats import WRITERS, Print
from submissions.readback.tagged import DrawnSign, read_tagged
from test_readback import house

AT = Place("case.yaml", 1, 1)
PAIRS = ("()", "[]", "{}", "<>", "«»", "‹›")
_SCALE = 8


def opens_to_the_right(page: Image.Image, sign: DrawnSign, following: DrawnSign) -> bool:
    """Tell by its ink whether a sign has its middle on the left of its ends, as "(" has."""
    top, bottom = page.height - (sign.y + 11) * _SCALE, page.height - (sign.y - 4) * _SCALE
    shape = page.crop((int(sign.x * _SCALE), int(top), int(following.x * _SCALE), int(bottom)))
    ink = [(x, y) for y in range(shape.height) for x in range(shape.width) if shape.getpixel((x, y)) < 128]
    rows = sorted({y for _, y in ink})
    assert len(rows) > 20, "there is a sign to be seen"
    low, high = rows[len(rows) * 2 // 5], rows[len(rows) * 3 // 5]
    middle = [x for x, y in ink if low <= y <= high]
    ends = [x for x, y in ink if y <= rows[len(rows) // 10] or y >= rows[-1 - len(rows) // 10]]
    return sum(middle) / len(middle) < sum(ends) / len(ends)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_left_one_of_a_pair_opens_and_the_right_one_closes_in_arabic_words(language: str) -> None:
    blocks = tuple(Paragraph((Run(f"كلمة {pair[0]}كلمة{pair[1]} كلمة", AT),), AT) for pair in PAIRS)
    made = replace(sample_document(language, "filing"), blocks=blocks, resources=())
    content, findings = WRITERS["pdf"].write(Print(made, house()))
    assert [finding for finding in findings if finding.is_error] == []
    assert WRITERS["pdf"].read_back(content, made, AT) == []
    pdf = pypdfium2.PdfDocument(content)
    page = pdf[0].render(scale=_SCALE).to_pil().convert("L")
    pdf.close()
    signs = [sign for piece in read_tagged(content, placed=True).body for sign in piece.signs]
    for height, pair in zip(sorted({round(sign.y) for sign in signs}, reverse=True), PAIRS, strict=True):
        row = sorted((sign for sign in signs if round(sign.y) == height), key=lambda one: one.x)
        at = [index for index, sign in enumerate(row) if sign.text in pair]
        assert [opens_to_the_right(page, row[index], row[index + 1]) for index in at] == [True, False], pair
