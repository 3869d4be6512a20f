"""Letters that no font has are told before any page is laid out: once a stretch, at its column, as the engine would."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checking import subject
from composing import read
from readback_matrix import SCRIPTS, SIGNS
from sample import sample_document
from submissions.checks import CHECKS
from submissions.checks.glyphs import check_glyphs
from submissions.document import Paragraph
from submissions.findings import Finding
from submissions.formats import Format
from submissions.line.formats import WRITERS, Print
from test_readback import house

UNKNOWN = {
    "Han": "你好，世界", "Thai": "สวัสดี ครับ", "Ethiopic": "ሰላም ለዓለም", "Georgian": "გამარჯობა", "Hangul": "안녕 하세요",
    "Devanagari": "नमस्ते दुनिया", "ballot": "☐", "rupee": "₹", "face": "😀",
}  # fmt: skip


def found(text: str, formats: tuple[Format, ...] = ("docx", "pdf")) -> list[Finding]:
    blocks, findings = read(text)
    assert findings == []
    one = subject(replace(sample_document("en", "filing"), blocks=blocks, resources=()))
    return check_glyphs(replace(one, job=replace(one.job, formats=formats)))


@pytest.mark.parametrize("words", UNKNOWN.values(), ids=UNKNOWN)
@pytest.mark.parametrize("before", ["", "She said ", "@a wrote ", "*So* ", "قال "])
def test_each_stretch_of_letters_is_told_once_at_its_column(words: str, before: str) -> None:
    text = f"{before}{words} and then {words}."
    told = found(text)
    assert [one.code for one in told] == ["E510", "E510"]
    assert [one.place.column for one in told] == [len(before) + 1, text.rindex(words) + 1]
    assert all(f"U+{ord(words[0]):04X}" in one.message for one in told)
    assert len(words) < 2 or not any(words in one.message for one in told)


def test_word_alone_needs_no_letters_of_the_program() -> None:
    assert found("你好", ("docx",)) == []


@pytest.mark.parametrize("script", SCRIPTS)
def test_what_is_promised_is_never_told(script: str) -> None:
    assert found("x " + " ".join(SCRIPTS[script])) == []


def test_check_and_page_engine_agree_on_every_sign_of_the_matrix() -> None:
    signs = [sign for sign in SIGNS if sign.strip() and not any(one in sign for one in "<>[]{}*_`@#&|~\\")]
    text = " ".join(f"a{sign}b" for sign in signs)
    assert found(text) == []
    blocks, _ = read(text)
    assert isinstance(blocks[0], Paragraph)
    made = replace(sample_document("en", "filing"), blocks=blocks, resources=())
    assert [one for one in WRITERS["pdf"].write(Print(made, house()))[1] if one.code == "E510"] == []


def test_a_check_of_the_tree_tells_it_so_that_check_and_build_agree() -> None:
    assert [row.needs for row in CHECKS if row.look is check_glyphs] == ["document"]
