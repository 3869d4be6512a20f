"""Words of further scripts are printed and read back alike in Word and PDF, in every place; their faces are told."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from further_scripts import BROUGHT, FURTHER
from sample import sample_document
from speaking import KNOWN
from submissions.audit.files import audit_file
from submissions.audit.names.search import Searcher
from submissions.audit.records import Secret
from submissions.catalogue.house import read_house
from submissions.document import (
    Block,
    Cell,
    Column,
    Document,
    Foreign,
    Heading,
    HouseFile,
    Note,
    Paragraph,
    Row,
    Run,
    Strong,
    Table,
)
from submissions.findings import Place
from submissions.packaged import further_folder
from submissions.readback.pdf import check_pdf
from submissions.readback.word import check_word
from submissions.upkeep.doctor import further_scripts
from submissions.writers.faces import OWN, face_of, faces, spans
from submissions.writers.page.fonts import FONTS
from submissions.writers.page.pdf import write_pdf
from submissions.writers.word.docx import write_docx
from test_pdf_writer import document, house, paragraph
from word_files import house_files

ROOT = Path(__file__).resolve().parents[1]
PLACE = Place("case.yaml", 1, 1)
needs_further = pytest.mark.skipif(further_folder() is None, reason="the wheel submissions-fonts is not installed")
GOTHIC = "\N{GOTHIC LETTER AHSA}"


def printed(language: str, words: Mapping[str, str]) -> Document:
    """Return a document with each sentence in a heading, a note, the text, marked as its language, and a cell."""
    blocks: list[Block] = []
    for number, (code, text) in enumerate(words.items(), start=1):
        at = Place("case.yaml", number, 1)
        plain = Run(text, at)
        marked = Foreign(code, (plain,), at) if code else plain
        row = Row((Cell((Paragraph((marked,), at),), at), Cell((Paragraph((Run("12", at),), at),), at)), at)
        note = Note(number, (Paragraph((plain,), at),), f"note-{number}", at)
        blocks += [
            Heading(3, (plain,), at, id=f"heading-{number}"),
            Paragraph((marked, note, Run(" (", at), Strong((plain,), at), Run(")", at)), at, number),
            Table((Column("start", 70), Column("end", 30)), (), (row,), at),
        ]
    base = replace(sample_document("ar" if language == "ar" else "en", "filing"), language=language, resources=())
    return replace(base, blocks=tuple(blocks), languages=KNOWN)


def said_against(language: str, words: Mapping[str, str]) -> list[str]:
    """Return what is found in both formats when sentences are written and read back."""
    made = printed(language, words)
    pdf, found = write_pdf(made, house())
    word, more = write_docx(made, house_files())
    read = [*check_pdf(pdf, made, PLACE), *check_word(word, made, PLACE)]
    # Words that are kept together leave room below them, as they are to: it is not looked at here.
    return [
        f"{one.code} {one.place} {one.message}" for one in (*found, *more, *read) if one.code not in {"W524", "N525"}
    ]


@pytest.mark.few(1)
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_scripts_of_the_programs_own_faces_are_printed_and_read_back_alike(language: str) -> None:
    assert said_against(language, BROUGHT) == []


@needs_further
@pytest.mark.proof
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_scripts_of_the_further_wheel_are_printed_and_read_back_alike(language: str) -> None:
    assert said_against(language, FURTHER) == []


def syllables(ranges: tuple[tuple[int, int], ...]) -> Iterator[str]:
    """Yield lines of letters with each vowel, with marks behind those, and joined to each other."""
    signs = [chr(code) for first, last in ranges for code in range(first, last + 1)]
    letters = [sign for sign in signs if _kind(sign) == "Lo"][1:30]
    marks = [sign for sign in signs if _kind(sign) in ("Mn", "Mc")]
    for letter in letters:
        yield " ".join(letter + mark for mark in marks)
    for mark in marks:
        yield " ".join(letters[5] + mark + other for other in marks)
        yield letters[3] + " ".join(mark.join(letters[at : at + 2]) for at in range(0, len(letters) - 1, 2))


def _kind(sign: str) -> str:
    import unicodedata  # noqa: PLC0415 - the table of the interpreter, as the gate has it

    return unicodedata.category(sign)


COMPLEX = [face for face in faces() if face.slot == "complex"]


@pytest.mark.proof
@pytest.mark.parametrize("face", COMPLEX, ids=lambda face: face.family)
def test_every_syllable_of_a_script_that_rearranges_its_glyphs_is_read_as_typed(face: object) -> None:
    assert face in COMPLEX
    one = COMPLEX[COMPLEX.index(face)]  # type: ignore[arg-type]
    if one.brought != OWN and further_folder() is None:
        pytest.skip("the wheel submissions-fonts is not installed")
    texts = list(syllables(one.ranges[:1]))
    places = [Place("case.yaml", number, 1) for number in range(1, len(texts) + 1)]
    made = document(*(Paragraph((Run(t, at),), at) for t, at in zip(texts, places, strict=True)))
    content, findings = write_pdf(made, house())
    assert {finding.code for finding in findings} <= {"E510"}  # letters younger than the face
    assert not findings or len(findings) == 1
    assert [finding.message for finding in check_pdf(content, made, PLACE)] == []


@pytest.mark.parametrize("language", ["th", "hi", "km", "si"])
def test_a_name_in_a_further_script_is_found_in_the_finished_files(language: str) -> None:
    name = BROUGHT[language].split()[0][:24]
    made = document(paragraph(Run(f"The statement of {name} was read.", PLACE)))
    searcher = Searcher([Secret("name of 'x'", name, "name", PLACE)])
    for file, content in (("a.pdf", write_pdf(made, house())[0]), ("a.docx", write_docx(made, house_files())[0])):
        assert audit_file(file, content, searcher).hits, file


def test_word_is_told_a_face_of_its_own_for_each_script() -> None:
    content, findings = write_docx(printed("en", BROUGHT | FURTHER), house_files())
    assert findings == []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body, table = (archive.read(f"word/{name}.xml").decode() for name in ("document", "fontTable"))
    listed = set(re.findall(r'<w:font w:name="([^"]+)"', table))
    for code, words in (BROUGHT | FURTHER).items():
        letter = next(sign for sign in words if face_of(sign) is not None and face_of(sign).word)  # type: ignore[union-attr]
        face = face_of(letter, code)
        assert face is not None
        held = rf"<w:r><w:rPr>((?:(?!</w:rPr>).)*)</w:rPr><w:t[^>]*>[^<]*{re.escape(letter)}"
        slots = "".join(f' w:{slot}="{face.word}"' for slot in ("ascii", "hAnsi", "eastAsia", "cs"))
        runs = [run for run in re.findall(held, body) if f"<w:rFonts{slots}" in run]
        assert runs, code
        assert {"<w:cs/>" in run for run in runs} == {face.slot == "complex"}
        assert face.word in listed
    assert table.count('w:name="Nirmala UI"') == 1
    assert 'w:name="SimSun"><w:altName w:val="Songti SC,Noto Serif CJK SC"/><w:charset w:val="86"/>' in table


def test_words_that_need_no_face_are_left_in_one_run_and_the_table_as_it_was() -> None:
    for words in ("plain words", "3–8 “é” → ≤ −1 €", "права человека", "حقوق", "שלום"):
        assert [(span.start, span.end, span.face) for span in spans(words)] == [(0, len(words), None)], words
    content, _ = write_docx(document(paragraph(Run("3–8 “é” → ≤", PLACE))), house_files())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.read("word/fontTable.xml").count(b"<w:font ") == 1


def test_ideographs_take_the_face_of_their_language() -> None:
    families = {code: face_of("骨", code) for code in ("", "en", "zh", "zh-Hant", "zh-TW", "ja", "ko")}
    assert [face.family[-2:] if face else "" for face in families.values()] == [
        "SC",
        "SC",
        "SC",
        "TC",
        "TC",
        "JP",
        "KR",
    ]
    assert [face_of(sign).family[-2:] for sign in "の글"] == ["JP", "KR"]  # type: ignore[union-attr]


# --- the files ---


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "sources.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("folder", [FONTS, ROOT / "fonts" / "src" / "submissions_fonts"], ids=["program", "wheel"])
def test_each_file_is_the_one_that_the_table_of_sources_tells(folder: Path) -> None:
    for row in rows(folder):
        path = folder / row["file"]
        if folder == FONTS or path.exists():
            assert hashlib.sha256(path.read_bytes()).hexdigest() == row["digest"], row["file"]
    named = {row["file"] for row in rows(folder)}
    assert {face.file for face in faces() if (face.brought == OWN) is (folder == FONTS)} <= named


def test_each_twin_of_a_family_is_the_file_that_the_table_tells() -> None:
    with (FONTS / "twins.csv").open(encoding="utf-8", newline="") as stream:
        told = {row["file"]: row["digest"] for row in csv.DictReader(stream)}
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in FONTS.glob("[CG]*.ttf")}
    assert found == told
    assert len(told) == 12


def test_each_face_of_the_program_draws_what_its_row_says_and_few_files_are_large() -> None:
    for face in (face for face in faces() if face.brought == OWN):
        with TTFont(FONTS / face.file, lazy=True) as font:
            drawn = set(font.getBestCmap())
            assert font["name"].getBestFamilyName() == face.family
        assert drawn & set(face.drawn())
        assert not drawn & set(range(0x21, 0x7F)), face.family  # Latin words stay in the document's own face
    assert sum((FONTS / face.file).stat().st_size for face in faces() if face.brought == OWN) < 1_400_000


# --- the house's own, and what has no face ---


def font_file(family: str = "House Gothic", rights: int = 0, *, spaced: bool = True) -> bytes:
    """Return a font of one letter, drawn as a box, and the space."""
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for point in ((50, 700), (550, 700), (550, 0)):
        pen.lineTo(point)
    pen.closePath()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "space", "box"])
    builder.setupCharacterMap({ord(GOTHIC): "box"} | ({ord(" "): "space"} if spaced else {}))
    builder.setupGlyf({".notdef": pen.glyph(), "space": TTGlyphPen(None).glyph(), "box": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (600, 50), "space": (300, 0), "box": (600, 50)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    builder.setupOS2(fsType=rights)
    builder.setupPost()
    made = io.BytesIO()
    builder.save(made)
    return made.getvalue()


def with_font(tmp_path: Path, name: str, content: bytes) -> tuple[dict[str, HouseFile], list[str]]:
    """Return the house's files with a font in its folder, and the codes of what is found when they are read."""
    folder = tmp_path / "house" / "fonts"
    folder.mkdir(parents=True)
    (folder / name).write_bytes(content)
    (folder / "OFL.txt").write_text("its licence", encoding="utf-8")
    found, findings = read_house([(tmp_path / "house", "templates/house"), (ROOT / "templates/house", "built-in")])
    return dict(found.files), [finding.code for finding in findings]


def test_a_font_of_the_house_draws_what_no_other_has(tmp_path: Path) -> None:
    made = document(paragraph(Run(f"Words {GOTHIC} here.", PLACE)))
    _, findings = write_pdf(made, house())
    assert [finding.code for finding in findings] == ["E510"]
    assert "Gothic script" in findings[0].message
    assert "templates/house/fonts" in (findings[0].help or "")
    files, faults = with_font(tmp_path, "HouseGothic.TTF", font_file())
    content, findings = write_pdf(made, files)
    assert (faults, findings) == ([], [])
    assert check_pdf(content, made, PLACE) == []
    assert content == write_pdf(made, files)[0]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.ttf", b"no font", "E528"),
        ("a.otf", font_file()[:400], "E528"),
        ("a.ttf", font_file(rights=0x0002), "E528"),
        ("a.ttf", font_file(rights=0x0100), "E528"),
        ("a.ttf", font_file("Liberation Serif"), "E528"),
        ("a.ttf", font_file(spaced=False), "E528"),
        ("a.ttf", font_file("Noto Serif Thai"), "E528"),
        ("a.woff2", font_file(), "E208"),
        ("a.ttc", font_file(), "E208"),
    ],
)
def test_a_font_that_no_page_may_take_is_refused(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    files, faults = with_font(tmp_path, name, content)
    made, findings = write_pdf(document(paragraph()), files)
    assert [*faults, *(finding.code for finding in findings)] == [code]
    assert bool(made) is (code == "E208")


def test_letters_without_a_face_are_told_once_for_their_script() -> None:
    text = "\N{RUNIC LETTER FEHU FEOH FE F}\N{RUNIC LETTER V} \N{GRINNING FACE} \N{RUNIC LETTER URUZ UR U}"
    _, findings = write_pdf(document(paragraph(Run(text, PLACE))), house())
    assert [finding.message for finding in findings] == [
        "no font has 3 letters of the Runic script, the first: \N{RUNIC LETTER FEHU FEOH FE F} (U+16A0)",
        "no font has this sign: \N{GRINNING FACE} (U+1F600)",
    ]


def test_doctor_says_which_scripts_want_the_wheel(tmp_path: Path) -> None:
    without, partly = further_scripts(None), further_scripts(tmp_path)
    assert (without.state, partly.state) == ("optional", "optional")
    assert "Han" in without.detail
    assert "make fonts" in without.remedy
    assert "Noto Serif CJK SC" in partly.detail
    for face in faces():
        (tmp_path / face.file).write_bytes(b"")
    assert further_scripts(tmp_path).state == "ok"


@pytest.mark.proof
def test_the_machines_language_chooses_no_shapes() -> None:
    script = (
        "import hashlib; from test_further_scripts import *;"
        "print(hashlib.sha256(write_pdf(printed('fr', BROUGHT | FURTHER), house())[0]).hexdigest())"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT / "tests", capture_output=True, text=True, check=True,
            env={**os.environ, "LANGUAGE": language, "LANG": f"{language}.UTF-8"},
        ).stdout
        for language in ("en_GB", "ja_JP", "zh_TW")
    }  # fmt: skip
    assert len(made) == 1
    assert "" not in made
