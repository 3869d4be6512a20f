"""One look in one file: what `house.yaml` says reaches the style sheet and the Word styles of every class alike."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from fontTools.ttLib import TTFont
from lxml import etree
from PIL import Image

from submissions.catalogue.look import contrast, read_look
from submissions.cli import main
from submissions.compose.design import design_of, script_of_words
from submissions.document import Design, HouseFile
from submissions.findings import Finding, Place, has_errors
from submissions.line.validators import validate_file
from submissions.look import KINDS, Dress, HouseLook, Kind, Paper, families, measures
from submissions.office.package import read_package
from submissions.readback.word import check_word
from submissions.upkeep.looks import specimen
from submissions.writers.page.fonts import FONTS
from submissions.writers.page.html import write_html
from submissions.writers.page.pdf import write_pdf
from submissions.writers.page.values import fill_values, style_values
from submissions.writers.word.docx import write_docx
from submissions.writers.word.frame.differences import differences
from submissions.writers.word.frame.make import make_frame
from word_files import FRAME_PLACE, HOUSE, changed, document, paragraph, parts_of

SHEET = HouseFile((HOUSE / "page.css").read_bytes(), Place("templates/house/page.css"))
FILES = {"page.css": SHEET, "page.html": HouseFile((HOUSE / "page.html").read_bytes(), Place("page.html"))}
WORDS = {"en": ["Contents", "Page"], "ru": ["Содержание", "Страница"], "ar": ["المحتويات"], "el": ["Περιεχόμενα"]}


def read(folder: Path, text: str) -> tuple[HouseLook, list[Finding]]:
    (folder / "house.yaml").write_text(text, encoding="utf-8")
    look, _, findings = read_look([(folder, "templates/house")], {})
    return look, findings


def said(findings: list[Finding]) -> list[tuple[str, int]]:
    return [(finding.code, finding.place.line) for finding in findings]


TEN_LINES = """\
name: Clinic of the Lower Town
address: [1 Example Street, 1200 Geneva]
registration: No 12345
footer: clinic.example
accent: "#A01010"
faces: {text: Cambria, heads: Calibri}
size: 11pt
paper: letter
margins: {start: 50mm}
classes: {filing: {size: 12pt, faces: {text: Times New Roman}}}
"""


def test_ten_lines_are_read_whole(tmp_path: Path) -> None:
    look, findings = read(tmp_path, TEN_LINES)
    assert findings == []
    assert look.words == ("Clinic of the Lower Town", "1 Example Street", "1200 Geneva", "clinic.example · No 12345")
    assert look.worn_by("brief") == Dress("#a01010", "Cambria", "Calibri", 11, "letter", margin_start=141.73)
    assert (look.worn_by("filing").text, look.worn_by("filing").heads) == ("Times New Roman", "Calibri")


FAULTS = {
    "an unknown key": ("nam: x", "E203", 1),
    "a pale accent": ('accent: "#999999"', "E209", 1),
    "no colour": ("accent: red", "E204", 1),
    "a face without a twin": ("faces: {text: Papyrus}", "E204", 1),
    "a length without a unit": ("size: 11", "E204", 1),
    "a size for nobody": ("size: 40pt", "E204", 1),
    "a margin off the sheet": ("name: x\nmargins: {start: 150mm}", "E204", 2),
    "margins that leave no room": ("margins: {start: 80mm, end: 60mm}", "E204", 1),
    "numbers off the sheet": ("margins: {start: 12mm}", "E204", 1),
    "a colour that YAML takes for a comment": ("accent: '#12345'", "E204", 1),
    "a logo elsewhere": ("logo: {file: ../x.png, width: 30mm, alternative: x}", "E204", 1),
    "a logo that is missing": ("logo: {file: x.png, width: 30mm, alternative: x}", "E450", 1),
    "words that would be a tag": ("name: '{{ title }}'", "E204", 1),
    "a class of nothing": ("classes: {poster: {size: 11pt}}", "E203", 1),
    "a name of a class alone": ("classes: {brief: {name: x}}", "E203", 1),
    "a list of classes": ("classes: [brief]", "E204", 1),
    "a text for margins": ("margins: wide", "E204", 1),
    "an address in one line": ("address: here", "E204", 1),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_the_look_is_found_at_its_line_with_an_order_that_works(name: str, tmp_path: Path) -> None:
    text, code, line = FAULTS[name]
    _, findings = read(tmp_path, text)
    assert said(findings) == [(code, line)]
    assert findings[0].help


@pytest.mark.parametrize("text", ["", "# accent: blue\n# name: x\n"])
def test_a_file_without_a_word_says_nothing_and_is_no_fault(text: str, tmp_path: Path) -> None:
    assert read(tmp_path, text) == (HouseLook(), [])


@pytest.mark.parametrize("colour", ["#999999", "#ffffff", "#00ff00", "#ff8800"])
def test_the_darker_colour_that_is_offered_can_be_read(colour: str, tmp_path: Path) -> None:
    _, findings = read(tmp_path, f'accent: "{colour}"')
    offered = re.search(r'"(#[0-9a-f]{6})"', findings[0].help)
    assert offered is not None
    assert contrast(offered[1]) >= 4.5
    assert read(tmp_path, f'accent: "{offered[1]}"')[1] == []


def test_the_ten_lines_of_the_page_on_looks_are_read_without_a_fault(tmp_path: Path) -> None:
    page = (HOUSE.parents[1] / "docs" / "how-to" / "wear-your-own-look.md").read_text(encoding="utf-8")
    shown = page.partition("```yaml\n")[2].partition("```")[0]
    Image.new("RGB", (60, 24), "#a01010").save(tmp_path / "logo.png")
    look, findings = read(tmp_path, shown)
    assert (findings, len(shown.splitlines())) == ([], 10)
    assert look.worn_by("brief").text == "Cambria"
    assert look.worn_by("filing").text == "Times New Roman"


@pytest.mark.parametrize("kind", KINDS)
def test_a_specimen_of_every_class_is_made_without_a_fault(kind: Kind) -> None:
    from examples import catalogue  # noqa: PLC0415 - reads the templates

    made = specimen(catalogue().house, kind)
    content, findings = write_docx(made, {})
    assert (bool(content), findings) == (True, [])
    assert check_word(content, made, FRAME_PLACE) == []


@pytest.mark.proof
def test_the_doctor_writes_specimens_of_every_class_in_both_formats(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["doctor", "--look", "--output", str(tmp_path / "look")])
    assert done.exit_code == 0, done.output
    assert {path.name for path in (tmp_path / "look").iterdir()} == {f"{k}.{e}" for k in KINDS for e in ("docx", "pdf")}


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000") == pytest.approx(21)
    assert contrast("#ffffff") == pytest.approx(1)
    assert contrast("#767676") == pytest.approx(4.54, abs=0.01)


def test_what_the_office_leaves_out_stays_as_the_program_has_it(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "house.yaml").write_text("size: 11pt\n", encoding="utf-8")
    look, _, findings = read_look([(own, "templates/house"), (HOUSE, "templates/house")], {})
    assert findings == []
    assert (look.dress.size, look.dress.accent) == (11, "#1b3a57")


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_style_sheet_asks_for_nothing_that_the_look_does_not_have(kind: Kind, direction: str) -> None:
    css, findings = fill_values(SHEET.content.decode(), style_values(Design(kind).measures, direction), SHEET)
    assert findings == []
    assert "var(" not in re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


def test_a_value_that_nobody_knows_is_found_at_its_place() -> None:
    own = HouseFile(
        b"/* var(--in-a-comment) */\n:root { --mine: 1pt }\np { margin: var(--mine) var(--text-aftr) }\n", SHEET.place
    )
    _, findings = write_html(document(paragraph("x")), {**FILES, "page.css": own})
    assert [(finding.code, finding.place.line, finding.place.column) for finding in findings] == [("E531", 3, 25)]
    assert "var(--text-after)" in findings[0].help


def test_a_style_sheet_without_any_value_goes_on_working() -> None:
    own = HouseFile(b"p { margin: 0 }\n", SHEET.place)
    content, findings = write_html(document(paragraph("x")), {**FILES, "page.css": own})
    assert findings == []
    assert b"p { margin: 0 }" in content


def styles_of(design: Design) -> etree._Element:
    return etree.fromstring(read_package(make_frame(design))["word/styles.xml"])


@pytest.mark.parametrize("kind", KINDS)
def test_word_and_page_wear_the_same(kind: Kind) -> None:
    look = HouseLook(dress=Dress("#a01010", "Cambria", "Calibri", 11))
    made = Design(kind, look=look)
    css = style_values(made.measures, "ltr")
    word = read_package(make_frame(made))
    theme, styles = word["word/theme/theme1.xml"].decode(), word["word/styles.xml"].decode()
    assert (css["accent"], 'accent1><a:srgbClr val="A01010"' in theme) == ("#a01010", True)
    assert css["text-face"].startswith('"Caladea", "Cambria"')
    assert css["head-face"].startswith('"Carlito", "Calibri"')
    assert '<a:latin typeface="Calibri"/>' in theme.partition("minorFont")[0]
    assert '<a:latin typeface="Cambria"/>' in theme.partition("minorFont")[2]
    assert css["text-size"] == "11pt"
    assert '<w:sz w:val="22"/>' in styles.partition("</w:docDefaults>")[0]
    assert differences(HouseFile(make_frame(made), FRAME_PLACE), made.measures) == ()


def test_a_frame_that_an_office_changed_says_how_it_leaves_the_look() -> None:
    def change(xml: str) -> str:
        return xml.replace('w:left="2551"', 'w:left="1417"')

    frame = changed(make_frame(Design("filing")), "word/document.xml", change)
    frame = changed(frame, "word/theme/theme1.xml", lambda xml: xml.replace("Times New Roman", "Georgia"))
    frame = changed(frame, "word/styles.xml", lambda xml: xml.replace('<w:sz w:val="24"/>', '<w:sz w:val="21"/>', 1))
    _, findings = write_docx(document(paragraph("x")), {"word.docx": HouseFile(frame, FRAME_PLACE)})
    assert [(finding.code, finding.place) for finding in findings] == [("N413", FRAME_PLACE)]
    assert not has_errors(findings)
    for words in ("text in Georgia, not Times New Roman", "10.5 points, not 12", "25 mm on the left, not 45"):
        assert words in findings[0].message


def test_a_frame_made_from_the_look_and_left_alone_differs_in_nothing() -> None:
    for kind, name in (("filing", "word.docx"), ("brief", "word-brief.docx")):
        own = {name: HouseFile(make_frame(Design(kind)), FRAME_PLACE)}
        assert write_docx(document(paragraph("x"), frame=kind), own) == write_docx(
            document(paragraph("x"), frame=kind), {}
        )


@pytest.mark.parametrize(("code", "script"), [("en", "Latn"), ("ru", "Cyrl"), ("ar", "Arab"), ("el", "Grek")])
def test_the_script_of_a_language_is_that_of_its_words(code: str, script: str) -> None:
    assert script_of_words(WORDS[code]) == script


@pytest.mark.parametrize(("face", "code", "kept"), [
    ("Cambria", "en", True), ("Cambria", "ru", False), ("Cambria", "ar", False), ("Calibri", "ru", True),
    ("Calibri", "el", True), ("Calibri", "ar", False),
])  # fmt: skip
def test_a_language_whose_letters_a_face_lacks_takes_the_book_face_and_says_so(
    face: str, code: str, kept: bool
) -> None:
    from examples import catalogue  # noqa: PLC0415 - reads the templates

    whole = catalogue()
    house = replace(whole.house, look=HouseLook(dress=Dress(text=face)))
    design, findings = design_of(whole.templates["advocacy/brief"], house, code, WORDS[code])
    assert [finding.code for finding in findings] == ([] if kept else ["N232"])
    assert design.measures.text_face.name == (face if kept else "Times New Roman")


def test_every_family_has_its_four_files_and_their_letters() -> None:
    for face in families().values():
        stem = face.twin.replace(" ", "")
        for style in ("Regular", "Bold", "Italic", "BoldItalic"):
            assert (FONTS / f"{stem}-{style}.ttf").is_file(), (face.name, style)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_line_has_as_many_letters_in_every_face_and_size_and_on_every_paper(kind: Kind, paper: Paper) -> None:
    plain = measures(HouseLook(), kind, "a4")
    wanted = plain.width / (plain.text_size * plain.text_face.letter)
    for name in families():
        for size in (9, 10, 11, 12):
            one = measures(HouseLook(dress=Dress(text=name, size=size)), kind, paper)
            assert one.width / (one.text_size * one.text_face.letter) == pytest.approx(wanted, abs=0.1)
            assert min(one.margin_start - one.hang, one.margin_end) >= 42
            assert one.margin_start + one.width + one.margin_end == pytest.approx(one.sheet_width)


def test_how_wide_a_letter_is_stands_in_the_table_as_in_the_files() -> None:
    words = (HOUSE.parents[1] / "docs" / "how-to" / "wear-your-own-look.md").read_text(encoding="utf-8")
    text = " ".join(re.findall(r"[a-z]+[,.]?", words))
    found = {}
    for face in families().values():
        font = TTFont(FONTS / f"{face.twin.replace(' ', '')}-Regular.ttf")
        letters, widths = font.getBestCmap(), font["hmtx"]
        total = sum(widths[letters[ord(sign)]][0] for sign in text)
        found[face.name] = total / len(text) / font["head"].unitsPerEm / face.letter
    assert max(found.values()) / min(found.values()) == pytest.approx(1, abs=0.03)


def test_all_else_goes_with_the_size_of_the_text() -> None:
    plain = measures(HouseLook(), "filing", "a4")
    small = measures(HouseLook(dress=Dress(size=plain.text_size * 0.75)), "filing", "a4")
    for name in ("text_size", "text_leading", "heading_1_size", "note_size", "table_leading"):
        assert getattr(small, name) == pytest.approx(getattr(plain, name) * 0.75, abs=0.5)
    assert (small.hang, small.margin_top) == (plain.hang, plain.margin_top)


def own_font(rights: int) -> HouseFile:
    font = TTFont(FONTS / "Caladea-Regular.ttf")
    font["OS/2"].fsType = rights
    for record in font["name"].names:
        if record.nameID in {1, 4, 16}:
            record.string = "House Face"
    made = io.BytesIO()
    font.save(made)
    return HouseFile(made.getvalue(), Place("templates/house/fonts/face.ttf"))


@pytest.mark.parametrize(("rights", "carried"), [(0, True), (8, True), (4, False), (2, False), (0x200, False)])
def test_word_carries_a_face_of_the_house_where_its_licence_lets_the_file_be_edited(
    rights: int, carried: bool, tmp_path: Path
) -> None:
    face = own_font(rights)
    look = HouseLook(dress=Dress(text="House Face"))
    made = replace(document(paragraph("x")), design=Design("filing", look=look))
    content, findings = write_docx(made, {"fonts/face.ttf": face})
    assert findings == []
    parts = read_package(content)
    table = parts["word/fontTable.xml"].decode()
    assert ("word/fonts/font1.odttf" in parts, "<w:embedRegular" in table) == (carried, carried)
    assert (b"<w:embedTrueTypeFonts/>" in parts["word/settings.xml"]) == carried
    if carried:
        # As a reader takes it apart: the key's digits from the end, byte by byte, over the first 32 bytes.
        key = re.search(r'w:fontKey="\{([0-9A-F-]+)\}"', table)
        assert key is not None
        digits = bytes.fromhex(key[1].replace("-", ""))[::-1]
        hidden = parts["word/fonts/font1.odttf"]
        opened = bytes(byte ^ digits[at % 16] for at, byte in enumerate(hidden[:32])) + hidden[32:]
        assert opened == face.content
        assert validate_file("docx", content, FRAME_PLACE, tmp_path) == []


def test_a_face_of_which_nobody_has_a_file_is_found_and_no_pdf_is_made() -> None:
    look = HouseLook(dress=Dress(text="Nobody's Face"))
    made = replace(document(paragraph("x")), design=Design("filing", look=look))
    content, findings = write_pdf(made, FILES)
    assert (content, [finding.code for finding in findings]) == (b"", ["E528"])


def test_the_letterhead_stands_on_the_first_page_of_both(tmp_path: Path) -> None:
    Image.new("RGB", (600, 240), "#a01010").save(tmp_path / "logo.png")
    text = f"{TEN_LINES}logo: {{file: logo.png, width: 30mm, where: end, alternative: The mark of the clinic}}\n"
    (tmp_path / "house.yaml").write_text(text, encoding="utf-8")
    look, logo, findings = read_look([(tmp_path, "templates/house")], {})
    assert findings == []
    made = replace(document(paragraph("x")), design=Design("filing", "letter", look, logo))
    parts = parts_of(write_docx(made, {})[0])
    first, foot = parts["word/header2.xml"], parts["word/footer1.xml"]
    assert 'descr="The mark of the clinic"' in first
    assert first.index("<w:drawing>") < first.index("Clinic of the Lower Town") < first.index("1200 Geneva")
    assert "clinic.example · No 12345" in foot
    page = write_html(made, FILES)[0].decode()
    assert "data:image/png;base64," in page
    assert "@page :first, cover:first" in page


def test_the_gallery_of_word_shows_what_a_person_picks_and_hides_the_rest() -> None:
    names = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    styles = styles_of(Design("filing"))
    shown = [style for style in styles.iterfind("w:style", names) if style.find("w:qFormat", names) is not None]
    order = [int(style.find("w:uiPriority", names).get(f"{{{names['w']}}}val")) for style in shown]  # type: ignore[union-attr, arg-type]
    assert len(shown) in range(20, 26)
    assert sorted(order) == list(range(1, len(shown) + 1))
    latent = styles.find("w:latentStyles", names)
    assert latent is not None
    assert latent.get(f"{{{names['w']}}}defSemiHidden") == "1"
