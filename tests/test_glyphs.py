"""Letters that no font has are told before any page is laid out: once a script, at its column, as the engine would."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checking import subject
from composing import read
from further_scripts import BROUGHT, FURTHER
from readback_matrix import SCRIPTS, SIGNS
from sample import sample_document
from submissions.checks import CHECKS
from submissions.checks.glyphs import check_glyphs
from submissions.document import Design, Paragraph
from submissions.findings import Finding
from submissions.formats import Format
from submissions.line.formats import WRITERS, Print
from submissions.look import Dress, HouseLook
from submissions.writers.page import glyphs
from test_readback import house

UNKNOWN = {
    "Runic": "ᚠᚢᚦ, ᚨᚱ", "Gothic": "𐌰𐌱 𐌲", "Vai": "ꔀꔁꔂ", "Ogham": "ᚁᚂᚃ", "Cuneiform": "𒀀𒀁", "😀": "😀", "🜁": "🜁",
}  # fmt: skip


def found(text: str, formats: tuple[Format, ...] = ("docx", "pdf")) -> list[Finding]:
    blocks, findings = read(text)
    assert findings == []
    one = subject(replace(sample_document("en", "filing"), blocks=blocks, resources=()))
    return check_glyphs(replace(one, job=replace(one.job, formats=formats)))


@pytest.mark.parametrize("words", UNKNOWN.values(), ids=UNKNOWN)
@pytest.mark.parametrize("before", ["", "She said ", "@a wrote ", "*So* ", "قال "])
def test_a_script_or_a_sign_is_told_once_at_the_column_of_its_first_letter(words: str, before: str) -> None:
    [told] = found(f"{before}{words} and then {words}.")
    assert (told.code, told.place.column) == ("E510", len(before) + 1)
    assert f"U+{ord(words[0]):04X}" in told.message
    assert len(words) < 2 or words not in told.message
    assert (
        f"of the {next(name for name, one in UNKNOWN.items() if one == words)} script" in told.message or len(words) < 2
    )


def test_each_script_and_each_sign_is_told_for_itself_with_the_lines_on_which_it_stands() -> None:
    told = found("one ᚠᚢ 😀 two\n\nthree 𐌰 four ᚦ\n\nfive ᚨ")
    assert [(one.place.line, one.place.column) for one in told] == [(1, 5), (1, 8), (3, 7)]
    assert [one.message.partition(";")[2] for one in told] == [" also on lines 3, 5", "", ""]
    assert "no font has 4 letters of the Runic script" in told[0].message


@pytest.mark.parametrize("language", sorted(BROUGHT))
def test_what_the_program_has_faces_for_is_never_told(language: str) -> None:
    assert found(BROUGHT[language]) == []


@pytest.mark.few(4)
@pytest.mark.parametrize("language", sorted(FURTHER))
def test_what_wants_the_further_wheel_is_told_with_it_where_it_is_not_installed(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(glyphs, "further_folder", lambda: None)
    glyphs._drawn.cache_clear()
    told = found(FURTHER[language])
    glyphs._drawn.cache_clear()
    assert {one.code for one in told} == {"E510"}
    assert all("install the wheel submissions-fonts" in (one.help or "") for one in told)


def test_word_alone_needs_no_letters_of_the_program() -> None:
    assert found("ᚠᚢᚦ", ("docx",)) == []


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


def test_a_face_of_which_nobody_has_a_file_is_told_before_anything_is_made() -> None:
    document = sample_document("en", "filing")
    dressed = replace(document, design=Design("filing", look=HouseLook(dress=Dress(text="Nobody's Face"))))
    for one, codes in ((document, []), (dressed, ["E528"])):
        whole = subject(one)
        told = check_glyphs(replace(whole, job=replace(whole.job, formats=("docx", "pdf"))))
        assert [finding.code for finding in told] == codes
        assert [finding for finding in WRITERS["pdf"].write(Print(one, house()))[1] if finding.code == "E528"] == told
