"""What a cover sets beside each other is read side by side in every format, and fills the width of the text."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from composing import catalogue, made
from submissions.document import Division, Paragraph, walk
from submissions.document.sides import stand_beside
from submissions.look import PLAIN_LOOK, measures
from submissions.office.names import w
from submissions.readback.word import check_word, read_word
from submissions.writers.page.html import write_html
from submissions.writers.word.docx import write_docx
from submissions.writers.word.frame.read import FURTHER_STYLES, PARAGRAPH_STYLES
from submissions.writers.word.frame.styles import styles_part
from submissions.writers.word.sides import column_widths

SIDE = "::: side\n\n{name}{{.party}}\n\n{role}{{.party-role}}\n\n:::\n\n"
AUTHOR, STATE = SIDE.format(name="A", role="author, represented by The Office"), SIDE.format(name="State", role="party")
BODIES = {
    "with a word between": f"::: cover\n\n::: sides\n\n{AUTHOR}v{{.versus}}\n\n{STATE}:::\n\n:::\n\n# H\n\nWords.\n",
    "without": f"::: cover\n\n::: sides\n\n{AUTHOR}{STATE}:::\n\n:::\n\n# H\n\nWords.\n",
}


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_word_reads_one_side_after_the_other_in_one_row(tmp_path: Path, body: str, language: str) -> None:
    document = made(tmp_path, body, language=language).tree
    content, findings = write_docx(document, catalogue().house.files)
    assert not findings
    assert check_word(content, document, document.blocks[0].place) == []
    shown = [line.text for line in read_word(content, document.blocks[0].place)]
    assert [one for one in shown if one != "v"][:4] == ["A", "author, represented by The Office", "State", "party"]
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        rows = list(etree.fromstring(package.read("word/document.xml")).iter(w("tr")))
    assert [len(row.findall(w("tc"))) for row in rows] == [2 + ("v" in shown)]


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_the_columns_fill_the_text_and_sides_are_alike(tmp_path: Path, body: str) -> None:
    sides = next(node for node in walk(made(tmp_path, body).tree.blocks) if getattr(node, "role", "") == "sides")
    assert isinstance(sides, Division)
    widths = column_widths(sides, 7300, measures(PLAIN_LOOK, "filing", "a4"))
    assert sum(widths) == 7300
    sized = [wide for wide, one in zip(widths, sides.blocks, strict=True) if not isinstance(one, Paragraph)]
    assert max(sized) - min(sized) <= 1


def test_columns_never_have_less_than_nothing_however_many_they_are(tmp_path: Path) -> None:
    page = measures(PLAIN_LOOK, "filing", "a4")
    for number in (1, 2, 9, 30):
        many = "".join(f"Word {index}\n\n" for index in range(number))
        body = f"::: sides\n\n{many}{AUTHOR}:::\n\n# H\n\nWords.\n"
        sides = next(node for node in walk(made(tmp_path, body).tree.blocks) if getattr(node, "role", "") == "sides")
        assert isinstance(sides, Division)
        assert min(column_widths(sides, 7300, page)) > 0


def test_sides_that_would_fill_the_page_stand_below_each_other_in_both_formats(tmp_path: Path) -> None:
    """So nobody is refused for being one of many: columns that go over a page cannot be read in order."""
    page = measures(PLAIN_LOOK, "filing", "a4")
    found = {}
    for number in (1, 40):
        names = ", ".join(f"Wilhelmina Featherstonehaugh {index}" for index in range(number))
        side = SIDE.format(name=names, role="authors")
        body = f"::: cover\n\n::: sides\n\n{side}v{{.versus}}\n\n{STATE}:::\n\n:::\n\n# H\n\nWords.\n"
        document = made(tmp_path, body).tree
        sides = next(node for node in walk(document.blocks) if getattr(node, "role", "") == "sides")
        assert isinstance(sides, Division)
        content, _ = write_docx(document, catalogue().house.files)
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            tables = package.read("word/document.xml").count(b"<w:tbl>")
        html, _ = write_html(document, catalogue().house.files)
        found[number] = (stand_beside(sides, page), tables, b'"sides below"' in html)
    assert found == {1: (True, 1, False), 40: (False, 0, True)}


def test_what_stands_for_a_style_that_an_older_frame_lacks_is_a_style_that_every_frame_has() -> None:
    made_here = etree.fromstring(styles_part(measures(PLAIN_LOOK, "letter", "a4")).encode())
    names = {one.find(w("name")).get(w("val")).lower() for one in made_here.iter(w("style"))}
    assert set(FURTHER_STYLES) <= names
    assert set(FURTHER_STYLES.values()) <= set(PARAGRAPH_STYLES)
